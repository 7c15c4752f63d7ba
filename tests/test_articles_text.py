"""Files, cleaned copies, furniture, sentences: what is read of a page, and where it stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DataError
from loaders import articles
from loaders.articles.article import decode, from_bytes
from loaders.articles.clean import Role, blocks
from loaders.articles.masthead import language_of
from loaders.articles.text import sentences

PAGE = """Menu
  Home
  News
  Law
  Sport
Sign in | Register

The Daily Invention | Courts | March 3, 2025

Poets sue maker of a rhyming machine

By Ada Quill

Three poets have sued Suno, saying that it trained its models on their lyrics without permission.
The suit was filed on Monday in federal court in Boston.

Also read: Mill owner sues rival over looms and a very long tail of other things

You May Also Like

Adani shares fell again on Tuesday, and analysts do not know why they did so.
Copyright © 2024 The Daily Invention
"""


def story(text: str) -> str:
    return from_bytes(text.encode(), Path("x.txt")).story


def test_the_story_is_cut_out_of_its_page() -> None:
    assert story(PAGE).splitlines() == [
        "Poets sue maker of a rhyming machine",
        "Three poets have sued Suno, saying that it trained its models on their lyrics without permission.",
        "The suit was filed on Monday in federal court in Boston.",
    ]


def test_the_head_says_who_published_it_and_when() -> None:
    article = from_bytes(PAGE.encode(), Path("x.txt"))
    assert article.publisher and article.publisher.value == "The Daily Invention"
    assert article.published_on and article.published_on.value == "2025-03-03"
    assert article.author and article.author.value == "Ada Quill"
    for printed in (article.title, article.publisher, article.author, article.published_on):
        assert printed and article.text[printed.start : printed.end].strip()


@pytest.mark.parametrize(
    ("head", "outlet", "day"),
    [
        ("Law Ledger - 2024/05/06 - Courts", "Law Ledger", "2024-05-06"),
        ("Ledger.example, 6. Mai 2024 - Quelle: dpa", "dpa", "2024-05-06"),
        ("Ledger > Courts > AI", "Ledger", None),
        ("The Ledger (blog feed), 06 May 2024", "The Ledger", "2024-05-06"),
        ("Latest | Trending | Video", None, None),
    ],
)
def test_mastheads_are_read(head: str, outlet: str | None, day: str | None) -> None:
    page = f"{head}\n\nAuthors sue maker of chatbot over their books\n\nTwo authors have sued Suno over their books, which it is said to have copied without leave.\n"
    article = from_bytes(page.encode(), Path("x.txt"))
    assert (article.publisher and article.publisher.value) == outlet
    assert (article.published_on and article.published_on.value) == day


def test_the_agency_at_the_head_of_the_story_is_its_publisher() -> None:
    article = from_bytes(
        b"Headline of a report on a suit\n\nBOSTON, Jan 5 (Reuters) - Suno was sued by a label on Monday.\n", Path("x.txt")
    )
    assert article.publisher and article.publisher.value == "Reuters"


def test_html_gives_its_paragraphs_and_leaves_out_navigation_and_scripts() -> None:
    page = (
        "<!doctype html><html><head><title>Suit | Example Times</title><script>var a='Suno sued';</script></head><body>"
        "<nav><a>Pentagon buys ships from somebody, which is no part of this.</a></nav><h1>Label sues Suno</h1>"
        "<p>A label sued <b>Suno</b> over Beyonc&eacute; songs, which it says were copied without any licence.</p>"
        '<aside class="related">Adani rebounds after a hard week, say people who know.</aside></body></html>'
    )
    article = from_bytes(page.encode(), Path("x.html"))
    assert (
        article.story
        == "Label sues Suno\nA label sued Suno over Beyoncé songs, which it says were copied without any licence."
    )
    assert article.publisher and article.publisher.value == "Example Times"


def test_words_of_spam_are_cut_and_no_quotation_reaches_across() -> None:
    text = "Suno is hot sex videosfacing a class action over songs that it is said to have used for training its model."
    article = from_bytes(text.encode(), Path("x.txt"))
    assert "sex" not in article.story
    for allegation in articles.as_line(article)["cases"][0]["allegations"]:
        assert "sex" not in allegation["quote"]


def test_spaces_are_mended_and_quotation_marks_straightened() -> None:
    assert story("The suit says so.The\u00a0firm\u2019s  \u201cmodels\u201d were trained\u200b on many songs, it says.") == (
        'The suit says so. The firm\'s "models" were trained on many songs, it says.'
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Suno Inc. was sued. It denies the claims.", 2),
        ("The case is No. 25-00709. Judge J. L. Roe presides.", 2),
        ("Filed in the U.S. District Court, N.D. Cal., the suit goes on.", 1),
        ("Das Urteil fiel am 11. November 2025. Es ist nicht rechtskräftig.", 2),
        ("同社は提訴した。東京地裁で争う。", 2),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_languages_are_told_apart() -> None:
    assert [language_of(text) for text in ("The court has ruled for the firm", "Das Gericht hat die Klage nicht zugelassen", "Le juge a validé les accords", "裁判所は訴えを退けた")] == [
        "en", "de", "fr", "ja",
    ]  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------
# Files


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.pdf", "sub/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    assert [path.name for path in articles.find_files([tmp_path])] == ["a.html", "b.txt", "d.txt"]
    assert articles.find_files([tmp_path / "b.txt", tmp_path]) == [
        tmp_path / "b.txt",
        tmp_path / "a.html",
        tmp_path / "sub/d.txt",
    ]


def test_a_path_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        articles.find_files([tmp_path / "nothing"])
    assert "no such file" in raised.value.message and raised.value.hint


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 \x00\x01\x02\x03", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 20, b"", b"\0\0\0"]
)
def test_what_is_no_text_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(DataError) as raised:
        articles.read(path)
    assert str(path) in raised.value.message and raised.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_charsets_are_recognised(encoding: str) -> None:
    text = "Die Richterin verurteilte das Münchner Unternehmen für die Übernahme der Liedtexte."
    assert decode(text.encode(encoding), Path("x")).lstrip("\ufeff") == text


def test_a_declared_charset_is_believed() -> None:
    text = '<html><meta charset="shift_jis"><p>読売新聞が提訴した。</p></html>'
    assert decode(text.encode("shift_jis"), Path("x")) == text


def test_the_digest_of_the_code_is_stable_within_a_process() -> None:
    assert articles.code_digest() == articles.code_digest()
    assert len(articles.code_digest()) == 64


# ---------------------------------------------------------------------------------------------------------------------
# Laws

WORDS = st.sampled_from(
    "Suno Udio Getty Images sued on Tuesday over songs lyrics books trained its model without permission LinkedIn's Microsoft-owned"
    " $1,000 per person In re v. Inc. Corp. “quoted” <p> </p> &amp; <b> 25-cv-00709 N.D. Cal. Also read: © 2024 。 提訴 \u200b \x00 é The"
    .split(" ")
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join), st.lists(WORDS, max_size=60).map("\n".join)
)


@settings(max_examples=200)
@given(TEXTS)
def test_a_copy_knows_where_its_characters_stand(text: str) -> None:
    last = 0
    for block in blocks(text):
        assert len(block.copy.starts) == len(block.copy.ends) == len(block.text)
        assert all(0 <= start <= end <= len(text) for start, end in zip(block.copy.starts, block.copy.ends, strict=True))
        if block.role is not Role.SITE and block.tag == "":
            assert block.start >= last
            last = block.start


@settings(max_examples=200)
@given(TEXTS)
def test_every_quote_stands_in_the_text_at_its_span(text: str) -> None:
    if not text.strip("\0 \t\r\n") or any(ord(char) < 32 and char not in "\t\n\r\x0b\x0c\x1b" for char in text):
        return
    try:
        article = from_bytes(text.encode("utf-8", "surrogatepass"), Path("x.txt"))
    except DataError:
        return
    for statement in articles.statements(article):
        quoted = statement.evidence
        assert quoted.source == article.id and quoted.method == "patterns"
        if quoted.quote is not None:
            assert quoted.quote and article.text[quoted.start : quoted.end] == quoted.quote
    line = articles.as_line(article)
    for each in (*line["companies"], *line["ownership"], *line["responses"]):
        assert article.text[slice(*each["span"])] == each["quote"]


@settings(max_examples=150)
@given(st.binary(max_size=600))
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        article = from_bytes(data, Path("x.txt"))
    except DataError as error:
        assert error.hint
    else:
        articles.findings(article)


@pytest.mark.parametrize(
    "text",
    ["Suno, " * 5000, "Ann Bo Cy " * 5000, ". " * 50_000, '"' * 50_000, "Poe v. Roe v. " * 5000, "<p><p>" + "<" * 50_000,
     "1,000." * 20_000, "x\n" * 50_000, "<html><p>" * 20_000, "sued Suno on Tuesday over songs, " * 4000],
    ids=["names", "people", "stops", "quotes", "captions", "brackets", "sums", "lines", "nested", "run-on"],
)  # fmt: skip
def test_no_text_makes_a_pattern_run_away(text: str) -> None:
    began = time.process_time()
    articles.findings(from_bytes(text.encode(), Path("x.txt")))
    assert time.process_time() - began < 5


def test_a_very_long_text_is_read_in_time_and_a_longer_one_refused() -> None:
    sentence = "Suno was sued over songs that it used for training its AI models without permission. "
    article = from_bytes((sentence * 3_500).encode(), Path("x.txt"))
    assert sum(len(block.text) for block in article.blocks) > 290_000
    with pytest.raises(DataError, match="5,100,000 characters are more than an article has"):
        from_bytes((sentence * 60_000).encode(), Path("x.txt"))
