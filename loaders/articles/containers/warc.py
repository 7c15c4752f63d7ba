"""Web archives (WARC), plain or compressed, by fastwarc, which reads them at the speed of the disk.

Read are answers with status 200 that hold HTML or plain text; requests, other answers and other media are passed over. A body is
decoded as its headers say only where it is as they say: archives such as CC-NEWS store it decoded and keep the headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from loaders.articles.containers.bodies import decoded
from loaders.articles.containers.item import LARGEST, Item, Place, stem
from loaders.articles.embedded import Embedded, Printed
from loaders.records import Issue

_MEDIA = ("", "text/html", "application/xhtml+xml", "text/plain")
_MARK = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.\d\r?\n")
_WINDOW = 1 << 20


def items(path: Path, skip: int = 0) -> Iterator[Item | Issue]:
    """The pages of an archive in order, and an issue for each stretch that is damaged, after which reading goes on.

    Args:
        path: the archive.
        skip: how many records that hold an answer to pass over.
    """
    shown = str(path)
    number, begin, told = 0, 0, False
    with path.open("rb") as file:
        while True:
            last = begin
            try:
                file.seek(begin)
                for record in ArchiveIterator(file, record_types=WarcRecordType.response | WarcRecordType.resource):
                    number, told, last = number + 1, False, begin + record.stream_pos
                    if number > skip and (item := _item(record, shown, last, number)):
                        yield item
                return
            except (OSError, ValueError, EOFError) as error:
                if not told:
                    told = True
                    number += 1
                    if number > skip:
                        yield _damaged(shown, last, str(error))
            begin = _next_record(file, last + 1)
            if begin < 0:
                return


def _damaged(shown: str, at: int, why: str) -> Issue:
    return Issue(shown, 0, f"after byte {at}", f"the archive is damaged: {why}", "fetch it again; the records around it are read")


def _next_record(file: BinaryIO, start: int) -> int:
    """Where the next record may begin: a member of gzip, or a record's first line; -1 where none does."""
    at = start
    while True:
        file.seek(at)
        window = file.read(_WINDOW)
        if match := _MARK.search(window):
            return at + match.start()
        if len(window) < _WINDOW:
            return -1
        at += _WINDOW - 16


def _item(record: WarcRecord, shown: str, at: int, number: int) -> Item | Issue | None:
    """The page of a record; None for one that holds none."""
    place = Place(shown, 0, f"record at byte {at}")
    headers = record.http_headers
    if headers is None or headers.status_code is None:
        if not record.is_http:
            return None
        return Issue(*place, "the answer has no head that can be read", "the record is cut or broken; fetch the archive again")
    if headers.status_code != 200:
        return None
    media = (record.http_content_type or "").strip().lower()
    if media not in _MEDIA:
        return None
    length = record.content_length
    try:
        body = record.reader.read(LARGEST + 1)
        if len(body) <= LARGEST:
            if len(body) < length:
                return Issue(*place, f"the record is cut: {len(body):,} of {length:,} bytes", "fetch the archive again")
            body = decoded(body, headers.get("Transfer-Encoding") or "", headers.get("Content-Encoding") or "")
    except (OSError, EOFError, ValueError) as error:
        return Issue(*place, f"the body cannot be decoded: {error}", "leave it out, or fetch the page again")
    if len(body) > LARGEST:
        return Issue(*place, f"more than {LARGEST // 1_000_000} MB are no article", "leave the record out")
    if not body.strip():
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    given = Embedded(url=Printed(url) if url.startswith(("http://", "https://")) else None)
    name = stem(shown)
    return Item(place, body, f"{name}#{number}", record.http_charset or "", given)
