"""What one rule reads at one place, before weekday and time are joined to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dateline.timex import edtf
from dateline.timex.order import FIRST_YEAR, LAST_YEAR, day_or_none


class Reading(NamedTuple):
    """A span and what it can mean. A tuple, as it is made several times a line."""

    start: int
    end: int
    rule: str
    days: tuple[date, ...] = ()
    """Possible days, the chosen one first."""
    settled: bool = True
    """Whether the first day is chosen; else all remain open."""
    partial: str | None = None
    """EDTF, where less (or more) than one day is stated."""


def full(start: int, end: int, rule: str, year: int, months: Iterable[int], day: int) -> Reading | None:
    """A day of a year in one of the months; None where no such day exists."""
    days = tuple([found for month in months if (found := day_or_none(year, month, day))])
    if not days:
        return None
    if len(days) > 1:
        return Reading(start, end, "date.month-ambiguous", days, settled=False)
    return Reading(start, end, rule, days)


def yearless(start: int, end: int, months: tuple[int, ...], day: int) -> Reading | None:
    """A day and month; None where no such day exists or the month's name has two meanings."""
    if len(months) != 1 or not (1 <= months[0] <= 12 and edtf.is_valid(f"XXXX-{months[0]:02d}-{day:02d}")):
        return None
    return Reading(start, end, "date.day-month", partial=edtf.form(None, months[0], day))


def month_year(start: int, end: int, year: int, months: tuple[int, ...]) -> Reading | None:
    """A month of a year."""
    if len(months) != 1 or not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= months[0] <= 12):
        return None
    return Reading(start, end, "date.month-year", partial=edtf.form(year, months[0]))


def day_range(start: int, end: int, year: int | None, months: tuple[int, ...], first: int, last: int) -> Reading | None:
    """Days ``first`` to ``last`` of one month: an interval, which no single day of publication is."""
    if len(months) != 1 or first >= last or year is None:
        return None
    opening, closing = day_or_none(year, months[0], first), day_or_none(year, months[0], last)
    if opening is None or closing is None:
        return None
    return Reading(start, end, "date.range", partial=f"{opening}/{closing}")
