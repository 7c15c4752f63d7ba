"""The price of a query before it runs: how many rows it may touch, from its page sizes and from how much there is.

The unit is a row that is read and written into the answer. Of a root field:

- a thing by its id costs 1; what it leads to by a link to one thing, 1 more;
- a page costs its rows times what each of them costs. It has as many rows as `first` says, but no more than there are of the
  kind, or than `BUSY` times as many as things of the kind have on average;
- rows that are only looked at, to meet a condition, to be put in order or to be counted, cost 1 for each `LOOKED_AT` of them,
  times the links that the condition follows; each of them takes about a microsecond in SQLite. What is asked twice is looked at twice.
- counts by facets look at `COMBINED` rows for each combination of values that a case has, unless they are kept with the graph.

So `first: 100` within `first: 100` is 10,000 rows where there may be so many. What is worked out once for a query value is kept
by the caller; a request then costs a few multiplications.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from graph.facets import FACETS, YEAR
from graph.ontology import ABSTRACT, KINDS, RECORDS, SCHEME_OF, Relation, kinds_of, relations_of
from graph.query import (
    STRETCH,
    All,
    AnyOf,
    Around,
    Condition,
    Connect,
    Counts,
    EdgeList,
    Edges,
    Find,
    FindMany,
    Follow,
    Group,
    Linked,
    LinkIs,
    ListAll,
    ListRecords,
    Many,
    NodeOf,
    Nodes,
    Not,
    One,
    Overview,
    Page,
    PageInfo,
    Query,
    Search,
    Select,
    Shape,
    Total,
    Value,
    Var,
    Within,
)

BUSY = 4
"""How much more than the average a thing is taken to have of something: a company with many suits, a suit with many parties."""

LOOKED_AT = 100
"""How many rows can be looked at for the price of one that is written."""

COMBINED = 4
"""How many rows are looked at to count one combination of values of a case."""

WIDER = 2
"""Under how many values a fact counts of which wider ones count too."""

KEPT = 10
"""Which part of all cases meets a condition on a term, as a guess."""

ANCHORS: dict[str, str | None] = {"allegation": "allegations", "claim": "claims", "case": None}
"""What of a case facets belong to."""

RELATED = frozenset((*KINDS, *SCHEME_OF, *RECORDS, *ABSTRACT, "Node"))
"""Whatever has relations."""

RECORDED = {"status": 1, "history": 3, "controllers": 3, "path": 2}
"""How many records of a kind a thing is taken to have, which nobody counts."""

UNKNOWN = 5
"""How many links of a list a thing is taken to have where nothing is counted."""

WALK = 100
"""What it costs to look around a thing; a path between two is looked for from both, over several rings."""

MOST = 2**53
"""A price that is as good as infinite, and still a number to every reader of JSON."""

NICE = (200, 100, 50, 20, 10, 5, 2, 1)
"""Page sizes to propose."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """How much there is: `Store.counts()`; empty where it is not known."""

    counts: Mapping[str, int]

    def of(self, kind: str) -> float:
        """How many things of a kind there are; infinite where it is not known."""
        if not self.counts or kind in RECORDS:
            return math.inf
        return sum(self.counts.get(each, 0) for each in kinds_of(kind))

    def usual(self, kind: str, name: str) -> float:
        """How many things a relation leads to on average; infinite where it is not known."""
        relation = _relation(kind, name)
        if relation is None:
            return RECORDED.get(name, math.inf)
        if relation.derived in RECORDED:
            return RECORDED[relation.derived]
        if relation.derived == "evidence" or name == "evidence":
            return self._ratio("evidence", self.counts.get("facts", 0))
        if relation.derived == "statements":
            return self._ratio("facts", self.of("Node"))
        if relation.derived == "pleaded":
            return math.inf  # a page of them is no longer than it says
        if relation.derived == "suits":
            return 2 * self._ratio("PARTY", self.of(kind))
        return self._ratio(relation.edge or "", self.of(kind)) if relation.edge else RECORDED.get(name, 1)

    def _ratio(self, edge: str, things: float) -> float:
        if edge not in self.counts or not things or math.isinf(things):
            return math.inf
        return self.counts[edge] / things


@dataclass(frozen=True, slots=True)
class Priced:
    """A field that leads to rows, and what they cost.

    Attributes:
        path: response names from the root field on.
        size: how many rows are asked for; None where the field has no page.
        most: how many rows there may be.
        looked_at: the cost of rows that are looked at only.
        kept: conditions by kind of data or deed, each its terms and whether they are meant exactly: where one of them names one term with
            all that is narrower, the cases that meet it are kept beforehand, and looking costs `looked_at_kept`.
        each: the cost of one row, what it leads to aside.
        within: the fields of a row that lead to rows.
        beside: what is asked of all rows together: counts.
    """

    path: tuple[str, ...]
    size: Value
    most: float
    looked_at: float
    each: float
    within: tuple[Priced, ...]
    beside: tuple[Priced, ...] = ()
    kept: tuple[tuple[Value, Value], ...] = ()
    looked_at_kept: float = 0

    def looks(self, bound: Mapping[str, Any]) -> float:
        """What its own rows cost that are only looked at."""
        for terms, exactly in self.kept:
            if _now(exactly, bound) is not True and _is_one(_now(terms, bound)):
                return self.looked_at_kept
        return self.looked_at

    def rows(self, bound: Mapping[str, Any]) -> float:
        """How many rows, for the page sizes that are bound."""
        size = _now(self.size, bound)
        if type(size) is tuple:
            size = len(size)
        if type(size) is int:
            return size if size < self.most else self.most
        return UNKNOWN if math.isinf(self.most) else self.most

    def looking(self, bound: Mapping[str, Any]) -> float:
        """What the rows cost that are only looked at, all that is within included."""
        total = self.looks(bound) + self.rows(bound) * sum(inner.looking(bound) for inner in self.within)
        return total + sum(other.looking(bound) for other in self.beside)

    def cost(self, bound: Mapping[str, Any]) -> float:
        """What it costs, all that is within it included."""
        row = self.each
        for inner in self.within:
            row += inner.cost(bound)
        total = self.looks(bound) + self.rows(bound) * row
        for other in self.beside:
            total += other.cost(bound)
        return total


class Price(NamedTuple):
    """What an operation costs. `roots`: the price of each root field, with what is bound in it."""

    estimated: int
    limit: int
    roots: tuple[tuple[Priced, Mapping[str, Any]], ...]

    def spent(self, objects: int) -> int:
        """What an answer of so many objects has cost: those, and what was looked at for them; never more than was estimated."""
        looked_at = sum(root.looking(bound) for root, bound in self.roots)
        return max(1, min(self.estimated, objects + _whole(looked_at)))


def price(roots: Iterable[tuple[Priced, Mapping[str, Any]]], limit: int) -> Price:
    """The price of an operation.

    Args:
        roots: the price of each root field, and the page sizes that are bound in it.
        limit: what an operation may cost.
    """
    found = tuple(roots)
    return Price(_whole(sum(root.cost(bound) for root, bound in found)), limit, found)


def cheaper(price: Price, wanted: int) -> tuple[str, str]:
    """The field that costs most, and what to ask for so that the whole costs no more than `wanted`.

    Where counts make up half of a root field, they are it. Else the field is found from the most expensive root inwards, for as long as one field makes up half of what is around it. Where a
    smaller page of it is not enough, fields around it are tried, and all of them together.
    """
    if not price.roots:
        return "", "ask for less"
    root, bound = max(price.roots, key=lambda each: each[0].cost(each[1]))
    counts = max(root.beside, key=lambda field: field.cost(bound), default=root)
    if counts is not root and counts.cost(bound) * 2 > root.cost(bound):
        return ".".join(counts.path), "count by fewer facets at once, or with a condition on one kind of data, one act or ids"
    chain: list[tuple[Priced, float]] = [(root, 1.0)]
    while (step := _largest(*chain[-1], bound)) is not None:
        chain.append(step)
    sized = [(field, times) for field, times in chain if isinstance(_now(field.size, bound), int)]
    name = ".".join((sized[-1][0] if sized else chain[-1][0]).path)
    excess = price.estimated - wanted
    for field, times in reversed(sized):
        rows = field.rows(bound)
        one = times * (field.cost(bound) - field.looks(bound)) / rows if rows else 0
        for size in NICE:
            if one and size < rows and (rows - size) * one >= excess:
                return name, f"{'.'.join(field.path)}: first: {_now(field.size, bound)} -> first: {size}"
    pages = [field for field, _ in sized if field.rows(bound) > 1]
    if pages and root.looks(bound) <= wanted:
        return name, "smaller pages of " + ", ".join(
            f"{'.'.join(field.path)} (first: {_now(field.size, bound)})" for field in pages
        )
    return name, "ask for fewer fields at once, or with a condition on kinds of data, acts or ids, which are indexed"


def _largest(around: Priced, times: float, bound: Mapping[str, Any]) -> tuple[Priced, float] | None:
    """The field within another that makes up half of its cost, and how many times it comes."""
    rows = around.rows(bound)
    inner = max(around.within, key=lambda field: field.cost(bound), default=None)
    if inner is None or inner.cost(bound) * rows * 2 < around.cost(bound):
        return None
    return inner, times * rows


def _now(value: Value, bound: Mapping[str, Any]) -> Any:
    """A value, or what is bound to it."""
    return bound.get(value.name) if type(value) is Var else value


def _is_one(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and len(value) == 1)


def shape_of(field: Priced, bound: Mapping[str, Any]) -> dict[str, Any]:
    """A price for people: the field, how many rows it may have, what it costs in all, and the same of the fields within."""
    found: dict[str, Any] = {
        "field": ".".join(field.path),
        "rows": _whole(field.rows(bound)),
        "cost": _whole(field.cost(bound)),
    }
    if field.within or field.beside:
        found["within"] = [shape_of(inner, bound) for inner in (*field.within, *field.beside)]
    return found


def sizes_of(field: Priced) -> frozenset[str]:
    """The names of the `Var`s that a price depends on: how many rows are asked for, and of which terms."""
    asked = (field.size, *(value for condition in field.kept for value in condition))
    own = {value.name for value in asked if isinstance(value, Var)}
    return frozenset(own.union(*map(sizes_of, (*field.within, *field.beside))))


def priced(key: str, query: Query, statistics: Statistics) -> Priced:
    """The price of a root field.

    Args:
        key: its response name.
        query: what it asks.
        statistics: how much there is.
    """
    pricer = _Pricer(statistics)
    path = (key,)
    match query:
        case Find(select):
            looked_at = 0.0 if query.by == "id" else statistics.of(select.kind) / LOOKED_AT
            each, within = pricer.shape(select.kind, select.shape, path)
            return Priced(path, None, 1, _finite(looked_at), 1 + each, within)
        case ListAll(select, parts):
            return pricer.page(path, select, parts, statistics.of(select.kind), top=True)
        case Search():
            each, within = pricer.wants("Node", query.fields, path)
            # each part is a search of its own; parts that hand out hits write all of them
            asked = [part for _, part in query.parts if part != "__typename"]
            times = asked.count("nodes")
            looked_at = _finite(statistics.of("Node")) / LOOKED_AT / 10 * len(asked)
            each, within = (2 + each) * times, within * times
            return Priced(path, query.first, statistics.of("Node"), looked_at, each, within)
        case FindMany(select):
            each, within = pricer.shape(select.kind, select.shape, path)
            return Priced(path, query.ids, math.inf, 0, 1 + each, within)
        case ListRecords(select, parts):
            page = pricer.page(path, select, parts, math.inf)
            return replace(page, looked_at=statistics.counts.get("facts", 0) / LOOKED_AT / 10)
        case Follow(select, parts):
            looked_at = min(statistics.counts.get("facts", 0), STRETCH) / LOOKED_AT / 10
            return replace(pricer.page(path, select, parts, math.inf), looked_at=looked_at)
        case Around(shape=shape):
            each, within = pricer.shape("Neighbourhood", shape, path)
            return Priced(path, query.limit, math.inf, WALK, 1 + each, within)
        case Connect(shape=shape):
            each, within = pricer.shape("Path", shape, path)
            return Priced(path, query.first, math.inf, 10 * WALK, 1 + each, within)
        case Overview(shape):
            each, within = pricer.shape("Graph", shape, path)
            return Priced(path, None, 1, 0, 1 + each, within)


def of_the_past(field: Priced, statistics: Statistics) -> Priced:
    """The price of a root field that is asked of a past revision: what is in the log is copied once, and kept for a while."""
    copied = statistics.counts.get("facts", 0) / LOOKED_AT / 10
    return replace(field, looked_at=field.looked_at + copied, looked_at_kept=field.looked_at_kept + copied)


class _Pricer:
    def __init__(self, statistics: Statistics) -> None:
        self.statistics = statistics

    def page(self, path: tuple[str, ...], select: Select, parts: Iterable[Any], most: float, *, top: bool = False) -> Priced:
        """A connection over rows, of which there may be `most`."""
        each, within, beside = 0.0, list[Priced](), list[Priced]()
        kept = kept_by_term(select.where) if top and select.kind == "Case" else ()
        scan, scan_kept = (self.looking(select, most, top=top, kept=each) for each in (False, True))
        looked_at = looked_at_kept = 0.0
        walked = False
        for part in parts:
            match part:
                case Total():
                    looked_at, looked_at_kept = looked_at + max(scan, most / BUSY), looked_at_kept + max(scan_kept, most / BUSY / KEPT)
                case Nodes(_, shape):
                    walked = True
                    more, inner = self.shape(select.kind, shape, (*path, part.name))
                    each, within = each + 1 + more, [*within, *inner]
                case Counts(_, by, first):
                    filtered = not top or select.where is not None
                    place, looks = (*path, part.name), (scan + self.combined(by, most, filtered=filtered)) / LOOKED_AT
                    looks_kept = (scan_kept + self.combined(by, most / KEPT, filtered=filtered)) / LOOKED_AT
                    beside.append(Priced(place, first, math.inf, _finite(looks), 1 + len(by), (), (), kept, _finite(looks_kept)))
                case EdgeList(_, wants) if wants:
                    walked = True
                    more, inner = self.wants(select.kind, wants, (*path, part.name))
                    each, within = each + 1 + more, [*within, *inner]
                case PageInfo():
                    walked = True
        if walked:
            looked_at, looked_at_kept = looked_at + scan, looked_at_kept + scan_kept
        looks, looks_kept = _finite(looked_at) / LOOKED_AT, _finite(looked_at_kept) / LOOKED_AT
        return Priced(path, select.first, most, looks, each, tuple(within), tuple(beside), kept, looks_kept)

    def looking(self, select: Select, most: float, *, top: bool, kept: bool) -> float:
        """How many rows are looked at to find those that meet a condition, or to put them in order; 0 where nobody knows how many there
        are. `kept`: whether those that meet it are kept beforehand."""
        if math.isinf(most):
            return 0
        if select.where is None and select.on_edge is None:
            return most if select.order and top else 0
        if top and _by_ids(select.where):
            return 1
        return (most / KEPT if kept else most) * (self.weight(select.where, select.kind) + self.weight(select.on_edge, select.kind))

    def combined(self, by: Sequence[str], cases: float, *, filtered: bool) -> float:
        """How many rows are looked at to count so many cases by facets. Counts by one facet, and by one and the year, are kept for all
        cases together."""
        if not filtered and len(set(by) - {YEAR}) <= 1:
            return cases / BUSY
        combinations = 1.0
        for anchor, relation in ANCHORS.items():
            facets = [name for name in by if FACETS[name].anchor == anchor]
            if facets and relation is not None:
                usual = self.statistics.usual("Case", relation)
                combinations *= UNKNOWN if math.isinf(usual) else max(1, usual)
            combinations *= WIDER ** sum(FACETS[name].kind is not None and name != "COURT" for name in facets)
        return cases * combinations * COMBINED

    def weight(self, where: Condition | None, kind: str) -> float:
        """How many rows are looked at for one row that a condition is asked of."""
        match where:
            case None:
                return 0
            case All(parts) | AnyOf(parts):
                return sum(self.weight(part, kind) for part in parts)
            case Not(part):
                return self.weight(part, kind)
            case Linked(relation, _, inner, on_edge):
                there = _relation(kind, relation)
                target = there.target if there else kind
                usual = self.statistics.usual(kind, relation)
                usual = UNKNOWN if math.isinf(usual) else usual
                return 1 + usual * (1 + self.weight(inner, target) + self.weight(on_edge, target))
        return 1

    def shape(self, kind: str, shape: Shape, path: tuple[str, ...]) -> tuple[float, tuple[Priced, ...]]:
        """What a row costs beside itself. Where its types differ, each field that one of them has counts once."""
        if not shape.variants:
            return self.wants(kind, shape.fields, path)
        each, within = 0.0, dict[tuple[str, ...], Priced]()
        for member, wants in shape.variants:
            more, inner = self.wants(member, wants, path)
            each = max(each, more)
            for field in inner:
                known = within.setdefault(field.path, field)
                within[field.path] = max(known, field, key=lambda one: (one.most, one.each))
        return each, tuple(within.values())

    def wants(self, kind: str, wants: Iterable[Any], path: tuple[str, ...]) -> tuple[float, tuple[Priced, ...]]:
        """What the fields of a row cost: the links to one thing as a number, what leads to many by itself."""
        each, within = 0.0, list[Priced]()
        for want in wants:
            place = (*path, want.name)
            match want:
                case One(_, _, select):
                    more, inner = self.shape(select.kind, select.shape, place)
                    each, within = each + 1 + more, [*within, *inner]
                case NodeOf(_, shape):
                    more, inner = self.shape(self.target(kind), shape, place)
                    each, within = each + more, [*within, *inner]
                case Group(_, inside):
                    more, inner = self.wants(kind, inside, place)
                    each, within = each + more, [*within, *inner]
                case Many(_, relation, select):
                    more, inner = self.shape(select.kind, select.shape, place)
                    within.append(Priced(place, select.first, self.most(kind, relation), 0, 1 + more, inner))
                case Edges(_, relation, select, inside):
                    more, inner = self.wants(select.kind, inside, place)
                    within.append(Priced(place, select.first, self.most(kind, relation), 0, 1 + more, inner))
                case Page(_, relation, select, parts):
                    within.append(self.page(place, select, parts, self.most(kind, relation)))
        return each, tuple(within)

    def target(self, kind: str) -> str:
        """The kind of row at the end of an edge, whose selections name what they lead to by themselves."""
        return "Case" if kind == "Suit" else kind

    def most(self, kind: str, relation: str) -> float:
        """How many rows a relation may lead to."""
        usual = self.statistics.usual(kind, relation)
        if math.isinf(usual):
            return RECORDED.get(relation, math.inf)
        there = _relation(kind, relation)
        return min(math.ceil(BUSY * usual) or 1, self.statistics.of(there.target) if there else math.inf)


def _whole(cost: float) -> int:
    """A price as a whole number that JSON can write."""
    return math.ceil(min(cost, MOST))


def _finite(rows: float) -> float:
    return 0.0 if math.isinf(rows) else rows


def _relation(kind: str, name: str) -> Relation | None:
    return relations_of(kind).get(name) if kind in RELATED else None


def kept_by_term(where: Condition | None) -> tuple[tuple[Value, Value], ...]:
    """The parts of a condition by kind of data or deed, one of which may name cases that are kept: their terms, and whether they are
    meant exactly. `SqliteStore` keeps cases by one kind of data, one deed, or both, with what is narrower."""
    found = []
    for part in where.parts if isinstance(where, All) else (where,):
        if isinstance(part, Linked) and (part.relation, part.quantifier, part.on_edge) == ("allegations", "some", None):
            inner = part.where.parts if isinstance(part.where, All) else (part.where,)
            found += [
                (each.value, each.exactly)
                for each in inner
                if isinstance(each, LinkIs) and each.relation in ("data", "act", "purpose") and not each.negated
            ]
    return tuple(found)


def _by_ids(where: Condition | None) -> bool:
    """Whether a condition names the rows themselves."""
    return any(
        isinstance(part, Within) or (getattr(part, "prop", None), getattr(part, "op", None)) == ("id", "is")
        for part in (where.parts if isinstance(where, All) else (where,))
    )
