"""The parts of the GraphQL schema as plain data, each with what it means in the ontology.

`faces.py` and `filters.py` make them, `types.py` turns them into strawberry's classes, `compile.py` and `conditions.py` read
them to turn a query into a query value. A type is written as in SDL: `[Case!]!`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from graph.ontology import Prop, Relation

# ---------------------------------------------------------------------------------------------------------------------
# What a field means


@dataclass(frozen=True, slots=True)
class Value:
    """A property of the row, by its name in the ontology."""

    prop: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of the row.

    `columns` is the edge type whose fields a page or list of edges hands out. `edge_where`: the filter asks of the edge too.
    """

    relation: Relation
    columns: str | None = None
    edge_where: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The place of a quote, made of `start` and `end`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a connection, of one of its edges, of a page's place, or of an event."""

    name: Literal["totalCount", "nodes", "edges", "pageInfo", "cursor", "node", "place", "counts", "reached"]


@dataclass(frozen=True, slots=True)
class Root:
    """A field of the query itself: one thing, a term, a connection over all of a kind, a search; things by id, what surrounds one, paths;
    the graph as a whole, and records of its log. Or one of the subscription: what comes to the log is followed."""

    how: Literal["one", "term", "list", "search", "many", "around", "paths", "overview", "records", "follow"]
    kind: str


Means = Value | Link | Span | Part | Root


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field; `default` None means that there is none."""

    name: str
    type: str
    doc: str
    default: Any = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an object type or an interface."""

    name: str
    type: str
    doc: str
    means: Means
    args: tuple[Argument, ...] = ()

    @property
    def named_type(self) -> str:
        """The type without lists and marks: `[Case!]!` gives `Case`."""
        return self.type.strip("[!]")

    def argument(self, name: str) -> Argument | None:
        """The argument of this name, where the field has one."""
        return next((made for made in self.args if made.name == name), None)


@dataclass(frozen=True, slots=True)
class ObjectType:
    """An object type, or an interface if `abstract`."""

    name: str
    doc: str
    fields: dict[str, Field]
    interfaces: tuple[str, ...] = ()
    abstract: bool = False


# ---------------------------------------------------------------------------------------------------------------------
# What a field of a filter or of an order means


@dataclass(frozen=True, slots=True)
class Logic:
    """`and`, `or`, `not`."""

    name: Literal["and", "or", "not"]


@dataclass(frozen=True, slots=True)
class IdIs:
    """The row's own id. `prop` is `term` for terms."""

    kind: str
    prop: str = "id"


@dataclass(frozen=True, slots=True)
class PropIs:
    """A property of the row, or of the edge."""

    prop: Prop


@dataclass(frozen=True, slots=True)
class TermLink:
    """A relation to terms."""

    relation: Relation


@dataclass(frozen=True, slots=True)
class ThingLink:
    """A relation to things; `many` where it leads to several and asks for `some`, `none`, `every`."""

    relation: Relation
    many: bool
    edge_where: bool


@dataclass(frozen=True, slots=True)
class StatusIs:
    """The status as of a day."""

    relation: Relation


@dataclass(frozen=True, slots=True)
class NodeIs:
    """The thing at the end of the edge."""

    kind: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A leaf of a filter: `is`, `from`, `some` and so on, read by whoever reads the filter as a whole."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """A key of an order: a property of the row, or of the edge."""

    prop: str
    on_edge: bool = False


Asks = Logic | IdIs | PropIs | TermLink | ThingLink | StatusIs | NodeIs | Operator | SortKey


@dataclass(frozen=True, slots=True)
class InputField:
    """A field of an input type."""

    name: str
    type: str
    doc: str
    asks: Asks = field(default_factory=Operator)
    default: Any = None


@dataclass(frozen=True, slots=True)
class InputType:
    """An input type."""

    name: str
    doc: str
    fields: dict[str, InputField]
