"""How alike texts are: the cosine of their words, each weighted by how few texts have it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dateline.bench.baselines.tokens import terms

BLOCK = 500
"""Texts that are compared with all others at a time."""

DIGITS = 6
"""Digits of a likeness that count: how sums are rounded beyond them depends on the machine."""

Places = NDArray[np.int64]
Values = NDArray[np.float64]


def weights(texts: Sequence[str]) -> Mapping[str, float]:
    """The weight of each term: ln(1 + texts / texts that have it); a term that none has weighs as one that one has."""
    found = Counter(term for text in texts for term in set(terms(text)))
    return _Weights({term: log(1 + len(texts) / count) for term, count in found.items()}, len(texts))


class _Weights(dict[str, float]):
    def __init__(self, known: Mapping[str, float], texts: int) -> None:
        super().__init__(known)
        self._rarest = log(1 + max(texts, 1))

    def __missing__(self, term: str) -> float:
        return self._rarest


def vectors(texts: Sequence[str], weight: Mapping[str, float]) -> Any:
    """A sparse row of length 1 a text (of length 0 without words): 1 + ln(times that a term occurs), times its weight.

    Rows of one call can be compared.
    """
    numbers: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, text in enumerate(texts):
        own = {term: (1 + log(times)) * weight[term] for term, times in Counter(terms(text)).items()}
        length = sqrt(sum(value * value for value in own.values()))
        rows += [row] * len(own)
        columns += [numbers.setdefault(term, len(numbers)) for term in own]
        values += [value / length for value in own.values()]
    return csr_matrix((values, (rows, columns)), shape=(len(texts), max(len(numbers), 1)))


def row_likeness(first: Any, second: Any) -> Values:
    """The likeness of the rows of two matrices, one by one."""
    return np.round(np.asarray(first.multiply(second).sum(axis=1), np.float64).ravel(), DIGITS)


def close_pairs(rows: Any, floor: float) -> tuple[Places, Places, Values]:
    """Pairs of rows that are at least so much alike: the earlier row, the later one, their likeness."""
    firsts, seconds, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    across = rows.T.tocsr()
    for start in range(0, rows.shape[0], BLOCK):
        alike = (rows[start : start + BLOCK] @ across).tocoo()
        first, value = alike.row.astype(np.int64) + start, np.round(alike.data, DIGITS)
        kept = (value >= floor) & (first < alike.col)
        firsts.append(first[kept])
        seconds.append(alike.col[kept].astype(np.int64))
        values.append(value[kept])
    return np.concatenate(firsts), np.concatenate(seconds), np.concatenate(values)
