"""Questions about the log in every store: what was stated of a property, where sources disagree, what changed, what was known."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from generated_graphs import SEEDS, Chooser, graph, shown
from generated_queries import question
from hypothesis import given, settings
from worlds import STORES, ask, opened, said, small_world

from graph.changes import changes_of
from graph.cursors import at_place_in_log
from graph.disputes import ALL_SHOWN
from graph.errors import BadCursor, QueryError, StoreError
from graph.facts import ONLY, STRONGER, Batch, Evidence, Fact, Statement
from graph.ontology import Case, Company, Document
from graph.query import (
    Compare,
    Cursor,
    EdgeList,
    Find,
    Follow,
    Get,
    ListRecords,
    Many,
    NodeOf,
    Nodes,
    One,
    Overview,
    PageInfo,
    Reached,
    Select,
    Shape,
    Total,
    Var,
)
from graph.store import Store, open_store

URLS = ["memory:", "sqlite://"]
CASE = "cand-5-25-cv-00709"

ID = Shape((Get("id", "id"),))
REVISION = Select("Revision", shape=Shape((Get("number", "number"), One("source", "source", Select("Source", shape=ID)))))
EVIDENCE = Many(
    "evidence",
    "evidence",
    Select(
        "Evidence",
        shape=Shape(
            (
                One("source", "source", Select("Source", shape=ID)),
                One("addedIn", "added_in", Select("Revision", shape=Shape((Get("number", "number"),)))),
                One("withdrawnIn", "withdrawn_in", Select("Revision", shape=Shape((Get("number", "number"),)))),
            )
        ),
    ),
)
CHANGE = Shape(
    (
        Get("change", "change"),
        Get("subjectId", "subject_id"),
        One("subject", "subject", Select("Node", shape=ID)),
        One("object", "object", Select("Node", shape=ID)),
        Get("field", "field"),
        Get("value", "value"),
        One("revision", "revision", REVISION),
        EVIDENCE,
    )
)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Five loads: the small world; a court paper with another day of filing; that paper without it; a new suit; the same again."""
    with opened(request.param, tmp_path) as store:
        store.load(small_world(), "world")
        paper = Document(id="paper", title="Complaint")
        day = Fact(CASE, "filed_on", value="2025-01-20")
        rank = Fact("paper", "RANK", "source_kind/press")
        of_paper = [
            *said(paper, "paper"),
            Statement(rank, Evidence("paper")),
            Statement(day, Evidence("paper", original="Jan. 20")),
        ]
        store.load([Batch("paper", of_paper)], "paper")
        store.load([Batch("paper", of_paper[:-1])], "paper")
        new = [
            *said(Case(id="new", name="New v. Alpha"), "paper"),
            *said(Company(id="linkedin", name="LinkedIn Corporation"), "paper"),
        ]
        store.load([Batch("new", new)], "suits")
        yield store


def changes(store: Store, since: int, *, new_cases: bool = False) -> list[dict]:
    query = ListRecords(Select("Change"), (Nodes("nodes", CHANGE), Total("total")), since=since, new_cases=new_cases)
    found = ask(store, query)
    assert found["total"] == len(found["nodes"])
    return found["nodes"]


def statements(store: Store, id: str, prop: str) -> list[dict]:
    wanted = Shape((Get("value", "value"), Get("chosen", "chosen"), Get("rule", "rule"), EVIDENCE))
    shape = Shape((Many("statements", "statements", Select("Statement", of_prop=prop, shape=wanted)),))
    return ask(store, Find(Select("Node", shape=shape), "id", id))["statements"]


# ---------------------------------------------------------------------------------------------------------------------
# Statements


def test_statements_show_the_chosen_value_then_others_then_those_that_are_withdrawn(store):
    told = statements(store, CASE, "filed_on")
    assert [(each["value"], each["chosen"], each["rule"]) for each in told] == [
        ("2025-01-21", True, STRONGER),
        ("2025-01-22", False, STRONGER),
        ("2025-01-20", False, None),
    ]
    assert [piece["source"]["id"] for piece in told[1]["evidence"]] == ["digest", "report"]
    assert told[2]["evidence"] == [{"source": {"id": "paper"}, "addedIn": {"number": 2}, "withdrawnIn": {"number": 3}}]


