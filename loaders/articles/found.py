"""Something found in an article, with the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from loaders.articles.story import Quote, Sentence

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value found at text[start:end] of a sentence."""

    value: T
    sentence: Sentence
    start: int
    end: int

    @property
    def quote(self) -> Quote:
        """Its very words."""
        return self.sentence.quote(self.start, self.end)

    @property
    def context(self) -> Quote:
        """The sentence around it."""
        return self.sentence.around(self.start, self.end)
