"""Corpora: the same graph from one process, from many, from a cluster, whoever dies; nothing is read twice, nothing irrelevant kept."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

import pytest
from curated_files import Recorder, write
from generated_articles import archive, irrelevant, relevant
from processes import line_of, start

from graph.errors import DataError, StoreError
from graph.store import Store, open_store
from loaders.articles import corpus
from loaders.articles.pool import Cluster, Cores, Pool
from loaders.run import Report, load_articles

NEWS = Path(__file__).parent / "news" / "007_invented.txt"


def said(store: Store) -> set[tuple[object, ...]]:
    """All that holds, whichever revision brought it."""
    return {(told.fact, evidence) for told in store.log() for evidence, _, withdrawn in told.evidence if withdrawn is None}


def load(store: Store, *paths: Path | str, **more: object) -> Report:
    (report,) = load_articles(store, [Path(path) for path in paths], **more)  # type: ignore[arg-type]
    return report


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six archives, in which every eighth page is relevant, lines of JSON, and a page by itself."""
    folder = tmp_path_factory.mktemp("shards")
    for shard in range(6):
        numbers = range(shard * 24, shard * 24 + 24)
        archive(folder / f"{shard}.warc.gz", (relevant(n) if n % 8 == 0 else irrelevant(n) for n in numbers), numbers.start)
    lines = [{"text": relevant(n) if n % 2 else irrelevant(n), "url": f"https://a.example/{n}"} for n in range(500, 510)]
    (folder / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "one.html").write_text(irrelevant(999), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(shards: Path) -> set[tuple[object, ...]]:
    with open_store("memory:") as store:
        report = load(store, shards, workers=1)
        assert (report.skipped, report.records, report.passed_over) == ((), 155, 131)
        return said(store)


def test_of_a_crawl_only_what_reports_on_suits_is_kept_and_a_page_that_was_chosen_always(expected: set[tuple[object, ...]]) -> None:
    kept = {fact.subject for fact, _ in expected if fact.predicate == "kind" and fact.value == "Article"}
    assert len(kept) == 18 + 5 + 1
    assert len({fact.subject for fact, _ in expected if fact.predicate == "REPORTS_ON"}) == 18 + 5


def test_processes_make_the_same_graph(shards: Path, expected: set[tuple[object, ...]]) -> None:
    with open_store("memory:") as store:
        steps: list[tuple[object, ...]] = []
        report = load(store, shards, workers=2, progress=lambda *step: steps.append(step))
        assert (report.records, said(store) == expected) == (155, True)
        assert steps[-1] == ("articles", 8, 8, 155)


def test_a_stretch_ends_after_so_many_statements_and_goes_on_where_it_ended(
    shards: Path, expected: set[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "ENOUGH", 30)
    with Pool() as pool:
        found = list(corpus.stretches(sorted(shards.iterdir()), pool))
    assert len(found) > 12
    assert max(len(stretch.told) for stretch in found) <= 2
    assert sum(stretch.documents for stretch in found) == 155
    assert {(statement.fact, statement.evidence) for stretch in found for told in stretch.told for statement in told.statements} == expected
    assert sorted(file.name for stretch in found for file in stretch.done) == sorted(path.name for path in shards.iterdir())


def test_what_is_loaded_is_not_read_again_and_what_changed_is(tmp_path: Path) -> None:
    archive(tmp_path / "a.warc", (relevant(n) for n in range(3)))
    write(tmp_path, {"b.txt": NEWS.read_text(encoding="utf-8"), "copy.txt": NEWS.read_text(encoding="utf-8")})
    with open_store("memory:") as store:
        first = load(store, tmp_path)
        assert (first.records, first.loaded.unchanged) == (5, 0)
        before, revisions = said(store), store.revisions()
        again = load(store, tmp_path)
        assert (again.records, again.loaded.unchanged, again.loaded.new) == (0, 3, 0)
        assert store.revisions() == revisions
        archive(tmp_path / "a.warc", (relevant(n) for n in range(4)))
        more = load(store, tmp_path)
        assert (more.records, more.loaded.unchanged, more.loaded.withdrawn) == (4, 2, 0)
        assert before < said(store)


def test_what_is_no_longer_read_as_relevant_is_withdrawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path / "a.warc", (relevant(n) for n in range(2)))
    with open_store("memory:") as store:
        load(store, tmp_path)
        assert store.counts()["Article"] == 2
        monkeypatch.setattr("loaders.articles.code_digest", lambda: "changed")
        monkeypatch.setattr(corpus, "worth_reading", lambda item: item.place.item == "record at byte 0")
        load(store, tmp_path)
        assert store.counts()["Article"] == 1


def test_what_is_wrong_is_told_at_every_load_and_the_rest_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news", {"a.txt": "\0\1\2" * 99, "b.txt": NEWS.read_text(encoding="utf-8"), "c.jsonl": '{"text": "cut\n{"text": "short"}'})
    store = Recorder()
    for _ in range(2):
        (report,) = load_articles(store, [tmp_path / "news"])
        assert [str(issue).splitlines()[0].partition(": unexpected")[0] for issue in report.skipped] == [
            "news/a.txt: this is no text (a PDF, an image, an archive?)",
            "news/c.jsonl:1: no JSON",
        ]
    assert report.loaded.unchanged == 1
    assert [origin for origin, statements in store.said.items() if statements] == [next(iter(store.origins()))]


def test_a_document_at_which_the_reader_fails_does_not_end_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path / "a.warc", (relevant(n) for n in range(3)))
    read = corpus.findings

    def failing(article):  # type: ignore[no-untyped-def]
        if "1:31-cv" in article.text or article.name.endswith("#2"):
            raise RecursionError("too deep")
        return read(article)

    monkeypatch.setattr(corpus, "findings", failing)
    store = Recorder()
    (report,) = load_articles(store, [tmp_path])
    assert any("the reader fails at it: RecursionError: too deep" in issue.message for issue in report.skipped)
    assert all(issue.id.startswith("record at byte ") for issue in report.skipped)
    assert len(store.origins()) == 3 - len(report.skipped) >= 1


