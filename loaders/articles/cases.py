"""Which case of the graph an article reports on: one of the curated cases, a new one, or none that is sure.

A docket number with its court decides. Else parties, court, kinds of data and time must agree with one curated case and with
no other: an unsure match is no match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from graph.dates import PartialDate
from loaders.articles.courts import courts
from loaders.articles.data_kinds import is_broader
from loaders.articles.dockets import DocketKey, docket_key
from loaders.articles.names import DATA, Name, group_of
from loaders.articles.reading import CaseFound
from loaders.ids import person_id, plaintiff_class_id, slug


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A party of a curated case: its node, its role there, its name."""

    id: str
    role: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class KnownCase:
    """What is needed of a curated case to recognise it, and to state the same facts in the same form.

    `dockets`: its numbers as they compare. `first_day`: the first on which it can have been filed, ISO text. `sued`: the defendants,
    groups in place of their entities.
    """

    id: str
    name: str
    court: str
    docket_number: str
    dockets: tuple[DocketKey, ...]
    filed_on: str
    first_day: str
    plaintiffs: tuple[KnownParty, ...]
    defendants: tuple[KnownParty, ...]
    sued: frozenset[str]
    data: frozenset[str]
    relief: tuple[tuple[str, str | None, float | None], ...]
    responses: tuple[tuple[str, str, str | None, tuple[str, ...]], ...]


@cache
def known_cases() -> Mapping[str, KnownCase]:
    """The curated cases by id."""
    found = {}
    for path in sorted((DATA / "cases").glob("*.yaml")):
        for entry in yaml.load(path.read_bytes(), yaml.CSafeLoader) or ():
            case = _known(entry)
            found[case.id] = case
    return found


def _known(entry: Mapping[str, Any]) -> KnownCase:
    number = entry.get("docket_number") or ""
    numbers = filter(None, (number, *(entry.get("other_docket_numbers") or ())))
    filed_on = str(entry.get("filed_on") or "")
    defendants = tuple(_parties(entry, "defendants", "defendant"))
    return KnownCase(
        id=entry["id"],
        name=entry["name"],
        court=entry.get("court", ""),
        docket_number=number,
        dockets=tuple(docket_key(_bare(each)) for each in numbers),
        filed_on=filed_on,
        first_day=PartialDate(filed_on).first_day.isoformat() if filed_on else "",
        plaintiffs=tuple(_parties(entry, "plaintiffs", "plaintiff")),
        defendants=defendants,
        sued=frozenset(group_of(party.id) for party in defendants),
        data=frozenset(kind for each in entry.get("allegations") or () for kind in each.get("data") or ()),
        relief=tuple((each.get("kind", ""), each.get("per"), each.get("amount")) for each in entry.get("relief") or ()),
        responses=tuple(
            (
                each.get("by", ""),
                each.get("stance", ""),
                str(each["on"]) if each.get("on") else None,
                tuple(filter(None, (each.get("source"), *(each.get("sources") or ())))),
            )
            for each in entry.get("responses") or ()
        ),
    )


def _parties(entry: Mapping[str, Any], side: str, role: str) -> Iterator[KnownParty]:
    classes = 0
    for each in entry.get(side) or ():
        kind, name = each.get("type", ""), each.get("name", "")
        if kind == "class":
            id = plaintiff_class_id(entry["id"], classes)
            classes += 1
        elif kind == "person":
            id = person_id(entry["id"], name)
        else:
            id = each.get("legal_entity") or each.get("company") or ""
        if id:
            yield KnownParty(id, each.get("role") or role, name, kind)


# ---------------------------------------------------------------------------------------------------------------------
# Matching


def match(found: CaseFound, report_day: str | None) -> KnownCase | None:
    """The curated case that a found case is, where it is sure.

    Args:
        found: a case as the article tells it.
        report_day: the day of the article, if known: a case filed later is not meant.
    """
    candidates = _candidates(found, report_day)
    if found.docket:
        key = docket_key(found.docket.value.number)
        numbered = [
            case for case in candidates if any(number.agrees(key) for number in case.dockets)
        ]
        return numbered[0] if len(numbered) == 1 else None
    named = [case for case in candidates if _plaintiffs_agree(case, found)]
    if found.plaintiffs or (found.caption and found.caption.value.versus):
        alike = named if len(named) == 1 else [case for case in named if _data_agree(case, found)]
        return alike[0] if len(alike) == 1 else None
    described = [case for case in candidates if _class_agrees(case, found) and _data_agree(case, found)]
    return described[0] if len(described) == 1 else None


MOST_DOUBTS = 4
"""Cases that an article may mean; with more of them there is nothing to judge."""


def unsure(found: CaseFound, report_day: str | None) -> tuple[KnownCase, ...]:
    """The curated cases that a found case may be, where it is not sure that it is one: for a person to judge.

    Empty where `match` is sure, where a docket number says that it is another case, and where nothing but the defendant fits.
    """
    if found.docket or match(found, report_day):
        return ()
    candidates = _candidates(found, report_day)
    if found.plaintiffs or (found.caption and found.caption.value.versus):
        alike = [case for case in candidates if _plaintiffs_agree(case, found)]
    else:
        alike = [case for case in candidates if _data_agree(case, found)]
    return tuple(sorted(alike, key=lambda case: case.id)) if len(alike) <= MOST_DOUBTS else ()


