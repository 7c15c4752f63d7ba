"""Generated graphs: what a few origins say, load after load, about things that collide as often as they can.

Half of a graph is a backbone, of which each statement may be missing, so that chains and hierarchies occur; the other half is
any property of anything and any edge that the ontology allows, with conflicting values, partial dates and awkward texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from graph.dates import PartialDate
from graph.facts import KIND, Batch, Evidence, Fact, Statement
from graph.ontology import EDGES, KINDS, SCHEMES, Prop, Scalar
from graph.projection import ENDS, Thing
from graph.store import Store
from graph.terms import terms

T = TypeVar("T")


class Chooser:
    """Chooses. It takes one number from hypothesis, which could not draw so many things one by one."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one_of(self, *choices: T) -> T:
        """One of several."""
        return self.random.choice(choices)

    def some(self, choices: Iterable[T], most: int = 3) -> tuple[T, ...]:
        """Up to so many of several, in any order."""
        among = tuple(dict.fromkeys(choices))
        return tuple(self.random.sample(among, min(len(among), self.random.randint(0, most))))

    def flag(self) -> bool:
        """Yes or no."""
        return self.random.random() < 0.5

    def rarely(self) -> bool:
        """Yes, now and then."""
        return self.random.random() < 0.1


SEEDS = st.integers(0, 2**64 - 1)

# ---------------------------------------------------------------------------------------------------------------------
# What values there are

TEXTS = (
    "InMail",
    "private messages",
    'the "private" messages & InMail of users',
    "back\\slash, private\nnew line",
    "Ünïcode ÜNÏCODE straße § 2702",
    "a 'quoted' training; -- data",
    "训练 ☺ models",
    "trained models and training",
    "%_*",
    "",
)
DATES = ("2016-12-08", "2020", "2024-06", "2025", "2025-01", "2025-01-01", "2025-01-21", "2025-01-22", "2026-02")
SIGNATURES = (
    "words:1 2 3 4 5 6",
    "words:1 2 3 4 5 7",
    "words:8 9",
    "quotes:1 2",
    "byline:ann",
    "dateline:agency",
    "length:400",
)
NUMBERS = {int: (0, 1, 7, 2_000_000_000), float: (0.0, 0.5, 27.5, 100.0, 1e9)}

TERMS: dict[str, tuple[str, ...]] = {
    scheme: tuple(terms(scheme)) if scheme in ("status", "standing") else tuple(terms(scheme))[:3] for scheme in SCHEMES
} | {
    "data": ("personal_data", "communications", "private_messages", "inmail", "email"),
    "event": (
        "complaint_filed",
        "amended_complaint",
        "motion_to_dismiss_granted",
        "motion_to_dismiss_partly_granted",
        "settlement_approved",
        "appeal_decided",
        "verdict",
    ),
    "outcome": ("dismissed_without_prejudice", "survived", "preempted", "found_for_plaintiff", "remanded"),
    "ownership_kind": ("subsidiary", "minority_investment", "joint_venture", "renamed_to"),
    "cause": ("copyright_contributory_infringement", "copyright_induced_infringement"),
    "per": ("violation", "wilful_violation"),
}
"""Terms of each scheme that occur; those of statuses all, as events may lead to any."""

IDS: dict[str, tuple[str, ...]] = {
    "Case": ("case-1", "case-2", "case-é"),
    "Court": ("court",),
    "Company": ("alpha", "beta", "gamma", 'o\'neil "& sons"'),
    "Organization": ("guild",),
    "Government": ("state",),
    "Person": ("case-1/ann",),
    "PlaintiffClass": ("case-1/class",),
    "Allegation": ("case-1/a1", "case-1/a2", "case-2/a1"),
    "Claim": ("case-1/c1", "case-2/c1"),
    "Response": ("response",),
    "Relief": ("relief",),
    "Event": ("e1", "e2", "e3", "e4"),
    "Statute": ("act", "section", "subsection"),
    "Concept": tuple(f"{scheme}/{term}" for scheme, found in TERMS.items() for term in found),
    "System": ("model", "product"),
    "Dataset": ("corpus", "subset"),
    "Article": ("story", "retold"),
    "Register": ("register",),
    "Document": ("paper",),
}
"""Ids of things of each kind."""