# ---------------------------------------------------------------------------------------------------------------------
# Who dies


class Dying(Pool):
    """A pool of one worker that dies over a file, so many times."""

    at_once = 3

    def __init__(self, over: str, times: int) -> None:
        super().__init__()
        self.over, self.times, self.executor = over, times, _Dying(self)

    def revive(self, broken: Executor) -> None:
        self.executor = _Dying(self)


class _Dying(Executor):
    def __init__(self, pool: Dying) -> None:
        self.pool = pool

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        (task,) = args
        if self.pool.times and any(Path(file).name == self.pool.over for file in task.files):
            self.pool.times -= 1
            future.set_exception(BrokenProcessPool("it died"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


@pytest.mark.parametrize("times", [1, 2, 100])
def test_a_file_over_which_workers_die_is_found_and_the_others_are_read(tmp_path: Path, times: int) -> None:
    for number in range(5):
        write(tmp_path, {f"{number}.txt": f"Story {number}. Nothing happened in the harbour on Monday, said nobody at all."})
    archive(tmp_path / "5.warc", (relevant(n) for n in range(2)))
    found = list(corpus.stretches(sorted(tmp_path.iterdir()), Dying("3.txt", times)))
    read = [file.name for stretch in found for file in stretch.done]
    told = [issue for stretch in found for issue in stretch.issues]
    if times < 100:
        assert (sorted(read), told) == (["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.warc"], [])
    else:
        assert sorted(read) == ["0.txt", "1.txt", "2.txt", "4.txt", "5.warc"]
        assert [(Path(issue.file).name, "died over it" in issue.message) for issue in told] == [("3.txt", True)]


def test_a_process_that_is_killed_takes_nothing_along(shards: Path, expected: set[tuple[object, ...]]) -> None:
    killed: list[int] = []
    with Cores(2) as pool, open_store("memory:") as store:

        def kill() -> None:
            while not (found := list(pool.executor._processes or {})):  # type: ignore[attr-defined]
                time.sleep(0.01)
            time.sleep(0.3)
            os.kill(found[0], signal.SIGKILL)
            killed.append(found[0])

        killer = threading.Thread(target=kill)
        killer.start()
        found = set()
        for stretch in corpus.stretches(sorted(shards.iterdir()), pool):
            assert stretch.issues == []
            found |= {(statement.fact, statement.evidence) for told in stretch.told for statement in told.statements}
        killer.join()
        assert store is not None and killed
    assert found == expected


def test_ctrl_c_in_the_middle_and_again_makes_the_same_graph(tmp_path: Path, expected: set[tuple[object, ...]], shards: Path) -> None:
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    command = ["load", "articles", str(shards), "--store", url, "--workers", "2"]
    interrupted = start(*command)
    began = time.monotonic()
    while time.monotonic() - began < 240 and interrupted.poll() is None:
        with suppress(StoreError), open_store(url, read_only=True) as store:  # it is empty until its tables are made
            if store.revision():
                break
        time.sleep(0.05)
    interrupted.send_signal(signal.SIGINT)
    _, told = interrupted.communicate(timeout=240)
    assert interrupted.returncode in (130, 0), told
    assert "Traceback" not in told
    finished = start(*command)
    _, told = finished.communicate(timeout=240)
    assert finished.returncode == 0, told
    with open_store(url, read_only=True) as store:
        assert said(store) == expected


def dask(*arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    return subprocess.Popen([sys.executable, "-m", *arguments], stderr=subprocess.PIPE, text=True, env=environment)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler and two workers, each a process of its own."""
    pytest.importorskip("distributed")
    known = tmp_path / "scheduler.json"
    running = [dask("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(known))]
    try:
        began = time.monotonic()
        while not known.exists() and time.monotonic() - began < 240:
            time.sleep(0.1)
        address = json.loads(known.read_text())["address"]
        for name in "ab":
            running.append(
                dask("distributed.cli.dask_worker", address, "--name", name, "--nthreads", "1", "--no-dashboard", "--no-nanny",
                     "--local-directory", str(tmp_path / name))
            )  # fmt: skip
        yield address, running[1:]
    finally:
        for process in reversed(running):
            process.kill()
            process.communicate(timeout=30)


def test_a_cluster_makes_the_same_graph_though_a_worker_is_killed(
    cluster: tuple[str, list[subprocess.Popen[str]]], shards: Path, expected: set[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    address, (doomed, _) = cluster
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=240)

    def kill(*step: object) -> None:
        if doomed.poll() is None:
            doomed.send_signal(signal.SIGKILL)
            doomed.wait()

    with open_store("memory:") as store:
        report = load(store, shards, scheduler=address, progress=kill)
        assert (report.skipped, report.records) == ((), 155)
        assert said(store) == expected
    assert doomed.poll() == -signal.SIGKILL


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("loaders.articles.pool.SECONDS", 1)
    with pytest.raises(DataError, match="no Dask scheduler answers"), Cluster("tcp://127.0.0.1:1"):
        pass


def test_random_shards_in_any_order_make_one_graph(shards: Path, expected: set[tuple[object, ...]]) -> None:
    files = sorted(shards.iterdir())
    random.Random(7).shuffle(files)
    with open_store("memory:") as store:
        for file in files:
            load(store, file, workers=1)
        assert said(store) == expected


def test_the_command_counts_what_it_passed_over(shards: Path, tmp_path: Path) -> None:
    process = start("load", "articles", str(shards / "0.warc.gz"), "--store", f"sqlite:///{tmp_path / 'graph.db'}")
    told = line_of(process, 240)
    process.communicate(timeout=240)
    assert "24 records" in told and "21 on other subjects" in told
