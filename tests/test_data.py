"""The project's own records: nothing to mend, nothing unsourced, and edges that join what they may join."""

from __future__ import annotations

from collections import defaultdict

import pytest
import yaml

from graph.facts import KIND, choose
from graph.ontology import EDGES, KINDS, kinds_of
from graph.projection import ENDS, voice_of
from graph.standing import Docket, Effect, Stated, Turn, standings
from graph.terms import terms
from loaders.curated import LOADERS
from loaders.curated.folder import Folder
from loaders.records import CURATION
from loaders.run import DATA, check, curation_facts


@pytest.fixture(scope="module")
def statements():
    folder, issues = Folder(DATA, LOADERS), []
    found = [
        statement
        for loader in LOADERS.values()
        for path in folder.files(loader)
        for statement in folder.statements(loader, path, issues)
    ]
    assert issues == []
    return [*found, *curation_facts()]


@pytest.fixture(scope="module")
def facts(statements):
    found = defaultdict(list)
    for fact, evidence in statements:
        found[fact].append(evidence)
    return dict(found)


@pytest.fixture(scope="module")
def kind_of(facts):
    return {fact.subject: fact.value for fact in facts if fact.predicate == KIND}


# ---------------------------------------------------------------------------------------------------------------------
# The project's own records


def test_there_is_nothing_to_mend():
    assert [str(issue) for issue in check(DATA)] == []


@pytest.mark.parametrize("name", LOADERS)
def test_as_many_records_as_expected_are_there_and_none_is_missed_by_counting(name):
    folder, loader = Folder(DATA, LOADERS), LOADERS[name]
    count = sum(folder.count(loader).values())
    assert loader.at_least <= count <= 1.1 * loader.at_least
    assert count == len(folder.declared(name))


def test_each_thing_is_of_one_kind(facts):
    kinds = defaultdict(set)
    for fact in facts:
        if fact.predicate == KIND:
            kinds[fact.subject].add(fact.value)
    assert {id: found for id, found in kinds.items() if len(found) > 1} == {}


def test_every_fact_is_one_that_the_ontology_knows(facts, kind_of):
    for fact in facts:
        edge, dot, name = fact.predicate.partition(".")
        if edge in EDGES:
            made = EDGES[edge]
            assert fact.object and not made.derived, fact
            assert len(fact.key.split("|")) == max(len(made.key), 1), fact
            props = made.props if dot else {}
        else:
            assert fact.object is None and not fact.key, fact
            props, name = KINDS[kind_of[fact.subject]].props, fact.predicate
        if fact.predicate == KIND or (edge in EDGES and not dot):
            continue
        prop = props[name]
        allowed = prop.type if prop.type in (int, float, bool) else str
        assert type(fact.value) is allowed, fact
        if prop.scheme:
            assert fact.value in terms(prop.scheme), fact


def test_every_edge_joins_things_of_kinds_that_it_may_join(facts, kind_of):
    for fact in facts:
        if fact.predicate in EDGES:
            assert kind_of.get(fact.object) in ENDS[fact.predicate].get(kind_of[fact.subject], ()), fact
            scheme = EDGES[fact.predicate].scheme
            if scheme:
                assert fact.object.startswith(f"{scheme}/"), fact


def test_every_property_of_an_edge_belongs_to_an_edge_that_is_stated(facts):
    edges = {(fact.subject, fact.predicate, fact.object, fact.key) for fact in facts if fact.predicate in EDGES}
    for fact in facts:
        edge, dot, _ = fact.predicate.partition(".")
        if dot:
            assert (fact.subject, edge, fact.object, fact.key) in edges, fact


def test_every_part_of_a_case_hangs_on_its_case(facts, kind_of):
    hangs = {
        fact.object: fact.subject for fact in facts if fact.predicate in ("ALLEGES", "CLAIMS", "SEEKS", "HAS_EVENT", "PARTY")
    }
    hangs |= {fact.subject: fact.object for fact in facts if fact.predicate == "RESPONDS_TO"}
    hangs |= {fact.object: hangs[fact.subject] for fact in facts if fact.predicate == "SAID_BY"}
    parts = {"Allegation", "Claim", "Relief", "Event", "Response", "Person", "PlaintiffClass"}
    for id, kind in kind_of.items():
        if kind in parts:
            assert kind_of[hangs[id]] == "Case" and id.startswith(f"{hangs[id]}/"), id


