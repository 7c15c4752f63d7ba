"""Servers for tests: started when the first test wants one, emptied between tests, gone after the last.

Community has one database a server, so that two stores that are open at once are on two servers.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import pytest

from tests.neo4j.server import DATABASE, Missing, Server

ASKED = os.environ.get("DOCKETGRAPH_NEO4J", "")
"""Whether tests may take the minutes that a real server needs: not where it is empty; where it is `required`, they fail if none can run."""

long = pytest.mark.skipif(not os.environ.get("DOCKETGRAPH_DEEP"), reason="takes minutes on a real server; DOCKETGRAPH_DEEP=1 runs it")
"""Of tests that are left to the deeper profile."""

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options for a server that lives for minutes: with the full compiler it spends twice the processor time on getting warm."""

_free: list[Server] = []
_missing: list[str] = []


@contextmanager
def rented() -> Iterator[Server]:
    """A server whose database is empty, indexes aside; the test is skipped where none can run, and fails where one must."""
    if not ASKED:
        pytest.skip("takes minutes on a real Neo4j; DOCKETGRAPH_NEO4J=1 runs it")
    if _missing:
        pytest.skip(_missing[0])
    try:
        server = _free.pop() if _free else _started()
    except Missing as error:
        if ASKED == "required":
            raise
        _missing.append(str(error))
        pytest.skip(str(error))
    try:
        empty(server)
        yield server
    finally:
        _free.append(server)


def _started() -> Server:
    folder = tempfile.TemporaryDirectory(prefix="neo4j-")
    server = Server(Path(folder.name), heap="512m", java=QUICK)
    atexit.register(folder.cleanup)
    atexit.register(server.stop)
    server.start()
    return server


def empty(server: Server, *, indexes: bool = False) -> None:
    """Delete all that a server's database holds.

    Args:
        server: it runs.
        indexes: delete constraints and indexes too.
    """
    with (
        neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver,
        driver.session(database=DATABASE) as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        if indexes:
            for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
                for (name,) in session.run(f"SHOW {kinds} YIELD name, type WHERE type <> 'LOOKUP' RETURN name").values():
                    session.run(f"DROP {kind} {name}").consume()
