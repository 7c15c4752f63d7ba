"""A folder of curated files: which records are where, which ids they declare, and what a file's statements depend on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase as fnmatch
from functools import cache, cached_property
from pathlib import Path

import yaml

from graph.dates import PartialDate
from graph.errors import DataError
from graph.facts import Statement
from graph.terms import VOCABULARY
from loaders.records import THINGS, Issue, Place, Record, read_entries, scalars

DATA = Path(__file__).resolve().parent.parent / "data"
"""The project's own curated records."""

Identity = Callable[[str, Mapping[str, str]], str]
"""What tells a record from all others of its loader, from the stem of its file and its scalar fields."""


def id_of(_: str, fields: Mapping[str, str]) -> str:
    """The id of a record."""
    return fields.get("id", "")


@dataclass(frozen=True, slots=True)
class Loader:
    """A kind of records.

    Attributes:
        name: what people call it by.
        files: the pattern of its files below the data folder.
        facts: what a record states.
        at_least: how many records the project's own data has at the least; fewer mean that something went missing.
        needs: the loaders whose ids its records may name, and must not take for themselves.
        identity: what tells a record from the others.
        root: the folder, where it is not the data folder.
    """

    name: str
    files: str
    facts: Callable[[Record], Iterator[Statement]]
    at_least: int
    needs: tuple[str, ...] = ()
    identity: Identity = id_of
    root: Path | None = None


def _entries_in(text: bytes) -> int:
    """How many entries a list has, by the dashes at the indentation of the first."""
    first = re.search(rb"^( *)- ", text, re.MULTILINE)
    return len(re.findall(rb"^" + first[1] + rb"- ", text, re.MULTILINE)) if first else 0


