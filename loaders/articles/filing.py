"""The day on which a case was filed.

Every date of the story is a candidate; the word for an event that stands nearest to it in its clause says of what it is the
day: of the filing ("sued", "complaint", "lodged"), or of something else ("ruled", "motion", "policy").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.articles.clean import FIELD
from loaders.articles.dates import _MONTH, _MONTHS, WEEKDAY, dates, weekday_before
from loaders.articles.patterns import pattern
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class FilingFound:
    """The day of the complaint, as finely as the text gives it (ISO text), and the words."""

    on: str
    sentence: Sentence
    start: int
    end: int


FILING = pattern(
    "words of a filing",
    r"""\b(?:(?:re-?)?filed?(?! (?:a |an |the |its |their |his |her )?(?:[\w-]+ ){0,2}(?:motion|brief|answer|appeal|notice|amended|response|request))|filing(?: date)?|lodged?|sued?|sues|suing|(?:law)?suits?|complaints?|class[- ]actions?|proceedings|(?:action|case|claim)s? (?:dates?|dating|of|from)\b|dates? from|followed
    |initiated?|commenced?|began|begun|instituted?|submitted|brought|launched|petition(?:ed)?|docketed|registered|(?:fight|battle|saga|dispute) (?:\w+ ){0,3}(?:started|began)
    |(?:went|gone|goes|go|going) to (?:[\w.]+ ){0,5}court|took (?:[^.;]{1,80}) to (?:[\w.]+ ){0,5}court|moved the [Cc]ourt
    |Klage|geklagt|klagte|verklagt\w*|eingereicht|erhoben|Antrag|assign\w+|saisi\w*|déposée?s?|plainte|poursuiv\w+|démarche|demande)\b|提訴|訴え""",
    matches=("The suit was lodged", "took the firm to federal court", "their complaint", "提訴しました"),
    ignores=("filed a motion", "opened a box"),
)
OTHER_EVENT = pattern(
    "words of another event",
    r"""\b(?:ruled|rules|ruling|decided|decision|dismiss\w*|tossed|threw|thrown|granted|denied|den(?:y|ies)|motions?|amended|judgment|orders?|ordered
    |hearings?|trial|verdict|jury|settle\w*|deal|agreed|agreement|appeal\w*|affirmed|reversed|unsealed|polic(?:y|ies)|terms|released|unveiled
    |announced|said|says|told|wrote|posted|published|updated|declined|respon\w+|approv\w+|reserved|argued|arguments?|transferred|moved(?! the [Cc]ourt)
    |certified|consolidated|merged|stayed|deadline|until|since|began (?:using|training|collecting|offering)|acquired|bought|founded|launched (?:its|the|a (?!case|suit|class|legal|lawsuit))
    |downloaded|collected|scraped|recorded|captured|trained|called|joined|signed|bills?|law took effect|opened|closed|refused|turned down
    |fell|let\b|go on|put together|合意|命じ
    |entschied\w*|wies|Urteil\w*|abgewiesen|Entscheidung|Berufung|jugé|décision|判決)\b""",
    matches=("The judge ruled", "the policy changed"),
    ignores=("sued the firm",),
)
WEAK = pattern(
    "words that speak of a filing if nothing nearer speaks of another event",
    r"""\b(?:courts?|courthouse|papers|docket|pleadings?|writ|actions?|case|claims?|challenge|dispute|fight|register(?:ed)?|registry|landed|reached|arrived|started
    |opened|against|before the|Gericht\w*|tribunal|cour)\b""",
    matches=("the papers landed on May 3",),
    ignores=("on May 3",),
)
_PAST = re.compile(r"\b(?!(?:based|titled|entitled|captioned|numbered|assigned|accused|named|alleged)\b)[a-z]{3,}ed\b")
_NO_COMPLAINT = re.compile(
    r"(?i)\b(?:motions?|briefs?|answer|appeal|response|notice|objections?|amended (?:class )?(?:action )?complaint|settlement)\b[^.;]{0,40}\b(?:filed|lodged|submitted)\b[^.;]{0,30}$"
)
_CITATION = re.compile(r"\b(?:[NSEWCM]\. ?D\.|D\.|\w+ Cir\.) ?(?:[A-Z][\w.]*)? ?$")
_DAY_OF_WEEK = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LOOSE = re.compile(
    rf"\b(?P<week>(?:last |past )?{_DAY_OF_WEEK}|yesterday|today)\b|\b(?P<month>(?:(?:earlier )?this|last) month|ce mois-ci|diesem Monat|dieses Monats)\b"
    rf"|(?:\b[Ii]n|\b[Ee]n|[Ii]m|\b[Ss]ince) (?P<bare>{_MONTH})(?! ?\d)(?: (?:of )?(?:that|this|last) year)?"
    r"|\b(?:[Ii]n|[Aa]us dem Jahr|[Ff]iled|[Ss]ince|[Ss]uit of|[Cc]omplaint of|en) (?P<year>(?:19|20)\d\d)\b(?![-/])|(?<!\d)(?P<day>\d{1,2})日"
)
_SPLIT = re.compile(r";|: (?=[a-z])|, (?:and|but|while|which|who|where|so|after|before|when) |\. ")
_BEFORE_DATE = re.compile(
    r"(?i)\b(?:between|until|till|after|before|by|from|to|through|effective|due|and|set for|as of|dès|depuis|bis|seit)\s*(?:the )?$"
)
_FILED_LABEL = re.compile(r"(?i)(?:date )?filed|filing date|complaint|eingereicht")
LOOSE = 12.0  # characters by which any other verb in the past must be nearer than the word for a filing
REACH = 110  # characters from a date to the word for its event


def filing(story: Sequence[Sentence], report_day: str | None) -> FilingFound | None:
    """The day on which the complaint was filed; None where the story does not say, or says "Tuesday" of an unknown week.

    Args:
        report_day: the day of the article, from which weekdays and days without a year count.
    """
    best: tuple[float, FilingFound] | None = None
    for sentence in story:
        if sentence.background or sentence.title:
            continue
        for points, found in _filings(sentence, report_day):
            points += len(found.on) / 2
            if best is None or points > best[0]:
                best = points, found
    return best[1] if best else None


def _filings(sentence: Sentence, report_day: str | None) -> Iterator[tuple[float, FilingFound]]:
    """The dates of a sentence that are of a filing, with points for how surely."""
    text = sentence.text
    field = FIELD.match(text)
    labelled = bool(field and _FILED_LABEL.match(field["label"]) and sentence.start == 0)
    if not labelled and not FILING.search(text):
        return
    events = [(match.span(), True) for match in FILING.finditer(text)]
    events += [(match.span(), False) for match in OTHER_EVENT.finditer(text)]
    weak = [match.span() for match in WEAK.finditer(text)]
    taken = {start for (start, _), _ in events}
    loose = [match.span() for match in _PAST.finditer(text) if match.start() not in taken]
    for start, end, on in _dates(text, report_day):
        if report_day is not None and on > report_day or (not labelled and _BEFORE_DATE.search(text[:start])):
            continue
        if _CITATION.search(text[:start]) or _NO_COMPLAINT.search(text[:start]):
            continue
        if labelled:
            yield 10.0, FilingFound(on, sentence, start, end)
            return
        near = sorted((_gap(text, span, start, end), filed) for span, filed in events)
        near += [(_gap(text, span, start, end) + LOOSE, True) for span in weak]
        near = sorted([*near, *((_gap(text, span, start, end) + LOOSE, False) for span in loose)])
        if near and near[0][1] and near[0][0] <= REACH:
            yield 2.0 - near[0][0] / REACH, FilingFound(on, sentence, start, end)


def _gap(text: str, span: tuple[int, int], start: int, end: int) -> float:
    """How far a word is from a date; the border of a clause between them counts for much."""
    first, last = (span[1], start) if span[1] <= start else (end, span[0])
    return max(last - first, 0) + 60.0 * len(_SPLIT.findall(text[first:last]))


def _dates(text: str, report_day: str | None) -> Iterator[tuple[int, int, str]]:
    """The dates in a text that are days, months or years of the past, whole ones first."""
    taken: list[tuple[int, int]] = []
    for dated in dates(text, report_day):
        taken.append((dated.start, dated.end))
        yield dated.start, dated.end, dated.iso
    for match in _LOOSE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        on = _loose(match, report_day)
        if on:
            yield *match.span(), on


def _loose(match: re.Match[str], report_day: str | None) -> str | None:
    if match["year"]:
        return match["year"]
    if match["week"]:
        day = WEEKDAY.fullmatch(match["week"])
        return weekday_before(day, report_day) if day else None
    if not report_day or len(report_day) < 7:
        return None
    year, month = int(report_day[:4]), int(report_day[5:7])
    if match["day"]:
        found = f"{report_day[:8]}{int(match['day']):02}"
        return found if len(report_day) == 10 and found <= report_day else None
    if match["bare"]:
        named = _MONTHS[match["bare"].rstrip(".").lower()]
        return f"{year - (named > month)}-{named:02}"
    back = match["month"].lower().startswith("last")
    month -= back
    return f"{year - (month == 0)}-{month or 12:02}"
