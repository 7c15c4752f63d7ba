"""`make bench`: the project and its peers over one synthetic graph, asked in turn in one run; medians, ratios and floors.

Beside them the limit is measured: the project's own statement alone, in process, and the same answer ready in memory behind
a plain FastAPI route. A table goes to standard output, all figures to benchmarks.json; a ratio below its floor ends it with 1.
The graph is kept between runs (BENCH_STORE). `--soak` asks by many clients beside a load instead (`soak.py`).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import orjson

from api.graphql.compile import RootPlan
from api.graphql.operations import Prepared
from api.graphql.schema import Schema
from api.settings import Settings
from graph.errors import StoreError
from graph.store import Store, open_store
from tests.benchmarks.postgres import Missing, postgraphile
from tests.benchmarks.requests import OURS, PLAIN, POSTGRAPHILE, Request, bare, leaves, requests
from tests.benchmarks.servers import Client, Server, application, docketgraph, free_port, request_bytes, started
from tests.benchmarks.soak import soak
from tests.benchmarks.synthetic import batches

PAGE = 2_000
"""The largest page that the project's server gives here: R4 is a page of as many counts; by default it is 200."""

STATEMENT, READY = "statement alone", "ready bytes"

FLOORS: dict[str, dict[str, float]] = {
    "R1": {POSTGRAPHILE: 1.0},
    "R2": {PLAIN: 15.0, POSTGRAPHILE: 3.5},
    "R3": {PLAIN: 35.0, POSTGRAPHILE: 5.0},
    "R4": {POSTGRAPHILE: 2.5},
    "R5": {POSTGRAPHILE: 2.3},
}
"""How many times quicker than a peer each request must be, at the median."""

CEILINGS = {"R2": 2.0}
"""How many times the limit a request may take."""

LOG_TABLES = ("thing", "revision", "origin", "fact", "passage", "evidence", "voice", "change", "predicate")
"""Tables that hold what was stated; the others, the full text's own aside, hold the projection."""


class Contestant(NamedTuple):
    """What is timed: how it is asked for the n-th time, which gives seconds and the answer, and what processor time it has used."""

    ask: Callable[[int], tuple[float, bytes]]
    processor_seconds: Callable[[], float]


def load(path: Path, cases: int) -> dict[str, float]:
    """Make the graph, unless it is there; what the load took."""
    if path.exists():
        try:
            with open_store(f"sqlite:///{path}", read_only=True) as store:
                if store.counts()["Case"] == cases:
                    return {}
        except StoreError:
            pass
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    with open_store(f"sqlite:///{path}") as store:
        began, before = time.perf_counter(), time.process_time()
        done = store.load(batches(cases), loader="synthetic")
        seconds, processor = time.perf_counter() - began, time.process_time() - before
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        shown = sum(count for kind, count in store.counts().items() if kind not in ("facts", "evidence"))
    rows = _projected_rows(path)
    return {
        "seconds": seconds,
        "processor seconds": processor,
        "statements a second": done.evidence / seconds,
        "projected rows a second": rows / seconds,
        "projected rows a processor second": rows / processor,
        "nodes and edges a second": shown / seconds,
        "peak memory in MB": memory,
        "file in MB": path.stat().st_size / 1e6,
    }


def _projected_rows(path: Path) -> int:
    db = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    tables = [
        name
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'words_%'")
        if name not in LOG_TABLES
    ]
    return sum(db.execute(f"SELECT count(*) FROM {name}").get for name in tables)


@contextmanager
def served(name: str, path: Path) -> Iterator[Server]:
    """A server of one kind over the file of the graph.

    Raises:
        Missing: it cannot be installed here.
    """
    if name == POSTGRAPHILE:
        with postgraphile(path, path.parent / "postgraphile") as server:
            yield server
        return
    port = free_port()
    command = {
        OURS: docketgraph(path, port),
        PLAIN: application("tests.benchmarks.plain", path, port),
        READY: application("tests.benchmarks.ready", path, port),
    }[name]
    with started(command, port, {"DOCKETGRAPH_MAX_FIRST": str(PAGE)}) as server:
        yield server


