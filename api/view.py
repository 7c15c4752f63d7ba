"""GraphQL over HTTP: how a request is read, priced, found unchanged, answered or refused.

A request is read (its size and time limited), its text looked up where it is named by a hash, compared with what the client has
(`If-None-Match`), counted against the client's budget, and answered off the event loop. `api/socket.py` has the same over WebSockets.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.types import Message, Receive, Scope, Send

from api.budget import Budgets, Charge, Places
from api.graphql.execute import RETRY_AFTER, Answer
from api.graphql.price import Price
from api.graphql.schema import Schema
from api.metrics import Metrics
from api.persisted import Persisted
from api.refused import Refused, bad
from api.settings import Settings
from graph.errors import StoreError

TRY = 'send {"query": "{ cases(first: 1) { nodes { id name } } }"} as application/json'
VARIABLES = 'write them as a JSON object, such as {"data": ["inmail"]}'
EXTENSIONS = 'write them as a JSON object, such as {"persistedQuery": {"version": 1, "sha256Hash": "…"}}'

VARY = "Accept, X-Explain"
"""The request headers that decide what is answered under one address."""

ASKED_HEADERS = ["Content-Type", "X-Explain", "If-None-Match", "Authorization", "X-API-Key"]
"""Request headers that pages of other origins may send."""

TOLD_HEADERS = [
    "ETag", "Retry-After", "X-Cost-Estimated", "X-Cost-Limit", "X-Cost-Actual",
    "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Used", "X-RateLimit-Reset",
]  # fmt: skip
"""Response headers that pages of other origins may read."""


class Asked(NamedTuple):
    """What a request asks: the text, the variables, which operation, and whether for the price alone."""

    text: str
    variables: dict[str, Any] | None
    name: str | None
    explain: bool


class View:
    """Answers GET and POST with one query each; browsers that ask for a page get the one where queries are written. No batches, no
    uploads."""

    def __init__(self, schema: Schema, settings: Settings, page: Path) -> None:
        """Keep the limits that a request must keep to, and the page for browsers.

        Raises:
            SettingError: the trusted queries cannot be read.
        """
        self.answers = schema
        self.settings = settings
        self.page = page
        self.budgets = Budgets(settings)
        self.places = Places(settings.max_requests)
        self.persisted = Persisted(settings)
        self.metrics = Metrics()
        self.salt = f"{version('docketgraph')} {settings}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. A client that leaves while its body is read is no error."""
        request = Request(scope, _limited(receive, self.settings))
        try:
            response = await self.respond(request)
        except Refused as refused:
            self.metrics.refused(refused.code)
            response = refused.response()
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """The response to one request.

        Raises:
            Refused: it holds no query, or its client or the server has no room for it.
        """
        if request.method not in ("GET", "POST"):
            message = f"GraphQL is asked by GET or POST, not {request.method}"
            raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", message, TRY, {"Allow": "GET, POST"})
        if request.method == "GET" and "text/html" in request.headers.get("accept", "") and not _names_query(request):
            return FileResponse(self.page)
        asked = await self.asked(request)
        client = self.budgets.client(request.client.host if request.client else None, request.headers)
        held = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
        revision = await self.revision(exact=any(held))
        tag = None if revision is None else self.tag(asked, revision)
        if tag in held:
            self.metrics.unchanged.inc()
            return Response(None, HTTPStatus.NOT_MODIFIED, self.headers(request, tag) | self.budgets.headers(client))
        answer = await self.answered(asked, client)
        headers = self.headers(request, None if answer.errors else tag) | _later(answer) | _cost(answer) | self.budgets.headers(client)
        return Response(answer.json(extended=True), headers=headers, media_type="application/json")

    async def answered(self, asked: Asked, client: str | None) -> Answer:
        """The answer to what a client asks, which is taken from its budget.

        Raises:
            Refused: its client or the server has no room for it.
        """
        self.budgets.check(client)
        charge: Charge | None = None
        denied: Refused | None = None

        def admit(price: Price) -> GraphQLError | None:
            nonlocal charge, denied
            try:
                charge = self.budgets.take(client, max(1, price.estimated))
            except Refused as refused:
                denied = refused
                return refused.error
            return None

        begun = time.monotonic()
        with self.places.one():
            answer = await self.answers.answer_beside(
                asked.text, asked.variables, asked.name, explain=asked.explain, admit=admit
            )
        if denied is not None:
            raise denied
        self.metrics.answered(answer, time.monotonic() - begun)
        if charge is None:
            self.budgets.charge(client, 1)
        elif answer.price is not None and answer.actual is not None:
            self.budgets.settle(charge, answer.price.spent(answer.actual))
        return answer

    async def told(self, asked: Asked, client: str | None) -> AsyncGenerator[Answer, None]:
        """What a client is told over a connection that stays: the one answer to a query, or the events of a subscription.

        Raises:
            Refused: its client or the server has no room for it, or for the next event.
        """
        self.budgets.check(client)
        events = await self.answers.follow(asked.text, asked.variables, asked.name)
        if events is None:
            yield await self.answered(asked, client)
            return
        async with aclosing(events):
            async for event in events:
                self.budgets.check(client)
                spent = event.price.spent(event.actual) if event.price is not None and event.actual is not None else 1
                self.budgets.charge(client, spent)
                self.metrics.events.inc()
                yield event

    async def revision(self, *, exact: bool) -> int | None:
        """The revision that an ETag is made of: the newest where it must be `exact`, to be compared, and else one that was the newest a while
        ago, which at worst makes a client ask once more. None where the store cannot tell: the answer says why."""
        try:
            if exact:  # off the event loop: it may wait for a server
                return await self.answers.beside(self.answers.store.revision)
            return self.answers.store.revision(exact=False)
        except StoreError:
            return None

    def tag(self, asked: Asked, revision: int) -> str:
        """The ETag of what a request asks: the same for as long as no load changes the graph.

        It is weak: the price in the answer may be counted anew.
        """
        made = hashlib.blake2b(self.salt, digest_size=16)
        try:
            given = orjson.dumps(asked.variables, option=orjson.OPT_SORT_KEYS)
        except TypeError as error:
            raise bad("`variables` is nested too deeply", VARIABLES) from error
        for part in (asked.text.encode(errors="surrogatepass"), given, str((revision, asked.name, asked.explain)).encode()):
            made.update(len(part).to_bytes(8))
            made.update(part)
        return f'W/"{made.hexdigest()}"'

    def headers(self, request: Request, tag: str | None) -> dict[str, str]:
        """What caches are told. An answer with errors is not kept."""
        if tag is None:
            return {"Cache-Control": "no-store"}
        if request.method != "GET":
            return {"Cache-Control": "no-cache", "ETag": tag}
        kept = f"max-age={self.settings.max_age}" if self.settings.max_age else "no-cache"
        return {"Cache-Control": f"public, {kept}", "ETag": tag, "Vary": VARY}

    # -- reading requests

    async def asked(self, request: Request) -> Asked:
        """What a request asks.

        Raises:
            Refused: the request is too large or too slow, of another type, broken, without a query, or names one that is unknown.
        """
        if request.method == "GET":
            given: Any = dict(request.query_params)
            for member, hint in (("variables", VARIABLES), ("extensions", EXTENSIONS)):
                if text := given.get(member):
                    given[member] = _parsed(text, f"`{member}`", hint)
        else:
            given = await self._posted(request)
        variables, name, extensions = (
            given.get("variables") or None,
            given.get("operationName") or None,
            given.get("extensions"),
        )
        if not isinstance(extensions or {}, dict):
            raise bad("`extensions` is no object", EXTENSIONS)
        query = self.persisted.text(given.get("query"), extensions)
        if not isinstance(query, str) or not query.strip():
            raise bad("the request has no query", TRY)
        if not isinstance(variables, dict | None):
            raise bad("`variables` is no object", VARIABLES)
        if not isinstance(name, str | None):
            raise bad("`operationName` is no text", "name an operation of the query, or leave it out")
        return Asked(query, variables, name, request.headers.get("x-explain", "").lower() in ("true", "1", "yes"))

    async def _posted(self, request: Request) -> dict[str, Any]:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            message = f"content type '{kind}' is not taken" if kind else "the request has no content type"
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE", message, TRY)
        length = request.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length) > self.settings.max_body:
            raise _too_large(self.settings.max_body)
        given = _parsed(await request.body(), "the body", TRY)
        if isinstance(given, list):
            raise bad("a list of queries is not taken", "send one query a request; one query may have several root fields")
        if not isinstance(given, dict):
            raise bad("the body is no JSON object", TRY)
        return given


