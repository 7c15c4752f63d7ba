"""Docket numbers and captions, as courts of several countries write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loaders.articles.patterns import pattern

US_DOCKET = pattern(
    "docket number of a US federal court",
    r"""(?<![\w:/-])(?P<full>(?:\d{1,2}:)?(?:20)?\d{2}(?:-?(?:cv|md|cr|mc)-?0?| ?(?:Civ\.?|CV|civ) ?)\d{3,6})(?P<judge>(?:-[A-Z]{2,4}){0,3})\b""",
    matches=("24 Civ. 7984", "Case No. 25-cv-00990-SI", "(5:25-cv-06911)", "1:23-cv-11195", "1:23cv11195"),
    ignores=("at 5:25 pm", "ISBN 978-3-16-148410-0"),
)
PLAIN_DOCKET = pattern(
    "docket number after its label",
    r"""\b(?:No|Nos|[Cc]ase(?: [Nn](?:o|umber))?|[Dd]ocket(?: [Nn](?:o|umber))?|numbered|[Nn]umber|C\.A\. No
        |Civil Action(?: No)?)\.? ?[:#]? ?(?:(?:C|CV|Civ\.) )?(?P<number>(?:\d:)?\d{2}-\d{3,6})(?:(?:-[A-Z]{2,4}){1,2}\b|(?![\d-]))""",
    matches=("No. 24-987-RGA", "No. 25-00709", "numbered 25-00709", "case number 24-1234", "No. C 24-01451 CRB"),
    ignores=("No. 25 of them", "numbered 12", "in the case 20-30 people"),
    flags=0,
)
STATE_DOCKET = pattern(
    "docket number of a Californian county court",
    r"\b(?P<number>(?:CGC|CIV|BC|RG|CVRI)-?\d{2}-\d{5,7}|\d{2}(?:STCV|SMCV|CV)\d{5,6})\b",
    matches=("Case No. CGC-25-625892", "23STCV12345"),
    ignores=("CGC", "25-625892"),
    flags=0,
)
ABROAD_DOCKET = pattern(
    "docket number outside the US",
    r"""(?:(?:Aktenzeichen|Az\.?:?|Rs\.|No\.|Case|affaire|[Dd]ocket|RG)?[:°]? ?)
    (?P<number>\b\d{1,3} ?(?:O|U|S|C|T|W|ZR|HK O|HKO|UKl|Sch|Kart) \d{1,6}/\d{2,4}\b
    |\b[CT][-‑–]\d{1,4}/\d{2}\b|\b(?:IL|HC|CH|BL|HP)-\d{4}-\d{6}\b|\bCV-\d{2}-\d{6,8}(?:-\d{2}[A-Z]{2})?\b
    |\bC\.?S\.? ?\(COMM\)\.? ?\d{1,5}/\d{4}\b|\bRG (?:n°? ?)?\d{2}/\d{4,6}\b|\b500-\d{2}-\d{6}-\d{3}\b|\b(?:VLC-)?S-?S?-\d{6}\b|\b20\d\d[가-힣]{1,3}\d{3,7}|[（(]20\d\d[）)][一-龥]\d{2,5}[一-龥]{2,3}\d{1,6}号|(?:令和
    |平成)\d{1,2}年[（(][ワネ受][）)]第?\d{1,6}号?)""",
    matches=(
        "Aktenzeichen 42 O 14139/24",
        "Case C-250/25",
        "310 O 227/23",
        "CS(COMM) 1028/2024",
        "IL-2023-000007",
        "5 U 104/24",
    ),
    ignores=("on 5/24", "2 O 5", "C-suite 24/25"),
    flags=0,
)


@dataclass(frozen=True, slots=True)
class Docket:
    """A docket number as printed (judge's initials left off), and its place."""

    start: int
    end: int
    number: str


@lru_cache(maxsize=512)  # a story is asked for them several times
def dockets(text: str) -> tuple[Docket, ...]:
    """The docket numbers in cleaned text, in order.

    >>> [found.number for found in dockets("Taylor v. ConverseNow, No. 25-cv-00990-SI (N.D. Cal.)")]
    ['25-cv-00990']
    """
    hits = [Docket(*match.span("full"), match["full"]) for match in US_DOCKET.finditer(text)]
    for regex in (PLAIN_DOCKET, STATE_DOCKET, ABROAD_DOCKET):
        hits += [Docket(*match.span("number"), match["number"]) for match in regex.finditer(text)]
    kept: list[Docket] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


_US_PARTS = re.compile(
    r"(?:(?P<office>\d{1,2}):)?(?:20)?(?P<year>\d{2})[- ]?(?P<type>cv|civ|md|cr|mc)?\.?[- ]?0*(?P<number>\d+)", re.I
)


