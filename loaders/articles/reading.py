"""What an article says: passes over its sentences, put together to cases.

Clean, find, resolve: `article` cleans, the modules of the kinds of facts find, and here the finds become cases: who sues
whom, where, over what. Everything keeps the words that say it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from loaders.articles.acts import ActFound, acts
from loaders.articles.article import Article
from loaders.articles.claims import ClaimFound, claims
from loaders.articles.courts import CourtName, is_british, named_courts
from loaders.articles.data_kinds import topic_of
from loaders.articles.dockets import Caption, Docket, captions, dockets
from loaders.articles.names import BODY, DATASET, SYSTEM, Name, bodies, group_of, names
from loaders.articles.outcome import FilingFound, StatusFound, filing, status
from loaders.articles.ownership import OwnershipFound, ownership
from loaders.articles.parties import DEFENDANT, PLAINTIFF, Party, described_class, parties
from loaders.articles.patterns import pattern
from loaders.articles.relief import ReliefFound, reliefs
from loaders.articles.responses import ResponseFound, responses
from loaders.articles.story import PERSON, Quote, Sentence, is_body, story

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """Something found at text[start:end] of a sentence."""

    value: T
    sentence: Sentence
    start: int
    end: int

    @property
    def quote(self) -> Quote:
        """Its very words."""
        return self.sentence.quote(self.start, self.end)

    @property
    def context(self) -> Quote:
        """The sentence around it."""
        return self.sentence.around(self.start, self.end)


@dataclass(frozen=True, slots=True)
class CaseFound:
    """A lawsuit that the article reports on, as far as its words go."""

    caption: Found[Caption] | None
    docket: Found[Docket] | None
    court: Found[CourtName] | None
    filed_on: FilingFound | None
    status: StatusFound | None
    plaintiffs: tuple[Party, ...]
    plaintiff_class: Found[str] | None
    defendants: tuple[Party, ...]
    claims: tuple[ClaimFound, ...]
    allegations: tuple[ActFound, ...]
    relief: tuple[ReliefFound, ...]
    class_action: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found. `relevant` is None where the text does not say whether an AI system learns from the data."""

    relevant: bool | None
    reason: str
    cases: tuple[CaseFound, ...]
    companies: tuple[Found[Name], ...]
    ownership: tuple[OwnershipFound, ...]
    responses: tuple[ResponseFound, ...]


