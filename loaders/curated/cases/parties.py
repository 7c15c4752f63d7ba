"""Who sues and who is sued: persons and classes of one docket, and companies that the graph knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.facts import Statement
from graph.ontology import Case, CaseParty, Person, PlaintiffClass
from loaders.ids import person_id, plaintiff_class_id
from loaders.records import Record, join

SIDES = {"plaintiffs": "plaintiff", "defendants": "defendant"}
"""The role of an entry that states none, by its list."""


@dataclass(slots=True)
class _Named:
    """A party in a role: the names that the case gives it, and remarks."""

    names: list[str] = field(default_factory=list)
    notes: list[str | None] = field(default_factory=list)


def party_facts(record: Record, case: Case) -> Iterator[Statement]:
    """State the parties of a case.

    A legal entity is the party where one is named, else its group. Where two entries lead to one company (two entities of
    a group that have no records of their own), it is one party under both names.
    """
    for side, role in SIDES.items():
        named: dict[tuple[str, str], _Named] = {}
        entries = record.each(side, required=side == "defendants")
        if record.given(side) and not entries:
            record.fault(f"the case has no {side}", "name them, or leave the field out where nobody knows them", side)
        for entry in entries:
            name = entry.text("name", required=True)
            given = entry.term("type", "party_type", required=True)
            in_role = entry.term("role", "role") or role
            if name is None or given is None:
                continue
            if given in ("person", "class"):
                nth = sum(id.startswith(plaintiff_class_id(case.id)) for id, _ in named) if given == "class" else 0
                node = (
                    PlaintiffClass(id=plaintiff_class_id(case.id, nth), name=name, notes=None)
                    if given == "class"
                    else Person(id=person_id(case.id, name), name=name, notes=None)
                )
                if (node.id, in_role) in named:
                    entry.fault(f"'{name}' stands twice among the {side}", "take one out, or tell the two apart", "name")
                yield from record.state(node, under=side)
                party: str | None = node.id
            else:
                party = _body(entry, given)
            if party is not None:
                into = named.setdefault((party, in_role), _Named())
                into.names.append(name)
                into.notes.append(entry.text("notes"))
        for (party, in_role), how in named.items():
            edge = CaseParty(source=case.id, target=party, role=in_role, named_as=join(*how.names), notes=join(*how.notes))
            yield from record.state(edge, under=side)


def _body(entry: Record, given: str) -> str | None:
    """The company of an entry: the legal entity where one is named."""
    group, entity = entry.ref("company", "companies", required=True), entry.ref("legal_entity", "companies")
    id = entity or group
    if id is not None and (kind := entry.declared("companies")[id].kind or "company") != given:
        entry.fault(f"type {given}, but '{id}' has type {kind}", "write the same in both places", "type")
    return id
