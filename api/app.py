"""The HTTP application: `/graphql`, over WebSockets too, `/health`, `/metrics`, and a page for people at `/`."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.graphql.schema import PRINTED, Schema
from api.metrics import CONTENT_TYPE
from api.questions import questions
from api.settings import Settings
from api.socket import Sockets
from api.view import ASKED_HEADERS, TOLD_HEADERS, View
from graph.errors import DocketgraphError
from graph.recent import Recent
from graph.store import Store

PAGE = Path(__file__).parent / "page"
"""The folder of the page: HTML, CSS and JavaScript, none from elsewhere."""

READ = ["GET", "HEAD"]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
"""Headers of every response that does not set them itself."""


def create_app(store: Store, settings: Settings | None = None) -> FastAPI:
    """The application over a store, which the caller closes.

    Args:
        store: the graph that is asked; the application reads only.
        settings: limits, CORS, and the rest.
    """
    settings = settings or Settings()
    schema = Schema(store, settings)

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        schema.executor.statistics.begin()
        # the schema is a hundred thousand objects that stay: looking through them for circles would stop everything for 50 ms
        gc.collect()
        gc.freeze()
        yield
        schema.close()

    app = FastAPI(title="docketgraph", openapi_url=None, lifespan=closing)
    app.add_middleware(Headers)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=ASKED_HEADERS,
            expose_headers=TOLD_HEADERS,
        )
    for kind in (HTTPException, DocketgraphError, Exception):
        app.add_exception_handler(kind, _refused)

    view = View(schema, settings, PAGE / "index.html")
    app.add_route("/graphql", view)  # type: ignore[arg-type]  # an ASGI application is taken too
    app.router.routes.append(WebSocketRoute("/graphql", Sockets(view)))
    app.mount("/page", StaticFiles(directory=PAGE))

    @app.api_route("/", methods=READ)
    def page() -> Response:
        return FileResponse(PAGE / "index.html")

    @app.api_route("/schema.graphql", methods=READ)
    def schema_text() -> Response:
        return FileResponse(PRINTED, media_type="text/plain")

    @app.api_route("/questions", methods=READ)
    def examples() -> Response:
        return _json([{"name": each.name, "title": each.title, "text": each.text} for each in questions()])

    counted: Recent[int, dict[str, int]] = Recent(1)  # whoever watches a server asks this often

    @app.api_route("/health", methods=READ)
    def health() -> Response:
        revision = store.revision()
        return _json({"status": "ok", "revision": revision, "counts": counted.get(revision, store.counts)})

    @app.api_route("/metrics", methods=READ)
    def metrics() -> Response:
        return Response(view.metrics.text(), media_type=CONTENT_TYPE)

    return app


class Headers:
    """Adds `HEADERS` to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and the response back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


async def _refused(request: Request, error: Exception) -> Response:
    """Answer what cannot be answered. What nobody foresaw is logged by the server and masked here."""
    if isinstance(error, HTTPException):
        hint = "ask at /graphql, look at /, or see /health" if error.status_code == HTTPStatus.NOT_FOUND else None
        what = f"{request.method} {request.url.path}: {error.detail}"
        return _error(error.status_code, what, hint, error.headers)
    if isinstance(error, DocketgraphError):
        return _error(HTTPStatus.SERVICE_UNAVAILABLE, error.message, error.hint)
    return _error(HTTPStatus.INTERNAL_SERVER_ERROR, "internal error", "the server's log says more")


def _error(status: int, message: str, hint: str | None, headers: Mapping[str, str] | None = None) -> Response:
    """Every error outside GraphQL has this one shape."""
    return _json({"error": message, "hint": hint, "status": int(status)}, status, headers)


def _json(body: Any, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(body), status, headers, media_type="application/json")
