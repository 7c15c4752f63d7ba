"""Data tests on a folder of curated records; nothing is stored.

Everything for which a load would skip a record is found here too, and what shows only in the folder as a whole: one id for
two things, and parts that run in a circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from loaders.curated import LOADERS
from loaders.curated.folder import Folder
from loaders.records import THINGS, Issue, Place

HIERARCHIES = frozenset({"PART_OF", "BROADER"})
"""Types of edge that lead upwards and must not come back."""


def check(folder: Path) -> list[Issue]:
    """Find what is wrong with a folder of records.

    Args:
        folder: a folder arranged as `loaders/data` is. What it has no files of is looked up in the project's own data.
    Returns:
        The issues, in order of files and lines; empty where there is nothing to mend.
    Raises:
        DataError: no such folder, or no records in it.
    """
    files = Folder(folder, LOADERS)
    issues: list[Issue] = []
    above: dict[str, list[str]] = {}
    declared: dict[str, Mapping[str, Place]] = {}
    for loader in LOADERS.values():
        if loader.root is not None and not files.is_ours:
            continue  # the vocabulary is the project's, and is checked with its own data
        for path in files.files(loader):
            for fact, _ in files.statements(loader, path, issues):
                if fact.predicate in HIERARCHIES and fact.object and fact.object not in above.setdefault(fact.subject, []):
                    above[fact.subject].append(fact.object)
            declared[loader.name] = files.declared(loader.name)
    issues += _shared_ids({name: ids for name, ids in declared.items() if name in THINGS})
    issues += _circles(above, {id: place for ids in declared.values() for id, place in ids.items()})
    return sorted(set(issues))


def _shared_ids(declared: Mapping[str, Mapping[str, Place]]) -> Iterator[Issue]:
    """Ids under which two kinds of things stand: in the graph they would be one thing."""
    for (one, ours), (other, theirs) in combinations(declared.items(), 2):
        for id in sorted(ours.keys() & theirs.keys()):
            first, second = ours[id], theirs[id]
            message = f"{first.file}:{first.line} has a {THINGS[one]} of the same id"
            yield Issue(second.file, second.line, id, message, f"give this {THINGS[other]} an id of its own")


def _circles(above: Mapping[str, list[str]], places: Mapping[str, Place]) -> Iterator[Issue]:
    """Things that are part of themselves, or terms that are broader than themselves, over any number of steps."""
    done: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        at: str | None = start
        waiting = [iter([start])]
        while waiting:
            at = next(waiting[-1], None)
            if at is None:
                waiting.pop()
                if path:
                    done.add(path.pop())
            elif at in path:
                circle = [*path[path.index(at) :], at]
                place = places[at]
                yield Issue(place.file, place.line, at, f"runs in a circle: {' → '.join(circle)}", "take out the wrong link")
            elif at not in done:
                path.append(at)
                waiting.append(iter(above.get(at, ())))
