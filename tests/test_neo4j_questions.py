"""Questions in Neo4j: one statement a question, whose text holds nothing from outside, and whose work is in proportion to its answer."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from generated_graphs import Chooser, graph
from generated_queries import Asker, question
from graphql_fakes import PATIENT, contract
from hypothesis import given, settings
from hypothesis import strategies as st
from test_differential import answer, kept
from worlds import opened, said, small_world, world_on_server

from api.graphql.schema import Schema
from graph.errors import BadCursor, OutOfTime, StoreError
from graph.facts import Batch, Statement
from graph.neo4j.compile import compile_query
from graph.neo4j.conditions import fold
from graph.ontology import (
    ActOf,
    Allegation,
    Alleges,
    Case,
    CaseParty,
    Company,
    Concerns,
    Court,
    Event,
    HasEvent,
    HeardIn,
    Owns,
)
from graph.plans import form_of
from graph.query import (
    All,
    AnyOf,
    Compare,
    Connect,
    Find,
    Get,
    LinkIs,
    ListAll,
    Nodes,
    Not,
    Order,
    Query,
    Search,
    Select,
    Shape,
    Total,
    Var,
    Walk,
)
from graph.store import open_store

DOCUMENTS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"]
"""The documents of the contract that are answered so far."""

GRAPHS, QUESTIONS = (40, 10) if os.environ.get("DOCKETGRAPH_DEEP") else (1, 5)
"""How many generated graphs are asked about, and how much each; the server plans every new text, which takes its time."""

UNLIKE = 200
"""How many suits that have nothing to do with the others come beside."""


@pytest.fixture
def world() -> Iterator[Any]:
    """The small world on a server; only to be read."""
    with world_on_server() as store:
        yield store


def statement(query: Query, bindings: Mapping[str, Any]) -> str:
    """The text of a question's statement."""
    return compile_query(query, {name: form_of(value) for name, value in bindings.items()}).cypher


def asked(store: Any, text: str) -> list[tuple[Query, dict[str, Any]]]:
    """The questions that a document puts to a store."""

    class Listening:
        def __init__(self) -> None:
            self.heard: list[tuple[Query, dict[str, Any]]] = []

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def select(self, query: Query, bindings: Any = None, *, seconds: float | None = None) -> bytes:
            self.heard.append((query, dict(bindings or {})))
            found: bytes = store.select(query, bindings, seconds=seconds)
            return found

    listening = Listening()
    # a new server takes its time over its first plans
    assert not Schema(listening, PATIENT).answer(text).errors  # type: ignore[arg-type]
    return listening.heard


# ---------------------------------------------------------------------------------------------------------------------
# The answers


@pytest.mark.parametrize("seed", range(GRAPHS))
def test_generated_questions_are_answered_as_the_reference_answers(seed, tmp_path):
    made = graph(Chooser(seed))
    with opened("neo4j", tmp_path) as other, open_store("memory:") as reference:
        made.into(reference), made.into(other)
        assert kept(other) == kept(reference)
        for number in range(QUESTIONS):
            one = question(1_000 * seed + number)
            assert answer(other, one) == answer(reference, one), (seed, number, one)


def test_a_name_is_found_whatever_its_case_and_its_letters(world):
    for text in ("Straße", "ΣΊΣΥΦΟΣ", "ﬁne ŉ", "Ünï", "İstanbul"):
        assert fold(text) == text.casefold()
    where = Compare("name", "contains", Var("part"))
    query = ListAll(Select("Company", where=where), (Nodes("nodes", Shape((Get("id", "id"),))),))
    found = {part: json.loads(world.select(query, {"part": part}))["nodes"] for part in ("LINKED", "hub, inc", "ſoft", "%")}
    assert found == {"LINKED": [{"id": "linkedin"}], "hub, inc": [{"id": "github"}], "ſoft": [{"id": "microsoft"}], "%": []}


