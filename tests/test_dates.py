"""Partial dates."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate, first_day
from graph.errors import DataError

DAYS = st.dates(min_value=date(1, 1, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-01-21", date(2025, 1, 21), date(2025, 1, 21)),
    ],
)
def test_a_partial_date_covers_the_days_it_may_mean(text: str, first: date, last: date) -> None:
    assert (PartialDate(text).first_day, PartialDate(text).last_day) == (first, last)
    assert first_day(text) == first.isoformat()


@pytest.mark.parametrize(
    "text",
    ["", "25", "2025-", "2025-1", "2025-13", "2025-00", "2025-01-00", "2025-01-32", "2025-02-29", "2025-04-31", "0000", "0000-01-01",
     "21.01.2025", "2025/01/21", " 2025", "2025\n", "２０２５", "2025-01-21T00:00", "+2025", "today"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_form_to_write(text: str) -> None:
    with pytest.raises(DataError) as refused:
        PartialDate(text)
    assert repr(text)[1:-1] in repr(refused.value.message)
    assert refused.value.hint


def test_a_day_or_a_time_is_taken_as_its_day() -> None:
    assert PartialDate(date(2025, 1, 21)) == PartialDate(datetime(2025, 1, 21, 13, 30)) == "2025-01-21"
    assert PartialDate(date(33, 4, 3)) == "0033-04-03"


def test_it_is_its_text() -> None:
    assert json.dumps({"on": PartialDate("2025-01")}) == '{"on": "2025-01"}'
    assert {PartialDate("2025")} == {"2025"}
    assert sorted([PartialDate("2025-01-21"), PartialDate("2025"), PartialDate("2024-12-31"), PartialDate("2025-01")]) == [
        "2024-12-31",
        "2025",
        "2025-01",
        "2025-01-21",
    ]


@given(DAYS, DAYS)
def test_days_order_as_the_calendar_does(one: date, other: date) -> None:
    assert (PartialDate(one) < PartialDate(other)) == (one < other)
    assert PartialDate(one).first_day == PartialDate(one).last_day == one


@given(DAYS, st.sampled_from([4, 7, 10]))
def test_a_date_lies_within_what_it_is_shortened_to(day: date, length: int) -> None:
    coarse = PartialDate(day.isoformat()[:length])
    assert coarse.first_day <= day <= coarse.last_day
    assert coarse <= PartialDate(day)
    assert first_day(coarse) == coarse.first_day.isoformat()
