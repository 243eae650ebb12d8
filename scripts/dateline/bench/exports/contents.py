"""What an export takes from a benchmark: the sides of a table, items with their answers, the columns that ask."""

from typing import Any

from dateline.bench.folder import SIDES, Benchmark
from dateline.bench.keys import is_hidden
from dateline.bench.rows import OWN, Row
from dateline.bench.task import Task
from dateline.errors import InputError


def splits(benchmark: Benchmark, table: str) -> list[str]:
    """The splits of a table: its sides in order, then any other by name."""
    files = (benchmark.folder / "data" / table).glob("*.parquet")
    found = {path.name.rpartition("-of-")[0].rpartition("-")[0] for path in files}
    return [*(side for side in SIDES if side in found), *sorted(found - set(SIDES))]


def inputs(task: Task, row: Row) -> dict[str, Any]:
    """The columns of an item that ask."""
    return {name: value for name, value in row.items() if name not in OWN and name not in task.items.keys}


def answered(task: Task, benchmark: Benchmark, form: str) -> dict[str, list[dict[str, Any]]]:
    """The items of each side with their answers, by side.

    Args:
        form: name of the format that cannot do without answers.

    Raises InputError where the answers are kept apart, or the test has no items.
    """
    sides = {split: benchmark.rows(task.name, split) for split in splits(benchmark, task.name)}
    if not sides.get("test"):
        raise InputError("has no items to test on", file=benchmark.folder, field=task.name)
    for rows in sides.values():
        if any(is_hidden(row, task.items) for row in rows):
            remedy = "Export the edition that holds the answers; jsonl can be written without them"
            problem = f"keeps its answers apart, and {form} cannot do without them"
            raise InputError(problem, file=benchmark.folder, field=task.name, remedy=remedy)
    return sides
