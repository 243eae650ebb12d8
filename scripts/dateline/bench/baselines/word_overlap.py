"""`word-overlap`: articles that share many telling words are of one story; how many, training says."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from dateline.bench.baselines.baseline import Tables, baseline
from dateline.bench.baselines.likeness import close_pairs, row_likeness, vectors, weights
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer

FLOOR = 0.05
"""Likeness below which articles are never taken for one story; it keeps the table of pairs small."""

SAMPLE = 2_000
"""Articles of training whose pairs are looked at, the first by id, which is a digest: as good as drawn."""

Flags = NDArray[np.bool_]
Values = NDArray[np.float64]


def threshold(likeness: Values, same: Flags, positives: int) -> float | None:
    """The likeness from which pairs are called the same so that F1 on them is highest; None without a pair to find.

    It lies half-way to the pair that is next below, and is the highest of those that do equally well.

    Args:
        likeness, same: of each pair.
        positives: pairs that are the same, those among them that are not listed included.
    """
    levels, place = np.unique(likeness, return_inverse=True)
    if not same.any():
        return None
    hits = np.cumsum(np.bincount(place, same, len(levels))[::-1])[::-1]
    called = np.cumsum(np.bincount(place, minlength=len(levels))[::-1])[::-1]
    f1 = np.round(2 * hits / (called + positives), 9)
    best = int(np.flatnonzero(f1 == f1.max())[-1])
    return float((levels[best] + levels[best - 1]) / 2 if best else levels[best])


def _same(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    """Without a pair of one story in training, no pair is called one."""
    weight = weights([*_texts(train, "first_"), *_texts(train, "second_")])
    truth = np.array([row["same"] for row in train], np.bool_)
    level = threshold(_pair_likeness(train, weight), truth, int(truth.sum()))
    return [level is not None and bool(value >= level) for value in _pair_likeness(test, weight)]


def _pair_likeness(rows: Sequence[Row], weight: Mapping[str, float]) -> Values:
    both = vectors([*_texts(rows, "first_"), *_texts(rows, "second_")], weight)
    return row_likeness(both[: len(rows)], both[len(rows) :])


def _clusters(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    """What is alike, in one cluster, named by the first of its items; without a story in training, each is alone."""
    sample = sorted(train, key=lambda row: str(row["id"]))[:SAMPLE]
    weight = weights(_texts(sample))
    level = _story_level(sample, weight)
    ids = [str(row["id"]) for row in test]
    if level is None or not ids:
        return list(ids)
    first, second, _ = close_pairs(vectors(_texts(test), weight), level)
    links = coo_matrix((np.ones(len(first), np.int8), (first, second)), shape=(len(ids), len(ids)))
    _, labels = connected_components(links, directed=False)
    names: dict[int, str] = {}
    for label, own in sorted(zip(labels.tolist(), ids, strict=True)):
        names.setdefault(label, own)
    return [names[label] for label in labels.tolist()]


def _story_level(sample: Sequence[Row], weight: Mapping[str, float]) -> float | None:
    """The likeness from which pairs of a sample are of one story."""
    first, second, values = close_pairs(vectors(_texts(sample), weight), FLOOR)
    _, story = np.unique([str(row["story"]) for row in sample], return_inverse=True)
    sizes = np.bincount(story)
    return threshold(values, story[first] == story[second], int((sizes * (sizes - 1) // 2).sum()))


def _texts(rows: Sequence[Row], side: str = "") -> list[str]:
    return [f"{row[side + 'title'] or ''}\n{row[side + 'text'] or ''}" for row in rows]


BASELINE = baseline(
    "word-overlap",
    "cosine of the words of headline and lead, rare ones counting more; from the level that does best in training on, "
    "two articles are of one story, and clusters are what is so connected",
    {"story-linking": _same, "story-clustering": _clusters},
)
