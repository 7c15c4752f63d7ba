"""The story as sentences: each with its place in the raw text, the names in it, and whether it tells of another case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.articles.article import Article
from loaders.articles.clean import Block, Role
from loaders.articles.names import Name, names
from loaders.articles.names_abroad import marks, story_bodies
from loaders.articles.patterns import pattern
from loaders.articles.people import one_words, short_forms, with_longer, with_short_forms, with_surnames, with_unknown
from loaders.articles.text import sentences


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the article: text[start:end] of its raw text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the story or the headline.

    `text` is cleaned. `names` are known names and people in order. `background`: it tells of another case or of the
    industry, so its parties and claims are not this case's.
    """

    raw: str
    block: Block
    start: int
    text: str
    names: tuple[Name, ...]
    title: bool = False
    background: bool = False

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """The raw words for text[start:end]; for the whole sentence where no span is given."""
        first, last = self.block.copy.raw(self.start + start, self.start + (len(self.text) if end is None else end))
        return Quote(first, last, self.raw[first:last])

    def around(self, start: int, end: int) -> Quote:
        """The raw sentence around text[start:end], no further than something left out (spam) allows."""
        first, last = self.block.copy.uncut(self.start, self.start + len(self.text), self.start + start)
        first, last = min(first, self.start + start), max(last, self.start + end)
        first, last = self.block.copy.raw(first, last)
        return Quote(first, last, self.raw[first:last])


BACKGROUND = pattern(
    "sentence about another case, or about many",
    r"""\b(?:similar(?:ly)? (?:case|suit|lawsuit|complaint|action|claim|proceeding)s?|(?:other|more|several
        |dozens of|hundreds of|many|numerous|a (?:wave|string|series|number|flood|raft
        |slew) of)(?: [\w-]+){0,4} (?:lawsuits|suits|cases|actions|complaints)\b(?! (?:about genetic
        |were put together|were consolidated))|comparable suits
    |(?<!and )(?<!with )(?<!plus )(?<!by )(?<!(?:one|two|six|ten|the) )(?<!(?:four|five|nine) )(?<!(?:three|seven|eight) )(?<!(?:dozen) )(?<!(?:eleven|twelve) )(?<!several )(?<!\d )other (?:authors|writers|artists|publishers
    |companies|news (?:outlets|organi[sz]ations)|rulings|litigation|courts|judges)(?! (?:(?:have|has|had|later|also|since|then) )*(?:join|came|come|signed|been added|follow))
    |(?:separate|unrelated) (?:[\w-]+ ){0,2}(?:lawsuit|suit|case|action|settlement|ruling|litigation)\b
    |\b(?:his|her|their|its|'s) (?:other|earlier|previous|first) (?:[\w-]+ ){0,2}(?:lawsuit|suit|case|action|claim)s?\b(?=,| against| over| is | was )
    |\b(?:has|have|had) an? (?:other|earlier|another) (?:[\w-]+ ){0,2}(?:lawsuit|suit|case|action) (?:pending|going|open|of|against)
    |\b(?:dozen|hundred|score|\d+|many|all|most) such (?:lawsuits|suits|cases)\b|\bin (?:one|some|most) of (?:them|those|these),
    |\b(?:ruled|rules|sided|found|held|decided|dismissed|threw out|tossed)\b[^.]{0,60}\bin an? (?:[\w-]+ ){0,2}(?:suit|lawsuit|case|action) (?:by|brought by|filed by|of|from|against|over)\b
    |\btwin of (?:this|the) (?:case|suit)|\b(?:case|suit|action) follows (?:that|those|one) (?:of|by|against)
    |(?:has|have) been suing (?:new|other)
    |^(?:米国|中国|欧州|英国|韓国|ドイツ|フランス|インド|海外|国内)では[^。]{0,80}(?:続いて|相次|昨年|すでに|既に)
    |^Aux États-Unis,|^En (?:Allemagne|France|Europe|Grande-Bretagne|Inde|Chine),? [^.]{0,60}(?:déjà|aussi|également)
    |^In (?:den USA|Großbritannien|Frankreich|Indien|China|Kanada)\b[^.]{0,80}(?:bereits|ebenfalls|auch)\b|\b(?:ähnlichen?|weiteren?|andere[nr]?|frühere[nr]?) (?:Antrag|Klage|Verfahren|Prozess|Fall)\b
    |(?:also|separately|meanwhile|elsewhere)(?:,)? (?:has |have |had |been |is |are |were )*(?:sued|suing
    |facing|faces?|filed)|separately,|have (?:all |both |each )?(?:faced|been (?:sued|hit))|go on suing
    |(?:has|have) been the (?:subject|target) of
    |agreed (?:in \w+ )?to (?:pay|settle)\b.{0,60}(?:\bother\b|\banother\b|\bgroup of\b|\btheirs\b|separate)
    |earlier (?:this|last) (?:year|month|week)\b.{0,60}\b(?:sued|lawsuit|suit)\b|\b(?:sued|lawsuit
    |suit)\b.{0,40}\bearlier (?:this|last) (?:year|month)|a year ago\b|(?:last|this) (?:year
    |month) .{0,30}\bsettled\b
    |industry\b.{0,40}\b(?:lawsuits|litigation)|is (?:one|the latest) (?:of|in) (?:many|a|several|dozens)
    |similar .{0,20} against|another (?:copyright|AI|lawsuit
    |class action)\b(?=.{0,30}\bagainst\b.{0,30}\brival))""",
    matches=(
        "A year ago a similar suit was filed against a rival.",
        "OpenAI and Meta face dozens of comparable suits.",
        "In August it agreed to pay a group of authors $1 million in a class action of theirs.",
        "A judge in San Francisco ruled for Meta last June in a suit by 13 authors.",
        "In Germany a society sued Suno earlier this year.",
        "Google and OpenAI have all faced lawsuits on behalf of users.",
        "Its other action, against a university, goes to trial next May.",
        "The agency has an earlier case pending against a university.",
        "More than a dozen such cases are before U.S. judges.",
        "米国では新聞社がB社を訴えた裁判が続いている。",
        "Im Mai hatte das Gericht einen ähnlichen Antrag abgelehnt.",
    ),
    ignores=(
        "Three authors sued the company on Tuesday.",
        "Several class actions about genetic data were put together.",
        "The suit was filed in January.",
        "She and five other writers filed a lawsuit on Monday.",
        "He and two dozen other authors sued.",
    ),
)

