"""A cleaned copy of a text that knows where each of its characters stands in the raw one.

Web text is dirty: spaces vanish or double, quotation marks come in many shapes, words of spam run into a sentence. Patterns
match on the copy; what they find is quoted from the raw text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.articles.patterns import Regex

STRAIGHT = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‛": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u3000": " ",
        "‑": "-",
        "‐": "-",
        "−": "-",
        "\x00": " ",
        "\ufffd": " ",
        **dict.fromkeys(map(chr, range(0xE000, 0xF900)), " "),  # icons of fonts; patterns mark names with these characters
    }
)
"""Plain characters for the many shapes of quotation marks, dashes and spaces."""
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ODD = rf"{_INVISIBLE}\x01-\x08\x0e-\x1f"
_SPACE = re.compile(rf" [\s{_ODD}]+|(?! )[\s{_ODD}]+")  # every run of white space but one plain space
_GLUED = re.compile(r"(?<=[a-z][.!?])(?=[A-Z][a-z]{2})|(?<=[a-z][.!?][\"'])(?=[A-Z][a-z])")


class Writer:
    """Builds a copy piece by piece, keeping the raw place of every character."""

    def __init__(self) -> None:
        """Start empty."""
        self._parts: list[str] = []
        self._starts = array("l")
        self._ends = array("l")
        self._cuts: list[int] = []
        self.length = 0

    def copy(self, text: str, at: int) -> None:
        """Add raw text that stands at `at`, each character for itself."""
        self._parts.append(text)
        self._starts.extend(range(at, at + len(text)))
        self._ends.extend(range(at + 1, at + len(text) + 1))
        self.length += len(text)

    def replace(self, text: str, start: int, end: int) -> None:
        """Add `text` for what stands in raw text from `start` to `end`: an entity, a run of spaces."""
        self._parts.append(text)
        self._starts.extend([start] * len(text))
        self._ends.extend([end] * len(text))
        self.length += len(text)

    def cut(self) -> None:
        """Note that something was left out here: a quotation must not reach across."""
        self._cuts.append(self.length)

    def done(self) -> Copy:
        """The copy."""
        return Copy("".join(self._parts), self._starts, self._ends, tuple(self._cuts))


@dataclass(frozen=True, slots=True)
class Copy:
    """Cleaned text with its map. `cuts` are the places where something was left out within a block."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    cuts: tuple[int, ...] = ()

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The span in the raw text of text[start:end], which must not be empty.

        >>> writer = Writer(); writer.copy("a b", 10); writer.done().raw(2, 3)
        (12, 13)
        """
        return self.starts[start], self.ends[end - 1]

    def uncut(self, start: int, end: int, at: int) -> tuple[int, int]:
        """The part of text[start:end] around `at` that no cut divides."""
        index = bisect_right(self.cuts, at)
        if index and self.cuts[index - 1] > start:
            start = self.cuts[index - 1]
        if index < len(self.cuts) and self.cuts[index] < end:
            end = self.cuts[index]
        return start, end

    def part(self, start: int, end: int) -> Copy:
        """The copy of text[start:end] alone."""
        cuts = tuple(cut - start for cut in self.cuts if start < cut < end)
        return Copy(self.text[start:end], self.starts[start:end], self.ends[start:end], cuts)


def straighten(copy: Copy, spam: Regex) -> Copy:
    """Mend a copy: straight quotes, single spaces, a space after a full stop that lost it, words of spam cut out."""
    text = copy.text.translate(STRAIGHT)
    breaks = [(*match.span(), "" if all(c in _INVISIBLE for c in match[0]) else " ") for match in _SPACE.finditer(text)]
    breaks += [(match.start(), match.start(), " ") for match in _GLUED.finditer(text)]
    cuts = [(match.start(), match.end()) for match in spam.finditer(text)]
    if not breaks and not cuts:
        return Copy(text, copy.starts, copy.ends, copy.cuts)
    cut_ends = {end for _, end in cuts}
    edits = sorted([*breaks, *((start, end, "") for start, end in cuts)])
    parts: list[str] = []
    starts, ends = array("l"), array("l")
    found: list[int] = []
    at = 0
    for start, end, new in edits:
        if start < at:
            continue
        parts.append(text[at:start])
        starts.extend(copy.starts[at:start])
        ends.extend(copy.ends[at:start])
        if new and len(starts):
            parts.append(new)
            starts.append(copy.starts[start] if end > start else ends[-1])
            ends.append(copy.ends[end - 1] if end > start else ends[-1])
        elif end in cut_ends and end > start:
            found.append(len(starts))
        at = end
    parts.append(text[at:])
    starts.extend(copy.starts[at:])
    ends.extend(copy.ends[at:])
    joined = "".join(parts)
    tail = len(joined) - len(joined.rstrip())
    if tail:
        joined, starts, ends = joined[:-tail], starts[:-tail], ends[:-tail]
    return Copy(joined, starts, ends, tuple(sorted({*found, *copy.cuts})) if found else copy.cuts)


_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Hon|Gov|Sen|Rep|St|Jr|Sr|Inc|Corp|Co|Ltd|Bros|LLC|Cos|No|Nos|Art"
    r"|Sec|al|vs?|cf|ca|approx|Pte|Pty|Pvt|Servs|Assoc|Dept|Univ|Mfg|Intl|Ms|Rev|Capt|Lt|Col|Gen"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Cal|Del|Mass|Ill|Wash|Tenn|Tex|Pa|Cir|Dist|Ct|Rev|Stat|Civ"
    r"|Prof|Bus|Cl|Abs|Az|Nr|bzw|usw|Mio|Mrd|rd|M|MM|Me"
    r"|[A-Z]\.[A-Z]|[A-Z]\.[A-Z]\.[A-Z]|[a-z]\.[a-z]|\d{1,2}))$"
)
_END = re.compile(r"[.!?…]+[\"')\]]*(?= )|[。！？]+[」』）]*")
_LIKELY_START = re.compile(r" [\"'(\[]*[A-ZÄÖÜÉÀÇ0-9$€£¥@#*-]")
_SENTENCE_WORD = re.compile(
    r" (?:The|A|An|It|He|She|They|In|On|At|But|And|If|We|This|That|These|Those|Its|His|Her|Their|For|From"
    r"|Judge|Der|Die|Das|Le|La|Les)\b"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a block of cleaned text, as spans. Abbreviations, initials and numbered dates end none.

    >>> [text[a:b] for text in ["Suno Inc. was sued. It denies."] for a, b in sentences(text)]
    ['Suno Inc. was sued.', 'It denies.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if match.group()[0] == ".":
            if _LIKELY_START.match(text, end) is None:
                continue
            if match.group() == "." and _ABBREVIATION.search(text, max(start, end - 12), match.start()):
                # an abbreviation may still end a sentence: then a usual first word follows
                if not _SENTENCE_WORD.match(text, end) or re.search(
                    r"\b(?:No|v|vs|Mr|Mrs|Ms|Dr|Hon|[A-Z])$", text[: match.start()][-6:]
                ):
                    continue
        elif match.group()[0] in "!?…" and _LIKELY_START.match(text, end) is None:
            continue
        found.append((start, end))
        start = end + 1 if text[end : end + 1] == " " else end
    if start < len(text):
        found.append((start, len(text)))
    return found
