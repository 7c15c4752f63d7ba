"""Caption, docket number and court of the case that a story reports on, among all that it names.

Each candidate collects points for what speaks for it; the first of the best is taken, and none where nothing speaks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from loaders.articles.article import Article
from loaders.articles.clean import Block, Role
from loaders.articles.courts import CourtName, court_here, named_courts
from loaders.articles.courts_abroad import high_court_of
from loaders.articles.dockets import Caption, Docket, captions, dockets
from loaders.articles.filing import FilingFound
from loaders.articles.found import Found
from loaders.articles.outcome import StatusFound
from loaders.articles.papers import paper
from loaders.articles.parties import Party
from loaders.articles.patterns import pattern
from loaders.articles.sides import key_of, words_of
from loaders.articles.story import Sentence

T = TypeVar("T")

CASE_IS = pattern(
    "words before the caption of the case itself",
    r"\b(?:case is|case (?:facts|name)|identified as|captioned|titled|entitled|as)\b[^.]{0,12}$",
    matches=("The case is ", "CASE FACTS: ", "put together as "),
    ignores=("Citing ",),
)
FILING_WORDS = pattern(
    "words of a filing or a decision",
    r"\b(?:filed|lodged|su(?:it|ed|es|ing)|lawsuit|complaint|case|court:|proceedings|action|judge|claims?|ruled|Klage"
    r"|verurteil|accord|went to|taken|took|before|venue|Antrag|Berufung|entschied|wies|cour|demande|docket)\w*|訴",
    matches=("The suit was filed", "Court: N.D. Cal.", "東京地裁に提訴"),
    ignores=("in San Francisco",),
)
EARLIER = pattern(
    "words before the court of an earlier or another case",
    r"\b(?:after|earlier|previously|weeks? after|parallel|separate|another|other|first|schon|bereits|zuvor|déjà)\b[^,.;]{0,60}$",
    matches=("three weeks after it announced proceedings before the ",),
    ignores=("The suit was filed in ",),
)
DECIDES = pattern(
    "words after the court that decides",
    r"[^.;]{0,40}?\b(?:has |had |have )?(?:granted|denied|dismissed|ruled|held|refused|declined|rejected|threw|tossed|sided|found|approved|issued|ordered)\b",
    matches=(" granted the motion", " on Friday dismissed the case"),
    ignores=(", where the suit was filed",),
)
LEFT = pattern(
    "words after a court that the case has left",
    r"[^.;]{0,60}?\b(?:from (?:where|which)|before (?:it was|being|the case was)|(?:but|and) (?:was|were|it was) (?:later |then )?)[^.;]{0,40}?\b(?:removed|moved|transferred|shifted|remanded|sent)\b",
    matches=(" in May, from where the company removed it", ", before it was transferred to Boston"),
    ignores=(" in May",),
)
NEAR = 90  # characters between a caption and its docket number


def _best(candidates: Iterable[tuple[float, Found[T]]], least: float) -> Found[T] | None:
    """The first of the candidates with the most points, if it has at least `least`."""
    best: tuple[float, Found[T]] | None = None
    for points, found in candidates:
        if points >= least and (best is None or points > best[0]):
            best = points, found
    return best[1] if best else None


def caption_of(sentences: Sequence[Sentence], parties: Sequence[Party]) -> Found[Caption] | None:
    """The caption of the case: one that names a party of the story or stands as the case's own, and is no precedent."""
    party_words = {word for party in parties for word in words_of(party.name.text)}

    def points(sentence: Sentence, caption: Caption) -> float:
        named = words_of(sentence.text[caption.start : caption.end]) & party_words
        numbered = any(caption.end <= docket.start < caption.end + NEAR for docket in dockets(sentence.text))
        return (
            2.0 * bool(named)
            + 1.5 * numbered
            + 1.0 * bool(CASE_IS.search(sentence.text[: caption.start]))
            + 1.0 * (not party_words and not caption.cited)
            + 0.5 * sentence.title
            + 0.5 * (caption.start == 0)
            - 1.5 * caption.cited
            - 3.0 * sentence.background
        )

    return _best(
        (
            (points(sentence, caption), Found(caption, sentence, caption.start, caption.end))
            for sentence in sentences
            for caption in captions(sentence.text)
        ),
        least=1,
    )


def docket_of(sentences: Sequence[Sentence], caption: Found[Caption] | None) -> Found[Docket] | None:
    """The docket number beside the caption, else the first that the story gives of no other case."""
    beside = [caption.sentence] if caption else []
    others: list[Found[Docket]] = []
    for sentence in (*beside, *(each for each in sentences if not each.background)):
        here = list(captions(sentence.text))
        for docket in dockets(sentence.text):
            found = Found(docket, sentence, docket.start, docket.end)
            before = [each for each in here if each.end <= docket.start < each.end + NEAR]
            if not before or not _foreign(before[-1], caption):
                return found
            others.append(found)
    return others[0] if len({each.value.number for each in others}) == 1 and not others[0].sentence.background else None


