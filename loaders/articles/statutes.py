"""Provisions that claims name, as the curated records of statutes cite them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import yaml

from graph.terms import terms
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


def cited(text: str) -> list[str]:
    """The provisions of the United States Code that a text cites by number, as ids of the curated records.

    >>> cited("under 18 U.S.C. § 2702 and 17 USC 1202(b)")
    ['usc-18-2702', 'usc-17-1202-b']
    """
    found = []
    for match in _USC.finditer(text):
        section = f"usc-{match['title']}-{match['section'].lower()}"
        part = f"{section}-{match['part']}" if match["part"] else section
        found += [id for id in (part, section) if id in statutes()][:1]
    for match in _STATE.finditer(text):
        code = next(code for code, name in _CODES.items() if match[name])
        found += [id for number in re.findall(r"\d+(?:\.\d+)?", match["sections"]) if (id := f"{code}-{number.replace('.', '-')}") in statutes()]
    return found


_CODES = {"cal-civ": "civil", "cal-bpc": "business", "ny-cvr": "rights", "ny-gbl": "general"}
_STATE = re.compile(
    r"\b(?:(?P<civil>Civ(?:il|\.) Code)|(?P<business>Bus(?:iness|\.)? (?:&|and) Prof(?:essions|\.)? Code)|(?P<rights>Civ(?:il|\.) Rights Law)"
    r"|(?P<general>Gen(?:eral|\.) Bus(?:iness|\.) Law)),?(?: ?§+| [Ss]ections?| [Ss]ec\.)? ?(?P<sections>\d+(?:\.\d+)?(?:(?:, | and |[-–] ?)\d+(?:\.\d+)?)*)"
)


_USC = re.compile(
    r"\b(?P<title>\d{1,2})(?: ?U\.? ?S\.? ?C(?:ode)?\.?(?: ?§+| [Ss]ections?)? ?|(?<=Cause: \d\d):|(?<=Cause: \d):)(?P<section>\d{1,5}[A-Za-z]?)(?:\((?P<part>[a-z])\))?"
)


def statute_text(cause: str, ids: tuple[str, ...]) -> str | None:
    """How to cite the provision that a claim names: of an act named whole, the section on which the cause usually rests.

    Args:
        cause: the cause of action.
        ids: the records of statutes that the text names for it.
    """
    named = most_specific(ids)
    if not named:
        return None
    usual = next((id for id in terms("cause")[cause].statutes if id != named[0] and within(id, named[0])), named[0])
    record = statutes()[usual]
    return record.citation if usual != named[0] or _SECTION.search(record.citation) else f"{record.title} ({record.citation})"


_SECTION = re.compile(r"§ \d")
"""The citation of one section, which needs no title to be known."""
