"""Rows of things about which there is nothing to choose, straight from their facts: `project` unrolled for speed.

Nearly all things are such: no property with one value has two, none has many, and no edge says more than its key. A load of
many things takes half the time by this road. Whatever is not so goes the long way, through `graph.projection`; `tests/test_sqlite.py`
holds the two to the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from graph.facts import KIND
from graph.ontology import EDGES, Arity
from graph.projection import ENDS, REQUIRED, SEARCHED, SERVED, key_values
from graph.sqlite.layout import CODES, COLUMNS, EDGE_COLUMNS, EDGE_TABLES, FAMILY, KIND_BY_CODE, edge_props, is_column
from graph.sqlite.write import Rows, Words

FactRow = tuple[int, str, int | None, int, str, int | None, str | None, int | None, str, Any]
"""A fact that holds: the number, id and kind of its subject, its own number, the predicate, the object's number, id and kind, the
key, the value."""


class _Taken(NamedTuple):
    """How a predicate is taken: into which column of the row, and for an edge, to which kinds."""

    column: int | None = None
    fact_column: int | None = None
    edge: str | None = None
    to: frozenset[int] = frozenset()
    weight: float = 0.0


class _Kind(NamedTuple):
    """How things of a kind are taken: by predicate, into a row that begins as `row`."""

    family: str
    row: tuple[Any, ...]
    taken: dict[str, _Taken]


def _kind(kind: str) -> _Kind:
    family = FAMILY[kind]
    edges, props = EDGE_COLUMNS[family], COLUMNS[family]
    first_prop = 4 + 2 * len(edges)
    row: list[Any] = [None, None, CODES[kind], None, *(2 * len(edges) * [None]), *(REQUIRED[kind].get(prop.name) for prop in props)]
    taken = {KIND: _Taken(column=3)}
    places = {prop.name: first_prop + place for place, prop in enumerate(props)}
    for prop in SERVED[kind]:
        if not prop.many:
            taken[prop.name] = _Taken(column=places[prop.name], weight=SEARCHED[kind].get(prop.name, 0.0))
    if kind == "Case":  # the fact behind the day of filing has a column too
        taken["filed_on"] = taken["filed_on"]._replace(fact_column=len(row))
        row.append(None)
    for name, edge in EDGES.items():
        to = frozenset(CODES[end] for end in ENDS[name].get(kind, ()))
        if edge.derived or not to:
            continue
        if is_column(edge):
            place = edges.index(name)
            taken[name] = _Taken(column=4 + place, fact_column=4 + len(edges) + place, to=to)
        elif edge.forward is None or edge.forward.arity is not Arity.ONE:
            taken[name] = _Taken(edge=name, to=to)
    return _Kind(family, tuple(row), taken)


_KINDS: dict[int, _Kind] = {code: _kind(kind) for code, kind in KIND_BY_CODE.items()}

_OF_KEY: dict[str, tuple[str, ...]] = {name: tuple(prop.name for prop in edge_props(name)) for name in EDGE_TABLES}


def plain_rows(nid: int, id: str, code: int, facts: Sequence[FactRow]) -> Rows | None:
    """The rows of a thing; None where there is something to choose or to gather.

    Args:
        nid: its number.
        id: its id.
        code: the number of its kind.
        facts: all facts about it that hold.
    """
    family, begun, taken = _KINDS[code]
    row = list(begun)
    row[0], row[1] = nid, id
    edges: list[tuple[str, tuple[Any, ...]]] = []
    texts: Words = {}
    filled = 0
    for _, _, _, fid, predicate, object, target, target_code, key, value in facts:
        how = taken.get(predicate)
        if how is None:
            return None
        column, fact_column, edge, to, weight = how
        if to:
            if target_code not in to:
                continue
            if edge is not None:
                edges.append((edge, (nid, target, key, object, fid, *_key_columns(edge, key))))
                continue
        if column is None or filled >> column & 1:
            return None
        filled |= 1 << column
        if to:
            row[column] = object
        elif column == 3:
            row[3] = fid
        else:
            row[column] = value
        if fact_column is not None:
            row[fact_column] = fid
        if weight:
            texts.setdefault(weight, []).append(str(value))
    return Rows(KIND_BY_CODE[code], family, tuple(row), edges, texts) if filled >> 3 & 1 else None


def _key_columns(edge: str, key: str) -> tuple[Any, ...]:
    made = _KEYS.get((edge, key))
    if made is None:
        values = key_values(EDGES[edge], key)
        made = tuple(values.get(name) for name in _OF_KEY[edge])
        if len(_KEYS) < KNOWN_KEYS:
            _KEYS[edge, key] = made
    return made


KNOWN_KEYS = 10_000
"""How many keys of edges are remembered with the columns that they make."""

_KEYS: dict[tuple[str, str], tuple[Any, ...]] = {}
