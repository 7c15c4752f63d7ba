"""Every edge between two things, seen from either end: one table in which a walk over the graph finds its next steps.

A row is an edge as it is seen from `nid`: `other` is at its far end, a thing of `kind`; `way` is twice the number of its type, and one
more where it leads away. From `since` up to `until`, first days of dated edges, it is in force. An edge from a thing to
itself is there once.
"""

from __future__ import annotations

from collections.abc import Iterator

import apsw

from graph.labels import DRAWN
from graph.ontology import EDGES
from graph.sqlite.layout import EDGE_COLUMNS, column, day_column, edge_column, edge_fact, edge_table, is_column, node_table

TYPE_CODES: dict[str, int] = {name: code for code, name in enumerate(DRAWN)}
"""The number of each type of edge between things."""

NOT_YET = "~"
"""Stands as `since` of what is not known to have begun; it comes after every day."""

_FORGET = """
DROP TABLE IF EXISTS temp.rewired;
CREATE TEMP TABLE rewired (nid INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO temp.rewired SELECT a.other FROM temp.affected f CROSS JOIN arc a ON a.nid = f.nid;
DELETE FROM arc WHERE (nid, way, other, key) IN (
    SELECT a.other, a.way - 1, a.nid, a.key FROM temp.affected f CROSS JOIN arc a ON a.nid = f.nid AND a.way & 1
);
DELETE FROM arc WHERE nid IN (SELECT nid FROM temp.affected) AND way & 1;
"""

_COUNT = """
INSERT OR IGNORE INTO temp.rewired SELECT nid FROM temp.affected;
INSERT OR IGNORE INTO temp.rewired SELECT a.other FROM temp.affected f CROSS JOIN arc a ON a.nid = f.nid;
DELETE FROM degree WHERE nid IN (SELECT nid FROM temp.rewired);
INSERT INTO degree SELECT r.nid, count(*) FROM temp.rewired r CROSS JOIN arc a ON a.nid = r.nid GROUP BY r.nid;
"""


def take_arcs(db: apsw.Connection) -> None:
    """Bring the edges that begin at `temp.affected` up to date, after the projection's tables; then how many each thing has."""
    db.execute(_FORGET)
    db.execute(
        "INSERT INTO arc (nid, way, other, key, kind, since, until, fact) "
        "WITH edge (src, type, dst, key, since, until, fact) AS MATERIALIZED (" + " UNION ALL ".join(_edges()) + ") "
        "SELECT e.src, 2 * e.type + 1, e.dst, e.key, t.kind, e.since, e.until, e.fact FROM edge e CROSS JOIN thing t ON t.nid = e.dst "
        "UNION ALL "
        "SELECT e.dst, 2 * e.type, e.src, e.key, t.kind, e.since, e.until, e.fact FROM edge e CROSS JOIN thing t ON t.nid = e.src "
        "WHERE e.src <> e.dst ORDER BY 1, 2, 3, 4"
    )
    db.execute(_COUNT)


def _edges() -> Iterator[str]:
    """The edges of each type that begin at what is affected."""
    for name, code in TYPE_CODES.items():
        edge = EDGES[name]
        if is_column(edge):
            for family, columns in EDGE_COLUMNS.items():
                if name in columns:
                    yield (
                        f"SELECT n.nid, {code}, n.{edge_column(name)}, '', NULL, NULL, n.{edge_fact(name)} FROM temp.affected f "
                        f"CROSS JOIN {node_table(family)} n ON n.nid = f.nid WHERE n.{edge_column(name)} IS NOT NULL"
                    )
            continue
        since, until = "NULL", "NULL"
        if edge.dated:
            since, until = f"l.{day_column('since')}", f"l.{day_column('until')}"
            if "status" in edge.props:  # a deal that is not known to have closed
                since = f"CASE WHEN l.{column('status')} IS NULL THEN {since} ELSE '{NOT_YET}' END"
        yield (
            f"SELECT l.src, {code}, l.dst, l.key, {since}, {until}, l.fact FROM temp.affected f CROSS JOIN {edge_table(name)} l ON l.src = f.nid"
        )
