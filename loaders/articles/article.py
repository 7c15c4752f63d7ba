"""An article as it was read from a file: its raw text, the story cut out of it, and what its head says of itself."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError
from loaders.articles import masthead
from loaders.articles.clean import Block, Role, blocks
from loaders.articles.masthead import Printed
from loaders.ids import article_id

SUFFIXES = (".txt", ".text", ".html", ".htm")
"""The endings of files that a folder is searched for."""

LONGEST = 300_000
"""Characters of raw text that are read for facts; news is shorter, and what is longer is no article."""


@dataclass(frozen=True, slots=True)
class Article:
    """One file, read. `text` is the raw text, which spans count in characters of; `blocks` its cleaned parts in order."""

    id: str
    sha256: str
    path: Path
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


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The article files among `paths`, folders walked, each once, in the order of the paths and of names within folders.

    Raises:
        DataError: a path does not exist, or nothing to read is under any of them.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise DataError(f"{path}: no such file or folder", "name a .txt or .html file, or a folder of them")
        found.update(dict.fromkeys(_below(path) if path.is_dir() else [path]))
    if not found:
        where = ", ".join(map(str, paths)) or "no path"
        raise DataError(f"{where}: no article found", f"article files end in {', '.join(SUFFIXES)}")
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith("."):
            yield path


def read(path: Path) -> Article:
    """Read a file of plain text or HTML.

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
    sha256 = hashlib.sha256(data).hexdigest()
    text = decode(data, path)
    if len(text) > LONGEST:
        raise DataError(f"{path}: {len(text):,} characters are more than an article has", f"cut it to the article; {LONGEST:,} are read")
    parts = tuple(blocks(text))
    head = masthead.read(text, parts)
    return Article(
        id=article_id(sha256),
        sha256=sha256,
        path=path,
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


_CHARSET = re.compile(rb"(?i)charset\s*=\s*[\"']?\s*([\w-]{2,30})")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def decode(data: bytes, path: Path) -> str:
    """The text of a file: UTF-8, else the charset that it declares, else Windows-1252; a few broken characters are let pass.

    Raises:
        DataError: the file is empty, or holds something other than text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    sample = data[:65_536]
    if not data.strip(b"\0 \t\r\n"):
        raise DataError(f"{path}: the file is empty", "leave it out, or fetch the page again")
    control = len(sample) - len(sample.translate(None, _BINARY))
    if control > len(sample) * 0.05 or sample.startswith(
        (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b")
    ):
        raise DataError(
            f"{path}: this is no text (a PDF, an image, an archive?)", "save the article as .txt (UTF-8) or .html"
        )
    declared = _CHARSET.search(sample[:4096])
    for encoding in ("utf-8", *([declared[1].decode("ascii", "ignore")] if declared else [])):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    loose = data.decode("utf-8", errors="replace")
    broken, foreign = loose.count("\ufffd"), sum(byte >= 0x80 for byte in sample)
    if broken * 200 <= len(loose) and broken * 4 <= max(foreign, 4):
        return loose
    return data.decode("cp1252", errors="replace")
