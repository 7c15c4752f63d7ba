"""graph/neo4j/README.md: its questions are asked of a real server that holds the curated data, and its settings are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import neo4j
import pytest
from test_docs import assert_shows
from worlds import curated_on_server

from graph.neo4j.connection import SETTINGS
from graph.networks import data_use, litigation, ownership
from graph.store import open_store
from tests.neo4j.server import DATABASE

TEXT = (Path(__file__).parent.parent / "graph" / "neo4j" / "README.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^```cypher\n(.*?)^```\n\n```text\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def ask(curated):
    """Asks a server that holds the curated data; answers as the README shows them."""
    with curated_on_server(curated) as server, neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver:

        def answer(cypher):
            with driver.session(database=DATABASE, default_access_mode=neo4j.READ_ACCESS) as session:
                return session.run(cypher).values()

        yield answer


def told(value):
    """A value as the README shows it."""
    if isinstance(value, list):
        return ", ".join(map(told, value))
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


def test_there_are_ten_questions_and_the_networks():
    assert len(QUESTIONS) == 13
    assert TEXT.count("```cypher") == 13


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_a_question_is_answered_as_shown(ask, number):
    cypher, shown = QUESTIONS[number]
    rows = ask(cypher)
    assert rows
    assert_shows(shown, "\n".join(" | ".join(map(told, row)) for row in rows))


def test_the_networks_are_those_of_networkx(ask, curated):
    with open_store(curated, read_only=True) as store:
        suits, held, uses = litigation(store), ownership(store), data_use(store)
    sued, owned, used = (ask(re.sub(r" LIMIT \d+\n", "\n", cypher)) for cypher, _ in QUESTIONS[10:])
    parties = [id for id, kept in suits.nodes(data=True) if kept["kind"] != "Case" and suits.in_degree(id)]
    of_known = suits.subgraph([id for id, kept in suits.nodes(data=True) if kept["kind"] != "Case"])
    assert {id: weight for id, weight, _ in sued} == {
        id: weight for id, weight in of_known.in_degree(parties, weight="weight") if weight
    }
    assert {(owner, company) for owner, company, _ in owned} == {
        (owner, company)
        for owner, company, kept in held.edges(data=True)
        if any("kind" in each or "since" in each or "held" in each for each in kept["holdings"])
    }
    assert {frozenset((party, kind)): weight for party, kind, weight in used} == {
        frozenset(edge[:2]): edge[2]["weight"] for edge in uses.edges(data=True)
    }


def test_every_setting_is_documented():
    rows = [f"| `{name}` | {setting.default} | {setting.doc} |" for name, setting in SETTINGS.items()]
    assert "\n".join(rows) in TEXT
    assert all(f"| `{name}` |" in TEXT for name in ("ca", "policy"))
