"""What the log tells, as GraphQL asks it: counts by facets, statements, disagreements, changes, the graph as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graphql import FieldNode

from api.graphql.bindings import Asked, Check, anything
from api.graphql.errors import BAD_ARGUMENT, UNKNOWN_FIELD, refusal
from api.graphql.examples import root_field, with_example
from api.graphql.kinds import INTERFACES, own_props
from api.graphql.meanings import Argument, Field, Part, Root
from graph.changes import CHANGES
from graph.errors import did_you_mean
from graph.facets import FACETS, MOST
from graph.ontology import camel
from graph.query import ListRecords, Select, Value
from graph.query import Part as QueryPart

ENUMS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "Facet": ("By what cases are counted.", {name: (name, facet.doc) for name, facet in FACETS.items()}),
    "ChangeKind": ("What happened to a fact.", {name: (name, doc) for name, doc in CHANGES.items()}),
    "ChangesOnly": (
        "Which changes alone are told.",
        {
            "NEW_CASES": (
                "NEW_CASES",
                "Those by which a suit came that is there now, and was not at `since`; each suit once.",
            )
        },
    ),
}
"""Enums: a sentence, and by value what it stands for and a sentence."""

FIELD = Argument(
    "field",
    "String!",
    "The property, as it is called here, such as `docketNumber`. An unknown one is an error that names the nearest.",
)
"""The argument of `statements`."""

KNOWN_AT = Argument(
    "knownAt",
    "Int",
    "The number of a revision: what the graph said then, down the whole selection; without it, what it says now.",
)
"""The argument of root fields."""

COUNTED = 100
"""How many counts there are where nothing is said."""

_FIRST = Argument("first", "Int", "How many at most, from 0 on.", 20)
_AFTER = Argument("after", "String", "Begin after this: the `endCursor` or a `cursor` of the same list.")

Bind = Callable[[str, Check], Value]
"""Makes a `Var` for an argument of the field at hand."""


def counts_field() -> Field:
    """The part of a connection of cases that counts them."""
    doc = (
        "How many of these suits there are by facets, page aside: the combinations of values that occur, most first, then in the "
        "order of the values. A suit counts once for each. Wider terms count where a narrower one is stated. Facets of one "
        "allegation, or of one claim, belong together. A suit of which a value is not known counts under none."
    )
    args = (
        Argument("by", "[Facet!]!", f"One to {MOST} facets."),
        Argument("first", "Int", "How many at most, from 0 on. They come at once and not in pages, so more are allowed than of things.", COUNTED),
    )
    return Field("counts", "[Count!]!", with_example("CaseConnection", doc, field="counts"), Part("counts"), args)


def log_roots() -> Iterator[Field]:
    """The fields of the query that ask the log."""

    def root(name: str, type_: str, doc: str, *args: Argument) -> Field:
        return root_field(name, type_, doc, Root("records", type_.removesuffix("Connection!")), *args)

    doc = "The graph as a whole: its newest revision, what it holds, its licence."
    yield root_field("graph", "Graph!", doc, Root("overview", "Graph"))
    kinds = Argument("kinds", "[Kind!]", "Only things of these kinds; without it, all.")
    doc = "Where sources disagree: properties with one value, of which several are stated now; by the subject's id, then by property."
    yield root("disagreements", "DisagreementConnection!", doc, kinds, _FIRST, _AFTER)
    doc = (
        "What has changed since a revision, oldest first; within a revision by the id of the subject. New suits apart from the "
        "rest with `only: NEW_CASES`. What is said of the terms of the vocabulary is left out: they come with the program."
    )
    since = Argument("since", "Int!", "The number of a revision: what came after it. 0 for everything.")
    only = Argument("only", "ChangesOnly", "Only these changes; without it, all.")
    yield root("changes", "ChangeConnection!", doc, since, only, _FIRST, _AFTER)


# ---------------------------------------------------------------------------------------------------------------------
# Queries


def facets(by: Iterable[Any], node: FieldNode) -> tuple[str, ...]:
    """The facets that are counted by; `node` is the field that asks.

    Raises:
        GraphQLError: they are none, too many, or one is named twice.
    """
    names = tuple(by)
    if not 1 <= len(names) <= MOST or len(set(names)) < len(names):
        raise refusal(BAD_ARGUMENT, ", ".join(names) or "no facet is named", f"name one to {MOST}, each once", "by", [node])
    return names


def records_query(kind: str, bind: Bind, first: Value, parts: tuple[QueryPart, ...]) -> ListRecords:
    """The query of `changes` or `disagreements`."""
    select = Select(kind, first=first, after=bind("after", anything))
    if kind == "Disagreement":
        return ListRecords(select, parts, kinds=bind("kinds", anything))
    return ListRecords(select, parts, since=bind("since", _since), new_cases=bind("only", _new_cases))


def _since(value: Any, path: str, asked: Asked) -> Any:
    if value < 0:
        raise refusal(BAD_ARGUMENT, f"{value} is negative", "0 stands for the time before the first revision", path)
    return value


def _new_cases(value: Any, path: str, asked: Asked) -> bool:
    return bool(value == "NEW_CASES")


class FieldNamed:
    """Takes the name of a property of any of some types, for which one place in a query may stand, to its name in the ontology."""

    def __init__(self) -> None:
        self.types: set[str] = set()

    def __call__(self, value: Any, path: str, asked: Asked) -> str:
        """The property.

        Raises:
            GraphQLError: none of the types has it.
        """
        members = {member for name in self.types for member in INTERFACES.get(name, (name,))}
        known = {camel(prop): prop for member in members for prop in own_props(member)}
        if value not in known:
            kinds = ", ".join(sorted(self.types))
            raise refusal(
                UNKNOWN_FIELD,
                f"{kinds} has no property '{value}'",
                did_you_mean(value, known) or f"one of {', '.join(known)}",
                path,
            )
        return known[value]
