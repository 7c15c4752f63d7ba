"""Answers to queries: the reference that every store equals, written to be read beside `graph.query`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graph.control import ALWAYS, NEVER, Holding, Path
from graph.memory import walks
from graph.memory.conditions import Conditions, values
from graph.memory.facets import Facets
from graph.memory.log import Log
from graph.memory.records import RECORDED, GraphRow
from graph.memory.rows import EdgeRow, PageOfRows, Row, Rows, StateRow, SuitRow
from graph.memory.search import Hit, search
from graph.memory.shown import Shown, type_of
from graph.memory.walks import WALKED_ROWS, Walks
from graph.ontology import EDGES, KINDS
from graph.projection import Link, Thing
from graph.query import (
    Around,
    Connect,
    Constant,
    Counts,
    Cursor,
    EdgeList,
    Edges,
    EdgeWant,
    Find,
    FindMany,
    Follow,
    Get,
    Group,
    ListAll,
    ListRecords,
    Many,
    NodeOf,
    Nodes,
    One,
    Overview,
    Page,
    PageInfo,
    Part,
    Query,
    Reached,
    Search,
    Select,
    Shape,
    Total,
    TypeName,
)
from graph.store import Bindings

Object = dict[str, Any]
"""A JSON object: response names and values, in their order."""

Answer = Object | list[Object | None] | None
"""A JSON object, a list of them, or null."""


def evaluate(shown: Shown, log: Log, query: Query, bindings: Bindings, seconds: float | None = None) -> Answer:
    """The answer to a query, as JSON values.

    Raises:
        BadCursor: a bound cursor is none of its order.
        OutOfTime: it takes longer than `seconds`.
    """
    return _Evaluator(shown, log, bindings, seconds).answer(query)


class _Evaluator:
    def __init__(self, shown: Shown, log: Log, bindings: Bindings, seconds: float | None) -> None:
        self.shown = shown
        self.conditions = Conditions(shown, bindings, seconds)
        self.rows = Rows(self.conditions, log)
        self.facets = Facets(self.conditions)

    def answer(self, query: Query) -> Answer:
        match query:
            case Find(select, by, value):
                wanted = self.conditions.value(value)
                named = (thing for thing in self.shown.things(select.kind) if wanted in values(thing, by))
                thing = next(named, None)
                return self.shaped(thing, select.shape, select.kind) if thing else None
            case ListAll(select, parts):
                return self.parts(self.rows.page(self.rows.of_kind(select), select, None), select, parts, "")
            case Search():
                return self.search(query)
            case ListRecords(select, parts):
                return self.parts(self.rows.page(self.rows.records.listed(query), select, None), select, parts, "")
            case Follow(select, parts):
                return self.parts(self.rows.followed(query), select, parts, "")
            case FindMany(select, ids):
                asked = self.conditions.several(ids) or ()
                things = [self.shown.thing(str(id), select.kind) for id in asked]
                return [self.shaped(thing, select.shape, select.kind) if thing else None for thing in things]
            case Around(shape=shape):
                around = Walks(self.conditions).around(query)
                return self.fields(around, shape.fields, "Neighbourhood") if around else None
            case Connect(shape=shape):
                return [self.fields(path, shape.fields, "Path") for path in Walks(self.conditions).paths(query)]
            case Overview(shape):
                return self.fields(GraphRow(), shape.fields, "Graph")

    # -- rows

    def shaped(self, thing: Thing, shape: Shape, kind: str) -> Object:
        """A node with the fields that are wanted of its type."""
        if not shape.variants:
            return self.fields(thing, shape.fields, kind)
        concrete = type_of(thing)
        return self.fields(thing, dict(shape.variants).get(concrete, ()), concrete)

    def fields(
        self, row: Row, wants: Iterable[EdgeWant], kind: str, node_kind: str = "", cursor: str | None = None
    ) -> Object:
        """The fields wanted of a row.

        Args:
            row: a node, an edge with the node at its end, or a record.
            wants: the fields.
            kind: the kind whose relations lead on from the row.
            node_kind: of an edge, the kind of the node at its end.
            cursor: the row's place, where it is one of a page.
        """
        self.conditions.in_time()
        return {want.name: self.field(row, want, kind, node_kind, cursor) for want in wants}

    def field(self, row: Row, want: EdgeWant, kind: str, node_kind: str, cursor: str | None) -> Any:
        """The value of one field."""
        match want:
            case Get(_, prop):
                return self.got(row, prop)
            case TypeName(_, fixed):
                return fixed or (type_of(row) if isinstance(row, Thing) else kind)
            case Constant(_, value):
                return value
            case Group(_, fields, unless_null):
                empty = unless_null and all(self.got(row, prop) is None for prop in unless_null)
                return None if empty else self.fields(row, fields, kind)
            case Cursor():
                return cursor
            case NodeOf(_, shape):
                node = row.node if isinstance(row, EdgeRow) else row.case if isinstance(row, SuitRow) else row
                if not isinstance(node, Thing):
                    return self.fields(node, shape.fields, node_kind)
                return self.shaped(node, shape, node_kind)
            case Page(_, relation, select, parts):
                rows = self.rows.related(row, kind, relation, select)
                return self.parts(self.rows.page(rows, select, relation), select, parts, kind)
        rows = self.rows.related(row, kind, want.relation, want.select)
        first = self.conditions.value(want.select.first)
        match want:
            case One(_, _, select):
                return next((self.whole(each, select) for each in rows), None)
            case Many(_, _, select):
                return [self.whole(each, select) for each in rows[:first]]
            case Edges(_, _, select, fields):
                return [self.fields(each, fields, kind, select.kind) for each in rows[:first]]

    def got(self, row: Row, prop: str) -> Any:
        """The value of a property of a row."""
        if isinstance(row, WALKED_ROWS):
            return walks.got(row, prop)
        return self.rows.records.got(row, prop) if isinstance(row, RECORDED) else got(row, prop)

    def whole(self, row: Row, select: Select) -> Object:
        """A node, also at the end of an edge, or a record, with the fields that are wanted of it."""
        node = row.node if isinstance(row, EdgeRow) else row
        if isinstance(node, Thing):
            return self.shaped(node, select.shape, select.kind)
        return self.fields(node, select.shape.fields, select.kind)

    # -- connections

    def parts(self, page: PageOfRows[Any], select: Select, parts: Iterable[Part], kind: str) -> Object:
        """The parts of a connection; `kind` is the kind that its relation begins at."""
        made: Object = {}
        for part in parts:
            match part:
                case Total(name):
                    made[name] = page.total
                case Nodes(name, shape):
                    node = NodeOf("node", shape)
                    made[name] = [self.field(row, node, kind, select.kind, None) for row, _ in page.rows]
                case EdgeList(name, fields):
                    made[name] = [self.fields(row, fields, kind, select.kind, cursor) for row, cursor in page.rows]
                case PageInfo(name, fields):
                    made[name] = {key: _page_info(page, what) for key, what in fields}
                case TypeName(name, fixed):
                    made[name] = fixed
                case Reached(name):
                    made[name] = page.reached
                case Counts(name, by, first, fields):
                    found = self.facets.counts((_case(row) for row in page.every), by)
                    made[name] = [self.fields(row, fields, "Count") for row in found[: self.conditions.value(first)]]
        return made

    # -- search

    def search(self, query: Search) -> Object:
        """What some words find."""
        kinds, first = self.conditions.several(query.kinds), self.conditions.value(query.first)
        among = [thing.id for thing in self.shown.things("Node") if kinds is None or thing.kind in kinds]
        hits = search(self.shown.texts, among, str(self.conditions.value(query.text) or ""))
        made: Object = {}
        for name, part in query.parts:
            match part:
                case "totalCount":
                    made[name] = len(hits)
                case "nodes":
                    made[name] = [self.hit(hit, query.fields) for hit in hits[:first]]
                case "__typename":
                    made[name] = "SearchResult"
        return made

    def hit(self, hit: Hit, wants: Sequence[EdgeWant]) -> Object:
        """The fields wanted of something that was found."""
        own = {"score": hit.score, "snippet": hit.snippet}
        return {
            want.name: own[want.prop]
            if isinstance(want, Get)
            else self.field(self.shown[hit.id], want, "SearchHit", "Node", None)
            for want in wants
        }


def _case(row: Row) -> Thing:
    case = row.node if isinstance(row, EdgeRow) else row.case if isinstance(row, SuitRow) else row
    assert isinstance(case, Thing)
    return case


def _page_info(page: PageOfRows[Any], what: str) -> Any:
    match what:
        case "hasNextPage":
            return page.more_after
        case "hasPreviousPage":
            return page.more_before
        case "startCursor":
            return page.rows[0][1] if page.rows else None
        case "endCursor":
            return page.rows[-1][1] if page.rows else None
    return "PageInfo"


def got(row: Row, prop: str) -> Any:
    """The value of a property of a row: a scalar, None, or a list where it may have many."""
    match row:
        case Thing():
            return _shown(row, prop)
        case EdgeRow(_, link):
            return _shown(link, prop)
        case StateRow(state, _):
            return state.on
        case SuitRow(_, _, path):
            return path is not None and path.stake
        case Path():
            open = {"since": ALWAYS, "until": NEVER}
            value = len(row.steps) if prop == "depth" else getattr(row, prop)
            return None if value == open.get(prop) else value
        case Holding():
            return getattr(row, prop)


def _shown(of: Thing | Link, prop: str) -> Any:
    props = KINDS[of.kind].props if isinstance(of, Thing) else EDGES[of.type].props
    have = values(of, prop)
    return have if prop in props and props[prop].many else have[0] if have else None
