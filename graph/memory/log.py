"""The log of statements as queries ask it: all evidence there has been, and what each revision changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from graph.changes import CHANGES, Change, changes_of
from graph.facts import Evidence, Fact, Statement, Stint, evidence_order, fact_order, whole_stints
from graph.store import Revision

Spell = tuple[Statement, int, int | None]
"""A statement as one origin makes it: the revision that began it, and the one that ended it; None while it goes on."""


class Log:
    """All that was ever said, and the revisions; it is never changed, so readers may keep it."""

    def __init__(self, spells: Iterable[Spell] = (), revisions: Sequence[Revision] = ()) -> None:
        self.spells = tuple(spells)
        self.revisions = tuple(revisions)

    @cached_property
    def stints(self) -> Mapping[Fact, Sequence[Stint]]:
        """The evidence of every fact, whoever brought it; facts and pieces in order."""
        found: defaultdict[Fact, list[Stint]] = defaultdict(list)
        for (fact, evidence), added, gone in self.spells:
            found[fact].append((evidence, added, gone))
        return {
            fact: tuple(whole_stints(sorted(found[fact], key=lambda stint: (evidence_order(stint[0]), stint[1]))))
            for fact in sorted(found, key=fact_order)
        }

    @cached_property
    def about(self) -> Mapping[str, Sequence[Fact]]:
        """Every fact ever stated of a subject, in order."""
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self.stints:
            found[fact.subject].append(fact)
        return found

    @cached_property
    def changes(self) -> Sequence[Change]:
        """What each revision changed, in order."""
        order = list(CHANGES)
        found = [change for fact, stints in self.stints.items() for change in changes_of(fact, stints)]
        return sorted(found, key=lambda change: (change.revision, fact_order(change.fact), order.index(change.change)))

    def added_in(self, fact: Fact, evidence: Evidence) -> int:
        """The revision from which a piece that holds has held."""
        return next(added for piece, added, gone in self.stints[fact] if piece == evidence and gone is None)

    def held_at(self, fact: Fact, revision: int) -> bool:
        """Whether anybody stated a fact then."""
        return any(added <= revision and (gone is None or gone > revision) for _, added, gone in self.stints[fact])

    def revision(self, number: int) -> Revision:
        """A revision by its number."""
        return self.revisions[number - 1]

    def source_of(self, number: int) -> str | None:
        """The source of a revision, where all that it changed is from one."""
        sources = {evidence.source for (_, evidence), added, gone in self.spells if number in (added, gone)}
        return sources.pop() if len(sources) == 1 else None
