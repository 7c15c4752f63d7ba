"""What the head of a page says of the article: headline, outlet, author, day, address, language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.articles.clean import Block, Role, is_outlet
from loaders.articles.dates import american, dates
from loaders.articles.embedded import NONE, Embedded, Printed, embedded
from loaders.articles.page import is_page
from loaders.articles.papers import is_paper
from loaders.articles.patterns import pattern


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says; None where it says nothing."""

    title: Printed | None
    publisher: Printed | None
    author: Printed | None
    published_on: Printed | None
    url: Printed | None
    language: str
    report_day: str | None


_AGENCY = (
    r"(?:Reuters|Associated Press|AP|AFP|Agence France-Presse|Bloomberg(?: News| Law)?|dpa(?:-AFX|-infocom)?"
    r"|ANI|PTI|UPI|Kyodo(?: News)?|Jiji|Xinhua|ANSA|EFE|Ritzau|APA)"
)

DATELINE = pattern(
    "agency at the head of a story",
    rf"^(?:[A-ZÄÖÜ][\w .,'/-]{{0,50}}?)?[(\[](?P<name>{_AGENCY})[)\]] ?[-–—:]?",
    matches=("(Reuters) -The firm was sued", "NEW YORK, Jan 22 (Reuters) - A suit", "MÜNCHEN (dpa) - Ein Gericht"),
    ignores=("The firm told Reuters (the agency) nothing",),
    flags=0,
)

WIRE = pattern(
    "any agency at the head of a story",
    r"^[A-ZÄÖÜ][\w .,'’-]{1,60}?,? [(/](?P<name>[A-Z][\w&.-]{3,}(?: [A-Z][\w&.-]+){0,3})[)/] ?[-–—]",
    matches=("NEW YORK, July 10, 2031 (Harbor Newswire) - A firm", "CHICAGO, Oct. 16, 2031 /LakeWire/ -- Nine people"),
    ignores=("A firm (Example Labs) said",),
    flags=0,
)

CREDIT = pattern(
    "credit to another outlet",
    rf"""(?:\b(?:after|from|based on|according to) an? (?P<a>{_AGENCY}|[A-Z][\w.]+(?: [A-Z][\w.]+)?) (?:report
        |story|article)\b|^(?:\[\d+\] )?(?P<b>{_AGENCY})(?:, (?=[A-Z0-9])| (?=\d))
    |^(?:by|author:|von|par) (?P<d>{_AGENCY})$|(?:^|[-–—|] )(?:sources?|quelle|via|originally published (?:by|in|on
    |at)) ?: ?(?P<c>[A-Z]?[\w&.-]+(?: [A-Z&][\w&.-]*){{0,4}}))""",
    matches=(
        "(after a Reuters report of Nov 21, 2025)",
        "[1] Reuters, Oct 16, 2025",
        "Source: Fisher Phillips, August 21, 2025",
        "- Quelle: dpa-AFX",
    ),
    ignores=("Reuters reports that the judge decided", "sources say so"),
)

OWN_NAME = pattern(
    "a site's words about itself",
    r"""(?:^(?P<a>[A-Z][\w.]+(?: [A-Z][\w.]+)?) content and product|\b(?:from|join
        |support) the (?P<b>[A-Z][\w.]+) (?:community|newsroom)\b|\b(?:advertise with \w+ on|about
        |welcome to) (?P<c>[a-zA-Z]*[A-Z][\w.]+)$
    |\b(?:seen|reviewed|obtained|viewed) by (?P<d>[A-Z][A-Za-z]+)\b(?! (?:County|District|court))
    |\b(?:maintained|published|run|produced|compiled) by (?:the )?(?P<h>[A-Z]\w+(?: (?:for|of|[A-Z]\w+)){1,4})
    |^by (?P<i>(?:[A-Z]\w+ ){1,4}(?:Digest|Times|News|Journal|Post|Wire|Review|Blog|Ledger|Gazette|Watch|Weekly|Daily|Herald
    |Tribune|Magazine|Press|Radio|Bulletin|Report|Monitor|Insider|Law360))\b
    |\b(?:Herausgeber(?:in)?|Éditeur|Outlet|Publication|Publisher|A publication of|une publication (?:de|du)|ein (?:Angebot|Dienst) (?:von|der|des)|発行元?|編集)[:：]? ?(?P<k>(?-i:[A-ZÀ-Ý])[\w&'.-]+(?: (?:(?-i:[A-ZÀ-Ý&])[\w&'.-]*|of|de|des|für|und)){0,5})
    |^About (?P<f>(?!Us\b|The Author|Our)[A-Z]\w+(?: [A-Z]\w+)?)$|^About (?P<g>(?!Us\b|The Author
    |Our)[A-Z]\w+(?: [A-Z]\w+)?):|^(?:©|\(c\)|copyright)(?: ©
    | \(c\))? ?\d{4}(?:[-–]\d{4})? (?P<e>(?!All\b)[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}?)(?:\.? All\b|\.?$))""",
    matches=(
        "eWEEK content and product recommendations are independent",
        "a group from the TelecomTalk community",
        "the motion, seen by MBW, came in late",
        "Copyright © 2024 Example.com",
    ),
    ignores=("© 2024 All rights reserved", "the community of authors"),
)

