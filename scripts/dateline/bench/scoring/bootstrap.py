"""Figures with intervals: groups of items that are not independent (a story) are drawn anew, with replacement.

An item of a story says little that its other items have not said, so that it is stories which are drawn, not items.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.bench.scoring.scorer import Counts, Metric

SEED = 20_260_101
"""Of the draws; a constant, so that the same counts have the same intervals."""

RESAMPLES = 1000

LEVEL = 0.95
"""Share of the resamples that an interval holds."""

FEWEST = 2
"""Groups below which there is nothing to draw from."""

DIGITS = 6
"""Decimals of a figure: the ones behind depend on the order in which a machine adds."""

_BLOCK = 4_000_000
"""Draws that are held in memory at a time (32 MB)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one metric says of a run.

    Attributes:
        name: of the metric.
        value: over all items; None where nothing was there to be measured.
        low, high: interval of 95% by percentile bootstrap over groups; None where fewer than two groups have
            something to be measured.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None


def intervals(
    counts: Counts, groups: Sequence[str], metrics: Sequence[Metric], resamples: int = RESAMPLES
) -> list[Figure]:
    """The figures of a run.

    Args:
        counts: of each item, shape (items, k).
        groups: of each item, in the same order.
        metrics: what is read from sums of the counts.
        resamples: how often the groups are drawn. A resample in which nothing is there to be measured by a metric is
            left out of its interval.

    The order of the items changes nothing. Raises ValueError where there are not as many groups as items.
    """
    sums = group_sums(counts, groups)
    drawn = _resampled(sums, resamples) if len(sums) >= FEWEST else sums[:0]
    return [_figure(metric, sums, drawn) for metric in metrics]


def group_sums(counts: Counts, groups: Sequence[str]) -> Counts:
    """The counts of each group, shape (groups, k), in order of the groups' names."""
    if len(counts) != len(groups):
        raise ValueError(f"{len(counts)} items have {len(groups)} groups")
    names, places = np.unique(np.asarray(groups, dtype=np.str_), return_inverse=True)
    columns = [np.bincount(places, weights=column, minlength=len(names)) for column in counts.T]
    return np.stack(columns, axis=1) if columns else np.zeros((len(names), 0))


def _resampled(sums: Counts, resamples: int) -> Counts:
    """The sums of each resample, shape (resamples, k)."""
    blocks = [weights @ sums for weights in _weights(len(sums), resamples)]
    return np.concatenate(blocks) if blocks else sums[:0]


def _weights(groups: int, resamples: int) -> Iterator[NDArray[np.float64]]:
    """How often each group is drawn, shape (some resamples, groups): as many draws a resample as there are groups."""
    generator = np.random.Generator(np.random.PCG64(SEED))
    size = max(1, _BLOCK // groups)
    for start in range(0, resamples, size):
        rows = min(size, resamples - start)
        draws = generator.integers(groups, size=(rows, groups))
        draws += np.arange(rows)[:, None] * groups
        yield np.bincount(draws.ravel(), minlength=rows * groups).reshape(rows, groups).astype(np.float64)


def _figure(metric: Metric, sums: Counts, drawn: Counts) -> Figure:
    low = high = None
    measured = np.isfinite(metric.of(sums)).sum()
    values = metric.of(drawn)
    values = values[np.isfinite(values)]
    if measured >= FEWEST and values.size:
        tail = (1 - LEVEL) / 2
        low, high = (_plain(value) for value in np.quantile(values, (tail, 1 - tail)))
    return Figure(metric.name, _plain(metric.of(sums.sum(axis=0))), low, high)


def _plain(value: float | NDArray[np.float64]) -> float | None:
    return round(float(value), DIGITS) if np.isfinite(value) else None
