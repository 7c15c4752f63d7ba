"""Cursors: where a row stands in an order, as text that only the graph that gave it out needs to understand.

A cursor is JSON, in hexadecimal so that nobody builds on its form: the signature of the order, the row's value for each key of
the order (dates by their first day), its id, and for a row of a relation the key of its edge. It holds as long as the order is
the same; rows that come or go meanwhile are seen or not by their place, and no row is given out twice.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence

from graph.errors import BadCursor
from graph.ontology import Scalar
from graph.query import Order


def signature(kind: str, relation: str | None, order: Sequence[Order]) -> str:
    """What tells an order of rows from others: eight hexadecimal digits."""
    text = repr((kind, relation, [(each.prop, each.direction, each.on_edge) for each in order]))
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


PLACE_IN_LOG = signature("Change", None, ())
"""The signature of the order of the log: a cursor of it holds the place of a change, and an empty key."""


def encode(signature: str, values: Sequence[Scalar | None]) -> str:
    """A cursor for a row: `values` are those of the keys, then the id, then (of a relation) the edge's key."""
    return json.dumps([signature, *values], ensure_ascii=False, separators=(",", ":")).encode().hex().upper()


def decode(cursor: object, signature: str, length: int) -> list[Scalar | None]:
    """The values in a cursor.

    Args:
        cursor: what a client sent.
        signature: of the order asked for now.
        length: how many values the order has.
    Raises:
        BadCursor: it is no cursor, or one of another order.
    """
    try:
        found = json.loads(bytes.fromhex(str(cursor)))
    except (ValueError, RecursionError) as error:
        raise BadCursor("this is no cursor of this graph", "take `endCursor` or `cursor` as it was answered") from error
    whole = isinstance(found, list) and len(found) == length + 1 and isinstance(found[-1], str)
    if not whole or not all(_may_be_held(value) for value in found):
        raise BadCursor("this is no cursor of this graph", "take `endCursor` or `cursor` as it was answered")
    if found[0] != signature:
        raise BadCursor("this cursor belongs to another list or another order", "begin again without `after`")
    values: list[Scalar | None] = found[1:]
    return values


def place_in_log(cursor: object) -> int:
    """The place of a change that a cursor of the log stands for; the first change has 1.

    Raises:
        BadCursor: it is no cursor, or one of another list.
    """
    place, _ = decode(cursor, PLACE_IN_LOG, 2)
    if type(place) is not int or place < 0:
        raise BadCursor("this is no cursor of this graph", "take `endCursor` or `cursor` as it was answered")
    return place


def at_place_in_log(place: int) -> str:
    """The cursor of a change by its place in the log; 0 stands before the first.

    >>> place_in_log(at_place_in_log(7))
    7
    """
    return encode(PLACE_IN_LOG, (place, ""))


def _may_be_held(value: object) -> bool:
    """Whether a row could have such a value: what a store cannot keep was never given out."""
    if isinstance(value, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or (isinstance(value, int) and -(2**63) <= value < 2**63)
