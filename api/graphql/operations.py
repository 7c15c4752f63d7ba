"""Operations that have been asked before: parsed, validated and compiled once, kept by their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    get_named_type,
    is_scalar_type,
    parse,
    type_from_ast,
    validate,
)
from graphql.execution.values import get_variable_values

from api.graphql.arguments import form_of
from api.graphql.compile import Compiler, Planned
from api.graphql.errors import (
    BAD_ARGUMENT,
    SMALLER,
    TOO_COMPLEX,
    TOO_DEEP,
    VALIDATION_FAILED,
    bad_variables,
    invalid,
    refusal,
    unparsed,
)
from api.graphql.limits import broken_limits
from api.settings import Settings
from graph.errors import did_you_mean
from graph.recent import Recent

SHAPING_ROOTS = frozenset({"statute", "concept", "concepts"})
"""Root fields whose arguments decide what is asked, not only with which value."""

MAX_CACHED_TEXT = 32 * 1024
"""Longer texts are not kept: they are generated, and would fill the cache."""

MAX_ERRORS = 10
"""How many errors of one query are told."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One operation of a document, ready to run.

    `text` and `name` are what it was asked as. `follows`: it is a subscription. `shaping`: the variables that decide the form of the plan, by their name, each
    with its type where only the form of its value does, and with None where the value itself does.
    `by_core`: graphql-core runs it. `static`: it asks of the schema alone, so its answer never changes.
    """

    text: str
    name: str | None
    document: DocumentNode
    definition: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    shaping: Mapping[str, GraphQLInputType | None]
    by_core: bool
    static: bool
    follows: bool = False


Operation = Prepared | list[GraphQLError]
"""An operation, or what is wrong with it."""


class Operations:
    """The operations of a schema, by text and name."""

    def __init__(self, schema: GraphQLSchema, settings: Settings) -> None:
        self.schema = schema
        self.settings = settings
        self.recent: Recent[tuple[str, str | None], Operation] = Recent(settings.cached_operations)
        self.planned: Recent[tuple[str, str | None, str], tuple[Planned, ...]] = Recent(settings.cached_plans)

    def get(self, text: str, name: str | None) -> Operation:
        """An operation, from the cache or prepared now.

        Args:
            text: the document.
            name: which of its operations, where it has several.
        """
        if len(text) > MAX_CACHED_TEXT:
            return self._prepare(text, name)
        return self.recent.get((text, name), lambda: self._prepare(text, name))

    def _prepare(self, text: str, name: str | None) -> Operation:
        try:
            document = parse(text, max_tokens=self.settings.max_tokens)
            if broken := broken_limits(document, self.settings):
                return broken
            definitions = [made for made in document.definitions if isinstance(made, OperationDefinitionNode)]
            if wrong := _mutation(definitions):
                return [wrong]
            if errors := validate(self.schema, document, max_errors=MAX_ERRORS):
                return invalid(errors, document)
        except GraphQLError as error:
            return [unparsed(error)]
        except RecursionError:
            return [refusal(TOO_COMPLEX, TOO_DEEP, SMALLER)]
        named = [made for made in definitions if not name or (made.name and made.name.value == name)]
        if len(named) != 1:
            return [_which(name, definitions)]
        (definition,) = named
        roots = _root_fields(definition, document)
        names = {node.name.value for node in roots}
        introspects = {"__schema", "__type"} & names
        return Prepared(
            text,
            name,
            document,
            definition,
            {made.name.value: made for made in document.definitions if isinstance(made, FragmentDefinitionNode)},
            self._shaping(definition, roots),
            by_core=bool(introspects),
            static=bool(introspects) and introspects == names - {"__typename"} and not definition.variable_definitions,
            follows=definition.operation is OperationType.SUBSCRIPTION,
        )

    def _shaping(self, definition: OperationDefinitionNode, roots: Iterable[FieldNode]) -> dict[str, GraphQLInputType | None]:
        """The variables that decide what is asked: input objects, enums, flags, and what `SHAPING_ROOTS` are given."""
        valued = {
            given.value.name.value
            for node in roots
            if node.name.value in SHAPING_ROOTS
            for given in node.arguments or ()
            if isinstance(given.value, VariableNode)
        }
        found: dict[str, GraphQLInputType | None] = {}
        for made in definition.variable_definitions or ():
            name, type_ = made.variable.name.value, type_from_ast(self.schema, made.type)
            named = get_named_type(type_)
            if name in valued:
                found[name] = None
            elif not is_scalar_type(named) or named.name == "Boolean":
                found[name] = cast(GraphQLInputType, type_)
        return found

    def coerce(self, operation: Prepared, values: Mapping[str, Any] | None) -> dict[str, Any]:
        """The variables of a request.

        Raises:
            Several: values are not of their types.
        """
        if not isinstance(values, Mapping | None):
            raise Several([refusal(BAD_ARGUMENT, "the variables are no object", 'send {"name": value}')])
        try:
            orjson.dumps(values)
        except TypeError as error:
            raise Several([refusal(BAD_ARGUMENT, f"the variables are no JSON: {error}", 'send {"name": value}')]) from error
        wanted = operation.definition.variable_definitions or ()
        found = get_variable_values(self.schema, wanted, dict(values or {}), max_errors=MAX_ERRORS)
        if isinstance(found, list):
            raise Several(bad_variables(found))
        return found.coerced

    def plans(self, operation: Prepared, variables: Mapping[str, Any]) -> tuple[Planned, ...]:
        """The query values of an operation's root fields."""

        def compiled() -> tuple[Planned, ...]:
            root_type = "Subscription" if operation.follows else "Query"
            return self.compiler(operation.fragments, variables, root_type).operation(operation.definition.selection_set)

        if len(operation.text) > MAX_CACHED_TEXT:
            return compiled()
        forms = [
            variables.get(name) if type_ is None else form_of(variables.get(name), type_)
            for name, type_ in operation.shaping.items()
        ]
        key = operation.text, operation.name, repr(forms)
        return self.planned.get(key, compiled)

    def compiler(
        self,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
        root_type: str = "Query",
        *,
        rows_are_typed: bool = False,
    ) -> Compiler:
        """A compiler for one operation."""
        return Compiler(self.schema, fragments, variables, self.settings.max_fields, root_type, rows_are_typed=rows_are_typed)


