"""Patterns beside the texts that they must and must not match: one test holds every pattern of the package to them.

A pattern takes a first look at a text before it matches: where none of the words is there of which it needs one, it cannot
match. Python's `re` takes no such look at an alternation, and most sentences hold nothing for most patterns.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ALL: list[Pattern] = []
"""Every pattern, in the order of definition."""

SHORTEST_STEM, MOST_STEMS = 2, 80
"""A stem of one letter is everywhere, and looking for too many takes longer than matching."""


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression of cleaned text with the stems of which a text must hold one, in lower case, to match."""

    compiled: re.Pattern[str]
    stems: tuple[str, ...] | None

    @property
    def pattern(self) -> str:
        """The expression as `re` has it."""
        return self.compiled.pattern

    def may_match(self, text: str) -> bool:
        """Whether a match is possible at all."""
        if self.stems is None:
            return True
        lowered = _lower(text)
        return any(stem in lowered for stem in self.stems)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match within a part of a text."""
        return self.compiled.search(text, start, end) if self.may_match(text) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self.compiled.match(text, start) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self.compiled.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, none overlapping."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and what it is for: it finds something in each of `matches` and nothing in any of `ignores`."""

    name: str
    regex: Regex
    matches: tuple[str, ...]
    ignores: tuple[str, ...]


def pattern(
    name: str, regex: str, *, matches: tuple[str, ...], ignores: tuple[str, ...] = (), flags: int = re.IGNORECASE
) -> Regex:
    """Compile a pattern of cleaned text and register it with its examples.

    Cleaned text has straight quotes and single spaces. The regular expression may be spread over lines: a line break
    and the spaces after it are left out, other spaces count.
    """
    whole = re.sub(r"\n\s*", "", regex)
    made = Regex(re.compile(whole, flags), stems(whole))
    ALL.append(Pattern(name, made, matches, ignores))
    return made


@lru_cache(maxsize=512)
def _lower(text: str) -> str:
    return text.lower()


# ---------------------------------------------------------------------------------------------------------------------
# Stems


def stems(regex: str) -> tuple[str, ...] | None:
    """Pieces of text in lower case of which every match holds at least one; None where there is no telling.

    >>> stems(r"\\b(?:law ?suits?|complaints?)\\b")
    ('complaint', 'suit')
    """
    found = _needed(_parser.parse(regex))
    if found is None or len(found) > MOST_STEMS:
        return None
    return tuple(sorted(stem for stem in found if not any(other in stem for other in found if other != stem)))


def _needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The stems of a sequence: of all that must stand in it, the part whose shortest stem is longest."""
    candidates: list[frozenset[str]] = []
    run = ""
    for kind, value in (*parsed, (None, None)):
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if len(run) >= SHORTEST_STEM:
            candidates.append(frozenset({run.lower()}))
        run = ""
        inner = _within(kind, value)
        if inner:
            candidates.append(inner)
    return max(candidates, key=lambda each: (min(map(len, each)), -len(each)), default=None)


def _within(kind: Any, value: Any) -> frozenset[str] | None:
    """The stems of an item that must stand there; None for one that may be missing or is a class of characters."""
    if kind is op.SUBPATTERN:
        return _needed(value[-1])
    if kind is op.ATOMIC_GROUP:
        return _needed(value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _needed(value[2]) if value[0] else None
    if kind is op.BRANCH:
        return _any_of(value[1])
    return None


def _any_of(branches: Sequence[Iterable[tuple[Any, Any]]]) -> frozenset[str] | None:
    each = [_needed(branch) for branch in branches]
    return None if any(stems is None for stems in each) else frozenset().union(*filter(None, each))
