"""What a baseline is, and how one is run: each fold is answered with the others as training."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.bench.folder import Benchmark
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer
from dateline.bench.task import Task
from dateline.errors import UsageError

Tables = Callable[[str, str], Sequence[Row]]
"""The rows of a table, by the name of its config and the split."""

Way = Callable[[Sequence[Row], Sequence[Row], Tables], list[Answer]]
"""How a baseline answers one task: from training rows, items and the other tables to the answers, in order."""

TRAIN = "train"


@dataclass(frozen=True, slots=True)
class Baseline:
    """A way to answer that needs no model: what a system should be better than.

    Attributes:
        name: in lower case with dashes.
        meaning: what it does, in one sentence.
        tasks: names of the tasks that it can answer.
        answer: from a task, training rows, items and the other tables to the answers, in the order of the items, None
            where it has none. Of the items it reads no key.
    """

    name: str
    meaning: str
    tasks: tuple[str, ...]
    answer: Callable[[Task, Sequence[Row], Sequence[Row], Tables], list[Answer]]


def baseline(name: str, meaning: str, ways: Mapping[str, Way]) -> Baseline:
    """A baseline with its own way for each task."""
    return Baseline(name, meaning, tuple(ways), lambda task, train, test, tables: ways[task.name](train, test, tables))


def run_baseline(task: Task, source: Benchmark | Tables, chosen: Baseline, *, split: str = "test") -> dict[str, Answer]:
    """The answers of a baseline to all items of a side, by item id.

    Training rows are the side `train`, and of items in folds those of the other folds. Items whose answers are kept
    apart train nothing: pass tables with the answers to train on folds of such a benchmark.

    Args:
        source: a benchmark, or its tables.
        split: the side to answer.

    Raises UsageError where the baseline has no way for the task, or lacks what it needs.
    """
    if task.name not in chosen.tasks:
        able = ", ".join(chosen.tasks)
        raise UsageError(
            "has no way to answer this task", field=chosen.name, found=task.name, expected=f"one of {able}"
        )
    tables = source.rows if isinstance(source, Benchmark) else source
    items = tables(task.name, split)
    answers: dict[str, Answer] = {}
    for fold in sorted({row["fold"] for row in items}, key=lambda fold: -1 if fold is None else fold):
        test = [row for row in items if row["fold"] == fold]
        given = chosen.answer(task, _training(task, tables, items, fold, split), test, tables)
        answers |= {row["id"]: answer for row, answer in zip(test, given, strict=True)}
    return {row["id"]: answers[row["id"]] for row in items}


def _training(task: Task, tables: Tables, items: Sequence[Row], fold: int | None, split: str) -> list[Row]:
    """The rows that items of a fold may be answered from; held-out items, which have no fold, train nothing."""
    others = [row for row in items if row["fold"] is not None and row["fold"] != fold]
    own = tables(task.name, TRAIN) if split != TRAIN else ()
    return [row for row in (*own, *others) if any(row[key] is not None for key in task.items.keys)]
