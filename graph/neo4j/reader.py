"""How rows become JSON: a Python function written for each plan, from the lists that its statement returns.

A statement returns lists without names. For each kind of object in the answer one function is written, which knows which place of a list goes under
which response name; they are compiled together, once a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

Read = Callable[[str], str]
"""From a Python expression for what the statement returned to one for the JSON value."""


@dataclass(frozen=True, slots=True)
class Made:
    """An expression of Cypher, and how what it returns is read."""

    cypher: str
    read: Read


class Columns:
    """The places of a list that a statement returns for each row; the same expression has one place."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def add(self, cypher: str, row: str = "r") -> str:
        """A place for an expression: the Python expression that reads it."""
        place = self.places.setdefault(cypher, len(self.places))
        return f"{row}[{place}]"

    def made(self, made: Made) -> str:
        """A place for something that is read further."""
        return made.read(self.add(made.cypher))

    def cypher(self) -> str:
        """The list."""
        return f"[{', '.join(self.places)}]"


class Reader:
    """The functions of a plan while they are written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.known: dict[str, str] = {}
        self.given: dict[str, Any] = {}

    def function(self, expression: str, argument: str = "r") -> Read:
        """A function of one argument that gives an expression; equal ones are written once."""
        key = f"{argument}: {expression}"
        if key not in self.known:
            self.known[key] = f"f{len(self.known)}"
            self.lines.append(f"def {self.known[key]}({argument}): return {expression}")
        name = self.known[key]
        return lambda value: f"{name}({value})"

    def constant(self, read: Sequence[Read]) -> str:
        """The name of a tuple of functions."""
        name = f"c{len(self.lines)}"
        self.lines.append(f"{name} = ({', '.join('lambda r: ' + one('r') for one in read)},)")
        return name

    def given_as(self, name: str, value: Any) -> str:
        """A name under which the functions find something of ours."""
        self.given[name] = value
        return name

    def compiled(self, whole: Read) -> Callable[[Any], bytes]:
        """The function that makes the JSON text of an answer out of what the statement returned; None is null."""
        source = "\n".join([*self.lines, f"def whole(r): return dumps({whole('r')})"])
        names: dict[str, Any] = {"dumps": orjson.dumps, **self.given}
        exec(compile(source, "<plan>", "exec"), names)  # the text is ours: names of responses stand in it as literals
        made: Callable[[Any], bytes] = names["whole"]
        return made


def optional(read: Read, reader: Reader) -> Read:
    """What may be null."""
    return reader.function(f"None if r is None else {read('r')}")


def each(read: Read) -> Read:
    """A list of what is read one by one."""
    return lambda value: f"[{read('x')} for x in {value}]"


def pairs(fields: Sequence[tuple[str, str]]) -> str:
    """An object, from names and Python expressions."""
    return "{" + ", ".join(f"{name!r}: {value}" for name, value in fields) + "}"
