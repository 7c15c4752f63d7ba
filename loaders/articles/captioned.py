"""The parties in the caption of a court paper and on a docket sheet, which are set in columns and not in sentences.

    GREY HERON PRESS, LLC,              Case No. 31-cv-00001
                 Plaintiff,
            v.                          ORDER DENYING MOTION TO DISMISS
    ACME, INC., and DOES 1-10,
                 Defendants.

The left column is read: what stands above a label of a side are the names of that side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.articles.clean import Block, Role
from loaders.articles.dockets import Caption, Docket, dockets
from loaders.articles.found import Found
from loaders.articles.names import GUESSED, Name, names
from loaders.articles.papers import COURT_LINE, HEAD, SHEET, is_paper
from loaders.articles.parties import DEFENDANT, PLAINTIFF, Party, like_a_person
from loaders.articles.patterns import pattern
from loaders.articles.people import PERSON
from loaders.articles.story import Sentence
from loaders.articles.text import Writer

RIGHT = 34
"""The column from which on a caption's right half stands: number, title of the paper, counsel."""

SIDE = pattern(
    "label of a side",
    r"(?:(?P<suing>plaintiff|claimant|petitioner|applicant|appellant)|(?P<sued>defendant|respondent|appellee))(?:s|\(s\))?\b[.,:;]*\)?$",
    matches=("Plaintiff,", "Defendants.", "Claimant"),
    ignores=("Plaintiff Grey Heron Press", "the plaintiffs say"),
)
_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_RULE = re.compile(r"[-_=*)(x:§|\s]+$")
_VERSUS = re.compile(r"(?i)(?:-?\s*(?:v|vs|versus|against)\.?\s*-?|gegen|./.)$")
_ALIASES = re.compile(r"(?i) ?\((?:f/k/a|a/k/a|d/b/a|formerly|doing business)[^)]*\)?|,? (?:f/k/a|a/k/a|d/b/a) [^,;]*")
_CAPACITY = re.compile(
    r"(?i),? (?:individually\b|on behalf of\b|on behalf$|and all others\b|all others\b|by and through|as (?:next friend|guardian|trustee|administrator)"
    r"|an? (?:individual|[A-Z]?\w+ (?:corporation|company|limited))|et al)\b.*$"
)
_ITEM = re.compile(
    r"; (?:and )?|,? and (?=[A-Z0-9])|, (?!(?:INC|LLC|L\.L\.C|LTD|CORP|L\.P|LP|PBC|PLC|GMBH|CO|N\.A|S\.A|JR|SR|II|III)\b)",
    re.IGNORECASE,
)
_COURT = re.compile(r"(?i)\b(?:district|division|county|department|court|circuit|registry|bench|list)\b")
_DOES = re.compile(r"(?i)^(?:does?\b|john doe|jane doe|roes?\b|unknown)")


@dataclass(frozen=True, slots=True)
class Captioned:
    """One caption: both sides, the caption as a whole, and the docket number set beside it."""

    plaintiffs: tuple[Party, ...]
    defendants: tuple[Party, ...]
    caption: Found[Caption]
    docket: Found[Docket] | None


@dataclass(slots=True)
class _Cell:
    text: str
    start: int
    column: int


def captioned(raw: str) -> list[Captioned]:
    """The captions at the head of a court paper, one for each case that it is filed in; none where a text is no paper."""
    if not is_paper(raw):
        return []
    head = raw[:HEAD]
    sheet = SHEET.search(head)
    first = sheet or COURT_LINE.search(head)
    rows = list(_rows(head, first.end() if first else 0))
    sides = _of_sheet(rows) if sheet else _of_caption(rows)
    made = [_made(raw, suing, sued, beside, "; " if sheet else " ") for suing, sued, beside in sides if suing and sued]
    return [each for each in made if each.plaintiffs and each.defendants]


def _rows(head: str, start: int) -> Iterator[list[_Cell]]:
    at = head.find("\n", start) + 1
    for line in head[at:].split("\n"):
        cells = [_Cell(match.group(), at + match.start(), match.start()) for match in _CELL.finditer(line)]
        yield [cell for cell in cells if not _RULE.fullmatch(cell.text)]
        at += len(line) + 1


