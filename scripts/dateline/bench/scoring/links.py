"""Links from mentions to a knowledge base, or to nothing in it."""

from collections.abc import Sequence

import numpy as np

from dateline.bench.rows import Row
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.measures import f1
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio

KEY = "actor_id"
"""Column of an item that holds the right id."""

UNSEEN = "unseen"
"""Column of an item: whether the mention's spelling stands in no article that one may train on."""

NIL = "NIL"
"""The answer for an actor that the knowledge base does not have."""

ITEMS, RIGHT, KNOWN, KNOWN_RIGHT, NIL_WANTED, NIL_GIVEN, NIL_RIGHT, NEW, NEW_RIGHT, ANSWERED = range(10)
"""Columns of the counts."""


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is an id, or `NIL`."""
    return isinstance(answer, str) and bool(answer.strip())


def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
    """Of each item: what it is among (all, known, NIL, new spellings), and whether it is right among these."""
    found = [_item(row, answer) for row, answer in zip(rows, usable(rows, answers, sound), strict=True)]
    return np.array(found, dtype=np.float64).reshape(-1, 10)


def _item(row: Row, answer: str | None) -> tuple[bool, ...]:
    right, nil, new = answer == row[KEY], row[KEY] == NIL, bool(row[UNSEEN])
    return (
        True,
        right,
        not nil,
        right and not nil,
        nil,
        answer == NIL,
        right and nil,
        new,
        right and new,
        answer is not None,
    )


LINKS = Scorer(
    counts,
    sound,
    (
        Metric("accuracy", "share of the mentions with the right id, NIL among them", ratio(RIGHT, ITEMS)),
        Metric("kb_accuracy", "the same for mentions of actors that the knowledge base has", ratio(KNOWN_RIGHT, KNOWN)),
        Metric("nil_precision", "share of the answers NIL that are right", ratio(NIL_RIGHT, NIL_GIVEN)),
        Metric(
            "nil_recall", "share of the mentions of other actors that are answered NIL", ratio(NIL_RIGHT, NIL_WANTED)
        ),
        Metric("nil_f1", "harmonic mean of the two", f1(NIL_RIGHT, NIL_GIVEN, NIL_WANTED)),
        Metric("unseen_accuracy", "accuracy for spellings that no training article has", ratio(NEW_RIGHT, NEW)),
        Metric("answered", "share with an answer", ratio(ANSWERED, ITEMS)),
    ),
)
