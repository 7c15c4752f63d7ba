"""From what an article says to statements: facts with the sentence that says each, in the form of the curated records.

Ids and edges are those that `loaders/curated` makes, so that an article and the curated record of a case meet in the same
nodes. An article adds its words to what is known, and facts of its own; it never rewords what curators have written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from graph import ontology
from graph.dates import PartialDate
from graph.facts import KIND, Evidence, Fact, Statement, facts_of
from graph.ontology import Edge, Node, Scalar
from graph.terms import terms
from loaders.articles.article import Article
from loaders.articles.cases import KnownCase, entities_named, known_sum, match, new_id, nth_relief, response_place, unsure
from loaders.articles.courts import courts
from loaders.articles.embedded import Printed
from loaders.articles.names import BODY, DATA, DATASET, bodies
from loaders.articles.ownership import OwnershipFound
from loaders.articles.parties import Party
from loaders.articles.reading import CaseFound, Reading, findings
from loaders.articles.signature import signature
from loaders.articles.statutes import most_specific
from loaders.articles.story import Quote
from loaders.ids import allegation_id, claim_id, person_id, plaintiff_class_id, relief_id, response_id
from loaders.records import cite

METHOD = "patterns"
PURPOSE = re.compile(
    r"(?i)\b(?:to (?:help |assist in )?train|for (?:the purpose of )?(?:AI |model )?training"
    r"|train\w* (?:its |their |generative |AI |artificial )|fed (?:in)?to)\b"
)


Verdicts = Mapping[str, str]
"""What people have judged of an article: by the id of a case "accepted" where it reports on it, "refused" where it does not."""


def statements(article: Article, reading: Reading | None = None, judged: Verdicts | None = None) -> Iterator[Statement]:
    """All that an article states: itself, the companies that it names, and the facts of each case that it surely means.

    Args:
        article: the article.
        reading: what was found in it, where somebody has looked already.
        judged: which of the cases that it may mean it does mean.
    """
    reading = reading or findings(article)
    yield from _article(article)
    yield from _said(reading, _Speaker(article, article.id, METHOD), judged or {})


def draft_id(article: str) -> str:
    """The source of what a model reads in an article."""
    return f"{article}/draft"


def draft_statements(
    article: Article, reading: Reading, method: str, stated: Collection[Statement], judged: Verdicts
) -> Iterator[Statement]:
    """What a model reads in an article and the rules do not: of a source of its own, the draft, which ranks below all others.

    Args:
        article: the article, whose words are quoted.
        reading: what the model read.
        method: how its evidence is marked.
        stated: what the rules have stated; a draft does not say it once more.
        judged: which of the cases that it may mean it does mean.
    """
    said = {statement.fact for statement in stated}
    source = draft_id(article.id)
    new = [statement for statement in _said(reading, _Speaker(article, source, method), judged) if statement.fact not in said]
    if not new:
        return
    title = article.title.value if article.title else article.id
    node = ontology.Document(
        id=source,
        title=f"Draft: {title}",
        publisher=method,
        published_on=None,
        url=None,
        notes="What a language model reads in the article; every statement quotes it, nobody has checked them.",
    )
    rank = ontology.RankOf(source=source, target="source_kind/model_draft")
    yield from cite([*facts_of(node), *facts_of(rank)], [Evidence(source, method)])
    yield from new


def _said(reading: Reading, say: _Speaker, judged: Verdicts) -> Iterator[Statement]:
    """What a reading states, in the words of its article."""
    article = say.article
    for mention in reading.companies:
        if mention.value.kind == BODY and mention.value.id:
            yield from say(ontology.Mentions(source=article.id, target=mention.value.id), mention.quote)
    for link in reading.ownership:
        yield from _ownership(article, say, link)
    stated: set[str] = set()
    for found in reading.cases:
        doubtful = unsure(found, article.report_day)
        for each in doubtful:
            yield from say(ontology.MayReportOn(source=article.id, target=each.id), first_words(found))
        known = match(found, article.report_day) or next((each for each in doubtful if judged.get(each.id) == "accepted"), None)
        case = known.id if known else new_id(found)
        if case and case not in stated:
            stated.add(case)
            yield from _Telling(article, say, found, case, known, reading).facts()


@dataclass(frozen=True, slots=True)
class _Speaker:
    """States things in an article's words. `source` is who says it, the article or a draft of it, `method` what read it."""

    article: Article
    source: str
    method: str

    def __call__(self, thing: Node | Edge, quote: Quote | None, original: str | None = None) -> Iterator[Statement]:
        for fact in facts_of(thing):
            yield self.fact(fact, quote, original)

    def node(
        self, kind: type[Node], id: str, quote: Quote, original: str | None = None, **values: Scalar | None
    ) -> Iterator[Statement]:
        """State that a node of a kind exists, with those of its properties that the words give."""
        yield self.fact(Fact(id, KIND, value=kind.KIND), quote)
        for name, value in values.items():
            if value is not None:
                yield self.fact(Fact(id, name, value=value), quote, original)

    def fact(self, fact: Fact, quote: Quote | None, original: str | None = None) -> Statement:
        if quote is None:
            return Statement(fact, Evidence(self.source, self.method))
        return Statement(fact, Evidence(self.source, self.method, quote.text, quote.start, quote.end, original))


