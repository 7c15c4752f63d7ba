"""Cursors: what goes in comes out, and what is none of ours is refused."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cursors import decode, encode, signature
from graph.errors import BadCursor
from graph.query import Order

VALUES = st.lists(
    st.none()
    | st.text()
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False),
    max_size=4,
)


@given(VALUES, st.text())
def test_values_come_back_as_they_went_in(values: list[str | int | float | bool | None], id: str) -> None:
    cursor = encode("0123abcd", [*values, id])
    assert re.fullmatch("[0-9A-F]+", cursor)
    assert repr(decode(cursor, "0123abcd", len(values) + 1)) == repr([*values, id])


def test_a_signature_tells_orders_apart() -> None:
    orders = [
        ("Case", None, ()),
        ("Party", None, ()),
        ("Case", "cases", ()),
        ("Case", "suits", ()),
        ("Case", None, (Order("filed_on"),)),
        ("Case", None, (Order("filed_on", "DESC"),)),
        ("Case", None, (Order("name"),)),
        ("Case", None, (Order("name"), Order("filed_on"))),
        ("Case", None, (Order("filed_on"), Order("name"))),
        ("Body", "owns", (Order("since"),)),
        ("Body", "owns", (Order("since", on_edge=True),)),
    ]
    signatures = [signature(*order) for order in orders]
    assert len(set(signatures)) == len(orders)
    assert signatures == [signature(*order) for order in orders]
    assert all(re.fullmatch("[0-9a-f]{8}", each) for each in signatures)


def _hex(text: str) -> str:
    return text.encode().hex()


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "ABC", "training", "FF", None, 7, _hex("{}"), _hex("7"), _hex("[]"), _hex('["s"]'), _hex('["s", 1]'),
     _hex('["s", "a", "b"]'), _hex('["s", ["a"]]'), _hex('["s", {"a": 1}]'), _hex("[" * 20),
     _hex("[" * 5000), _hex('["s", "\\ud800"]'), _hex('["s", null]')],
)  # fmt: skip
def test_what_is_no_cursor_is_refused(cursor: object) -> None:
    with pytest.raises(BadCursor, match="no cursor of this graph") as refused:
        decode(cursor, "s", 1)
    assert refused.value.hint


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999", "9223372036854775808", "[]", '"\\udfff"'])
def test_a_cursor_with_a_value_that_no_store_keeps_is_refused(value: str) -> None:
    with pytest.raises(BadCursor, match="no cursor of this graph"):
        decode(_hex(f'["s", {value}, "a"]'), "s", 2)


def test_a_cursor_of_another_order_is_refused() -> None:
    with pytest.raises(BadCursor, match="another order") as refused:
        decode(encode("one", ["a"]), "other", 1)
    assert refused.value.hint == "begin again without `after`"


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_any_text_is_read_or_refused(raw: bytes) -> None:
    try:
        values = decode(raw.hex(), "s", 2)
    except BadCursor:
        return
    assert len(values) == 2
