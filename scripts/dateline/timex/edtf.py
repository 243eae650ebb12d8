"""The few EDTF (ISO 8601-2) forms that the dataset uses.

``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, ``XXXX-MM-DD`` (year not stated), and closed intervals ``a/b`` of forms that have
a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_POINT = re.compile(r"(?P<year>[0-9]{4}|XXXX)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?", re.ASCII)
_LEAP_YEAR = 2000  # so that XXXX-02-29 is a day


def form(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """The EDTF text of a year, month or day; a year of None is written ``XXXX``.

    Raises ValueError where the parts make no such form (``XXXX-11``, 30 February, a day without its month).
    """
    parts = ["XXXX" if year is None else f"{year:04d}"]
    parts += [f"{part:02d}" for part in (month, day) if part is not None]
    text = "-".join(parts)
    if (month is None and day is not None) or not is_valid(text):
        raise ValueError(f"no EDTF form for year {year}, month {month}, day {day}")
    return text


def is_valid(text: str) -> bool:
    """Whether the text is one of the forms used here and names days that exist."""
    if "/" in text:
        return bounds(text) is not None
    if text.startswith("XXXX"):
        return _yearless(text) is not None
    return bounds(text) is not None


def bounds(text: str) -> tuple[date, date] | None:
    """First and last day that the EDTF form covers; None without a year, or where it is not valid."""
    first, slash, last = text.partition("/")
    start = _point_bounds(first)
    end = _point_bounds(last) if slash else start
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def shift(text: str, days: int) -> str | None:
    """The day ``days`` away from a day (``YYYY-MM-DD`` or ``XXXX-MM-DD``); None where that depends on an unknown year.

    ``shift("XXXX-12-31", 1)`` is ``XXXX-01-01``; ``shift("XXXX-02-28", 1)`` is None: 29 February or 1 March.
    """
    month_day = _yearless(text)
    if month_day is None:
        span = bounds(text)
        if span is None or span[0] != span[1]:
            return None
        return (span[0] + timedelta(days)).isoformat()
    leap = date(_LEAP_YEAR, *month_day) + timedelta(days)
    if month_day == (2, 29):
        return f"XXXX-{leap:%m-%d}"
    plain = date(_LEAP_YEAR + 1, *month_day) + timedelta(days)
    return f"XXXX-{leap:%m-%d}" if (leap.month, leap.day) == (plain.month, plain.day) else None


def _yearless(text: str) -> tuple[int, int] | None:
    """Month and day of a valid ``XXXX-MM-DD``."""
    found = _POINT.fullmatch(text)
    if found is None or found["year"] != "XXXX" or found["day"] is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    if not (1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]):
        return None
    return month, day


def _point_bounds(text: str) -> tuple[date, date] | None:
    """First and last day of a single form with a year."""
    found = _POINT.fullmatch(text)
    if found is None or found["year"] in ("XXXX", "0000"):
        return None
    year = int(found["year"])
    month, day = (int(part) if part else None for part in found.group("month", "day"))
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day),) * 2 if 1 <= day <= length else None
