"""What tells copies of one story, for `graph.copies`: a sketch of its wording, its quotations, who signs it, its docket.

Each part is one string with a name before a colon. `words`: the smallest hashes of its runs of three words, a sketch by
which the overlap of two texts is estimated. `quotes`: hashes of the runs of four words inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from graph.copies import SKETCH
from loaders.articles.article import Article
from loaders.articles.clean import Role
from loaders.articles.dockets import docket_key, dockets
from loaders.articles.masthead import DATELINE, agencies
from loaders.ids import slug

_QUOTED = re.compile(r'"([^"]{15,400})"|「([^」]{8,200})」')
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def signature(article: Article) -> tuple[str, ...]:
    """The signature of an article; empty where it has no story."""
    story = article.story
    words = _words(story)
    if len(words) < 20:
        return ()
    return tuple(_parts(article, story, words))


def _parts(article: Article, story: str, words: list[str]) -> Iterator[str]:
    yield f"length:{len(words)}"
    yield "words:" + _packed(sorted(set(_hashes(words, 3)))[:SKETCH])
    quoted = sorted({each for match in _QUOTED.finditer(story) for each in _hashes(_words(match[1] or match[2]), 4)})
    if quoted:
        yield "quotes:" + _packed(quoted[:SKETCH])
    if article.author:
        yield f"byline:{slug(article.author.value)}"
    for block in [block for block in article.blocks if block.role is Role.STORY][:2]:
        if match := DATELINE.search(block.text):
            yield f"dateline:{slug(match['name'])}"
            break
    for name in sorted({slug(name) for name in agencies(story)}):
        yield f"agency:{name}"
    for number in sorted({_docket(found.number) for found in dockets(story)}):
        yield f"docket:{number}"


def _words(text: str) -> list[str]:
    return [each for word in _WORD.findall(text.lower()) for each in (word if _CJK.search(word) else (word,))]


def _hashes(words: list[str], run: int) -> Iterable[int]:
    return (crc32(" ".join(words[at : at + run]).encode()) for at in range(len(words) - run + 1))


def _packed(hashes: Iterable[int]) -> str:
    return " ".join(f"{each:08x}" for each in hashes)


def _docket(number: str) -> str:
    key = docket_key(number)
    return f"{key.year}-{key.number}" if key.year else key.number
