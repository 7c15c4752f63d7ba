"""Containers: from files, folders and addresses to the documents in them, one at a time, whatever the kind of file.

What a file is, its content tells and not its name: a page of text or HTML, a feed (`feed`), JSON Lines (`json_lines`), a web
archive (`warc`), each of them plain or compressed with gzip. What cannot be read is an issue in its place, told once, and what
follows it is read.

    for item in items(Path("CC-NEWS.warc.gz")):
        if isinstance(item, Issue): ...       # where, what, what to do
        else: article = from_item(item)
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

from graph.errors import DataError
from loaders.articles.containers import feed, json_lines, remote, warc
from loaders.articles.containers.item import LARGEST, Item, Place, stem
from loaders.articles.embedded import Embedded, Printed
from loaders.records import Issue

__all__ = ["SUFFIXES", "Item", "Kind", "Place", "Source", "find_files", "is_address", "items", "kind_of"]

SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml", ".rss", ".atom", ".jsonl", ".ndjson", ".warc")
"""The endings of files that a folder is searched for, each also with .gz behind it; others are taken where their content tells."""

_SAMPLE = 4096
_FEED = re.compile(rb"(?is)\A[^<]{0,8}(?:<\?xml[^>]*\?>|<!--.*?-->|<!doctype[^\[>]*(?:\[.*?\]\s*)?>|<\?[^>]*\?>|\s)*<(?:\w+:)?(?:rss|feed|RDF|channel)\b")
_PAGE = re.compile(rb"(?is)\A[^<]{0,8}(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?:!doctype\s+html|html)\b")


class Kind(Enum):
    """What a file holds."""

    PAGE = "a page"
    FEED = "a feed"
    JSON_LINES = "JSON Lines"
    WARC = "a web archive"


def kind_of(head: bytes) -> Kind | None:
    """What a file holds, by its first bytes, decompressed; None where only its name could tell that it is an article in plain text."""
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if _FEED.match(head):
        return Kind.FEED
    if _PAGE.match(head):
        return Kind.PAGE
    if re.match(rb"(?:\xef\xbb\xbf)?\s*\{[ \t]*\"", head):
        return Kind.JSON_LINES
    return None


Source = Path | str
"""A file, or the address of a page on the web."""


def is_address(source: Source) -> bool:
    """Whether a source is an address of the web."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def find_files(paths: Sequence[Source]) -> list[Source]:
    """The files of articles among `paths`, folders walked, each once, in the order of the paths and of names within folders.

    A file that is named is taken as it is, an address too. In a folder, those count whose ending or content says what they are.

    Raises:
        DataError: a path does not exist, or nothing to read is under any of them.
    """
    found: dict[Source, None] = {}
    for each in paths:
        if is_address(each):
            found[each] = None
            continue
        path = Path(each)
        if not path.exists():
            raise DataError(f"{path}: no such file or folder", "name a file of articles, a folder of them, or an address")
        found.update(dict.fromkeys(_below(path) if path.is_dir() else [path]))
    if not found:
        where = ", ".join(map(str, paths)) or "no path"
        raise DataError(f"{where}: no article found", f"article files end in {', '.join(SUFFIXES)}, or .gz after it")
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.name.lower().removesuffix(".gz")
            if name.endswith(SUFFIXES) or _tells(path):
                yield path


def _tells(path: Path) -> bool:
    try:
        with _opened(path) as file:
            return kind_of(file.peek(_SAMPLE)[:_SAMPLE]) is not None
    except (OSError, EOFError, zlib.error):
        return False


def _opened(path: Path) -> io.BufferedReader | gzip.GzipFile:
    """A file, decompressed where it is compressed."""
    file = path.open("rb")
    if file.peek(2)[:2] == b"\x1f\x8b":
        file.close()
        return gzip.open(path, "rb")
    return file


def items(source: Source, skip: int = 0) -> Iterator[Item | Issue]:
    """The documents of a file or an address in order, and an issue for each that cannot be read.

    Args:
        source: a file of any kind, or an address of the web.
        skip: how many to pass over, from the beginning; issues count as those that they stand for.
    """
    if is_address(source):
        yield from _fetched(str(source), skip)
        return
    path, shown = Path(source), str(source)
    try:
        with _opened(path) as file:
            kind = kind_of(file.peek(_SAMPLE)[:_SAMPLE])
            if kind is Kind.JSON_LINES:
                yield from json_lines.items(file, shown, skip)
            elif kind is Kind.WARC:
                yield from warc.items(path, skip)
            elif kind is Kind.FEED or not skip:
                data = file.read(LARGEST + 1)
                if len(data) > LARGEST:
                    yield Issue(shown, 0, "", f"more than {LARGEST // 1_000_000} MB are no article", "cut it to the article, or leave it out")
                elif kind is Kind.FEED:
                    yield from feed.items(data, shown, skip)
                else:
                    yield Item(Place(shown), data, stem(shown))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Issue(shown, 0, "", f"the compressed file is damaged: {error}", "fetch it again")
    except OSError as error:
        yield Issue(shown, 0, "", f"cannot be read: {error.strerror or error}", "check the name and the permissions")


FETCHER = remote.Fetcher()
"""What this process fetches pages with: it knows when it asked a host last."""


def _fetched(url: str, skip: int) -> Iterator[Item | Issue]:
    try:
        page = FETCHER.fetch(url)
    except DataError as error:
        yield Issue(url, 0, "", error.message.removeprefix(f"{url}: "), error.hint)
        return
    kind = kind_of(page.data[:_SAMPLE])
    if kind is Kind.FEED:
        yield from feed.items(page.data, url, skip)
    elif kind is Kind.JSON_LINES:
        yield from json_lines.items(io.BytesIO(page.data), url, skip)
    elif kind is Kind.WARC:
        yield Issue(url, 0, "", "an archive is not fetched", "download it, and name the file")
    elif not skip:
        given = Embedded(url=Printed(page.url))
        yield Item(Place(url), page.data, url.rstrip("/").rpartition("/")[2][:80], page.charset, given)
