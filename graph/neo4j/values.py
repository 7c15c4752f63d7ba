"""What is bound in a statement of Cypher: its parameters, and what is read once before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph.dates import first_day
from graph.ontology import KINDS
from graph.plans import Convert, Form, Several, same
from graph.plans import Values as Bound
from graph.query import Value


def to_date(text: Any) -> date:
    """The first day of a date, as the driver sends it."""
    return date.fromisoformat(first_day(str(text)))


class Values(Bound):
    """The parameters of a statement while it is written, and what is read once before it: sets of terms and things."""

    mark = "$"

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__(forms)
        self.preludes: dict[str, str] = {}

    def bind(self, value: Value | Several, how: str, convert: Convert) -> str:
        """A parameter for a value, or for a list of several; `how` names the conversion."""
        typed = f"{how} {value!r}"  # 0 and False are equal to Python, and not to Cypher
        return super().bind(value, typed, convert)

    def day(self, value: Value) -> str:
        """A parameter that holds a day."""
        return self.one(value, to_date, "day")

    def several(self, value: Value | Several, each: Convert = same, how: str = "") -> str:
        """A parameter that holds a list."""
        return self.bind(value, f"several {how}", lambda items: [each(item) for item in _listed(items)])

    def lists(self, value: Several, each: Convert = same, how: str = "") -> str:
        """A parameter that holds a list of lists: for each of several values, those that it holds."""
        return self.bind(value, f"lists {how}", lambda items: [[each(item) for item in _listed(some)] for some in items])

    def kinds(self, value: Value) -> str:
        """A parameter that holds a list of names of kinds, and of nothing else that a label could be."""
        return self.bind(value, "kinds", lambda given: [kind for kind in _listed(given) if kind in KINDS])

    def among(self, sql: str, value: Value | Several, each: Convert = same, how: str = "") -> str:
        """That an expression is one of some values."""
        match self.form(value):
            case "none":
                return "false"
            case "many":
                return f"{sql} IN {self.several(value, each, how)}"
        return f"{sql} = {self.one(value, each, how)}"

    def once(self, read: str) -> str:
        """What a subquery returns, read once for the whole statement; the same subquery is read once only."""
        if read not in self.preludes:
            self.preludes[read] = f"s{len(self.preludes)}"
        return self.preludes[read]

    def before(self) -> str:
        """The clauses that read what is read once; each knows those before it."""
        names = list(self.preludes.values())
        return "".join(
            f"CALL ({', '.join(names[:place])}) {{ {read} AS {names[place]} }} " for place, read in enumerate(self.preludes)
        )


def _listed(items: Any) -> list[Any]:
    if items is None:
        return []
    return [each for item in items for each in _listed(item)] if isinstance(items, list | tuple) else [items]
