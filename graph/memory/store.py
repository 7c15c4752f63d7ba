"""The log of statements in memory, and what it shows after each load."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock, local
from types import TracebackType
from typing import Self

from graph.errors import StoreError, nearest
from graph.facts import Batch, Loaded, Statement, evidence_order, fact_order
from graph.memory.evaluate import evaluate
from graph.memory.log import Log
from graph.memory.shown import Shown, show
from graph.ontology import EDGES, KINDS
from graph.past import Pasts, check_revision
from graph.projection import Link, Thing
from graph.query import Query
from graph.store import Archive, Bindings, Revision, Said, Saying, check_empty, now


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held after a revision. A load makes another one, so that who reads sees one or the other."""

    sayings: tuple[Saying, ...]
    digests: Mapping[str, str]
    revisions: tuple[Revision, ...]
    shown: Shown
    log: Log

    def stated(self) -> set[Statement]:
        """What anybody says now."""
        return {saying.statement for saying in self.sayings if saying.withdrawn_in is None}


class MemoryStore:
    """A `graph.store.Store` that is gone when it is closed."""

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        """Open an empty graph.

        Args:
            url: `memory:`.
            read_only: refuse loads.
        Raises:
            StoreError: the URL says more than that.
        """
        if url != "memory:":
            raise StoreError(f"'{url}' names no store", "write memory: for a graph that is not kept")
        self._read_only = read_only
        self._loading = Lock()
        self._now = Held((), {}, (), show(()), Log())
        self._own = local()
        self._pasts: Pasts[MemoryStore] = Pasts()

    def load(self, batches: Iterable[Batch], loader: str = "") -> Loaded:
        """Take in what some origins say, all of it or nothing, as one revision.

        Raises:
            StoreError: the store is not writable, or another load runs.
        """
        with self._writing():
            return self._load(batches, loader)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._read_only:
            raise StoreError("this graph is open for reading only", "open it without read_only to load")
        if not self._loading.acquire(blocking=False):
            raise StoreError("another load runs", "load again when it has ended")
        try:
            yield
        finally:
            self._loading.release()

    def _load(self, batches: Iterable[Batch], loader: str) -> Loaded:
        before = self._now
        says: dict[str, frozenset[Statement]] = {}
        digests = dict(before.digests)
        unchanged = 0
        for batch in batches:
            if batch.digest and digests.get(batch.origin) == batch.digest:
                unchanged += 1
            else:
                says[batch.origin] = frozenset(batch.statements)
                digests[batch.origin] = batch.digest
        number = len(before.revisions) + 1
        sayings = tuple(_sayings(before.sayings, says, number))
        if sayings == before.sayings:
            self._now = replace(before, digests=digests)
            return _counts(None, says, before, before, unchanged)
        self._now = after = _held(sayings, digests, (*before.revisions, Revision(number, now(), loader)))
        return _counts(number, says, before, after, unchanged)

    def select(self, query: Query, bindings: Bindings | None = None, *, seconds: float | None = None) -> bytes:
        """Answer a query as JSON text: an object, a list, or null.

        Raises:
            QueryError: a bound value cannot be used, such as a foreign cursor.
            OutOfTime: it was stopped after `seconds`, at the next row that was to be looked at.
        """
        held = self._held
        answer = evaluate(held.shown, held.log, query, bindings or {}, seconds)
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()

    def explain(self, query: Query, bindings: Bindings | None = None) -> list[str]:
        """How a query would be answered: it is walked, and no plan is made."""
        return []

    def nearest(self, kind: str, word: str) -> str | None:
        """The id of that kind (abstract kinds allowed) that looks most like `word`; None where nothing does."""
        return nearest(word, (thing.id for thing in self._held.shown.things(kind)))

    def has(self, kind: str, ids: Sequence[str]) -> set[str]:
        """Which of the ids are nodes of that kind (abstract kinds allowed)."""
        return {id for id in ids if self._held.shown.thing(id, kind)}

    def log(self, subjects: Sequence[str] | None = None) -> Iterator[Said]:
        """Every fact ever stated, of some subjects or of all, in order of subject, predicate, object, key and value."""
        for fact, stints in self._held.log.stints.items():
            if subjects is None or fact.subject in subjects:
                yield Said(fact, tuple(stints))

    def revision(self, *, exact: bool = True) -> int:
        """The number of the newest revision, 0 before the first load; finding it out costs nothing."""
        return len(self._held.revisions)

    @property
    def _held(self) -> Held:
        """What this thread sees: the newest, or what it has been reading."""
        return getattr(self._own, "reading", None) or self._now

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it, this thread reads one revision, whatever is loaded meanwhile."""
        before, self._own.reading = getattr(self._own, "reading", None), self._held
        try:
            yield
        finally:
            self._own.reading = before

    def origins(self) -> set[str]:
        """The origins of what is said now."""
        return {saying.origin for saying in self._held.sayings if saying.withdrawn_in is None and saying.origin is not None}

    def holds(self, origin: str, digest: str) -> bool:
        """Whether an origin is loaded with that digest."""
        return self._held.digests.get(origin) == digest

    def revisions(self) -> list[Revision]:
        """All revisions, oldest first."""
        return list(self._held.revisions)

    def at(self, revision: int, *, seconds: float | None = None) -> MemoryStore:
        """The graph as the log held it at a revision, for reading only; it takes as long as it takes."""
        held = self._held
        check_revision(revision, len(held.revisions))
        return self._pasts.get(revision, lambda: _past(held, revision), seconds)

    def scan(self) -> Iterator[Thing | Link]:
        """The property graph as it is shown: all nodes, by kind and id, then all edges, by type, source, target and key."""
        shown = self._held.shown
        kinds, types = list(KINDS), list(EDGES)
        yield from sorted(shown.things(), key=lambda thing: (kinds.index(thing.kind), thing.id))
        links: list[Link] = [data["link"] for _, _, data in shown.graph.edges(data=True)]
        yield from sorted(links, key=lambda link: (types.index(link.type), link.source, link.target, link.key))

    def archive(self) -> Archive:
        """All that it was ever told, and when."""
        held = self._held
        order = sorted(held.sayings, key=lambda each: (fact_order(each.statement.fact), evidence_order(each.statement.evidence)))
        return Archive(held.revisions, held.digests, order)

    def restore(self, archive: Archive) -> None:
        """Take in all that another store was told, all of it or nothing: the same revisions, each at its time.

        Raises:
            StoreError: something was loaded into this one before, it is not writable, or another load runs.
        """
        with self._writing():
            check_empty("this graph", len(self._now.revisions))
            self._now = _held(tuple(archive.sayings), dict(archive.digests), tuple(archive.revisions))

    def counts(self) -> dict[str, int]:
        """Nodes by kind, edges by type, and `facts` and `evidence` that hold now."""
        shown = self._held.shown
        made = dict.fromkeys((*KINDS, *EDGES), 0)
        for name in (*(thing.kind for thing in shown.things()), *(type for _, _, (type, _) in shown.graph.edges(keys=True))):
            made[name] += 1
        return made | {"facts": len(shown.evidence), "evidence": sum(map(len, shown.evidence.values()))}

    def close(self) -> None:
        """Nothing is open."""

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()


def _past(held: Held, number: int) -> MemoryStore:
    """A store of what was held at a revision."""
    made = MemoryStore("memory:", read_only=True)
    if number == len(held.revisions):
        made._now = held
        return made
    sayings = (
        replace(saying, withdrawn_in=None) if saying.withdrawn_in is not None and saying.withdrawn_in > number else saying
        for saying in held.sayings
        if saying.added_in <= number
    )
    made._now = _held(tuple(sayings), {}, held.revisions[:number])
    return made


def _held(sayings: tuple[Saying, ...], digests: Mapping[str, str], revisions: tuple[Revision, ...]) -> Held:
    """All that is held where these are the sayings."""
    stated = {saying.statement for saying in sayings if saying.withdrawn_in is None}
    log = Log(((saying.statement, saying.added_in, saying.withdrawn_in) for saying in sayings), revisions)
    return Held(sayings, digests, revisions, show(stated), log)


def _sayings(before: Iterable[Saying], says: Mapping[str, frozenset[Statement]], number: int) -> Iterator[Saying]:
    """The log with what some origins say now: what they no longer say ends, what they did not say begins."""
    going_on: defaultdict[str, set[Statement]] = defaultdict(set)
    for saying in before:
        if saying.withdrawn_in is None and saying.origin is not None and saying.origin in says:
            if saying.statement in says[saying.origin]:
                going_on[saying.origin].add(saying.statement)
            else:
                saying = replace(saying, withdrawn_in=number)
        yield saying
    for origin, statements in says.items():
        for statement in statements - going_on[origin]:
            yield Saying(origin, statement, number)


def _counts(
    revision: int | None, says: Mapping[str, frozenset[Statement]], before: Held, after: Held, unchanged: int
) -> Loaded:
    said = {statement.fact for statements in says.values() for statement in statements}
    facts_before = {statement.fact for statement in before.stated()}
    facts_now = {statement.fact for statement in after.stated()}
    return Loaded(
        revision,
        new=len(said - facts_before),
        known=len(said & facts_before),
        withdrawn=len(facts_before - facts_now),
        evidence=len(after.sayings) - len(before.sayings),
        unchanged=unchanged,
    )
