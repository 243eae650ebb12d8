"""Links to a knowledge base, NIL among them."""

import math

import pytest

from dateline.bench.scoring.links import LINKS

MENTIONS = [  # key, unseen, answer
    ("state-ar", False, "state-ar"),
    ("state-ar", True, "state-br"),
    ("state-br", True, "state-br"),
    ("state-br", False, "NIL"),
    ("NIL", True, "NIL"),
    ("NIL", True, "state-ar"),
    ("NIL", False, None),
    ("state-ar", True, None),
]

EXPECTED = {
    "accuracy": 3 / 8,
    "kb_accuracy": 2 / 5,
    "nil_precision": 1 / 2,
    "nil_recall": 1 / 3,
    "nil_f1": 2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3),
    "unseen_accuracy": 2 / 5,
    "answered": 6 / 8,
}


def figures(mentions: list[tuple[str, bool, str | None]]) -> dict[str, float]:
    rows = [{"actor_id": key, "unseen": unseen} for key, unseen, _ in mentions]
    sums = LINKS.counts(rows, [answer for *_, answer in mentions]).sum(axis=0)
    return {metric.name: float(metric.of(sums)) for metric in LINKS.metrics}


def test_figures() -> None:
    assert figures(MENTIONS) == pytest.approx(EXPECTED)


def test_what_is_not_there_is_not_measured() -> None:
    found = figures([("state-ar", False, "state-ar")])
    assert {name for name, value in found.items() if math.isnan(value)} == {
        "nil_precision",
        "nil_recall",
        "nil_f1",
        "unseen_accuracy",
    }


@pytest.mark.parametrize(
    ("answer", "sound"), [("state-ar", True), ("NIL", True), (" ", False), (7, False), (["NIL"], False)]
)
def test_form(answer: object, sound: bool) -> None:
    assert LINKS.sound(answer, {}) is sound
