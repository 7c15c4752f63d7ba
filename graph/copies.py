"""Which articles tell one story: copies and rewrites of one report count as one voice.

An article's `signature` has parts such as "words:1a2b3c4d …" (`loaders/articles/signature.py` makes it). Two articles
tell one story where their wording overlaps by a third, or where it overlaps less and other marks agree: the same byline
or the same agency, together with shared quotations or the docket. The same words of a party in two reports are no sign by
themselves. Articles dated more than a week apart are two stories unless they are the same text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

SKETCH = 96
"""How many hashes a sketch of wording keeps, the smallest ones."""

SAME_TEXT, NEAR, TRACE = 0.3, 0.12, 0.045
"""Overlap of wording (Jaccard, of runs of three words): a copy; a copy where a byline, an agency or quotations agree; a
rewrite where a byline or an agency agrees and quotations or the docket too."""

DAYS_APART = 7
"""Reports dated further apart are two stories, unless their text is the same."""

COMMON = 100
"""A hash that more articles than these share is a phrase of the trade, or a story told very often: it pairs only neighbours."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """An article's signature, taken apart."""

    words: frozenset[int]
    largest: int
    quotes: frozenset[int]
    byline: str
    dateline: str
    agencies: frozenset[str]
    dockets: frozenset[str]
    length: int


def copies(articles: Mapping[str, Sequence[str]], published: Mapping[str, str]) -> dict[str, str]:
    """The telling that stands for each copy of a story.

    Of the tellings of one story, the agency's own stands for all (one with its dateline); else the earliest; else the
    longest; else the first by id. An undated telling comes after dated ones.

    Args:
        articles: signatures by article id, their parts in any order.
        published: days of publication by article id (ISO text), where known.
    Returns:
        Article ids with the id of the telling that stands for them; that one itself, and articles alone, are not in it.
    """
    tellings = {id: _taken_apart(parts) for id, parts in sorted(articles.items()) if parts}
    group = {id: id for id in tellings}

    def head(id: str) -> str:
        while group[id] != id:
            group[id] = group[group[id]]
            id = group[id]
        return id

    for one, other in sorted(_candidates(tellings)):
        if head(one) != head(other) and _one_story(tellings[one], tellings[other], published.get(one), published.get(other)):
            first, second = sorted((head(one), head(other)))
            group[second] = first

    members: defaultdict[str, list[str]] = defaultdict(list)
    for id in tellings:
        members[head(id)].append(id)
    stands: dict[str, str] = {}
    for ids in members.values():
        original = min(
            ids, key=lambda id: (not tellings[id].dateline, published.get(id) or "9999", -tellings[id].length, id)
        )
        stands.update((id, original) for id in ids if id != original)
    return stands


def _taken_apart(parts: Sequence[str]) -> _Telling:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for part in parts:
        name, _, value = part.partition(":")
        found[name].append(value)

    def hashes(name: str) -> frozenset[int]:
        return frozenset(int(each, 16) for value in found[name] for each in value.split())

    words = hashes("words")
    return _Telling(
        words=words,
        largest=max(words, default=0) if len(words) >= SKETCH else 1 << 32,
        quotes=hashes("quotes"),
        byline="".join(found["byline"][:1]),
        dateline="".join(found["dateline"][:1]),
        agencies=frozenset((*found["agency"], *found["dateline"])),
        dockets=frozenset(found["docket"]),
        length=int(found["length"][0]) if found["length"] else 0,
    )


def _candidates(tellings: Mapping[str, _Telling]) -> set[tuple[str, str]]:
    """Pairs of articles that share a run of words.

    Where very many share one, each is paired with the next in the order of their sketches, in which tellings of one story stand
    together.
    """
    index: defaultdict[int, list[str]] = defaultdict(list)
    for id, telling in tellings.items():
        for each in telling.words | telling.quotes:
            index[each].append(id)
    sketches = {id: (sorted(tellings[id].words), id) for ids in index.values() if len(ids) > COMMON for id in ids}
    found: set[tuple[str, str]] = set()
    for ids in index.values():
        if len(ids) <= COMMON:
            found.update(_pairs(ids))
        else:
            ordered = sorted(ids, key=sketches.__getitem__)
            found.update((min(pair), max(pair)) for pair in pairwise(ordered))
    return found


def _pairs(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            yield (one, other) if one < other else (other, one)


def overlap(one: _Telling, other: _Telling) -> float:
    """The share of runs of words that two texts have in common, estimated from their sketches (0 to 1)."""
    limit = min(one.largest, other.largest)
    mine = {each for each in one.words if each <= limit}
    theirs = {each for each in other.words if each <= limit}
    together = len(mine | theirs)
    return len(mine & theirs) / together if together else 0.0


def _one_story(one: _Telling, other: _Telling, day: str | None, other_day: str | None) -> bool:
    shared = overlap(one, other)
    if shared >= SAME_TEXT:
        return True
    if _far_apart(day, other_day):
        return False
    signed = bool(one.byline and one.byline == other.byline) or bool(one.agencies & other.agencies)
    quoted = len(one.quotes & other.quotes) >= 3
    docket = bool(one.dockets & other.dockets)
    if shared >= NEAR:
        return signed or quoted
    return shared >= TRACE and signed and (quoted or docket)


def _far_apart(day: str | None, other: str | None) -> bool:
    if not day or not other or len(day) < 10 or len(other) < 10:
        return False
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days) > DAYS_APART
