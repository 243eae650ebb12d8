"""Solar Hijri (Iranian) days as Gregorian days."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1300, 1478  # 1921 to 2100
_NEW_YEAR_1400 = date(2021, 3, 21)

# Farvardin to Esfand, folded (see fold.py).
MONTHS = {
    name: number
    for number, name in enumerate("فروردين ارديبهشت خرداد تير مرداد شهريور مهر ابان اذر دي بهمن اسفند".split(), 1)
}


def is_leap(year: int) -> bool:
    """Whether the year has 366 days: the 33-year cycle, which agrees with the observed calendar from 1178 to 1633."""
    return (25 * year + 11) % 33 < 8


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, or None where there is no such day or the year is out of range."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    longest = 31 if month <= 6 else 30 if month <= 11 or is_leap(year) else 29
    if day > longest:
        return None
    step = 1 if year >= 1400 else -1
    years = range(1400, year) if step == 1 else range(year, 1400)
    offset = step * sum(366 if is_leap(between) else 365 for between in years)
    in_year = 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return _NEW_YEAR_1400 + timedelta(offset + in_year)
