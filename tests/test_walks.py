"""What surrounds a thing, and how two are connected: what every store answers, on the small world and on small made-up ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from worlds import ask, date, fields, said

from graph.facts import Batch, Statement
from graph.ontology import (
    Allegation,
    Alleges,
    Article,
    By,
    Case,
    CaseParty,
    Company,
    Court,
    Edge,
    FromDataset,
    HeardIn,
    Node,
    Owns,
    PartOf,
    Person,
    ReportsOn,
)
from graph.ontology import Dataset as Corpus
from graph.query import HUB, Around, Connect, FindMany, Get, Many, Nodes, Page, Select, Shape, Total, Value, Walk
from graph.query import Find as FindOne
from graph.store import Store

SUIT = "cand-5-25-cv-00709"


def records(name: str, kind: str, *names: str) -> Many:
    """Some properties of a list of records."""
    return Many(name, name, Select(kind, shape=fields(*names)))


def around(store: Store, id: str, depth: int = 2, limit: int = 150, walk: Walk = Walk()) -> Any:  # noqa: B008  # frozen
    """What surrounds a thing."""
    shape = Shape((
        records("nodes", "NeighbourhoodNode", "id", "kind", "label", "ring", "degree", "shown"),
        records("edges", "GraphEdge", "id", "type", "label", "source", "target", "since", "until"),
        records("hidden", "Hidden", "around", "kind", "count"),
        Get("total_nodes", "total_nodes"),
        Get("total_edges", "total_edges"),
    ))  # fmt: skip
    return ask(store, Around(id, depth, limit, walk, shape))


def connect(
    store: Store, source: str, target: str, longest: int = 6, first: Value = 3, walk: Walk = Walk()  # noqa: B008
) -> Any:  # fmt: skip
    """The paths between two things."""
    nodes = records("nodes", "PathNode", "id", "kind", "label")
    edges = records("edges", "GraphEdge", "type", "source", "target", "since", "until")
    return ask(store, Connect(source, target, longest, first, walk, Shape((Get("length", "length"), nodes, edges))))


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """The ids of some rows."""
    return [row["id"] for row in rows]


def ways(found: list[dict[str, Any]]) -> list[list[str]]:
    """The ids along each path."""
    return [ids(path["nodes"]) for path in found]


def world_of(*things: Node | Edge) -> Batch:
    """What one origin says."""
    return Batch("test", tuple(statement for thing in things for statement in said(thing, "paper")))


# ---------------------------------------------------------------------------------------------------------------------
# What surrounds a thing


def test_a_neighbourhood_has_every_edge_among_its_nodes_and_no_other(world: Store) -> None:
    for limit in (1, 2, 5, 9, 150):
        found = around(world, "microsoft", limit=limit)
        nodes = {node["id"] for node in found["nodes"]}
        assert len(nodes) == len(found["nodes"]) <= limit
        assert {end for edge in found["edges"] for end in (edge["source"], edge["target"])} <= nodes
        assert len({edge["id"] for edge in found["edges"]}) == len(found["edges"])
        for node in found["nodes"]:
            ends = [(edge["source"], edge["target"]) for edge in found["edges"]]
            assert node["shown"] == sum(node["id"] in pair for pair in ends) <= node["degree"]


def test_what_does_not_fit_is_counted_once_around_what_it_hangs_on(world: Store) -> None:
    whole = around(world, "microsoft")
    assert whole["hidden"] == []
    assert (whole["total_nodes"], whole["total_edges"]) == (len(whole["nodes"]), len(whole["edges"]))
    one = around(world, "microsoft", depth=1)
    kinds = [node["kind"] for node in one["nodes"][1:]]
    alone = around(world, "microsoft", depth=1, limit=1)
    assert ids(alone["nodes"]) == ["microsoft"]
    assert alone["hidden"] == [
        {"around": "microsoft", "kind": kind, "count": kinds.count(kind)} for kind in ("Case", "Company") if kind in kinds
    ]
    for limit in (1, 3, 6):
        found = around(world, "microsoft", limit=limit)
        assert found["total_nodes"] == len(found["nodes"]) + sum(each["count"] for each in found["hidden"])
        assert {each["around"] for each in found["hidden"]} <= set(ids(found["nodes"]))


def test_rings_come_in_order_and_in_each_the_most_connected_first(world: Store) -> None:
    nodes = around(world, SUIT, depth=3)["nodes"]
    assert nodes[0]["id"] == SUIT
    assert [(node["ring"], -node["degree"], node["id"]) for node in nodes] == sorted(
        (node["ring"], -node["degree"], node["id"]) for node in nodes
    )
    assert {node["ring"] for node in nodes} == {0, 1, 2, 3}
    # a smaller neighbourhood is the beginning of a larger one
    for limit in (1, 4, 9):
        assert ids(around(world, SUIT, depth=3, limit=limit)["nodes"]) == ids(nodes)[:limit]


def test_dated_edges_hold_on_the_day(world: Store) -> None:
    def owned(day: str | None) -> list[str]:
        found = around(world, "microsoft", depth=1, walk=Walk(as_of=day, types=("OWNS",)))
        return [edge["target"] for edge in found["edges"]]

    assert owned("2016-12-07") == []
    assert owned("2016-12-08") == ["linkedin"]
    assert owned("2025") == ["github", "linkedin", "openai"]
    # a deal that is not known to have closed is there, but on no day
    assert owned(None) == ["github", "linkedin", "openai", "semantic-machines"]


def test_sources_are_drawn_and_courts_led_through_only_if_asked_for(world: Store) -> None:
    found = around(world, SUIT, depth=1)
    assert {node["kind"] for node in found["nodes"]} & {"Article", "Document", "Concept"} == set()
    asked = around(world, SUIT, depth=1, walk=Walk(kinds=("Article",)))
    assert [node["kind"] for node in asked["nodes"]] == ["Case", "Article", "Article"]
    assert [edge["type"] for edge in asked["edges"]] == ["REPORTS_ON", "REPORTS_ON"]


def test_a_court_leads_on_to_its_suits_only_if_it_is_asked_about_or_named(empty: Store) -> None:
    suits = [Case(id=id) for id in ("one", "two")]
    empty.load([world_of(Court(id="court"), *suits, *(HeardIn(source=suit.id, target="court") for suit in suits))])
    assert ids(around(empty, "one", depth=3)["nodes"]) == ["one", "court"]
    assert ids(around(empty, "court", depth=3)["nodes"]) == ["court", "one", "two"]
    assert ids(around(empty, "one", 3, walk=Walk(kinds=("Case", "Court")))["nodes"]) == ["one", "court", "two"]
    assert connect(empty, "one", "two") == []
    assert ways(connect(empty, "one", "two", walk=Walk(kinds=("Court",)))) == [["one", "court", "two"]]
    assert ways(connect(empty, "one", "court")) == [["one", "court"]]


def test_what_has_no_name_is_labelled_by_the_terms_it_is_made_of(world: Store) -> None:
    labels = {node["id"]: node["label"] for node in around(world, SUIT)["nodes"]}
    assert labels["linkedin"] == "LinkedIn Corporation"
    assert labels[SUIT] == "De La Torre v. LinkedIn Corporation"
    assert labels[f"{SUIT}/training/inmail"] == "Training, InMail"
    assert labels[f"{SUIT}/2025-01-21/complaint_filed"] == "Complaint filed"
    assert labels["usc-18-2702"] == "Voluntary disclosure"


def test_an_edge_says_what_it_is(world: Store) -> None:
    found = around(world, "microsoft", depth=1)["edges"]
    (linkedin,) = [edge for edge in found if (edge["type"], edge["target"]) == ("OWNS", "linkedin")]
    assert linkedin == {
        "id": "microsoft|OWNS|linkedin|2016-12-08",
        "type": "OWNS",
        "label": "subsidiary",
        "source": "microsoft",
        "target": "linkedin",
        "since": "2016-12-08",
        "until": None,
    }
    (github,) = [edge["since"] for edge in found if (edge["type"], edge["target"]) == ("OWNS", "github")]
    assert github == "2018-10"


def test_an_edge_from_a_thing_to_itself_is_one_edge(empty: Store) -> None:
    empty.load([world_of(Company(id="ouroboros"), Owns(source="ouroboros", target="ouroboros"))])
    found = around(empty, "ouroboros")
    assert [(node["id"], node["degree"], node["shown"]) for node in found["nodes"]] == [("ouroboros", 1, 1)]
    assert (len(found["edges"]), found["total_nodes"], found["total_edges"]) == (1, 1, 1)


def test_nothing_surrounds_what_is_not_there(world: Store) -> None:
    assert around(world, "nothing") is None
    assert around(world, "data/inmail") is None


def test_what_is_withdrawn_surrounds_nothing_any_more(empty: Store) -> None:
    companies = [Company(id=id) for id in ("above", "below", "beside")]
    empty.load([world_of(*companies, Owns(source="above", target="below"), Owns(source="below", target="beside"))])
    assert ids(around(empty, "above")["nodes"]) == ["above", "below", "beside"]
    empty.load([world_of(*companies, Owns(source="below", target="beside"))])
    assert ids(around(empty, "above")["nodes"]) == ["above"]
    assert [(node["id"], node["degree"]) for node in around(empty, "below")["nodes"]] == [("below", 1), ("beside", 1)]
    # a thing that changes its kind is met as what it is now
    empty.load([Batch("test", (*said(Person(id="beside"), "paper"), *said(companies[1], "paper")))])
    assert ids(around(empty, "below")["nodes"]) == ["below"]


# ---------------------------------------------------------------------------------------------------------------------
# How two things are connected


def test_the_shortest_path_comes_first_with_the_dates_of_its_edges(world: Store) -> None:
    found = connect(world, "microsoft", SUIT)
    assert found[0] == {
        "length": 2,
        "nodes": [
            {"id": "microsoft", "kind": "Company", "label": "Microsoft Corporation"},
            {"id": "linkedin", "kind": "Company", "label": "LinkedIn Corporation"},
            {"id": SUIT, "kind": "Case", "label": "De La Torre v. LinkedIn Corporation"},
        ],
        "edges": [
            {"type": "OWNS", "source": "microsoft", "target": "linkedin", "since": "2016-12-08", "until": None},
            {"type": "PARTY", "source": SUIT, "target": "linkedin", "since": None, "until": None},
        ],
    }
    assert [path["length"] for path in found] == sorted(path["length"] for path in found)
    assert (
        connect(world, "microsoft", SUIT, walk=Walk(as_of="2016-12-07"))
        == [
            path for path in connect(world, "microsoft", SUIT, first=20) if not any(edge["since"] for edge in path["edges"])
        ][:3]
    )


def test_paths_go_both_ways_and_come_to_nothing_twice(world: Store) -> None:
    there, back = connect(world, "github", SUIT, 5, None), connect(world, SUIT, "github", 5, None)
    assert there
    assert sorted(ways(there)) == sorted(way[::-1] for way in ways(back))
    for path in there:
        way = ids(path["nodes"])
        assert len(set(way)) == len(way) == path["length"] + 1
        assert {frozenset((edge["source"], edge["target"])) for edge in path["edges"]} == {
            frozenset(pair) for pair in zip(way, way[1:], strict=False)
        }


def test_paths_are_bounded_in_length_and_number(world: Store) -> None:
    every = connect(world, "microsoft", SUIT, 4, None)
    assert max(path["length"] for path in every) <= 4
    assert connect(world, "microsoft", SUIT, 4, 1) == every[:1]
    assert connect(world, "microsoft", SUIT, 4, 0) == connect(world, "microsoft", SUIT, 1) == []
    assert connect(world, "microsoft", "nothing") == connect(world, "nothing", SUIT) == []
    assert ways(connect(world, "microsoft", "microsoft")) == [["microsoft"]]


def test_of_equal_paths_those_over_parties_come_before_those_over_suits_and_their_parts(empty: Store) -> None:
    things = [Company(id="a"), Company(id="z-company"), Company(id="b"), Case(id="m-case"), Allegation(id="c-allegation")]
    edges: list[Edge] = [Owns(source="a", target="z-company"), Owns(source="z-company", target="b")]
    edges += [CaseParty(source="m-case", target=who, role="defendant") for who in ("a", "b")]
    edges += [By(source="c-allegation", target=who) for who in ("a", "b")]
    empty.load([world_of(*things, *edges)])
    assert ways(connect(empty, "a", "b", 2)) == [["a", "z-company", "b"], ["a", "m-case", "b"], ["a", "c-allegation", "b"]]


def test_two_things_may_be_joined_by_several_edges(empty: Store) -> None:
    stints = [Owns(source="a", target="b", since=date(since)) for since in ("2019", "2023")]
    empty.load([world_of(Company(id="a"), Company(id="b"), *stints, PartOf(source="b", target="a"))])
    (path,) = connect(empty, "a", "b")
    assert [(edge["type"], edge["source"], edge["since"]) for edge in path["edges"]] == [
        ("PART_OF", "b", None),
        ("OWNS", "a", "2019"),
        ("OWNS", "a", "2023"),
    ]


def test_no_path_leads_through_what_is_joined_to_a_thousand_things(empty: Store) -> None:
    def suits(number: int) -> Iterator[Statement]:
        for place in range(number):
            yield from said(Case(id=f"case-{place:04}"), "paper")
            yield from said(CaseParty(source=f"case-{place:04}", target="hub", role="defendant"), "paper")

    def load(number: int) -> list[list[str]]:
        empty.load([Batch("test", (*said(Company(id="hub"), "paper"), *suits(number)))])
        return ways(connect(empty, "case-0000", "case-0001"))

    assert load(HUB) == [["case-0000", "hub", "case-0001"]]
    assert load(HUB + 1) == []
    assert ways(connect(empty, "case-0000", "hub")) == [["case-0000", "hub"]]


# ---------------------------------------------------------------------------------------------------------------------
# Things by ids, and suits that plead a thing


def test_things_come_in_the_order_of_their_ids(world: Store) -> None:
    wanted = FindMany(Select("Node", shape=fields("id")), ("linkedin", "nothing", SUIT, "data/inmail", "linkedin"))
    assert ask(world, wanted) == [{"id": "linkedin"}, None, {"id": SUIT}, None, {"id": "linkedin"}]


def suits_of(store: Store, kind: str, id: str, **select: Any) -> tuple[int, list[str]]:
    """How many suits plead a thing, and which."""
    page = Page("suits", "suits", Select("Case", **select), (Total("n"), Nodes("nodes", fields("id"))))
    found = ask(store, FindOne(Select(kind, shape=Shape((page,))), "id", id))["suits"]
    return found["n"], ids(found["nodes"])


def test_a_suit_that_pleads_a_provision_pleads_its_act_once(world: Store) -> None:
    assert suits_of(world, "Statute", "usc-18-2702") == (1, [SUIT])
    assert suits_of(world, "Statute", "stored-communications-act") == (1, [SUIT])
    assert suits_of(world, "Statute", "stored-communications-act", include_parts=False) == (0, [])


def test_suits_over_a_part_of_a_corpus_are_over_the_corpus(empty: Store) -> None:
    things: list[Node | Edge] = [Corpus(id="pile"), Corpus(id="books"), PartOf(source="books", target="pile")]
    for place, corpora in enumerate((("books",), ("pile", "books"), ("pile",))):
        case, allegation = f"case-{place}", f"case-{place}/a"
        things += [Case(id=case), Allegation(id=allegation), Alleges(source=case, target=allegation)]
        things += [FromDataset(source=allegation, target=corpus) for corpus in corpora]
    empty.load([world_of(*things, Article(id="story"), ReportsOn(source="story", target="case-0"))])
    assert suits_of(empty, "Dataset", "pile") == (3, ["case-0", "case-1", "case-2"])
    assert suits_of(empty, "Dataset", "pile", first=1) == (3, ["case-0"])
    assert suits_of(empty, "Dataset", "pile", include_parts=False) == (2, ["case-1", "case-2"])
    assert suits_of(empty, "Dataset", "books") == (2, ["case-0", "case-1"])