@dataclass(frozen=True, slots=True)
class DocketKey:
    """What makes two writings of a docket number the same: all but the office's digit and the judge's initials."""

    year: str
    type: str
    number: str

    def agrees(self, other: DocketKey) -> bool:
        """Whether both may be one number; a writing without the type agrees with any."""
        return (self.year, self.number) == (other.year, other.number) and (
            not self.type or not other.type or self.type == other.type
        )


def docket_key(number: str) -> DocketKey:
    """The key of a docket number; of one that is not a US federal one, all its letters and digits.

    >>> docket_key("25-00709").agrees(docket_key("5:25-cv-00709"))
    True
    """
    match = _US_PARTS.fullmatch(re.sub(r"(?:-[A-Z]{2,4})+$", "", number.strip()))
    if match:
        return DocketKey(match["year"], (match["type"] or "").lower().replace("civ", "cv"), match["number"])
    return DocketKey("", "", re.sub(r"\W+", "", number).lower())


# ---------------------------------------------------------------------------------------------------------------------
# Captions

_WORD = r"(?:[A-Z][\w.'&-]*[\w.]|[A-Z]|[A-Z]\.|\d{1,3}(?= )|&|et al\.?|[a-z]+[A-Z]\w*)"
_JOIN = (
    r"(?:,? (?=Inc|INC|LLC|L\.L\.C|Ltd|LTD|Corp|CORP|LP|L\.P|PBC|plc|Co\b|et al|GmbH|AG\b|SE\b)"
    r"| (?:of |and |de |la |the |du |des |von |van |der )?)"
)
CAPTION = pattern(
    "caption of a case",
    rf"""(?P<left>(?:The )?{_WORD}(?:{_JOIN}{_WORD}){{0,8}}) (?:v|vs|V
        |VS)\.? (?P<right>(?:The )?{_WORD}(?:{_JOIN}{_WORD}){{0,7}})
    |(?P<re>\bIn [Rr]e:? {_WORD}(?:,? {_WORD}){{0,8}}? (?:Litigation|Cases|Matter|Proceedings|Settlement))""",
    matches=(
        "The case is De La Torre v. LinkedIn Corp, U.S. District Court",
        "CASE FACTS: Brewer v Otter.ai",
        "J.L. et al. v. Alphabet Inc. et al.",
        "In re Mosaic LLM Litigation",
        "Getty Images (US) Inc v Stability AI Ltd",
    ),
    ignores=("100-plus authors v. an AI firm", "win vs. lose", "version v. 2"),
    flags=0,
)
_LEADING = re.compile(
    r"^(?:(?:In|As|See|Citing|Under|Case|And|But|Both|While|After|Since|Court|Judge|Lawsuit|Suit|Class"
    r"|Action|FACTS|CASE|Also|Here|Overview|For|With|To|From) )+(?=[A-Z])"
)
PRECEDENT = pattern(
    "words before a case that is only cited",
    r"""\b(?:citing|cites?|cited|under|precedents?|relying on|relied on|as in|similar to|like|unlike|compare
        |distinguish\w*|followed|following|landmark|earlier case|parallel|companion|in)\b[^.]{0,25}$""",
    matches=("Citing ", "the judge relied on ", "In "),
    ignores=("The case is ", "Case overview: "),
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as printed. `left` and `right` are empty for "In re …"; `cited` where it is a precedent."""

    start: int
    end: int
    left: str
    right: str
    cited: bool

    @property
    def versus(self) -> bool:
        """Whether it names two sides."""
        return bool(self.left)


@lru_cache(maxsize=512)
def captions(text: str) -> tuple[Caption, ...]:
    """The captions in cleaned text, in order.

    >>> [(found.left, found.right) for found in captions("In Taylor v. ConverseNow Technologies, Inc., Case No. 25")]
    [('Taylor', 'ConverseNow Technologies, Inc.')]
    """
    if " v" not in text and " V" not in text and "In re" not in text and "In Re" not in text:
        return ()
    return tuple(_captions(text))


def _captions(text: str) -> Iterator[Caption]:
    for match in CAPTION.finditer(text):
        if match["re"]:
            yield Caption(*match.span(), "", "", False)
            continue
        start = match.start("left")
        lead = _LEADING.match(match["left"])
        if lead and match["left"][lead.end() :].strip():
            start += lead.end()
        left, right = text[start : match.end("left")], match["right"].rstrip(",")
        if not re.search(r"[A-Za-z]", left) or left.lower() in ("the", "studios", "authors", "artists", "publishers"):
            continue
        end = match.start("right") + len(right)
        yield Caption(start, end, left, right, bool(PRECEDENT.search(text[max(0, start - 60) : start])))
