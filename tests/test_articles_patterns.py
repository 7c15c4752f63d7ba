"""Every pattern of the article reader against the texts that it must and must not match."""

from __future__ import annotations

import pytest

import loaders.articles  # noqa: F401  # defines every pattern
from loaders.articles.patterns import ALL, Pattern

EXAMPLES = [pytest.param(each, id=f"{number}-{each.name}") for number, each in enumerate(ALL)]


@pytest.mark.parametrize("each", EXAMPLES)
def test_a_pattern_finds_what_it_must_and_nothing_else(each: Pattern) -> None:
    assert each.matches, "a pattern without an example says nothing"
    assert [text for text in each.matches if not each.regex.search(text)] == []
    assert [text for text in each.ignores if each.regex.search(text)] == []


def test_the_first_look_hides_nothing_that_a_pattern_would_find() -> None:
    texts = [text for each in ALL for text in (*each.matches, *each.ignores)]
    hidden = [
        (each.name, text)
        for each in ALL
        for text in texts
        if each.regex.compiled.search(text) and not each.regex.may_match(text)
    ]
    assert hidden == []


def test_most_patterns_can_take_a_first_look() -> None:
    assert sum(each.regex.stems is not None for each in ALL) > len(ALL) / 2


def test_most_patterns_say_what_they_must_not_match() -> None:
    assert [each.name for each in ALL if not each.ignores] == []
