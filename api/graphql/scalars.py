"""The scalars that GraphQL does not have itself: dates as finely as they are known, and values of any type."""

from __future__ import annotations

from typing import Any, NewType

import strawberry
from graphql import GraphQLError, ValueNode
from graphql.language import StringValueNode, print_ast
from strawberry.types.scalar import ScalarDefinition

from api.graphql.errors import BAD_ARGUMENT, placed, refusal
from graph.dates import PartialDate
from graph.errors import DataError

Date = NewType("Date", str)
Json = NewType("Json", object)

_HINT = 'write "2025-01-21", "2025-01" or "2025"'


def _value(value: object) -> str:
    if not isinstance(value, str):
        raise refusal(BAD_ARGUMENT, f"{value!r} is no date", _HINT)
    try:
        return str(PartialDate(value))
    except DataError as error:
        raise refusal(BAD_ARGUMENT, error.message, _HINT) from error


def _literal(node: ValueNode, variables: dict[str, Any] | None = None) -> str:
    try:
        return _value(node.value if isinstance(node, StringValueNode) else _Unquoted(print_ast(node)))
    except GraphQLError as error:
        raise placed(error, node) from error


def _same(value: object) -> object:
    return value


class _Unquoted:
    """A literal of another type, as it was written."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="A date as finely as it is known: 2025-01-21, 2025-01 or 2025. Where one day is asked for, it is the first.",
        serialize=str,
        parse_value=_value,
        parse_literal=_literal,
    ),
    Json: strawberry.scalar(
        name="JSON", description="A value as it was stated: a text, a number, true or false. Dates are texts.", serialize=_same
    ),
}
"""The scalars as strawberry's configuration takes them."""
