"""What a page's head says of the article in data: schema.org JSON-LD, OpenGraph, meta elements, `<time>`, the canonical link.

JSON-LD is read as pages have it, broken in every way: comments, commas too many, line breaks inside strings, CDATA, several
blocks, a `@graph` whose nodes name each other by `@id`, types as lists, authors as text, lists or objects, blocks about other
stories. The article's own block is the one whose address is the page's, else whose headline is; with several and none of these,
none is believed.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate
from typing import Any
from urllib.parse import urljoin, urlsplit

import orjson

from loaders.articles.page import TITLE


@dataclass(frozen=True, slots=True)
class Printed:
    """A value with its place in the raw text; `value` may be normalised, the span is what stands there.

    `start` and `end` are None where the value stands outside the text: in the feed, the archive or the line that holds it.
    """

    value: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Embedded:
    """What the head says in data; None where it says nothing."""

    title: Printed | None = None
    publisher: Printed | None = None
    author: Printed | None = None
    published_on: Printed | None = None
    url: Printed | None = None


NONE = Embedded()
MOST = 400_000
"""Characters of a page in which its data is looked for; a block of JSON-LD further down is not found."""

_SCRIPT = re.compile(
    r"(?is)<script\b[^>]*\btype\s*=\s*[\"']?application/ld\+json[^>]*>(?P<json>.*?)(?:</script\s*>|(?=<script\b)|\Z)"
)
_META = re.compile(r"(?is)<(?P<tag>meta|link|time)\b(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"(?is)([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review)$")
_FIELDS = {
    "og:title": "title",
    "twitter:title": "title",
    "og:site_name": "publisher",
    "author": "author",
    "og:url": "url",
}
_PUBLISHED = re.compile(
    r"(?:og:)?article:published(?:_time)?|datepublished|publish(?:ed)?[-_]?(?:date|time)?"
    r"|(?:dc[.:]|dcterms\.|og:|sailthru\.|parsely-)?(?:pub-?)?(?:date|created|issued)(?:\.issued)?"
)
_LONGEST = {"title": 300, "publisher": 60, "author": 60, "published_on": 40, "url": 300}


def embedded(raw: str) -> Embedded:
    """What the head of an HTML page says in data.

    A value of the JSON-LD counts before one of a meta element, for it is about the article; the outlet's name is taken from the
    meta element first, for there it is short. A day is cut as it is printed: in the zone of the page.
    """
    part = raw[:MOST]
    metas = _metas(part)
    canonical = metas.get("canonical") or metas.get("url")
    ours = _own_block(part, canonical, metas.get("title"))
    said = {**metas, **ours, **({"publisher": metas["publisher"]} if "publisher" in metas else {})}
    if "published_on" not in said and "time" in metas:
        said["published_on"] = metas["time"]
    url = metas.get("canonical") or said.get("url")
    return Embedded(
        said.get("title"), said.get("publisher"), said.get("author"), said.get("published_on"), url if url and _is_web(url.value) else None
    )


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


# ---------------------------------------------------------------------------------------------------------------------
# Elements


def _metas(raw: str) -> dict[str, Printed]:
    """The first value of each field in meta elements, the canonical link, and the first `<time>`."""
    found: dict[str, Printed] = {}
    for element in _META.finditer(raw):
        offset = element.start("attributes")
        attributes: dict[str, tuple[str, int, int]] = {}
        for match in _ATTRIBUTE.finditer(element["attributes"]):
            group = match.lastindex or 1
            attributes.setdefault(match[1].lower(), (match[group], offset + match.start(group), offset + match.end(group)))
        tag = element["tag"].lower()
        if tag == "time":
            name, value = "time", attributes.get("datetime")
        elif tag == "link":
            rel = attributes.get("rel", ("", 0, 0))[0].lower().split()
            name, value = ("canonical", attributes.get("href")) if "canonical" in rel else ("", None)
        else:
            named = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ("", 0, 0)
            field = named[0].strip().lower()
            name, value = _FIELDS.get(field) or ("published_on" if _PUBLISHED.fullmatch(field) else ""), attributes.get("content")
        if name and value and name not in found and (printed := _formed(name, *value)):
            found[name] = printed
    return found


def _formed(name: str, text: str, start: int | None, end: int | None) -> Printed | None:
    """A value in its form; None where it has none, or is longer than such a value is."""
    value = " ".join(html.unescape(text).split())
    if name in ("time", "published_on"):
        day = day_of(value)
        if day is None:
            return None
        at = text.find(day)
        return Printed(day, start + at, start + at + 10) if start is not None and at >= 0 else Printed(day, start, end)
    if name == "author" and _is_web(value):
        return None
    if not 1 < len(value) <= _LONGEST.get(name, 300):
        return None
    return Printed(value, start, end)


def day_of(text: str) -> str | None:
    """The day at the beginning of a time, in the zone in which it is written; None for what is no day of the web's age.

    >>> day_of("2025-01-22T23:04:31-05:00"), day_of("20250122T040000Z"), day_of("Wed, 22 Jan 2025 23:04:31 EST"), day_of("0000-00-00")
    ('2025-01-22', '2025-01-22', '2025-01-22', None)
    """
    match = _DAY.match(text)
    parts = (int(match[1]), int(match[2]), int(match[3])) if match else (parsedate(text) or (0, 0, 0))[:3]
    try:
        day = date(*parts)
    except ValueError:
        return None
    return day.isoformat() if 1990 <= day.year < 2100 else None


# ---------------------------------------------------------------------------------------------------------------------
# JSON-LD


def _own_block(raw: str, canonical: Printed | None, title: Printed | None) -> dict[str, Printed]:
    """The fields of the node that is about the page's own article."""
    nodes: list[tuple[Mapping[str, Any], int, int]] = []
    by_id: dict[str, Mapping[str, Any]] = {}
    for script in _SCRIPT.finditer(raw):
        for node in _nodes(lenient(script["json"])):
            if isinstance(node.get("@id"), str) and len(node) > 1:
                by_id.setdefault(node["@id"], node)
            if any(_ARTICLE.search(kind) for kind in _types(node)):
                nodes.append((node, *script.span("json")))
    if title is None and (match := TITLE.search(raw)):
        title = Printed(" ".join(html.unescape(match[1]).split()))
    chosen = _chosen(nodes, canonical, title)
    if chosen is None:
        return {}
    node, start, end = chosen
    said = {
        "title": _text(node.get("headline")) or _text(node.get("name")),
        "publisher": _name(node.get("publisher"), by_id),
        "author": _name(node.get("author"), by_id) or _name(node.get("creator"), by_id),
        "published_on": _text(node.get("datePublished")),
        "url": _address(node),
    }
    found = {}
    for name, value in said.items():
        place = _place(raw, value, start, end) if value else (None, None)
        if value and (printed := _formed(name, value, *place)):
            found[name] = printed
    return found


