"""Which court a text names: the curated courts by their names, and US federal courts by district, city or citation.

US courts have CourtListener's ids. A city decides where it can: "San Francisco federal court" is cand. "A California
federal court" is one of four, so it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import yaml

from loaders.articles.courts_abroad import known_abroad, named_abroad
from loaders.articles.names import DATA
from loaders.articles.patterns import pattern
from loaders.ids import slug

# State: CourtListener's letters, the form in citations, the districts (first letters; none for a state of one district),
# and cities where federal courts sit, by district.
_STATES: dict[str, tuple[str, str, dict[str, str]]] = {
    "Alabama": ("al", "Ala.", {"n": "Birmingham", "m": "", "s": "Mobile"}),
    "Alaska": ("ak", "Alaska", {"": "Anchorage"}),
    "Arizona": ("az", "Ariz.", {"": "Phoenix|Tucson"}),
    "Arkansas": ("ar", "Ark.", {"e": "Little Rock", "w": "Fayetteville, Arkansas"}),
    "California": (
        "ca",
        "Cal.",
        {"n": "San Francisco|San Jose|Oakland", "c": "Los Angeles|Santa Ana", "e": "Sacramento|Fresno", "s": "San Diego"},
    ),
    "Colorado": ("co", "Colo.", {"": "Denver"}),
    "Connecticut": ("ct", "Conn.", {"": "New Haven|Bridgeport"}),
    "Delaware": ("de", "Del.", {"": "Wilmington"}),
    "Florida": ("fl", "Fla.", {"n": "Tallahassee", "m": "Tampa|Orlando|Jacksonville", "s": "Miami|Fort Lauderdale"}),
    "Georgia": ("ga", "Ga.", {"n": "Atlanta", "m": "", "s": "Savannah"}),
    "Hawaii": ("hi", "Haw.", {"": "Honolulu"}),
    "Idaho": ("id", "Idaho", {"": "Boise"}),
    "Illinois": ("il", "Ill.", {"n": "Chicago", "c": "", "s": ""}),
    "Indiana": ("in", "Ind.", {"n": "South Bend", "s": "Indianapolis"}),
    "Iowa": ("ia", "Iowa", {"n": "Cedar Rapids", "s": "Des Moines"}),
    "Kansas": ("ks", "Kan.", {"": "Wichita"}),
    "Kentucky": ("ky", "Ky.", {"e": "", "w": "Louisville"}),
    "Louisiana": ("la", "La.", {"e": "New Orleans", "m": "Baton Rouge", "w": "Shreveport"}),
    "Maine": ("me", "Me.", {"": "Bangor"}),
    "Maryland": ("md", "Md.", {"": "Baltimore|Greenbelt"}),
    "Massachusetts": ("ma", "Mass.", {"": "Boston"}),
    "Michigan": ("mi", "Mich.", {"e": "Detroit|Ann Arbor", "w": "Grand Rapids"}),
    "Minnesota": ("mn", "Minn.", {"": "Minneapolis|St. Paul"}),
    "Mississippi": ("ms", "Miss.", {"n": "", "s": ""}),
    "Missouri": ("mo", "Mo.", {"e": "St. Louis", "w": "Kansas City"}),
    "Montana": ("mt", "Mont.", {"": "Missoula|Butte"}),
    "Nebraska": ("ne", "Neb.", {"": "Omaha"}),
    "Nevada": ("nv", "Nev.", {"": "Las Vegas|Reno"}),
    "New Hampshire": ("nh", "N.H.", {"": "Concord, New Hampshire"}),
    "New Jersey": ("nj", "N.J.", {"": "Newark|Trenton|Camden"}),
    "New Mexico": ("nm", "N.M.", {"": "Albuquerque"}),
    "New York": (
        "ny",
        "N.Y.",
        {"n": "Albany|Syracuse", "s": "Manhattan|White Plains", "e": "Brooklyn|Central Islip", "w": "Buffalo"},
    ),
    "North Carolina": ("nc", "N.C.", {"e": "Raleigh", "m": "Greensboro", "w": "Charlotte|Asheville"}),
    "North Dakota": ("nd", "N.D.", {"": "Fargo"}),
    "Ohio": ("oh", "Ohio", {"n": "Cleveland|Akron", "s": "Cincinnati"}),
    "Oklahoma": ("ok", "Okla.", {"e": "", "n": "Tulsa", "w": "Oklahoma City"}),
    "Oregon": ("or", "Or.", {"": "Portland, Oregon"}),
    "Pennsylvania": ("pa", "Pa.", {"e": "Philadelphia", "m": "Harrisburg", "w": "Pittsburgh"}),
    "Puerto Rico": ("pr", "P.R.", {"": "San Juan"}),
    "Rhode Island": ("ri", "R.I.", {"": "Providence"}),
    "South Carolina": ("sc", "S.C.", {"": "Charleston, South Carolina"}),
    "South Dakota": ("sd", "S.D.", {"": "Sioux Falls"}),
    "Tennessee": ("tn", "Tenn.", {"e": "Knoxville|Chattanooga", "m": "Nashville", "w": "Memphis"}),
    "Texas": (
        "tx",
        "Tex.",
        {"n": "Dallas|Fort Worth", "s": "Houston", "e": "Marshall, Texas|Tyler, Texas", "w": "Austin|San Antonio|Waco"},
    ),
    "Utah": ("ut", "Utah", {"": "Salt Lake City"}),
    "Vermont": ("vt", "Vt.", {"": "Burlington"}),
    "Virginia": ("va", "Va.", {"e": "Alexandria|Norfolk|Richmond", "w": "Roanoke"}),
    "Washington": ("wa", "Wash.", {"e": "Spokane", "w": "Seattle|Tacoma"}),
    "West Virginia": ("wv", "W. Va.", {"n": "", "s": ""}),
    "Wisconsin": ("wi", "Wis.", {"e": "Milwaukee", "w": "Madison"}),
    "Wyoming": ("wy", "Wyo.", {"": "Cheyenne"}),
}
_DIRECTIONS = {"n": "Northern", "s": "Southern", "e": "Eastern", "w": "Western", "c": "Central", "m": "Middle"}
_FRENCH = {"nord": "n", "sud": "s", "est": "e", "ouest": "w", "central": "c"}
_STATE = "|".join(sorted(_STATES, key=len, reverse=True))
_ABBREVIATED = "|".join(re.escape(short) for _, short, _ in _STATES.values())
_ABBREVIATED_SINGLE = "|".join(re.escape(short) for _, short, districts in _STATES.values() if "" in districts)
_CITIES = {
    city: letters + direction + "d"
    for letters, _, districts in _STATES.values()
    for direction, cities in districts.items()
    for city in cities.split("|")
    if city
}
_CITIES |= {"Washington, D.C.": "dcd", "Washington, DC": "dcd", "Washington D.C.": "dcd"}
_CITY = "|".join(re.escape(city) for city in sorted(_CITIES, key=len, reverse=True))
_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
    "eleventh": "11",
}

_SIDE = r"(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]ent|[Mm]idd)(?:ern|ral|le)"
DISTRICT = pattern(
    "US district court by its district",
    rf"""(?:(?:the )?(?:U\.?S\.?
        |United States) District Court,? (?:for |in |of )?(?:the )?)?\b(?P<direction>North|South|East|West
        |Cent|Midd)(?:ern|ral|le) District(?: Court)?,? (?:of |in |for )?(?P<state>{_STATE})
    |(?:(?:the )?(?:U\.?S\.?
    |United States) District Court,? (?:for |in |of )?(?:the )?)?\bDistrict of (?P<single>{_STATE}|Columbia)
    |\b[Dd]istrict (?P<fr>[Nn]ord|[Ss]ud|[Ee]st|[Oo]uest|[Cc]entral) (?:de la |de l'|de |du |d')(?P<frstate>Californie|New York|Illinois)""",
    matches=(
        "U.S. District Court for the Northern District of California",
        "the Western District of Washington",
        "Northern District, California",
        "district nord de Californie",
    ),
    ignores=("a California federal court", "a district of shops"),
    flags=0,
)
REGION = pattern(
    "US district court by a part of a state",
    rf"""\b(?:(?P<a>{_STATE})(?:'s)? (?P<aside>{_SIDE}) (?:(?:federal|judicial) )*[Dd]istrict
        |(?P<b>{_STATE})(?:'s)? (?:federal |U\.?S\.? |district )+court(?:house)?,? (?:for |in |of )?(?:the )?(?P<bside>{_SIDE}) [Dd]istrict
        |(?P<cside>{_SIDE}) (?:federal )?[Dd]istrict (?:court )?(?:of|in) (?P<c>{_STATE})
        |(?P<dside>{_SIDE}) (?P<d>{_STATE})(?:'s)? (?:federal|U\.?S\.?|district) (?:district )?(?:court|judge)
        |(?:federal|U\.?S\.?|district|(?:to|in|before|a)) (?:district )?(?:court|judge|bench)(?:house)?,? (?:for|in|of) (?P<eside>{_SIDE}) (?P<e>{_STATE}))\b""",
    matches=(
        "New York's southern federal district",
        "California federal court, Northern District",
        "the southern district of New York",
        "a federal court in Northern California",
        "has gone to court in northern California",
    ),
    ignores=("a factory in Northern California", "Northern Illinois University", "California federal court"),
    flags=0,
)
CITED = pattern(
    "US district court as a citation writes it",
    rf"""\b(?:(?P<d>[NSEWCM])\. ?D\. ?(?:of )?(?P<state>{_ABBREVIATED}|{_STATE})|(?P<sdny>[SEWN])\.?D\.?N\.?Y\b\.?
        |\bD\. ?(?P<single>{_ABBREVIATED_SINGLE})|\b(?P<dc>D\.D\.C\.))""",
    matches=("(N.D. Cal. Aug. 11, 2025)", "S.D.N.Y.", "D. Mass.", "N.D. California"),
    ignores=("Ph.D. California",),
    flags=0,
)
BY_CITY = pattern(
    "US federal court by its city",
    rf"""\b(?:(?:[Ff]ederal|[Dd]istrict|U\.?S\.?) (?:[Dd]istrict |[Mm]agistrate )?(?:[Cc]ourt|[Jj]udge|bench
        |jury)(?:house)?s?(?: judge)?(?: (?:[A-Z][a-z]+|[A-Z]\.)(?: [A-Z][\w.'-]+){{0,3}})?,? (?:over )?(?:in|of|at|for|sitting in) (?:downtown )?(?P<a>{_CITY})(?!\w)
        |(?:the |in |a |before |to )?(?P<b>{_CITY})(?:, (?:{_STATE}),?|'s)?,? (?:federal|U\.?S\.? [Dd]istrict
        |[Dd]istrict) (?:[Dd]istrict )?(?:[Cc]ourt|[Jj]udge|bench|jury)
    |(?:courts?|courthouse|judges?|jury|proceedings|lawsuit|suit) in (?P<c>{_CITY})(?!\w)|\b(?P<d>{_CITY})(?:, (?:{_STATE}),?|'s)? (?:federal (?:court|judge)|court|case
    |suit|lawsuit|litigation|docket|judge|jury)\b
    |[Jj]udge(?: [A-Z][\w.'-]*){{1,4}}?,? (?:(?:up|over|down|sitting|who sits|based) )?in (?P<i>{_CITY})(?!\w)
    |[Dd]ocket (?:note|entry|filing)? ?in (?P<e>{_CITY})(?!\w)|\bIn (?P<f>{_CITY}),[^.;]{{0,60}}\b[Jj]udge\b
    |\d\d-cv-\d{{3,6}},? (?:is |pending )?(?:in|at) (?P<g>{_CITY})(?!\w)
    |(?:Bundes(?:bezirks)?gericht|US-(?:Bundes|Bezirks)gericht|Bezirksgericht|tribunal fédéral|cour fédérale|juge fédérale?) (?:in|von|de|à) (?P<h>{_CITY})(?!\w))""",
    matches=(
        "federal court in San Jose, California",
        "a court in Nashville want",
        "in the San Jose, California, federal court",
        "US District Court judge in San Francisco",
        "federal court of San Jose",
        "U.S. District Judge Ann B. Roe in Oakland",
        "leaves the Boston case",
        "before federal judges in San Jose",
        "it's No. 3:31-cv-04557, in San Francisco",
        "vor einem US-Bundesgericht in Seattle",
        "Judge William Orrick, in San Francisco, left",
        "Judge Jon Tigar, up in Oakland",
    ),
    ignores=("an office in San Francisco", "court of San Marino"),
    flags=0,
)
BY_STATE = pattern(
    "US federal court in a state",
    rf"""\b(?:(?P<a>{_STATE})(?:'s)? federal (?:district )?court|federal (?:district )?(?:court|judge
        |jury) in (?P<b>{_STATE})\b(?! City))""",
    matches=("a Delaware federal court", "a federal court in Delaware"),
    ignores=("Delaware law", "federal law in Delaware"),
    flags=0,
)
CIRCUIT = pattern(
    "US court of appeals",
    r"""\b(?:(?P<word>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh)
        |(?P<number>\d{1,2})(?:st|nd|rd|th|d)) (?:U\.?S\.? )?Cir(?:cuit\b|\.)|\b(?P<dc>D\.?C\.?) Circuit\b
        |\b(?P<fed>Federal|Fed\.) Cir(?:cuit\b|\.)""",
    matches=("the Third Circuit", "9th U.S. Circuit Court of Appeals", "the 3d Cir.", "the D.C. Circuit"),
    ignores=("the court circuit", "a short circuit"),
    flags=0,
)
_COUNTIES = r"Los Angeles|San Francisco|San Diego|Santa Clara|San Mateo|Alameda|Orange|Sacramento|Contra Costa|Riverside|Ventura|Marin|Sonoma"
COUNTY = pattern(
    "superior court of a Californian county",
    rf"""(?P<a>(?:{_COUNTIES}))(?: County)?(?:'s)? Superior Court|Superior Court,? (?:of|in
        |for) (?:the )?(?:State of )?(?:California,? )?(?:for |in and for )?(?:the )?(?:County of )?(?P<b>{_COUNTIES})(?: County)?|(?:state
        |California) (?:superior )?court in (?P<c>Los Angeles|San Francisco|San Diego|Santa Clara)""",
    matches=("Santa Clara County Superior Court", "Superior Court of California, County of San Francisco"),
    ignores=("Ontario Superior Court",),
    flags=0,
)
_COUNTY_IDS = {"San Francisco": "casfsuper", "San Diego": "casdsuper", "Santa Clara": "casantaclarasuper"}

_TURNED = re.compile(
    r"((?:Supreme|High|Superior|District|City|Regional|Higher Regional) Court) of (.+)|(.+) ((?:Supreme|High|Superior) Court)"
)
_COUNTY_NAME = re.compile(r"(?:County of ([A-Z][a-z]+(?: [A-Z][a-z]+)?)$|\b([A-Z][a-z]+) County\b|^(Franklin) Circuit)")


@cache
def _curated() -> re.Pattern[str]:
    """The courts of courts.yaml that are no federal ones of the US, by their names, aliases and what news makes of them."""
    ways: dict[str, str] = {}
    for each in yaml.load((DATA / "courts.yaml").read_bytes(), yaml.CSafeLoader):
        if each["id"].endswith("-unknown") or (each.get("country") == "US" and len(each["id"]) <= 5):
            continue
        for name in (each["name"], *(each.get("aliases") or ())):
            if "(" not in name:
                ways |= dict.fromkeys(map(re.escape, _ways(name)), each["id"])
        for match in _COUNTY_NAME.finditer(each["name"]):
            county = next(filter(None, match.groups()))
            ways[rf"{county} County(?:'s)? (?:\w+ )?[Cc]ourt"] = each["id"]
            ways[rf"(?:Superior|District|Circuit|Judicial District) Court,? (?:of |in |for )?(?:the )?{county} County"] = (
                each["id"]
            )
    ordered = sorted(ways, key=len, reverse=True)
    groups: dict[str, list[str]] = {}
    for way in ordered:
        groups.setdefault(ways[way], []).append(way)
    parts = [f"(?P<{id.replace('-', '_')}>{'|'.join(found)})" for id, found in groups.items()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _ways(name: str) -> Iterator[str]:
    """A court's name, and the same turned round or shortened.

    >>> sorted(_ways("Supreme Court of British Columbia"))
    ['B.C. Supreme Court', 'British Columbia Supreme Court', "British Columbia's Supreme Court", 'Supreme Court of British Columbia']
    """
    yield name
    match = _TURNED.fullmatch(name)
    if match:
        kind, place = (match[1], match[2]) if match[1] else (match[4], match[3])
        for spelled in {place, place.replace("é", "e"), place.replace("British Columbia", "B.C.")}:
            yield f"{spelled} {kind}"
            if spelled != "B.C.":
                yield f"{spelled}'s {kind}"
        if kind == "High Court" and " " not in place:
            yield f"{place} HC"


_HERE = re.compile(r"\b(?:[Ff]ederal|U\.?S\.? [Dd]istrict) (?:[Dd]istrict )?(?:[Cc]ourt|[Jj]udge|[Jj]ury|courthouse)\b[^.;]{0,30}? here\b|\bjudge (?:\w+ )?(?:ruled|held|decided|said) here\b")
_DATELINE = re.compile(rf"(?i:(?P<city>{_CITY}))(?:, [A-Z][\w.]+)?(?: \([^()]{{1,40}}\))? ?(?:--|—|–|-|:) ")


def court_here(sentences: Sequence[str]) -> tuple[int, CourtName] | None:
    """A US federal court that a story only calls the one "here", and the number of the sentence: that of the city in its dateline."""
    place = next((match for text in sentences if (match := _DATELINE.match(text))), None)
    here = next(((number, match) for number, text in enumerate(sentences) if (match := _HERE.search(text))), None)
    if place is None or here is None:
        return None
    id = next(each for city, each in _CITIES.items() if city.lower() == place["city"].lower())
    return here[0], CourtName(*here[1].span(), id)


@dataclass(frozen=True, slots=True)
class CourtName:
    """A court named at a place; `id` empty where it is no court that we have an id for."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Court:
    """A court: its id, its full name, its country."""

    id: str
    name: str
    country: str


@cache
def courts() -> dict[str, Court]:
    """Every court that has an id: the curated ones, then all US federal courts."""
    found = {
        each["id"]: Court(each["id"], each["name"], each.get("country", ""))
        for each in yaml.load((DATA / "courts.yaml").read_bytes(), yaml.CSafeLoader)
    }
    for state, (letters, _, districts) in _STATES.items():
        for direction in districts:
            name = f"United States District Court for the {_DIRECTIONS[direction] + ' ' if direction else ''}District of {state}"
            found.setdefault(f"{letters}{direction}d", Court(f"{letters}{direction}d", name, "US"))
    for word, number in _ORDINALS.items():
        found.setdefault(
            f"ca{number}", Court(f"ca{number}", f"United States Court of Appeals for the {word.title()} Circuit", "US")
        )
    found.setdefault("cadc", Court("cadc", "United States Court of Appeals for the District of Columbia Circuit", "US"))
    found.setdefault("cafc", Court("cafc", "United States Court of Appeals for the Federal Circuit", "US"))
    for county in _COUNTIES.split("|"):
        id = f"us-ca-superior-{slug(county)}"
        found.setdefault(id, Court(id, f"Superior Court of California, County of {county}", "US"))
    for id, name, country in known_abroad():
        found.setdefault(id, Court(id, name, country))
    return found


@lru_cache(maxsize=512)  # a story is asked for its courts several times
def named_courts(text: str, high_court: str = "") -> tuple[CourtName, ...]:
    """The courts that cleaned text names, in order, none overlapping.

    Args:
        high_court: the id of the court that "the High Court" is in this article; empty where it is none.
    """
    if not _COURT_WORD.search(text):
        return ()
    found = sorted((*_federal(text), *_others(text, high_court)), key=lambda each: (each.start, -each.end))
    kept: list[CourtName] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            continue
        kept.append(each)
    return tuple(kept)


_COURT_WORD = re.compile(
    r"(?i)court|judge|gericht|EWHC|EWCA|\b[LOAV]L?G |地裁|高裁|裁判所|法院|법원|지법|CJEU|ECJ|EuGH|CJUE|tribuna|\bHC\b|\bcour\b|Rechtbank|Byret|distri[ck]t|[NSEWCM]\. ?D\."
    r"|\bD\. ?[A-Z]|[SEWN]\.?D\.?N\.?Y|Cir\.|circuit|bench|jury|juge|docket|law ?suit|\bsuit in|\d-cv-\d|proceedings in"
)
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
_LITTLE = frozenset({"OF", "FOR", "THE", "IN", "AND"})


def calm(text: str) -> str:
    """A text of the same length with words in capitals written as names: court papers shout.

    >>> calm("UNITED STATES DISTRICT COURT, NORTHERN DISTRICT OF CALIFORNIA")
    'United States District Court, Northern District of California'
    """
    return _SHOUTED.sub(lambda match: match[0].lower() if match[0] in _LITTLE else match[0].capitalize(), text)


def _federal(text: str) -> Iterator[CourtName]:
    if "DISTRICT" in text or ".D. " in text:
        text = (
            "".join(new if old.isupper() and new.islower() else old for old, new in zip(text, calm(text), strict=True))
            if "DISTRICT" in text
            else re.sub(r"(?<=[NSEWCM]\.D\. )[A-Z]+\b", lambda match: match[0].capitalize(), text)
        )
    for match in DISTRICT.finditer(text):
        if match["single"]:
            letters, _, districts = _STATES.get(match["single"], ("dc", "", {"": ""}))
            if "" in districts:
                yield CourtName(*match.span(), f"{letters}d")
            continue
        state = match["state"] or {"Californie": "California"}.get(match["frstate"], match["frstate"])
        yield from _district(
            state, match["direction"][0].lower() if match["direction"] else _FRENCH[match["fr"].lower()], match
        )
    for match in REGION.finditer(text):
        group = next(name for name in "abcde" if match[name])
        yield from _district(match[group], match[f"{group}side"][0].lower(), match)
    for match in CITED.finditer(text):
        if match["dc"]:
            yield CourtName(*match.span(), "dcd")
        elif match["sdny"]:
            yield CourtName(*match.span(), f"ny{match['sdny'].lower()}d")
        else:
            named = match["state"] or match["single"]
            state = next(full for full, each in _STATES.items() if named in (each[1], full))
            yield from _district(state, (match["d"] or "").lower(), match)
    for match in BY_CITY.finditer(text):
        city = next(city for city in match.groups() if city)
        yield CourtName(*match.span(), _CITIES[city])
    for match in BY_STATE.finditer(text):
        yield from _district(match["a"] or match["b"], "", match)
    for match in CIRCUIT.finditer(text):
        number = match["number"] or _ORDINALS.get((match["word"] or "").lower())
        yield CourtName(*match.span(), f"ca{number}" if number else "cadc" if match["dc"] else "cafc")


def _district(state: str, side: str, match: re.Match[str]) -> Iterator[CourtName]:
    """The court of a district, given by its first letter, where the state has such a one."""
    letters, _, districts = _STATES[state]
    if side in districts:
        yield CourtName(*match.span(), f"{letters}{side}d")


def _others(text: str, high_court: str) -> Iterator[CourtName]:
    for match in COUNTY.finditer(calm(text) if "SUPERIOR" in text else text):
        county = match["a"] or match["b"] or match["c"]
        yield CourtName(*match.span(), _COUNTY_IDS.get(county) or f"us-ca-superior-{slug(county)}")
    yield from (CourtName(*each) for each in named_abroad(text, high_court))
    for match in _curated().finditer(text):
        yield CourtName(*match.span(), (match.lastgroup or "").replace("_", "-"))