def _names_query(request: Request) -> bool:
    return bool(request.query_params.get("query") or request.query_params.get("extensions"))


def _cost(answer: Answer) -> dict[str, str]:
    """The price of an answer as headers."""
    cost: Mapping[str, int] = answer.extensions().get("cost", {})
    return {f"X-Cost-{name.capitalize()}": str(value) for name, value in cost.items()}


def _later(answer: Answer) -> dict[str, str]:
    """When to ask again, where a part of an answer is being prepared."""
    seconds = [told[RETRY_AFTER] for error in answer.errors if RETRY_AFTER in (told := error.extensions or {})]
    return {"Retry-After": str(max(seconds))} if seconds else {}


def _limited(receive: Receive, settings: Settings) -> Receive:
    """`receive`, refusing a body as soon as it grows over the limit, in bytes, or takes longer than it may."""
    read = 0
    ends: float | None = None

    async def counted() -> Message:
        nonlocal read, ends
        ends = ends or asyncio.get_running_loop().time() + settings.max_body_seconds
        try:
            async with asyncio.timeout_at(ends):
                message = await receive()
        except TimeoutError as error:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "TOO_SLOW", f"the body took more than {settings.max_body_seconds} seconds",
                          "send it at once", {"Connection": "close"}) from error  # fmt: skip
        read += len(message.get("body", b""))
        if read > settings.max_body:
            raise _too_large(settings.max_body)
        return message

    return counted


def _parsed(text: str | bytes, what: str, hint: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise bad(f"{what} cannot be read as JSON: {error}", hint) from error


def _too_large(limit: int) -> Refused:
    message = f"the body is larger than {limit} bytes"
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", message, "ask in two requests")