def over_http(server: Server, request: Request, name: str, path: str = "graphql") -> Contestant:
    """A server, asked in the words of `name` by one client on one connection."""
    client = Client(server.port)
    texts = [request_bytes(request.texts[name], variables, path) for variables in request.variables]
    return Contestant(lambda number: client.ask(texts[number % len(texts)]), server.processor_seconds)


def in_process(store: Store, schema: Schema, request: Request) -> Contestant:
    """The statements that the project makes of a request, without anything around them."""
    executor = schema.executor
    operation = executor.operations.get(request.texts[OURS], None)
    assert isinstance(operation, Prepared), operation
    asked = []
    for each in request.variables:
        variables = executor.operations.coerce(operation, each)
        (plan,) = executor.operations.plans(operation, variables)
        assert isinstance(plan, RootPlan)
        asked.append((plan.query, executor.bindings(plan, variables, executor.asked)))

    def ask(number: int) -> tuple[float, bytes]:
        query, bindings = asked[number % len(asked)]
        began = time.perf_counter()
        answer = store.select(query, bindings)
        return time.perf_counter() - began, answer

    return Contestant(ask, time.process_time)


def measure(contestants: dict[str, Contestant], rounds: int, seconds: float) -> dict[str, dict[str, float]]:
    """Milliseconds of each at the median and the 99th percentile, and its processor time an answer; asked in alternation."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    used = dict.fromkeys(contestants, 0.0)
    for _ in range(rounds):
        for name, (ask, processor_seconds) in contestants.items():
            before, until, number = processor_seconds(), time.perf_counter() + seconds, 0
            while time.perf_counter() < until or number < 2:
                times[name].append(ask(number)[0] * 1000)
                number += 1
            used[name] += processor_seconds() - before
    return {
        name: {
            "p50": statistics.median(took),
            "p99": statistics.quantiles(took, n=100)[98],
            "cpu": used[name] * 1000 / len(took),
            "answers": len(took),
        }
        for name, took in times.items()
    }


def compare(contestants: dict[str, Contestant], request: Request, *, same: bool) -> dict[str, Any]:
    """Ask each for what the variables ask for, which also warms it; what the answers have in common.

    Raises:
        AssertionError: an answer has errors, or (`same`) differs from the project's.
    """
    sizes = []
    for number, variables in enumerate(request.variables[:12]):
        answers = {name: orjson.loads(contestant.ask(number)[1]) for name, contestant in contestants.items()}
        for name, answer in answers.items():
            assert "errors" not in answer, f"{name}: {answer['errors']}"
            if same:
                assert bare(answer["data"]) == bare(answers[OURS]["data"]), f"{name} answers {variables} otherwise"
        sizes.append(leaves(answers[OURS]["data"]))
    return {"leaves": statistics.median(sizes)}


def bench(path: Path, cases: int, peers: list[str], rounds: int, seconds: float) -> tuple[dict[str, Any], list[str]]:
    """All requests, asked of all servers; figures by request, and what is below its floor."""
    figures: dict[str, Any] = {}
    missed: list[str] = []
    with ExitStack() as running:
        servers = {OURS: running.enter_context(served(OURS, path))}
        for peer in peers:
            try:
                servers[peer] = running.enter_context(served(peer, path))
            except Missing as missing:
                print(f"{peer} is left out: {missing}", file=sys.stderr)
        store = running.enter_context(open_store(f"sqlite:///{path}", read_only=True))
        schema = Schema(store, Settings(max_first=PAGE))
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        asked = requests(cases)
        for name, request in asked.items():
            _, answer = over_http(servers[OURS], request, OURS).ask(0)
            (folder / name).write_bytes(answer)
        ready = running.enter_context(served(READY, folder))
        print(
            f"{'milliseconds':22}"
            + "".join(f"{name:>{24 if name == OURS else 33}}" for name in servers)
            + f"{'the limit':>18}"
        )
        columns = f"{'p50':>8}{'p99':>8}{'cpu':>8}"
        print(" " * 22 + columns + f"{columns}{'ratio':>9}" * (len(servers) - 1) + f"{'p50':>9}{'ratio':>9}")
        for name, request in asked.items():
            contestants = {server: over_http(served_, request, server) for server, served_ in servers.items()}
            figures[name] = compare(contestants, request, same=name != "R6")
            if name != "R6":
                contestants[STATEMENT] = in_process(store, schema, request)
            contestants[READY] = over_http(ready, request, OURS, name)
            figures[name] |= measure(contestants, rounds, seconds)
            missed += judge(name, figures[name])
    return figures, missed


def judge(name: str, row: dict[str, Any]) -> list[str]:
    """Add the ratios to the figures of a request and print its line; what is below its floor."""
    missed = []
    mine = row[OURS]["p50"]
    line = f"{name}{row['leaves']:>9,.0f} leaves".ljust(22)
    for server in (OURS, PLAIN, POSTGRAPHILE):
        if server not in row:
            continue
        line += "".join(f"{row[server][figure]:>8.2f}" for figure in ("p50", "p99", "cpu"))
        if server != OURS:
            ratio = row[server]["ratio"] = row[server]["p50"] / mine
            floor = FLOORS.get(name, {}).get(server, 0.0)
            line += f"{ratio:>8.1f}{'!' if ratio < floor else 'x'}"
            if ratio < floor:
                missed.append(f"{name}: {ratio:.1f} times as quick as {server}, the floor is {floor}")
    if STATEMENT in row:
        limit = row[STATEMENT]["p50"] + row[READY]["p50"]
        row["limit"] = {"p50": limit, "ratio": mine / limit}
        over = mine / limit > CEILINGS.get(name, float("inf"))
        line += f"{limit:>9.2f}{mine / limit:>8.1f}{'!' if over else 'x'}"
        if over:
            missed.append(f"{name}: {mine / limit:.1f} times the limit, the ceiling is {CEILINGS[name]}")
    print(line, flush=True)
    return missed


def main() -> int:
    """Run it; 1 where a floor is missed or the soak finds something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=int(os.environ.get("BENCH_CASES", "20000")), help="how many suits")
    parser.add_argument(
        "--store", type=Path, default=Path(os.environ.get("BENCH_STORE", ".bench/graph.db")), help="the file of the graph"
    )
    parser.add_argument("--peers", default=f"{PLAIN},{POSTGRAPHILE}", help="which peers, separated by commas; '' for none")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each server and request, each round")
    parser.add_argument("--soak", action="store_true", help="ask by many clients beside a load, on a copy of the graph")
    parser.add_argument("--clients", type=int, default=200, help="how many, in a soak")
    parser.add_argument("--soak-seconds", type=float, default=60.0, help="for how long")
    parser.add_argument("--out", type=Path, default=Path("benchmarks.json"))
    given = parser.parse_args()
    peers = [peer for peer in given.peers.split(",") if peer]
    if unknown := set(peers) - {PLAIN, POSTGRAPHILE}:
        parser.error(f"no peer is called {', '.join(sorted(unknown))}; there are {PLAIN} and {POSTGRAPHILE}")
    path = given.store.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = {"cases": given.cases, "python": platform.python_version(), "cores": os.cpu_count()}
    figures["load"] = load(path, given.cases)
    for name, value in figures["load"].items():
        print(f"load: {name} {value:,.0f}")
    if given.soak:
        figures["soak"], missed = soak(path, given.cases, given.clients, given.soak_seconds)
    else:
        found, missed = bench(path, given.cases, peers, given.rounds, given.seconds)
        figures |= found
    given.out.write_text(json.dumps(figures, indent=2) + "\n")
    for line in missed:
        print(line, file=sys.stderr)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