SOURCES = ("story", "retold", "register", "paper", "nowhere")
"""Ids of those that state; the last one is never a thing."""

assert set(IDS) == set(KINDS)


def values_of(prop: Prop) -> tuple[Scalar, ...]:
    """The values that a property may have."""
    if prop.scheme:
        return TERMS[prop.scheme]
    if prop.name == "signature":
        return SIGNATURES
    if prop.type is bool:
        return False, True
    if prop.type is PartialDate:
        return DATES
    return NUMBERS.get(prop.type, TEXTS)


# ---------------------------------------------------------------------------------------------------------------------
# Statements

PROPERTIES: tuple[Fact, ...] = tuple(
    Fact(id, prop.name, value=value)
    for kind, ids in IDS.items()
    if kind != "Concept"
    for id in ids
    for prop in KINDS[kind].props.values()
    for value in values_of(prop)
) + tuple(Fact(id, "label", value=text) for id in IDS["Concept"] for text in TEXTS[:3])
"""Any property of anything; of terms only the label, since what they are hangs on their id."""

_KEYS = {
    "role": TERMS["role"],
    "relation": TERMS["relation"],
    "kind": TERMS["ownership_kind"],
    "since": ("", *DATES[:5]),
    "on": ("", *DATES),
}


def _keys(edge: str) -> tuple[str, ...]:
    (name,) = EDGES[edge].key or ("",)
    return _KEYS[name] if name else ("",)


def _targets(edge: str, kind: str) -> Iterator[str]:
    scheme = EDGES[edge].scheme
    for target in sorted(ENDS[edge][kind]):
        for id in IDS[target]:
            if target != "Concept" or scheme is None or id.startswith(f"{scheme}/"):
                yield id


_BY_TYPE: dict[str, tuple[tuple[str, str], ...]] = {
    name: tuple((source, target) for kind in ENDS[name] for source in IDS[kind] for target in _targets(name, kind))
    for name, edge in EDGES.items()
    if not edge.derived and name not in ("BROADER", "IMPLIES", "RESTS_ON")
} | {
    "BROADER": tuple((f"data/{one}", f"data/{other}") for one in TERMS["data"] for other in TERMS["data"]),
    "IMPLIES": (("act/training", "purpose/model_training"), ("data/inmail", "act/training")),
    "RESTS_ON": tuple((f"cause/{cause}", statute) for cause in TERMS["cause"] for statute in IDS["Statute"]),
}
"""The ends that edges of each type may have."""


def _edge(choose: Chooser) -> list[Fact]:
    """An edge, with some of its properties."""
    name = choose.one_of(*_BY_TYPE)
    source, target = choose.one_of(*_BY_TYPE[name])
    key = choose.one_of(*_keys(name))
    props = [prop for prop in EDGES[name].props.values() if prop.name not in EDGES[name].key]
    stated = [
        Fact(source, f"{name}.{prop.name}", target, key, choose.one_of(*values_of(prop))) for prop in choose.some(props)
    ]
    return [Fact(source, name, target, key), *stated]


_KIND_FACTS = tuple(
    Fact(id, KIND, value=kind)
    for kind, ids in IDS.items()
    if kind != "Concept"
    for id in ids
    for kind in (kind, "Organization" if kind == "Company" else kind, "Document" if kind == "Article" else kind)
)


def some_facts(choose: Chooser) -> list[Fact]:
    """A property, an edge with its properties, or that something is of a kind."""
    how = choose.one_of("property", "edge", "edge", "kind")
    return _edge(choose) if how == "edge" else [choose.one_of(*(PROPERTIES if how == "property" else _KIND_FACTS))]


