"""Queries that are too large are refused before work is done on them."""

from __future__ import annotations

import json
import time

import pytest
from graphql_fakes import contract, make_schema

from api.settings import Settings

TOO_LARGE = {
    "depth": "{ cases { nodes { " + "court { cases { nodes { " * 5 + "id" + " } } }" * 5 + " } } }",
    "aliases": "{ " + " ".join(f"a{n}: courts {{ totalCount }}" for n in range(31)) + " }",
    "aliases in fragments": "{ courts { nodes { " + "...F " + "cases { nodes { ...F } } " * 3 + "} } } fragment F on Node { "
    + " ".join(f"a{n}: id" for n in range(16)) + " }",
    "aliases in introspection": "{ __schema { " + " ".join(f"a{n}: types {{ name }}" for n in range(31)) + " } }",
    "fields": "{ courts { nodes { " + "id " * 601 + "} } }",
    "fields in fragments": "{ courts { nodes { ...F0 } } } "
    + " ".join(f"fragment F{n} on Court {{ cases {{ nodes {{ court {{ ...F{n + 1} }} }} }} id {'name ' * 20} ...F{n + 1} }}" for n in range(3))
    + " fragment F3 on Court { " + "id " * 200 + "}",
    "fields of every type": "{ search(text: \"x\") { nodes { node { ... on Case { id } evidence { source { ... on Article { id } evidence { source { "
    "... on Article { id } evidence { source { ... on Article { id } id title url publisher } } } } } } } } } }",
    "tokens": "{ courts { nodes { " + "id " * 3000 + "} } }",
    "nesting": "{ cases(where: " + "{not: " * 300 + "{}" + "}" * 300 + ") { totalCount } }",
    "fragments in a chain": "{ courts { nodes { ...F0 } } } " + " ".join(f"fragment F{n} on Court {{ ...F{n + 1} }}" for n in range(350))
    + " fragment F350 on Court { id }",
}  # fmt: skip


@pytest.mark.parametrize("what", TOO_LARGE)
def test_a_query_that_is_too_large_is_refused(what):
    schema, store = make_schema()
    answer = json.loads(schema.ask(TOO_LARGE[what]))
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["QUERY_TOO_COMPLEX"], answer["errors"]
    assert answer["errors"][0]["extensions"]["hint"]
    assert not any((answer["data"] or {}).values())
    assert store.asked == []


@pytest.mark.parametrize(
    ("setting", "least", "text"),
    [
        ("max_depth", 4, '{ case(id: "x") { court { cases { totalCount } } } }'),
        ("max_depth", 4, '{ case(id: "x") { ...F } } fragment F on Case { court { ... { cases { totalCount } } } }'),
        ("max_aliases", 3, '{ a: case(id: "x") { b: id ...F } } fragment F on Case { c: id name }'),
        ("max_fields", 3, '{ case(id: "x") { id ...F } } fragment F on Case { name }'),
    ],
)
def test_a_limit_is_what_the_setting_says(setting, least, text):
    assert not make_schema(**{setting: least})[0].answer(text).errors
    (error,) = make_schema(**{setting: least - 1})[0].answer(text).errors
    assert str(least - 1) in error.message


def test_the_largest_page_is_what_the_setting_says():
    schema, store = make_schema(max_first=10)
    assert not schema.answer("{ cases(first: 10) { totalCount } }").errors
    assert schema.answer("{ cases(first: 11) { totalCount } }").errors
    # a default that is larger gives way
    schema.answer("{ cases { totalCount } }")
    assert 10 in store.asked[-1][1].values()


def test_counts_have_a_limit_of_their_own_and_are_priced():
    text = "query($n: Int) { cases { counts(by: [DATA, FILED_YEAR], first: $n) { count } } }"
    schema, _ = make_schema(max_first=10, max_counts=5_000)
    answer = schema.answer(text, {"n": 5_000})
    assert not answer.errors
    assert answer.price.estimated >= 5_000 * 3
    (error,) = schema.answer(text, {"n": 5_001}).errors
    assert (error.extensions["code"], error.extensions["argument"]) == ("BAD_ARGUMENT", "first")
    assert "fewer facets" in error.extensions["hint"]
    (error,) = schema.answer(text, {"n": -1}).errors
    assert error.extensions["code"] == "BAD_ARGUMENT"


@pytest.mark.parametrize("name", ["01", "02", "03", "07", "08", "09", "10", "11"])
def test_the_contract_keeps_well_within_the_limits(name):
    usual = Settings()
    schema, _ = make_schema(
        max_depth=usual.max_depth - 4,
        max_aliases=usual.max_aliases // 2,
        max_fields=usual.max_fields // 4,
        max_tokens=usual.max_tokens // 4,
    )
    assert not schema.answer(contract(name)).errors


@pytest.mark.parametrize("text", [
    *TOO_LARGE.values(),
    "{ cases { " + "nodes { id } " * 290 + "} }",
    "{ " + " ".join(f"no{n}" for n in range(590)) + " }",
    "{ cases(" + " ".join(f"a{n}: 1" for n in range(900)) + ") { totalCount } }",
    "query(" + " ".join(f"$a{n}: Int" for n in range(700)) + ") { courts { totalCount } }",
    "{ courts { ...A } } fragment A on CourtConnection { ...B } fragment B on CourtConnection { ...A }",
    "{ " + "... { " * 150 + "courts { totalCount }" + " }" * 150 + " }",
], ids=range(len(TOO_LARGE) + 6))  # fmt: skip
def test_no_query_takes_long_to_be_judged(text):
    schema, _ = make_schema()
    begun = time.process_time()
    schema.answer(text)
    assert time.process_time() - begun < 1.0


def test_what_is_kept_is_bounded():
    schema, _ = make_schema(cached_operations=4, cached_plans=3)
    for n in range(20):
        schema.answer(f"{{ a{n}: courts {{ totalCount }} }}")
    assert len(schema.operations.recent.held) == 4
    text = "query($w: CourtWhere) { courts(where: $w) { totalCount } }"
    for n in range(20):
        schema.answer(text, {"w": {"name": {"is": [str(n)]}}})
    assert len(schema.operations.planned.held) == 3
    for n in range(20):
        schema.answer(f"{{ __schema {{ a{n}: queryType {{ name }} }} }}")
    assert len(schema.executor.introspections.held) == 8
    long = "{ courts { totalCount } } #" + "x" * 40_000
    before = list(schema.operations.recent.held), list(schema.operations.planned.held)
    assert not schema.answer(long).errors
    assert (list(schema.operations.recent.held), list(schema.operations.planned.held)) == before


def test_what_was_used_last_is_kept():
    schema, _ = make_schema(cached_operations=2)
    one, two, three = (f"{{ a{n}: courts {{ totalCount }} }}" for n in range(3))
    for text in (one, two, one, three):
        schema.answer(text)
    assert [text for text, _ in schema.operations.recent.held] == [one, three]
