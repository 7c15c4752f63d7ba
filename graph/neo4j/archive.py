"""All that another store was told, on this side, before it is written into an empty graph; and the same the other way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import apsw

from graph.changes import changes_of
from graph.facts import Evidence, Fact, Statement, evidence_order, fact_digest, whole_stints
from graph.neo4j.ledger import passage_number
from graph.neo4j.stage import CHANGE_ORDER, NEW_CASE, kept_value, made_fact, sheaves
from graph.store import Archive, Revision, Said, Saying

_LAYOUT = """
PRAGMA cache_size = -200000;
CREATE TABLE origin (oid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
CREATE TABLE passage (pid INTEGER PRIMARY KEY, source TEXT NOT NULL, method TEXT, quote TEXT, start INTEGER, stop INTEGER, original TEXT, note TEXT);
CREATE TABLE fact (id BLOB PRIMARY KEY, subject TEXT, predicate TEXT, object TEXT, key TEXT, value, holds INTEGER) WITHOUT ROWID;
CREATE TABLE stint (fact BLOB, pid INTEGER, said_by INTEGER, added_in INTEGER, withdrawn_in INTEGER, PRIMARY KEY (fact, pid, added_in)) WITHOUT ROWID;
CREATE TABLE said (oid INTEGER, fact BLOB, pid INTEGER, PRIMARY KEY (oid, fact, pid)) WITHOUT ROWID;
CREATE TABLE change (revision INTEGER, fact BLOB, what TEXT);
CREATE TABLE spoke (revision INTEGER, source TEXT, PRIMARY KEY (revision, source)) WITHOUT ROWID;
"""

_CHANGES = f"""
SELECT c.what, f.id, f.subject, {NEW_CASE}
FROM change c CROSS JOIN fact f ON f.id = c.fact WHERE c.revision = ?
ORDER BY {CHANGE_ORDER}
"""


class ArchiveStage:
    """What an archive brings."""

    def __init__(self, archive: Archive) -> None:
        """Read the archive to its end."""
        self.revisions: Sequence[Revision] = archive.revisions
        self.db = apsw.Connection("")
        self.db.execute(_LAYOUT)
        with self.db:
            self.db.executemany("INSERT INTO origin (name, digest) VALUES (?, ?)", archive.digests.items())
            self.origins: dict[str, int] = {name: oid for name, oid in self.db.execute("SELECT name, oid FROM origin")}
            for fact, sayings in groupby(archive.sayings, key=lambda saying: saying.statement.fact):
                self._take(fact, sayings)
            self.db.execute("CREATE INDEX fact_subject ON fact (subject); CREATE INDEX change_revision ON change (revision)")

    def close(self) -> None:
        """Let it go."""
        self.db.close()

    def _take(self, fact: Fact, sayings: Iterable[Saying]) -> None:
        """Take all that is said of one fact."""
        id = fact_digest(fact)
        spells = sorted(sayings, key=lambda each: (evidence_order(each.statement.evidence), each.added_in))
        said_by: dict[Evidence, set[str | None]] = {}
        for each in spells:
            evidence = each.statement.evidence
            numbers = (each.added_in,) if each.withdrawn_in is None else (each.added_in, each.withdrawn_in)
            self.db.executemany("INSERT OR IGNORE INTO spoke VALUES (?, ?)", ((number, evidence.source) for number in numbers))
            if each.withdrawn_in is None:
                said_by.setdefault(evidence, set()).add(each.origin)
                if each.origin is not None:
                    self.db.execute("INSERT OR IGNORE INTO said VALUES (?, ?, ?)", (self.origins[each.origin], id, passage_number(evidence)))
        stints = list(whole_stints((each.statement.evidence, each.added_in, each.withdrawn_in) for each in spells))
        for evidence, added, withdrawn in stints:
            pid = passage_number(evidence)
            self.db.execute("INSERT OR IGNORE INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (pid, *evidence))
            says = len(said_by[evidence]) if withdrawn is None else 0
            self.db.execute("INSERT INTO stint VALUES (?, ?, ?, ?, ?)", (id, pid, says, added, withdrawn))
        subject, predicate, target, key, value = fact
        content = (id, subject, predicate, target, key, kept_value(value), bool(said_by))
        self.db.execute("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)", content)
        self.db.executemany(
            "INSERT INTO change VALUES (?, ?, ?)", ((change.revision, id, change.change) for change in changes_of(fact, stints))
        )

    # -- what comes out

    def passages(self) -> Iterator[tuple[int, Evidence]]:
        """All passages."""
        sql = "SELECT pid, source, method, quote, start, stop, original, note FROM passage"
        return ((pid, Evidence(*content)) for pid, *content in self.db.execute(sql))

    def facts(self) -> Iterator[tuple[str, Fact, bool, list[Any]]]:
        """All facts, by subject, whether they hold, and their evidence: see `Stage.new_facts`."""
        sql = "SELECT id, holds, subject, predicate, object, key, value FROM fact ORDER BY subject, id"
        stints = "SELECT pid, said_by, added_in, withdrawn_in FROM stint WHERE fact = ?"
        for id, holds, *content in self.db.execute(sql):
            yield id.hex(), made_fact(content), bool(holds), list(self.db.execute(stints, (id,)))

    def changes(self, revision: int) -> Iterator[tuple[str, str, str, bool]]:
        """What a revision did to facts, in order: the change, the fact, its subject, and whether a case came by it."""
        for what, fact, subject, new_case in self.db.execute(_CHANGES, (revision,)):
            yield what, fact.hex(), subject, bool(new_case)

    def source(self, revision: int) -> str | None:
        """The source of all that a revision changed, where it is one."""
        sources = self.db.execute("SELECT source FROM spoke WHERE revision = ? LIMIT 2", (revision,)).fetchall()
        return str(sources[0][0]) if len(sources) == 1 else None

    def digests(self) -> Iterator[tuple[str, str]]:
        """The origins, with their digests."""
        return self.db.execute("SELECT name, digest FROM origin ORDER BY name")

    def sheaves(self) -> Iterator[tuple[str, int, int, bytes]]:
        """What each origin says now: see `Stage.sheaves`."""
        for oid, name in self.db.execute("SELECT oid, name FROM origin WHERE oid IN (SELECT oid FROM said) ORDER BY oid"):
            yield from sheaves(name, self.db.execute("SELECT fact, pid FROM said WHERE oid = ?", (oid,)))

    def subjects(self) -> Iterator[str]:
        """All that anything was ever said of."""
        return (subject for (subject,) in self.db.execute("SELECT DISTINCT subject FROM fact"))

    def spoken(self, predicates: Sequence[str]) -> Iterator[str]:
        """Those of which something was ever said by some predicates."""
        marks = ", ".join("?" * len(predicates))
        return (subject for (subject,) in self.db.execute(f"SELECT DISTINCT subject FROM fact WHERE predicate IN ({marks})", tuple(predicates)))

    def predicates(self) -> set[str]:
        """The predicates of all facts."""
        return {name for (name,) in self.db.execute("SELECT DISTINCT predicate FROM fact")}


class Origins:
    """Which origins say what now."""

    def __init__(self, said: Iterable[tuple[str, Iterable[tuple[bytes, int]]]]) -> None:
        """Take the pairs of facts and passages of each origin."""
        self.db = apsw.Connection("")
        self.db.execute("PRAGMA cache_size = -200000; CREATE TABLE said (fact BLOB, pid INTEGER, origin TEXT, PRIMARY KEY (fact, pid, origin)) WITHOUT ROWID")
        with self.db:
            for origin, pairs in said:
                self.db.executemany("INSERT OR IGNORE INTO said VALUES (?, ?, ?)", ((fact, pid, origin) for fact, pid in pairs))

    def sayings(self, said: Said, passages: Sequence[int]) -> Iterator[Saying]:
        """What is said of a fact, origin by origin; of evidence that ended nobody knows whose it was."""
        id = fact_digest(said.fact)
        for (evidence, added, withdrawn), passage in zip(said.evidence, passages, strict=True):
            statement = Statement(said.fact, evidence)
            if withdrawn is not None:
                yield Saying(None, statement, added, withdrawn)
                continue
            for (origin,) in self.db.execute("SELECT origin FROM said WHERE fact = ? AND pid = ? ORDER BY origin", (id, passage)):
                yield Saying(str(origin), statement, added)
