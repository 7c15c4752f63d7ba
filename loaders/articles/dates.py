"""Dates in running text, in the forms that English, German, French and Japanese pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.articles.patterns import pattern

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier",
            "february feb februar février fevrier",
            "march mar märz maerz mars",
            "april apr avril",
            "may mai",
            "june jun juni juin",
            "july jul juli juillet",
            "august aug août aout",
            "september sept sep septembre",
            "october oct oktober octobre",
            "november nov novembre",
            "december dec dezember décembre decembre",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DATE = pattern(
    "date",
    rf"""\b(?:(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})\b
    |(?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\.(?P<y2>(?:19|20)\d\d)\b
    |(?P<a3>\d{{1,2}})/(?P<b3>\d{{1,2}})/(?P<y3>(?:19|20)\d\d)\b
    |(?P<n4>{_MONTH}) (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y4>(?:19|20)\d\d))?\b(?!,?\d)
    |(?P<d5>\d{{1,2}})(?:st|nd|rd|th|er|\.)? (?:of )?(?P<n5>{_MONTH}),?(?: (?P<y5>(?:19|20)\d\d))?\b
    |(?P<n6>{_MONTH}),?(?: of)? (?P<y6>(?:19|20)\d\d)\b)
    |(?P<y7>(?:19|20)\d\d)年(?P<m7>\d{{1,2}})月(?:(?P<d7>\d{{1,2}})日)?""",
    matches=(
        "July 17, 2025",
        "on Nov. 21, 2025",
        "7 Feb 2023",
        "11. November 2025",
        "2023/01/18",
        "08/26/2025",
        "2025年9月6日",
        "in Nov. 2022",
        "May 5",
    ),
    ignores=("march on", "in 2025", "17 U.S.C.", "1.5.2"),
)

WEEKDAY = pattern(
    "weekday",
    (
        r"\b(?:(?P<last>last|past) )?(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
        r"|\b(?P<word>yesterday|today)\b"
    ),
    matches=("filed on Tuesday night", "said yesterday"),
    ignores=("next month",),
    flags=re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: ISO text (a day, a month), and whether the text gives its year."""

    start: int
    end: int
    iso: str
    has_year: bool


def dates(text: str, base: str | None = None) -> Iterator[Dated]:
    """The dates in cleaned text. A day without a year takes that of `base` (ISO text, a year at least), or is left out.

    >>> [found.iso for found in dates("filed on Nov. 21, 2025, after talks in March 2024")]
    ['2025-11-21', '2024-03']
    """
    for match in DATE.finditer(text):
        found = _parts(match, base)
        if found:
            iso, has_year = found
            yield Dated(*match.span(), iso, has_year)


def _parts(match: re.Match[str], base: str | None) -> tuple[str, bool] | None:
    take = match.group
    if take("y1"):
        return _iso(take("y1"), int(take("m1")), int(take("d1")))
    if take("y2"):
        return _iso(take("y2"), int(take("m2")), int(take("d2")))
    if take("y3"):
        first, second = int(take("a3")), int(take("b3"))
        if first <= 12 and second <= 12 and first != second:
            return None  # day first or month first: nobody says
        return _iso(take("y3"), *((first, second) if second > 12 else (second, first)))
    if take("y7"):
        return _iso(take("y7"), int(take("m7")), int(take("d7")) if take("d7") else None)
    if take("n6"):
        # "may 2024" is a month, but "may" before other numbers a verb: only capitals make a month of it
        return _iso(take("y6"), _MONTHS[take("n6").rstrip(".").lower()], None) if take("n6")[0].isupper() else None
    name, day, year = (take("n4"), take("d4"), take("y4")) if take("n4") else (take("n5"), take("d5"), take("y5"))
    if take("n4") and not name[0].isupper() and name.lower() in ("may", "march", "mar", "mai", "mars"):
        return None
    if year:
        return _iso(year, _MONTHS[name.rstrip(".").lower()], int(day))
    if not base:
        return None
    found = _iso(base[:4], _MONTHS[name.rstrip(".").lower()], int(day))
    if found and len(base) == 10 and found[0] > base:  # news tells what was: a later day is last year's
        found = _iso(str(int(base[:4]) - 1), _MONTHS[name.rstrip(".").lower()], int(day))
    return (found[0], False) if found else None


def _iso(year: str, month: int, day: int | None) -> tuple[str, bool] | None:
    try:
        whole = date(int(year), month, day or 1)
    except ValueError:
        return None
    return (whole.isoformat() if day else whole.isoformat()[:7]), True


def weekday_before(match: re.Match[str], base: str | None) -> str | None:
    """The day that "Tuesday" or "yesterday" means in a text of the day `base`: the latest such day, that day included.

    None where the day of the text is not known.
    """
    if not base or len(base) != 10:
        return None
    day = date.fromisoformat(base)
    word = (match.group("word") or "").lower()
    if word:
        return (day - timedelta(days=word == "yesterday")).isoformat()
    back = (day.weekday() - _WEEKDAYS.index(match.group("day").lower())) % 7
    if match.group("last") and back == 0:
        back = 7
    return (day - timedelta(days=back)).isoformat()
