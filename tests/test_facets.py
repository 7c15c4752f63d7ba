"""Counts by facets equal counting the listed cases by hand, in every store, whatever is loaded and withdrawn."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from generated_graphs import SEEDS, Chooser, graph
from hypothesis import given, settings
from worlds import STORES, ask, opened, small_world

from graph.facets import FACETS
from graph.neo4j.layout import TALLY
from graph.neo4j.store import Neo4jStore
from graph.query import Compare, Counts, Find, Get, Linked, LinkIs, ListAll, Many, Nodes, One, Page, Select, Shape, Total
from graph.sqlite.facets import KIND_FACET, count_all_cases
from graph.sqlite.store import SqliteStore
from graph.store import Store, open_store
from graph.terms import terms

DATA = "data"


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with opened(request.param, tmp_path) as store:
        store.load(small_world())
        yield store


def counts(*by: str, first: Any = None) -> Counts:
    key = Shape((Get("by", "by"), Get("value", "value"), Get("label", "label")))
    return Counts("counts", by, first, (Get("count", "count"), Many("keys", "keys", Select("CountKey", shape=key))))


def counted(store: Store, *by: str, where: Any = None, first: Any = None) -> list[tuple[Any, ...]]:
    found = ask(store, ListAll(Select("Case", where=where), (counts(*by, first=first),)))["counts"]
    assert all([key["by"] for key in each["keys"]] == list(by) for each in found)
    return [(*(key["value"] for key in each["keys"]), each["count"]) for each in found]


def above(scheme: str, term: str) -> set[str]:
    """A term and all that are wider."""
    found = {term}
    for wider in terms(scheme)[term].broader:
        found |= above(scheme, wider)
    return found


def test_wider_kinds_count_a_case_once(store):
    assert dict(counted(store, "DATA")) == dict.fromkeys(above(DATA, "inmail") | above(DATA, "profile_data"), 1)


def test_labels_are_for_people(store):
    (court,) = ask(store, ListAll(Select("Case"), (counts("COURT"),)))["counts"]
    assert court == {"count": 1, "keys": [{"by": "COURT", "value": "cand", "label": "Northern District of California"}]}
    found = ask(store, ListAll(Select("Case"), (counts("STATUTE"),)))["counts"]
    assert {key["value"]: key["label"] for each in found for key in each["keys"]} == {
        "usc-18-2702": "Voluntary disclosure",
        "stored-communications-act": "18 U.S.C. §§ 2701–2713",
    }


def test_most_come_first_and_then_the_values_in_order(store):
    assert counted(store, "DEFENDANT") == [
        ("linkedin", 2),
        ("github", 1),
        ("meta", 1),
        ("microsoft", 1),
        ("openai", 1),
        ("openai-opco", 1),
    ]
    assert counted(store, "DEFENDANT", first=2) == [("linkedin", 2), ("github", 1)]
    assert counted(store, "CLASS_ACTION") == [("none", 4), ("proposed", 1)]


def test_what_is_not_known_counts_under_none(store):
    assert sum(count for _, count in counted(store, "FILED_YEAR")) == 4  # the fifth has no day
    assert counted(store, "COUNTRY") == []


def test_facets_of_one_allegation_belong_together(store):
    pairs = {pair[:2] for pair in counted(store, "ACT", "DATA")}
    assert ("training", "inmail") in pairs
    assert ("training", "profile_data") not in pairs
    assert ("training", "stored_communications_act") in {pair[:2] for pair in counted(store, "ACT", "CAUSE")}


def test_a_filter_narrows_what_is_counted(store):
    of_linkedin = Linked("parties", "some", Compare("id", "is", ("linkedin",)))
    assert sorted(counted(store, "FILED_YEAR", where=of_linkedin)) == [("2016", 1), ("2025", 1)]
    of_training = Linked("allegations", "some", LinkIs("act", ("training",)))
    assert counted(store, "FILED_YEAR", where=of_training) == [("2025", 1)]
    assert ("2025", "linkedin", 1) in counted(store, "FILED_YEAR", "DEFENDANT", where=of_training)


def test_cases_of_a_thing_are_counted_too_each_once(store):
    page = Page("cases", "cases", Select("Case"), (Total("total"), counts("FILED_YEAR")))
    suits = Page("suits", "suits", Select("Case"), (Total("total"), counts("FILED_YEAR")))
    found = ask(store, Find(Select("Company", shape=Shape((page, suits))), "id", "microsoft"))
    assert [each["count"] for each in found["cases"]["counts"]] == [1]
    # Doe v. GitHub names Microsoft and GitHub: two edges, one suit
    assert found["suits"]["total"] == 3
    assert sum(each["count"] for each in found["suits"]["counts"]) == 2


def by_hand(store: Store, by: tuple[str, ...]) -> Counter[tuple[str, ...]]:
    """The same counts from the listed cases."""
    term = Shape((Get("id", "term"),))
    wanted = (
        Get("filed", "filed_on"),
        Get("country", "country"),
        Many(
            "allegations",
            "allegations",
            Select("Allegation", shape=Shape((One("data", "data", Select("DataKind", shape=term)),))),
        ),
        One("court", "court", Select("Court", shape=Shape((Get("id", "id"),)))),
    )
    cases = ask(store, ListAll(Select("Case"), (Nodes("nodes", Shape(wanted)),)))["nodes"]
    found: Counter[tuple[str, ...]] = Counter()
    for case in cases:
        data = {each["data"]["id"] for each in case["allegations"] if each["data"]}
        values = {
            "DATA": set().union(*(above(DATA, each) for each in data)) if data else set(),
            "COURT": {case["court"]["id"]} if case["court"] else set(),
            "COUNTRY": {case["country"]} - {None},
            "FILED_YEAR": {case["filed"][:4]} if case["filed"] else set(),
        }
        found.update(set(product(*(values[facet] for facet in by))))
    return found


@pytest.mark.parametrize(
    "by", [("DATA",), ("DATA", "FILED_YEAR"), ("FILED_YEAR", "DATA"), ("COURT", "DATA", "COUNTRY"), ("COUNTRY",)]
)
def test_counts_of_the_curated_data_are_those_of_its_cases(curated, by):
    with open_store(curated, read_only=True) as store:
        found = {each[:-1]: each[-1] for each in counted(store, *by)}
        assert found == by_hand(store, by)
        assert found


@settings(max_examples=20)
@given(SEEDS)
def test_kept_counts_are_those_that_counting_anew_gives(seed: int) -> None:
    with SqliteStore("sqlite://") as store:
        db = store._connection()
        for loads in graph(Chooser(seed)).loads:
            store.load(loads)
            kept = list(db.execute("SELECT * FROM tally"))
            kinds = list(db.execute("SELECT kind, count(*) FROM thing WHERE kind IS NOT NULL GROUP BY 1"))
            assert [row[2:] for row in kept if row[0] == KIND_FACET] == kinds
            count_all_cases(db)
            assert list(db.execute("SELECT * FROM tally")) == kept


ANEW = range(12 if os.environ.get("DOCKETGRAPH_DEEP") else 2)
"""The generated graphs whose kept counts are looked at on a real server."""


@pytest.mark.parametrize("seed", ANEW)
def test_kept_counts_on_a_server_are_those_that_counting_anew_gives(seed: int, tmp_path: Path) -> None:
    with opened("neo4j", tmp_path) as store:
        assert isinstance(store, Neo4jStore)

        def kept() -> list[list[Any]]:
            told = f"MATCH (t:{TALLY}) RETURN t.facet, t.year, t.key, t.count ORDER BY t.facet, t.year, t.key"
            return store.connection.read(lambda reads: reads.run(told).values())

        for loads in graph(Chooser(seed)).loads:
            store.load(loads)
            found = kept()
            store.loads.count_cases()
            assert kept() == found
        assert found


def test_unfiltered_counts_on_a_server_read_what_is_kept(tmp_path: Path) -> None:
    with opened("neo4j", tmp_path) as store:
        for by in (("DATA",), ("FILED_YEAR",), ("DEFENDANT", "FILED_YEAR")):
            lines = "\n".join(store.explain(ListAll(Select("Case"), (counts(*by),))))
            assert f"{TALLY}(facet, year, key)" in lines
            assert ":Case" not in lines


def test_unfiltered_counts_read_what_is_kept():
    with SqliteStore("sqlite://") as store:
        for by in [(facet,) for facet in FACETS] + [(facet, "FILED_YEAR") for facet in FACETS if facet != "FILED_YEAR"]:
            lines = "\n".join(store.explain(ListAll(Select("Case"), (counts(*by),))))
            assert "SEARCH tally USING COVERING INDEX tally_most" in lines
            assert "n_case" not in lines
