"""What exported files ask of Dateline inside another harness: the prompt, the right answer, counts, figures.

A harness passes one item at a time, as a mapping of its columns, and adds nothing of its own to a score: counts come
from the task's scorer, and so do the figures made of them.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer, Metric
from dateline.bench.task import Asking, Task
from dateline.bench.tasks import task_named
from dateline.errors import InputError, UsageError


def item(task: str, doc: Row) -> dict[str, Any]:
    """The columns of an item in the types of its table: JSON has no days, and gives them as text."""
    days = {column.name for column in task_named(task).items.table.schema if pa.types.is_date32(column.type)}
    return {
        name: dt.date.fromisoformat(value) if name in days and isinstance(value, str) else value
        for name, value in doc.items()
    }


def prompt(task: str, doc: Row) -> str:
    """What a language model sees of an item; harnesses that render templates themselves give the same."""
    return str(_compiled(_asking(task_named(task)).template).render(**item(task, doc)))


def right(task: str, doc: Row) -> str:
    """The completion that is right."""
    return _asking(task_named(task)).write(item(task, doc))


def choices(task: str, doc: Row) -> list[str]:
    """The completions to choose from, each after one space. Raises UsageError where the answer is free text."""
    asked = task_named(task)
    offered = _asking(asked).choices
    if offered is None:
        raise UsageError("offers no choices", field=task, remedy="Score a completion")
    return [f" {choice.strip()}" for choice in offered(item(task, doc))]


def right_choice(task: str, doc: Row) -> int:
    """The place of the right one among `choices`. Raises InputError where none of them is right."""
    asked, row = task_named(task), item(task, doc)
    wanted = asked.key(row)
    for place, choice in enumerate(choices(task, doc)):
        if _asking(asked).read(choice, row) == wanted:
            return place
    raise InputError("has no choice that is right", field=f"{task}: {row['id']}", found=wanted)


def of_answer(task: str, doc: Row, answer: Answer) -> list[float]:
    """What an answer counts, in the form of a prediction; one of another form counts as none."""
    asked, row = task_named(task), item(task, doc)
    if not asked.scorer.single:
        remedy = "Write predictions, and score them with dateline bench score"
        raise UsageError("is scored over all items together", field=task, remedy=remedy)
    given = answer if answer is None or asked.scorer.sound(answer, row) else None
    return [float(count) for count in asked.scorer.counts([row], [given])[0]]


def of_completion(task: str, doc: Row, completion: str) -> list[float]:
    """What a completion counts, after the answer is read from it."""
    return of_answer(task, doc, _asking(task_named(task)).read(completion, item(task, doc)))


def of_loglikelihoods(task: str, doc: Row, loglikelihoods: Sequence[float]) -> list[float]:
    """What the likeliest of `choices` counts; the first of those that are equally likely."""
    return of_completion(task, doc, choices(task, doc)[int(np.argmax(loglikelihoods))])


def metrics(task: str) -> tuple[Metric, ...]:
    """The figures of a task, the one to compare systems by first."""
    return task_named(task).scorer.metrics


def figure(task: str, metric: str, counts: Sequence[Sequence[float]]) -> float:
    """A figure of the counts of items, nan where nothing was there to be measured. Raises UsageError if unknown."""
    for known in metrics(task):
        if known.name == metric:
            return float(known.of(np.asarray(counts, np.float64).sum(axis=0)))
    expected = "one of " + ", ".join(known.name for known in metrics(task))
    raise UsageError("no such metric", field=task, found=metric, expected=expected)


def _asking(task: Task) -> Asking:
    if task.asking is None:
        raise UsageError("is not asked of language models", field=task.name)
    return task.asking


@lru_cache(maxsize=32)
def _compiled(template: str) -> Any:
    import jinja2

    strict = jinja2.StrictUndefined  # as in the environment of lm-evaluation-harness
    environment = jinja2.Environment(undefined=strict, keep_trailing_newline=True)  # noqa: S701 - makes no HTML
    return environment.from_string(template)
