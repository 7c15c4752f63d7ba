"""A load on this side: what its origins say, compared with what the log holds, before anything is written.

It lies in a database of SQLite's that is gone with the load: in memory while it is small, else in a temporary file. So input of any size
is read to its end, and whatever breaks off till then has changed nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import apsw

from graph.changes import CHANGES
from graph.facts import KIND, Batch, Evidence, Fact, Loaded, Statement, fact_digest
from graph.neo4j.ledger import AT_ONCE, pack, passage_number
from graph.ontology import SCHEMES, Scalar

_LAYOUT = """
PRAGMA cache_size = -200000;
CREATE TABLE origin (oid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, known INTEGER NOT NULL);
CREATE TABLE passage (pid INTEGER PRIMARY KEY, source TEXT NOT NULL, method TEXT, quote TEXT, start INTEGER, stop INTEGER, original TEXT, note TEXT);
CREATE TABLE statement (oid INTEGER, fact BLOB, subject TEXT, predicate TEXT, object TEXT, key TEXT, value, pid INTEGER);
CREATE TABLE held (fact BLOB, pid INTEGER, oid INTEGER, PRIMARY KEY (fact, pid, oid)) WITHOUT ROWID;
CREATE TABLE open (fact BLOB, pid INTEGER, said_by INTEGER NOT NULL, PRIMARY KEY (fact, pid)) WITHOUT ROWID;
CREATE TABLE known (fact BLOB PRIMARY KEY, holds INTEGER NOT NULL) WITHOUT ROWID;
"""

_RESOLVE = """
CREATE TABLE fact (id BLOB PRIMARY KEY, subject TEXT, predicate TEXT, object TEXT, key TEXT, value) WITHOUT ROWID;
INSERT OR IGNORE INTO fact SELECT fact, subject, predicate, object, key, value FROM statement ORDER BY fact;
CREATE TABLE said (fact BLOB, pid INTEGER, oid INTEGER, PRIMARY KEY (fact, pid, oid)) WITHOUT ROWID;
INSERT OR IGNORE INTO said SELECT fact, pid, oid FROM statement ORDER BY fact, pid, oid;
DROP TABLE statement;
"""

_COMPARE = """
CREATE TABLE moved (fact BLOB, pid INTEGER, oid INTEGER, by INTEGER, PRIMARY KEY (fact, pid, oid)) WITHOUT ROWID;
INSERT INTO moved SELECT s.fact, s.pid, s.oid, 1 FROM said s
    WHERE NOT EXISTS (SELECT 1 FROM held h WHERE h.fact = s.fact AND h.pid = s.pid AND h.oid = s.oid);
INSERT INTO moved SELECT h.fact, h.pid, h.oid, -1 FROM held h
    WHERE NOT EXISTS (SELECT 1 FROM said s WHERE s.fact = h.fact AND s.pid = h.pid AND s.oid = h.oid);
"""

_PIECES = """
CREATE TABLE piece (fact BLOB, pid INTEGER, before INTEGER NOT NULL, after INTEGER NOT NULL, PRIMARY KEY (fact, pid)) WITHOUT ROWID;
INSERT INTO piece SELECT m.fact, m.pid, ifnull(o.said_by, 0), ifnull(o.said_by, 0) + sum(m.by)
    FROM moved m LEFT JOIN open o ON o.fact = m.fact AND o.pid = m.pid GROUP BY m.fact, m.pid;
CREATE TABLE touched (fact BLOB PRIMARY KEY, is_new INTEGER NOT NULL, before INTEGER NOT NULL, now INTEGER NOT NULL, came INTEGER NOT NULL, went INTEGER NOT NULL)
    WITHOUT ROWID;
INSERT INTO touched SELECT p.fact, k.fact IS NULL, ifnull(k.holds, 0),
    max(p.after > 0) OR EXISTS (SELECT 1 FROM open o WHERE o.fact = p.fact AND NOT EXISTS (SELECT 1 FROM piece q WHERE q.fact = o.fact AND q.pid = o.pid)),
    max(p.before = 0 AND p.after > 0), max(p.before > 0 AND p.after = 0)
    FROM piece p LEFT JOIN known k ON k.fact = p.fact GROUP BY p.fact;
