"""Taking statements into the log: staged as numbers, compared with what it holds, added and withdrawn in set-wise statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import apsw

from graph.facts import Batch, Evidence, Fact, Loaded, Statement, fact_digest
from graph.ontology import Scalar
from graph.sqlite.changes import write_revision
from graph.store import Archive

_TEMPORARY = """
DROP TABLE IF EXISTS temp.stage;
DROP TABLE IF EXISTS temp.said;
DROP TABLE IF EXISTS temp.gone;
DROP TABLE IF EXISTS temp.touched;
CREATE TEMP TABLE touched (fid INTEGER PRIMARY KEY);
CREATE TEMP TABLE said (fid INTEGER, passage INTEGER, origin INTEGER, PRIMARY KEY (fid, passage, origin)) WITHOUT ROWID;
CREATE TEMP TABLE gone (fid INTEGER, passage INTEGER, origin INTEGER, added_in INTEGER);
"""

_STAGE = """
DROP TABLE IF EXISTS temp.reloaded;
CREATE TEMP TABLE reloaded (oid INTEGER PRIMARY KEY);
CREATE TEMP TABLE stage (origin INTEGER, subject INTEGER, mark INTEGER, predicate TEXT, object INTEGER, key TEXT, value, passage INTEGER);
"""

_FACTS = """
INSERT OR IGNORE INTO main.fact (subject, mark, predicate, object, key, value)
    SELECT subject, mark, predicate, object, key, value FROM temp.stage;
"""

_RESOLVE = """
INSERT OR IGNORE INTO temp.said
    SELECT f.fid, s.passage, s.origin FROM temp.stage s CROSS JOIN main.fact f ON f.subject = s.subject AND f.mark = s.mark;
DROP TABLE temp.stage;
"""

_NEW_FACTS = """
SELECT count(*) AS facts, ifnull(sum(NOT EXISTS (SELECT 1 FROM evidence e WHERE e.fid = s.fid AND e.withdrawn_in IS NULL)), 0) AS new
FROM (SELECT DISTINCT fid FROM temp.said) s
"""

_COMPARE = """
DELETE FROM temp.said AS s WHERE EXISTS (SELECT 1 FROM evidence e WHERE e.fid = s.fid AND e.passage = s.passage AND e.origin = s.origin
    AND e.withdrawn_in IS NULL);
"""

_GONE = """
INSERT INTO temp.gone SELECT e.fid, e.passage, e.origin, e.added_in
    FROM temp.reloaded r CROSS JOIN evidence e ON e.origin = r.oid AND e.withdrawn_in IS NULL
    WHERE NOT EXISTS (SELECT 1 FROM temp.said s WHERE s.fid = e.fid AND s.passage = e.passage AND s.origin = e.origin)
"""

_WRITE = """
UPDATE evidence SET withdrawn_in = :revision FROM temp.gone g
    WHERE evidence.fid = g.fid AND evidence.passage = g.passage AND evidence.origin = g.origin AND evidence.added_in = g.added_in;
INSERT INTO evidence (fid, passage, origin, added_in) SELECT fid, passage, origin, :revision FROM temp.said;
INSERT OR IGNORE INTO temp.touched SELECT fid FROM temp.said;
INSERT OR IGNORE INTO temp.touched SELECT fid FROM temp.gone;
"""

_WITHDRAWN_FACTS = """
SELECT count(*) FROM (SELECT DISTINCT fid FROM temp.gone) g
WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.fid = g.fid AND e.withdrawn_in IS NULL)
"""

KNOWN_IDS = 400_000
"""How many ids and passages a load remembers the numbers of."""


def take_in(db: apsw.Connection, batches: Iterable[Batch], revision: int) -> Loaded:
    """Write what some origins say into the log, within the caller's transaction.

    Facts whose evidence changed are in `temp.touched` afterwards. The revision itself is not written here.

    Args:
        db: a connection in a transaction.
        batches: all that each origin says.
        revision: the number that the additions and withdrawals get.
    Returns:
        The counts; `revision` is None where no evidence came or went.
    """
    db.execute(_TEMPORARY + _STAGE)
    numbers = _Numbers(db)
    unchanged = 0
    for batch in batches:
        known = db.execute("SELECT oid, digest FROM origin WHERE name = ?", (batch.origin,)).get
        if known is not None and batch.digest and known[1] == batch.digest:
            unchanged += 1
            continue
        if known is None:
            oid = db.execute("INSERT INTO origin (name, digest) VALUES (?, ?) RETURNING oid", (batch.origin, batch.digest)).get
        else:
            oid = known[0]
            db.execute("UPDATE origin SET digest = ? WHERE oid = ?", (batch.digest, oid))
        # an origin that comes twice in one load: what it said first is replaced
        if not db.execute("INSERT OR IGNORE INTO temp.reloaded VALUES (?) RETURNING 1", (oid,)).fetchall():
            db.execute("DELETE FROM temp.stage WHERE origin = ?", (oid,))
        db.executemany("INSERT INTO temp.stage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", numbers.rows(oid, batch.statements))
    if not db.execute("SELECT EXISTS (SELECT 1 FROM temp.reloaded)").get:
        return Loaded(None, unchanged=unchanged)
    db.execute(_FACTS + _RESOLVE)
    facts, new = db.execute(_NEW_FACTS).get
    db.execute(_GONE)
    gone = db.changes()
    db.execute(_COMPARE)
    added = db.execute("SELECT count(*) FROM temp.said").get
    if not added and not gone:
        return Loaded(None, known=facts, unchanged=unchanged)
    db.execute(_WRITE, {"revision": revision})
    withdrawn = db.execute(_WITHDRAWN_FACTS).get
    return Loaded(revision, new, facts - new, withdrawn, added, unchanged)


_STAGE_SAYINGS = """
CREATE TEMP TABLE stage (origin INTEGER, subject INTEGER, mark INTEGER, predicate TEXT, object INTEGER, key TEXT, value, passage INTEGER,
    added_in INTEGER, withdrawn_in INTEGER);
