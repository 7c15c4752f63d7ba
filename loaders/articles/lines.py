"""A reading as one JSON object: what `docketgraph read --jsonl` prints, and what accuracy is measured on."""

from __future__ import annotations

from typing import Any

from loaders.articles.article import Article
from loaders.articles.courts import courts
from loaders.articles.dockets import Caption
from loaders.articles.embedded import Printed
from loaders.articles.found import Found
from loaders.articles.reading import CaseFound, findings
from loaders.articles.statutes import statute_text
from loaders.articles.story import Quote

Line = dict[str, Any]


def as_line(article: Article) -> Line:
    """What an article says, as an object of plain values; each fact with its `quote` and `span` in the raw text.

    `doc` is the article's name. A court is given by its id in the spelling of the guidelines of evaluation, one without an id as printed.
    """
    reading = findings(article)
    return {
        "doc": article.name,
        "id": article.id,
        "is_relevant": reading.relevant,
        "reason": reading.reason,
        "title": _value(article.title),
        "publisher": _value(article.publisher),
        "author": _value(article.author),
        "published_on": _value(article.published_on),
        "language": article.language,
        "cases": [_case(case) for case in reading.cases],
        "companies": [
            {"name": found.value.text, "id": found.value.id or None, **_at(found.quote)} for found in reading.companies
        ],
        "ownership": [
            {
                "owner": link.owner.text,
                "owned": link.owned.text,
                "kind": link.kind,
                **_at(link.sentence.quote(link.start, link.end)),
            }
            for link in reading.ownership
        ],
        "responses": [
            {"by": each.by.text, "stance": each.stance, **_at(each.sentence.around(each.start, each.end))}
            for each in reading.responses
        ],
    }


def _value(printed: Printed | None) -> str | None:
    return printed.value if printed else None


def _at(quote: Quote) -> Line:
    return {"quote": quote.text, "span": [quote.start, quote.end]}


def _case(case: CaseFound) -> Line:
    plaintiffs: list[Line] = [
        {"name": party.name.text, **_at(party.sentence.quote(party.name.start, party.name.end))} for party in case.plaintiffs
    ]
    if not plaintiffs and case.plaintiff_class:
        plaintiffs = [{"name": case.plaintiff_class.value, **_at(case.plaintiff_class.quote)}]
    return {
        "name": _caption(case.caption) if case.caption else None,
        "docket_number": case.docket.value.number if case.docket else None,
        "court": _court(case),
        "filed_on": case.filed_on.on if case.filed_on else None,
        "status": case.status.status if case.status else "pending",
        "plaintiffs": plaintiffs,
        "defendants": [
            {"name": party.name.text, **_at(party.sentence.quote(party.name.start, party.name.end))}
            for party in case.defendants
        ],
        "claims": [
            {
                "cause": claim.cause,
                "statute": statute_text(claim.cause, claim.statutes),
                **_at(claim.sentence.around(claim.start, claim.end)),
            }
            for claim in case.claims
        ],
        "allegations": [
            {"act": found.act, "data": found.data, **_at(found.sentence.around(found.start, found.end))}
            for found in case.allegations
        ],
        "relief": [
            {
                "kind": each.kind,
                "amount": each.amount,
                "currency": each.currency,
                "per": each.per,
                **_at(each.sentence.around(each.start, each.end)),
            }
            for each in case.relief
        ],
    }


_GUIDELINES = {
    "ca-onsc": "ca-on-scj",
    "casantaclarasuper": "us-ca-superior-santa-clara",
    "casfsuper": "us-ca-superior-san-francisco",
    "in-dlhc": "in-delhi-hc",
    "jp-tokyo-dc": "jp-tokyo-district",
}
"""Ids of courts that the guidelines of evaluation spell otherwise than the curated records."""


def _caption(found: Found[Caption]) -> str:
    """A caption as printed, or its two sides where it is set over several lines."""
    printed = found.quote.text
    return f"{found.value.left} v. {found.value.right}" if "\n" in printed and found.value.versus else printed


def _court(case: CaseFound) -> str | None:
    if case.court is None:
        return None
    id = case.court.value.id
    return _GUIDELINES.get(id, id) if id in courts() else case.court.quote.text
