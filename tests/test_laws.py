"""What every store keeps to, whatever is loaded: laws over generated graphs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from generated_graphs import ORIGINS, SEEDS, VOCABULARY, Chooser, batches, graph, shown, statements
from generated_queries import ROOTS, Asker, question
from hypothesis import example, given, settings
from worlds import fresh_store

from graph.copying import copy
from graph.facts import Batch, Evidence, Fact, Loaded, Statement
from graph.query import Cursor, EdgeList, Get, ListAll, NodeOf, PageInfo, Select, Shape, Total, Var
from graph.store import Store, open_store

EXAMPLES = {"memory:": 25, "sqlite://": 25} | ({"neo4j": 1} if os.environ.get("DOCKETGRAPH_DEEP") else {})
"""On how many graphs a law is tried in each store; on a real server each takes minutes, so only where tests may take long."""


def law(check: Callable[[str, int], None]) -> Callable[[str], None]:
    """A law, given a store and the seed of a graph, as a test over every store."""

    @pytest.mark.parametrize("url", EXAMPLES)
    def test(url: str) -> None:
        @settings(max_examples=EXAMPLES[url])
        @given(SEEDS)
        @example(491763)  # a source of which nothing is said any more, beside one of which nothing ever was
        def holds(seed: int) -> None:
            check(url, seed)

        holds()

    test.__name__, test.__doc__ = check.__name__, check.__doc__
    return test


def evidence(store: Store) -> dict[Fact, set[tuple[Evidence, int, int | None]]]:
    """The evidence of each fact in the log, with its revisions."""
    return {said.fact: set(said.evidence) for said in store.log()}


def held(store: Store) -> dict[Fact, set[Evidence]]:
    """The evidence that holds now."""
    now = {fact: {piece for piece, _, withdrawn in given if withdrawn is None} for fact, given in evidence(store).items()}
    return {fact: pieces for fact, pieces in now.items() if pieces}


def answers(store: Store, seed: int) -> list[Any]:
    """What a store says to some questions."""
    asked = [question(seed + number, of_log=False) for number in range(5)]
    return [json.loads(store.select(each.query, each.bindings)) for each in asked]


@law
def test_any_order_repetition_and_split_of_loads_gives_one_graph(url: str, seed: int) -> None:
    said = statements(Chooser(seed))
    order = Random(seed)
    split = [(order.choice(ORIGINS), one) for _, one in order.sample(said, len(said)) + order.choices(said, k=len(said))]
    with fresh_store(url) as one, fresh_store(url) as other:
        one.load([VOCABULARY, *batches(said)])
        for batch in order.sample(made := [VOCABULARY, *batches(split)], len(made)):
            other.load([batch])
        for batch in made:
            assert other.load([batch, batch]).revision is None
        assert shown(other) == shown(one)
        assert held(other) == held(one)
        assert answers(other, seed) == answers(one, seed)


@law
def test_loading_withdrawing_and_loading_again_returns_to_the_graph(url: str, seed: int) -> None:
    first, *rest = batches(statements(Chooser(seed)))
    with fresh_store(url) as store:
        store.load([VOCABULARY, *rest])
        without = shown(store), held(store), answers(store, seed)
        added = store.load([first])
        whole = shown(store), held(store), answers(store, seed)
        gone = store.load([Batch(first.origin, ())])
        assert (shown(store), held(store), answers(store, seed)) == without
        again = store.load([first])
        assert (shown(store), held(store), answers(store, seed)) == whole
    assert gone == Loaded(3, withdrawn=added.new)
    assert again == Loaded(4, added.new, added.known, 0, added.evidence, 0)


@law
def test_after_any_loads_the_graph_is_that_of_what_is_said_now(url: str, seed: int) -> None:
    made = graph(Chooser(seed))
    with fresh_store(url) as store, fresh_store(url) as fresh:
        made.into(store)
        said = [Statement(fact, piece) for fact, pieces in held(store).items() for piece in pieces]
        fresh.load([Batch("all", Random(seed).sample(said, len(said)))])
        assert shown(store) == shown(fresh)
        assert store.counts() == fresh.counts()
        assert answers(store, seed) == answers(fresh, seed)


@law
def test_the_log_only_grows_and_its_revisions_have_no_gaps(url: str, seed: int) -> None:
    with fresh_store(url) as store:
        before = evidence(store)
        made = 0
        for number, loads in enumerate(graph(Chooser(seed)).loads):
            loaded = store.load(loads, f"load {number}")
            now = evidence(store)
            assert loaded.revision in (None, made + 1)
            assert loaded.revision is not None or now == before
            made += loaded.revision is not None
            for fact, given in before.items():
                for piece, added, withdrawn in given:
                    ends = {end for same, begin, end in now[fact] if (same, begin) == (piece, added)}
                    assert ends in ({withdrawn}, {loaded.revision} if withdrawn is None else {withdrawn})
            assert {added for given in now.values() for _, added, _ in given} <= set(range(1, made + 1))
            before = now
        assert [revision.number for revision in store.revisions()] == list(range(1, made + 1))
        assert [revision.at for revision in store.revisions()] == sorted(revision.at for revision in store.revisions())


@law
def test_counts_of_a_load_are_those_of_the_log(url: str, seed: int) -> None:
    with fresh_store(url) as store:
        for loads in graph(Chooser(seed)).loads:
            before = set(held(store))
            said = {statement.fact for batch in loads for statement in batch.statements}
            loaded = store.load(loads)
            assert loaded.new == len(said - before)
            assert loaded.known == len(said & before)
            assert loaded.withdrawn == len(before - set(held(store)))


@law
def test_a_walk_through_pages_of_any_size_gives_each_row_once(url: str, seed: int) -> None:
    asker = Asker(seed)
    info = PageInfo("info", (("next", "hasNextPage"), ("end", "endCursor")))
    edges = EdgeList("edges", (Cursor("cursor"), NodeOf("node", Shape((Get("id", "id"),)))))
    with fresh_store(url) as store:
        graph(asker).into(store)
        for _ in range(5):
            kind = asker.one_of(*ROOTS)
            chosen = asker.select(kind, 1, None)
            select = Select(kind, where=chosen.where, order=chosen.order, first=Var("first"), after=Var("after"))
            query = ListAll(select, (edges, info, Total("total")))
            whole = json.loads(store.select(query, asker.bindings))
            rows, after, more = [], None, True
            while more:
                size = asker.one_of(1, 2, 7, 50)
                page = json.loads(store.select(query, asker.bindings | {"first": size, "after": after}))
                assert page["total"] == whole["total"] == len(whole["edges"])
                assert len(page["edges"]) == size or not page["info"]["next"]
                rows += page["edges"]
                after, more = page["info"]["end"], page["info"]["next"]
            assert rows == whole["edges"]


@law
def test_a_copy_is_the_graph_that_was_copied(url: str, seed: int) -> None:
    made = graph(Chooser(seed))
    with fresh_store(url) as store, open_store("sqlite://") as there, fresh_store(url) as back:
        made.into(store)
        copy(store, there)
        copy(there, back)
        assert (evidence(back), shown(back), answers(back, seed)) == (evidence(store), shown(store), answers(store, seed))
        assert [(each.fact, each.evidence) for each in back.log()] == [(each.fact, each.evidence) for each in store.log()]
