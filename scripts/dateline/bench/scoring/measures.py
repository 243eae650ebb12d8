"""Precision, recall and their harmonic mean, from sums of counts."""

from collections.abc import Callable

import numpy as np

from dateline.bench.scoring.scorer import Counts, divided


def f1(right: int, given: int, wanted: int) -> Callable[[Counts], Counts]:
    """F1 where the same hits are divided by what is given (precision) and by what is wanted (recall).

    Nan where nothing is given and nothing wanted; 0 where only one of the two is.
    """
    return lambda sums: divided(2 * sums[..., right], sums[..., given] + sums[..., wanted])


def harmonic(precision: Callable[[Counts], Counts], recall: Callable[[Counts], Counts]) -> Callable[[Counts], Counts]:
    """The harmonic mean of a precision and a recall that have hits of their own.

    Nan where neither can be measured; 0 where one of them is 0 or cannot be.
    """

    def of(sums: Counts) -> Counts:
        first, second = precision(sums), recall(sums)
        unknown = np.isnan(first) & np.isnan(second)
        first, second = np.nan_to_num(first), np.nan_to_num(second)
        mean: Counts = np.where(first + second > 0, divided(2 * first * second, first + second), 0.0)
        return np.where(unknown, np.nan, mean)

    return of
