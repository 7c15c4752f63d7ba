"""Statements: facts by their content, the evidence for them, and the rule that chooses between them.

A *fact* is a subject, a predicate and a value or an object; its id is hashed from that content, source left out. *Evidence*
joins it: who says so, in which words, where. The same fact from two sources is one fact with two pieces of evidence; loading
twice, or in another order, gives the same graph.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.dates import PartialDate
from graph.errors import DataError
from graph.ontology import EDGES, KINDS, Edge, Node, Prop, Scalar

KIND = "kind"
"""The predicate by which a thing exists: its value is the name of a kind of node."""


class Fact(NamedTuple):
    """Something said: of `subject`, `predicate` with a `value`, or with an `object` (a node) and the edge's `key`.

    A property of an edge has the predicate TYPE.name and names the edge by its object and key.
    """

    subject: str
    predicate: str
    object: str | None = None
    key: str = ""
    value: Scalar | None = None

    @property
    def id(self) -> str:
        """32 hexadecimal digits, hashed from the content.

        >>> Fact("linkedin", "name", value="LinkedIn Corporation").id
        'd4c48c1e2f931a7fbc73a6cc2b382bd9'
        """
        return fact_digest(self).hex()


def fact_digest(fact: Fact) -> bytes:
    """The 16 bytes of a fact's id: of its parts, in order, with the type of the value."""
    subject, predicate, target, key, value = fact
    to = "\x1e" if target is None else target
    text = f"{subject}\x1f{predicate}\x1f{to}\x1f{key}\x1f{_TAGS[type(value)]}{value}"
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


_TAGS: dict[type, str] = {type(None): "", str: "s", PartialDate: "s", int: "i", float: "f", bool: "b"}
"""What tells values of different types that look alike: the text 1, the number 1, true."""


class Evidence(NamedTuple):
    """Why a fact is in the graph.

    `source` is a node's id. `quote` is the source's own words, and `start` and `end` their place in its raw text,
    counted in characters: text[start:end] == quote. `method` is what read it (`curated`, `patterns` …). `original` is the
    value as the source writes it, where ours is normalised.
    """

    source: str
    method: str = "curated"
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    original: str | None = None
    note: str | None = None


Stint = tuple[Evidence, int, int | None]
"""A piece of evidence, the revision that added it, and the one that withdrew it; None while it holds."""


def whole_stints(stints: Iterable[Stint]) -> Iterator[Stint]:
    """Evidence as it held, whoever brought it: stints of one piece that overlap or meet are one.

    Args:
        stints: those of one fact, a piece's own together and in the order of their beginning.
    """
    last: Stint | None = None
    for evidence, added, withdrawn in stints:
        if last is not None and last[0] == evidence and (last[2] is None or added <= last[2]):
            last = evidence, last[1], None if last[2] is None or withdrawn is None else max(last[2], withdrawn)
            continue
        if last is not None:
            yield last
        last = evidence, added, withdrawn
    if last is not None:
        yield last


def telling(pieces: Iterable[Evidence]) -> list[Evidence]:
    """The pieces that are shown of a fact: a source whose words are quoted is not named again without them."""
    given = list(pieces)
    quoted = {piece.source for piece in given if piece.quote is not None}
    return [piece for piece in given if piece.quote is not None or piece.source not in quoted]


def fact_order(fact: Fact) -> tuple[Any, ...]:
    """What facts are ordered by: subject, predicate, object, key and value, nothing before something."""
    return fact.subject, fact.predicate, in_order(fact.object), fact.key, in_order(fact.value)


def evidence_order(piece: Evidence) -> tuple[Any, ...]:
    """What pieces of evidence are ordered by where nothing else tells: their fields in turn, nothing before something."""
    return tuple(in_order(field) for field in piece)


def in_order(value: Scalar | None) -> tuple[int, Any]:
    """What a value is ordered by: nothing comes first, then numbers, then texts."""
    return (0, 0) if value is None else (2, value) if isinstance(value, str) else (1, value)


