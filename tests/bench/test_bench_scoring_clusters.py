"""Stories as clusters: the reference scorer's cases, an oracle that tries every alignment, and laws."""

import math
import random
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.scoring.clusters import CLUSTERS

Labels = list[str | None]


def figures(key: Labels, answer: Labels) -> dict[str, float]:
    sums = CLUSTERS.counts(items(key), answer).sum(axis=0)
    return {metric.name: float(metric.of(sums)) for metric in CLUSTERS.metrics}


def items(key: Labels) -> list[dict[str, object]]:
    return [{"id": f"item-{place}", "story": story} for place, story in enumerate(key)]


def labels(groups: str, members: str) -> Labels:
    """Labels of the members: of `ab c`, a and b have one, c another, all others None."""
    return [next((group for group in groups.split() if member in group), None) for member in members]


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


CASES = [  # members, key, answer; recall and precision of MUC, B3, CEAFe
    # as in the tests of the reference scorer: TC-A-1, TC-A-2
    ("abcdef", "a bc def", "a bc def", (1, 1), (1, 1), (1, 1)),
    ("abcdef", "a bc def", "a de", (1 / 3, 1), (7 / 18, 1), (1.8 / 3, 1.8 / 2)),
    # Vilain et al. 1995: a chain broken once, two chains run together
    ("abcd", "abcd", "ab cd", (2 / 3, 1), (1 / 2, 1), (2 / 3, 2 / 3 / 2)),
    ("abcd", "ab cd", "abcd", (1, 2 / 3), (1, 1 / 2), (2 / 3 / 2, 2 / 3)),
    # Bagga and Baldwin 1998: of 5, 2 and 5, two are run together: a small with a large, then the two large
    (
        "12345678abcd",
        "12345 67 8abcd",
        "12345 678abcd",
        (1, 9 / 10),
        (1, 16 / 21),
        ((1 + 10 / 12) / 3, (1 + 10 / 12) / 2),
    ),
    ("12345678abcd", "12345 67 8abcd", "123458abcd 67", (1, 9 / 10), (1, 7 / 12), ((1 + 2 / 3) / 3, (1 + 2 / 3) / 2)),
    # all alone, all together
    ("abc", "ab c", "a b c", (0, 0), (2 / 3, 1), ((2 / 3 + 1) / 2, (2 / 3 + 1) / 3)),
    ("abc", "ab c", "abc", (1, 1 / 2), (1, 5 / 9), (4 / 5 / 2, 4 / 5)),
]


@pytest.mark.parametrize(("members", "key", "answer", "muc", "b3", "ceafe"), CASES)
def test_case(
    members: str, key: str, answer: str, muc: tuple[float, float], b3: tuple[float, float], ceafe: tuple[float, float]
) -> None:
    found = figures(labels(key, members), labels(answer, members))
    assert (found["b3_recall"], found["b3_precision"]) == (pytest.approx(b3[0]), pytest.approx(b3[1]))
    assert [found["muc_f1"], found["b3_f1"], found["ceafe_f1"]] == pytest.approx([f1(*muc), f1(*b3), f1(*ceafe)])
    assert found["conll"] == pytest.approx((f1(*muc) + f1(*b3) + f1(*ceafe)) / 3)


def test_an_article_without_an_answer_is_not_one_alone() -> None:
    alone = figures(["s", "t"], ["x", "y"])
    unanswered = figures(["s", "t"], [None, None])
    assert (alone["b3_f1"], alone["ceafe_f1"]) == (1, 1)
    assert (unanswered["b3_f1"], unanswered["ceafe_f1"], unanswered["answered"]) == (0, 0, 0)


def test_what_has_no_links_is_not_measured_by_links() -> None:
    found = figures(["s", "t"], ["x", "y"])
    assert math.isnan(found["muc_f1"])
    assert math.isnan(found["conll"])


def test_names_of_stories_do_not_matter_and_a_cluster_may_be_named_as_another_storys_id() -> None:
    assert figures(["s", "s", "t"], ["t", "t", "s"])["conll"] == 1


