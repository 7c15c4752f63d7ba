"""When two values mean the same: each function gives the credit of a predicted value beside the gold one, from 0 to 1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from loaders.articles.data_kinds import is_broader

Item = Mapping[str, Any]


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.load((Path(__file__).parent / "same.yaml").read_bytes(), yaml.CSafeLoader)
    rules["alias"] = {form: name for name, forms in rules["aliases"].items() for form in forms}
    rules["stance"] = {form: stance for stance, forms in rules["stances"].items() for form in forms}
    rules["forms"] = frozenset(rules["legal_forms"])
    rules["sets"] = [frozenset(each) for each in rules["near_causes"]]
    for name in ("courts", "statutes"):
        rules[name] = [(each["id"], re.compile(each["pattern"])) for each in rules[name]]
    return rules


def folded(text: object) -> str:
    """Lower case, with the width and the accents of Latin letters dropped; other scripts as they are.

    >>> folded("Société Ｇénérale")
    'societe generale'
    """
    letters = []
    for letter in unicodedata.normalize("NFKC", str(text)):
        base = unicodedata.normalize("NFD", letter)[0]
        letters.append(base if base.isascii() and base.isalpha() else letter)
    return "".join(letters).casefold().replace("ß", "ss")


# ---------------------------------------------------------------------------------------------------------------------
# Names and captions


def normal_name(value: object) -> str:
    """A name as names are compared; of an object, its `name`.

    A possessive, punctuation, a leading "the" and legal forms at the end are dropped, "&" is "and", initials are joined, and the
    aliases of `same.yaml` are one name.

    >>> normal_name("The New York Times Company"), normal_name({"name": "P.M."})
    ('new york times', 'pm')
    """
    if isinstance(value, Mapping):
        value = value.get("name") or ""
    return _normal_name(str(value))


@cache
def _normal_name(value: str) -> str:
    text = folded(value).replace("&", " and ").replace("’", "'")
    text = re.sub(r"'s\b", "", text)
    text = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", text)
    text = re.sub(r"\bet al\b\.?", " ", text)
    words = re.sub(r"[^\w]+", " ", text).replace("_", " ").split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and words[-1] in _rules()["forms"]:
        words.pop()
    name = " ".join(words)
    alias: str = _rules()["alias"].get(name, name)
    return alias


def name_credit(gold: object, predicted: object) -> float:
    """1 for the same name, or its last words alone (a surname); half for its first words, or 60 % of the words in common."""
    one, other = normal_name(gold), normal_name(predicted)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) < len(long):
        if long[-len(short) :] == short and len("".join(short)) > 2:
            return 1.0
        if long[: len(short)] == short:
            return 0.5
    return 0.5 if len({*short} & {*long}) >= 0.6 * len({*short, *long}) else 0.0


_VERSUS = re.compile(r"(?i)\s(v\.?|vs\.?|versus|\./\.|gegen|contre)\s")
_EMPTY_LEFT = frozenset("and of group music media inc".split())
_EMPTY_RIGHT = frozenset("and of group ai inc".split())
_EMPTY_TITLE = frozenset("in re litigation matter of the".split())


def caption_sides(caption: object) -> tuple[str, str] | None:
    """The two sides of "X v. Y"; None for another caption."""
    parts = _VERSUS.split(f" {caption} ", maxsplit=1)
    return (parts[0].strip(), parts[2].strip()) if len(parts) == 3 else None


def caption_credit(gold: object, predicted: object) -> float:
    """1 where both sides share a name, or a word that tells; of "In re X", where half of the words are shared."""
    if not gold or not predicted:
        return 0.0
    one, other = caption_sides(gold), caption_sides(predicted)
    if one and other:
        return float(_share(one[0], other[0], _EMPTY_LEFT) and _share(one[1], other[1], _EMPTY_RIGHT))
    if one or other:
        return 0.0
    words, others = _words(gold) - _EMPTY_TITLE, _words(predicted) - _EMPTY_TITLE
    return float(bool(words and others) and 2 * len(words & others) >= min(len(words), len(others)))


def _share(one: str, other: str, empty: frozenset[str]) -> bool:
    return bool(name_credit(one, other) or (_words(one) & _words(other)) - empty)


def _words(text: object) -> set[str]:
    return set(normal_name(text).split())


# ---------------------------------------------------------------------------------------------------------------------
# Dockets, courts, days, statutes

_LABEL = re.compile(r"^(case|docket|c\.a\.|civil action|aktenzeichen|az\.?|numbered|number|nos?\.?|:|#|\s)+")
_FEDERAL = re.compile(
    r"(?:(?P<office>\d{1,2}):)?(?:20)?(?P<year>\d{2})-?(?:(?P<type>cv|md|mdl|cr|mc)-?|-)0*(?P<number>\d{2,6})(?:-[a-z]{2,4}(?:-[a-z]{2,4})*)?"
)


def same_docket(gold: object, predicted: object) -> bool:
    """Whether year and number agree, and office and type where both give them; of other numbers, all letters and digits."""
    if not gold or not predicted:
        return False
    one, other = _docket(str(gold)), _docket(str(predicted))
    if isinstance(one, str) or isinstance(other, str):
        return bool(one) and one == other
    return (one["year"], one["number"]) == (other["year"], other["number"]) and all(
        not one[part] or not other[part] or one[part] == other[part] for part in ("office", "type")
    )


def _docket(text: str) -> re.Match[str] | str:
    plain = _LABEL.sub("", text.strip().lower()).replace("–", "-").replace("‑", "-")
    return _FEDERAL.fullmatch(plain.replace(" ", "")) or re.sub(r"[^\w]+", "", plain)


def normal_court(value: object) -> str | None:
    """The id of a court that is named or printed; of one that no rule knows, its text."""
    if not value:
        return None
    text = " ".join(folded(value).split())
    if any(text == id for id, _ in _rules()["courts"]):
        return text
    for id, pattern in _rules()["courts"]:
        if pattern.search(text):
            return "in-delhi-hc" if id == "gb-ewhc" and "delhi" in text else str(id)
    return text


def same_court(gold: object, predicted: object) -> float:
    """1 for the same court."""
    return float(normal_court(gold) == normal_court(predicted))


def day_credit(gold: object, predicted: object) -> float:
    """1 for the same day, half for one that is right but coarser; a finer one is a guess."""
    one, other = str(gold), str(predicted)
    if one == other:
        return 1.0
    return 0.5 if one.startswith(other) and len(other) in (4, 7) else 0.0


def same_statute(gold: object, predicted: object) -> float:
    """1 for the same provision or act."""
    return float(_statute(gold) == _statute(predicted))


def _statute(value: object) -> str:
    text = re.sub(r"[^a-z0-9]+", "", folded(value).replace("&", "and").replace("§", ""))
    return next((str(id) for id, pattern in _rules()["statutes"] if pattern.search(text)), text)


def same_word(gold: object, predicted: object) -> float:
    """1 for the same word, whatever its case."""
    return float(folded(gold) == folded(predicted))


# ---------------------------------------------------------------------------------------------------------------------
# Facts of several parts


def claim_credit(gold: Item, predicted: Item) -> float:
    """1 for the same cause, half for a neighbouring one."""
    one, other = gold.get("cause"), predicted.get("cause")
    if one == other:
        return 1.0
    return 0.5 if any(one in near and other in near for near in _rules()["sets"]) else 0.0


def allegation_credit(gold: Item, predicted: Item) -> float:
    """1 for the same act with the same kind of data, half where one kind of data takes in the other."""
    if gold.get("act") != predicted.get("act"):
        return 0.0
    one, other = gold.get("data"), predicted.get("data")
    if one == other:
        return 1.0
    if not isinstance(one, str) or not isinstance(other, str) or {one, other} & {*_rules()["apart"]}:
        return 0.0
    return 0.5 if is_broader(one, other) or is_broader(other, one) else 0.0


_DAMAGES = {"statutory_damages", "actual_damages", "unspecified_damages"}


def relief_credit(gold: Item, predicted: Item) -> float:
    """1 for the same kind and sum; half where something of the sum differs, or where the sum is right and the kind of damages is not."""
    same_sum = _same_sum(gold.get("amount"), predicted.get("amount"))
    if gold.get("kind") == predicted.get("kind"):
        if not same_sum:
            return 0.5
        counted = _money(gold) == _money(predicted)
        return 1.0 if counted or not gold.get("amount") else 0.5
    return 0.5 if {gold.get("kind"), predicted.get("kind")} <= _DAMAGES and gold.get("amount") and same_sum else 0.0


def _money(item: Item) -> tuple[str, Any]:
    return str(item.get("currency") or "").upper(), item.get("per") or None


def _same_sum(one: object, other: object) -> bool:
    if one in (None, "") and other in (None, ""):
        return True
    try:
        return abs(float(one) - float(other)) < 0.005 * max(1.0, abs(float(one)))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def ownership_credit(gold: Item, predicted: Item) -> float:
    """1 for owner, owned and kind; half where the kind differs."""
    if min(name_credit(gold.get(end), predicted.get(end)) for end in ("owner", "owned")) < 1:
        return 0.0
    return 1.0 if gold.get("kind") == predicted.get("kind") else 0.5


_SPEAKER = re.compile(r"(?i)\b(spokesperson|spokespeople|spokesman|spokeswoman|representative|for|a|an|of)\b")


def response_credit(gold: Item, predicted: Item) -> float:
    """The credit of the speaker's name, half of it where the stance is another."""
    credit = name_credit(gold.get("by"), _SPEAKER.sub(" ", str(predicted.get("by") or "")))
    same = _stance(gold.get("stance")) == _stance(predicted.get("stance"))
    return credit if same else credit / 2


def _stance(value: Any) -> Any:
    return _rules()["stance"].get(value, value)
