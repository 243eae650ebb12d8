"""Spans and their kinds: worked cases, then nervaluate as judge of random ones."""

import random
from collections.abc import Sequence

import nervaluate
import numpy as np
import pytest

from dateline.bench.scoring.spans import SPANS

Listed = Sequence[tuple[int, int, str]]

TEXT = "Farah Haddad met the Harbour Ministry in Tartus on Monday, aides said."


def spans(*listed: tuple[int, int, str]) -> list[dict[str, object]]:
    return [{"start": start, "end": end, "kind": kind} for start, end, kind in listed]


def figures(key: Listed, answer: Listed | None) -> dict[str, float]:
    rows = [{"text": TEXT, "spans": spans(*key)}]
    sums = SPANS.counts(rows, [None if answer is None else spans(*answer)]).sum(axis=0)
    return {metric.name: float(metric.of(sums)) for metric in SPANS.metrics}


FARAH, MINISTRY, TARTUS = (0, 12, "person"), (21, 37, "body"), (41, 47, "state")

CASES = [  # key, answer, strict, exact, partial, type F1
    ("all right", [FARAH, MINISTRY], [MINISTRY, FARAH], 1, 1, 1, 1),
    ("nothing found", [FARAH, MINISTRY], [], 0, 0, 0, 0),
    ("unanswered", [FARAH, MINISTRY], None, 0, 0, 0, 0),
    ("another kind", [FARAH], [(0, 12, "state")], 0, 1, 1, 0),
    ("too short", [FARAH], [(6, 12, "person")], 0, 0, 0.5, 1),
    ("too short, of another kind", [FARAH], [(6, 12, "body")], 0, 0, 0.5, 0),
    ("side by side is no overlap", [FARAH], [(12, 14, "person")], 0, 0, 0, 0),
    ("one found, one missed", [FARAH, MINISTRY], [FARAH], 2 / 3, 2 / 3, 2 / 3, 2 / 3),
    ("the same twice", [FARAH], [FARAH, FARAH], 2 / 3, 2 / 3, 2 / 3, 2 / 3),
    ("one for two", [FARAH, MINISTRY], [(0, 37, "person")], 0, 0, 1 / 3, 2 / 3),
    ("two for one", [FARAH], [(0, 5, "person"), (6, 12, "person")], 0, 0, 1 / 3, 2 / 3),
    ("the nearer of two of a kind", [(0, 12, "body"), (13, 37, "body")], [(3, 37, "body")], 0, 0, 1 / 3, 2 / 3),
    (
        "the nearer of two is taken, though the farther would leave it to another",
        [(0, 4, "body"), (5, 37, "body")],
        [(3, 30, "body"), (32, 37, "body")],
        0,
        0,
        1 / 2,
        1 / 2,
    ),
    (
        "an inner span that ends where the answer begins",
        [(0, 30, "person"), (2, 5, "state")],
        [(5, 8, "state")],
        0,
        0,
        1 / 3,
        0,
    ),
    ("nested key, inner first", [(0, 12, "body"), (0, 5, "person")], [(0, 5, "person"), (0, 12, "body")], 1, 1, 1, 1),
    ("one hit exactly is not given to an overlap", [FARAH], [(0, 20, "person"), FARAH], 2 / 3, 2 / 3, 2 / 3, 2 / 3),
    ("a wrong kind takes the span first", [(3, 9, "body")], [(0, 5, "state"), (7, 9, "body")], 0, 0, 1 / 3, 0),
]


