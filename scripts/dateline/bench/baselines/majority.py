"""`majority`: the answer that is right most often in training, whatever is asked."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from dateline.bench.baselines.baseline import Tables, Way, baseline
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer


def most_frequent(values: Sequence[Any]) -> Any:
    """The value that occurs most often, of several the first in order; None of none."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else None


def median_day(train: Sequence[Row]) -> dt.date | None:
    """The middle day of training, the earlier of two: a day that occurs there; None without training."""
    days = sorted(row["date"] for row in train if row["date"] is not None)
    return days[(len(days) - 1) // 2] if days else None


def _constant(key: str) -> Way:
    def answer(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
        return [most_frequent([row[key] for row in train])] * len(test)

    return answer


def _candidate(key: str) -> Way:
    def answer(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
        known = Counter(row[key] for row in train)
        return [_likeliest(row["candidates"], known) for row in test]

    return answer


def _likeliest(candidates: Sequence[Row], known: Counter[str]) -> str | None:
    """The candidate that is the answer most often, the first of equals: they stand in the order of first mention."""
    return max((one["id"] for one in candidates), key=known.__getitem__, default=None)


def _day(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    day = median_day(train)
    return [day.isoformat() if day else None] * len(test)


BASELINE = baseline(
    "majority",
    "the answer that is right most often in training; of candidates, the first where training knows none; the median "
    "day of training",
    {
        "actor-linking": _constant("actor_id"),
        "date-inference": _day,
        "story-linking": _constant("same"),
        "quote-attribution": _candidate("speaker_id"),
        "actor-cloze": _candidate("actor_id"),
    },
)