def _foreign(one: Caption, ours: Found[Caption] | None) -> bool:
    """Whether a caption is that of another case than ours."""
    if not one.versus or ours is None or not ours.value.versus:
        return False
    return not (words_of(one.left) & words_of(ours.value.left) and words_of(one.right) & words_of(ours.value.right))


def without_captions_of_others(sentences: Sequence[Sentence], caption: Found[Caption] | None) -> list[Sentence]:
    """The sentences that name no case but ours."""
    return [
        sentence
        for sentence in sentences
        if not (here := list(captions(sentence.text))) or not all(_foreign(each, caption) for each in here)
    ]


def court_of(sentences: Sequence[Sentence], caption: Found[Caption] | None) -> Found[CourtName] | None:
    """The court of the case: the one beside the caption, or named where something is filed or decided."""
    high_court = high_court_of("\n".join(sentence.text for sentence in sentences))

    def points(position: int, sentence: Sentence, court: CourtName, here: Sequence[CourtName]) -> float:
        appeals = re.fullmatch(r"ca\d+|de-olg-\w+", court.id) is not None
        after = sentence.text[court.end :]
        listed = len({each.id for each in here}) > 1 and " and " in sentence.text[here[0].end : here[-1].start]
        return (
            0.5
            + 2.0 * bool(FILING_WORDS.search(sentence.text))
            + 2.0 * (caption is not None and sentence is caption.sentence)
            + 1.5 * (appeals and position < 4)  # a story about an appeal says so at its head
            + 1.0 * bool(DECIDES.match(after))
            - 2.5 * bool(EARLIER.search(sentence.text[: court.start]) or LEFT.match(after))
            - 3.0
            * (listed and not appeals)  # "in the Northern District of California and the Western District of Washington"
            - 4.0 * sentence.background
        )

    named = _best(
        (
            (points(position, sentence, court, here), Found(court, sentence, court.start, court.end))
            for position, sentence in enumerate(sentences)
            for here in [named_courts(sentence.text, high_court)]
            for court in here
        ),
        least=0.1,
    )
    if named is None and (here := court_here([sentence.text for sentence in sentences])):
        number, court = here
        return Found(court, sentences[number], court.start, court.end)
    return named


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What the head of a court paper says of its case; nothing where the article is none."""

    court: Found[CourtName] | None = None
    docket: Found[Docket] | None = None
    filed_on: FilingFound | None = None


def on_paper(article: Article) -> OnPaper:
    """Court, docket number and day of filing from the head of a court paper or a docket sheet."""
    head = paper(article.text)
    if head is None:
        return OnPaper()
    court, docket, filed = head.court, head.docket, head.filed_on
    sheet = Sentence(article.text, head.block, 0, head.block.text, ())
    return OnPaper(
        court=Found(court, *_part(sheet, court.start, court.end)) if court else None,
        docket=Found(docket, *_part(sheet, docket.start, docket.end)) if docket else None,
        filed_on=FilingFound(filed.iso, *_part(sheet, filed.start, filed.end)) if filed else None,
    )


def _part(sheet: Sentence, start: int, end: int, around: int = 40) -> tuple[Sentence, int, int]:
    """What stands around text[start:end] of a block that has no sentences, and the span within it."""
    first, last = max(start - around, 0), min(end + around, len(sheet.text))
    return Sentence(sheet.raw, sheet.block, first, sheet.text[first:last], ()), start - first, end - first


def court_at_head(article: Article) -> Found[CourtName] | None:
    """The court in the lines around the headline, as a letter for lawyers prints it, where they name but one."""
    found: dict[str, Found[CourtName]] = {}
    for block in _head(article.blocks):
        for court in named_courts(block.text):
            if court.id:
                sentence = Sentence(article.text, block, 0, block.text, ())
                found.setdefault(court.id, Found(court, sentence, court.start, court.end))
    return next(iter(found.values())) if len(found) == 1 else None


def _head(blocks: Sequence[Block]) -> Iterable[Block]:
    for block in blocks:
        if block.role is Role.STORY:
            return
        if block.role is Role.HEAD and len(block.text) < 100:
            yield block


def courts_by_defendant(defendants: Sequence[Party], sentences: Sequence[Sentence]) -> dict[str, Found[CourtName]]:
    """The court of each defendant's own suit, where a sentence names the one and then the other: "Suno in Boston"."""
    keys = {key_of(party.name) for party in defendants}
    found: dict[str, Found[CourtName]] = {}
    for sentence in sentences:
        since = 0
        for court in named_courts(sentence.text):
            before = {key_of(name) for name in sentence.names if since <= name.start and name.end <= court.start} & keys
            if len(before) == 1:
                found.setdefault(before.pop(), Found(court, sentence, court.start, court.end))
            since = court.end
    return found


def before_appeal(court: Found[CourtName] | None) -> StatusFound | None:
    """A case that an appeals court hears is on appeal, whatever else the story says."""
    if court and re.fullmatch(r"ca(?:\d+|dc|fc)", court.value.id):
        return StatusFound("on_appeal", court.sentence, court.start, court.end)
    return None
