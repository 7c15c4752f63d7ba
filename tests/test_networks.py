"""The graph as networkx sees it."""

from __future__ import annotations

import networkx as nx
import pytest
from worlds import date, said, small_world

from graph.facts import Batch
from graph.networks import data_use, litigation, ownership, to_networkx
from graph.ontology import Case, CaseParty, Company, Owns, Relief, ReliefKindOf
from graph.projection import Thing
from graph.store import open_store


def test_the_network_has_what_the_store_shows() -> None:
    with open_store("memory:") as store:
        store.load(small_world())
        graph = to_networkx(store)
        found = list(store.scan())
    things = [each for each in found if isinstance(each, Thing)]
    assert set(graph) == {thing.id for thing in things}
    assert graph.number_of_edges() == len(found) - len(things)
    assert graph.nodes["linkedin"] == {"kind": "Company", "name": "LinkedIn Corporation", "aliases": ("LinkedIn",)}
    assert graph.nodes["cand-5-25-cv-00709"]["filed_on"] == "2025-01-21"
    owns = graph.edges["microsoft", "linkedin", ("OWNS", "2016-12-08")]
    assert (owns["type"], owns["since"], owns["share"]) == ("OWNS", "2016-12-08", 100.0)


def test_edges_of_several_types_and_keys_stay_apart() -> None:
    with open_store("memory:") as store:
        statements = [
            *said(Company(id="a"), "s"),
            *said(Company(id="b"), "s"),
            *said(Owns(source="a", target="b"), "s"),
            *said(Owns(source="a", target="b", since=date("2020")), "s"),
            *said(Case(id="c"), "s"),
            *said(CaseParty(source="c", target="a", role="plaintiff"), "s"),
            *said(CaseParty(source="c", target="a", role="defendant"), "s"),
        ]
        store.load([Batch("o", statements)])
        graph = to_networkx(store)
    assert sorted(graph["a"]["b"]) == [("OWNS", ""), ("OWNS", "2020")]
    assert sorted(graph["c"]["a"]) == [("PARTY", "defendant"), ("PARTY", "plaintiff")]


def test_a_property_called_kind_does_not_hide_the_kind() -> None:
    with open_store("memory:") as store:
        store.load(
            [
                Batch("world", (one for batch in small_world() for one in batch.statements)),
                Batch("o", said(Owns(source="github", target="linkedin", kind="joint_venture"), "register")),
                Batch("p", [*said(Relief(id="r"), "s"), *said(ReliefKindOf(source="r", target="relief/injunction"), "s")]),
            ]
        )
        graph = to_networkx(store)
    assert graph.nodes["r"]["kind"] == "Relief"
    assert graph.edges["github", "linkedin", ("OWNS", "")]["kind"] == "joint_venture"


def test_it_can_be_analysed() -> None:
    with open_store("memory:") as store:
        store.load(small_world())
        graph = to_networkx(store)
    assert nx.has_path(graph, "cand-5-25-cv-00709", "linkedin")
    assert nx.shortest_path(graph.to_undirected(), "microsoft", "cand")[-1] == "cand"


def test_litigation_leads_from_who_sues_to_who_is_sued(world) -> None:
    graph = litigation(world)
    plaintiff = "cand-5-25-cv-00709/alessandro-de-la-torre"
    assert graph.edges[plaintiff, "linkedin"] == {"cases": ("cand-5-25-cv-00709",), "weight": 1}
    assert graph.edges["cand-3-16-cv-1", "linkedin"]["cases"] == ("cand-3-16-cv-1",)
    assert set(graph.successors("cand-4-22-cv-06823")) == {"github", "microsoft", "openai-opco"}
    assert graph.in_degree("linkedin", weight="weight") == 2
    assert graph.nodes["linkedin"]["name"] == "LinkedIn Corporation"
    assert nx.in_degree_centrality(graph)["linkedin"] == max(nx.in_degree_centrality(graph).values())


def test_ownership_is_that_of_a_day(world) -> None:
    graph = ownership(world)
    assert set(graph.successors("microsoft")) == {"linkedin", "github", "openai"}
    assert graph.edges["microsoft", "linkedin"] == {
        "weight": 1.0,
        "holdings": ({"since": "2016-12-08", "kind": "subsidiary", "share": 100.0},),
    }
    assert graph.has_edge("openai", "openai-opco")
    assert "semantic-machines" not in graph  # pending
    assert set(ownership(world, "2018-09-30").successors("microsoft")) == {"linkedin"}
    assert set(ownership(world, "2018-10-01").successors("microsoft")) == {"linkedin", "github"}
    assert nx.descendants(graph, "microsoft") == {"linkedin", "github", "openai", "openai-opco"}


def test_data_use_joins_parties_with_kinds_of_data(world) -> None:
    graph = data_use(world)
    assert nx.is_bipartite(graph)
    assert {id for id, kept in graph.nodes(data=True) if kept["bipartite"]} == {"data/inmail", "data/profile_data"}
    assert graph.edges["linkedin", "data/inmail"] == {"cases": ("cand-5-25-cv-00709",), "weight": 1}
    projected = nx.bipartite.weighted_projected_graph(graph, {"data/inmail", "data/profile_data"})
    assert projected.edges["data/inmail", "data/profile_data"]["weight"] == 1


def test_an_empty_graph_has_empty_networks(empty) -> None:
    for view in (litigation, ownership, data_use):
        assert view(empty).number_of_nodes() == 0


def test_algorithms_run_on_another_backend(curated) -> None:
    pytest.importorskip("graphblas_algorithms", reason="graphblas-algorithms is not installed")
    with open_store(curated, read_only=True) as store:
        for graph in (litigation(store), ownership(store), data_use(store)):
            assert graph.number_of_edges() > 20
            expected = nx.square_clustering(graph.to_undirected())
            found = nx.square_clustering(graph.to_undirected(), backend="graphblas")
            assert found == pytest.approx(expected)
            assert nx.transitivity(graph.to_undirected(), backend="graphblas") == pytest.approx(nx.transitivity(graph.to_undirected()))
