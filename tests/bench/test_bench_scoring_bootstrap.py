"""Figures and their intervals."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.scoring import bootstrap
from dateline.bench.scoring.bootstrap import Figure, group_sums, intervals
from dateline.bench.scoring.scorer import Counts, Metric, ratio

RATE = Metric("rate", "share of hits", ratio(1, 0))


def rate(hits: list[float], groups: list[str], resamples: int = 1000) -> Figure:
    counts = np.array([[1.0, hit] for hit in hits]).reshape(-1, 2)
    (figure,) = intervals(counts, groups, [RATE], resamples)
    return figure


def test_interval_is_that_of_the_normal_law_where_there_are_many_groups() -> None:
    size, share = 2000, 0.3
    found = rate([1.0] * int(size * share) + [0.0] * int(size * (1 - share)), [f"g{n}" for n in range(size)])
    half = 1.96 * (share * (1 - share) / size) ** 0.5
    assert found.value == pytest.approx(share)
    assert (found.low, found.high) == (pytest.approx(share - half, abs=0.003), pytest.approx(share + half, abs=0.003))


def test_items_of_one_group_are_drawn_together() -> None:
    hits = [1.0] * 50 + [0.0] * 50
    apart = rate(hits, [f"g{n}" for n in range(100)])
    together = rate(hits, [f"g{n // 25}" for n in range(100)])
    assert (together.low, together.high) == (0, 1)  # of four groups, all drawn may be hits, or none
    assert 0.35 < (apart.low or 0) < 0.45
    assert 0.55 < (apart.high or 0) < 0.65


NOTHING = [
    ("no items", [], [], Figure("rate", None, None, None)),
    ("one group", [1.0, 0.0], ["g", "g"], Figure("rate", 0.5, None, None)),
    ("two groups", [1.0, 0.0], ["g", "h"], Figure("rate", 0.5, 0.0, 1.0)),
    ("all right", [1.0, 1.0, 1.0], ["f", "g", "h"], Figure("rate", 1.0, 1.0, 1.0)),
    ("a third", [1.0, 0.0, 0.0], ["g", "g", "g"], Figure("rate", 0.333333, None, None)),
]


@pytest.mark.parametrize(
    ("hits", "groups", "expected"), [case[1:] for case in NOTHING], ids=[case[0] for case in NOTHING]
)
def test_little_to_measure(hits: list[float], groups: list[str], expected: Figure) -> None:
    assert rate(hits, groups) == expected


def test_a_figure_of_one_group_has_no_interval_however_many_others_there_are() -> None:
    counts = np.array([[1.0, 1.0], [0.0, 0.0], [0.0, 0.0]])
    assert intervals(counts, ["f", "g", "h"], [RATE]) == [Figure("rate", 1.0, None, None)]


def test_resamples_without_anything_to_measure_are_left_out() -> None:
    counts = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    (found,) = intervals(counts, list("efghi"), [RATE])
    assert (found.value, found.low, found.high) == (0.5, 0, 1)


def test_groups_and_items_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="3 items have 2 groups"):
        intervals(np.ones((3, 2)), ["g", "h"], [RATE])


COUNTS = st.lists(
    st.tuples(st.sampled_from(["Дамаск", "大马士革", "a", "b", "c"]), st.integers(1, 9), st.integers(0, 9)),
    min_size=1,
    max_size=20,
)


def split(listed: list[tuple[str, int, int]]) -> tuple[Counts, list[str]]:
    return np.array([[whole, min(hit, whole)] for _, whole, hit in listed], dtype=float), [name for name, *_ in listed]


@settings(max_examples=40)
@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_the_items_changes_nothing(listed: list[tuple[str, int, int]], chance: random.Random) -> None:
    counts, groups = split(listed)
    order = list(range(len(listed)))
    chance.shuffle(order)
    shuffled = intervals(counts[order], [groups[place] for place in order], [RATE], 50)
    assert shuffled == intervals(counts, groups, [RATE], 50)


@settings(max_examples=40)
@given(COUNTS)
def test_a_figure_lies_in_its_interval_and_groups_lose_no_counts(listed: list[tuple[str, int, int]]) -> None:
    counts, groups = split(listed)
    (found,) = intervals(counts, groups, [RATE], 200)
    assert (group_sums(counts, groups).sum(axis=0) == counts.sum(axis=0)).all()
    if found.low is not None and found.high is not None and found.value is not None:
        assert 0 <= found.low <= found.value <= found.high <= 1


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = np.random.default_rng(1).random((40, 2))
    groups = [f"g{n % 20}" for n in range(40)]
    whole = intervals(counts, groups, [RATE])
    monkeypatch.setattr(bootstrap, "_BLOCK", 20 * 7)
    assert intervals(counts, groups, [RATE]) == whole
