"""Queries made at random: what is compiled answers as graphql-core does, to the order of keys and the place of each null."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from graphql import parse, validate
from graphql_fakes import FakeStore, answers, make_schema
from graphql_queries import Made, Maker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from api.graphql.schema import PRINTED, Schema

QUERIES = int(os.environ.get("DOCKETGRAPH_GRAPHQL_QUERIES", "200"))
"""How many queries are made; nightly runs set more."""

SEED = int(os.environ.get("DOCKETGRAPH_GRAPHQL_SEED", "20250121"))
"""Where they begin. Another seed makes other queries."""


@pytest.fixture(scope="module")
def schema() -> Schema:
    schema, _ = make_schema(max_depth=30, max_aliases=500, max_fields=20_000, max_tokens=50_000, max_cost=10**18)
    return schema


def made_queries(schema: Schema, number: int, seed: int) -> Iterator[Made]:
    """Valid queries; whatever merging refuses is left out."""
    made = 0
    while made < number:
        query = Maker(schema._schema, Random(seed)).make()
        seed += 1
        if not validate(schema._schema, parse(query.text)):
            made += 1
            yield query


def test_compiled_answers_are_those_of_graphql_core(schema):
    seen: Counter[str] = Counter()
    for query in made_queries(schema, QUERIES, SEED):
        for variables in query.variables:
            compiled, by_core = answers(schema, query.text, variables)
            told = f"{query.text}\nvariables: {json.dumps(variables)}"
            assert json.dumps(compiled["data"]) == json.dumps(by_core["data"]), told
            problems = [each["message"] for each in compiled.get("errors", ())]
            assert "internal error" not in problems, told
            assert bool(problems) == ("errors" in by_core), told
            if compiled["data"] is not None:
                assert compiled.get("errors") == by_core.get("errors"), told
            seen["answered" if compiled["data"] and any(compiled["data"].values()) else "empty"] += 1
            seen["refused"] += bool(problems)
        seen.update(
            word
            for word in ("...F", "... on", "@skip", "@include", "$", "__typename", ": ", "edges", "where")
            if word in query.text
        )
    # the queries reach what they are made for, and most of them get as far as an answer
    assert seen["answered"] > QUERIES
    assert seen["refused"] < QUERIES
    assert all(
        seen[word] > QUERIES // 20 for word in ("...F", "... on", "@skip", "@include", "$", "__typename", "edges", "where")
    )


def test_generated_queries_ask_the_store_once_a_root_field(schema):
    store = schema.executor.asked.store
    assert isinstance(store, FakeStore)
    for query in made_queries(schema, 40, SEED):
        before = len(store.asked)
        answer = schema.answer(query.text, query.variables[0])
        roots = [key for key, value in (answer.data or {}).items() if value is not None and value != "Query"]
        assert len(store.asked) - before >= len(roots)
        assert len(store.asked) - before <= len(roots) + len(answer.errors)


SCALARS = {"Date": st.sampled_from(["2025-01-21", "2025-01", "2025", "no day"]).map(nodes.String), "JSON": st.just(nodes.String("x"))}


@settings(max_examples=QUERIES // 4, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=queries(PRINTED.read_text(), custom_scalars=SCALARS))
def test_queries_by_a_stranger_are_answered_as_by_graphql_core(schema, text):
    """`hypothesis-graphql` knows the language and nothing of our data: odd texts, odd numbers, nulls, deep inputs."""
    compiled, by_core = answers(schema, text, None)
    assert json.dumps(compiled["data"]) == json.dumps(by_core["data"]), text
    assert bool(compiled.get("errors")) == bool(by_core.get("errors")), text
    assert all(error["message"] != "internal error" for error in compiled.get("errors", ())), text