@pytest.mark.parametrize(
    ("key", "answer", "strict", "exact", "partial", "kind"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_case(key: Listed, answer: Listed | None, strict: float, exact: float, partial: float, kind: float) -> None:
    found = figures(key, answer)
    assert [found[name] for name in ("strict_f1", "exact_f1", "partial_f1", "type_f1")] == pytest.approx(
        [strict, exact, partial, kind]
    )


def test_precision_and_recall_tell_too_much_from_too_little() -> None:
    found = figures([FARAH, MINISTRY, TARTUS], [FARAH, (48, 50, "state")])
    assert (found["strict_precision"], found["strict_recall"]) == (pytest.approx(1 / 2), pytest.approx(1 / 3))


def test_no_answer_has_no_precision_and_no_recall() -> None:
    found = figures([FARAH], None)
    assert np.isnan(found["strict_precision"])
    assert found["strict_recall"] == 0


def test_an_article_without_actors_is_right_when_nothing_is_found_and_lowers_precision_otherwise() -> None:
    assert np.isnan(figures([], [])["strict_f1"])
    assert figures([], [FARAH])["strict_f1"] == 0


SOUND = [
    ([], True),
    (spans(FARAH), True),
    ([{**spans(FARAH)[0], "text": "Farah Haddad", "form": "full"}], True),
    (spans((0, len(TEXT), "state")), True),
    (spans((0, len(TEXT) + 1, "state")), False),
    (spans((-1, 4, "state")), False),
    (spans((4, 4, "state")), False),
    (spans((5, 4, "state")), False),
    (spans((0, 4, "city")), False),
    ([{"start": 0, "end": 4}], False),
    ([{"start": "0", "end": 4, "kind": "state"}], False),
    ([{"start": False, "end": 4, "kind": "state"}], False),
    ([{"start": 0.0, "end": 4.0, "kind": "state"}], False),
    ([{"start": 0, "end": 4, "kind": ["state"]}], False),
    ([[0, 4, "state"]], False),
    ({"start": 0, "end": 4, "kind": "state"}, False),
    ("state", False),
]


@pytest.mark.parametrize(("answer", "sound"), SOUND)
def test_form(answer: object, sound: bool) -> None:
    assert SPANS.sound(answer, {"text": TEXT}) is sound


def test_an_answer_of_another_form_earns_what_no_answer_does() -> None:
    rows = [{"text": TEXT, "spans": spans(FARAH)}]
    assert (SPANS.counts(rows, [[{"start": 0, "end": 900, "kind": "person"}]]) == SPANS.counts(rows, [None])).all()


KIND_NAMES = ("person", "state", "body")


def apart(chance: random.Random) -> list[tuple[int, int, str]]:
    """Spans that do not overlap each other."""
    cuts = sorted(chance.sample(range(61), 2 * chance.randint(0, 6)))
    return [(*pair, chance.choice(KIND_NAMES)) for pair in zip(cuts[::2], cuts[1::2], strict=True)]


def clear(listed: Listed) -> bool:
    """Whether no two of the spans overlap."""
    return all(one == other or one[1] <= other[0] or other[1] <= one[0] for one in listed for other in listed)


def test_figures_are_those_of_nervaluate() -> None:
    chance = random.Random(7)  # noqa: S311 - cases, not secrets
    theirs = {"strict_f1": "strict", "exact_f1": "exact", "partial_f1": "partial", "type_f1": "ent_type"}
    told = [(key, answer) for _, key, answer, *_ in CASES if answer and clear(key) and clear(answer)]
    assert len(told) > 5
    for items in [told, *([(apart(chance), apart(chance)) for _ in range(3)] for _ in range(80))]:
        sides = [
            [[{"start": start, "end": end - 1, "label": kind} for start, end, kind in one] for one in side]
            for side in zip(*items, strict=True)
        ]
        judged = nervaluate.Evaluator(*sides, list(KIND_NAMES), loader="dict").evaluate()["overall"]
        rows = [{"text": TEXT, "spans": spans(*key)} for key, _ in items]
        sums = SPANS.counts(rows, [spans(*answer) for _, answer in items]).sum(axis=0)
        own = {metric.name: float(np.nan_to_num(metric.of(sums))) for metric in SPANS.metrics}
        assert own == pytest.approx(
            {name: judged[other].f1 for name, other in theirs.items()}
            | {"strict_precision": judged["strict"].precision, "strict_recall": judged["strict"].recall}
        )


def test_the_order_of_an_answer_changes_nothing() -> None:
    chance = random.Random(8)  # noqa: S311 - cases, not secrets
    for _ in range(200):
        answer = spans(*apart(chance), *apart(chance))
        rows = [{"text": TEXT, "spans": spans(*apart(chance))}]
        expected = SPANS.counts(rows, [answer])
        assert (SPANS.counts(rows, [chance.sample(answer, len(answer))]) == expected).all()
