"""The story as sentences: each with its place in the raw text, the names in it, and whether it tells of another case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.articles.article import Article
from loaders.articles.clean import Block, Role
from loaders.articles.names import BODY, KNOWN, Name, names
from loaders.articles.patterns import pattern
from loaders.articles.text import sentences


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the article: text[start:end] of its raw text."""

    start: int
    end: int
    text: str


PERSON, OFFICE = "person", "office"
"""Kinds of names that no record knows: a human being; a judge, a lawyer, an officer, whom nobody sues for that."""


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
    r"""\b(?:similar(?:ly)? (?:case|suit|lawsuit|complaint|action|claim|proceeding)s?|(?:other|more|several|dozens of|hundreds of|many|numerous|a (?:wave|string|series|number|flood|raft|slew) of)(?: [\w-]+){0,4} (?:lawsuits|suits|cases|actions|complaints)\b(?! (?:about genetic|were put together|were consolidated))|comparable suits
    |(?<!and )(?<!two )(?<!three )(?<!four )(?<!several )other (?:authors|writers|artists|publishers|plaintiffs|companies|suits|news (?:outlets|organi[sz]ations)|rulings|litigation|courts|judges)|(?:separate|unrelated) (?:[\w-]+ ){0,2}(?:lawsuit|suit|case|action|settlement|ruling|litigation)\b|\b(?:a different|another) (?:judge|court)\b
    |(?:also|separately|meanwhile|elsewhere)(?:,)? (?:has |have |had |been |is |are |were )*(?:sued|suing|facing|faces?|filed)|separately,|have (?:all |both |each )?(?:faced|been (?:sued|hit))|go on suing|keep suing|(?:has|have) been the (?:subject|target) of
    |agreed (?:in \w+ )?to (?:pay|settle)\b.{0,60}(?:\bother\b|\banother\b|\bgroup of\b|\btheirs\b|separate)|earlier (?:this|last) (?:year|month|week)\b.{0,60}\b(?:sued|lawsuit|suit)\b|\b(?:sued|lawsuit|suit)\b.{0,40}\bearlier (?:this|last) (?:year|month)|a year ago\b|(?:last|this) (?:year|month) .{0,30}\bsettled\b
    |industry\b.{0,40}\b(?:lawsuits|litigation)|is (?:one|the latest) (?:of|in) (?:many|a|several|dozens)|similar .{0,20} against|another (?:copyright|AI|lawsuit|class action)\b(?=.{0,30}\bagainst\b.{0,30}\brival))""",
    matches=(
        "A year ago a similar suit was filed against a rival.", "OpenAI and Meta face dozens of comparable suits.",
        "In August it agreed to pay a group of authors $1 million in a class action of theirs.", "In Germany a society sued Suno earlier this year.",
        "Google and OpenAI have all faced lawsuits on behalf of users.",
    ),
    ignores=("Three authors sued the company on Tuesday.", "Several class actions about genetic data were put together.", "The suit was filed in January."),
)  # fmt: skip

