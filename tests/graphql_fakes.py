"""The store that the tests of the GraphQL door ask: it answers any query value with rows made up from its shape.

It records what it is asked, and refuses a query that names what the ontology does not have or binds less than it needs. Its
rows are the same for the same query, hold every kind in turn, and nulls where the ontology allows them, so that what reads
them is tried on all of it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any, Self

import pytest

from api.graphql.kinds import INTERFACES
from api.graphql.schema import Schema
from api.settings import Settings
from graph.dates import PartialDate
from graph.errors import BadCursor
from graph.facets import FACETS
from graph.facts import Batch, Loaded
from graph.ontology import EDGES, KINDS, RECORDS, SCHEMES, Prop, props_of, relations_of
from graph.query import (
    All,
    AnyOf,
    Around,
    Compare,
    Condition,
    Connect,
    Constant,
    Counts,
    Cursor,
    EdgeList,
    Edges,
    Find,
    FindMany,
    Get,
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
    StateIs,
    TermIs,
    Total,
    TypeName,
    Var,
    Within,
)
from graph.store import Revision, Said

PATIENT = Settings(max_seconds=300)
"""For stores that take their time over what is asked for the first time."""

SHARED = Path(os.environ.get("DOCKETGRAPH_SHARED") or Path(__file__).parent.parent.parent / "shared")

SAMPLES: dict[type, list[Any]] = {
    PartialDate: ["2025-01-21", "2025-01", "2025"],
    str: ['De La Torre "et al." v. LinkedIn', "§ 2702 \\ naïve \n\t\x7f \U0001f4dc", ""],
    int: [0, 7, 2_000_000_000],
    float: [0.5, 27.0, 1e9],
    bool: [True, False],
    object: ["2025-01-21", 7, 0.5, True],
}


class EveryTerm(dict[str, Any]):
    """A vocabulary of one's own: whatever does not begin with `no_`."""

    def __contains__(self, term: object) -> bool:
        return not str(term).startswith("no_") and str(term) != "private_mesages"

    def __iter__(self) -> Iterator[str]:
        return iter(("private_messages", "training", "email"))


TERMS = {scheme: EveryTerm() for scheme in SCHEMES}


