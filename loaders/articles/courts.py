"""Which court a text names: the curated courts by their names, and US federal courts by district, city or citation.

US courts have CourtListener's ids. A city decides where it can: "San Francisco federal court" is cand. "A California
federal court" is one of four, so it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import yaml

from loaders.articles.names import DATA
from loaders.articles.patterns import pattern

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

DISTRICT = pattern(
    "US district court by its district",
    rf"""(?:(?:the )?(?:U\.?S\.?
        |United States) District Court,? (?:for |in |of )?(?:the )?)?\b(?P<direction>North|South|East|West
        |Cent|Midd)(?:ern|ral|le) District (?:Court )?(?:of |in )?(?P<state>{_STATE})
    |(?:(?:the )?(?:U\.?S\.?
    |United States) District Court,? (?:for |in |of )?(?:the )?)?\bDistrict of (?P<single>{_STATE}|Columbia)
    |\bdistrict (?P<fr>nord|sud|est|ouest|central) (?:de la |de |du |d')(?P<frstate>Californie|New York|Illinois)""",
    matches=(
        "U.S. District Court for the Northern District of California",
        "the Western District of Washington",
        "district nord de Californie",
    ),
    ignores=("a California federal court", "a district of shops"),
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
    rf"""\b(?:(?:[Ff]ederal|[Dd]istrict|U\.?S\.?) (?:[Dd]istrict )?(?:[Cc]ourt|[Jj]udge
        |jury)(?:house)?(?: judge)?(?: (?:[A-Z][a-z]+|[A-Z]\.)(?: [A-Z][\w.'-]+){{0,3}})?,? (?:in|of|at|sitting in) (?:downtown )?(?P<a>{_CITY})(?!\w)
        |(?:the |in |a )(?P<b>{_CITY})(?:, (?:{_STATE}),?|'s)?,? (?:federal|U\.?S\.? [Dd]istrict
        |[Dd]istrict) (?:[Dd]istrict )?(?:[Cc]ourt|[Jj]udge)
    |(?:court|judge|jury|proceedings|lawsuit|suit) in (?P<c>{_CITY})(?!\w)|\b(?P<d>{_CITY})(?:, (?:{_STATE}),?|'s)? (?:federal (?:court|judge)|court|case
    |suit|lawsuit|litigation|docket|judge|jury)\b
    |[Dd]ocket (?:note|entry|filing)? ?in (?P<e>{_CITY})(?!\w)|\bIn (?P<f>{_CITY}),[^.;]{{0,60}}\b[Jj]udge\b)""",
    matches=(
        "federal court in San Jose, California",
        "a court in Nashville want",
        "in the San Jose, California, federal court",
        "US District Court judge in San Francisco",
        "federal court of San Jose",
        "U.S. District Judge Ann B. Roe in Oakland",
        "leaves the Boston case",
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
COUNTY = pattern(
    "superior court of a Californian county",
    r"""(?P<a>(?:Los Angeles|San Francisco|San Diego|Santa Clara|San Mateo|Alameda|Orange
        |Sacramento))(?: County)?(?:'s)? Superior Court|Superior Court (?:of|in
        |for) (?:the )?(?:State of )?(?:California,? )?(?:for the )?(?:County of )?(?P<b>Los Angeles
        |San Francisco|San Diego|Santa Clara|San Mateo|Alameda|Orange|Sacramento)(?: County)?|(?:state
        |California) (?:superior )?court in (?P<c>Los Angeles|San Francisco|San Diego|Santa Clara)""",
    matches=("Santa Clara County Superior Court", "Superior Court of California, County of San Francisco"),
    ignores=("Ontario Superior Court",),
    flags=0,
)
_COUNTY_IDS = {"San Francisco": "casfsuper", "San Diego": "casdsuper", "Santa Clara": "casantaclarasuper"}

# Courts of other countries as news names them. Ids are those of loaders/data/courts.yaml where it has the court.
_ABROAD = {
    "gb-ewhc": (
        r"High Court of Justice(?! of)|(?:London|British|UK|English|England)(?:'s)? High Court"
        r"|High Court (?:in|of) (?:London|England)|London (?:court|judge)\b|EWHC\b"
    ),
    "de-lg-muenchen": (
        r"(?:Land|Bezirks)gericht(?:s)? München(?: I\b)?|LG München(?: I\b)?|Münchner Landgericht"
        r"|Munich (?:I )?(?:Regional|District) Court|(?:Regional|District) Court (?:of|in) Munich"
        r"|(?:regional |district )?court in Munich|Munich court\b|tribunal (?:régional )?de Munich|ミュンヘン地裁"
        r"|ミュンヘン地方裁判所"
    ),
    "de-lg-hamburg": (
        r"Landgericht(?:s)? Hamburg|LG Hamburg|Hamburger Landgericht|Hamburg (?:Regional|District) Court"
        r"|(?:Regional|District) Court (?:of|in) Hamburg|(?:regional |district )?court in Hamburg"
    ),
    "de-olg-hamburg": (
        r"(?:Hanseatische[sn]? )?Oberlandesgericht(?:s)? (?:in )?Hamburg|OLG Hamburg"
        r"|(?:Hanseatic )?Higher Regional Court (?:of |in )?(?:\(OLG\) )?(?:of )?Hamburg"
        r"|Hamburg Higher Regional Court|Hanseatic Higher Regional Court|Hanseatisches Oberlandesgericht"
    ),
    "de-olg-koeln": (
        r"Oberlandesgericht(?:s)? Köln|OLG Köln|Cologne Higher Regional Court|Higher Regional Court (?:of"
        r"|in) Cologne"
    ),
    "in-dlhc": r"Delhi High Court|High Court (?:of|in) (?:New )?Delhi|court in New Delhi|New Delhi court\b",
    "in-bomhc": r"Bombay High Court|High Court (?:of|in|at) Bombay",
    "ca-onsc": r"(?:Ontario|Toronto)(?:'s)? Superior Court(?: of Justice)?|Superior Court of (?:Justice (?:of|in) )?Ontario",
    "ca-bcsc": r"British Columbia(?:'s)? Supreme Court|B\.C\. Supreme Court|Supreme Court of British Columbia",
    "jp-tokyo-dc": (
        r"東京地裁|東京地方裁判所|Tokyo District Court|District Court (?:of|in) Tokyo|(?:district )?court in Tokyo"
        r"|tribunal de Tokyo"
    ),
    "fr-tj-paris": (
        r"[Tt]ribunal judiciaire de Paris|Paris (?:Judicial|judicial) (?:Court|court|tribunal)"
        r"|(?:judicial )?court in Paris|[Jj]udicial [Cc]ourt of Paris|[Tt]ribunal de Paris|Paris court\b"
    ),
    "dk-copenhagen-city": r"Copenhagen City Court|City Court of Copenhagen|Københavns Byret|court in Copenhagen",
    "cjeu": (
        r"Court of Justice of the European Union|European Court of Justice|EU Court of Justice"
        r"|Court of Justice of the EU|\bCJEU\b|\bECJ\b|Europäische[rnm]? Gerichtshof(?:s|es)?|\bEuGH\b"
        r"|Cour de justice de l'Union européenne|\bCJUE\b|EU司法裁判所"
    ),
    "kr-seoul-central-dc": r"Seoul Central District Court",
    "kr-seoul-eastern-dc": r"Seoul Eastern District Court",
    "cn-beijing-internet": r"Beijing Internet Court",
    "cn-guangzhou-internet": r"Guangzhou Internet Court",
    "cn-hangzhou-internet": r"Hangzhou Internet Court",
    "nl-rb-amsterdam": r"Rechtbank Amsterdam|Amsterdam District Court|(?:district )?court in Amsterdam",
    "ie-high-court": r"(?:Irish|Ireland's|Dublin) High Court|High Court (?:of Ireland|in Dublin)",
    "it-trib-roma": r"Tribunale di Roma|Court of Rome|(?:court|tribunal) in Rome",
    "br-tjsp": r"Tribunal de Justiça de São Paulo|court in São Paulo",
}
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
    if name.startswith("Superior Court of Qu"):
        yield "Cour supérieure du Québec"
        yield "Cour supérieure"


ABROAD = pattern(
    "court outside the US",
    "|".join(f"(?P<{id.replace('-', '_')}>{names})" for id, names in _ABROAD.items()),
    matches=(
        "Landgericht München I",
        "the High Court of Justice in London",
        "東京地裁",
        "Delhi High Court",
        "Copenhagen City Court",
    ),
    ignores=("the high court of public opinion", "München leuchtet"),
    flags=0,
)
_COURT_WORD = re.compile(
    r"[Cc]ourt|judge|gericht|EWHC|LG |OLG |地裁|裁判所|CJEU|ECJ|EuGH|CJUE|[Tt]ribuna|\bHC\b|[Cc]our\b|Rechtbank|Byret"
)
_BRITISH = re.compile(r"\b(?:London|UK|U\.K\.|England|British|Britain)\b")
_HIGH_COURT = re.compile(r"\b(?:the|The) High Court\b(?! of| in)")


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
    found.setdefault("de-olg-hamburg", Court("de-olg-hamburg", "Hanseatisches Oberlandesgericht Hamburg", "DE"))
    return found


def named_courts(text: str, british: bool = False) -> list[CourtName]:
    """The courts that cleaned text names, in order, none overlapping.

    Args:
        british: the article is about a case in Britain, so that "the High Court" is London's.
    """
    found = sorted((*_federal(text), *_others(text, british)), key=lambda each: (each.start, -each.end))
    kept: list[CourtName] = []
    for each in found:
        if kept and each.start < kept[-1].end:
            continue
        kept.append(each)
    return kept


def is_british(text: str) -> bool:
    """Whether a text speaks of Britain, so that "the High Court" is the one in London."""
    return bool(_BRITISH.search(text))


def _federal(text: str) -> Iterator[CourtName]:
    for match in DISTRICT.finditer(text.title() if text.isupper() else text):
        if match["single"]:
            letters, _, districts = _STATES.get(match["single"], ("dc", "", {"": ""}))
            if "" in districts:
                yield CourtName(*match.span(), f"{letters}d")
            continue
        state = match["state"] or {"Californie": "California"}.get(match["frstate"], match["frstate"])
        direction = match["direction"][0].lower() if match["direction"] else _FRENCH[match["fr"]]
        letters, _, districts = _STATES[state]
        if direction in districts:
            yield CourtName(*match.span(), f"{letters}{direction}d")
    for match in CITED.finditer(text):
        if match["dc"]:
            yield CourtName(*match.span(), "dcd")
        elif match["sdny"]:
            yield CourtName(*match.span(), f"ny{match['sdny'].lower()}d")
        else:
            named = match["state"] or match["single"]
            letters, districts = next((s[0], s[2]) for full, s in _STATES.items() if named in (s[1], full))
            direction = (match["d"] or "").lower()
            if direction in districts:
                yield CourtName(*match.span(), f"{letters}{direction}d")
    for match in BY_CITY.finditer(text):
        city = next(city for city in match.groups() if city)
        yield CourtName(*match.span(), _CITIES[city])
    for match in BY_STATE.finditer(text):
        letters, _, districts = _STATES[match["a"] or match["b"]]
        if "" in districts:
            yield CourtName(*match.span(), f"{letters}d")
    for match in CIRCUIT.finditer(text):
        number = match["number"] or _ORDINALS.get((match["word"] or "").lower())
        yield CourtName(*match.span(), f"ca{number}" if number else "cadc" if match["dc"] else "cafc")


def _others(text: str, british: bool) -> Iterator[CourtName]:
    for match in COUNTY.finditer(text):
        yield CourtName(*match.span(), _COUNTY_IDS.get(match["a"] or match["b"] or match["c"], ""))
    for match in ABROAD.finditer(text) if _COURT_WORD.search(text) else ():
        yield CourtName(*match.span(), (match.lastgroup or "").replace("_", "-"))
    for match in _curated().finditer(text) if _COURT_WORD.search(text) else ():
        yield CourtName(*match.span(), (match.lastgroup or "").replace("_", "-"))
    if british:
        for match in _HIGH_COURT.finditer(text):
            yield CourtName(*match.span(), "gb-ewhc")
