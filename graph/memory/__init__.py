"""The store that keeps nothing: plain, slow, obviously right. What it answers, every other store answers."""

from __future__ import annotations

from graph.memory.store import MemoryStore

__all__ = ["MemoryStore"]
