"""A document as its container holds it, and where that is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from loaders.articles.embedded import NONE, Embedded

LARGEST = 20_000_000
"""Bytes of one document, decompressed. What is larger is no article, and would cost memory."""


class Place(NamedTuple):
    """Where a document stands: a file, in it a line (0 where there is none), in it an item ("record at byte 1204")."""

    file: str
    line: int = 0
    item: str = ""

    def __str__(self) -> str:
        """As issues write it.

        >>> print(Place("news.jsonl", 3)), print(Place("a.warc", 0, "record at byte 9"))
        news.jsonl:3
        a.warc (record at byte 9)
        (None, None)
        """
        return self.file + (f":{self.line}" if self.line else "") + (f" ({self.item})" if self.item else "")


def stem(file: str) -> str:
    """What a prediction calls the documents of a file: its name up to the first "_" or "."."""
    return Path(file).name.split(".")[0].split("_")[0]


@dataclass(frozen=True, slots=True)
class Item:
    """One document, not decoded yet, or a text already.

    `name` is what a prediction calls it. `charset` is what the container declares; `given` what it says of the document beside it.
    """

    place: Place
    data: bytes | str = field(repr=False)
    name: str
    charset: str = ""
    given: Embedded = NONE

    @property
    def sha256(self) -> str:
        """The digest of the document, and of what its container says of it where it says anything: that is read too."""
        digest = hashlib.sha256(self.data if isinstance(self.data, bytes) else self.data.encode(errors="surrogatepass"))
        for said in (self.given.title, self.given.publisher, self.given.author, self.given.published_on, self.given.url):
            if self.given is not NONE:
                digest.update(b"\0" + (said.value.encode(errors="surrogatepass") if said else b""))
        return digest.hexdigest()
