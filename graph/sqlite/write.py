"""Writing what is shown of things into their tables, and their words into the full text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import apsw

from graph.dates import first_day
from graph.ontology import EDGES, OWNED_PARTS, Prop
from graph.projection import Link, Thing
from graph.sqlite.layout import (
    CODES,
    COLUMNS,
    DATED_BY_CASE,
    EDGE_COLUMNS,
    EDGE_TABLES,
    FAMILIES,
    FAMILY,
    WEIGHTS,
    carried_columns,
    column,
    edge_column,
    edge_fact,
    edge_props,
    edge_table,
    is_column,
    node_table,
    target_family,
)

AT_ONCE = 20_000
"""How many things are kept before their rows are written."""

_WORDS = [f"w{number}" for number in range(len(WEIGHTS))]
_NO_WORDS = [None] * len(WEIGHTS)
_PLACE = {weight: 1 + place for place, weight in enumerate(WEIGHTS)}

NODE_COLUMNS: dict[str, tuple[str, ...]] = {
    family: (
        *("nid", "id", "kind", "fact"),
        *map(edge_column, EDGE_COLUMNS[family]),
        *map(edge_fact, EDGE_COLUMNS[family]),
        *(column(prop.name) for prop in COLUMNS[family]),
        *(["filed_fact"] if family == "Case" else []),
    )
    for family in FAMILIES
}
"""The columns of a family's table in the order in which a row is written."""

EDGE_ROWS: dict[str, tuple[str, ...]] = {
    edge: (
        *("src", "dst_id", "key", "dst", "fact"),
        *(column(prop.name) for prop in edge_props(edge)),
        *(["day"] if edge == DATED_BY_CASE else []),
    )
    for edge in EDGE_TABLES
}
"""The columns of an edge's table in the order in which a row is written."""

_FILED_ON = NODE_COLUMNS["Case"].index(column("filed_on"))


Words = dict[float, list[str]]
"""The texts by which a thing is found, by weight."""


class Rows(NamedTuple):
    """What is written of a thing: the row of its family's table, those of the edges that begin at it by type, and its words.

    The columns of a row are those of `NODE_COLUMNS`; those of an edge are those of `EDGE_ROWS`, the day of a case left out.
    """

    kind: str
    family: str
    row: tuple[Any, ...]
    edges: Sequence[tuple[str, tuple[Any, ...]]]
    texts: Mapping[float, Sequence[str]]


