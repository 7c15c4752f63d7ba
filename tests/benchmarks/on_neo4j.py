"""`make bench-neo4j`: the project on Neo4j and @neo4j/graphql on the same server, over the same synthetic graph, asked in turn in one run.

The graph comes from the file of `make bench` (BENCH_STORE), by the files of `neo4j-admin database import`. The peer is served as its documentation
shows it, by Apollo Server; what it cannot say itself (narrower terms, the last state, totals, counts) it is given in Cypher. Every answer is compared
before it is timed. A table goes to standard output. With `--load` it measures how the graph gets there instead: by batches into an empty server,
and as import files.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from graph.neo4j.importing import ARGUMENTS, write_files
from graph.store import open_store
from tests.benchmarks.requests import OURS, Request, bare, requests
from tests.benchmarks.run import PAGE, Contestant, load, measure, over_http
from tests.benchmarks.servers import Server, free_port, started
from tests.benchmarks.synthetic import batches
from tests.neo4j.server import DATABASE, USER
from tests.neo4j.server import Server as Neo4j

HERE = Path(__file__).parent / "neo4jgraphql"
PEER = "@neo4j/graphql"

_SUIT = """id name filedOn status { id: term } court { name }
    parties: partiesConnection { edges { role: properties { role } node { name } } }
    claims { cause { label } statutes { citation } } allegations { act { label } data { label } }"""
TEXTS = {
    "R1": "query One($id: ID!) { cases(where: {id: {eq: $id}}) { id name docketNumber filedOn judge country classAction notes court { id name } } }",
    "R2": "query Suits($act: ID!, $data: ID!, $n: Int!) { totalCount: totalAlleging(act: $act, data: $data) "
    f"nodes: casesAlleging(act: $act, data: $data, first: $n) {{ {_SUIT} }} }}",
    "R4": "{ counts: countsByDataAndYear { data year count } }",
    "R5": """query Company($id: ID!) { parties(where: {id: {eq: $id}}) { id name totalCount: totalSuits
        nodes: suits(first: 50) { id name filedOn parties: partiesConnection { edges { role: properties { role } node { name } } } } } }""",
}
TEXTS["R3"] = TEXTS["R2"]

TO_ONE = ("court", "cause", "act", "data")
"""Relationships to one thing, which the peer serves as lists."""


def answer_of_peer(name: str, answer: dict[str, Any]) -> Any:
    """The peer's answer in the project's shape."""
    data = _single(answer["data"])
    if name == "R1":
        data = data["cases"][0]
    if name == "R5":
        (party,) = data["parties"]
        data = {
            "id": party["id"],
            "name": party["name"],
            "suits": {"totalCount": party["totalCount"], "nodes": party["nodes"]},
        }
    return _ordered(bare(data))


def _single(value: Any) -> Any:
    if isinstance(value, list):
        return [_single(each) for each in value]
    if isinstance(value, dict):
        return {
            name: _single(each[0] if name in TO_ONE and isinstance(each, list) and len(each) == 1 else each)
            for name, each in value.items()
        }
    return value


def _ordered(value: Any) -> Any:
    """An answer whose lists are in one order: what neither request orders, each server gives as it likes."""
    if isinstance(value, list):
        return sorted((_ordered(each) for each in value), key=orjson.dumps)
    return {name: _ordered(each) for name, each in sorted(value.items())} if isinstance(value, dict) else value


@contextmanager
def imported(graph: Path, folder: Path) -> Iterator[Neo4j]:
    """A server that holds the graph of a file; it is imported unless it was before."""
    server = Neo4j(folder / "server", heap="4g", settings={"server.memory.pagecache.size": "2g"})
    done = folder / "imported"
    stamp = f"{graph.stat().st_size} {graph.stat().st_mtime_ns}"
    if not done.exists() or done.read_text() != stamp:
        with open_store(f"sqlite:///{graph}", read_only=True) as store:
            write_files(store, folder / "files")
        server.start()  # makes its folders and its password
        server.stop()
        server.admin(
            "database", "import", "full", DATABASE, "--overwrite-destination", f"@{ARGUMENTS}", folder=folder / "files"
        )
        shutil.rmtree(folder / "files")
        done.write_text(stamp)
    server.start()
    try:
        open_store(server.url, read_only=True).close()  # makes the indexes
        yield server
    finally:
        server.stop()


@contextmanager
def ours(server: Neo4j) -> Iterator[Server]:
    """The project's own command over the server."""
    port = free_port()
    command = [
        Path(sys.executable).with_name("docketgraph"),
        "serve",
        "--store",
        f"bolt://127.0.0.1:{server.port}",
        "--port",
        str(port),
    ]
    environment = {"DOCKETGRAPH_MAX_FIRST": str(PAGE), "NEO4J_USERNAME": USER, "NEO4J_PASSWORD": server.password}
    with started(command, port, environment) as found:
        yield _with(found, server)


