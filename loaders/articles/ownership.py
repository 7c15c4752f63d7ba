"""Who owns or holds whom, as the text words it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.articles.names import Name
from loaders.articles.parties import marked
from loaders.articles.patterns import pattern
from loaders.articles.people import is_body
from loaders.articles.story import Sentence

SUBSIDIARY, MINORITY = "subsidiary", "minority_investment"


@dataclass(frozen=True, slots=True)
class OwnershipFound:
    """An owner, what it owns or holds a stake in, and the words."""

    owner: Name
    owned: Name
    kind: str
    sentence: Sentence
    start: int
    end: int


_N = "[\ue000-\uf8ff]"
_WORDS = (
    r"(?:(?!(?:and|or|but|that|which|who|said|says|is|are|was|has|have|of|on|in|with|for|to|against"
    r"|sue[sd]?|suing|files?|filed|takes?|took|accus\w+|faces?|parent|owner|subsidiary|unit|founders?|chief|backers?|agreed?"
    r"|lets?|wants?|will|may|can|must|trained|uses?|used|offers?|launch\w*|releas\w+|when|after|as|its"
    r"|over)\b)[\w'.-]+,? ){0,7}?"
)

CONTROL = pattern(
    "control",
    rf"""(?P<a>{_N})(?:'s|-owned) {_WORDS}(?P<b>{_N})(?!'s|-)
        |(?P<c>{_N}),? (?:which is |is |was )?(?:wholly |majority |now |a company )?(?:owned|controlled
        |acquired|bought) by {_WORDS}(?P<d>{_N})|(?P<e>{_N}),? (?:an?|the
        |its) (?:wholly[- ]owned )?(?:subsidiary|unit|division|arm|affiliate) of {_WORDS}(?P<f>{_N})
        |(?P<g>{_N}) (?:bought|acquired|purchased|took over) {_WORDS}(?P<h>{_N})|(?P<i>{_N})(?:'s)? (?:and
        |,) its (?:owner|parent(?: company)?|corporate parent) (?P<j>{_N})
        |(?P<k>{_N}),? (?:and )?its (?:own )?(?:subsidiary|unit
        |division) (?P<l>{_N})(?:,? and (?:its )?(?:parent(?: company)?|owner) (?P<y>{_N}))?|(?P<m>{_N})(?:,
        | is)? the (?:owner|parent(?: company)?) of {_WORDS}(?P<n>{_N})|(?P<o>{_N}),? (?:and|whose
        |with its) (?:owner|parent(?: company)?) (?:is )?(?P<p>{_N})
        |(?P<q>{_N}),? (?:which |who )?owns {_WORDS}(?P<r>{_N})
        |(?P<o2>{_N}) and (?P<o3>{_N}),? (?:which are )?both (?:units?|subsidiaries|arms?|parts?|owned) (?:of
        |by) (?P<o4>{_N})|(?P<r2>{_N}) (?:owner|parent) (?P<r3>{_N})        |(?P<x2>{_N}), (?:which|that) (?P<x3>{_N}) (?:has |had )?(?:bought|acquired|owns|controls|purchased|took over)\b
        |(?P<s2>{_N}), (?P<s3>{_N})'s (?:parent|owner)(?: company)?\b|(?P<t2>{_N})'s (?:parent(?: company)?|owner|corporate parent),? (?P<t3>{_N})
        |(?P<v2>{_N}) and (?P<v3>{_N}),? (?:which are )?both (?:owned|controlled) by {_WORDS}(?P<v4>{_N})
        |(?P<w2>{_N}),? (?:which |that )?(?:is |was |now )*(?:part of|belongs to|belonging to|held by|under the umbrella of) {_WORDS}(?P<w3>{_N})
        |(?P<u>{_N})-Tochter {_WORDS}(?P<v>{_N})
        |(?P<w>{_N}), filiale (?:de |d')(?P<x>{_N})""",
    matches=(
        "\ue000's \ue001 sued",
        "\ue000, owned by \ue001",
        "\ue000's business platform \ue001",
        "\ue000 bought testing lab \ue001",
        "\ue000 and its owner \ue001",
        "\ue000-owned \ue001",
        "\ue000, a unit of \ue001",
    ),
    ignores=("\ue000 and \ue001", "\ue000 sued \ue001", "\ue000-backed \ue001"),
)
OWNED_SITE = pattern(
    "owner and a word for what it owns",
    (
        rf"(?P<a>{_N})-owned (?:[\w-]+ ){{0,3}}(?:platform|company|site|service|network|firm|app|unit"
        rf"|subsidiary|website|provider)\b|(?:the|an?) (?P<d>{_N}) (?:unit|subsidiary|division|arm|company)\b|\b(?:the service's|its|the company's|the site's|the platform's"
        rf"|their) (?:owner|parent(?: company)?),? (?P<b>{_N})|(?:alongside|and|,) (?:parent(?: company)?"
        rf"|owner) (?P<c>{_N})"
    ),
    matches=("the \ue000-owned professional networking site", "names the service's owner \ue000"),
    ignores=("\ue000-backed company",),
)
STAKE = pattern(
    "a stake",
    rf"""(?P<a>{_N})(?: and (?P<a2>{_N}))?-(?:backed|funded|based|supported) {_WORDS}(?P<b>{_N})
        |(?P<c>{_N}),? (?!rival|competitor)(?:(?! rival
        | competitor)[^.;\ue000-\uf8ff]){{0,60}}?(?:which is |is |was )?(?:backed|funded|supported
        |financed) by {_WORDS}(?P<d>{_N})(?:(?:,| and|, and) (?P<d2>{_N}))?|(?P<e>{_N}),? (?:which (?:has
        |had) )?(?:\w+ )?(?:invest(?:ed|s|or|ing)|stake|shareholder
        |backer)[^.;\ue000-\uf8ff]{{0,40}} in {_WORDS}(?P<f>{_N})
        |(?P<k>{_N}),? (?:which |that )?(?:counts|lists|names|has) {_WORDS}(?P<l>{_N})[^.;]{{0,60}} (?:among|as) (?:its |an? |the )?(?:\w+ )?(?:investors?|backers?|shareholders?)
        |(?P<m>{_N}) (?:has |had |have )?(?:invested|put|poured|sunk|ploughed) [^.;\ue000-\uf8ff]{{1,40}} in(?:to)? {_WORDS}(?P<n>{_N})
        |(?P<o>{_N}) (?:holds|owns|has|took|bought) an? [^.;\ue000-\uf8ff]{{0,30}}stake\b[^.;\ue000-\uf8ff]{{0,30}} in {_WORDS}(?P<p>{_N})
        |(?P<s>{_N}),? (?:in|into) which (?P<t>{_N}) (?:has |had )?(?:invested|put|poured|sunk|ploughed|holds?|owns|a stake)\b
        |(?P<u>{_N}),? whose (?:\w+ )?(?:investors|backers|shareholders) (?:include|are) {_WORDS}(?P<v>{_N})(?:(?:,| and|, and) (?P<v2>{_N}))?
        |(?P<w>{_N}), (?P<x>{_N})'s (?:\w+ )?(?:\w+ )?(?:backer|investor|shareholder)s?\b
        |(?P<q>{_N}),? (?:principal|premier|plus grand) (?:bailleur de fonds|investisseur|actionnaire) (?:d'|de )(?P<r>{_N})
        |(?P<g>{_N})'s (?:largest |biggest |main )?(?:financial )?(?:backer|investor)s?,? (?P<h>{_N})
        |(?P<i>{_N}), (?:the |a |its )?(?:largest |biggest |main |major )?(?:financial )?(?:backer
        |investor) (?:of|in) (?P<j>{_N})""",
    matches=("\ue000-backed \ue001", "\ue001 is backed by \ue000 and \ue002", "\ue000, an investor in \ue001"),
    ignores=("\ue000's \ue001", "backed the \ue000 plan"),
)
BACKED_WORD = pattern(
    "backer and a word for what it backs",
    (
        rf"(?P<a>{_N})-(?:backed|funded) (?:[\w-]+ ){{0,3}}(?:firm|company|start-?up|developer|lab|maker)\b"
        rf"|\b(?:rival|startup|company|firm|lab|maker)[^.;\ue000-\uf8ff]{{0,20}} backed by (?P<b>{_N})"
        rf"|\bits (?:largest |biggest |main |major )?(?:financial )?(?:backer|investor"
        rf"|shareholder),? (?P<c>{_N})"
    ),
    matches=("\ue000-backed AI firm", "an \ue001 rival backed by \ue000"),
    ignores=("backed by evidence",),
)
_IS_A = re.compile(r"[\ue000-\uf8ff],? (?:is|was|now) $")
_PAIRS = (
    ("a", "b"),
    ("d", "c"),
    ("f", "e"),
    ("g", "h"),
    ("j", "i"),
    ("k", "l"),
    ("y", "k"),
    ("m", "n"),
    ("p", "o"),
    ("q", "r"),
    ("u", "v"),
    ("r3", "r2"),
    ("o4", "o2"),
    ("o4", "o3"),
    ("x", "w"),
    ("s2", "s3"),
    ("t3", "t2"),
    ("v4", "v2"),
    ("v4", "v3"),
    ("w3", "w2"),
    ("x3", "x2"),
)
_STAKES = (
    ("a", "b"),
    ("a2", "b"),
    ("d", "c"),
    ("d2", "c"),
    ("e", "f"),
    ("h", "g"),
    ("i", "j"),
    ("l", "k"),
    ("m", "n"),
    ("o", "p"),
    ("q", "r"),
    ("t", "s"),
    ("v", "u"),
    ("v2", "u"),
    ("w", "x"),
)


