"""The store: one file, many readers, one writer at a time."""

from __future__ import annotations

import json
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar
from urllib.parse import quote

import apsw

from graph.errors import OutOfTime, StoreError, nearest
from graph.facts import Batch, Evidence, Fact, Loaded, Statement, whole_stints
from graph.ontology import EDGES, KINDS, SCHEME_OF, Prop, kinds_of
from graph.past import Pasts, check_revision
from graph.plans import Plans
from graph.projection import SERVED, SERVED_ON_EDGE, Link, PropValue, Thing, key_values
from graph.query import Query
from graph.sqlite.changes import write_revision
from graph.sqlite.compile import compile_query
from graph.sqlite.layout import (
    APPLICATION_ID,
    CODES,
    EDGE_COLUMNS,
    FAMILIES,
    FAMILY,
    VERSION,
    column,
    edge_column,
    edge_fact,
    edge_table,
    is_column,
    node_table,
    statements,
)
from graph.sqlite.log import take_archive, take_in
from graph.sqlite.past import copy, take_back
from graph.sqlite.pasts import PastFiles
from graph.sqlite.project import project_touched
from graph.store import Archive, Bindings, Revision, Said, Saying, check_empty, now, without_collecting

DAMAGED = (apsw.CorruptError, apsw.NotADBError, apsw.IOError)
"""Errors of a file that is damaged, or of the disk below it."""

MAPPED = 1 << 40
"""How much of a file is read without copying, in bytes; SQLite takes as much of it as it was built for."""

READ_KIB, LOAD_KIB, LOAD_TEMP_KIB = 16_000, 256_000, 64_000
"""How much of the file a connection keeps, in KiB: for reading, and while it loads, with what it keeps of its temporary tables.

What a load puts into the middle of an index it keeps there until it is written: of a large graph, twice as much would be written without.
"""

IN_MEMORY = "sqlite://"
"""The URL of a graph that is gone when it is closed."""

LOOK_EVERY = 20_000
"""After how many steps of SQLite's machine, some half a millisecond, the time is looked at."""

BUSY_MS = 5_000
"""How long a connection waits for another's lock, in milliseconds."""


P = ParamSpec("P")
R = TypeVar("R")


def _told(read: Callable[P, R]) -> Callable[P, R]:
    """A method of the store that tells of a damaged file in words."""

    @wraps(read)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except DAMAGED as error:
            raise args[0]._damaged(error) from error  # type: ignore[attr-defined]

    return telling


def _whole(read: Callable[P, Iterator[R]]) -> Callable[P, Iterator[R]]:
    """A method of the store that gives its rows one by one, all of one revision, and tells of a damaged file in words."""

    @wraps(read)
    def telling(*args: P.args, **kwargs: P.kwargs) -> Iterator[R]:
        store: SqliteStore = args[0]  # type: ignore[assignment]
        try:
            with store.reading():
                yield from read(*args, **kwargs)
        except DAMAGED as error:
            raise store._damaged(error) from error

    return telling