BYLINE = pattern(
    "byline",
    (
        r"^(?:(?i:by|von|par|written by|reported by|author:"
        r"|story by)) (?P<name>[A-ZÀ-Ý][\w.'-]+(?: (?:[A-ZÀ-Ý][\w.'-]*|de|van|von|der|la|al)){1,4})(?=$|,| ["
        r"|•·]| in [A-Z]| and | for |;)"
    ),
    matches=("By Jonathan Stempel", "By Jo A. Doe, Staff Writer", "Reported by Jo Doe in New York"),
    ignores=("By the court's account", "by Friday"),
    flags=0,
)

PUBLISHED = pattern(
    "label of the day of publication",
    r"(?:published|posted|updated|veröffentlicht|publié)(?: on| le| am)?:? ",
    matches=("Published January 24, 2025",),
    ignores=("publisher",),
)

_DAY_LABEL = re.compile(
    r"(?i)\b(?:posted|published|issued?|edition|updated|answered|revised|edited|reviewed|modified|written|newsletter|version|issue|mise? à jour|paru|ausgabe|redaktionsschluss|発行|更新|掲載|公開|配信|erschienen|veröffentlicht|publié|mis en ligne|stand|date[d]?|source|sent)\b[^.]{0,40}$|^[A-Z][\w ]{2,30}, (?:[A-Z]\w+, )?$"
)
_MAIL_HEAD = re.compile(r"(?i)^(?:from|source|outlet|publication|von|de)\s?: ?(?P<name>[^<|]{3,50}?)(?= ?<| ?\||$)")
_PERSON_LINE = re.compile(r"[A-ZÀ-Ý][\w.'-]+(?: (?:[A-ZÀ-Ý][\w.'-]*|de|van|von|der|la)){1,4}")
_SECTIONS = frozenset(
    "home news latest trending video videos podcasts podcast books business law opinion search close more menu stock"
    " startseite accueil home page hauptseite legal markets sign deals charts jobs gear front towns bears obituaries classifieds obits local metro recht nachrichten opinions archive about syllabus stocks markets crypto technology tech ai politics world sports science culture music media entertainment"
    " insights blog blogs articles article press release press releases highlights login live newsletters subscribe"
    " health finance money economy legal startups reviews features analysis exclusive breaking unterhaltung wirtschaft"
    " politik digital panorama actualités culture économie ニュース".split()
)
_SPLIT = re.compile(
    r" :: | // | ∙ |: (?=(?i:notes|news|a|the|your|all) )|, (?=(?i:no|issue|vol)\b)|,? by (?=[Tt]he )| (?=Vol\.? \d)| [|>/•·»\"] | [-–—] |】|\s{3,}|, (?=\d)|,? (?=(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.? \d)| ?[(\[]| (?=\d{4}年)"
    r"| (?=(?:19|20)\d\d[-/]\d\d[-/]\d\d)| (?=\d{1,2}\.? [A-Z][a-z]+\.? (?:19|20)\d\d)"
)
_SMALL = frozenset("of the and for in on des de la le les du der die das und et & a".split())
_TRAILING = re.compile(r"(?: (?:brief|blog|newsletter|desk|digest|briefing|feed))+$")


