"""A question as a value: what is asked of a store, in the words of the ontology.

A `Select` names rows (nodes of a kind, or what a relation leads to), conditions, order and page, and the shape that is
wanted of each row: scalars, links and their own nested `Select`s, each under its *response name*. A store answers a whole
`Select` at once (`sqlite` in one statement) as JSON text whose keys are the response names in their order.

Every door makes this value; every store compiles or evaluates it. It holds no language of any database. Names of kinds,
properties and relations are those of `graph.ontology`, in snake_case. Values that vary from request to request are `Var`s,
so that a compiled plan is used again; `Select` and all its parts are hashable.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graph.ontology import ABSTRACT, KINDS, Scalar

Direction = Literal["ASC", "DESC"]


@dataclass(frozen=True, slots=True)
class Var:
    """A value given when the question is asked, by its name among the bindings."""

    name: str


Value = Scalar | None | Var | tuple[Scalar, ...]
"""A constant, several of them, or a `Var` bound to either."""


# ---------------------------------------------------------------------------------------------------------------------
# Conditions


@dataclass(frozen=True, slots=True)
class Compare:
    """A property against a value.

    `op`: `is` (one of the values), `not` (none of them; true where the property is empty), `lt`, `lte`, `gt`, `gte`,
    `contains` (text, case ignored), `starts` (text, case ignored), `exists` (value True: it has a value; False: it has none).
    A property with many values meets a condition if one of its values does. Dates compare by their first day.
    `prop` may be `id`. A condition whose bound value is None or unbound holds for every row.
    """

    prop: str
    op: Literal["is", "not", "lt", "lte", "gt", "gte", "contains", "starts", "exists"]
    value: Value


@dataclass(frozen=True, slots=True)
class TermIs:
    """A scalar property whose values are terms (`class_action`, `role`), with the narrower terms unless `exactly`."""

    prop: str
    scheme: str
    value: Value
    exactly: Value = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class LinkIs:
    """A relation to terms or to things of a hierarchy: one of its targets is one of `value`, or narrower than one.

    `value`: ids; of a term, its id within its scheme. Narrower goes down BROADER for terms, PART_OF for the rest.
    An empty tuple of ids meets nothing; None holds for every row.
    """

    relation: str
    value: Value
    exactly: Value = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """The row itself is one of `value` (ids), or is PART_OF one of them over any number of steps."""

    value: Value


@dataclass(frozen=True, slots=True)
class Linked:
    """What a relation leads to: `some` target meets `where`, `none` does, or `every` one does.

    `on_edge` is asked of the edge's own properties, `where` of the node at its other end. `as_of`: only edges in force
    on that day (see `Select.as_of`).
    """

    relation: str
    quantifier: Literal["some", "none", "every"]
    where: Condition | None = None
    on_edge: Condition | None = None
    as_of: Value = None


@dataclass(frozen=True, slots=True)
class StateIs:
    """The status of a case, claim or allegation (as of a day) is one of the terms, or narrower."""

    value: Value
    exactly: Value = False
    as_of: Value = None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; nothing to hold is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; nothing to hold is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Compare | TermIs | LinkIs | Within | Linked | StateIs | All | AnyOf | Not


# ---------------------------------------------------------------------------------------------------------------------
# What is wanted of a row


@dataclass(frozen=True, slots=True)
class Get:
    """A property, under a response name; `id` is one too. Many values come as a list."""

    name: str
    prop: str


@dataclass(frozen=True, slots=True)
class TypeName:
    """The name of the row's concrete type (`Company`, `DataKind`), or a fixed one."""

    name: str
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A JSON scalar known beforehand."""

    name: str
    value: Scalar | None


@dataclass(frozen=True, slots=True)
class Group:
    """A nested object that is no row of its own: `span { start end }`. Null where all of `unless_null` are null."""

    name: str
    fields: tuple[Want, ...]
    unless_null: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class One:
    """The thing a relation leads to, or null. `select.page` is not used."""

    name: str
    relation: str
    select: Select


@dataclass(frozen=True, slots=True)
class Many:
    """What a relation leads to, as a list of objects of the target's shape."""

    name: str
    relation: str
    select: Select