class FakeStore:
    """Makes up an answer for every query, and remembers the queries with what was bound."""

    def __init__(self) -> None:
        self.asked: list[tuple[Query, Mapping[str, Any]]] = []

    def select(self, query: Query, bindings: Mapping[str, Any] | None = None, *, seconds: float | None = None) -> bytes:
        bindings = bindings or {}
        self.asked.append((query, bindings))
        assert set(variables_of(query)) == set(bindings)
        hash(query)
        match query:
            case Find(select, by, value):
                assert by == "id" or by in props_of(select.kind)
                if str(value_of(value, bindings)).startswith("nothing"):
                    return b"null"
                row: Any = self.row(select.kind, select.shape, 0)
            case ListAll(select, parts):
                check_select(select)
                row = self.page(select, parts, bindings, None)
            case Search():
                hits = [{want.name: self.hit(want, place) for want in query.fields} for place in range(len(KINDS))]
                named = {"totalCount": len(hits), "nodes": hits, "__typename": "SearchResult"}
                row = {name: named[part] for name, part in query.parts}
            case FindMany(select, ids):
                asked = value_of(ids, bindings)
                row = [None if id.startswith("nothing") else self.row("Node", select.shape, n) for n, id in enumerate(asked)]
            case Around(id=id, shape=shape):
                row = None if value_of(id, bindings).startswith("nothing") else self.row("Neighbourhood", shape, 0)
            case ListRecords(select, parts):
                row = self.page(select, parts, bindings, None, select.kind)
            case Overview(shape):
                row = self.row("Graph", shape, 0)
            case Connect(shape=shape):
                row = [self.row("Path", shape, place) for place in range(2)]
        return json.dumps(row, separators=(",", ":"), ensure_ascii=False).encode()

    def hit(self, want: Any, place: int) -> Any:
        match want:
            case Get(_, prop):
                return {"score": 0.5, "snippet": "a «snippet»" if place % 2 else None}[prop]
            case TypeName(_, fixed):
                return fixed
            case NodeOf(_, shape):
                return self.row("Node", shape, place)
        raise AssertionError(want)

    def row(self, kind: str, shape: Shape, place: int) -> dict[str, Any]:
        members = INTERFACES.get(kind, (kind,))
        concrete = members[place % len(members)]
        fields = dict(shape.variants).get(concrete, ()) if shape.variants else shape.fields
        return {want.name: self.want(concrete, want, place) for want in fields}

    def want(self, kind: str, want: Any, place: int) -> Any:
        match want:
            case Get(_, "id" | "term"):
                return f"{kind.lower()}-{place}"
            case Get(_, name):
                return scalar(props_of(kind)[name], place)
            case TypeName(_, fixed):
                return fixed or kind
            case Constant(_, value):
                return value
            case Group(_, fields):
                whole = {each.name: each.fixed if isinstance(each, TypeName) else place + 1 for each in fields}
                return whole if place % 2 == 0 else None
            case One(_, name, select):
                relation = relation_of(kind, name, select)
                there = relation.required or (place + len(name)) % 3
                return self.row(relation.target, select.shape, place) if there else None
            case Many(_, name, select):
                # asked of any term, `broader` leads to any; of an act it leads to acts
                target = relation_of(kind, name, select).target
                return [self.row(target, select.shape, place + more) for more in range((place + 1) % 4)]
            case Edges(_, name, select, fields):
                return [self.edge(kind, name, select, fields, place + more) for more in range(2)]
            case Page(_, name, select, parts):
                check_select(select, relation_of(kind, name, select).edge)
                return self.page(select, parts, {}, name, kind)
        raise AssertionError(want)

    def edge(self, kind: str, name: str | None, select: Select, fields: Sequence[Any], place: int) -> dict[str, Any]:
        """An edge of a relation of a kind; of no relation, a place in a list of everything."""
        edge = relations_of(kind)[name].edge if name else None
        made: dict[str, Any] = {}
        for want in fields:
            match want:
                case NodeOf(_, shape):
                    made[want.name] = self.row(select.kind, shape, place)
                case Cursor():
                    made[want.name] = f"cursor-{place}"
                case Get(_, prop) if name != "suits":
                    made[want.name] = scalar(EDGES[edge or ""].props[prop], place)
                case _:
                    made[want.name] = self.want("Suit" if name == "suits" else kind, want, place)
        return made

    def page(
        self, select: Select, parts: Sequence[Any], bindings: Mapping[str, Any], name: str | None, kind: str = ""
    ) -> dict[str, Any]:
        if value_of(select.after, bindings) == "foreign":
            raise BadCursor("this cursor was not given out here", "begin again without `after`")
        made: dict[str, Any] = {}
        for part in parts:
            match part:
                case Total(key):
                    made[key] = 3
                case Nodes(key, shape):
                    made[key] = [self.row(select.kind, shape, place) for place in range(3)]
                case EdgeList(key, fields):
                    made[key] = [self.edge(kind, name, select, fields, place) for place in range(3)]
                case PageInfo(key, places):
                    values = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": "a", "endCursor": None}
                    made[key] = {each: values.get(what, "PageInfo") for each, what in places}
                case TypeName(key, fixed):
                    made[key] = fixed
                case Counts(key, by, _, fields):
                    assert set(by) <= set(FACETS)
                    made[key] = [{want.name: self.want("Count", want, place) for want in fields} for place in range(2)]
        return made

    def has(self, kind: str, ids: Sequence[str]) -> set[str]:
        return {each for each in ids if not each.startswith("nothing")}

    def nearest(self, kind: str, word: str) -> str | None:
        return "linkedin" if "linked" in word else None

    def load(self, batches: Iterable[Batch], loader: str = "") -> Loaded:
        raise NotImplementedError

    def log(self, subjects: Sequence[str] | None = None) -> Iterator[Said]:
        return iter(())

    def explain(self, query: Query, bindings: Mapping[str, Any] | None = None) -> list[str]:
        return []

    def revision(self, *, exact: bool = True) -> int:
        return 1

    def at(self, revision: int, *, seconds: float | None = None) -> Self:
        return self

    def reading(self) -> AbstractContextManager[None]:
        return nullcontext()

    def origins(self) -> set[str]:
        return set()

    def holds(self, origin: str, digest: str) -> bool:
        return False

    def revisions(self) -> list[Revision]:
        return [Revision(1, "2026-01-01T00:00:00Z", "test")]

    def counts(self) -> dict[str, int]:
        return {}

    def close(self) -> None:
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def scalar(prop: Prop, place: int) -> Any:
    """A value of a property, null now and then where it may be."""
    choices = SAMPLES[prop.type]
    chosen = choices[(zlib.crc32(prop.name.encode()) + place) % len(choices)]
    if prop.many:
        return [chosen] * (place % 3)
    return chosen if prop.required or (len(prop.name) + place) % 4 else None