"""

_BY_REVISION = """
CREATE INDEX temp.stage_added ON stage (added_in);
CREATE INDEX temp.stage_withdrawn ON stage (withdrawn_in) WHERE withdrawn_in IS NOT NULL;
"""

_OF_REVISION = """
DELETE FROM temp.said;
DELETE FROM temp.gone;
DELETE FROM temp.touched;
INSERT OR IGNORE INTO temp.said SELECT f.fid, s.passage, s.origin
    FROM temp.stage s CROSS JOIN main.fact f ON f.subject = s.subject AND f.mark = s.mark WHERE s.added_in = :revision;
INSERT INTO temp.gone SELECT f.fid, s.passage, s.origin, s.added_in
    FROM temp.stage s CROSS JOIN main.fact f ON f.subject = s.subject AND f.mark = s.mark WHERE s.withdrawn_in = :revision;
"""

NOBODY = 0
"""The number that stands for an origin that is not known any more."""


def take_archive(db: apsw.Connection, archive: Archive) -> None:
    """Write all that another store was told into an empty log, revision by revision, within the caller's transaction.

    All facts are in `temp.touched` afterwards.
    """
    db.execute(_TEMPORARY + _STAGE_SAYINGS)
    db.executemany("INSERT INTO origin (name, digest) VALUES (?, ?)", archive.digests.items())
    origins: dict[str | None, int] = dict(db.execute("SELECT name, oid FROM origin")) | {None: NOBODY}
    numbers = _Numbers(db)
    db.executemany(
        "INSERT INTO temp.stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (origins[each.origin], *numbers.row(each.statement), each.added_in, each.withdrawn_in)
            for each in archive.sayings
        ),
    )
    db.execute(_FACTS + _BY_REVISION)
    for revision in archive.revisions:
        db.execute(_OF_REVISION + _WRITE, {"revision": revision.number})
        write_revision(db, revision.number, revision.at, revision.loader)
    db.execute("DROP TABLE temp.stage; INSERT OR IGNORE INTO temp.touched SELECT fid FROM main.fact")


class _Numbers:
    """The numbers that stand for ids and for passages, given out as they are first met."""

    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self.things: dict[str, int] = {}
        self.passages: dict[Evidence, int] = {}

    def row(self, statement: Statement) -> tuple[Scalar | None, ...]:
        """A statement as it is staged, its origin aside."""
        return next(self.rows(NOBODY, (statement,)))[1:]

    def rows(self, oid: int, statements: Iterable[Statement]) -> Iterator[tuple[Scalar | None, ...]]:
        """Statements of an origin as they are staged."""
        things, passages = self.things, self.passages
        last, passage = None, 0
        for fact, evidence in statements:
            subject, predicate, target, key, value = fact
            nid = things.get(subject) or self.thing(subject)
            object = None if target is None else things.get(target) or self.thing(target)
            if evidence is not last:  # most often the one before, and its long texts need not be compared
                last, passage = evidence, passages.get(evidence) or self.passage(evidence)
            yield oid, nid, fact_mark(fact), predicate, object, key, value, passage

    def thing(self, id: str) -> int:
        """The number of an id."""
        nid: int | None = self.db.execute("SELECT nid FROM thing WHERE id = ?", (id,)).get
        if nid is None:
            nid = self.db.execute("INSERT INTO thing (id) VALUES (?) RETURNING nid", (id,)).get
        assert nid is not None
        if len(self.things) >= KNOWN_IDS:
            self.things.clear()
        self.things[id] = nid
        return nid

    def passage(self, evidence: Evidence) -> int:
        """The number of a source's words at their place."""
        mark = _number("\x1f".join("\x1e" if part is None else str(part) for part in evidence))
        pid: int | None = self.db.execute("SELECT pid FROM passage WHERE mark = ?", (mark,)).get
        if pid is None:
            source, method, quote, start, stop, original, note = evidence
            pid = self.db.execute(
                "INSERT INTO passage (source, method, quote, start, stop, original, note, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                "RETURNING pid",
                (self.thing(source), method, quote, start, stop, original, note, mark),
            ).get
        assert pid is not None
        if len(self.passages) >= KNOWN_IDS:
            self.passages.clear()
        self.passages[evidence] = pid
        return pid


def fact_mark(fact: Fact) -> int:
    """A number that stands for a fact among those of its subject: the first half of its id."""
    return int.from_bytes(fact_digest(fact)[:8], "big", signed=True)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
