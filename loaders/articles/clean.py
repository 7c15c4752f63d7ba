"""From a page to the story on it: blocks of text, and which of them are furniture.

Furniture is whatever a page carries besides its story: menus, consent banners, tickers, share buttons, "also read" lines,
teasers of other stories, reader comments, boxes about the author, disclaimers, footers. It gives no facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from loaders.articles.page import Piece, is_page, pieces
from loaders.articles.patterns import pattern
from loaders.articles.text import Copy, Writer, straighten


class Role(Enum):
    """What a block is on its page."""

    FURNITURE = "furniture"
    HEAD = "head"
    TITLE = "title"
    STORY = "story"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or line. `tag` is its HTML element, empty in plain text; `start` its raw place."""

    copy: Copy
    role: Role
    tag: str = ""

    @property
    def text(self) -> str:
        """Its cleaned text."""
        return self.copy.text

    @property
    def start(self) -> int:
        """Where it begins in the raw text."""
        return self.copy.starts[0]


SPAM = pattern(
    "spam",
    (
        r"\b(?:[a-z]+ )?(?:sex|porn|xxx|escort|casino|betting|viagra|cialis|onlyfans) (?:videos?|tapes?"
        r"|movies?|girls?|bonus(?:es)?|pills?|online|clips?)"
    ),
    matches=("the firm is hot sex videosfacing a suit", "sued by free casino bonuses authors"),
    ignores=("a suit over videos", "the sex of the plaintiff"),
)

FURNITURE = pattern(
    "furniture line",
    r"""^\W*(?:
    also (?:read|see|on|watch)\b|read (?:more|also|next|the (?:full|rest))\b|see also\b|you (?:may|might
    |could) also\b|related(?: \w+)?\s*(?::|$)|more (?:from|on|stories|news|about|:)|recommended\b|
    trending\b|most (?:popular|read|viewed)\b|popular (?:stories|posts|articles)\b|top stories\b
    |latest (?:news|stories|posts)?$|follow (?:us|our|on)\b|connect with us|share (?:this|on|via)\b|
    subscribe\b|sign (?:in|up|on)\b|log ?in\b|register (?:now|here)|already a (?:subscriber|member)
    |subscription required|\(?subscription required|members (?:only|log in)|get (?:our|the|free|your|more
    |started)\b.*(?:newsletter|alerts?|updates?|digest|app|inbox|e-?mail|news|free)|
    (?:free |our |\[)?newsletter\b|join (?:our|the) (?:newsletter|community|telegram|whatsapp)
    |advert(?:isement|iser|ise|orial)?s?\b|sponsored\b|promoted\b|ad choices|
    (?:©|\(c\)|copyright\b(?: ©| \(c\)|.* (?:20|19)\d\d)).*|.*\ball rights reserved|all rights reserved
    |terms (?:of (?:use|service)|and conditions|&)|privacy policy|cookie|do not sell|powered by\b|
    disclaimers?\b|disclosure\s*:|we value your privacy|we (?:and our|use) (?:\d[\d,]* )?(?:partners|cookies)
    |this (?:site|website|page) uses|by (?:clicking|continuing|submitting|using)\b.*(?:agree|accept|consent)|
    \[?(?:accept|reject|manage)\b.{0,40}(?:all|settings|cookies|preferences)|want the rest\?|to continue reading|
    (?:image|photo|picture|photograph|illustration|video|graphic|bild|foto|crédit(?: photo)?
    |quelle foto)s?(?: (?:credit|source|courtesy|by|via))?\s*:|\((?:image|photo|picture)s? (?:credit|source
    |courtesy|by|via|:)|
    (?:file|stock) (?:photo|image)|comments?\b\s*(?:\(|:|$|closed|are)|\d+ comments?$|(?:leave|post|add
    |write) a (?:reply|comment)|your e?-?mail address|required fields|recent comments|view all|load more
    |show (?:more|all)|
    (?:contact|contact our|contact us)\b|for (?:enquiries|inquiries|more information)\b.*(?:form|contact
    |write|e-?mail|call|visit)|to contact the (?:reporter|editor|author)|click (?:here|to)|download (?:the
    |our)\b|
    (?:previous|next|older|newer) (?:post|article|story|entr)|tags?\s*:|topics?\b:|categories\s*:|table of contents|
    job offer|(?:we are )?hiring\b|exchange rates?|stock futures|(?:nifty|sensex|nasdaq|dow jones industrial
    |s&p 500|bitcoin|dax|isin|wkn)\b(?=.*\d)|market data|are you owed|do you have a claim|free case review|
    submit (?:a )?(?:release|tip)|skip to\b|toggle navigation|back to (?:top|home)
    |hi,? what are you looking for|most readers read for free|support (?:us|our|independent)|support only if
    |donate\b|
    welcome ?! ?log|forgot (?:your )?password|password recovery|recover your password
    |.*\b(?:we may (?:make money|earn)|affiliate (?:links?|commission)|editorially independent)\b|
    this (?:post|article|story|piece) (?:was )?(?:first |originally )?(?:appeared|published)\b|views? (?:are
    |expressed)|the post .{0,80} appeared first|
    mehr zum thema|auch interessant|lesen sie (?:auch|mehr|dazu)|das könnte sie|weitere (?:meldungen|artikel
    |nachrichten)|anzeige$|werbung$|newsletter abonnieren|alle angaben ohne|
    (?:à )?lire (?:aussi|également)|sur le même (?:sujet|thème)|abonnez-vous|s'abonner|adhérer\b|publicité$|partager\b|
    関連記事|関連ニュース|ランキング|あわせて読みたい|広告|続きを読む|会員登録|おすすめ
    )""",
    matches=(
        "Also Read: Chipmaker Sues Rival",
        "Read more: states look at rules",
        "© 2024 Example.com",
        "Follow us: Facebook X",
        "We and our 812 partners store cookies",
        "Image: somebody/Library",
        "Related posts: ten tools",
        "Mehr zum Thema: Märkte",
        "Copyright © 2024 Example.com",
        "Disclaimer: nothing on this site is advice",
        "ランキング：1位 台風",
        "Get the day's music news by e-mail in our newsletter",
    ),
    ignores=(
        "Related Companies sued the maker of a chatbot.",
        "Copyright law does not allow it, the authors say.",
        "More than 100 authors sued.",
        "The photo agency sued in January.",
        "Getty wants an order.",
        "Latest to sue is a band of authors.",
        "Recording the calls was illegal.",
    ),
)