_Side = list[_Cell]


def _of_caption(rows: Sequence[list[_Cell]]) -> Iterator[tuple[_Side, _Side, list[_Cell]]]:
    """Sides of a caption: names stand above their label, or before it in its line."""
    suing: _Side = []
    held: _Side = []
    beside: list[_Cell] = []
    for row in rows:
        for cell in row:
            if cell.column >= RIGHT and not SIDE.search(cell.text):
                beside.append(cell)
                continue
            label = SIDE.search(cell.text)
            if label is None and not held and _COURT.search(cell.text):
                continue
            if label is None:
                if not _VERSUS.fullmatch(cell.text):
                    held.append(cell)
                continue
            if label.start():
                held.append(_Cell(cell.text[: label.start()].rstrip(), cell.start, cell.column))
            if label["suing"]:
                suing, held = held, []
            else:
                yield suing, held, beside
                suing, held, beside = [], [], []


def _of_sheet(rows: Sequence[list[_Cell]]) -> Iterator[tuple[_Side, _Side, list[_Cell]]]:
    """Sides of a docket sheet: a name stands in the line below each label, its counsel to the right."""
    suing: _Side = []
    sued: _Side = []
    label: re.Match[str] | None = None
    for row in rows:
        first = row[0] if row else None
        if first is None:
            continue
        if len(row) == 1 and (found := SIDE.match(first.text)):
            label = found
        elif label is not None:
            (suing if label["suing"] else sued).append(first)
            label = None
    yield suing, sued, []


def _made(raw: str, suing: _Side, sued: _Side, beside: Sequence[_Cell], between: str) -> Captioned:
    writer = Writer()
    spans = []
    for side in (suing, sued):
        start = writer.length
        for cell in side:
            if writer.length > start:
                writer.replace(between, cell.start - 1, cell.start)
            writer.copy(cell.text, cell.start)
        spans.append((start, writer.length))
        writer.replace("\n", side[-1].start + len(side[-1].text) - 1, side[-1].start + len(side[-1].text))
    copy = writer.done()
    sentence = Sentence(raw, Block(copy, Role.HEAD), 0, copy.text, ())
    plaintiffs = tuple(_parties(sentence, PLAINTIFF, *spans[0]))
    defendants = tuple(_parties(sentence, DEFENDANT, *spans[1]))
    numbers = ((cell, docket) for cell in beside for docket in dockets(cell.text))
    docket = next((_beside(raw, cell, docket) for cell, docket in numbers), None)
    left = plaintiffs[0].name if plaintiffs else Name(0, 1, PERSON, "", "")
    right = defendants[0].name if defendants else left
    caption = Caption(left.start, right.end, left.text, right.text, False)
    return Captioned(plaintiffs, defendants, Found(caption, sentence, left.start, right.end), docket)


def _beside(raw: str, cell: _Cell, docket: Docket) -> Found[Docket]:
    writer = Writer()
    writer.copy(cell.text, cell.start)
    return Found(docket, Sentence(raw, Block(writer.done(), Role.HEAD), 0, cell.text, ()), docket.start, docket.end)


def _parties(sentence: Sentence, role: str, start: int, end: int) -> Iterator[Party]:
    """The names of a side, without remarks on whom they stand for."""
    text = sentence.text
    at = start
    while at < end:
        match = _ITEM.search(text, at, end)
        stop = match.start() if match else end
        words = _CAPACITY.sub("", _ALIASES.sub("", text[at:stop])).strip(" ,;")
        if words and text.startswith(words, at) and re.match(r"[A-ZÀ-Ý\d]", words) and not _DOES.match(words):
            known = next((name for name in names(words) if name.start == 0), None)
            id = known.id if known and known.kind == "body" else ""
            kind = known.kind if known and id else PERSON if like_a_person(words.title()) else GUESSED
            yield Party(role, Name(at, at + len(words), kind, id, words), sentence, listed=True)
        if _CAPACITY.search(text[at:stop]):
            return  # what follows says for whom they sue
        at = match.end() if match else end
