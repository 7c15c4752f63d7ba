"""Names of companies, organisations, AI systems and data sets: an Aho–Corasick automaton over the curated records.

The automaton finds every known name in one pass; the longest name at a place counts, so "Warner Bros. Discovery" is one
company and "GitHub Copilot" is a product and no mention of GitHub.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from ahocorasick_rs import AhoCorasick

DATA = Path(__file__).parent.parent / "data"
NAMES = Path(__file__).parent / "names.yaml"

BODY, SYSTEM, DATASET, KNOWN, GUESSED = "body", "system", "dataset", "known", "guessed"
"""Kinds of names: of a record's body, of a system, of a data set, of a company that no record is about, and of one that only
its look or the words beside it make a company."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text. `id` is the record's, empty for a company that no record is about; `full` as it is known."""

    start: int
    end: int
    kind: str
    id: str
    text: str


_SUFFIX = re.compile(
    r",? (?:Inc|Incorporated|LLC|L\.L\.C|LLLP|Corp|Corporation|Company|Co|Ltd|Limited|plc|PLC|PBC|LP|L\.P"
    r"|GmbH|AG|SE|S\.A|SA|S\.p\.A|N\.V|NV|B\.V|Kft|A/S|UAB"
    r"|Pte\. Ltd|Pte|Private Limited|e\.V|Holdings|Holding|KGaA)\.?$"
)
_PRODUCT_AFTER = re.compile(
    r" (?:Meet|Teams|Search|Maps|Docs|Drive|Play|Translate|Assistant|Photos|Chrome|Workspace|Office|Word"
    r"|Excel|Outlook|Azure|Prime|Music|Pay|Watch|TV|Store|Books|News|Scholar|AI Studio|Home|Pixel|Echo"
    r"|Alexa|Copilot|Gemini|Ventures|Cloud)\b"
)
_WORD = re.compile(r"\w")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def short_form(name: str) -> str:
    """A company's name as people say it: without its legal form, a leading article and remarks in brackets.

    >>> short_form("The Walt Disney Company"), short_form("Getty Images (US), Inc.")
    ('Walt Disney', 'Getty Images')
    """
    name = re.sub(r" ?\([^)]*\)", "", name).strip()
    while (shorter := _SUFFIX.sub("", name)) != name:
        name = shorter.rstrip(" ,&")
    return name.removeprefix("The ")


def _unpunctuated(name: str) -> str:
    """A name with its legal form as news writes it: "OpenAI, L.P." becomes "OpenAI LP"."""
    return re.sub(r"[.,](?= |$)", "", re.sub(r"\bL\.(?:L\.)?[CP]\.", lambda form: form[0].replace(".", ""), name))


@cache
def _read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), yaml.CSafeLoader) or []  # a safe loader, in C


@dataclass(frozen=True, slots=True)
class Body:
    """A company, organisation or public body of the curated records."""

    id: str
    name: str
    type: str
    group: str


@cache
def bodies() -> dict[str, Body]:
    """The curated companies, organisations and public bodies by id."""
    return {
        each["id"]: Body(each["id"], each["name"], each.get("type", "company"), each.get("group", ""))
        for each in _read(DATA / "companies.yaml")
    }


