"""The HTTP application: what it answers, in which shape it refuses, and what it sends along."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest
from graphql import parse, validate
from prometheus_client.parser import text_string_to_metric_families

from api.app import HEADERS, PAGE, create_app
from api.graphql.schema import PRINTED, Schema
from api.questions import FOLDER, questions
from api.settings import Settings
from graph.errors import StoreError
from graph.store import open_store

ORIGIN = "https://example.org"
COUNT = "{ cases { totalCount } }"


@pytest.fixture(scope="module")
def store(curated):
    with open_store(curated, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def app(store):
    return create_app(store, Settings(max_body=2000, origins=(ORIGIN,)))


def send(app, method, path, **request):
    async def once():
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.request(method, path, **request)

    return asyncio.run(once())


def posted(app, **body):
    return send(app, "POST", "/graphql", json=body)


# ---------------------------------------------------------------------------------------------------------------------
# Answers


def test_a_query_is_answered_alike_by_post_get_and_in_process(app, store):
    expected = json.loads(Schema(store).answer(COUNT).json(extended=True))
    assert expected["data"]["cases"]["totalCount"] > 50
    assert posted(app, query=COUNT).json() == expected
    assert send(app, "GET", "/graphql", params={"query": COUNT}).json() == expected


def test_variables_and_the_operation_name_are_read_by_post_and_get(app):
    text = "query One($id: ID!) { case(id: $id) { id } } query Two { __typename }"
    variables, expected = {"id": "cand-5-25-cv-00709"}, {"case": {"id": "cand-5-25-cv-00709"}}
    assert posted(app, query=text, variables=variables, operationName="One").json()["data"] == expected
    params = {"query": text, "variables": json.dumps(variables), "operationName": "One"}
    assert send(app, "GET", "/graphql", params=params).json()["data"] == expected


def test_a_charset_and_unknown_members_do_no_harm(app):
    headers = {"content-type": "application/json; charset=utf-8"}
    response = send(app, "POST", "/graphql", content=json.dumps({"query": COUNT, "extensions": {}}), headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"


def test_an_error_of_the_query_carries_code_and_hint(app):
    where = '{ cases(where: { allegations: { some: { data: { is: ["privat_messages"] } } } }) { totalCount } }'
    (error,) = posted(app, query=where).json()["errors"]
    assert error["extensions"]["code"] == "UNKNOWN_TERM"
    assert error["extensions"]["hint"] == "did you mean 'private_messages'?"


def test_health_tells_the_revision_and_what_there_is(app, store):
    assert send(app, "GET", "/health").json() == {
        "status": "ok",
        "revision": store.revisions()[-1].number,
        "counts": store.counts(),
    }
    assert send(app, "HEAD", "/health").status_code == 200


def figures(app):
    """What `/metrics` tells, by name and labels."""
    response = send(app, "GET", "/metrics")
    assert response.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_metrics_tell_who_ran_what_and_what_was_refused(store):
    app = create_app(store)
    assert ("docketgraph_operations_total", "OK", "compiled") not in figures(app)
    tag = posted(app, query=COUNT).headers["etag"]
    posted(app, query=COUNT)
    send(app, "POST", "/graphql", json={"query": COUNT}, headers={"if-none-match": tag})
    posted(app, query="{ __schema { queryType { name } } }")
    posted(app, query="{ cases(where: { nothing: 1 }) { totalCount } }")
    posted(app, query="{ cases(first: 1000) { totalCount } }")
    posted(app)
    told = figures(app)
    assert told["docketgraph_operations_total", "OK", "compiled"] == 2
    assert told["docketgraph_operations_total", "OK", "graphql-core"] == 1
    refused = {key[1]: count for key, count in told.items() if key[0] == "docketgraph_operations_total" and key[2] == "none"}
    assert refused == {"GRAPHQL_VALIDATION_FAILED": 1, "BAD_REQUEST": 1}
    assert told["docketgraph_operations_total", "BAD_ARGUMENT", "compiled"] == 1  # the field is refused, not the request
    assert told["docketgraph_unchanged_total",] == 1
    assert told["docketgraph_operation_seconds_count",] == 5


def test_the_contract_is_compiled_throughout(store):
    app = create_app(store)
    for question in questions():
        assert "errors" not in posted(app, query=question.text).json()
    told = {key[1:]: count for key, count in figures(app).items() if key[0] == "docketgraph_operations_total"}
    assert told == {("OK", "compiled"): len(questions())}


# ---------------------------------------------------------------------------------------------------------------------
# Refusals

JSON = {"content-type": "application/json"}
DEEP: dict[str, object] = {}
for _ in range(300):
    DEEP = {"a": DEEP}
REFUSED = [
    pytest.param({"method": "POST"}, 415, "UNSUPPORTED_MEDIA_TYPE", id="no content type"),
    pytest.param({"method": "POST", "content": COUNT, "headers": {"content-type": "text/plain"}}, 415, "UNSUPPORTED_MEDIA_TYPE", id="text"),
    pytest.param({"method": "POST", "files": {"operations": b"{}"}}, 415, "UNSUPPORTED_MEDIA_TYPE", id="upload"),
    pytest.param({"method": "POST", "content": b'{"query": ', "headers": JSON}, 400, "BAD_REQUEST", id="cut JSON"),
    pytest.param({"method": "POST", "content": b"\xff", "headers": JSON}, 400, "BAD_REQUEST", id="no UTF-8"),
    pytest.param({"method": "POST", "content": b"[" * 1900, "headers": JSON}, 400, "BAD_REQUEST", id="deep JSON"),
    pytest.param({"method": "POST", "json": None, "content": b"null", "headers": JSON}, 400, "BAD_REQUEST", id="null"),
    pytest.param({"method": "POST", "json": "text"}, 400, "BAD_REQUEST", id="a JSON text"),
    pytest.param({"method": "POST", "json": [{"query": COUNT}]}, 400, "BAD_REQUEST", id="batch"),
    pytest.param({"method": "POST", "json": {}}, 400, "BAD_REQUEST", id="no query"),
    pytest.param({"method": "POST", "json": {"query": " "}}, 400, "BAD_REQUEST", id="empty query"),
    pytest.param({"method": "POST", "json": {"query": 5}}, 400, "BAD_REQUEST", id="query of another type"),
    pytest.param({"method": "POST", "json": {"query": COUNT, "variables": [1]}}, 400, "BAD_REQUEST", id="variables of another type"),
    pytest.param({"method": "POST", "json": {"query": COUNT, "variables": DEEP}}, 400, "BAD_REQUEST", id="deep variables"),
    pytest.param({"method": "POST", "json": {"query": COUNT, "operationName": 1}}, 400, "BAD_REQUEST", id="name of another type"),
    pytest.param({"method": "POST", "json": {"query": COUNT + " " * 2000}}, 413, "TOO_LARGE", id="large body"),
    pytest.param({"method": "GET"}, 400, "BAD_REQUEST", id="GET without a query"),
    pytest.param({"method": "GET", "params": {"query": COUNT, "variables": "{"}}, 400, "BAD_REQUEST", id="GET with cut JSON"),
    pytest.param({"method": "PUT", "json": {"query": COUNT}}, 405, "METHOD_NOT_ALLOWED", id="method"),
]  # fmt: skip


@pytest.mark.parametrize(("request_", "status", "code"), REFUSED)
def test_what_is_no_query_is_refused_as_graphql_refuses(app, request_, status, code):
    response = send(app, request_.pop("method"), "/graphql", **request_)
    assert response.status_code == status
    body = response.json()
    assert body["data"] is None
    (error,) = body["errors"]
    assert error["message"]
    assert error["extensions"]["code"] == code
    assert error["extensions"]["hint"]
    assert "Traceback" not in response.text


def test_a_large_body_in_pieces_is_refused_before_its_end(app):
    sent = []

    async def pieces():
        for _ in range(100):
            sent.append(1)
            yield b"x" * 1000

    assert send(app, "POST", "/graphql", content=pieces(), headers=JSON).status_code == 413


def test_errors_outside_graphql_have_one_shape(app):
    for response in (send(app, "GET", "/nothing"), send(app, "DELETE", "/health"), send(app, "GET", "/page/../app.py")):
        assert set(response.json()) == {"error", "hint", "status"}
        assert response.json()["status"] == response.status_code


def test_a_store_that_fails_is_told_and_a_bug_is_masked(store, monkeypatch):
    def broken():
        raise error

    app = create_app(store)
    monkeypatch.setattr(store, "revision", broken)
    error: Exception = StoreError("graph.db: the disk is full", "make room")
    assert send(app, "GET", "/health").json() == {"error": "graph.db: the disk is full", "hint": "make room", "status": 503}
    error = ValueError("secret")
    response = send(app, "GET", "/health")
    assert response.json() == {"error": "internal error", "hint": "the server's log says more", "status": 500}


def test_a_client_that_leaves_while_its_body_is_read_is_no_error(app):
    async def leave():
        scope = {"type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "root_path": "", "scheme": "http",
                 "query_string": b"", "headers": [(b"content-type", b"application/json")], "server": None, "client": None}  # fmt: skip
        sent = []

        async def receive():
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        await app(scope, receive, send)
        return sent

    assert asyncio.run(leave()) == []


# ---------------------------------------------------------------------------------------------------------------------
# What is sent along


def test_every_response_has_the_headers_of_safety(app):
    for path in ("/", "/health", "/nothing", "/page/page.js", "/questions"):
        response = send(app, "GET", path)
        assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_other_origins_may_ask_where_the_settings_say_so(app, store):
    asking = {"origin": ORIGIN}
    assert send(app, "GET", "/health", headers=asking).headers["access-control-allow-origin"] == ORIGIN
    assert (
        "access-control-allow-origin" not in send(app, "GET", "/health", headers={"origin": "https://other.example"}).headers
    )
    assert "access-control-allow-origin" not in send(create_app(store), "GET", "/health", headers=asking).headers
    preflight = {**asking, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    assert send(app, "OPTIONS", "/graphql", headers=preflight).status_code == 200


def test_browsers_get_the_page_at_the_address_of_queries_too(app):
    page = send(app, "GET", "/graphql", headers={"accept": "text/html,application/xhtml+xml"})
    assert page.text == send(app, "GET", "/").text
    assert page.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_the_schema_is_handed_out_as_text(app):
    schema = send(app, "GET", "/schema.graphql")
    assert schema.headers["content-type"] == "text/plain; charset=utf-8"
    assert schema.text == PRINTED.read_text(encoding="utf-8")


# ---------------------------------------------------------------------------------------------------------------------
# The page


def test_the_page_takes_nothing_from_elsewhere(app):
    page = send(app, "GET", "/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    taken = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    for path in taken:
        if not path.startswith(("data:", "graphql")):
            assert send(app, "GET", "/" + path).status_code == 200
    for path in PAGE.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"""["'(]https?://\w""", text), f"{path.name} names another host"


def test_the_page_offers_every_question(app):
    assert [each["name"] for each in send(app, "GET", "/questions").json()] == [each.name for each in questions()]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.graphql")), ids=lambda path: path.stem)
def test_a_question_is_asked_in_words_and_has_an_answer(app, store, path: Path):
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# [A-Z].*\?\n", text)
    assert not validate(Schema(store)._schema, parse(text))
    answer = posted(app, query=text).json()
    assert "errors" not in answer
    for found in answer["data"].values():
        assert found
        assert not isinstance(found, dict) or found.get("totalCount", 1) > 0
