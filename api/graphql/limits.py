"""Limits on the size of a query: depth, aliases, fields. Tokens are counted by the parser.

Fields are counted twice: in the text, with fragments spread out, before any other work is done on it; and in the query value
that it compiles to, where each concrete type of an interface counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from api.graphql.errors import SMALLER, TOO_COMPLEX, refusal
from api.settings import Settings
from graph.query import (
    Around,
    Connect,
    Counts,
    EdgeList,
    Edges,
    Find,
    FindMany,
    Follow,
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
    Query,
    Search,
    Shape,
)


class Size(NamedTuple):
    """How deep a selection is, and how many aliases and fields it has."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0


def broken_limits(document: DocumentNode, settings: Settings) -> list[GraphQLError]:
    """The limits that a document breaks.

    The depth of introspection is bounded by graphql-core's own rule and not counted here, its aliases and fields are.
    """
    fragments = {made.name.value: made for made in document.definitions if isinstance(made, FragmentDefinitionNode)}
    measure = _Measure(fragments)
    size = Size()
    for made in document.definitions:
        if isinstance(made, OperationDefinitionNode):
            size = Size(*map(max, size, measure.of(made.selection_set)))
    broken = []
    if size.depth > settings.max_depth:
        broken.append(
            refusal(TOO_COMPLEX, f"the query is {size.depth} fields deep; {settings.max_depth} are allowed", SMALLER)
        )
    if size.aliases > settings.max_aliases:
        broken.append(
            refusal(TOO_COMPLEX, f"the query has {size.aliases} aliases; {settings.max_aliases} are allowed", SMALLER)
        )
    if size.fields > settings.max_fields:
        broken.append(too_many_fields(settings.max_fields))
    return broken


def too_many_fields(allowed: int) -> GraphQLError:
    """The error for a query with too many fields."""
    return refusal(TOO_COMPLEX, f"the query has more than {allowed} fields, fragments spread out", SMALLER)


class _Measure:
    """Sizes of selections; a fragment is measured once, and counts wherever it is spread."""

    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self.fragments = fragments
        self.known: dict[str, Size] = {}

    def of(self, selections: SelectionSetNode) -> Size:
        depth = aliases = fields = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                inner = self.of(node.selection_set) if node.selection_set else Size()
                deep = 0 if node.name.value.startswith("__") else inner.depth
                found = Size(deep + 1, inner.aliases + (node.alias is not None), inner.fields + 1)
            elif isinstance(node, FragmentSpreadNode):
                found = self.fragment(node.name.value)
            else:
                assert isinstance(node, InlineFragmentNode)
                found = self.of(node.selection_set)
            depth, aliases, fields = max(depth, found.depth), aliases + found.aliases, fields + found.fields
        return Size(depth, aliases, fields)

    def fragment(self, name: str) -> Size:
        if name not in self.known:
            self.known[name] = Size()  # a cycle ends here; validation refuses it
            if name in self.fragments:
                self.known[name] = self.of(self.fragments[name].selection_set)
        return self.known[name]


def fields_of(query: Query) -> int:
    """How many fields a query value asks for, each concrete type of an interface counted."""
    counted = _Counted()
    match query:
        case Find(select):
            return counted.shape(select.shape)
        case ListAll(_, parts):
            return counted.all(parts)
        case Search(fields=fields):
            return counted.all(fields)
        case FindMany(select):
            return counted.shape(select.shape)
        case Around(shape=shape) | Connect(shape=shape) | Overview(shape=shape):
            return counted.shape(shape)
        case ListRecords(parts=parts) | Follow(parts=parts):
            return counted.all(parts)


class _Counted:
    """Numbers of fields; wants that several places share are walked once."""

    def __init__(self) -> None:
        self.known: dict[int, int] = {}

    def all(self, wants: Sequence[object]) -> int:
        if id(wants) not in self.known:
            self.known[id(wants)] = sum(1 + self.within(want) for want in wants)
        return self.known[id(wants)]

    def shape(self, shape: Shape) -> int:
        return self.all(shape.fields) + sum(self.all(wants) for _, wants in shape.variants)

    def within(self, want: object) -> int:
        match want:
            case One(select=select) | Many(select=select):
                return self.shape(select.shape)
            case Nodes(shape=shape) | NodeOf(shape=shape):
                return self.shape(shape)
            case Group(fields=fields) | Edges(fields=fields) | EdgeList(fields=fields) | PageInfo(fields=fields) | Counts(fields=fields):
                return len(fields) if isinstance(want, PageInfo) else self.all(fields)
            case Page(parts=parts):
                return self.all(parts)
        return 0
