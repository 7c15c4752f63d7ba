"""Where sources disagree: every value is stated with the sources that give it, and the rule of `graph.facts` chooses.

The value that the curators take has their own record among its evidence, with the reason. That is the weakest kind of source:
it decides only between values that stand equal otherwise. What fits no property of the graph is told in the notes of the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from graph.dates import PartialDate
from graph.errors import DataError, UnknownTerm
from graph.facts import Evidence, Fact, Statement
from graph.ontology import KINDS, Case, Prop
from graph.terms import term
from loaders.records import CURATION, Record, cite, join

DISPUTABLE = {name: prop for name, prop in KINDS["Case"].props.items() if not prop.many and name not in ("name", "notes")}
"""Properties of a case whose values in dispute become facts."""


class Value(NamedTuple):
    """A value in dispute: who gives it, in words and as sources; `as_of` is the day for which a status is given."""

    text: str
    sources: tuple[str, ...]
    said_by: str | None
    as_of: PartialDate | None


class Conflict(NamedTuple):
    """A point on which sources disagree. `taken`: the value that the record goes by. `event`: the kind of event it is about."""

    entry: Record
    field: str
    event: str | None
    values: tuple[Value, ...]
    taken: str | None
    notes: str | None


Cited = dict[Fact, dict[str, Evidence]]
"""Facts with their evidence by source."""


def settled(record: Record, case: Case, stated: Sequence[Statement]) -> Iterator[Statement]:
    """What a case states, each value in dispute with the sources that give it.

    Args:
        record: the case; its `conflicts` are taken.
        case: its node.
        stated: all that its other fields state.
    """
    cited: Cited = {}
    for fact, evidence in stated:
        cited.setdefault(fact, {}).setdefault(evidence.source, evidence)
    remarks: list[str] = []
    remarked: dict[str, Evidence] = {}
    for conflict in _read(record):
        fact_of = _fact_of(conflict, case, cited)
        facts = {value: fact_of(value) for value in conflict.values}
        fitting = {value: fact for value, fact in facts.items() if fact is not None}
        if fitting:
            _weigh(record, conflict, fitting, cited)
        if len(fitting) < len(facts):
            remarks.append(_remark(conflict))
            for value in conflict.values:
                for source in value.sources:
                    note = join(f"says: {value.text}", value.said_by)
                    remarked[source] = record.citation(
                        source, join(remarked[source].note if source in remarked else None, note)
                    )
    if remarks:
        own = cited.pop(Fact(case.id, "notes", value=case.notes), {}) if case.notes else {}
        told = remarked or {piece.source: piece for piece in record.evidence("conflicts")}
        cited[Fact(case.id, "notes", value=join(case.notes, *remarks, by=" "))] = own | told
    for fact, pieces in cited.items():
        yield from cite([fact], pieces.values())


def _read(record: Record) -> Iterator[Conflict]:
    for entry in record.each("conflicts"):
        values = [
            Value(
                text=value.written("value", required=True) or "",
                sources=value.refs("sources", "sources"),
                said_by=value.text("said_by"),
                as_of=value.date("as_of"),
            )
            for value in entry.each("values", required=True)
        ]
        taken = entry.written("taken")
        if len({value.text for value in values}) < 2:
            entry.fault("a conflict needs two values that differ", "name every value, with who says so", "values")
        if taken is not None and taken not in {value.text for value in values}:
            entry.fault(f"'{taken}' is taken, but none of the values", "write it as the value is written", "taken")
        yield Conflict(
            entry,
            entry.text("field", required=True) or "",
            entry.term("event", "event"),
            tuple(values),
            taken,
            entry.text("notes"),
        )


def _fact_of(conflict: Conflict, case: Case, cited: Cited) -> Callable[[Value], Fact | None]:
    """How a value of this conflict is stated; the function answers None for a value that fits no property."""
    field = conflict.field
    if prop := DISPUTABLE.get(field):
        return lambda value: (
            None if (typed := _typed(prop, value.text, conflict.entry)) is None else Fact(case.id, field, value=typed)
        )
    if field == "court":
        courts = conflict.entry.declared("courts")
        return lambda value: Fact(case.id, "HEARD_IN", value.text) if value.text in courts else None
    if field == "status":
        return lambda value: (
            Fact(case.id, "STATED_STATUS", f"status/{value.text}", str(value.as_of))
            if _term("status", value.text, conflict.entry) and value.as_of
            else None
        )
    if field == "events" and conflict.event and (event := _event(conflict, cited)):
        return lambda value: None if (on := _day(value.text)) is None else Fact(event, "on", value=on)
    return lambda value: None


def _event(conflict: Conflict, cited: Cited) -> str | None:
    """The event that a conflict is about: the one of its kind, on the day that is taken where there are several."""
    of_kind = [fact.subject for fact in cited if fact.predicate == "EVENT_KIND" and fact.object == f"event/{conflict.event}"]
    if conflict.taken is not None:
        of_kind = [id for id in of_kind if Fact(id, "on", value=conflict.taken) in cited]
    if len(of_kind) == 1:
        return of_kind[0]
    on = f" on {conflict.taken}" if conflict.taken else ""
    conflict.entry.fault(
        f"the case has {len(of_kind)} events of kind {conflict.event}{on}", "name the one in dispute", "event"
    )
    return None


def _typed(prop: Prop, text: str, entry: Record) -> str | int | None:
    if prop.type is PartialDate:
        return _day(text)
    if prop.type is int:
        return int(text) if text.isascii() and text.isdigit() else None
    return text if prop.scheme is None else _term(prop.scheme, text, entry)


def _term(scheme: str, text: str, entry: Record) -> str | None:
    try:
        return term(scheme, text).id
    except UnknownTerm as error:
        entry.fault(error.message, error.hint, "values")
        return None


def _day(text: str) -> str | None:
    try:
        return str(PartialDate(text))
    except DataError:
        return None


def _weigh(record: Record, conflict: Conflict, facts: dict[Value, Fact], cited: Cited) -> None:
    """Give each value the sources that state it, and the one that is taken the word of the curators."""
    own = {fact for fact in cited if any(_same_point(fact, other) for other in facts.values())}
    taken = next((fact for value, fact in facts.items() if value.text == conflict.taken), None)
    if taken and own and (taken.object, taken.value) not in {(fact.object, fact.value) for fact in own}:
        conflict.entry.fault(
            f"'{conflict.taken}' is taken, but the record has another {conflict.field}",
            "write the same in both places",
            "taken",
        )
    siding = {source: fact for value, fact in facts.items() for source in value.sources}
    for fact in own:
        sources = {source: piece for source, piece in cited[fact].items() if siding.get(source, fact) == fact}
        cited[fact] = sources or {CURATION.id: record.curated()}
    for value, fact in facts.items():
        pieces = cited.setdefault(fact, {})
        for source in value.sources:
            pieces[source] = record.citation(source, value.said_by)
        if value.sources:
            pieces.pop(CURATION.id, None)
        if fact == taken or not pieces or set(pieces) == {CURATION.id}:
            said_by = None if value.sources else value.said_by
            pieces[CURATION.id] = record.curated(join(said_by, conflict.notes))


def _same_point(fact: Fact, other: Fact) -> bool:
    return (fact.subject, fact.predicate) == (other.subject, other.predicate)


def _remark(conflict: Conflict) -> str:
    point = " ".join((conflict.event or conflict.field).split("_"))
    values = "; ".join(value.text + (f" ({value.said_by})" if value.said_by else "") for value in conflict.values)
    taken = f"; taken: {conflict.taken}" if conflict.taken else ""
    notes = f". {conflict.notes}" if conflict.notes else ""
    return f"Sources differ on {point}: {values}{taken}{notes}".rstrip(".") + "."