SUIT = pattern(
    "lawsuit",
    r"""\b(?:legal (?:action|proceedings)|(?:court )?proceedings against|law ?suits?|sued|sues|suing|class[- ]actions?|complaint|plaintiffs?|litigation|defendants?|federal judge|(?:to|in|before) (?:\w+ )*court\b|(?:copyright|lyrics|piracy) (?:case|suit)|High Court|\w*[Kk]lage\w*|[Ll]andgericht\w*|Gericht\w*|Urteil\w*|Prozess|procès|plainte|juge|tribunal|assign\w+|poursuiv\w+)\b|\bsuits?\b|motion to dismiss|summary judgment|[Cc]ourt of [Aa]ppeals?|\bappeal(?:s|ed)?\b|[Dd]istrict [Cc]ourt|\b[Jj]udge\b|提訴|訴訟|訴え|裁判|地裁""",
    matches=("has been sued", "a class action", "granted its motion to dismiss", "vor dem Landgericht München", "提訴した", "goes to court against"),
    ignores=("it pleases the firm", "food court"),
)
AI = pattern(
    "artificial intelligence",
    r"""\bA\.?I\.?\b|(?:\w-)?\bartificial intelligence\b|\bmachine[- ]learning\b|\bgenerative\b|\bchatbots?\b|\blarge language models?\b|\bLLMs?\b|\bneural network|\bfaci?al recognition\b|\bface recognition\b|\bspeech recognition\b|\blanguage models?\b|\b[Tt]rain\w* (?:its|the|their) (?:\w+ )?models?\b|\bKI\b|[Kk]ünstliche\w* Intelligenz|\bIA\b|intelligence artificielle|人工知能|生成ＡＩ|AI""",
    matches=("AI models", "a chatbot", "Künstliche Intelligenz", "生成AIの学習"),
    ignores=("the aim is clear", "said"),
    flags=0,
)
_LEARNS = frozenset({
    "training", "acquisition_from_pirate_source", "scraping", "output_reproduction", "output_imitation", "cmi_removal", "voice_cloning",
    "retrieval_grounding", "false_attribution", "breach_of_licence",
})  # fmt: skip
_TAKES = frozenset({"interception", "collection_without_consent", "disclosure_to_third_parties", "retention"})
PROPOSED_CLASS = re.compile(r"(?i)\b(?:proposed|putative|would-be|potential) class|\bclass[- ]action|\bon behalf of (?:millions|thousands|all|others|everyone|a class)|\bSammelklage|\baction collective")
CERTIFIED_CLASS = re.compile(r"(?i)\bcertif(?:ied|ies) (?:a |the |nationwide )*class|\bclass (?:was|has been) certified|\bclass certification (?:was )?granted")
_FILING_WORDS = re.compile(r"(?i)\b(?:filed|lodged|su(?:it|ed|es|ing)|lawsuit|complaint|case|court:|proceedings|action|judge|claims?|ruled|Klage|verurteil|accord|訴|went to|taken|took|before|case is)\w*")
_EARLIER = re.compile(r"(?i)\b(?:after|earlier|previously|weeks? after|parallel|separate|another|other|first)\b[^,.;]{0,60}$")
SEPARATE = pattern(
    "several suits told together",
    r"""\b(?P<count>two|three|four|five|six|2|3|4|5|6) (?:separate |different |parallel |similar |nearly identical |near-identical |new |copyright |proposed )*(?:class[- ]actions?|law ?suits|suits|complaints|cases)\b|\b(?P<same>(?:almost|nearly|virtually|near-?) ?identical|a second|a companion|a parallel) (?:case|suit|lawsuit|complaint)\b|\bseparate (?:law ?suits|suits|complaints|class actions)\b|\bin (?:the )?[A-Z]\w+(?: [A-Z]\w+)? [^;]{3,80}; in [A-Z]""",
    matches=("sued Microsoft, Google and Amazon in three separate class actions", "and to Amazon in an almost identical case"),
    ignores=("three authors sued", "in a suit"),
)
_SUITS = re.compile(r"(?i)\b(?:the|both|two) (?:law)?suits\b|\b(?:law)?suits (?:allege|say|claim|were|are)\b")
_SUIT_AGAINST = re.compile(r"(?i)\b(?:law ?suit|suit|complaint|case) against\b")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def findings(article: Article) -> Reading:
    """Read an article.

    A text without a lawsuit, or whose lawsuit is not over data that an AI system learns from, has no case.
    """
    sentences = story(article)
    text = "\n".join(sentence.text for sentence in sentences)
    if not SUIT.search(text):
        return _irrelevant("no lawsuit is reported", sentences, article)
    if not AI.search(text) and not any(name.kind == SYSTEM for sentence in sentences for name in sentence.names):
        return _irrelevant("no AI system is spoken of", sentences, article)
    topic = topic_of(sentences)
    allegations = tuple(acts(sentences, topic))
    named = list(parties(sentences, article.language))
    caption = _caption(sentences, named)
    plaintiffs, defendants = _parties(sentences, named, caption, allegations)
    if not defendants:
        return _irrelevant("no defendant is named", sentences, article)
    learns = [
        found for found in allegations
        if found.act in _LEARNS or any(name.kind == DATASET for name in found.sentence.names)  # a data set is there to learn from
    ]  # fmt: skip
    if not learns:
        if not any(found.act in _TAKES for found in allegations):
            return _irrelevant("the lawsuit is not over data that an AI system learns from or gives out", sentences, article)
    first = (learns or allegations)[0]
    court = _court(sentences, caption, text)
    sentences = _without_others(sentences, plaintiffs, defendants)
    base = CaseFound(
        caption=caption,
        docket=_docket(sentences, caption),
        court=court,
        filed_on=filing(sentences, article.report_day),
        status=status(sentences) or _before_appeal(court),
        plaintiffs=plaintiffs,
        plaintiff_class=_class(sentences) if not plaintiffs or article.language == "en" else None,
        defendants=defendants,
        claims=tuple(claims(sentences)),
        allegations=allegations,
        relief=tuple(reliefs(sentences)),
        class_action="certified" if CERTIFIED_CLASS.search(text) else "proposed" if PROPOSED_CLASS.search(text) else None,
    )
    names_ = [party.name for party in defendants]
    return Reading(
        relevant=True if learns else None,
        reason=f"a lawsuit against {', '.join(name.text for name in names_)} alleges {first.act.replace('_', ' ')} with {first.data.replace('_', ' ')}" + ("" if learns else ", and nothing says that an AI system learns from it"),
        cases=tuple(_separate(base, sentences)),
        companies=tuple(_companies(sentences, article, {key_of(party.name) for party in (*plaintiffs, *defendants)})),
        ownership=tuple(ownership(sentences, names_)),
        responses=tuple(responses(sentences, [party.name for party in plaintiffs], names_)),
    )


