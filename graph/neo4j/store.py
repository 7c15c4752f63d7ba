"""The store: a Neo4j server or cluster, many readers, one load at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from types import TracebackType
from typing import Any, Self

from graph.errors import OutOfTime, StoreError, nearest
from graph.facts import Batch, Loaded, Statement
from graph.memory import MemoryStore
from graph.neo4j.archive import Origins
from graph.neo4j.compile import compile_query
from graph.neo4j.connection import Connection
from graph.neo4j.importing import blank_steps
from graph.neo4j.layout import (
    DOOR,
    FACT,
    GRAPH,
    LOCK,
    ORIGIN,
    READ_IN,
    REVISION,
    SAYS,
    SHEAF,
    VERSION,
    label_of,
)
from graph.neo4j.ledger import unpack
from graph.neo4j.load import Loads
from graph.neo4j.pages import all_said, links, said_of, things
from graph.neo4j.reading import HalfWritten, Reading
from graph.neo4j.stage import chunks
from graph.ontology import EDGES, KINDS
from graph.past import Pasts, check_revision
from graph.plans import Plans
from graph.projection import Link, Thing
from graph.query import Query
from graph.sqlite.store import SqliteStore
from graph.store import Archive, Bindings, Revision, Said, Saying, Store

MOST_FACTS = 300_000
"""Of a larger log no past graph is made: it would take too long, and too much memory."""

_IN_TIME = "ask for what came after a revision by `changes`"
"""What to do where a past graph takes too long to make."""

ORIGINS_AT_ONCE = 200
"""Of how many origins it is read at once what they say."""

NEAREST_AMONG = 50_000
"""Among how many ids one is looked for that looks like another."""


class Neo4jStore:
    """A graph on a Neo4j server or cluster (`neo4j://host:7687/database`, `bolt://…`; `+s` for TLS)."""

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        """Open the graph; make it where the database is empty.

        Args:
            url: see `graph.neo4j.connection.Connection`.
            read_only: refuse loads; the graph must exist.
        Raises:
            StoreError: the server cannot be reached, or its database is none of ours, or was made by another version.
        """
        self.read_only = read_only
        self.connection = Connection(url, read_only=read_only)
        self.loads = Loads(self.connection)
        self.reader = Reading(self.connection)
        self.own = threading.local()
        self.pasts: Pasts[Store] = Pasts()
        self.plans = Plans(compile_query)
        try:
            self._prepare(url)
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self, url: str) -> None:
        """Check the graph; in an empty database make it, in one that was imported its indexes."""
        self.connection.check()
        named = self.connection.url
        asked = f"RETURN COLLECT {{ MATCH (g:{GRAPH}) RETURN [g.version, coalesce(g.bare, false)] }}, COUNT {{ MATCH () }}"
        ((found, nodes),) = self.connection.read(lambda tx: tx.run(asked).values())
        version, bare = found[0] if found else (None, False)
        if version is None:
            if nodes:
                raise StoreError(f"{named} holds another graph, none of docketgraph's", "name an empty database")
            if self.read_only:
                raise StoreError(f"{named} is empty", "load it first: docketgraph load")
            self.connection.index()
            self.connection.run(
                f"MERGE (:{DOOR} {{one: 0}}) MERGE (:{LOCK} {{one: 0}}) MERGE (g:{GRAPH} {{one: 0}}) "
                f"ON CREATE SET g.version = {VERSION}, g.revision = 0, g.documents = 0, g.words = 0"
            )
        elif version != VERSION:
            raise StoreError(f"{named} was made by another version of docketgraph", "empty the database and load again")
        elif bare:
            _complete(url)
        elif not self.read_only:
            self.loads.mend_if_broken()

    # -- writing

    def load(self, batches: Iterable[Batch], loader: str = "") -> Loaded:
        """Take in what some origins say, all of it or nothing, as one revision."""
        with self._writing():
            return self.loads.load(batches, loader)

    def restore(self, archive: Archive) -> None:
        """Take in all that another store was told, all of it or nothing: the same revisions, each at its time.

        Raises:
            StoreError: something was loaded into this one before, it is not writable, or another load runs.
        """
        with self._writing():
            self.loads.restore(archive)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self.read_only:
            raise StoreError(f"{self.connection.url} is open for reading only", "open it without read_only")
        with self.loads.alone():
            yield

    # -- reading

    def select(self, query: Query, bindings: Bindings | None = None, *, seconds: float | None = None) -> bytes:
        """Answer a query as JSON text, by one statement, which is stopped after `seconds`.

        Raises:
            BadCursor: a bound cursor is none of this order.
            OutOfTime: it was stopped.
        """
        bindings = bindings or {}
        plan = self.plans.get(query, bindings)
        parameters = plan.values(bindings)
        answers = self._ask(plan.cypher, parameters, seconds)
        if isinstance(answers, list):
            return plan.json(answers)
        return answers.select(query, bindings, seconds=seconds)

    def _ask(self, cypher: str, parameters: Mapping[str, Any], seconds: float | None = None) -> list[Any] | Store:
        """What a statement gives as `answer`; or the past to ask instead: within `reading`, where a newer revision was met, and where the
        next one is half written."""
        reading: int | None = getattr(self.own, "reading", None)
        if reading is not None and self.own.past is not None:
            kept: Store = self.own.past
            return kept
        if self.reader.met() == 0 and self.revision() == 0:
            return self._before(0, seconds)  # while a first load is on its way, there are no indexes
        try:
            revision, answers = self.reader.ask(cypher, parameters, seconds)
        except HalfWritten as half:
            try:
                past = self._before(half.revision if reading is None else reading, seconds)
            except _TooLarge:
                raise half from None
        else:
            if reading is None or revision == reading:
                return answers
            past = self._before(reading, seconds)
        if reading is not None:
            self.own.past = past
        return past

    def _before(self, revision: int, seconds: float | None) -> Store:
        return self._at(revision, seconds) if revision else MemoryStore("memory:", read_only=True)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it, this thread reads one revision, whatever is loaded meanwhile.

        Neo4j has no snapshots. Where a load is published meanwhile, the rest is read of the past that the log holds; where the log is
        too large for that, a StoreError says so, and the request is made again.
        """
        if getattr(self.own, "reading", None) is not None:
            yield
            return
        self.own.reading, self.own.past = self.reader.revision(), None
        try:
            yield
        finally:
            self.own.reading = self.own.past = None

    def explain(self, query: Query, bindings: Bindings | None = None) -> list[str]:
        """The statement's plan, as Neo4j tells it, a step a line, what belongs to a step further in."""
        bindings = bindings or {}
        plan = self.plans.get(query, bindings)
        parameters = plan.values(bindings)
        explained = self.connection.read(lambda reads: reads.run(f"EXPLAIN {plan.cypher}", parameters).consume().plan)
        return list(_steps(explained, 0))

    def nearest(self, kind: str, word: str) -> str | None:
        """The id of that kind (abstract kinds allowed) that looks most like `word`; None where nothing does."""
        answers = self._ask(f"MATCH (n:{label_of(kind)}) RETURN n.id AS answer ORDER BY answer LIMIT {NEAREST_AMONG}", {})
        return nearest(word, answers) if isinstance(answers, list) else answers.nearest(kind, word)

    def has(self, kind: str, ids: Sequence[str]) -> set[str]:
        """Which of the ids are nodes of that kind (abstract kinds allowed)."""
        answers = self._ask(f"UNWIND $ids AS id MATCH (n:{label_of(kind)} {{id: id}}) RETURN id AS answer", {"ids": list(ids)})
        return set(answers) if isinstance(answers, list) else answers.has(kind, ids)

    def log(self, subjects: Sequence[str] | None = None) -> Iterator[Said]:
        """Every fact ever stated, of some subjects or of all, in order of subject, predicate, object, key and value."""
        with self.reading():
            try:
                ordered = None if subjects is None else sorted(set(subjects))
                last = ""
                for said, _ in all_said(self._page) if ordered is None else said_of(self._page, ordered):
                    yield said
                    last = said.fact.subject
                return
            except _Newer as newer:
                past = newer.past
            # pages end with a subject, so that what is left begins after the last one
            yield from (said for said in past.log(subjects) if said.fact.subject > last)

    def scan(self) -> Iterator[Thing | Link]:
        """The property graph as it is shown: all nodes, by kind and id, then all edges, by type, source, target and key."""
        with self.reading():
            given = 0
            try:
                shown: Iterator[Thing | Link] = chain(things(self._page), links(self._page))
                for each in shown:
                    yield each
                    given += 1
                return
            except _Newer as newer:
                past = newer.past
            yield from islice(past.scan(), given, None)

    def _page(self, cypher: str, parameters: Mapping[str, Any]) -> list[Any]:
        answers = self._ask(cypher, parameters)
        if isinstance(answers, list):
            return answers
        raise _Newer(answers)

    def revision(self, *, exact: bool = True) -> int:
        """The number of the newest revision, 0 before the first load; unless it must be `exact`, of those that were met."""
        return self.reader.revision() if exact else self.reader.met()

    def origins(self) -> set[str]:
        """The origins of what is said now."""
        answers = self._ask(
            f"MATCH (o:{ORIGIN})-[:{SAYS}]->(s:{SHEAF}) WITH o, max(s.revision) AS last "
            f"WHERE EXISTS {{ (o)-[:{SAYS}]->(s:{SHEAF}) WHERE s.revision = last AND s.size > 0 }} RETURN o.name AS answer",
            {},
        )
        return set(answers) if isinstance(answers, list) else answers.origins()

    def holds(self, origin: str, digest: str) -> bool:
        """Whether an origin is loaded with that digest."""
        answers = self._ask(
            f"RETURN EXISTS {{ (:{ORIGIN} {{name: $origin, digest: $digest}}) }} AS answer", {"origin": origin, "digest": digest}
        )
        return bool(answers[0]) if isinstance(answers, list) else answers.holds(origin, digest)

    def revisions(self) -> list[Revision]:
        """All revisions, oldest first."""
        answers = self._ask(f"MATCH (r:{REVISION}) RETURN [r.number, r.at, r.loader] AS answer ORDER BY r.number", {})
        return [Revision(*each) for each in answers] if isinstance(answers, list) else answers.revisions()

    def archive(self) -> Archive:
        """All that it was ever told, and when; to be read within `reading`.

        Of evidence that ended it is forgotten whose it was, and of several origins that say the same when each of them began.

        Raises:
            StoreError: while it is read, a load is published.
        """
        names = f"MATCH (o:{ORIGIN}) RETURN [o.name, o.digest] AS answer"
        return Archive(self.revisions(), dict(self._copied(names, {})), self._sayings())

    def _sayings(self) -> Iterator[Saying]:
        sheaf = f"MATCH (:{ORIGIN} {{name: name}})-[:{SAYS}]->(s:{SHEAF})"
        names = sorted(self._copied(f"MATCH (o:{ORIGIN}) RETURN o.name AS answer", {}))
        origins = Origins(
            (name, unpack(pairs))
            for some in chunks(names, ORIGINS_AT_ONCE)
            for name, newest, revision, pairs in self._copied(
                f"UNWIND $names AS name {sheaf} WITH name, max(s.revision) AS newest, collect(s) AS sheaves UNWIND sheaves AS s "
                "RETURN [name, newest, s.revision, s.pairs] AS answer",
                {"names": some},
            )
            if revision == newest
        )
        for said, passages in all_said(self._copied):
            yield from origins.sayings(said, passages)

    def _copied(self, cypher: str, parameters: Mapping[str, Any]) -> list[Any]:
        try:
            return self._page(cypher, parameters)
        except _Newer:
            raise StoreError(f"while {self.connection.url} was read, a load came in between", "copy again when it has ended") from None

    def counts(self) -> dict[str, int]:
        """Nodes by kind, edges by type, and `facts` and `evidence` that hold now."""
        counted = {kind: f"MATCH (n:{kind}) RETURN count(n)" for kind in KINDS}
        counted |= {name: f"MATCH ()-[r:{name}]->() RETURN count(r)" for name in EDGES}
        counted["facts"] = f"MATCH (f:{FACT}) WHERE f.holds RETURN count(f)"
        counted["evidence"] = f"MATCH ()-[r:{READ_IN}]->() WHERE r.withdrawn_in IS NULL RETURN count(r)"
        calls = " ".join(f"CALL () {{ {each} AS n{place} }}" for place, each in enumerate(counted.values()))
        answers = self._ask(f"{calls} RETURN [{', '.join(f'n{place}' for place in range(len(counted)))}] AS answer", {})
        return dict(zip(counted, answers[0], strict=True)) if isinstance(answers, list) else answers.counts()

    # -- the past

    def at(self, revision: int, *, seconds: float | None = None) -> Store:
        """The graph as the log held it at a revision, for reading only; in memory, for as long as somebody uses it.

        Raises:
            QueryError: there is no such revision.
            NotReady: another thread makes it, and takes longer than `seconds`.
            OutOfTime: it takes longer, and was stopped.
            StoreError: the log is too large for that.
        """
        check_revision(revision, self.revision())
        return self._at(revision, seconds)

    def _at(self, revision: int, seconds: float | None = None) -> Store:
        return self.pasts.get(revision, lambda: self._past(revision, seconds), seconds)

    def _past(self, number: int, seconds: float | None) -> Store:
        """The graph of a revision, made from the log: what was said till then does not change."""
        ends = None if seconds is None else time.monotonic() + seconds

        def read(cypher: str, parameters: Mapping[str, Any]) -> list[Any]:
            return self.reader.ask_log(cypher, parameters, None if ends is None else ends - time.monotonic())

        made = SqliteStore("sqlite://")
        try:
            with made.within(seconds, _IN_TIME):
                made.restore(self._till(number, read))
        except OutOfTime as error:
            made.close()
            raise OutOfTime(f"stopped after {seconds:.1f} s", _IN_TIME) from error
        except BaseException:
            made.close()
            raise
        made.read_only = True
        return made

    def _till(self, number: int, read: Callable[[str, Mapping[str, Any]], list[Any]]) -> Archive:
        """All that was told till a revision, as the log has it."""
        ((facts, found),) = read(
            f"RETURN [COUNT {{ MATCH (:{FACT}) }}, COLLECT {{ MATCH (r:{REVISION}) WHERE r.number <= $number "
            "RETURN [r.number, r.at, r.loader] ORDER BY r.number }] AS answer",
            {"number": number},
        )
        if facts > MOST_FACTS:
            raise _TooLarge(
                f"the log has {facts:,} facts, and of more than {MOST_FACTS:,} no past graph is made",
                "ask without a revision for the newest, and `changes(since: …)` for what came after one; ask again where a load came in between",
            )
        sayings = (
            Saying(None, Statement(said.fact, evidence), added, withdrawn if withdrawn is not None and withdrawn <= number else None)
            for said, _ in all_said(read)
            for evidence, added, withdrawn in said.evidence
            if added <= number
        )
        return Archive([Revision(*each) for each in found], {}, sayings)

    # -- closing

    def close(self) -> None:
        """Give back all connections."""
        self.pasts.clear()
        self.connection.close()

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()


def _complete(url: str) -> None:
    """Make the indexes of a graph that was imported (`importing.py`), and mend what the importer cannot write, whoever opens it first."""
    connection = Connection(url)
    try:
        connection.index()
        connection.run(blank_steps())
        connection.run(f"MATCH (g:{GRAPH} {{one: 0}}) REMOVE g.bare")
    finally:
        connection.close()


class _TooLarge(StoreError):
    """Of so many facts no past graph is made."""


class _Newer(Exception):
    """A newer revision was met; the rest is read of a past."""

    def __init__(self, past: Store) -> None:
        self.past = past


def _steps(plan: Mapping[str, Any] | None, depth: int) -> Iterator[str]:
    """A plan's steps, a line each, those that feed a step below it and further in."""
    if plan is None:
        return
    told = plan.get("args", {})
    rows = told.get("EstimatedRows")
    operator = str(plan["operatorType"]).partition("@")[0]
    about = " ".join(str(told.get("Details", "")).split())
    yield "  " * depth + " ".join(part for part in (operator, about, f"(about {rows:.0f} rows)" if rows is not None else "") if part)
    for child in plan.get("children", ()):
        yield from _steps(child, depth + 1)