_LOWER = re.compile(r"(?<![\w'-])[a-zà-ÿ]{3,}(?!\w)")
LONGEST_SENTENCE = 1500
"""Characters of a sentence that are read; what goes on longer is a list or no prose at all."""


def story(article: Article) -> list[Sentence]:
    """The sentences of an article's headline and story, in order."""
    return list(_sentences([block for block in article.blocks if block.role in (Role.TITLE, Role.STORY)], article))


def _sentences(blocks: Sequence[Block], article: Article) -> Iterator[Sentence]:
    texts = [block.text for block in blocks]
    short = one_words(texts, article.language) | short_forms(texts)
    abroad = story_bodies(texts, article.language)
    people: dict[str, Name] = {}
    common = frozenset(_LOWER.findall(" ".join(texts)))
    for block in blocks:
        known = with_longer(names(block.text), marks(block.text, abroad)) if abroad else names(block.text)
        known = with_short_forms(block.text, known, short)
        for start, end in sentences(block.text):
            end = min(end, start + LONGEST_SENTENCE)
            text = block.text[start:end]
            if not text.strip():
                continue
            inside = [
                replace(name, start=name.start - start, end=name.end - start)
                for name in known
                if start <= name.start and name.end <= end
            ]
            yield Sentence(
                raw=article.text,
                block=block,
                start=start,
                text=text,
                names=tuple(
                    name
                    for name in with_surnames(text, with_unknown(text, inside, article.language), people)
                    if name.id or name.text.lower() not in common  # "Driver" of a headline where a driver sues
                ),
                title=block.role is Role.TITLE,
                background=bool(BACKGROUND.search(text)),
            )
