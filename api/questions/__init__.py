"""Questions to begin with: the GraphQL files of this folder. The page offers them; the README and the tests run them.

A new one is a new file: its first line is a comment that asks the question in words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
"""Where they lie."""


class Question(NamedTuple):
    """A question: the stem of its file, what it asks in words, and its GraphQL."""

    name: str
    title: str
    text: str


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order of their files' names, `private-messages` first."""
    found = []
    for path in FOLDER.glob("*.graphql"):
        text = path.read_text(encoding="utf-8")
        found.append(Question(path.stem, text.partition("\n")[0].removeprefix("#").strip(), text))
    return tuple(sorted(found, key=lambda each: (each.name != "private-messages", each.name)))
