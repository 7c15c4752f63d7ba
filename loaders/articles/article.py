"""An article as it was read from a file: its raw text, the story cut out of it, and what its head says of itself."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError
from loaders.articles import masthead
from loaders.articles.clean import Block, Role, blocks
from loaders.articles.containers.item import Item, Place, stem
from loaders.articles.embedded import Printed
from loaders.articles.page import is_page
from loaders.ids import article_id

LONGEST = 300_000
"""Characters of text that are read for facts; news is shorter, and what is longer is no article."""

LONGEST_PAGE = 4_000_000
"""Characters of a page of HTML, most of which are no text."""


@dataclass(frozen=True, slots=True)
class Article:
    """One document, read. `text` is the raw text, which spans count in characters of; `blocks` its cleaned parts in order.

    `name` is what a prediction calls it: a file's name up to its first "_" or ".", in a container with a number behind it.
    """

    id: str
    sha256: str
    place: Place
    name: str
    text: str = field(repr=False)
    title: Printed | None
    publisher: Printed | None
    author: Printed | None
    published_on: Printed | None
    url: Printed | None
    language: str
    report_day: str | None
    """The day from which "Tuesday" counts: of publication, or of the report that the page retells. ISO text."""
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def story(self) -> str:
        """Title and story without the page's furniture: what is searched."""
        return "\n".join(block.text for block in self.blocks if block.role in (Role.TITLE, Role.STORY))


def read(path: Path) -> Article:
    """Read a file that is one article, of plain text or HTML.

    Raises:
        DataError: the file cannot be read, is empty, or is not text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}", "check the name and the permissions") from error
    return from_bytes(data, path)


def from_bytes(data: bytes, path: Path) -> Article:
    """An article from the bytes of a file.

    Raises:
        DataError: the bytes are no text, or far more than an article has.
    """
    return from_item(Item(Place(str(path)), data, stem(str(path))))


def from_item(item: Item) -> Article:
    """An article from a document of a container.

    Raises:
        DataError: it is no text, or far more than an article has; the message begins with its place.
    """
    text = item.data if isinstance(item.data, str) else decode(item.data, item.place, item.charset)
    most = LONGEST_PAGE if is_page(text) else LONGEST
    if len(text) > most:
        raise DataError(f"{item.place}: {len(text):,} characters are more than an article has", f"cut it to the article; {most:,} are read")
    parts = tuple(blocks(text))
    if len(text) > LONGEST and (length := sum(len(block.text) for block in parts if block.role is Role.STORY)) > LONGEST:
        raise DataError(f"{item.place}: {length:,} characters are more than an article has", f"cut it to the article; {LONGEST:,} are read")
    head = masthead.read(text, parts, item.given)
    sha256 = item.sha256
    return Article(
        id=article_id(sha256),
        sha256=sha256,
        place=item.place,
        name=item.name,
        text=text,
        title=head.title,
        publisher=head.publisher,
        author=head.author,
        published_on=head.published_on,
        url=head.url,
        language=head.language,
        report_day=head.report_day,
        blocks=parts,
    )


CHARSET = re.compile(rb"(?i)charset\s*=\s*[\"']?\s*([\w-]{2,30})")
"""A charset as a page declares it."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def decode(data: bytes, place: Place, charset: str = "") -> str:
    """The text of a document: UTF-8, else the charset that its container or itself declares, else Windows-1252.

    A few broken characters are let pass.

    Raises:
        DataError: the file is empty, or holds something other than text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if re.match(r"(?i)utf-?(?:16|32)", charset) and b"\0" in data[:1000]:
        return data.decode(charset, errors="replace")
    sample = data[:65_536]
    if not data.strip(b"\0 \t\r\n"):
        raise DataError(f"{place}: the file is empty", "leave it out, or fetch the page again")
    control = len(sample) - len(sample.translate(None, _BINARY))
    if control > len(sample) * 0.05 or sample.startswith(
        (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
    ):
        raise DataError(
            f"{place}: this is no text (a PDF, an image, an archive?)", "save the article as .txt (UTF-8) or .html"
        )
    declared = CHARSET.search(sample[:4096])
    for encoding in ("utf-8", charset, declared[1].decode("ascii", "ignore") if declared else ""):
        try:
            if encoding:
                return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    loose = data.decode("utf-8", errors="replace")
    broken, foreign = loose.count("\ufffd"), sum(byte >= 0x80 for byte in sample)
    if broken * 200 <= len(loose) and broken * 4 <= max(foreign, 4):
        return loose
    return data.decode("cp1252", errors="replace")
