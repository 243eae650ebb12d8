"""Days of articles: right to the day, within what is known, how far off; an answer may be withheld."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from dateline.bench.rows import Row
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio
from dateline.timex.edtf import bounds

DAY, START, END = "date", "date_start", "date_end"
"""Columns of an item: the day, and the first and last day of what is known."""

LONGEST = 7
"""Days of an interval that can be an answer: a longer one says too little, and counts as none."""

ITEMS, EXACT, HIT, DAYS_OFF, ANSWERED = range(5)
"""Columns of the counts."""

Days = tuple[date, date]
"""The first and the last day."""


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is an EDTF day, month, year or closed interval, with a year."""
    return isinstance(answer, str) and bounds(answer) is not None


def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
    """Of each item: 1, whether its answer is the day, whether it hits, days that it is off, whether there is one."""
    found = [_item(row, answer) for row, answer in zip(rows, usable(rows, answers, sound), strict=True)]
    return np.array(found, dtype=np.float64).reshape(-1, 5)


def _item(row: Row, answer: str | None) -> tuple[float, ...]:
    days = bounds(answer) if answer is not None else None
    if days is None or (days[1] - days[0]).days >= LONGEST:
        return 1, 0, 0, 0, 0
    key = _day(row[DAY])
    single = days[0] == days[1]
    return 1, single and days[0] == key, _hits(days, key, row), _off(days, key), 1


def _hits(days: Days, key: date, row: Row) -> bool:
    """Whether a day is within what is known, or an interval holds the day."""
    if days[0] != days[1]:
        return days[0] <= key <= days[1]
    return _day(row[START] or key) <= days[0] <= _day(row[END] or key)


def _off(days: Days, key: date) -> int:
    """Days from the key to the nearest day of the answer."""
    return max((days[0] - key).days, (key - days[1]).days, 0)


def _day(value: date | str) -> date:
    """A day, as Parquet holds it or, after JSON, as ISO text."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else date(value.year, value.month, value.day)


DAYS = Scorer(
    counts,
    sound,
    (
        Metric("exact", "share with the very day", ratio(EXACT, ITEMS)),
        Metric(
            "interval_hit",
            f"share whose day is within what is known, or whose days, {LONGEST} at most, hold the key's",
            ratio(HIT, ITEMS),
        ),
        Metric(
            "day_error",
            "mean days between the nearest day of an answer and the key's",
            ratio(DAYS_OFF, ANSWERED),
            higher=False,
        ),
        Metric("answered", f"share with an answer of {LONGEST} days at most", ratio(ANSWERED, ITEMS)),
        Metric("exact_of_answered", "share of those that have the very day", ratio(EXACT, ANSWERED)),
    ),
)
