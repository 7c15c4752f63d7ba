"""Makes GraphQL queries at random from a schema: valid ones, with all that the language has for selections.

Aliases, merged fields, fragments named and in place, on types and on interfaces, `__typename`, `@skip` and `@include` by
literal and by variable, arguments as literals, as variables, and as literals with variables inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
)

from graph.ontology import SCHEMES

TEXTS = ["linkedin", "private_messages", "5:25-cv-00709", 'a "quoted" one', "naïve § \\ \U0001f4dc", ""]
DATES = ["2025-01-21", "2025-01", "2025", "2016-12-08"]


@dataclass
class Made:
    """A query, and two sets of values for its variables."""

    text: str
    variables: tuple[dict[str, Any], dict[str, Any]]


@dataclass
class Maker:
    """Makes one query.

    `ids`: of things, by the type of the field that hands one out. `texts`: values of other ids and texts. `left_out`: names of
    arguments that are never given.
    """

    schema: GraphQLSchema
    random: Random
    ids: Mapping[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=lambda: TEXTS)
    left_out: frozenset[str] = frozenset()
    declared: dict[str, tuple[str, Any, Any]] = field(default_factory=dict)
    fragments: dict[str, tuple[str, str]] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    aliases: int = 0

    def make(self) -> Made:
        """The query: one to three root fields, and whatever they take."""
        query = self.schema.query_type
        assert query is not None
        body = self.selection(query, 0, at_most=3)
        spread = "".join(f"\nfragment {name} on {of} {text}" for name, (of, text) in self.fragments.items())
        head = ", ".join(f"${name}: {type_}" for name, (type_, _, _) in self.declared.items())
        text = f"query Made{f'({head})' if head else ''} {body}{spread}"
        first, second = (
            {name: each[which] for name, each in self.declared.items() if each[which] is not ...} for which in (1, 2)
        )
        return Made(text, (first, second))

    # -- selections

    def selection(self, of: GraphQLNamedType, depth: int, at_most: int = 4) -> str:
        """A selection on an object type or an interface."""
        parts = [self.part(of, depth) for _ in range(self.random.randint(1, max(1, at_most - depth // 2)))]
        return "{ " + " ".join(parts) + " }"

    def part(self, of: GraphQLNamedType, depth: int) -> str:
        assert isinstance(of, GraphQLObjectType | GraphQLInterfaceType)
        is_root = of is self.schema.query_type
        chance = self.random.random()
        if chance < 0.08:
            return f"{self.alias() if self.random.random() < 0.3 else ''}__typename{self.directive()}"
        if chance < 0.2 and depth < 4:
            inner = self.near(of)
            return f"... on {inner.name}{self.directive()} {self.selection(inner, depth, 3)}"
        if chance < 0.24 and depth < 4:
            return f"...{self.directive()} {self.selection(of, depth, 2)}"
        if chance < 0.34 and depth < 4:
            return f"...{self.fragment(of, depth)}{self.directive()}"
        fields = [
            (name, made)
            for name, made in of.fields.items()
            if depth < 4 or not isinstance(get_named_type(made.type), GraphQLObjectType | GraphQLInterfaceType)
        ]
        if not fields:
            return "__typename"
        # things are asked for oftener than scalars, or queries stay flat
        composite = [
            each for each in fields if isinstance(get_named_type(each[1].type), GraphQLObjectType | GraphQLInterfaceType)
        ]
        name, made = self.random.choice(composite if composite and self.random.random() < 0.5 else fields)
        return self.field(of, name, made, depth, aliased=is_root or self.random.random() < 0.25)

    def field(self, of: GraphQLNamedType, name: str, made: GraphQLField, depth: int, *, aliased: bool) -> str:
        aliased = aliased or name == "statements"
        alias = self.alias() if aliased else ""
        if name == "statements":
            arguments = f"(field: {literal(self.random.choice(self.properties(of)))})"
        elif aliased:
            arguments = self.arguments(name, made)
        else:
            # what is merged must have been given the same arguments
            place = name, ", ".join(f"{key}: {each.type}" for key, each in made.args.items())
            if place not in self.said:
                self.said[place] = self.arguments(name, made)
            arguments = self.said[place]
        inner = get_named_type(made.type)
        below = f" {self.selection(inner, depth + 1)}" if isinstance(inner, GraphQLObjectType | GraphQLInterfaceType) else ""
        return f"{alias}{name}{arguments}{self.directive()}{below}"

    def properties(self, of: GraphQLNamedType) -> list[str]:
        """The properties that a row of a type may have."""
        types = self.schema.get_possible_types(of) if isinstance(of, GraphQLInterfaceType) else [of]
        return [
            name
            for each in types
            if isinstance(each, GraphQLObjectType)
            for name, made in each.fields.items()
            if name != "id" and is_leaf_type(get_named_type(made.type))
        ]

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}: "

    def near(self, of: GraphQLNamedType) -> GraphQLNamedType:
        """The type itself, an interface that it has, or a type that has it."""
        near: list[GraphQLNamedType] = [of]
        if isinstance(of, GraphQLInterfaceType):
            near += self.schema.get_possible_types(of)
        if isinstance(of, GraphQLObjectType | GraphQLInterfaceType):
            near += of.interfaces
        return self.random.choice(near)

    def fragment(self, of: GraphQLNamedType, depth: int) -> str:
        """The name of a fragment that can be spread here: one from before, or a new one."""
        names = {each.name for each in (of, *(of.interfaces if isinstance(of, GraphQLObjectType) else ()))}
        known = [name for name, (on, text) in self.fragments.items() if on in names and text]
        if known and self.random.random() < 0.5:
            return self.random.choice(known)
        inner, name = self.near(of), f"F{len(self.fragments)}"
        self.fragments[name] = (inner.name, "")  # empty while it is made, so that nothing within spreads it
        self.fragments[name] = (inner.name, self.selection(inner, depth + 1, 3))
        return name

    def directive(self) -> str:
        if self.random.random() > 0.12:
            return ""
        flag = self.random.choice(["true", "false", None])
        if flag is None:
            flag = "$" + self.declare("Boolean!", self.random.random() < 0.5, self.random.random() < 0.5)
        return f" @{self.random.choice(['skip', 'include'])}(if: {flag})"

    # -- arguments

    def arguments(self, name: str, made: GraphQLField) -> str:
        given = []
        one_of = self.random.choice(["id", "citation"]) if name == "statute" else None
        for argument, each in made.args.items():
            if argument in self.left_out:
                continue
            needed = isinstance(each.type, GraphQLNonNull) and argument not in ("through", "at")
            if one_of is not None:
                needed = argument == one_of
                if not needed:
                    continue
            if needed or self.random.random() < 0.35:
                known = get_named_type(made.type).name if argument == "id" else argument
                given.append(f"{argument}: {self.given(each.type, known)}")
        return f"({', '.join(given)})" if given else ""

    def given(self, type_: GraphQLInputType, name: str) -> str:
        """An argument's value: a literal, or a variable with two values."""
        values = [self.value(type_, name, 0) for _ in range(2)]
        if self.random.random() < 0.35:
            optional = not isinstance(type_, GraphQLNonNull)
            first, second = (... if optional and self.random.random() < 0.15 else each for each in values)
            declared = str(type_)
            if optional and self.random.random() < 0.3:
                declared += f" = {literal(self.value(type_, name, 0))}"
            return "$" + self.declare(declared, first, second)
        return literal(values[0]) if self.random.random() < 0.6 else self.mixed(values[0], type_, name)

    def mixed(self, value: Any, type_: GraphQLInputType, name: str) -> str:
        """A literal with a variable somewhere in it."""
        type_ = get_nullable_type(type_)  # type: ignore[assignment]
        if isinstance(type_, GraphQLInputObjectType) and isinstance(value, dict) and value:
            inner = {
                key: self.mixed(each, type_.fields[key].type, key) if self.random.random() < 0.5 else literal(each)
                for key, each in value.items()
            }
            return "{" + ", ".join(f"{key}: {each}" for key, each in inner.items()) + "}"
        if isinstance(type_, GraphQLList) and isinstance(value, list):
            return "[" + ", ".join(self.mixed(each, type_.of_type, name) for each in value) + "]"
        if value is None or self.random.random() < 0.4:
            return literal(value)
        named = str(type_) if isinstance(type_, GraphQLNonNull) else f"{type_}!"
        return "$" + self.declare(named, value, self.value(GraphQLNonNull(get_nullable_type(type_)), name, 1))

    def declare(self, type_: str, first: Any, second: Any) -> str:
        name = f"v{len(self.declared)}"
        self.declared[name] = (type_, plain(first), plain(second))
        return name

    def value(self, type_: GraphQLInputType, name: str, depth: int) -> Any:
        """A value of a type, as JSON has it, but for enums: those are `Bare`."""
        if not isinstance(type_, GraphQLNonNull) and self.random.random() < 0.05:
            return None
        type_ = get_nullable_type(type_)  # type: ignore[assignment]
        if isinstance(type_, GraphQLList) and name == "by":
            facets = list(get_named_type(type_).values)  # type: ignore[union-attr]
            return [Bare(each) for each in self.random.sample(facets, self.random.randint(1, 3))]
        if isinstance(type_, GraphQLList):
            many = [self.value(type_.of_type, name, depth) for _ in range(self.random.randint(0, 2))]
            # a single value stands for a list of it
            return many[0] if len(many) == 1 and many[0] is not None and self.random.random() < 0.3 else many
        if isinstance(type_, GraphQLEnumType):
            return Bare(self.random.choice(list(type_.values)))
        if isinstance(type_, GraphQLInputObjectType):
            return self.object(type_, depth)
        match type_.name:  # type: ignore[union-attr]
            case "Int":
                return self.random.randint(0, 5)
            case "Float":
                return self.random.choice([0.5, 100.0, 3])
            case "Boolean":
                return self.random.random() < 0.5
            case "Date":
                return self.random.choice(DATES)
            case "ID" if name == "scheme":
                return self.random.choice(list(SCHEMES))
        return self.random.choice(self.ids.get(name) or self.texts)

    def object(self, type_: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        fields = [
            (name, each)
            for name, each in type_.fields.items()
            if depth < 3 or not isinstance(get_named_type(each.type), GraphQLInputObjectType)
        ]
        number = 1 if type_.name.endswith("Order") else min(len(fields), self.random.choice([0, 1, 1, 1, 2]))
        chosen = self.random.sample(fields, number)
        made = {name: self.value(each.type, name, depth + 1) for name, each in chosen}
        if type_.name.endswith("Order") and None in made.values():
            return {"id": Bare("ASC")}
        return made


class Bare(str):
    """The name of an enum's value: it is written without quotes."""


def plain(value: Any) -> Any:
    """A value for the variables of a request."""
    if isinstance(value, Bare):
        return str(value)
    if isinstance(value, list):
        return [plain(each) for each in value]
    return {key: plain(each) for key, each in value.items()} if isinstance(value, dict) else value


def literal(value: Any) -> str:
    """A value as GraphQL writes it."""
    match value:
        case Bare():
            return str(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return f'"{escaped}"'
        case list():
            return "[" + ", ".join(map(literal, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{key}: {literal(each)}" for key, each in value.items()) + "}"
    return str(value)
