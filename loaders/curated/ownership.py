"""Who owned or held whom, and when; and what became of companies that were renamed or merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.dates import PartialDate
from graph.facts import Fact, Statement
from graph.ontology import Owns, SucceededBy
from loaders.records import Record, cite, join

SUCCESSIONS = frozenset({"renamed_to", "merged_into"})
"""Kinds of link by which a company goes on within another; they are no holding."""


def link_identity(_: str, fields: Mapping[str, str]) -> str:
    """What tells a link from all others: who, whom, and since when; of a succession, which it is."""
    key = fields.get("kind") if fields.get("kind") in SUCCESSIONS and "status" not in fields else fields.get("from", "")
    return f"{fields.get('owner')}/{fields.get('owned')}/{key}"


def ownership_facts(record: Record) -> Iterator[Statement]:
    """State one entry of ownership.yaml.

    A merger that is not known to have closed is no succession: it is stated as a holding with its `status`, which gives no
    control.
    """
    record.verify("from", "to", "share", "amount", "announced_on")
    owner = record.ref("owner", "companies", required=True) or ""
    owned = record.ref("owned", "companies", required=True) or ""
    if owner == owned:
        record.fault("a company does not own itself", "mend owner or owned", "owned")
    kind = record.term("kind", "ownership_kind", required=True) or ""
    status = record.term("status", "ownership_status")
    since, announced_on = record.date("from"), record.date("announced_on")
    amount, currency = record.money()
    notes = record.text("notes")
    if kind in SUCCESSIONS and status is None:
        edge = SucceededBy(source=owner, target=owned, kind=kind, since=since, notes=None)
        yield from record.state(edge, names={"since": "from"})
        price = f"{amount:.0f} {currency}" if amount is not None else None
        if told := join(notes, f"announced on {announced_on}" if announced_on else None, price):
            fields = [field for field in ("notes", "announced_on", "amount") if record.given(field)]
            cited = {piece.source: piece for field in fields for piece in record.evidence(field)}
            yield from cite([Fact(owner, "SUCCEEDED_BY.notes", owned, kind, told)], cited.values())
        return
    until, share = record.date("to", empty=True), record.number("share")
    _check(record, since, until, share)
    yield from record.state(
        Owns(
            source=owner,
            target=owned,
            kind=kind,
            since=since,
            until=until,
            held=True if record.given("to") and until is None else None,
            share=share,
            share_as_of=record.date("share_as_of"),
            announced_on=announced_on,
            amount=amount,
            currency=currency,
            status=status,
            notes=notes,
        ),
        names={"since": "from", "until": "to", "held": "to", "share_as_of": "share", "currency": "amount"},
    )


def _check(record: Record, since: PartialDate | None, until: PartialDate | None, share: float | None) -> None:
    if since and until and until.last_day < since.first_day:
        record.fault(f"it ends on {until}, before it begins on {since}", "mend from or to", "to")
    if share is not None and not 0 <= share <= 100:
        record.fault(f"share {share:g} is no percentage", "write 0 to 100", "share")
