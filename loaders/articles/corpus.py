"""Corpora: many files read by many processes, a stretch at a time, with nothing kept but what is to be written.

A worker gets a `Task`, files or the rest of one, and gives back a `Stretch`: what the documents in it state, and what is wrong with
them. It ends a stretch after so many statements, and says what is left; so no result grows with the size of a file. The same
function runs in this process, in a process for each core, and on the workers of a Dask cluster (`pool`). One process writes
(`loaders.run`).

Of the documents in a container, a feed, an archive or a file of lines, only those are kept that report on a suit over data that
an AI learns from, or may do so; a file that is one article is always kept, for somebody chose it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import DataError
from graph.facts import Statement
from loaders.articles.article import Article, from_item
from loaders.articles.containers import Item, Place, Source, find_files, is_address, items
from loaders.articles.gate import worth_reading
from loaders.articles.lines import Line, as_line
from loaders.articles.model import Model, NoAnswer, draft
from loaders.articles.pool import Pool
from loaders.articles.reading import Reading, findings
from loaders.articles.statements import Verdicts, draft_id, draft_statements, statements
from loaders.ids import article_id
from loaders.records import Issue

ENOUGH = 20_000
"""Statements after which a stretch ends: some 20 MB."""

FILES_AT_ONCE = 32
"""How many small files make a task."""

SMALL = 1_000_000
"""Bytes of a file that is read together with others."""

TRIES = 2
"""How often a task is tried whose worker dies while no other runs."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files to be read, of the first the documents after `skip`.

    `named`: whether to name the documents that are not kept too, for a store that may hold what was once read in them. `model`: who
    is to read the relevant ones once more. `judged`: what people have judged of articles, by their ids.
    """

    files: tuple[Source, ...]
    skip: int = 0
    named: bool = False
    model: Model | None = None
    judged: Mapping[str, Verdicts] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Told:
    """A source and all that it states: an article, or a model's draft of one."""

    id: str
    statements: tuple[Statement, ...] = field(repr=False)


@dataclass(slots=True)
class Stretch:
    """What the documents of a task state, up to `rest`, which is still to be read.

    `documents`: how many were looked at. `passed_over`: of them, those of containers that report on no such suit. `unsaid`: the
    ids of those, as far as they are named. `done`: the files that are read to their end. `faulty`: those with an issue. `drafts`:
    articles that a model read too; `kept` and `dropped`: its statements.
    """

    task: Task
    told: list[Told] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    documents: int = 0
    passed_over: int = 0
    unsaid: list[str] = field(default_factory=list)
    done: list[Source] = field(default_factory=list)
    faulty: set[Source] = field(default_factory=set)
    drafts: int = 0
    kept: int = 0
    dropped: int = 0
    rest: Task | None = None


def read_stretch(task: Task) -> Stretch:
    """Read a task, or as much of it as makes a stretch. What is wrong with a document never ends it."""
    found = Stretch(task)
    stated = 0
    model = task.model
    for index, file in enumerate(task.files):
        skip = task.skip if index == 0 else 0
        for number, each in enumerate(documents(file, skip), skip + 1):
            if stated >= ENOUGH:
                found.rest = replace(task, files=task.files[index:], skip=number - 1)
                return found
            found.documents += 1
            if isinstance(each, Issue):
                found.issues.append(each)
                found.faulty.add(file)
                continue
            read = _read(each, found, task)
            if isinstance(read, Issue):
                found.issues.append(read)
                found.faulty.add(file)
            elif read is not None:
                article, reading, told = read
                found.told.append(told)
                stated += len(told.statements)
                if task.model and reading.relevant is not False:
                    try:
                        if model:
                            found.told.append(_drafted(article, reading, told, model, found))
                    except NoAnswer as error:  # it is not asked about each of many articles whether it has come back
                        model = None
                        found.issues.append(Issue(*each.place, f"{error.message}; from here on the rules alone have read", error.hint))
                    if model is None:
                        found.faulty.add(file)
        found.done.append(file)
    return found


def documents(file: Source, skip: int = 0) -> Iterator[Item | Issue]:
    """The documents of a file, and an issue for each that cannot be read; nothing in it ends the reading of others."""
    try:
        yield from items(file, skip)
    except Exception as error:
        yield _issue(Place(str(file)), error)


def _drafted(article: Article, reading: Reading, told: Told, model: Model, found: Stretch) -> Told:
    """What a model reads in an article beyond the rules."""
    made = draft(article, reading, model)
    found.drafts += 1
    found.kept += made.kept
    found.dropped += made.dropped
    judged = found.task.judged.get(article.id, {})
    return Told(draft_id(article.id), tuple(draft_statements(article, made.reading, model.method, told.statements, judged)))


