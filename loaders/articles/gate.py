"""The relevance gate: which documents of a crawl are worth reading, told before they are read.

The reader calls a document relevant only where its story speaks of a lawsuit and of an AI system. What lacks the words for either
is turned away: first by two Aho–Corasick automata over the raw bytes, which pass over a page of 100 kB in a quarter of a
millisecond; then, as the words may be a menu's or a teaser's, by the same, and the
reader's own pattern, over the page's headlines and main text.
"""

from __future__ import annotations

import codecs
import html
import re
from functools import cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from loaders.articles.article import CHARSET, decode
from loaders.articles.containers.item import Item
from loaders.articles.names import ai_spellings, names
from loaders.articles.page import headlines, is_page, main_text
from loaders.articles.relevance import SUIT, is_ai, words_of_ai
from loaders.articles.text import STRAIGHT

WORDS = ("AI", "A.I", "KI", "IA", "LLM", "LLMs", "bot", "bots")
"""Words for AI that count only where no letter or digit of ASCII stands beside them: within others they are everywhere."""

PHRASES = (
    "ＡＩ", "人工知能", "artificial intelligence", "machine learning", "machine-learning", "generative", "chatbot", "language model",
    "neural network", "al recognition", "face recognition", "speech recognition", "algorithm", " generator", " assistant",
    "synthetic voice", "synthetic media", "deepfake", "deep fake", "transcription ", "nstliche", "intelligence artificielle",
    "prachmodell", " de langage", "esichtserkennung", "pracherkennung", "reconnaissance faciale",
    "answer engine", "nswer engine", "text-to-", "ext-to-speech", "ext-to-image", "ext-to-video", "peech-to-text", "voice clon", "digital clon", "vocal clon", "oice clon", "igital clon",
    *(f"{what} {double}" for what in ("oice", "igital", "ocal") for double in ("replica", "double", "twin")), "loned voice", "ynthesise", "ynthesize", "ynthesizing",
    "ynthesising", "omputer-generated", "omputer-made", "omputer-written", "achine-generated", "achine-made", "achine-written", "otetaker", "ote-taker", "rained on",
    *(f"software {link} {does}" for link in ("that", "which") for does in ("write", "draw", "sing", "speak", "answer", "talk", "compose", "generate", "create", "read", "listen")),
    "conversationnel", "assistant vocal", "générateur", "reconnaissance de la parole", "clon", "prachassistent", "ildgenerator", "extgenerator", "音声合成", "画像生成", "文章生成",
    "reconnaissance vocale", "学習", "fine-tun", "finetun", "Fine-tun", "Finetun", "tuned model", "trained model", "foundation model", "diffusion model",
    "tutoring model", "speech model", "voice model", "vision model", "顔認識", "顔認証", "音声認識", "voice recognition", "image recognition", "predictive model", "predictive software", "predictive analytics",
    *(f"software {link} {does}" for link in ("that", "which", "to") for does in ("predict", "recogni", "imitat", "mimic")),
    *(f"{t}rain{ending} {whose}" for t in "tT" for ending in ("", "s", "ed", "ing") for whose in ("its ", "the ", "their ")),
)  # fmt: skip
"""Pieces of text of which every other match of the reader's pattern for AI holds one."""

TEACHING = ("train", "taught", "teach", "learn", "fed", "feed", "raised on", "raising on", "schooled", "built on", "built from", "built out of",
            "memori", "entraîn", "nourri", "aliment", "anlern", "fütter")  # fmt: skip
LEARNERS = ("model", "chatbot", "generator", "algorithm", "system", "machine", "software", "network", "tool", "assistant", "recognition", "engine",
            "modèl", "systèm", "générateur", "robot", "ssistent",
            "training data", "training set", "training material", "training corpus", "training run", "training fodder")  # fmt: skip
"""Words of teaching, and words for what is taught: one of each makes a text speak of AI, where the reader finds them together."""

SHORTEST_NAME = 3
"""Bytes of a name of a system that is looked for among bytes; "o1" is in every script."""

FEW = 20
"""So many letters of Japanese or Chinese may be written as numbers without the document being written so."""

_WORD = re.compile(rb"[0-9A-Za-z_]")
_TAG_NAME = re.compile(rb"</?[A-Za-z!]")
_LINK = (b"<a ", b"<a\n")
_END_OF_LINK = re.compile(rb"[^<>]{0,60}</a>\s*<(?!(?:b|i|em|strong|span|a)\b)")
_BEFORE_LINK = re.compile(rb"<(?:li|nav|div|ul|dd|td)\b[^<>]*>\s*\Z|</(?:a|li|div)>\s*\Z")
_LETTERS = re.compile(rb"&#(?:1[2-9]\d|[2-6]\d\d)\d\d;|&#[xX][3-9a-fA-F][0-9a-fA-F]{3};")


