"""How a load becomes a revision: compared on this side, then published whole, or not at all.

A load that is small enough is one transaction. A larger one would not fit a server's memory: it is written in many, while the
door is shut to readers (`reading.py`); where it breaks off, whoever opens the graph for writing next takes it back, and the graph is that of the
revision before. One load runs at a time: it holds the lock of a node, and publishes only upon the revision that it was compared with.
"""

from __future__ import annotations

import gc
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import Any, Self

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import OutOfTime, StoreError
from graph.facts import Batch, Loaded
from graph.neo4j import log
from graph.neo4j.archive import ArchiveStage
from graph.neo4j.connection import Connection
from graph.neo4j.held import Facts, ServerFacts, StagedFacts
from graph.neo4j.layout import DOOR, GRAPH, LOCK, ORIGIN, SAYS, SHEAF, WORDS, asked_indexes, dropped
from graph.neo4j.log import Writing
from graph.neo4j.project import OF_VOICES, Projection
from graph.neo4j.stage import Stage, chunks
from graph.neo4j.tallies import count_all
from graph.store import Archive, check_empty, now, without_collecting

WHOLE = 20_000
"""The most pieces of evidence that come or go in one transaction; some 200 MB of a server's memory."""

LOCK_SECONDS = 2.0
"""How long a load waits for another to end before it is refused."""

SHUT_SECONDS = 120
"""For how long the door is shut at most while a transaction is committed, should whoever shut it be gone."""


AHEAD = 4
"""How many transactions of a large load may wait while the server writes one. It is one at a time, for they lock the same nodes."""

COLLECTED = 32
"""After how many transactions what they leave is collected: the driver makes circles of each, rows and all, and a load does not look
for circles by itself (`without_collecting`)."""

STOPPED = "LockClientStopped"
"""In the code of the error by which a transaction ends whose time is over while it waits for a lock."""


class AnotherRuns(StoreError):
    """One load runs at a time, and it is another."""


class _InOne:
    """Statements in one transaction."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self.transaction = transaction

    def write(self, cypher: str, rows: Iterable[Any], size: int = log.AT_ONCE, **parameters: Any) -> None:
        """Send a statement once for some `$rows` at a time."""
        for some in chunks(rows, size):
            self.transaction.run(cypher, rows=some, **parameters).consume()

    def read(self, cypher: str, **parameters: Any) -> list[Any]:
        """The records of a statement."""
        return self.transaction.run(cypher, **parameters).values()


class _InMany:
    """Statements in a transaction each, which are tried again where that helps.

    They are written one after the other, while what comes next is worked out; whoever reads waits for all that was written before.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.sender = ThreadPoolExecutor(1)
        self.sent: deque[Future[None]] = deque()
        self.count = 0
        self.stopped = threading.Event()
        """Set where what others write beside has failed."""

    def write(self, cypher: str, rows: Iterable[Any], size: int = log.AT_ONCE, **parameters: Any) -> None:
        """Send a statement once for some `$rows` at a time."""
        for some in chunks(rows, size):
            if self.stopped.is_set():
                raise _Stopped
            self.sent.append(self.sender.submit(self._send, cypher, {"rows": some, **parameters}))
            self._wait(AHEAD)
            self.count += 1
            if not self.count % COLLECTED:
                gc.collect()

    def _send(self, cypher: str, parameters: dict[str, Any]) -> None:
        self.connection.write(lambda tx: tx.run(cypher, parameters).consume())

    def _wait(self, left: int) -> None:
        """Wait until no more than so many are on their way."""
        while len(self.sent) > left:
            self.sent.popleft().result()

    def finish(self) -> None:
        """Wait until all is written."""
        self._wait(0)

    def read(self, cypher: str, **parameters: Any) -> list[Any]:
        """The records of a statement."""
        self.finish()
        return self.connection.write(lambda tx: tx.run(cypher, **parameters).values())

    def __enter__(self) -> Self:
        """Use it in a `with` block, at the end of which all is written."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Wait for what is on its way; where something failed, send nothing that was still to come."""
        try:
            if error is None:
                self.finish()
        finally:
            self.sender.shutdown(cancel_futures=True)


