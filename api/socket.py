"""GraphQL over WebSockets: the protocol graphql-transport-ws, by which subscriptions are told and queries may be asked too.

Strawberry has a handler of this protocol. Ours differs where a client is hostile or slow: whatever a message holds is looked at before it
is used, an error has a code and a hint, and nothing is queued. A subscription is a place in the log (`api/graphql/following.py`), and
goes on once the reader has taken the event before; who does not take it within `socket_send_seconds` is sent away, and goes on later by
the cursor of the last event. The messages: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager, suppress
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect
from strawberry.http.websocket_origin import is_same_origin, normalize_origin
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from api.graphql.errors import presented, refusal
from api.graphql.execute import Answer
from api.refused import Refused, bad
from api.view import Asked, View

logger = logging.getLogger(__name__)

BAD_MESSAGE, UNAUTHORIZED, FORBIDDEN, NO_PROTOCOL, NO_INIT, TAKEN_ID, TWO_INITS = 4400, 4401, 4403, 4406, 4408, 4409, 4429
"""The protocol's codes for closing."""

IDLE, TOO_LONG, OURS, LATER = 1000, 1009, 1011, 1013
"""Codes of WebSockets for closing: nothing is asked, a message is too long, a fault of the server, come again later."""

LONGEST_REASON = 123
"""How long a reason may be, in bytes."""

LONGEST_ID = 200
"""How long the id of an operation may be, in characters; an UUID has 36."""


