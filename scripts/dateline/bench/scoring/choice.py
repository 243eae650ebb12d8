"""One of the candidates that an item lists."""

from collections.abc import Sequence

import numpy as np

from dateline.bench.rows import Row
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio

CANDIDATES = "candidates"
"""Column of an item that lists what can be chosen: `id`, `name`."""


def choice(key: str) -> Scorer:
    """The scorer of a task whose right candidate's id stands in the column `key`."""

    def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
        """Of each item: 1, whether it is right, whether it is answered."""
        found = [
            (1, answer is not None and answer == row[key], answer is not None)
            for row, answer in zip(rows, usable(rows, answers, sound), strict=True)
        ]
        return np.array(found, dtype=np.float64).reshape(-1, 3)

    metrics = (
        Metric("accuracy", "share with the right candidate", ratio(1, 0)),
        Metric("answered", "share with an answer", ratio(2, 0)),
    )
    return Scorer(counts, sound, metrics)


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is a candidate's id."""
    return isinstance(answer, str) and any(answer == candidate["id"] for candidate in row[CANDIDATES])
