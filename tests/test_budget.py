"""Budgets by client, with headers as GitHub sends them, and a number of places."""

from __future__ import annotations

import threading

import pytest

from api.budget import CLIENTS, Budgets, Places
from api.refused import Refused
from api.settings import Settings


class Clock:
    def __init__(self):
        self.now = 1_000_000.25

    def __call__(self):
        return self.now


def budgets(**settings):
    clock = Clock()
    return Budgets(Settings(**{"budget": 100, "budget_seconds": 60} | settings), clock), clock


def test_a_client_asks_until_its_budget_is_used_and_again_when_its_time_is_over():
    made, clock = budgets()
    made.check("host a")
    made.charge("host a", 70)
    assert made.headers("host a") == {
        "X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "30", "X-RateLimit-Used": "70", "X-RateLimit-Reset": "1000061",
    }  # fmt: skip
    made.check("host a")
    made.charge("host a", 70)
    clock.now += 10
    with pytest.raises(Refused) as raised:
        made.check("host a")
    assert raised.value.status == 429
    assert raised.value.headers["Retry-After"] == "50"
    assert raised.value.headers["X-RateLimit-Remaining"] == "0"
    assert raised.value.error.extensions["code"] == "RATE_LIMITED"
    made.check("host b")
    clock.now += 50
    made.check("host a")
    assert made.headers("host a")["X-RateLimit-Used"] == "0"


def test_a_query_is_paid_before_it_runs_and_what_it_did_not_come_to_is_given_back():
    made, clock = budgets()
    first = made.take("host a", 60)
    with pytest.raises(Refused) as raised:
        made.take("host a", 60)
    assert "60" in str(raised.value)
    assert "40 are left" in str(raised.value)
    assert raised.value.headers["Retry-After"] == "60"
    second = made.take("host a", 40)
    made.settle(first, 10)
    made.settle(second, 400)
    assert made.headers("host a")["X-RateLimit-Used"] == "50"
    clock.now += 61
    third = made.take("host a", 100)
    clock.now += 61
    made.take("host a", 30)
    made.settle(third, 1)
    assert made.headers("host a")["X-RateLimit-Used"] == "30", "a new budget is not paid from an old one"
    made.settle(made.take(None, 10**9), 0)


def test_many_at_once_do_not_cost_more_than_the_budget():
    made, _ = budgets(budget=1_000)
    taken = []

    def ask():
        for _ in range(100):
            try:
                taken.append(made.take("host a", 7))
            except Refused:
                return

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 142
    assert made.headers("host a")["X-RateLimit-Used"] == "994"


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.7", "host 192.0.2.7"),
        ("::ffff:192.0.2.7", "host 192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "net 2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "net 2001:db8:1:2::/64"),
        ("fe80::1%eth0", "net fe80::/64"),
        ("127.0.0.1", None),
        ("::1", None),
        ("::ffff:127.0.0.1", None),
        ("a-name", "host a-name"),
        (None, None),
    ],
)
def test_a_client_is_its_address(host, client):
    made, _ = budgets()
    assert made.client(host, {}) == client


def test_this_machine_has_a_budget_where_the_settings_say_so():
    made, _ = budgets(budget_on_loopback=True)
    assert made.client("127.0.0.1", {}) == "host 127.0.0.1"
    assert made.headers(None) == {}


@pytest.mark.parametrize("headers", [{"authorization": "Bearer k1"}, {"authorization": "token k1"}, {"x-api-key": "k1"}])
def test_a_known_key_has_a_budget_of_its_own_and_an_unknown_one_has_none(headers):
    made, _ = budgets(keys=("k1", "k2"))
    assert made.client("192.0.2.7", headers) == made.client("127.0.0.1", headers) == "key k1"
    made, _ = budgets(keys=("k2",))
    assert made.client("192.0.2.7", headers) == "host 192.0.2.7"


def test_so_many_clients_are_remembered_and_no_more():
    made, _ = budgets()
    for number in range(CLIENTS + 10):
        made.charge(f"host {number}", 1)
    assert len(made.accounts) == CLIENTS
    assert "host 9" not in made.accounts


def test_a_place_is_given_back_whatever_happens():
    places = Places(1)
    with pytest.raises(ValueError, match="x"), places.one():
        with pytest.raises(Refused) as raised, places.one():
            pass
        raise ValueError("x")
    assert (raised.value.status, raised.value.headers) == (503, {"Retry-After": "1"})
    with places.one():
        pass
