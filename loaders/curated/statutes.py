"""Acts and their provisions."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Statement
from graph.ontology import PartOf, Statute
from loaders.records import ID, REGION, URL, Record


def statute_facts(record: Record) -> Iterator[Statement]:
    """State one entry of statutes.yaml."""
    record.verify("enacted_on")
    statute = Statute(
        id=record.text("id", required=True, form=ID) or "",
        citation=record.text("citation", required=True),
        title=record.text("title", required=True),
        aliases=record.texts("aliases"),
        enacted_on=record.date("enacted_on"),
        jurisdiction=record.text("jurisdiction", required=True, form=REGION),
        url=record.text("url", form=URL),
        notes=record.text("notes"),
    )
    yield from record.state(statute)
    if act := record.ref("part_of", "statutes"):
        yield from record.state(PartOf(source=statute.id, target=act), under="part_of")
