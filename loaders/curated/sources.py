"""The sources: news reports, registers and other documents, each with the kind that ranks it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Statement
from graph.ontology import Article, Document, RankOf, Register
from loaders.records import DIGEST, ID, URL, Record, join

SECONDARY = "Cites press or court pages that were not read themselves."


def source_facts(record: Record) -> Iterator[Statement]:
    """State one entry of sources/*.yaml."""
    id = record.text("id", required=True, form=ID) or ""
    kind = record.term("kind", "source_kind", required=True)
    title, publisher = record.text("title"), record.text("publisher", required=True)
    published_on, url = record.date("published_on"), record.text("url", form=URL)
    sha256 = record.text("sha256", form=DIGEST)
    secondary = SECONDARY if record.flag("secondary") else None
    kept_elsewhere = f"SHA-256 of its text: {sha256}" if sha256 and kind != "press" else None
    notes = join(record.text("notes"), secondary, kept_elsewhere, by=" ")
    if kind == "press":
        yield from record.state(
            Article(
                id=id,
                title=title,
                publisher=publisher,
                published_on=published_on,
                url=url,
                author=None,
                language=None,
                sha256=sha256,
                text=None,
                notes=notes,
            )
        )
    else:
        made = Register if kind == "official_register" else Document
        yield from record.state(
            made(id=id, title=title, publisher=publisher, published_on=published_on, url=url, notes=notes)
        )
    yield from record.state(RankOf(source=id, target=f"source_kind/{kind}"), under="kind")
