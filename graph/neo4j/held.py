"""What holds, thing by thing, as the projection reads it: from the log on the server, or from a load that is all that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from graph.facts import Fact
from graph.neo4j.layout import FACT, READ_IN, WAITING
from graph.neo4j.log import FACT_COLUMNS, Writing
from graph.neo4j.stage import Stage, made_fact


class Stated(NamedTuple):
    """A fact that holds: its id, the sources that state it, and whether its edge is kept as one that waits."""

    id: str
    fact: Fact
    sources: Sequence[str]
    waits: bool


class Facts(Protocol):
    """Where facts that hold are found."""

    def about(self, ids: Sequence[str], predicates: Sequence[str] | None = None) -> Iterator[Stated]:
        """The facts about some things, of some predicates or of all, those of one thing together."""


_ABOUT = f"""
UNWIND $ids AS id
MATCH (f:{FACT}) USING INDEX f:{FACT}(subject, predicate) WHERE f.subject = id AND f.predicate {{which}} AND f.holds
RETURN f.id, {FACT_COLUMNS}, [(f)-[r:{READ_IN} WHERE r.withdrawn_in IS NULL]->(p) | p.source], f:{WAITING}
"""
_ABOUT_ALL = _ABOUT.format(which="IS NOT NULL")
_ABOUT_SOME = _ABOUT.format(which="IN $predicates")


class ServerFacts:
    """The facts of the log."""

    def __init__(self, log: Writing) -> None:
        self.log = log

    def about(self, ids: Sequence[str], predicates: Sequence[str] | None = None) -> Iterator[Stated]:
        """The facts about some things, of some predicates or of all, those of one thing together."""
        found = (
            self.log.read(_ABOUT_ALL, ids=list(ids))
            if predicates is None
            else self.log.read(_ABOUT_SOME, ids=list(ids), predicates=list(predicates))
        )
        for id, *content, sources, waits in found:
            yield Stated(id, Fact(*content), sorted(set(sources)), waits)


class StagedFacts:
    """The facts of a load into an empty graph: all of them hold, and nothing else does."""

    def __init__(self, stage: Stage) -> None:
        stage.prepare()
        self.stage = stage

    def about(self, ids: Sequence[str], predicates: Sequence[str] | None = None) -> Iterator[Stated]:
        """The facts about some things, of some predicates or of all, those of one thing together."""
        sql = "SELECT id, subject, predicate, object, key, value FROM fact WHERE subject = ?"
        if predicates is not None:
            sql += f" AND predicate IN ({', '.join('?' * len(predicates))})"
        for subject in ids:
            for id, *content in self.stage.rows(sql, (subject, *(predicates or ()))):
                yield Stated(id.hex(), made_fact(content), _Sources(self, id), False)

    def sources(self, fact: bytes) -> list[str]:
        """The sources that state a fact."""
        sql = "SELECT DISTINCT source FROM piece CROSS JOIN passage USING (pid) WHERE fact = ? ORDER BY source"
        return [source for (source,) in self.stage.rows(sql, (fact,))]


class _Sources(Sequence[str]):
    """The sources of a fact, looked up when they are asked for: of a fact that nothing contests nobody asks."""

    __slots__ = ("fact", "facts")

    def __init__(self, facts: StagedFacts, fact: bytes) -> None:
        self.facts, self.fact = facts, fact

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts.sources(self.fact))

    def __len__(self) -> int:
        return len(self.facts.sources(self.fact))

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return self.facts.sources(self.fact)[place]


def by_thing(stated: Iterable[Stated]) -> dict[str, list[Stated]]:
    """Facts by what they are about."""
    found: dict[str, list[Stated]] = {}
    for each in stated:
        found.setdefault(each.fact.subject, []).append(each)
    return found
