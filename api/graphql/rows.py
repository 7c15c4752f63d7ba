"""How graphql-core reads the rows that a store answered, where it runs an operation itself."""

from __future__ import annotations

from enum import Enum
from typing import Any

from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

TYPE_KEY = "$type"
"""The key under which a row of an interface carries its type; no response name can be that."""


def read_rows(schema: GraphQLSchema) -> None:
    """Make graphql-core read each field by its response name, and the type of a row by `TYPE_KEY`."""
    for made in schema.type_map.values():
        if made.name.startswith("__") or made is schema.query_type:
            continue
        if isinstance(made, GraphQLEnumType):
            made.coerce_output_value = _name_of  # type: ignore[method-assign, assignment]
        if isinstance(made, GraphQLInterfaceType):
            made.resolve_type = _type_of_row
        if isinstance(made, GraphQLObjectType):
            made.is_type_of = None
            for field in made.fields.values():
                field.resolve = _by_response_name


def _by_response_name(row: dict[str, Any], info: GraphQLResolveInfo[Any], **_: object) -> Any:
    return row[str(info.path.key)]


def _type_of_row(row: dict[str, Any], *_: object) -> str:
    return str(row[TYPE_KEY])


def _name_of(value: object) -> str:
    """The name of an enum's value: rows have names, defaults of arguments, which introspection tells, have members."""
    return value.name if isinstance(value, Enum) else str(value)
