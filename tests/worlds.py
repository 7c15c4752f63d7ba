"""A small world made by hand, for the tests of the stores: five suits, who owns whom, and the sources that say so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from graph.copying import copy
from graph.dates import PartialDate
from graph.facts import Batch, Evidence, Statement, facts_of
from graph.ontology import (
    SCHEMES,
    ActOf,
    Affects,
    Allegation,
    Alleges,
    Article,
    Broader,
    By,
    Case,
    CaseParty,
    CauseOf,
    Claim,
    Claims,
    Company,
    Concept,
    Concerns,
    Court,
    Document,
    Edge,
    Event,
    EventKindOf,
    ForPurpose,
    HasEvent,
    HeardIn,
    Node,
    Organization,
    Owns,
    PartOf,
    Person,
    RankOf,
    Register,
    ReportsOn,
    RespondsTo,
    Response,
    SaidBy,
    StanceOf,
    StatedStatus,
    Statute,
    SucceededBy,
    Under,
)
from graph.query import Get, Query, Shape
from graph.store import Store, open_store
from graph.terms import terms
from tests.neo4j.rented import rented
from tests.neo4j.server import Server


def said(thing: Node | Edge, *evidence: Evidence | str) -> Iterator[Statement]:
    """What a node or an edge states, with the same evidence for each fact; a text names a source."""
    for fact in facts_of(thing):
        for each in evidence:
            yield Statement(fact, Evidence(each) if isinstance(each, str) else each)


def date(text: str) -> PartialDate:
    """A date, in short."""
    return PartialDate(text)


def ask(store: Store, query: Query, **bindings: Any) -> Any:
    """The answer of a store, read."""
    return json.loads(store.select(query, bindings))


def vocabulary(schemes: Iterable[str] = SCHEMES, source: str = "curators") -> Iterator[Statement]:
    """The terms of some schemes."""
    for scheme in schemes:
        for term in terms(scheme).values():
            yield from said(Concept(id=f"{scheme}/{term.id}", scheme=scheme, term=term.id, label=term.label), source)
            for wider in term.broader:
                yield from said(Broader(source=f"{scheme}/{term.id}", target=f"{scheme}/{wider}"), source)


def sources() -> Iterator[Statement]:
    """A docket, a register, two reports and the curators' own record, each with its rank."""
    for source, rank in (
        (Document(id="docket", title="Docket of 5:25-cv-00709", published_on=date("2025-01-21")), "court_record"),
        (Register(id="register", title="Company register", publisher="State"), "official_register"),
        (
            Article(id="report", title="LinkedIn sued over InMail", publisher="Gazette", published_on=date("2025-01-22")),
            "press",
        ),
        (
            Article(id="digest", title="AI suits this week", published_on=date("2025-01-24"), text="Privacy settings."),
            "press",
        ),
        (Document(id="curators", title="The curators' record"), "curation"),
    ):
        yield from said(source, "curators")
        yield from said(RankOf(source=source.id, target=f"source_kind/{rank}"), "curators")


def ownership() -> Iterator[Statement]:
    """Microsoft over LinkedIn and GitHub; a stake in OpenAI, a group with an entity; and a company that was renamed."""
    for id, name, aliases in (
        ("microsoft", "Microsoft Corporation", ()),
        ("linkedin", "LinkedIn Corporation", ("LinkedIn",)),
        ("github", "GitHub, Inc.", ()),
        ("openai", "OpenAI", ("Open AI",)),
        ("openai-opco", "OpenAI OpCo, LLC", ()),
        ("facebook", "Facebook, Inc.", ()),
        ("meta", "Meta Platforms, Inc.", ()),
        ("semantic-machines", "Semantic Machines", ()),
    ):
        yield from said(Company(id=id, name=name, aliases=aliases), "register")
    yield from said(Organization(id="eff", name="Electronic Frontier Foundation"), "report")
    for owned, kind, since, share in (
        ("linkedin", "subsidiary", "2016-12-08", 100.0),
        ("github", "subsidiary", "2018-10", 100.0),
        ("openai", "minority_investment", "2019-07-22", None),
    ):
        owns = Owns(source="microsoft", target=owned, since=date(since), kind=kind, share=share)
        yield from said(owns, Evidence("register", quote="holds"))
    yield from said(Owns(source="microsoft", target="semantic-machines", kind="subsidiary", status="pending"), "report")
    yield from said(PartOf(source="openai-opco", target="openai"), "register")
    yield from said(SucceededBy(source="facebook", target="meta", kind="renamed_to", since=date("2021-10-28")), "register")


