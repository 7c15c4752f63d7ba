"""Full-text search, as SQLite's FTS5 counts it: BM25 over weighted columns of stemmed words.

Source: S. Robertson and H. Zaragoza, The Probabilistic Relevance Framework (2009); https://www.sqlite.org/fts5.html, 4.3 and 5.1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.memory.shown import Text
from graph.words import words

K1, B = 1.2, 0.75
"""How soon more hits count less, and how much the length of a document counts."""

SNIPPET = 12
"""How many words a snippet has, about."""


class Hit(NamedTuple):
    """Something found: its id, how well it fits, and the words around what was found."""

    id: str
    score: float
    snippet: str


def search(texts: Mapping[str, Text], among: Iterable[str], asked: str) -> list[Hit]:
    """What is found by some words, best first.

    Args:
        texts: all documents by id; they tell how much a word is worth.
        among: ids of those that may be found.
        asked: the words. All must be in a document; where no document among them has all, one is enough. A word that is
            asked twice counts twice.
    """
    wanted = [word.stem for word in words(asked)]
    documents = {
        id: {weight: [word.stem for one in column for word in words(one)] for weight, column in text.items()}
        for id, text in texts.items()
    }
    hits = {id: [_weighted_hits(document, word) for word in wanted] for id, document in documents.items()}
    possible = [id for id in among if id in hits]
    found = [id for id in possible if all(hits[id])] or [id for id in possible if any(hits[id])]
    if not wanted or not found:
        return []
    lengths = {id: sum(map(len, document.values())) for id, document in documents.items()}
    average = sum(lengths.values()) / len(documents)  # those without words count too
    worth = [_worth(sum(1 for each in hits.values() if each[place]), len(documents)) for place in range(len(wanted))]

    def score(id: str) -> float:
        damping = K1 * (1 - B + B * lengths[id] / average)
        return round(sum(idf * f * (K1 + 1) / (f + damping) for idf, f in zip(worth, hits[id], strict=True)), 6)

    made = [Hit(id, score(id), snippet(texts[id], wanted)) for id in found]
    return sorted(made, key=lambda hit: (-hit.score, hit.id))


def _weighted_hits(document: Mapping[float, Sequence[str]], word: str) -> float:
    return sum(weight * column.count(word) for weight, column in document.items())


def _worth(having: int, documents: int) -> float:
    """The inverse document frequency; a word in more than half of the documents is worth next to nothing, never less."""
    return max(1e-6, math.log((documents - having + 0.5) / (having + 0.5)))


def snippet(text: Text, wanted: Sequence[str]) -> str:
    """The words around what was found, marked « » and cut with …; from the text that has most of the wanted words.

    >>> snippet({1.0: ["Trained on private messages."]}, ["messag"])
    'Trained on private «messages».'
    """
    candidates = [one for weight in sorted(text, reverse=True) for one in text[weight]]
    best = max(candidates, key=lambda one: len({word.stem for word in words(one)} & set(wanted)))
    found, raw = words(best), best.encode()
    hit = next(place for place, word in enumerate(found) if word.stem in wanted)
    begin = max(0, min(hit - SNIPPET // 4, len(found) - SNIPPET))
    shown = found[begin : begin + SNIPPET]
    at = shown[0].start if begin else 0
    made = "…" if begin else ""
    for word in shown:
        own = raw[word.start : word.end].decode()
        made += raw[at : word.start].decode() + (f"«{own}»" if word.stem in wanted else own)
        at = word.end
    return made + ("…" if begin + SNIPPET < len(found) else raw[at:].decode())
