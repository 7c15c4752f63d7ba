"""Values that a request brings: taken from literals and variables, checked, and bound to the `Var`s of a query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import FieldNode, GraphQLError
from graphql.language import Node

from api.graphql.errors import BAD_ARGUMENT, UNKNOWN_ID, UNKNOWN_TERM, placed, refusal
from api.graphql.kinds import words
from graph.dates import PartialDate
from graph.errors import did_you_mean
from graph.ontology import SCHEMES
from graph.query import Var
from graph.store import Store

Terms = Mapping[str, Mapping[str, object]]
"""The terms of each scheme by their ids."""

Variables = Mapping[str, Any]
"""The coerced variables of a request."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What checks need to know: the store, the vocabulary, the largest page, the most counts at once; and whether an error for an id names the nearest, for
    which all ids are looked through, so that a request is told it once."""

    store: Store
    terms: Terms
    max_first: int
    max_counts: int
    suggests: bool = True


Check = Callable[[Any, str, Asked], Any]
"""Takes a value, the path of its argument and what is known; gives the value to bind, or raises a `GraphQLError`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar, or a list of them, somewhere in an argument. `get` reads it from the variables of a request."""

    path: str
    get: Callable[[Variables], Any]


@dataclass(frozen=True, slots=True)
class Bound:
    """A `Var` of a query, where its value comes from, and the place of that in the text."""

    name: str
    leaf: Leaf
    check: Check
    node: Node

    def value(self, variables: Variables, asked: Asked) -> Any:
        """The value to bind.

        Raises:
            GraphQLError: the value cannot be used; its place is that of the argument.
        """
        try:
            return self.check(plain(self.leaf.get(variables)), self.leaf.path, asked)
        except GraphQLError as error:
            raise placed(error, self.node) from error


class Binder:
    """Gives out the `Var`s of one query: one for each place in the text, so that equal selections stay equal."""

    def __init__(self) -> None:
        self.bounds: dict[tuple[int, str], Bound] = {}

    def var(self, node: FieldNode, leaf: Leaf, check: Check) -> Var:
        """The variable of a value in the arguments of a field, made when first asked for."""
        place = id(node), leaf.path
        if place not in self.bounds:
            argument = leaf.path.partition(".")[0].partition("[")[0]
            at = next((given for given in node.arguments or () if given.name.value == argument), node)
            self.bounds[place] = Bound(f"v{len(self.bounds)}", leaf, check, at)
        return Var(self.bounds[place].name)


def plain(value: Any) -> Any:
    """A coerced value as a store takes it: what an enum stands for, lists as tuples."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return tuple(plain(each) for each in value)
    return value


# ---------------------------------------------------------------------------------------------------------------------
# Checks


def anything(value: Any, path: str, asked: Asked) -> Any:
    """Nothing to check."""
    return value


def otherwise(default: Any) -> Check:
    """A default where no value, or null, is given."""
    return lambda value, path, asked: default if value is None else value


def first_day(value: Any, path: str, asked: Asked) -> Any:
    """A date, or several, each as the first day that it may mean."""
    if isinstance(value, tuple):
        return tuple(first_day(each, path, asked) for each in value)
    return None if value is None else PartialDate(value).first_day.isoformat()


def last_day(value: Any, path: str, asked: Asked) -> Any:
    """A date as the last day that it may mean: 2025 gives 2025-12-31."""
    return None if value is None else PartialDate(value).last_day.isoformat()


def page_size(default: int) -> Check:
    """The number of rows of a page."""

    def check(value: Any, path: str, asked: Asked) -> Any:
        return _size(value, path, default, asked.max_first, ", and for more with `after`")

    return check


def counts_size(default: int) -> Check:
    """The number of counts at once; they are no pages, so that a chart has all of them."""

    def check(value: Any, path: str, asked: Asked) -> Any:
        return _size(value, path, default, asked.max_counts, ": count by fewer facets, or with a condition")

    return check


def _size(value: Any, path: str, default: int, most: int, instead: str) -> Any:
    if value is None:
        return min(default, most)
    if value < 0:
        raise refusal(BAD_ARGUMENT, f"{value} is negative", "ask for 0 or more", path)
    if value > most:
        raise refusal(BAD_ARGUMENT, f"{value} is too large", f"ask for {most} at most{instead}", path)
    return value


def terms_of(*schemes: str) -> Check:
    """Ids of terms of one of these schemes."""

    def check(value: Any, path: str, asked: Asked) -> Any:
        for term in _each(value):
            known_terms(schemes, term, path, asked)
        return value

    return check


def known_terms(schemes: Iterable[str], term: str, path: str, asked: Asked) -> None:
    """Refuse a term that none of the schemes has.

    Raises:
        GraphQLError: none has it.
    """
    names = tuple(schemes)
    if not any(term in asked.terms.get(scheme, ()) for scheme in names):
        known = [known for scheme in names for known in asked.terms.get(scheme, ())]
        of = f" in the scheme '{names[0]}'" if len(names) == 1 else ""
        raise refusal(UNKNOWN_TERM, f"unknown term '{term}'{of}", did_you_mean(term, known) or _list_them(names), path)


def _list_them(schemes: Sequence[str]) -> str:
    scheme = f'scheme: "{schemes[0]}", ' if len(schemes) == 1 else ""
    return f"`concepts({scheme}first: 200) {{ nodes {{ id label }} }}` lists those that are known"


def thing(value: Any, path: str, asked: Asked) -> Any:
    """An id that is none of a term, which the interface `Node` does not hold."""
    if isinstance(value, str) and value.partition("/")[0] in SCHEMES:
        scheme, _, term = value.partition("/")
        raise refusal(UNKNOWN_ID, f"'{value}' is a term", f'ask concept(scheme: "{scheme}", id: "{term}")', path)
    return value


def ids_of(kind: str) -> Check:
    """Ids of things of a kind."""

    def check(value: Any, path: str, asked: Asked) -> Any:
        ids = _each(value)
        if ids:
            have = asked.store.has(kind, ids)
            for each in ids:
                if each not in have:
                    raise unknown_id(kind, each, path, asked)
        return value

    return check


LONGEST_WORD = 200
"""How much of an unknown id is compared with those that are known, in characters."""


def unknown_id(kind: str, word: str, path: str, asked: Asked, node: Node | None = None) -> GraphQLError:
    """The error for an id that no thing of a kind has."""
    near = asked.store.nearest(kind, word[:LONGEST_WORD]) if asked.suggests else None
    what = "thing" if kind == "Node" else words(kind)
    hint = "look for it with `search`"
    if near is not None:
        hint = f'did you mean id: "{near}"?' if path == "citation" else f"did you mean '{near}'?"
    return refusal(UNKNOWN_ID, f"no {what} '{word}'", hint, path, [node] if node else None)


def _each(value: Any) -> Sequence[str]:
    return () if value is None else (value,) if isinstance(value, str) else [each for each in value if each is not None]
