"""What only the SQLite store promises: whole revisions whatever happens, readers that never wait, one statement a question, plans."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from generated_graphs import Chooser, graph

from graph.errors import StoreError
from graph.facts import Batch, Evidence, Statement, facts_of
from graph.ontology import Allegation, Alleges, Case, CaseParty, Company, Concept, Concerns, Court, Document, HeardIn
from graph.query import (
    Compare,
    Counts,
    Find,
    Get,
    Linked,
    LinkIs,
    ListAll,
    Many,
    Nodes,
    One,
    Order,
    Page,
    Query,
    Select,
    Shape,
    Total,
    Var,
)
from graph.sqlite import project
from graph.sqlite.layout import VERSION
from graph.sqlite.store import SqliteStore
from graph.store import open_store


def suits(first: int, last: int) -> Iterator[Statement]:
    """Made-up suits against one company, each alleging something over one of two kinds of data."""
    said = Evidence("docket")
    things = [
        Document(id="docket", title="The docket"),
        Court(id="cand", name="Northern District of California"),
        Company(id="acme", name="Acme"),
        Concept(id="data/books", scheme="data", term="books", label="Books"),
        Concept(id="data/email", scheme="data", term="email", label="Email"),
    ]
    for number in range(first, last):
        case, part = f"cand-{number}", f"cand-{number}/training/books"
        kind = "data/books" if number % 3 else "data/email"
        things += [
            Case(id=case, name=f"Doe {number} v. Acme", filed_on=f"2024-{number % 12 + 1:02}-01"),
            HeardIn(source=case, target="cand"),
            CaseParty(source=case, target="acme", role="defendant"),
            Allegation(id=part, summary=f"Number {number}"),
            Alleges(source=case, target=part),
            Concerns(source=part, target=kind),
        ]
    for thing in things:
        for fact in facts_of(thing):
            yield Statement(fact, said)


NAMES = ListAll(
    Select("Case", order=(Order("filed_on", "DESC"),), first=Var("first")),
    (
        Total("totalCount"),
        Nodes(
            "nodes",
            Shape(
                (
                    Get("id", "id"),
                    One("court", "court", Select("Court", shape=Shape((Get("name", "name"),)))),
                    Page(
                        "allegations",
                        "allegations",
                        Select("Allegation", first=5),
                        (Total("totalCount"), Nodes("nodes", Shape((Many("evidence", "evidence", Select("Evidence")),)))),
                    ),
                )
            ),
        ),
    ),
)


def test_a_question_is_one_statement_whatever_its_depth(tmp_path: Path) -> None:
    store = SqliteStore(f"sqlite:///{tmp_path}/graph.db")
    store.load([Batch("suits", suits(0, 40))])
    db = store._connection()
    seen: list[str] = []
    db.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: seen.append(event["sql"]))
    store.select(NAMES, {"first": 20})
    db.trace_v2(0, None)
    assert len([sql for sql in seen if not sql.startswith("--")]) == 1


def test_a_reader_sees_whole_revisions_and_never_waits_for_a_load(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    writer, reader = open_store(url), open_store(url, read_only=True)
    writer.load([Batch("a", suits(0, 10))])
    answers: set[bytes] = set()
    waits: list[float] = []
    going = threading.Event()

    def read() -> None:
        count = ListAll(Select("Case"), (Total("n"),))
        while not going.is_set():
            began = time.perf_counter()
            answers.add(reader.select(count))
            waits.append(time.perf_counter() - began)

    thread = threading.Thread(target=read)
    thread.start()
    writer.load([Batch("b", suits(10, 1500))])
    going.set()
    thread.join()
    assert answers <= {b'{"n":10}', b'{"n":1500}'}
    # the load takes far longer than any one answer
    assert len(waits) > 3
    assert reader.select(ListAll(Select("Case"), (Total("n"),))) == b'{"n":1500}'


def test_a_second_load_beside_a_running_one_is_refused_with_a_sentence(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/graph.db")
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[Statement]:
        inside.set()
        go_on.wait(10)
        yield from suits(0, 1)

    thread = threading.Thread(target=store.load, args=([Batch("a", slow())],))
    thread.start()
    inside.wait(10)
    with pytest.raises(StoreError, match="another load runs"):
        store.load([Batch("b", suits(1, 2))])
    go_on.set()
    thread.join()
    assert store.load([Batch("b", suits(1, 2))]).revision == 2


def test_a_load_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/graph.db")
    store.load([Batch("a", suits(0, 5))])
    before = list(store.scan()), list(store.log()), store.revisions()

    def broken() -> Iterator[Statement]:
        yield from suits(5, 9)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.load([Batch("b", broken())])
    assert (list(store.scan()), list(store.log()), store.revisions()) == before
    assert store.load([Batch("b", suits(5, 9))]).new > 0


LOADING = """
import sys
sys.path.insert(0, {tests!r})
from test_sqlite import Batch, open_store, suits
store = open_store({url!r})
for load in range(12):
    store.load([Batch(f"load {{load}}", suits(load * 30, load * 30 + 30))], loader=f"load {{load}}")
    print(load, flush=True)
