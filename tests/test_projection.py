"""From facts to what is shown of a thing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from generated_graphs import SEEDS, SOURCES, Chooser, statements
from hypothesis import given, settings

from graph.facts import KIND, Fact, Statement, Voice
from graph.ontology import EDGES, KINDS, Arity, kinds_of
from graph.projection import (
    ENDS,
    REQUIRED,
    SEARCHED,
    SERVED,
    UNRANKED,
    Held,
    Link,
    Thing,
    kind_of,
    project,
    searched_text,
    voice_of,
)

COURT = Voice(1, "docket", "2025-01-21")
PRESS = Voice(4, "report", "2025-01-22")
OTHER_PRESS = Voice(4, "digest", "2025-01-24")


def held(
    predicate: str, value: object = None, *voices: Voice, object: str | None = None, key: str = "", kind: str | None = None
) -> Held:
    """A fact about `x` that holds; its text is its name."""
    fact = Fact("x", predicate, object, key, value)  # type: ignore[arg-type]
    return Held(f"{predicate} {object} {key} {value}", fact, list(voices) or [PRESS], kind)


def shown(*facts: Held) -> tuple[Thing, list[Link]]:
    """What is shown of `x`."""
    made = project("x", facts)
    assert made is not None
    return made


CASE = held(KIND, "Case")


def test_nothing_exists_that_nobody_says_exists() -> None:
    assert project("x", []) is None
    assert project("x", [held("name", "Doe v. Roe")]) is None
    assert project("x", [held(KIND, "Unicorn")]) is None
    assert kind_of([held("name", "Doe v. Roe"), held(KIND, "Unicorn")]) is None


def test_of_one_value_the_chosen_one_is_shown_of_many_all() -> None:
    thing, links = shown(
        CASE,
        held("filed_on", "2025-01-22", PRESS, OTHER_PRESS),
        held("filed_on", "2025-01-21", COURT),
        held("also_known_as", "b"),
        held("also_known_as", "a"),
        held("unknown_property", "z"),
    )
    assert thing == Thing(
        "x",
        "Case",
        "kind None  Case",
        {"also_known_as": ("a", "b"), "filed_on": "2025-01-21"},
        {"filed_on": "filed_on None  2025-01-21"},
    )
    assert links == []


def test_where_sources_differ_about_the_kind_one_is_chosen() -> None:
    facts = [held(KIND, "Organization", PRESS), held(KIND, "Company", COURT), held("name", "X"), held("cik", "7")]
    assert kind_of(facts) == "Company"
    assert shown(*facts)[0].props == {"name": "X", "cik": "7"}
    assert shown(facts[0]._replace(voices=[COURT]), facts[1]._replace(voices=[PRESS]), *facts[2:])[0].kind == "Organization"


def test_what_is_not_served_is_not_shown_but_searched() -> None:
    facts = [
        held(KIND, "Article"),
        held("text", "InMail"),
        held("title", "News"),
        held("title", "Other news", COURT),
        held("signature", "s"),
    ]
    thing, _ = shown(*facts)
    assert thing.props == {"title": "Other news"}
    assert searched_text("Article", facts) == {6.0: ["News", "Other news"], 1.0: ["InMail"]}


def test_what_a_kind_cannot_be_without_is_there() -> None:
    assert shown(held(KIND, "Concept"))[0].props == {"scheme": "", "term": ""}
    assert REQUIRED["Case"] == {}


def test_edges_lead_to_nodes_of_the_kinds_that_they_may_lead_to() -> None:
    _, links = shown(
        CASE,
        held("PARTY", object="linkedin", key="defendant", kind="Company"),
        held("PARTY", object="cand", key="defendant", kind="Court"),
        held("PARTY", object="nobody", key="defendant"),
        held("PARTY.named_as", "LinkedIn", object="linkedin", key="defendant"),
        held("PARTY.named_as", "of another edge", object="linkedin", key="plaintiff"),
        held("OWNS", object="github", kind="Company"),
    )
    assert links == [
        Link(
            "PARTY",
            "x",
            "linkedin",
            "defendant",
            "PARTY linkedin defendant None",
            {"named_as": "LinkedIn", "role": "defendant"},
        )
    ]


def test_of_edges_that_lead_to_one_thing_the_chosen_one_is_shown() -> None:
    court = [
        held("HEARD_IN", None, PRESS, object="nysd", kind="Court"),
        held("HEARD_IN", None, COURT, object="cand", kind="Court"),
        held("HEARD_IN", None, COURT, object="elsewhere"),
    ]
    assert [link.target for link in shown(CASE, *court)[1]] == ["cand"]
    gone = court[1]._replace(target_kind=None)
    assert [link.target for link in shown(CASE, court[0], gone)[1]] == ["nysd"]


def test_values_of_an_edge_are_chosen_too_and_its_key_is_read() -> None:
    _, links = shown(
        held(KIND, "Company"),
        held("OWNS", object="y", key="2016-12-08", kind="Company"),
        held("OWNS.share", 50.0, PRESS, object="y", key="2016-12-08"),
        held("OWNS.share", 100.0, COURT, object="y", key="2016-12-08"),
        held("OWNS", object="y", kind="Company"),
    )
    assert [(link.key, link.props) for link in links] == [
        ("2016-12-08", {"share": 100.0, "since": "2016-12-08"}),
        ("", {}),
    ]
    assert shown(CASE, held("PARTY", object="y", kind="Company"))[1][0].props == {"role": ""}


def test_derived_edges_are_not_stated() -> None:
    assert shown(held(KIND, "Article"), held("COPY_OF", object="y", kind="Article"))[1] == []


def test_a_source_speaks_with_its_strongest_kind_and_latest_day() -> None:
    facts = [
        Fact("s", "RANK", "source_kind/press"),
        Fact("s", "RANK", "source_kind/court_record"),
        Fact("s", "published_on", value="2025-01"),
        Fact("s", "published_on", value="2025-01-22"),
    ]
    assert voice_of("s", facts, {}) == Voice(1, "s", "2025-01-22")
    assert voice_of("s", facts[:1], {"s": "first"}).voice == "first"
    assert voice_of("s", [], {}) == Voice(UNRANKED, "s", "")
    assert voice_of("s", [Fact("s", "RANK", "source_kind/hearsay")], {}).rank == UNRANKED


@pytest.mark.parametrize("edge", EDGES.values(), ids=lambda edge: edge.name)
def test_ends_are_those_of_the_ontology(edge: object) -> None:
    pairs = {(of, to) for given in (edge.ends,) for one, other in given for of in kinds_of(one) for to in kinds_of(other)}  # type: ignore[attr-defined]
    assert {(of, to) for of, targets in ENDS[edge.name].items() for to in targets} == pairs  # type: ignore[attr-defined]


# ---------------------------------------------------------------------------------------------------------------------
# Laws

VOICES = {source: Voice(1 + place % 3, source, "2025" if place % 2 else "") for place, source in enumerate(SOURCES)}


def _held(made: Sequence[Statement]) -> dict[str, list[Held]]:
    kinds = {statement.fact.subject: str(statement.fact.value) for statement in made if statement.fact.predicate == KIND}
    speakers: dict[Fact, set[str]] = {}
    for statement in made:
        speakers.setdefault(statement.fact, set()).add(statement.evidence.source)
    found: dict[str, list[Held]] = {}
    for fact, sources in speakers.items():
        each = Held(fact, fact, [VOICES[source] for source in sources], kinds.get(fact.object or ""))
        found.setdefault(fact.subject, []).append(each)
    return found


@settings(max_examples=50)
@given(SEEDS)
def test_what_is_shown_is_stated_and_of_the_ontology_whatever_the_order(seed: int) -> None:
    made = [statement for _, statement in statements(Chooser(seed))]
    for subject, facts in _held(made).items():
        first = project(subject, facts)
        mixed = project(subject, random.Random(seed).sample(facts, len(facts)))
        if first is None or mixed is None:
            assert first is mixed
            continue
        thing, links = first
        assert mixed[0] == thing
        assert sorted(mixed[1], key=repr) == sorted(links, key=repr)
        stated = {each.fact for each in facts}
        assert thing.ref in stated
        assert set(thing.props) <= {prop.name for prop in SERVED[thing.kind]}
        for name, value in thing.props.items():
            for one in value if isinstance(value, tuple) else (value,):
                assert Fact(subject, name, value=one) in stated
        assert set(searched_text(thing.kind, facts)) <= set(SEARCHED[thing.kind].values())
        ones = [link.type for link in links if (end := EDGES[link.type].forward) and end.arity is Arity.ONE]
        assert len(set(ones)) == len(ones)
        for link in links:
            assert link.ref == Fact(subject, link.type, link.target, link.key) in stated
            assert set(link.props) <= set(EDGES[link.type].props)


def test_every_kind_has_served_properties_and_words() -> None:
    assert set(SERVED) == set(SEARCHED) == set(REQUIRED) == set(KINDS)
