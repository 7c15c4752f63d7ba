"""Where the graph is kept: the interface that every store keeps to, and the one place that names them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from types import TracebackType
from typing import Any, Protocol, Self

from graph.errors import StoreError
from graph.facts import Batch, Evidence, Fact, Loaded, Statement
from graph.projection import Link, Thing
from graph.query import Query

Bindings = Mapping[str, Any]
"""Values of the `Var`s of a query: scalars, None, or sequences of scalars."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A numbered load: when it was made (ISO 8601, UTC) and what was loaded."""

    number: int
    at: str
    loader: str


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as the log holds it: its evidence with the revisions that added and withdrew each piece."""

    fact: Fact
    evidence: tuple[tuple[Evidence, int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as one origin makes it, from one revision until another; None while it does.

    `origin` is None where it has ended and the store does not know any more whose it was.
    """

    origin: str | None
    statement: Statement
    added_in: int
    withdrawn_in: int | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """All that a store was ever told, from which another can be made: see `graph.copying`.

    `digests` are those of the origins. `sayings` are read as they are asked for, all of one fact together.
    """

    revisions: Sequence[Revision]
    digests: Mapping[str, str]
    sayings: Iterable[Saying]


class Store(Protocol):
    """A graph of statements.

    Reads see whole revisions only. A store may be read from several threads at once; one load runs at a time.
    """

    def load(self, batches: Iterable[Batch], loader: str = "") -> Loaded:
        """Take in what some origins say, all of it or nothing, as one revision.

        Raises:
            StoreError: the store is not writable, or another load runs.
        """

    def select(self, query: Query, bindings: Bindings | None = None, *, seconds: float | None = None) -> bytes:
        """Answer a query as JSON text: an object, a list, or null.

        Args:
            query: what is asked.
            bindings: the values of its `Var`s.
            seconds: how long it may take; None for as long as it takes.
        Raises:
            QueryError: a bound value cannot be used, such as a foreign cursor.
            OutOfTime: it was stopped after `seconds`.
        """

    def explain(self, query: Query, bindings: Bindings | None = None) -> list[str]:
        """How a query would be answered, in the words of the store, a line a step; nothing is read of the graph."""

    def reading(self) -> AbstractContextManager[None]:
        """Within it, this thread reads one revision, whatever is loaded meanwhile."""

    def nearest(self, kind: str, word: str) -> str | None:
        """The id of that kind (abstract kinds allowed) that looks most like `word`; None where nothing does."""

    def has(self, kind: str, ids: Sequence[str]) -> set[str]:
        """Which of the ids are nodes of that kind (abstract kinds allowed)."""

    def log(self, subjects: Sequence[str] | None = None) -> Iterator[Said]:
        """Every fact ever stated, of some subjects or of all, in order of subject, predicate, object, key and value."""

    def revision(self, *, exact: bool = True) -> int:
        """The number of the newest revision, 0 before the first load.

        Args:
            exact: without it, one that was the newest a while ago does too, and no server is asked for it: what is read after it is of
                that revision or of a later one.
        """

    def origins(self) -> set[str]:
        """The origins of what is said now."""

    def holds(self, origin: str, digest: str) -> bool:
        """Whether an origin is loaded with that digest, so that loading it again would change nothing."""

    def revisions(self) -> list[Revision]:
        """All revisions, oldest first."""

    def at(self, revision: int, *, seconds: float | None = None) -> Store:
        """The graph as the log held it at a revision, for reading only: what a store holds into which no later load went.

        It is made from the log when it is first asked for, and kept for a while. Nobody needs to close it.

        Args:
            revision: its number.
            seconds: how long it may take to make it; None for as long as it takes. `memory`, the reference, takes as long as it takes.
        Raises:
            QueryError: there is no such revision.
            NotReady: it takes longer, and is made beside.
            OutOfTime: it takes longer, and was stopped.
        """

    def scan(self) -> Iterator[Thing | Link]:
        """The property graph as it is shown: all nodes, by kind and id, then all edges, by type, source, target and key."""

    def archive(self) -> Archive:
        """All that it was ever told, and when; to be read within `reading`.

        Where several origins said one thing, a store may have forgotten when each of them began.
        """

    def restore(self, archive: Archive) -> None:
        """Take in all that another store was told, all of it or nothing: the same revisions, each at its time.

        Raises:
            StoreError: something was loaded into this one before, it is not writable, or another load runs.
        """

    def counts(self) -> dict[str, int]:
        """Nodes by kind, edges by type, and `facts` and `evidence` that hold now."""

    def close(self) -> None:
        """Give back files and connections."""

    def __enter__(self) -> Self:
        """Use it in a `with` block."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""


def without_secret(url: str) -> str:
    """A store's URL as it may be shown: without user and password.

    >>> without_secret("neo4j://reader:secret@localhost:7687/litigation")
    'neo4j://localhost:7687/litigation'
    """
    scheme, mark, rest = url.partition("://")
    return scheme + mark + rest.rpartition("@")[2] if scheme not in ("sqlite", "memory") else url


def check_empty(name: str, revision: int) -> None:
    """Refuse to restore into a store that holds something.

    Args:
        name: of the store, for people.
        revision: its newest.
    Raises:
        StoreError: something was loaded into it.
    """
    if revision:
        raise StoreError(f"{name} holds {revision} revisions already", "copy into an empty store")


def now() -> str:
    """The time of a revision that is made now.

    >>> len(now()), now()[-1]
    (20, 'Z')
    """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Within it, Python looks for no circles: a load makes millions of small values and none; looking takes a quarter of its time.

    Who makes circles all the same calls `gc.collect`, which then looks only through what was made within.
    """
    collecting = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


BACKENDS = {
    "memory": "graph.memory:MemoryStore",
    "sqlite": "graph.sqlite.store:SqliteStore",
    **dict.fromkeys(("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"), "graph.neo4j.store:Neo4jStore"),
}
"""The module and class behind each scheme of a store's URL; a module is imported when its scheme is first opened."""


def open_store(url: str, *, read_only: bool = False) -> Store:
    """Open a graph by its URL: `sqlite:///path/to/file.db` (made if missing), `sqlite://` (in memory) or `memory:`.

    Args:
        url: where the graph is kept. `sqlite:///docketgraph.db` is relative, `sqlite:////var/lib/docketgraph.db` absolute.
        read_only: refuse loads; the file must exist.
    Raises:
        StoreError: the URL names no known store, or it cannot be opened.
    """
    scheme, colon, _ = url.partition(":")
    if not colon or scheme not in BACKENDS:
        raise StoreError(f"'{without_secret(url)}' names no store", "write sqlite:///docketgraph.db, or memory: for one that is not kept")
    module, _, name = BACKENDS[scheme].partition(":")
    store: Store = getattr(import_module(module), name)(url, read_only=read_only)
    return store
