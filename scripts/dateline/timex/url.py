"""The date that a news URL carries in its path.

Only the path is read: a query or fragment holds ids, campaigns and cache keys. A date is a whole path segment, a run of
whole segments, or the head or tail of a slug; longer digit runs are article numbers and never dates.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = r"(?P<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"

# Segments 2014/11/26; the day may start a slug: 2014/11/26-title, 2014/11/26.html.
_SEGMENTS = re.compile(rf"/{_YEAR}/(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})(?=[/_.-]|$)", re.ASCII)
_NAMED_SEGMENTS = re.compile(rf"/{_YEAR}[/-]{_NAMED}[/-](?P<day>[0-9]{{1,2}})(?=[/_.-]|$)", re.ASCII | re.IGNORECASE)
# 2014-11-26 or 2014_11_26 at the head or tail of a segment or between its words.
_DASHED = re.compile(
    rf"(?:/|(?<=[a-z])[-_]){_YEAR}(?P<sep>[-_.])(?P<month>[0-9]{{2}})(?P=sep)(?P<day>[0-9]{{2}})(?=[/_.-]|$)",
    re.ASCII | re.IGNORECASE,
)
# 20141126 as a segment, or at either end of a slug of words.
_COMPACT = re.compile(
    rf"/(?:[a-z][a-z0-9_-]*[a-z0-9][-_])?{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?=/|$|[-_][a-z]|\.[a-z]+$)",
    re.ASCII | re.IGNORECASE,
)
# 201411/26, 2014-11/26 and 2014/1126, as in East Asia.
_HALF_JOINED = re.compile(rf"/{_YEAR}(?P<month>[0-9]{{2}})/(?P<day>[0-9]{{2}})(?=/|$)", re.ASCII)
_HALF_DASHED = re.compile(rf"/{_YEAR}-(?P<month>[0-9]{{2}})/(?P<day>[0-9]{{2}})(?=/|$)", re.ASCII)
_JOINED_DAY = re.compile(rf"/{_YEAR}/(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?=/|$)", re.ASCII)
_SLASHED_DMY = re.compile(rf"/(?P<day>[0-9]{{2}})/(?P<month>[0-9]{{2}})/{_YEAR}(?=/|$)", re.ASCII)
_MONTH_ONLY = re.compile(rf"/{_YEAR}[/-](?:(?P<month>[0-9]{{2}})|{_NAMED})(?=/|$)", re.ASCII | re.IGNORECASE)
# 2014-11-title, title-2014-11
_MONTH_SLUG = re.compile(rf"/{_YEAR}-(?P<month>[0-9]{{2}})(?=-[a-z])", re.ASCII | re.IGNORECASE)
_SLUG_MONTH = re.compile(rf"(?<=[a-z])-{_YEAR}-(?P<month>[0-9]{{2}})(?=/|$)", re.ASCII | re.IGNORECASE)

_MONTH_PATTERNS = (_MONTH_ONLY, _MONTH_SLUG, _SLUG_MONTH)
_DAY_PATTERNS = (_SEGMENTS, _NAMED_SEGMENTS, _DASHED, _COMPACT, _HALF_JOINED, _HALF_DASHED, _JOINED_DAY)


def url_date(url: str) -> date | None:
    """The day in the path of a URL, or None; where the path holds two different days, None."""
    path = _path(url)
    days = {day for pattern in _DAY_PATTERNS for found in pattern.finditer(path) if (day := _day(found))}
    days |= {day for found in _SLASHED_DMY.finditer(path) if (day := _settled_day(found))}
    return days.pop() if len(days) == 1 else None


def url_month(url: str) -> str | None:
    """The month (EDTF ``YYYY-MM``) in the path of a URL: that of its day, or a path such as ``/2014/11/title``."""
    day = url_date(url)
    if day is not None:
        return f"{day:%Y-%m}"
    path = _path(url)
    months = {month for pattern in _MONTH_PATTERNS for found in pattern.finditer(path) if (month := _month(found))}
    return months.pop() if len(months) == 1 else None


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # such as an unclosed IPv6 bracket
        return ""


def _month_number(found: re.Match[str]) -> int:
    groups = found.groupdict()
    name = groups.get("name")
    return _MONTH_NAMES.index(name[:3].lower()) + 1 if name else int(groups["month"])


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), _month_number(found), int(found["day"]))
    except ValueError:
        return None


def _settled_day(found: re.Match[str]) -> date | None:
    """The day of ``26/11/2014``; none where day and month could be exchanged."""
    return _day(found) if int(found["day"]) > 12 or found["day"] == found["month"] else None


def _month(found: re.Match[str]) -> str | None:
    month = _month_number(found)
    return f"{found['year']}-{month:02d}" if 1 <= month <= 12 else None
