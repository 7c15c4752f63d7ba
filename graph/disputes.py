"""Where sources disagree: properties with one value, of which several hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph.facts import choose
from graph.projection import SERVED, Held

ALL_SHOWN = "every value is shown"
"""The rule of a property that may have many values."""


class Dispute(NamedTuple):
    """A property that several facts hold of: the one that is shown, and the rule that chose it."""

    prop: str
    shown: Held
    rule: str


def disputes(kind: str, held: Iterable[Held]) -> Iterator[Dispute]:
    """The properties of a thing that have one value, and of which several are stated now.

    Args:
        kind: the kind of the thing.
        held: all facts about it that hold.
    """
    single = {prop.name for prop in SERVED[kind] if not prop.many}
    stated: dict[str, list[Held]] = {}
    for each in held:
        if each.fact.predicate in single:
            stated.setdefault(each.fact.predicate, []).append(each)
    for prop, several in stated.items():
        if len(several) > 1:
            place, rule = choose([(each.fact, each.voices) for each in several])
            yield Dispute(prop, several[place], rule)


MANY = frozenset(prop.name for props in SERVED.values() for prop in props if prop.many)
"""Properties with many values; a property of one name is the same of every kind."""
