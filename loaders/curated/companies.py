"""Companies, organisations and public bodies, and the group that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.facts import Statement
from graph.ontology import KINDS, Company, Government, Organization, PartOf
from loaders.records import COUNTRY, ID, Form, Record

KIND_OF_TYPE: dict[str, type[Company | Organization | Government]] = {
    "company": Company,
    "organization": Organization,
    "government": Government,
}
"""The kind of node that a `type` of the record means; a record without one is a company."""

LEI = Form(re.compile(r"[0-9A-Z]{18}[0-9]{2}"), "549300TRUWO2CD2G5692")
WIKIDATA = Form(re.compile(r"Q[1-9][0-9]*"), "Q2283")


def company_facts(record: Record) -> Iterator[Statement]:
    """State one entry of companies.yaml."""
    record.verify("cik", "lei", "wikidata")
    id = record.text("id", required=True, form=ID) or ""
    given = record.term("type", "party_type") or "company"
    if given not in KIND_OF_TYPE:
        record.fault(f"type {given} is not for companies", "write company, organization or government", "type")
    made = KIND_OF_TYPE.get(given, Company)
    yield from record.state(
        made(
            id=id,
            name=record.text("name", required=True),
            aliases=record.texts("aliases"),
            former_names=record.texts("former_names"),
            country=record.text("country", form=COUNTRY),
            notes=record.text("notes"),
            **(_identifiers(record) if "cik" in KINDS[made.__name__].props else {}),
        )
    )
    if group := record.ref("group", "companies"):
        yield from record.state(PartOf(source=id, target=group), under="group")


def _identifiers(record: Record) -> dict[str, Any]:
    cik = record.whole("cik")
    return {
        "cik": None if cik is None else str(cik),
        "lei": record.text("lei", form=LEI),
        "wikidata": record.text("wikidata", form=WIKIDATA),
    }