def suits() -> Iterator[Statement]:
    """De La Torre v. LinkedIn in full, and four others with their defendants."""
    case = "cand-5-25-cv-00709"
    yield from said(Court(id="cand", name="Northern District of California", country="US"), "docket")
    yield from said(
        Case(
            id=case,
            name="De La Torre v. LinkedIn Corporation",
            also_known_as=("De La Torre v. LinkedIn", "De La Torre et al."),
            docket_number="5:25-cv-00709",
            filed_on=date("2025-01-21"),
            class_action="proposed",
        ),
        "docket",
    )
    yield from said(Case(id=case, filed_on=date("2025-01-22")), "report", "digest")
    yield from said(HeardIn(source=case, target="cand"), "docket")
    yield from said(Person(id=f"{case}/alessandro-de-la-torre", name="Alessandro De La Torre"), "docket")
    yield from said(CaseParty(source=case, target=f"{case}/alessandro-de-la-torre", role="named_plaintiff"), "docket")
    yield from said(CaseParty(source=case, target="linkedin", role="defendant"), "docket", "report")
    yield from said(Statute(id="usc-18-2702", citation="18 U.S.C. § 2702", title="Voluntary disclosure"), "register")
    yield from said(Statute(id="stored-communications-act", citation="18 U.S.C. §§ 2701–2713"), "register")
    yield from said(PartOf(source="usc-18-2702", target="stored-communications-act"), "register")
    claim = f"{case}/claim/stored_communications_act"
    yield from said(Claim(id=claim), "docket")
    yield from said(Claims(source=case, target=claim), "docket")
    yield from said(CauseOf(source=claim, target="cause/stored_communications_act"), "docket")
    yield from said(Under(source=claim, target="usc-18-2702"), "docket")
    for act, data in (("training", "inmail"), ("disclosure_to_third_parties", "profile_data")):
        allegation = f"{case}/{act}/{data}"
        quote = Evidence("report", "patterns", f"accused of {act}", 10, 20 + len(act))
        yield from said(Allegation(id=allegation, summary=f"It used {data} without consent."), "docket", quote)
        yield from said(Alleges(source=case, target=allegation), "docket", quote)
        yield from said(ActOf(source=allegation, target=f"act/{act}"), "docket")
        yield from said(Concerns(source=allegation, target=f"data/{data}"), "docket")
        yield from said(By(source=allegation, target="linkedin"), "docket")
    yield from said(ForPurpose(source=f"{case}/training/inmail", target="purpose/model_training"), "docket")
    for kind, on in (("complaint_filed", "2025-01-21"), ("voluntary_dismissal", "2025-01-30")):
        event = f"{case}/{on}/{kind}"
        yield from said(Event(id=event, on=date(on), summary=f"The {kind.replace('_', ' ')}."), "docket")
        yield from said(HasEvent(source=case, target=event), "docket")
        yield from said(EventKindOf(source=event, target=f"event/{kind}"), "docket")
    yield from said(Affects(source=event, target=case, outcome="dismissed_without_prejudice"), "docket")
    response = f"{case}/linkedin/denies/2025-01-22"
    yield from said(Response(id=response, on=date("2025-01-22"), summary="It called the claims false."), "report")
    yield from said(RespondsTo(source=response, target=case), "report")
    yield from said(SaidBy(source=response, target="linkedin"), "report")
    yield from said(StanceOf(source=response, target="stance/denies"), "report")
    yield from said(ReportsOn(source="report", target=case), "curators")
    yield from said(ReportsOn(source="digest", target=case), "curators")
    for id, name, filed, defendants in (
        ("cand-3-16-cv-1", "Early v. LinkedIn", "2016-12-07", ("linkedin",)),
        ("cand-4-22-cv-06823", "Doe v. GitHub", "2022-11-03", ("github", "microsoft", "openai-opco")),
        ("nysd-1-23-cv-11195", "Times v. OpenAI", "2023-12-27", ("openai",)),
        ("undated", "Doe v. Meta", None, ("meta",)),
    ):
        yield from said(Case(id=id, name=name, filed_on=date(filed) if filed else None, class_action="none"), "docket")
        for defendant in defendants:
            yield from said(CaseParty(source=id, target=defendant, role="defendant"), "docket")
    yield from said(StatedStatus(source="cand-4-22-cv-06823", target="status/on_appeal", on=date("2024-09")), "digest")


def small_world() -> list[Batch]:
    """What four origins say, in one load."""
    return [
        Batch("vocabulary", vocabulary(), "v1"),
        Batch("sources", sources()),
        Batch("ownership", ownership()),
        Batch("suits", suits()),
    ]


STORES = ("memory", "sqlite", "neo4j")
"""The stores that must answer alike."""


@contextmanager
def fresh_store(url: str) -> Iterator[Store]:
    """An empty store; `neo4j` is one on a real server, and its test is skipped where none can run."""
    with ExitStack() as stack:
        if url == "neo4j":
            url = stack.enter_context(rented()).url
        yield stack.enter_context(open_store(url))


@contextmanager
def world_on_server() -> Iterator[Store]:
    """The small world on a real Neo4j; only to be read."""
    with rented(holding="the small world") as server, open_store(server.url) as store:
        if not store.revision():
            store.load(small_world(), "tests")
        yield store


@contextmanager
def curated_on_server(curated: str) -> Iterator[Server]:
    """A real Neo4j that holds the curated data, copied from the store of that URL; only to be read."""
    with rented(holding="the curated data") as server:
        with open_store(curated, read_only=True) as source, open_store(server.url) as store:
            if not store.revision():
                copy(source, store)
        yield server


def opened(kind: str, folder: Path) -> AbstractContextManager[Store]:
    """An empty store of a kind; the file of SQLite is in the folder."""
    return fresh_store({"memory": "memory:", "sqlite": f"sqlite:///{folder / 'graph.db'}"}.get(kind, kind))


@contextmanager
def every_store(folder: Path) -> Iterator[dict[str, Store]]:
    """An empty store of each kind that can run here."""
    with ExitStack() as stack:
        made: dict[str, Store] = {}
        for kind in STORES:
            try:
                made[kind] = stack.enter_context(opened(kind, folder))
            except pytest.skip.Exception:  # the tests of one store at a time say why
                continue
        yield made


def fields(*names: str) -> Shape:
    """Properties under their own names."""
    return Shape(tuple(Get(name, name) for name in names))
