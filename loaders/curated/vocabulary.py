"""The vocabulary: each term as a Concept, with its broader terms, what it implies, and the provisions it usually rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.facts import Statement
from graph.ontology import SCHEMES, Broader, Concept, Implies, RestsOn
from loaders.records import TERM_ID, Record


def term_identity(stem: str, fields: Mapping[str, str]) -> str:
    """The id of the concept: a term's id counts within its scheme."""
    return f"{stem}/{fields.get('id', '')}"


def term_facts(record: Record) -> Iterator[Statement]:
    """State one entry of graph/vocabulary/*.yaml; its scheme is the name of the file."""
    scheme = record.stem
    id = record.text("id", required=True, form=TERM_ID)
    concept = Concept(
        id=f"{scheme}/{id}",
        scheme=scheme,
        term=id or "",
        label=record.text("label", required=True),
        definition=record.text("definition", required=True),
        exact_match=record.texts("exact_match"),
        close_match=record.texts("close_match"),
        notes=record.text("notes"),
    )
    yield from record.state(concept)
    for broader in record.terms("broader", scheme):
        yield from record.state(Broader(source=concept.id, target=f"{scheme}/{broader}"), under="broader")
    for other, implied in _implied(record):
        yield from record.state(Implies(source=concept.id, target=f"{other}/{implied}"), under="implies")
    for statute in record.refs("statutes", "statutes"):
        yield from record.state(RestsOn(source=concept.id, target=statute), under="statutes")
    _leave_to_the_rules(record)


def _implied(record: Record) -> Iterator[tuple[str, str]]:
    implies = record.part("implies")
    for scheme in implies.fields if implies else ():
        if implies and scheme in SCHEMES and (implied := implies.term(scheme, scheme)):
            yield scheme, implied


def _leave_to_the_rules(record: Record) -> None:
    """What `graph.terms` reads for the rules of ranks and of standings is checked here, and is no statement."""
    record.whole("rank")
    record.term("case_status", "status")
    record.term("standing", "standing")
    record.flag("closes")
    record.flag("reopens")
