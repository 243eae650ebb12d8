"""Which story of one partition stands for which of another, so that they are as alike as can be over all."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


def aligned(first: Numbers, second: Numbers, shares: NDArray[np.float64]) -> Flags:
    """Whether the two stories that each article is in stand for each other.

    Args:
        first, second: story of each article in either partition, numbered from 0.
        shares: what each article adds to the worth of its two stories standing for each other; above 0, at most 1.

    Each story stands for one other at most, and the worth of all pairs together is the largest possible.
    """
    if not len(first):
        return np.zeros(0, dtype=np.bool_)
    width = second.max() + 1
    cells, places = np.unique(first * width + second, return_inverse=True)
    rows, columns = np.divmod(cells, width)
    chosen = np.zeros(len(cells), dtype=np.bool_)
    open_ = np.arange(len(cells))
    worth = np.bincount(places, weights=shares).astype(np.float64)
    for one, other in ((rows, columns), (columns, rows)):
        open_ = open_[_useful(one[open_], other[open_], worth[open_])]
    alone = _alone(rows[open_]) & _alone(columns[open_])
    chosen[open_[alone]] = True
    open_ = open_[~alone]
    chosen[open_] = _matched(rows[open_], columns[open_], worth[open_])
    return chosen[places]


def _alone(numbers: Numbers) -> Flags:
    """Which numbers stand there once."""
    _, places, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    alone: Flags = counts[places] == 1
    return alone


def _useful(rows: Numbers, columns: Numbers, worth: NDArray[np.float64]) -> Flags:
    """Which cells can be chosen: of those of a row that have their columns to themselves, the best one.

    Without it a partition into stories of one article each, or of a few large ones, costs the solver seconds.
    """
    useful = ~_alone(columns)
    own = np.flatnonzero(~useful)
    own = own[np.lexsort((-worth[own], rows[own]))]
    useful[own[np.unique(rows[own], return_index=True)[1]]] = True
    return useful


def _matched(rows: Numbers, columns: Numbers, worth: NDArray[np.float64]) -> Flags:
    """Which cells of a sparse matrix to choose, one a row and a column at most, so that their worth is largest.

    The solver wants every row matched: each gets a column of its own that is worth nothing.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    if not len(rows):
        return np.zeros(0, dtype=np.bool_)
    names, row = np.unique(rows, return_inverse=True)
    kinds, column = np.unique(columns, return_inverse=True)
    spare = np.arange(len(names))
    cost = np.concatenate([2 - worth, np.full(len(names), 2.0)])  # a cost of 0 would be no edge
    places = np.concatenate([row, spare]), np.concatenate([column, spare + len(kinds)])
    matrix = coo_array((cost, places), shape=(len(names), len(kinds) + len(names))).tocsr()
    partner: Numbers = min_weight_full_bipartite_matching(matrix)[1]
    matched: Flags = partner[row] == column
    return matched