# ---------------------------------------------------------------------------------------------------------------------
# The article itself


def _article(article: Article) -> Iterator[Statement]:
    """The article as a source. What the curators' list of sources says of it otherwise stays as they say it."""
    curated = _curated_sources().get(article.id, {})
    printed: Mapping[str, Printed | None] = {
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published_on": article.published_on,
        "url": article.url,
    }
    values: dict[str, Any] = {
        name: PartialDate(found.value) if name == "published_on" else found.value
        for name, found in printed.items()
        if found and _straight(str(curated.get(name) or found.value)) == _straight(found.value)
    }
    if curated.get("title") and "title" in values:
        values["title"] = curated["title"]
    node = ontology.Article(
        id=article.id,
        language=article.language,
        sha256=article.sha256,
        signature=signature(article),
        text=article.story,
        **values,
    )
    say = _Speaker(article, article.id, METHOD)
    for fact in facts_of(node):
        found = printed.get(fact.predicate)
        where = None
        if found and found.start is not None and found.end is not None:
            where = Quote(found.start, found.end, article.text[found.start : found.end])
        yield say.fact(fact, where, where.text if where and where.text != fact.value else None)
    yield from say(ontology.RankOf(source=article.id, target="source_kind/press"), None)


def _straight(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


@cache
def _curated_sources() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((DATA / "sources").glob("*.yaml")):
        for entry in yaml.load(path.read_bytes(), yaml.CSafeLoader) or ():
            if str(entry.get("id", "")).startswith("article-"):
                found[entry["id"]] = entry
    return found


# ---------------------------------------------------------------------------------------------------------------------
# Ownership


def _ownership(article: Article, say: _Speaker, link: OwnershipFound) -> Iterator[Statement]:
    """The words of an article for a known link: the only one of its kind that is in force on the article's day."""
    held = _holdings().get((link.owner.id, link.owned.id, link.kind), ())
    day = article.report_day
    in_force = [since for since, until in held if not day or ((not since or since <= day) and (not until or until > day))]
    if len(in_force) == 1:
        quote = link.sentence.around(link.start, link.end)
        yield say.fact(Fact(link.owner.id, "OWNS", link.owned.id, in_force[0]), quote)
        yield say.fact(Fact(link.owner.id, "OWNS.kind", link.owned.id, in_force[0], link.kind), quote)


@cache
def _holdings() -> dict[tuple[str, str, str], tuple[tuple[str, str], ...]]:
    """Curated holdings by owner, owned and kind: the first days of each, and the days from which they no longer hold."""
    found: dict[tuple[str, str, str], tuple[tuple[str, str], ...]] = {}
    for entry in yaml.load((DATA / "ownership.yaml").read_bytes(), yaml.CSafeLoader) or ():
        key = entry["owner"], entry["owned"], entry["kind"]
        found[key] = (*found.get(key, ()), (str(entry.get("from") or ""), str(entry.get("to") or "")))
    return found


# ---------------------------------------------------------------------------------------------------------------------
# A case


def first_words(found: CaseFound) -> Quote:
    """The words that tell of a case: its caption in its sentence, else the sentence of its first defendant."""
    return found.caption.context if found.caption else _sentence(found.defendants[0])


def _sentence(party: Party) -> Quote:
    return party.sentence.around(party.name.start, party.name.end)


@dataclass(frozen=True, slots=True)
class _Telling:
    """One case as one article tells it."""

    article: Article
    say: _Speaker
    found: CaseFound
    case: str
    known: KnownCase | None
    reading: Reading

    def facts(self) -> Iterator[Statement]:
        first = first_words(self.found)
        yield from self.say(ontology.ReportsOn(source=self.article.id, target=self.case), first)
        yield from self._case(first)
        yield from self._parties()
        yield from self._allegations()
        yield from self._claims()
        yield from self._relief()
        if len(self.reading.cases) == 1:
            yield from self._responses()

    def _case(self, first: Quote) -> Iterator[Statement]:
        found, known = self.found, self.known
        court = courts().get(found.court.value.id) if found.court else None
        if known is None:
            name = found.caption.quote.text if found.caption and found.caption.value.versus else None
            country = court.country or None if court else None
            yield from self.say.node(
                ontology.Case, self.case, first, name=name, country=country, class_action=found.class_action
            )
        if found.caption and known and found.caption.value.versus:
            yield self.say.fact(Fact(self.case, "name", value=known.name), found.caption.context, found.caption.quote.text)
        if found.docket:
            number = known.docket_number if known and known.docket_number else found.docket.value.number
            yield self.say.fact(
                Fact(self.case, "docket_number", value=number), found.docket.context, found.docket.quote.text
            )
        if found.filed_on:
            day = found.filed_on
            shown = day.sentence.quote(day.start, day.end).text
            finer = bool(known and known.filed_on.startswith(day.on) and len(known.filed_on) > len(day.on))
            if not finer:  # a coarser date contradicts nothing and adds nothing
                yield self.say.fact(
                    Fact(self.case, "filed_on", value=str(PartialDate(day.on))),
                    day.sentence.around(day.start, day.end),
                    shown,
                )
        if found.court and court:
            if court.id not in _curated_courts():
                yield from self.say.node(
                    ontology.Court, court.id, found.court.quote, name=court.name, country=court.country or None
                )
            yield from self.say(
                ontology.HeardIn(source=self.case, target=court.id), found.court.context, found.court.quote.text
            )
        if found.status and self.article.report_day and found.status.status in terms("status"):
            fact = Fact(self.case, "STATED_STATUS", f"status/{found.status.status}", self.article.report_day)
            yield self.say.fact(fact, found.status.sentence.around(found.status.start, found.status.end))

    def _parties(self) -> Iterator[Statement]:
        for parties, role in ((self.found.plaintiffs, "plaintiff"), (self.found.defendants, "defendant")):
            for party in parties:
                yield from self._party(party, role)
        described = self.found.plaintiff_class
        if described is None:
            return
        if self.known:
            for one in [each for each in self.known.plaintiffs if each.kind == "class"][:1]:
                yield self.say.fact(Fact(self.case, "PARTY", one.id, one.role), described.context, described.quote.text)
        else:
            id = plaintiff_class_id(self.case)
            yield from self.say.node(ontology.PlaintiffClass, id, described.quote, name=described.value)
            yield from self._joins(id, "plaintiff", described.value, described.context)

    def _joins(self, party: str, role: str, named_as: str, quote: Quote) -> Iterator[Statement]:
        yield self.say.fact(Fact(self.case, "PARTY", party, role), quote)
        yield self.say.fact(Fact(self.case, "PARTY.named_as", party, role, named_as), quote)

    def _party(self, party: Party, role: str) -> Iterator[Statement]:
        context, printed = _sentence(party), party.sentence.quote(party.name.start, party.name.end)
        if self.known:
            side = self.known.plaintiffs if role == "plaintiff" else self.known.defendants
            meant = entities_named(party.name, side)
            if len({each.id for each in meant}) == 1:
                yield self.say.fact(Fact(self.case, "PARTY", meant[0].id, meant[0].role), context, printed.text)
            return
        if party.name.id:
            target = party.name.id
        else:
            target = person_id(self.case, party.name.text)
            yield from self.say.node(ontology.Person, target, printed, name=party.name.text)
        yield from self._joins(target, role, party.name.text, context)

    def _accused(self, names: Sequence[str]) -> str | None:
        """The one defendant that an allegation is against: the one that its sentence names, else the only one."""
        ids = {party.name.id for party in self.found.defendants if party.name.id}
        here = ids & set(names)
        one = here if len(here) == 1 else ids
        return next(iter(one)) if len(one) == 1 else None

    def _allegations(self) -> Iterator[Statement]:
        for found in self.found.allegations:
            quote = found.sentence.around(found.start, found.end)
            id = allegation_id(self.case, found.act, found.data)
            edges: list[Edge] = [
                ontology.Alleges(source=self.case, target=id),
                ontology.ActOf(source=id, target=f"act/{found.act}"),
                ontology.Concerns(source=id, target=f"data/{found.data}"),
            ]
            if accused := self._accused([name.id for name in found.sentence.names]):
                edges.append(ontology.By(source=id, target=accused))
            if found.act == "training" or PURPOSE.search(found.sentence.text):
                edges.append(ontology.ForPurpose(source=id, target="purpose/model_training"))
            if found.act in ("training", "acquisition_from_pirate_source", "scraping", "collection_without_consent"):
                sets = {name.id for name in found.sentence.names if name.kind == DATASET and name.id}
                edges += [ontology.FromDataset(source=id, target=dataset) for dataset in sorted(sets)]
            yield from self.say.node(ontology.Allegation, id, quote)
            for edge in edges:
                yield from self.say(edge, quote)

    def _claims(self) -> Iterator[Statement]:
        for found in self.found.claims:
            quote = found.sentence.around(found.start, found.end)
            id = claim_id(self.case, found.cause)
            yield from self.say.node(ontology.Claim, id, quote)
            yield from self.say(ontology.Claims(source=self.case, target=id), quote)
            yield from self.say(ontology.CauseOf(source=id, target=f"cause/{found.cause}"), quote)
            for statute in most_specific(found.statutes):
                yield from self.say(ontology.Under(source=id, target=statute), quote)

    def _relief(self) -> Iterator[Statement]:
        for found in self.found.relief:
            if found.kind not in terms("relief"):
                continue
            quote = found.sentence.around(found.start, found.end)
            words = found.sentence.quote(found.start, found.end).text
            meant = known_sum(self.known, found.kind, found.amount) if self.known else None
            kind, per = meant or (found.kind, found.per)
            nth = nth_relief(self.known, kind, per, found.amount) if self.known else 0
            id = relief_id(self.case, kind, per, nth)
            sums = {"amount": found.amount, "currency": found.currency, "per": found.per}
            yield from self.say.node(ontology.Relief, id, quote, words, **sums)
            yield from self.say(ontology.Seeks(source=self.case, target=id), quote)
            if kind == found.kind:
                yield from self.say(ontology.ReliefKindOf(source=id, target=f"relief/{kind}"), quote)

    def _responses(self) -> Iterator[Statement]:
        for found in self.reading.responses:
            stance = {"admits": "concedes"}.get(found.stance, found.stance)
            if not found.by.id or found.by.id not in bodies() or stance not in terms("stance"):
                continue
            on, nth = response_place(self.known, found.by.id, stance, self.article.id) if self.known else (None, 0)
            quote = found.sentence.around(found.start, found.end)
            id = response_id(self.case, found.by.id, stance, on, nth)
            yield from self.say.node(ontology.Response, id, quote)
            yield from self.say(ontology.RespondsTo(source=id, target=self.case), quote)
            yield from self.say(ontology.SaidBy(source=id, target=found.by.id), quote)
            yield from self.say(ontology.StanceOf(source=id, target=f"stance/{stance}"), quote)


@cache
def _curated_courts() -> frozenset[str]:
    return frozenset(each["id"] for each in yaml.load((DATA / "courts.yaml").read_bytes(), yaml.CSafeLoader))
