"""What a hostile client sends: the server lives, its memory is bounded, and each answer is one of GraphQL with a code and a hint.

A few seconds; `DOCKETGRAPH_DEEP=1` makes it an hour's worth.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import time
from pathlib import Path
from random import Random

import httpx
import pytest
from graphql import build_schema
from graphql_queries import Maker
from websockets import ConnectionClosed
from websockets.sync.client import connect

from api.graphql.schema import PRINTED
from graph.ontology import KINDS
from tests.processes import line_of, start

DEEP = os.environ.get("DOCKETGRAPH_DEEP") == "1"
SECONDS = 3_600 if DEEP else 4
GROWTH = 200 * 1024
"""By how much the memory of the server may grow, in KiB."""

JSON = {"content-type": "application/json"}

BOMBS = {
    "aliases": "{ " + " ".join(f"a{n}: cases(first: 200) {{ totalCount }}" for n in range(2_000)) + " }",
    "few aliases of much": "{ " + " ".join(f"a{n}: cases(first: 200) {{ nodes {{ id evidence {{ quote }} }} }}" for n in range(25)) + " }",
    "depth": "{ cases { nodes { " + "parties { nodes { cases { nodes { " * 40 + "id" + " } } } }" * 40 + " } } }",
    "huge pages": "{ cases(first: 2000000000) { nodes { id } } }",
    "pages within pages": "{ cases(first: 200) { nodes { parties(first: 200) { nodes { cases(first: 200) { nodes { parties(first: 200) "
    "{ nodes { id } } } } } } } } }",
    "a cycle of fragments": "{ cases { ...A } } fragment A on CaseConnection { ...B } fragment B on CaseConnection { ...A }",
    "a fragment of itself": "{ cases { ...A } } fragment A on CaseConnection { nodes { court { cases { ...A } } } }",
    "fragments that double": "{ cases { ...F0 } } " + " ".join(
        f"fragment F{n} on CaseConnection {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40)
    ) + " fragment F40 on CaseConnection { totalCount }",
    "nested inputs": "{ cases(where: " + "{not: " * 900 + "{}" + "}" * 900 + ") { totalCount } }",
    "wide inputs": "{ cases(where: {or: [" + "{name: {contains: \"a\"}}," * 300 + "]}) { totalCount } }",
    "a long list": "{ cases(where: {id: {is: [" + '"x",' * 900 + "]}}) { totalCount } }",
    "introspection in a circle": "{ __schema { types { " + "fields { type { " * 20 + "name" + " } }" * 20 + " } } }",
    "braces": "{" * 20_000,
    "an unknown directive": "{ cases @boom(x: 1) { totalCount } }",
    "a subscription": "subscription { boom }",
    "a mutation": "mutation { boom }",
    "control characters": "{ cases(after: \"\\u0000\\ud800\") { totalCount } }",
    "lone surrogates": '{ search(text: "\\ud83d") { totalCount } }',
    "operators of full text": '{ search(text: "\\" OR NEAR( * ^ : -") { totalCount } }',
    "a foreign cursor": '{ cases(after: "' + "A" * 1_000 + '") { totalCount } }',
}  # fmt: skip

BODIES = [b"", b"{", b"null", b"[]", b"[" * 5_000, b'{"query": {}}', b'{"query": "\xff"}', b'{"query": "{ cases { totalCount } }"', b"\x00" * 100,
          b'{"query":"{a}","variables":' + b'{"a":' * 1_500 + b"1" + b"}" * 1_500 + b"}", b'{"query":"\\ud800"}',
          b'{"query": "{ cases { totalCount } }", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "' + b"0" * 64 + b'"}}}',
          b'{"query":"query($n:Int){cases(first:$n){totalCount}}","variables":{"n":1e400}}',
          b'{"query":"query($n:Int){cases(first:$n){totalCount}}","variables":{"n":99999999999999999999}}']  # fmt: skip


@pytest.fixture(scope="module")
def server(curated):
    process = start("serve", "--store", curated, "--port", "0", max_body_seconds=1, max_seconds=2)
    address = re.search(r"http://127\.0\.0\.1:\d+", line_of(process))
    assert address
    line_of(process)
    with httpx.Client(base_url=address[0], timeout=30) as client:
        client.get("/health")
        yield process, client
    process.send_signal(signal.SIGINT)
    try:
        _, printed = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in printed, printed[-3_000:]
    assert "internal error" not in printed


def memory_of(process):
    """Resident memory, in KiB; None where the system does not tell."""
    status = Path(f"/proc/{process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else None


def judged(response):
    """The answer, which is GraphQL's; each error has a code and a hint."""
    body = response.json()
    assert "data" in body, response.text[:500]
    for error in body.get("errors", ()):
        assert error["message"]
        assert error["extensions"]["code"]
        assert error["extensions"]["code"] != "INTERNAL", response.text[:500]
        assert error["extensions"].get("hint"), error
    return body


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_answered_soon(server, what):
    process, client = server
    begun = time.monotonic()
    response = client.post("/graphql", json={"query": BOMBS[what]})
    took = time.monotonic() - begun
    judged(response)
    assert len(response.content) < 5_000_000
    assert took < 6, f"{took:.1f} s"
    assert process.poll() is None


