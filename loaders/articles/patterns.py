"""Patterns beside the texts that they must and must not match: one test holds every pattern of the package to them.

A pattern takes a first look at a text before it matches: where none of the words is there of which it needs one, it cannot
match. Python's `re` takes no such look at an alternation, and most sentences hold nothing for most patterns.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

ALL: list[Pattern] = []
"""Every pattern, in the order of definition."""

SHORTEST_STEM, MOST_STEMS = 2, 400
"""A stem of one letter is everywhere; a pattern that needs one of very many is as quick without a look."""
FEW_STEMS = 2
"""So many stems are looked for one by one; more, in one pass for all patterns."""


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression of cleaned text with the stems of which a text must hold one, in lower case, to match."""

    compiled: re.Pattern[str]
    stems: frozenset[str] | None

    @property
    def pattern(self) -> str:
        """The expression as `re` has it."""
        return self.compiled.pattern

    def may_match(self, text: str) -> bool:
        """Whether a match is possible at all."""
        if self.stems is None:
            return True
        if len(self.stems) <= FEW_STEMS:
            lowered = _lower(text)
            return any(stem in lowered for stem in self.stems)
        return not self.stems.isdisjoint(_stems_in(text))

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
    found = stems(whole)
    made = Regex(re.compile(whole, flags), None if found is None else frozenset(found))
    ALL.append(Pattern(name, made, matches, ignores))
    return made


T = TypeVar("T")


class Table(Generic[T]):
    """Rows with a pattern each, of which few can match in one text: its stems tell at once which."""

    def __init__(self, rows: Iterable[T], pattern_of: Callable[[T], Regex]) -> None:
        """Keep the rows, in order, and which stem each of them needs."""
        self.rows = tuple(rows)
        self._regexes = tuple(map(pattern_of, self.rows))
        self._always = [place for place, regex in enumerate(self._regexes) if regex.stems is None]
        self._needing: dict[str, list[int]] = {}
        for place, regex in enumerate(self._regexes):
            for stem in regex.stems or ():
                self._needing.setdefault(stem, []).append(place)

    def matches(self, text: str) -> Iterator[tuple[T, re.Match[str]]]:
        """Each row with each match of its pattern in a text, in the order of the rows."""
        places = set(self._always)
        for stem in _stems_in(text):
            if stem in self._needing:
                places.update(self._needing[stem])
        for place in sorted(places):
            for match in self._regexes[place].compiled.finditer(text):
                yield self.rows[place], match


@lru_cache(maxsize=512)
def _lower(text: str) -> str:
    return text.lower()


@cache
def _automaton(patterns: int) -> AhoCorasick:
    """All stems of the patterns that are defined so far, so many."""
    return AhoCorasick({stem for each in ALL[:patterns] for stem in each.regex.stems or ()})


@lru_cache(maxsize=512)
def _stems_in(text: str) -> frozenset[str]:
    """The stems of any pattern that a text holds: one pass for all patterns."""
    return frozenset(_automaton(len(ALL)).find_matches_as_strings(_lower(text), overlapping=True))


# ---------------------------------------------------------------------------------------------------------------------
# Stems

Stems = frozenset[str]
_TOKEN = re.compile(
    r"""(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|\\(?P<escaped>.)|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|[aimsx-]*:?))?)|(?P<close>\))
    |(?P<or>\|)|(?P<repeat>(?:[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?)|(?P<place>[.^$])|(?P<literal>.)""",
    re.DOTALL | re.VERBOSE,
)


def stems(regex: str) -> tuple[str, ...] | None:
    """Pieces of text in lower case of which every match holds at least one; None where there is no telling.

    Reads the syntax of which the patterns here are made: no back references, no comments.

    >>> stems(r"\\b(?:law ?suits?|complaints?)\\b")
    ('complaint', 'suit')
    """
    found = _any_of(_TOKEN.finditer(regex))
    if found is None or len(found) > MOST_STEMS:
        return None
    return tuple(sorted(stem for stem in found if not any(other in stem for other in found if other != stem)))


def _any_of(tokens: Iterator[re.Match[str]]) -> Stems | None:
    """The stems of alternatives, up to the end of their group; None where one of them needs none."""
    branches: list[Stems | None] = []
    parts: list[str | Stems | None] = []  # of one alternative: a letter, the stems of a group, None for what may be missing
    for token in tokens:
        kind = token.lastgroup
        if kind == "literal":
            parts.append(token["literal"])
        elif kind == "escaped":
            parts.append(None if token["escaped"].isalnum() else token["escaped"])
        elif kind == "open":
            inner = _any_of(tokens)
            parts.append(None if token["open"].endswith(("=", "!")) else inner)
        elif kind == "repeat":
            parts[-1] = None if token["repeat"][0] in "*?" or token["least"] in ("", "0") else _repeated(parts[-1])
            parts.append(None)
        elif kind == "close":
            break
        elif kind == "or":
            branches.append(_needed(parts))
            parts = []
        else:
            parts.append(None)
    branches.append(_needed(parts))
    return None if any(each is None for each in branches) else frozenset().union(*filter(None, branches))


def _repeated(part: str | Stems | None) -> Stems | None:
    """What must stand there at least once; a letter that may come twice ends a run of letters."""
    return frozenset({part.lower()}) if isinstance(part, str) else part


def _needed(parts: Iterable[str | Stems | None]) -> Stems | None:
    """The stems of a sequence: of all that must stand in it, the part whose shortest stem is longest."""
    candidates: list[Stems] = []
    run = ""
    for part in (*parts, None):
        if isinstance(part, str):
            run += part.lower()
            continue
        candidates += [frozenset({run})] if run else []
        candidates += [part] if part else []
        run = ""
    long = [each for each in candidates if min(map(len, each)) >= SHORTEST_STEM]
    return max(long, key=lambda each: (min(map(len, each)), -len(each)), default=None)
