"""A case as a whole: the docket, its court, the status that sources state, other cases, and the news about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.facts import Statement, facts_of
from graph.ontology import Case, HeardIn, Related, ReportsOn, StatedStatus
from loaders.curated.cases.conflicts import settled
from loaders.curated.cases.docket import event_facts
from loaders.curated.cases.parties import party_facts
from loaders.curated.cases.pleadings import allegation_facts, claim_facts, relief_facts
from loaders.curated.cases.responses import response_facts
from loaders.records import COUNTRY, ID, Record, cite


def case_facts(record: Record) -> Iterator[Statement]:
    """State one entry of cases/*.yaml."""
    case = Case(
        id=record.text("id", required=True, form=ID) or "",
        name=record.text("name", required=True),
        short_name=record.text("short_name"),
        also_known_as=record.texts("also_known_as"),
        docket_number=record.text("docket_number"),
        other_docket_numbers=record.texts("other_docket_numbers"),
        courtlistener_docket_id=record.whole("courtlistener_docket_id"),
        country=record.text("country", required=True, form=COUNTRY),
        chamber=record.text("chamber"),
        judge=record.text("judge"),
        filed_on=record.date("filed_on"),
        class_action=record.term("class_action", "class_action", required=True),
        notes=record.text("notes"),
    )
    stated = [*record.state(case), *_court(record, case), *_status(record, case)]
    stated += party_facts(record, case)
    stated += claim_facts(record, case)
    stated += allegation_facts(record, case)
    stated += relief_facts(record, case)
    stated += event_facts(
        record, case, {each.fact.object for each in stated if each.fact.predicate in ("CLAIMS", "ALLEGES")}
    )
    stated += response_facts(record, case)
    stated += _related(record, case)
    stated += _reports(record, case)
    yield from settled(record, case, stated)


FEDERAL_COURT = re.compile(r"[a-z]{2,3}d|ca(\d{1,2}|dc|fc)|jpml|scotus")
"""CourtListener's ids of the federal courts of the United States."""

FEDERAL_DOCKET = re.compile(r"(\d:)?\d{2}-(cv|md|cr|mc)-\d{5}|\d{2}-\d{1,5}")
"""Their docket numbers, of district courts and of courts of appeals."""


def _court(record: Record, case: Case) -> Iterator[Statement]:
    if court := record.ref("court", "courts", required=True):
        if case.docket_number and FEDERAL_COURT.fullmatch(court) and not FEDERAL_DOCKET.fullmatch(case.docket_number):
            record.fault(
                f"'{case.docket_number}' is no docket number of a federal court",
                "write it like 5:25-cv-00709",
                "docket_number",
            )
        yield from record.state(HeardIn(source=case.id, target=court), under="court")


def _status(record: Record, case: Case) -> Iterator[Statement]:
    if (status := record.part("status", required=True)) is None:
        return
    state = status.term("state", "status", required=True)
    on, notes = status.date("as_of", required=True, empty=True), status.text("notes")
    if on and case.filed_on and on.last_day < case.filed_on.first_day:
        status.fault(f"the status of {on} lies before the filing on {case.filed_on}", "mend as_of or filed_on", "as_of")
    yield from record.state(
        StatedStatus(source=case.id, target=f"status/{state}", on=on, notes=notes), under="status", on=on
    )


def _related(record: Record, case: Case) -> Iterator[Statement]:
    for related in record.each("related"):
        other = related.ref("case", "cases", required=True)
        relation = related.term("relation", "relation", required=True)
        if other == case.id:
            related.fault("a case is not related to itself", "name the other case", "case")
        if other and relation:
            edge = Related(source=case.id, target=other, relation=relation, notes=related.text("notes"))
            yield from record.state(edge, under="related")


def _reports(record: Record, case: Case) -> Iterator[Statement]:
    sources = record.declared("sources")
    for cited in record.evidence(None):
        if cited.source in sources and sources[cited.source].kind == "press":
            yield from cite(facts_of(ReportsOn(source=cited.source, target=case.id)), [cited])
