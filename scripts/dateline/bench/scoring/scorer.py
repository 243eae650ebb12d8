"""What a scorer is: counts of each item, which add up, and figures that are read from sums of them.

Every figure is a function of sums over items. So one table of counts gives the figure of a whole run, of a resampled
one, and, in a harness that passes one item at a time, the same again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.bench.rows import Row

Answer = Any
"""What is predicted for one item, as JSON gives it; None where nothing is."""

Counts = NDArray[np.float64]
"""Shape (items, k): what each item adds. Sums of it have the shape (..., k)."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure.

    Attributes:
        name: as it is written in results, in lower case with underscores.
        meaning: in a few words, with its unit.
        of: from sums of counts, shape (..., k), to values, shape (...); nan where nothing was there to be measured.
        higher: whether more is better.
    """

    name: str
    meaning: str
    of: Callable[[Counts], Counts]
    higher: bool = True


@dataclass(frozen=True, slots=True)
class Scorer:
    """How the answers to a task are scored.

    Attributes:
        counts: from items and their answers, in the same order, to counts.
        sound: whether an answer has the form that the task asks for; None is never passed.
        metrics: the figures; the first is the one to compare systems by.
        single: whether each item is counted by itself, so that a harness may pass them one at a time.
    """

    counts: Callable[[Sequence[Row], Sequence[Answer]], Counts]
    sound: Callable[[Answer, Row], bool]
    metrics: tuple[Metric, ...]
    single: bool = True


def ratio(over: int, under: int) -> Callable[[Counts], Counts]:
    """The sum of one count over that of another."""
    return lambda sums: divided(sums[..., over], sums[..., under])


def divided(over: Counts, under: Counts) -> Counts:
    """Quotients, nan where nothing stands below."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(under > 0, over / np.where(under > 0, under, 1.0), np.nan)