@contextmanager
def peer(server: Neo4j, installed: Path) -> Iterator[Server]:
    """The peer over the server; what npm installs is kept."""
    installed.mkdir(parents=True, exist_ok=True)
    for path in HERE.iterdir():
        shutil.copyfile(path, installed / path.name)
    subprocess.run(["npm", "ci", "--silent"], cwd=installed, check=True)
    port = free_port()
    environment = {
        "PORT": str(port), "NEO4J_URL": f"bolt://127.0.0.1:{server.port}", "NEO4J_USERNAME": USER, "NEO4J_PASSWORD": server.password,
        "NODE_ENV": "production",
    }  # fmt: skip
    with started(["node", str(installed / "server.js")], port, environment) as found:
        yield _with(found, server)


def _with(found: Server, server: Neo4j) -> Server:
    """A server whose processor time is that of the database too."""
    assert server.process is not None
    return found._replace(pids=(*found.pids, server.process.pid))


def compare(name: str, contestants: dict[str, Contestant], request: Request) -> None:
    """Ask both for what the variables ask for, which also warms them.

    Raises:
        AssertionError: an answer has errors, or they differ.
    """
    for number, variables in enumerate(request.variables):
        answers = {server: orjson.loads(contestant.ask(number)[1]) for server, contestant in contestants.items()}
        for server, answer in answers.items():
            assert "errors" not in answer, f"{name}: {server}: {answer['errors']}"
        mine, theirs = _ordered(bare(answers[OURS]["data"])), answer_of_peer(name, answers[PEER])
        assert mine == theirs, f"{name}: {variables} is answered otherwise"


def measure_loads(graph: Path, cases: int) -> None:
    """Print how fast a first load goes by batches, with what it takes of both processes, and how fast import files are written."""
    with tempfile.TemporaryDirectory(dir=graph.parent) as made:
        server = Neo4j(Path(made) / "server", heap="4g", settings={"server.memory.pagecache.size": "2g"})
        server.start()
        try:
            assert server.process is not None
            taken = Server(server.port, (server.process.pid,))
            with open_store(server.url) as store:
                began, mine, theirs = time.perf_counter(), time.process_time(), taken.processor_seconds()
                done = store.load(batches(cases), loader="synthetic")
                seconds = time.perf_counter() - began
                mine, theirs = time.process_time() - mine, taken.processor_seconds() - theirs
        finally:
            server.stop()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"by batches: {done.evidence:,} statements in {seconds:,.0f} s: {done.evidence / seconds:,.0f} a second; processor seconds: "
            f"{mine:,.0f} here, {theirs:,.0f} in the server ({(mine + theirs) / done.evidence * 1e6:.0f} µs a statement); {memory:,.0f} MB here",
            flush=True,
        )
        with open_store(f"sqlite:///{graph}", read_only=True) as store:
            began = time.perf_counter()
            rows = write_files(store, Path(made) / "files")
            seconds = time.perf_counter() - began
        print(f"import files: {rows:,} rows in {seconds:,.0f} s: {rows / seconds:,.0f} a second", flush=True)


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=int(os.environ.get("BENCH_CASES", "20000")), help="how many suits")
    parser.add_argument(
        "--store", type=Path, default=Path(os.environ.get("BENCH_STORE", ".bench/graph.db")), help="the file of the graph"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="for how long each is asked in a round")
    parser.add_argument("--requests", default="R1,R2,R3,R4,R5", help="which (%(default)s)")
    parser.add_argument("--load", action="store_true", help="measure loads and import files instead of requests")
    given = parser.parse_args()
    given.store.parent.mkdir(parents=True, exist_ok=True)
    load(given.store, given.cases)
    if given.load:
        measure_loads(given.store, given.cases)
        return 0
    folder = given.store.parent.resolve() / f"neo4j-bench-{given.cases}"
    folder.mkdir(exist_ok=True)
    with (
        imported(given.store, folder) as server,
        ours(server) as mine,
        peer(server, folder.parent / "neo4jgraphql") as other,
    ):
        asked = requests(given.cases)
        print(f"{'milliseconds':6}{OURS:>26}{PEER:>26}{'ratio p50':>12}{'ratio p99':>12}")
        print(" " * 12 + f"{'p50':>8}{'p99':>8}{'cpu':>8}" * 2)
        for name in given.requests.split(","):
            request = Request({**asked[name].texts, PEER: TEXTS[name]}, asked[name].variables)
            contestants = {OURS: over_http(mine, request, OURS), PEER: over_http(other, request, PEER, "")}
            compare(name, contestants, request)
            row = measure(contestants, given.rounds, given.seconds)
            shown = "".join(f"{row[each][figure]:>8.1f}" for each in (OURS, PEER) for figure in ("p50", "p99", "cpu"))
            ratios = "".join(f"{row[PEER][figure] / row[OURS][figure]:>11.1f}x" for figure in ("p50", "p99"))
            print(f"{name:12}{shown}{ratios}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
