"""GraphQL over the real stores: each answers as the reference does, to the order of keys, and graphql-core agrees."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from random import Random
from typing import Any

import pytest
from graphql import parse, validate
from graphql_fakes import PATIENT, TERMS, contract
from graphql_queries import Maker
from worlds import STORES, every_store, small_world

from api.graphql.schema import Schema
from api.settings import Settings
from graph.errors import OutOfTime
from graph.ontology import KINDS
from graph.query import Query
from graph.store import Store, open_store

QUERIES = int(os.environ.get("DOCKETGRAPH_GRAPHQL_QUERIES", "200")) // 2
SEED = int(os.environ.get("DOCKETGRAPH_GRAPHQL_SEED", "20250121"))

SELDOM = 50
"""Of how many queries made at random one is asked of Neo4j, which plans each text anew."""

TEXTS = [
    "private_messages", "inmail", "communications", "training", "defendant", "plaintiff", "named_plaintiff", "subsidiary", "alleged",
    "pending", "withdrawn", "model_training", "linkedin", "microsoft", "openai", "LinkedIn", "v.", "Doe", "US", "proposed",
    "cand-5-25-cv-00709", "cand-4-22-cv-06823", "press", "court_record", "data", "stored-communications-act", "usc-18-2702",
]  # fmt: skip
"""What the small world says, so that conditions meet something."""


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """The small world in every store that can run here."""
    with every_store(tmp_path_factory.mktemp("stores")) as made:
        for store in made.values():
            store.load(small_world(), "test")
        yield made


class Lenient:
    """A store that takes any id in a filter, so that queries made at random are not refused."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.statements = 0

    def select(self, query: Query, bindings: Mapping[str, Any] | None = None, *, seconds: float | None = None) -> bytes:
        self.statements += 1
        return self.store.select(query, bindings, seconds=seconds)

    def counts(self) -> dict[str, int]:
        return {}

    def revision(self, *, exact: bool = True) -> int:
        return 1

    def at(self, revision: int, *, seconds: float | None = None) -> Lenient:
        return self

    def has(self, kind: str, ids: Sequence[str]) -> set[str]:
        return set(ids)

    def reading(self) -> AbstractContextManager[None]:
        return self.store.reading()

    def nearest(self, kind: str, word: str) -> None:
        return None


@pytest.mark.parametrize("name", ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"])
def test_contract_documents_answer_alike_in_every_store(stores, name):
    found = {}
    for kind, store in stores.items():
        schema = Schema(store, PATIENT)
        answer = schema.answer(contract(name))
        assert not answer.errors
        found[kind] = answer.json()
        by_core = schema.executor.answer(schema.operations.get(contract(name), None), None, by_core=True)
        assert json.dumps(json.loads(by_core.json())) == json.dumps(json.loads(found[kind]))
    # how much of the words around a hit is shown is each store's own, and so is the time of its revisions
    assert len({re.sub(rb'"(snippet|at)":"(\\\\.|[^"])*"', b"", each) for each in found.values()}) == 1


def test_queries_made_at_random_answer_alike_in_every_store(stores):
    limits = Settings(max_depth=30, max_aliases=500, max_fields=5_000, max_tokens=50_000, max_cost=10**18, max_seconds=300)
    schemas = {kind: Schema(Lenient(store), limits, TERMS) for kind, store in stores.items()}
    reference = schemas["memory"]
    ids = {kind: ids_of(reference, kind) for kind in KINDS if kind != "Concept"}
    ids |= {"Party": ids["Company"] + ids["Person"], "Node": ids["Case"] + ids["Article"], "Concept": TEXTS}
    made, seed, rows = 0, SEED, 0
    while made < QUERIES:
        query = Maker(reference._schema, Random(seed), ids, TEXTS, frozenset({"after"})).make()
        seed += 1
        if validate(reference._schema, parse(query.text)):
            continue
        made += 1
        for variables in query.variables:
            told = f"{query.text}\nvariables: {json.dumps(variables)}"
            expected = reference.answer(query.text, variables).json()
            assert b"internal error" not in expected, told
            rows += b"[{" in expected
            for kind, schema in schemas.items():
                if kind == "neo4j" and made % SELDOM:
                    continue
                operation = schema.operations.get(query.text, None)
                compiled = schema.executor.answer(operation, variables).json()
                by_core = schema.executor.answer(operation, variables, by_core=True).json()
                assert timeless(compiled) == timeless(expected), told
                assert timeless(by_core) == timeless(expected), told
    assert rows > QUERIES // 4


def timeless(answer: bytes) -> str:
    """The data of an answer, but for the moments at which the stores were loaded, which are a second apart at times."""
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "then", json.dumps(json.loads(answer)["data"]))


