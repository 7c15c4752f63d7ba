"""Strawberry's classes for the types of `faces.py`, made in a loop: no kind is typed by hand."""

from __future__ import annotations

from enum import Enum, EnumMeta
from functools import cache
from keyword import iskeyword
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryOptional
from strawberry.types.field import StrawberryField

from api.graphql.faces import ENUMS, INPUTS, OBJECTS
from api.graphql.meanings import Argument, Field
from api.graphql.scalars import Date, Json

NAMES: dict[str, Any] = {"ID": strawberry.ID, "String": str, "Int": int, "Float": float, "Boolean": bool, "Date": Date, "JSON": Json}
"""Every type by its name in GraphQL. Classes are all made empty, then filled, so that each can name every other."""


@cache
def _annotation(text: str) -> Any:
    """A type as strawberry has it: `[Case!]!` is a list of the class `Case`.

    Types go to strawberry made, not as text for it to evaluate: that halves the time in which the schema is built.
    """
    if not text.endswith("!"):
        return StrawberryOptional(_annotation(f"{text}!"))
    text = text[:-1]
    return StrawberryList(_annotation(text[1:-1])) if text.startswith("[") else NAMES[text]


def _python(name: str) -> str:
    return f"{name}_" if iskeyword(name) else name


def _argument(made: Argument) -> StrawberryArgument:
    default = {}
    if made.default is not None:
        named = NAMES[made.type.removesuffix("!")]
        default = {"default": named[made.default] if isinstance(named, EnumMeta) else made.default}
    annotation = StrawberryAnnotation(_annotation(made.type))
    return StrawberryArgument(_python(made.name), made.name, annotation, description=made.doc, **default)


def _field(made: Field) -> StrawberryField:
    field = StrawberryField(
        python_name=_python(made.name),
        graphql_name=made.name,
        type_annotation=StrawberryAnnotation(_annotation(made.type)),
        description=made.doc,
    )
    field.arguments = [_argument(argument) for argument in made.args]
    return field


def _make_enums() -> None:
    for name, (doc, values) in ENUMS.items():
        members = {value: strawberry.enum_value(meaning, description=text) for value, (meaning, text) in values.items()}
        NAMES[name] = strawberry.enum(Enum(name, members), name=name, description=doc)  # type: ignore[call-overload]


def _make_inputs() -> None:
    for made in INPUTS.values():
        for field in made.fields.values():
            filled = StrawberryField(
                python_name=_python(field.name),
                graphql_name=field.name,
                type_annotation=StrawberryAnnotation(_annotation(field.type)),
                description=field.doc,
                default=strawberry.UNSET if field.default is None else field.default,
            )
            setattr(NAMES[made.name], _python(field.name), filled)
        strawberry.input(NAMES[made.name], name=made.name, description=made.doc)


def _make_objects() -> None:
    for made in _interfaces_first():
        for field in made.fields.values():
            setattr(NAMES[made.name], _python(field.name), _field(field))
        make = strawberry.interface if made.abstract else strawberry.type
        make(NAMES[made.name], name=made.name, description=made.doc)


def _interfaces_first() -> list[Any]:
    return sorted(OBJECTS.values(), key=lambda made: (not made.abstract, len(made.interfaces)))


def _make() -> None:
    _make_enums()
    for name, made in INPUTS.items():
        NAMES[name] = type(name, (), {"__module__": __name__, "__doc__": made.doc})
    for made in _interfaces_first():
        bases = tuple(NAMES[name] for name in made.interfaces)
        NAMES[made.name] = type(made.name, bases, {"__module__": __name__, "__doc__": made.doc})
    _make_inputs()
    _make_objects()


_make()

QUERY: type = NAMES["Query"]
SUBSCRIPTION: type = NAMES["Subscription"]
CONCRETE: tuple[type, ...] = tuple(
    NAMES[made.name] for made in OBJECTS.values() if not made.abstract and made.name not in ("Query", "Subscription")
)
