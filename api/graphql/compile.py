"""From the text of an operation to query values: one for each root field.

Values of arguments become `Var`s, so that the query value of a text is the same whatever is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, GraphQLError, GraphQLSchema, SelectionSetNode

from api.graphql.arguments import Arguments, Lifted
from api.graphql.bindings import (
    Asked,
    Binder,
    Bound,
    Check,
    Leaf,
    Variables,
    anything,
    counts_size,
    first_day,
    known_terms,
    otherwise,
    page_size,
    plain,
    thing,
)
from api.graphql.conditions import Conditions, orders
from api.graphql.errors import BAD_ARGUMENT, UNKNOWN_TERM, placed, refusal
from api.graphql.events import follow_query
from api.graphql.faces import OBJECTS
from api.graphql.kinds import INTERFACES, THINGS
from api.graphql.limits import fields_of, too_many_fields
from api.graphql.meanings import Field, Link, Part, Root, Span, Value
from api.graphql.rows import TYPE_KEY
from api.graphql.selections import Selections, Sets, sets_of
from api.graphql.told import COUNTED, FieldNamed, facets, records_query
from api.graphql.walks import around_query, connect_query, many_query
from graph.errors import did_you_mean
from graph.ontology import SCHEMES, Arity, Relation
from graph.query import (
    Counts,
    Cursor,
    EdgeList,
    Edges,
    EdgeWant,
    Find,
    Get,
    Group,
    ListAll,
    Many,
    NodeOf,
    Nodes,
    One,
    Overview,
    Page,
    PageInfo,
    Query,
    Reached,
    Search,
    Select,
    Shape,
    Total,
    TypeName,
    Want,
)
from graph.query import Part as QueryPart
from graph.query import Value as QueryValue


@dataclass(frozen=True, slots=True)
class RootPlan:
    """The query of one root field, what is bound in it, and what to say where it finds nothing.

    `missing`: the kind and the bound id that was asked for, or the bound ids of which each has its own answer; None where nothing
    found is an answer. `known_at`: the revision of which it is asked; None where none is given.
    """

    key: str
    nodes: tuple[FieldNode, ...]
    query: Query
    bounds: tuple[Bound, ...]
    nullable: bool = True
    missing: tuple[str, Bound] | None = None
    known_at: Bound | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """`__typename` at the root."""

    key: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A root field that cannot be compiled as it was put: the error that it answers with."""

    key: str
    nodes: tuple[FieldNode, ...]
    error: GraphQLError
    nullable: bool


Planned = RootPlan | Typed | Refused


