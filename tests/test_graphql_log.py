"""What GraphQL says of the log: counts, statements, disagreements, changes, the graph as a whole, and what was known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from graphql_fakes import PATIENT, data_of, make_schema
from worlds import STORES, opened, small_world

from api.graphql.schema import Schema
from graph.facts import Batch
from graph.query import Counts, ListAll, ListRecords

CASE = "cand-5-25-cv-00709"


@pytest.fixture(scope="module", params=STORES)
def schema(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Schema]:
    """The small world; then without the suits."""
    with opened(request.param, tmp_path_factory.mktemp("log")) as store:
        store.load(small_world(), "world")
        store.load([Batch("suits", ())], "less")
        yield Schema(store, PATIENT)


def refused(schema: Schema, text: str) -> dict[str, Any]:
    (error,) = json.loads(schema.ask(text))["errors"]
    return error


def test_a_root_field_is_asked_of_a_past_revision_down_the_whole_selection(schema):
    text = f"""query($number: Int) {{ now: cases {{ totalCount }} then: cases(knownAt: 1) {{ totalCount counts(by: [COURT]) {{ count }} }}
        case(id: "{CASE}", knownAt: $number) {{ court {{ cases {{ totalCount }} }} evidence(first: 1) {{ withdrawnIn {{ number }} }} }}
        company(id: "linkedin", knownAt: $number) {{ cases {{ totalCount }} }} latest: graph {{ revision {{ number loader }} }}
        first: graph(knownAt: $number) {{ revision {{ number }} }} }}"""
    data = json.loads(schema.ask(text, {"number": 1}))["data"]
    assert data == {
        "now": {"totalCount": 0},
        "then": {"totalCount": 5, "counts": [{"count": 1}]},
        "case": {"court": {"cases": {"totalCount": 1}}, "evidence": [{"withdrawnIn": None}]},
        "company": {"cases": {"totalCount": 2}},
        "latest": {"revision": {"number": 2, "loader": "less"}},
        "first": {"revision": {"number": 1}},
    }
    after = json.loads(schema.ask(text, {"number": None}))
    assert after["data"]["case"] is None
    assert after["errors"][0]["extensions"]["code"] == "UNKNOWN_ID"
    assert after["data"]["first"] == {"revision": {"number": 2}}


def test_a_past_graph_checks_the_ids_of_then(schema):
    where = f'where: {{id: {{is: ["{CASE}"]}}}}'
    assert json.loads(schema.ask(f"{{ cases({where}, knownAt: 1) {{ totalCount }} }}"))["data"]["cases"] == {"totalCount": 1}
    assert refused(schema, f"{{ cases({where}) {{ totalCount }} }}")["extensions"]["code"] == "UNKNOWN_ID"


def test_a_revision_that_is_not_there_is_refused(schema):
    error = refused(schema, "{ cases(knownAt: 7) { totalCount } }")
    assert error["message"] == "knownAt: there is no revision 7"
    assert error["extensions"]["argument"] == "knownAt"
    assert error["extensions"]["hint"].startswith("the newest is 2")


def test_withdrawn_statements_appear_as_such(schema):
    data = data_of(
        schema,
        """{ changes(since: 1, first: 3) { totalCount nodes { change subjectId subject { id } field revision { number }
             evidence { source { id } addedIn { number } withdrawnIn { number } } } } }""",
    )["changes"]
    assert data["totalCount"] > 50
    assert {each["change"] for each in data["nodes"]} == {"WITHDRAWN"}
    assert data["nodes"][0]["subject"] is None
    assert data["nodes"][0]["evidence"][0]["withdrawnIn"] == {"number": 2}


def test_an_unknown_property_is_refused_with_the_nearest(schema):
    error = refused(schema, '{ company(id: "linkedin") { statements(field: "nme") { value } } }')
    assert error["extensions"] == {"code": "UNKNOWN_FIELD", "hint": "did you mean 'name'?", "argument": "field"}
    assert "Company has no property 'nme'" in error["message"]
    assert refused(schema, '{ company(id: "linkedin") { statements(field: "docketNumber") { value } } }')
    text = 'query($field: String!) { node(id: "linkedin") { statements(field: $field) { value chosen rule } ... on Company { name } } }'
    found = json.loads(schema.ask(text, {"field": "name"}))["data"]["node"]
    assert found == {
        "statements": [{"value": "LinkedIn Corporation", "chosen": True, "rule": "the only value stated"}],
        "name": "LinkedIn Corporation",
    }


def test_facets_are_one_to_three_and_each_is_named_once(schema):
    for by in ("[]", "[DATA, DATA]", "[DATA, ACT, COURT, STATUS]"):
        error = refused(schema, f"{{ cases {{ counts(by: {by}) {{ count }} }} }}")
        assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("BAD_ARGUMENT", "by")
    assert refused(schema, "{ cases { counts(by: [DATUM]) { count } } }")["extensions"]["code"] == "UNKNOWN_TERM"


def test_time_before_the_first_revision_is_0(schema):
    assert refused(schema, "{ changes(since: -1) { totalCount } }")["extensions"]["argument"] == "since"


def test_facets_may_be_a_variable_and_have_a_plan_each():
    schema, store = make_schema()
    text = "query($by: [Facet!]!, $first: Int) { cases(first: 0) { counts(by: $by, first: $first) { count keys { by } } } }"
    for by in (["DATA", "FILED_YEAR"], ["COURT"]):
        store.asked.clear()
        assert not schema.answer(text, {"by": by, "first": 7}).errors
        ((query, bound),) = store.asked
        assert isinstance(query, ListAll)
        (part,) = query.parts
        assert isinstance(part, Counts)
        assert part.by == tuple(by)
        assert bound[part.first.name] == 7


def test_new_cases_and_kinds_are_asked_of_the_store():
    schema, store = make_schema()
    data_of(
        schema,
        """{ changes(since: 3, only: NEW_CASES, first: 5) { edges { cursor node { change } } }
             disagreements(kinds: [CASE]) { totalCount nodes { values } } }""",
    )
    (changes, bound), (disagreements, bound_there) = store.asked[:2]
    assert isinstance(changes, ListRecords)
    assert (bound[changes.since.name], bound[changes.new_cases.name], bound[changes.select.first.name]) == (3, True, 5)
    assert isinstance(disagreements, ListRecords)
    assert bound_there[disagreements.kinds.name] == ("Case",)