_NAME_TOKEN = r"(?:(?:O'|Mc|Mac|Di|De|La|Le|D'|St\.)[A-Z][a-z]+|[A-ZÀ-Ý][a-zà-ÿ]*(?:['-][A-ZÀ-Ý]?[a-zà-ÿ]+)*(?![\w])\.?|[A-Z]\.(?:[A-Z]\.)*)"
_PERSON = re.compile(
    rf"(?<![\w.@-]){_NAME_TOKEN}(?: (?:(?:de|De|van|Van|von|der|den|la|La|del|Del|bin|al|Al|du|ten|ter) ){{0,2}}{_NAME_TOKEN}){{1,4}}(?: (?:Jr|Sr|II|III)\b\.?)?|(?<![\w.@-])(?:[A-Z]\.){{2,3}}(?![\w])"
)
_COMMON = frozenset(
    """A An The This That These Those It Its He She They We You I His Her Their Our My In On At By For From To Of Off Into With Without Within
    And But Or Nor If As So Yet Then Than When While Where Which Who Whose What Why How After Before Since Until During Over Under About Against
    Among Between Beyond Despite Although Though Because However Meanwhile Moreover Also Still Even Only Just Both Each Every All Any Some Many Most
    More Several Two Three Four Five Six Seven Eight Nine Ten Hundreds Thousands Millions Dozens Here There Now Not No Yes One Last Late Next First
    Second Third Earlier Later Today Yesterday According Filed Led Founded Based Asked Citing Behind Named Said Says Those Lawyers Attorneys Plaintiffs
    Plaintiff Defendants Defendant Customers Users Authors Writers Artists Publishers Musicians Developers Programmers Novelists Journalist Journalists
    Author Novelist Writer Artist Illustrator Photographer Comedian Actor Actress Musician Singer Songwriter Composer Narrator Host Radio Professor
    Judge Justice Magistrate Chief President Vice Former Attorney General Lawyer Counsel Senior Senator Representative Governor Mayor Minister Director
    Executive Officer Chairman Founder Co-founder Spokesman Spokeswoman Spokesperson Analyst Editor Reporter Dr Mr Mrs Ms Prof Hon Sir Dame
    Court Courts District Northern Southern Eastern Western Central Middle Circuit Superior Supreme High Federal County City State States United
    U.S. US U.K. UK EU E.U. American British German French Chinese Japanese Indian Canadian Danish Hungarian Swedish Dutch Korean European
    California York Texas Illinois Delaware Massachusetts Washington Tennessee Michigan Oregon Florida Virginia Colorado Iowa Ohio Nevada London Paris
    Munich Berlin Hamburg Tokyo Delhi Copenhagen Seattle Boston Chicago Manhattan Nashville Denver Angeles Francisco Diego Jose Vegas Silicon Valley
    Hollywood Santa San Los Wall Street Germany France Japan India China Canada Denmark Hungary Europe America Kingdom Union
    January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday AI Generative Artificial Intelligence Machine Learning Large Language Model Models
    Copyright Act Acts Law Laws Code Section Article Articles Privacy Policy Digital Millennium Biometric Information Genetic Communications Stored
    Directive Regulation Constitution Amendment Class Action Lawsuit Suit Case Complaint Claims Group Inc Corp LLC Ltd Company Media Music News
    University College School Institute Center Centre Foundation Association Society Guild Union Firm Press Journal Times Post Herald Tribune
    Premium Terms Service Agreement Subscription Internet Web Books Novels Songs Images Photos Data Users Documents Damages Relief Trial Settlement
    Training Interception Filing Filings Court's Judges Getty's Der Die Das Ein Eine Und Mit Von Im Am Auf Für Les Le La Un Une Des Du Dans""".split()
)
_PARTICLES = frozenset("de De van Van von der den la La del Del bin al Al du Du ten ter Des".split())
_JUDGE_BEFORE = re.compile(r"(?:Judge|Justice|Magistrate|Richterin?|juge)(?: [A-Z][a-z]+)? ?$")
_OFFICE_BEFORE = re.compile(
    r"(?i)(?:attorneys?|lawyers?|counsel|partner|analyst|chief|ceo|cto|president|founder|executive(?: officer)?|director|chairman|spokes(?:man|woman|person)|general|secretary|minister|senator|representative|editor|reporter|commissioner|rektor|chefjustiziar|justiziar|by|songs by|works of|works by|books by|the songs of|director of|of|and others like|representing),? $"
)
_OFFICE_AFTER = re.compile(
    r"(?i)^,? (?:an? |the |its |their |one of the |lead |senior |chief )?(?:plaintiffs' |plaintiff's |co-?lead )?(?:attorneys?|lawyers?|counsel|partner at|analyst|ceo\b|chief executive|spokes\w+|president\b|general counsel|managing director|acts for|representing|who represents?|Law Firm|LLP|of [A-Z][\w&.]+(?: [A-Z&][\w&.]*){0,3} (?:LLP|Schiller|Law))"
)


_BESIDE = re.compile(r"(?:,| and| &) (?P<beside>[A-Z][a-z]{3,})(?= (?:(?:have |has |are |jointly )?(?:sued?|suing)|filed|are suing|took)\b)")
_HELD = re.compile(r"'s (?P<held>[A-Z][a-z]+)(?=(?: and|,) [A-Z]| (?:has|have|had|sued?|files?|filed|is|are|was|were|said|says)\b)")


def story(article: Article) -> list[Sentence]:
    """The sentences of an article's headline and story, in order."""
    return list(_sentences(article))


def _short_forms(article: Article) -> dict[str, Name]:
    """First words by which a story may go on to call a body that it names in full: "Ross" after "Ross Intelligence"."""
    found: dict[str, Name] = {}
    for block in article.blocks:
        if block.role in (Role.TITLE, Role.STORY):
            for name in names(block.text):
                first, _, rest = name.text.partition(" ")
                if name.kind == BODY and rest and len(first) > 3 and first.isalpha() and first[0].isupper() and first not in _COMMON and first not in _AMBIGUOUS:
                    found.setdefault(first, name)
    return found


_AMBIGUOUS = frozenset("Google Microsoft Amazon Apple Meta OpenAI New Los San Daily Chicago Toronto Universal Warner Sony Getty Common Internet Allen Penguin Simon Business Financial Globe Encyclopaedia Encyclopedia".split())


def _with_short_forms(text: str, found: list[Name], short: dict[str, Name]) -> list[Name]:
    added = [
        Name(match.start(), match.end(), BODY, name.id, match.group())
        for first, name in short.items()
        for match in re.finditer(rf"(?<![\w.-]){first}(?!\w|[.-]\w| [A-Z])", text)
        if not any(each.start < match.end() and match.start() < each.end for each in found)
    ]
    return sorted([*found, *added], key=lambda name: name.start) if added else found


