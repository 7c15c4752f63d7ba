"""Stories that tell of several suits, each with its own place in the text: a numbered list, or a docket number for each."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from loaders.articles.dockets import Caption, Docket, captions, docket_key, dockets
from loaders.articles.found import Found
from loaders.articles.marks import marked, unmarked
from loaders.articles.names import GUESSED, Name, names
from loaders.articles.parties import DEFENDANT, PLAINTIFF, SUING, Party
from loaders.articles.patterns import pattern
from loaders.articles.people import PERSON, is_body
from loaders.articles.sides import PRESS, captioned_side, key_of
from loaders.articles.story import Sentence

_ITEM = re.compile(r"^(?:#?\d{1,2}[.):]|[•*▪◦]|\([a-z\d]\)) ")
_HEAD, _SHORT, _NEAR = 60, 90, 120  # characters of an item's head, of a line that is only a heading, from caption to docket
_MARK = re.compile(r"^(?:\[[\w.-]{1,8}\]|#?\d{1,3}[.):]|[•*▪◦>-]+) ?")

SEPARATE = pattern(
    "several suits told together",
    r"""\b(?P<count>two|three|four|five|six|seven|eight|nine|2|3|4|5
        |6) (?:separate |different |parallel |similar |nearly identical |near-identical |new |copyright |proposed |federal )*(?:class[- ]actions?
        |law ?suits|suits|complaints|cases|actions|papers)\b|\b(?:(?:almost|nearly|virtually|near-?) ?identical) (?:case
        |suit|lawsuit|complaint)\b|\bseparate (?:law ?suits|suits|complaints|class actions|actions|cases)\b|\b(?:bundle|pair|trio|string|series) of (?:law ?suits|suits|complaints|actions)\b
        |\b(?:neither|both|each|either) (?:of the )?(?:complaints?|(?:law)?suits?|cases?|actions?)\b|\bone by one\b
        |\bin (?:the )?[A-Z]\w+(?: [A-Z]\w+)? [^;]{3,80}; in [A-Z]""",
    matches=(
        "sued Microsoft, Google and Amazon in three separate class actions",
        "and to Amazon in an almost identical case",
        "They are separate actions",
        "What neither complaint says",
        "with a bundle of complaints",
    ),
    ignores=("three authors sued", "in a suit", "both companies deny it"),
)
_SUITS = re.compile(r"(?i)\b(?:the|both|two) (?:law)?suits\b|\b(?:law)?suits (?:allege|say|claim|were|are)\b")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}


@dataclass(frozen=True, slots=True)
class Telling:
    """One of several suits: both sides, what stands beside them, and the sentences about it (its own, and those about all).

    `plaintiffs` is empty where the same people bring all of them.
    """

    plaintiffs: tuple[Party, ...]
    defendants: tuple[Party, ...]
    caption: Found[Caption] | None
    docket: Found[Docket] | None
    own: tuple[Sentence, ...]
    common: tuple[Sentence, ...]


@dataclass(slots=True)
class _Group:
    """A suit that is being put together."""

    defendants: tuple[Party, ...]
    own: list[Sentence]
    caption: Found[Caption] | None = None
    docket: Found[Docket] | None = None
    plaintiffs: tuple[Party, ...] = ()


def tellings(
    sentences: Sequence[Sentence], found: Sequence[Party], plaintiffs: Sequence[Party], defendants: Sequence[Party]
) -> list[Telling]:
    """The suits that the story tells apart; empty where it tells of one, or does not say who is sued in which.

    Args:
        sentences: the story.
        found: everybody whom a sentence puts on a side.
        plaintiffs: those who sue, in whatever suit.
        defendants: those who are sued.
    """
    theirs = {key_of(party.name) for party in plaintiffs}
    for groups in (
        _entries(sentences),
        _items(sentences, theirs),
        _numbered(sentences, theirs, found),
        _by_plaintiffs(sentences, plaintiffs, defendants),
        _apart(sentences, defendants),
    ):
        if told := _told(sentences, groups):
            return told
    return []


def _told(sentences: Sequence[Sentence], groups: Sequence[_Group]) -> list[Telling]:
    """The groups with what is said of all; none where two of them have the same parties, or one has none."""
    sued = [frozenset(key_of(party.name) for party in group.defendants) for group in groups]
    sides = [
        (frozenset(key_of(party.name) for party in group.plaintiffs), keys) for group, keys in zip(groups, sued, strict=True)
    ]
    if len(groups) < 2 or not all(sued):
        return []
    for number, (suing, keys) in enumerate(sides):
        if any(keys & other and (not suing or not theirs or suing == theirs) for theirs, other in sides[:number]):
            return []
    owned: set[int] = set().union(*({id(sentence) for sentence in group.own} for group in groups))
    sued_at_all = frozenset().union(*sued)
    made = []
    for group, ours in zip(groups, sued, strict=True):

        def about_others(sentence: Sentence, ours: frozenset[str] = ours) -> bool:
            named = {key_of(name) for name in sentence.names} & sued_at_all
            return bool(named) and not named & ours

        common = tuple(each for each in sentences if id(each) not in owned and not about_others(each))
        made.append(Telling(group.plaintiffs, group.defendants, group.caption, group.docket, tuple(group.own), common))
    return made


def _entries(sentences: Sequence[Sentence]) -> list[_Group]:
    """The entries of a tracker: a line that is a caption, and the lines below it up to the next such line."""
    groups: list[_Group] = []
    for sentence in sentences:
        caption = _heading(sentence)
        if caption:
            suing, sued = _sides_of(caption)
            groups.append(_Group(sued, [sentence], caption, None, suing))
        elif groups:
            groups[-1].own.append(sentence)
            _take_docket(groups[-1], sentence)
    return groups


def _heading(sentence: Sentence) -> Found[Caption] | None:
    """The caption that a line consists of, after the mark of an entry."""
    if sentence.start or sentence.title or len(sentence.block.text) > 2 * _SHORT:
        return None
    mark = _MARK.match(sentence.text)
    start = mark.end() if mark else 0
    for caption in captions(sentence.text):
        if caption.versus and caption.start == start and len(sentence.block.text) - caption.end <= 3:
            return Found(caption, sentence, caption.start, caption.end)
    return None


def _sides_of(caption: Found[Caption]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The parties that a caption names."""
    sides = []
    value = caption.value
    for role, words, start in (
        (PLAINTIFF, value.left, caption.start),
        (DEFENDANT, value.right, caption.end - len(value.right)),
    ):
        words, known = captioned_side(words)
        kind, id = (known.kind, known.id) if known else (PERSON if role == PLAINTIFF else GUESSED, "")
        sides.append((Party(role, Name(start, start + len(words), kind, id, words), caption.sentence, listed=True),))
    return sides[0], sides[1]


