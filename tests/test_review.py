"""Unsure matches: listed, judged by people, with evidence, and taken back; what the article says of the case comes and goes with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main
from graph.store import open_store

TEXT = """Judge weighs Udio lawsuit

Example Times | May 3, 2026

A federal judge in Manhattan heard arguments on Monday in the lawsuit that accuses Udio of training its AI music generator on sound recordings without a licence. The complaint was filed in New York.
"""
CASE, OTHER = "nysd-1-24-cv-04777", "nysd-1-25-cv-05026"


@pytest.fixture
def graph(tmp_path, monkeypatch, curated):
    """A graph with the curated records and one article that may report on two of their cases."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOCKETGRAPH_REVIEWER", raising=False)
    shutil.copy(curated.removeprefix("sqlite:///"), "graph.db")
    Path("udio.txt").write_text(TEXT, encoding="utf-8")
    assert run("load", "articles", "udio.txt").exit_code == 0
    return "sqlite:///graph.db"


def run(*arguments):
    return CliRunner().invoke(main, [*arguments, "--store", "sqlite:///graph.db"])


def listed(*options):
    result = run("review", "--json", *options)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def said(url):
    """The facts that hold, each with who says it and how."""
    with open_store(url, read_only=True) as store:
        return {
            (told.fact, evidence.source, evidence.method) for told in store.log() for evidence, _, gone in told.evidence if gone is None
        }


def about(url, case):
    return {fact.predicate for fact, source, _ in said(url) if source.startswith("article-") and fact.subject.startswith(case)}


def test_an_unsure_match_is_proposed_and_nothing_is_said_of_the_case(graph):
    doubts = listed()
    assert [doubt["case"]["id"] for doubt in doubts] == [CASE, OTHER]
    assert all("accuses Udio of training" in doubt["quote"] and doubt["verdict"] is None for doubt in doubts)
    assert about(graph, CASE) == about(graph, OTHER) == set()
    shown = run("review")
    assert CASE in shown.stdout and "Judge weighs Udio lawsuit (Example Times, 2026-05-03)" in shown.stdout and "2 to judge" in shown.stderr


def test_an_accepted_match_is_a_fact_of_a_person_and_brings_in_what_the_article_says(graph):
    article = listed()[0]["article"]["id"]
    before = said(graph)
    assert run("review", "accept", article, CASE, "udio.txt", "--by", "A. Reviewer").exit_code == 0
    assert run("review", "refuse", article, OTHER, "--by", "A. Reviewer").exit_code == 0
    assert listed() == []
    everything = listed("--all")
    assert [(each["case"]["id"], each["verdict"]) for each in everything] == [(CASE, "accepted"), (OTHER, "refused")]
    assert all(each["note"].startswith("judged by A. Reviewer on 20") for each in everything)
    assert any(fact[:3] == (article, "REPORTS_ON", CASE) and method == "review" for fact, _, method in said(graph))
    assert {"ALLEGES", "PARTY"} <= about(graph, CASE)
    assert about(graph, OTHER) == set()
    for case in (CASE, OTHER):
        assert run("review", "undo", article, case, "udio.txt").exit_code == 0
    assert said(graph) == before


def test_a_judgement_counts_when_the_article_is_read_again_and_is_changed_by_another(graph):
    article = listed()[0]["article"]["id"]
    told = run("review", "accept", article, CASE, "--by", "A. Reviewer")
    assert "docketgraph load articles --again PATH" in told.stderr
    assert about(graph, CASE) == set()
    assert "1 unchanged file not read" in run("load", "articles", "udio.txt").stderr
    assert run("load", "articles", "udio.txt", "--again").exit_code == 0
    assert "ALLEGES" in about(graph, CASE)
    assert run("review", "refuse", article, CASE, "udio.txt", "--by", "B. Second").exit_code == 0
    assert about(graph, CASE) == set()
    assert [(each["verdict"], "B. Second" in (each["note"] or "")) for each in listed("--all")] == [("refused", True), (None, False)]


def test_what_cannot_be_judged_is_told(graph):
    article = listed()[0]["article"]["id"]
    assert run("review", "accept").exit_code == 2
    assert "--by NAME" in run("review", "accept", article, CASE).stderr
    for arguments, told in (
        (("accept", "article-0", CASE), "no article 'article-0'"),
        (("accept", article, CASE[:-1]), f"did you mean '{CASE}'"),
        (("undo", article, CASE), "nothing is judged"),
        (("refuse", article, CASE, "--by", " "), "nobody is named"),
    ):
        result = run("review", *arguments, *(() if "--by" in arguments else ("--by", "A.")))
        assert result.exit_code == 1 and told in result.stderr, result.stderr
