"""JSON Lines: one object a line, as C4, FineWeb, Dolma, RefinedWeb, RedPajama and news dumps write them.

The keys differ by corpus, so they are looked up in a table. A time of crawling is never a day of publication: only keys that say
"published" are read as one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from io import BufferedIOBase
from typing import Any

import orjson

from loaders.articles.containers.item import LARGEST, Item, Place, stem
from loaders.articles.embedded import Embedded, Printed, day_of
from loaders.articles.page import is_page
from loaders.records import Issue

TEXT = ("text", "content", "raw_content", "maintext", "articleBody", "body", "html")
TITLE = ("title", "headline")
URL = ("url", "uri", "link", "source_url")
PUBLISHED = ("published_on", "datePublished", "date_published", "date_publish", "publish_date", "published_at", "published", "pubDate")
AUTHOR = ("author", "byline")
PUBLISHER = ("publisher", "site_name", "outlet")


def items(file: BufferedIOBase, shown: str, skip: int = 0) -> Iterator[Item | Issue]:
    """The documents of a file, a line each; empty lines are none. Memory is bounded by the longest line that is read."""
    number = 0
    name = stem(shown)
    lines = _lines(file)
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except (EOFError, OSError, zlib.error) as error:
            yield Issue(shown, number + 1, "", f"the compressed file is damaged from here: {error}", "fetch it again; the lines before are read")
            return
        number += 1
        if number <= skip:
            continue
        if line is None:
            yield Issue(shown, number, "", f"more than {LARGEST // 1_000_000} MB are no article", "leave the line out")
        elif line.strip():
            yield _item(line, shown, number, name)


def _lines(file: BufferedIOBase) -> Iterator[bytes | None]:
    """The lines of a file; None for one that is too long."""
    while line := file.readline(LARGEST):
        if len(line) < LARGEST or line.endswith(b"\n"):
            yield line
        else:
            while line and not line.endswith(b"\n"):
                line = file.readline(LARGEST)
            yield None


def _item(line: bytes, shown: str, number: int, name: str) -> Item | Issue:
    try:
        record = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        return Issue(shown, number, "", f"no JSON: {error}", "one object a line is read; mend the line or leave it out")
    if not isinstance(record, dict):
        return Issue(shown, number, "", "no JSON object", 'write {"text": …, "url": …}')
    text = _first(record, TEXT)
    if text is None:
        return Issue(shown, number, "", "no text in it", f"name it by one of the keys {', '.join(TEXT)}")
    title = _first(record, TITLE)
    if title and not is_page(text) and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return Item(Place(shown, number), text, f"{name}#{number}", given=_given(record, title))


def _first(record: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((value for key in keys if isinstance(value := record.get(key), str) and value.strip()), None)


def _given(record: Mapping[str, Any], title: str | None) -> Embedded:
    published, url = day_of(_first(record, PUBLISHED) or ""), (_first(record, URL) or "").strip("<> ")
    author, publisher = _first(record, AUTHOR), _first(record, PUBLISHER)
    return Embedded(
        title=Printed(title) if title else None,
        publisher=Printed(publisher) if publisher else None,
        author=Printed(author) if author else None,
        published_on=Printed(published) if published else None,
        url=Printed(url) if url.startswith(("http://", "https://")) and " " not in url else None,
    )