class Statement(NamedTuple):
    """A fact with one piece of its evidence."""

    fact: Fact
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one origin says: a file of records, an article.

    Loading an origin again replaces what it said before: what it no longer says is withdrawn. `digest` stands for its
    content and for the code that read it; where it is the one already loaded, `statements` is not read at all.
    """

    origin: str
    statements: Iterable[Statement]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the revision it made (None where nothing changed) and counts of facts.

    `new`: facts that no source stated before. `known`: facts stated before. `withdrawn`: facts that no source states any
    more. `unchanged`: origins skipped, as their digest is the one already loaded.
    """

    revision: int | None
    new: int = 0
    known: int = 0
    withdrawn: int = 0
    evidence: int = 0
    unchanged: int = 0


# ---------------------------------------------------------------------------------------------------------------------
# From nodes and edges to facts


def facts_of(thing: Node | Edge) -> Iterator[Fact]:
    """The facts that a node or an edge states: that it exists, and each property that it has.

    Raises:
        DataError: a value is not of the property's type.
    """
    if isinstance(thing, Node):
        yield Fact(thing.id, KIND, value=thing.KIND)
        for prop in KINDS[thing.KIND].props.values():
            for value in _values(prop, getattr(thing, prop.name), thing.id):
                yield Fact(thing.id, prop.name, value=value)
        return
    kind = EDGES[thing.KIND]
    key = edge_key(thing)
    yield Fact(thing.source, kind.name, thing.target, key)
    for prop in kind.props.values():
        if prop.name not in kind.key:
            for value in _values(prop, getattr(thing, prop.name), thing.source):
                yield Fact(thing.source, f"{kind.name}.{prop.name}", thing.target, key, value)


def edge_key(thing: Edge) -> str:
    """What tells this edge from others of its type between the same ends."""
    return "|".join("" if (part := getattr(thing, name)) is None else str(part) for name in EDGES[thing.KIND].key)


def _values(prop: Prop, value: object, subject: str) -> Iterator[Scalar]:
    if value is None:
        return
    values: Sequence[object] = value if isinstance(value, tuple) else (value,)
    for each in values:
        if isinstance(each, str) and prop.type not in (int, float, bool):
            if not each.isascii() and _SURROGATES.search(each):
                raise DataError(f"{subject}: {prop.name} has half a character in it", "read its text as UTF-8")
            yield str(each)
        elif isinstance(each, int) and prop.type is float and not isinstance(each, bool):
            yield float(each)
        elif isinstance(each, int | float) and type(each) is prop.type:
            yield each
        else:
            raise DataError(f"{subject}: {prop.name} {each!r} is no {prop.type.__name__}")


_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding can write."""

# ---------------------------------------------------------------------------------------------------------------------
# The rule that chooses


class Voice(NamedTuple):
    """A source as the rule sees it.

    `rank`: 1 is the strongest kind of source. `voice`: the source whose story it tells, itself if its own. `published_on`:
    ISO text, empty where unknown.
    """

    rank: int
    voice: str
    published_on: str


ONLY, STRONGER, MORE, NEWER, FIRST = (
    "the only value stated",
    "the strongest kind of source",
    "more independent sources",
    "the newest source",
    "equal support: the first in order",
)
"""How a value came to be the one shown."""


def choose(candidates: Sequence[tuple[Fact, Sequence[Voice]]]) -> tuple[int, str]:
    """Which of several facts on one property is shown, and why.

    The strongest kind of source that states a value decides (court record, official register, company statement, press …);
    then the number of independent sources, copies of one story counting once; then the newest source; then the order of
    the values themselves, so that no order of loading plays a part.

    Args:
        candidates: facts of one subject and property, each with the sources that state it now.
    Returns:
        The index of the chosen one, and the rule that told it from the next best.
    """
    if len(candidates) == 1:
        return 0, ONLY

    def strength(index: int) -> tuple[int, int, str]:
        voices = candidates[index][1]
        best = min((v.rank for v in voices), default=99)
        newest = max((v.published_on for v in voices), default="")
        return -best, len({v.voice for v in voices}), newest

    order = sorted(range(len(candidates)), key=lambda index: json.dumps(candidates[index][0]))
    order.sort(key=strength, reverse=True)
    first, second = strength(order[0]), strength(order[1])
    rule = next((name for name, a, b in zip((STRONGER, MORE, NEWER), first, second, strict=True) if a != b), FIRST)
    return order[0], rule
