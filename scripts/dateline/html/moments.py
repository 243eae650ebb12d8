"""A date as metadata state it: ISO 8601 in all its spellings, a count of seconds since 1970, or words."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dateline.timex import DateMatch, find_dates

ZERO = date(1970, 1, 1)
"""The first day of Unix time: what software writes for a date that it does not have."""
YEARS = (1900, 2100)  # as in `dateline.timex`; what lies outside is a placeholder
LONGEST = 120  # code points
_ISO = re.compile(
    r"\s*(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T ]\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[-+\u2212]\d{2}:?\d{2}|[-+]\d{1,2})?)?",
    re.ASCII | re.IGNORECASE,
)
_COMPACT = re.compile(
    r"\s*(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:T?\s?(?P<hour>\d{2}):?(?P<minute>\d{2}):?(?P<second>\d{2})?\s*(?P<zone>Z|[-+]\d{2}:?\d{2})?)?\s*$",
    re.ASCII,
)
_CTIME = re.compile(
    r"\s*(?:[A-Z][a-z]{2}\s+)?(?P<month>[A-Z][a-z]{2})\s+(?P<day>\d{1,2})\s+"
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\s+(?P<zone>[A-Z]{1,5}\s+|[-+]\d{4}\s+)?(?P<year>\d{4})\s*$",
    re.ASCII,
)
"""The form that C's `ctime` and Java's `Date` write: `Fri Apr 28 19:20:36 CEST 2023`."""
_EPOCH = re.compile(r"\s*(?P<seconds>\d{9,10})(?P<millis>\d{3})?(?:\.\d+)?\s*$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a statement says of a day.

    Attributes:
        day: as written, in the zone it was written in.
        time: the moment in UTC, where time and zone are stated.
        local: whether the zone is other than UTC, so that the day is surely the publisher's own.
        alternatives: days that it can also mean, where day and month can be exchanged; the chosen one first.
        settled: whether something tells which of them it is.
        start, end: the slice of the text that says so.
    """

    day: date
    time: datetime | None = None
    local: bool = False
    alternatives: tuple[date, ...] = ()
    start: int = 0
    end: int = 0
    settled: bool = True


def read_moment(text: str, language: str | None = None) -> Moment | None:
    """The day that a short text states first; None where it states none, or one that is a placeholder."""
    text = text[:LONGEST]
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _from_parts(match)
    if match := _EPOCH.match(text):
        return _from_epoch(match)
    if match := _CTIME.match(text):
        return _in_words(match)
    for found in find_dates(text, language=language):
        if moment := from_match(found):
            return moment
    return None


def _in_words(match: re.Match[str]) -> Moment | None:
    """The same date in the order that `dateline.timex` reads."""
    parts = ("day", "month", "year", "clock", "zone")
    for found in find_dates(" ".join((match[part] or "").strip() for part in parts), language="en"):
        if moment := from_match(found):
            return replace(moment, start=match.start("month"), end=match.end("year"))
    return None


def from_match(found: DateMatch) -> Moment | None:
    """A date found in words."""
    day = found.date or (found.alternatives[0] if found.alternatives else None)
    if day is None:
        return None
    local = found.time is not None and found.time.date() != day
    return Moment(day, found.time, local, found.alternatives, found.start, found.end, found.date is not None)


def _from_parts(match: re.Match[str]) -> Moment | None:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    if day == ZERO or not YEARS[0] <= day.year <= YEARS[1]:
        return None
    time, local = _utc(match, day)
    return Moment(day, time, local, (), match.start("year"), match.end())


def _utc(match: re.Match[str], day: date) -> tuple[datetime | None, bool]:
    """The moment in UTC, and whether it was written in another zone; None without time or zone."""
    if match["hour"] is None or not match["zone"]:
        return None, False
    offset = _offset(match["zone"])
    try:
        written = datetime(
            day.year,
            day.month,
            day.day,
            int(match["hour"]),
            int(match["minute"]),
            int(match["second"] or 0),
            tzinfo=UTC,
        )
        return (written - offset, bool(offset)) if offset is not None else (None, False)
    except (ValueError, OverflowError):
        return None, False


def _offset(zone: str) -> timedelta | None:
    if zone[0].isalpha():
        return timedelta(0)
    digits = zone[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return offset if zone[0] == "+" else -offset


def _from_epoch(match: re.Match[str]) -> Moment | None:
    """Seconds (or thousandths) since 1970, from 1973 on."""
    time = datetime.fromtimestamp(int(match["seconds"]), UTC)
    if time.year > YEARS[1]:
        return None
    return Moment(time.date(), time, False, (), match.start("seconds"), len(match[0].rstrip()))
