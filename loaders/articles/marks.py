"""A sentence with one private character for each of its names, so that patterns over words can tell of names by their place."""

from __future__ import annotations

from loaders.articles.names import Name
from loaders.articles.story import Sentence

FIRST, LAST = 0xE000, 0xF8FF
"""The characters that stand for names: the n-th name of a sentence is chr(FIRST + n)."""

MOST = 6_000
"""So many names of a sentence get a character; no sentence of an article has as many."""


def marked(sentence: Sentence) -> str:
    """The sentence with a character for each name; names overlap never."""
    parts: list[str] = []
    at = 0
    for index, name in enumerate(sentence.names[:MOST]):
        parts += [sentence.text[at : name.start], chr(FIRST + index)]
        at = name.end
    parts.append(sentence.text[at:])
    return "".join(parts)


def unmarked(sentence: Sentence, part: str) -> list[Name]:
    """The names that a part of a marked sentence stands for."""
    return [sentence.names[ord(char) - FIRST] for char in part if FIRST <= ord(char) <= LAST]
