"""Caption, docket number and court of the case that a story reports on, among all that it names.

Each candidate collects points for what speaks for it; the first of the best is taken, and none where nothing speaks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from loaders.articles.courts import CourtName, named_courts
from loaders.articles.courts_abroad import high_court_of
from loaders.articles.dockets import Caption, Docket, captions, dockets
from loaders.articles.found import Found
from loaders.articles.outcome import StatusFound
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
    """The docket number beside the caption, else the first that the story gives."""
    beside = [caption.sentence] if caption else []
    for sentence in (*beside, *(each for each in sentences if not each.background)):
        for docket in dockets(sentence.text):
            return Found(docket, sentence, docket.start, docket.end)
    return None


def court_of(sentences: Sequence[Sentence], caption: Found[Caption] | None) -> Found[CourtName] | None:
    """The court of the case: the one beside the caption, or named where something is filed or decided."""
    high_court = high_court_of("\n".join(sentence.text for sentence in sentences))

    def points(position: int, sentence: Sentence, court: CourtName, here: Sequence[CourtName]) -> float:
        appeals = re.fullmatch(r"ca\d+|de-olg-\w+", court.id) is not None
        listed = len({each.id for each in here}) > 1 and " and " in sentence.text[here[0].end : here[-1].start]
        return (
            0.5
            + 2.0 * bool(FILING_WORDS.search(sentence.text))
            + 2.0 * (caption is not None and sentence is caption.sentence)
            + 1.5 * (appeals and position < 4)  # a story about an appeal says so at its head
            - 2.5 * bool(EARLIER.search(sentence.text[: court.start]))
            - 3.0
            * (listed and not appeals)  # "in the Northern District of California and the Western District of Washington"
            - 4.0 * sentence.background
        )

    return _best(
        (
            (points(position, sentence, court, here), Found(court, sentence, court.start, court.end))
            for position, sentence in enumerate(sentences)
            for here in [named_courts(sentence.text, high_court)]
            for court in here
        ),
        least=0.1,
    )


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
