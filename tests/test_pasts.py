"""Past graphs of a file: made once beside it by a process, for every process, and waited for only as long as one likes."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time

import httpx
import pytest
from generated_graphs import Chooser, graph, shown
from worlds import said, small_world

from api.app import create_app
from api.graphql.schema import Schema
from api.settings import Settings
from graph.errors import NotReady, OutOfTime, StoreError
from graph.facts import Batch
from graph.ontology import Case
from graph.past import KEPT
from graph.sqlite import pasts
from graph.store import open_store

THEN = "{ then: cases(knownAt: 1) { totalCount } now: cases { totalCount } }"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "a graph.db"
    with open_store(f"sqlite:///{made}") as store:
        store.load(small_world())
        for number in range(5):
            store.load([Batch(f"{number}", said(Case(id=f"new-{number}"), "docket"))])
    return made


@pytest.fixture
def store(path):
    with open_store(f"sqlite:///{path}", read_only=True) as opened:
        yield opened


def files(path):
    return sorted(each.name.partition("-")[0] for each in path.with_name(f"{path.name}-pasts").glob("*.db"))


def test_a_past_is_made_once_for_all_processes(path, store, monkeypatch):
    assert store.at(1).counts()["Case"] == 5
    assert files(path) == ["1"]
    monkeypatch.setattr(subprocess, "Popen", None)
    with open_store(f"sqlite:///{path}", read_only=True) as other:
        assert other.at(1).counts()["Case"] == 5


def test_whoever_does_not_wait_is_told_when_to_ask_again_and_others_are_answered(path, store):
    app = create_app(store, Settings(past_seconds=0))

    async def ask():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.post("/graphql", json={"query": THEN})

    first = asyncio.run(ask())
    (error,) = first.json()["errors"]
    assert error["message"] == "knownAt: the graph of revision 1 is being prepared"
    assert error["extensions"]["code"] == "NOT_READY"
    seconds = error["extensions"]["retryAfter"]
    assert first.headers["retry-after"] == str(seconds)
    assert error["extensions"]["hint"] == f"ask again in {seconds} s"
    assert 1 <= seconds <= 10
    begun = time.monotonic()
    while "errors" in (found := asyncio.run(ask()).json()):
        assert time.monotonic() - begun < 60
        time.sleep(0.1)
    assert found["data"] == {"then": {"totalCount": 5}, "now": {"totalCount": 10}}


def test_a_past_is_what_was_held_then(tmp_path):
    for seed in range(3):
        made = graph(Chooser(seed))
        url, target = f"sqlite:///{tmp_path / f'{seed}.db'}", tmp_path / f"{seed}-past" / "past.db"
        target.parent.mkdir()
        with open_store(url) as whole:
            made.into(whole)
        for number in range(1, len(made.loads)):
            with open_store("sqlite://") as partial:
                for batches in made.loads[:number]:
                    partial.load(batches)
                assert pasts.make(str(tmp_path / f"{seed}.db"), target, partial.revision())
                with open_store(f"sqlite:///{target}", read_only=True) as past:
                    assert shown(past) == shown(partial)
                    assert list(past.log()) == list(partial.log())
            target.unlink()


def test_some_pasts_are_kept_and_what_a_killed_maker_left_is_cleared(path, store):
    folder = path.with_name(f"{path.name}-pasts")
    folder.mkdir()
    (folder / "9.part").write_bytes(b"half")
    (folder / "9.part-wal").write_bytes(b"half")
    for number in range(1, 6):
        assert store.at(number).counts()["Case"] == 4 + number
        for each in folder.glob("*.db"):
            os.utime(each, times=(0, int(each.name.partition("-")[0])))
    assert files(path) == ["1", "2", "3", "4", "5"][-KEPT:]
    assert not list(folder.glob("*.part*"))
    shutil.rmtree(folder)
    assert store.at(5).counts()["Case"] == 9, "it is made again, and asked anew"


def test_a_past_that_was_asked_for_just_now_is_not_deleted(path, store):
    for number in range(1, 6):
        store.at(number)
    assert len(files(path)) == 5 > KEPT


def test_a_graph_that_was_made_anew_has_a_past_of_its_own(path):
    with open_store(f"sqlite:///{path}") as store:
        assert store.at(1).counts()["Case"] == 5
    for each in path.parent.glob(f"{path.name}*"):
        if each.is_file():
            each.unlink()
    with open_store(f"sqlite:///{path}") as store:
        store.load([Batch("one", said(Case(id="one"), "docket"))], "anew")
        store.load([Batch("two", said(Case(id="two"), "docket"))], "anew")
        assert store.at(1).counts()["Case"] == 1


def test_while_another_process_makes_a_past_nobody_else_does(path, store):
    import fcntl

    folder = path.with_name(f"{path.name}-pasts")
    folder.mkdir()
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert not pasts.make(str(path), folder / "1-x.db", 1)
        with pytest.raises(NotReady):
            store.at(1, seconds=1)
        assert files(path) == []
    assert store.at(1).counts()["Case"] == 5


def test_what_hinders_a_past_is_told_in_words(path, store, monkeypatch):
    folder = path.with_name(f"{path.name}-pasts")
    folder.write_text("in the way")
    with pytest.raises(StoreError, match=r"a graph.db-pasts cannot be made"):
        store.at(1)
    folder.unlink()
    real = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: real([sys.executable, "-c", "raise OSError('no room')"], **more))
    with pytest.raises(StoreError, match="no room"):
        store.at(1)


def test_the_newest_graph_needs_no_past(store, monkeypatch):
    monkeypatch.setattr(store, "at", None)
    answer = json.loads(Schema(store).ask("{ cases(knownAt: 6) { totalCount } graph(knownAt: 6) { revision { number } } }"))
    assert answer["data"] == {"cases": {"totalCount": 10}, "graph": {"revision": {"number": 6}}}


def test_in_memory_a_past_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("graph.sqlite.store.LOOK_EVERY", 50)
    with open_store("sqlite://") as store:
        store.load(small_world())
        store.load([Batch("suits", ())])
        with pytest.raises(OutOfTime):
            store.at(1, seconds=0)
        assert store.at(1).counts()["Case"] == 5
