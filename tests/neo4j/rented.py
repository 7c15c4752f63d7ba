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
"""Where it is `required`, tests fail if no server can run, else they are skipped; where it is `off`, they are skipped all the same."""

long = pytest.mark.skipif(not os.environ.get("DOCKETGRAPH_DEEP"), reason="takes minutes on a real server; DOCKETGRAPH_DEEP=1 runs it")
"""Of tests that are left to the deeper profile."""

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options for a server that lives for minutes: with the full compiler it spends twice the processor time on getting warm."""

SETTINGS = {"dbms.cypher.min_replan_interval": "1h", "server.memory.query_cache.per_db_cache_num_entries": "4000"}
"""Tests ask small graphs the same questions: what takes the time is to plan them, and that is done once."""

_free: list[Server] = []
_holds: dict[int, str] = {}
_missing: list[str] = []


@contextmanager
def rented(*, holding: str = "") -> Iterator[Server]:
    """A server whose database is empty, indexes aside; the test is skipped where none can run, and fails where one must.

    Args:
        holding: a name for what it will hold, where that is loaded and then only read: who names the same next may find it still there.
    """
    if ASKED == "off":
        pytest.skip("DOCKETGRAPH_NEO4J=off leaves out what needs a real Neo4j")
    if _missing:
        pytest.skip(_missing[0])
    try:
        server = _taken(holding) if _free else _started()
    except Missing as error:
        if ASKED == "required":
            raise
        _missing.append(str(error))
        pytest.skip(str(error))
    try:
        if not holding or _holds.get(server.port) != holding:
            empty(server)
        _holds[server.port] = holding
        yield server
    finally:
        _free.append(server)


def _taken(holding: str) -> Server:
    """The free server that holds what is asked for; else the one that was used last."""
    server = next((one for one in _free if holding and _holds.get(one.port) == holding), _free[-1])
    _free.remove(server)
    return server


def _started() -> Server:
    folder = tempfile.TemporaryDirectory(prefix="neo4j-")
    server = Server(Path(folder.name), heap="512m", java=QUICK, settings=SETTINGS)
    atexit.register(folder.cleanup)
    atexit.register(server.kill)  # what it holds goes with its folder
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
