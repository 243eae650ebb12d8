"""`first-date`: the first day that is written in full in the headline or the text."""

import datetime as dt
from collections.abc import Sequence

from dateline.bench.baselines.baseline import Tables, baseline
from dateline.bench.baselines.majority import median_day
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer
from dateline.timex import find_dates


def _first_date(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    median = median_day(train)
    days = [_stated(row) or median for row in test]
    return [day.isoformat() if day else None for day in days]


def _stated(row: Row) -> dt.date | None:
    """The first full date, read line by line: the finder is made for lines."""
    lines = [line for column in ("title", "text") for line in (row[column] or "").splitlines()]
    found = (match.date for line in lines for match in find_dates(line, language=row["language"]))
    return next((day for day in found if day is not None), None)


BASELINE = baseline(
    "first-date",
    "the first day that the headline or the text states in full; else the median day of training",
    {"date-inference": _first_date},
)