def read(raw: str, blocks: Sequence[Block], given: Embedded = NONE) -> Head:
    """Read the head of a page.

    Args:
        raw: the raw text, for what HTML says in its own head.
        blocks: the cleaned blocks of the page.
        given: what the feed, archive or line that holds the text says of it; counts where the text's own data says nothing.
    """
    own = embedded(raw) if is_page(raw) else NONE
    language = language_of(" ".join(block.text for block in blocks if block.role in (Role.STORY, Role.TITLE))[:6000])
    title = next((block for block in blocks if block.role is Role.TITLE), None)
    published, retold = _day(raw, own.published_on or given.published_on, blocks, language)
    return Head(
        title=_printed(title, 0, len(title.text)) if title else own.title or given.title,
        publisher=_publisher(raw, own.publisher or given.publisher, blocks, language),
        author=_author(blocks) or own.author or given.author,
        published_on=published,
        url=own.url or given.url or _address(raw),
        language=language,
        report_day=published.value if published else retold,
    )


def _printed(block: Block, start: int, end: int, value: str | None = None) -> Printed:
    return Printed(value or block.text[start:end], *block.copy.raw(start, end))


def _head_blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """The lines around the title, up to the first prose."""
    for block in blocks:
        if block.role is Role.STORY and len(block.text) > 80:
            return
        if block.role in (Role.HEAD, Role.STORY):
            yield block


# ---------------------------------------------------------------------------------------------------------------------
# Outlet

_ADDRESS = re.compile(r"(?im:^(?:url|link)\s*:\s*(https?://\S{4,300}))")


def _address(raw: str) -> Printed | None:
    match = _ADDRESS.search(raw[:60_000])
    return Printed(match[1], *match.span(1)) if match else None


SOURCE = pattern(
    "source at the foot of a press release",
    r"(?:^|[.!] )SOURCE:? (?P<name>[A-Z][\w&.,' -]{2,60}?)\.?$",
    matches=("SOURCE Poe Ruiz Law", "ATTORNEY ADVERTISING. SOURCE Poe & Roe LLP"),
    ignores=("SOURCE code is at issue here", "Source: Reuters"),
    flags=0,
)
TAGLINE = pattern(
    "line below a masthead that says what it is",
    r"^(?:by (?:[A-Z][\w.'-]+ ){1,3}\W? ?)?(?:an?|the|your) [^.!?]{0,50}\b(?:blog|newsletter|substack|journal|magazine|weekly|daily|digest|column|podcast|letter|bulletin|business of|publication)\b",
    matches=(
        "a blog on 3D, pipelines and law",
        "by Ann Poe · a Substack about how lawyers write",
        "The business of recorded sound",
    ),
    ignores=("a judge said so",),
)


def _publisher(raw: str, said: Printed | None, blocks: Sequence[Block], language: str) -> Printed | None:
    if is_paper(raw):
        return None
    for block in blocks:
        if match := SOURCE.search(block.text[-90:]):
            at = max(len(block.text) - 90, 0)
            return _printed(block, at + match.start("name"), at + match.end("name"))
    for block, below in zip(blocks[:4], blocks[1:5], strict=False):
        if 2 < len(block.text) < 40 and block.text[-1] not in ".:" and len(below.text) < 110 and TAGLINE.search(below.text):
            return _brand(block, language) or _printed(block, 0, len(block.text))
    story = [block for block in blocks if block.role is Role.STORY][:2]
    for block in story:
        if match := DATELINE.search(block.text) or WIRE.search(block.text):
            return _printed(block, *match.span("name"))
    for block in (*_head_blocks(blocks), *story[:1]):
        if match := CREDIT.search(block.text[:160]):
            name = match.lastgroup or "a"
            return _printed(block, *match.span(name))
    if said:
        return said
    for block in blocks:
        if block.role is Role.SITE and (brand := _site_brand(block)):
            return brand
    above = next((index for index, block in enumerate(blocks) if block.role is Role.TITLE), len(blocks))
    for block in _head_blocks(blocks[:above]):
        if brand := _brand(block, language):
            return brand
    for block in _head_blocks(blocks):  # below the headline only a line with a day or with separators is the outlet's
        labelled = PUBLISHED.match(block.text) or len(block.text) >= 80
        if not labelled and (any(dates(block.text)) or " | " in block.text) and (brand := _brand(block, language)):
            return brand
    for block in blocks:
        if block.role is not Role.TITLE and (match := OWN_NAME.search(block.text[:400])):
            return _printed(block, *match.span(match.lastgroup or "a"))
    return None


