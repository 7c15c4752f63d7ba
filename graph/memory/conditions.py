"""Whether a row meets a condition."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from typing import Any

from graph.dates import PartialDate, first_day
from graph.errors import OutOfTime
from graph.memory.shown import Shown
from graph.ontology import EDGES, KINDS, SCHEME_OF, Relation, Scalar, relations_of
from graph.projection import Link, Thing
from graph.query import All, AnyOf, Compare, Condition, Linked, LinkIs, Not, StateIs, TermIs, Value, Var, Within
from graph.standing import State
from graph.store import Bindings


class Conditions:
    """Asks conditions of rows, with the values that one request binds."""

    def __init__(self, shown: Shown, bindings: Bindings, seconds: float | None = None) -> None:
        """Keep what is asked, and for how long it may be asked; None for as long as it takes."""
        self.shown = shown
        self.bindings = bindings
        self.seconds = seconds
        self.ends = math.inf if seconds is None else time.monotonic() + seconds

    def in_time(self) -> None:
        """Go on, where there is time: asked at each row that is looked at.

        Raises:
            OutOfTime: there is none.
        """
        if time.monotonic() > self.ends:
            raise OutOfTime(f"stopped after {self.seconds:.1f} s", "ask for less at once, or with a narrower condition")

    def value(self, value: Value) -> Any:
        """What a value stands for: a scalar, None, or a sequence of scalars."""
        return self.bindings.get(value.name) if isinstance(value, Var) else value

    def several(self, value: Value) -> list[Scalar] | None:
        """The values in a value; None where it is None or unbound, and so asks nothing."""
        found = self.value(value)
        return (
            None if found is None else [found] if isinstance(found, Scalar) else [each for each in found if each is not None]
        )

    def day(self, value: Value) -> str | None:
        """The first day of a date."""
        found = self.value(value)
        return None if found is None else first_day(found)

    def meets(self, of: Thing | Link, condition: Condition | None, kind: str) -> bool:
        """Whether a node, or an edge, meets a condition.

        Args:
            of: the node or the edge.
            condition: None asks nothing.
            kind: the kind of node, type of term or abstract kind as which the row was asked for.
        """
        self.in_time()
        match condition:
            case None:
                return True
            case All(parts):
                return all(self.meets(of, part, kind) for part in parts)
            case AnyOf(parts):
                return any(self.meets(of, part, kind) for part in parts)
            case Not(part):
                return not self.meets(of, part, kind)
            case Compare():
                return self.compares(of, condition)
            case TermIs():
                return self.is_term(of, condition)
        assert isinstance(of, Thing)
        match condition:
            case LinkIs():
                return self.links_to(of, condition, kind)
            case Within(value):
                ids = self.several(value)
                return ids is None or of.id in self.shown.narrower(map(str, ids), "PART_OF")
            case Linked():
                return self.is_linked(of, condition, kind)
            case StateIs():
                return self.is_in_state(of, condition, kind)

    def compares(self, of: Thing | Link, condition: Compare) -> bool:
        """A property against a value; dates by their first day, one of many values suffices."""
        wanted = self.several(condition.value)
        if wanted is None:
            return True
        have = values(of, condition.prop)
        if condition.op == "exists":
            return bool(have) == wanted[0]
        if is_date(of, condition.prop):
            have, wanted = [first_day(str(value)) for value in have], [first_day(str(value)) for value in wanted]
        match condition.op:
            case "is":
                return any(value in wanted for value in have)
            case "not":
                return not any(value in wanted for value in have)
            case "contains":
                return any(str(wanted[0]).casefold() in str(value).casefold() for value in have)
            case "starts":
                return any(str(value).casefold().startswith(str(wanted[0]).casefold()) for value in have)
        limit: Any = wanted[0]
        numbers: list[Any] = have
        match condition.op:
            case "lt":
                return any(value < limit for value in numbers)
            case "lte":
                return any(value <= limit for value in numbers)
            case "gt":
                return any(value > limit for value in numbers)
            case "gte":
                return any(value >= limit for value in numbers)

    def is_term(self, of: Thing | Link, condition: TermIs) -> bool:
        """A property whose value is a term: one of these, or narrower."""
        wanted = self.several(condition.value)
        if wanted is None:
            return True
        have = {f"{condition.scheme}/{value}" for value in values(of, condition.prop)}
        asked = {f"{condition.scheme}/{value}" for value in wanted}
        return self._any_below(have, asked, condition.exactly, "BROADER") != condition.negated

    def links_to(self, of: Thing, condition: LinkIs, kind: str) -> bool:
        """A relation that leads to one of these, or to something narrower."""
        wanted = self.several(condition.value)
        if wanted is None:
            return True
        relation = relations_of(kind)[condition.relation]
        have = {thing.id for thing, _ in self.leads_to(of, relation)}
        of_terms = relation.target == "Concept" or relation.target in SCHEME_OF
        asked = set(self._terms(relation, wanted)) if of_terms else {str(value) for value in wanted}
        return self._any_below(have, asked, condition.exactly, "BROADER" if of_terms else "PART_OF") != condition.negated

    def _terms(self, relation: Relation, wanted: Iterable[Scalar]) -> Iterable[str]:
        if relation.scheme:
            return (f"{relation.scheme}/{term}" for term in wanted)
        terms = set(wanted)
        return (concept.id for concept in self.shown.things("Concept") if concept.props["term"] in terms)

    def _any_below(self, have: set[str], asked: set[str], exactly: Value, edge: str) -> bool:
        return bool(have & (asked if self.value(exactly) else self.shown.narrower(asked, edge)))

    def is_linked(self, of: Thing, condition: Linked, kind: str) -> bool:
        """What a relation leads to: some, none or every target meets the conditions."""
        relation = relations_of(kind)[condition.relation]
        met = [
            self.meets(link, condition.on_edge, kind) and self.meets(thing, condition.where, relation.target)
            for thing, link in self.leads_to(of, relation, self.day(condition.as_of))
        ]
        match condition.quantifier:
            case "some":
                return any(met)
            case "none":
                return not any(met)
            case "every":
                return all(met)

    def is_in_state(self, of: Thing, condition: StateIs, kind: str) -> bool:
        """The status as of a day is one of these, or narrower."""
        wanted = self.several(condition.value)
        if wanted is None:
            return True
        state = self.state(of.id, self.day(condition.as_of))
        scheme = relations_of(kind)["status"].scheme
        have = {f"{scheme}/{state.state}"} if state else set[str]()
        return self._any_below(have, {f"{scheme}/{value}" for value in wanted}, condition.exactly, "BROADER")

    def leads_to(self, of: Thing, relation: Relation, day: str | None = None) -> list[tuple[Thing, Link]]:
        """The nodes that an edge leads to from here, with the edges, by id and key; of a dated one, those of a day."""
        return [
            (self.shown[link.target if relation.forward else link.source], link)
            for link in self.shown.links(of.id, str(relation.edge), forward=relation.forward)
            if day is None or not relation.dated or in_force(link, day)
        ]

    def state(self, id: str, day: str | None) -> State | None:
        """The state of a case, claim or allegation on a day; the last one without a day."""
        states = self.shown.states.get(id, ())
        return next((state for state in reversed(states) if day is None or state.day <= day), None)


def values(of: Thing | Link, prop: str) -> list[Scalar]:
    """The values of a property: none, one or several. `id` is a property of nodes."""
    value = of.id if isinstance(of, Thing) and prop == "id" else of.props.get(prop)
    return [] if value is None else list(value) if isinstance(value, tuple) else [value]


def is_date(of: Thing | Link, prop: str) -> bool:
    """Whether the values of a property are dates."""
    props = KINDS[of.kind].props if isinstance(of, Thing) else EDGES[of.type].props
    return prop in props and props[prop].type is PartialDate


def in_force(link: Link, day: str) -> bool:
    """Whether a dated edge holds on a day: since it began, before it ended, and only if the deal is known to have closed."""
    since, until = link.props.get("since"), link.props.get("until")
    begun = since is None or first_day(str(since)) <= day
    return begun and (until is None or day < first_day(str(until))) and link.props.get("status") is None
