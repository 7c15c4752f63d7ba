"""The turns of a docket, and what each does to the case, its claims and its allegations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from graph.dates import PartialDate
from graph.facts import Statement
from graph.ontology import Affects, Case, Edge, Event, EventKindOf, HasEvent, Node
from graph.terms import Term, terms
from loaders.ids import allegation_id, claim_id, event_id
from loaders.records import Record

OPENING = "complaint_filed"


def event_facts(record: Record, case: Case, pleaded: Collection[str | None]) -> Iterator[Statement]:
    """State the events of a case.

    Args:
        record: the case.
        case: its node.
        pleaded: ids of its claims and allegations, which an event may name.
    """
    count: Counter[tuple[str, str | None]] = Counter()
    latest: PartialDate | None = None
    for entry in record.each("events"):
        kind = entry.term("kind", "event", required=True)
        on = entry.date("on")
        if kind is None:
            continue
        _check_day(entry, terms("event")[kind], on, case)
        if on and latest and on.last_day < latest.first_day:
            entry.fault(f"the event of {on} stands after that of {latest}", "put the oldest first", "on")
        latest = on or latest
        event = Event(id=event_id(case.id, kind, on, count[kind, on]), on=on, summary=entry.text("summary"))
        count[kind, on] += 1
        things: list[Node | Edge] = [
            event,
            HasEvent(source=case.id, target=event.id),
            EventKindOf(source=event.id, target=f"event/{kind}"),
            *_effects(entry, event, terms("event")[kind], case, pleaded),
        ]
        for thing in things:
            yield from record.state(thing, under="events", on=on)


def _check_day(entry: Record, kind: Term, on: PartialDate | None, case: Case) -> None:
    """No event may lie before the filing that could only follow it; the complaint is that of the filing."""
    filed = case.filed_on
    if on is None or filed is None:
        return
    if kind.id == OPENING and (on.last_day < filed.first_day or filed.last_day < on.first_day):
        entry.fault(f"the complaint of {on} is not that of the filing on {filed}", "mend on or filed_on", "on")
    elif (kind.case_status or kind.standing) and on.last_day < filed.first_day:
        entry.fault(f"{kind.id} on {on} lies before the filing on {filed}", "mend on or filed_on", "on")


def _effects(entry: Record, event: Event, kind: Term, case: Case, pleaded: Collection[str | None]) -> Iterator[Affects]:
    """What the event says of its own effect; the rules of its kind hold where it says nothing.

    `outcome` belongs to the claims and allegations that it names, else to the case. `case_status` and `standing` go before
    the rules one by one; null says that nothing moves there. Stated together, both are all that moves, so the one that the
    entry leaves to the rules is spelled out.
    """
    outcome = entry.term("outcome", "outcome")
    own = {
        name: entry.term(name, scheme, empty=True) for name, scheme in (("case_status", "status"), ("standing", "standing"))
    }
    named = [claim_id(case.id, cause) for cause in entry.terms("claims", "cause")]
    for text in entry.texts("allegations"):
        act, slash, kind_of_data = text.partition("/")
        named.append(allegation_id(case.id, act, kind_of_data))
        if not slash:
            entry.fault(f"'{text}' is no act with a kind of data", "write it like training/private_messages", "allegations")
            return
    for id in named:
        if id not in pleaded:
            entry.fault(
                f"'{id}' is neither a claim nor an allegation of this case", "write the cause, or act/data", "claims"
            )
    rule = terms("outcome").get(outcome or "")
    of_rule = {
        "case_status": (rule.case_status if rule else None) or kind.case_status,
        "standing": (rule.standing if rule else None) or kind.standing,
    }
    moved: dict[str, str | None] = {"case_status": None, "standing": None}
    if any(entry.given(name) for name in own):
        moved = {name: own[name] if entry.given(name) else of_rule[name] for name in own}
        if not any(moved.values()) and any(of_rule.values()):
            entry.fault(
                f"{kind.id} cannot move nothing", "give case_status: the status with which the case goes on", "standing"
            )
    if named:
        if entry.given("standing") and own["standing"] is None:
            entry.fault(
                "it names claims or allegations and moves none of them", "take out standing, or what it names", "standing"
            )
        for id in named:
            yield Affects(source=event.id, target=id, outcome=outcome, case_status=None, standing=moved["standing"])
        if moved["case_status"]:
            yield Affects(source=event.id, target=case.id, outcome=None, case_status=moved["case_status"], standing=None)
    elif outcome or any(moved.values()):
        yield Affects(source=event.id, target=case.id, outcome=outcome, **moved)