def _irrelevant(reason: str, sentences: Sequence[Sentence], article: Article) -> Reading:
    return Reading(False, reason, (), tuple(_companies(sentences, article, set())), tuple(ownership(sentences, ())), ())


# ---------------------------------------------------------------------------------------------------------------------
# Parties


def key_of(name: Name) -> str:
    """What makes two names one party: the group of a known body, else the name itself."""
    return group_of(name.id) if name.id else name.text.lower()


def _parties(
    sentences: Sequence[Sentence], found: Sequence[Party], caption: Found[Caption] | None, allegations: Sequence[ActFound]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    counts = {role: Counter(key_of(party.name) for party in found if party.role == role) for role in (PLAINTIFF, DEFENDANT)}
    sides: dict[str, dict[str, Party]] = {PLAINTIFF: {}, DEFENDANT: {}}
    certain = any(party.sure for party in found if party.role == PLAINTIFF)
    for party in found:
        key = key_of(party.name)
        other = DEFENDANT if party.role == PLAINTIFF else PLAINTIFF
        mine, theirs = counts[party.role][key], counts[other][key]
        if mine < theirs or (mine == theirs and party.role == PLAINTIFF) or (certain and not party.sure):
            continue
        known = sides[party.role].get(key)
        if known is None or len(party.name.text) > len(known.name.text):
            sides[party.role][key] = party if known is None else replace(party, sentence=known.sentence, name=known.name) if len(known.name.text) >= len(party.name.text) else party
    if caption and caption.value.versus:
        _add_side(sides[PLAINTIFF], PLAINTIFF, caption, caption.value.left, 0)
        _add_side(sides[DEFENDANT], DEFENDANT, caption, caption.value.right, caption.end - caption.start - len(caption.value.right))
    for key in set(sides[PLAINTIFF]) & set(sides[DEFENDANT]):
        del sides[PLAINTIFF][key]
    if not any(is_body(party.name) for party in sides[DEFENDANT].values()) and (accused := _accused(sentences, allegations, sides[PLAINTIFF])):
        sides[DEFENDANT] = {key_of(accused.name): accused, **sides[DEFENDANT]}
    return tuple(sides[PLAINTIFF].values()), tuple(sides[DEFENDANT].values())


def _add_side(side: dict[str, Party], role: str, caption: Found[Caption], words: str, offset: int) -> None:
    """Add the party that a caption names, unless the story names it already more fully."""
    words = re.sub(r",? et al\.?$", "", words)
    start = caption.start + offset
    known = next((name for name in names(words) if is_body(name) and name.start == 0), None)
    name = replace(known, start=start, end=start + len(known.text)) if known else Name(start, start + len(words), PERSON, "", words)
    tokens = {token for token in re.findall(r"\w+", words.lower()) if len(token) > 2} - {"the", "inc", "llc", "corp", "ltd", "music", "media", "group", "company"}
    for party in side.values():
        if key_of(party.name) == key_of(name) or tokens & set(re.findall(r"\w+", party.name.text.lower())):
            return
    if not side or (role == DEFENDANT and not any(is_body(party.name) for party in side.values())):
        side[key_of(name)] = Party(role, name, caption.sentence)


def _accused(sentences: Sequence[Sentence], allegations: Sequence[ActFound], plaintiffs: dict[str, Party]) -> Party | None:
    """Where no sentence says who is sued: the one company that the sentences with allegations name."""
    counts: Counter[str] = Counter()
    first: dict[str, Party] = {}
    saying = [found.sentence for found in allegations]
    for sentence in sentences:
        if sentence.background:
            continue
        for name in sentence.names:
            if name.kind == BODY and key_of(name) not in plaintiffs and not is_press(name):
                counts[key_of(name)] += 1 + 2 * any(sentence is each for each in saying) + sentence.title
                first.setdefault(key_of(name), Party(DEFENDANT, name, sentence))
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < ranked[1][1] * 1.5):
        return None
    return first[ranked[0][0]]


