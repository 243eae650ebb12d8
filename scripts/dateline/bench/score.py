"""Scoring answers to a task: figures with intervals, for all items and by how far their labels can be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.bench.folder import open_benchmark
from dateline.bench.keys import with_keys
from dateline.bench.predictions import read_predictions
from dateline.bench.rows import LABELS, Row
from dateline.bench.scoring.bootstrap import Figure, intervals
from dateline.bench.scoring.scorer import Answer
from dateline.bench.task import Task
from dateline.bench.tasks import task_named
from dateline.bench.weight import told
from dateline.errors import InputError, UsageError

DERIVED = "derived"

OWN = "dateline"
"""Systems whose name begins so are Dateline itself: what it derived is no measure of it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a system scored on one side of a task.

    Attributes:
        task, split, system: what was scored.
        items: how many were scored; `answered` of them have an answer; `groups` of them are independent.
        left_out: items that were not scored, by why.
        weight: what a score on so many groups means, in words.
        figures: the figures over all of them, the one to compare systems by first.
        by_label: the same for the items of each kind of label, where there are several.
    """

    task: str
    split: str
    system: str
    items: int
    answered: int
    groups: int
    left_out: Mapping[str, int]
    weight: str
    figures: tuple[Figure, ...]
    by_label: Mapping[str, tuple[Figure, ...]]

    def to_json(self) -> dict[str, Any]:
        """The same facts for a script."""
        return asdict(self)


def score(
    benchmark: str | Path,
    task: str,
    predictions: str | Path,
    *,
    split: str = "test",
    keys: str | Path | None = None,
    system: str | None = None,
) -> Scores:
    """Score a file of predictions.

    Args:
        benchmark: folder of the benchmark.
        task: name of the task.
        predictions: JSON lines, `{"id": ..., "prediction": ...}`.
        split: the side that was answered.
        keys: folder of the answers, where the benchmark keeps them apart.
        system: name of what gave the answers; by default what the file says, or the file's name.

    Raises UsageError for an unknown task, InputError for answers that cannot be scored or keys that are not there.
    """
    bench, asked = open_benchmark(benchmark), task_named(task)
    items = with_keys(bench, asked, split, keys)
    read = read_predictions(predictions, {row["id"] for row in items})
    for row in items:
        if (answer := read.answers.get(row["id"])) is not None and not asked.scorer.sound(answer, row):
            expected = asked.answer_format
            raise InputError(
                "has another form", file=predictions, field=row["id"], found=_short(answer), expected=expected
            )
    return score_answers(
        asked, items, read.answers, split=split, system=system or read.system or Path(predictions).name
    )


def score_answers(
    task: Task, items: Sequence[Row], answers: Mapping[str, Answer], *, split: str, system: str
) -> Scores:
    """Score answers by item id; an item without one is not answered.

    What Dateline derived is left out where the system is Dateline itself. Raises UsageError where nothing remains.
    """
    own = system.casefold().startswith(OWN)
    chosen = [row for row in items if not (own and row["label"] == DERIVED)]
    if not chosen:
        remedy = "Score it on items that a person reviewed or a publisher stated"
        raise UsageError(
            "nothing to score", field=task.name, found=f"{len(items)} items, {DERIVED} ones not counted", remedy=remedy
        )
    given = [answers.get(row["id"]) for row in chosen]
    counts = task.scorer.counts(chosen, given)
    groups = [row["group_id"] for row in chosen]
    labels = np.array([row["label"] for row in chosen])
    kinds = [label for label in LABELS if (labels == label).any()]
    by_label = {}
    for kind in kinds if len(kinds) > 1 else ():
        own_places = np.flatnonzero(labels == kind)
        by_label[kind] = tuple(
            intervals(counts[own_places], [groups[place] for place in own_places], task.scorer.metrics)
        )
    own_labels = len(items) - len(chosen)
    return Scores(
        task.name,
        split,
        system,
        len(chosen),
        sum(answer is not None for answer in given),
        len(set(groups)),
        {f"{DERIVED} by Dateline, which it is not graded by": own_labels} if own_labels else {},
        told(len(set(groups))),
        tuple(intervals(counts, groups, task.scorer.metrics)),
        by_label,
    )


def _short(value: Answer) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
