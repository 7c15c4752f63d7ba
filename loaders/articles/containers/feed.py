"""Feeds: RSS 0.9 to 2.0, RDF and Atom, by feedparser, which knows their dialects and reads on where the XML is broken.

The text of an entry is its title and its content, else its summary, as HTML. A feed that declares entities of its own is refused:
nested ones grow without end, and no feed needs them. Nothing outside the file is opened.
"""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from loaders.articles.containers.item import Item, Place, stem
from loaders.articles.embedded import Embedded, Printed, day_of
from loaders.records import Issue

_ENTITY = re.compile(rb"(?i)<!ENTITY|<\x00!\x00E\x00N\x00T|\x00<\x00!\x00E\x00N\x00T")
_TAG = re.compile(r"<[^<>]{1,200}>")
_TRACKING = re.compile(r"utm_|fbclid$|gclid$|mc_[ce]id$|at_(?:medium|campaign)$|cmpid$")


def items(data: bytes, shown: str, skip: int = 0) -> Iterator[Item | Issue]:
    """The entries of a feed in order."""
    if _ENTITY.search(data):
        yield Issue(shown, 0, "", "the feed declares entities of its own, which may grow without end", "write out what they stand for")
        return
    import feedparser  # type: ignore[import-untyped]  # it has no types

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # feedparser's own, of parts that are not used here
        feed = feedparser.parse(data, sanitize_html=False)
    broken = feed.get("bozo_exception")
    is_broken = not isinstance(broken, UnicodeError | feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType | None)
    if is_broken:
        line = broken.getLineNumber() if hasattr(broken, "getLineNumber") else 0
        said = f"{broken.getMessage() if hasattr(broken, 'getMessage') else broken}"
        rest = "what could be made out is read" if feed.entries else "nothing could be read"
        yield Issue(shown, line or 0, "", f"the XML is broken: {said}; {rest}", "fetch the feed again")
    elif not feed.entries:
        yield Issue(shown, 0, "", "the feed has no entry", "fetch it again, or leave it out")
    name = stem(shown)
    for number, entry in enumerate(feed.entries, 1):
        cut = is_broken and number == len(feed.entries) and not entry.get("summary") and not entry.get("content")
        if number > skip and not cut:
            yield _item(entry, feed, shown, number, name)


def _item(entry: Any, feed: Any, shown: str, number: int, name: str) -> Item | Issue:
    title = _plain(entry.get("title") or "")
    contents = [each.get("value") or "" for each in entry.get("content") or ()]
    body = max((*contents, entry.get("summary") or ""), key=len)
    place = Place(shown, 0, f"entry {number}")
    if not title and not body.strip():
        return Issue(shown, 0, place.item, "the entry has neither a title nor a text", "leave it out")
    if not _TAG.search(body):  # plain text may have & and <
        body = f"<p>{html.escape(html.unescape(body), quote=False)}</p>"
    text = f"<html><body><h1>{html.escape(title, quote=False)}</h1>\n{body}</body></html>"
    printed = entry.get("published") or (entry.get("updated") if not feed.version.startswith("atom") else "") or ""
    published, url = day_of(printed), entry.get("link") or ""
    author = _plain(re.sub(r"^\S+@\S+ \((.*)\)$", r"\1", entry.get("author") or ""))
    publisher = _plain((entry.get("source") or {}).get("title") or feed.feed.get("title") or "")
    given = Embedded(
        title=Printed(title) if title else None,
        publisher=Printed(publisher) if publisher else None,
        author=Printed(author) if author else None,
        published_on=Printed(published) if published else None,
        url=Printed(_untracked(url)) if url.startswith(("http://", "https://")) else None,
    )
    return Item(place, text, f"{name}#{number}", given=given)


def _plain(text: str) -> str:
    """A title without markup and entities, of which feeds write some twice."""
    for _ in range(2):
        text = html.unescape(_TAG.sub("", text))
    return " ".join(text.split())


def _untracked(url: str) -> str:
    """An address without the parameters that only say how a reader came."""
    parts = urlsplit(url)
    if not parts.query:
        return url
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)]
    return urlunsplit(parts._replace(query=urlencode(kept)))
