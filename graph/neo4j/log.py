"""The log on the server: what a load is compared with, and how what it brings is written and, where it broke off, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from graph.facts import Fact
from graph.neo4j.archive import ArchiveStage
from graph.neo4j.layout import CHANGES, FACT, NEW_CASE, ORIGIN, PASSAGE, READ_IN, REVISION, SAYS, SHEAF, WAITING, at
from graph.neo4j.ledger import unpack
from graph.neo4j.stage import Stage, chunks
from graph.store import Revision

AT_ONCE = 5_000
"""How many rows a statement writes."""

ORIGINS_AT_ONCE = 20
"""Of how many origins it is read at once what they said before."""

ON_A_SHEET = 500
"""How many changes a node holds."""


class Writing(Protocol):
    """Where statements are sent while something is written: one transaction for all, or one for each (`load.py`)."""

    def write(self, cypher: str, rows: Iterable[Any], size: int = AT_ONCE, **parameters: Any) -> None:
        """Send a statement once for some `$rows` at a time."""

    def read(self, cypher: str, **parameters: Any) -> list[Any]:
        """The records of a statement."""


FACT_COLUMNS = "f.subject, f.predicate, f.object, f.key, f.value"

_SHEAVES = f"""
UNWIND $names AS name
{at("o", ORIGIN, "name", "name", f"-[:{SAYS}]->(s:{SHEAF})")}
WITH name, max(s.revision) AS last, collect(s) AS sheaves
UNWIND sheaves AS s
WITH name, s WHERE s.revision = last
RETURN name, s.pairs
"""

_KNOWN = f"""
UNWIND $ids AS id
{at("f", FACT, "id")}
RETURN {FACT_COLUMNS}, f.holds, [(f)-[r:{READ_IN} WHERE r.withdrawn_in IS NULL]->(p) | [p.id, r.said_by, p.source]]
"""


def compare(log: Writing, stage: Stage, *, empty: bool) -> None:
    """Compare what a load brings with what the log has.

    Args:
        log: the way to the server.
        stage: the load.
        empty: that the log is known to have nothing.
    """
    if not empty:
        for names in chunks(stage.reloaded(), ORIGINS_AT_ONCE):
            for name, pairs in log.read(_SHEAVES, names=names):
                stage.take_held(name, unpack(pairs))
    stage.compare()
    if empty:
        return
    for ids in chunks(stage.moved_facts(), AT_ONCE):
        for *content, holds, pieces in log.read(_KNOWN, ids=ids):
            stage.take_known(Fact(*content), holds, [(pid, said_by) for pid, said_by, _ in pieces])
            for pid, _, source in pieces:
                stage.take_source(pid, source)


# ---------------------------------------------------------------------------------------------------------------------
# Writing

_PASSAGES = f"""
UNWIND $rows AS row
MERGE (p:{PASSAGE} {{id: row[0]}})
ON CREATE SET p.source = row[1], p.method = row[2], p.quote = row[3], p.start = row[4], p.end = row[5], p.original = row[6], p.note = row[7]
"""

_NEW_FACTS = f"""
UNWIND $rows AS row
CREATE (f:{FACT} {{id: row[0], subject: row[1], predicate: row[2], object: row[3], key: row[4], value: row[5], holds: row[6]}})
WITH f, row
UNWIND row[7] AS piece
{at("p", PASSAGE, "piece[0]")}
CREATE (f)-[:{READ_IN} {{said_by: piece[1], added_in: piece[2], withdrawn_in: piece[3]}}]->(p)
"""

_OPENED = f"""
UNWIND $rows AS row
{at("f", FACT, "row[0]")} {at("p", PASSAGE, "row[1]")}
CREATE (f)-[:{READ_IN} {{added_in: $revision, said_by: row[2]}}]->(p)
"""

_PIECE = at("f", FACT, "row[0]", rest=f"-[r:{READ_IN} WHERE r.withdrawn_in IS NULL]->(p WHERE p.id = row[1])")

_CLOSED = f"""
UNWIND $rows AS row
{_PIECE}
SET r.withdrawn_in = $revision
"""

_SHARED = f"""
UNWIND $rows AS row
{_PIECE}
SET r.said_before = CASE WHEN r.said_in = $revision THEN r.said_before ELSE r.said_by END, r.said_in = $revision, r.said_by = row[2]
"""

_HOLD = f"UNWIND $rows AS id {at('f', FACT, 'id')} SET f.holds = true"
_HOLD_NO_LONGER = f"UNWIND $rows AS id {at('f', FACT, 'id')} SET f.holds = false REMOVE f:{WAITING}"

_SAY = f"""
UNWIND $rows AS row
MERGE (o:{ORIGIN} {{name: row[0]}}) ON CREATE SET o.digest = ''
CREATE (o)-[:{SAYS}]->(:{SHEAF} {{revision: $revision, place: row[1], size: row[2], pairs: row[3]}})
"""

_DIGESTS = f"UNWIND $rows AS row MERGE (o:{ORIGIN} {{name: row[0]}}) SET o.digest = row[1]"

_STALE_SHEAVES = f"""
UNWIND $rows AS name
{at("o", ORIGIN, "name", "name", f"-[:{SAYS}]->(s:{SHEAF})")} WHERE s.revision < $revision OR s.size = 0
DETACH DELETE s
"""

_SHEETS = f"""
UNWIND $rows AS row
CREATE (:{CHANGES} {{first: row[0], last: row[1], revision: $revision, facts: row[2], whats: row[3]}})
"""

_NEW_CASES = f"UNWIND $rows AS row CREATE (:{NEW_CASE} {{place: row[0], fact: row[1], subject: row[2], revision: $revision}})"

_REVISION = f"""
UNWIND $rows AS row
CREATE (:{REVISION} {{number: $revision, at: row[0], loader: row[1], source: row[2], last: row[3]}})
"""


def write(log: Writing, stage: Stage, revision: int, at: str, loader: str) -> None:
    """Write what a load brings as a revision."""
    log.write(_PASSAGES, ([pid, *evidence] for pid, evidence in stage.new_passages()))
    log.write(_NEW_FACTS, ([id, *fact, holds, pieces] for id, fact, holds, pieces in stage.new_facts(revision)))
    log.write(_OPENED, stage.pieces("opened"), revision=revision)
    log.write(_CLOSED, stage.pieces("closed"), revision=revision)
    log.write(_SHARED, stage.pieces("shared"), revision=revision)
    turned = list(stage.turned())
    log.write(_HOLD, (id for id, holds in turned if holds))
    log.write(_HOLD_NO_LONGER, (id for id, holds in turned if not holds))
    log.write(_SAY, stage.sheaves(), 50, revision=revision)
    ((last,),) = log.read(f"RETURN COLLECT {{ MATCH (r:{REVISION} {{number: $number}}) RETURN r.last }}", number=revision - 1)
    write_revision(log, Revision(revision, at, loader), stage.changes(), stage.source(), last[0] if last else 0)


def write_revision(
    log: Writing, revision: Revision, changes: Iterable[tuple[str, str, str, bool]], source: str | None, last: int
) -> int:
    """Write a revision with what it changed.

    Args:
        log: the way to the server.
        revision: its number, its time, its loader.
        changes: in order: the change, the fact, its subject, and whether a case comes by it.
        source: of all that it changed, where it is one.
        last: the place of the last change before it.
    Returns:
        The place of its own last change.
    """
    cases: list[tuple[int, str, str]] = []

    def sheets() -> Iterator[tuple[int, int, list[str], list[str]]]:
        nonlocal last
        for some in chunks(changes, ON_A_SHEET):
            first = last + 1
            last += len(some)
            cases.extend((first + place, fact, subject) for place, (_, fact, subject, new_case) in enumerate(some) if new_case)
            yield first, last, [fact for _, fact, _, _ in some], [what for what, *_ in some]

    log.write(_SHEETS, sheets(), 50, revision=revision.number)
    log.write(_NEW_CASES, cases, revision=revision.number)
    log.write(_REVISION, [(revision.at, revision.loader, source, last)], revision=revision.number)
    return last


def write_archive(log: Writing, stage: ArchiveStage) -> None:
    """Write all that another store was told into an empty log."""
    log.write(_PASSAGES, ([pid, *evidence] for pid, evidence in stage.passages()))
    log.write(_NEW_FACTS, ([id, *fact, holds, pieces] for id, fact, holds, pieces in stage.facts()))
    last = newest = 0
    for revision in stage.revisions:
        newest = revision.number
        last = write_revision(log, revision, stage.changes(newest), stage.source(newest), last)
    log.write(_SAY, stage.sheaves(), 50, revision=newest)


def write_digests(log: Writing, digests: Iterable[tuple[str, str]]) -> None:
    """Keep by what each origin is known again."""
    log.write(_DIGESTS, digests)


def forget_stale(log: Writing, stage: Stage, revision: int) -> None:
    """Remove what the origins said before."""
    log.write(_STALE_SHEAVES, dict.fromkeys(name for name, *_ in stage.sheaves()), revision=revision)


# ---------------------------------------------------------------------------------------------------------------------
# Taking back

_TOUCHED_IN = f"""
MATCH (f:{FACT})-[r:{READ_IN}]->() WHERE r.added_in = $revision OR r.withdrawn_in = $revision OR r.said_in = $revision
RETURN DISTINCT f.id, f.subject, f.predicate
"""

_BACK = f"""
UNWIND $rows AS id
{at("f", FACT, "id")}
CALL (f) {{
    MATCH (f)-[r:{READ_IN} WHERE r.added_in = $revision]->() DELETE r
}}
CALL (f) {{
    MATCH (f)-[r:{READ_IN} WHERE r.withdrawn_in = $revision]->() REMOVE r.withdrawn_in
}}
CALL (f) {{
    MATCH (f)-[r:{READ_IN} WHERE r.said_in = $revision]->() SET r.said_by = r.said_before REMOVE r.said_in
}}
SET f.holds = EXISTS {{ (f)-[r:{READ_IN} WHERE r.withdrawn_in IS NULL]->() }}
"""

_NEVER_SAID = f"UNWIND $rows AS id {at('f', FACT, 'id')} WHERE NOT EXISTS {{ (f)-[:{READ_IN}]->() }} DELETE f"


def take_back(log: Writing, revision: int) -> set[tuple[str, str]]:
    """Take back what a load wrote that broke off.

    Returns:
        The subjects and predicates of the facts that it touched; what is shown of these has to be made anew.
    """
    touched = log.read(_TOUCHED_IN, revision=revision)
    ids = [id for id, _, _ in touched]
    log.write(_BACK, ids, revision=revision)
    log.write(_NEVER_SAID, ids)
    for label in (SHEAF, CHANGES, NEW_CASE):
        nodes = [id for (id,) in log.read(f"MATCH (n:{label} {{revision: $revision}}) RETURN elementId(n)", revision=revision)]
        log.write("UNWIND $rows AS id MATCH (n) WHERE elementId(n) = id DETACH DELETE n", nodes)
    log.write(f"UNWIND $rows AS number MATCH (r:{REVISION} {{number: number}}) DELETE r", [revision])
    return {(subject, predicate) for _, subject, predicate in touched}