def _site_brand(block: Block) -> Printed | None:
    if block.tag == "title":
        at = max(block.text.rfind(sep) for sep in (" | ", " - ", " – ", " — ", " :: "))
        return _printed(block, at + 3, len(block.text)) if at > 0 and len(block.text) - at < 50 else None
    return _printed(block, 0, len(block.text)) if len(block.text) < 50 else None


def _brand(block: Block, language: str) -> Printed | None:
    """The outlet in a line such as "PYMNTS | Competition Policy desk | July 17, 2025", or alone on its line."""
    text = block.text
    if sender := _MAIL_HEAD.match(text):
        return _printed(block, *sender.span("name"))
    text = "".join(
        " | " if char == " " and end - start > 1 else char
        for char, start, end in zip(text, block.copy.starts, block.copy.ends, strict=True)
    )
    if text.lower().startswith("via "):
        segments = [each for each in text.split(" | ") if each]
        name = segments[-1] if len(segments) > 1 and "release" in text.lower() else segments[0][4:]
        at = text.index(name)
        return _printed(block, at, at + len(name))
    if len(text) > 110 or BYLINE.search(text):
        return None
    if text[0] + text[-1] == "[]" and "|" not in text:
        text = text[1:-1].strip()
    first = _name_in(text)
    words = first.split()
    if not first or not 1 <= len(words) <= 6 or (first[-1] in ".!?:,…\"'" and first == text) or any(dates(first)):
        return None
    if first[-1] in ".:,…":
        return None
    if (
        all(segment.strip().lower() in _SECTIONS for segment in _SPLIT.split(text))
        or first.lower() in _SECTIONS
        or (len(words) > 2 and all(word.lower() in _SECTIONS for word in words))
        or re.fullmatch(
            (
                r"(?i)(?:for immediate )?(?:press )?releases?|client alert|breaking news|.*\b(?:district|superior|supreme|high|circuit|u\.?s\.?|federal) court\b.*|.*\bcourt of\b.*|court"
                r"|.*\bdistrict of\b.*"
            ),
            first,
        )
    ):
        return None
    small = [word for word in words if word[0].islower() and word not in _SMALL]
    domain = re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", first) is not None
    menu = _is_menu(text)
    named = domain or menu or re.search(r"\d|[A-Z]", words[0]) or re.search(r"[ぁ-ヿ一-龥]", first) or any(dates(text))
    if words[0][0].islower() and not named:
        return None
    if small and not domain and language == "en" and small != words[:1] and not any(dates(text)):
        return None
    if not (words[0][0].isupper() or words[0][0].islower() or words[0][0].isalnum()):
        return None
    if re.fullmatch(
        r"(?i)(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b.*|\d+|no\b.*|(?:date|to|re|cc|subject)\b ?:?.*|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.*|(?:last )?(?:checked|updated)\b.*|.*\bby\b.*|case\b.*|.*\bv\.? .*",
        first,
    ):
        return None
    if _PERSON_LINE.fullmatch(text) and block.role is Role.STORY:
        return None
    at = block.text.find(first)
    return _printed(block, at, at + len(first)) if at >= 0 else None


_DESK = re.compile(r".*\b(?:desk|team|staff|edition|[Rr]edaktion|rédaction|編集部)")
_NO_NAME = re.compile(r"(?i)(?:edition|editions?|entry|week|volume|issue|follow us)\b[: ].*|\d{1,2}[:.]\d\d\b.*|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b.*")
_GENRE = re.compile(
    r"(?:[\w'&-]+ ){0,3}(?:blog|newsletter|weekly|monthly|daily|magazine|journal|podcast|column|wiki|Fachmagazin|Fachportal|Magazin|lettre)"
)
def _is_menu(text: str) -> bool:
    """Whether a line is the name of a site before its sections: "heise | News | Tests", "franceinfo: culture"."""
    parts = [part.strip() for part in _SPLIT.split(text.replace(": ", " | "))][1:]
    return bool(parts) and all(part.lower() in _SECTIONS or (len(parts) > 2 and len(part.split()) < 3) for part in parts)


