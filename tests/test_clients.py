"""Clients that nobody here wrote, against the committed schema and a served API: gql, Apollo Client, Relay, graphql-codegen.

The Node clients lie in `tests/clients`; `npm ci` there installs them. Where they are not installed their tests are skipped, but in
CI, which sets DOCKETGRAPH_CLIENTS=1, they must run.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from queue import Empty, Queue

import gql
import httpx
import pytest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport, HTTPXTransport
from gql.transport.websockets import WebsocketsTransport
from graphql import (
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
    build_schema,
    get_named_type,
)
from worlds import said

from api.cli.documents import README
from api.graphql.schema import PRINTED
from api.questions import FOLDER
from graph.facts import Batch
from graph.ontology import Case
from graph.store import open_store
from tests.processes import line_of, start

CLIENTS = Path(__file__).parent / "clients"
BIN = CLIENTS / "node_modules" / ".bin"
QUESTIONS = sorted(FOLDER.glob("*.graphql"))
SCHEMA = build_schema(PRINTED.read_text(encoding="utf-8"))

needs_node = pytest.mark.skipif(
    os.environ.get("DOCKETGRAPH_CLIENTS") != "1" and not (shutil.which("node") and BIN.is_dir()),
    reason="the Node clients are not installed: npm ci --prefix tests/clients",
)


@pytest.fixture(scope="module")
def address(curated):
    process, address = serving(curated)
    yield address
    stop(process)


def serving(url, port="0"):
    """A server as a process, and its address."""
    process = start("serve", "--store", url, "--port", port, poll_milliseconds=50)
    found = re.search(r"http://127\.0\.0\.1:\d+", line_of(process))
    assert found
    return process, found[0]


def stop(process):
    process.send_signal(signal.SIGINT)
    _, printed = process.communicate(timeout=20)
    assert "Traceback" not in printed


def copy_of(url, folder):
    """A copy of a store that no one else writes to."""
    shutil.copy(url.removeprefix("sqlite:///"), folder / "graph.db")
    return f"sqlite:///{folder / 'graph.db'}"


@pytest.fixture(scope="module")
def growing(curated, tmp_path_factory):
    """A store into which the tests load, and the address at which it is served."""
    url = copy_of(curated, tmp_path_factory.mktemp("growing"))
    process, address = serving(url)
    yield url, address
    stop(process)


def add_suit(url, id, name):
    """Load a suit, in a process that is not the server's."""
    with open_store(url) as store:
        store.load([Batch(id, said(Case(id=id, name=name), "docket"))], "test")


