"""`jsonl`: items as plain lines of JSON, for any tool; also where the answers are kept apart."""

from pathlib import Path
from typing import Any

from dateline.bench import harness
from dateline.bench.exports.contents import inputs, splits
from dateline.bench.exports.lines import write_json_lines
from dateline.bench.folder import Benchmark
from dateline.bench.keys import is_hidden
from dateline.bench.rows import OWN, Row
from dateline.bench.task import Task
from dateline.errors import InputError


def write(task: Task, benchmark: Benchmark, folder: Path) -> None:
    """`<split>.jsonl` of the items, `<table>/<split>.jsonl` of each further table.

    Raises InputError where no side has items.
    """
    sides = splits(benchmark, task.name)
    if not sides:
        raise InputError("has no items", file=benchmark.folder, field=task.name)
    for split in sides:
        write_json_lines(folder / f"{split}.jsonl", (line(task, row) for row in benchmark.rows(task.name, split)))
    for part in task.tables:
        name = part.table.name
        for split in splits(benchmark, name):
            write_json_lines(folder / name / f"{split}.jsonl", benchmark.rows(name, split))


def line(task: Task, row: Row) -> dict[str, Any]:
    """An item: what is asked, the answer in the form of a prediction, all columns of answers, the prompt.

    `key` and `reference` are null where the answer is kept apart; an item without a prompt has no `prompt`.
    """
    apart = is_hidden(row, task.items)
    return {
        "id": row["id"],
        "inputs": inputs(task, row),
        "key": None if apart else task.key(row),
        "reference": None if apart else {name: row[name] for name in task.items.keys},
        **({"prompt": harness.prompt(task.name, row)} if task.asking else {}),
        **{name: row[name] for name in row if name in OWN and name != "id"},
    }
