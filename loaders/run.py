"""Loading: the one place that knows order, transactions, issues, counts and progress.

A load of one loader is one transaction and one revision of the store. It can be interrupted at any point: what was committed
stays, and the next run completes the rest. Files that have not changed, nor anything that they depend on, are not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from graph.errors import UnknownTerm, did_you_mean
from graph.facts import Batch, Evidence, Loaded, Statement, facts_of
from graph.ontology import RankOf
from graph.store import Store
from loaders.check import check
from loaders.curated import LOADERS, Loader
from loaders.curated.folder import DATA, Folder, code_digest, shown
from loaders.judgements import verdicts
from loaders.records import CURATION, Issue, cite

if TYPE_CHECKING:
    from loaders.articles.corpus import Stretch
    from loaders.articles.model import Model

__all__ = ["DATA", "LOADERS", "Report", "check", "load_articles", "load_curated"]


class Progress(Protocol):
    """What is called while a loader works."""

    def __call__(self, name: str, done: int, total: int, documents: int = 0) -> None:
        """Tell the name of the loader, how many records or files are done, how many there are, and how many documents were in them."""



MANY = 1_000
"""Records from which on a report says how many were read in a second."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one loader did.

    `records`: how many its files hold, those of unchanged files included. `skipped`: what is wrong with those that were not
    loaded, and with the loader's files as a whole. `passed_over`: documents of feeds, archives and files of lines that report on
    no suit over training data, and are not kept. `drafts`: articles that a model read too, `kept` and `dropped` its statements.
    """

    loader: str
    loaded: Loaded
    records: int
    skipped: tuple[Issue, ...]
    seconds: float
    passed_over: int = 0
    drafts: int = 0
    kept: int = 0
    dropped: int = 0

    def __str__(self) -> str:
        """One line, and below it the issues."""
        counts = [f"{self.loaded.new} new", f"{self.loaded.known} known", f"{self.loaded.withdrawn} withdrawn"]
        if self.loaded.unchanged:
            counts.append(f"{self.loaded.unchanged} unchanged file{'s' if self.loaded.unchanged > 1 else ''} not read")
        counts += [f"{self.passed_over:,} on other subjects"] if self.passed_over else []
        counts += [f"{self.drafts} read by a model too, {self.kept} of its statements held, {self.dropped} did not"] if self.drafts else []
        bad = len({(issue.file, issue.id) for issue in self.skipped if issue.id})
        counts += [f"{bad} record{'s' if bad > 1 else ''} skipped"] if bad else []
        rate = f", {self.records / self.seconds:,.0f} a second" if self.loader == "articles" and self.records > MANY else ""
        line = f"{self.loader:<10} {self.records:>5} records: {', '.join(counts)} ({self.seconds:.2f} s{rate})"
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


def load_articles(
    store: Store,
    paths: Sequence[Path | str],
    progress: Progress | None = None,
    *,
    workers: int | None = None,
    scheduler: str | None = None,
    model: Model | None = None,
    again: bool = False,
) -> Iterator[Report]:
    """Load articles, a stretch of files a transaction: what was committed stays, and the next run goes on behind it.

    Args:
        store: where to.
        paths: files, folders and addresses of articles.
        progress: called after each stretch.
        workers: how many processes read; None for one a core where there is much to read.
        scheduler: the address of a Dask scheduler, whose workers read instead.
        model: a language model that reads relevant articles too; what it adds is a draft.
        again: whether to read files that are loaded as they are, for what people have judged since.
    Returns:
        One report, once all is committed. An article that stands in several files is loaded once.
    Raises:
        DataError: a path does not exist, there is nothing to read in it, or the cluster cannot be used.
        StoreError: the store cannot be written.
    """
    from loaders.articles import code_digest, corpus, find_files
    from loaders.articles.pool import open_pool

    began = perf_counter()
    files, code = find_files(paths), code_digest() + (f" {model.method} {model.url}" if model else "")
    sum_up = _Sum("articles", len(files), progress)
    marks: dict[Path | str, str] = {}
    faulty: set[Path | str] = set()

    def unread() -> Iterator[Path | str]:
        """The files that are not loaded as they are now."""
        for file in files:
            digest = corpus.file_digest(file)
            mark = f"file-{digest[:32]}" if digest else ""
            if mark and not again and store.holds(mark, code):
                sum_up.unchanged += 1
                sum_up.files_done(1)
            else:
                marks[file] = mark
                yield file

    origins = store.origins()
    before = {origin for origin in origins if origin.startswith("article-")}
    judged = verdicts(origins)

    def batches(stretch: corpus.Stretch) -> Iterator[Batch]:
        once: set[str] = set()
        for told in stretch.told:
            if told.id not in once:
                once.add(told.id)
                yield Batch(told.id, told.statements, f"{code} {told.id} {sorted(judged.get(told.id, {}).items())}")
                drafted = f"{told.id}/draft"
                if drafted in before and model is None:
                    yield Batch(drafted, ())
        yield from (Batch(gone, ()) for unsaid in stretch.unsaid for gone in (unsaid, f"{unsaid}/draft") if gone in before)
        for file in stretch.done:
            if (mark := marks.pop(file)) and file not in faulty:
                yield Batch(mark, (), code)  # where there is an issue it is read again at every load, so that it is told until mended

    with open_pool(workers, scheduler, corpus.size(files)) as pool:
        for stretch in corpus.stretches(unread(), pool, corpus.Task((), 0, bool(before), model, judged)):
            faulty |= stretch.faulty
            sum_up.add(stretch, store.load(batches(stretch), "articles"))
    yield sum_up.report(perf_counter() - began)


@dataclass(slots=True)
class _Sum:
    """What the stretches of a corpus come to."""

    name: str
    files: int
    tell: Progress | None
    loaded: Loaded = Loaded(None)
    done: int = 0
    documents: int = 0
    passed_over: int = 0
    unchanged: int = 0
    drafts: int = 0
    kept: int = 0
    dropped: int = 0
    issues: list[Issue] = field(default_factory=list)

    def add(self, stretch: Stretch, loaded: Loaded) -> None:
        """Take in a stretch that is committed."""
        old = self.loaded
        self.loaded = Loaded(
            loaded.revision or old.revision,
            *(getattr(old, name) + getattr(loaded, name) for name in ("new", "known", "withdrawn", "evidence")),
        )
        self.documents += stretch.documents
        for name in ("passed_over", "drafts", "kept", "dropped"):
            setattr(self, name, getattr(self, name) + getattr(stretch, name))
        self.issues += [replace(issue, file=issue.file if "://" in issue.file else shown(Path(issue.file))) for issue in stretch.issues]
        self.files_done(len(stretch.done))

    def files_done(self, count: int) -> None:
        """So many more files are read, or need not be."""
        self.done += count
        if self.tell:
            self.tell(self.name, self.done, self.files, self.documents)

    def report(self, seconds: float) -> Report:
        """The whole."""
        loaded = replace(self.loaded, unchanged=self.unchanged)
        return Report(self.name, loaded, self.documents, tuple(self.issues), seconds, self.passed_over, self.drafts, self.kept, self.dropped)


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