"""

CHANGE_ORDER = (
    "f.subject, f.predicate, f.object, f.key, f.value, "
    f"CASE c.what {' '.join(f'WHEN {name!r} THEN {place}' for place, name in enumerate(CHANGES))} END"
)
"""What the changes `c` of a revision to facts `f` are ordered by."""

NEW_CASE = f"c.what = 'ADDED' AND f.predicate = '{KIND}' AND f.value = 'Case'"
"""That a case comes by the change `c` to the fact `f`."""

_CHANGES = f"""
SELECT c.what, c.fact, f.subject, {NEW_CASE} FROM (
    SELECT fact, CASE WHEN now > before THEN 'ADDED' WHEN before > now THEN 'WITHDRAWN' WHEN came THEN 'EVIDENCE_ADDED' END AS what
        FROM touched WHERE came OR went
    UNION ALL SELECT fact, 'EVIDENCE_WITHDRAWN' FROM touched WHERE before AND now AND went
) c CROSS JOIN fact f ON f.id = c.fact
WHERE c.what IS NOT NULL AND substr(f.subject, 1, instr(f.subject || '/', '/') - 1) NOT IN ({", ".join(f"'{scheme}'" for scheme in SCHEMES)})
ORDER BY {CHANGE_ORDER}
"""

_COUNTS = """
SELECT (SELECT count(*) FROM (SELECT DISTINCT fact FROM said)),
    (SELECT count(*) FROM (SELECT DISTINCT s.fact FROM said s) s WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.fact = s.fact AND k.holds)
        AND NOT EXISTS (SELECT 1 FROM held h WHERE h.fact = s.fact)),
    (SELECT count(*) FROM touched WHERE before AND NOT now), (SELECT count(*) FROM moved WHERE by > 0)
"""

_WHICH = {
    "opened": "p.before = 0 AND p.after > 0",
    "closed": "p.before > 0 AND p.after = 0",
    "shared": "p.before > 0 AND p.after > 0",
}
"""What becomes of a piece of evidence, by the number of origins that say it before and after."""

ROWS_AT_ONCE = 1_000
"""How many rows a thread reads before it is another one's turn."""

KNOWN_PASSAGES = 400_000
"""How many passages a load remembers the numbers of."""


