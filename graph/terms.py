"""The terms of the vocabulary: kinds of data, acts, causes of action, statuses and the rest, as `graph/vocabulary/` defines them.

A *scheme* is one file there, a *term* one entry of it. Term ids repeat between schemes (`settled` is a status and an
outcome), so a term is always named with its scheme. The files are read once a process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import DataError, UnknownTerm, did_you_mean
from graph.ontology import SCHEMES

VOCABULARY = Path(__file__).parent / "vocabulary"
"""The folder of the schemes: one file each, named after the scheme."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a scheme.

    `broader`: ids of the wider terms of the same scheme, directly above. `statutes`: provisions that a cause usually rests
    on, a hint. `implies`: pairs of scheme and term that hold where nothing else is stated. `exact_match`, `close_match`:
    IRIs of public terms. `rank`: of a kind of source, 1 is the strongest.

    Of events and outcomes: `case_status` is the status, `standing` that of the claims and allegations, from the day on
    which one happens; None leaves it as it was. `closes`: the case ends with it. `reopens`: what was dismissed before is
    alleged again.
    """

    scheme: str
    id: str
    label: str
    definition: str
    broader: tuple[str, ...] = ()
    statutes: tuple[str, ...] = ()
    implies: tuple[tuple[str, str], ...] = ()
    exact_match: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    notes: str | None = None
    rank: int | None = None
    case_status: str | None = None
    standing: str | None = None
    closes: bool = False
    reopens: bool = False


@cache
def terms(scheme: str) -> Mapping[str, Term]:
    """The terms of a scheme by id, in the order of its file.

    Args:
        scheme: a name of `graph.ontology.SCHEMES`, such as "data".
    Raises:
        UnknownTerm: no such scheme.
        DataError: the scheme's file is missing or cannot be read.

    >>> terms("act")["training"].implies
    (('purpose', 'model_training'),)
    """
    if scheme not in SCHEMES:
        raise UnknownTerm(f"unknown scheme '{scheme}'", did_you_mean(scheme, SCHEMES))
    path = VOCABULARY / f"{scheme}.yaml"
    try:
        entries = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"the terms of '{scheme}' cannot be read: {error}", f"mend {path}") from error
    found: dict[str, Term] = {}
    for entry in entries or ():
        made = _term(scheme, path, entry)
        if made.id in found:
            raise DataError(f"{path}: two terms have the id '{made.id}'", "give one of them another id")
        found[made.id] = made
    return found


def _term(scheme: str, path: Path, entry: Any) -> Term:
    try:
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else tuple(value.items()) if isinstance(value, dict) else value
            for name, value in entry.items()
        }
        return Term(scheme=scheme, **values)
    except (AttributeError, TypeError) as error:
        raise DataError(f"{path}: {entry!r} is no term: {error}", "write id, label and definition") from error


def term(scheme: str, id: str) -> Term:
    """A term by its scheme and id.

    Raises:
        UnknownTerm: the scheme has no such term; the hint names the nearest one.

    >>> term("data", "inmail").broader
    ('private_messages',)
    """
    found = terms(scheme).get(id)
    if found is None:
        raise UnknownTerm(f"unknown {scheme.replace('_', ' ')} '{id}'", did_you_mean(str(id), terms(scheme)))
    return found


def narrower(scheme: str, ids: Iterable[str]) -> set[str]:
    """The terms themselves and all below them, however deep.

    Raises:
        UnknownTerm: the scheme has no such term.

    >>> "inmail" in narrower("data", ["communications"])
    True
    """
    below = _below(scheme)
    waiting = [term(scheme, id).id for id in ids]
    found: set[str] = set()
    while waiting:
        if (id := waiting.pop()) not in found:
            found.add(id)
            waiting.extend(below.get(id, ()))
    return found


@cache
def _below(scheme: str) -> Mapping[str, list[str]]:
    children: defaultdict[str, list[str]] = defaultdict(list)
    for each in terms(scheme).values():
        for parent in each.broader:
            children[parent].append(each.id)
    return dict(children)


DEFENDANTS: tuple[str, ...] = tuple(sorted(narrower("role", ["defendant"])))
"""The roles of whoever is sued."""
