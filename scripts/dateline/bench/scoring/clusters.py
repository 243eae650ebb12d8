"""Articles put together into stories: the CoNLL score, which is the mean of three F1s.

MUC (Vilain et al. 1995) counts links, B³ (Bagga and Baldwin 1998) looks at each article, CEAFe (Luo 2005) at each story
with the one that stands for it. All are as in the reference scorer of the CoNLL shared tasks (Pradhan et al. 2014), of
articles in place of mentions: an article alone in its story counts in B³ and CEAFe, and has no link for MUC to count.

An article without an answer is in no story of the answer: it lowers every recall, and is no part of any precision.

The counts of an article are its share of what its story earns among all that is scored; they cannot be found an article
at a time. A figure over some of the articles (a group, a resample) is of these shares: it does not match stories anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.bench.rows import Row
from dateline.bench.scoring.alignment import aligned
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.measures import f1, harmonic
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio

KEY = "story"
"""Column of an item that names its story."""

Numbers = NDArray[np.int64]

NONE = -1
"""Number of the story of an article without an answer."""

ITEMS, ANSWERED, RECALLED, PRECISE, LINKS_WANTED, LINKS_GIVEN, LINKS, STORIES_WANTED, STORIES_GIVEN, ALIKE = range(10)
"""Columns of the counts."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Two partitions of the same articles, each story a number from 0.

    Attributes:
        key, answer: story of each article; `NONE` where an article has no answer.
        key_size, answer_size: articles of the story that each is in; 1 where it is in none.
        shared: articles that are in both stories of each; 0 where there is no answer.
    """

    key: Numbers
    answer: Numbers
    key_size: Numbers
    answer_size: Numbers
    shared: Numbers


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is a label: text that is not blank."""
    return isinstance(answer, str) and bool(answer.strip())


def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
    """Of each article: its share of the hits, and of what they are divided by."""
    order = sorted(range(len(rows)), key=lambda place: str(rows[place]["id"]))  # so that ties are broken the same way
    labels = list(usable(rows, answers, sound))
    found = np.zeros((len(rows), 10))
    if order:
        found[order] = _shares(_clusters([rows[place][KEY] for place in order], [labels[place] for place in order]))
    return found


def _clusters(key: Sequence[str], answer: Sequence[str | None]) -> Clusters:
    wanted, given = _numbers(key), _numbers(answer)
    cell = np.unique(wanted * (given.max() + 2) + given + 1, return_inverse=True)[1]
    answered = given != NONE
    return Clusters(
        wanted,
        given,
        np.bincount(wanted)[wanted],
        np.where(answered, np.bincount(given + 1)[given + 1], 1),
        np.where(answered, np.bincount(cell)[cell], 0),
    )


def _numbers(labels: Iterable[str | None]) -> Numbers:
    """The labels as numbers, in order of their first place."""
    known: dict[str, int] = {}
    return np.array(
        [NONE if label is None else known.setdefault(label, len(known)) for label in labels], dtype=np.int64
    )


def _shares(both: Clusters) -> Counts:
    answered = both.answer != NONE
    shares = np.zeros((len(both.key), 10))
    shares[:, ITEMS] = 1
    shares[:, ANSWERED] = answered
    shares[:, RECALLED] = both.shared / both.key_size
    shares[:, PRECISE] = both.shared / both.answer_size
    shares[:, STORIES_WANTED] = 1 / both.key_size
    shares[:, STORIES_GIVEN] = answered / both.answer_size
    shares[:, LINKS_WANTED] = 1 - 1 / both.key_size  # a story of n articles has n - 1 links
    shares[:, LINKS_GIVEN] = 1 - 1 / both.answer_size
    shares[:, LINKS] = 1 - 1 / np.maximum(both.shared, 1)  # and so has what two stories share
    shares[answered, ALIKE] = _alike(both, answered)
    return shares


def _alike(both: Clusters, answered: NDArray[np.bool_]) -> Counts:
    """Of each answered article, its share of how alike its story is to the one of the answer that stands for it.

    That is twice what the two share over the articles of both (CEAF's phi 4); each stands for one other at most, and
    the sum over all is the largest possible.
    """
    key, answer = both.key[answered], both.answer[answered]
    share = 2 / (both.key_size + both.answer_size)[answered]
    return np.where(aligned(key, answer, share), share, 0.0)


PRECISION, RECALL = ratio(PRECISE, ANSWERED), ratio(RECALLED, ITEMS)
MUC = f1(LINKS, LINKS_GIVEN, LINKS_WANTED)
B3 = harmonic(PRECISION, RECALL)
CEAF = f1(ALIKE, STORIES_GIVEN, STORIES_WANTED)


def _conll(sums: Counts) -> Counts:
    mean: Counts = (MUC(sums) + B3(sums) + CEAF(sums)) / 3
    return mean


CLUSTERS = Scorer(
    counts,
    sound,
    (
        Metric("conll", "mean of the three F1s below; not measured where no story has two articles", _conll),
        Metric("b3_f1", "harmonic mean of precision and recall of B³", B3),
        Metric("b3_precision", "mean share of the articles put with an article that are of its story", PRECISION),
        Metric("b3_recall", "mean share of the articles of an article's story that are put with it", RECALL),
        Metric("muc_f1", "F1 of the links that hold stories together", MUC),
        Metric("ceafe_f1", "F1 of stories, each matched to one, by how alike the two are", CEAF),
        Metric("answered", "share with an answer", ratio(ANSWERED, ITEMS)),
    ),
    single=False,
)
