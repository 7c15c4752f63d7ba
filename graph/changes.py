"""What a revision changes: facts that are stated from then on, that no longer are, or that are backed otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.facts import KIND, Fact, Stint
from graph.ontology import EDGES, KINDS, SCHEMES, Scalar, camel

CHANGES: dict[str, str] = {
    "ADDED": "It is stated, for the first time or again.",
    "WITHDRAWN": "No source states it any more.",
    "EVIDENCE_ADDED": "It was stated before, and further evidence came.",
    "EVIDENCE_WITHDRAWN": "It is still stated, and some of its evidence went.",
}
"""What can happen to a fact, in the order in which a revision's changes to one fact are told."""


class Change(NamedTuple):
    """What a revision does to a fact; `change` is a name of `CHANGES`."""

    revision: int
    fact: Fact
    change: str


def changes_of(fact: Fact, stints: Iterable[Stint]) -> Iterator[Change]:
    """Every change to a fact, by revision; none to what is said of a term, for the vocabulary comes with the program.

    Args:
        fact: the fact.
        stints: of its evidence, as `graph.facts.whole_stints` gives them.
    """
    held = [] if fact.subject.partition("/")[0] in SCHEMES else list(stints)
    for number in sorted({added for _, added, _ in held} | {gone for _, _, gone in held if gone is not None}):
        before = any(added < number and (gone is None or gone >= number) for _, added, gone in held)
        now = any(added <= number and (gone is None or gone > number) for _, added, gone in held)
        if now and not before:
            yield Change(number, fact, "ADDED")
        elif before and not now:
            yield Change(number, fact, "WITHDRAWN")
        else:
            if any(added == number for _, added, _ in held):
                yield Change(number, fact, "EVIDENCE_ADDED")
            if any(gone == number for _, _, gone in held):
                yield Change(number, fact, "EVIDENCE_WITHDRAWN")


def came_or_went(change: Change, stints: Iterable[Stint]) -> list[Stint]:
    """The evidence by which a change was made."""
    coming = change.change in ("ADDED", "EVIDENCE_ADDED")
    return [stint for stint in stints if (stint[1] if coming else stint[2]) == change.revision]


# ---------------------------------------------------------------------------------------------------------------------
# How a fact is told


FIELDS: dict[str, str] = {
    KIND: KIND,
    **{prop: camel(prop) for kind in KINDS.values() for prop in kind.props},
    **{name: camel(edge.forward.name) for name, edge in EDGES.items() if edge.forward},
    **{
        f"{name}.{prop}": f"{camel(edge.forward.name)}.{camel(prop)}"
        for name, edge in EDGES.items()
        if edge.forward
        for prop in edge.props
    },
}
"""What each predicate is called outside: `docketNumber`, `court`, `owns.share`."""

OF_ONE_SCHEME = frozenset(name for name, edge in EDGES.items() if edge.scheme)
"""Edges that lead to terms of one scheme only, so that the scheme need not be told."""


def told_value(fact: Fact) -> Scalar:
    """The value of a fact; of an edge the id of what it leads to, of a term within its scheme where that is known."""
    if fact.value is not None:
        return fact.value
    target = fact.object or ""
    return target.partition("/")[2] if fact.predicate in OF_ONE_SCHEME else target