def ownership(story: Sequence[Sentence], defendants: Sequence[Name]) -> Iterator[OwnershipFound]:
    """The links of ownership that the story states, each once.

    Args:
        defendants: where the text says "the Microsoft-owned platform", the only defendant (but for the owner) is meant.
    """
    seen: set[tuple[str, str]] = set()
    for sentence in story:
        text = marked(sentence)
        if not any("\ue000" <= char <= "\uf8ff" for char in text):
            continue
        for found in _links(sentence, text, defendants):
            key = (found.owner.id or found.owner.text, found.owned.id or found.owned.text)
            if key not in seen and key[0] != key[1] and is_body(found.owner) and is_body(found.owned):
                seen.add(key)
                yield found


def _links(sentence: Sentence, text: str, defendants: Sequence[Name]) -> Iterator[OwnershipFound]:
    def made(match: re.Match[str], owner: str, owned: str | Name, kind: str) -> OwnershipFound:
        one = sentence.names[ord(match[owner]) - 0xE000]
        other = sentence.names[ord(match[owned]) - 0xE000] if isinstance(owned, str) else owned
        return OwnershipFound(one, other, kind, sentence, *_span(sentence, text, match))

    for match in STAKE.finditer(text):
        for owner, owned in _STAKES:
            if match[owner] and match[owned]:
                yield made(match, owner, owned, MINORITY)
    for regex, kind in ((BACKED_WORD, MINORITY), (OWNED_SITE, SUBSIDIARY)):
        for match in regex.finditer(text):
            owner = match.lastgroup or "a"
            name = sentence.names[ord(match[owner]) - 0xE000]
            others = [each for each in defendants if each.id != name.id]
            in_sentence = [each for each in others if any(each.id == here.id for here in sentence.names)]
            before = [
                each
                for each in sentence.names
                if is_body(each) and each.end <= _span(sentence, text, match)[0] and each.id != name.id
            ]
            if regex is OWNED_SITE and match["d"]:
                in_sentence = others
            if regex is BACKED_WORD and match.groupdict().get("c"):
                in_sentence = others
            chosen = (
                before[-1:]
                if before and regex is OWNED_SITE and (match["b"] or (match["d"] and _IS_A.search(text[: match.start()])))
                else in_sentence
                if len({each.id for each in in_sentence}) == 1
                else others
            )
            if len({each.id for each in chosen}) == 1:
                yield made(match, owner, chosen[0], kind)
    for match in CONTROL.finditer(text):
        for owner, owned in _PAIRS:
            if match[owner] and match[owned]:
                yield made(match, owner, owned, SUBSIDIARY)


def _span(sentence: Sentence, text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where a match in the marked text stands in the sentence."""

    def place(at: int) -> int:
        shift = 0
        for index, char in enumerate(text[:at]):
            if "\ue000" <= char <= "\uf8ff":
                name = sentence.names[ord(char) - 0xE000]
                shift = name.end - (index + 1)
        return at + shift

    return place(match.start()), place(match.end())