def test_a_value_without_a_rival_is_the_only_one_and_of_many_values_each_is_shown(store):
    assert [(each["value"], each["chosen"], each["rule"]) for each in statements(store, CASE, "docket_number")] == [
        ("5:25-cv-00709", True, ONLY)
    ]
    told = statements(store, CASE, "also_known_as")
    assert [each["value"] for each in told] == ["De La Torre et al.", "De La Torre v. LinkedIn"]
    assert {(each["chosen"], each["rule"]) for each in told} == {(True, ALL_SHOWN)}
    assert statements(store, CASE, "judge") == []


def test_evidence_tells_since_when_it_holds(store):
    found = ask(store, Find(Select("Company", shape=Shape((EVIDENCE,))), "id", "linkedin"))["evidence"]
    assert [(piece["source"]["id"], piece["addedIn"]["number"], piece["withdrawnIn"]) for piece in found] == [
        ("register", 1, None),
        ("paper", 4, None),
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Disagreements


def test_disagreements_are_the_properties_of_one_value_that_have_several_now(store):
    shape = Shape((One("subject", "subject", Select("Node", shape=ID)), Get("field", "field"), Get("values", "values")))

    def found(kinds):
        return ask(store, ListRecords(Select("Disagreement"), (Nodes("nodes", shape), Total("total")), kinds=kinds))

    day = {"subject": {"id": CASE}, "field": "filedOn", "values": ["2025-01-21", "2025-01-22"]}
    assert found(None) == found(("Case", "Company")) == {"nodes": [day], "total": 1}
    assert found(("Company",)) == found(()) == {"nodes": [], "total": 0}


# ---------------------------------------------------------------------------------------------------------------------
# Changes


def test_changes_tell_facts_that_came_from_facts_that_went_and_from_evidence(store):
    told = {(each["change"], each["subjectId"], each["field"], each["value"]) for each in changes(store, 1)}
    assert ("ADDED", CASE, "filedOn", "2025-01-20") in told
    assert ("WITHDRAWN", CASE, "filedOn", "2025-01-20") in told
    assert ("EVIDENCE_ADDED", "linkedin", "name", "LinkedIn Corporation") in told
    assert ("ADDED", "new", "kind", "Case") in told
    assert ("ADDED", "paper", "rank", "press") in told
    assert {each["change"] for each in changes(store, 1) if each["revision"]["number"] == 4} == {"ADDED", "EVIDENCE_ADDED"}
    (gone,) = (each for each in changes(store, 2) if each["change"] == "WITHDRAWN")
    assert gone["evidence"] == [{"source": {"id": "paper"}, "addedIn": {"number": 2}, "withdrawnIn": {"number": 3}}]
    assert gone["subject"] == {"id": CASE}
    assert gone["revision"] == {"number": 3, "source": {"id": "paper"}}


def test_changes_come_by_revision_and_a_revision_of_several_sources_names_none(store):
    told = changes(store, 0)
    assert [each["revision"]["number"] for each in told] == sorted(each["revision"]["number"] for each in told)
    assert told[0]["revision"] == {"number": 1, "source": None}
    assert not [each for each in told if each["subjectId"].startswith("data/")]
    (owned,) = (each for each in told if each["field"] == "owns" and each["value"] == "linkedin")
    assert (owned["subject"], owned["object"]) == ({"id": "microsoft"}, {"id": "linkedin"})
    assert changes(store, 4) == changes(store, 99) == []


def test_new_cases_are_those_that_are_there_and_were_not_there(store):
    assert len(changes(store, 0, new_cases=True)) == 6
    (new,) = changes(store, 1, new_cases=True)
    assert (new["change"], new["subject"]["id"], new["revision"]["number"]) == ("ADDED", "new", 4)
    assert changes(store, 4, new_cases=True) == []
    store.load([Batch("new", ())])
    assert changes(store, 1, new_cases=True) == []
    (gone,) = (each for each in changes(store, 4) if each["field"] == "kind" and each["subjectId"] == "new")
    assert (gone["change"], gone["subject"]) == ("WITHDRAWN", None)
    store.load([Batch("new", said(Case(id="new"), "paper"))])
    (again,) = changes(store, 1, new_cases=True)
    assert again["revision"]["number"] == 6
    # it was there at revision 4
    assert changes(store, 4, new_cases=True) == []


def test_a_walk_through_changes_gives_each_once(store):
    whole, rows, after = changes(store, 0), [], None
    parts = (EdgeList("edges", (Cursor("cursor"), NodeOf("node", CHANGE))), PageInfo("info", (("more", "hasNextPage"),)))
    while True:
        query = ListRecords(Select("Change", first=37, after=Var("after")), parts, since=0)
        page = ask(store, query, after=after)
        rows += [edge["node"] for edge in page["edges"]]
        after = page["edges"][-1]["cursor"]
        if not page["info"]["more"]:
            break
    assert rows == whole
    with pytest.raises(BadCursor):
        ask(store, ListRecords(Select("Disagreement", after=after), parts))


# ---------------------------------------------------------------------------------------------------------------------
# Following the log


def followed(store: Store, kind: str, shape: Shape, after: str | None, *, first: int = 3, where=None, ids=None) -> list[dict]:
    """What comes after a place of the log, asked as somebody does who goes on from where he was."""
    parts, rows = (Nodes("nodes", shape), Reached("reached")), []
    query = Follow(Select(kind, where=where, first=first, after=Var("after")), parts, ids=ids)
    while True:
        told = ask(store, query, after=after)
        rows += told["nodes"]
        assert len(told["nodes"]) <= first
        if told["reached"] == after:
            return rows
        after = told["reached"]


def test_who_follows_the_log_is_told_each_change_once_wherever_he_begins(store):
    about = [each for each in changes(store, 0) if CASE in (each["subjectId"], each["object"] and each["object"]["id"])]
    assert any(each["subjectId"] != CASE for each in about), "what leads to a thing is a change of it too"
    for first in (1, 3, 1_000):
        assert followed(store, "Change", CHANGE, at_place_in_log(0), first=first, ids=(CASE,)) == about
    of_four = followed(store, "Change", CHANGE, at_place_in_log(0), ids=("new", "linkedin"))
    assert {each["subjectId"] for each in of_four if each["revision"]["number"] == 4} == {"new", "linkedin"}
    assert followed(store, "Change", CHANGE, at_place_in_log(0), ids=()) == []


def test_who_begins_now_is_told_what_comes(store):
    query = Follow(Select("Case", first=5), (Nodes("nodes", ID), Reached("reached")))
    told = ask(store, query)
    assert told["nodes"] == []
    store.load([Batch("more", [*said(Case(id="b"), "paper"), *said(Case(id="a"), "paper")])])
    assert followed(store, "Case", ID, told["reached"]) == [{"id": "a"}, {"id": "b"}]


def test_new_cases_are_those_that_are_there_and_meet_the_condition(store):
    linkedin = Compare("name", "contains", "linkedin")
    assert len(followed(store, "Case", ID, at_place_in_log(0))) == 6
    assert followed(store, "Case", ID, at_place_in_log(0), where=linkedin) == [{"id": "cand-3-16-cv-1"}, {"id": CASE}]
    store.load([Batch("new", ())])
    assert {"id": "new"} not in followed(store, "Case", ID, at_place_in_log(0))
    before = ask(store, Follow(Select("Case", first=5), (Reached("reached"),)))["reached"]
    store.load([Batch("new", said(Case(id="new"), "paper"))])
    assert followed(store, "Case", ID, before) == [{"id": "new"}], "it came again"


def test_an_answer_looks_at_a_stretch_of_the_log_at_most(store, monkeypatch):
    monkeypatch.setattr("graph.memory.rows.STRETCH", 10)
    monkeypatch.setattr("graph.sqlite.records.STRETCH", 10)
    monkeypatch.setattr("graph.neo4j.records.STRETCH", 10)
    query = Follow(Select("Case", first=5, after=at_place_in_log(3)), (Nodes("nodes", ID), Reached("reached")))
    assert ask(store, query)["reached"] == at_place_in_log(13)
    assert len(followed(store, "Case", ID, at_place_in_log(0))) == 6


def test_a_cursor_that_is_none_of_the_log_is_refused(store):
    foreign = ask(store, ListRecords(Select("Disagreement"), (EdgeList("edges", (Cursor("cursor"),)),)))["edges"][0]["cursor"]
    for after in (foreign, "x", at_place_in_log(-1)):
        with pytest.raises(BadCursor):
            ask(store, Follow(Select("Case", first=5, after=after), (Reached("reached"),)))


def test_what_happened_to_a_fact_is_told_by_its_evidence():
    fact, one, other = Fact("a", "name", value="A"), Evidence("one"), Evidence("other")
    stints = [(one, 1, 3), (one, 6, None), (other, 2, 5)]
    assert [(each.revision, each.change) for each in changes_of(fact, stints)] == [
        (1, "ADDED"),
        (2, "EVIDENCE_ADDED"),
        (3, "EVIDENCE_WITHDRAWN"),
        (5, "WITHDRAWN"),
        (6, "ADDED"),
    ]
    assert [each.change for each in changes_of(fact, [(one, 1, 2), (other, 2, None)])] == [
        "ADDED",
        "EVIDENCE_ADDED",
        "EVIDENCE_WITHDRAWN",
    ]
    assert list(changes_of(Fact("data/inmail", "label", value="InMail"), stints)) == []


# ---------------------------------------------------------------------------------------------------------------------
# The graph as a whole


def test_the_overview_counts_things_by_kind(store):
    kinds = Many("counts", "counts", Select("KindCount", shape=Shape((Get("kind", "kind"), Get("count", "count")))))
    found = ask(store, Overview(Shape((One("revision", "revision", REVISION), kinds, Get("licence", "licence")))))
    counts = store.counts()
    assert {each["kind"]: each["count"] for each in found["counts"]} == {
        kind: counts[kind] for kind in ("Case", "Court", "Company", "Organization", "Person", "Allegation", "Claim", "Response",
                                        "Event", "Statute", "Article", "Register", "Document")
    }  # fmt: skip
    assert found["revision"] == {"number": 4, "source": {"id": "paper"}}
    assert found["licence"] == "CC-BY-4.0"


# ---------------------------------------------------------------------------------------------------------------------
# What was known


def test_a_past_graph_knows_what_was_known_then(store):
    newest = store.at(4)
    store.load([Batch("later", said(Case(id="later"), "paper"))])
    assert (newest.has("Case", ["later"]), store.has("Case", ["later"])) == (set(), {"later"}), "no later load comes into it"
    days = [[each["value"] for each in statements(store.at(number), CASE, "filed_on")] for number in (1, 2, 3)]
    assert days == [
        ["2025-01-21", "2025-01-22"],
        ["2025-01-21", "2025-01-20", "2025-01-22"],
        ["2025-01-21", "2025-01-22", "2025-01-20"],
    ]
    assert [store.at(number).has("Case", ["new"]) for number in (3, 4)] == [set(), {"new"}]
    assert store.at(1) is store.at(1)


def test_a_past_graph_is_for_reading_and_only_of_revisions_that_there_are(store):
    with pytest.raises(StoreError):
        store.at(1).load([])
    for number in (0, -1, 5):
        with pytest.raises(QueryError, match=f"no revision {number}") as caught:
            store.at(number)
        assert "the newest is 4" in str(caught.value.hint)


def test_a_past_graph_is_read_by_many_threads(store):
    found: list[int] = []

    def read() -> None:
        for number in (1, 2, 3, 1, 2, 3):
            found.append(len(statements(store.at(number), CASE, "filed_on")))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [2] * 8 + [3] * 16


def test_the_past_of_a_file_is_read_from_it(tmp_path):
    url = f"sqlite:///{tmp_path / 'a file.db'}"
    with open_store(url) as store:
        store.load(small_world())
        store.load([Batch("suits", ())])
    with open_store(url, read_only=True) as store:
        assert store.at(1).counts()["Case"] == 5
        assert store.counts()["Case"] == 0


@pytest.mark.parametrize("url", URLS)
@settings(max_examples=8)
@given(SEEDS)
def test_the_past_is_what_a_store_holds_into_which_no_later_load_went(url: str, seed: int) -> None:
    made = graph(Chooser(seed))
    asked = [question(seed + number) for number in range(5)]
    with open_store(url) as whole:
        made.into(whole)
        for number in range(1, len(made.loads) + 1):
            with open_store(url) as partial:
                for batches in made.loads[:number]:
                    partial.load(batches)
                newest = partial.revision()
                past = whole.at(newest)
                assert shown(past) == shown(partial)
                assert list(past.log()) == list(partial.log())
                assert past.counts() == partial.counts()
                assert [each.number for each in past.revisions()] == [each.number for each in partial.revisions()]
                for each in asked:
                    assert past.select(each.query, each.bindings) == partial.select(each.query, each.bindings)