class Writer:
    """Collects rows by table and writes many at a time. The rows that stood for the same things before are gone already."""

    def __init__(self, db: apsw.Connection) -> None:
        """Write through a connection, within its transaction."""
        self.db = db
        self.added = 0
        self.nodes: dict[str, list[tuple[Any, ...]]] = {family: [] for family in FAMILIES}
        self.edges: dict[str, list[tuple[Any, ...]]] = {edge: [] for edge in EDGE_TABLES}
        self.words: list[tuple[Any, ...]] = []
        self.cases: list[tuple[Any, ...]] = []
        db.execute(f"DROP TABLE IF EXISTS temp.own_words; CREATE TEMP TABLE own_words (nid INTEGER PRIMARY KEY, {', '.join(_WORDS)})")

    def add(
        self, nid: int, thing: Thing, links: Sequence[Link], objects: Mapping[int, int], texts: Mapping[float, Sequence[str]]
    ) -> None:
        """Take a thing, the edges that begin at it, and the words by which it is found.

        Args:
            nid: its number.
            thing: what is shown of it.
            links: its edges.
            objects: the number of the other end of an edge, by the number of the fact that states it.
            texts: words by weight.
        """
        family = FAMILY[thing.kind]
        to_one: dict[str, Link] = {}
        edges: list[tuple[str, tuple[Any, ...]]] = []
        for link in links:
            if is_column(EDGES[link.type]):
                to_one[link.type] = link
            else:
                values = (_stored(prop, link.props.get(prop.name)) for prop in edge_props(link.type))
                edges.append((link.type, (nid, link.target, link.key, self._object(link, objects), link.ref, *values)))
        row: list[Any] = [nid, thing.id, CODES[thing.kind], thing.ref]
        row += [self._object(to_one[edge], objects) if edge in to_one else None for edge in EDGE_COLUMNS[family]]
        row += [to_one[edge].ref if edge in to_one else None for edge in EDGE_COLUMNS[family]]
        row += [_stored(prop, thing.props.get(prop.name)) for prop in COLUMNS[family]]
        if family == "Case":
            row.append(thing.refs.get("filed_on"))
        self.take(Rows(thing.kind, family, tuple(row), edges, texts))

    def take(self, rows: Rows) -> None:
        """Take the rows of a thing."""
        kind, family, row, edges, texts = rows
        self.nodes[family].append(row)
        for type, edge in edges:
            if type == DATED_BY_CASE:
                edge = (*edge, newest_first(row[_FILED_ON]) if kind == "Case" else 0)
            self.edges[type].append(edge)
        words = [row[0], *_NO_WORDS]
        for weight, found in texts.items():
            words[_PLACE[weight]] = found[0] if len(found) == 1 else "\n".join(sorted(set(found)))
        if kind == "Case":
            self.cases.append(tuple(words))
        else:
            self.words.append((*words, kind))
        self.added += 1
        if self.added % AT_ONCE == 0:
            self._flush()

    def finish(self) -> None:
        """Write what is left, what edges carry of the parts of cases, and the words of cases, found by those of their parts too."""
        self._flush()
        for edge in OWNED_PARTS:
            if names := ", ".join(carried_columns(edge)):
                part = f"SELECT {names} FROM {node_table(target_family(edge))} n WHERE n.nid = l.dst"
                self.db.execute(
                    f"UPDATE {edge_table(edge)} AS l SET ({names}) = ({part}) WHERE src IN (SELECT nid FROM temp.affected)"
                )
        parts = " UNION ".join(f"SELECT dst FROM {edge_table(edge)} WHERE src = ?1" for edge in OWNED_PARTS)
        parts += " UNION SELECT nid FROM n_response WHERE e_responds_to = ?1"
        of_parts = (
            f"SELECT {', '.join(_WORDS)} FROM words w CROSS JOIN thing t ON t.nid = w.rowid WHERE w.rowid IN ({parts}) ORDER BY t.id"
        )
        for nid, *own in self.db.execute(f"SELECT nid, {', '.join(_WORDS)} FROM temp.own_words"):
            for part in self.db.execute(of_parts, (nid,)):
                own = [f"{ours}\n{more}" if ours and more else ours or more for ours, more in zip(own, part, strict=True)]
            self.words.append((nid, *own, "Case"))
            if len(self.words) >= AT_ONCE:
                self._write_words()
        self._write_words()

    def _object(self, link: Link, objects: Mapping[int, int]) -> int:
        if link.ref is not None:
            return objects[link.ref]
        nid: int = self.db.execute("SELECT nid FROM thing WHERE id = ?", (link.target,)).get
        return nid

    def _flush(self) -> None:
        for family, rows in self.nodes.items():
            self._insert(node_table(family), NODE_COLUMNS[family], rows)
        for edge, rows in self.edges.items():
            rows.sort(key=itemgetter(0, 1, 2))
            self._insert(edge_table(edge), EDGE_ROWS[edge], rows)
        self._insert("temp.own_words", ["nid", *_WORDS], self.cases)
        self._write_words()

    def _write_words(self) -> None:
        self._insert("words", ["rowid", *_WORDS, "kind"], self.words)

    def _insert(self, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self.db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
            rows.clear()


def newest_first(filed_on: Any) -> int:
    """A day of filing as a number that rises from the newest day; 0 where it is unknown.

    >>> newest_first("2025-01")
    -20250101
    """
    return -int(first_day(filed_on).replace("-", "")) if filed_on else 0


def _stored(prop: Prop, value: Any) -> Any:
    if prop.many:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None
    return str(value) if isinstance(value, str) else value