def _take_docket(group: _Group, sentence: Sentence) -> None:
    if group.docket is None:
        group.docket = next((Found(each, sentence, each.start, each.end) for each in dockets(sentence.text)), None)


def _items(sentences: Sequence[Sentence], plaintiffs: set[str]) -> list[_Group]:
    """The items of a list, each headed by a company: "2. ACME - filed on May 3 …", or a line "#1: Acme" and what is below."""
    groups: list[_Group] = []
    heading: Sentence | None = None
    last = None
    for sentence in sentences:
        if sentence.start == 0 and _ITEM.match(sentence.text):
            named = [n for n in _bodies(sentence) if n.start < _HEAD and key_of(n) not in plaintiffs] or _shouted(sentence)
            if named:
                groups.append(_Group((Party(DEFENDANT, named[0], sentence),), [sentence]))
                heading, last = (sentence if len(sentence.block.text) < _SHORT else None), sentence.block
                continue
        if groups and (sentence.block is last or heading is not None):
            groups[-1].own.append(sentence)
            if sentence.block is not last:
                heading, last = None, sentence.block
    for group in groups:
        _fill(group)
    return groups


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


def _fill(group: _Group) -> None:
    """Give a group the fullest form of its defendant's name, its caption and its docket number."""
    (party,) = group.defendants
    forms = [
        Party(DEFENDANT, name, each) for each in group.own for name in _bodies(each) if key_of(name) == key_of(party.name)
    ]
    group.defendants = (max([party, *forms], key=lambda form: (not form.name.text.isupper(), len(form.name.text))),)
    for sentence in group.own:
        _take_docket(group, sentence)
    group.caption = next(
        (Found(each, s, each.start, each.end) for s in group.own for each in captions(s.text) if each.versus), None
    )


