"""Plans are made once for each form of a question, however its values are sent."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from worlds import small_world

from api.graphql.arguments import form_of
from api.graphql.schema import Schema
from graph.store import open_store

WHERE = "query($where: CaseWhere) { cases(where: $where) { totalCount nodes { id } } }"


@pytest.fixture
def schema():
    with open_store("sqlite://") as store:
        store.load(small_world(), "test")
        made = Schema(store)
        yield made
        made.close()


def plans(schema):
    return len(schema.operations.planned.held), len(schema.executor.asked.store.plans.kept.held)


def ids(schema, where):
    answer = json.loads(schema.ask(WHERE, {"where": where}))
    return [node["id"] for node in answer["data"]["cases"]["nodes"]]


def test_a_client_that_always_sends_its_whole_filter_has_one_plan(schema):
    found = {}
    for name in ("linkedin", "github", "times", "doe", "nobody"):
        for years in (("2016", "2030"), ("2023", "2024")):
            where = {"name": {"contains": name}, "filedOn": {"from": years[0], "to": years[1]}}
            found[name, years] = ids(schema, where)
            text = f'{{ cases(where: {{name: {{contains: "{name}"}}, filedOn: {{from: "{years[0]}", to: "{years[1]}"}}}}) {{ nodes {{ id }} }} }}'
            literal = json.loads(Schema(schema.executor.asked.store).ask(text))["data"]["cases"]["nodes"]
            assert found[name, years] == [node["id"] for node in literal]
            assert len(schema.operations.planned.held) == 1
    assert len(set(map(tuple, found.values()))) > 3


def test_values_of_lists_and_nested_filters_are_bound_too(schema):
    court = {"allegations": {"some": {"data": {"is": ["inmail"]}, "by": {"some": {"id": {"is": ["linkedin"]}}}}}}
    other = {"allegations": {"some": {"data": {"is": ["profile_data"]}, "by": {"some": {"id": {"is": ["linkedin"]}}}}}}
    none = {"allegations": {"some": {"data": {"is": ["email"]}, "by": {"some": {"id": {"is": ["linkedin"]}}}}}}
    assert [len(ids(schema, where)) for where in (court, other, none)] == [1, 1, 0]
    assert plans(schema) == (1, 1)
    several = {"or": [{"id": {"is": ["undated"]}}, {"id": {"is": ["cand-3-16-cv-1", "cand-4-22-cv-06823"]}}]}
    fewer = {"or": [{"id": {"is": ["undated", "undated"]}}, {"id": {"is": ["undated"]}}]}
    assert [len(ids(schema, where)) for where in (several, fewer)] == [3, 1]
    assert plans(schema)[0] == 2


def test_an_error_names_the_place_in_the_variable_s_value_of_this_request(schema):
    for term, near in (("privat_messages", "private_messages"), ("inmial", "inmail")):
        answer = json.loads(schema.ask(WHERE, {"where": {"allegations": {"some": {"data": {"is": [term]}}}}}))
        (error,) = answer["errors"]
        assert error["extensions"]["argument"] == "where.allegations.some.data.is"
        assert error["extensions"]["hint"] == f"did you mean '{near}'?"


FORMS = [
    None, {}, {"name": None}, {"name": {"is": ["a"]}}, {"name": {"not": ["a"]}}, {"name": {"exists": True}}, {"name": {"exists": False}},
    {"or": []}, {"or": [{}]}, {"or": [{}, {}]}, {"not": {}}, {"classAction": {"is": ["none"], "exactly": True}},
    {"classAction": {"is": ["none"], "exactly": False}},
]  # fmt: skip


def test_what_reads_otherwise_has_a_form_of_its_own(schema):
    where = schema._schema.type_map["CaseWhere"]
    forms = [repr(form_of(each, where)) for each in FORMS]
    assert len(set(forms)) == len(FORMS)
    assert form_of({"name": {"is": ["a"]}}, where) == form_of({"name": {"is": ["b", "c"]}}, where)
    for one, other in pairwise(FORMS):
        ids(schema, one)
        ids(schema, other)
    assert plans(schema)[0] == len(FORMS)


def test_orders_and_facets_shape_what_is_asked(schema):
    text = "query($o: [CaseOrder!], $by: [Facet!]!) { cases(orderBy: $o) { nodes { id } counts(by: $by) { count } } }"
    for order in ([{"filedOn": "ASC"}], [{"filedOn": "DESC"}], [{"name": "ASC"}]):
        for by in (["FILED_YEAR"], ["DATA"]):
            assert "errors" not in json.loads(schema.ask(text, {"o": order, "by": by}))
    assert plans(schema)[0] == 6
