"""Where cases, claims and allegations stand: the fold of events, and its laws."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from graph.dates import first_day
from graph.standing import UNDATED, Docket, Effect, State, Stated, Turn, standings
from graph.terms import terms

PARTS = ("claim", "allegation")


def docket(
    *turns: Turn, filed_on: str | None = "2025-01-21", stated: Sequence[Stated] = (), parts: Sequence[str] = PARTS
) -> Docket:
    """A case with a claim and an allegation."""
    return Docket("case", filed_on, "filed", turns, stated, parts)


def told(states: Sequence[State]) -> list[tuple[str, str | None]]:
    """The states with their days, in short."""
    return [(state.state, state.on) for state in states]


def on(states: Sequence[State], day: str) -> State | None:
    """The state on a day."""
    return next((state for state in reversed(states) if state.day <= day), None)


def test_a_case_is_pending_and_its_parts_alleged_from_the_day_of_filing() -> None:
    found = standings(docket())
    assert found["case"] == [State("pending", "2025-01-21", "2025-01-21", None, "filed")]
    assert found["claim"] == found["allegation"] == [State("alleged", "2025-01-21", "2025-01-21", None, "filed")]


def test_the_complaint_itself_is_the_first_state() -> None:
    found = standings(docket(Turn("e", "complaint_filed", "2025-01-20", ref="ref"), filed_on="2025-01"))
    assert found["case"] == [State("pending", "2025-01-20", "2025-01-20", "e", "ref")]
    undated = standings(docket(Turn("e", "complaint_filed", None, ref="ref"), filed_on="2025-01"))
    assert undated["claim"] == [State("alleged", "2025-01", "2025-01-01", "e", "ref")]


def test_a_voluntary_dismissal_withdraws_what_was_alleged() -> None:
    leave = Turn("e", "voluntary_dismissal", "2025-01-30", [Effect("case", "dismissed_without_prejudice")], "ref")
    found = standings(docket(leave))
    assert told(found["case"]) == [("pending", "2025-01-21"), ("voluntarily_dismissed", "2025-01-30")]
    assert found["allegation"][-1] == State("withdrawn", "2025-01-30", "2025-01-30", "e", "ref")


def test_a_ruling_that_names_a_claim_moves_that_claim_alone() -> None:
    ruling = Turn("e", "motion_to_dismiss_partly_granted", "2025-06", [Effect("claim", "preempted")])
    found = standings(docket(ruling))
    assert told(found["case"])[-1] == ("partly_dismissed", "2025-06")
    assert told(found["claim"])[-1] == ("preempted", "2025-06")
    assert told(found["allegation"]) == [("alleged", "2025-01-21")]


def test_a_full_ruling_on_named_claims_does_not_move_the_case() -> None:
    found = standings(docket(Turn("e", "motion_to_dismiss_granted", "2025-06", [Effect("claim")])))
    assert told(found["case"]) == [("pending", "2025-01-21")]
    assert told(found["claim"])[-1] == ("dismissed", "2025-06")


def test_what_an_event_states_itself_goes_before_its_outcome_and_that_before_its_kind() -> None:
    def moved(effect: Effect) -> tuple[str, str]:
        found = standings(docket(Turn("e", "motion_to_dismiss_granted", "2025-06", [effect])))
        return found["case"][-1].state, found["claim"][-1].state

    assert moved(Effect("case")) == ("dismissed", "dismissed")
    assert moved(Effect("case", "compelled_to_arbitration")) == ("dismissed", "sent_to_arbitration")
    assert moved(Effect("case", "compelled_to_arbitration", "stayed")) == ("stayed", "alleged")
    assert moved(Effect("case", "compelled_to_arbitration", "stayed", "found")) == ("stayed", "found")


def test_a_ruling_on_the_case_leaves_decided_claims_but_an_appeal_reviews_them() -> None:
    first = Turn("e1", "other", "2025-02", [Effect("claim", "withdrawn")])
    second = Turn("e2", "verdict", "2025-03", [Effect("case", "found_for_plaintiff")])
    third = Turn("e3", "appeal_decided", "2025-04", [Effect("case", "remanded")])
    found = standings(docket(first, second, third))
    assert told(found["claim"])[1:] == [("withdrawn", "2025-02"), ("remanded", "2025-04")]
    assert told(found["allegation"])[1:] == [("found", "2025-03"), ("remanded", "2025-04")]
    assert told(found["case"])[1:] == [("judgment_for_plaintiff", "2025-03"), ("unknown", "2025-04")]


def test_an_amended_complaint_alleges_again_what_was_dismissed() -> None:
    dismissed = Turn(
        "e1", "motion_to_dismiss_granted", "2025-02", [Effect("claim", "preempted"), Effect("allegation", "survived")]
    )
    amended = Turn("e2", "amended_complaint", "2025-03")
    found = standings(docket(dismissed, amended))
    assert told(found["claim"])[1:] == [("preempted", "2025-02"), ("alleged", "2025-03")]
    assert told(found["allegation"])[1:] == [("survived_dismissal", "2025-02")]


def test_a_stated_status_comes_after_the_events_of_its_day() -> None:
    settled = Turn("e", "settlement", "2025-03-01")
    found = standings(docket(settled, stated=[Stated("stayed", "2025-03-01", "ref")]))
    assert told(found["case"])[1:] == [("settled", "2025-03-01"), ("stayed", "2025-03-01")]
    assert found["case"][-1] == State("stayed", "2025-03-01", "2025-03-01", None, "ref")
    assert told(found["claim"])[1:] == [("settled", "2025-03-01")]


def test_of_events_of_one_day_the_complaint_is_first_and_the_one_that_closes_last() -> None:
    turns = [
        Turn("a", "voluntary_dismissal", "2025-01-21"),
        Turn("b", "settlement", "2025-01-21"),
        Turn("z", "complaint_filed", "2025-01-21"),
    ]
    assert [state.state for state in standings(docket(*turns))["case"]] == ["pending", "settled", "voluntarily_dismissed"]


def test_events_without_a_day_come_last_and_count_on_no_day() -> None:
    found = standings(docket(Turn("a", "settlement", None), Turn("b", "appeal_filed", "2026")))
    assert [(state.state, state.day) for state in found["case"]] == [
        ("pending", "2025-01-21"),
        ("on_appeal", "2026-01-01"),
        ("settled", UNDATED),
    ]
    assert on(found["claim"], "2500-01-01") == found["claim"][0]


def test_an_event_without_a_day_does_not_outweigh_a_status_with_one() -> None:
    found = standings(docket(Turn("a", "settlement", None), stated=[Stated("on_appeal", "2026")]))
    assert [state.state for state in found["case"]] == ["pending", "on_appeal"]
    assert [state.state for state in found["claim"]] == ["alleged", "settled"]


def test_nothing_known_is_nothing_said_but_parts_are_alleged() -> None:
    found = standings(docket(filed_on=None))
    assert found["case"] == []
    assert found["claim"] == [State("alleged", None, UNDATED, None, "filed")]
    dated = standings(docket(Turn("e", "transfer", "2024"), filed_on=None))
    assert dated["claim"] == [State("alleged", None, "2024-01-01", None, "filed")]


# ---------------------------------------------------------------------------------------------------------------------
# Laws

DATES = st.sampled_from(["2024", "2025-01-21", "2025-02", "2025-02-01", "2025-03-05", "2026"])
EFFECTS = st.lists(
    st.builds(
        Effect,
        st.sampled_from(["case", *PARTS, "elsewhere"]),
        st.none() | st.sampled_from(sorted(terms("outcome"))),
        st.none() | st.none() | st.sampled_from(["stayed", "closed"]),
        st.none() | st.none() | st.sampled_from(["found", "rejected"]),
    ),
    max_size=2,
    unique_by=lambda effect: effect.target,
)


def turns(dates: st.SearchStrategy[str | None]) -> st.SearchStrategy[list[Turn]]:
    """Events of every kind, each with an id of its own."""
    kinds = st.none() | st.sampled_from(sorted(set(terms("event")) - {"complaint_filed"}))
    made = st.builds(Turn, st.sampled_from([f"e{n}" for n in range(9)]), kinds, dates, EFFECTS, st.none())
    return st.lists(made, max_size=6, unique_by=lambda turn: turn.id)


def stated(dates: st.SearchStrategy[str | None]) -> st.SearchStrategy[list[Stated]]:
    """What sources state, each status and day once."""
    made = st.builds(Stated, st.sampled_from(["stayed", "settled", "pending"]), dates, st.none())
    return st.lists(made, max_size=3, unique_by=lambda status: status[:2])


@given(turns(st.none() | DATES), stated(st.none() | DATES), st.none() | DATES, st.randoms(use_true_random=False))
def test_no_order_of_what_is_known_plays_a_part(
    events: list[Turn], statuses: list[Stated], filed: str | None, order: random.Random
) -> None:
    known = docket(*events, filed_on=filed, stated=statuses)
    mixed = docket(
        *order.sample(events, len(events)), filed_on=filed, stated=order.sample(statuses, len(statuses)), parts=PARTS[::-1]
    )
    assert standings(mixed) == standings(known)


@given(turns(DATES), stated(DATES), DATES)
def test_the_state_of_a_day_is_the_fold_of_what_happened_until_then(
    events: list[Turn], statuses: list[Stated], day: str
) -> None:
    known = standings(docket(*events, stated=statuses))
    until = standings(
        docket(
            *(turn for turn in events if turn.on and first_day(turn.on) <= first_day(day)),
            stated=[status for status in statuses if status.on and first_day(status.on) <= first_day(day)],
        )
    )
    for id in ("case", *PARTS):
        assert on(known[id], first_day(day)) == on(until[id], first_day(day))


@given(turns(st.none() | DATES), stated(st.none() | DATES), st.none() | DATES)
def test_states_are_of_the_vocabulary_and_each_differs_from_the_one_before(
    events: list[Turn], statuses: list[Stated], filed: str | None
) -> None:
    known = docket(*events, filed_on=filed, stated=statuses)
    found = standings(known)
    assert set(found) == {"case", *PARTS}
    for id, states in found.items():
        assert {state.state for state in states} <= set(terms("status" if id == "case" else "standing"))
        assert all(one.state != other.state for one, other in zip(states, states[1:], strict=False))
        assert id == "case" or states[0].state == "alleged"
        for state in states:
            assert state.event is None or state.event in {turn.id for turn in events}
            assert state.day == UNDATED or state.on is None or state.day == first_day(state.on)


@given(turns(DATES), st.permutations(PARTS))
def test_an_event_that_affects_other_things_moves_nothing_by_name(events: list[Turn], parts: list[str]) -> None:
    elsewhere = [
        turn._replace(effects=[effect for effect in turn.effects if effect.target != "elsewhere"]) for turn in events
    ]
    assert standings(docket(*events, parts=parts)) == standings(docket(*elsewhere, parts=parts))
