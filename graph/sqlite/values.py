"""What is bound in a statement of SQL: its parameters."""

from __future__ import annotations

import json

from graph.dates import first_day
from graph.plans import Convert, same
from graph.plans import Values as Bound
from graph.query import Value


class Values(Bound):
    """The parameters of a statement while it is written, each bound once."""

    mark = ":"

    def day(self, value: Value) -> str:
        """A parameter that holds a day."""
        return self.one(value, first_day, "day")

    def among(self, sql: str, value: Value, each: Convert = same, how: str = "") -> str:
        """That an expression is one of some values."""
        match self.form(value):
            case "none":
                return "0"
            case "many":
                many = self.bind(value, f"many {how}", lambda items: json.dumps([each(item) for item in items if item is not None]))
                return f"{sql} IN (SELECT value FROM json_each({many}))"
        return f"{sql} = {self.one(value, each, how)}"
