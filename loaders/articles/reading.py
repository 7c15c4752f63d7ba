"""What an article says: passes over its sentences, put together to cases.

Clean, find, resolve: `article` cleans, the modules of the kinds of facts find, and here the finds become cases: who sues
whom, where, over what. Everything keeps the words that say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.articles.acts import ActFound, acts
from loaders.articles.article import Article
from loaders.articles.captioned import Captioned, captioned
from loaders.articles.claims import ClaimFound, claims
from loaders.articles.courts import CourtName, named_courts
from loaders.articles.data_kinds import topic_of
from loaders.articles.dockets import Caption, Docket
from loaders.articles.filing import FilingFound, filing
from loaders.articles.found import Found
from loaders.articles.names import GUESSED, Name, bodies
from loaders.articles.outcome import StatusFound, status
from loaders.articles.ownership import OwnershipFound, ownership
from loaders.articles.parties import Party, described_class, parties
from loaders.articles.people import is_body
from loaders.articles.relevance import over_learning, reports_suit, speaks_of_ai
from loaders.articles.relief import ReliefFound, reliefs
from loaders.articles.responses import ResponseFound, responses
from loaders.articles.several import tellings
from loaders.articles.sides import PRESS, key_of, sides, without_others
from loaders.articles.story import Sentence, story
from loaders.articles.venue import (
    before_appeal,
    caption_of,
    court_at_head,
    court_of,
    courts_by_defendant,
    docket_of,
    on_paper,
    without_captions_of_others,
)


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


PROPOSED_CLASS = re.compile(
    r"(?i)\b(?:proposed|putative|would-be|potential) class|\bclass[- ]action|\bon behalf of (?:millions|thousands|all"
    r"|others|everyone|a class)|\bSammelklage|\baction collective"
)
CERTIFIED_CLASS = re.compile(
    r"(?i)\bcertif(?:ied|ies) (?:a |the |nationwide )*class|\bclass (?:was|has been) certified"
    r"|\bclass certification (?:was )?granted"
)


def findings(article: Article) -> Reading:
    """Read an article.

    A text without a lawsuit, or whose lawsuit is not over data that an AI system learns from, has no case.
    """
    sentences = story(article)
    if not reports_suit(sentences):
        return _irrelevant("no lawsuit is reported", sentences, article)
    if not speaks_of_ai(sentences):
        return _irrelevant("no AI system is spoken of", sentences, article)
    allegations = tuple(acts(sentences, topic_of(sentences)))
    named = list(parties(sentences, article.language))
    caption = caption_of(sentences, named)
    papers = captioned(article.text)
    plaintiffs, defendants = sides(sentences, named, caption, allegations)
    if papers:
        plaintiffs, defendants, caption = papers[0].plaintiffs, papers[0].defendants, papers[0].caption
    if not defendants and not caption and not any(party.sure for party in plaintiffs):
        return _irrelevant("nobody is named who sues or is sued", sentences, article)
    ours = without_others(sentences, plaintiffs, defendants)
    pleaded = tuple(claims(ours, allegations))
    certain = caption is not None or any(party.sure for party in named)
    relevant = over_learning(ours, allegations, pleaded, certain)
    if relevant is False:
        return _irrelevant("the lawsuit is not over data that an AI system learns from or gives out", sentences, article)
    paper = on_paper(article)
    court = paper.court or court_of(sentences, caption) or court_at_head(article)
    case = CaseFound(
        caption=caption,
        docket=paper.docket or docket_of(ours, caption),
        court=court,
        filed_on=paper.filed_on or filing(without_captions_of_others(ours, caption), article.report_day),
        status=status(ours) or before_appeal(court),
        plaintiffs=plaintiffs,
        plaintiff_class=_class(ours),
        defendants=defendants,
        claims=pleaded,
        allegations=allegations,
        relief=tuple(reliefs(ours)),
        class_action=_class_action(sentences),
    )
    accused = [party.name for party in defendants]
    links = tuple(ownership(sentences, accused))
    return Reading(
        relevant=relevant,
        reason=_reason(accused, allegations, bool(relevant)),
        cases=_as_captioned(case, papers) or tuple(_several(case, ours, named, article)) or (case,),
        companies=tuple(_companies(sentences, article, (*plaintiffs, *defendants), links)),
        ownership=links,
        responses=tuple(responses(ours, [party.name for party in plaintiffs], accused)),
    )


def _irrelevant(reason: str, sentences: Sequence[Sentence], article: Article) -> Reading:
    links = tuple(ownership(sentences, ()))
    return Reading(False, reason, (), tuple(_companies(sentences, article, (), links)), links, ())


def _reason(accused: Sequence[Name], allegations: Sequence[ActFound], learns: bool) -> str:
    whom = ", ".join(name.text for name in accused) or "somebody unnamed"
    acts = [f"{found.act.replace('_', ' ')} with {found.data.replace('_', ' ')}" for found in allegations]
    words = acts[0] if acts else "what the text does not say in words known here"
    doubt = "" if learns else ", and nothing says that an AI system learns from it"
    return f"a lawsuit against {whom} alleges {words}{doubt}"


def _class(sentences: Sequence[Sentence]) -> Found[str] | None:
    found = described_class(sentences)
    if found is None:
        return None
    sentence, start, end = found
    return Found(sentence.text[start:end], sentence, start, end)


def _class_action(sentences: Sequence[Sentence]) -> str | None:
    """Whether the suit is brought for a class, in the terms of graph/vocabulary/class_action.yaml."""
    if any(CERTIFIED_CLASS.search(sentence.text) for sentence in sentences):
        return "certified"
    return "proposed" if any(PROPOSED_CLASS.search(sentence.text) for sentence in sentences) else None


# ---------------------------------------------------------------------------------------------------------------------
# Several suits, companies


def _as_captioned(case: CaseFound, papers: Sequence[Captioned]) -> tuple[CaseFound, ...]:
    """The cases in whose files a paper of a court is, by its captions."""
    return tuple(
        replace(case, plaintiffs=each.plaintiffs, defendants=each.defendants, caption=each.caption, docket=each.docket)
        if number
        else replace(case, docket=each.docket or case.docket)
        for number, each in enumerate(papers)
    )


def _several(
    case: CaseFound, sentences: Sequence[Sentence], named: Sequence[Party], article: Article
) -> Iterator[CaseFound]:
    """One case for each suit that the story tells apart, read where it tells of it and in what is said of all."""
    courts = courts_by_defendant(case.defendants, sentences)
    only = _court_of_all(case, sentences)
    for each in tellings(sentences, named, case.plaintiffs, case.defendants):
        about = (*each.own, *each.common)
        here = {id(sentence) for sentence in about}
        allegations = tuple(found for found in case.allegations if id(found.sentence) in here) or case.allegations
        court = (
            court_of(each.own, each.caption)
            or courts.get(key_of(each.defendants[0].name))
            or court_of(about, each.caption)
            or only
        )
        yield CaseFound(
            caption=each.caption,
            docket=each.docket,
            court=court,
            filed_on=filing(each.own, article.report_day) or filing(each.common, article.report_day),
            status=status(each.own) or status(each.common) or before_appeal(court),
            plaintiffs=each.plaintiffs or case.plaintiffs,
            plaintiff_class=case.plaintiff_class,
            defendants=each.defendants,
            claims=tuple(claims(about, allegations)),
            allegations=allegations,
            relief=tuple(reliefs(about)),
            class_action=case.class_action,
        )


def _court_of_all(case: CaseFound, sentences: Sequence[Sentence]) -> Found[CourtName] | None:
    """The one court that a story names, in a sentence about all who are sued, or none of them."""
    named = {court.id for sentence in sentences if not sentence.background for court in named_courts(sentence.text)}
    if case.court is None or len(named) != 1:
        return None
    accused = {key_of(party.name) for party in case.defendants}
    here = {key_of(name) for name in case.court.sentence.names} & accused
    return case.court if not here or here == accused else None


def _companies(
    sentences: Sequence[Sentence], article: Article, parties: Sequence[Party], links: Sequence[OwnershipFound]
) -> Iterator[Found[Name]]:
    """The companies that the story names, each once; the outlet itself and the agencies that it cites left out.

    A party goes by its fullest name; what owns or is owned is a company though no record knows it.
    """
    outlet = article.publisher.value.lower() if article.publisher else ""
    certain = {key_of(party.name): party for party in parties if is_body(party.name)}
    held = {key_of(name) for link in links for name in (link.owner, link.owned)}
    seen: set[str] = set()
    for sentence in sentences:
        for name in sentence.names:
            body = bodies().get(name.id)
            key = key_of(name)
            if not is_body(name) or key in seen or (body and body.type == "government"):
                continue
            aside = name.id in PRESS or name.kind == GUESSED or name.text.lower() == outlet
            if aside and key not in certain and key not in held:
                continue
            seen.add(key)
            party = certain.get(key)
            if party is not None and party.name.id == name.id and party.name.text.startswith(name.text):
                yield Found(party.name, party.sentence, party.name.start, party.name.end)
            else:
                yield Found(name, sentence, name.start, name.end)
    for key, party in certain.items():
        body = bodies().get(party.name.id)
        if key not in seen and not (body and body.type == "government"):
            yield Found(party.name, party.sentence, party.name.start, party.name.end)
