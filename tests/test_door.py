"""What the door of GraphQL does around an answer: its price, caching, persisted queries, budgets, time, places."""

from __future__ import annotations

import asyncio
import json
import threading

import httpx
import pytest
from graphql_fakes import FakeStore, contract
from worlds import said, small_world

from api.app import create_app
from api.persisted import hash_of
from api.settings import Settings
from graph.errors import StoreError
from graph.facts import Batch
from graph.ontology import Case
from graph.store import open_store

COUNT = "{ cases { totalCount } }"
ELSEWHERE = ("192.0.2.7", 40_000)


@pytest.fixture
def store():
    with open_store("sqlite://") as made:
        made.load(small_world(), "test")
        yield made


def client(app, host=("127.0.0.1", 1)):
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=host), base_url="http://test")


def send(app, method="POST", path="/graphql", host=("127.0.0.1", 1), **request):
    async def once():
        async with client(app, host) as made:
            return await made.request(method, path, **request)

    return asyncio.run(once())


def get(app, headers=None, **params):
    params = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
    return send(app, "GET", params=params, headers=headers or {})


# ---------------------------------------------------------------------------------------------------------------------
# Price


def test_an_answer_tells_its_price_in_extensions_and_headers(store):
    response = send(create_app(store), json={"query": contract("11")})
    cost = response.json()["extensions"]["cost"]
    assert list(cost) == ["estimated", "limit", "actual"]
    assert response.headers["x-cost-estimated"] == str(cost["estimated"])
    assert response.headers["x-cost-limit"] == str(cost["limit"])
    assert response.headers["x-cost-actual"] == str(cost["actual"])
    assert 0 < cost["actual"] <= cost["limit"]


def test_an_explanation_is_given_to_who_asks_by_header_and_nothing_runs():
    store = FakeStore()
    app = create_app(store)
    response = send(app, json={"query": contract("11")}, headers={"X-Explain": "true"})
    assert response.json()["data"] is None
    assert response.json()["extensions"]["cost"]["estimated"] == 60_100
    assert response.json()["extensions"]["plan"]["fields"][0]["field"] == "cases"
    assert store.asked == []
    send(app, json={"query": contract("11")}, headers={"X-Explain": "false"})
    assert len(store.asked) == 1


def test_a_query_that_costs_too_much_is_an_error_of_graphql():
    store = FakeStore()
    response = send(create_app(store, Settings(max_cost=1_000)), json={"query": contract("11")})
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"
    assert "first: " in error["extensions"]["hint"]
    assert response.json()["extensions"]["cost"] == {"estimated": 60_100, "limit": 1_000}
    assert "etag" not in response.headers
    assert store.asked == []


# ---------------------------------------------------------------------------------------------------------------------
# Caching


def test_what_did_not_change_is_not_answered_again_until_a_load(store, monkeypatch):
    app = create_app(store)
    first = get(app, query=COUNT)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, no-cache"
    assert "X-Explain" in first.headers["vary"]
    asked = []
    real = store.select
    monkeypatch.setattr(store, "select", lambda *given, **named: asked.append(1) or real(*given, **named))
    for given in (tag, f'"x", {tag}'):
        again = get(app, {"If-None-Match": given}, query=COUNT)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert asked == []
    store.load([Batch("more", list(said(Case(id="new", name="New v. Old"), "docket")))], "test")
    changed = get(app, {"If-None-Match": tag}, query=COUNT)
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    assert changed.json()["data"]["cases"]["totalCount"] == first.json()["data"]["cases"]["totalCount"] + 1


def test_a_tag_is_made_of_a_revision_met_before_but_compared_with_the_newest(store, monkeypatch):
    app = create_app(store)
    real, met = store.revision, store.revision()
    monkeypatch.setattr(store, "revision", lambda *, exact=True: real() if exact else met)  # as of a server that others load
    tag = get(app, query=COUNT).headers["etag"]
    store.load([Batch("more", list(said(Case(id="new", name="New v. Old"), "docket")))], "test")
    assert get(app, query=COUNT).headers["etag"] == tag, "nobody asked the server"
    changed = get(app, {"If-None-Match": tag}, query=COUNT)
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    assert get(app, {"If-None-Match": changed.headers["etag"]}, query=COUNT).status_code == 304


def test_no_tag_where_the_store_cannot_tell_its_revision(store, monkeypatch):
    def refuse(*, exact=True):
        raise StoreError("the server cannot be reached", "see that it runs")

    app = create_app(store)
    tag = get(app, query=COUNT).headers["etag"]
    monkeypatch.setattr(store, "revision", refuse)
    for headers in ({}, {"If-None-Match": tag}):
        response = get(app, headers, query=COUNT)
        assert response.status_code == 200
        assert "etag" not in response.headers


def test_a_tag_is_of_text_variables_operation_and_explanation(store):
    app = create_app(store)
    text = "query A($n: Int) { cases(first: $n) { totalCount } } query B { courts { totalCount } }"
    tags = {
        get(app, headers, query=text, operationName=name, variables=variables).headers["etag"]
        for headers in ({}, {"X-Explain": "1"})
        for name, variables in (("A", {}), ("A", {"n": 1}), ("A", {"n": 2}), ("B", {}))
    }
    assert len(tags) == 8
    one, two = ({"n": 1, "m": 2}, {"m": 2, "n": 1})
    text = "query($n: Int, $m: Int) { a: cases(first: $n) { totalCount } b: cases(first: $m) { totalCount } }"
    assert get(app, query=text, variables=one).headers["etag"] == get(app, query=text, variables=two).headers["etag"]