def _mutation(definitions: Iterable[OperationDefinitionNode]) -> GraphQLError | None:
    for made in definitions:
        if made.operation is OperationType.MUTATION:
            what = "this is a mutation: only queries and subscriptions are answered"
            return refusal(VALIDATION_FAILED, what, "the graph changes by `docketgraph load`", nodes=[made])
    return None


def _which(name: str | None, definitions: Iterable[OperationDefinitionNode]) -> GraphQLError:
    """The error for a document in which an operation must be named, or is not there."""
    known = [made.name.value for made in definitions if made.name]
    if name:
        hint = did_you_mean(name, known) or (f"it has {', '.join(known)}" if known else "leave the name out")
        return refusal(BAD_ARGUMENT, f"the document has no operation '{name}'", hint, "operationName")
    if not known:
        return refusal(VALIDATION_FAILED, "the document has no operation", "begin with `query { … }`")
    return refusal(BAD_ARGUMENT, "the document has several operations", f"name one as operationName: {', '.join(known)}")


class Several(Exception):
    """Several errors of one request."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


def _root_fields(definition: OperationDefinitionNode, document: DocumentNode) -> list[FieldNode]:
    """Every field that may be at the root, `@skip` aside."""
    fragments = {made.name.value: made for made in document.definitions if isinstance(made, FragmentDefinitionNode)}
    found: list[FieldNode] = []
    waiting, seen = [definition.selection_set], set()
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FieldNode):
                found.append(node)
                continue
            name = getattr(getattr(node, "name", None), "value", None)
            if name in seen:
                continue
            if name is not None:
                seen.add(name)
            waiting.append(fragments[name].selection_set if name else node.selection_set)  # type: ignore[attr-defined]
    return found
