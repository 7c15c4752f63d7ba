"""Stories that tell of several suits, each with its own place in the text: a numbered list, or a docket number for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.articles.dockets import Caption, Docket, captions, docket_key, dockets
from loaders.articles.found import Found
from loaders.articles.names import Name, names
from loaders.articles.parties import DEFENDANT, Party
from loaders.articles.people import is_body
from loaders.articles.sides import PRESS, key_of
from loaders.articles.story import Sentence

_ITEM = re.compile(r"^(?:#?\d{1,2}[.):]|[•*▪◦]|\([a-z\d]\)) ")
_HEAD, _SHORT, _NEAR = 60, 90, 120  # characters of an item's head, of a line that is only a heading, from caption to docket


@dataclass(frozen=True, slots=True)
class Telling:
    """One of several suits: who is sued, what stands beside it, and the sentences about it (its own, and those about all)."""

    defendants: tuple[Party, ...]
    caption: Found[Caption] | None
    docket: Found[Docket] | None
    own: tuple[Sentence, ...]
    common: tuple[Sentence, ...]


def tellings(sentences: Sequence[Sentence], plaintiffs: Sequence[Party], defendants: Sequence[Party]) -> list[Telling]:
    """The suits that the story tells apart; empty where it tells of one, or does not say who is sued in which."""
    theirs = {key_of(party.name) for party in plaintiffs}
    groups = _items(sentences, theirs) or _numbered(sentences, theirs)
    keys = [frozenset(key_of(party.name) for party in sued) for sued, _, _, _ in groups]
    if len(groups) < 2 or not all(keys) or any(one & other for n, one in enumerate(keys) for other in keys[:n]):
        return []
    owned = [{id(sentence) for sentence in own} for _, _, _, own in groups]
    everything = set().union(*owned)
    sued_at_all = frozenset().union(*keys)
    found = []
    for (sued, caption, docket, own), ours in zip(groups, keys, strict=True):

        def about_others(sentence: Sentence, ours: frozenset[str] = ours) -> bool:
            named = {key_of(name) for name in sentence.names} & sued_at_all
            return bool(named) and not named & ours

        common = [each for each in sentences if id(each) not in everything and not about_others(each)]
        found.append(Telling(sued, caption, docket, tuple(own), tuple(common)))
    return found


_Group = tuple[tuple[Party, ...], "Found[Caption] | None", "Found[Docket] | None", list[Sentence]]


def _items(sentences: Sequence[Sentence], plaintiffs: set[str]) -> list[_Group]:
    """The items of a list, each headed by a company: "2. ACME - filed on May 3 …", or a line "#1: Acme" and what is below."""
    groups: list[_Group] = []
    heading: Sentence | None = None
    last = None
    for sentence in sentences:
        if sentence.start == 0 and _ITEM.match(sentence.text):
            named = [n for n in _bodies(sentence) if n.start < _HEAD and key_of(n) not in plaintiffs] or _shouted(sentence)
            if named:
                groups.append(((Party(DEFENDANT, named[0], sentence),), None, None, [sentence]))
                heading, last = (sentence if len(sentence.block.text) < _SHORT else None), sentence.block
                continue
        if groups and (sentence.block is last or heading is not None):
            groups[-1][3].append(sentence)
            if sentence.block is not last:
                heading, last = None, sentence.block
    return [_filled(group) for group in groups]


def _bodies(sentence: Sentence) -> list[Name]:
    return [name for name in sentence.names if is_body(name) and name.id not in PRESS]


def _shouted(sentence: Sentence) -> list[Name]:
    """A company in capitals at the head of an item."""
    match = re.match(r"\S+ (?P<name>[A-Z]{3,}(?: [A-Z]{2,})*)\b", sentence.text)
    if match is None:
        return []
    found = names(match["name"].title()) or [
        name for name in names(sentence.block.text) if name.text.upper().startswith(match["name"])
    ]
    return [Name(*match.span("name"), each.kind, each.id, match["name"]) for each in found[:1] if is_body(each)]


def _filled(group: _Group) -> _Group:
    """A group with the fullest form of its defendant's name, its caption and its docket number."""
    (party,), _, _, own = group
    forms = [Party(DEFENDANT, name, each) for each in own for name in _bodies(each) if key_of(name) == key_of(party.name)]
    fullest = max([party, *forms], key=lambda form: (not form.name.text.isupper(), len(form.name.text)))
    docket = next((Found(each, s, each.start, each.end) for s in own for each in dockets(s.text)), None)
    caption = next((Found(each, s, each.start, each.end) for s in own for each in captions(s.text) if each.versus), None)
    return (fullest,), caption, docket, own


def _numbered(sentences: Sequence[Sentence], plaintiffs: set[str]) -> list[_Group]:
    """The suits by their docket numbers, each with a caption before it."""
    groups: list[_Group] = []
    seen: list[Docket] = []
    for sentence in sentences:
        here = [caption for caption in captions(sentence.text) if caption.versus and not sentence.background]
        for docket in dockets(sentence.text):
            if any(docket_key(docket.number).agrees(docket_key(other.number)) for other in seen):
                continue
            seen.append(docket)
            before = [caption for caption in here if caption.end <= docket.start <= caption.end + _NEAR]
            if not before:
                return []  # a number that nobody says whose it is
            caption = before[-1]
            right = caption.end - len(caption.right)
            sued = next((name for name in names(caption.right) if is_body(name) and name.start == 0), None)
            if sued is None:
                return []
            name = Name(right, right + len(sued.text), sued.kind, sued.id, sued.text)
            groups.append(
                (
                    (Party(DEFENDANT, name, sentence),),
                    Found(caption, sentence, caption.start, caption.end),
                    Found(docket, sentence, docket.start, docket.end),
                    [sentence],
                )
            )
    return groups
