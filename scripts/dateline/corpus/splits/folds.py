"""Grouped folds for a corpus too small for sides: every article is tested on once, by what knows nothing of its group.

Scores of all folds taken together rest on every group of the corpus, where a side would rest on a few.
"""

from heapq import heapify, heapreplace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.splits.facts import Facts, Flags
from dateline.corpus.splits.groups import Groups
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.tables import FOLD
from dateline.corpus.summary import places
from dateline.cut import Numbers

MOST = 5
"""Folds at the most: each trains on four fifths, as the first release of a larger corpus does."""


def few(facts: Facts, settings: SplitSettings) -> str:
    """Why there are folds and no sides."""
    free, wanted = int((facts.held < 0).sum()), settings.groups
    dated = int((facts.dated & (facts.held < 0)).sum())
    if count(free) == 0:
        return "alone: a single group cannot be held against others"
    return f"fold: {free} groups, {dated} of them dated, do not give each side {wanted} groups by time"


def count(groups: int) -> int:
    """How many folds: as many as there are groups, from 2 to 5; 0 where there is one group only."""
    return min(groups, MOST) if groups > 1 else 0


def folds(groups: Groups, facts: Facts, history: pa.Table, settings: SplitSettings) -> pa.Array:
    """The fold of each group, as even in articles as large groups first make it; null for what is held out."""
    free = facts.held < 0
    number = count(int(free.sum()))
    if not number:
        return pa.nulls(len(free), FOLD)
    fold = np.full(len(free), -1, np.int64) if settings.recut else _released(groups, history, number)
    fold[~free] = -1
    _fill(fold, facts.size, free, number)
    return pa.array(fold, FOLD, mask=fold < 0)


def _fill(fold: Numbers, size: Numbers, free: Flags, number: int) -> None:
    """Give each group that has no fold to the fold that has the fewest articles."""
    weights = np.bincount(fold[fold >= 0], size[fold >= 0], number).astype(np.int64)
    lightest = [(int(weight), place) for place, weight in enumerate(weights)]
    heapify(lightest)
    open_groups = np.flatnonzero(free & (fold < 0))
    for group in open_groups[np.argsort(-size[open_groups], kind="stable")].tolist():
        weight, place = lightest[0]
        fold[group] = place
        heapreplace(lightest, (weight + int(size[group]), place))


def _released(groups: Groups, history: pa.Table, number: int) -> Numbers:
    """The fold that most of a group's articles were released in, where there were as many folds as now."""
    fold = np.full(len(groups.size), -1, np.int64)
    if "fold" not in history.column_names or pc.max(history["fold"]).as_py() != number - 1:
        return fold
    place = places(groups.ids, history["article_id"])
    was = np.asarray(pc.fill_null(pc.cast(history["fold"], pa.int64()), -1).to_numpy(), np.int64)
    known = (place >= 0) & (was >= 0)
    pairs, votes = np.unique(groups.of[place[known]] * number + was[known], return_counts=True)
    # the most votes are written last, of as many the lowest fold
    for pair in pairs[np.lexsort((-pairs, votes))].tolist():
        fold[pair // number] = pair % number
    return fold
