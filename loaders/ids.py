"""The ids of things that have no id of their own: parts of a case, and articles.

Every loader makes them here, so that a court paper, the curated file and an article that say the same meet in one node.
"""

from __future__ import annotations

import re
import unicodedata


def slug(text: str, length: int = 60) -> str:
    """A text as an id: lower case, accents dropped, words joined by dashes, cut at a word.

    >>> slug("Alessandro De La Torre")
    'alessandro-de-la-torre'
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    words = re.sub(r"[^\w]+|_", "-", plain.lower()).strip("-")
    return words if len(words) <= length else words[:length].rpartition("-")[0] or words[:length]


def allegation_id(case: str, act: str, data: str) -> str:
    """One act with one kind of data, alleged in one case."""
    return f"{case}/{act}/{data}"


def claim_id(case: str, cause: str) -> str:
    """One cause of action, pleaded in one case."""
    return f"{case}/claim/{cause}"


def relief_id(case: str, kind: str, per: str | None = None, nth: int = 0) -> str:
    """One kind of relief that a case asks for; sums counted by different things are told apart, and by `nth` several sums."""
    return f"{case}/relief/{kind}" + (f"/{per}" if per else "") + (f"/{nth + 1}" if nth else "")


def event_id(case: str, kind: str, on: str | None, nth: int = 0) -> str:
    """A turn of a case; `nth` tells several of one kind and day apart."""
    return f"{case}/{on or 'undated'}/{kind}" + (f"/{nth + 1}" if nth else "")


def response_id(case: str, by: str, stance: str, on: str | None, nth: int = 0) -> str:
    """What a party said about a case, in one stance, on one day; `nth` tells several apart."""
    return f"{case}/{by}/{stance}/{on or 'undated'}" + (f"/{nth + 1}" if nth else "")


def person_id(case: str, name: str) -> str:
    """A human being as one docket names them."""
    return f"{case}/{slug(name)}"


def plaintiff_class_id(case: str, nth: int = 0) -> str:
    """The class for which a case is brought; `nth` tells several apart."""
    return f"{case}/class" + (f"/{nth + 1}" if nth else "")


def article_id(sha256: str) -> str:
    """An article, by the SHA-256 of the bytes that were read."""
    return f"article-{sha256[:16]}"


COUNSEL = "counsel"
"""The last part of the id of the plaintiffs' lawyers in a case, who speak without being a party."""