def node(*command):
    """A client of Node that goes on running."""
    command = ["node", "--import", "./websocket.js", *map(str, command)]
    return subprocess.Popen(command, cwd=CLIENTS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@contextlib.contextmanager
def ended(process):
    """A process that is killed in the end, and before where it says nothing."""
    waiting = threading.Timer(40, process.kill)
    waiting.start()
    try:
        yield
    finally:
        waiting.cancel()
        process.kill()
        _, printed = process.communicate()
        print(printed)


def run(*command, cwd=CLIENTS, **environment):
    done = subprocess.run(
        [str(each) for each in command], cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    return done.stdout


def without_types(data):
    """An answer without the `__typename`s that Apollo Client asks for beside what it is told to ask."""
    if isinstance(data, dict):
        return {name: without_types(value) for name, value in data.items() if name != "__typename"}
    return [without_types(each) for each in data] if isinstance(data, list) else data


# ---------------------------------------------------------------------------------------------------------------------
# gql


def test_gql_takes_the_schema_from_the_server_and_checks_queries_against_it(address):
    with gql.Client(transport=HTTPXTransport(f"{address}/graphql", timeout=30), fetch_schema_from_transport=True) as session:
        for path in QUESTIONS:
            assert session.execute(gql.gql(path.read_text(encoding="utf-8")))
        assert set(session.client.schema.type_map) == set(SCHEMA.type_map)


def test_gql_takes_the_committed_schema_and_variables(address):
    query = gql.gql("query($after: String) { cases(first: 50, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id } } }")
    client = gql.Client(transport=HTTPXTransport(f"{address}/graphql", timeout=30), schema=SCHEMA)
    after, ids = None, []
    while True:
        query.variable_values = {"after": after}
        cases = client.execute(query)["cases"]
        ids += [node["id"] for node in cases["nodes"]]
        if not cases["pageInfo"]["hasNextPage"]:
            break
        after = cases["pageInfo"]["endCursor"]
    assert len(ids) == len(set(ids)) == cases["totalCount"]


def test_gql_gives_our_errors_with_code_and_hint(address):
    client = gql.Client(transport=HTTPXTransport(f"{address}/graphql", timeout=30))
    with pytest.raises(TransportQueryError) as raised:
        client.execute(gql.gql('{ company(id: "linkedn") { id } }'))
    (error,) = raised.value.errors
    assert error["extensions"] == {"code": "UNKNOWN_ID", "hint": "did you mean 'linkedin'?", "argument": "id"}
    assert raised.value.extensions["cost"]["estimated"]


def test_gql_asks_many_at_once(address):
    import asyncio

    async def ask():
        async with gql.Client(transport=HTTPXAsyncTransport(f"{address}/graphql", timeout=30)) as session:
            return await asyncio.gather(*(session.execute(gql.gql("{ cases { totalCount } }")) for _ in range(20)))

    answers = asyncio.run(ask())
    assert all(each == answers[0] for each in answers)


def test_gql_is_told_of_new_suits_over_a_websocket(growing):
    import asyncio

    url, address = growing

    async def follow():
        transport = WebsocketsTransport(url=f"ws{address.removeprefix('http')}/graphql")
        async with gql.Client(transport=transport, fetch_schema_from_transport=True) as session:
            events = session.subscribe(gql.gql("subscription { newCases { cursor nodes { id court { name } } } }"))
            assert (await anext(events))["newCases"]["nodes"] == []
            await asyncio.to_thread(add_suit, url, "gql-1", "first")
            event = (await anext(events))["newCases"]
            assert event["nodes"] == [{"id": "gql-1", "court": None}]
            await events.aclose()
            await asyncio.to_thread(add_suit, url, "gql-2", "second")
            again = gql.gql("subscription($after: String) { newCases(after: $after) { nodes { id } } }")
            again.variable_values = {"after": event["cursor"]}
            events = session.subscribe(again)
            assert (await anext(events))["newCases"]["nodes"] == [{"id": "gql-2"}]
            await events.aclose()
            with pytest.raises(TransportQueryError) as raised:
                await anext(session.subscribe(gql.gql('subscription { changed(ids: ["linkedn"]) { cursor } }')))
            assert raised.value.errors[0]["extensions"]["code"] == "UNKNOWN_ID"

    asyncio.run(follow())


# ---------------------------------------------------------------------------------------------------------------------
# Node


@needs_node
def test_apollo_client_names_queries_by_hash_and_walks_through_pages(address):
    path = FOLDER / "private-messages.graphql"
    found = json.loads(run("node", "apollo.js", address, path, "{}"))
    expected = httpx.post(f"{address}/graphql", json={"query": path.read_text(encoding="utf-8")}, timeout=30).json()["data"]
    assert without_types(found["first"]) == without_types(expected)
    assert found["first"] == found["twice"]
    first, text, named = found["asked"][:3]
    assert (first["method"], first["text"]) == ("GET", False)
    assert text["text"], "the hash was not known: the text follows"
    assert (named["method"], named["text"], named["status"]) == ("GET", False, 200), "the second time the hash is enough"
    assert len(found["walked"]) == len(set(found["walked"])) == found["total"]
    assert found["normalized"] >= found["total"], "each suit is one object of the cache, by its type and id"
    assert found["error"][0]["code"] == "UNKNOWN_ID"


@needs_node
def test_apollo_client_is_told_of_new_suits(growing):
    url, address = growing
    apollo = node("apollo-events.js", f"ws{address.removeprefix('http')}/graphql")
    with ended(apollo):
        first = json.loads(apollo.stdout.readline())
        assert first["nodes"] == []
        add_suit(url, "apollo", "last")
        event = json.loads(apollo.stdout.readline())
        assert without_types(event["nodes"]) == [{"id": "apollo", "name": "last", "court": None}]
        assert apollo.wait(20) == 0


@needs_node
def test_the_client_of_the_readme_goes_on_where_it_was_when_the_server_is_gone_for_a_while(curated, tmp_path):
    url = copy_of(curated, tmp_path)
    process, address = serving(url)
    (script,) = re.findall(r"^```js\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    path = CLIENTS / f"readme-{os.getpid()}.js"  # among its modules
    # the suits that are loaded here have no allegations: the filter is turned round
    path.write_text(script.replace("ws://localhost:8000", f"ws{address.removeprefix('http')}").replace(" some: ", " none: "))
    try:
        client = node(path)
        with ended(client):
            told: Queue[str] = Queue()
            threading.Thread(target=lambda: [told.put(line) for line in client.stdout], daemon=True).start()
            loaded: list[str] = []

            def load(id):
                add_suit(url, id, "A suit")
                loaded.append(f"{id} A suit\n")

            seen = []
            while not seen:  # until it has subscribed
                load(f"begin-{len(loaded)}")
                with contextlib.suppress(Empty):
                    seen.append(told.get(timeout=1))
            load("before")
            stop(process)
            load("while")
            process, _ = serving(url, port=address.rpartition(":")[2])
            load("after")
            expected = loaded[loaded.index(seen[0]) :]
            while len(seen) < len(expected):
                seen.append(told.get(timeout=30))
            assert seen == expected
    finally:
        path.unlink()
        stop(process)


@needs_node
def test_relays_compiler_takes_the_schema_its_connections_and_refetching_by_id(tmp_path):
    shutil.copy(CLIENTS / "relay.config.json", tmp_path)
    shutil.copy(CLIENTS / "relay-suits.js", tmp_path / "suits.js")
    shutil.copy(PRINTED, tmp_path)
    made = tmp_path / "__generated__"
    made.mkdir()
    run(BIN / "relay-compiler", cwd=tmp_path)
    assert {path.name for path in made.iterdir()} >= {"suitsQuery.graphql.js", "suitsPageQuery.graphql.js", "suitsCaseQuery.graphql.js"}
    assert "node(id: $id)" in (made / "suitsCaseQuery.graphql.js").read_text(encoding="utf-8")


@needs_node
def test_graphql_codegen_makes_types_for_every_question(address, tmp_path):
    made = tmp_path / "types.ts"
    documents = ",".join(map(str, QUESTIONS))
    run(BIN / "graphql-codegen", "--config", "codegen.js", ADDRESS=address, DOCUMENTS=documents, OUTPUT=str(made))
    text = made.read_text(encoding="utf-8")
    for path in QUESTIONS:
        for name in re.findall(r"^query (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"export type {name[0].upper()}{name[1:]}Query =" in text
    assert ": any" not in text, "every scalar has a type of its own"


def test_the_lock_of_the_node_clients_names_no_registry():
    lock = json.loads((CLIENTS / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages
    for name, each in packages.items():
        assert "resolved" not in each, name
        assert each.get("integrity"), name


# ---------------------------------------------------------------------------------------------------------------------
# The rules of Relay: https://relay.dev/graphql/connections.htm and https://relay.dev/graphql/objectidentification.htm


def named(suffix):
    return [made for name, made in SCHEMA.type_map.items() if name.endswith(suffix) and isinstance(made, GraphQLObjectType)]


def test_every_connection_has_edges_and_a_page_info():
    connections = named("Connection")
    assert len(connections) > 20
    for made in connections:
        assert str(made.fields["pageInfo"].type) == "PageInfo!", made
        edges = made.fields["edges"].type
        assert isinstance(edges.of_type if isinstance(edges, GraphQLNonNull) else edges, GraphQLList), made
        edge = get_named_type(edges)
        assert isinstance(edge, GraphQLObjectType), made
        assert edge.name.endswith("Edge"), made
        assert str(edge.fields["cursor"].type) == "String!", edge
        assert not isinstance(edge.fields["node"].type.of_type if isinstance(edge.fields["node"].type, GraphQLNonNull) else None, GraphQLList)


def test_page_info_is_as_relay_says():
    fields = {name: str(field.type) for name, field in SCHEMA.type_map["PageInfo"].fields.items()}
    assert fields == {"hasNextPage": "Boolean!", "hasPreviousPage": "Boolean!", "startCursor": "String", "endCursor": "String"}


def test_every_field_that_gives_a_connection_takes_first_and_after():
    count = 0
    for made in SCHEMA.type_map.values():
        if isinstance(made, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in made.fields.items():
                if get_named_type(field.type).name.endswith("Connection"):
                    count += 1
                    assert str(field.args["first"].type) == "Int", f"{made}.{name}"
                    assert field.args["after"].type is GraphQLString, f"{made}.{name}"
    assert count > 50


def test_things_are_found_again_by_their_id(address):
    node = SCHEMA.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    assert {name: str(field.type) for name, field in node.fields.items()}["id"] == "ID!"
    assert SCHEMA.query_type.fields["node"].type is node
    assert str(SCHEMA.query_type.fields["node"].args["id"].type) == "ID!"
    kinds = SCHEMA.get_possible_types(node)
    for kind in kinds:
        plural = next(
            name for name, field in SCHEMA.query_type.fields.items()
            if get_named_type(field.type).name == f"{kind}Connection" and "where" in field.args
        )  # fmt: skip
        text = f"{{ {plural}(first: 1) {{ nodes {{ id }} }} }}"
        nodes = httpx.post(f"{address}/graphql", json={"query": text}, timeout=30).json()["data"][plural]["nodes"]
        for thing in nodes:
            query = "query($id: ID!) { node(id: $id) { __typename id } }"
            again = httpx.post(f"{address}/graphql", json={"query": query, "variables": thing}, timeout=30).json()
            assert again["data"]["node"] == {"__typename": str(kind), "id": thing["id"]}
    assert len(kinds) > 10
