"""Grows the trees of `dateline.html.trees` by gradient boosting (log loss, Newton leaves). Deterministic.

Columns are cut into at most `BINS` bins at their quantiles. Each tree sees a part of the columns, drawn by a generator
with a fixed seed: trees that must do without the best columns learn the others too.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.html.trees import Array, Forest

BINS = 24


@dataclass(frozen=True, slots=True)
class Plan:
    """How a forest is grown: trees, questions in each, step, ridge on leaves, share of columns a tree sees."""

    trees: int = 120
    depth: int = 5
    rate: float = 0.12
    ridge: float = 20.0
    columns: float = 0.4
    seed: int = 1


def grow(names: list[str], rows: Array, labels: Array, weights: Array, plan: Plan) -> Forest:
    """A forest that tells rows with label 1 from those with label 0."""
    edges = [_edges(rows[:, at]) for at in range(rows.shape[1])]
    cuts = np.array([len(e) for e in edges])
    binned = np.stack([np.searchsorted(e, rows[:, at], side="left") for at, e in enumerate(edges)]).astype(np.int16)
    random = np.random.default_rng(plan.seed)
    mean = float(np.average(labels, weights=weights))
    bias = float(np.log(mean / (1 - mean)))
    odds = np.full(len(rows), bias)
    usable = np.array([at for at, e in enumerate(edges) if len(e)])
    asks, thresholds, values = [], [], []
    for _ in range(plan.trees):
        chance = 1 / (1 + np.exp(-odds))
        gradient, curve = weights * (labels - chance), weights * chance * (1 - chance)
        seen = np.sort(random.choice(usable, max(1, int(plan.columns * len(usable))), replace=False))
        tree, leaves = _tree(binned, cuts, seen, gradient, curve, plan)
        sums = np.bincount(leaves, gradient, 1 << plan.depth), np.bincount(leaves, curve, 1 << plan.depth)
        value = plan.rate * sums[0] / (sums[1] + plan.ridge)
        odds += value[leaves]
        asks.append([column for column, _ in tree])
        thresholds.append([edges[column][cut] for column, cut in tree])
        values.append(value)
    return _compact(names, np.array(asks), np.array(thresholds), np.array(values), bias)


def _edges(values: Array) -> Array:
    """Cuts halfway between two values of a column, at quantiles where there are many; none where all are equal."""
    distinct = np.unique(values)
    below = np.arange(len(distinct) - 1)
    if len(distinct) > BINS:
        at = np.quantile(values[values != distinct[0]], np.linspace(0, 1, BINS), method="lower")
        below = np.unique(np.minimum(np.searchsorted(distinct, [distinct[0], *at]), len(distinct) - 2))
    return np.asarray((distinct[below] + distinct[below + 1]) / 2, dtype=np.float32)


def _tree(
    binned: npt.NDArray[np.int16],
    cuts: npt.NDArray[np.int64],
    seen: npt.NDArray[np.int64],
    gradient: Array,
    curve: Array,
    plan: Plan,
) -> tuple[list[tuple[int, int]], npt.NDArray[np.int64]]:
    """Questions as (column, cut), best first, and the leaf of each row."""
    leaves = np.zeros(binned.shape[1], dtype=np.int64)
    tree = []
    for _ in range(plan.depth):
        column, cut = _best(binned, cuts, seen, leaves, gradient, curve, plan.ridge)
        tree.append((column, cut))
        leaves = 2 * leaves + (binned[column] > cut)
    return tree, leaves


def _best(
    binned: npt.NDArray[np.int16],
    cuts: npt.NDArray[np.int64],
    seen: npt.NDArray[np.int64],
    leaves: npt.NDArray[np.int64],
    gradient: Array,
    curve: Array,
    ridge: float,
) -> tuple[int, int]:
    """The question that gains most over all leaves."""
    best, choice = -np.inf, (int(seen[0]), 0)
    count = int(leaves.max()) + 1
    width = BINS + 2
    base = leaves * width
    for column in seen:
        cells = base + binned[column]
        low_gradient = np.bincount(cells, gradient, count * width).reshape(count, width).cumsum(axis=1)
        low_curve = np.bincount(cells, curve, count * width).reshape(count, width).cumsum(axis=1)
        all_gradient, all_curve = low_gradient[:, -1:], low_curve[:, -1:]
        gain = (
            low_gradient**2 / (low_curve + ridge) + (all_gradient - low_gradient) ** 2 / (all_curve - low_curve + ridge)
        ).sum(axis=0)
        cut = int(gain[: cuts[column]].argmax())
        if gain[cut] > best + 1e-9:
            best, choice = float(gain[cut]), (int(column), cut)
    return choice


def _compact(names: list[str], asks: npt.NDArray[np.int64], thresholds: Array, values: Array, bias: float) -> Forest:
    """Only the columns that are asked about."""
    used = np.unique(asks)
    return Forest(
        tuple(names[at] for at in used),
        np.searchsorted(used, asks),
        thresholds.astype(np.float32),
        values.astype(np.float32),
        bias,
    )
