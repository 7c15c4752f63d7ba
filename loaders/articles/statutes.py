"""Provisions that claims name, as the curated records of statutes cite them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from graph.terms import terms
from loaders.articles.claims import ClaimFound
from loaders.articles.names import DATA


@dataclass(frozen=True, slots=True)
class StatuteRecord:
    """An act or a provision: its id, citation, title, and the record that it is part of."""

    id: str
    citation: str
    title: str
    part_of: str


@cache
def statutes() -> dict[str, StatuteRecord]:
    """The curated statutes by id."""
    return {
        each["id"]: StatuteRecord(each["id"], each.get("citation", ""), each.get("title", ""), each.get("part_of") or "")
        for each in yaml.load((DATA / "statutes.yaml").read_bytes(), yaml.CSafeLoader)
    }


def within(id: str, act: str) -> bool:
    """Whether a provision belongs to an act, directly or through others.

    >>> within("usc-17-1202-b", "dmca")
    True
    """
    seen: set[str] = set()
    while id and id not in seen:
        if id == act:
            return True
        seen.add(id)
        record = statutes().get(id)
        id = record.part_of if record else ""
    return False


def most_specific(ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that are known and of which no other is a part."""
    known = [id for id in ids if id in statutes()]
    return tuple(id for id in known if not any(other != id and within(other, id) for other in known))


def statute_text(claim: ClaimFound) -> str | None:
    """How to cite the provision that a claim names: of an act named whole, the section on which the cause usually rests."""
    named = most_specific(claim.statutes)
    if not named:
        return None
    usual = next((id for id in terms("cause")[claim.cause].statutes if id != named[0] and within(id, named[0])), named[0])
    record = statutes()[usual]
    return record.citation if usual != named[0] else f"{record.title} ({record.citation})"
