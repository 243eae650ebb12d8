"""The days that an EDTF expression (ISO 8601-2, levels 0 and 1) can mean."""

import re
from calendar import monthrange
from datetime import date

_POINT = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX|[0-3]X))?)?[?~%]?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""Months of a season in the northern hemisphere; winter by the part of it that lies in its year."""

Bounds = tuple[date, date]


def bounds(text: str) -> Bounds | None:
    """The first and the last day that the expression covers.

    None where no year is stated (`XXXX-11-27`), and where the text names a day that does not exist. An open end of an
    interval reaches to the first or last day that there is.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _point(first)
    start = _point(first) if first not in ("", "..") else (date.min, date.min)
    end = _point(last) if last not in ("", "..") else (date.max, date.max)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _point(text: str) -> Bounds | None:
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    years = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    months = _months(month)
    if months is None or not years[1]:
        return None
    last_of_month = monthrange(years[1], months[1])[1]
    days = _days(day, last_of_month)
    if days is None:
        return None
    return date(years[0], months[0], days[0]), date(years[1], months[1], days[1])


def _months(text: str | None) -> tuple[int, int] | None:
    if text is None or text == "XX":
        return 1, 12
    number = int(text)
    return (number, number) if 1 <= number <= 12 else _SEASONS.get(number)


def _days(text: str | None, last: int) -> tuple[int, int] | None:
    if text is None:
        return 1, last
    low, high = max(int(text.replace("X", "0")), 1), int(text.replace("X", "9"))
    return (low, min(high, last)) if low <= last and ("X" in text or high <= last) and high else None
