"""What is bound in a statement: its parameters, and the form that decides how the statement reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from graph.dates import first_day
from graph.query import Value, Var

Form = str
"""Of a bound value: "null", "none" (an empty list), "one", "many", "true" or "false"."""


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


class Values:
    """The parameters of a statement while it is written, each bound once."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.forms = forms
        self.parameters: dict[str, Callable[[Mapping[str, Any]], Any]] = {}
        self.known: dict[tuple[Value, str], str] = {}
        self.aliases = 0

    def form(self, value: Value) -> Form:
        """The form of what is bound."""
        return self.forms.get(value.name, "null") if isinstance(value, Var) else form_of(value)

    def flag(self, value: Value) -> bool:
        """Whether a flag is set."""
        return self.form(value) == "true"

    def bind(self, value: Value, how: str, convert: Callable[[Any], Any]) -> str:
        """A parameter for a value; `how` names the conversion."""
        if (value, how) not in self.known:
            name = f"p{len(self.parameters)}"
            if isinstance(value, Var):
                self.parameters[name] = lambda bindings: convert(bindings.get(value.name))
            else:
                made = convert(value)
                self.parameters[name] = lambda bindings: made
            self.known[value, how] = name
        return f":{self.known[value, how]}"

    def one(self, value: Value, each: Callable[[Any], Any] = lambda item: item, how: str = "") -> str:
        """A parameter that holds one scalar."""
        return self.bind(value, f"one {how}", lambda item: each(_only(item)))

    def day(self, value: Value) -> str:
        """A parameter that holds a day."""
        return self.one(value, first_day, "day")

    def among(self, sql: str, value: Value, each: Callable[[Any], Any] = lambda item: item, how: str = "") -> str:
        """That an expression is one of some values."""
        match self.form(value):
            case "none":
                return "0"
            case "many":
                many = self.bind(value, f"many {how}", lambda items: json.dumps([each(item) for item in items if item is not None]))
                return f"{sql} IN (SELECT value FROM json_each({many}))"
        return f"{sql} = {self.one(value, each, how)}"

    def alias(self) -> str:
        """A new name for a table."""
        self.aliases += 1
        return f"t{self.aliases}"


def _only(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return next((each for each in value if each is not None), None)
    return value