TAIL = pattern(
    "heading after which other stories, comments or the footer follow",
    r"""^\W*(?:you (?:may|might) also (?:like|enjoy|be interested).{0,20}|recommended(?: (?:stories|for you
        |reading|articles|videos?))?|most (?:popular|read|viewed|shared)(?: \w+)?|(?:recent|reader
        |user)? ?comments(?: \(\d+\))?|leave a (?:reply|comment)|
    related (?:stories|posts|articles|news|content|reading|documents)|more (?:stories|news|articles|posts
    |from .{2,30}|on this .{2,20})|(?:editor'?s'? picks?)|(?:latest|top|trending) (?:news|stories|posts
    |articles|now)|trending|popular (?:posts|stories|articles)|
    topics? [A-Z].{0,60}|about [A-Z][^.!?]{2,60}|media contacts?\b.{0,80}|\(editor: .*|about the authors?|our brands|what to read next|read next
    |from our partners|around the web|sponsored content|top picks|hot (?:today|now|topics)|what'?s (?:hot|new|trending)|in case you missed it|don'?t miss
    |must[- ]reads?|editor'?s choice|our picks|next up|more to (?:read|explore)|popular (?:now|today)|weitere (?:artikel|meldungen|themen)|à lire aussi
    |関連記事|ランキング)\s*:?$""",
    matches=(
        "You May Also Like",
        "Recent Comments",
        "MOST POPULAR ARTICLES",
        "Leave a Reply",
        "Recommended stories",
        "TOP PICKS",
        "Topics LinkedIn Privacy",
    ),
    ignores=("Comments from the judge were brief.", "The authors say more."),
)

AUTHOR_BOX = pattern(
    "box about the author or the site",
    r"""^(?:[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){1,3} (?:is an? (?!one\b)(?:[\w-]+,? ){0,4}(?:reporter|writer
        |journalist|editor|contributor|correspondent|columnist|blogger|content strategist
        |freelancer)\b(?! who (?:sued|has sued|is suing))|is passionate about|(?:covers|writes about
        |reports on) (?:technology|tech|business|AI|media|law|legal)|has written (?:hundreds|dozens|for))
    |(?i:reporting|edited|editing|reported|written|compiled|translated) by [A-Z]|[A-Z]\w+ has the latest\b
    |(?i:author page:|this blog (?:informs|is|provides)|we are an? [\w -]{0,60}(?:publication|site|firm)\b))""",
    matches=(
        "Jo Doe is a multi-award-winning tech reporter who covers AI.",
        "Reporting by Jo Doe in New York; editing by Al Roe",
    ),
    ignores=(
        "Jo Doe is one of three authors who sued the company.",
        "Suno has trained its model on songs.",
        "Kadrey was a plaintiff in another suit.",
        "What is at stake? Should the writers win, they get damages.",
    ),
    flags=0,
)