def _sentences(article: Article) -> Iterator[Sentence]:
    short = _short_forms(article)
    people: dict[str, Name] = {}
    for block in article.blocks:
        if block.role not in (Role.TITLE, Role.STORY):
            continue
        found = _with_short_forms(block.text, names(block.text), short)
        for start, end in sentences(block.text):
            text = block.text[start:end]
            if not text.strip():
                continue
            inside = [replace(name, start=name.start - start, end=name.end - start) for name in found if start <= name.start and name.end <= end]
            named = (_with_german_people if article.language == "de" else _with_people)(text, inside)
            yield Sentence(
                raw=article.text,
                block=block,
                start=start,
                text=text,
                names=tuple(_with_surnames(text, named, people)),
                title=block.role is Role.TITLE,
                background=bool(BACKGROUND.search(text)),
            )


_GERMAN_PERSON = re.compile(r"(?:Fotograf|Autor|Schriftsteller|Künstler|Musiker|Kläger|Journalist|Sprecher|Komponist)(?:in)? (?P<name>[A-ZÄÖÜ][a-zäöüß]+(?: [A-ZÄÖÜ][a-zäöüß-]+){1,2})")


def _with_german_people(text: str, known: list[Name]) -> list[Name]:
    """In German every noun has a capital: people are found only after a word for what they do."""
    people = [Name(*match.span("name"), PERSON, "", match["name"]) for match in _GERMAN_PERSON.finditer(text)]
    return sorted([*known, *(each for each in people if not any(name.start < each.end and each.start < name.end for name in known))], key=lambda name: name.start)


def _with_surnames(text: str, found: list[Name], people: dict[str, Name]) -> list[Name]:
    """Add those who are called by their surname alone after their full name; `people` remembers them through the story."""
    added = [
        Name(match.start(), match.end(), people[match.group()].kind, "", people[match.group()].text)
        for match in (re.finditer(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, people))})(?![\w-])", text) if people else ())
        if not any(name.start < match.end() and match.start() < name.end for name in found)
    ]
    for name in found:
        if name.kind in (PERSON, OFFICE) and " " in name.text:
            surname = name.text.rpartition(" ")[2]
            if len(surname) > 3 and surname not in _COMMON:
                people.setdefault(surname, name)
    return sorted([*found, *added], key=lambda name: name.start) if added else found


def _with_people(text: str, known: list[Name]) -> list[Name]:
    for match in _HELD.finditer(text):
        owner = next((name for name in known if name.end == match.start() and name.kind == BODY), None)
        if owner and not any(name.start < match.end("held") and match.start("held") < name.end for name in known):
            known = sorted([*known, Name(*match.span("held"), KNOWN, "", match["held"])], key=lambda name: name.start)
    for match in _BESIDE.finditer(text):
        partner = next((name for name in known if name.end == match.start() and is_body(name)), None)
        if partner and not any(name.start < match.end("beside") and match.start("beside") < name.end for name in known):
            known = sorted([*known, Name(*match.span("beside"), KNOWN, "", match["beside"])], key=lambda name: name.start)
    taken = [(name.start, name.end) for name in known]
    people: list[Name] = []
    for match in _PERSON.finditer(text):
        for start, end in _runs(text, *match.span(), taken):
            name = text[start:end].rstrip(".") if not re.fullmatch(r"(?:[A-Z]\.)+", text[start:end]) else text[start:end]
            end = start + len(name)
            if name.endswith("'s"):
                name, end = name[:-2], end - 2
            initials = re.fullmatch(r"(?:[A-Z]\.){2,3}", name) is not None and name not in ("U.S.", "U.K.", "E.U.", "L.P.", "N.V.", "B.V.", "S.A.", "D.C.", "A.I.", "P.M.", "A.M.", "L.A.", "N.Y.", "E.D.", "N.D.", "S.D.", "W.D.", "C.D.", "L.L.C.", "Q.C.", "K.C.")
            if name in ("P.M.", "A.M.") and (re.search(r"[A-Z]\.[A-Z]\., $", text[:start]) or re.match(r", [A-Z]\.[A-Z]\.", text[end:])):
                initials = True
            if not initials and len(name.split()) < 2:
                continue
            office = _JUDGE_BEFORE.search(text[:start]) or _OFFICE_BEFORE.search(text[:start]) or _OFFICE_AFTER.match(text[end:])
            people.append(Name(start, end, OFFICE if office else PERSON, "", name))
    return sorted([*known, *people], key=lambda name: name.start)


def _runs(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of a run of capitalised words that no known name covers and no common word breaks."""
    first: int | None = None
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        at, to = start + word.start(), start + word.end()
        plain = word.group().rstrip(".,").removesuffix("'s")
        if first is not None and plain in _PARTICLES:
            continue
        if plain in _COMMON or word.group() in _COMMON or plain.removesuffix("s") in _COMMON or any(a < to and at < b for a, b in taken):
            if first is not None:
                yield first, last
            first = None
            continue
        first = at if first is None else first
        last = to
    if first is not None:
        yield first, last


def is_body(name: Name) -> bool:
    """Whether a name is that of a company or another body."""
    return name.kind in (BODY, KNOWN)