def test_a_question_is_stopped_when_its_time_is_up(tmp_path):
    things = [Company(id=f"c{number}") for number in range(14)]
    with opened("neo4j", tmp_path) as store:
        every = [Owns(source=one.id, target=other.id) for one in things for other in things if one.id < other.id]
        store.load([Batch("test", tuple(each for thing in (*things, *every) for each in said(thing, "paper")))])
        # millions of paths; the server looks every two seconds
        with pytest.raises(OutOfTime):
            store.select(Connect("c0", "c1", 8, None, Walk(), Shape((Get("length", "length"),))), seconds=0.5)
        assert json.loads(store.select(ListAll(Select("Company"), (Total("n"),)), seconds=60)) == {"n": 14}


def test_a_past_that_takes_too_long_is_stopped_and_made_when_there_is_time(world):
    with pytest.raises(OutOfTime, match=r"stopped after 0\.0 s"):
        world.at(1, seconds=0)
    with pytest.raises(OutOfTime, match=r"stopped after 0\.0 s"):
        world.at(1, seconds=0.001)
    assert world.at(1, seconds=60).counts() == world.counts()


def test_of_a_large_log_no_past_is_made(world, monkeypatch):
    monkeypatch.setattr("graph.neo4j.store.MOST_FACTS", 10)
    world.pasts.clear()
    with pytest.raises(StoreError, match="of more than 10 no past graph is made"):
        world.at(1)


def test_a_foreign_cursor_is_refused(world):
    query = ListAll(Select("Case", first=1, after=Var("after")), (Nodes("nodes", Shape((Get("id", "id"),))),))
    with pytest.raises(BadCursor):
        world.select(query, {"after": "00"})


# ---------------------------------------------------------------------------------------------------------------------
# The text


@settings(max_examples=200)
@given(seed=st.integers(0, 2**64 - 1), word=st.text("abcxyz'\"`{}$\\", min_size=6, max_size=12))
def test_the_text_depends_on_the_shape_of_a_question_and_on_nothing_that_is_bound(seed, word):
    one, other = question(seed), Marked(seed, f"§{word}").made()
    assert statement(one.query, one.bindings) == statement(other[0], other[1])
    assert "§" not in statement(*other)


class Marked(Asker):
    """Asks the same question, with a mark in each text that is bound or constant."""

    def __init__(self, seed: int, mark: str) -> None:
        super().__init__(seed)
        self.seed, self.mark = seed, mark

    def made(self) -> tuple[Query, dict[str, Any]]:
        one = question(self.seed)
        return one.query, {name: self.marked(value) for name, value in one.bindings.items()}

    def marked(self, value: Any) -> Any:
        """A bound value with the mark."""
        if isinstance(value, list):
            return [self.marked(each) for each in value]
        return f"{self.mark}{value}" if isinstance(value, str) else value


def test_constants_are_parameters_too():
    odd = "x') RETURN 1 //"
    where = All((Compare("name", "is", odd), LinkIs("court", (odd, "other"))))
    query = ListAll(Select("Case", where=where, first=3), (Total("n"),))
    assert odd not in statement(query, {})
    assert odd not in statement(Search(odd, (odd,), 3, (("n", "totalCount"),)), {})
    assert odd not in statement(Find(Select("Node", shape=Shape((Get("id", "id"),))), "id", odd), {})


@pytest.mark.parametrize("join", [AnyOf, All])
def test_conditions_of_one_form_are_one_however_many_they_are(join):
    def text(number: int) -> str:
        named = [Compare("name", op, Var(f"v{place}")) for op in ("contains", "not") for place in range(number)]
        linked = [LinkIs("court", Var(f"v{place}"), Var(f"flag{place}"), negated=join is All) for place in range(number)]
        where = join((*named, *linked))
        return statement(ListAll(Select("Case", where=Not(where)), (Total("n"),)), {f"v{place}": "a" for place in range(number)})

    assert text(2) == text(300) != text(1)


# ---------------------------------------------------------------------------------------------------------------------
# The work