class _Stopped(Exception):
    """What is written beside has failed, and tells why."""


class Loads:
    """The loads into one graph."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.running = threading.Lock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Within it, no other load runs, here or elsewhere; what an earlier one left half done is taken back.

        Raises:
            StoreError: another load runs.
        """
        if not self.running.acquire(blocking=False):
            raise AnotherRuns("another load runs", "wait until it has ended")
        try:
            with self._locked(), without_collecting():
                self._mend()
                yield
        finally:
            self.running.release()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        take = f"MATCH (l:{LOCK} {{one: 0}}) SET l.taken = true"
        try:
            with self.connection.begin(LOCK_SECONDS) as trial:  # who waits longer than that is refused
                trial.run(take).consume()
        except StoreError as error:
            if STOPPED not in getattr(error.__cause__, "code", ""):
                raise
            raise AnotherRuns(f"another load runs on {self.connection.url}", "wait until it has ended") from None
        except OutOfTime:
            raise AnotherRuns(f"another load runs on {self.connection.url}", "wait until it has ended") from None
        with ExitStack() as held:
            held.enter_context(self.connection.begin()).run(take).consume()
            try:
                yield
            finally:
                with suppress(StoreError):  # the lock goes with its connection, and what was published is published
                    held.close()

    def mend_if_broken(self) -> None:
        """Take back what a load left half done whose process is gone."""
        broken = f"MATCH (d:{DOOR} {{one: 0}}) RETURN d.writing IS NOT NULL AND d.until IS NULL"
        if self.connection.read(lambda tx: tx.run(broken).values()) == [[True]]:
            with suppress(AnotherRuns), self.alone():
                pass

    # -- loading

    def load(self, batches: Iterable[Batch], loader: str) -> Loaded:
        """Take in what some origins say; see `graph.store.Store.load`. Within `alone`."""
        stage = Stage()
        try:
            with _InMany(self.connection) as many:
                ((revision,),) = many.read(f"MATCH (g:{GRAPH} {{one: 0}}) RETURN g.revision")
                digests = dict(many.read(f"MATCH (o:{ORIGIN}) RETURN o.name, o.digest"))
                if not stage.take(batches, digests):
                    return Loaded(None, unchanged=stage.unchanged)
                log.compare(many, stage, empty=revision == 0)
            loaded = stage.settle(revision + 1)
            if loaded.revision is None:
                self.connection.write(lambda tx: log.write_digests(_InOne(tx), stage.origins()))
                return loaded
            publish = self._publish_whole if stage.size() <= WHOLE else self._publish_in_many
            publish(stage, revision + 1, now(), loader)
            if revision == 0 or stage.size() > WHOLE:
                self._sample()
            return loaded
        finally:
            stage.close()

    def _publish_whole(self, stage: Stage, number: int, at: str, loader: str) -> None:
        token = uuid.uuid4().hex

        def work(transaction: neo4j.ManagedTransaction) -> None:
            whole = _InOne(transaction)
            if not self._begin(whole, number - 1, number, token):
                return
            log.write(whole, stage, number, at, loader)
            documents, words = self._project(whole, stage, number)
            log.write_digests(whole, stage.origins())
            log.forget_stale(whole, stage, number)
            whole.read(
                f"MATCH (g:{GRAPH} {{one: 0}}) SET g.documents = g.documents + $documents, g.words = g.words + $words",
                documents=documents, words=words,
            )  # fmt: skip
            self._shut(token)

        try:
            self._surely(work, token)
        finally:
            self._open(token)

    def _begin(self, whole: Writing, before: int, number: int, token: str) -> bool:
        """Make a revision the newest, upon the one before it; tell whether it is not so already.

        Raises:
            StoreError: the newest is another one.
        """
        found = whole.read(
            f"MATCH (g:{GRAPH} {{one: 0}}) SET g.load = g.load "  # takes the lock of the node before it is read
            "WITH g, g.load AS load, g.revision AS newest SET g.load = $token, g.revision = $number RETURN load, newest",
            number=number, token=token,
        )  # fmt: skip
        ((load, newest),) = found
        if load == token:
            return False
        if newest != before:
            raise StoreError("another load was published meanwhile", "load again")
        return True

    def _surely(self, work: Callable[[neo4j.ManagedTransaction], object], token: str) -> None:
        """Do something in one transaction; where a connection breaks while it is committed, look whether it was."""
        try:
            self.connection.write(work)
        except StoreError as error:
            if not isinstance(error.__cause__, DriverError | Neo4jError):
                raise
            try:
                found = self.connection.read(lambda tx: tx.run(f"MATCH (g:{GRAPH} {{one: 0}}) RETURN g.load").values())
            except StoreError:
                raise error from error.__cause__
            if found != [[token]]:
                raise

    def _project(
        self, graph: Writing, stage: Stage, number: int, logged: Callable[[], None] = lambda: None
    ) -> tuple[int, int]:
        facts: Facts = StagedFacts(stage) if number == 1 else ServerFacts(graph)
        projection = Projection(graph, facts, first=number == 1)
        return projection.run(stage.subjects(), stage.predicates(), stage.subjects(OF_VOICES), logged)

    # -- larger loads

    def _publish_in_many(self, stage: Stage, number: int, at: str, loader: str) -> None:
        def write(many: _InMany) -> None:
            if number == 1:
                self._write_first(many, stage, at, loader)
            else:
                log.write(many, stage, number, at, loader)
                self._project(many, stage, number)

        def tidy(many: _InMany) -> None:
            log.write_digests(many, stage.origins())
            log.forget_stale(many, stage, number)

        self._behind_a_shut_door(write, tidy, number - 1, number)

    def _write_first(self, many: _InMany, stage: Stage, at: str, loader: str) -> None:
        """Write a first load: its log, and beside it what is shown, which is worked out from the stage and meets the log at no node; after
        both, the indexes that only questions need."""
        for statement in asked_indexes():
            self.connection.run(dropped(statement))
        stage.prepare()
        with _InMany(self.connection) as beside, ThreadPoolExecutor(1) as other:

            def write_log() -> None:
                try:
                    log.write(beside, stage, 1, at, loader)
                    beside.finish()
                except BaseException:
                    many.stopped.set()
                    raise

            writing = other.submit(write_log)
            try:
                self._project(many, stage, 1, writing.result)
            except BaseException as error:
                beside.stopped.set()
                if isinstance(error, _Stopped):
                    writing.result()
                raise
        many.finish()
        self.connection.index()

    def restore(self, archive: Archive) -> None:
        """Take in all that another store was told; see `graph.store.Store.restore`. Within `alone`."""
        ((revision,),) = self.connection.read(lambda reads: reads.run(f"MATCH (g:{GRAPH} {{one: 0}}) RETURN g.revision").values())
        check_empty(self.connection.url, revision)
        stage = ArchiveStage(archive)
        try:
            newest = max((each.number for each in archive.revisions), default=0)
            if not newest:
                return

            def write(many: _InMany) -> None:
                log.write_archive(many, stage)
                projection = Projection(many, ServerFacts(many), first=True)
                projection.run(stage.subjects(), stage.predicates(), stage.spoken(OF_VOICES))

            self._behind_a_shut_door(write, lambda many: log.write_digests(many, stage.digests()), 0, newest)
            self._sample()
        finally:
            stage.close()

    def _behind_a_shut_door(
        self, write: Callable[[_InMany], None], tidy: Callable[[_InMany], None], before: int, number: int
    ) -> None:
        """Publish a revision that is written in many transactions.

        Args:
            write: writes all of it; what was before can be found again until it is published.
            tidy: forgets what was before.
            before: the revision upon which it is published.
            number: its number.
        """
        token = uuid.uuid4().hex
        shut = f"MATCH (d:{DOOR} {{one: 0}}) SET d.writing = $token, d.until = null, d.revision = $number"
        self.connection.write(lambda tx: tx.run(shut, token=token, number=number).consume())
        try:
            with _InMany(self.connection) as many:
                write(many)
                self._count(many)
            self._surely(lambda transaction: self._begin(_InOne(transaction), before, number, token), token)
        except BaseException:
            with suppress(StoreError):  # else whoever opens the graph for writing next does it
                self._mend()
            raise
        with _InMany(self.connection) as many:
            tidy(many)
        self._open(token)

    def _count(self, graph: Writing) -> None:
        """Count all that is shown, and its words, anew."""
        graph.read(
            f"CALL () {{ MATCH (n:Thing) RETURN count(n) AS things }} CALL () {{ MATCH (n:Concept) RETURN count(n) AS terms }} "
            f"CALL () {{ MATCH (w:{WORDS}) RETURN coalesce(sum(w.size), 0) AS words }} "
            f"MATCH (g:{GRAPH} {{one: 0}}) SET g.documents = things + terms, g.words = words"
        )

    def count_cases(self) -> None:
        """Count all cases anew by all facets."""
        with _InMany(self.connection) as many:
            count_all(many)

    def _sample(self) -> None:
        """Let the server count anew what its indexes hold: what it plans hangs on that, and it would notice late."""
        with suppress(StoreError):  # who may not do that loads all the same
            self.connection.run("CALL db.resampleOutdatedIndexes()")

    def _mend(self) -> None:
        """Take back what a load left half done, or end what is published already."""
        with _InMany(self.connection) as many:
            ((writing, until, number, newest),) = many.read(
                f"MATCH (d:{DOOR} {{one: 0}}), (g:{GRAPH} {{one: 0}}) RETURN d.writing, d.until, d.revision, g.revision"
            )
            if writing is None:
                return
            if until is None and number > newest:
                self._take_back(many, number, newest)
                self.connection.index()
                self._count(many)
                count_all(many)
            elif until is None:
                many.read(
                    f"MATCH (o:{ORIGIN})-[:{SAYS}]->(s:{SHEAF}) WITH o, max(s.revision) AS last MATCH (o)-[:{SAYS}]->(s) "
                    "WHERE s.revision < last OR s.size = 0 CALL (s) { DETACH DELETE s }"
                )
        self._open(writing)

    def _take_back(self, many: Writing, number: int, newest: int) -> None:
        """Take back what was written of a revision that was never published."""
        if newest == 0:
            self.connection.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS")
            kept = f"n:{GRAPH} OR n:{DOOR} OR n:{LOCK}"
            self.connection.run(f"MATCH (n) WHERE NOT ({kept}) CALL (n) {{ DELETE n }} IN TRANSACTIONS OF 10000 ROWS")
            return
        touched = log.take_back(many, number)
        projection = Projection(many, ServerFacts(many), first=False)
        projection.run(
            {subject for subject, _ in touched},
            {predicate for _, predicate in touched},
            {subject for subject, predicate in touched if predicate in OF_VOICES},
        )

    # -- the door

    def _shut(self, token: str) -> None:
        """Let readers wait while a transaction is committed: what is committed is not seen all at once."""
        self.connection.write(
            lambda tx: tx.run(
                f"MATCH (d:{DOOR} {{one: 0}}) SET d.writing = $token, d.until = datetime() + duration({{seconds: $seconds}})",
                token=token, seconds=SHUT_SECONDS,
            ).consume()
        )  # fmt: skip

    def _open(self, token: str) -> None:
        """Let readers in again."""
        with suppress(StoreError):  # where the server is gone, it opens by itself, or whoever loads next opens it
            self.connection.write(
                lambda tx: tx.run(
                    f"MATCH (d:{DOOR} {{one: 0, writing: $token}}) REMOVE d.writing, d.until, d.revision", token=token
                ).consume()
            )