def worth_reading(item: Item) -> bool:
    """Whether the reader could call a document relevant."""
    data = item.data.encode(errors="replace") if isinstance(item.data, str) else item.data
    if not _names_both(data):
        foreign = None if isinstance(item.data, str) else _recoded(data, item.charset)
        if foreign is None or not _names_both(foreign):
            return False
    text = item.data if isinstance(item.data, str) else decode(data, item.place, item.charset)
    if not is_page(text):
        return True
    told = "\n".join((*headlines(text), main_text(text))).translate(STRAIGHT)
    if not _names_both(told.encode(errors="replace")) or SUIT.search(told) is None:
        return False
    return words_of_ai(told) or any(map(is_ai, names(told)))


ALONE, WHOLE, TEACHES, LEARNS = range(4)
"""What a pattern counts as: a word for AI, one only as a whole word, a word of teaching, a word for what is taught."""


@cache
def _ai() -> tuple[BytesAhoCorasick, tuple[int, ...]]:
    """The automaton for AI, case kept, and what each of its patterns counts as."""
    kinds: dict[bytes, int] = {}
    for kind, words in ((LEARNS, LEARNERS), (TEACHES, TEACHING)):
        kinds |= {spelt.encode(): kind for word in words for spelt in (word, word.capitalize())}
    kinds |= {phrase.encode(): ALONE for phrase in PHRASES}
    kinds |= {name.encode(): WHOLE for name in (*WORDS, *ai_spellings()) if len(name.encode()) >= SHORTEST_NAME or name in WORDS}
    patterns = sorted(kinds)
    return BytesAhoCorasick(patterns, implementation=Implementation.DFA), tuple(kinds[pattern] for pattern in patterns)


@cache
def _suit() -> BytesAhoCorasick:
    """The automaton for lawsuits, over bytes whose ASCII is in lower case: the stems of which each match of the reader's pattern holds one."""
    stems = {spelt for stem in SUIT.stems or () for spelt in (stem, "".join(each if each.isascii() else each.upper() for each in stem))}
    return BytesAhoCorasick(sorted(stem.encode() for stem in stems), implementation=Implementation.DFA)


def _names_both(data: bytes) -> bool:
    """Whether a document holds a word for AI where it may be told, and one for a lawsuit anywhere."""
    automaton, kinds = _ai()
    seen: set[int] = set()
    for which, start, end in automaton.find_matches_as_indexes(data, overlapping=True):
        kind = kinds[which]
        is_whole = kind == WHOLE or data[start:end].lower() == b"fed"
        if kind in seen or (is_whole and (_WORD.match(data[start - 1 : start]) or _WORD.match(data[end : end + 1]))):
            continue
        if _may_be_told(data, start):
            seen.add(kind)
            if kind in (ALONE, WHOLE) or seen >= {TEACHES, LEARNS}:
                return bool(_suit().find_matches_as_indexes(data.lower()))
    return False


def _may_be_told(data: bytes, at: int) -> bool:
    """Whether a place of a page can belong to its story: not in a tag, nor in a script, nor in a link that stands alone."""
    closed = data.rfind(b">", 0, at)
    opened = data.rfind(b"<", 0, at)
    if closed < 0 or opened < 0:
        return True
    if opened > closed:
        return _TAG_NAME.match(data, opened) is None  # "a < b" opens none
    if data.startswith((b"<script", b"<style"), opened):
        return False
    script = data.rfind(b"<script", 0, at)
    if script >= 0 and data.find(b"</script", script, at) < 0:
        return False
    return not (data.startswith(_LINK, opened) and _END_OF_LINK.match(data, at) and _BEFORE_LINK.search(data, max(opened - 40, 0), opened))


def _recoded(data: bytes, charset: str) -> bytes | None:
    """A document in plain UTF-8 where it is written in another way: another encoding, or numbers for letters; None where it is not."""
    if len(_LETTERS.findall(data)) > FEW:
        return html.unescape(data.decode(errors="replace")).encode(errors="replace")
    if data.isascii() and b"\0" not in data[:1000]:
        return None
    declared = CHARSET.search(data[:4096])
    byte_order = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""
    for encoding in (byte_order, "utf-8", charset, declared[1].decode("ascii", "ignore") if declared else ""):
        try:
            text = data.decode(encoding) if encoding else "\0"
        except (UnicodeError, LookupError):
            continue
        if "\0" not in text[:1000]:
            return None if encoding == "utf-8" else text.encode(errors="replace")
    return None
