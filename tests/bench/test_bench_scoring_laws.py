"""What holds of every scorer: the key scores 1, silence scores nothing, order does not matter, parts add up."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest

from dateline.bench.rows import Row
from dateline.bench.scoring.bootstrap import intervals
from dateline.bench.scoring.choice import choice
from dateline.bench.scoring.clusters import CLUSTERS
from dateline.bench.scoring.days import DAYS
from dateline.bench.scoring.links import LINKS
from dateline.bench.scoring.pairs import SAME
from dateline.bench.scoring.ranking import RANKING
from dateline.bench.scoring.scorer import Answer, Scorer
from dateline.bench.scoring.spans import SPANS
from dateline.bench.scoring.text import ROUGE

TEXT = "Farah Haddad met the Harbour Ministry in Tartus."
FARAH = {"start": 0, "end": 12, "kind": "person"}
MINISTRY = {"start": 21, "end": 37, "kind": "body"}
PLACES = [{"id": "state-ar", "name": "Argentina"}, {"id": "person-lu", "name": "Ana Luz"}]
DAY = date(2031, 3, 10)


@dataclass(frozen=True, slots=True)
class Case:
    """A scorer with a few items, their key, and wrong answers to them."""

    scorer: Scorer
    rows: tuple[Row, ...]
    key: tuple[Answer, ...]
    wrong: tuple[Answer, ...]


def case(scorer: Scorer, *listed: tuple[dict[str, Any], Answer, Answer]) -> Case:
    rows = tuple({"id": f"item-{place}", "group_id": f"g{place}", **row} for place, (row, *_) in enumerate(listed))
    return Case(scorer, rows, tuple(key for _, key, _ in listed), tuple(wrong for *_, wrong in listed))


CASES = {
    "spans": case(
        SPANS,
        ({"text": TEXT, "spans": [FARAH, MINISTRY]}, [FARAH, MINISTRY], [MINISTRY]),
        ({"text": TEXT, "spans": [FARAH]}, [FARAH], [{**FARAH, "kind": "state"}]),
        ({"text": TEXT, "spans": []}, [], [FARAH]),
    ),
    "links": case(
        LINKS,
        ({"actor_id": "state-ar", "unseen": True}, "state-ar", "NIL"),
        ({"actor_id": "NIL", "unseen": False}, "NIL", "state-ar"),
        ({"actor_id": "person-lu", "unseen": False}, "person-lu", "state-ar"),
    ),
    "days": case(
        DAYS,
        ({"date": DAY, "date_start": DAY, "date_end": DAY}, "2031-03-10", "2031-03-12"),
        ({"date": DAY, "date_start": date(2031, 3, 9), "date_end": DAY}, "2031-03-10", "2030-03-10"),
    ),
    "text": case(
        ROUGE,
        ({"headline": "Harbour reopens"}, "Harbour reopens", "A truce"),
        ({"headline": "停火"}, "停火", "港口"),
        ({"headline": "?!"}, "?!", "Why"),
    ),
    "pairs": case(SAME, ({"same": True}, True, False), ({"same": False}, False, True), ({"same": True}, True, False)),
    "clusters": case(
        CLUSTERS,
        ({"story": "s"}, "s", "x"),
        ({"story": "s"}, "s", "y"),
        ({"story": "t"}, "t", "y"),
        ({"story": "u"}, "u", "y"),
    ),
    "ranking": case(
        RANKING,
        ({"relevant": [{"document_id": "a", "score": 2}, {"document_id": "b", "score": 1}]}, ["a", "b"], ["c"]),
        ({"relevant": [{"document_id": "c", "score": 2}]}, ["c"], ["a", "b"]),
    ),
    "choice": case(
        choice("speaker_id"),
        ({"speaker_id": "state-ar", "candidates": PLACES}, "state-ar", "person-lu"),
        ({"speaker_id": "person-lu", "candidates": PLACES}, "person-lu", "state-ar"),
    ),
}


def figures(case: Case, answers: list[Answer]) -> dict[str, float | None]:
    groups = [row["group_id"] for row in case.rows]
    counts = case.scorer.counts(case.rows, answers)
    return {figure.name: figure.value for figure in intervals(counts, groups, case.scorer.metrics, 20)}


parametrize = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@parametrize
def test_the_key_against_itself_is_right_throughout(case: Case) -> None:
    best = {metric.name: 1.0 if metric.higher else 0.0 for metric in case.scorer.metrics}
    assert figures(case, list(case.key)) == best


@parametrize
def test_silence_earns_nothing(case: Case) -> None:
    assert all(not value for value in figures(case, [None] * len(case.rows)).values())


@parametrize
def test_wrong_answers_earn_less_than_the_key(case: Case) -> None:
    name = case.scorer.metrics[0].name
    assert (figures(case, list(case.wrong))[name] or 0) < 0.5


@parametrize
def test_keys_and_wrong_answers_have_the_right_form_and_other_things_have_not(case: Case) -> None:
    for row, key, wrong in zip(case.rows, case.key, case.wrong, strict=True):
        assert case.scorer.sound(key, row)
        assert case.scorer.sound(wrong, row)
        assert not any(case.scorer.sound(other, row) for other in (0, 1.5, {"a": 1}, [None], b"x"))


@parametrize
def test_an_answer_of_another_form_is_no_answer(case: Case) -> None:
    silent = case.scorer.counts(case.rows, [None] * len(case.rows))
    assert np.array_equal(case.scorer.counts(case.rows, [{"a": 1}] * len(case.rows)), silent)


@parametrize
def test_an_answer_too_few_is_an_error(case: Case) -> None:
    with pytest.raises(ValueError, match="shorter"):
        case.scorer.counts(case.rows, list(case.key)[1:])


@parametrize
def test_order_changes_nothing(case: Case) -> None:
    for answers in product(*zip(case.key, case.wrong, [None] * len(case.key), strict=True)):
        expected = case.scorer.counts(case.rows, answers)
        assert np.array_equal(case.scorer.counts(case.rows[::-1], answers[::-1])[::-1], expected)


@parametrize
def test_counts_of_single_items_are_those_of_the_whole(case: Case) -> None:
    whole = case.scorer.counts(case.rows, case.wrong)
    alone = [case.scorer.counts([row], [answer])[0] for row, answer in zip(case.rows, case.wrong, strict=True)]
    assert np.array_equal(whole, np.array(alone)) is case.scorer.single


@parametrize
def test_no_items_have_counts_of_the_same_width(case: Case) -> None:
    assert case.scorer.counts([], []).shape == (0, case.scorer.counts(case.rows, case.key).shape[1])