def _chain() -> Iterator[Fact]:
    for kind, ids in IDS.items():
        if kind != "Concept":
            yield from (Fact(id, KIND, value=kind) for id in ids)
    for line in """
        case-2 PARTY gamma defendant; case-1 PARTY alpha defendant; case-1 PARTY beta defendant; case-1 PARTY case-1/ann named_plaintiff
        case-2 PARTY beta defendant; case-2 PARTY guild plaintiff; case-é PARTY gamma defendant
        case-1 HEARD_IN court; case-2 HEARD_IN court; case-1 RELATED case-2 consolidated_into
        case-1 ALLEGES case-1/a1; case-1 ALLEGES case-1/a2; case-2 ALLEGES case-2/a1
        case-1/a1 ACT act/training; case-1/a1 CONCERNS data/inmail; case-1/a1 FOR_PURPOSE purpose/model_training
        case-1/a2 ACT act/scraping; case-1/a2 CONCERNS data/email; case-2/a1 ACT act/training; case-2/a1 CONCERNS data/communications
        case-1/a1 BY alpha; case-1/a2 BY alpha; case-1/a1 OF_SYSTEM model; case-1/a1 FROM_DATASET corpus
        case-1 CLAIMS case-1/c1; case-2 CLAIMS case-2/c1; case-1/c1 UNDER subsection; case-2/c1 UNDER act
        case-1/c1 CAUSE cause/copyright_induced_infringement; case-1 SEEKS relief
        section PART_OF act; subsection PART_OF section; subset PART_OF corpus; beta PART_OF guild
        case-1 HAS_EVENT e1; case-1 HAS_EVENT e2; case-1 HAS_EVENT e3; case-2 HAS_EVENT e4
        e1 EVENT_KIND event/complaint_filed; e2 EVENT_KIND event/motion_to_dismiss_partly_granted
        e3 EVENT_KIND event/amended_complaint; e4 EVENT_KIND event/settlement_approved; e2 AFFECTS case-1/a1; e2 AFFECTS case-1/c1
        case-2 STATED_STATUS status/stayed 2025-01; response RESPONDS_TO case-1; response SAID_BY alpha
        alpha OWNS beta 2020; beta OWNS gamma 2016-12-08; alpha OWNS gamma 2025-01; guild OWNS alpha; state OWNS guild 2016-12-08
        gamma SUCCEEDED_BY alpha renamed_to; product BASED_ON model; model DEVELOPED_BY alpha; model TRAINED_ON corpus
        corpus CONTAINS data/email; story REPORTS_ON case-1; retold REPORTS_ON case-1; story MENTIONS alpha
        register RANK source_kind/official_register; story RANK source_kind/company_statement
    """.replace(";", "\n").split("\n"):
        if line.strip():
            source, name, target, *key = line.split()
            yield Fact(source, name, target, key[0] if key else "")
    for subject, predicate, target, key, value in (
        ("alpha", "OWNS.kind", "beta", "2020", "subsidiary"),
        ("beta", "OWNS.kind", "gamma", "2016-12-08", "subsidiary"),
        ("beta", "OWNS.share", "gamma", "2016-12-08", 27.5),
        ("beta", "OWNS.until", "gamma", "2016-12-08", "2025-01-22"),
        ("alpha", "OWNS.kind", "gamma", "2025-01", "minority_investment"),
        ("state", "OWNS.kind", "guild", "2016-12-08", "joint_venture"),
        ("guild", "OWNS.kind", "alpha", "", "subsidiary"),
        ("e2", "AFFECTS.outcome", "case-1/a1", "", "survived"),
        ("case-1", "filed_on", None, "", "2025-01-21"),
        ("case-2", "filed_on", None, "", "2024-06"),
        ("e1", "on", None, "", "2025-01-21"),
        ("e2", "on", None, "", "2025-01-22"),
        ("e4", "on", None, "", "2026-02"),
        ("case-1", "name", None, "", "private messages"),
        ("case-2", "name", None, "", "InMail"),
        ("story", "published_on", None, "", "2025-01-22"),
        ("story", "text", None, "", "trained models and training"),
        ("story", "signature", None, "", SIGNATURES[0]),
        ("retold", "signature", None, "", SIGNATURES[1]),
    ):
        yield Fact(subject, predicate, target, key, value)