ANYWHERE = pattern(
    "furniture of any length",
    r"""^\W*(?:also (?:read|see|on)\b\s*:|read (?:more|also|next)\b\s*:|disclaimers?\s*:
        |(?:advertiser |affiliate )?disclosure\s*:|we value your privacy|we and our (?:\d[\d,]* )?partners
        |most readers read for free|
    this (?:site|website) uses cookies|we (?:also )?use cookies\b|(?:together|along) with \d+ (?:\w+ )?partners|we (?:care about|respect) your privacy|your privacy choices
    |wir und unsere \d+ partner|nous et nos \d+ partenaires|around the web\s*:|earn (?:money )?(?:from home|online)\b
    |.{0,80}\b(?:does not constitute legal advice|no substitute for (?:legal )?advice|for (?:general )?information(?:al)? purposes only)|(?:©|copyright (?:©|\(c\))) ?\d{4}|job offer\s*:|ISIN [A-Z]{2}
    |.*\b(?:editorially independent|store (?:and access information|cookies) on (?:a|your) device)
    |this (?:post|article|story) (?:was )?(?:first |originally )?(?:appeared|published))""",
    matches=(
        "Disclaimer: nothing on this site is advice.",
        "We and our 12 partners store cookies.",
        "We use cookies. Together with 12 partners we keep identifiers to improve products, by machine learning too.",
        "Around the web: This AI was trained on you",
        "Also read: a long story of another suit",
    ),
    ignores=("Copyright law does not allow it.", "They also read private messages, the suit says."),
)

HARD_TAIL = pattern(
    "residue of a template",
    r"\{\w+ \w+=|\{\{|\}\}|<\?php|\[/?\w+_shortcode|PR>=\d",
    matches=('(Editor: {typename type="name"/})',),
    ignores=("a {curly} remark",),
)

_SHORT_SENTENCE = re.compile(r"(?:The|A|An|It|He|She|They|Both|No|None|His|Her|Their|Its|On|In)\b[^|>/]{14,}[a-z0-9)][.!?]")
_ON_A_NAME = re.compile(
    r"(?P<name>[A-ZÀ-Ý][\w&.-]+)[^|>/.!?]{0,60}? (?:declin|den[yi]|did|does|do|has|had|have|is|are|was|were|could|would|will|made|gave|said|says|owns|own|belong|reject|refus|disput|welcom"
    r"|call|n'|ne |a |est |appart|dément|wollte|äußer|lehn|ist |gehör|weis|wies|schw|antwort|reagier)[^|>/]{4,}[.!?]"
)
_TICKER = re.compile(r"(?:[-+]?\d[\d,.]*\s?%|\b\d{1,3}(?:,\d{3})+(?:\.\d+)?|\b\d+\.\d{2}\b).*[|/·].*(?:[-+]?\d[\d,.]*)")
_AGO = re.compile(r"(?i)[-–|]\s*(?:\d+ (?:min(?:ute)?s?|hours?|days?|weeks?) ago|yesterday)\s*$")
_ENDING = re.compile(r"[.!?…:;。！？][\"')\]」』）]*$")
_SENTENCE_INSIDE = re.compile(r"[a-z0-9)\"'][.!?][\"')]* [A-Z\"']|。")
_BULLET = re.compile(r"^\s*(?:[•*·◦▪‣]|\(?(?:\d{1,2}|[a-z])[.)]|[-–])\s")
FIELD = pattern(
    "field of a table or a tracker",
    r"""^(?P<label>case(?: name| no\.?| number| title| details)?|caption|(?:federal )?court|venue|forum|jurisdiction|docket(?: no\.?
    | number)?|(?:date )?filed(?: on)?|filing date|complaint(?: filed)?|plaintiffs?|claimants?|defendants?|respondents?
    |claims?|causes? of action|counts?|status|outcome|stage|relief(?: sought)?|remed(?:y|ies)|works?|in short|summary
    |history|allegations?|next step|judge|gericht|aktenzeichen|klägerin?|beklagter?|eingereicht|juridiction|demandeurs?
    |défendeurs?|原告|被告|裁判所)\s?(?P<mark>[:：|=]|\s)\s*(?=\S)""",
    matches=("Plaintiffs: Ann Poe; Bo Roe", "Court N.D. California", "Filed 3 May 2031", "被告：クレンズ"),
    ignores=("The court said so", "Claimsmaker"),
)
_FACT_LINE = re.compile(
    r"[A-Z][\w ]{2,20}: .|.* v\.? [A-Z]|.*\d\d-(?:cv|md|cr)-\d|In re [A-Z]|.*\b(?:DISTRICT|District) (?:OF"
    r"|of) "
)
_BYLINE = re.compile(r"(?i)^(?:by|von|par|written by|reported by|author)\b")


