"""Many clients for a while, with loads running beside: no error, answers in time, and nobody sees half a revision.

Each client keeps a connection and asks about once a second: for one suit, for twenty, for a company's, and for counts that must agree.
A process beside them loads revision after revision of `STEP` suits each, all of one court. Run as a module it is that process.
"""

from __future__ import annotations

import asyncio
import random
import selectors
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from graph.facts import KIND, Batch, Evidence, Fact, Statement
from graph.store import open_store
from tests.benchmarks.requests import OURS, requests
from tests.benchmarks.servers import Client, docketgraph, free_port, request_bytes, started
from tests.benchmarks.synthetic import more_suits

STEP = 100
"""How many suits each revision of the soak adds."""

COURT = "soak"
SLOWEST = 20
"""How many times the idle median the 99th percentile of all answers may be."""

COUNTS = """{
  one: cases(first: 0) { totalCount counts(by: [COUNTRY]) { count } }
  court(id: "soak") { cases(first: 0) { totalCount } }
  other: cases(first: 0) { totalCount counts(by: [FILED_YEAR]) { count } }
}"""
"""Counts that agree within each field, as each is one statement, and between them, as a request sees one revision."""


def soak(path: Path, cases: int, clients: int, seconds: float) -> tuple[dict[str, Any], list[str]]:
    """Ask a copy of the graph that long; the figures, and what was wrong."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "graph.db"
        shutil.copyfile(path, copy)
        add_revision(copy, cases)
        asked = {name: request for name, request in requests(cases).items() if name in ("R1", "R2", "R5")}
        sent = {
            name: [request_bytes(request.texts[OURS], each) for each in request.variables] for name, request in asked.items()
        }
        sent["counts"] = [request_bytes(COUNTS, {})]
        port = free_port()
        with started(docketgraph(copy, port), port, {}):
            idle = _idle(port, sent)
            writing = [sys.executable, "-m", "tests.benchmarks.soak", str(copy), str(cases + STEP)]
            writer = subprocess.Popen(writing, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
            try:
                crowd = _Crowd(port, sent, cases, seconds)
                asyncio.run(crowd.run(clients))
                ended_early = writer.poll() is not None
            finally:
                writer.communicate()  # its input ends, and so does it, after the revision that it is at
        with open_store(f"sqlite:///{copy}", read_only=True) as store:
            loaded = store.revision() - 2
    return _judged(crowd, idle, loaded, seconds, ended_early)


def add_revision(path: Path, first: int) -> None:
    """Load `STEP` more suits, from that number on, all of the soak's court."""

    def said() -> Iterator[Statement]:
        yield Statement(Fact(COURT, KIND, value="Court"), Evidence("docket"))
        for fact, evidence in more_suits(first, first + STEP):
            yield Statement(fact._replace(object=COURT) if fact.predicate == "HEARD_IN" else fact, evidence)

    with open_store(f"sqlite:///{path}") as store:
        store.load([Batch(f"soak/{first}", said(), str(first))], loader="soak")


def _idle(port: int, sent: dict[str, list[bytes]]) -> dict[str, list[float]]:
    """Milliseconds of each request for one client with nobody beside."""
    client = Client(port)
    times: dict[str, list[float]] = {name: [] for name in sent}
    for number in range(60):
        for name, texts in sent.items():
            took, _ = client.ask(texts[number % len(texts)])
            if number >= 10:
                times[name].append(took * 1000)
    return times


class _Crowd:
    """Clients that ask at once, and what they found."""

    def __init__(self, port: int, sent: dict[str, list[bytes]], cases: int, seconds: float) -> None:
        self.port, self.sent, self.cases = port, sent, cases
        self.until = time.monotonic() + seconds
        self.times: dict[str, list[float]] = {name: [] for name in sent}
        self.wrong: Counter[str] = Counter()
        self.seen: set[int] = set()

    async def run(self, clients: int) -> None:
        async with asyncio.TaskGroup() as group:
            for number in range(clients):
                group.create_task(self.client(random.Random(number)))

    async def client(self, drawn: random.Random) -> None:
        """One of them: asks, reads, and thinks for two seconds at most."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while True:
            await asyncio.sleep(drawn.uniform(0, 2))
            if time.monotonic() > self.until:
                break
            name = drawn.choice(list(self.sent))
            began = time.perf_counter()
            try:
                writer.write(drawn.choice(self.sent[name]))
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                body = await reader.readexactly(int(head.partition(b"content-length:")[2].partition(b"\r\n")[0]))
            except (OSError, EOFError) as error:
                self.wrong[f"{name}: {type(error).__name__} {error}"] += 1
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                continue
            self.times[name].append((time.perf_counter() - began) * 1000)
            if not head.startswith(b"http/1.1 200") or b'"errors":' in body:
                self.wrong[f"{name}: {body[:300].decode(errors='replace')}"] += 1
            elif name == "counts":
                self.agree(orjson.loads(body)["data"])
        writer.close()

    def agree(self, data: dict[str, Any]) -> None:
        """Look whether the counts of one answer are those of one whole revision."""
        totals = {name: data[name]["totalCount"] for name in ("one", "other")}
        self.seen.add(totals["one"])
        for name, total in totals.items():
            if total != sum(each["count"] for each in data[name]["counts"]) or (total - self.cases) % STEP:
                self.wrong["half a revision within a field"] += 1
        if len({*totals.values(), data["court"]["cases"]["totalCount"] + self.cases}) > 1:
            self.wrong["fields of one request saw different revisions"] += 1


def _judged(
    crowd: _Crowd, idle: dict[str, list[float]], loaded: int, seconds: float, ended_early: bool
) -> tuple[dict[str, Any], list[str]]:
    """Print and give the figures, and what was wrong."""
    figures: dict[str, Any] = {"revisions loaded": loaded, "revisions seen": len(crowd.seen), "requests": {}}
    print(f"{'':10}{'idle p50':>10}{'p50':>10}{'p99':>10}{'p99 / idle':>12}{'answers':>10}")
    for name in [*crowd.times, "all"]:
        times = crowd.times[name] if name != "all" else [each for some in crowd.times.values() for each in some]
        alone = idle[name] if name != "all" else [each for some in idle.values() for each in some]
        row = {
            "idle p50": statistics.median(alone),
            "p50": statistics.median(times),
            "p99": statistics.quantiles(times, n=100)[98],
        }
        row |= {"ratio": row["p99"] / row["idle p50"], "answers": len(times)}
        figures["requests"][name] = row
        print(
            f"{name:10}{row['idle p50']:>10.2f}{row['p50']:>10.2f}{row['p99']:>10.2f}{row['ratio']:>12.1f}{row['answers']:>10}"
        )
    print(f"{loaded} revisions of {STEP} suits were loaded in {seconds:.0f} s, {len(crowd.seen)} were seen")
    wrong = [f"{count} times {what}" for what, count in crowd.wrong.items()]
    if row["ratio"] > SLOWEST:
        wrong.append(f"the 99th percentile of all answers is {row['ratio']:.0f} times the idle median, {SLOWEST} is allowed")
    if ended_early or not loaded:
        wrong.append("the load beside ended early")
    figures["wrong"] = wrong
    return figures, wrong


def _write(path: Path, first: int) -> None:
    """Load revisions until standard input ends."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(sys.stdin, selectors.EVENT_READ)
        while not waiting.select(0):
            add_revision(path, first)
            first += STEP


if __name__ == "__main__":
    _write(Path(sys.argv[1]), int(sys.argv[2]))
