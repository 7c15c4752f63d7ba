"""Facts, their ids, and the rule that chooses between them."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.errors import DataError
from graph.facts import (
    FIRST,
    MORE,
    NEWER,
    ONLY,
    STRONGER,
    Evidence,
    Fact,
    Voice,
    choose,
    edge_key,
    fact_digest,
    facts_of,
    telling,
    whole_stints,
)
from graph.ontology import EDGES, KINDS, Case, CaseParty, Company, Owns, Relief, StatedStatus, System


def test_a_node_states_that_it_exists_and_what_it_has() -> None:
    case = Case(id="case", name="Doe v. Roe", also_known_as=("Doe", "Roe"), filed_on=PartialDate("2025-01"))
    assert list(facts_of(case)) == [
        Fact("case", "kind", value="Case"),
        Fact("case", "name", value="Doe v. Roe"),
        Fact("case", "also_known_as", value="Doe"),
        Fact("case", "also_known_as", value="Roe"),
        Fact("case", "filed_on", value="2025-01"),
    ]
    assert list(facts_of(Company(id="empty"))) == [Fact("empty", "kind", value="Company")]


def test_an_edge_states_itself_and_its_properties_but_those_of_its_key() -> None:
    owns = Owns(source="a", target="b", since=PartialDate("2016-12-08"), kind="subsidiary", share=100)
    assert list(facts_of(owns)) == [
        Fact("a", "OWNS", "b", "2016-12-08"),
        Fact("a", "OWNS.kind", "b", "2016-12-08", "subsidiary"),
        Fact("a", "OWNS.share", "b", "2016-12-08", 100.0),
    ]
    assert edge_key(Owns(source="a", target="b")) == ""
    assert edge_key(CaseParty(source="a", target="b", role="defendant")) == "defendant"
    assert edge_key(StatedStatus(source="a", target="b", on=PartialDate("2025"))) == "2025"


def test_values_are_plain_and_of_the_type_of_their_property() -> None:
    (_, amount) = facts_of(Relief(id="r", amount=1000))
    assert type(amount.value) is float
    (_, on) = facts_of(Case(id="c", filed_on=PartialDate("2025")))
    assert type(on.value) is str
    (_, family) = facts_of(System(id="s", family=False))
    assert family.value is False
    for wrong in (
        Relief(id="r", amount=True),
        Relief(id="r", amount="1000"),
        System(id="s", family=1),
        Case(id="c", name=7),
    ):  # type: ignore[arg-type]
        with pytest.raises(DataError, match=f"{wrong.id}: "):
            list(facts_of(wrong))


def test_a_source_that_is_quoted_is_not_named_again_without_its_words() -> None:
    named, quoted, other = Evidence("a"), Evidence("a", quote="words", start=0, end=5), Evidence("b")
    assert telling([named, quoted, other]) == [quoted, other]
    assert telling([named, other]) == [named, other]


def test_evidence_held_by_several_origins_at_a_time_held_once() -> None:
    piece, other = Evidence("a"), Evidence("b")
    stints = [(piece, 1, 3), (piece, 2, 5), (piece, 5, None), (other, 1, 2), (other, 4, None)]
    assert list(whole_stints(stints)) == [(piece, 1, None), (other, 1, 2), (other, 4, None)]


def test_every_kind_and_type_can_be_stated() -> None:
    for kind in KINDS.values():
        assert next(facts_of(kind.cls(id="x"))) == Fact("x", "kind", value=kind.name)
    for edge in EDGES.values():
        fact = next(facts_of(edge.cls(source="x", target="y")))
        assert fact[:3] == ("x", edge.name, "y")
        assert len(fact.key.split("|")) == max(1, len(edge.key))


WORDS = st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]), max_size=3)
FACTS = st.builds(
    Fact,
    WORDS,
    st.sampled_from(["name", "OWNS", "OWNS.share"]),
    st.none() | WORDS.filter(bool),
    WORDS,
    st.none() | st.text(max_size=3) | st.integers() | st.booleans() | st.floats(allow_nan=False),
)


@given(st.lists(FACTS, max_size=6))
def test_the_id_stands_for_the_content(facts: list[Fact]) -> None:
    for fact in facts:
        assert Fact(*fact).id == fact.id == fact_digest(fact).hex()
        assert len(fact.id) == 32
    # repr tells 1 from True and 1.0, as ids do
    assert len({fact.id for fact in facts}) == len({repr(tuple(fact)) for fact in facts})


def test_the_id_is_the_same_in_another_process() -> None:
    code = "from graph.facts import Fact; print(Fact('a', 'OWNS.share', 'b', '2016', 27.5).id)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == Fact("a", "OWNS.share", "b", "2016", 27.5).id


def test_stints_of_one_piece_that_overlap_or_meet_are_one() -> None:
    a, b = Evidence("a"), Evidence("b")
    stints = [(a, 1, 3), (a, 2, 4), (a, 4, 5), (a, 7, None), (a, 8, 9), (b, 1, None)]
    assert list(whole_stints(stints)) == [(a, 1, 5), (a, 7, None), (b, 1, None)]
    assert list(whole_stints([(a, 1, 2), (b, 2, 3)])) == [(a, 1, 2), (b, 2, 3)]
    assert list(whole_stints([])) == []


# ---------------------------------------------------------------------------------------------------------------------
# The rule


def voices(*given: tuple[int, str, str]) -> list[Voice]:
    """Sources in short."""
    return [Voice(*each) for each in given]


def dated(value: str) -> Fact:
    """A day of filing."""
    return Fact("case", "filed_on", value=value)


EARLY, LATE = dated("2025-01-21"), dated("2025-01-22")


@pytest.mark.parametrize(
    ("early", "late", "shown", "rule"),
    [
        (voices((1, "docket", "")), voices((4, "a", "2025"), (4, "b", "2025")), EARLY, STRONGER),
        (voices((4, "a", "2026")), voices((1, "docket", ""), (9, "c", "")), LATE, STRONGER),
        (voices((4, "a", "2025")), voices((4, "b", "2024"), (4, "c", "2024")), LATE, MORE),
        (voices((4, "a", "2025")), voices((4, "b", "2024"), (4, "b", "2026")), LATE, NEWER),
        (voices((4, "a", "2025-02")), voices((4, "b", "2025-01-31")), EARLY, NEWER),
        (voices((4, "a", "")), voices((4, "b", "2001")), LATE, NEWER),
        (voices((4, "a", "2025")), voices((4, "b", "2025")), EARLY, FIRST),
        ([], voices((9, "b", "")), LATE, STRONGER),
    ],
)
def test_the_rule_that_chooses(early: list[Voice], late: list[Voice], shown: Fact, rule: str) -> None:
    both = [(EARLY, early), (LATE, late)]
    for candidates in (both, both[::-1]):
        index, why = choose(candidates)
        assert (candidates[index][0], why) == (shown, rule)


def test_a_single_value_needs_no_rule() -> None:
    assert choose([(EARLY, [])]) == (0, ONLY)


VOICES = st.lists(
    st.builds(Voice, st.integers(1, 3), st.sampled_from("abc"), st.sampled_from(["", "2025", "2025-01"])), max_size=4
)
CANDIDATES = st.lists(
    st.tuples(st.sampled_from([dated(f"202{n}") for n in range(5)]), VOICES),
    min_size=1,
    max_size=5,
    unique_by=lambda c: c[0],
)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_no_order_plays_a_part_in_the_choice(candidates: list[tuple[Fact, list[Voice]]], order: random.Random) -> None:
    index, rule = choose(candidates)
    mixed = [(fact, order.sample(given, len(given))) for fact, given in order.sample(candidates, len(candidates))]
    other, same_rule = choose(mixed)
    assert (mixed[other][0], same_rule) == (candidates[index][0], rule)


@given(CANDIDATES)
def test_nothing_beats_what_is_chosen(candidates: list[tuple[Fact, list[Voice]]]) -> None:
    def best(given: list[Voice]) -> int:
        return min((voice.rank for voice in given), default=99)

    index, _ = choose(candidates)
    chosen = candidates[index][1]
    for _, others in candidates:
        assert best(chosen) <= best(others)
        if best(chosen) == best(others):
            assert len({voice.voice for voice in chosen}) >= len({voice.voice for voice in others})


def test_half_a_character_is_refused() -> None:
    with pytest.raises(DataError, match="half a character"):
        list(facts_of(Case(id="c", name="De La \ud800Torre")))