class SqliteStore:
    """A graph in a SQLite file (`sqlite:///path`), or in memory and gone when closed (`sqlite://`).

    Each thread reads through a connection of its own, in WAL mode, so that a reader sees a whole revision and is never held up
    by a load; whoever opens an empty file while its first load runs is told to wait. A load is one transaction.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        """Open the file; make it if it is missing.

        Args:
            url: see `graph.store.open_store`.
            read_only: refuse loads; the file must exist.
        Raises:
            StoreError: the file cannot be opened, is none of ours, or was made by another version.
        """
        rest = url.removeprefix("sqlite:").removeprefix("//")
        self.path = rest.removeprefix("/") if rest else ""
        if not self.path and url != IN_MEMORY:
            raise StoreError(f"'{url}' names no file", f"write sqlite:///docketgraph.db, or {IN_MEMORY} for one that is not kept")
        self.read_only = read_only
        self.own = threading.local()
        self.opened: weakref.WeakSet[apsw.Connection] = weakref.WeakSet()
        self.opening = threading.Lock()
        self.loading = threading.Lock()
        self.pasts: Pasts[SqliteStore] = Pasts()
        self.past_files = PastFiles(self.path)
        self.plans = Plans(compile_query)
        if self.path:
            folder = Path(self.path).parent
            if read_only and not Path(self.path).exists():
                raise StoreError(f"no file {self.path}", "load it first: docketgraph load")
            if not folder.is_dir():
                raise StoreError(f"{self.path} cannot be made: there is no folder {folder}", f"make it first: mkdir -p {folder}")
            self.address = f"file:{quote(self.path)}"
        else:
            self.address = f"file:/docketgraph-{id(self)}?vfs=memdb"
        try:
            self._prepare()
        except (apsw.NotADBError, apsw.CorruptError) as error:
            hint = "name another file, or delete this one and load again"
            raise StoreError(f"{self.path} cannot be opened: {error}", hint) from error
        except apsw.BusyError as error:
            raise StoreError(f"the first load of {self.path} runs", "wait until it has ended") from error
        except apsw.Error as error:
            raise StoreError(f"{self.path or url} cannot be opened: {error}", "look at its permissions, or name another file") from error
        # a graph in memory is there for as long as one connection is
        self.first = None if self.path else self._connection()

    def _prepare(self) -> None:
        db = self._connection()
        application, version = db.pragma("application_id"), db.pragma("user_version")
        if (application, version) == (APPLICATION_ID, VERSION):
            self._log_ahead(db, wait_ms=0)  # where its first load runs, that does so itself
            return
        if application == APPLICATION_ID:
            raise StoreError(
                f"{self.path} was made by another version of docketgraph", "name another file, or delete this one and load again"
            )
        if db.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").get:
            raise StoreError(f"{self.path} is a SQLite file, but none of docketgraph's", "name another file")
        if self.read_only:
            raise StoreError(f"{self.path} is empty", "load it first: docketgraph load")
        if self.path:
            db.pragma("journal_mode", "wal")
        with db:
            # another process may have been first
            if not db.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").get:
                for statement in statements():
                    db.execute(statement)
                db.pragma("application_id", APPLICATION_ID)
                db.pragma("user_version", VERSION)

    def _connection(self) -> apsw.Connection:
        """This thread's connection."""
        made: apsw.Connection | None = getattr(self.own, "db", None)
        if made is None:
            flags = apsw.SQLITE_OPEN_URI | (
                apsw.SQLITE_OPEN_READONLY
                if self.read_only and self.path
                else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
            )
            try:
                made = apsw.Connection(self.address, flags=flags, statementcachesize=256)
            except apsw.CantOpenError as error:
                raise StoreError(f"{self.path} cannot be opened: {error}", "look at its permissions, or name another file") from error
            made.set_busy_timeout(BUSY_MS)
            made.create_scalar_function("fold", _fold, 1, deterministic=True)
            made.set_progress_handler(self._is_late, LOOK_EVERY)
            made.pragma("synchronous", "normal")
            made.pragma("mmap_size", MAPPED)
            made.pragma("cache_size", -READ_KIB)
            self.own.db = made
            with self.opening:
                self.opened.add(made)  # it goes with its thread
        return made

    def _is_late(self) -> bool:
        """Whether this thread's statement has run for longer than it may, which stops it."""
        ends: float | None = getattr(self.own, "ends", None)
        return ends is not None and time.monotonic() > ends

    # -- writing

    def load(self, batches: Iterable[Batch], loader: str = "") -> Loaded:
        """Take in what some origins say, all of it or nothing, as one revision."""
        with self._writing() as db:
            number = db.execute("SELECT ifnull(max(number), 0) + 1 FROM revision").get
            loaded = take_in(db, batches, number)
            if loaded.revision is not None:
                write_revision(db, number, now(), loader)
                project_touched(db)
            return loaded

    def restore(self, archive: Archive) -> None:
        """Take in all that another store was told, all of it or nothing: the same revisions, each at its time.

        Raises:
            StoreError: something was loaded into this one before, it is not writable, or another load runs.
        """
        with self._writing() as db:
            check_empty(self.path or IN_MEMORY, self.revision())
            take_archive(db, archive)
            project_touched(db)

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """A transaction that writes: the only one, and nothing of it is kept where it fails."""
        if self.read_only:
            raise StoreError(f"{self.path} is open for reading only", "open it without read_only")
        if not self.loading.acquire(blocking=False):
            raise StoreError("another load runs", "wait until it has ended")
        try:
            with self._loading() as db, self._transaction(db):
                yield db
        except DAMAGED as error:
            raise self._damaged(error) from error
        except apsw.BusyError as error:
            raise StoreError(f"{self.path} is in use by others", "wait until they have ended, and load again") from error
        except apsw.FullError as error:
            raise StoreError(f"{self.path}: the disk is full", "make room and load again; nothing of this load was kept") from error
        finally:
            self.loading.release()

    @contextmanager
    def _loading(self) -> Iterator[apsw.Connection]:
        """This thread's connection, with room for a load.

        The first load goes into the file itself, with a rollback journal, unless somebody has the file open: there is nothing yet
        that others could read meanwhile, and a write-ahead log would hold the whole graph once more.
        """
        db = self._connection()
        db.pragma("mmap_size", 0)  # what is mapped would count as memory of the load, all that it ever looked at
        db.pragma("cache_size", -LOAD_KIB)
        db.execute(f"PRAGMA temp.cache_size = -{LOAD_TEMP_KIB}")
        try:
            if self.path and not self.revision():
                with suppress(apsw.BusyError):
                    db.pragma("journal_mode", "delete")
            yield db
        finally:
            self._log_ahead(db, wait_ms=BUSY_MS)
            db.pragma("cache_size", -READ_KIB)
            db.execute(f"PRAGMA temp.cache_size = -{READ_KIB}")
            db.pragma("mmap_size", MAPPED)
            db.pragma("shrink_memory")

    def _log_ahead(self, db: apsw.Connection, *, wait_ms: int) -> None:
        """Let readers and a writer work beside each other. A file of which a first load was killed is mended here too."""
        if self.path and not self.read_only:
            db.set_busy_timeout(wait_ms)
            with suppress(apsw.BusyError):
                db.pragma("journal_mode", "wal")
            db.set_busy_timeout(BUSY_MS)

    @contextmanager
    def _transaction(self, db: apsw.Connection) -> Iterator[None]:
        try:
            db.execute("BEGIN IMMEDIATE")
        except apsw.BusyError as error:
            raise StoreError(f"another load runs on {self.path}", "wait until it has ended") from error
        except apsw.ReadOnlyError as error:
            raise StoreError(f"{self.path} cannot be written", "mend its permissions, or name another file") from error
        with without_collecting():
            try:
                yield
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    # -- reading

    def select(self, query: Query, bindings: Bindings | None = None, *, seconds: float | None = None) -> bytes:
        """Answer a query as JSON text, by one statement, which is stopped after `seconds`.

        Raises:
            BadCursor: a bound cursor is none of this order.
            OutOfTime: it was stopped.
        """
        bindings = bindings or {}
        plan = self.plans.get(query, bindings)
        values = plan.values(bindings)
        db = self._connection()
        self.own.ends = None if seconds is None else time.monotonic() + seconds
        try:
            found = db.execute(plan.sql, values).fetchone()
        except apsw.InterruptError as error:
            raise OutOfTime(f"stopped after {seconds:.1f} s", "ask for less at once, or with a narrower condition") from error
        except DAMAGED as error:
            raise self._damaged(error) from error
        finally:
            self.own.ends = None
        return b"null" if found is None or found[0] is None else found[0].encode()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it, this thread reads one revision, whatever is loaded meanwhile."""
        db = self._connection()
        if db.in_transaction:
            yield
            return
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("COMMIT")

    def explain(self, query: Query, bindings: Bindings | None = None) -> list[str]:
        """The statement's query plan, as SQLite tells it, a step a line, what belongs to a step further in."""
        bindings = bindings or {}
        plan = self.plans.get(query, bindings)
        depths: dict[int, int] = {0: -1}
        lines = []
        for step, above, _, detail in self._connection().execute(f"EXPLAIN QUERY PLAN {plan.sql}", plan.values(bindings)):
            depths[step] = depths[above] + 1
            lines.append("  " * depths[step] + detail)
        return lines

    def _damaged(self, error: Exception) -> StoreError:
        return StoreError(f"{self.path} is damaged: {error}", "take a copy from before, or load again into another file")

    def nearest(self, kind: str, word: str) -> str | None:
        """The id of that kind (abstract kinds allowed) that looks most like `word`; None where nothing does."""
        db = self._connection()
        codes = json.dumps([CODES[each] for each in kinds_of(kind) if kind != "Node" or each != "Concept"])
        ids = [
            id
            for (id,) in db.execute("SELECT id FROM thing WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 50000", (codes,))
        ]
        if kind in SCHEME_OF:
            ids = [id for id in ids if id.startswith(f"{SCHEME_OF[kind]}/")]
        return nearest(word, ids)

    def has(self, kind: str, ids: Sequence[str]) -> set[str]:
        """Which of the ids are nodes of that kind (abstract kinds allowed)."""
        codes = {CODES[each] for each in kinds_of(kind) if kind != "Node" or each != "Concept"}
        found = self._connection().execute(
            "SELECT id, kind FROM thing WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        have = {id for id, code in found if code in codes}
        return {id for id in have if kind not in SCHEME_OF or id.startswith(f"{SCHEME_OF[kind]}/")}

    @_whole
    def log(self, subjects: Sequence[str] | None = None) -> Iterator[Said]:
        """Every fact ever stated, of some subjects or of all, in order of subject, predicate, object, key and value."""
        where = "" if subjects is None else "WHERE s.id IN (SELECT value FROM json_each(?))"
        rows = self._connection().execute(
            f"{_LOG} {where} {_LOG_ORDER}, e.added_in, e.withdrawn_in", () if subjects is None else (json.dumps(list(subjects)),)
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            pieces = list(group)
            stints = ((Evidence(*piece[6:13]), piece[13], piece[14]) for piece in pieces)
            yield Said(fact_of(pieces[0]), tuple(whole_stints(stints)))

    def archive(self) -> Archive:
        """All that it was ever told, and when; to be read within `reading`."""
        digests = dict(self._connection().execute("SELECT name, digest FROM origin"))
        return Archive(self.revisions(), digests, self._sayings())

    @_whole
    def _sayings(self) -> Iterator[Saying]:
        names = dict(self._connection().execute("SELECT oid, name FROM origin"))
        number, fact = None, None
        for row in self._connection().execute(f"{_LOG} {_LOG_ORDER}"):
            if row[0] != number:
                number, fact = row[0], fact_of(row)
            assert fact is not None
            yield Saying(names.get(row[15]), Statement(fact, Evidence(*row[6:13])), row[13], row[14])

    def at(self, revision: int, *, seconds: float | None = None) -> SqliteStore:
        """The graph as the log held it at a revision, for reading only: of a file in a file beside it, else in memory.

        Raises:
            QueryError: there is no such revision.
            NotReady: it takes longer than `seconds`, and is made beside.
            OutOfTime: it takes longer, and was stopped.
            StoreError: no file can be made beside this one.
        """
        check_revision(revision, self.revision())
        past = self.pasts.get(revision, lambda: self._past(revision, seconds), seconds)
        if self.path and not self.past_files.use(past.path):  # somebody has deleted it
            self.pasts.forget(revision)
            past = self.pasts.get(revision, lambda: self._past(revision, seconds), seconds)
        return past

    def _past(self, number: int, seconds: float | None) -> SqliteStore:
        if self.path:
            changes = self._connection().execute("SELECT ifnull((SELECT max(place) FROM change), 0) - last FROM revision WHERE number = ?", (number,)).get
            held = [revision for revision in self.revisions() if revision.number <= number]
            return SqliteStore(f"sqlite:///{self.past_files.file(held, changes, seconds)}", read_only=True)
        made = SqliteStore(IN_MEMORY)
        with made.within(seconds, "ask for a later revision, or for what came after one by `changes`"):
            self.copy_to(made._connection())
            made.take_back(number)
        made.read_only = True
        return made

    @contextmanager
    def within(self, seconds: float | None, hint: str) -> Iterator[None]:
        """Within it, this thread's statements are stopped after so many seconds in all; None for never.

        Raises:
            OutOfTime: they were, with a hint at what to do.
        """
        self.own.ends = None if seconds is None else time.monotonic() + seconds
        try:
            yield
        except apsw.InterruptError as error:
            raise OutOfTime(f"stopped after {seconds:.1f} s", hint) from error
        finally:
            self.own.ends = None

    def copy_to(self, target: apsw.Connection) -> None:
        """Copy the whole store as it is now into an empty database."""
        copy(self._connection(), target)

    def take_back(self, number: int) -> None:
        """Undo every load after a revision, as if it had never been. It is for copies."""
        take_back(self._connection(), number)

    @_whole
    def scan(self) -> Iterator[Thing | Link]:
        """The property graph as it is shown: all nodes, by kind and id, then all edges, by type, source, target and key."""
        db = self._connection()
        for kind in KINDS:
            family = FAMILY[kind]
            props = SERVED[kind]
            listed = "".join(f", {column(prop.name)}" for prop in props)
            for id, fact, *values in db.execute(
                f"SELECT id, fact{listed} FROM {node_table(family)} WHERE kind = ? ORDER BY id", (CODES[kind],)
            ):
                yield Thing(id, kind, fact, dict(_shown(props, values)), {})
        for name, edge in EDGES.items():
            if is_column(edge):
                arms = [
                    f"SELECT s.id AS source, o.id AS target, '' AS key, s.{edge_fact(name)} AS fact FROM {node_table(family)} s "
                    f"CROSS JOIN thing o ON o.nid = s.{edge_column(name)}"
                    for family in FAMILIES
                    if name in EDGE_COLUMNS[family]
                ]
                sql = f"{' UNION ALL '.join(arms)} ORDER BY 1, 2, 3"
            else:
                listed = "".join(f", e.{column(prop.name)}" for prop in SERVED_ON_EDGE[name])
                sql = (
                    f"SELECT s.id, o.id, e.key, e.fact{listed} FROM {edge_table(name)} e CROSS JOIN thing s ON s.nid = e.src "
                    "CROSS JOIN thing o ON o.nid = e.dst ORDER BY 1, 2, 3"
                )
            for source, target, key, fact, *values in db.execute(sql):
                yield Link(name, source, target, key, fact, dict(_shown(SERVED_ON_EDGE[name], values)) | key_values(edge, key))

    def revision(self, *, exact: bool = True) -> int:
        """The number of the newest revision, 0 before the first load; finding it out costs nothing."""
        number: int = self._connection().execute("SELECT ifnull(max(number), 0) FROM revision").get
        return number

    def origins(self) -> set[str]:
        """The origins of what is said now."""
        sql = "SELECT name FROM origin o WHERE EXISTS (SELECT 1 FROM evidence e WHERE e.origin = o.oid AND e.withdrawn_in IS NULL)"
        return {name for (name,) in self._connection().execute(sql)}

    def holds(self, origin: str, digest: str) -> bool:
        """Whether an origin is loaded with that digest."""
        return bool(self._connection().execute("SELECT EXISTS (SELECT 1 FROM origin WHERE name = ? AND digest = ?)", (origin, digest)).get)

    def revisions(self) -> list[Revision]:
        """All revisions, oldest first."""
        return [Revision(*row) for row in self._connection().execute("SELECT number, at, loader FROM revision ORDER BY number")]

    @_told
    def counts(self) -> dict[str, int]:
        """Nodes by kind, edges by type, and `facts` and `evidence` that hold now."""
        db = self._connection()
        with db:
            by_code = dict(db.execute("SELECT kind, count(*) FROM thing WHERE kind IS NOT NULL GROUP BY kind"))
            found = {kind: by_code.get(code, 0) for kind, code in CODES.items()}
            for name, edge in EDGES.items():
                if is_column(edge):
                    tables = [node_table(family) for family in FAMILIES if name in EDGE_COLUMNS[family]]
                    found[name] = sum(db.execute(f"SELECT count({edge_column(name)}) FROM {table}").get for table in tables)
                else:
                    found[name] = db.execute(f"SELECT count(*) FROM {edge_table(name)}").get
            found["facts"], found["evidence"] = db.execute(
                "SELECT count(DISTINCT fid), count(*) FROM (SELECT DISTINCT fid, passage FROM evidence WHERE withdrawn_in IS NULL)"
            ).get
        return found

    def rows(self, statement: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement over the tables as they are (`layout.py`); within `reading`, of one revision."""
        return self._connection().execute(statement, tuple(values))

    # -- closing

    def close(self) -> None:
        """Give back the connections of all threads."""
        self.pasts.clear()
        self.past_files.close()
        with self.opening:
            for db in self.opened:
                db.close()
            self.opened.clear()
            self.first = None
        self.own = threading.local()

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()


_LOG = (
    "SELECT f.fid, s.id, f.predicate, o.id, f.key, f.value, t.id, p.method, p.quote, p.start, p.stop, p.original, p.note, "
    "e.added_in, e.withdrawn_in, e.origin FROM fact f CROSS JOIN thing s ON s.nid = f.subject LEFT JOIN thing o ON o.nid = f.object "
    "CROSS JOIN evidence e ON e.fid = f.fid CROSS JOIN passage p ON p.pid = e.passage CROSS JOIN thing t ON t.nid = p.source"
)
_LOG_ORDER = (
    "ORDER BY s.id, f.predicate, o.id, f.key, f.value, f.fid, t.id, p.method, p.quote, p.start, p.stop, p.original, p.note"
)


def fact_of(row: Sequence[Any]) -> Fact:
    """The fact of a row that begins with its number, its subject's id, its predicate, its object's id, its key and its value."""
    _, subject, predicate, target, key, value, *_ = row
    return Fact(subject, predicate, target, key, typed(predicate, value))


def _fold(*values: apsw.SQLiteValue) -> apsw.SQLiteValue:
    (value,) = values
    return value.casefold() if isinstance(value, str) else value


def _shown(props: Sequence[Prop], values: Sequence[Any]) -> Iterator[tuple[str, PropValue]]:
    for prop, value in zip(props, values, strict=True):
        if value is not None:
            yield prop.name, tuple(json.loads(value)) if prop.many else bool(value) if prop.type is bool else value


_TYPES: Mapping[str, type] = {
    **{prop.name: prop.type for kind in KINDS.values() for prop in kind.props.values()},
    **{f"{name}.{prop.name}": prop.type for name, edge in EDGES.items() for prop in edge.props.values()},
}


def typed(predicate: str, value: Any) -> Any:
    """A value as it was stated: SQLite has no booleans."""
    return bool(value) if _TYPES.get(predicate) is bool and value is not None else value
