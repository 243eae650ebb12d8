"""The calendar's part: the day of a weekday or of a month and day that lies nearest to a dated article."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dateline.corpus.story_dates.known import Anchor, Known

NEAR = timedelta(days=14)
"""How far from a dated article of its story a day may lie that the calendar allows there only once a year, or once a
month. Reports on one event are days apart; months apart it is another event, or a wrong day.
"""

BEFORE = timedelta(days=2)
"""How long before a report the event may lie of which the report names no day. Of 40 sample pages whose first
paragraphs name a weekday, 23 came out on that day, 31 by the next, 32 by the one after; the rest were spread over the
week.
"""

ZONE = timedelta(days=1)
"""How long after a report: on the other side of the date line it is a day later."""

WEEK = timedelta(days=7)

_OPEN = (None, None)  # month and day of publication that depend on the year


def event_day(anchor: Anchor, published: date) -> date | None:
    """The day that an article of a known day speaks of. None where its words do not fit that day."""
    if anchor.month is not None and anchor.day is not None:
        return nearest(yearly(anchor.month, anchor.day, published), published)
    if anchor.weekday is not None:
        if anchor.kind == "weekday-ahead":
            return published + timedelta((anchor.weekday - published.weekday()) % 7)
        return published - timedelta((published.weekday() - anchor.weekday) % 7)
    return shifted(published, anchor.offset) if anchor.offset is not None else None


def events(anchors: Iterable[Anchor], published: date) -> set[date]:
    """The days that an article of a known day speaks of."""
    return {day for anchor in anchors if (day := event_day(anchor, published))}


def weekday_between(weekday: int, first: date, last: date) -> date | None:
    """The first such weekday of the days from `first` to `last`."""
    day = first + timedelta((weekday - first.weekday()) % 7)
    return day if day <= last else None


def publication(known: Known, near: date) -> date | None:
    """The day of publication of an article that states a month and day, in the year that puts it nearest to a day."""
    for anchor in known.anchors:
        if anchor.month and anchor.day and anchor.offset is not None and anchor.offset == known.offset:
            told = [(day, shifted(day, -anchor.offset)) for day in yearly(anchor.month, anchor.day, near)]
            # 1 March is the day after 29 February in some years only
            fitting = [(event, day) for event, day in told if day and known.month_day in ((day.month, day.day), _OPEN)]
            if fitting:
                return nearest([day for event, day in fitting if anchor.weekday in (None, event.weekday())], near)
    return nearest(yearly(known.month, known.day, near), near) if known.month and known.day else None


def nearest(days: Iterable[date], to: date) -> date | None:
    """The day that is nearest; the earlier of two; None where none is within `NEAR`."""
    best = min(days, key=lambda day: (abs(day - to), day), default=None)
    return best if best is not None and abs(best - to) <= NEAR else None


def yearly(month: int, day: int, near: date) -> Iterator[date]:
    """A month and day in the years around a day; 29 February in those that have one."""
    for year in range(max(near.year - 1, 1), min(near.year + 1, 9999) + 1):
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def shifted(day: date, days: int) -> date | None:
    """A day some days later; None beyond the calendar."""
    number = day.toordinal() + days
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None
