"""Reading whole revisions from a server that shows what is committed as it is committed.

Neo4j has no snapshots: a statement may see one node as it was before a load and another as it is after. So each statement tells at its end, from
what it sees then, the newest revision and whether the door is shut (`load.py` shuts it before the first change of a load can be seen, and opens
it after the last). What it answered counts if the revision is the one that was newest before it began, and the door is open: then
nothing was published in between. Otherwise it is asked again.

While a load is written in many transactions the door is shut for long, and for good where it breaks off, until somebody opens the graph to write. The
newest whole revision is then the one before it, which only the log tells: what is written of the next one has its number.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.errors import OutOfTime, StoreError
from graph.neo4j.connection import Connection
from graph.neo4j.layout import DOOR, GRAPH

WAIT_SECONDS = 60.0
"""How long a reader waits for a door that is shut while a transaction is committed."""

PAUSE_SECONDS = 0.01
"""How long it waits before it looks again."""

_STAMP = f"""MATCH (g:{GRAPH} {{one: 0}})
MATCH (d:{DOOR} {{one: 0}})
WITH *, d.writing IS NOT NULL AND d.until > datetime() AS shut, d.writing IS NOT NULL AND d.until IS NULL AND d.revision > g.revision AS half
RETURN answers, g.revision, coalesce(shut, false), coalesce(half, false)"""

STAMP = f"WITH [] AS answers {_STAMP}"
"""A statement that asks nothing else."""


def stamped(cypher: str) -> str:
    """A statement, which returns one column `answer`, so that it tells at its end what it saw."""
    return f"CALL () {{\n{cypher}\n}}\nWITH collect(answer) AS answers\n{_STAMP}"


class Seen(NamedTuple):
    """What a statement saw: its answers, and at its end the newest whole revision, whether the door is shut while a transaction is
    committed, and whether the next revision is half written."""

    answers: list[Any]
    revision: int
    shut: bool
    half: bool


class HalfWritten(StoreError):
    """What the graph shows is neither one revision nor the next."""

    def __init__(self, url: str, revision: int) -> None:
        """Say so.

        Args:
            url: of the graph.
            revision: the newest that is whole.
        """
        super().__init__(
            f"a large load into {url} is being written, and its log is too large to read what was there before",
            "ask again when it has ended; if none runs any more, `docketgraph load` takes back what it left",
        )
        self.revision = revision


class Reading:
    """Reads of one graph."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.known: int | None = None
        self.lock = threading.Lock()

    def ask(self, cypher: str, parameters: Mapping[str, Any], seconds: float | None = None) -> tuple[int, list[Any]]:
        """The revision that a statement was answered of, and the values of its column.

        Raises:
            OutOfTime: it took longer than `seconds`.
            HalfWritten: a load that is written in many transactions is on its way, or broke off.
            StoreError: it cannot be done.
        """
        ends = None if seconds is None else time.monotonic() + seconds
        known = self.met()
        while True:
            left = None if ends is None else ends - time.monotonic()
            if left is not None and left <= 0:
                raise OutOfTime(f"stopped after {seconds:.1f} s", "ask for less at once, or with a narrower condition")
            seen = self._see(stamped(cypher), parameters, left)
            if seen.half:
                raise HalfWritten(self.connection.url, seen.revision)
            if not seen.shut and seen.revision == known:
                return known, seen.answers
            known = self.revision() if seen.shut else self._learn(seen.revision)

    def ask_log(self, cypher: str, parameters: Mapping[str, Any], seconds: float | None = None) -> list[Any]:
        """The values of the column of a statement that reads of the log what no later load changes, whatever is being written.

        Raises:
            OutOfTime: it took longer than `seconds`, or there are none left.
        """
        if seconds is not None and seconds <= 0:  # to the server, 0 is for ever
            raise OutOfTime("stopped: no time is left", "ask for less at once")
        return self._see(stamped(cypher), parameters, seconds).answers

    def met(self) -> int:
        """The newest whole revision that a statement told of; the server is asked where none did.

        Whatever is asked after it goes by the bookmarks of what told of it, so that it sees that revision or a later one.

        Raises:
            StoreError: it cannot be asked.
        """
        return self.known if self.known is not None else self.revision()

    def revision(self) -> int:
        """The newest whole revision.

        Raises:
            StoreError: for as long as one waits, a load is being published.
        """
        until = time.monotonic() + WAIT_SECONDS
        while True:
            seen = self._see(STAMP, {}, None)
            if not seen.shut:
                return self._learn(seen.revision)
            if time.monotonic() > until:
                raise StoreError(f"a load into {self.connection.url} is being published, and does not end", "ask again in a minute")
            time.sleep(PAUSE_SECONDS)

    def _learn(self, revision: int) -> int:
        with self.lock:
            self.known = max(revision, self.known or 0)
        return revision

    def _see(self, cypher: str, parameters: Mapping[str, Any], seconds: float | None) -> Seen:
        (row,) = self.connection.read(lambda reads: reads.run(cypher, parameters).values(), seconds)
        return Seen(*row)
