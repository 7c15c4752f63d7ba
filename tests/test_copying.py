"""Copies of a graph from one store into another: the log with both axes of time, and what must be said where it fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner
from generated_graphs import shown
from worlds import STORES, opened, said, small_world

from api.cli import main
from graph.copying import Copied, copy, statements_digest
from graph.errors import StoreError
from graph.facts import Batch, Loaded
from graph.ontology import Company
from graph.store import Archive, Revision, Saying, open_store
from tests.neo4j.rented import long

LINKEDIN = list(said(Company(id="linkedin", name="LinkedIn"), "docket"))
ROWS = [Saying("a", LINKEDIN[0], 1, None), Saying("a", LINKEDIN[1], 1, 2)]
REVISIONS = [Revision(1, "2025-01-02T03:04:05Z", "first"), Revision(2, "2025-02-03T04:05:06Z", "second")]


def lived(store):
    """The small world after a life: an origin that fell silent and came back, one that says less, two that say the same."""
    store.load(small_world(), "first")
    (_, _, _, suits) = small_world()
    kept = list(suits.statements)
    store.load([Batch("suits", [])], "silence")
    store.load([Batch("suits", kept[:-20], "v2")], "again")
    store.load([Batch("other", [*kept[10:30], *LINKEDIN])], "others")
    store.load([Batch("suits", kept[5:])], "less")


def told(store):
    """All that can be asked of a store's log and its graph."""
    return list(store.log()), store.revisions(), store.origins(), store.counts(), shown(store)


PAIRS = [
    pytest.param(source, target, marks=long if source == target == "neo4j" else ())  # two servers at once
    for source in STORES
    for target in STORES
]


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_copy_holds_what_was_copied(source, target, tmp_path):
    (tmp_path / "target").mkdir()
    with opened(source, tmp_path) as one, opened(target, tmp_path / "target") as other:
        lived(one)
        done = copy(one, other)
        log, revisions, origins, counts, graph = told(one)
        assert told(other) == (log, revisions, origins, counts, graph)
        assert done == Copied(5, counts["facts"], counts["evidence"], statements_digest(one))
        for number in (1, 2, 4):
            assert shown(other.at(number)) == shown(one.at(number))


@pytest.mark.parametrize("target", STORES)
def test_the_life_of_a_graph_goes_on_in_its_copy(target, tmp_path):
    (tmp_path / "target").mkdir()
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as one, opened(target, tmp_path / "target") as other:
        lived(one)
        copy(one, other)
        (_, sources, ownership, suits) = small_world()
        loads = [
            [replace(ownership, digest="o1")],
            [replace(ownership, digest="o1")],
            [Batch("other", [])],
            [suits, replace(sources, statements=())],
        ]
        for batches in ([replace(each, statements=list(each.statements)) for each in load] for load in loads):
            ours, theirs = other.load(batches), one.load(batches)
            assert (ours.revision, ours.new, ours.withdrawn, ours.unchanged) == (
                theirs.revision, theirs.new, theirs.withdrawn, theirs.unchanged,
            )  # fmt: skip
            assert list(other.log()) == list(one.log())
            assert shown(other) == shown(one)


def test_times_and_loaders_of_revisions_are_kept(empty):
    empty.restore(Archive(REVISIONS, {"a": "d1"}, ROWS))
    assert empty.revisions() == REVISIONS
    assert [(each.fact.predicate, [stint[1:] for stint in each.evidence]) for each in empty.log()] == [
        ("kind", [(1, None)]),
        ("name", [(1, 2)]),
    ]
    assert empty.load([Batch("a", LINKEDIN, "d1")]) == Loaded(None, unchanged=1)
    assert empty.load([Batch("a", LINKEDIN, "d2")]) == Loaded(3, new=1, known=1, evidence=1)


def test_evidence_that_ended_needs_no_origin(empty):
    empty.restore(Archive(REVISIONS, {"a": ""}, [ROWS[0], replace(ROWS[1], origin=None)]))
    assert empty.origins() == {"a"}
    assert [stint[1:] for each in empty.log() for stint in each.evidence] == [(1, None), (1, 2)]
    assert {saying.origin for saying in empty.archive().sayings} == {"a", None}


def test_only_an_empty_store_takes_a_copy(empty):
    empty.load([Batch("a", LINKEDIN)])
    before = told(empty)
    with pytest.raises(StoreError, match="holds 1 revisions already"):
        empty.restore(Archive(REVISIONS, {"a": ""}, ROWS))
    assert told(empty) == before


def test_a_copy_that_breaks_off_leaves_nothing(empty):
    def breaking():
        yield ROWS[0]
        raise OSError("the wire")

    with pytest.raises(OSError, match="the wire"):
        empty.restore(Archive(REVISIONS, {"a": ""}, breaking()))
    assert (empty.revision(), list(empty.log()), list(empty.scan()), empty.origins()) == (0, [], [], set())
    empty.restore(Archive(REVISIONS, {"a": ""}, ROWS))
    assert empty.revision() == 2


def test_the_hash_tells_what_was_said_when(tmp_path):
    digests = set()
    for rows in (
        ROWS,
        [ROWS[0], replace(ROWS[1], withdrawn_in=None)],
        ROWS[:1],
        [ROWS[0], replace(ROWS[1], added_in=2, withdrawn_in=None)],
    ):
        with open_store("memory:") as store:
            store.restore(Archive(REVISIONS, {"a": ""}, rows))
            digests.add(statements_digest(store))
    assert len(digests) == 4


def test_a_copy_that_differs_is_told(monkeypatch):
    with open_store("memory:") as one, open_store("memory:") as other:
        one.load([Batch("a", LINKEDIN)])
        monkeypatch.setattr(type(other), "restore", lambda self, archive: self.load([Batch("a", LINKEDIN[:1])]))
        with pytest.raises(StoreError, match="the copy has other (revisions|counts)"):
            copy(one, other)


def test_the_command_copies_and_says_what(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///one.db") as store:
        lived(store)
    result = CliRunner().invoke(main, ["copy", "sqlite:///one.db", "sqlite:///two.db"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "5 revisions; the same on both sides" in result.stderr
    again = CliRunner().invoke(main, ["copy", "sqlite:///one.db", "sqlite:///two.db"])
    assert again.exit_code == 1
    assert again.stderr.startswith("two.db holds 5 revisions already\n  copy into an empty store")
