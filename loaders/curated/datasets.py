"""Training corpora: what they hold and what they are part of."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Statement
from graph.ontology import Contains, Dataset, PartOf
from loaders.records import ID, Record


def dataset_facts(record: Record) -> Iterator[Statement]:
    """State one entry of datasets.yaml."""
    record.verify("released_on")
    dataset = Dataset(
        id=record.text("id", required=True, form=ID) or "",
        name=record.text("name", required=True),
        aliases=record.texts("aliases"),
        compiled_by=record.text("compiled_by"),
        released_on=record.date("released_on"),
        notes=record.text("notes"),
    )
    yield from record.state(dataset)
    for data in record.terms("data", "data"):
        yield from record.state(Contains(source=dataset.id, target=f"data/{data}"), under="data")
    for corpus in record.refs("part_of", "datasets"):
        yield from record.state(PartOf(source=dataset.id, target=corpus), under="part_of")
