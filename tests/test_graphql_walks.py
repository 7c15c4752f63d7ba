"""Connections through GraphQL: the contract's documents on the curated data, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest
from graphql_fakes import PATIENT, contract, data_of, make_schema
from worlds import curated_on_server

from api.graphql.schema import Schema
from graph.query import Around, Connect, FindMany
from graph.store import Store, open_store
from loaders.run import load_curated

SUIT = "cand-5-25-cv-00709"


@pytest.fixture(scope="module")
def schemas(curated: str) -> Iterator[dict[str, Schema]]:
    """The curated data in every store that can run here."""
    with ExitStack() as stack:
        stores: dict[str, Store] = {"memory": stack.enter_context(open_store("memory:"))}
        stores["sqlite"] = stack.enter_context(open_store(curated, read_only=True))
        for _ in load_curated(stores["memory"]):
            pass
        with suppress(pytest.skip.Exception):  # the tests of one store at a time say why
            stores["neo4j"] = stack.enter_context(open_store(stack.enter_context(curated_on_server(curated)).url))
        yield {kind: Schema(store, PATIENT) for kind, store in stores.items()}


def answer(schemas: dict[str, Schema], text: str, variables: dict[str, Any] | None = None) -> Any:
    """The data that every store answers, and graphql-core too."""
    found = [data_of(schema, text, variables) for schema in schemas.values()]
    assert len({json.dumps(each) for each in found}) == 1
    return found[0]


def test_07_draws_what_surrounds_a_company_within_the_budget(schemas):
    around = answer(schemas, contract("07"))["neighbourhood"]
    ids = [node["id"] for node in around["nodes"]]
    assert ids[0] == "openai"
    assert len(ids) == len(set(ids)) == 150
    assert all({edge["source"], edge["target"]} <= set(ids) for edge in around["edges"])
    hidden = sum(each["count"] for each in around["hidden"])
    assert hidden > 0
    assert around["totalNodes"] == len(ids) + hidden
    assert around["totalEdges"] > len(around["edges"])
    assert all(node["shown"] <= node["degree"] and node["label"] for node in around["nodes"])
    assert {"Article", "Document", "Register"}.isdisjoint(node["kind"] for node in around["nodes"])
    # dated edges are in force on the day
    assert all(
        (edge["since"] or "") <= "2026-06-30" < (edge["until"] or "9999")
        for edge in around["edges"]
        if edge["type"] == "OWNS"
    )
    small = answer(schemas, contract("07"), {"id": SUIT})["neighbourhood"]
    assert small["hidden"] == []
    assert (small["totalNodes"], small["totalEdges"]) == (len(small["nodes"]), len(small["edges"]))


def test_08_connects_microsoft_with_a_suit_over_the_dated_holding(schemas):
    paths = answer(schemas, contract("08"))["paths"]
    assert len(paths) == 3
    assert [path["length"] for path in paths] == sorted(path["length"] for path in paths)
    assert [node["id"] for node in paths[0]["nodes"]] == ["microsoft", "linkedin", SUIT]
    owns, party = paths[0]["edges"]
    assert (owns["type"], owns["source"], owns["target"], owns["since"]) == ("OWNS", "microsoft", "linkedin", "2016-12-08")
    assert (party["type"], party["source"], party["target"]) == ("PARTY", SUIT, "linkedin")
    assert all(edge["evidence"] for path in paths for edge in path["edges"])
    assert any("LinkedIn" in (each["source"]["title"] or "") for each in owns["evidence"])


def test_09_finds_the_suits_that_plead_an_act_by_its_provisions_too(schemas):
    statute = answer(schemas, contract("09"))["statute"]
    assert statute["id"] == "stored-communications-act"
    suits = {suit["id"]: suit for suit in statute["suits"]["nodes"]}
    assert SUIT in suits
    assert len(suits) == len(statute["suits"]["nodes"]) == statute["suits"]["totalCount"]
    assert [claim["cause"]["id"] for claim in suits[SUIT]["claims"]["nodes"]] == ["stored_communications_act"]
    filed = [suit["filedOn"] for suit in statute["suits"]["nodes"] if suit["filedOn"]]
    assert filed == sorted(filed, reverse=True)
    # counted by another way: the claims under the act or a part of it, each with its suit
    text = """{ claims(first: 200, where: {statutes: {some: {id: {within: ["stored-communications-act"]}}}}) {
        totalCount nodes { case { id } } } }"""
    claims = answer(schemas, text)["claims"]
    assert claims["totalCount"] == len(claims["nodes"])
    assert {claim["case"]["id"] for claim in claims["nodes"]} == set(suits)


def test_suits_are_found_from_systems_and_data_sets(schemas):
    text = """query($id: ID!, $parts: Boolean) { system(id: $id) { suits(includeParts: $parts, first: 200) { totalCount nodes { id } } }
        dataset(id: "the-pile") { suits(first: 200) { edges { cursor node { id } } } } }"""
    every, own = (answer(schemas, text, {"id": "gpt", "parts": parts})["system"]["suits"] for parts in (True, False))
    assert {suit["id"] for suit in own["nodes"]} < {suit["id"] for suit in every["nodes"]}
    assert every["totalCount"] == len(every["nodes"])
    assert answer(schemas, text, {"id": "gpt"})["dataset"]["suits"]["edges"]


def test_pages_of_suits_walk_through_every_row_once(schemas):
    text = """query($after: String) { statute(id: "usc-17-501") { suits(first: 7, after: $after, orderBy: [{filedOn: DESC}]) {
        totalCount pageInfo { hasNextPage endCursor } nodes { id } } } }"""
    seen, after = [], None
    while True:
        page = answer(schemas, text, {"after": after})["statute"]["suits"]
        seen += [suit["id"] for suit in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == page["totalCount"] > 7


def test_parts_may_be_asked_for_as_often_as_aliases_are_allowed(schemas):
    parts = " ".join(f"n{n}: nodes {{ id }} e{n}: edges {{ id type }} h{n}: hidden {{ count }}" for n in range(10))
    found = answer(schemas, f'{{ neighbourhood(id: "openai", limit: 40) {{ {parts} }} }}')["neighbourhood"]
    assert found["n0"] == found["n9"]
    assert len(found["n0"]) == 40
    assert found["e0"] == found["e9"] != []
    assert found["h0"] == found["h9"] != []


def test_each_root_field_is_one_query(schemas):
    schema, store = make_schema()
    text = """{ nodes(ids: ["a", "b"]) { id } neighbourhood(id: "a", kinds: [CASE], types: [PARTY]) { totalNodes }
        paths(from: "a", to: "b", maxLength: 2, asOf: "2025") { length } }"""
    data_of(schema, text)
    many, around, paths = ((query, bound) for query, bound in store.asked[:3])
    assert isinstance(many[0], FindMany)
    assert isinstance(around[0], Around)
    assert around[1][around[0].walk.kinds.name] == ("Case",)
    assert around[1][around[0].walk.types.name] == ("PARTY",)
    assert (around[1][around[0].depth.name], around[1][around[0].limit.name]) == (2, 150)
    assert isinstance(paths[0], Connect)
    assert (paths[1][paths[0].max_length.name], paths[1][paths[0].first.name]) == (2, 3)
    assert paths[1][paths[0].walk.as_of.name] == "2025-01-01"


def test_an_id_among_several_that_nothing_has_is_null_with_an_error(schemas):
    text = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Case { events { nodes { evidence(first: 1) { quote } } } } } }"
    for schema in schemas.values():
        operation = schema.operations.get(text, None)
        variables = {"ids": ["linkedin", "linkedn", SUIT, "data/inmail"]}
        compiled, by_core = (
            json.loads(schema.executor.answer(operation, variables, by_core=how).json()) for how in (False, True)
        )
        assert compiled == by_core
        assert [node and node["__typename"] for node in compiled["data"]["nodes"]] == ["Company", None, "Case", None]
        first, second = compiled["errors"]
        assert (first["path"], first["extensions"]["argument"]) == (["nodes", 1], "ids[1]")
        assert first["extensions"]["hint"] == "did you mean 'linkedin'?"
        assert (second["path"], second["extensions"]["code"]) == (["nodes", 3], "UNKNOWN_ID")


@pytest.mark.parametrize(
    ("text", "code", "argument"),
    [
        (
            '{ neighbourhood(id: "nothing") { totalNodes nodes { id } edges { evidence(first: 2) { quote } } } }',
            "UNKNOWN_ID",
            "id",
        ),
        ('{ neighbourhood(id: "data/inmail") { totalNodes } }', "UNKNOWN_ID", "id"),
        ('{ neighbourhood(id: "a", depth: 5) { totalNodes } }', "BAD_ARGUMENT", "depth"),
        ('{ neighbourhood(id: "a", depth: -1) { totalNodes } }', "BAD_ARGUMENT", "depth"),
        ('{ neighbourhood(id: "a", limit: 0) { totalNodes } }', "BAD_ARGUMENT", "limit"),
        ('{ neighbourhood(id: "a", limit: 501) { totalNodes } }', "BAD_ARGUMENT", "limit"),
        ('{ neighbourhood(id: "a", types: [OWN]) { totalNodes } }', "UNKNOWN_TERM", "types[0]"),
        ('{ paths(from: "a", to: "nothing") { length } }', "UNKNOWN_ID", "to"),
        ('{ paths(from: "nothing", to: "a") { length } }', "UNKNOWN_ID", "from"),
        ('{ paths(from: "a", to: "b", maxLength: 9) { length } }', "BAD_ARGUMENT", "maxLength"),
        ('{ paths(from: "a", to: "b", first: -1) { length } }', "BAD_ARGUMENT", "first"),
        ('{ paths(from: "a", to: "b", asOf: "2025-13") { length } }', "BAD_ARGUMENT", "asOf"),
        (f"{{ nodes(ids: {json.dumps(['a'] * 201)}) {{ id }} }}", "BAD_ARGUMENT", "ids"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_argument(text, code, argument):
    schema, _ = make_schema()
    (error,) = json.loads(schema.ask(text))["errors"]
    assert error["extensions"]["argument"] == argument
    assert error["extensions"]["code"] == code
    assert error["extensions"]["hint"]