def value_of(value: Any, bindings: Mapping[str, Any]) -> Any:
    return bindings.get(value.name) if isinstance(value, Var) else value


# ---------------------------------------------------------------------------------------------------------------------
# What a store may rely on


def variables_of(part: Any) -> Iterator[str]:
    """The names of the `Var`s in a query."""
    if isinstance(part, Var):
        yield part.name
    elif isinstance(part, tuple):
        for each in part:
            yield from variables_of(each)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from variables_of(getattr(part, field.name))


def relation_of(kind: str, name: str, select: Select) -> Any:
    """The relation that a want follows; it leads to what is selected."""
    if name == "evidence" and kind not in RECORDS:
        assert select.kind == "Evidence"
        return next(relation for relation in relations_of("Case").values() if relation.name == "evidence")
    relation = relations_of(kind)[name]
    assert relation.target == select.kind or select.kind in INTERFACES
    return relation


def check_select(select: Select, edge: str | None = None) -> None:
    """Orders and conditions name properties and relations that are there."""
    for order in select.order:
        assert order.prop in (EDGES[edge or ""].props if order.on_edge else props_of(select.kind).keys() | {"id"})
    check_condition(select.where, select.kind)
    check_condition(select.on_edge, select.kind, EDGES[edge].props if edge else {})


def check_condition(where: Condition | None, kind: str, edge_props: Mapping[str, Prop] | None = None) -> None:
    props = props_of(kind) if edge_props is None else edge_props
    match where:
        case All(parts) | AnyOf(parts):
            for part in parts:
                check_condition(part, kind, edge_props)
        case Not(part):
            check_condition(part, kind, edge_props)
        case Compare(prop, op):
            assert prop in props or (prop == "id" and edge_props is None)
            assert op in ("is", "not", "exists") or prop in props
        case TermIs(prop, scheme):
            assert props[prop].scheme == scheme
        case LinkIs(name):
            assert name in relations_of(kind)
        case StateIs():
            assert relations_of(kind)["status"].derived == "status"
        case Within():
            assert "part_of" in relations_of(kind)
        case Linked(name, _, inner, on_edge):
            relation = relations_of(kind)[name]
            check_condition(inner, relation.target)
            check_condition(on_edge, kind, EDGES[relation.edge or ""].props)


# ---------------------------------------------------------------------------------------------------------------------
# Helpers


def make_schema(**settings: Any) -> tuple[Schema, FakeStore]:
    """A schema over a fake store; the usual one is made once, and handed out with its caches empty."""
    schema = Schema(FakeStore(), Settings(**settings), TERMS) if settings else _usual_schema()
    schema.operations.recent.held.clear()
    schema.operations.planned.held.clear()
    store = schema.executor.asked.store
    assert isinstance(store, FakeStore)
    store.asked.clear()
    return schema, store


@cache
def _usual_schema() -> Schema:
    return Schema(FakeStore(), terms=TERMS)


def answers(schema: Schema, text: str, variables: Mapping[str, Any] | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the compiled way and graphql-core answer, as JSON values."""
    operation = schema.operations.get(text, None)
    compiled = schema.executor.answer(operation, variables).json()
    by_core = schema.executor.answer(operation, variables, by_core=True).json()
    return json.loads(compiled), json.loads(by_core)


def data_of(schema: Schema, text: str, variables: Mapping[str, Any] | None = None) -> Any:
    """The data of an answer that has no errors, and that graphql-core gives too, to the order of its keys."""
    compiled, by_core = answers(schema, text, variables)
    assert "errors" not in compiled, compiled["errors"]
    assert json.dumps(compiled) == json.dumps(by_core)
    return compiled["data"]


def contract(name: str) -> str:
    """The text of a contract document, such as `01`; skips where the contract is not at hand."""
    found = sorted((SHARED / "contract").glob(f"{name}-*.graphql"))
    if not found:
        pytest.skip(f"no contract document {name} under {SHARED}: set DOCKETGRAPH_SHARED")
    return found[0].read_text(encoding="utf-8")
