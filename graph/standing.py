"""Where a case, its claims and its allegations stand, as of a day: the fold of the docket's events.

What an event does is data: the keys `case_status`, `standing`, `closes` and `reopens` of its kind and of its outcome in
`graph/vocabulary/`, or what the event itself states. This module only applies them in the order of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.dates import first_day
from graph.terms import Term, narrower, terms

LIVE = frozenset({"alleged", "survived_dismissal", "sent_to_arbitration", "reversed", "remanded"})
"""Standings from which a ruling on the whole case still moves a claim; what is settled, withdrawn or decided stays so."""

REVIEWED = frozenset({"reversed", "remanded"})
"""Standings that a ruling of a higher court gives to decided claims too."""

UNDATED = "9999-12-31"
"""The day on which what has no day is placed: after all that has one, and after every day that can be asked about."""


class Effect(NamedTuple):
    """What an event is said to do to a case, a claim or an allegation: its outcome there, or the new status itself."""

    target: str
    outcome: str | None = None
    case_status: str | None = None
    standing: str | None = None


class Turn(NamedTuple):
    """An event of a case. `ref` is the store's own name for the fact that it happened."""

    id: str
    kind: str | None
    on: str | None
    effects: Sequence[Effect] = ()
    ref: Any = None


class Stated(NamedTuple):
    """A status of the case as a source states it, on the day of its text."""

    status: str
    on: str | None
    ref: Any = None


class State(NamedTuple):
    """A state, and since when.

    `on` is the day as the source gives it. `day` is the first day on which it counts when a day is asked about, UNDATED if
    never. `event` is the id of the event that moved it; None where a source states it. `ref` names the fact behind it.
    """

    state: str
    on: str | None
    day: str
    event: str | None
    ref: Any


class Docket(NamedTuple):
    """What is known of the course of a case. `parts`: ids of its claims and allegations."""

    id: str
    filed_on: str | None
    filed_ref: Any
    turns: Sequence[Turn]
    stated: Sequence[Stated]
    parts: Sequence[str]


def standings(docket: Docket) -> dict[str, list[State]]:
    """Every state of a case and of its parts, oldest first; a state that only goes on is told once.

    The case is pending, and all that it says is alleged, from the day of filing (the complaint's, else `filed_on`; where
    neither is known, from the first day of which anything is). Then events move them in the order of their days; on one day,
    a status that a source states comes after the events. Events without a day come last, and of an event's kind, outcome and
    own words, its own words count before its outcome and that before its kind. A ruling on the whole case moves the claims
    that are still open; one that names a claim moves that claim.

    Returns:
        States by the id of the case and of each part. Parts of a case of which no day is known are alleged, without a day.
    """
    turns = sorted(docket.turns, key=_place)
    begun = next((turn for turn in turns if turn.kind == "complaint_filed"), None)
    dated = [first_day(when) for when in (docket.filed_on, *(t.on for t in turns), *(s.on for s in docket.stated)) if when]
    filed = begun.on if begun and begun.on else docket.filed_on
    first = State(
        "pending",
        filed,
        first_day(filed) if filed else min(dated, default=UNDATED),
        begun.id if begun else None,
        begun.ref if begun else docket.filed_ref,
    )
    case: list[State] = [first] if begun or docket.filed_on else []
    parts = {id: [first._replace(state="alleged")] for id in docket.parts}
    told = any(stated.on for stated in docket.stated)
    for turn, stated in _merged(turns, docket.stated):
        if stated is not None:
            day = first_day(stated.on) if stated.on else UNDATED
            _move(case, State(stated.status, stated.on, day, None, stated.ref))
        elif turn is not None and turn is not begun:
            _apply(docket.id, turn, case if turn.on or not told else None, parts)
    return {docket.id: case, **parts}


def _place(turn: Turn) -> tuple[str, bool, str]:
    kind = _kind(turn)
    opening = turn.kind == "complaint_filed"
    day = first_day(turn.on) if turn.on else ("" if opening else UNDATED)
    return day, not opening, f"{int(kind.closes) if kind else 0}{turn.id}"


def _merged(turns: Iterable[Turn], stated: Iterable[Stated]) -> list[tuple[Turn | None, Stated | None]]:
    """Events and stated statuses in the order of their days. A status without a day tells less than any event."""
    entries: list[tuple[tuple[str, int, int], Turn | None, Stated | None]] = [
        ((_place(turn)[0], 0, number), turn, None) for number, turn in enumerate(turns)
    ]
    for number, each in enumerate(sorted(stated, key=lambda each: (each.status, each.on or ""))):
        day = first_day(each.on) if each.on else ""
        entries.append(((day, 1, number), None, each))
    return [(turn, status) for _, turn, status in sorted(entries, key=lambda entry: entry[0])]


def _apply(case_id: str, turn: Turn, case: list[State] | None, parts: Mapping[str, list[State]]) -> None:
    kind = _kind(turn)
    day = first_day(turn.on) if turn.on else UNDATED

    def move(history: list[State], state: str | None) -> None:
        if state is not None:
            _move(history, State(state, turn.on, day, turn.id, turn.ref))

    named = [effect for effect in turn.effects if effect.target in parts]
    whole = next((effect for effect in turn.effects if effect.target == case_id), Effect(case_id))
    case_status, standing = _outcome(whole, kind)
    if named and not any(effect.target == case_id for effect in turn.effects):
        # a ruling on some claims moves the case only where it says so, or where its kind is about a part of a case
        of_kind = kind.case_status if kind and kind.standing is None else None
        case_status = next((effect.case_status for effect in named if effect.case_status), of_kind)
    if case is not None:
        move(case, case_status)
    if named:
        for effect in named:
            move(parts[effect.target], _outcome(effect, kind)[1])
        return
    for history in parts.values():
        now = history[-1].state
        if kind and kind.reopens and whole.standing is None and now in narrower("standing", ["dismissed"]):
            move(history, "alleged")
        elif standing is not None and (now in LIVE or standing in REVIEWED):
            move(history, standing)


def _outcome(effect: Effect, kind: Term | None) -> tuple[str | None, str | None]:
    """The status of the case and the standing of the claim that follow, each None where nothing does."""
    if effect.case_status is not None or effect.standing is not None:
        return effect.case_status, effect.standing
    outcome = terms("outcome").get(effect.outcome or "")
    of_kind = (kind.case_status, kind.standing) if kind else (None, None)
    if outcome is None:
        return of_kind
    return outcome.case_status or of_kind[0], outcome.standing or of_kind[1]


def _kind(turn: Turn) -> Term | None:
    return terms("event").get(turn.kind or "")


def _move(history: list[State], state: State) -> None:
    if not history or history[-1].state != state.state:
        history.append(state)
    elif history[-1].day == UNDATED != state.day:
        history[-1] = state  # the same state, now with a day