def test_no_items_have_no_counts() -> None:
    assert CLUSTERS.counts([], []).shape[0] == 0


@pytest.mark.parametrize(("answer", "sound"), [("s1", True), ("", False), (" ", False), (3, False), (["s1"], False)])
def test_form(answer: object, sound: bool) -> None:
    assert CLUSTERS.sound(answer, {}) is sound


def groups(labels: Labels) -> list[set[int]]:
    return [
        {n for n, label in enumerate(labels) if label == one} for one in sorted({x for x in labels if x is not None})
    ]


def tried(key: Labels, answer: Labels) -> dict[str, float]:
    """The same by the formulas, set by set; stories are matched in every way there is."""
    wanted, given = groups(key), groups(answer)

    def kept(sides: list[set[int]], others: list[set[int]]) -> float:
        def parts(side: set[int]) -> int:
            return sum(bool(side & other) for other in others) + len(side - set().union(*others))

        links = sum(len(side) - 1 for side in sides)
        return sum(len(side) - parts(side) for side in sides) / links if links else 0.0

    def cubed(sides: list[set[int]], others: list[set[int]]) -> float:
        worth = [len(side & other) ** 2 / len(side) for side in sides for other in others]
        return sum(worth) / sum(map(len, sides)) if sides else 0.0

    few, many = sorted((wanted, given), key=len)
    alike = max(
        sum(2 * len(one & other) / (len(one) + len(other)) for one, other in zip(few, order, strict=False))
        for order in permutations(many, len(few))
    )
    muc = f1(kept(given, wanted), kept(wanted, given))
    b3 = f1(cubed(given, wanted), cubed(wanted, given))
    ceafe = f1(alike / len(given) if given else 0.0, alike / len(wanted))
    return {"muc_f1": muc, "b3_f1": b3, "ceafe_f1": ceafe, "conll": (muc + b3 + ceafe) / 3}


PARTITIONS = st.integers(1, 9).flatmap(
    lambda size: st.tuples(
        st.lists(st.sampled_from("pqrst"), min_size=size, max_size=size),
        st.lists(st.sampled_from(["p", "q", "u", "v", "w", None]), min_size=size, max_size=size),
    )
)


@settings(max_examples=60)
@given(PARTITIONS)
def test_figures_are_those_of_the_formulas(both: tuple[Labels, Labels]) -> None:
    found, expected = figures(*both), tried(*both)
    measured = {name: value for name, value in expected.items() if not math.isnan(found[name])}
    assert {name: found[name] for name in measured} == pytest.approx(measured)
    linked = any(len(group) > 1 for side in both for group in groups(side))
    assert math.isnan(found["muc_f1"]) is not linked


@settings(max_examples=60)
@given(PARTITIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_no_articles_counts(
    both: tuple[Labels, Labels], chance: random.Random
) -> None:
    key, answer = both
    order = list(range(len(key)))
    chance.shuffle(order)
    rows = items(key)
    shuffled = CLUSTERS.counts([rows[place] for place in order], [answer[place] for place in order])
    assert np.array_equal(shuffled, CLUSTERS.counts(rows, answer)[order])


@settings(max_examples=60)
@given(PARTITIONS)
def test_the_key_is_right_about_itself(both: tuple[Labels, Labels]) -> None:
    key = both[0]
    found = figures(key, key)
    assert all(value == pytest.approx(1) for value in found.values() if not math.isnan(value))
    assert math.isnan(found["conll"]) is (len(set(key)) == len(key))


def test_many_stories_that_hang_together_are_matched_in_good_time() -> None:
    chance = random.Random(5)  # noqa: S311 - a case, not a secret
    key: Labels = [f"s{chance.randrange(1500)}" for _ in range(5000)]
    noisy: Labels = [story if chance.random() < 0.8 else f"s{chance.randrange(1500)}" for story in key]
    found = figures(key, noisy)
    assert 0.6 < found["conll"] < 0.9