def _numbered(sentences: Sequence[Sentence], plaintiffs: set[str], found: Sequence[Party]) -> list[_Group]:
    """The suits by their docket numbers, each with a caption or somebody who is sued before it.

    A paragraph after that with the number is about the same suit, up to the paragraph with the next number.
    """
    accused = {(id(party.sentence), key_of(party.name)) for party in found if party.role == DEFENDANT}
    suing = {id(party.sentence): party for party in found if party.role == PLAINTIFF}
    groups: list[_Group] = []
    blocks: list[object] = []
    seen: list[Docket] = []
    for position, sentence in enumerate(sentences):
        since = 0
        for docket in dockets(sentence.text):
            if any(docket_key(docket.number).agrees(docket_key(other.number)) for other in seen):
                continue
            seen.append(docket)
            before = [
                caption
                for caption in captions(sentence.text)
                if caption.versus and not sentence.background and caption.end <= docket.start <= caption.end + _NEAR
            ]
            number = Found(docket, sentence, docket.start, docket.end)
            if before:
                caption = Found(before[-1], sentence, before[-1].start, before[-1].end)
                _, sued = _sides_of(caption)
                if sued[0].name.id == "" and not names(before[-1].right):
                    return []
                groups.append(_Group(sued, [sentence], caption, number))
            else:
                here = [
                    Party(DEFENDANT, name, each)
                    for each in _same_paragraph(sentences, position)
                    for name in _bodies(each)
                    if (id(each), key_of(name)) in accused
                    and key_of(name) not in plaintiffs
                    and (each is not sentence or since <= name.start < docket.start)
                ]
                if not here:
                    return []  # a number that nobody says whose it is
                groups.append(_Group((here[-1],), [sentence], None, number))
                brought = [suing[id(each)] for each in _same_paragraph(sentences, position) if id(each) in suing]
                groups[-1].plaintiffs = tuple(brought[:1])
            blocks.append(sentence.block)
            since = docket.end
    if len({id(block) for block in blocks}) == len(blocks):
        _with_paragraphs(groups, blocks, sentences)
    if not all(group.plaintiffs for group in groups):
        for group in groups:
            group.plaintiffs = ()
    return groups


def _same_paragraph(sentences: Sequence[Sentence], position: int) -> list[Sentence]:
    """The sentences of a paragraph up to one of them."""
    block = sentences[position].block
    return [each for each in sentences[: position + 1] if each.block is block]


def _with_paragraphs(groups: Sequence[_Group], blocks: Sequence[object], sentences: Sequence[Sentence]) -> None:
    """Give each group its paragraph and those after it that name nobody who is sued in another."""
    sued = [{key_of(party.name) for party in group.defendants} for group in groups]
    at = -1
    for sentence in sentences:
        if at + 1 < len(blocks) and sentence.block is blocks[at + 1]:
            at += 1
        others = set().union(*(keys for number, keys in enumerate(sued) if number != at))
        if at < 0 or others & {key_of(name) for name in sentence.names} or any(sentence is each for each in groups[at].own):
            continue
        groups[at].own.append(sentence)


_N = "[\ue000-\uf8ff]"
_NAMES = rf"{_N}(?:(?:, (?:and )?|,? (?:and|&|et|und) )(?:[a-z][\w-]* ){{0,4}}{_N})*"
ONE_AND_OTHER = pattern(
    "two suits, each with those who brought it",
    rf"""\b(?:one|the first|(?:l'une?|eine[rs]?))\b(?:(?!{_N})[^.;]){{0,80}}? (?:by|from|par|von) (?P<a>{_NAMES})[^.{_N[1:-1]}]{{0,60}}\b(?:(?:the |an)other|the second|l'autre|ander\w*)\b
        (?:(?!{_N})[^.;]){{0,80}}? (?:by|from|par|von) (?P<b>{_NAMES})
        |(?P<c>{_NAMES}) in (?:(?:the )?one|the first)\b(?: \w+)?,? (?:and )?(?P<d>{_NAMES}) in (?:(?:the |an)other|the second)\b
        |\b(?:two|both|separate|twin|parallel) (?:[\w-]+ ){{0,3}}(?:law ?suits|suits|class actions|complaints|cases|actions)\b(?:(?!{_N})[^.;]){{0,40}}(?: |, )(?:by|from) (?P<e>{_NAMES}),? and (?:another |one )?(?:by|from) (?P<f>{_NAMES})
        |(?P<g>{_NAMES}),? (?:has |have )?(?:sued|filed|brought|lodged|took)\b[^.;]{{0,120}}? (?:days?|hours|weeks?|months?) after (?:the |its )?(?:(?!{_N})[\w-]+ ){{0,3}}?(?P<h>{_NAMES}) (?:had |has )?(?:done|did) (?:the same|so|likewise)""",
    matches=(
        "a pair of suits, one filed by \ue000 and \ue001, the other, a few days later, by \ue002",
        "the writers (\ue000 and \ue001 in one, \ue002 in the other) claim",
        "two class actions by \ue000 and by \ue001",
        "\ue000 sued the start-up \ue001 on Friday, a day after the \ue002 had done the same",
    ),
    ignores=("\ue000 is one of those sued by \ue001", "one suit by \ue000 and others"),
    flags=0,
)