def _candidates(found: CaseFound, report_day: str | None) -> list[KnownCase]:
    """The curated cases against one of the defendants that court and time do not rule out."""
    court = found.court.value.id if found.court else ""
    accused = {group_of(party.name.id) for party in found.defendants if party.name.id}
    return [case for case in known_cases().values() if case.sued & accused and _possible(case, found, court, report_day)]


def _bare(number: str) -> str:
    return re.sub(r" ?\([^)]*\)$", "", number)


def _possible(case: KnownCase, found: CaseFound, court: str, report_day: str | None) -> bool:
    if court and case.court != court and not (found.docket and not case.court):
        return False
    if report_day and case.first_day > report_day:
        return False
    return not (found.filed_on and case.filed_on and not _same_time(found.filed_on.on, case.filed_on))


def _same_time(one: str, other: str) -> bool:
    if len(one) == len(other) == 10:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 3
    return one.startswith(other) or other.startswith(one)


def _plaintiffs_agree(case: KnownCase, found: CaseFound) -> bool:
    """Every plaintiff found is one of the case's, or the caption's first name is."""
    if found.plaintiffs:
        return all(
            any(same_party(party.name, known) for known in case.plaintiffs) for party in found.plaintiffs[:1]
        ) and any(same_party(party.name, known) for party in found.plaintiffs for known in case.plaintiffs)
    caption = found.caption.value if found.caption else None
    left = case.name.split(" v. ")[0].lower()
    return bool(caption and left and (caption.left.lower() in left or left in caption.left.lower()))


def same_party(name: Name, known: KnownParty) -> bool:
    """Whether a name in an article means a party: the body's id or group, or a person's surname with no other first name.

    "De La Torre" means Alessandro De La Torre; "Maria De La Torre" does not.
    """
    if name.id:
        return group_of(name.id) == group_of(known.id)
    if known.kind != "person":
        return name.text.lower() == known.name.lower()
    words, theirs = slug(name.text).split("-"), slug(known.name).split("-")
    return theirs[-len(words) :] == words or (len(words) > 1 and words[0] == theirs[0] and words[-1] == theirs[-1])


def _class_agrees(case: KnownCase, found: CaseFound) -> bool:
    """Where the article names nobody who sues, the case must be brought for a class or by people."""
    return any(party.kind in ("class", "person") for party in case.plaintiffs) and (
        found.plaintiff_class is not None or found.class_action is not None
    )


_BROAD = frozenset({"personal_data", "copyrighted_works", "customer_content", "literary_works", "communications"})


def _data_agree(case: KnownCase, found: CaseFound) -> bool:
    """A specific kind of data is at issue in both, or one that takes in the other."""
    kinds = {each.data for each in found.allegations} - _BROAD
    return any(
        kind == known or is_broader(kind, known) or is_broader(known, kind) for kind in kinds for known in case.data - _BROAD
    )


# ---------------------------------------------------------------------------------------------------------------------
# New cases

_FULL_US = re.compile(r"(?:\d{1,2}:)?\d{2}-(?:cv|md|cr|mc)-\d{5}")


def new_id(found: CaseFound) -> str | None:
    """The id of a case that no record has: court and docket number. None where the article does not give both in full."""
    court = courts().get(found.court.value.id) if found.court else None
    if court is None or found.docket is None:
        return None
    number = found.docket.value.number.lower()
    if court.country == "US" and court.id.isalnum() and not _FULL_US.fullmatch(number):
        return None
    return f"{court.id}-{re.sub(r'[^0-9a-z]+', '-', slug(number.replace(':', '-'), 80))}"


def nth_relief(case: KnownCase, kind: str, per: str | None, amount: float | None) -> int:
    """Which of a case's sums of one kind an amount is: the one that is the same or open, else a new one after them."""
    sums: list[float | None] = []
    for known_kind, known_per, known_amount in case.relief:
        if (known_kind, known_per) == (kind, per) and not any(_same_sum(known_amount, each) for each in sums):
            sums.append(known_amount)
    return next((nth for nth, each in enumerate(sums) if _same_sum(amount, each)), len(sums))


def known_sum(case: KnownCase, kind: str, amount: float | None) -> tuple[str, str | None] | None:
    """The kind and the count of the case's one sum that an article means by a sum without a legal name."""
    if kind != "unspecified_damages" or amount is None:
        return None
    alike = {(known, per) for known, per, sum_ in case.relief if sum_ is not None and _same_sum(sum_, amount)}
    return alike.pop() if len(alike) == 1 else None


def _same_sum(one: float | None, other: float | None) -> bool:
    return one is None or other is None or float(one) == float(other)


def response_place(case: KnownCase, by: str, stance: str, article: str) -> tuple[str | None, int]:
    """The day and number of the curated response that an article's answer is: one that cites the article, else undated."""
    seen: dict[tuple[str, str, str | None], int] = {}
    for known_by, known_stance, on, sources in case.responses:
        nth = seen.get((known_by, known_stance, on), 0)
        seen[known_by, known_stance, on] = nth + 1
        if (known_by, known_stance) == (by, stance) and article in sources:
            return on, nth
    return None, 0


def entities_named(name: Name, side: Sequence[KnownParty]) -> list[KnownParty]:
    """The parties of one side of a case that a name may mean."""
    return [known for known in side if same_party(name, known)]
