"""Subscriptions over graphql-transport-ws: what is told, that nothing is missed or told twice, and which limits hold."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
import websockets
from websockets.asyncio.client import connect
from worlds import said, small_world

from api.app import create_app
from api.graphql.schema import Schema
from api.settings import Settings
from graph.cursors import at_place_in_log
from graph.errors import StoreError
from graph.facts import Batch
from graph.ontology import Case, HeardIn
from graph.store import open_store
from tests.processes import line_of, start

NEW = "subscription($after: String, $where: CaseWhere) { newCases(after: $after, where: $where, first: 3) { cursor nodes { id name court { id } } } }"
CHANGED = "subscription($ids: [ID!]!, $after: String) { changed(ids: $ids, after: $after) { cursor nodes { change field value subjectId } } }"
COUNT = "{ cases { totalCount } }"


def suits(*ids: str) -> list[Batch]:
    """One load with some suits of one court."""
    things = (thing for id in ids for thing in (Case(id=id, name=f"{id} v. All"), HeardIn(source=id, target="cand")))
    return [Batch("+".join(ids), [statement for thing in things for statement in said(thing, "docket")])]


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as made:
        made.load(small_world(), "test")
        yield made


@contextlib.contextmanager
def served(store, **settings) -> Iterator[str]:
    """The application in a thread of this process: its address. Nothing may be logged as an error."""
    given = {"poll_milliseconds": 20, "socket_send_seconds": 2} | settings
    app = create_app(store, Settings(**given))
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, log_level="error", ws="websockets-sansio", ws_max_size=10_000, timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"ws://127.0.0.1:{listening.getsockname()[1]}/graphql"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        assert not thread.is_alive()


class Client:
    """A client that says and hears single messages."""

    def __init__(self, connection):
        self.connection = connection

    async def say(self, type_, **more):
        await self.connection.send(json.dumps({"type": type_} | more))

    async def hear(self, seconds=10):
        return json.loads(await asyncio.wait_for(self.connection.recv(), seconds))

    async def begin(self):
        await self.say("connection_init")
        assert await self.hear() == {"type": "connection_ack"}
        return self

    async def subscribe(self, query, id="1", **variables):
        await self.say("subscribe", id=id, payload={"query": query, "variables": variables})

    async def event(self, field="newCases"):
        message = await self.hear()
        assert message["type"] == "next", message
        return message["payload"]["data"][field]

    async def error(self):
        message = await self.hear()
        assert message["type"] == "error", message
        (error,) = message["payload"]
        return error

    async def silent(self, seconds=0.2):
        with pytest.raises(TimeoutError):
            await self.hear(seconds)

    async def closed(self):
        """The code and the reason with which the server closes."""
        with pytest.raises(websockets.ConnectionClosed) as raised:
            while True:
                await asyncio.wait_for(self.connection.recv(), 10)
        assert raised.value.rcvd is not None
        return raised.value.rcvd.code, raised.value.rcvd.reason


@contextlib.asynccontextmanager
async def connected(address, begin=True, **options):
    async with connect(address, subprotocols=["graphql-transport-ws"], **options) as connection:
        client = Client(connection)
        yield await client.begin() if begin else client


def run(scenario):
    """Run what a test says within a loop of its own."""
    asyncio.run(asyncio.wait_for(scenario(), 60))


# ---------------------------------------------------------------------------------------------------------------------
# What is told


def test_new_suits_are_told_as_they_come_with_what_the_client_selects(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe(NEW)
            first = await client.event()
            assert first["nodes"] == []
            store.load(suits("b", "a"))
            event = await client.event()
            assert event["nodes"] == [
                {"id": id, "name": f"{id} v. All", "court": {"id": "cand"}} for id in ("a", "b")
            ]
            assert event["cursor"] != first["cursor"]
            await client.silent()

    with served(store) as address:
        run(scenario)


def test_a_filter_holds_and_what_a_load_does_not_concern_is_not_told(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe(NEW, where={"name": {"contains": "wanted"}})
            await client.subscribe(CHANGED, "2", ids=["linkedin"], after=at_place_in_log(10**9))
            assert (await client.event())["nodes"] == []
            assert (await client.error())["extensions"]["code"] == "BAD_CURSOR", "this log is shorter"
            store.load(suits("other"))
            store.load(suits("wanted"))
            assert [each["id"] for each in (await client.event())["nodes"]] == ["wanted"]

    with served(store) as address:
        run(scenario)


def test_changes_of_things_are_told_whichever_end_of_a_fact_they_are(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe(CHANGED, ids=["cand"])
            assert (await client.event("changed"))["nodes"] == []
            store.load(suits("new"))
            (change,) = (await client.event("changed"))["nodes"]
            assert change == {"change": "ADDED", "field": "court", "value": "cand", "subjectId": "new"}
            store.load([Batch("new", [])])
            (change,) = (await client.event("changed"))["nodes"]
            assert change["change"] == "WITHDRAWN"
            await client.say("complete", id="1")
            # what is gone can still be followed, what never was cannot
            await client.subscribe(CHANGED, "2", ids=["new"])
            await client.event("changed")
            await client.subscribe(CHANGED, "3", ids=["linkedn"])
            error = await client.error()
            assert (error["extensions"]["code"], error["extensions"]["hint"]) == ("UNKNOWN_ID", "did you mean 'linkedin'?")

    with served(store) as address:
        run(scenario)


def test_a_large_load_comes_in_events_of_the_size_asked_for(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe(NEW)
            await client.event()
            store.load(suits(*(f"suit-{number:02}" for number in range(10))))
            events = [await client.event() for _ in range(4)]
            assert [len(event["nodes"]) for event in events] == [3, 3, 3, 1]
            told = [node["id"] for event in events for node in event["nodes"]]
            assert told == [f"suit-{number:02}" for number in range(10)]

    with served(store) as address:
        run(scenario)


def test_whoever_was_cut_off_goes_on_by_the_cursor_of_any_event_and_of_changes(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe(NEW)
            seen = [await client.event()]
            store.load(suits(*"abcdefgh"))
            while sum(len(event["nodes"]) for event in seen) < 8:
                seen.append(await client.event())
        store.load(suits("i"))
        everything = [*"abcdefghi"]
        for number, event in enumerate(seen):
            told = [node["id"] for each in seen[: number + 1] for node in each["nodes"]]
            async with connected(address) as client:
                await client.subscribe(NEW, after=event["cursor"])
                while len(told) < 9:
                    more = [node["id"] for node in (await client.event())["nodes"]]
                    assert more
                    told += more
                assert told == everything
                await client.silent(0.05)
        text = "{ changes(since: 1, first: 1) { edges { cursor } } }"
        (edge,) = json.loads(Schema(store).ask(text))["data"]["changes"]["edges"]
        async with connected(address) as client:
            await client.subscribe(NEW, after=edge["cursor"])
            assert [node["id"] for node in (await client.event())["nodes"]] == ["a", "b", "c"]

    with served(store) as address:
        run(scenario)


def test_queries_are_answered_over_the_same_connection_with_their_price(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe(NEW)
            await client.event()
            await client.subscribe(COUNT, "2")
            told = await client.hear()
            assert told["payload"]["data"] == {"cases": {"totalCount": 5}}
            assert told["payload"]["extensions"]["cost"]["estimated"] >= 1
            assert await client.hear() == {"type": "complete", "id": "2"}
            await client.subscribe('{ case(id: "nothing") { id } }', "2")
            told = await client.hear()
            assert told["payload"]["errors"][0]["extensions"]["code"] == "UNKNOWN_ID"
            assert (await client.hear())["type"] == "complete"
            for text, code in (
                ("{ cases { nod } }", "GRAPHQL_VALIDATION_FAILED"),
                ("{", "GRAPHQL_PARSE_FAILED"),
                ("mutation { a }", "GRAPHQL_VALIDATION_FAILED"),
                ("subscription { newCases { cursor } changed(ids: []) { cursor } }", "GRAPHQL_VALIDATION_FAILED"),
                ("subscription { newCases(first: 0) { cursor } }", "BAD_ARGUMENT"),
                ("subscription { newCases(first: 1000) { cursor } }", "BAD_ARGUMENT"),
                ('subscription { newCases(after: "x") { cursor } }', "BAD_CURSOR"),
                ('subscription { changed(ids: ["data/email"]) { cursor } }', "UNKNOWN_ID"),
                ('subscription { newCases(where: {status: {is: ["no"]}}) { cursor } }', "UNKNOWN_TERM"),
            ):
                await client.subscribe(text, "3")
                error = await client.error()
                assert (error["extensions"]["code"], bool(error["extensions"]["hint"])) == (code, True), text
            await client.say("ping")
            assert await client.hear() == {"type": "pong"}
            await client.say("pong")
            store.load(suits("new"))
            assert (await client.event())["nodes"]

    with served(store) as address:
        run(scenario)


@pytest.mark.parametrize("url", ["memory:", "sqlite://"])
def test_every_store_feeds_subscriptions_without_a_server(url):
    async def scenario():
        events = await schema.follow("subscription { n: newCases { __typename c: cursor nodes { id } } }")
        first = json.loads((await anext(events)).json())["data"]["n"]
        assert list(first) == ["__typename", "c", "nodes"]
        store.load(suits("new"))
        event = json.loads((await anext(events)).json())["data"]["n"]
        assert (event["__typename"], event["nodes"]) == ("NewCases", [{"id": "new"}])
        await events.aclose()
        assert schema.revisions.looking is None, "nobody waits, and nothing is looked at"
        assert await schema.follow("{ cases { totalCount } }") is None
        results = await schema.stream("subscription { newCases { nodes { id } } }")
        assert (await anext(results)).errors is None
        await results.aclose()

    with open_store(url) as store:
        store.load(small_world(), "test")
        schema = Schema(store, Settings(poll_milliseconds=10))
        asyncio.run(scenario())
        schema.close()


def test_all_who_wait_cost_one_look_and_hear_of_a_store_that_fails(store, monkeypatch):
    looks = 0

    async def scenario():
        nonlocal looks
        followed = [await schema.follow("subscription { newCases { cursor } }") for _ in range(20)]
        for events in followed:
            await anext(events)
        waiting = [asyncio.create_task(anext(events)) for events in followed]
        await asyncio.sleep(0.05)
        looks, real = 0, store.revision

        def counted():
            nonlocal looks
            looks += 1
            return real()

        monkeypatch.setattr(store, "revision", counted)
        await asyncio.sleep(0.2)
        assert 2 <= looks <= 21, "one look every ten milliseconds, whoever waits"

        def broken():
            raise StoreError("the file is gone", "bring it back")

        monkeypatch.setattr(store, "revision", broken)
        for task in waiting:
            (error,) = (await asyncio.wait_for(task, 5)).errors
            assert error.extensions == {"code": "STORE", "hint": "bring it back"}
        monkeypatch.setattr(store, "revision", real)
        again = await schema.follow("subscription { newCases { cursor } }")
        await anext(again)
        await again.aclose()

    schema = Schema(store, Settings(poll_milliseconds=10))
    asyncio.run(scenario())
    schema.close()


# ---------------------------------------------------------------------------------------------------------------------
# Limits


def test_an_event_that_may_cost_too_much_is_not_subscribed_to(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe("subscription { newCases(first: 200) { nodes { evidence { quote } } } }")
            error = await client.error()
            assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"
            assert "newCases" in error["extensions"]["hint"]

    with served(store, max_cost=100) as address:
        run(scenario)


def test_events_use_up_the_budget_and_the_subscription_ends_with_it(store):
    async def scenario():
        async with connected(address) as client:
            await client.subscribe(NEW)
            await client.event()
            for number in range(20):
                store.load(suits(f"new-{number}"))
                message = await client.hear()
                if message["type"] == "error":
                    break
            (error,) = message["payload"]
            assert error["extensions"]["code"] == "RATE_LIMITED"
            assert number > 2
            await client.subscribe(COUNT, "2")
            assert (await client.error())["extensions"]["code"] == "RATE_LIMITED"

    with served(store, budget=60, budget_on_loopback=True) as address:
        run(scenario)


def test_a_page_may_begin_with_its_key_whose_budget_is_used(store):
    async def scenario():
        for payload, budget in (({"Authorization": "Bearer k1"}, True), ({"authorization": "Bearer no"}, False), ({"x-api-key": 5}, False), ([], False)):
            async with connected(address, begin=False) as client:
                await client.say("connection_init", payload=payload)
                await client.hear()
                await client.subscribe("{ cases(first: 200) { nodes { id } } }")
                message = await client.hear()
                assert (message["type"] == "error") is budget, payload
                if budget:
                    assert message["payload"][0]["extensions"]["code"] == "RATE_LIMITED"

    with served(store, budget=1, keys=("k1",)) as address:
        run(scenario)


def test_a_connection_has_so_many_operations_at_once(store):
    async def scenario():
        async with connected(address) as client:
            for id in ("1", "2"):
                await client.subscribe(NEW, id)
                await client.event()
            await client.subscribe(NEW, "3")
            assert (await client.error())["extensions"]["code"] == "BUSY"
            await client.say("complete", id="1")
            await client.subscribe(NEW, "1")
            await client.event()

    with served(store, max_subscriptions=2) as address:
        run(scenario)


@pytest.mark.parametrize("settings", [{"max_sockets": 2}, {"max_sockets_of_client": 2, "budget_on_loopback": True}], ids=["all", "one client"])
def test_there_are_so_many_connections_and_a_place_is_given_back(store, settings):
    async def scenario():
        async with connected(address), connected(address), connected(address, begin=False) as client:
            assert (await client.closed())[0] == 1013
        for _ in range(100):  # the server hears in a moment that they have left
            with contextlib.suppress(websockets.ConnectionClosed):
                async with connected(address):
                    return
        raise AssertionError("no place is given back")

    with served(store, **settings) as address:
        run(scenario)


def test_pages_of_other_origins_may_subscribe_where_the_settings_say_so(store):
    async def scenario():
        host = address.removeprefix("ws://").removesuffix("/graphql")
        for origin in (None, f"http://{host}", "https://a.example", "https://A.example:443", "https://graph.example"):
            async with connected(address, origin=origin):
                pass
        for origin in ("https://b.example", "null", "http://a.example"):
            async with connected(address, begin=False, origin=origin) as client:
                code, reason = await client.closed()
                assert (code, "DOCKETGRAPH_ORIGINS" in reason) == (4403, True)

    with served(store, origins=("https://a.example",), base_url="https://graph.example/data") as address:
        run(scenario)


def test_another_protocol_and_another_address_are_refused(store):
    async def scenario():
        for options in ({"subprotocols": ["graphql-ws"]}, {}):
            async with connect(address, **options) as connection:
                assert (await Client(connection).closed())[0] == 4406
        for where in (address + "/no", address[:-7] + "health"):
            with pytest.raises(websockets.InvalidStatus) as raised:
                async with connect(where):
                    pass
            assert raised.value.response.status_code == 403, where

    with served(store) as address:
        run(scenario)


def test_who_says_nothing_is_sent_away_in_time(store):
    async def scenario():
        async with connected(address, begin=False) as client:
            assert await client.closed() == (4408, "Connection initialisation timeout")
        async with connected(address) as client:
            await client.subscribe(NEW)
            await client.event()
            await asyncio.sleep(1.5)  # a subscription keeps it
            await client.say("complete", id="1")
            assert (await client.closed())[0] == 1000

    with served(store, socket_init_seconds=1, socket_idle_seconds=1) as address:
        run(scenario)


BROKEN = {
    "no JSON": ("{", 4400), "a list": ("[1]", 4400), "a number": ("5", 4400), "no type": ("{}", 4400), "a type of another type": ('{"type": []}', 4400),
    "an unknown type": ('{"type": "start"}', 4400), "no id": ('{"type": "subscribe", "payload": {"query": "{a}"}}', 4400),
    "an id of another type": ('{"type": "subscribe", "id": [], "payload": {}}', 4400), "an empty id": ('{"type": "complete", "id": ""}', 4400),
    "a long id": ('{"type": "complete", "id": "' + "x" * 300 + '"}', 4400), "no payload": ('{"type": "subscribe", "id": "1"}', 4400),
    "a payload of another type": ('{"type": "subscribe", "id": "1", "payload": [1]}', 4400), "bytes": (b"{}", 4400),
    "too long": ('{"type": "ping", "payload": "' + "x" * 20_000 + '"}', 1009), "deep": ("[" * 5_000, 4400), "a second beginning": ('{"type": "connection_init"}', 4429),
}  # fmt: skip


def test_a_broken_message_closes_the_connection_and_does_no_other_harm(store, caplog):
    async def scenario():
        for what, (message, code) in BROKEN.items():
            async with connected(address) as client:
                await client.connection.send(message)
                assert (await client.closed())[0] == code, what
        async with connected(address, begin=False) as client:
            await client.subscribe(NEW)
            assert await client.closed() == (4401, "Unauthorized")
        async with connected(address) as client:
            await client.subscribe(NEW)
            await client.event()
            await client.subscribe(NEW)
            assert await client.closed() == (4409, "Subscriber for 1 already exists")

    with served(store) as address:
        run(scenario)
    assert not caplog.records, caplog.text


WRONG = [{}, {"query": 5}, {"query": ""}, {"query": COUNT, "variables": [1]}, {"query": COUNT, "operationName": 1}, {"query": COUNT, "extensions": [1]},
         {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}, {"query": "query($n: Int) {cases(first: $n) {totalCount}}", "variables": {"n": "x"}},
         {"query": "{ " * 3_000}, {"query": "\x00"}]  # fmt: skip


def test_a_payload_that_asks_nothing_is_an_error_of_its_operation_alone(store, caplog):
    async def scenario():
        async with connected(address) as client:
            for payload in WRONG:
                await client.say("subscribe", id="1", payload=payload)
                message = await client.hear()
                assert (message["type"], message["id"]) == ("error", "1"), payload
                assert message["payload"][0]["extensions"]["code"]
            await client.subscribe(COUNT)
            assert (await client.hear())["type"] == "next"

    with served(store) as address:
        run(scenario)
    assert not caplog.records, caplog.text


def test_clients_that_break_off_anywhere_leave_nothing_behind(store, caplog):
    async def scenario():
        for how in ("abort", "close"):
            for _ in range(10):
                async with connected(address) as client:
                    await client.subscribe(NEW)
                    await client.subscribe(CHANGED, "2", ids=["cand"])
                    await client.hear()
                    store.load(suits(f"{how}-{time.monotonic_ns()}"))
                    if how == "abort":
                        client.connection.transport.abort()
        async with connected(address) as client:
            await client.subscribe(COUNT)
            assert (await client.hear())["type"] == "next"

    with served(store) as address:
        run(scenario)
    assert not caplog.records, caplog.text


def test_a_reader_that_takes_nothing_is_sent_away_and_holds_nobody_up(store):
    wide = "subscription { newCases(first: 200) { nodes { id a: name b: name c: name d: name } cursor } }"
    long = [Batch("long", [each for number in range(600) for each in said(Case(id=f"long-{number}", name="x" * 8_000), "docket")])]

    async def scenario():
        host, port = address.removeprefix("ws://").removesuffix("/graphql").split(":")
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
        narrow.connect((host, int(port)))
        async with connected(address, sock=narrow, compression=None, max_size=None) as slow, connected(address) as quick:
            await slow.subscribe(wide)
            await quick.subscribe(NEW)
            await slow.event()
            await quick.event()
            slow.connection.transport.pause_reading()
            await asyncio.to_thread(store.load, long)
            begun = time.monotonic()
            for _ in range(5):
                assert len((await quick.event())["nodes"]) == 3
            assert time.monotonic() - begun < 5
            await asyncio.sleep(1.5)
            slow.connection.transport.resume_reading()
            code, reason = await slow.closed()
            assert code == 1013
            assert "go on by the last cursor" in reason

    with served(store, socket_send_seconds=1) as address:
        run(scenario)


# ---------------------------------------------------------------------------------------------------------------------
# Processes


@pytest.mark.parametrize("workers", [1, 2])
def test_a_load_by_another_process_is_told_by_every_worker_and_stopping_leaves_no_traceback(tmp_path, workers):
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    with open_store(url) as store:
        store.load(small_world(), "test")
    process = start("serve", "--store", url, "--port", "0", "--workers", str(workers), poll_milliseconds=50)
    found = re.search(r"http(://127\.0\.0\.1:\d+)", line_of(process))
    assert found
    address = f"ws{found[1]}/graphql"

    async def scenario():
        for _ in range(200):
            with contextlib.suppress(OSError, websockets.InvalidHandshake):
                async with connected(address):
                    break
            await asyncio.sleep(0.05)
        async with contextlib.AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(connected(address)) for _ in range(12)]
            for client in clients:
                await client.subscribe(NEW)
                await client.event()
            loading = start("load", "statutes", "--store", url)
            await asyncio.to_thread(loading.communicate, timeout=60)
            assert loading.returncode == 0
            for client in clients:
                await client.silent(0.02)
            with open_store(url) as store:
                await asyncio.to_thread(store.load, suits("new"))
            for client in clients:
                assert [node["id"] for node in (await client.event())["nodes"]] == ["new"]
            process.send_signal(signal.SIGINT)
            for client in clients:
                assert (await client.closed())[0] == 1012, "the service begins anew: come again"

    try:
        run(scenario)
        _, printed = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in printed
    assert "rror" not in printed
