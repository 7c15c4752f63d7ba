"""The courts."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Statement
from graph.ontology import Court
from loaders.records import COUNTRY, ID, Record


def court_facts(record: Record) -> Iterator[Statement]:
    """State one entry of courts.yaml."""
    yield from record.state(
        Court(
            id=record.text("id", required=True, form=ID) or "",
            name=record.text("name", required=True),
            aliases=record.texts("aliases"),
            country=record.text("country", required=True, form=COUNTRY),
        )
    )
