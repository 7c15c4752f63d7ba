"""Words as full-text search sees them: cut and stemmed by SQLite FTS5's own tokenizer.

What a word is has more exceptions than can be written twice, so every store asks the same one.
"""

from __future__ import annotations

from threading import local
from typing import NamedTuple

import apsw

TOKENIZER = ("porter", "unicode61", "remove_diacritics", "2")
"""FTS5's tokenizer and its options: runs of letters and digits, in lower case, without diacritics, stemmed by Porter's rules."""


class Word(NamedTuple):
    """A word by its stem, and its place in a text, in bytes of UTF-8."""

    start: int
    end: int
    stem: str


_own = local()  # a connection belongs to one thread


def words(text: str) -> list[Word]:
    """The words of a text: runs of letters and digits, in lower case, without diacritics, stemmed by Porter's rules.

    >>> [word.stem for word in words("Café-training, 18 U.S.C.")]
    ['cafe', 'train', '18', 'u', 's', 'c']
    """
    if not hasattr(_own, "tokenizer"):
        _own.tokenizer = apsw.Connection("").fts5_tokenizer(TOKENIZER[0], list(TOKENIZER[1:]))
    return [Word(*found) for found in _own.tokenizer(text.encode(), apsw.FTS5_TOKENIZE_DOCUMENT, None)]