def _read(item: Item, found: Stretch, task: Task) -> tuple[Article, Reading, Told] | Issue | None:
    """A document, what was found in it, and what it states; None where it is not kept."""
    contained = bool(item.place.line or item.place.item)
    try:
        if contained and not worth_reading(item):
            found.passed_over += 1
            if task.named:
                found.unsaid.append(article_id(item.sha256))
            return None
        article = from_item(item)
        reading = findings(article)
        if contained and reading.relevant is False:
            found.passed_over += 1
            found.unsaid.append(article.id)
            return None
        return article, reading, Told(article.id, tuple(statements(article, reading, task.judged.get(article.id))))
    except Exception as error:
        return _issue(item.place, error)


def _issue(place: Place, error: Exception) -> Issue:
    """What went wrong with a document; one odd one among millions must not end the reading of the others."""
    if isinstance(error, DataError):
        return Issue(*place, error.message.removeprefix(f"{place}: "), error.hint)
    why = f"{type(error).__name__}: {error}"
    return Issue(*place, f"the reader fails at it: {why[:200]}", "please report it, with the document")


def lines_of(paths: Sequence[Source], relevant: bool = False) -> Iterator[Line | Issue]:
    """What the documents of files, folders and addresses say, a line each, and an issue for each that cannot be read.

    Args:
        paths: where to look.
        relevant: whether to give only those that report on a suit over training data, or may do so.
    Raises:
        DataError: a path does not exist, or there is nothing to read in it.
    """
    for file in find_files(paths):
        for item in documents(file):
            if isinstance(item, Issue):
                yield item
                continue
            try:
                line = None if relevant and not worth_reading(item) else as_line(from_item(item))
            except Exception as error:
                yield _issue(item.place, error)
                continue
            if line and not (relevant and line["is_relevant"] is False):
                yield line


# ---------------------------------------------------------------------------------------------------------------------
# Many tasks


def tasks(files: Iterable[Source], like: Task) -> Iterator[Task]:
    """The tasks of some files in order, in all else like one: large files alone, small ones together."""
    group: list[Source] = []
    for file in files:
        if is_address(file) or _size(Path(file)) > SMALL:
            yield replace(like, files=(file,))
            continue
        group.append(file)
        if len(group) == FILES_AT_ONCE:
            yield replace(like, files=tuple(group))
            group = []
    if group:
        yield replace(like, files=tuple(group))


def size(files: Iterable[Source]) -> int:
    """The bytes of all files together."""
    return sum(_size(Path(file)) for file in files if not is_address(file))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def file_digest(file: Source) -> str | None:
    """The digest of a file's bytes; None for an address, whose content may change, and for a file that cannot be read."""
    if is_address(file):
        return None
    try:
        with Path(file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def stretches(files: Iterable[Source], pool: Pool, like: Task | None = None) -> Iterator[Stretch]:
    """Read files by the workers of a pool, and give each stretch as soon as it is read; `like` says how they are read.

    A worker that dies takes nothing along. The tasks that ran when it died are tried again one at a time, so that it shows which
    of them it died over; a file over which workers go on dying is an issue, and the others are read.
    """
    waiting = tasks(files, like or Task(()))
    suspects: deque[Task] = deque()
    deaths: Counter[Task] = Counter()
    running: dict[Future[Stretch], tuple[Task, Executor]] = {}

    def start(task: Task) -> None:
        running[pool.executor.submit(read_stretch, task)] = task, pool.executor

    died: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, *pool.deaths)
    while True:
        if suspects and not running:
            start(suspects.popleft())
        while not suspects and len(running) < pool.at_once and (task := next(waiting, None)) is not None:
            start(task)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            task, executor = running.pop(future)
            try:
                stretch = future.result()
            except died as error:
                pool.revive(executor)
                deaths[task] += not running or isinstance(error, pool.deaths)  # nobody else can have been the cause
                if deaths[task] < TRIES:
                    suspects.append(task)
                elif len(task.files) > 1:
                    suspects += [replace(task, files=(file,), skip=0 if index else task.skip) for index, file in enumerate(task.files)]
                else:
                    yield _deadly(task)
                continue
            if stretch.rest is not None:
                suspects.append(stretch.rest) if suspects else start(stretch.rest)
            yield stretch


def _deadly(task: Task) -> Stretch:
    issue = Issue(str(task.files[0]), 0, "", f"{TRIES} workers died over it", "it may need more memory than they have; leave it out, or cut it")
    return Stretch(task, issues=[issue], faulty=set(task.files))
