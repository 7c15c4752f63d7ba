"""Checking a folder of records: what a load would skip, and what shows only in the folder as a whole."""

from __future__ import annotations

import networkx as nx
import pytest
from curated_files import SMALL, write
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from loaders.run import check


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, SMALL)


def test_a_folder_without_a_fault_has_nothing_to_mend(folder):
    assert check(folder) == []


def test_whatever_a_load_would_skip_is_found_in_order_of_files_and_lines(folder):
    write(
        folder,
        {
            "cases/one.yaml": SMALL["cases/one.yaml"]
            .replace("act: training", "act: scrapping")
            .replace("court: cand", "court: cnd"),
            "companies.yaml": SMALL["companies.yaml"].replace("group: parent", "group: parents"),
        },
    )
    assert [(issue.file, issue.line, issue.hint) for issue in check(folder)] == [
        ("cases/one.yaml", 4, "did you mean 'cand'?"),
        ("cases/one.yaml", 18, "did you mean 'scraping'?"),
        ("companies.yaml", 9, "did you mean 'parent'?"),
    ]


def test_one_id_for_two_things_is_check(folder):
    path = folder / "datasets.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: corpus", "id: league"), encoding="utf-8")
    write(folder, {"systems.yaml": SMALL["systems.yaml"].replace("corpus", "league")})
    (issue,) = check(folder)
    assert str(issue) == (
        "datasets.yaml:2 (league): companies.yaml:11 has a company of the same id\n  give this data set an id of its own"
    )


def test_parts_that_run_in_a_circle_are_check(folder):
    write(
        folder,
        {"statutes.yaml": SMALL["statutes.yaml"].replace("title: The Act\n", "title: The Act\n          part_of: act-2\n")},
    )
    (issue,) = check(folder)
    assert (issue.id, issue.message) == ("act", "runs in a circle: act → act-2 → act")


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=10))
def test_a_circle_is_found_wherever_there_is_one_and_nowhere_else(tmp_path_factory, links):
    part_of = {n: sorted(above for below, above in links if below == n) for n in range(7)}
    lines = [
        f"- {{id: d{n}, name: D, part_of: [{', '.join(f'd{above}' for above in part_of[n])}], verified: false}}\n"
        for n in range(7)
    ]
    folder = write(tmp_path_factory.mktemp("circles"), {"datasets.yaml": "".join(lines)})
    circles = [issue for issue in check(folder) if "circle" in issue.message]
    graph = nx.DiGraph(links)
    assert bool(circles) == (not nx.is_directed_acyclic_graph(graph))
    on_circles = {
        f"d{n}" for part in nx.strongly_connected_components(graph) for n in part if len(part) > 1 or graph.has_edge(n, n)
    }
    assert {issue.id for issue in circles} <= on_circles


def test_what_a_folder_has_no_files_of_is_looked_up_in_the_projects_own_data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    case = (
        SMALL["cases/one.yaml"]
        .replace("company: child", "company: linkedin")
        .replace("by: [child]", "by: [linkedn]")
        .replace("paper", "article-3fc95fbc31f71dab")
        .replace("gazette", "alpha-news")
        .replace("docket,", "courtlistener,")
    )
    write(tmp_path, {"cases/one.yaml": case})
    assert [issue.message for issue in check(tmp_path)] == ["unknown company 'linkedn'"]
    write(tmp_path, {"companies.yaml": SMALL["companies.yaml"].replace("docket", "courtlistener")})
    assert "unknown company 'linkedin'" in {issue.message for issue in check(tmp_path)}


def test_a_folder_that_is_none_of_records_is_told(tmp_path):
    with pytest.raises(DataError, match="is no folder"):
        check(tmp_path / "nothing")
    with pytest.raises(DataError, match="holds no curated records"):
        check(tmp_path)