"""


@pytest.mark.parametrize("seed", range(20))
def test_a_load_killed_at_any_moment_leaves_whole_loads_and_completes_when_run_again(tmp_path: Path, seed: int) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    script = LOADING.format(tests=str(Path(__file__).parent), url=url)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        # the moment is counted from the first commit on, so that it falls among the loads on any machine
        acknowledged = int(process.stdout.readline())
        time.sleep(random.Random(seed).uniform(0, 0.12))
        os.kill(process.pid, signal.SIGKILL)
        acknowledged = max(acknowledged, *map(int, process.stdout.read().split() or ["0"]))
    with open_store(url) as store:
        kept = [revision.loader for revision in store.revisions()]
        assert kept == [f"load {number}" for number in range(len(kept))]
        assert len(kept) >= acknowledged + 1
        assert store.counts()["Case"] == 30 * len(kept)
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    with open_store(url) as store:
        assert len(store.revisions()) == 12
        assert store.counts()["Case"] == 360


FIRST = """
import sys
sys.path.insert(0, {tests!r})
from test_sqlite import Batch, open_store, suits
store = open_store({url!r})
print("begun", flush=True)
store.load([Batch("a", suits(0, 400))])
print("done", flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_first_load_that_is_killed_leaves_an_empty_graph_that_others_read_beside_a_load(tmp_path: Path, seed: int) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    script = FIRST.format(tests=str(Path(__file__).parent), url=url)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.2))
        os.kill(process.pid, signal.SIGKILL)
        done = "done" in process.stdout.read()
    with open_store(url) as store:
        assert len(store.revisions()) <= 1
        assert store.counts()["Case"] == 400 * len(store.revisions())
        assert store.revisions() or not done
        assert store._connection().pragma("journal_mode") == "wal"
        store.load([Batch("a", suits(0, 400))])
        assert store.counts()["Case"] == 400


