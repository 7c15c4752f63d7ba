"""The settings of the doors: each with a name, a default and a sentence, read from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from graph.errors import DocketgraphError

PREFIX = "DOCKETGRAPH_"

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable of the environment that names the folder where several processes keep what they count, as prometheus_client calls it."""


class SettingError(DocketgraphError):
    """A setting whose value cannot be read."""

    code = "SETTING"


def setting(default: Any, doc: str) -> Any:
    """A setting: its default and a sentence for people."""
    return field(default=default, metadata={"doc": doc})


_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:\[\]-]+(/[A-Za-z0-9._~%/+-]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the doors can be told from outside. `DOCKETGRAPH_MAX_FIRST=500` sets `max_first`."""

    base_url: str = setting(
        "http://localhost:8000", "The address under which people reach this server; links are made from it."
    )
    origins: tuple[str, ...] = setting((), "Origins whose pages may ask (CORS), separated by commas; none by default.")
    threads: int = setting(4, "Threads that ask the store.")
    max_first: int = setting(200, "The largest page.")
    max_counts: int = setting(10_000, "How many counts by facets come at once.")
    max_depth: int = setting(14, "How deep fields may be nested in a query.")
    max_aliases: int = setting(30, "How many aliases a query may have.")
    max_fields: int = setting(
        600, "How many fields a query may have, fragments spread out and each type of an interface counted."
    )
    max_tokens: int = setting(3_000, "How many tokens a query may have.")
    max_body: int = setting(256 * 1024, "The largest request body, in bytes.")
    max_body_seconds: int = setting(10, "How long a client may take to send a request body, in seconds.")
    max_cost: int = setting(
        100_000, "What a query may cost: the rows that it may touch, estimated before it runs from page sizes and counts."
    )
    max_seconds: int = setting(10, "How long the store may take over a query, in seconds; then it is stopped.")
    past_seconds: int = setting(
        2, "How long a query waits for the graph of a past revision that must be made first, in seconds; then it is told when to ask again."
    )
    max_connections: int = setting(1_000, "How many connections a process takes at once; one more is sent away.")
    max_sockets: int = setting(
        500, "How many WebSocket connections, over which subscriptions are told, a process holds; one more is sent away."
    )
    max_sockets_of_client: int = setting(50, "How many of them one client may hold; clients on this machine are not counted.")
    max_subscriptions: int = setting(20, "How many subscriptions and queries may go on at once over one WebSocket connection.")
    socket_init_seconds: int = setting(10, "How long a WebSocket connection may take to begin (`connection_init`), in seconds.")
    socket_idle_seconds: int = setting(300, "How long a WebSocket connection is kept over which nothing is asked, in seconds.")
    socket_send_seconds: int = setting(
        10, "How long a reader may hold up what it is told over a WebSocket, in seconds; then the connection is closed."
    )
    poll_milliseconds: int = setting(
        500, "How often a process with subscriptions looks whether something was loaded, in milliseconds."
    )
    max_requests: int = setting(256, "How many queries may run or wait in a process; one more is sent away for a second.")
    budget: int = setting(
        5_000_000, "What the queries of one client may cost together within `budget_seconds`, in a process."
    )
    budget_seconds: int = setting(3_600, "For how long a budget lasts before it is new, in seconds.")
    budget_on_loopback: bool = setting(False, "Whether clients on this machine have a budget too.")
    keys: tuple[str, ...] = setting(
        (), "Keys that have a budget of their own, separated by commas, sent as `Authorization: Bearer` or `X-API-Key`."
    )
    max_age: int = setting(
        0, "How long caches may keep an answer to a GET without asking whether it is still true, in seconds."
    )
    persisted: int = setting(1_000, "How many automatic persisted queries are kept in a process.")
    trusted: str = setting("", "A folder of .graphql files that clients may name by the SHA-256 of their text.")
    trusted_only: bool = setting(False, "Whether only queries of the folder `trusted` are answered.")
    cached_operations: int = setting(128, "How many query texts are kept parsed and validated.")
    cached_plans: int = setting(
        256, "How many plans of query texts are kept compiled: one for each way that variables shape it."
    )

    def __post_init__(self) -> None:
        """Refuse an address from which no IRI can be made.

        Raises:
            SettingError: `base_url` is no address of the web.
        """
        if not _ADDRESS.fullmatch(self.base_url):
            raise SettingError(f"base_url: '{self.base_url}' is no address", "write it as https://graph.example.org")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the settings from environment variables.

        Raises:
            SettingError: a value is not of the setting's type.
        """
        environment = os.environ if environment is None else environment
        given: dict[str, Any] = {
            made.name: _read(PREFIX + made.name.upper(), environment[PREFIX + made.name.upper()], made.default)
            for made in fields(cls)
            if PREFIX + made.name.upper() in environment
        }
        return cls(**given)


def _read(name: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        if text.lower() in ("1", "true", "yes", "on"):
            return True
        if text.lower() in ("0", "false", "no", "off", ""):
            return False
        raise SettingError(f"{name}: '{text}' is neither true nor false", "write true or false")
    if isinstance(default, int):
        least = min(default, 1)
        if not text.isascii() or not text.isdigit() or int(text) < least:
            hint = f"write a number, such as {default}"
            raise SettingError(f"{name}: '{text}' is no whole number from {least} on", hint)
        return int(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
