"""Dates as sources give them: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Self

from graph.errors import DataError

_FORM = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


class PartialDate(str):
    """A date known to the day, the month or the year, in ISO 8601.

    It is its own text, so it sorts, compares and serialises as it stands: a coarser date comes before the finer ones
    that it holds. Where a day is needed, it counts from its first day.

    >>> PartialDate("2025-01").first_day
    datetime.date(2025, 1, 1)
    >>> PartialDate("2025") < PartialDate("2025-01-21")
    True
    """

    __slots__ = ()

    def __new__(cls, text: str | date) -> Self:
        """Take "2025", "2025-01", "2025-01-21" or a `date`.

        Raises:
            DataError: the text has another form, or names a day that no calendar has.
        """
        text = text.isoformat()[:10] if isinstance(text, date) else text
        if not _FORM.fullmatch(text):
            raise DataError(f"'{text}' is no date", "write 2025-01-21, '2025-01' or '2025'")
        if len(text) == 10:
            try:
                date.fromisoformat(text)
            except ValueError as error:
                raise DataError(f"'{text}' is no day of the calendar", "write 2025-01-21, '2025-01' or '2025'") from error
        if text.startswith("0000"):
            raise DataError(f"'{text}' is no date", "years run from 0001")
        return super().__new__(cls, text)

    @property
    def first_day(self) -> date:
        """The first day that it may mean."""
        return date.fromisoformat(first_day(self))

    @property
    def last_day(self) -> date:
        """The last day that it may mean."""
        year, month, day = (*(int(part) for part in self.split("-")), 0, 0)[:3]
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])


def first_day(text: str) -> str:
    """The first day of a partial date, as ISO text: "2025" gives "2025-01-01"."""
    return (text + "-01-01")[:10]
