"""AI models and products: who develops them, what they run on, what they were trained on."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Statement
from graph.ontology import BasedOn, DevelopedBy, PartOf, System, SystemKindOf, TrainedOn
from loaders.records import ID, Record


def system_facts(record: Record) -> Iterator[Statement]:
    """State one entry of systems.yaml."""
    record.verify("released_on")
    system = System(
        id=record.text("id", required=True, form=ID) or "",
        name=record.text("name", required=True),
        aliases=record.texts("aliases"),
        family=record.flag("family"),
        released_on=record.date("released_on"),
        notes=record.text("notes"),
    )
    yield from record.state(system)
    kind = record.term("kind", "system_kind", required=True)
    yield from record.state(SystemKindOf(source=system.id, target=f"system_kind/{kind}"), under="kind")
    if developer := record.ref("developer", "companies"):
        yield from record.state(DevelopedBy(source=system.id, target=developer), under="developer")
    for basis in record.refs("based_on", "systems"):
        yield from record.state(BasedOn(source=system.id, target=basis), under="based_on")
    for dataset in record.refs("trained_on", "datasets"):
        yield from record.state(TrainedOn(source=system.id, target=dataset), under="trained_on")
    for family in record.refs("part_of", "systems"):
        yield from record.state(PartOf(source=system.id, target=family), under="part_of")