def _without_others(sentences: Sequence[Sentence], plaintiffs: Sequence[Party], defendants: Sequence[Party]) -> list[Sentence]:
    """Mark as background what tells of companies that are no party here: their suits, settlements and answers are another case's."""
    ours = {key_of(party.name) for party in (*plaintiffs, *defendants)}
    words = {party.name.text.split()[0] for party in (*plaintiffs, *defendants)}

    def foreign(sentence: Sentence) -> bool:
        named = [name for name in sentence.names if is_body(name) and not is_press(name) and sentence.text[name.end : name.end + 1] != "-"]
        if not named or re.search(r"(?i)\b(?:law ?suit|suit|complaint|plaintiffs?|filed|they|action|case)\b", sentence.text[: named[0].start]):
            return False
        return not any(key_of(name) in ours or name.text.split()[0] in words for name in sentence.names)

    return [replace(each, background=True) if not each.background and foreign(each) and _ANOTHERS.search(each.text) else each for each in sentences]


_ANOTHERS = re.compile(r"(?i)\b(?:settle\w*|pay|paid|su(?:ed|it|its)|lawsuits?|sues|ruling|ruled|judge|court|class action|licen[cs]\w+)\b")


def is_press(name: Name) -> bool:
    """Whether a name is that of an agency or paper that articles cite as a source."""
    return name.id in ("reuters-group", "bbc", "bloomberg", "associated-press", "ani")


# ---------------------------------------------------------------------------------------------------------------------
# Caption, docket, court, class


def _caption(sentences: Sequence[Sentence], found: Sequence[Party]) -> Found[Caption] | None:
    sued = {token for party in found for token in re.findall(r"\w{3,}", party.name.text.lower())} - {"inc", "corp", "llc", "the", "group", "media", "music"}
    best: tuple[float, Found[Caption]] | None = None
    for sentence in sentences:
        for caption in captions(sentence.text):
            tokens = set(re.findall(r"\w{3,}", sentence.text[caption.start : caption.end].lower()))
            score = 2.0 * bool(tokens & sued) - 1.5 * caption.cited - 3 * sentence.background
            score += bool(re.search(r"(?i)\b(?:case is|case (?:facts|name)|identified as|captioned|titled|entitled|as)\b[^.]{0,12}$", sentence.text[: caption.start]))
            score += 1.5 * any(caption.end <= docket.start < caption.end + 90 for docket in dockets(sentence.text)) + 0.5 * sentence.title + 0.5 * (caption.start == 0)
            if not sued and not caption.cited:
                score += 1
            if score >= 1 and (best is None or score > best[0]):
                best = score, Found(caption, sentence, caption.start, caption.end)
    return best[1] if best else None


def _docket(sentences: Sequence[Sentence], caption: Found[Caption] | None) -> Found[Docket] | None:
    if caption:
        for docket in dockets(caption.sentence.text):
            return Found(docket, caption.sentence, docket.start, docket.end)
    for sentence in sentences:
        if sentence.background:
            continue
        for docket in dockets(sentence.text):
            return Found(docket, sentence, docket.start, docket.end)
    return None


