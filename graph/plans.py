"""What the plans of queries have in common, whatever language their statements are in.

A plan hangs on the query and on the *form* of what is bound; the values themselves are parameters. So a query that is asked again is not
compiled again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from graph.query import Query, Value, Var
from graph.recent import Recent

P = TypeVar("P")

Form = str
"""Of a bound value: "null", "none" (an empty list), "one", "many", "true" or "false"."""

Convert = Callable[[Any], Any]

KEPT = 512
"""How many plans are kept: those that were used last."""


def form_of(value: Any) -> Form:
    """The form of a bound value."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, list | tuple):
        size = sum(each is not None for each in value)
        return "none" if not size else "one" if size == 1 else "many"
    return "one"


def same(item: Any) -> Any:
    """A value as it is."""
    return item


@dataclass(frozen=True, slots=True)
class Several:
    """What several conditions of one form are given, to be bound as one parameter however many they are."""

    values: tuple[Value, ...]


class Values:
    """The parameters of a statement while it is written, each bound once."""

    mark: ClassVar[str]
    """What stands before the name of a parameter."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.forms = forms
        self.parameters: dict[str, Callable[[Mapping[str, Any]], Any]] = {}
        self.known: dict[tuple[Value | Several, str], str] = {}
        self.aliases = 0

    def form(self, value: Value | Several) -> Form:
        """The form of what is bound."""
        if isinstance(value, Several):
            return "many"
        return self.forms.get(value.name, "null") if isinstance(value, Var) else form_of(value)

    def flag(self, value: Value) -> bool:
        """Whether a flag is set."""
        return self.form(value) == "true"

    def bind(self, value: Value | Several, how: str, convert: Convert) -> str:
        """A parameter for a value, or for a list of several; `how` names the conversion."""
        if (value, how) not in self.known:
            name = f"p{len(self.parameters)}"
            if isinstance(value, Var):
                self.parameters[name] = lambda bindings: convert(bindings.get(value.name))
            elif isinstance(value, Several):
                self.parameters[name] = lambda bindings: convert(
                    [bindings.get(each.name) if isinstance(each, Var) else each for each in value.values]
                )
            else:
                made = convert(value)
                self.parameters[name] = lambda bindings: made
            self.known[value, how] = name
        return f"{self.mark}{self.known[value, how]}"

    def one(self, value: Value | Several, each: Convert = same, how: str = "") -> str:
        """A parameter that holds one scalar."""
        return self.bind(value, f"one {how}", lambda item: each(_only(item)))

    def alias(self) -> str:
        """A new name for a table or a variable."""
        self.aliases += 1
        return f"t{self.aliases}"


def _only(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return next((each for each in value if each is not None), None)
    return value


class Plans(Generic[P]):
    """The plans that were used last; safe between threads. Kept by the query object itself, as callers keep theirs."""

    def __init__(self, compile: Callable[[Query, Mapping[str, Form]], P]) -> None:
        """Keep how a query is compiled for values of some forms."""
        self.compile = compile
        self.kept: Recent[tuple[int, tuple[tuple[str, Form], ...]], tuple[Query, P]] = Recent(KEPT)

    def get(self, query: Query, bindings: Mapping[str, Any]) -> P:
        """The plan of a query for values of the form of these."""
        forms = {name: form_of(value) for name, value in bindings.items()}
        key = id(query), tuple(forms.items())
        kept = self.kept.find(key)
        if kept is None or kept[0] is not query:
            kept = query, self.compile(query, forms)
            self.kept.put(key, kept)
        return kept[1]
