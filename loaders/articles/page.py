"""From the HTML of a page to its paragraphs, each with its raw place, and a verdict on which of them are the story.

Which part of a page is its main text is decided by resiliparse, in C++: on a news page of 60 kB it takes 0.8 ms, where
trafilatura takes 4 to 7, and it keeps headings and lists that trafilatura drops. It gives text without places, so the page is
cut into pieces here, and a piece is story where its text stands in the main text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from resiliparse.extract.html2text import extract_plain_text

from loaders.articles.text import Copy, Writer

LEAST_MAIN = 250
"""Characters of main text below which the verdict of the library is no verdict: pages that are hardly more than a list."""


class Piece(NamedTuple):
    """A paragraph or line. `tag` is its HTML element, empty in plain text; `dropped` where the page says that it is no story."""

    tag: str
    dropped: bool
    copy: Copy


_HTML = re.compile(r"(?i)<(?:!doctype html|html|head|body|article|main|div|section|p|h[1-6]|span|br)\b[^<>]{0,400}>")
_TOKEN = re.compile(
    r"(?is)<!--.*?(?:-->|$)|<!doctype[^<>]*>|<(script|style|noscript|svg|template|iframe"
    r"|head(?=[\s>])(?!er))\b.*?(?:</\1\s*>|$)|<(/?)([a-z][\w:-]*)([^<>]*)>|&(?:#x?[0-9a-f]{1,7}"
    r"|\w{2,31});|[^<&]+|."
)
_ENTITY = re.compile(r"&(?:#x?[0-9a-fA-F]{1,7}|\w{2,31});")
TITLE = re.compile(r"(?is)<title[^>]*>(.*?)</title>")
_HEADLINE = re.compile(r"(?is)<(title|h1)\b[^>]*>(.*?)</\1\s*>")
_TAG = re.compile(r"<[^<>]*>")
_BLOCK_TAGS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol table tr td th br hr section article main header footer aside nav form blockquote figure"
    " figcaption body html title button option dt dd dl time address pre label".split()
)
_DROPPED_TAGS = frozenset("nav aside footer form button figcaption label option select menu dialog".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_WHOLE_TAGS = frozenset("html body main article".split())
_VOID = frozenset("br hr img input meta link source wbr area base col embed param track".split())
_DROPPED_CLASS = re.compile(
    r"(?i)(?:class|id|role)\s*=\s*[\"']?[^\"'>]*\b(?:ad|ads|advert\w*|sponsor\w*|promo\w*|nav\w*|menu"
    r"|sidebar|side-bar|footer|related\w*|recommend\w*|comments?|share|sharing|social|cookie\w*|consent"
    r"|newsletter|subscribe|breadcrumbs?|trending|popular|teaser\w*|author-?(?:box|bio)|outbrain|taboola"
    r"|popup|modal|banner|ticker)\b"
)
_SITE_CLASS = re.compile(
    r"(?i)(?:class|id|itemprop)\s*=\s*[\"']?[^\"'>]*\b(?:site|brand|masthead|site-?(?:name|title)|publisher"
    r"|logo)\b"
)
_NESTED = re.compile(
    r"(?i)<(/?)(?:div|span|section|article|main|aside|nav|header|footer|form|table|ul|ol|dl|blockquote|center|font|b|i|u|em|strong|small|big|sup|sub|a|pre|code)\b"
)
MANY_TAGS, DEEPEST = 3_000, 500
"""A page with so many tags is looked at for how deep they stand; browsers stop at some five hundred."""
_OPEN_ELEMENTS = 200
LONGEST_LABEL = 25
"""Characters up to which a link may be a name or a day above the story."""


def is_page(raw: str) -> bool:
    """Whether a text is HTML: it has two elements of a page near its head."""
    return len(list(islice(_HTML.finditer(raw, 0, 20_000), 2))) == 2


def pieces(raw: str) -> Iterator[Piece]:
    """The pieces of a page in order, the window's title first."""
    title = TITLE.search(raw)
    if title:
        writer = Writer()
        _write_text(writer, raw, *title.span(1))
        yield Piece("title", False, writer.done())
    main = _Main(raw)
    for tag, aside, by_class, copy in _cut(raw):
        yield Piece(tag, aside or main.rejects(tag, copy.text, by_class), copy)


def main_text(raw: str) -> str:
    """The text of a page that may be story, without places: its main text, or where there is hardly any, all of its text."""
    main = _extracted(raw)
    return main if len(main) >= LEAST_MAIN else extract_plain_text(raw, list_bullets=False, alt_texts=False, noscript=True)