def blocks(raw: str) -> list[Block]:
    """The blocks of a page in order, each with its role.

    Args:
        raw: plain text or HTML, however dirty.
    """
    found = [
        (tag, dropped, copy)
        for tag, dropped, piece in (pieces(raw) if is_page(raw) else _lines(raw))
        if (copy := _trimmed(straighten(piece, SPAM))) is not None
    ]
    return _with_roles(raw, found)


def _trimmed(copy: Copy) -> Copy | None:
    stripped = copy.text.strip()
    if not stripped:
        return None
    start = copy.text.index(stripped)
    return copy if len(stripped) == len(copy.text) else copy.part(start, start + len(stripped))


# ---------------------------------------------------------------------------------------------------------------------
# Plain text

_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def _lines(raw: str) -> Iterator[Piece]:
    hidden = [match.span() for match in _COMMENT.finditer(raw)] if "<!--" in raw else []
    for line in _LINE.finditer(raw):
        writer = Writer()
        at = line.start()
        for start, end in hidden:
            if start < line.end() and end > at:
                if start > at:
                    writer.copy(raw[at:start], at)
                at = max(at, end)
        if at < line.end():
            writer.copy(raw[at : line.end()], at)
        yield Piece("", False, writer.done())


# ---------------------------------------------------------------------------------------------------------------------
# Roles


def is_prose(text: str) -> bool:
    """Whether a block reads as sentences and not as a label, a link or a heading."""
    if len(text) < 30:
        return False
    return (
        len(text) >= 45
        and bool(_ENDING.search(text[-40:]))
        or len(text) >= 140
        and bool(_SENTENCE_INSIDE.search(text))
        or "。" in text
    )


def _with_roles(raw: str, found: Sequence[tuple[str, bool, Copy]]) -> list[Block]:
    roles: list[Role] = []
    prose = 0
    tail = soft_tail = False
    for tag, dropped, copy in found:
        text = copy.text
        reads = is_prose(text)
        if tag == "title":
            role = Role.SITE
        elif tag == "site":
            role = Role.SITE
        elif dropped or tail:
            role = Role.FURNITURE
        elif HARD_TAIL.search(text):
            role, tail = Role.FURNITURE, prose >= 100
        elif len(text) < 90 and TAIL.search(text):
            role, soft_tail = Role.FURNITURE, prose > 0
            tail = prose >= 100
        elif _is_furniture(text, reads):
            role = Role.FURNITURE
        elif soft_tail and not reads:
            role = Role.FURNITURE
        else:
            soft_tail = False
            role = Role.STORY if reads else Role.HEAD
            prose += len(text) if reads else 0
        roles.append(role)
    _menus(raw, found, roles)
    _fields(raw, found, roles)
    _listed(raw, found, roles)
    _title(found, roles)
    _stray(found, roles)
    return [Block(copy, role, tag) for (tag, _, copy), role in zip(found, roles, strict=True)]


def _is_furniture(text: str, reads: bool) -> bool:
    length = len(text)
    text = text[:300]  # what a block is shows at its head
    if ANYWHERE.search(text) or AUTHOR_BOX.search(text) or _AGO.search(text):
        return True
    return not (reads and length > 130) and bool(FURNITURE.search(text) or _TICKER.search(text))


def _menus(raw: str, found: Sequence[tuple[str, bool, Copy]], roles: list[Role]) -> None:
    """Runs of four or more short lines, with no empty line between, are menus."""
    at = 0
    while at < len(roles):
        end = at
        while end < len(roles) and roles[end] in (Role.HEAD, Role.FURNITURE) and _is_label(found[end][2].text):
            end += 1
            if end < len(roles) and raw.count("\n", found[end - 1][2].ends[-1], found[end][2].starts[0]) > 1:
                break
        if end - at >= 4:
            roles[at:end] = [Role.FURNITURE] * (end - at)
        at = max(end, at + 1)


