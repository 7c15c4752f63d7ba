"""What the log comes to as rows: statements, disagreements, changes, revisions, and the graph as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.changes import FIELDS, Change, came_or_went, told_value
from graph.disputes import ALL_SHOWN, MANY, Dispute
from graph.facts import KIND, ONLY, Evidence, Fact, Stint, fact_order
from graph.memory.conditions import Conditions
from graph.memory.log import Log
from graph.ontology import KINDS
from graph.overview import LICENCE
from graph.projection import Thing
from graph.query import ListRecords, Select
from graph.store import Revision


class Piece(NamedTuple):
    """A piece of evidence for a fact; `stint` where it is told by the log, None where it is one that holds."""

    evidence: Evidence
    fact: Fact
    stint: Stint | None = None


class StatementRow(NamedTuple):
    """A value that was stated of a property; `rule` is None where it no longer holds."""

    fact: Fact
    chosen: bool
    rule: str | None


class DisagreementRow(NamedTuple):
    """A property of a thing of which several values hold."""

    subject: Thing
    dispute: Dispute


class ChangeRow(NamedTuple):
    """A change, and its place among all."""

    change: Change
    place: int


class GraphRow(NamedTuple):
    """The graph as a whole."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """How many things of a kind there are."""

    kind: str
    count: int


class KeyRow(NamedTuple):
    """A value of a facet, and the value for people."""

    by: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many cases have some values."""

    keys: Sequence[KeyRow]
    count: int


Recorded = Piece | Revision | StatementRow | DisagreementRow | ChangeRow | GraphRow | KindRow | KeyRow | CountRow
RECORDED = (Piece, Revision, StatementRow, DisagreementRow, ChangeRow, GraphRow, KindRow, KeyRow, CountRow)


class Records:
    """Finds what the log says, with the values that one request binds."""

    def __init__(self, conditions: Conditions, log: Log) -> None:
        self.conditions = conditions
        self.shown = conditions.shown
        self.log = log

    # -- rows

    def listed(self, query: ListRecords) -> list[ChangeRow] | list[DisagreementRow]:
        """The rows of a connection."""
        if query.select.kind == "Disagreement":
            kinds = self.conditions.several(query.kinds)
            return [row for row in self._disagreements() if kinds is None or row.subject.kind in kinds]
        since = int(self.conditions.value(query.since) or 0)
        rows = [ChangeRow(change, place) for place, change in enumerate(self.log.changes, 1) if change.revision > since]
        return [row for row in rows if self.opens(row, since)] if self.conditions.value(query.new_cases) else rows

    def stretch(self, begin: int, length: int) -> list[ChangeRow]:
        """So many changes, from the one after a place of the log on."""
        return [ChangeRow(change, place) for place, change in enumerate(self.log.changes[begin : begin + length], begin + 1)]

    def _disagreements(self) -> Iterator[DisagreementRow]:
        for thing in self.shown.things("Node"):
            for dispute in sorted(self.shown.disputes.get(thing.id, ()), key=lambda each: each.prop):
                yield DisagreementRow(thing, dispute)

    def opens(self, row: ChangeRow, since: int) -> bool:
        """Whether a case came by this change that is there now, and was not there."""
        fact = row.change.fact
        if (row.change.change, fact.predicate, fact.value) != ("ADDED", KIND, "Case") or self.log.held_at(fact, since):
            return False
        later = any(each.fact == fact and each.change == "ADDED" for each in self.log.changes[row.place :])
        return not later and self.shown.thing(fact.subject, "Case") is not None

    def statements(self, thing: Thing, select: Select) -> list[StatementRow]:
        """Every value stated of a property: the one that is shown, others that hold, those that no longer do."""
        prop = self.conditions.value(select.of_prop)
        dispute = next((each for each in self.shown.disputes.get(thing.id, ()) if each.prop == prop), None)
        rows = []
        for fact in self.log.about.get(thing.id, ()):
            if fact.predicate != prop or fact.object is not None:
                continue
            if fact not in self.shown.evidence:
                rows.append(StatementRow(fact, False, None))
            elif prop in MANY:
                rows.append(StatementRow(fact, True, ALL_SHOWN))
            else:
                rows.append(
                    StatementRow(fact, dispute is None or dispute.shown.fact == fact, dispute.rule if dispute else ONLY)
                )
        return sorted(rows, key=lambda row: (not row.chosen, row.rule is None, fact_order(row.fact)))

    # -- what they lead to

    def related(self, row: Recorded, name: str) -> list[Any]:
        """What a relation of a row leads to: things, records."""
        match row, name:
            case Piece(evidence), "source":
                return self._thing(evidence.source, "Source")
            case Piece(evidence, fact, stint), "added_in":
                return [self.log.revision(stint[1] if stint else self.log.added_in(fact, evidence))]
            case Piece(stint=stint), "withdrawn_in":
                return [self.log.revision(stint[2])] if stint and stint[2] is not None else []
            case Revision(number), "source":
                return self._thing(self.log.source_of(number), "Source")
            case StatementRow(fact), "evidence":
                return self._pieces(fact, self.log.stints[fact])
            case DisagreementRow(subject), "subject":
                return [subject]
            case ChangeRow(change), "revision":
                return [self.log.revision(change.revision)]
            case ChangeRow(change), "subject":
                return self._thing(change.fact.subject, "Node")
            case ChangeRow(change), "object":
                return self._thing(change.fact.object, "Node")
            case ChangeRow(change), "evidence":
                return self._pieces(change.fact, came_or_went(change, self.log.stints[change.fact]))
            case GraphRow(), "revision":
                return [*self.log.revisions[-1:]]
            case GraphRow(), "counts":
                counts = {kind: sum(1 for _ in self.shown.things(kind)) for kind in KINDS if kind != "Concept"}
                return [KindRow(kind, count) for kind, count in counts.items() if count]
            case CountRow(keys), "keys":
                return [*keys]
        raise AssertionError(f"nothing is called {name} here")

    def _thing(self, id: str | None, kind: str) -> list[Thing]:
        thing = self.shown.thing(id, kind) if id is not None else None
        return [thing] if thing else []

    def _pieces(self, fact: Fact, stints: Sequence[Stint]) -> list[Piece]:
        return [Piece(stint[0], fact, stint) for stint in stints if self.shown.thing(stint[0].source, "Source")]

    def got(self, row: Recorded, prop: str) -> Any:
        """The value of a property of a row."""
        match row:
            case Piece(evidence):
                return getattr(evidence, prop)
            case StatementRow(fact) if prop == "value":
                return told_value(fact)
            case DisagreementRow(_, dispute):
                return FIELDS[dispute.prop] if prop == "field" else self._values(row)
            case ChangeRow(change):
                return self._of_change(change)[prop]
            case GraphRow():
                return LICENCE
        return getattr(row, prop)

    def _values(self, row: DisagreementRow) -> list[Any]:
        """The values that hold, the one that is shown first."""
        chosen = row.dispute.shown.fact
        about = self.log.about[row.subject.id]
        held = [fact for fact in about if fact.predicate == row.dispute.prop and fact in self.shown.evidence]
        return [fact.value for fact in sorted(held, key=lambda fact: (fact != chosen, fact_order(fact)))]

    def _of_change(self, change: Change) -> Mapping[str, Any]:
        fact = change.fact
        return {
            "change": change.change,
            "subject_id": fact.subject,
            "field": FIELDS.get(fact.predicate, fact.predicate),
            "value": told_value(fact),
        }
