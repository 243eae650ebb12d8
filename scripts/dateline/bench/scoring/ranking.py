"""Rankings of documents, scored as trec_eval does: the figures are those of pytrec_eval for the same order.

Gain is linear (the score of the judgement itself). A document without a judgement is not relevant.
"""

from collections.abc import Sequence

import numpy as np

from dateline.bench.rows import Row
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio

KEY = "relevant"
"""Column of an item that lists its relevant documents: `document_id`, `score`."""

SHORT, LONG = 10, 100
"""Documents that are looked at."""

_DISCOUNT = 1 / np.log2(np.arange(SHORT) + 2)
"""What the gain at each rank is multiplied by."""


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is a list of ids, none of them twice."""
    return isinstance(answer, list) and all(isinstance(one, str) for one in answer) and len(set(answer)) == len(answer)


def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
    """Of each item: 1, nDCG, recall of 10 and of 100, reciprocal rank, average precision.

    An item without any relevant document adds nothing, not even itself.
    """
    found = [_item(row, answer or []) for row, answer in zip(rows, usable(rows, answers, sound), strict=True)]
    return np.array(found, dtype=np.float64).reshape(-1, 6)


def _item(row: Row, answer: Sequence[str]) -> tuple[float, ...]:
    scores = {one["document_id"]: float(one["score"]) for one in row[KEY] if one["score"] > 0}
    if not scores:
        return (0.0,) * 6
    gains = np.array([scores.get(document, 0.0) for document in answer[:LONG]])
    ranks = np.flatnonzero(gains) + 1
    best = np.array(sorted(scores.values(), reverse=True))
    early = int((ranks <= SHORT).sum())
    return (
        1.0,
        _discounted(gains) / _discounted(best),
        early / len(scores),
        len(ranks) / len(scores),
        1 / float(ranks[0]) if early else 0.0,
        float((np.arange(1, len(ranks) + 1) / ranks).sum()) / len(scores),
    )


def _discounted(gains: Counts) -> float:
    """Discounted cumulative gain of the first ten."""
    first = gains[:SHORT]
    return float((first * _DISCOUNT[: len(first)]).sum())


RANKING = Scorer(
    counts,
    sound,
    (
        Metric("ndcg@10", "mean normalised discounted cumulative gain of the first 10, linear gain", ratio(1, 0)),
        Metric("recall@10", "mean share of the relevant documents among the first 10", ratio(2, 0)),
        Metric("recall@100", "mean share of the relevant documents among the first 100", ratio(3, 0)),
        Metric("mrr@10", "mean of 1 over the rank of the first relevant document, 0 behind the tenth", ratio(4, 0)),
        Metric("map@100", "mean average precision of the first 100", ratio(5, 0)),
    ),
)
