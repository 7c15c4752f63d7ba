"""The graph as the log held it at past revisions: a few such graphs are kept, each made when it is first asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from graph.errors import QueryError

S = TypeVar("S")

KEPT = 4
"""How many past graphs a store keeps."""


class Pasts(Generic[S]):
    """Past graphs by the number of their revision; safe between threads, which wait for one another to make one."""

    def __init__(self) -> None:
        self.held: OrderedDict[int, S] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, number: int, make: Callable[[], S]) -> S:
        """The graph of a revision, made if it is not kept."""
        with self.lock:
            if number not in self.held:
                self.held[number] = make()
                while len(self.held) > KEPT:
                    self.held.popitem(last=False)  # whoever still reads it keeps it alive
            self.held.move_to_end(number)
            return self.held[number]

    def clear(self) -> None:
        """Let them go."""
        with self.lock:
            self.held.clear()


def check_revision(number: int, newest: int) -> None:
    """Refuse a revision that does not exist.

    Raises:
        QueryError: there is none of this number.
    """
    if not 1 <= number <= newest:
        hint = (
            f"the newest is {newest}; `graph {{ revision {{ number at }} }}` tells it"
            if newest
            else "nothing was loaded yet"
        )
        raise QueryError(f"there is no revision {number}", hint)
