"""Filters and orders: from the coerced arguments `where` and `orderBy` to the conditions and orders of a query value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from api.graphql.arguments import Lifted
from api.graphql.bindings import Check, Leaf, Variables, anything, first_day, ids_of, last_day, otherwise, plain, terms_of
from api.graphql.errors import BAD_ARGUMENT, refusal
from api.graphql.faces import INPUTS
from api.graphql.meanings import IdIs, Logic, NodeIs, PropIs, SortKey, StatusIs, TermLink, ThingLink
from graph.dates import PartialDate
from graph.ontology import SCHEME_OF, SCHEMES, Prop
from graph.query import (
    All,
    AnyOf,
    Compare,
    Condition,
    Linked,
    LinkIs,
    Not,
    Order,
    StateIs,
    TermIs,
    Value,
    Var,
    Within,
)

_Op = Literal["is", "not", "lt", "lte", "gt", "gte", "contains", "starts", "exists"]

OPERATORS: dict[str, _Op] = {
    "is": "is",
    "not": "not",
    "contains": "contains",
    "startsWith": "starts",
    "from": "gte",
    "to": "lte",
    "before": "lt",
    "after": "gt",
    "lt": "lt",
    "lte": "lte",
    "gt": "gt",
    "gte": "gte",
    "exists": "exists",
}
"""The operators of the scalar filters, as `Compare` calls them."""

_DAYS: dict[str, Check] = {"to": last_day, "after": last_day, "exists": anything}
"""Which day of a month or a year an operator means; of the others, the first."""

Bind = Callable[[Leaf, Check], Var]
"""Makes a `Var` for a leaf of the argument at hand."""


class Conditions:
    """Builds the conditions of one argument; `bind` makes the `Var`s of its leaves."""

    def __init__(self, bind: Bind, variables: Variables) -> None:
        self.bind = bind
        self.variables = variables

    def where(self, type_name: str, given: Lifted) -> Condition | None:
        """The condition that a filter of this input type stands for; None where it asks nothing."""
        return _all(list(self._parts(type_name, given)))

    def edge_where(self, type_name: str, given: Lifted) -> tuple[Condition | None, Condition | None]:
        """The conditions on the thing and on the edge to it."""
        edge: list[Condition] = []
        node: list[Condition] = []
        for name, value in _given(given):
            asks = INPUTS[type_name].fields[name].asks
            if isinstance(asks, NodeIs):
                node += self._node(INPUTS[type_name].fields[name].type, asks, value)
            elif isinstance(asks, PropIs):
                edge += self._prop(asks.prop, value)
        return _all(node), _all(edge)

    def _parts(self, type_name: str, given: Lifted) -> list[Condition]:
        parts: list[Condition] = []
        for name, value in _given(given):
            field = INPUTS[type_name].fields[name]
            match field.asks:
                case Logic("and"):
                    for each in value:
                        parts += self._parts(type_name, each)
                case Logic("or"):
                    parts.append(AnyOf(tuple(self.where(type_name, each) or All(()) for each in value)))
                case Logic("not"):
                    parts.append(Not(self.where(type_name, value) or All(())))
                case IdIs(kind, prop):
                    parts += self._id(kind, prop, value)
                case PropIs(prop=made):
                    parts += self._prop(made, value)
                case TermLink(relation):
                    schemes = (relation.scheme,) if relation.scheme else tuple(SCHEMES)
                    for operator, leaf, exactly in self._terms(value):
                        bound = self.bind(leaf, terms_of(*schemes))
                        parts.append(LinkIs(relation.name, bound, exactly, operator == "not"))
                case ThingLink(relation, many=False):
                    parts.append(Linked(relation.name, "some", self.where(field.type, value)))
                case ThingLink(relation):
                    parts += self._linked(field.type, relation.name, value, field.asks.edge_where)
                case StatusIs(relation):
                    parts += self._status(relation.scheme or "status", value)
        return parts

    def _linked(self, list_type: str, relation: str, given: Lifted, on_edges: bool) -> list[Condition]:
        parts: list[Condition] = []
        leaves = dict(_given(given))
        for quantifier in ("some", "none", "every"):
            if quantifier not in leaves:
                continue
            inner = INPUTS[list_type].fields[quantifier].type
            if on_edges:
                where, on_edge = self.edge_where(inner, leaves[quantifier])
            else:
                where, on_edge = self.where(inner, leaves[quantifier]), None
            parts.append(Linked(relation, quantifier, where, on_edge, self._bound(leaves, "asOf", first_day, None)))
        return parts

    def _id(self, kind: str, prop: str, given: Lifted) -> list[Condition]:
        check = ids_of(kind) if prop == "id" else terms_of(*SCHEMES)
        parts: list[Condition] = []
        for name, leaf in _given(given):
            bound = self.bind(leaf, check)
            parts.append(Within(bound) if name == "within" else Compare(prop, name, bound))  # type: ignore[arg-type]
        return parts

    def _prop(self, prop: Prop, given: Lifted) -> list[Condition]:
        if prop.scheme:
            return [
                TermIs(prop.name, prop.scheme, self.bind(leaf, terms_of(prop.scheme)), exactly, operator == "not")
                for operator, leaf, exactly in self._terms(given)
            ]
        dated = prop.type is PartialDate
        return [
            Compare(prop.name, OPERATORS[name], self.bind(leaf, _DAYS.get(name, first_day) if dated else anything))
            for name, leaf in _given(given)
        ]

    def _node(self, input_name: str, asks: NodeIs, given: Lifted) -> list[Condition]:
        if input_name != "TermFilter":
            return self._parts(input_name, given)
        scheme = SCHEME_OF.get(asks.kind)
        leaves = dict(_given(given))
        exactly = "exactly" in leaves and leaves["exactly"].get(self.variables)
        parts: list[Condition] = []
        operators: tuple[Literal["is", "not"], ...] = ("is", "not")
        for operator in operators:
            if operator in leaves:
                bound = self.bind(leaves[operator], terms_of(*((scheme,) if scheme else SCHEMES)))
                # the row is the term itself: it is one of these, or one of these is above it
                itself, above = Compare("term", operator, bound), LinkIs("broader", bound, negated=operator == "not")
                both: tuple[Condition, ...] = (itself,) if exactly else (itself, above)
                parts.append(All(both) if operator == "not" else AnyOf(both))
        return parts

    def _status(self, scheme: str, given: Lifted) -> list[Condition]:
        leaves = dict(_given(given))
        if "is" not in leaves:
            return []
        return [
            StateIs(
                self.bind(leaves["is"], terms_of(scheme)),
                self._bound(leaves, "exactly", otherwise(False), False),
                self._bound(leaves, "asOf", first_day, None),
            )
        ]

    def _terms(self, given: Lifted) -> list[tuple[str, Leaf, Value]]:
        """The parts of a term filter: operator, the terms, and whether narrower ones are left out."""
        leaves = dict(_given(given))
        return [
            (name, leaves[name], self._bound(leaves, "exactly", otherwise(False), False))
            for name in ("is", "not")
            if name in leaves
        ]

    def _bound(self, leaves: Mapping[str, Leaf], name: str, check: Check, default: Value) -> Value:
        """A `Var` for a part of a filter if it is given; else the default."""
        return self.bind(leaves[name], check) if name in leaves else default


def orders(type_name: str, given: Lifted, path: str, variables: Variables) -> tuple[Order, ...]:
    """The order that a list of order objects stands for; each has one key."""
    made: list[Order] = []
    for index, each in enumerate(given if isinstance(given, list) else []):
        keys = [(name, leaf) for name, leaf in _given(each) if leaf.get(variables) is not None]
        if len(keys) != 1:
            found = f"{len(keys)} keys in one object: {', '.join(name for name, _ in keys)}" if keys else "no key"
            hint = "write one key an object, in their order: [{filedOn: DESC}, {name: ASC}]"
            raise refusal(BAD_ARGUMENT, found, hint, f"{path}[{index}]")
        ((name, leaf),) = keys
        asks = INPUTS[type_name].fields[name].asks
        assert isinstance(asks, SortKey)
        made.append(Order(asks.prop, plain(leaf.get(variables)), asks.on_edge))
    return tuple(made)


def _given(value: Lifted) -> list[tuple[str, Any]]:
    """The keys of an input object that are not null."""
    return [(name, inner) for name, inner in value.items() if inner is not None] if isinstance(value, dict) else []


def _all(parts: list[Condition]) -> Condition | None:
    return None if not parts else parts[0] if len(parts) == 1 else All(tuple(parts))
