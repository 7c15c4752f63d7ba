"""What a revision changed, numbered as the log grows: written with the load, never changed after."""

from __future__ import annotations

import apsw

from graph.facts import KIND
from graph.ontology import SCHEMES
from graph.sqlite.layout import ADDED, EVIDENCE_ADDED, EVIDENCE_WITHDRAWN, NEW_CASE, WITHDRAWN

_CHANGES = f"""
INSERT INTO change (revision, what, fid)
WITH told AS MATERIALIZED (
    SELECT fid, EXISTS (
        SELECT 1 FROM evidence e WHERE e.fid = t.fid AND e.added_in < :revision AND (e.withdrawn_in IS NULL OR e.withdrawn_in = :revision)
    ) AS before, EXISTS (SELECT 1 FROM evidence e WHERE e.fid = t.fid AND e.withdrawn_in IS NULL) AS now
    FROM temp.touched t
),
piece AS (
    SELECT e.fid, max(e.added_in < :revision) AS before, max(e.withdrawn_in IS NULL) AS now
    FROM told t CROSS JOIN evidence e ON e.fid = t.fid
    WHERE t.before AND t.now AND (e.withdrawn_in IS NULL OR e.withdrawn_in = :revision)
    GROUP BY e.fid, e.passage
),
moved AS MATERIALIZED (SELECT fid, max(now > before) AS came, max(before > now) AS went FROM piece GROUP BY fid)
SELECT :revision, CASE WHEN c.what = {ADDED} AND f.predicate = '{KIND}' AND f.value = 'Case' THEN {NEW_CASE} ELSE c.what END, f.fid
FROM (
    SELECT fid, CASE WHEN now THEN {ADDED} ELSE {WITHDRAWN} END AS what FROM told WHERE before <> now
    UNION ALL SELECT fid, {EVIDENCE_ADDED} FROM moved WHERE came
    UNION ALL SELECT fid, {EVIDENCE_WITHDRAWN} FROM moved WHERE went
) c CROSS JOIN fact f ON f.fid = c.fid CROSS JOIN thing s ON s.nid = f.subject LEFT JOIN thing o ON o.nid = f.object
WHERE substr(s.id, 1, instr(s.id || '/', '/') - 1) NOT IN ({", ".join(f"'{scheme}'" for scheme in SCHEMES)})
ORDER BY s.id, f.predicate, o.id, f.key, f.value, c.what
"""

_SOURCE = """
SELECT CASE WHEN min(p.source) = max(p.source) THEN min(p.source) END FROM (
    SELECT passage FROM temp.said UNION SELECT passage FROM temp.gone
) c CROSS JOIN passage p ON p.pid = c.passage
"""


def write_revision(db: apsw.Connection, revision: int, at: str, loader: str) -> None:
    """Keep a revision with what it changed; its evidence is in `temp.said`, `temp.gone` and `temp.touched`."""
    db.execute(_CHANGES, {"revision": revision})
    source = db.execute(_SOURCE).get
    last = db.execute("SELECT ifnull(max(place), 0) FROM change").get
    db.execute("INSERT INTO revision VALUES (?, ?, ?, ?, ?)", (revision, at, loader, source, last))