def _fields(raw: str, found: Sequence[tuple[str, bool, Copy]], roles: list[Role]) -> None:
    """Lines of a table, "Filed: May 3, 2031" or two columns, are story where there are at least three of them."""
    at = []
    for index, (_, dropped, copy) in enumerate(found):
        if (match := FIELD.search(copy.text)) and not dropped:
            label_end, value = copy.ends[match.end("label") - 1], copy.starts[match.end()]
            if match["mark"] in ":：|=" or raw[label_end:value].count(" ") > 1 or "\t" in raw[label_end:value]:
                at.append(index)
    if len(at) >= 3:
        for index in at:
            roles[index] = Role.STORY


LISTS = pattern(
    "line of the story that a list follows",
    r"""^(?!\W*(?:other|related|more|see|read|also|recent|further|previous|open|top|latest|new)\b)
    .{0,200}\b(?:counts?|claims?|causes? of action|alleg\w+|accus\w+|complaint|(?:law)?suits?|seeks?|asks?|wants?|demands?|prays?|relief|defendants?|plaintiffs?|violat\w+|plead\w*|named
    |Klage|klagt|verlang\w+|Beklagten?|plainte|demand\w+|griefs|invoqu\w+)\b.{0,80}:$""",
    matches=("The complaint has these counts:", "The plaintiffs ask for:"),
    ignores=("Related lawsuits:", "The complaint has five counts.", "More from the Wire:"),
)


def _listed(raw: str, found: Sequence[tuple[str, bool, Copy]], roles: list[Role]) -> None:
    """A list that a line of the story opens with a colon belongs to it: its items are short and would pass for a menu."""
    for index, (_, dropped, copy) in enumerate(found):
        if dropped or copy.text[-1] != ":" or not LISTS.search(copy.text):
            continue
        end = index + 1
        gap = found[end][2].starts[0] if end < len(found) else 0
        spaced = end < len(found) and raw.count("\n", copy.ends[-1], gap) > 1
        while end < len(found) and len(found[end][2].text) < 160 and not found[end][1]:
            bullet = _BULLET.match(found[end][2].text)
            apart = raw.count("\n", found[end - 1][2].ends[-1], found[end][2].starts[0]) > 1
            if not bullet and apart and not (end == index + 1 and spaced):
                break
            end += 1
        if end > index + 1:
            roles[index:end] = [Role.STORY] * (end - index)


def _is_label(text: str) -> bool:
    return len(text) <= 40 and len(text.split()) <= 4 and not re.search(r"[.!?,:|>]|\d{2}", text.rstrip(".!"))


def _title(found: Sequence[tuple[str, bool, Copy]], roles: list[Role]) -> None:
    """The headline is the last heading-like line before the first prose that is not a byline; h1 where there is one."""
    for index, (tag, _, _) in enumerate(found):
        if tag == "h1" and roles[index] is not Role.FURNITURE:
            roles[index] = Role.TITLE
            return
    first = next((i for i, role in enumerate(roles) if role is Role.STORY), len(roles))
    heads = [
        i
        for i in range(first)
        if roles[i] is Role.HEAD
        and not _BYLINE.match(found[i][2].text)
        and not _BULLET.match(found[i][2].text)
        and not _NO_HEADLINE.match(found[i][2].text)
    ]
    if not heads and first < len(roles):
        text = found[first][2].text
        if len(text) < 140 and not _SENTENCE_INSIDE.search(text) and text[-1] in "?!":
            roles[first] = Role.TITLE
        return
    # of several, the longest reads most like a headline; a masthead with its date is short or has separators
    scores = {i: headline_score(found[i][2].text) for i in heads}
    if len(heads) > 1 and max(scores[i] for i in heads[1:]) >= 3:
        scores[heads[0]] -= 4  # the first line of a page is its masthead
    best = max(heads, key=lambda i: (scores[i], -i), default=None)
    if (
        best is not None
        and len(heads) == 1
        and re.fullmatch(r"(?:The )?(?:[A-Z][\w&.'-]*(?: of| and| &)? ?){1,4}", found[best][2].text)
    ):
        return  # "Courthouse News Service" alone over the story is the outlet
    if best is not None and headline_score(found[best][2].text) >= 3:
        roles[best] = Role.TITLE