def headlines(raw: str) -> list[str]:
    """The window's title of a page, and its headings of the first order."""
    return [html.unescape(_TAG.sub("", match[2])) for match in _HEADLINE.finditer(raw)]


@lru_cache(maxsize=2)  # the gate looks at a page before the reader does
def _extracted(raw: str) -> str:
    """The main text of a page; nothing where elements stand too deep in one another, over which the library takes forever."""
    if raw.count("<") > MANY_TAGS and _depth(raw) > DEEPEST:
        return ""
    return extract_plain_text(raw, main_content=True, list_bullets=False, alt_texts=False, comments=False)


def _depth(raw: str) -> int:
    """How deep elements stand in one another, those left out that end with the next of their kind."""
    deepest = depth = 0
    for tag in _NESTED.finditer(raw):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Main:
    """The library's verdict on a page."""

    def __init__(self, raw: str) -> None:
        squeezed = [_squeezed(line) for line in _extracted(raw).split("\n")]
        self.text = "\n".join(squeezed)
        self.lines = frozenset(squeezed)
        self.known = len(self.text) >= LEAST_MAIN
        self.begun = False

    def rejects(self, tag: str, text: str, by_class: bool) -> bool:
        """Whether a piece, told in order, is none of the story nor of the lines above it."""
        if not self.known:
            return by_class
        key = _squeezed(text)
        if key in self.lines or (len(key) > 30 and key in self.text):
            self.begun = self.begun or (tag != "h1" and len(key) > 60)
            return False
        return self.begun or by_class or len(key) > 200  # above the story stand headline, byline and day, but no paragraphs


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _cut(raw: str) -> Iterator[tuple[str, bool, bool, Copy]]:
    """The blocks of a page: element, whether it stands in an element that holds no story, or in one of such a class."""
    stack: list[tuple[str, bool, bool, str]] = []
    aside = by_class = linked = 0
    writer, tag, in_link = Writer(), "", False
    for token in _TOKEN.finditer(raw):
        name = token[3]
        if name is None:
            text = token[0]
            if token[1] or text.startswith("<!") or (not writer.length and text.isspace()):
                continue
            if text[0] == "&" and len(text) > 1:
                writer.replace(html.unescape(text), *token.span())
            else:
                writer.copy(text, token.start())
                linked += len(text) if in_link else 0
            continue
        name = name.lower()
        is_block = name in _BLOCK_TAGS
        if is_block and writer.length:
            yield tag, aside > 0 or _leads_away(tag, linked, writer.length), by_class > 0, writer.done()
            writer, linked = Writer(), 0
        if name == "a" or (is_block and token[2] and name not in _HEADINGS):  # a link that nobody closed ends with its paragraph
            in_link = name == "a" and not token[2]
        if token[2]:
            for index in range(len(stack) - 1, -1, -1):
                if stack[index][0] == name:
                    for _, in_tag, in_class, _ in stack[index:]:
                        aside -= in_tag
                        by_class -= in_class
                    del stack[index:]
                    break
        elif name not in _VOID and not token[4].endswith("/") and len(stack) < _OPEN_ELEMENTS:
            attributes = token[4]
            is_site, is_aside = _by_attributes(attributes) if attributes else (False, False)
            in_tag, in_class = name in _DROPPED_TAGS, is_aside and name not in _WHOLE_TAGS
            stack.append((name, in_tag, in_class, "site" if is_site else name))
            aside += in_tag
            by_class += in_class
        if is_block:
            tag = next((site for tag_name, _, _, site in reversed(stack) if tag_name in _BLOCK_TAGS), "")
    if writer.length:
        yield tag, aside > 0 or _leads_away(tag, linked, writer.length), by_class > 0, writer.done()


def _leads_away(tag: str, linked: int, length: int) -> bool:
    """Whether a piece is a link as a whole, as a teaser of another story is; a headline may link to itself."""
    return tag != "h1" and length > LONGEST_LABEL and linked > length * 0.8


@lru_cache(maxsize=4096)
def _by_attributes(attributes: str) -> tuple[bool, bool]:
    """Whether the attributes of an element name the site, and whether they name a part that is no story."""
    return bool(_SITE_CLASS.search(attributes)), bool(_DROPPED_CLASS.search(attributes))


def _write_text(writer: Writer, raw: str, start: int, end: int) -> None:
    at = start
    for entity in _ENTITY.finditer(raw, start, end):
        if entity.start() > at:
            writer.copy(raw[at : entity.start()], at)
        writer.replace(html.unescape(entity[0]), *entity.span())
        at = entity.end()
    if at < end:
        writer.copy(raw[at:end], at)
