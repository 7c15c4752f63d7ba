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
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon montag lundi",
            "tuesday tues tue dienstag mardi",
            "wednesday wed mittwoch mercredi",
            "thursday thurs thu donnerstag jeudi",
            "friday fri freitag vendredi",
            "saturday sat samstag sonnabend samedi",
            "sunday sun sonntag dimanche",
        )
    )
    for name in names.split()
}

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
        return _iso(take("y6"), _MONTHS[take("n6").rstrip(".").lower()], None) if _is_month(take("n6")) else None
    name, day, year = (take("n4"), take("d4"), take("y4")) if take("n4") else (take("n5"), take("d5"), take("y5"))
    if take("n4") and not _is_month(name):
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


def _is_month(name: str) -> bool:
    """Whether a word is a month: "may" and "march" are verbs without a capital."""
    return name[0].isupper() or name.lower() not in ("may", "march", "mar", "mai", "mars")


def american(text: str) -> str | None:
    """The day that an American court writes as 8/17/26, ISO text; None where there is no such day.

    >>> american("08/17/26")
    '2026-08-17'
    """
    month, day, year = re.split(r"[/-]", text)
    found = _iso(year if len(year) == 4 else f"20{year}", int(month), int(day))
    return found[0] if found else None


# ---------------------------------------------------------------------------------------------------------------------
# Dates that count from the day of the text

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TAG = r"(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend"
_JOUR = r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
SPOKEN = pattern(
    "date that counts from the day of the text",
    rf"""\b(?:(?P<last>[Ll]ast|[Pp]ast) )?(?P<day>{_DAY})\b|\b(?P<short>(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri)\.)(?! [A-Z]\w+ \d| \d)
        |\b(?:[Aa]m|[Vv]om|[Ss]eit|[Dd]iesen) (?:(?P<letzt>vergangenen|letzten|vorigen) )?(?P<tag>{_TAG})\b|\b(?:(?:ce|le) )?(?P<jour>{_JOUR})\b(?: dernier)?(?! \d)
        |\b(?P<word>[Yy]esterday|[Tt]oday|[Gg]estern|[Hh]eute|[Hh]ier(?= (?:devant|matin|soir|après|une|le|la|à|un)\b)|[Aa]ujourd'hui)\b
        |\b(?P<month>(?:(?:earlier|later) )?[Tt]his month|[Ll]ast month|[Cc]e mois-ci|[Ll]e mois dernier|[Dd]ies(?:em|en|es) Monat(?:s)?|(?:[Ii]m )?(?:vergangenen|letzten) Monat)\b
        |\b(?P<dated>(?i:{_MONTH}) \d{{1,2}}|\d{{1,2}} (?i:{_MONTH}))(?: of|,) last year\b
        |\b(?:[Ll]ast day of (?P<lastday>(?:19|20)\d\d)|[Ff]irst day of (?P<firstday>(?:19|20)\d\d))\b
        |(?:\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Ee]arl(?:y|ier) (?:in )?|[Ll]ate (?:in )?|[Mm]id|[Ll]ast|[Ee]n|[Dd]ébut|[Ff]in|[Mm]i|[Ii]m|[Aa]nfang|[Ee]nde|[Mm]itte|[Ss]eit)[ -](?:the )?)(?P<bare>(?i:{_MONTH}))(?!\.? ?\d)(?P<ago>,? (?:of )?last year| de l'an(?:née)? dernière?| (?:des )?(?:vergangenen|letzten) Jahres)?
        |(?P<year>昨年|今年|一昨年|去年)(?P<nmonth>\d{{1,2}})月(?:(?P<nday>\d{{1,2}})日)?|(?P<kongetsu>今月|先月)|(?<![\d月年])(?P<mday>\d{{1,2}})月(?P<mmday>\d{{1,2}})日|(?<![\d月])(?P<nichi>\d{{1,2}})日(?!本|間|刊|経)""",
    matches=(
        "filed on Tuesday night",
        "said yesterday",
        "am vergangenen Freitag",
        "a tranché vendredi",
        "December 29 of last year",
        "in June of last year",
        "last September",
        "on the last day of 2024",
        "début décembre",
        "昨年12月",
        "KBSは13日、",
    ),
    ignores=("next month", "in 2025", "May 3, 2025", "日本", "marching in step"),
    flags=0,
)


def spoken(text: str, base: str | None) -> Iterator[Dated]:
    """The dates in cleaned text that count from the day `base` (ISO text): "Tuesday", "in June of last year", "13日".

    A weekday, or yesterday, is the latest such day, that of the text included. What cannot be told is left out.

    >>> [found.iso for found in spoken("sued on Tuesday, as it had last September", "2025-02-14")]
    ['2025-02-11', '2024-09']
    """
    for match in SPOKEN.finditer(text):
        iso = _spoken(match, base)
        if iso:
            yield Dated(*match.span(), iso, False)


def _spoken(match: re.Match[str], base: str | None) -> str | None:
    take = match.group
    if take("lastday") or take("firstday"):
        return f"{take('lastday')}-12-31" if take("lastday") else f"{take('firstday')}-01-01"
    if not base or len(base) < 7:
        return None
    year, month = int(base[:4]), int(base[5:7])
    if name := take("day") or take("short") or take("tag") or take("jour"):
        back = _weekday(name.rstrip(".").lower(), base)
        if back is None:
            return None
        strictly = (take("last") or take("letzt")) and back == 0
        return (date.fromisoformat(base) - timedelta(days=back + 7 * bool(strictly))).isoformat()
    if word := take("word"):
        if len(base) != 10:
            return None
        return (date.fromisoformat(base) - timedelta(days=word.lower() in ("yesterday", "gestern", "hier"))).isoformat()
    if take("month") or take("kongetsu"):
        back = bool(re.search(r"(?i)last|dernier|vergangen|letzt|先月", match.group()))
        return _month_before(year, month, back)
    if take("dated"):
        day = next(
            dates(f"{take('dated')}, {year - 1}" if take("dated")[0].isalpha() else f"{take('dated')} {year - 1}"), None
        )
        return day.iso if day else None
    if take("bare"):
        if not _is_month(take("bare")):
            return None
        named = _MONTHS[take("bare").rstrip(".").lower()]
        if take("ago"):
            return f"{year - 1}-{named:02}"
        last = match.group().lower().startswith("last") and named == month
        return f"{year - (named > month or last)}-{named:02}"
    if take("year"):
        there = year - {"昨年": 1, "去年": 1, "一昨年": 2}.get(take("year"), 0)
        found = _iso(str(there), int(take("nmonth")), int(take("nday")) if take("nday") else None)
        return found[0] if found else None
    if len(base) != 10:
        return None
    if take("mday"):
        found = _iso(str(year), int(take("mday")), int(take("mmday")))
        return (found[0] if found[0] <= base else f"{year - 1}{found[0][4:]}") if found else None
    found = _iso(str(year), month, int(take("nichi")))
    return found[0] if found and found[0] <= base else None


def _weekday(name: str, base: str) -> int | None:
    """How many days before `base` the latest day of that name lies."""
    if len(base) != 10:
        return None
    return (date.fromisoformat(base).weekday() - _WEEKDAYS[name]) % 7


def _month_before(year: int, month: int, back: bool) -> str:
    month -= back
    return f"{year - (month == 0)}-{month or 12:02}"
