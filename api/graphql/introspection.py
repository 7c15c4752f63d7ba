"""What questions about the schema itself cost: an object of the answer each, by how long each list of the schema is on average."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    get_named_type,
    introspection_types,
)

from api.graphql.bindings import Variables
from api.graphql.price import Priced
from api.graphql.selections import Selections, sets_of

ROOTS = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
"""The fields that ask of the schema."""


class Introspection:
    """Prices what is asked of one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        types = list(schema.type_map.values())
        fields = [field for made in types for field in (getattr(made, "fields", None) or {}).values()]
        args = [argument for field in fields for argument in (getattr(field, "args", None) or ())]
        with_args = [field for field in fields if hasattr(field, "args")]
        self.lengths: Mapping[str, float] = {
            "types": len(types),
            "ofType": 0.5,  # each mark of a type, `!` or a list, is a step; few have several
            "directives": len(schema.directives),
            "fields": len(fields) / len(types),
            "inputFields": len(fields) / len(types),
            "enumValues": sum(len(getattr(made, "values", ())) for made in types) / len(types),
            "interfaces": sum(len(getattr(made, "interfaces", ())) for made in types) / len(types),
            "possibleTypes": sum(len(getattr(made, "interfaces", ())) for made in types) / len(types),
            "args": len(args) / len(with_args),
        }

    def priced(
        self, fragments: Mapping[str, FragmentDefinitionNode], selections: SelectionSetNode, variables: Variables
    ) -> Iterator[Priced]:
        """The price of each field of an operation that asks of the schema."""
        collected = Selections(fragments, variables)
        for key, nodes in collected.collect("Query", (selections,)).items():
            if (made := ROOTS.get(nodes[0].name.value)) is not None:
                yield Priced((key,), None, 1, 0, 1 + self._within(collected, get_named_type(made.type).name, nodes), ())

    def _within(self, collected: Selections, type_name: str, nodes: list[FieldNode]) -> float:
        """How many objects there are within one object of a type of the introspection."""
        of = introspection_types[type_name]
        total = 0.0
        if isinstance(of, GraphQLObjectType):
            for inner in collected.collect(type_name, sets_of(nodes)).values():
                name = inner[0].name.value
                if not name.startswith("__") and inner[0].selection_set is not None:
                    named = get_named_type(of.fields[name].type).name
                    total += self.lengths.get(name, 1) * (1 + self._within(collected, named, inner))
        return total