def test_a_graph_whose_first_load_runs_is_empty_to_others_and_theirs_to_read_after(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> Iterator[Statement]:
        yield from suits(0, 3)
        inside.set()
        go_on.wait(10)

    with open_store(url) as store:
        thread = threading.Thread(target=store.load, args=([Batch("a", slow())],))
        thread.start()
        inside.wait(10)
        with open_store(url) as writer, open_store(url, read_only=True) as reader:
            assert (writer.revision(), reader.revision()) == (0, 0)
            go_on.set()
            thread.join()
            assert (writer.counts()["Case"], reader.counts()["Case"]) == (3, 3)
    with open_store(url) as store:
        assert store.load([Batch("b", suits(3, 5))]).revision == 2
        assert store._connection().pragma("journal_mode") == "wal"


def test_what_others_have_open_is_loaded_beside_them(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    with open_store(url) as store, open_store(url) as other:
        assert other.revision() == 0
        store.load([Batch("a", suits(0, 3))])
        assert store._connection().pragma("journal_mode") == "wal"
        assert other.counts()["Case"] == 3


# -- rows by the short way


def dump(store: SqliteStore) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, times aside."""
    db = store._connection()
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'revision'")]
    return {name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr) for name in tables if not name.startswith("words_")}


@pytest.mark.parametrize("seed", range(12))
def test_rows_are_the_same_by_the_short_way_and_by_the_long_one(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    made = graph(Chooser(seed))
    with SqliteStore("sqlite://") as short, SqliteStore("sqlite://") as long:
        made.into(short)
        monkeypatch.setattr(project, "plain_rows", lambda *said: None)
        made.into(long)
        assert dump(short) == dump(long)


# -- what is no graph of ours


def test_a_file_that_is_no_database_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are notes " * 100)
    with pytest.raises(StoreError, match=r"notes\.db cannot be opened: .*not a database") as caught:
        open_store(f"sqlite:///{tmp_path}/notes.db")
    assert caught.value.hint is not None


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    db = apsw.Connection(str(tmp_path / "other.db"))
    db.execute("CREATE TABLE mine (a)")
    db.close()
    with pytest.raises(StoreError, match="none of docketgraph's"):
        open_store(f"sqlite:///{tmp_path}/other.db")


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/graph.db").close()
    db = apsw.Connection(str(tmp_path / "graph.db"))
    db.pragma("user_version", VERSION ^ 1)
    db.close()
    with pytest.raises(StoreError, match="another version of docketgraph"):
        open_store(f"sqlite:///{tmp_path}/graph.db")


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/graph.db")


def test_a_missing_file_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no file"):
        open_store(f"sqlite:///{tmp_path}/graph.db", read_only=True)
    assert not list(tmp_path.iterdir())


def test_a_reader_loads_nothing(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path}/graph.db").close()
    with pytest.raises(StoreError, match="reading only"):
        open_store(f"sqlite:///{tmp_path}/graph.db", read_only=True).load([])


# -- plans


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> SqliteStore:
    store = SqliteStore(f"sqlite:///{tmp_path_factory.mktemp('wide')}/graph.db")
    store.load([Batch("suits", suits(0, 600))])
    return store


QUESTIONS = {
    "one case": (Find(Select("Case", shape=Shape((Get("id", "id"),))), "id", Var("id")), {"id": "cand-7"}),
    "the newest": (NAMES, {"first": 3}),
    "by kind of data": (
        ListAll(
            Select("Case", where=Linked("allegations", "some", LinkIs("data", Var("data"))), first=5),
            (Total("n"), Nodes("nodes", Shape((Get("id", "id"),)))),
        ),
        {"data": ("email",)},
    ),
    "a company's suits": (
        Find(
            Select(
                "Company",
                shape=Shape(
                    (Page("suits", "suits", Select("Case", first=5), (Nodes("nodes", Shape((Get("id", "id"),))),)),)
                ),
            ),
            "id",
            Var("id"),
        ),
        {"id": "acme"},
    ),
    "by name": (
        ListAll(Select("Case", where=Compare("id", "is", Var("id"))), (Total("n"),)),
        {"id": ("cand-1", "cand-2")},
    ),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_plan_walks_a_whole_table_that_a_key_could_find(wide: SqliteStore, name: str) -> None:
    query, bindings = QUESTIONS[name]
    plan = wide.plans.get(query, bindings)
    steps = [row[3] for row in wide._connection().execute(f"EXPLAIN QUERY PLAN {plan.sql}", plan.values(bindings))]
    scans = [step for step in steps if re.match(r"SCAN (?!\(|p\b)", step) and "INDEX" not in step and "VIRTUAL" not in step]
    # what is scanned is a list that was bound, or rows that a subquery has found already
    assert [step for step in scans if re.search(r"SCAN (n_|l_|thing|fact|evidence|cite)", step)] == []


def steps_of(store: SqliteStore, query: Query, bindings: dict[str, Any]) -> str:
    return "\n".join(store.explain(query, bindings))


def test_the_newest_suits_of_a_party_are_a_range_of_an_index(wide: SqliteStore) -> None:
    named = Select("Case", through_control=False, order=(Order("filed_on", "DESC"),), first=5)
    page = Page("suits", "suits", named, (Total("n"), Nodes("nodes", Shape((Get("id", "id"),)))))
    steps = steps_of(wide, Find(Select("Company", shape=Shape((page,))), "id", Var("id")), {"id": "acme"})
    assert steps.count("INDEX l_party_back (dst=? AND key=?)") == 2  # for the page, and for the total
    assert "TEMP B-TREE FOR ORDER BY" not in steps
    assert "TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY" in steps  # those of one day, by id


def test_a_list_of_what_belongs_to_a_thing_lies_in_order(wide: SqliteStore) -> None:
    parties = Page("parties", "parties", Select("Party", first=5), (Nodes("nodes", Shape((Get("name", "name"),))),))
    steps = steps_of(wide, Find(Select("Case", shape=Shape((parties,))), "id", Var("id")), {"id": "cand-7"})
    assert "l_party" in wide.plans.get(Find(Select("Case", shape=Shape((parties,))), "id", Var("id")), {"id": "cand-7"}).sql
    assert "TEMP B-TREE" not in steps


def test_the_total_of_a_facet_is_kept(wide: SqliteStore) -> None:
    query = ListAll(Select("Case", where=Linked("allegations", "some", LinkIs("data", Var("data")))), (Total("n"),))
    assert "SEARCH t2 USING PRIMARY KEY (data=? AND deed=?)" in steps_of(wide, query, {"data": ("email",)})
    assert "count(*)" not in wide.plans.get(query, {"data": ("email",)}).sql
    assert wide.select(query, {"data": ("email",)}) == b'{"n":200}'


def test_the_largest_counts_come_first_from_an_index(wide: SqliteStore) -> None:
    counted = Counts("counts", ("DATA", "FILED_YEAR"), 3, (Get("n", "count"),))
    steps = steps_of(wide, ListAll(Select("Case", first=0), (counted,)), {})
    assert "SEARCH tally USING COVERING INDEX tally_most (facet=? AND <expr>=?)" in steps
    assert "TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY" in steps  # those of one count, by value


def test_a_row_may_lead_to_more_things_than_sqlite_joins(wide: SqliteStore) -> None:
    label = Shape((Get("label", "label"),))
    data = Shape(tuple(One(f"data{number}", "data", Select("Concept", shape=label)) for number in range(100)))
    page = Page("parts", "allegations", Select("Allegation", first=1), (Nodes("nodes", data),))
    query = Find(Select("Case", shape=Shape((page,))), "id", Var("id"))
    assert wide.select(query, {"id": "cand-3"}).count(b'{"label":"Email"}') == 100


# -- connections


def test_a_thread_that_ends_gives_its_connection_back(tmp_path: Path) -> None:
    store = SqliteStore(f"sqlite:///{tmp_path}/graph.db")
    for _ in range(30):
        thread = threading.Thread(target=store.revision)
        thread.start()
        thread.join()
    assert len(store.opened) < 5


def test_a_graph_in_memory_outlives_the_thread_that_opened_it() -> None:
    made: list[SqliteStore] = []
    thread = threading.Thread(target=lambda: made.append(SqliteStore("sqlite://")))
    thread.start()
    thread.join()
    made[0].load([Batch("a", suits(0, 3))])
    assert made[0].counts()["Case"] == 3


@pytest.mark.parametrize("url", ["sqlite:///", "sqlite:", "sqlite:/"])
def test_a_url_without_a_file_is_not_taken_for_one_in_memory(url: str) -> None:
    with pytest.raises(StoreError, match="names no file"):
        open_store(url)
