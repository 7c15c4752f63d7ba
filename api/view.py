"""GraphQL over HTTP: strawberry's ASGI view, with our reading of requests and our errors."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import orjson
from cross_web import AsyncHTTPRequestAdapter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol

from api.graphql.errors import refusal
from api.graphql.execute import Answer
from api.graphql.schema import Schema
from api.settings import Settings

GRAPHIQL_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' https://unpkg.com; style-src 'unsafe-inline' https://unpkg.com; "
    "img-src data: https:; font-src data: https://unpkg.com; worker-src blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of GraphiQL, whose scripts and styles strawberry takes from unpkg.com."""

TRY = 'send {"query": "{ cases(first: 1) { nodes { id name } } }"} as application/json'
VARIABLES = 'write them as a JSON object, such as {"data": ["inmail"]}'


class Refused(Exception):
    """A request that holds no query that could be run."""

    def __init__(
        self, status: HTTPStatus, code: str, message: str, hint: str, headers: dict[str, str] | None = None
    ) -> None:
        """Keep the HTTP status, the error as GraphQL gives it, and headers to send along."""
        super().__init__(message)
        self.status = status
        self.error = refusal(code, message, hint)
        self.headers = headers

    def response(self) -> Response:
        """The answer: `{"data": null, "errors": […]}`, as for a query that fails."""
        return Response(Answer(None, [self.error]).json(), self.status, self.headers, media_type="application/json")


class View(GraphQL[None, None]):
    """Answers GET and POST with one query each; browsers that ask for a page get GraphiQL.

    There are no subscriptions and so no WebSockets, no batches and no uploads.
    """

    def __init__(self, schema: Schema, settings: Settings) -> None:
        """Keep the limits that a request must keep to."""
        super().__init__(schema, subscription_protocols=())
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. A client that leaves while its body is read is no error."""
        request = Request(scope, _limited(receive, self.settings.max_body))
        try:
            response = await self.run(request)
        except Refused as refused:
            response = refused.response()
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    def is_request_allowed(self, request: BaseRequestProtocol) -> bool:
        """Whether the method is GET or POST.

        Raises:
            Refused: it is not.
        """
        if super().is_request_allowed(request):
            return True
        message = f"GraphQL is asked by GET or POST, not {request.method}"
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", message, TRY, {"Allow": "GET, POST"})

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """Whether a browser asks for a page."""
        wants_page = "text/html" in request.headers.get("accept", "")
        return request.method == "GET" and wants_page and not request.query_params.get("query")

    async def render_graphql_ide(self, request: Request) -> Response:
        """GraphiQL, or the way to our own page."""
        if self.settings.graphiql:
            return HTMLResponse(self.graphql_ide_html, headers={"Content-Security-Policy": GRAPHIQL_POLICY})
        return RedirectResponse("/")

    async def get_context(self, request: Any, response: Any) -> None:
        """No context: queries read the store and nothing of the request."""

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        """The query of a request.

        Raises:
            Refused: the request is too large, of another type, broken, or without a query.
        """
        if request.method == "GET":
            given: Any = dict(request.query_params)
            if variables := given.get("variables"):
                given["variables"] = _parsed(variables, "`variables`", VARIABLES)
        else:
            given = await self._posted(request)
        query, variables, name = given.get("query"), given.get("variables") or None, given.get("operationName") or None
        if not isinstance(query, str) or not query.strip():
            raise _bad("the request has no query", TRY)
        if not isinstance(variables, dict | None):
            raise _bad("`variables` is no object", VARIABLES)
        if not isinstance(name, str | None):
            raise _bad("`operationName` is no text", "name an operation of the query, or leave it out")
        return GraphQLRequestData(query, variables, name, None)

    async def _posted(self, request: AsyncHTTPRequestAdapter) -> dict[str, Any]:
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        if kind != "application/json":
            message = f"content type '{kind}' is not taken" if kind else "the request has no content type"
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE", message, TRY)
        length = request.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length) > self.settings.max_body:
            raise _too_large(self.settings.max_body)
        given = _parsed(await request.get_body(), "the body", TRY)
        if isinstance(given, list):
            raise _bad("a list of queries is not taken", "send one query a request; one query may have several root fields")
        if not isinstance(given, dict):
            raise _bad("the body is no JSON object", TRY)
        return given

    def encode_json(self, data: object) -> bytes:
        """The body of a response; what the store wrote as JSON text goes in as it is."""
        return orjson.dumps(data)


def _limited(receive: Receive, limit: int) -> Receive:
    """`receive`, refusing a body as soon as it grows over a limit, in bytes."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            raise _too_large(limit)
        return message

    return counted


def _parsed(text: str | bytes, what: str, hint: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _bad(f"{what} cannot be read as JSON: {error}", hint) from error


def _bad(message: str, hint: str) -> Refused:
    return Refused(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", message, hint)


def _too_large(limit: int) -> Refused:
    message = f"the body is larger than {limit} bytes"
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", message, "ask in two requests")