def _court(sentences: Sequence[Sentence], caption: Found[Caption] | None, text: str) -> Found[CourtName] | None:
    british = is_british(text)
    best: tuple[float, Found[CourtName]] | None = None
    for position, sentence in enumerate(sentences):
        here = named_courts(sentence.text, british)
        distinct = {court.id for court in here}
        for court in here:
            score = 0.5 + 2.0 * bool(_FILING_WORDS.search(sentence.text)) - 4 * sentence.background + 2 * (caption is not None and sentence is caption.sentence)
            score -= 2.5 * bool(_EARLIER.search(sentence.text[: court.start]))
            score -= 3 * (len(distinct) > 1 and court.id.startswith("ca") is False and bool(re.search(r"\band\b", sentence.text[here[0].end : here[-1].start])))
            score += 1.5 * (court.id[:2] == "ca" and court.id[2:].isdigit() and position < 4)
            if score > 0 and (best is None or score > best[0]):
                best = score, Found(court, sentence, court.start, court.end)
    return best[1] if best else None


def _before_appeal(court: Found[CourtName] | None) -> StatusFound | None:
    """A case that an appeals court hears is on appeal, whatever else the story says."""
    if court and re.fullmatch(r"ca(?:\d+|dc|fc)|de-olg-.*", court.value.id):
        return StatusFound("on_appeal", court.sentence, court.start, court.end)
    return None


def _class(sentences: Sequence[Sentence]) -> Found[str] | None:
    found = described_class(sentences)
    if found is None:
        return None
    sentence, start, end = found
    return Found(sentence.text[start:end], sentence, start, end)


# ---------------------------------------------------------------------------------------------------------------------
# Several suits, companies


def _separate(base: CaseFound, sentences: Sequence[Sentence]) -> Iterator[CaseFound]:
    """One case for each defendant where the story says that each has a suit of its own."""
    if len(base.defendants) > 1 and base.caption is None:
        keys = {key_of(party.name) for party in base.defendants}
        told_apart = sum(bool(_SUITS.search(sentence.text)) for sentence in sentences if not sentence.background) and any(
            _SUIT_AGAINST.search(sentence.text) and len(keys & {key_of(name) for name in sentence.names}) == 1 for sentence in sentences
        )
        for sentence in sentences:
            match = SEPARATE.search(sentence.text) or (_SUITS.search("suits were") if told_apart else None)
            here = keys & {key_of(name) for name in sentence.names}
            counted = match.groupdict().get("count") if match else None
            if match and here == keys and (not counted or _COUNTS.get(counted.lower(), 0) == len(keys) or counted == str(len(keys))):
                courts = _courts_by_defendant(base.defendants, sentences)
                for party in base.defendants:
                    yield replace(base, defendants=(party,), court=courts.get(key_of(party.name)) if courts else base.court)
                return
    yield base


def _courts_by_defendant(defendants: Sequence[Party], sentences: Sequence[Sentence]) -> dict[str, Found[CourtName]]:
    """The court of each suit, where sentences name it after the defendant: "Suno in Boston, Udio in Manhattan"."""
    keys = {key_of(party.name) for party in defendants}
    found: dict[str, Found[CourtName]] = {}
    for sentence in sentences:
        for court in named_courts(sentence.text):
            before = [name for name in sentence.names if key_of(name) in keys and name.end <= court.start]
            if before and len({key_of(name) for name in before}) == 1 + sum(1 for key in found if key != key_of(before[-1])):
                found.setdefault(key_of(before[-1]), Found(court, sentence, court.start, court.end))
    return found


def _companies(sentences: Sequence[Sentence], article: Article, parties: Set[str]) -> Iterator[Found[Name]]:
    """The companies that the story names, each once; the outlet itself and the agencies that it cites left out."""
    outlet = article.publisher.value.lower() if article.publisher else ""
    seen: set[str] = set()
    for sentence in sentences:
        for name in sentence.names:
            body = bodies().get(name.id)
            if not is_body(name) or (body and body.type == "government"):
                continue
            if key_of(name) not in parties and (is_press(name) or name.text.lower() == outlet):
                continue
            if key_of(name) not in seen:
                seen.add(key_of(name))
                yield Found(name, sentence, name.start, name.end)
