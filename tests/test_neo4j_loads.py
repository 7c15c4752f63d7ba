"""Loads into a real Neo4j: in one transaction or in many, broken off at any point, at the same time, and read meanwhile."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import count
from typing import Any

import pytest
from generated_graphs import shown
from worlds import ask, said, small_world

from graph.errors import StoreError
from graph.facts import Batch, Evidence, Fact, Statement
from graph.neo4j import load as loads
from graph.neo4j import reading
from graph.neo4j import store as stores
from graph.ontology import Case, Company
from graph.query import Compare, ListAll, Nodes, Select, Shape, Total, Var
from graph.query import Get as Wanted
from graph.store import Store, open_store
from tests.neo4j.rented import empty as emptied
from tests.neo4j.rented import long, rented


@pytest.fixture(scope="module")
def server():
    with rented() as made:
        yield made


@pytest.fixture
def empty(server):
    emptied(server)
    with open_store(server.url) as store:
        yield store


def told(store: Store) -> tuple[Any, ...]:
    """All that a store shows and was told."""
    return shown(store), list(store.log()), store.revisions(), store.origins(), store.counts()


def later() -> list[Batch]:
    """A load that says more, says less, and says otherwise."""
    (_, sources, ownership, suits) = small_world()
    rows = list(suits.statements)
    more = [Statement(Fact("case-new", "kind", value="Case"), Evidence("docket")), *said(Case(id="case-new", name="Later v. Now"), "docket")]
    return [Batch("suits", [*rows[:-30], *more], "v2"), Batch("ownership", list(ownership.statements)[4:], "v2"), Batch("more", rows[10:25])]


@pytest.mark.parametrize("whole", [0, 10**9])
def test_in_one_transaction_or_in_many_a_load_gives_the_graph_of_the_reference(empty, whole, monkeypatch):
    monkeypatch.setattr(loads, "WHOLE", whole)
    with open_store("memory:") as memory:
        for batches in (small_world, later, small_world):
            assert empty.load(batches(), "tests") == memory.load(batches(), "tests")
            assert shown(empty) == shown(memory)
            assert list(empty.log()) == list(memory.log())
            assert empty.counts() == memory.counts()
            assert empty.origins() == memory.origins()


class Killed(BaseException):
    """The process is gone."""


def kill(server, monkeypatch, batches, steps: int) -> bool:
    """Load in many transactions, and be gone after some of them; tell whether it had ended before."""
    sent, sending = count(), loads._InMany._send

    def killed(self, cypher, parameters):
        if next(sent) == steps:
            raise Killed
        sending(self, cypher, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(loads, "WHOLE", 0)
        patch.setattr(loads._InMany, "_send", killed)
        # whoever is killed mends nothing, and finds nothing to mend before
        patch.setattr(loads.Loads, "_mend", lambda self: None)
        try:
            with open_store(server.url) as other:
                other.load(batches, "killed")
        except Killed:
            return False
        return True


@long
@pytest.mark.parametrize("first", [True, False])
def test_a_large_load_that_is_killed_anywhere_leaves_the_revision_before(empty, server, first, monkeypatch):
    if not first:
        empty.load(small_world(), "before")
    before = told(empty)
    for steps in count(0, 7 if first else 4):
        if kill(server, monkeypatch, small_world() if first else later(), steps):
            break
        with open_store(server.url, read_only=True) as reader:
            if reader.revision() == len(before[2]):
                assert (shown(reader), list(reader.log()), reader.counts()) == (before[0], before[1], before[4])
        with open_store(server.url) as again:
            if again.revision() == len(before[2]) + 1:  # it was published, and killed while it tidied up
                break
            assert told(again) == before
    assert steps > 8
    with open_store(server.url) as now, open_store("memory:") as memory:
        if not first:
            memory.load(small_world())
        memory.load(small_world() if first else later())
        assert shown(now) == shown(memory)
        assert list(now.log()) == list(memory.log())


def test_a_load_that_fails_in_the_server_changes_nothing(empty):
    empty.load(small_world())
    before = told(empty)
    with pytest.raises(StoreError):
        empty.load([Batch("too long", said(Case(id="long", docket_number="7" * 40_000), "docket"))])
    assert told(empty) == before


def test_two_loads_at_once_are_one_after_the_other_or_refused(empty, server):
    refused: list[StoreError] = []

    def slowly() -> Iterator[Statement]:
        with open_store(server.url) as other:
            try:
                other.load([Batch("b", said(Company(id="github"), "docket"))])
            except StoreError as error:
                refused.append(error)
        yield from said(Company(id="linkedin"), "docket")

    empty.load([Batch("a", slowly())])
    assert [error.message.partition(" on ")[0] for error in refused] == ["another load runs"]
    assert empty.counts()["Company"] == 1
    assert "password" not in str(refused[0])


def test_what_is_published_upon_another_revision_is_refused(empty, server, monkeypatch):
    empty.load([Batch("z", said(Company(id="openai"), "docket"))])
    late = Batch("a", said(Company(id="linkedin"), "docket"))
    compare = loads.log.compare

    def compared(*args, **kwargs):
        compare(*args, **kwargs)
        monkeypatch.setattr(loads.log, "compare", compare)
        monkeypatch.setattr(loads.Loads, "_locked", lambda self: nullcontext())
        with open_store(server.url) as other:
            other.load([Batch("b", said(Company(id="github"), "docket"))])

    monkeypatch.setattr(loads.log, "compare", compared)
    with pytest.raises(StoreError, match="another load was published meanwhile"):
        empty.load([late])
    assert empty.counts()["Company"] == 2


@pytest.mark.parametrize("broken", ["log", "projection"])
def test_a_first_load_of_which_one_half_fails_says_why_and_leaves_nothing(empty, broken, monkeypatch):
    def fails(*args, **others):
        raise StoreError("no room", "make some")

    with monkeypatch.context() as patch:
        patch.setattr(loads, "WHOLE", 0)
        if broken == "log":
            patch.setattr(loads.log, "write_revision", fails)
        else:
            patch.setattr(loads.Projection, "write_links", fails)
        with pytest.raises(StoreError, match="no room"):
            empty.load(small_world())
    assert empty.revision() == 0
    assert (shown(empty), list(empty.log())) == ([], [])
    assert empty.load(small_world()).revision == 1


@pytest.mark.parametrize("steps", [1, 14])
def test_while_a_load_is_half_written_readers_read_the_revision_before(empty, server, steps, monkeypatch):
    empty.load(small_world(), "before")
    before = told(empty)
    assert not kill(server, monkeypatch, later(), steps)
    query = ListAll(Select("Case"), (Total("n"),))
    with open_store(server.url, read_only=True) as reader:
        assert reader.revision() == 1
        assert ask(reader, query) == {"n": 5}
        with reader.reading():
            assert (shown(reader), list(reader.log()), reader.revisions(), reader.counts()) == (*before[:3], before[4])
        with pytest.raises(StoreError, match="a load came in between"):
            list(reader.archive().sayings)
    monkeypatch.setattr(stores, "MOST_FACTS", 10)
    with open_store(server.url, read_only=True) as reader, pytest.raises(StoreError, match="a large load into .* is being written"):
        ask(reader, query)
    with open_store(server.url) as again:  # takes back what was left
        assert told(again) == before


@long
def test_a_reader_never_sees_half_of_a_load(empty, server):
    """Each load renames every company; whoever reads sees one name only."""
    ids = [f"c{number}" for number in range(60)]
    empty.load([Batch("a", (one for id in ids for one in said(Company(id=id, name="name 0"), "docket")))])
    done = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        query = ListAll(Select("Company", where=Compare("name", "starts", Var("n"))), (Nodes("rows", Shape((Wanted("name", "name"),))),))
        with open_store(server.url, read_only=True) as reader:
            while not done.is_set():
                names = {row["name"] for row in json.loads(reader.select(query, {"n": "name"}))["rows"]}
                if len(names) != 1:
                    wrong.append(names)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for each in readers:
        each.start()
    for number in range(1, 6):
        empty.load([Batch("a", (one for id in ids for one in said(Company(id=id, name=f"name {number}"), "docket")))])
    done.set()
    for each in readers:
        each.join()
    assert wrong == []


def test_a_door_that_stays_shut_is_told(empty, monkeypatch):
    empty.load([Batch("a", said(Company(id="a"), "docket"))])
    empty.loads._shut("somebody who is gone")
    monkeypatch.setattr(reading, "WAIT_SECONDS", 0.1)
    with pytest.raises(StoreError, match="is being published"):
        empty.revision()
    empty.load([Batch("b", said(Company(id="b"), "docket"))])  # finds it shut, and nobody there
    assert empty.revision() == 2


def test_a_revision_met_before_is_told_without_asking_the_server(empty, server, monkeypatch):
    count = ListAll(Select("Company"), (Total("n"),))
    empty.load([Batch("a", said(Company(id="a"), "docket"))])
    with open_store(server.url, read_only=True) as reader:
        assert reader.revision(exact=False) == 1
        empty.load([Batch("b", said(Company(id="b"), "docket"))])
        with monkeypatch.context() as patched:
            patched.setattr(reader.connection, "read", lambda *_: pytest.fail("the server was asked"))
            assert reader.revision(exact=False) == 1
        assert ask(reader, count) == {"n": 2}
        assert reader.revision(exact=False) == 2


def test_within_a_reading_the_past_of_nothing_is_nothing(empty):
    count = ListAll(Select("Company"), (Total("n"),))
    with empty.reading():
        assert ask(empty, count) == {"n": 0}
        other = threading.Thread(target=lambda: empty.load([Batch("a", said(Company(id="a"), "docket"))]))
        other.start()
        other.join()
        assert ask(empty, count) == {"n": 0}
        assert list(empty.scan()) == []
    assert ask(empty, count) == {"n": 1}


def test_what_is_no_graph_of_ours_is_left_alone(empty, server):
    empty.connection.run("MATCH (n) DETACH DELETE n")
    empty.connection.run("CREATE (:Person {name: 'Ada'})")
    with pytest.raises(StoreError, match="holds another graph"):
        open_store(server.url)
    empty.connection.run("MATCH (n) DELETE n")
    with pytest.raises(StoreError, match="is empty"):
        open_store(server.url, read_only=True)
