"""How operations are run: kept by their text, from several threads, off the event loop, by graphql-core where it must."""

from __future__ import annotations

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import orjson
import pytest
from graphql import get_introspection_query
from graphql_fakes import FakeStore, answers, contract, make_schema
from strawberry.exceptions import MissingQueryError

from api.graphql.schema import Schema


def test_the_schema_answers_about_itself_once():
    schema, store = make_schema()
    text = get_introspection_query()
    first = schema.ask(text)
    assert {"Case", "CaseWhere"} <= {each["name"] for each in json.loads(first)["data"]["__schema"]["types"]}
    kept = schema.executor.introspections.held[(text, None)]
    assert schema.ask(text) == first
    assert schema.executor.introspections.held[(text, None)] is kept
    assert store.asked == []


def test_introspection_may_stand_beside_a_question():
    schema, store = make_schema()
    text = '{ __type(name: "Case") { name } courts { totalCount nodes { id } } case(id: "nothing") { id } __typename }'
    answer = json.loads(schema.ask(text))
    assert answer["data"]["__type"] == {"name": "Case"}
    assert answer["data"]["courts"]["totalCount"] == 3
    assert answer["data"]["case"] is None
    assert answer["errors"][0]["extensions"]["code"] == "UNKNOWN_ID"
    assert list(answer["data"]) == ["__type", "courts", "case", "__typename"]
    assert len(store.asked) == 2


def test_introspection_with_variables_is_asked_anew():
    schema, _ = make_schema()
    text = "query($name: String!) { __type(name: $name) { name } }"
    for name in ("Case", "Court"):
        assert json.loads(schema.ask(text, {"name": name}))["data"] == {"__type": {"name": name}}


def test_a_text_is_parsed_validated_and_compiled_once():
    schema, store = make_schema()
    text = "query($id: ID!) { case(id: $id) { id } }"
    operation = schema.operations.get(text, None)
    assert schema.operations.get(text, None) is operation
    for id in ("x", "y"):
        schema.answer(text, {"id": id})
    (one, bound), (two, bound_then) = store.asked
    assert one is two
    assert [*bound.values(), *bound_then.values()] == ["x", "y"]


def test_many_threads_get_each_their_own_answer():
    schema, _ = make_schema(cached_operations=3, cached_plans=2)
    texts = [
        contract("01"),
        contract("03"),
        "query($flag: Boolean!, $id: ID!) { case(id: $id) { id name @include(if: $flag) } }",
    ]
    expected: dict[tuple[int, bool], bytes] = {}
    variables = {"flag": True, "id": "x"}
    for place, text in enumerate(texts):
        for flag in (True, False):
            expected[place, flag] = schema.ask(text, variables | {"flag": flag} if place == 2 else None)
    barrier = threading.Barrier(8)

    def work(worker: int) -> list[bool]:
        barrier.wait()
        right = []
        for turn in range(25):
            place, flag = (worker + turn) % 3, (worker * turn) % 2 == 0
            given = variables | {"flag": flag} if place == 2 else None
            right.append(schema.ask(texts[place], given) == expected[place, flag])
            schema.ask(f"{{ a{worker}_{turn}: courts {{ totalCount }} }}")  # pushes the others out of the cache
        return right

    with ThreadPoolExecutor(8) as pool:
        assert all(all(right) for right in pool.map(work, range(8)))


class Slow(FakeStore):
    """Answers only when several are asking."""

    def __init__(self, together: int) -> None:
        super().__init__()
        self.barrier = threading.Barrier(together, timeout=5)

    def select(self, query, bindings=None, *, seconds=None):
        self.barrier.wait()
        return super().select(query, bindings)


def test_requests_are_answered_together_and_off_the_event_loop():
    async def ask_together(schema: Schema) -> list[object]:
        found = await asyncio.gather(*(schema.execute("{ courts { totalCount } }") for _ in range(3)))
        return [each.errors for each in found]

    schema = Schema(Slow(3))
    assert asyncio.run(ask_together(schema)) == [None, None, None]
    schema.close()


def test_strawberrys_own_doors_lead_the_same_way():
    schema, store = make_schema()
    limited = "{ " + " ".join(f"a{n}: courts {{ totalCount }}" for n in range(50)) + " }"

    async def by_stream(text: str) -> list:
        return [each async for each in await schema.stream(text)]

    (streamed,) = asyncio.run(by_stream("{ courts { totalCount } }"))
    assert orjson.dumps(streamed.data) == b'{"courts":{"totalCount":3}}'
    (refused,) = asyncio.run(by_stream(limited))
    assert refused.errors[0].extensions["code"] == "QUERY_TOO_COMPLEX"
    result = schema.execute_sync("{ courts { totalCount } }")
    assert result.errors is None
    assert list(result.data or {}) == ["courts"]
    assert len(store.asked) == 2
    for nothing in (None, ""):
        with pytest.raises(MissingQueryError):
            schema.execute_sync(nothing)
        with pytest.raises(MissingQueryError):
            asyncio.run(schema.execute(nothing))


def test_operations_by_name_are_kept_apart():
    schema, _ = make_schema()
    text = "query One { a: courts { totalCount } } query Two { b: courts { totalCount } }"
    assert json.loads(schema.ask(text, None, "One"))["data"] == {"a": {"totalCount": 3}}
    assert json.loads(schema.ask(text, None, "Two"))["data"] == {"b": {"totalCount": 3}}


def test_a_contract_document_may_be_run_by_graphql_core_alone():
    schema, _ = make_schema()
    compiled, by_core = answers(schema, contract("01"), {"data": ["email"]})
    assert compiled == by_core