def test_everything_that_must_be_told_of_a_thing_is(facts, kind_of):
    told = defaultdict(set)
    for fact in facts:
        told[fact.subject].add(fact.predicate)
    needed = {
        "Case": {"name", "HEARD_IN", "PARTY", "STATED_STATUS"},
        "Allegation": {"ACT", "CONCERNS", "BY"},
        "Claim": {"CAUSE"},
        "Event": {"EVENT_KIND"},
        "Relief": {"RELIEF_KIND"},
        "Response": {"RESPONDS_TO", "SAID_BY", "STANCE"},
        "System": {"name", "SYSTEM_KIND"},
        "Document": {"RANK"},
        "Article": {"RANK"},
        "Register": {"RANK"},
    }
    for id, kind in kind_of.items():
        assert needed.get(kind, set()) <= told[id], id


def test_every_fact_is_sourced_and_every_source_is_a_node_with_a_rank(facts, kind_of):
    ranked = {fact.subject for fact in facts if fact.predicate == "RANK"}
    for fact, cited in facts.items():
        assert cited, fact
        for piece in cited:
            assert kind_of[piece.source] in kinds_of("Source") and piece.source in ranked, fact
            assert piece.method == "curated" and piece.quote is None, fact


def test_no_source_stands_twice_behind_a_fact(facts):
    for fact, cited in facts.items():
        sources = [piece.source for piece in cited]
        assert len(sources) == len(set(sources)), fact


def test_nothing_that_has_a_source_is_said_to_be_the_curators_own(facts):
    for fact, cited in facts.items():
        if fact.predicate == KIND and len(cited) > 1:
            assert all(piece.source != CURATION.id for piece in cited), fact


# ---------------------------------------------------------------------------------------------------------------------
# Conflicts


def test_the_value_that_the_curators_take_is_the_one_that_is_shown(facts):
    """The rule chooses by sources alone; where it does not come to what the record goes by, the record needs mending."""
    about = defaultdict(list)
    for fact in facts:
        about[fact.subject].append(fact)
    compared = 0
    for path in sorted((DATA / "cases").glob("*.yaml")):
        for case in yaml.load(path.read_bytes(), yaml.CSafeLoader):
            for conflict in case.get("conflicts", ()):
                predicate = "HEARD_IN" if conflict["field"] == "court" else conflict["field"]
                stated = [
                    fact for fact in about[case["id"]] if fact.predicate == predicate and predicate not in ("name", "notes")
                ]
                if len(stated) > 1 and "taken" in conflict:
                    voices = [[voice_of(piece.source, about[piece.source], {}) for piece in facts[fact]] for fact in stated]
                    shown = stated[choose(list(zip(stated, voices, strict=True)))[0]]
                    assert str(conflict["taken"]) == (shown.value or shown.object), case["id"]
                    compared += 1
    assert compared > 20


def test_the_last_state_of_each_case_is_the_one_that_its_record_states(facts):
    """Events and stated statuses, folded in the order of their days, come to what the curators read last."""
    about = defaultdict(list)
    for fact in facts:
        about[fact.subject].append(fact)

    def effects(event):
        told = {fact.object: {} for fact in about[event] if fact.predicate == "AFFECTS"}
        for fact in about[event]:
            if fact.predicate.startswith("AFFECTS."):
                told[fact.object][fact.predicate.removeprefix("AFFECTS.")] = fact.value
        return [Effect(target, **values) for target, values in told.items()]

    def first(id, predicate):
        return next((fact.value or fact.object for fact in about[id] if fact.predicate == predicate), None)

    for path in sorted((DATA / "cases").glob("*.yaml")):
        for case in yaml.load(path.read_bytes(), yaml.CSafeLoader):
            id = case["id"]
            docket = Docket(
                id,
                first(id, "filed_on"),
                None,
                [
                    Turn(event, first(event, "EVENT_KIND").removeprefix("event/"), first(event, "on"), effects(event))
                    for event in (fact.object for fact in about[id] if fact.predicate == "HAS_EVENT")
                ],
                [
                    Stated(fact.object.removeprefix("status/"), fact.key or None)
                    for fact in about[id]
                    if fact.predicate == "STATED_STATUS"
                ],
                (),
            )
            assert standings(docket)[id][-1].state == case["status"]["state"], id