def _name_in(text: str) -> str:
    """The part of a line that may be the name of an outlet: the first that is no desk, edition or day. What kind of outlet it is, a section
    or a motto may stand before or after a colon."""
    if _NO_NAME.fullmatch(text):
        return ""
    for segment in _SPLIT.split(text):
        if _DESK.fullmatch(segment) or _GENRE.fullmatch(segment):
            continue
        name = _TRAILING.sub("", segment.strip(' -–—|:[]【】"'))
        before, colon, after = name.partition(": ")
        if colon and _GENRE.fullmatch(before) and after:
            name = after
        elif colon and (after.lower() in _SECTIONS or is_outlet(before)):
            name = before
        if name and not _NO_NAME.fullmatch(name) and not any(dates(name)):
            return name
    return ""


# ---------------------------------------------------------------------------------------------------------------------
# Day, author, language


_BEFORE_DAY = re.compile(r"(?:[A-Z][\w.,' &/-]{1,60}(?:,| ?[–—]| -{1,2}| ?\() ?(?:le |den |am |on )?)?")
_AFTER_DAY = re.compile(
    r"(?:,? \d{1,2}[:.]?\d{0,2} ?(?:[AaPp]\.?[Mm]\.?)?(?: ?[A-Z]{2,4})?)?\)?(?: ?\([^()]{2,40}\)| ?/[^/]{2,40}/)? ?(?:--?|[–—:.](?!\d))"
)
_SHORT_DAY = re.compile(
    r"\b(?P<day>\d{1,2}[/-]\d{1,2}[/-]\d{2})\b(?=,? \d{1,2}:?\d{2} ?(?:[AaPp]\.?[Mm]\.? ?)?(?:[ECMP][SD]?T)\b)"
)


def _day(raw: str, said: Printed | None, blocks: Sequence[Block], language: str) -> tuple[Printed | None, str | None]:
    """The day of publication, as the data says or else the text, and the day of the report that the page retells."""
    if is_paper(raw):
        return None, None
    if said:
        return said, None
    retold: str | None = None
    for first in [block for block in blocks if block.role is Role.STORY][:2]:
        found = next(dates(first.text[:70]), None)
        if found and len(found.iso) == 10 and found.has_year and _BEFORE_DAY.fullmatch(first.text[: found.start]):
            if _AFTER_DAY.match(first.text[found.end :]):
                return _printed(first, found.start, found.end, found.iso), None
    for block in blocks:
        if block.role is Role.STORY and len(block.text) > 80:
            if (match := CREDIT.search(block.text[:80])) and (
                found := next(dates(block.text[match.start() : match.end() + 30]), None)
            ):
                retold = found.iso
            break
        if block.role not in (Role.HEAD, Role.STORY) or re.match(r"(?:- )?(?:Filed|Court|Judge|Case)\b", block.text):
            continue
        if (short := _SHORT_DAY.search(block.text)) and (on := american(short["day"])):
            return _printed(block, *short.span("day"), on), retold
        for found in dates(block.text):
            if len(found.iso) == 10 and found.has_year:
                return _printed(block, found.start, found.end, found.iso), retold
    for block in blocks:
        if block.role is Role.HEAD and (label := PUBLISHED.match(block.text)):
            for found in dates(block.text[label.end() :]):
                if len(found.iso) == 10:
                    return _printed(block, label.end() + found.start, label.end() + found.end, found.iso), retold
    for block in _lines_with_a_day(blocks):
        for found in dates(block.text):
            if len(found.iso) == 10 and found.has_year:
                return _printed(block, found.start, found.end, found.iso), retold
    for block in _head_blocks(blocks):
        if (match := _NUMERIC.search(block.text)) and (on := _numeric(match, language, raw)):
            return _printed(block, *match.span(), on), retold
    for block in _head_blocks(blocks):
        months = [found for found in dates(block.text) if len(found.iso) == 7]
        if len(months) == 1 and len(block.text) < 90 and not _OF_COURT.search(block.text):
            return _printed(block, months[0].start, months[0].end, months[0].iso), retold
    return None, retold


