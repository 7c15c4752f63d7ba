"""What a case says and wants: allegations, claims and relief.

An allegation is one act with one kind of data, a claim one cause of action. Entries that meet in one node add to it: their
parties, systems and provisions are joined, and so are their words, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.facts import Statement, facts_of
from graph.ontology import (
    ActOf,
    Allegation,
    Alleges,
    By,
    Case,
    CauseOf,
    Claim,
    Claims,
    Concerns,
    DisclosedTo,
    Edge,
    ForPurpose,
    FromDataset,
    GrantedUnder,
    Node,
    OfSystem,
    Relief,
    ReliefKindOf,
    Seeks,
    Under,
)
from graph.terms import term
from loaders.ids import allegation_id, claim_id, relief_id
from loaders.records import Record, cite, join


@dataclass(slots=True)
class _Alleged:
    """What the entries for one act and kind of data say; dicts keep the order and drop repetitions."""

    links: dict[tuple[type[Edge], str], None] = field(default_factory=dict)
    summaries: list[str | None] = field(default_factory=list)
    certainties: list[str | None] = field(default_factory=list)


def allegation_facts(record: Record, case: Case) -> Iterator[Statement]:
    """State what a case alleges."""
    alleged: dict[tuple[str, str], _Alleged] = {}
    for entry in record.each("allegations"):
        act = entry.term("act", "act", required=True)
        kinds = entry.terms("data", "data", required=True)
        purpose = entry.term("purpose", "purpose")
        links: list[tuple[type[Edge], str]] = [(By, company) for company in entry.refs("by", "companies", required=True)]
        links += [(DisclosedTo, company) for company in entry.refs("recipients", "companies")]
        links += [(OfSystem, system) for system in entry.refs("systems", "systems")]
        links += [(FromDataset, dataset) for dataset in entry.refs("datasets", "datasets")]
        links += [(ForPurpose, f"purpose/{purpose}")] if purpose else []
        summary, certainty = entry.text("summary"), entry.term("certainty", "certainty")
        for kind in kinds if act else ():
            into = alleged.setdefault((act or "", kind), _Alleged())
            into.links.update(dict.fromkeys(links))
            into.summaries.append(summary)
            into.certainties.append(certainty)
    for (act, kind), told in alleged.items():
        node = Allegation(
            id=allegation_id(case.id, act, kind), summary=join(*told.summaries, by=" "), certainty=_surest(told.certainties)
        )
        things: list[Node | Edge] = [
            node,
            Alleges(source=case.id, target=node.id),
            ActOf(source=node.id, target=f"act/{act}"),
            Concerns(source=node.id, target=f"data/{kind}"),
            *(link(source=node.id, target=target) for link, target in told.links),
        ]
        for thing in things:
            yield from record.state(thing, under="allegations")
        if not any(link is ForPurpose for link, _ in told.links):
            for scheme, implied in term("act", act).implies:
                if scheme == "purpose":
                    edge = ForPurpose(source=node.id, target=f"purpose/{implied}")
                    yield from cite(facts_of(edge), [record.curated(f"implied by the act {act}")])


@dataclass(slots=True)
class _Pleaded:
    """What the entries for one cause of action say."""

    statutes: dict[str, None] = field(default_factory=dict)
    texts: list[str | None] = field(default_factory=list)
    summaries: list[str | None] = field(default_factory=list)
    notes: list[str | None] = field(default_factory=list)
    certainties: list[str | None] = field(default_factory=list)


def claim_facts(record: Record, case: Case) -> Iterator[Statement]:
    """State the causes of action that a case pleads."""
    pleaded: dict[str, _Pleaded] = {}
    for entry in record.each("claims"):
        cause = entry.term("cause", "cause", required=True)
        into = pleaded.setdefault(cause or "", _Pleaded())
        into.statutes.update(dict.fromkeys(entry.refs("statutes", "statutes")))
        into.texts.append(entry.text("statute"))
        into.summaries.append(entry.text("summary"))
        into.notes.append(entry.text("notes"))
        into.certainties.append(entry.term("certainty", "certainty"))
    for cause, told in pleaded.items():
        node = Claim(
            id=claim_id(case.id, cause),
            summary=join(*told.summaries),
            statute_text=join(*told.texts),
            certainty=_surest(told.certainties),
            notes=join(*told.notes, by=" "),
        )
        things: list[Node | Edge] = [
            node,
            Claims(source=case.id, target=node.id),
            CauseOf(source=node.id, target=f"cause/{cause}"),
            *(Under(source=node.id, target=statute) for statute in told.statutes),
        ]
        for thing in things:
            yield from record.state(thing, under="claims")


def relief_facts(record: Record, case: Case) -> Iterator[Statement]:
    """State what a case asks for. Sums of one kind that differ are several things asked for."""
    asked: dict[str, tuple[Relief, str, tuple[str, ...]]] = {}
    for entry in record.each("relief"):
        kind = entry.term("kind", "relief", required=True) or ""
        per = entry.term("per", "per")
        amount, currency = entry.money()
        made = Relief(
            id="",
            amount=amount,
            currency=currency,
            per=per,
            under=entry.text("under"),
            summary=entry.text("summary"),
            certainty=entry.term("certainty", "certainty"),
            notes=entry.text("notes"),
        )
        statutes = entry.refs("statutes", "statutes")
        nth = 0
        while (known := asked.get(relief_id(case.id, kind, per, nth))) and not _same_sum(known[0], made):
            nth += 1
        id = relief_id(case.id, kind, per, nth)
        earlier, _, provisions = known or (made, kind, ())
        asked[id] = (_joined(id, earlier, made), kind, tuple(dict.fromkeys((*provisions, *statutes))))
    for id, (node, kind, statutes) in asked.items():
        things: list[Node | Edge] = [
            node,
            Seeks(source=case.id, target=id),
            ReliefKindOf(source=id, target=f"relief/{kind}"),
            *(GrantedUnder(source=id, target=statute) for statute in statutes),
        ]
        for thing in things:
            yield from record.state(thing, under="relief")


def _same_sum(one: Relief, other: Relief) -> bool:
    return None in (one.amount, other.amount) or (one.amount, one.currency) == (other.amount, other.currency)


def _joined(id: str, earlier: Relief, later: Relief) -> Relief:
    told = earlier if earlier.amount is not None else later
    return Relief(
        id=id,
        amount=told.amount,
        currency=told.currency,
        per=later.per,
        under=join(earlier.under, later.under),
        summary=join(earlier.summary, later.summary),
        certainty=_surest([earlier.certainty, later.certainty]),
        notes=join(earlier.notes, later.notes, by=" "),
    )


def _surest(certainties: Sequence[str | None]) -> str | None:
    """Why what several entries say is less than sure: nothing, where one of them is sure; else the first reason."""
    return None if None in certainties else certainties[0]
