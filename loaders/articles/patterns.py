"""Patterns beside the texts that they must and must not match: one test holds every pattern of the package to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

ALL: list[Pattern] = []
"""Every pattern, in the order of definition."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression and what it is for: it finds something in each of `matches` and nothing in any of `ignores`."""

    name: str
    regex: re.Pattern[str]
    matches: tuple[str, ...]
    ignores: tuple[str, ...]


def pattern(
    name: str, regex: str, *, matches: tuple[str, ...], ignores: tuple[str, ...] = (), flags: int = re.IGNORECASE
) -> re.Pattern[str]:
    """Compile a pattern of cleaned text and register it with its examples.

    Cleaned text has straight quotes and single spaces. The regular expression may be spread over lines: a line break
    and the spaces after it are left out, other spaces count.
    """
    compiled = re.compile(re.sub(r"\n\s*", "", regex), flags)
    ALL.append(Pattern(name, compiled, matches, ignores))
    return compiled
