"""Several processes over one file: each sees a load at once, in the middle of traffic, and whole revisions only."""

from __future__ import annotations

import contextlib
import re
import signal
import threading

import httpx
import pytest
from worlds import said, small_world

from graph.facts import Batch
from graph.ontology import Case, HeardIn
from graph.store import open_store
from tests.processes import line_of, start

BOTH = "{ cases { totalCount } court(id: \"cand\") { cases { totalCount } } }"
LOADS, PER_LOAD = 8, 25


@contextlib.contextmanager
def serving(url, **settings):
    process = start("serve", "--store", url, "--port", "0", "--workers", "2", **settings)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+", line_of(process))
        assert address
        yield process, address[0]
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=15)
        finally:
            process.kill()


def until_it_answers(address):
    for _ in range(200):
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{address}/health", timeout=20)
    raise AssertionError("no worker answers")


def test_every_worker_sees_each_load_in_mid_traffic_and_whole(tmp_path):
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    with open_store(url) as store:
        store.load(small_world(), "test")
        with serving(url) as (process, address):
            until_it_answers(address)
            counts: list[set[int]] = []
            wrong: list[str] = []
            done = threading.Event()

            def ask():
                seen: set[int] = set()
                tag, kept = "", 0
                while not done.is_set():
                    # a connection of its own each time, so that either worker may take it
                    response = httpx.get(f"{address}/graphql", params={"query": BOTH}, headers={"If-None-Match": tag}, timeout=20)
                    if response.status_code == 304:
                        seen.add(kept)
                        continue
                    data = response.json()["data"]
                    kept, tag = data["cases"]["totalCount"], response.headers["etag"]
                    seen.add(kept)
                    if (kept - 5) % PER_LOAD:
                        wrong.append(f"{kept} suits: half a revision")
                counts.append(seen)

            askers = [threading.Thread(target=ask) for _ in range(2)]
            for asker in askers:
                asker.start()
            for load in range(LOADS):
                store.load([Batch(f"load {load}", [
                    statement for n in range(PER_LOAD) for thing in
                    (Case(id=f"new-{load}-{n}", name=f"New {n}"), HeardIn(source=f"new-{load}-{n}", target="cand"))
                    for statement in said(thing, "docket")
                ])], "test")  # fmt: skip
            newest = {httpx.post(f"{address}/graphql", json={"query": BOTH}, timeout=20).json()["data"]["cases"]["totalCount"]
                      for _ in range(20)}  # fmt: skip
            done.set()
            for asker in askers:
                asker.join()
            assert newest == {5 + LOADS * PER_LOAD}, "every answer after a load shows it, whoever gives it"
            assert wrong == []
            assert all(len(seen) > 1 for seen in counts), "the loads were seen while asking"
            process.send_signal(signal.SIGINT)
            _, printed = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in printed
    assert printed.splitlines()[-1] == "stopped"


def test_settings_reach_the_workers(curated):
    with serving(curated, max_cost=3) as (_, address):
        until_it_answers(address)
        answers = [httpx.post(f"{address}/graphql", json={"query": "{ cases { nodes { id } } }"}, timeout=20).json() for _ in range(6)]
    assert {each["errors"][0]["extensions"]["code"] for each in answers} == {"QUERY_TOO_COSTLY"}


@pytest.mark.parametrize("url", ["memory:", "sqlite://"])
def test_what_is_in_memory_is_not_served_by_several(url):
    process = start("serve", "--store", url, "--workers", "2", "--port", "0")
    _, printed = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "in the memory of one process" in printed
    assert "Traceback" not in printed


def test_whichever_worker_is_asked_tells_what_all_of_them_did(tmp_path):
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    with open_store(url) as store:
        store.load(small_world(), "test")
    with serving(url) as (_, address):
        until_it_answers(address)
        for number in range(1, 31):
            httpx.post(f"{address}/graphql", json={"query": BOTH}, timeout=20).raise_for_status()
            told = httpx.get(f"{address}/metrics", timeout=20).text
            assert f'docketgraph_operations_total{{code="OK",way="compiled"}} {number}.0' in told
