"""Arguments as the compiler reads them: literals and variables alike become dicts and lists with `Leaf`s at their ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLInputType,
    GraphQLSchema,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_leaf_type,
    is_list_type,
)
from graphql.execution.values import VariableValues
from graphql.pyutils import Undefined
from graphql.utilities.coerce_input_value import coerce_input_literal

from api.graphql.bindings import Leaf, Variables, plain

Get = Callable[[Variables], Any]

Lifted = Leaf | dict[str, Any] | list[Any] | None
"""An argument's value: an input object as a dict, a list of them as a list, anything scalar as a `Leaf`."""


class Arguments:
    """Reads the arguments of fields, for one operation and the values of the variables that shape its plan."""

    def __init__(self, schema: GraphQLSchema, variables: Variables) -> None:
        self.schema = schema
        self.variables = variables

    def of(self, node: FieldNode, type_name: str) -> dict[str, Lifted]:
        """The arguments that a field is given, by their names."""
        field = self.schema.type_map[type_name].fields[node.name.value]  # type: ignore[attr-defined]
        return {
            given.name.value: self.lift(given.value, field.args[given.name.value].type, given.name.value)
            for given in node.arguments or ()
        }

    def lift(self, node: ValueNode, type_: GraphQLInputType, path: str) -> Lifted:
        """A literal, or a variable."""
        type_ = get_nullable_type(type_)  # type: ignore[assignment]
        if isinstance(node, VariableNode):
            name = node.name.value
            if is_leaf_type(get_named_type(type_)):
                return Leaf(path, lambda variables: variables.get(name))
            return self.lift_value(self.variables.get(name), type_, path, lambda variables: variables.get(name))
        if isinstance(node, NullValueNode):
            return None
        if is_list_type(type_) and not is_leaf_type(get_named_type(type_)):
            items = node.values if isinstance(node, ListValueNode) else (node,)
            return [self.lift(item, type_.of_type, f"{path}[{index}]") for index, item in enumerate(items)]
        if is_input_object_type(type_) and isinstance(node, ObjectValueNode):
            return {
                given.name.value: self.lift(given.value, type_.fields[given.name.value].type, f"{path}.{given.name.value}")
                for given in node.fields
            }
        return _literal(node, type_, path)

    def lift_value(self, value: Any, type_: GraphQLInputType, path: str, get: Get) -> Lifted:
        """The coerced value of a variable, or a part of it, which `get` takes out of the variables of any request of the same form."""
        type_ = get_nullable_type(type_)  # type: ignore[assignment]
        if value is None:
            return None
        if is_list_type(type_) and not is_leaf_type(get_named_type(type_)):
            items = value if isinstance(value, list) else [value]
            return [
                self.lift_value(item, type_.of_type, f"{path}[{index}]", _within(get, index)) for index, item in enumerate(items)
            ]
        if is_input_object_type(type_) and isinstance(value, Mapping):
            return {
                name: self.lift_value(inner, type_.fields[name].type, f"{path}.{name}", _within(get, name))
                for name, inner in value.items()
            }
        return Leaf(path, get)


def form_of(value: Any, type_: GraphQLInputType) -> object:
    """What of a variable's value decides the plan: the keys of input objects and how many there are in a list, what is null, which
    flags and enums are set. Of any other scalar, and of a list of them, only that there is one.
    """
    type_ = get_nullable_type(type_)  # type: ignore[assignment]
    named = get_named_type(type_)
    if value is None:
        return None
    if is_leaf_type(named):
        return plain(value) if is_enum_type(named) or named.name == "Boolean" else ...
    if is_list_type(type_):
        return [form_of(item, type_.of_type) for item in value]
    assert is_input_object_type(type_)
    return {name: form_of(inner, type_.fields[name].type) for name, inner in value.items()}


def _within(get: Get, key: str | int) -> Get:
    return lambda variables: get(variables)[key]


def _literal(node: ValueNode, type_: GraphQLInputType, path: str) -> Leaf:
    if _has_variables(node):
        return Leaf(path, lambda variables: _defined(coerce_input_literal(node, type_, VariableValues({}, dict(variables)))))
    value = _defined(coerce_input_literal(node, type_))
    return Leaf(path, lambda variables: value)


def _has_variables(node: ValueNode) -> bool:
    return isinstance(node, VariableNode) or (isinstance(node, ListValueNode) and any(map(_has_variables, node.values)))


def _defined(value: Any) -> Any:
    return None if value is Undefined else value
