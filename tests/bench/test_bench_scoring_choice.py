"""One of the listed candidates."""

import pytest

from dateline.bench.scoring.choice import choice

CANDIDATES = [{"id": "state-ar", "name": "Argentina"}, {"id": "person-lu", "name": "Ana Luz"}]


def test_figures() -> None:
    scorer = choice("speaker_id")
    rows = [{"speaker_id": "state-ar", "candidates": CANDIDATES}] * 4
    found = scorer.counts(rows, ["state-ar", "person-lu", None, "state-cl"])
    assert found.tolist() == [[1, 1, 1], [1, 0, 1], [1, 0, 0], [1, 0, 0]]
    assert {metric.name: float(metric.of(found.sum(axis=0))) for metric in scorer.metrics} == {
        "accuracy": 1 / 4,
        "answered": 2 / 4,
    }


def test_the_key_stands_in_the_column_that_is_named() -> None:
    row = {"speaker_id": "state-ar", "actor_id": "person-lu", "candidates": CANDIDATES}
    assert [choice(key).counts([row], ["person-lu"])[0, 1] for key in ("speaker_id", "actor_id")] == [0, 1]


FORMS = [("state-ar", True), ("Argentina", False), ("", False), (0, False), (["state-ar"], False)]


@pytest.mark.parametrize(("answer", "sound"), FORMS)
def test_form(answer: object, sound: bool) -> None:
    assert choice("speaker_id").sound(answer, {"candidates": CANDIDATES}) is sound
