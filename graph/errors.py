"""Errors that reach people: what is wrong, where, and what to do next.

DocketgraphError
├── DataError          a record, a file or a term is wrong: mend the file that it names
│   └── UnknownTerm    a term, kind or id that nothing defines; carries the nearest known one
├── QueryError         a question that cannot be asked so
│   ├── BadCursor      a cursor that this graph did not give out for this order
│   ├── OutOfTime      a question that took longer than it may
│   └── NotReady       an answer that is being prepared: ask again in a while
└── StoreError         the place where the graph is kept cannot be used
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process, utils


class DocketgraphError(Exception):
    """Anything a user can put right. `hint` says how; `code` names it for programs."""

    code = "ERROR"

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Keep the message (what and where) and the hint (what now)."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Both lines, as the command line prints them."""
        return self.message if self.hint is None else f"{self.message}\n  {self.hint}"


class DataError(DocketgraphError):
    """A record, a file or a value that cannot be taken as it stands."""

    code = "BAD_DATA"


class UnknownTerm(DataError):
    """A term, kind or id that is not defined."""

    code = "UNKNOWN_TERM"


class QueryError(DocketgraphError):
    """A question that cannot be answered as it was put."""

    code = "BAD_ARGUMENT"


class BadCursor(QueryError):
    """A cursor from elsewhere, or from another order."""

    code = "BAD_CURSOR"


class OutOfTime(QueryError):
    """A question that was stopped, since it took longer than it may."""

    code = "QUERY_TOO_SLOW"


class NotReady(QueryError):
    """What is asked for is being prepared; `seconds` says when to ask again."""

    code = "NOT_READY"

    def __init__(self, message: str, seconds: int) -> None:
        """Keep what is prepared, and for how long it may take."""
        super().__init__(message, f"ask again in {seconds} s")
        self.seconds = seconds


class StoreError(DocketgraphError):
    """A store that cannot be opened, read or written."""

    code = "STORE"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, case and punctuation aside; None where nothing is near.

    >>> nearest("18 USC 2702", ["usc-17-501", "usc-18-2702"])
    'usc-18-2702'
    """
    best = process.extractOne(word, list(known), processor=utils.default_process, score_cutoff=60)
    return best[0] if best else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint naming the known word nearest to `word`, or None where nothing is near.

    >>> did_you_mean("scrapping", ["scraping", "training"])
    "did you mean 'scraping'?"
    """
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else None
