"""A cache of what was used last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """What was used last, up to a number; safe between threads."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.held: OrderedDict[K, V] = OrderedDict()
        self.lock = threading.Lock()

    def put(self, key: K, value: V) -> None:
        """Keep a value of a key, in place of another."""
        with self.lock:
            self.held[key] = value
            self.held.move_to_end(key)
            while len(self.held) > self.size:
                self.held.popitem(last=False)

    def find(self, key: K) -> V | None:
        """The value of a key; None where it is not there."""
        with self.lock:
            if key in self.held:
                self.held.move_to_end(key)
            return self.held.get(key)

    def forget(self, key: K) -> None:
        """Let the value of a key go."""
        with self.lock:
            self.held.pop(key, None)

    def clear(self) -> None:
        """Let everything go."""
        with self.lock:
            self.held.clear()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made if it is not there."""
        with self.lock:
            if key in self.held:
                self.held.move_to_end(key)
                return self.held[key]
        made = make()
        self.put(key, made)
        return made