@pytest.mark.parametrize("what", ["aliases", "depth", "huge pages", "pages within pages", "a cycle of fragments", "braces"])
def test_what_would_do_harm_is_refused(server, what):
    _, client = server
    assert judged(client.post("/graphql", json={"query": BOMBS[what]}))["errors"]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_broken_body_is_refused(server, body):
    _, client = server
    response = client.post("/graphql", content=body, headers=JSON)
    assert judged(response)["errors"]
    assert response.status_code in (200, 400)


def test_slow_bodies_and_clients_that_leave_hold_nobody_up(server):
    process, client = server
    place = client.base_url.host, client.base_url.port
    head = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
    slow = [socket.create_connection(place) for _ in range(40)]
    for number, each in enumerate(slow):
        each.sendall(head)
        if number % 2:
            each.close()
    begun = time.monotonic()
    assert client.post("/graphql", json={"query": "{ cases { totalCount } }"}).status_code == 200
    assert time.monotonic() - begun < 2
    for each in slow[::2]:
        each.settimeout(10)
        answer = each.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 408 ")
        each.close()
    assert process.poll() is None


def test_a_reader_that_is_slow_or_leaves_holds_nobody_up(server):
    process, client = server
    place = client.base_url.host, client.base_url.port
    body = json.dumps({"query": "{ cases(first: 200) { nodes { id name evidence { quote source { id url title } } } } }"}).encode()
    head = b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    readers = []
    for _ in range(10):
        each = socket.socket()
        each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
        each.connect(place)
        each.sendall(head + body)
        readers.append(each)
    for each in readers[:5]:
        assert each.recv(10)
    assert client.post("/graphql", json={"query": "{ cases { totalCount } }"}).status_code == 200
    for each in readers:
        each.close()
    assert client.get("/health").status_code == 200
    assert process.poll() is None


def test_sockets_that_talk_nonsense_or_nothing_hold_nobody_up(server):
    process, client = server
    address = f"ws://{client.base_url.host}:{client.base_url.port}/graphql"
    random = Random(7)
    good = ['{"type":"connection_init"}', '{"type":"subscribe","id":"1","payload":{"query":"subscription { newCases { cursor nodes { id } } }"}}',
            '{"type":"subscribe","id":"2","payload":{"query":"{ cases { totalCount } }"}}', '{"type":"ping"}', '{"type":"complete","id":"1"}']  # fmt: skip
    with contextlib.ExitStack() as silent:
        for number in range(400 if DEEP else 40):
            opened = connect(address, subprotocols=["graphql-transport-ws"])
            if number % 4 == 0:
                silent.enter_context(opened)
                continue
            with contextlib.suppress(ConnectionClosed), opened as socket_:
                for _ in range(random.randrange(8)):
                    message = random.choice(good)
                    if random.random() < 0.4:  # broken at a place of its own
                        cut = random.randrange(len(message))
                        message = message[:cut] + random.choice(["", "{", "\\", "\x00", "[" * 900, "é"]) + message[cut + 1 :]
                    socket_.send(message.encode() if random.random() < 0.1 else message)
                if number % 4 == 1:
                    socket_.socket.shutdown(socket.SHUT_RDWR)
        begun = time.monotonic()
        assert client.post("/graphql", json={"query": "{ cases { totalCount } }"}).status_code == 200
        assert time.monotonic() - begun < 3
    assert process.poll() is None


def test_queries_made_at_random_are_answered_and_memory_stays_bounded(server):
    process, client = server
    schema = build_schema(PRINTED.read_text(encoding="utf-8"))
    ids = {kind: ["linkedin", "nothing", "cand-5-25-cv-00709"] for kind in (*KINDS, "Party", "Node")}
    before, made, ends = memory_of(process), 0, time.monotonic() + SECONDS
    refused = 0
    while time.monotonic() < ends:
        random = Random(made)
        query = Maker(schema, random, ids, ["private_messages", "x", ""], frozenset({"after"})).make()
        text = query.text
        if made % 3 == 0:  # broken at a place of its own
            cut = random.randrange(len(text))
            text = text[:cut] + random.choice(["", "{", "}", '"', "$", "@", "...", "\\", "é", "\x00"]) + text[cut + 1 :]
        response = client.post("/graphql", json={"query": text, "variables": query.variables[0]})
        refused += "errors" in judged(response)
        made += 1
    print(f"{made} queries, {refused} refused")
    assert 0 < refused < made
    assert process.poll() is None
    after = memory_of(process)
    if before is not None and after is not None:
        print(f"{before} KiB before, {after} KiB after")
        assert after - before < GROWTH