class Compiler:
    """Compiles the root fields of one operation.

    Args:
        schema: graphql-core's schema.
        fragments: the fragments of the document by name.
        variables: the coerced variables; only those that shape the plan are read.
        max_fields: how many fields the query of a root field may have, each type of an interface counted.
        root_type: whose fields are at the root: `Query`, or `Subscription`.
        rows_are_typed: put each row's type under `TYPE_KEY` where the schema has an interface, for graphql-core to read.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
        max_fields: int,
        root_type: str = "Query",
        *,
        rows_are_typed: bool = False,
    ) -> None:
        self.variables = variables
        self.selections = Selections(fragments, variables)
        self.arguments = Arguments(schema, variables)
        self.max_fields = max_fields
        self.root_type = root_type
        self.rows_are_typed = rows_are_typed
        self.binder = Binder()
        self.known: dict[tuple[str, tuple[int, ...]], tuple[Any, ...]] = {}
        self.named: dict[int, FieldNamed] = {}

    # -- roots

    def operation(self, selections: SelectionSetNode) -> tuple[Planned, ...]:
        """The plans of an operation's root fields, in order; what asks of the schema alone has none."""
        found = self.selections.collect(self.root_type, (selections,)).items()
        return tuple(self.root(key, nodes) for key, nodes in found if nodes[0].name.value not in ("__schema", "__type"))

    def root(self, key: str, nodes: Sequence[FieldNode]) -> Planned:
        """The plan of one root field; `nodes` are those that share its response name."""
        if nodes[0].name.value == "__typename":
            return Typed(key)
        field = OBJECTS[self.root_type].fields[nodes[0].name.value]
        nullable = not field.type.endswith("!")
        self.binder, self.known, self.named = Binder(), {}, {}
        try:
            query, missing = self._query(field, nodes)
            if fields_of(query) > self.max_fields:
                raise too_many_fields(self.max_fields)
        except GraphQLError as error:
            # kept with the plan, so made anew, without the frames that it was raised through
            kept = GraphQLError(error.message, error.nodes or [nodes[0]], extensions=error.extensions)
            return Refused(key, tuple(nodes), kept, nullable)
        bounds = tuple(self.binder.bounds.values())
        known_at = self.known_at(nodes[0])
        return RootPlan(key, tuple(nodes), query, bounds, nullable, (missing, bounds[0]) if missing else None, known_at)

    def known_at(self, node: FieldNode) -> Bound | None:
        """The revision that a root field is asked of; None where none is given."""
        leaf = self.arguments.of(node, self.root_type).get("knownAt")
        if not isinstance(leaf, Leaf):
            return None
        at = next(given for given in node.arguments or () if given.name.value == "knownAt")
        return Bound("knownAt", leaf, anything, at)

    def _query(self, field: Field, nodes: Sequence[FieldNode]) -> tuple[Query, str | None]:
        """The query of a root field, and the kind of which something must be found."""
        node, sets, given = nodes[0], sets_of(nodes), self.arguments.of(nodes[0], self.root_type)
        assert isinstance(field.means, Root)

        def bind(name: str, check: Check) -> QueryValue:
            return self.bind(node, given, name, check)

        match field.means:
            case Root("one", kind):
                by, leaf = self._named(given)
                bound = self.binder.var(node, leaf, thing if kind == "Node" else anything)
                return Find(Select(kind, shape=self.shape(kind, sets)), by, bound), kind
            case Root("term"):
                kind, scheme = self._scheme(given["scheme"])
                bound = self.binder.var(node, _leaf(given["id"]), _term_of(scheme))
                return Find(Select(kind, shape=self.shape("Concept", sets, only=kind)), "id", bound), None
            case Root("list", kind):
                if _now(given.get("scheme"), self.variables) is not None:
                    kind, _ = self._scheme(given["scheme"])
                return ListAll(self.page(field, node, given, kind), self.parts(field, sets)), None
            case Root("many", kind):
                return many_query(bind, lambda: self.shape(kind, sets)), kind
            case Root("around", kind):
                return around_query(bind, lambda: self.shape(kind, sets), thing), "Node"
            case Root("paths", kind):
                return connect_query(bind, self.first(field, node, given), self.shape(kind, sets)), None
            case Root("follow", kind):
                where_type = field.argument("where")
                where = None if where_type is None else self.conditions(node).where(where_type.type, given.get("where"))
                return follow_query(kind, where, bind, self.parts(field, sets)), None
            case Root("overview", kind):
                return Overview(self.shape(kind, sets)), None
            case Root("records", kind):
                return records_query(kind, bind, self.first(field, node, given), self.parts(field, sets)), None
            case _:
                return self._search(node, given, sets), None

    def _named(self, given: Mapping[str, Lifted]) -> tuple[str, Leaf]:
        """By which property one thing is asked for, and its value."""
        named = {name: leaf for name, leaf in given.items() if name != "knownAt" and _now(leaf, self.variables) is not None}
        if len(named) != 1:
            hint = 'such as id: "usc-18-2702" or citation: "18 U.S.C. § 2702"'
            raise refusal(BAD_ARGUMENT, "give an id or a citation, and not both", hint)
        ((name, leaf),) = named.items()
        return name, _leaf(leaf)

    def _scheme(self, given: Lifted) -> tuple[str, str]:
        """The type of the terms of a scheme, and the scheme."""
        scheme = str(_now(given, self.variables))
        if scheme not in SCHEMES:
            raise refusal(UNKNOWN_TERM, f"unknown scheme '{scheme}'", did_you_mean(scheme, SCHEMES) or f"one of {', '.join(SCHEMES)}", "scheme")
        return SCHEMES[scheme], scheme

    def _search(self, node: FieldNode, given: Mapping[str, Lifted], sets: Sets) -> Search:
        parts: list[Any] = []
        fields: tuple[EdgeWant, ...] | None = None
        for key, nodes in self.selections.collect("SearchResult", sets).items():
            name = nodes[0].name.value
            parts.append((key, name))
            if name == "nodes":
                wanted = self.wants("SearchHit", sets_of(nodes))
                if fields is not None and fields != wanted:
                    hint = "give both the same fields, or search twice"
                    raise placed(
                        refusal(BAD_ARGUMENT, "`nodes` of a search is asked twice, for different fields", hint), nodes[0]
                    )
                fields = wanted
        text = self.bind(node, given, "text", anything)
        kinds = self.bind(node, given, "kinds", otherwise(THINGS))
        return Search(text, kinds, self.first(OBJECTS["Query"].fields["search"], node, given), tuple(parts), fields or ())

    # -- arguments

    def bind(self, node: FieldNode, given: Mapping[str, Lifted], name: str, check: Check) -> QueryValue:
        """A `Var` for an argument, given or not."""
        leaf = given.get(name)
        return self.binder.var(node, leaf if isinstance(leaf, Leaf) else Leaf(name, lambda variables: None), check)

    def first(self, field: Field, node: FieldNode, given: Mapping[str, Lifted]) -> QueryValue:
        """How many rows at most; None where the field has no such argument."""
        argument = field.argument("first")
        return None if argument is None else self.bind(node, given, "first", page_size(argument.default))

    def given(
        self, node: FieldNode, given: Mapping[str, Lifted], name: str, check: Check, default: QueryValue
    ) -> QueryValue:
        """A `Var` for an argument if it is given; else the default."""
        return default if given.get(name) is None else self.bind(node, given, name, check)

    def conditions(self, node: FieldNode) -> Conditions:
        """Builds the conditions of an argument of a field."""
        return Conditions(lambda leaf, check: self.binder.var(node, leaf, check), self.variables)

    def page(self, field: Field, node: FieldNode, given: Mapping[str, Lifted], kind: str) -> Select:
        """The rows of a connection: filter, order and page."""
        conditions = self.conditions(node)
        where_type, order_type = field.argument("where"), field.argument("orderBy")
        assert where_type is not None
        assert order_type is not None
        if isinstance(field.means, Link) and field.means.edge_where:
            where, on_edge = conditions.edge_where(where_type.type, given.get("where"))
        else:
            where, on_edge = conditions.where(where_type.type, given.get("where")), None
        return Select(
            kind,
            where=where,
            on_edge=on_edge,
            order=orders(order_type.type.strip("[!]"), given.get("orderBy"), "orderBy", self.variables),
            first=self.first(field, node, given),
            after=self.given(node, given, "after", anything, None),
            as_of=self.given(node, given, "asOf", first_day, None),
            include_stakes=self.given(node, given, "includeStakes", otherwise(False), False),
            through_control=self.given(node, given, "through", _by_control, True),
            include_parts=self.given(node, given, "includeParts", otherwise(True), True),
        )

    # -- selections

    def wants(self, type_name: str, sets: Sets) -> tuple[Any, ...]:
        """The fields wanted of a row of a concrete type, or of an interface whose members need not be told apart."""
        place = type_name, tuple(map(id, sets))
        if place not in self.known:
            found = self.selections.collect(type_name, sets).items()
            self.known[place] = tuple(self.want(type_name, key, nodes) for key, nodes in found)
        return self.known[place]

    def want(self, type_name: str, key: str, nodes: Sequence[FieldNode]) -> Want | EdgeWant:
        """One field, under its response name."""
        name, sets = nodes[0].name.value, sets_of(nodes)
        if name == "__typename":
            return TypeName(key, None if type_name in INTERFACES else type_name)
        field = OBJECTS[type_name].fields[name]
        match field.means:
            case Value(prop):
                return Get(key, prop)
            case Span():
                return Group(key, self.wants("Span", sets), ("start", "end"))
            case Part("cursor"):
                return Cursor(key)
            case Part("node"):
                return NodeOf(key, self.shape(field.named_type, sets))
            case Link(relation):
                if relation.derived == "statements":
                    self.named.setdefault(id(nodes[0]), FieldNamed()).types.add(type_name)
                try:
                    return self.link(field, relation, key, nodes[0], self.arguments.of(nodes[0], type_name), sets)
                except GraphQLError as error:
                    raise placed(error, nodes[0]) from error
        raise AssertionError(f"{type_name}.{name} means nothing")

    def link(
        self, field: Field, relation: Relation, key: str, node: FieldNode, given: Mapping[str, Lifted], sets: Sets
    ) -> One | Many | Edges | Page:
        """What a relation leads to."""
        if relation.arity is Arity.PAGE:
            return Page(key, relation.name, self.page(field, node, given, relation.target), self.parts(field, sets))
        select = Select(
            relation.target,
            first=self.first(field, node, given),
            as_of=self.given(node, given, "asOf", first_day, None),
            include_stakes=self.given(node, given, "includeStakes", otherwise(False), False),
            of_prop=self.bind(node, given, "field", self.named[id(node)]) if relation.derived == "statements" else None,
            shape=Shape() if relation.arity is Arity.EDGES else self.shape(relation.target, sets),
        )
        if relation.arity is Arity.ONE:
            return One(key, relation.name, select)
        if relation.arity is Arity.LIST:
            return Many(key, relation.name, select)
        return Edges(key, relation.name, select, self.wants(field.named_type, sets))

    def parts(self, field: Field, sets: Sets) -> tuple[QueryPart, ...]:
        """The parts of a connection, or of an event."""
        connection = field.named_type
        made: list[QueryPart] = []
        for key, nodes in self.selections.collect(connection, sets).items():
            name, inner = nodes[0].name.value, sets_of(nodes)
            if name == "__typename":
                made.append(TypeName(key, connection))
                continue
            part = OBJECTS[connection].fields[name]
            match name:
                case "totalCount":
                    made.append(Total(key))
                case "cursor":
                    made.append(Reached(key))
                case "nodes":
                    made.append(Nodes(key, self.shape(part.named_type, inner)))
                case "edges":
                    made.append(EdgeList(key, self.wants(part.named_type, inner)))
                case "pageInfo":
                    made.append(PageInfo(key, self.places(inner)))
                case "counts":
                    given = self.arguments.of(nodes[0], connection)
                    by = facets(plain(_now(given["by"], self.variables)), nodes[0])
                    first = self.bind(nodes[0], given, "first", counts_size(COUNTED))
                    made.append(Counts(key, by, first, self.wants(part.named_type, inner)))
        return tuple(made)

    def places(self, sets: Sets) -> tuple[tuple[str, Any], ...]:
        """The fields of a page's place: response names, and which of the names each is."""
        return tuple((key, nodes[0].name.value) for key, nodes in self.selections.collect("PageInfo", sets).items())

    def shape(self, target: str, sets: Sets, only: str | None = None) -> Shape:
        """The fields wanted of what is found: the same for every type where the selection allows it.

        `only` is the one type that an interface's row can have here.
        """
        if target not in INTERFACES:
            return Shape(self.wants(target, sets))
        typed = (TypeName(TYPE_KEY),) if self.rows_are_typed else ()
        if only is not None or not self.selections.tells_apart(target, sets):
            return Shape(typed + self.wants(only or target, sets))
        variants = tuple((member, typed + self.wants(member, sets)) for member in INTERFACES[target])
        if all(wants == variants[0][1] for _, wants in variants):
            return Shape(variants[0][1])
        return Shape(variants=variants)


def _leaf(given: Lifted) -> Leaf:
    assert isinstance(given, Leaf)
    return given


def _now(given: Lifted, variables: Variables) -> Any:
    """The value of an argument that shapes the plan."""
    return given.get(variables) if isinstance(given, Leaf) else given


def _by_control(value: Any, path: str, asked: Asked) -> bool:
    return bool(value != "NAMED")


def _term_of(scheme: str) -> Check:
    def check(value: Any, path: str, asked: Asked) -> Any:
        known_terms((scheme,), value, path, asked)
        return f"{scheme}/{value}"

    return check