class Stage:
    """What a load brings."""

    def __init__(self) -> None:
        self.db = apsw.Connection("")
        self.db.execute(_LAYOUT)
        self.passages: dict[Evidence, int] = {}
        self.unchanged = 0
        self.turn = threading.Lock()

    def close(self) -> None:
        """Let it go."""
        self.db.close()

    # -- taking in

    def take(self, batches: Iterable[Batch], digests: Mapping[str, str]) -> bool:
        """Read what the origins say; tell whether any but unchanged ones came.

        Args:
            batches: all that each says.
            digests: of the origins that were loaded before.
        """
        with self.db:
            for batch in batches:
                known = digests.get(batch.origin)
                if batch.digest and known == batch.digest and not self._came(batch.origin):
                    self.unchanged += 1
                    continue
                oid = self._origin(batch, known is not None)
                self.db.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._rows(oid, batch.statements))
            self.passages.clear()
            self.db.execute(_RESOLVE)
        return bool(self.db.execute("SELECT EXISTS (SELECT 1 FROM origin)").get)

    def _came(self, name: str) -> bool:
        return bool(self.db.execute("SELECT EXISTS (SELECT 1 FROM origin WHERE name = ?)", (name,)).get)

    def _origin(self, batch: Batch, known: bool) -> int:
        """The number of an origin; of one that comes twice in a load, what it said first is replaced."""
        oid: int | None = self.db.execute("SELECT oid FROM origin WHERE name = ?", (batch.origin,)).get
        if oid is None:
            sql = "INSERT INTO origin (name, digest, known) VALUES (?, ?, ?) RETURNING oid"
            made: int = self.db.execute(sql, (batch.origin, batch.digest, known)).get
            return made
        self.db.execute("UPDATE origin SET digest = ? WHERE oid = ?", (batch.digest, oid))
        self.db.execute("DELETE FROM statement WHERE oid = ?", (oid,))
        return oid

    def _rows(self, oid: int, statements: Iterable[Statement]) -> Iterator[tuple[Any, ...]]:
        passages = self.passages
        for fact, evidence in statements:
            pid = passages.get(evidence)
            if pid is None:
                pid = self._passage(evidence)
            subject, predicate, target, key, value = fact
            yield oid, fact_digest(fact), subject, predicate, target, key, kept_value(value), pid

    def _passage(self, evidence: Evidence) -> int:
        pid = passage_number(evidence)
        self.db.execute("INSERT OR IGNORE INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (pid, *evidence))
        if len(self.passages) >= KNOWN_PASSAGES:
            self.passages.clear()
        self.passages[evidence] = pid
        return pid

    # -- comparing

    def reloaded(self) -> list[str]:
        """The origins that were loaded before."""
        return [name for (name,) in self.db.execute("SELECT name FROM origin WHERE known ORDER BY name")]

    def take_held(self, origin: str, pairs: Iterable[tuple[bytes, int]]) -> None:
        """Take what the log has of an origin."""
        oid = self.db.execute("SELECT oid FROM origin WHERE name = ?", (origin,)).get
        self.db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?, ?)", ((fact, pid, oid) for fact, pid in pairs))

    def compare(self) -> None:
        """Tell what comes and goes, origin by origin."""
        self.db.execute(_COMPARE)

    def moved_facts(self) -> Iterator[str]:
        """The ids of the facts of which an origin says more or less than before."""
        return (fact.hex() for (fact,) in self.db.execute("SELECT DISTINCT fact FROM moved"))

    def take_known(self, fact: Fact, holds: bool, pieces: Iterable[tuple[int, int]]) -> None:
        """Take what the log has of such a fact: whether it holds, and by how many origins each passage is said that holds."""
        id = fact_digest(fact)
        subject, predicate, target, key, value = fact
        self.db.execute("INSERT OR IGNORE INTO fact VALUES (?, ?, ?, ?, ?, ?)", (id, subject, predicate, target, key, kept_value(value)))
        self.db.execute("INSERT INTO known VALUES (?, ?)", (id, holds))
        self.db.executemany("INSERT INTO open VALUES (?, ?, ?)", ((id, pid, said_by) for pid, said_by in pieces))

    def take_source(self, passage: int, source: str) -> None:
        """Take the source of a passage that the log has."""
        self.db.execute("INSERT OR IGNORE INTO passage (pid, source) VALUES (?, ?)", (passage, source))

    def settle(self, revision: int) -> Loaded:
        """Work out what the load does to every fact, and count."""
        self.db.execute(_PIECES)
        said, new, withdrawn, evidence = self.db.execute(_COUNTS).get
        changed = bool(self.db.execute("SELECT EXISTS (SELECT 1 FROM moved)").get)
        return Loaded(revision if changed else None, new, said - new, withdrawn, evidence, self.unchanged)

    # -- what comes out

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement, some at a time, so that several threads may read: they take turns."""
        with self.turn:
            found = self.db.execute(sql, values)
        while True:
            with self.turn:
                some = list(islice(found, ROWS_AT_ONCE))
            yield from some
            if len(some) < ROWS_AT_ONCE:
                return

    def prepare(self) -> None:
        """Make the indexes that what comes out is read by; before several threads read it."""
        with self.turn:
            self.db.execute(
                "CREATE INDEX IF NOT EXISTS said_by_origin ON said (oid); CREATE INDEX IF NOT EXISTS fact_subject ON fact (subject)"
            )

    def size(self) -> int:
        """How many pieces of evidence come, go or change."""
        ((size,),) = self.rows("SELECT count(*) FROM piece")
        return int(size)

    def new_facts(self, revision: int) -> Iterator[tuple[str, Fact, bool, list[Any]]]:
        """Facts that the log does not have, by subject, that they hold, and their evidence.

        Evidence is a passage, the number of origins that say it, and the revisions that added it and withdrew it.
        """
        sql = (
            "SELECT t.fact, f.subject, f.predicate, f.object, f.key, f.value FROM touched t CROSS JOIN fact f ON f.id = t.fact "
            "WHERE t.is_new ORDER BY f.subject, f.id"
        )
        pieces = f"SELECT pid, after, {revision}, NULL FROM piece WHERE fact = ? AND after > 0"
        for id, *content in self.rows(sql):
            yield id.hex(), made_fact(content), True, list(self.rows(pieces, (id,)))

    def pieces(self, which: str) -> Iterator[tuple[str, int, int]]:
        """Evidence of facts that the log has: that which `opened`, `closed`, or is said by more or fewer (`shared`):
        the fact, the passage, and by how many origins it is said."""
        condition = _WHICH[which]
        sql = f"SELECT p.fact, p.pid, p.after FROM piece p CROSS JOIN touched t ON t.fact = p.fact WHERE NOT t.is_new AND {condition}"
        return ((fact.hex(), pid, after) for fact, pid, after in self.rows(sql))

    def turned(self) -> Iterator[tuple[str, bool]]:
        """Facts that the log has and that begin to hold, or hold no longer."""
        sql = "SELECT fact, now FROM touched WHERE NOT is_new AND now <> before"
        return ((fact.hex(), bool(now)) for fact, now in self.rows(sql))

    def new_passages(self) -> Iterator[tuple[int, Evidence]]:
        """The passages of evidence that comes."""
        sql = (
            "SELECT pid, source, method, quote, start, stop, original, note FROM passage "
            "WHERE pid IN (SELECT pid FROM piece WHERE before = 0 AND after > 0)"
        )
        return ((pid, Evidence(*content)) for pid, *content in self.rows(sql))

    def changes(self) -> Iterator[tuple[str, str, str, bool]]:
        """What the load does to facts, in order: the change, the fact, its subject, and whether a case comes by it."""
        for what, fact, subject, new_case in self.rows(_CHANGES):
            yield what, fact.hex(), subject, bool(new_case)

    def source(self) -> str | None:
        """The source of all that came and went, where it is one."""
        sources = list(self.rows("SELECT DISTINCT source FROM passage WHERE pid IN (SELECT DISTINCT pid FROM moved) LIMIT 2"))
        return str(sources[0][0]) if len(sources) == 1 else None

    def origins(self) -> Iterator[tuple[str, str]]:
        """The origins that were read, with their digests."""
        return self.rows("SELECT name, digest FROM origin ORDER BY name")

    def sheaves(self) -> Iterator[tuple[str, int, int, bytes]]:
        """What each origin says, of those that say otherwise than before: its name, the place, number and bytes of some pairs."""
        sql = "SELECT oid, name FROM origin WHERE oid IN (SELECT oid FROM moved) ORDER BY oid"
        self.prepare()
        for oid, name in self.rows(sql):
            yield from sheaves(name, self.rows("SELECT fact, pid FROM said WHERE oid = ?", (oid,)))

    def subjects(self, predicates: Iterable[str] | None = None) -> Iterator[str]:
        """The subjects of the facts that are touched, of some predicates or of all."""
        sql = "SELECT DISTINCT f.subject FROM touched t CROSS JOIN fact f ON f.id = t.fact"
        some = tuple(predicates or ())
        if some:
            sql += f" WHERE f.predicate IN ({', '.join('?' * len(some))})"
        return (subject for (subject,) in self.rows(sql, some))

    def predicates(self) -> set[str]:
        """The predicates of the facts that are touched."""
        return {name for (name,) in self.rows("SELECT DISTINCT f.predicate FROM touched t CROSS JOIN fact f ON f.id = t.fact")}


def made_fact(content: Sequence[Any]) -> Fact:
    """A fact from its columns."""
    subject, predicate, target, key, value = content
    return Fact(subject, predicate, target, key, value == b"\x01" if isinstance(value, bytes) else value)


def kept_value(value: Scalar | None) -> Any:
    """A value as it is staged: SQLite has no booleans."""
    return (b"\x01" if value else b"\x00") if isinstance(value, bool) else value


def sheaves(name: str, pairs: Iterable[tuple[bytes, int]]) -> Iterator[tuple[str, int, int, bytes]]:
    """What an origin says: its name, the place, number and bytes of some pairs; one without pairs where it says nothing."""
    place = 0
    for place, some in enumerate(chunks(pairs, AT_ONCE), 1):
        yield name, place - 1, len(some), pack(some)
    if not place:
        yield name, 0, 0, b""


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Rows, some at a time."""
    waiting = iter(rows)
    while some := list(islice(waiting, size)):
        yield some