class Folder:
    """The curated files below a folder, each read at most once.

    A folder need not hold every kind of records: what it has no files of is looked up in the project's own data. So is what
    the vocabulary names, which is the project's.
    """

    def __init__(self, root: Path, loaders: Mapping[str, Loader]) -> None:
        """Look at a folder; nothing is read yet.

        Raises:
            DataError: there is no such folder, or nothing in it that a loader reads.
        """
        self.root = root
        self._loaders = loaders
        self._entries: dict[Path, tuple[list[yaml.MappingNode], list[Issue]]] = {}
        self._declared: dict[str, dict[str, Place]] = {}
        if not root.is_dir():
            raise DataError(f"{root} is no folder", "name the folder that holds companies.yaml, cases/ and the rest")
        if not any(self.files(loader) for loader in loaders.values() if loader.root is None):
            raise DataError(
                f"{root} holds no curated records", "name the folder that holds companies.yaml, cases/ and the rest"
            )

    def files(self, loader: Loader) -> list[Path]:
        """The files of a loader, by name."""
        return sorted(path for path in (loader.root or self.root).glob(loader.files) if path.is_file())

    def origin(self, loader: Loader, path: Path) -> str:
        """The name of a file in the log: its path below the data folder; that of a file kept elsewhere begins with the loader."""
        below = path.relative_to(loader.root or self.root).as_posix()
        return f"{loader.name}/{below}" if loader.root else below

    def owns(self, loader: Loader, origin: str) -> bool:
        """Whether a name in the log is one that a file of a loader has, or had."""
        prefix = f"{loader.name}/" if loader.root else ""
        return origin.startswith(prefix) and fnmatch(origin.removeprefix(prefix), loader.files)

    def statements(
        self, loader: Loader, path: Path, issues: list[Issue], read: Callable[[], None] = lambda: None
    ) -> Iterator[Statement]:
        """What the records of a file state, record by record; one with an issue states nothing.

        Args:
            loader: the loader of the file.
            path: the file.
            issues: where to put what is wrong.
            read: called after each record.
        """
        file = shown(path)
        self.declared(loader.name)  # first, so that the file is read once
        entries, wrong = self._take(path)
        issues.extend(wrong)
        for entry in entries:
            record = Record(entry, file, self.declared if loader.root is None else self._project.declared)
            stated = list(loader.facts(record))
            self._check_identity(loader, record, entry)
            if found := record.issues():
                issues.extend(found)
            else:
                yield from stated
            read()

    def declared(self, name: str) -> Mapping[str, Place]:
        """The ids that the records of a loader declare, each with the place where it stands first.

        A record that is itself skipped still declares its id: what is wrong is told once, where it stands.
        """
        loader = self._loaders[name]
        if self._lacks(loader):
            return self._project.declared(name)
        if name not in self._declared:
            found: dict[str, Place] = {}
            for path in self.files(loader):
                self._entries[path] = self._take(path)
                for entry in self._entries[path][0]:
                    fields = scalars(entry)
                    kind = fields.get("kind") or fields.get("type") or ""
                    place = Place(kind, shown(path), entry.start_mark.line + 1, _day(fields.get("published_on")))
                    found.setdefault(loader.identity(path.stem, fields), place)
            self._declared[name] = found
        return self._declared[name]

    def count(self, loader: Loader) -> dict[Path, int]:
        """How many records each file of a loader holds, counted without reading them."""
        return {path: _entries_in(_bytes(path)) for path in self.files(loader)}

    def digest(self, loader: Loader, path: Path) -> str:
        """What the statements of a file depend on, as one hash: its bytes, the files whose ids it may name, and the code."""
        hashed = hashlib.sha256(f"{code_digest()} {loader.name}\n".encode())
        for name in (loader.name, *loader.needs):
            if name != loader.name or len(self.files(loader)) > 1:
                home = self._project if loader.root or self._lacks(self._loaders[name]) else self
                hashed.update(home._digest_of(name).encode())
        hashed.update(_bytes(path))
        return hashed.hexdigest()

    @property
    def is_ours(self) -> bool:
        """Whether this is the project's own data."""
        return self.root.resolve() == DATA

    @cached_property
    def _project(self) -> Folder:
        return self if self.is_ours else Folder(DATA, self._loaders)

    def _lacks(self, loader: Loader) -> bool:
        return loader.root is None and not self.is_ours and not self.files(loader)

    def _digest_of(self, name: str) -> str:
        hashed = hashlib.sha256()
        for path in self.files(self._loaders[name]):
            hashed.update(f"{path.name} {hashlib.sha256(_bytes(path)).hexdigest()}\n".encode())
        return hashed.hexdigest()

    def _take(self, path: Path) -> tuple[list[yaml.MappingNode], list[Issue]]:
        return self._entries.pop(path, None) or read_entries(path, shown(path))

    def _check_identity(self, loader: Loader, record: Record, entry: yaml.MappingNode) -> None:
        identity = loader.identity(record.stem, scalars(entry))
        here = (record.file, record.line)
        for name in (loader.name, *loader.needs):
            place = None if self._lacks(self._loaders[name]) else self.declared(name).get(identity)
            if place is not None and (place.file, place.line) != here:
                what = THINGS.get(name, "record")
                record.fault(
                    f"{place.file}:{place.line} has a {what} of the same id",
                    "give it an id of its own, or join the two",
                    "id",
                )


def _day(text: str | None) -> str:
    """A day of publication, as far as it is one; the source's own record reports what is not."""
    try:
        return PartialDate(text or "")
    except DataError:
        return ""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{shown(path)} cannot be read: {error.strerror}", "check its permissions") from error


def shown(path: Path) -> str:
    """A path as people are shown it: from the folder they are in, where it is below that."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_absolute() and path.is_relative_to(here) else path.as_posix()


@cache
def code_digest() -> str:
    """One hash of the code and the terms by which curated files are read; it changes when either does."""
    here = Path(__file__).parent
    beside = VOCABULARY.parent
    code = [
        *here.rglob("*.py"),
        *(here.parent / name for name in ("ids.py", "records.py")),
        *(beside / name for name in ("dates.py", "facts.py", "ontology.py", "terms.py")),
        *VOCABULARY.glob("*.yaml"),
    ]
    hashed = hashlib.sha256()
    for path in sorted(code):
        hashed.update(f"{path.name}\n".encode() + path.read_bytes())
    return hashed.hexdigest()
