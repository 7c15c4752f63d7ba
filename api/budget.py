"""What one client may cost in a while, told in headers as GitHub does, and how many requests may be answered at once.

What a query is estimated to cost is taken from its client's budget before it runs, so that many at once cost no more than the budget;
what it did not come to is given back.
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from api.refused import Refused
from api.settings import Settings

CLIENTS = 100_000
"""How many clients are remembered; the one that has been away for longest is forgotten first."""


@dataclass(slots=True)
class Account:
    """What a client has used, and when it begins anew, by the clock of `Budgets`."""

    used: int
    ends: float


class Charge(NamedTuple):
    """What was taken from an account before a query ran; of a client without a budget, nothing."""

    account: Account | None
    cost: int


class Budgets:
    """The budgets of all clients. Each process counts by itself. May be used from several threads at once."""

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
        self.lock = threading.RLock()

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
        with self.lock:
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
        if client is not None and self.account(client).used >= self.limit:
            raise self._used_up(client, f"the budget of {self.limit} is used")

    def take(self, client: str | None, cost: int) -> Charge:
        """Take what a query is estimated to cost from its client's budget.

        Raises:
            Refused: there is less left; 429 with Retry-After.
        """
        if client is None:
            return Charge(None, 0)
        with self.lock:
            account = self.account(client)
            left = self.limit - account.used
            if left < cost:
                raise self._used_up(client, f"the query may cost {cost}, and {max(0, left)} are left of the budget of {self.limit}")
            account.used += cost
            return Charge(account, cost)

    def settle(self, charge: Charge, cost: int) -> None:
        """Give back what was taken for a query and not spent."""
        if charge.account is not None:
            with self.lock:
                charge.account.used -= max(0, charge.cost - cost)

    def charge(self, client: str | None, cost: int) -> None:
        """Count what a client's request cost."""
        if client is not None:
            with self.lock:
                self.account(client).used += cost

    def _used_up(self, client: str, what: str) -> Refused:
        wait = max(1, math.ceil(self.account(client).ends - self.clock()))
        hint = f"ask again in {wait} seconds, and for less at once: `extensions.cost` says what a query costs"
        headers = {"Retry-After": str(wait), **self.headers(client)}
        return Refused(HTTPStatus.TOO_MANY_REQUESTS, "RATE_LIMITED", what, hint, headers)

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
