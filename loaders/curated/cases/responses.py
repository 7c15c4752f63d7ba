"""What the parties have said publicly about a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.facts import Statement, facts_of
from graph.ontology import Case, Edge, Node, Person, RespondsTo, Response, SaidBy, StanceOf
from loaders.ids import COUNSEL, response_id
from loaders.records import Record, cite

PLAINTIFF_COUNSEL = "plaintiff_counsel"
"""How a record names the plaintiffs' lawyers, who speak without being a party."""


def response_facts(record: Record, case: Case) -> Iterator[Statement]:
    """State the answers to a case; an answer with a `source` or `sources` of its own is cited from those alone."""
    count: Counter[tuple[str, str, str | None]] = Counter()
    for entry in record.each("responses"):
        stance = entry.term("stance", "stance", required=True)
        on = entry.date("on")
        things: list[Node | Edge] = []
        by = said_by = entry.ref("by", "companies", required=True, or_word=PLAINTIFF_COUNSEL) or ""
        if by == PLAINTIFF_COUNSEL:
            counsel = Person(id=f"{case.id}/{COUNSEL}", name="Counsel for the plaintiffs", notes=None)
            things.append(counsel)
            by, said_by = COUNSEL, counsel.id
        response = Response(
            id=response_id(case.id, by, stance or "", on, count[by, stance or "", on]),
            on=on,
            summary=entry.text("summary"),
            notes=entry.text("notes"),
        )
        count[by, stance or "", on] += 1
        things += [
            response,
            RespondsTo(source=response.id, target=case.id),
            SaidBy(source=response.id, target=said_by),
            StanceOf(source=response.id, target=f"stance/{stance}"),
        ]
        cited = [record.citation(source) for source in _sources(entry)] or record.evidence("responses", on)
        for thing in things:
            yield from cite(facts_of(thing), cited)


def _sources(entry: Record) -> tuple[str, ...]:
    source = entry.ref("source", "sources")
    return (source,) if source else entry.refs("sources", "sources")