def among(stores: dict[str, Store], kind: str) -> Store:
    """One of the stores, if it can run here."""
    if kind not in stores:
        pytest.skip(f"no server for {kind} can run here")
    return stores[kind]


def ids_of(schema: Schema, kind: str) -> list[str]:
    plural = KINDS[kind].plural
    data = json.loads(schema.ask(f"{{ {plural}(first: 200) {{ nodes {{ id }} }} }}"))["data"]
    return [node["id"] for node in data[plural]["nodes"]] or ["none"]


@pytest.mark.parametrize("kind", STORES)
def test_pages_walk_through_every_row_once(stores, kind):
    schema = Schema(among(stores, kind), PATIENT)
    text = """query($after: String, $order: [CaseOrder!]) { cases(first: 2, after: $after, orderBy: $order) { totalCount
        pageInfo { hasNextPage endCursor } edges { cursor node { id } } } }"""
    for order in ([], [{"filedOn": "DESC"}], [{"classAction": "ASC"}, {"filedOn": "ASC"}]):
        after, seen, total = None, [], None
        while True:
            data = json.loads(schema.ask(text, {"after": after, "order": order}))["data"]["cases"]
            seen += [edge["node"]["id"] for edge in data["edges"]]
            total = data["totalCount"]
            assert data["pageInfo"]["endCursor"] == data["edges"][-1]["cursor"]
            if not data["pageInfo"]["hasNextPage"]:
                break
            after = data["pageInfo"]["endCursor"]
        assert len(seen) == len(set(seen)) == total == 5


@pytest.mark.parametrize("kind", STORES)
def test_what_is_wrong_is_told_with_what_the_store_knows(stores, kind):
    schema = Schema(among(stores, kind), PATIENT)
    (error,) = json.loads(schema.ask('{ company(id: "linkedn") { id } }'))["errors"]
    assert error["extensions"] == {"code": "UNKNOWN_ID", "hint": "did you mean 'linkedin'?", "argument": "id"}
    (error,) = json.loads(schema.ask('{ cases(where: {id: {is: ["linkedin"]}}) { totalCount } }'))["errors"]
    assert error["extensions"]["code"] == "UNKNOWN_ID"
    (error,) = json.loads(schema.ask('{ cases(after: "linkedin") { totalCount } }'))["errors"]
    assert (error["extensions"]["code"], error["extensions"]["argument"]) == ("BAD_CURSOR", "after")
    cursor = json.loads(schema.ask("{ cases(first: 1) { pageInfo { endCursor } } }"))["data"]["cases"]["pageInfo"][
        "endCursor"
    ]
    (error,) = json.loads(schema.ask(f'{{ cases(after: "{cursor}", orderBy: [{{name: ASC}}]) {{ totalCount }} }}'))["errors"]
    assert error["extensions"]["code"] == "BAD_CURSOR"


@pytest.mark.parametrize("kind", STORES)
def test_a_year_means_all_its_days(stores, kind):
    schema = Schema(among(stores, kind), PATIENT)
    text = '{ cases(where: {filedOn: {from: "2016", to: "2022"}}, orderBy: [{filedOn: ASC}]) { nodes { filedOn } } }'
    assert json.loads(schema.ask(text))["data"]["cases"]["nodes"] == [{"filedOn": "2016-12-07"}, {"filedOn": "2022-11-03"}]


@pytest.mark.parametrize(
    "text",
    [
        '{ cases(where: {name: {contains: "x"}}) { totalCount } }',
        "{ cases { counts(by: [DATA]) { count } } }",
        "{ cases { nodes { id } } }",
        '{ neighbourhood(id: "linkedin") { nodes { id } } }',
        '{ paths(from: "linkedin", to: "microsoft") { length } }',
        "{ changes(since: 0) { nodes { field } } }",
    ],
)
def test_the_reference_heeds_the_time_too(text):
    with open_store("memory:") as store:
        store.load(small_world())
        schema = Schema(store)
        operation = schema.operations.get(text, None)
        (plan,) = schema.operations.plans(operation, {})
        bindings = schema.executor.bindings(plan, {}, schema.executor.asked)
        with pytest.raises(OutOfTime):
            store.select(plan.query, bindings, seconds=-1)
        assert store.select(plan.query, bindings, seconds=60) == store.select(plan.query, bindings)
