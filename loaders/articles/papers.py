"""Papers of the case itself: a complaint or an order with its caption, or the docket sheet of a court.

Their head is no prose and no furniture: it says which court, which number, and of the first paper the day of filing. What
it says outweighs what the text below cites of other cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.articles.clean import SPAM, Block, Role
from loaders.articles.courts import CourtName, named_courts
from loaders.articles.dates import Dated, american
from loaders.articles.dockets import Docket, dockets
from loaders.articles.patterns import pattern
from loaders.articles.text import Writer, straighten

HEAD = 4000
"""Characters at the head of a page in which a court paper shows its caption."""

COURT_LINE = pattern(
    "line with which a court paper begins",
    r"""(?:^|\n)[ \t]*(?:IN THE )?(?:UNITED STATES (?:DISTRICT|BANKRUPTCY) COURT|UNITED STATES COURT OF APPEALS|U\.S\. District Court[ \t]*\n
        |(?:THE )?(?:SUPERIOR|SUPREME|HIGH|CIRCUIT|DISTRICT|FEDERAL) COURT (?:OF|FOR|IN)\b|COURT OF (?:JUSTICE|KING'S BENCH)\b|(?:ONTARIO )?SUPERIOR COURT\b)""",
    matches=("UNITED STATES DISTRICT COURT", "\nU.S. District Court\nDistrict of Montana", "IN THE HIGH COURT OF DELHI"),
    ignores=("The Superior Court of the State", "the United States District Court", "U.S. District Court documents"),
    flags=0,
)
SHEET = pattern(
    "heading of a docket sheet",
    r"\bCIVIL DOCKET FOR CASE\b|\bDocket Text\b[ \t]*(?:\n|$)",
    matches=("CIVIL DOCKET FOR CASE #: 1:31-cv-00001",),
    ignores=("the civil docket",),
    flags=0,
)
LABEL = pattern(
    "label of a side in a caption",
    r"(?i)\b(?:(?P<suing>plaintiff|claimant|petitioner|applicant|appellant)|(?P<sued>defendant|respondent|appellee))s?[.,]?\)?[ \t]*(?=[ \t]{3}|\n|$)",
    matches=("     Plaintiff,\n", "Defendants.", "                  Claimant\n"),
    ignores=("the plaintiffs say",),
    flags=0,
)
FIRST_PAPER = pattern(
    "day of filing at the head of the first paper of a case",
    r"(?i:\bDocument 1(?:-\d{1,2})? {1,9}Filed:? {1,3}|\bDate Filed:? {0,30})(?P<day>\d{1,2}/\d{1,2}/\d{2}(?:\d\d)?)\b",
    matches=("Document 1   Filed 08/17/31", "Date Filed: 12/29/2031", "Date Filed:   1/2/31"),
    ignores=("Document 31 Filed 08/17/31", "Filed under seal"),
    flags=0,
)
_OTHERS = re.compile(r"(?i)\b(?:related|re:? ?dkt|see|cf)\b[^\n]{0,30}$")


@dataclass(frozen=True, slots=True)
class Paper:
    """What the caption of a court paper, or the head of a docket sheet, says of its case, at places of `block`."""

    block: Block
    court: CourtName | None
    docket: Docket | None
    filed_on: Dated | None


def is_paper(raw: str) -> bool:
    """Whether a text is a paper of a court, and no report about one.

    >>> is_paper("UNITED STATES DISTRICT COURT\\nANN POE,\\n   Plaintiff,\\nv.\\nACME INC.,\\n   Defendant.\\n")
    True
    """
    head = raw[:HEAD]
    if SHEET.search(head):
        return True
    return bool(COURT_LINE.search(head)) and {match.lastgroup for match in LABEL.finditer(head)} == {"suing", "sued"}


def paper(raw: str) -> Paper | None:
    """The head of a court paper; None where the text is none."""
    if not is_paper(raw):
        return None
    writer = Writer()
    writer.copy(raw[:HEAD], 0)
    block = Block(straighten(writer.done(), SPAM), Role.HEAD)
    text = block.text
    filed = None
    if (match := FIRST_PAPER.search(text)) and (on := american(match["day"])):
        filed = Dated(*match.span("day"), on, True)
    return Paper(
        block,
        court=next((each for each in named_courts(text) if each.id), None),
        docket=next((each for each in dockets(text) if not _OTHERS.search(text[: each.start])), None),
        filed_on=filed,
    )