def _goes_on(found: Sequence[tuple[str, bool, Copy]], index: int, prose: Sequence[int]) -> bool:
    """Whether a line after the last prose is one more sentence of it, though short: it says something of whom the prose names."""
    text = found[index][2].text
    on = _ON_A_NAME.fullmatch(text)
    return bool(_SHORT_SENTENCE.fullmatch(text)) or (on is not None and any(on["name"] in found[i][2].text for i in prose))


_NO_HEADLINE = re.compile(
    r"(?i)\[|(?:from|to|date|cc|sent|by) ?:|(?:last )?(?:checked|updated|posted|published)\b|for immediate release|(?:mon|tue|wed|thu|fri|sat|sun)\w*,? "
    r"|a (?:weekly |daily )?(?:blog|digest|newsletter) |the daily |\W*$"
    r"|.{2,40}(?: [–—|-]|:) (?:an? |the |das |der |die |le |la |il |un |une )?(?:[\w'-]+ ){0,4}(?:blog|newsletter|digest|magazine|journal|weekly|briefing|letter|notes from)\b"
)
_SEPARATED = re.compile(r" [|>/] | - .* - |\b(?:19|20)\d\d\b")
_DATED = re.compile(r"\b(?:19|20)\d\d(?:\b|年)")


_OUTLET = re.compile(
    r"(?:[A-Z0-9À-Ý][\w&.'’-]*|of|the|and|&|on|for|in|de|des|la|für|und)(?: (?:[A-Z0-9À-Ý&][\w&.'’-]*|of|the|and|on|for|in|de|des|la|für|und)){0,5} "
    r"(?i:watch|brief|briefing|wiki|docket|ledger|observer|weekly|journal|digest|monitor|tracker|review|bulletin|gazette|report|notes|letter"
    r"|newsletter|post|times|herald|tribune|news|chronicle|dispatch|insider|wire|today|daily|magazine|blog|register|standard|mail|record|courier"
    r"|sentinel|examiner|beacon|globe|telegraph|press|radio|podcast|law360|update|roundup|anzeiger|zeitung|nachrichten|rundschau|kurier|blatt"
    r"|magazin|quotidien|hebdo)(?= \(|: | [|–—/-] |,|$)"
)
_NEWS = re.compile(
    r"(?i)\b(?:sues?|sued|suing|says?|said|accus\w+|wins?|los(?:es|t)|dismiss\w*|rul(?:es|ed)|settl\w+|fac(?:es|ed)|hit|claims?|alleg\w+"
    r"|fil(?:es|ed)|orders?|asks?|over|against|after|verklag\w*|klagt|assign\w+|poursui\w+)\b|提訴|訴訟"
)


def is_outlet(text: str) -> bool:
    """Whether a line reads like the name of a paper, a site or a newsletter.

    >>> is_outlet("Health IT Ledger"), is_outlet("Judge weighs the Ledger"), is_outlet("Meta sued")
    (True, False, False)
    """
    return bool(_OUTLET.match(text))


def headline_score(text: str) -> float:
    """How much a line reads like a headline: words count for it, and what happens in news; separators, dates, shortness and the nouns
    that end the names of outlets count against it."""
    words = len(text.split()) + text.count("、") * 2 + len(re.findall(r"[ぁ-んァ-ン一-龥]", text)) / 3
    score = min(words, 12) - (6 if _SEPARATED.search(text) else 0) - (3 if _DATED.search(text) else 0)
    if _NEWS.search(text):
        return score + 2
    return score - 6 if is_outlet(text) else score


def _stray(found: Sequence[tuple[str, bool, Copy]], roles: list[Role]) -> None:
    """After the last prose, lines that are no sentences belong to the page; before it they are headings or list items."""
    prose = [i for i, role in enumerate(roles) if role is Role.STORY]
    title = roles.index(Role.TITLE) if Role.TITLE in roles else 0
    for index, role in enumerate(roles):
        if role is not Role.HEAD or not prose:
            continue
        if index > prose[-1] and not (roles[index - 1] is Role.STORY and _goes_on(found, index, prose)):
            roles[index] = Role.FURNITURE
        elif index > prose[0] or (
            index > title and (_BULLET.match(found[index][2].text) or _FACT_LINE.match(found[index][2].text))
        ):
            roles[index] = Role.STORY
