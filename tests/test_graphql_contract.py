"""The documents of the public contract: each is valid, and one query value and one `select` a root field."""

from __future__ import annotations

import json

import pytest
from graphql import OperationDefinitionNode, parse
from graphql_fakes import answers, contract, make_schema

from graph.ontology import ABSTRACT
from graph.query import All, Compare, Find, Linked, LinkIs, ListAll, Order, Page, Search, Select

NOW = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"]
"""What is answered so far; the other documents need root fields that are still to come."""


@pytest.mark.parametrize("name", NOW)
def test_a_contract_document_asks_the_store_once_a_root_field(name):
    schema, store = make_schema()
    text = contract(name)
    answer = schema.answer(text)
    assert not answer.errors
    (definition,) = (made for made in parse(text).definitions if isinstance(made, OperationDefinitionNode))
    assert len(store.asked) == len(definition.selection_set.selections) == len(answer.data or {})


@pytest.mark.parametrize("name", NOW)
def test_a_contract_document_answers_as_graphql_core_does(name):
    schema, _ = make_schema()
    compiled, by_core = answers(schema, contract(name))
    assert json.dumps(compiled) == json.dumps(by_core)


@pytest.mark.parametrize("name", NOW)
def test_the_same_document_is_the_same_query_value_every_time(name):
    schema, store = make_schema()
    schema.answer(contract(name))
    first = [query for query, _ in store.asked]
    store.asked.clear()
    schema.operations.recent.held.clear()
    schema.operations.planned.held.clear()
    schema.answer(contract(name))
    assert [query for query, _ in store.asked] == first
    assert [hash(query) for query, _ in store.asked] == list(map(hash, first))


def test_01_asks_for_allegations_of_the_data_and_of_training():
    schema, store = make_schema()
    schema.answer(contract("01"), {"data": ["private_messages", "email"], "after": None})
    ((query, bound),) = store.asked
    assert isinstance(query, ListAll)
    where = query.select.where
    assert isinstance(where, Linked)
    assert (where.relation, where.quantifier) == ("allegations", "some")
    assert isinstance(where.where, All)
    data, purpose = where.where.parts
    assert isinstance(data, LinkIs)
    assert isinstance(purpose, LinkIs)
    assert (data.relation, bound[data.value.name]) == ("data", ("private_messages", "email"))
    assert (purpose.relation, bound[purpose.value.name]) == ("purpose", ("model_training",))
    assert data.exactly is False
    assert query.select.order == (Order("filed_on", "DESC"),)
    assert bound[query.select.first.name] == 20
    assert bound[query.select.after.name] is None


def test_01_narrows_the_allegations_that_it_shows():
    schema, store = make_schema()
    schema.answer(contract("01"))
    ((query, bound),) = store.asked
    (nodes,) = (part for part in query.parts if part.name == "nodes")
    wants = {want.name: want for want in nodes.shape.fields}
    allegations = wants["allegations"]
    assert isinstance(allegations, Page)
    shown = allegations.select.where
    assert isinstance(shown, LinkIs)
    assert (shown.relation, bound[shown.value.name]) == ("data", ("private_messages",))
    assert bound[wants["articles"].select.first.name] == 3
    assert list(wants) == ["id", "name", "docketNumber", "filedOn", "classAction", "court", "status", "parties", "claims",
                           "relief", "allegations", "articles"]  # fmt: skip


def test_02_follows_control_and_counts_stakes_only_if_asked():
    schema, store = make_schema()
    for stakes in (False, True):
        store.asked.clear()
        schema.answer(contract("02"), {"includeStakes": stakes})
        (company, bound), (linkedin, bound_there) = store.asked
        assert isinstance(company, Find)
        assert (company.by, bound[company.value.name]) == ("id", "microsoft")
        wants = {want.name: want for want in company.select.shape.fields}
        suits = wants["suits"].select
        assert bound[suits.through_control.name] is True
        assert bound[suits.include_stakes.name] is stakes
        held = wants["subsidiaries"].select
        assert bound[held.as_of.name] == "2025-01-21"
        assert held.on_edge is not None
        assert bound[held.on_edge.value.name] == ("subsidiary",)
        before = {want.name: want for want in linkedin.select.shape.fields}["ownedBy"].select
        assert bound_there[before.as_of.name] == "2016-12-07"


def test_03_asks_three_days_of_one_allegation_in_one_query():
    schema, store = make_schema()
    schema.answer(contract("03"))
    ((query, bound),) = store.asked
    wants = {want.name: want for want in query.select.shape.fields}
    assert wants["filed"].relation == wants["now"].relation == "status"
    assert bound[wants["filed"].select.as_of.name] == "2025-01-22"
    assert wants["now"].select.as_of is None


def test_10_searches_the_kinds_that_are_named():
    schema, store = make_schema()
    schema.answer(contract("10"))
    ((query, bound),) = store.asked
    assert isinstance(query, Search)
    assert bound[query.text.name] == "InMail privacy setting"
    assert bound[query.kinds.name] == ("Case", "Article", "Company", "Statute")
    assert bound[query.first.name] == 10


def test_a_reader_may_name_a_party_of_any_kind():
    schema, store = make_schema()
    schema.answer('{ party(id: "linkedin") { __typename name cases { totalCount } } }')
    ((query, _),) = store.asked
    assert query.select.kind == "Party"
    assert query.select.kind in ABSTRACT
    assert isinstance(query.select, Select)


def test_a_condition_may_go_through_two_links_and_back():
    schema, store = make_schema()
    text = """{ companies(where: {ownedBy: {some: {kind: {is: ["subsidiary"]}, node: {cases: {some: {role: {is: ["defendant"]},
        node: {court: {country: {is: ["US"]}}}}}}}}}) { totalCount } }"""
    assert not schema.answer(text).errors
    ((query, bound),) = store.asked
    owned = query.select.where
    assert (owned.relation, owned.quantifier) == ("owned_by", "some")
    assert bound[owned.on_edge.value.name] == ("subsidiary",)
    named = owned.where
    assert (named.relation, bound[named.on_edge.value.name]) == ("cases", ("defendant",))
    country = named.where.where
    assert isinstance(country, Compare)
    assert (named.where.relation, country.prop, bound[country.value.name]) == ("court", "country", ("US",))
