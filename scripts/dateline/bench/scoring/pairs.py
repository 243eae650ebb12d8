"""Pairs of articles: of the same story or not."""

from collections.abc import Sequence

import numpy as np

from dateline.bench.rows import Row
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.measures import f1
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio

KEY = "same"
"""Column of an item: whether the two are of one story."""

ITEMS, RIGHT, BOTH, WANTED, GIVEN, ANSWERED = range(6)
"""Columns of the counts; `BOTH`: the same, and said to be."""


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is true or false."""
    return isinstance(answer, bool)


def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
    """Of each item: 1, whether it is right, whether the two are the same and are said to be."""
    found = [_item(bool(row[KEY]), answer) for row, answer in zip(rows, usable(rows, answers, sound), strict=True)]
    return np.array(found, dtype=np.float64).reshape(-1, 6)


def _item(same: bool, answer: bool | None) -> tuple[bool, ...]:
    return True, answer is same, same and answer is True, same, answer is True, answer is not None


SAME = Scorer(
    counts,
    sound,
    (
        Metric("f1", "harmonic mean of precision and recall of the pairs of one story", f1(BOTH, GIVEN, WANTED)),
        Metric("precision", "share of the pairs said to be of one story that are", ratio(BOTH, GIVEN)),
        Metric("recall", "share of the pairs of one story that are said to be", ratio(BOTH, WANTED)),
        Metric("accuracy", "share of the pairs with the right answer", ratio(RIGHT, ITEMS)),
        Metric("answered", "share with an answer", ratio(ANSWERED, ITEMS)),
    ),
)