def _chosen(
    nodes: Sequence[tuple[Mapping[str, Any], int, int]], canonical: Printed | None, title: Printed | None
) -> tuple[Mapping[str, Any], int, int] | None:
    if canonical:
        own = [each for each in nodes if (url := _address(each[0])) and _same_page(url, canonical.value)]
        if own:
            return max(own, key=lambda each: len(each[0]))
    if title:
        wanted = _plain(title.value)
        own = [each for each in nodes if (words := _plain(_text(each[0].get("headline")) or "")) and words in wanted]
        if own:
            return own[0]
    elsewhere = canonical and nodes and (url := _address(nodes[0][0])) and not _same_page(url, canonical.value)
    return nodes[0] if len(nodes) == 1 and not elsewhere else None


def _same_page(one: str, other: str) -> bool:
    a, b = urlsplit(urljoin(other, one.partition("#")[0])), urlsplit(other)
    return (a.netloc.removeprefix("www."), a.path.rstrip("/")) == (b.netloc.removeprefix("www."), b.path.rstrip("/"))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", html.unescape(text)).strip().lower()


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects of a block: itself, those of its lists and of its `@graph`."""
    if depth > 4:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity"):
            yield from _nodes(value.get(name), depth + 1)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), None)
    return value if isinstance(value, str) and value.strip() else None


def _name(value: Any, by_id: Mapping[str, Mapping[str, Any]], depth: int = 0) -> str | None:
    """The name of a person or an organisation: a text, an object with one, the first of a list, or a node named by its id."""
    if isinstance(value, str) or depth > 3:
        return _text(value)
    if isinstance(value, list):
        return next((name for each in value if (name := _name(each, by_id, depth + 1))), None)
    if isinstance(value, dict):
        if name := _text(value.get("name")):
            return name
        return _name(by_id.get(str(value.get("@id"))), {}, depth + 1)
    return None


def _address(node: Mapping[str, Any]) -> str | None:
    main = node.get("mainEntityOfPage")
    if isinstance(main, dict):
        main = main.get("@id") or main.get("url")
    known = [url for value in (node.get("url"), main, node.get("@id")) if (url := _text(value)) and (_is_web(url) or url.startswith("/"))]
    return known[0] if known else None


def _place(raw: str, value: str, start: int, end: int) -> tuple[int | None, int | None]:
    """Where a value of a block stands as it is written there; none where it is written with escapes."""
    at = raw.find(value, start, end)
    return (at, at + len(value)) if at >= 0 else (None, None)


_BROKEN = re.compile(
    r"(?s)(?P<string>\"(?:[^\"\\]|\\.)*\")|(?P<comment>/\*.*?\*/|//(?=[^\n]*(?:\n|$))[^\n]*|<!\[CDATA\[|\]\]>|<!--|-->)|(?P<comma>,)(?=(?:\s|/\*.*?\*/|//[^\n]*\n)*[\]}])"
)
_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")


def lenient(text: str) -> Any:
    """The value of JSON as web pages have it; None where it cannot be made out.

    >>> lenient('/* v1 */ {"a": "x\\ny", "b": [1, 2,],}')
    {'a': 'x\\ny', 'b': [1, 2]}
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    mended = _BROKEN.sub(lambda match: match["string"] or "", text).strip().rstrip(";").strip()
    for tried in (mended, _ESCAPE.sub(r"\\\\", mended), html.unescape(mended)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(tried)[0]
        except (ValueError, RecursionError):
            continue
    return _fields_alone(mended)


_FIELD = re.compile(r"\"(@type|headline|datePublished|url)\"\s*:\s*\"((?:[^\"\\]|\\.)*)\"")


def _fields_alone(text: str) -> dict[str, str] | None:
    """The plain fields of a block that is cut off or past mending, where it is about one article alone."""
    found: dict[str, str] = {}
    kinds = 0
    for match in _FIELD.finditer(text):
        kinds += match[1] == "@type" and bool(_ARTICLE.search(match[2]))
        if match[1] != "@type" or _ARTICLE.search(match[2]):
            found.setdefault(match[1], match[2])
    return found if kinds == 1 else None
