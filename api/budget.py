"""What one client may cost in a while, told in headers as GitHub does, and how many requests may be answered at once."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from api.refused import Refused
from api.settings import Settings

CLIENTS = 100_000
"""How many clients are remembered; the one that has been away for longest is forgotten first."""


@dataclass(slots=True)
class Account:
    """What a client has used, and when it begins anew, by the clock of `Budgets`."""

    used: int
    ends: float


class Budgets:
    """The budgets of all clients, for one event loop. Each process counts by itself."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        """Keep the settings.

        Args:
            settings: the budget, for how long it lasts, the known keys.
            clock: seconds since 1970.
        """
        self.limit = settings.budget
        self.seconds = settings.budget_seconds
        self.on_loopback = settings.budget_on_loopback
        self.keys = frozenset(settings.keys)
        self.clock = clock
        self.accounts: OrderedDict[str, Account] = OrderedDict()

    def client(self, host: str | None, headers: Mapping[str, str]) -> str | None:
        """By which name a client's budget is kept: a key that is known, else its address; None where it has no budget.

        A key that nobody gave out counts for nothing, or anyone could make budgets. Of IPv6, a network of 64 bits is one client.
        """
        scheme, _, given = headers.get("authorization", "").partition(" ")
        key = headers.get("x-api-key") or (given.strip() if scheme.lower() in ("bearer", "token") else "")
        if key and key in self.keys:
            return f"key {key}"
        try:
            address = ipaddress.ip_address((host or "").partition("%")[0])
        except ValueError:
            return f"host {host}" if host else None
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        if address.is_loopback and not self.on_loopback:
            return None
        if isinstance(address, ipaddress.IPv6Address):
            return f"net {ipaddress.ip_network((int(address) >> 64 << 64, 64))}"
        return f"host {address}"

    def account(self, client: str) -> Account:
        """A client's account, begun anew where its time is over."""
        now = self.clock()
        account = self.accounts.get(client)
        if account is None or account.ends <= now:
            account = self.accounts[client] = Account(0, now + self.seconds)
        self.accounts.move_to_end(client)
        while len(self.accounts) > CLIENTS:
            self.accounts.popitem(last=False)
        return account

    def check(self, client: str | None) -> None:
        """Let a client ask.

        Raises:
            Refused: it has nothing left; 429 with Retry-After.
        """
        if client is None:
            return
        account = self.account(client)
        if account.used >= self.limit:
            wait = max(1, math.ceil(account.ends - self.clock()))
            raise Refused(
                HTTPStatus.TOO_MANY_REQUESTS,
                "RATE_LIMITED",
                f"the budget of {self.limit} is used",
                f"ask again in {wait} seconds, and for less at once: `extensions.cost` says what a query costs",
                {"Retry-After": str(wait), **self.headers(client)},
            )

    def charge(self, client: str | None, cost: int) -> None:
        """Count what a client's request cost."""
        if client is not None:
            self.account(client).used += cost

    def headers(self, client: str | None) -> dict[str, str]:
        """What is told to a client of its budget; nothing where it has none."""
        if client is None:
            return {}
        account = self.account(client)
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, self.limit - account.used)),
            "X-RateLimit-Used": str(account.used),
            "X-RateLimit-Reset": str(math.ceil(account.ends)),
        }


class Places:
    """How many requests may be answered or wait at once, for one event loop."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """A place, given back at the end.

        Raises:
            Refused: none is free; 503 with Retry-After.
        """
        if self.taken >= self.limit:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "BUSY", f"{self.limit} queries are being answered",
                          "ask again in a second", {"Retry-After": "1"})  # fmt: skip
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1