_NUMERIC = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:20)?\d\d)(?![\d/])")
_AMERICAN = re.compile(r"\b(?:[AP]\.?M\.?|[ECMP][SD]?T)\b|U\.S\. District|\$\d")
_BRITISH = re.compile(r"£\d|\bUK\b|\bLondon\b|\.co\.uk\b")
_OF_COURT = re.compile(r"(?i)\b(?:court|case|filed|judge|district)\b")


def _numeric(match: re.Match[str], language: str, raw: str) -> str | None:
    """A day in figures alone: the month comes first in American English, the day elsewhere; None where nobody says."""
    first, second, year = match.group("a", "b", "year")
    if language != "en" or (_BRITISH.search(raw) and not _AMERICAN.search(raw)):
        first, second = second, first
    elif not _AMERICAN.search(raw):
        return None
    return american(f"{first}/{second}/{year}") if int(first) <= 12 else None


_DAY_FIRST = re.compile(r"(?i)(?:last |first )?(?:answered|posted|published|updated|revised|modified)\b[^.]{0,15}:? ")


def _lines_with_a_day(blocks: Sequence[Block]) -> Iterator[Block]:
    """Where else a page may say its day: any line above the prose; below it, a line that is one, or is labelled so."""
    first = next((n for n, block in enumerate(blocks) if block.role is Role.STORY and len(block.text) > 80), 0)
    yield from (block for block in blocks[:first] if not re.match(r"(?:- )?(?:Filed|Court|Judge|Case)\b", block.text))
    for block in blocks[first:]:
        day = next(dates(block.text[:120]), None) if len(block.text) < 90 or _DAY_FIRST.match(block.text) else None
        if day and (_DAY_LABEL.search(block.text[: day.start]) or (day.start == 0 and len(block.text) - day.end < 2)):
            yield block


def _author(blocks: Sequence[Block]) -> Printed | None:
    for index, block in enumerate(blocks):
        if match := BYLINE.search(block.text):
            if block.role is not Role.STORY or len(block.text) < 60:
                return _printed(block, *match.span("name"))
        if re.fullmatch(r"(?i)(?:written |reported )?by:?|reported by|author:?", block.text) and index + 1 < len(blocks):
            if name := _PERSON_LINE.match(blocks[index + 1].text):
                return _printed(blocks[index + 1], *name.span())
    return None


_STOPWORDS = {
    "en": frozenset("the of and to in that is was for on with has it by as from which said".split()),
    "de": frozenset("der die das und den von mit ist im auf für nicht ein eine dem des sich hatte wegen".split()),
    "fr": frozenset("le la les des et du une est dans pour que qui par sur au aux avait ses".split()),
    "es": frozenset("el los las una que por con para del se su como fue".split()),
    "it": frozenset("il gli una che per con del della sono nel dei alla".split()),
    "nl": frozenset("het een van en dat op voor met zijn door niet".split()),
    "da": frozenset("og at det er som på af til har ikke med".split()),
}


def language_of(text: str) -> str:
    """The language of a text, ISO 639-1, by its commonest words; English where nothing tells.

    >>> language_of("Das Gericht hat die Klage der Firma nicht abgewiesen")
    'de'
    """
    kana = len(re.findall(r"[ぁ-ヿ]", text))
    if kana * 10 > len(text):
        return "ja"
    if len(re.findall(r"[一-龥]", text)) * 5 > len(text):
        return "zh"
    if len(re.findall(r"[가-힣]", text)) * 5 > len(text):
        return "ko"
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {code: sum(counts[word] for word in words) for code, words in _STOPWORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else "en"


REPORTED = pattern(
    "words by which a page credits an agency with the report",
    rf"""\b(?:according to|citing|(?:first )?report(?:ed|s)? (?:by|from)|report by|via|(?:an?|the) )(?: an?
        | the)?(?: report (?:by|from|of))? ?(?P<a>{_AGENCY})(?: report| story)?\b(?! (?:Group|Corp))
        |\b(?P<b>{_AGENCY}) (?:first )?(?:reported|reports)\b""",
    matches=("according to a report by Reuters.", "Reuters reported on Tuesday", "from a Reuters report"),
    ignores=("told Reuters earlier this year", "Reuters News is a competitor"),
    flags=0,
)


def agencies(text: str) -> list[str]:
    """The news agencies that a text credits with its report, as it names them."""
    return [match["a"] or match["b"] for match in REPORTED.finditer(text)]
