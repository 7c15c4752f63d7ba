"""The gate: it never turns away what the reader would call relevant, in whatever it is wrapped, and does turn away the rest."""

from __future__ import annotations

import html
import os
import random
import re
from functools import cache
from pathlib import Path

import pytest
from generated_articles import irrelevant, page, relevant
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loaders import articles
from loaders.articles import gate
from loaders.articles.containers import Item, Place
from loaders.articles.names import ai_spellings, names
from loaders.articles.relevance import AI, SUIT, TEACHING

SHARED = Path(os.environ.get("DOCKETGRAPH_SHARED") or Path(__file__).parent.parent.parent / "shared")
GOLD = Path(__file__).parent / "articles_gold" / "docs"
FOLDERS = [folder for folder in (GOLD, Path(__file__).parent / "news", SHARED / "seeds", SHARED / "eval" / "dev" / "docs") if folder.is_dir()]


def item(data: bytes | str, charset: str = "") -> Item:
    return Item(Place("a.warc", 0, "record at byte 0"), data, "a#1", charset)


@cache
def read() -> list[tuple[str, bool]]:
    """All texts at hand, and whether the reader would keep each."""
    found = [articles.read(path) for path in articles.find_files(FOLDERS)]
    return [(article.text, articles.findings(article).relevant is not False) for article in found]


def wrapped(text: str) -> list[Item]:
    """A text in everything that it may come in."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    title, rest = lines[0], [html.escape(line) for line in lines[1:]]
    whole = page(html.escape(title), rest, 1, random.Random(1))
    bare = "<html><body><div>" + "<br>".join(html.escape(line) for line in lines) + "</div></body></html>"
    entities = "<html><body><p>" + "</p><p>".join(line.encode("ascii", "xmlcharrefreplace").decode() for line in map(html.escape, lines)) + "</p>"
    found = [item(text), item(text.encode()), item(whole.encode()), item(bare), item(entities.encode()), item(whole.encode("utf-16")),
             item(whole.replace("<p>", "<p><span>").replace(" ", "\n", 400).encode())]  # fmt: skip
    for charset in ("shift_jis", "euc_jp", "cp1252", "gb18030"):
        try:
            found.append(item(whole.replace('charset="utf-8"', f'charset="{charset}"').encode(charset)))
            found.append(item(whole.replace('<meta charset="utf-8">', "").encode(charset), charset))
        except UnicodeEncodeError:
            continue
    return found


def test_nothing_that_the_reader_would_keep_is_turned_away() -> None:
    lost = 0  # only counted, for half of the gold is nobody's to look at
    for text, kept in read():
        if "<html" not in text.lower():
            lost += kept and not all(gate.worth_reading(each) for each in wrapped(text))
        lost += kept and not gate.worth_reading(item(text.encode()))
    assert lost == 0
    assert sum(kept for _, kept in read()) > 40


def test_pages_that_the_reader_would_not_keep_are_mostly_turned_away() -> None:
    assert not any(gate.worth_reading(item(irrelevant(number).encode())) for number in range(1, 60))
    assert all(gate.worth_reading(item(relevant(number).encode())) for number in range(60))


@given(st.from_regex(SUIT.compiled, fullmatch=True))
@settings(max_examples=300)
def test_whatever_the_reader_takes_for_a_suit_the_gate_sees_among_bytes(words: str) -> None:
    assume(SUIT.search(words))  # letters such as ſ match an s, but not for the reader
    assert gate._names_both(f"An AI model. {words}".encode())


@given(st.from_regex(AI.compiled, fullmatch=True))
@settings(max_examples=600)
def test_whatever_the_reader_takes_for_ai_the_gate_sees_among_bytes(words: str) -> None:
    assume(re.match(r"(?i)train(?!(?:s|ed|ing)?\W)", words) is None)  # a form that "train" has
    assume(AI.search(words))
    assert gate._names_both(f"The suit: {words}".encode())


@given(st.from_regex(re.compile(TEACHING.pattern), fullmatch=True))
@settings(max_examples=200)
def test_whatever_the_reader_takes_for_teaching_the_gate_sees_among_bytes(words: str) -> None:
    assume(TEACHING.search(words))
    assert gate._names_both(f"The suit: {words}".encode())


def test_every_name_of_an_ai_system_or_its_maker_is_seen_but_those_of_two_letters() -> None:
    for spelling in ai_spellings():
        (name, *_) = names(spelling)
        assert name.start == 0
        assert gate._names_both(f"({spelling}) was sued".encode()) or len(spelling) < gate.SHORTEST_NAME


@pytest.mark.parametrize(
    "data", ["", "A lawsuit over a bridge.", "A chatbot for bridges.", "MAIDEN CLAIM sued", "<html><p>bottom of the robot's suit</p></html>", "\0" * 3000]
)
def test_what_lacks_one_of_the_two_is_turned_away(data: str) -> None:
    assert not gate.worth_reading(item(data)) and not gate.worth_reading(item(data.encode()))


def test_words_in_menus_and_scripts_do_not_open_the_gate() -> None:
    raw = irrelevant(3).replace("</nav>", '<a href="/x">AI lawsuits: chatbot maker sued in court</a></nav><script>var AI = "sued";</script>')
    assert gate._names_both(raw.encode())
    assert not gate.worth_reading(item(raw.encode()))