BACKBONE: tuple[Fact, ...] = tuple(_chain())

EVIDENCE = (
    *(4 * (Evidence(""),)),
    Evidence("", "patterns", TEXTS[2], 5, 45),
    Evidence("", "patterns", TEXTS[2], 0, 40, original=TEXTS[4]),
    Evidence("", quote=TEXTS[3], note=TEXTS[5]),
)
"""Evidence, but for its source."""


def _vocabulary() -> Iterator[Statement]:
    for scheme, found in TERMS.items():
        for term in found:
            id = f"{scheme}/{term}"
            facts = [Fact(id, KIND, value="Concept"), Fact(id, "scheme", value=scheme), Fact(id, "term", value=term)]
            facts += [Fact(id, "BROADER", f"{scheme}/{wider}") for wider in terms(scheme)[term].broader if wider in found]
            for fact in facts:
                yield Statement(fact, Evidence("paper"))


VOCABULARY = Batch("vocabulary", tuple(_vocabulary()), "always")
"""The terms, which every generated graph has."""

# ---------------------------------------------------------------------------------------------------------------------
# Graphs


@dataclass(frozen=True)
class Graph:
    """Loads, one after the other; batches may be read as often as one likes."""

    loads: tuple[tuple[Batch, ...], ...]

    def into(self, store: Store) -> Store:
        """Load all of it."""
        for batches in self.loads:
            store.load(batches)
        return store

    def __repr__(self) -> str:
        """The loads without the vocabulary, a line a statement."""
        lines = [
            f"  load {number} {batch.origin}: {tuple(fact)} {tuple(evidence)}"
            for number, batches in enumerate(self.loads, 1)
            for batch in batches
            if batch is not VOCABULARY
            for fact, evidence in batch.statements
        ]
        return "\n".join(["Graph:", *lines])


ORIGINS = ("o1", "o2", "o3")


def statements(choose: Chooser) -> list[tuple[str, Statement]]:
    """Statements, each with its origin."""
    made = [
        (choose.one_of(*ORIGINS), Statement(fact, Evidence(choose.one_of(*SOURCES))))
        for fact in BACKBONE
        if not choose.rarely()
    ]
    for _ in range(choose.one_of(0, 20, 60)):
        evidence = choose.one_of(*EVIDENCE)._replace(source=choose.one_of(*SOURCES))
        origin = choose.one_of(*ORIGINS)
        made += [(origin, Statement(fact, evidence)) for fact in some_facts(choose)]
    return made


def batches(found: Sequence[tuple[str, Statement]]) -> tuple[Batch, ...]:
    """What each origin says."""
    return tuple(
        Batch(origin, tuple(statement for of, statement in found if of == origin))
        for origin in ORIGINS
        if any(of == origin for of, _ in found)
    )


def graph(choose: Chooser) -> Graph:
    """A graph: one load of all, then loads in which an origin says less than before."""
    first = batches(statements(choose))
    loads: list[tuple[Batch, ...]] = [(VOCABULARY, *first)]
    for _ in range(choose.one_of(0, 1, 2)):
        batch = choose.one_of(*first)
        loads.append((Batch(batch.origin, tuple(one for one in batch.statements if not choose.rarely())),))
    return Graph(tuple(loads))


def shown(store: Store) -> list[tuple[object, ...]]:
    """All that a store shows, without its own names for facts."""
    return [
        (each.kind, each.id, each.props)
        if isinstance(each, Thing)
        else (each.type, each.source, each.target, each.key, each.props)
        for each in store.scan()
    ]
