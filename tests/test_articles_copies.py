"""Which articles tell one story."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graph.copies import copies
from loaders.articles.article import from_bytes
from loaders.articles.signature import signature

REPORT = (
    "BOSTON, Jan 5 (Reuters) - Suno was sued on Monday by three small labels which say that it trained its models on their songs.\n"
    'The complaint calls it "a heist of everything that our artists have recorded in thirty years of work", and seeks damages.\n'
    'Suno said in a statement that "these claims have nothing to do with how our technology works".\n'
    "The case is Poe Records v. Suno Inc, U.S. District Court for the District of Massachusetts, No. 1:25-cv-10001.\n"
)
REWRITE = (
    "Three small labels have taken Suno to court, according to a report by Reuters, and say that it trained its models on their songs.\n"
    'Their complaint speaks of "a heist of everything that our artists have recorded in thirty years of work", and seeks damages.\n'
    'In a statement Suno said that "these claims have nothing to do with how our technology works".\n'
    "A judge has not been named so far, and nobody knows when the court in Massachusetts will hear the parties for the first time.\n"
)
OTHER = (
    "The labels that sued Suno this week know the court well: two of them were there ten years ago over a file-sharing service.\n"
    'Their lawyer Ann Poe calls the case simple. Suno told us: "these claims have nothing to do with how our technology works".\n'
    "Whoever listens to the songs that its model makes will hear what she means, and perhaps smile about the rest of the quarrel.\n"
)


def told(text: str) -> tuple[str, ...]:
    return signature(from_bytes(text.encode(), Path("x.txt")))


TOLD = (told(REWRITE), told(REPORT), told(OTHER), told(REPORT))


def test_a_reprint_is_a_copy_of_the_agency_report() -> None:
    reprint = "Some Paper\n\nLabels sue maker of songs, once more\n\n" + REPORT.replace("BOSTON, Jan 5 (Reuters) - ", "")
    assert copies({"b": told(REPORT), "a": told(reprint)}, {}) == {"a": "b"}


def test_a_rewrite_that_credits_the_agency_and_shares_its_quotations_is_a_copy() -> None:
    assert copies({"a": told(REWRITE), "b": told(REPORT)}, {}) == {"a": "b"}


def test_an_independent_report_with_the_same_statement_is_its_own_voice() -> None:
    assert copies({"a": told(REPORT), "b": told(OTHER), "c": told(REWRITE)}, {}) == {"c": "a"}


def test_of_tellings_without_a_dateline_the_earliest_stands_for_all() -> None:
    plain = REPORT.replace("BOSTON, Jan 5 (Reuters) - ", "")
    published = {"a": "2025-01-07", "b": "2025-01-06"}
    assert copies(
        {"a": told(plain), "b": told(plain + "It is the third suit this week against the firm.\n")}, published
    ) == {"a": "b"}


def test_reports_far_apart_are_two_stories() -> None:
    assert copies({"a": told(REWRITE), "b": told(REPORT)}, {"a": "2025-03-01", "b": "2025-01-05"}) == {}


def test_articles_without_a_story_are_alone() -> None:
    assert told("Short.") == ()
    assert copies({"a": (), "b": ()}, {}) == {}


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_the_articles_does_not_matter(order: list[str]) -> None:
    tellings = dict(zip("abcd", TOLD, strict=True))
    assert copies({id: tellings[id] for id in order}, {}) == copies(tellings, {}) == {"a": "b", "d": "b"}


def test_a_story_told_by_hundreds_is_one_voice() -> None:
    tellings = {f"t{number:03}": told(REPORT) for number in range(250)}
    assert len(copies(tellings, {})) == 249