class Sockets:
    """Takes WebSocket connections, for one event loop."""

    def __init__(self, view: View) -> None:
        """Keep what answers; `view` has the settings, the budgets and the known queries."""
        self.view = view
        self.taken = 0
        self.by_client: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection until either side ends it. Whatever the client does is no error here."""
        socket = WebSocket(scope, receive, send)
        client = self.view.budgets.client(socket.client.host if socket.client else None, socket.headers)
        # where the client is gone nobody needs to be told anything
        with suppress(WebSocketDisconnect):
            spoken = GRAPHQL_TRANSPORT_WS_PROTOCOL in socket["subprotocols"]
            # who is sent away is let in first, as browsers tell pages a code and a reason, but no answer to the handshake
            await socket.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL if spoken else None)
            connection = Connection(self.view, socket, client)
            try:
                self._check(socket)
                with self._place(client):
                    await connection.live()
            except Closed as closed:
                await connection.close(closed)

    def _check(self, socket: WebSocket) -> None:
        """Look whether a connection may be made: browsers send the origin of the page, and CORS does not hold for WebSockets.

        Raises:
            Closed: it comes from a page of an origin that may not ask, or speaks no protocol of ours.
        """
        origin, allowed = socket.headers.get("origin"), self.view.settings.origins
        if origin is not None and "*" not in allowed and not is_same_origin(origin, socket.headers.get("host")):
            if normalize_origin(origin) not in map(normalize_origin, (*allowed, self.view.settings.base_url)):
                raise Closed(FORBIDDEN, f"pages of {origin[:60]} may not ask; the server lists others in DOCKETGRAPH_ORIGINS")
        if GRAPHQL_TRANSPORT_WS_PROTOCOL not in socket["subprotocols"]:
            raise Closed(NO_PROTOCOL, f"Subprotocol not acceptable: offer {GRAPHQL_TRANSPORT_WS_PROTOCOL}")

    @contextmanager
    def _place(self, client: str | None) -> Iterator[None]:
        """A place for a connection, given back at its end.

        Raises:
            Closed: none is free.
        """
        settings = self.view.settings
        if self.taken >= settings.max_sockets:
            raise Closed(LATER, f"{self.taken} connections are held; come again in a minute")
        if client is not None and self.by_client[client] >= settings.max_sockets_of_client:
            raise Closed(LATER, f"this client holds {self.by_client[client]} connections; ask over those")
        self.taken += 1
        if client is not None:
            self.by_client[client] += 1
        try:
            yield
        finally:
            self.taken -= 1
            if client is not None:
                self.by_client[client] -= 1
                if not self.by_client[client]:
                    del self.by_client[client]


class Closed(Exception):
    """The connection is to be closed, with a code and a reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Connection:
    """One connection: its operations, each a task, and the one who reads what the client says."""

    def __init__(self, view: View, socket: WebSocket, client: str | None) -> None:
        """Keep the connection, which is accepted; `client`: whose budget is used."""
        self.view = view
        self.settings = view.settings
        self.socket = socket
        self.client = client
        self.operations: dict[str, asyncio.Task[None]] = {}
        self.begun = False
        self.waiting: asyncio.Timeout | None = None
        self.sending = asyncio.Lock()
        self.closed: asyncio.Future[Closed] = asyncio.get_running_loop().create_future()

    async def live(self) -> None:
        """Read what the client says until it leaves or is sent away; then end what it asked."""
        reading = asyncio.create_task(self._read())
        try:
            await asyncio.wait((reading, self.closed), return_when=asyncio.FIRST_COMPLETED)
            if self.closed.done():
                await self.close(self.closed.result())
        finally:
            tasks = [reading, *self.operations.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self, closed: Closed) -> None:
        """Tell the client why, for as long as it may take to take it."""
        with suppress(TimeoutError, RuntimeError, WebSocketDisconnect):
            async with asyncio.timeout(self.settings.socket_send_seconds):
                await self.socket.close(closed.code, closed.reason.encode()[:LONGEST_REASON].decode(errors="ignore"))

    def _end(self, closed: Closed) -> None:
        if not self.closed.done():
            self.closed.set_result(closed)

    # -- what the client says

    async def _read(self) -> None:
        try:
            while (text := await self._text()) is not None:
                await self._take(text)
        except Closed as closed:
            self._end(closed)
        except Exception:  # the boundary of the connection: the fault is ours
            logger.exception("a connection failed")
            self._end(Closed(OURS, "internal error"))

    async def _text(self) -> str | None:
        """The next message; None where the client has left.

        Raises:
            Closed: it is no text, or does not come in time.
        """
        try:
            async with asyncio.timeout_at(self._until()) as self.waiting:
                message = await self.socket.receive()
        except TimeoutError as error:
            if self.begun:
                raise Closed(IDLE, f"nothing was asked for {self.settings.socket_idle_seconds} seconds") from error
            raise Closed(NO_INIT, "Connection initialisation timeout") from error
        finally:
            self.waiting = None
        if message["type"] == "websocket.disconnect":
            return None
        text: str | None = message.get("text")
        if text is None:
            raise Closed(BAD_MESSAGE, "a message must be text")
        if len(text) > self.settings.max_body:
            raise Closed(TOO_LONG, f"a message has {self.settings.max_body} characters at most")
        return text

    def _until(self) -> float | None:
        """Until when the next message must come, by the clock of the event loop; None while something is going on."""
        if self.operations:
            return None
        seconds = self.settings.socket_idle_seconds if self.begun else self.settings.socket_init_seconds
        return asyncio.get_running_loop().time() + seconds

    async def _take(self, text: str) -> None:
        """Do what a message says.

        Raises:
            Closed: it is against the protocol.
        """
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise Closed(BAD_MESSAGE, "a message must be JSON") from error
        if not isinstance(message, dict):
            raise Closed(BAD_MESSAGE, "a message must be a JSON object")
        match message.get("type"):
            case "connection_init":
                if self.begun:
                    raise Closed(TWO_INITS, "Too many initialisation requests")
                self.begun = True
                self._known_by(message.get("payload"))
                await self._send({"type": "connection_ack"})
            case "ping":
                await self._send({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._subscribe(*_operation(message))
            case "complete":
                self._forget(_id(message), cancel=True)
            case other:
                raise Closed(BAD_MESSAGE, f"a message of the type {str(other)[:40]!r} is not known")

    def _known_by(self, payload: object) -> None:
        """Take the key of a client that begins with one: pages cannot send headers along with a WebSocket."""
        if isinstance(payload, dict):
            headers = {name.lower(): value for name, value in payload.items() if isinstance(value, str)}
            known = self.view.budgets.client(None, headers)
            self.client = known or self.client

    def _subscribe(self, id: str, payload: dict[str, Any]) -> None:
        """Begin an operation."""
        if not self.begun:
            raise Closed(UNAUTHORIZED, "Unauthorized")
        if id in self.operations:
            raise Closed(TAKEN_ID, f"Subscriber for {id} already exists")
        self.operations[id] = task = asyncio.create_task(self._operate(id, payload))
        task.add_done_callback(lambda _: self._forget(id, task))

    def _forget(self, id: str, task: asyncio.Task[None] | None = None, *, cancel: bool = False) -> None:
        """Let an operation go; of another one that has taken its id meanwhile, nothing is said."""
        known = self.operations.get(id)
        if known is None or task not in (None, known):
            return
        del self.operations[id]
        if cancel:
            known.cancel()
        if self.waiting is not None and not self.operations:
            with suppress(RuntimeError):  # the time was over already
                self.waiting.reschedule(self._until())

    # -- what the client is told

    async def _operate(self, id: str, payload: dict[str, Any]) -> None:
        """Tell the client what it asked for: each answer as it comes, and that there are no more."""
        try:
            async with aclosing(self._answers(payload)) as answers:
                async for answer in answers:
                    if answer.data is None and answer.actual is None:
                        await self._send({"type": "error", "id": id, "payload": [error.formatted for error in answer.errors]})
                        return
                    await self._send({"type": "next", "id": id, "payload": orjson.Fragment(answer.json(extended=True))})
            self._forget(id)  # before the client hears of it, as it may use the id again at once
            await self._send({"type": "complete", "id": id})
        except Closed as closed:
            self._end(closed)

    async def _answers(self, payload: dict[str, Any]) -> AsyncGenerator[Answer, None]:
        """The answers to an operation; one with errors alone is the last."""
        try:
            if len(self.operations) > self.settings.max_subscriptions:
                what = f"{self.settings.max_subscriptions} operations are going on over this connection"
                yield _refused(refusal("BUSY", what, "end one of them first"))
                return
            async with aclosing(self.view.told(self._asked(payload), self.client)) as answers:
                async for answer in answers:
                    yield answer
        except Refused as refused:
            self.view.metrics.refused(refused.code)
            yield _refused(refused.error)
        except Exception as error:  # the boundary: logged and masked
            yield _refused(presented(error))

    def _asked(self, payload: dict[str, Any]) -> Asked:
        """What a message asks.

        Raises:
            Refused: it asks nothing that could be understood, or names a query that is not known.
        """
        variables, name, extensions = payload.get("variables"), payload.get("operationName"), payload.get("extensions")
        if not isinstance(variables, dict | None) or not isinstance(name, str | None) or not isinstance(extensions, dict | None):
            raise bad("the payload cannot be read", "write `variables` and `extensions` as objects, `operationName` as a text")
        text = self.view.persisted.text(payload.get("query"), extensions)
        if not isinstance(text, str) or not text.strip():
            raise bad("the payload has no query", "give its text as `query`")
        return Asked(text, variables or None, name or None, explain=False)

    async def _send(self, message: dict[str, Any]) -> None:
        """Send a message once the reader has taken what came before.

        Raises:
            Closed: the reader does not take it, or has left.
        """
        text = orjson.dumps(message).decode()
        try:
            async with asyncio.timeout(self.settings.socket_send_seconds), self.sending:
                await self.socket.send_text(text)
        except TimeoutError as error:
            reason = f"what was sent was not taken for {self.settings.socket_send_seconds} seconds; go on by the last cursor"
            raise Closed(LATER, reason) from error
        except (WebSocketDisconnect, RuntimeError) as error:  # how Starlette says that the connection is closed
            raise Closed(OURS, "the client has left") from error


def _refused(error: GraphQLError) -> Answer:
    return Answer(None, [error])


def _id(message: dict[str, Any]) -> str:
    id = message.get("id")
    if not isinstance(id, str) or not 0 < len(id) <= LONGEST_ID:
        raise Closed(BAD_MESSAGE, f"`id` must be a text of 1 to {LONGEST_ID} characters")
    return id


def _operation(message: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    payload = message.get("payload")
    if not isinstance(payload, dict):
        raise Closed(BAD_MESSAGE, "`payload` must be an object")
    return _id(message), payload