@cache
def _spellings() -> dict[str, tuple[str, str]]:
    """Every spelling of a name, as cleaned text has it, with the name's kind and id."""
    extra = _read(NAMES)
    words = set(extra["words"])
    found: dict[str, tuple[str, str]] = {}

    def add(text: str, kind: str, id: str) -> None:
        if len(text) >= 2 and text not in words:
            found.setdefault(text, (kind, id))

    companies = _read(DATA / "companies.yaml")
    for each in companies:  # names in full come before shortened ones, groups before their entities
        for name in (each["name"], *each.get("aliases", ()), *each.get("former_names", ())):
            add(name, BODY, each["id"])
            add(_unpunctuated(name), BODY, each["id"])
    for id, names in extra["also"].items():
        for name in names:
            add(name, BODY, id)
    for each in sorted(companies, key=lambda each: bool(each.get("group"))):
        for name in (each["name"], *each.get("aliases", ())):
            add(short_form(name), BODY, each["id"])
    for text, (_, id) in list(found.items()):
        if not re.search(r"(?:Inc|Corp|LLC|Ltd|PBC|LP|Limited|Corporation|Company)\.?$", text) and text[0].isupper():
            for suffix in (
                ", Inc.",
                " Inc.",
                " Inc",
                " Corp.",
                " Corp",
                ", LLC",
                " LLC",
                " PBC",
                ", Ltd.",
                " Ltd.",
                " Ltd",
                " Limited",
                " LP",
                " Co.",
                " Corporation",
                " Company",
                " GmbH",
            ):
                add(text + suffix, BODY, id)
    for file, kind in (("systems.yaml", SYSTEM), ("datasets.yaml", DATASET)):
        for each in _read(DATA / file):
            for name in (each["name"], *each.get("aliases", ())):
                add(name, kind, each["id"])
    for name in extra["known"]:
        add(name, KNOWN, "")
    for text, named in list(found.items()):  # court papers write names in capitals
        if len(text) > 3 and text.isascii() and named[0] == BODY:
            found.setdefault(text.upper(), named)
    return {text.translate({ord("’"): "'"}): named for text, named in found.items()}


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    """The automaton of all spellings, and the kind and id of each."""
    return AhoCorasick(_spellings()), tuple(_spellings().values())


def names(text: str) -> list[Name]:
    """Every known name in cleaned text, none overlapping, in order."""
    automaton, named = _automaton()
    hits = [
        (start, -end, *named[which])
        for which, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if _bounded(text, start, end)
    ]
    found: list[Name] = []
    for start, minus_end, kind, id in sorted(hits):
        end = -minus_end
        if found and start < found[-1].end:
            continue
        if kind == BODY and _PRODUCT_AFTER.match(text, end):
            kind, id = SYSTEM, ""
        found.append(Name(start, end, kind, id, text[start:end]))
    return found


def _bounded(text: str, start: int, end: int) -> bool:
    if _CJK.match(text, start):
        return True
    if start and (_WORD.match(text[start - 1]) or text[start - 1] in "@#/.-") and not _CJK.match(text, start - 1):
        return False
    if end < len(text) and _WORD.match(text[end]) and not _CJK.match(text, end):
        return False
    # a domain ("openai.com") or a compound ("Google-like") is no mention; "Microsoft-owned" is read by its own pattern
    return not re.match(r"\.[a-z]{2,}\b|-(?:like|style|esque)\b", text[end : end + 8])


@cache
def ai_makers() -> frozenset[str]:
    """Bodies whose whole business is AI: a suit against one is about AI even where the text does not say the word."""
    return frozenset(_read(NAMES)["ai_makers"])


@cache
def ai_spellings() -> frozenset[str]:
    """Every spelling of an AI system, and of a body whose whole business is AI, that begins with no other one of them."""
    known = sorted(text for text, (kind, id) in _spellings().items() if kind == SYSTEM or id in ai_makers())
    found: list[str] = []
    for text in known:
        if not found or not re.match(re.escape(found[-1]) + r"(?!\w)", text):
            found.append(text)
    return frozenset(found)


@cache
def system_makers() -> frozenset[str]:
    """Bodies that make an AI system of the records, and those whose whole business is AI."""
    return ai_makers() | {each["developer"] for each in _read(DATA / "systems.yaml") if each.get("developer")}


@cache
def dataset_kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of data in each curated data set, by its id."""
    return {each["id"]: tuple(each.get("data") or ()) for each in _read(DATA / "datasets.yaml")}


def group_of(id: str) -> str:
    """The group that a legal entity belongs to, or the body itself."""
    body = bodies().get(id)
    return body.group if body and body.group else id
