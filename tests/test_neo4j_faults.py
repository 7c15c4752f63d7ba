"""A Neo4j store while the network and the server fail: answers stay right, errors are in words, and nothing is half loaded."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from generated_graphs import shown
from worlds import ask, fields, ownership, said, small_world, sources

from graph.errors import StoreError
from graph.facts import Batch
from graph.neo4j import load as loads
from graph.ontology import Company
from graph.query import ListAll, Nodes, Select
from graph.store import open_store
from tests.neo4j.proxy import Proxy
from tests.neo4j.rented import long, rented
from tests.neo4j.server import USER

CASES = ListAll(Select("Case"), (Nodes("nodes", fields("id", "name")),))


@pytest.fixture(scope="module")
def answer():
    """What the small world answers, by the reference."""
    with open_store("memory:") as store:
        store.load(small_world())
        return ask(store, CASES)


@pytest.fixture(scope="module")
def server():
    """A server that holds the small world; only to be read."""
    with rented() as found:
        with open_store(found.url) as store:
            store.load(small_world())
        yield found


@contextmanager
def through(proxy, server, scheme="bolt", **settings):
    """The store of a server behind a proxy."""
    said = "&".join(f"{name}={value}" for name, value in settings.items())
    with open_store(f"{scheme}://{USER}:{server.password}@127.0.0.1:{proxy.port}?{said}") as store:
        yield store


# ---------------------------------------------------------------------------------------------------------------------
# Reads


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_slow_network_makes_answers_late_and_not_wrong(server, answer, scheme):
    with Proxy(server.port) as proxy, through(proxy, server, scheme) as store:
        proxy.delay = 0.2
        began = time.monotonic()
        assert ask(store, CASES) == answer
        assert time.monotonic() - began > 0.2
        assert proxy.passed


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_connection_that_was_cut_is_made_anew(server, answer, scheme):
    with Proxy(server.port) as proxy, through(proxy, server, scheme) as store:
        for _ in range(3):
            before = proxy.passed
            assert ask(store, CASES) == answer
            proxy.cut()
            assert ask(store, CASES) == answer
            assert proxy.passed > before


@long
def test_answers_are_right_while_connections_are_cut_all_the_time(server, answer):
    with Proxy(server.port) as proxy, through(proxy, server) as store:
        until = time.monotonic() + 3

        def keep_asking():
            count = 0
            while time.monotonic() < until:
                assert ask(store, CASES) == answer
                count += 1
            return count

        with ThreadPoolExecutor() as pool:
            asking = [pool.submit(keep_asking) for _ in range(4)]
            while time.monotonic() < until:
                time.sleep(0.15)
                proxy.cut()
            assert sum(each.result() for each in asking) > 0
        assert proxy.passed > 4


def test_a_server_that_is_away_is_told_in_words_and_found_again(server, answer):
    with Proxy(server.port) as proxy, through(proxy, server, retry_seconds=1, connect_seconds=1) as store:
        assert ask(store, CASES) == answer
        with proxy.gone():
            began = time.monotonic()
            with pytest.raises(StoreError, match=r"bolt://127\.0\.0\.1:\d+\S* cannot be reached") as caught:
                store.select(CASES)
            assert time.monotonic() - began < 10
            assert server.password not in str(caught.value)
            with pytest.raises(StoreError, match="cannot be reached"):
                store.revision()
            with pytest.raises(StoreError, match="cannot be reached"):
                store.load([Batch("a", [])])
        assert ask(store, CASES) == answer


def test_a_server_that_comes_back_while_one_waits_is_not_even_noticed(server, answer):
    with Proxy(server.port) as proxy, through(proxy, server) as store:
        assert ask(store, CASES) == answer
        with ThreadPoolExecutor() as pool:
            with proxy.gone():
                asking = pool.submit(ask, store, CASES)
                time.sleep(0.5)
                assert not asking.done()
            assert asking.result(20) == answer


def test_a_link_that_falls_silent_and_breaks_is_left_for_another(server, answer):
    with Proxy(server.port) as proxy, through(proxy, server) as store, ThreadPoolExecutor() as pool:
        assert ask(store, CASES) == answer
        proxy.delay = 3600
        asking = pool.submit(ask, store, CASES)
        time.sleep(0.3)
        assert not asking.done()
        proxy.delay = 0
        proxy.cut()
        assert asking.result(20) == answer


def test_a_pool_that_is_used_up_is_told_in_words(server):
    with Proxy(server.port) as proxy, through(proxy, server, pool=1, acquire_seconds=1, retry_seconds=1) as store:
        with store.connection.begin(), pytest.raises(StoreError, match="has no free connection for us"):
            store.revision()
        assert store.revision() == 1


# ---------------------------------------------------------------------------------------------------------------------
# Loads

FIRST, SECOND, THIRD = (
    [Batch("ownership", list(ownership())), Batch("sources", list(sources()))],
    [Batch("sources", [])],
    [Batch("ownership", [*list(ownership())[:-10], *said(Company(id="github", name="GitHub"), "digest")])],
)


@pytest.fixture(scope="module")
def after():
    """What is shown and stated after each of the three loads, by the reference."""
    found = []
    with open_store("memory:") as store:
        for batches in (FIRST, SECOND, THIRD):
            store.load(batches)
            found.append((shown(store), list(store.log()), store.counts(), store.origins()))
    return found


def told(store):
    """The same of a store."""
    return shown(store), list(store.log()), store.counts(), store.origins()


@long
@pytest.mark.parametrize("whole", [True, False], ids=["in one transaction", "in many"])
def test_a_load_whose_connection_is_cut_ends_well(after, whole, monkeypatch):
    if not whole:
        monkeypatch.setattr(loads, "WHOLE", 20)
    with rented() as server, Proxy(server.port) as proxy, through(proxy, server) as store:
        for number, (batches, cut_after) in enumerate(((FIRST, 3_000), (SECOND, 1_500), (THIRD, 6_000))):
            proxy.cut_after = cut_after
            store.load(batches)
            assert proxy.cut_after is None  # it was cut in the middle
            assert store.revision() == number + 1
            assert told(store) == after[number]


@long
@pytest.mark.parametrize("whole", [True, False], ids=["in one transaction", "in many"])
def test_a_load_whose_server_goes_away_leaves_what_was_there_before(after, whole, monkeypatch):
    if not whole:
        monkeypatch.setattr(loads, "WHOLE", 20)
    with rented() as server, Proxy(server.port) as proxy, through(proxy, server, retry_seconds=1) as store:
        store.load(FIRST)
        for gone_after in (1_000, 2_500, 6_000):
            proxy.gone_after = gone_after
            with pytest.raises(StoreError, match="cannot be reached") as caught:
                store.load(SECOND)
            assert server.password not in str(caught.value)
            proxy.refusing = False
            if whole:
                assert told(store) == after[0]
            store.load(FIRST)  # says nothing new; what is left half done is taken back by any load
            assert store.revision() == 1
            assert told(store) == after[0]
        store.load(SECOND)
        assert told(store) == after[1]


@long
def test_a_server_that_is_killed_in_the_middle_of_a_load_has_whole_revisions_after(after, monkeypatch):
    monkeypatch.setattr(loads, "WHOLE", 20)
    with rented() as server:
        with open_store(f"{server.url}?retry_seconds=1") as store:
            store.load(FIRST)
            write_revision, writing, killed = loads.log.write_revision, threading.Event(), threading.Event()

            def write_late(*args):
                writing.set()
                assert killed.wait(60)
                return write_revision(*args)

            monkeypatch.setattr(loads.log, "write_revision", write_late)
            with ThreadPoolExecutor() as pool:
                loading = pool.submit(store.load, SECOND)
                assert writing.wait(60)
                server.kill()
                killed.set()
                with pytest.raises(StoreError, match="cannot be reached"):
                    loading.result(60)
            monkeypatch.undo()
            server.start()
            # the store finds its server again; what was being written is not shown
            assert told(store)[:3] == after[0][:3]
        with open_store(server.url) as store:
            store.load(SECOND)
            assert told(store) == after[1]


@long
def test_readers_outlive_a_restart_of_the_server(answer):
    with rented() as server, open_store(server.url) as store:
        store.load(small_world())
        stop = threading.Event()

        def keep_asking():
            answers = errors = 0
            while not stop.is_set():
                try:
                    assert ask(store, CASES) == answer
                    answers += 1
                except StoreError as error:
                    assert "cannot be reached" in str(error) or "could not do it" in str(error), error
                    errors += 1
            return answers, errors

        with ThreadPoolExecutor() as pool:
            asking = [pool.submit(keep_asking) for _ in range(2)]
            time.sleep(0.3)
            server.stop()
            server.start()
            time.sleep(0.5)
            stop.set()
            assert all(answers for answers, _ in (each.result(60) for each in asking))
        assert ask(store, CASES) == answer