def test_an_answer_with_errors_is_not_kept(store):
    response = get(create_app(store), query='{ case(id: "nothing") { id } }')
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


def test_caches_may_keep_an_answer_for_as_long_as_the_setting_says(store):
    app = create_app(store, Settings(max_age=60))
    assert get(app, query=COUNT).headers["cache-control"] == "public, max-age=60"
    assert send(app, json={"query": COUNT}).headers["cache-control"] == "no-cache"


# ---------------------------------------------------------------------------------------------------------------------
# Persisted queries


def test_a_persisted_query_is_sent_once_and_then_named(store):
    app = create_app(store)
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": hash_of(COUNT)}}
    unknown = get(app, extensions=extensions)
    (error,) = unknown.json()["errors"]
    assert (unknown.status_code, error["message"], error["extensions"]["code"]) == (
        200, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND",
    )  # fmt: skip
    assert unknown.headers["cache-control"] == "no-store"
    sent = send(app, json={"query": COUNT, "extensions": extensions})
    named = get(app, extensions=extensions)
    assert named.json() == sent.json()
    assert "errors" not in named.json()
    browser = get(app, {"Accept": "text/html"}, extensions=extensions)
    assert browser.json() == named.json()
    assert named.headers["etag"] == get(app, query=COUNT).headers["etag"]


@pytest.mark.parametrize("extensions", [[1], "text", {"persistedQuery": []}])
def test_extensions_of_another_form_are_refused(store, extensions):
    response = send(create_app(store), json={"query": COUNT, "extensions": extensions})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


def test_where_only_trusted_queries_are_answered_the_door_says_so(store, tmp_path):
    (tmp_path / "count.graphql").write_text(COUNT)
    app = create_app(store, Settings(trusted=str(tmp_path), trusted_only=True))
    assert send(app, json={"query": COUNT}).json()["data"]["cases"]["totalCount"] == 5
    other = send(app, json={"query": "{ courts { totalCount } }"})
    assert (other.status_code, other.json()["errors"][0]["extensions"]["code"]) == (403, "QUERY_NOT_TRUSTED")


# ---------------------------------------------------------------------------------------------------------------------
# Budgets, time, places


def test_a_client_elsewhere_has_a_budget_and_this_machine_has_none(store):
    app = create_app(store, Settings(budget=3))
    assert "x-ratelimit-limit" not in send(app, json={"query": COUNT}).headers
    left = []
    while (response := send(app, host=ELSEWHERE, json={"query": COUNT})).status_code == 200:
        left.append(int(response.headers["x-ratelimit-remaining"]))
        assert response.headers["x-ratelimit-limit"] == "3"
    assert left
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) > 3_000
    assert response.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    assert send(app, host=("192.0.2.8", 1), json={"query": COUNT}).status_code == 200


def test_what_is_explained_or_refused_costs_little(store):
    app = create_app(store, Settings(budget=50, max_cost=10))
    for headers in ({"X-Explain": "1"}, {}):
        send(app, host=ELSEWHERE, json={"query": contract("11")}, headers=headers)
    response = send(app, host=ELSEWHERE, json={"query": "{ cases { nod } }"})
    assert response.headers["x-ratelimit-used"] == "3"


def test_a_statement_that_takes_too_long_is_stopped_and_its_field_is_told(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as store:
        text = "{ fast: courts { totalCount } slow: cases { totalCount } }"
        app = create_app(store, Settings(max_seconds=1))
        real, slow = store.plans.get, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

        def slowed(query, bindings):
            plan = real(query, bindings)
            return type(plan)(slow, ()) if "n_case" in plan.sql else plan

        store.plans.get = slowed
        response = send(app, json={"query": text}, timeout=30)
        (error,) = response.json()["errors"]
        assert error["extensions"]["code"] == "QUERY_TOO_SLOW"
        assert error["path"] == ["slow"]
        assert response.headers["cache-control"] == "no-store"
        store.plans.get = real
        assert "errors" not in send(app, json={"query": text}, timeout=30).json(), "the connection goes on"


class Held(FakeStore):
    """Answers when it is let go."""

    def __init__(self):
        super().__init__()
        self.go = threading.Event()

    def select(self, query, bindings=None, *, seconds=None):
        assert self.go.wait(10)
        return super().select(query, bindings)


def test_one_more_than_there_are_places_is_sent_away_for_a_second():
    store = Held()
    app = create_app(store, Settings(max_requests=2))

    async def three():
        async with client(app) as asking:
            first = [asyncio.create_task(asking.post("/graphql", json={"query": COUNT})) for _ in range(2)]
            while app_places(app).taken < 2:
                await asyncio.sleep(0.01)
            away = await asking.post("/graphql", json={"query": COUNT})
            store.go.set()
            return away, await asyncio.gather(*first)

    away, answered = asyncio.run(three())
    assert (away.status_code, away.headers["retry-after"]) == (503, "1")
    assert away.json()["errors"][0]["extensions"]["code"] == "BUSY"
    assert [each.status_code for each in answered] == [200, 200]
    assert send(app, json={"query": COUNT}).status_code == 200


def app_places(app):
    return next(route.app for route in app.routes if route.path == "/graphql").places


def test_a_body_that_comes_too_slowly_is_refused(store):
    app = create_app(store, Settings(max_body_seconds=1))

    async def pieces():
        yield b'{"query": '
        await asyncio.sleep(5)
        yield b'"{ cases { totalCount } }"}'

    response = send(app, content=pieces(), headers={"content-type": "application/json"})
    # httpx hands the body over as it is read: the wait ends where the limit is
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (408, "TOO_SLOW")
