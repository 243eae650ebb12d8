"""Pairs: of one story or not."""

import math

import pytest

from dateline.bench.scoring.pairs import SAME

PAIRS = [  # same, answer
    (True, True),
    (True, True),
    (True, False),
    (True, None),
    (False, True),
    (False, False),
    (False, False),
    (False, None),
]

EXPECTED = {"f1": 2 * 2 / (3 + 4), "precision": 2 / 3, "recall": 2 / 4, "accuracy": 4 / 8, "answered": 6 / 8}


def test_figures() -> None:
    sums = SAME.counts([{"same": same} for same, _ in PAIRS], [answer for _, answer in PAIRS]).sum(axis=0)
    assert {metric.name: float(metric.of(sums)) for metric in SAME.metrics} == pytest.approx(EXPECTED)


def test_answering_nothing_earns_nothing_even_where_no_pair_is_the_same() -> None:
    sums = SAME.counts([{"same": False}] * 3, [None] * 3).sum(axis=0)
    found = {metric.name: float(metric.of(sums)) for metric in SAME.metrics}
    assert (found["accuracy"], found["answered"]) == (0, 0)
    assert all(math.isnan(found[name]) for name in ("f1", "precision", "recall"))


@pytest.mark.parametrize(("answer", "sound"), [(True, True), (False, True), (1, False), ("true", False), ([], False)])
def test_form(answer: object, sound: bool) -> None:
    assert SAME.sound(answer, {}) is sound
