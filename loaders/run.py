"""Loading: the one place that knows order, transactions, issues, counts and progress.

A load of one loader is one transaction and one revision of the store. It can be interrupted at any point: what was committed
stays, and the next run completes the rest. Files that have not changed, nor anything that they depend on, are not read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from graph.errors import DataError, UnknownTerm, did_you_mean
from graph.facts import Batch, Evidence, Loaded, Statement, facts_of
from graph.ontology import RankOf
from graph.store import Store
from loaders.check import check
from loaders.curated import LOADERS, Loader
from loaders.curated.folder import DATA, Folder, code_digest, shown
from loaders.records import CURATION, Issue, cite

__all__ = ["DATA", "LOADERS", "Report", "check", "load_articles", "load_curated"]

Progress = Callable[[str, int, int], None]
"""Called with the name of the loader, how many records are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one loader did.

    `records`: how many its files hold, those of unchanged files included. `skipped`: what is wrong with those that were not
    loaded, and with the loader's files as a whole.
    """

    loader: str
    loaded: Loaded
    records: int
    skipped: tuple[Issue, ...]
    seconds: float

    def __str__(self) -> str:
        """One line, and below it the issues."""
        counts = [f"{self.loaded.new} new", f"{self.loaded.known} known", f"{self.loaded.withdrawn} withdrawn"]
        if self.loaded.unchanged:
            counts.append(f"{self.loaded.unchanged} unchanged file{'s' if self.loaded.unchanged > 1 else ''} not read")
        bad = len({(issue.file, issue.id) for issue in self.skipped if issue.id})
        counts += [f"{bad} record{'s' if bad > 1 else ''} skipped"] if bad else []
        line = f"{self.loader:<10} {self.records:>5} records: {', '.join(counts)} ({self.seconds:.2f} s)"
        return "\n".join([line, *map(str, self.skipped)])

    def as_dict(self) -> dict[str, Any]:
        """The same for machines."""
        return asdict(self)


def load_curated(
    store: Store, names: Sequence[str] = (), data: Path = DATA, progress: Progress | None = None
) -> Iterator[Report]:
    """Load curated records, loader by loader.

    Args:
        store: where to.
        names: the loaders wanted, in any order; none for all of LOADERS.
        data: the folder of the records.
        progress: called after each record.
    Returns:
        A report a loader, each as soon as its load is committed.
    Raises:
        UnknownTerm: no such loader.
        DataError: no such folder, or nothing in it to load.
        StoreError: the store cannot be written.
    """
    for name in names:
        if name not in LOADERS:
            raise UnknownTerm(f"unknown loader '{name}'", did_you_mean(name, LOADERS) or f"there are {', '.join(LOADERS)}")
    folder = Folder(data, LOADERS)
    wanted = [loader for loader in LOADERS.values() if not names or loader.name in names]
    return (_load(store, folder, loader, progress) for loader in wanted)


def _load(store: Store, folder: Folder, loader: Loader, progress: Progress | None) -> Report:
    began = perf_counter()
    holds = folder.count(loader)
    steps = _Steps(loader.name, sum(holds.values()), progress)
    issues: list[Issue] = []
    curation = _Once(curation_facts())

    def batches() -> Iterator[Batch]:
        yield Batch("curation", curation, code_digest())
        before = 0
        for path, records in holds.items():
            origin, wrong = folder.origin(loader, path), len(issues)
            yield Batch(origin, folder.statements(loader, path, issues, steps.step), folder.digest(loader, path))
            if len(issues) > wrong:
                # without a digest it is read again at every load, so that its issues are told until they are mended
                yield Batch(origin, folder.statements(loader, path, []))
            before += records
            steps.reach(before)
        present = {folder.origin(loader, path) for path in holds}
        # a file that is gone says nothing any more
        yield from (Batch(gone, ()) for gone in sorted(store.origins() - present) if folder.owns(loader, gone))

    loaded = store.load(batches(), loader.name)
    if folder.is_ours and steps.total < loader.at_least:
        issues.append(
            Issue(
                shown(folder.root / loader.files),
                0,
                "",
                f"{steps.total} records, where at least {loader.at_least} are expected",
                "bring back what went missing, or lower at_least in loaders/curated/__init__.py",
            )
        )
    unchanged = loaded.unchanged - (not curation.read)
    return Report(loader.name, replace(loaded, unchanged=unchanged), steps.total, tuple(issues), perf_counter() - began)


def load_articles(store: Store, paths: Sequence[Path], progress: Progress | None = None) -> Iterator[Report]:
    """Load articles, all in one transaction.

    Args:
        store: where to.
        paths: files and folders of articles.
        progress: called after each article.
    Returns:
        One report, once the load is committed. An article that stands in several files is loaded once.
    Raises:
        DataError: a path does not exist, or there is nothing to read in it.
        StoreError: the store cannot be written.
    """
    from loaders import articles

    files = articles.find_files(paths)
    began = perf_counter()
    steps = _Steps("articles", len(files), progress)
    issues: list[Issue] = []
    read: set[str] = set()
    code = articles.code_digest()

    def statements(path: Path, article: articles.Article) -> Iterator[Statement]:
        try:
            yield from list(articles.statements(article))  # all of them or none
        except DataError as error:
            issues.append(Issue(shown(path), 0, article.id, error.message, error.hint))

    def batches() -> Iterator[Batch]:
        for path in files:
            try:
                article = articles.read(path)
            except DataError as error:
                issues.append(Issue(shown(path), 0, "", error.message.removeprefix(f"{path}: "), error.hint))
            else:
                if article.id not in read:
                    read.add(article.id)
                    wrong = len(issues)
                    digest = hashlib.sha256(f"{code} {article.id}".encode()).hexdigest()
                    yield Batch(article.id, statements(path, article), digest)
                    if len(issues) > wrong:
                        yield Batch(article.id, ())  # without a digest, so that it is tried and told again
            steps.step()

    loaded = store.load(batches(), "articles")
    yield Report("articles", loaded, len(files), tuple(issues), perf_counter() - began)


class _Once:
    """Statements that know whether anybody has read them."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements = statements
        self.read = False

    def __iter__(self) -> Iterator[Statement]:
        self.read = True
        return iter(self._statements)


@dataclass(slots=True)
class _Steps:
    """Progress through the records of a loader."""

    name: str
    total: int
    tell: Progress | None
    done: int = 0

    def step(self) -> None:
        """One more is done."""
        self.reach(self.done + 1)

    def reach(self, done: int) -> None:
        """So many are done."""
        if self.tell and done != self.done:
            self.tell(self.name, min(done, self.total), self.total)
        self.done = done


def curation_facts() -> Iterator[Statement]:
    """The source that stands behind what no source states, which every load brings along."""
    rank = RankOf(source=CURATION.id, target="source_kind/curation")
    yield from cite([*facts_of(CURATION), *facts_of(rank)], [Evidence(CURATION.id)])