def profile(store: Any, query: Query, bindings: Mapping[str, Any]) -> dict[str, Any]:
    """How the server answers a question: the root of its plan, with what each step did."""
    plan = store.plans.get(query, bindings)

    def work(transaction: Any) -> Any:
        return transaction.run(f"PROFILE {plan.cypher}", plan.values(bindings)).consume().profile

    found: dict[str, Any] = store.connection.read(work)
    return found


def steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """All steps of a plan."""
    yield plan
    for child in plan.get("children", ()):
        yield from steps(child)


def operators(plan: Mapping[str, Any]) -> set[str]:
    """The names of what is done."""
    return {step["operatorType"].partition("@")[0] for step in steps(plan)}


def hits(plan: Mapping[str, Any]) -> int:
    """How often the database was read."""
    return sum(step["args"].get("DbHits", 0) for step in steps(plan))


def leaves(found: Any) -> int:
    """How many values an answer has, empty lists and nulls too."""
    if isinstance(found, dict | list):
        return 1 + sum(map(leaves, found.values() if isinstance(found, dict) else found))
    return 1


def unlike() -> Iterator[Statement]:
    """Suits of others before another court, about other data: no question of the contract is about them."""
    yield from said(Court(id="elsewhere"), "docket")
    for number in range(UNLIKE):
        case, company = f"unlike-{number}", f"other-{number}"
        yield from said(Company(id=company, name="Nobody"), "docket")
        yield from said(Owns(source=company, target=f"other-{(number + 1) % UNLIKE}", kind="minority_investment"), "docket")
        yield from said(Case(id=case), "docket")
        yield from said(HeardIn(source=case, target="elsewhere"), "docket")
        yield from said(CaseParty(source=case, target=company, role="defendant"), "docket")
        yield from said(Allegation(id=f"{case}/a"), "docket")
        yield from said(Alleges(source=case, target=f"{case}/a"), "docket")
        yield from said(ActOf(source=f"{case}/a", target="act/output_reproduction"), "docket")
        yield from said(Concerns(source=f"{case}/a", target="data/biometric_data"), "docket")
        yield from said(Event(id=f"{case}/e"), "docket")
        yield from said(HasEvent(source=case, target=f"{case}/e"), "docket")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_contract_document_is_answered_from_its_beginnings_and_in_one_statement_a_root_field(world, name, monkeypatch):
    questions = asked(world, contract(name))
    for query, bindings in questions:
        sent: list[str] = []
        ask = world.reader.ask
        monkeypatch.setattr(
            world.reader, "ask", lambda text, *rest, ask=ask, sent=sent: (sent.append(text), ask(text, *rest))[1]
        )
        found = json.loads(world.select(query, bindings))
        monkeypatch.undo()
        assert len(sent) == 1
        plan = profile(world, query, bindings)
        assert not operators(plan) & {"AllNodesScan", "CartesianProduct", "DirectedAllRelationshipsScan"}, name
        assert hits(plan) <= 40 * leaves(found) + 400, (name, hits(plan), leaves(found))


def test_work_is_in_proportion_to_the_answer_and_not_to_the_graph(tmp_path):
    with opened("neo4j", tmp_path) as store:
        store.load(small_world(), "tests")
        questions = [one for name in DOCUMENTS for one in asked(store, contract(name))]
        before = [hits(profile(store, *one)) for one in questions]
        answers = [store.select(*one) for one in questions]
        store.load([Batch("unlike", tuple(unlike()))], "tests")
        # a page of all suits is read from an index, in its order
        nodes = Nodes("nodes", Shape((Get("id", "id"),)))
        for order in ((), (Order("filed_on", "DESC"),)):
            page = ListAll(Select("Case", first=2, order=order), (nodes, Total("n")))
            plan = profile(store, page, {})
            assert "NodeIndexScan" in operators(plan)
            assert hits(plan) < 30 < json.loads(store.select(page))["n"]
        for one, found, work in zip(questions, answers, before, strict=True):
            if isinstance(one[0], ListAll | Find) and store.select(*one) == found:
                assert hits(profile(store, *one)) <= 1.2 * work + 200, one