@dataclass(frozen=True, slots=True)
class Edges:
    """What a relation leads to, as a plain list of edge objects."""

    name: str
    relation: str
    select: Select
    fields: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a relation leads to, as a connection: `parts` in their order, each over the rows of `select`."""

    name: str
    relation: str
    select: Select
    parts: tuple[Part, ...]


Want = Get | TypeName | Constant | Group | One | Many | Edges | Page


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields wanted of a row.

    `fields` where they are the same for every concrete type; else `variants`, one for each concrete type, in which
    a type that is missing has no fields.
    """

    fields: tuple[Want, ...] = ()
    variants: tuple[tuple[str, tuple[Want, ...]], ...] = ()


# ---------------------------------------------------------------------------------------------------------------------
# Parts of a connection


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows meet the conditions, page aside."""

    name: str


@dataclass(frozen=True, slots=True)
class Nodes:
    """The rows of the page."""

    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class EdgeList:
    """The rows of the page as edge objects: properties of the edge by `Get`, `Cursor`, and the row itself by `NodeOf`."""

    name: str
    fields: tuple[EdgeWant, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where this row stands in the order, opaque."""

    name: str


@dataclass(frozen=True, slots=True)
class NodeOf:
    """The row at the end of the edge."""

    name: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Whether there is more, and where to go on: fields are (response name, one of the four names)."""

    name: str
    fields: tuple[tuple[str, Literal["hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"]], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases there are by facets, page aside: an object for each combination of values that occurs, most first.

    `by`: names of `graph.facets.FACETS`, by which values of equal counts are ordered too. `fields` of each: `Get("count")`,
    `TypeName`, and `Many("keys")` with the shape of a `CountKey`.
    """

    name: str
    by: tuple[str, ...]
    first: Value
    fields: tuple[Want, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """Of `Follow`: the cursor up to which its answer has looked; whoever goes on from there misses nothing and is told nothing twice."""

    name: str


EdgeWant = Want | Cursor | NodeOf
Part = Total | Nodes | EdgeList | PageInfo | TypeName | Counts | Reached


# ---------------------------------------------------------------------------------------------------------------------
# The question


@dataclass(frozen=True, slots=True)
class Order:
    """By a property of the row (or of the edge, if `on_edge`); rows without a value come last. Dates go by first day."""

    prop: str
    direction: Direction = "ASC"
    on_edge: bool = False


@dataclass(frozen=True, slots=True)
class Select:
    """Rows of a kind, and what is wanted of each.

    Attributes:
        kind: a kind of node, a type of term, an abstract kind, or a record kind.
        where: the condition that rows meet.
        on_edge: the condition that the edge to them meets.
        order: the order; ties, and no order at all, go by id (records: by their natural order).
        first: how many rows of a page; None for all.
        after: a cursor of this same order; rows begin after it.
        as_of: a day. Of a dated relation, only the edges in force on it: since ≤ day < until, an empty `since` counting as
            always and a deal that is not known to have closed as never. Of `status`, the state on that day; without a day,
            the last one.
        include_stakes: of `suits` and `controllers`, whether stakes count beside control.
        through_control: of `suits`, whether defendants are those it controlled on the day of filing, beside itself.
        include_parts: of the `suits` of a provision, a system or a data set, whether those of what is part of it count too.
        of_prop: of `statements`, the property.
        shape: what is wanted of each row.
    """

    kind: str
    where: Condition | None = None
    on_edge: Condition | None = None
    order: tuple[Order, ...] = ()
    first: Value = None
    after: Value = None
    as_of: Value = None
    include_stakes: Value = False
    through_control: Value = True
    include_parts: Value = True
    of_prop: Value = None
    shape: Shape = field(default_factory=Shape)


@dataclass(frozen=True, slots=True)
class Find:
    """One thing by its id, or by another property that names it: the JSON of its shape, or null."""

    select: Select
    by: str
    value: Value


@dataclass(frozen=True, slots=True)
class ListAll:
    """A connection over every node of a kind that meets the conditions."""

    select: Select
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Full text over names, captions, summaries and article text, best first.

    `fields` of each hit: `Get("score")`, `Get("snippet")`, `TypeName`, and `NodeOf` for the thing found. `kinds`: names of
    concrete kinds, None for all.
    """

    text: Value
    kinds: Value
    first: Value
    parts: tuple[tuple[str, Literal["totalCount", "nodes", "__typename"]], ...]
    fields: tuple[EdgeWant, ...] = ()


@dataclass(frozen=True, slots=True)
class FindMany:
    """Things by their ids: a list of the shapes in the order of the ids, null for what is not there."""

    select: Select
    ids: Value


@dataclass(frozen=True, slots=True)
class ListRecords:
    """A connection over what the log comes to: `select.kind` is `Change` or `Disagreement`; of `select`, only the page counts.

    Changes come by revision, within one by subject, predicate, object, key, value and what happened. Disagreements come by
    subject and property.

    Attributes:
        select: the record kind and the page.
        parts: of the connection.
        kinds: of disagreements, the kinds of subjects; None for all. Terms are none.
        since: of changes, the revision after which they were made.
        new_cases: of changes, whether only those count by which a case came that is there now, and was not at `since`.
    """

    select: Select
    parts: tuple[Part, ...]
    kinds: Value = None
    since: Value = None
    new_cases: Value = False


STRETCH = 100_000
"""How many changes of the log one answer to `Follow` looks at, so that none takes long, however much was loaded."""


@dataclass(frozen=True, slots=True)
class Follow:
    """What came to the log after a place of it, a stretch at a time, for those who go on from where they were.

    An answer looks at the `STRETCH` changes that come next, and tells of `select.first` of them at most; `Reached` says how far it came.

    Attributes:
        select: of the kind `Change`: changes to facts about `ids`, and to those that lead to them. Of the kind `Case`: the cases that
            are there now, each by the latest change by which it came, that meet `where`. `after`: a cursor of changes, as
            `ListRecords` and `Reached` give it; None for the end of the log, after which there is nothing.
        parts: `Nodes` (of the shape of the kind), `EdgeList`, `Reached` and `TypeName`.
        ids: the things whose changes are followed.
    """

    select: Select
    parts: tuple[Part, ...]
    ids: Value = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The graph as a whole: the shape of a `Graph`."""

    shape: Shape


WALKED: tuple[str, ...] = tuple(kind for kind in KINDS if kind != "Concept" and kind not in ABSTRACT["Source"])
"""The kinds that a walk comes to where none are named: sources tell of what there is rather than being part of it."""

ENDS_OF_WALKS = ("Court",)
"""The kinds of which a walk that names none does not lead on: that two suits lie before one court connects nothing."""

HUB = 1000
"""A path does not lead through what has more edges than this: what is joined to so much connects nothing."""

RANKS: tuple[tuple[str, ...], ...] = (ABSTRACT["Party"], ("Case",), ("System", "Dataset", "Statute"))
"""The kinds that paths of one length rather lead through: parties before suits, those before systems, data sets and provisions, and
the parts of suits last."""

DEEPEST, LONGEST_PATH = 4, 8
"""How many rings a neighbourhood has at most, and how many steps a path."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Which edges a walk over the graph follows, whatever their direction.

    Attributes:
        kinds: kinds of things that it comes to, beside the ends that are asked for, and leads on from. None for those of
            `WALKED`, of which it leads on from all but `ENDS_OF_WALKS`. Terms are never come to: they join everything.
        types: types of edges; None for all.
        as_of: a day. Of dated edges, only those in force on it (see `Select.as_of`).
    """

    kinds: Value = None
    types: Value = None
    as_of: Value = None


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a thing: the shape of a `Neighbourhood`, or null where there is no such thing.

    Ring by ring, up to `depth` edges away, `limit` things at most: of a ring, those with the most edges first, then by id. The
    next ring is that of the things shown. What they lead to and is not shown is counted as hidden.
    """

    id: Value
    depth: Value
    limit: Value
    walk: Walk
    shape: Shape


@dataclass(frozen=True, slots=True)
class Connect:
    """How two things are connected: a list of the shapes of `Path`s, the shortest first.

    Paths of one length go by the things along them, in turn: by `RANKS`, then by id.
    Paths have `max_length` steps at most, `first` of them are given. From a thing to itself leads the path of no step. What has
    more than `HUB` edges that a walk could follow is an end at most.
    """

    source: Value
    target: Value
    max_length: Value
    first: Value
    walk: Walk
    shape: Shape


Query = Find | ListAll | Search | FindMany | Around | Connect | ListRecords | Follow | Overview
