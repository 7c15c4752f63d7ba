"""The graph as the log held it at a past revision, made from the log in memory."""

from __future__ import annotations

import apsw

from graph.errors import StoreError
from graph.sqlite.project import project_touched

MOST_FACTS = 300_000
"""Of a larger log no past graph is made: it would take too long, and too much memory."""

_COPY = """
INSERT INTO thing (nid, id) SELECT nid, id FROM past.thing;
INSERT INTO revision SELECT * FROM past.revision WHERE number <= :number;
INSERT INTO change SELECT * FROM past.change WHERE revision <= :number;
INSERT INTO evidence (fid, passage, origin, added_in, withdrawn_in)
    SELECT fid, passage, origin, added_in, CASE WHEN withdrawn_in <= :number THEN withdrawn_in END FROM past.evidence
    WHERE added_in <= :number;
INSERT INTO fact SELECT * FROM past.fact WHERE fid IN (SELECT fid FROM main.evidence);
INSERT INTO passage SELECT * FROM past.passage WHERE pid IN (SELECT passage FROM main.evidence);
DROP TABLE IF EXISTS temp.touched;
CREATE TEMP TABLE touched (fid INTEGER PRIMARY KEY);
INSERT INTO temp.touched SELECT fid FROM main.fact;
"""


def copy_past(db: apsw.Connection, address: str, number: int) -> None:
    """Fill an empty store with what another held at a revision, and work out what that shows.

    Args:
        db: a connection to the empty store.
        address: of the other, as SQLite opens it.
        number: the revision.
    Raises:
        StoreError: the log is too large for that.
    """
    db.execute("ATTACH ? AS past", (address,))
    try:
        with db:
            if db.execute("SELECT count(*) FROM past.fact").get > MOST_FACTS:
                raise StoreError(
                    f"the log has more than {MOST_FACTS:,} facts, which are too many to make its past from",
                    "ask `changes(since: …)` for what came after a revision",
                )
            db.execute(_COPY, {"number": number})
            project_touched(db)
    finally:
        db.execute("DETACH past")
