"""The contract of a store: one file that every store must pass."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from worlds import ask, date, fields, said, small_world

from graph.errors import BadCursor, StoreError
from graph.facts import Batch, Evidence, Fact, Loaded, Statement
from graph.ontology import EDGES, KINDS, Case, CaseParty, Company, Concept, Document, Owns
from graph.projection import Link, Thing
from graph.query import (
    All,
    AnyOf,
    Compare,
    Condition,
    Cursor,
    EdgeList,
    Edges,
    Find,
    Get,
    Group,
    Linked,
    LinkIs,
    ListAll,
    Many,
    NodeOf,
    Nodes,
    Not,
    One,
    Order,
    Page,
    PageInfo,
    Search,
    Select,
    Shape,
    StateIs,
    TermIs,
    Total,
    TypeName,
    Var,
    Within,
)
from graph.store import Store, open_store

CASE = "cand-5-25-cv-00709"
GITHUB = "cand-4-22-cv-06823"


def ids(store: Store, kind: str, where: Condition | None = None, **bindings: Any) -> list[str]:
    """The ids of everything of a kind that meets a condition."""
    answer = ask(store, ListAll(Select(kind, where=where), (Nodes("nodes", fields("id")),)), **bindings)
    return [node["id"] for node in answer["nodes"]]


def one(store: Store, kind: str, id: str, *wants: Any, **bindings: Any) -> Any:
    """Some fields of one thing."""
    return ask(store, Find(Select(kind, shape=Shape(wants)), "id", id), **bindings)


# ---------------------------------------------------------------------------------------------------------------------
# Loading


def test_an_empty_store_answers(empty: Store) -> None:
    assert ids(empty, "Case") == []
    assert empty.select(Find(Select("Case"), "id", "nothing")) == b"null"
    assert empty.revisions() == []
    assert list(empty.scan()) == list(empty.log()) == []
    assert ask(empty, Search("word", None, None, (("n", "totalCount"),))) == {"n": 0}


def test_two_sources_of_one_fact_make_one_fact(empty: Store) -> None:
    linkedin = Company(id="linkedin", name="LinkedIn")
    assert empty.load([Batch("a", said(linkedin, "docket"))]) == Loaded(1, new=2, evidence=2)
    assert empty.load([Batch("b", said(linkedin, "report"))]) == Loaded(2, known=2, evidence=2)
    assert [len(said.evidence) for said in empty.log()] == [2, 2]
    counts = empty.counts()
    assert (counts["Company"], counts["Case"], counts["facts"], counts["evidence"]) == (1, 0, 2, 4)


def test_the_same_evidence_from_two_origins_shows_once(empty: Store) -> None:
    linkedin = Company(id="linkedin")
    empty.load([Batch("a", said(linkedin, "docket")), Batch("sources", said(Document(id="docket"), "docket"))])
    empty.load([Batch("b", said(linkedin, "docket"))])
    evidence = Many("evidence", "evidence", Select("Evidence", shape=fields("method")))
    assert one(empty, "Company", "linkedin", evidence) == {"evidence": [{"method": "curated"}]}
    assert [said.evidence for said in empty.log(["linkedin"])] == [((Evidence("docket"), 1, None),)]
    empty.load([Batch("a", [])])
    assert ids(empty, "Company") == ["linkedin"]
    assert [said.evidence for said in empty.log(["linkedin"])] == [((Evidence("docket"), 1, None),)]
    counts = empty.counts()
    assert (counts["Company"], counts["facts"], counts["evidence"]) == (1, 2, 2)


def test_loading_the_same_again_makes_no_revision(empty: Store) -> None:
    batches = [Batch("a", list(said(Company(id="linkedin", name="LinkedIn"), "docket")))]
    empty.load(batches)
    assert empty.load(batches) == Loaded(None, known=2)
    assert [revision.number for revision in empty.revisions()] == [1]


def test_an_origin_with_the_same_digest_is_not_read(empty: Store) -> None:
    def never() -> Iterator[Statement]:
        raise AssertionError("it was read")
        yield

    empty.load([Batch("a", said(Company(id="linkedin"), "docket"), "d1")])
    assert empty.load([Batch("a", never(), "d1")]) == Loaded(None, unchanged=1)
    assert empty.load([Batch("a", said(Company(id="linkedin"), "docket"), "d2")]) == Loaded(None, known=1)
    assert empty.load([Batch("a", never(), "d2")]) == Loaded(None, unchanged=1)


def test_an_origin_is_held_with_the_digest_that_it_was_last_loaded_with(empty: Store) -> None:
    assert not empty.holds("a", "d1")
    empty.load([Batch("a", said(Company(id="linkedin"), "docket"), "d1"), Batch("file", (), "d7")])
    assert (empty.holds("a", "d1"), empty.holds("a", "d2"), empty.holds("file", "d7")) == (True, False, True)
    empty.load([Batch("a", said(Company(id="linkedin"), "docket"), "d2")])
    assert (empty.holds("a", "d1"), empty.holds("a", "d2")) == (False, True)


def test_an_empty_digest_is_no_digest(empty: Store) -> None:
    empty.load([Batch("a", said(Company(id="linkedin"), "docket"))])
    assert empty.load([Batch("a", [])]) == Loaded(2, withdrawn=1)


def test_what_an_origin_no_longer_says_is_withdrawn(empty: Store) -> None:
    empty.load([Batch("a", said(Company(id="linkedin", name="LinkedIn"), "docket"))], "first")
    assert empty.load([Batch("a", said(Company(id="linkedin"), "docket"))], "second") == Loaded(2, known=1, withdrawn=1)
    assert one(empty, "Company", "linkedin", Get("name", "name")) == {"name": None}
    assert [(said.fact.predicate, said.evidence) for said in empty.log()] == [
        ("kind", ((Evidence("docket"), 1, None),)),
        ("name", ((Evidence("docket"), 1, 2),)),
    ]
    assert [(revision.number, revision.loader) for revision in empty.revisions()] == [(1, "first"), (2, "second")]


def test_a_fact_that_comes_back_is_held_again(empty: Store) -> None:
    statements = list(said(Company(id="linkedin"), "docket"))
    empty.load([Batch("a", statements)])
    empty.load([Batch("a", [])])
    assert empty.load([Batch("a", statements)]) == Loaded(3, new=1, evidence=1)
    assert [said.evidence for said in empty.log()] == [((Evidence("docket"), 1, 2), (Evidence("docket"), 3, None))]
    assert ids(empty, "Company") == ["linkedin"]


def test_of_two_batches_of_one_origin_the_later_counts(empty: Store) -> None:
    batches = [Batch("a", said(Company(id="linkedin"), "docket")), Batch("a", said(Company(id="github"), "docket"))]
    assert empty.load(batches) == Loaded(1, new=1, evidence=1)
    assert ids(empty, "Company") == ["github"]
    assert [said.fact.subject for said in empty.log()] == ["github"]


def test_a_load_that_breaks_off_changes_nothing(empty: Store) -> None:
    def broken() -> Iterator[Statement]:
        yield from said(Company(id="github"), "docket")
        raise RuntimeError("torn")

    empty.load([Batch("a", said(Company(id="linkedin"), "docket"), "d1")])
    with pytest.raises(RuntimeError, match="torn"):
        empty.load([Batch("c", said(Company(id="openai"), "docket")), Batch("a", broken(), "d2")])
    assert ids(empty, "Company") == ["linkedin"]
    assert [said.fact.subject for said in empty.log()] == ["linkedin"]
    assert len(empty.revisions()) == 1
    assert empty.load([Batch("a", said(Company(id="github"), "docket"), "d2")]) == Loaded(2, new=1, withdrawn=1, evidence=1)


def test_a_store_can_be_read_while_it_loads(empty: Store) -> None:
    seen: list[list[str]] = []

    def reading() -> Iterator[Statement]:
        yield from said(Company(id="github"), "docket")
        reader = threading.Thread(target=lambda: seen.append(ids(empty, "Company")))
        reader.start()
        reader.join()

    empty.load([Batch("a", said(Company(id="linkedin"), "docket"))])
    empty.load([Batch("b", reading())])
    assert seen == [["linkedin"]]
    assert ids(empty, "Company") == ["github", "linkedin"]


def test_a_second_load_at_the_same_time_is_refused(empty: Store) -> None:
    refused: list[StoreError] = []

    def second() -> None:
        try:
            empty.load([Batch("b", said(Company(id="github"), "docket"))])
        except StoreError as error:
            refused.append(error)

    def first() -> Iterator[Statement]:
        other = threading.Thread(target=second)
        other.start()
        other.join()
        yield from said(Company(id="linkedin"), "docket")

    empty.load([Batch("a", first())])
    assert len(refused) == 1
    assert ids(empty, "Company") == ["linkedin"]


def test_a_store_open_for_reading_refuses_loads() -> None:
    with open_store("memory:", read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.load([])


def test_an_unknown_url_is_refused() -> None:
    for url in ("memory", "memory:graph", "postgres://x", ""):
        with pytest.raises(StoreError, match="names no store"):
            open_store(url)


# ---------------------------------------------------------------------------------------------------------------------
# What is held


def test_the_log_can_be_asked_for_some_subjects(world: Store) -> None:
    found = list(world.log(["linkedin", "github", "no-such-thing"]))
    assert [(said.fact.subject, said.fact.predicate) for said in found] == [
        ("github", "kind"),
        ("github", "name"),
        ("linkedin", "aliases"),
        ("linkedin", "kind"),
        ("linkedin", "name"),
    ]
    assert found[0].fact == Fact("github", "kind", value="Company")


def test_the_log_is_in_order(world: Store) -> None:
    def order(fact: Fact) -> tuple[Any, ...]:
        return fact.subject, fact.predicate, fact.object or "", fact.key, str(fact.value)

    facts = [said.fact for said in world.log()]
    assert facts == sorted(facts, key=order)
    assert len(set(facts)) == len(facts)


def test_scan_gives_nodes_then_edges_in_order(world: Store) -> None:
    found = list(world.scan())
    things = [each for each in found if isinstance(each, Thing)]
    links = [each for each in found if isinstance(each, Link)]
    assert found == [*things, *links]
    kinds, types = list(KINDS), list(EDGES)
    assert things == sorted(things, key=lambda thing: (kinds.index(thing.kind), thing.id))
    assert links == sorted(links, key=lambda link: (types.index(link.type), link.source, link.target, link.key))
    (linkedin,) = [thing for thing in things if thing.id == "linkedin"]
    assert (linkedin.kind, linkedin.props) == ("Company", {"name": "LinkedIn Corporation", "aliases": ("LinkedIn",)})
    (owns,) = [link for link in links if link.type == "OWNS" and link.target == "linkedin"]
    assert (owns.source, owns.key) == ("microsoft", "2016-12-08")
    assert owns.props == {"since": "2016-12-08", "kind": "subsidiary", "share": 100.0}


def test_counts_are_those_of_scan(world: Store) -> None:
    counted = dict.fromkeys((*KINDS, *EDGES), 0)
    for each in world.scan():
        counted[each.kind if isinstance(each, Thing) else each.type] += 1
    counts = world.counts()
    facts, evidence = counts.pop("facts"), counts.pop("evidence")
    assert counts == counted
    log = list(world.log())
    assert facts == len(log)
    assert evidence == sum(len(said.evidence) for said in log)


def test_has_tells_what_is_of_a_kind(world: Store) -> None:
    asked = ["linkedin", "eff", "report", "data/inmail", "nothing"]
    assert world.has("Company", asked) == {"linkedin"}
    assert world.has("Party", asked) == {"linkedin", "eff"}
    assert world.has("Node", asked) == {"linkedin", "eff", "report"}
    assert world.has("Concept", asked) == {"data/inmail"}
    assert world.has("DataKind", asked) == {"data/inmail"}
    assert world.has("Act", asked) == set()
    assert world.has("Company", []) == set()


def test_nearest_finds_a_misspelt_id(world: Store) -> None:
    assert world.nearest("Company", "linkdin") == "linkedin"
    assert world.nearest("Party", "gihub") == "github"
    assert world.nearest("Court", "zzzzzzzzz") is None


# ---------------------------------------------------------------------------------------------------------------------
# Rows and conditions


def test_one_thing_by_id_or_by_another_property(world: Store) -> None:
    found = one(world, "Case", CASE, TypeName("type"), Get("id", "id"), Get("also", "also_known_as"), Get("on", "filed_on"))
    assert found == {
        "type": "Case",
        "id": CASE,
        "also": ["De La Torre et al.", "De La Torre v. LinkedIn"],
        "on": "2025-01-21",
    }
    assert list(found) == ["type", "id", "also", "on"]
    by_citation = Find(Select("Statute", shape=fields("id")), "citation", Var("citation"))
    assert ask(world, by_citation, citation="18 U.S.C. § 2702") == {"id": "usc-18-2702"}
    assert ask(world, by_citation, citation="18 usc 2702") is None
    assert one(world, "Company", CASE, Get("id", "id")) is None
    assert one(world, "Node", CASE, TypeName("type")) == {"type": "Case"}
    assert one(world, "Node", "data/inmail", TypeName("type")) is None
    assert one(world, "DataKind", "data/inmail", TypeName("type"), Get("id", "term")) == {"type": "DataKind", "id": "inmail"}


def test_answers_are_compact_and_not_escaped(world: Store) -> None:
    answer = world.select(Find(Select("Statute", shape=fields("id", "citation")), "id", "usc-18-2702"))
    assert answer == '{"id":"usc-18-2702","citation":"18 U.S.C. § 2702"}'.encode()


def test_texts_of_all_sorts_come_back_as_they_were(empty: Store) -> None:
    name = 'a "quoted" back\\slash, a\ttab, a\nline, naïve § 训练 🙂 \u2028 \x7f'
    sources = Batch("sources", said(Document(id="docket"), "docket"))
    empty.load([sources, Batch("a", said(Company(id="o'neil", name=name), Evidence("docket", quote=name)))])
    quote = Many("evidence", "evidence", Select("Evidence", shape=fields("quote")))
    assert one(empty, "Company", "o'neil", Get('"', "name"), quote) == {'"': name, "evidence": [{"quote": name}]}


def test_abstract_kinds_hold_all_their_kinds_and_their_shapes_differ(world: Store) -> None:
    variants = Shape(variants=(("Company", (TypeName("type"), Get("name", "name"))), ("Person", (Get("id", "id"),))))
    parties = ask(world, ListAll(Select("Party"), (Nodes("nodes", variants), Total("n"))))
    assert parties["n"] == 10
    assert {"type": "Company", "name": "OpenAI"} in parties["nodes"]
    assert {"id": f"{CASE}/alessandro-de-la-torre"} in parties["nodes"]
    assert {} in parties["nodes"]  # the organization


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Compare("id", "is", (CASE, "undated")), [CASE, "undated"]),
        (Compare("id", "is", ()), []),
        (Compare("filed_on", "is", "2025-01-21"), [CASE]),
        (Compare("filed_on", "is", ()), []),
        (Compare("filed_on", "not", ("2025-01-21", "2023-12-27")), ["cand-3-16-cv-1", GITHUB, "undated"]),
        (Compare("filed_on", "gte", "2022"), [GITHUB, CASE, "nysd-1-23-cv-11195"]),
        (Compare("filed_on", "gt", "2025"), [CASE]),
        (Compare("filed_on", "lt", "2016-12-07"), []),
        (Compare("filed_on", "lte", "2016-12-07"), ["cand-3-16-cv-1"]),
        (Compare("filed_on", "exists", False), ["undated"]),
        (Compare("docket_number", "exists", True), [CASE]),
        (Compare("also_known_as", "is", ("De La Torre et al.", "nobody")), [CASE]),
        (Compare("also_known_as", "contains", "LINKEDIN"), [CASE]),
        (Compare("also_known_as", "exists", True), [CASE]),
        (Compare("name", "contains", "v. l"), ["cand-3-16-cv-1", CASE]),
        (Compare("name", "starts", "dOE"), [GITHUB, "undated"]),
        (TermIs("class_action", "class_action", ("proposed",)), [CASE]),
        (TermIs("class_action", "class_action", ("none", "proposed"), negated=True), []),
        (StateIs(("voluntarily_dismissed",)), [CASE]),
        (StateIs(("pending",), as_of="2025-01-29"), ["cand-3-16-cv-1", CASE, "nysd-1-23-cv-11195"]),
        (StateIs(("on_appeal",), as_of="2024-09-01"), [GITHUB]),
        (StateIs(("on_appeal",), as_of="2024-08-31"), []),
        (StateIs(()), []),
        (All(()), ["cand-3-16-cv-1", GITHUB, CASE, "nysd-1-23-cv-11195", "undated"]),
        (AnyOf(()), []),
        (Not(Compare("name", "contains", "v. ")), []),
        (All((Compare("name", "starts", "Doe"), Not(Compare("id", "is", "undated")))), [GITHUB]),
        (AnyOf((Compare("id", "is", "undated"), Compare("id", "is", CASE))), [CASE, "undated"]),
        (Linked("allegations", "some", LinkIs("data", ("private_messages",))), [CASE]),
        (Linked("allegations", "some", LinkIs("data", ("private_messages",), exactly=True)), []),
        (Linked("allegations", "some", LinkIs("data", ("inmail",), exactly=True)), [CASE]),
        (Linked("allegations", "some", LinkIs("data", ("books",))), []),
        (
            Linked("allegations", "some", All((LinkIs("data", ("profile_data",)), LinkIs("purpose", ("model_training",))))),
            [],
        ),
        (Linked("allegations", "every", LinkIs("data", ("personal_data",), negated=True)), ["cand-3-16-cv-1", GITHUB, "nysd-1-23-cv-11195", "undated"]),
        (Linked("allegations", "none", LinkIs("data", ())), ["cand-3-16-cv-1", GITHUB, CASE, "nysd-1-23-cv-11195", "undated"]),
        (Linked("parties", "some", on_edge=TermIs("role", "role", ("plaintiff",))), [CASE]),
        (Linked("parties", "some", on_edge=TermIs("role", "role", ("plaintiff",), exactly=True)), []),
        (Linked("parties", "some", Compare("id", "is", "github"), TermIs("role", "role", ("defendant",))), [GITHUB]),
        (Linked("court", "some", Compare("country", "is", "US")), [CASE]),
        (Linked("claims", "some", Linked("statutes", "some", Within(("stored-communications-act",)))), [CASE]),
        (Linked("claims", "some", LinkIs("statutes", ("stored-communications-act",))), [CASE]),
        (Linked("stated_statuses", "some", Compare("term", "is", "on_appeal"), Compare("on", "gte", "2024-09")), [GITHUB]),
    ],
)  # fmt: skip
def test_conditions(world: Store, where: Condition, found: list[str]) -> None:
    assert ids(world, "Case", where) == found


@pytest.mark.parametrize(
    "where",
    [
        Compare("name", "is", Var("v")),
        Compare("name", "not", Var("v")),
        Compare("name", "exists", Var("v")),
        TermIs("class_action", "class_action", Var("v"), negated=True),
        Linked("allegations", "every", LinkIs("data", Var("v"))),
        StateIs(Var("v")),
        Within(Var("v")),
    ],
)
def test_a_condition_without_a_value_holds_for_every_row(world: Store, where: Condition) -> None:
    kind = "Company" if isinstance(where, Within) else "Case"
    assert ids(world, kind, where) == ids(world, kind, where, v=None) == ids(world, kind)


def test_the_same_query_answers_for_other_values(world: Store) -> None:
    where = Linked("allegations", "some", LinkIs("data", Var("data"), exactly=Var("exactly")))
    assert ids(world, "Case", where, data=["communications"]) == [CASE]
    assert ids(world, "Case", where, data=["communications"], exactly=True) == []
    assert ids(world, "Case", where, data=("communications", "inmail"), exactly=True) == [CASE]
    assert ids(world, "Case", where, data="inmail", exactly=False) == [CASE]
    assert ids(world, "Case", where, data=[]) == []


def test_within_follows_parts_over_any_number_of_steps(world: Store) -> None:
    assert ids(world, "Statute", Within(("stored-communications-act",))) == ["stored-communications-act", "usc-18-2702"]
    assert ids(world, "Company", Within(("openai",))) == ["openai", "openai-opco"]
    assert ids(world, "Company", Within(())) == []


def test_a_term_without_a_scheme_is_any_term_of_that_id(world: Store) -> None:
    assert "data/inmail" in ids(world, "Concept", LinkIs("broader", ("private_messages",)))
    assert "data/inmail" in ids(world, "Concept", LinkIs("broader", ("communications",)))
    assert ids(world, "DataKind", LinkIs("broader", ("private_messages",), exactly=True)) == [
        "data/chat_messages",
        "data/direct_messages",
        "data/inmail",
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Order and pages


def test_rows_come_by_id_or_in_the_order_asked_for_without_values_last(world: Store) -> None:
    def ordered(*order: Order) -> list[str]:
        answer = ask(world, ListAll(Select("Case", order=order), (Nodes("nodes", fields("id")),)))
        return [node["id"] for node in answer["nodes"]]

    by_day = ["cand-3-16-cv-1", GITHUB, "nysd-1-23-cv-11195", CASE, "undated"]
    assert ordered() == sorted(by_day)
    assert ordered(Order("filed_on")) == by_day
    assert ordered(Order("filed_on", "DESC")) == [*reversed(by_day[:-1]), "undated"]
    assert ordered(Order("id", "DESC")) == sorted(by_day, reverse=True)
    assert ordered(Order("class_action", "DESC"), Order("filed_on", "DESC")) == [
        CASE,
        "nysd-1-23-cv-11195",
        GITHUB,
        "cand-3-16-cv-1",
        "undated",
    ]


CONNECTION = (
    Total("total"),
    EdgeList("edges", (Cursor("cursor"), NodeOf("node", fields("id")))),
    PageInfo(
        "info",
        (
            ("next", "hasNextPage"),
            ("previous", "hasPreviousPage"),
            ("start", "startCursor"),
            ("end", "endCursor"),
            ("type", "__typename"),
        ),
    ),
)


@pytest.mark.parametrize("order", [(), (Order("filed_on", "DESC"),), (Order("class_action"), Order("name", "DESC"))])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_a_page_walk_gives_each_row_once(world: Store, order: tuple[Order, ...], size: int) -> None:
    query = ListAll(Select("Case", order=order, first=Var("first"), after=Var("after")), CONNECTION)
    whole = ask(world, query)
    seen: list[Any] = []
    after = None
    while True:
        page = ask(world, query, first=size, after=after)
        assert page["total"] == whole["total"] == 5
        assert page["info"]["previous"] == (after is not None)
        assert page["info"]["type"] == "PageInfo"
        assert [page["info"]["start"], page["info"]["end"]] == [page["edges"][0]["cursor"], page["edges"][-1]["cursor"]]
        seen += page["edges"]
        after = page["info"]["end"]
        if not page["info"]["next"]:
            break
    assert seen == whole["edges"]


def test_a_page_of_nothing(world: Store) -> None:
    query = ListAll(Select("Case", first=0), CONNECTION)
    info = {"next": True, "previous": False, "start": None, "end": None, "type": "PageInfo"}
    assert ask(world, query) == {"total": 5, "edges": [], "info": info}


def test_a_page_after_the_last_row_is_empty(world: Store) -> None:
    query = ListAll(Select("Case", after=Var("after")), CONNECTION)
    page = ask(world, query, after=ask(world, query)["info"]["end"])
    assert (page["total"], page["edges"]) == (5, [])
    assert page["info"] == {"next": False, "previous": True, "start": None, "end": None, "type": "PageInfo"}


def test_a_foreign_cursor_is_refused(world: Store) -> None:
    by_day = ListAll(Select("Case", order=(Order("filed_on"),), after=Var("after")), CONNECTION)
    by_id = ListAll(Select("Case", after=Var("after")), CONNECTION)
    cursor = ask(world, by_id)["info"]["end"]
    for query, after in ((by_id, "nonsense"), (by_id, ""), (by_id, "FF"), (by_id, "5B5D"), (by_day, cursor)):
        with pytest.raises(BadCursor):
            world.select(query, {"after": after})


def test_pages_of_a_relation_walk_through_its_edges(world: Store) -> None:
    edges = EdgeList("edges", (Cursor("cursor"), Get("role", "role"), NodeOf("node", fields("id"))))
    order = (Order("role", "DESC", on_edge=True),)
    select = Select("Party", order=order, first=Var("first"), after=Var("after"))
    query = Find(Select("Case", shape=Shape((Page("parties", "parties", select, (Total("n"), edges)),))), "id", GITHUB)
    rows = ask(world, query)["parties"]["edges"]
    assert [row["node"]["id"] for row in rows] == ["github", "microsoft", "openai-opco"]
    second = ask(world, query, first=1, after=rows[0]["cursor"])["parties"]
    assert second == {"n": 3, "edges": rows[1:2]}


# ---------------------------------------------------------------------------------------------------------------------
# Relations


def test_relations_of_every_arity(world: Store) -> None:
    allegation = Select("Allegation", where=LinkIs("data", ("private_messages",)), shape=Shape())
    found = one(
        world,
        "Case",
        CASE,
        One("court", "court", Select("Court", shape=fields("id", "country"))),
        Page(
            "allegations",
            "allegations",
            allegation,
            (
                Total("n"),
                Nodes(
                    "nodes",
                    Shape(
                        (
                            Get("id", "id"),
                            One("act", "act", Select("Act", shape=Shape((Get("id", "term"), TypeName("type"))))),
                            Many("by", "by", Select("Party", shape=fields("id"))),
                            One("case", "case", Select("Case", shape=fields("id"))),
                        )
                    ),
                ),
            ),
        ),
        Page(
            "mentions",
            "articles",
            Select("Article", order=(Order("published_on", "DESC"),)),
            (Nodes("nodes", fields("id")),),
        ),
    )
    assert found == {
        "court": {"id": "cand", "country": "US"},
        "allegations": {
            "n": 1,
            "nodes": [
                {
                    "id": f"{CASE}/training/inmail",
                    "act": {"id": "training", "type": "Act"},
                    "by": [{"id": "linkedin"}],
                    "case": {"id": CASE},
                }
            ],
        },
        "mentions": {"nodes": [{"id": "digest"}, {"id": "report"}]},
    }
    assert one(world, "Case", GITHUB, One("court", "court", Select("Court", shape=fields("id")))) == {"court": None}
    event = f"{CASE}/2025-01-30/voluntary_dismissal"
    affects = Edges("affects", "affects", Select("Node"), (Get("outcome", "outcome"), NodeOf("node", fields("id"))))
    assert one(world, "Event", event, affects) == {
        "affects": [{"outcome": "dismissed_without_prejudice", "node": {"id": CASE}}]
    }


@pytest.mark.parametrize(
    ("day", "owned"),
    [
        ("2016-12-07", []),
        ("2016-12-08", ["linkedin"]),
        ("2016-12", []),
        ("2018-10-01", ["github", "linkedin"]),
        (None, ["github", "linkedin", "openai", "semantic-machines"]),
        ("2030", ["github", "linkedin", "openai"]),
    ],
)
def test_holdings_as_of_a_day(world: Store, day: str | None, owned: list[str]) -> None:
    page = Page("owns", "owns", Select("Body", as_of=Var("day")), (Nodes("nodes", fields("id")), Total("n")))
    answer = one(world, "Company", "microsoft", page, day=day)["owns"]
    assert [node["id"] for node in answer["nodes"]] == owned
    assert answer["n"] == len(owned)
    holder = Linked("owned_by", "some", Compare("id", "is", "microsoft"), as_of=Var("day"))
    assert ids(world, "Company", holder, day=day) == owned


def test_evidence_of_nodes_and_edges_in_order(world: Store) -> None:
    shape = Shape(
        (
            Get("quote", "quote"),
            Get("method", "method"),
            Group("span", (Get("from", "start"), Get("to", "end")), ("start", "end")),
            One("source", "source", Select("Source", shape=Shape((Get("id", "id"), TypeName("type"))))),
        )
    )
    allegation = f"{CASE}/training/inmail"
    evidence = Many("evidence", "evidence", Select("Evidence", first=Var("first"), shape=shape))
    docket = {"quote": None, "method": "curated", "span": None, "source": {"id": "docket", "type": "Document"}}
    report = {
        "quote": "accused of training",
        "method": "patterns",
        "span": {"from": 10, "to": 28},
        "source": {"id": "report", "type": "Article"},
    }
    assert one(world, "Allegation", allegation, evidence) == {"evidence": [docket, report]}
    assert one(world, "Allegation", allegation, evidence, first=1) == {"evidence": [docket]}
    page = Page("allegations", "allegations", Select("Allegation"), (EdgeList("edges", (evidence,)),))
    assert one(world, "Case", CASE, page)["allegations"]["edges"][1] == {"evidence": [docket, report]}


def test_evidence_waits_for_its_source(empty: Store) -> None:
    evidence = Many("evidence", "evidence", Select("Evidence", shape=fields("method")))
    empty.load([Batch("a", said(Company(id="linkedin"), "docket"))])
    assert one(empty, "Company", "linkedin", evidence) == {"evidence": []}
    empty.load([Batch("sources", said(Document(id="docket"), "docket"))])
    assert one(empty, "Company", "linkedin", evidence) == {"evidence": [{"method": "curated"}]}


def test_of_conflicting_values_the_strongest_source_is_shown(world: Store) -> None:
    assert one(world, "Case", CASE, Get("on", "filed_on")) == {"on": "2025-01-21"}
    assert {said.fact.value for said in world.log([CASE]) if said.fact.predicate == "filed_on"} == {
        "2025-01-21",
        "2025-01-22",
    }


# ---------------------------------------------------------------------------------------------------------------------
# What is worked out


STATE = Shape(
    (
        Get("on", "on"),
        One("state", "state", Select("Concept", shape=Shape((Get("id", "term"), TypeName("type"))))),
        One("event", "event", Select("Event", shape=fields("id"))),
        Many("evidence", "evidence", Select("Evidence", shape=Shape((One("source", "source", Select("Source", shape=fields("id"))),)))),
    )
)  # fmt: skip


def test_the_status_as_of_a_day(world: Store) -> None:
    status = One("status", "status", Select("State", as_of=Var("day"), shape=STATE))
    filed = {
        "on": "2025-01-21",
        "state": {"id": "pending", "type": "Status"},
        "event": {"id": f"{CASE}/2025-01-21/complaint_filed"},
        "evidence": [{"source": {"id": "docket"}}],
    }
    dismissed = {
        "on": "2025-01-30",
        "state": {"id": "voluntarily_dismissed", "type": "Status"},
        "event": {"id": f"{CASE}/2025-01-30/voluntary_dismissal"},
        "evidence": [{"source": {"id": "docket"}}],
    }
    assert one(world, "Case", CASE, status, day="2025-01-20") == {"status": None}
    assert one(world, "Case", CASE, status, day="2025-01-29") == {"status": filed}
    assert one(world, "Case", CASE, status) == {"status": dismissed}
    history = Many("history", "history", Select("State", shape=STATE))
    assert one(world, "Case", CASE, history) == {"history": [filed, dismissed]}
    withdrawn = one(world, "Allegation", f"{CASE}/training/inmail", status)["status"]["state"]
    assert withdrawn == {"id": "withdrawn", "type": "Standing"}
    assert one(world, "Case", "undated", status, history) == {"status": None, "history": []}


def test_a_stated_status_has_no_event_and_its_own_evidence(world: Store) -> None:
    status = One("status", "status", Select("State", shape=STATE))
    assert one(world, "Case", GITHUB, status)["status"] == {
        "on": "2024-09",
        "state": {"id": "on_appeal", "type": "Status"},
        "event": None,
        "evidence": [{"source": {"id": "digest"}}],
    }


def test_a_case_is_pending_whether_its_terms_come_before_or_after_it(empty: Store) -> None:
    status = One("status", "status", Select("State", shape=Shape((One("state", "state", Select("Concept", shape=fields("label"))),))))
    pending = Concept(id="status/pending", scheme="status", term="pending", label="Pending")
    empty.load([Batch("suits", tuple(said(Case(id="known-by-its-day", name="A v. B", filed_on=date("2025-01-21")), "docket")))])
    assert one(empty, "Case", "known-by-its-day", status) == {"status": None}
    empty.load([Batch("terms", tuple(said(pending, "vocabulary")))])
    assert one(empty, "Case", "known-by-its-day", status) == {"status": {"state": {"label": "Pending"}}}
    empty.load([Batch("terms", ())])
    assert one(empty, "Case", "known-by-its-day", status) == {"status": None}


STEP = Shape(
    (
        Get("kind", "kind"),
        Get("share", "share"),
        Get("since", "since"),
        Get("until", "until"),
        One("owner", "owner", Select("Party", shape=fields("id"))),
        One("owned", "owned", Select("Party", shape=fields("id"))),
        Many("evidence", "evidence", Select("Evidence", shape=fields("quote"))),
    )
)


def controllers(store: Store, id: str, **bindings: Any) -> Any:
    """Who controls a company."""
    shape = Shape(
        (
            Get("depth", "depth"),
            Get("share", "share"),
            Get("since", "since"),
            Get("until", "until"),
            Get("stake", "stake"),
            One("company", "company", Select("Party", shape=fields("id"))),
            Many("path", "path", Select("Step", shape=STEP)),
        )
    )
    select = Select("Control", as_of=Var("day"), include_stakes=Var("stakes"), shape=shape)
    return one(store, "Company", id, Many("controllers", "controllers", select), **bindings)["controllers"]


def test_controllers_with_their_path(world: Store) -> None:
    step = {
        "kind": "subsidiary",
        "share": 100.0,
        "since": "2016-12-08",
        "until": None,
        "owner": {"id": "microsoft"},
        "owned": {"id": "linkedin"},
        "evidence": [{"quote": "holds"}],
    }
    control = {
        "depth": 1,
        "share": 100.0,
        "since": "2016-12-08",
        "until": None,
        "stake": False,
        "company": {"id": "microsoft"},
        "path": [step],
    }
    assert controllers(world, "linkedin") == controllers(world, "linkedin", day="2016-12-08") == [control]
    assert controllers(world, "linkedin", day="2016-12-07") == []
    assert controllers(world, "github")[0]["since"] == "2018-10-01"


def test_stakes_are_shown_when_they_are_asked_for(world: Store) -> None:
    assert [each["company"]["id"] for each in controllers(world, "openai-opco")] == ["openai"]
    found = controllers(world, "openai-opco", stakes=True)
    assert [(each["company"]["id"], each["stake"], each["depth"]) for each in found] == [
        ("openai", False, 1),
        ("microsoft", True, 2),
    ]
    assert [step["kind"] for step in found[1]["path"]] == ["minority_investment", "part_of"]
    assert found[1]["share"] is None


def test_a_later_name_is_reached_from_the_earlier_one(world: Store) -> None:
    assert [each["company"]["id"] for each in controllers(world, "meta")] == ["facebook"]
    assert controllers(world, "meta", day="2021-10-27") == []


SUIT_EDGES = EdgeList(
    "edges",
    (
        Cursor("cursor"),
        Get("stake", "stake"),
        One("defendant", "defendant", Select("Party", shape=fields("id"))),
        Many("path", "path", Select("Step", shape=fields("since"))),
        NodeOf("node", fields("id")),
    ),
)


def suits_of(store: Store, id: str, select: Select, **bindings: Any) -> list[tuple[str, str, bool, int]]:
    """Suits against a company: case, defendant, stake, length of the path."""
    page = Page("suits", "suits", select, (SUIT_EDGES, Total("n")))
    answer = one(store, "Company", id, page, **bindings)["suits"]
    edges = answer["edges"]
    assert select.first is not None or answer["n"] == len(edges)
    return [(edge["node"]["id"], edge["defendant"]["id"], edge["stake"], len(edge["path"])) for edge in edges]


def test_suits_reach_what_was_controlled_on_the_day_of_filing(world: Store) -> None:
    newest = (Order("filed_on", "DESC"),)
    named = [(GITHUB, "microsoft", False, 0)]
    controlled = [(CASE, "linkedin", False, 1), (GITHUB, "github", False, 1), *named]
    held = [
        (CASE, "linkedin", False, 1),
        ("nysd-1-23-cv-11195", "openai", True, 1),
        (GITHUB, "github", False, 1),
        *named,
        (GITHUB, "openai-opco", True, 2),
    ]
    assert suits_of(world, "microsoft", Select("Case", order=newest)) == controlled
    assert suits_of(world, "microsoft", Select("Case", order=newest, through_control=False)) == named
    select = Select("Case", order=newest, include_stakes=Var("stakes"), through_control=Var("control"))
    assert suits_of(world, "microsoft", select, stakes=True, control=True) == held
    assert suits_of(world, "linkedin", Select("Case")) == [
        ("cand-3-16-cv-1", "linkedin", False, 0),
        (CASE, "linkedin", False, 0),
    ]
    where = Compare("filed_on", "gte", "2025")
    assert suits_of(world, "microsoft", Select("Case", where=where)) == [(CASE, "linkedin", False, 1)]


def test_of_the_defendants_behind_one_holding_the_nearest_stands_for_all(empty: Store) -> None:
    second = CaseParty(source="nysd-1-23-cv-11195", target="openai-opco", role="defendant")
    empty.load([*small_world(), Batch("more", said(second, "docket"))])
    found = suits_of(empty, "microsoft", Select("Case", include_stakes=True))
    assert [row for row in found if row[0] == "nysd-1-23-cv-11195"] == [("nysd-1-23-cv-11195", "openai", True, 1)]
    named = suits_of(empty, "openai", Select("Case"))
    assert [row[1:] for row in named if row[0] == "nysd-1-23-cv-11195"] == [("openai", False, 0)]


def test_a_suit_without_a_day_is_reached_only_by_a_path_without_bounds(world: Store) -> None:
    assert suits_of(world, "meta", Select("Case")) == [("undated", "meta", False, 0)]
    assert suits_of(world, "facebook", Select("Case")) == []


def test_pages_of_suits_tell_defendants_of_one_suit_apart(world: Store) -> None:
    select = Select("Case", order=(Order("filed_on"),), include_stakes=True, first=Var("first"), after=Var("after"))
    page = Page("suits", "suits", select, (SUIT_EDGES, PageInfo("info", (("next", "hasNextPage"), ("end", "endCursor")))))
    query = Find(Select("Company", shape=Shape((page,))), "id", "microsoft")
    whole = ask(world, query)["suits"]["edges"]
    seen: list[Any] = []
    after = None
    while True:
        found = ask(world, query, first=1, after=after)["suits"]
        seen += found["edges"]
        after = found["info"]["end"]
        if not found["info"]["next"]:
            break
    assert seen == whole
    assert len(seen) == 5


# ---------------------------------------------------------------------------------------------------------------------
# Search


def search(store: Store, text: str, kinds: tuple[str, ...] | None = None, first: int | None = None) -> Any:
    """Ids and snippets of what some words find."""
    hit = (Get("score", "score"), Get("snippet", "snippet"), TypeName("type", "SearchHit"), NodeOf("node", fields("id")))
    query = Search(
        Var("text"), Var("kinds"), Var("first"), (("n", "totalCount"), ("nodes", "nodes"), ("type", "__typename")), hit
    )
    return ask(store, query, text=text, kinds=kinds, first=first)


def test_search_finds_words_in_any_form_best_first(world: Store) -> None:
    found = search(world, "linkedin")
    assert {node["node"]["id"] for node in found["nodes"]} >= {"linkedin", "report", CASE, "cand-3-16-cv-1"}
    assert found["n"] == len(found["nodes"])
    assert found["type"] == "SearchResult"
    scores = [node["score"] for node in found["nodes"]]
    assert scores == sorted(scores, reverse=True)
    assert all(score == round(score, 6) > 0 for score in scores)
    assert "«LinkedIn»" in found["nodes"][0]["snippet"]
    assert search(world, "SETTING", ("Article",))["nodes"][0]["node"] == {"id": "digest"}


def test_search_is_bounded_by_kinds_and_first(world: Store) -> None:
    assert [node["node"]["id"] for node in search(world, "linkedin", ("Company",))["nodes"]] == ["linkedin"]
    assert search(world, "linkedin", ())["n"] == 0
    found = search(world, "linkedin", first=1)
    assert (len(found["nodes"]), found["n"]) == (1, search(world, "linkedin")["n"])


def test_search_wants_all_words_and_settles_for_any(world: Store) -> None:
    assert [node["node"]["id"] for node in search(world, "github doe", ("Case",))["nodes"]] == [GITHUB]
    found = search(world, "github zebra torre", ("Case",))
    assert {node["node"]["id"] for node in found["nodes"]} == {GITHUB, CASE}
    for nothing in ("", "  ", "§ – «»", '"*()^:', "zebra"):
        assert search(world, nothing)["n"] == 0
    assert search(world, 'AND OR NOT NEAR "github*')["n"] > 0


def test_a_suit_is_found_by_the_words_of_its_parts(world: Store) -> None:
    assert [node["node"]["id"] for node in search(world, "consent", ("Case",))["nodes"]] == [CASE]
    assert [node["node"]["id"] for node in search(world, "false claims", ("Case",))["nodes"]] == [CASE]


# ---------------------------------------------------------------------------------------------------------------------
# What follows a change


def test_a_name_that_is_corrected_changes_what_is_found(empty: Store) -> None:
    empty.load([Batch("a", said(Company(id="x", name="Zebra"), "docket"))])
    assert search(empty, "zebra")["n"] == 1
    empty.load([Batch("a", said(Company(id="x", name="Okapi"), "docket"))])
    assert (search(empty, "zebra")["n"], search(empty, "okapi")["n"]) == (0, 1)


def test_an_edge_waits_until_both_its_ends_are_there(empty: Store) -> None:
    owns = Owns(source="a", target="b", since=date("2020"), kind="subsidiary")
    empty.load([Batch("edge", said(owns, "docket")), Batch("a", said(Company(id="a"), "docket"))])
    assert [each for each in empty.scan() if isinstance(each, Link)] == []
    empty.load([Batch("b", said(Company(id="b"), "docket"))])
    assert [each.target for each in empty.scan() if isinstance(each, Link)] == ["b"]
    assert [each["company"] for each in controllers(empty, "b")] == [{"id": "a"}]
    empty.load([Batch("b", [])])
    assert [each for each in empty.scan() if isinstance(each, Link)] == []


def test_every_key_of_an_answer_is_in_the_order_asked_for(world: Store) -> None:
    shape = Shape((Get("z", "name"), Get("a", "id"), TypeName("m")))
    query = ListAll(Select("Case", first=1), (Nodes("z", shape), Total("a")))
    keys = json.loads(world.select(query), object_pairs_hook=list)
    assert [key for key, _ in keys] == ["z", "a"]
    assert [key for key, _ in keys[0][1][0]] == ["z", "a", "m"]


def test_the_newest_revision_is_the_last_of_all(empty: Store) -> None:
    assert empty.revision() == 0
    for name in ("a", "b"):
        empty.load([Batch(name, said(Company(id=name), "docket"))])
        assert empty.revision() == empty.revision(exact=False) == empty.revisions()[-1].number
    empty.load([Batch("b", said(Company(id="b"), "docket"))])
    assert empty.revision() == 2


def test_a_query_in_time_is_answered_and_its_plan_is_told_without_an_answer(world: Store) -> None:
    query = ListAll(Select("Case", first=1), (Total("n"),))
    assert world.select(query, seconds=60) == world.select(query)
    assert all(isinstance(line, str) and line for line in world.explain(query))


def test_origins_are_those_of_what_is_said_now(empty: Store) -> None:
    empty.load([Batch("a", said(Case(id="c"), "docket")), Batch("b", said(Case(id="d"), "docket"))])
    assert empty.origins() == {"a", "b"}
    empty.load([Batch("a", ())])
    assert empty.origins() == {"b"}


def test_a_condition_of_thousands_of_parts_is_answered(empty: Store) -> None:
    empty.load([Batch("a", said(Case(id="c7", name="Doe 7 v. Acme"), "docket"))])
    parts = tuple(Compare("name", "contains", f"doe {number} v") for number in range(3_000))
    for where in (AnyOf(parts), Not(All(parts))):
        assert ask(empty, ListAll(Select("Case", where=where), (Total("n"),))) == {"n": 1}


def test_within_a_reading_a_thread_sees_one_revision(empty: Store) -> None:
    count = ListAll(Select("Case"), (Total("n"),))
    empty.load([Batch("a", said(Case(id="c"), "docket"))])
    with ThreadPoolExecutor(1) as other, empty.reading():
        assert ask(empty, count) == {"n": 1}
        other.submit(empty.load, [Batch("b", said(Case(id="d"), "docket"))]).result()
        assert ask(empty, count) == {"n": 1}
        assert other.submit(ask, empty, count).result() == {"n": 2}
    assert ask(empty, count) == {"n": 2}


FORMS: dict[str, tuple[str, Callable[[Any], Condition], tuple[Any, ...]]] = {
    "text that is": ("Case", lambda value: Compare("name", "is", value), ("Doe v. GitHub", ("Doe v. Meta", "nobody"))),
    "text that is not": ("Case", lambda value: Compare("name", "not", value), ("Doe v. GitHub", ("Doe v. Meta", "nobody"))),
    "contained text": ("Case", lambda value: Compare("name", "contains", value), ("DOE", "linkedin")),
    "the beginning of a text": ("Case", lambda value: Compare("name", "starts", value), ("doe", "doe v. g")),
    "an earlier day": ("Case", lambda value: Compare("filed_on", "lt", value), ("2022-11-03", "2023")),
    "a day that is not": ("Case", lambda value: Compare("filed_on", "not", value), ("2022-11-03", "2016-12-07")),
    "one of many texts": ("Case", lambda value: Compare("also_known_as", "starts", value), ("de la torre e", "nobody")),
    "none of many texts": ("Company", lambda value: Compare("aliases", "not", value), ("LinkedIn", "Open AI")),
    "a text or none": ("Case", lambda value: Compare("docket_number", "exists", value), (True, False)),
    "a term": ("Case", lambda value: TermIs("class_action", "class_action", value), ("proposed", "none")),
    "another term": ("Case", lambda value: TermIs("class_action", "class_action", value, negated=True), ("proposed", "none")),
    "a linked term": ("Allegation", lambda value: LinkIs("data", value), ("private_messages", "profile_data")),
    "no linked term": ("Allegation", lambda value: LinkIs("data", value, negated=True), ("private_messages", "profile_data")),
    "a part": ("Statute", Within, ("stored-communications-act", "usc-18-2702")),
    "a state": ("Case", StateIs, ("voluntarily_dismissed", "on_appeal")),
    "something linked": ("Case", lambda value: Linked("parties", "some", Compare("id", "is", value)), ("github", "meta")),
    "nothing linked": ("Case", lambda value: Linked("parties", "none", Compare("id", "is", value)), ("github", "meta")),
    "all that is linked": ("Case", lambda value: Linked("parties", "every", Compare("id", "not", value)), ("github", "meta")),
}
"""Conditions of one form each, of some kind, and two values that they may ask for."""


@pytest.mark.parametrize("form", FORMS)
def test_any_of_several_conditions_of_one_form_and_all_of_them(world: Store, form: str) -> None:
    kind, asks, values = FORMS[form]
    one, other = asks(Var("one")), asks(Var("other"))
    bindings = dict(zip(("one", "other"), values, strict=True))

    def met(where: Condition | None) -> set[str]:
        return set(ids(world, kind, where, **bindings))

    first, second = met(one), met(other)
    assert first and first != second
    assert met(AnyOf((one, other))) == first | second
    assert met(All((one, other))) == first & second


@pytest.mark.parametrize("form", ["contained text", "no linked term", "something linked"])
def test_not_any_of_several_conditions_of_one_form_and_not_all_of_them(world: Store, form: str) -> None:
    kind, asks, values = FORMS[form]
    one, other = (asks(value) for value in values)
    every, first, second = (set(ids(world, kind, where)) for where in (None, one, other))
    assert set(ids(world, kind, Not(AnyOf((one, AnyOf((other,))))))) == every - (first | second)
    assert set(ids(world, kind, Not(All((one, All((other, other))))))) == every - (first & second)
