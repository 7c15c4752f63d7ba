"""The graph as the log held it at past revisions: a few such graphs are kept, each made when it is first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from graph.errors import NotReady, QueryError
from graph.recent import Recent

S = TypeVar("S")

KEPT = 4
"""How many past graphs a store keeps."""


class Pasts(Generic[S]):
    """Past graphs by the number of their revision; safe between threads. Those who want the same one wait until it is made."""

    def __init__(self) -> None:
        self.held: Recent[int, S] = Recent(KEPT)  # whoever still reads one that is let go keeps it alive
        self.making: WeakValueDictionary[int, _Making] = WeakValueDictionary()
        self.lock = threading.Lock()

    def get(self, number: int, make: Callable[[], S], seconds: float | None = None) -> S:
        """The graph of a revision, made if it is not kept.

        Args:
            number: of the revision.
            make: makes it.
            seconds: how long to wait while another thread makes it; None for as long as it takes.
        Raises:
            NotReady: another thread takes longer.
        """
        if (kept := self.held.find(number)) is not None:
            return kept
        with self.lock:
            making = self.making.get(number) or self.making.setdefault(number, _Making())
        if not making.lock.acquire(timeout=-1 if seconds is None else max(0, seconds)):
            raise NotReady(f"the graph of revision {number} is being prepared", 1)
        try:
            return self.held.get(number, make)
        finally:
            making.lock.release()

    def forget(self, number: int) -> None:
        """Let the graph of a revision go."""
        self.held.forget(number)

    def clear(self) -> None:
        """Let them go."""
        self.held.clear()


class _Making:
    """Held by whoever makes the graph of a revision."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


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
