"""Answers that are kept apart: the public folder asks, another one knows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.bench.folder import Benchmark, open_benchmark
from dateline.bench.rows import ID, ORIGIN, TRACES, Row
from dateline.bench.task import Part, Task
from dateline.errors import InputError
from dateline_schema.tables import Table

HIDDEN = "test"
"""The side whose answers are kept apart; training needs the others."""


def key_table(part: Part) -> Table:
    """The table of the answers to the items of a part."""
    columns = tuple(column for column in part.table.columns if column.name in part.keys)
    meaning = f"answers to the items of {part.table.name}, to be kept from those who are tested"
    return Table(part.table.name, meaning, (ID, *columns, *ORIGIN), "id", key=("id",))


def hidden(row: Row, part: Part) -> dict[str, Any]:
    """An item without its answer, and without what tells it."""
    return {**row, **dict.fromkeys((*part.keys, *TRACES))}


def with_keys(benchmark: Benchmark, task: Task, split: str, keys: str | Path | None) -> list[dict[str, Any]]:
    """The items of a side with their answers, from the folder of the keys where the benchmark has none.

    Raises InputError where the answers are neither here nor there.
    """
    if task.name not in benchmark.tasks:
        held = ", ".join(benchmark.tasks)
        raise InputError(
            "holds no such task", file=benchmark.folder, field=task.name, found=held, remedy="Run dateline bench create"
        )
    items = benchmark.rows(task.name, split)
    if not items:
        raise InputError("has no items on this side", file=benchmark.folder, field=f"{task.name}: {split}")
    if not all(is_hidden(row, task.items) for row in items):
        return items
    if keys is None:
        remedy = "Name their folder with --keys"
        raise InputError("keeps its answers apart", file=benchmark.folder, field=task.name, remedy=remedy)
    return joined(items, open_benchmark(keys), task, split)


def is_hidden(row: Row, part: Part) -> bool:
    """Whether the answer to an item stands in another folder."""
    return all(row[name] is None for name in (*part.keys, *TRACES))


def answered_tables(benchmark: Benchmark, task: Task, items: Sequence[Row]) -> Callable[[str, str], Sequence[Row]]:
    """The tables of a benchmark, in which the test of a task has its answers."""
    return lambda name, split: items if (name, split) == (task.name, HIDDEN) else benchmark.rows(name, split)


def joined(items: Iterable[Row], keys: Benchmark, task: Task, split: str) -> list[dict[str, Any]]:
    """Items with the answers that another folder has. Raises InputError where it lacks one."""
    answers: Mapping[str, Row] = {row["id"]: row for row in keys.rows(task.name, split)}
    lacking = [row["id"] for row in items if row["id"] not in answers]
    if lacking:
        remedy = "Name the folder that this benchmark was created with"
        raise InputError("has no answer to an item", file=keys.folder, field=task.name, found=lacking[0], remedy=remedy)
    return [{**row, **answers[row["id"]]} for row in items]
