"""The graph as the log held it at a past revision: a copy of the store from which what came later is taken back.

What that takes depends on what came later, and for the copy on the size of the store; the projection of all else stays as it is.
"""

from __future__ import annotations

import apsw

from graph.sqlite.project import project_touched

_TAKE_BACK = """
DROP TABLE IF EXISTS temp.touched;
CREATE TEMP TABLE touched (fid INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO temp.touched SELECT fid FROM main.evidence WHERE added_in > :number OR withdrawn_in > :number;
DELETE FROM main.evidence WHERE added_in > :number;
UPDATE main.evidence SET withdrawn_in = NULL WHERE withdrawn_in > :number;
DELETE FROM main.change WHERE revision > :number;
DELETE FROM main.revision WHERE number > :number;
"""

_FORGET = """
DELETE FROM main.fact WHERE fid IN (SELECT fid FROM temp.touched)
    AND NOT EXISTS (SELECT 1 FROM main.evidence e WHERE e.fid = main.fact.fid);
"""


def copy(source: apsw.Connection, target: apsw.Connection) -> None:
    """Copy a store as it is now, whatever is loaded meanwhile."""
    with target.backup("main", source, "main") as backup:
        backup.step(-1)


def take_back(db: apsw.Connection, number: int) -> None:
    """Bring a store to what it was at a revision, as if no later load had come."""
    with db:
        db.execute(_TAKE_BACK, {"number": number})
        project_touched(db)
        db.execute(_FORGET)