def _by_plaintiffs(sentences: Sequence[Sentence], plaintiffs: Sequence[Party], defendants: Sequence[Party]) -> list[_Group]:
    """Two suits against the same companies, where a sentence says who brought the one and who the other."""
    known = {key_of(party.name): party for party in plaintiffs}
    sued = {key_of(party.name) for party in defendants}
    for sentence in sentences if defendants else ():
        match = ONE_AND_OTHER.search(marked(sentence))
        if match is None:
            continue
        brought = [
            {
                key: known.get(key) or Party(PLAINTIFF, name, sentence)
                for name in unmarked(sentence, part)
                if name.kind in SUING and (key := key_of(name)) not in sued
            }
            for part in match.groupdict().values()
            if part
        ]
        if len(brought) == 2 and all(brought) and not brought[0].keys() & brought[1].keys():
            suing = brought[0].keys() | brought[1].keys()
            return [
                _Group(
                    tuple(defendants),
                    [
                        each
                        for each in sentences
                        if (here := {key_of(name) for name in each.names} & suing) and here <= ours.keys()
                    ],
                    plaintiffs=tuple(ours.values()),
                )
                for ours in brought
            ]
    return []


ALSO_ELSEWHERE = pattern(
    "one company is sued, and in another suit another one",
    rf"""(?P<a>{_N})(?:(?!{_N})[^.;]){{0,80}}(?:,|,? and,?) in (?:a|an|another) (?:[\w-]+ ){{0,2}}?(?:separate|second|parallel|similar|twin|companion|sister|near-identical|related|other)[ ]
        (?:[\w-]+ ){{0,2}}(?:law ?suit|suit|class action|complaint|case|action)\b(?:(?!{_N})[^.;]){{0,80}} (?P<b>{_N})""",
    matches=("sued \ue000 in federal court in Boston and, in a separate complaint in Manhattan, \ue001",),
    ignores=("\ue000 is sued too, and \ue001", "in a separate case \ue001 won"),
    flags=0,
)


def _sued_elsewhere(sentence: Sentence, keys: Set[str]) -> bool:
    """Whether a sentence says that one of two companies is sued, and the other in another suit."""
    return any(
        {key_of(name) for part in match.groups() for name in unmarked(sentence, part)} == keys
        for match in ALSO_ELSEWHERE.finditer(marked(sentence))
    )


def _apart(sentences: Sequence[Sentence], defendants: Sequence[Party]) -> list[_Group]:
    """A suit for each defendant, all of them companies, where the story says that each has one of its own."""
    if len(defendants) < 2 or not all(is_body(party.name) for party in defendants):
        return []
    keys = {key_of(party.name) for party in defendants}
    told = [sentence for sentence in sentences if not sentence.background]
    named = [(sentence, keys & {key_of(name) for name in sentence.names}) for sentence in told]
    signs = [match for sentence in told if (match := SEPARATE.search(sentence.text))]
    alone = {key for sentence, here in named for key in here if _sued_alone(sentence, key, here)}
    counted = any(
        here == keys and (match := SEPARATE.search(sentence.text)) and _as_many(match["count"], len(keys))
        for sentence, here in named
    )
    one_by_one = any(here == keys for _, here in named) and any(_SUITS.search(sentence.text) for sentence in told) and alone
    elsewhere = any(here == keys and _sued_elsewhere(sentence, keys) for sentence, here in named)
    if not (counted or one_by_one or elsewhere or (signs and alone == keys)):
        return []
    return [_Group((party,), [sentence for sentence, here in named if here == {key_of(party.name)}]) for party in defendants]


def _sued_alone(sentence: Sentence, key: str, here: Set[str]) -> bool:
    """Whether a sentence speaks of the suit against one company: "the one against Acme", "in the Acme action"."""
    for name in sentence.names:
        if key_of(name) != key:
            continue
        before, after = sentence.text[max(0, name.start - 60) : name.start], sentence.text[name.end : name.end + 30]
        if AGAINST_ONE.search(before) or (AGAINST_ONE_AFTER.match(after) and before.endswith("the ")):
            return len(here) == 1 or sentence.text.count(" against ") > 1 or not sentence.title
    return False


AGAINST_ONE = pattern(
    "words before the one company that a suit is against",
    r"\b(?:suits?|lawsuits?|complaint|case|action|one|that|claim)\b[^.;]{0,30} against (?:[a-z][\w-]* ){0,4}$|\b(?:sued|suing) (?:the )?(?:[a-z][\w-]* ){0,3}$|^[Aa]gainst $",
    matches=("the one against ", "filed a proposed class action against ", "he had sued "),
    ignores=("he works for ",),
)
AGAINST_ONE_AFTER = pattern(
    "words after the name of the company that a suit is against",
    r" (?:action|suit|lawsuit|case|complaint|claim)\b",
    matches=(" action, it is said",),
    ignores=(" said",),
)


def _as_many(count: str | None, defendants: int) -> bool:
    return count is None or _COUNTS.get(count.lower(), count) in (defendants, str(defendants))
