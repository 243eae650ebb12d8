"""`dateline bench list`: every task that can be made, and what a benchmark holds of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.bench.baselines import baselines_of
from dateline.bench.exports import EXPORTS
from dateline.bench.folder import open_benchmark
from dateline.bench.task import Task
from dateline.bench.tasks import TASKS
from dateline.swap import MANIFEST


@dataclass(frozen=True, slots=True)
class Listed:
    """One task: its question, its first metric, its baselines and formats, and what a benchmark holds of it.

    `items` by side, `groups` of the test and `weight` in words are None where no benchmark was looked
    at, or it does not hold the task.
    """

    name: str
    meaning: str
    metric: str
    prediction: str
    baselines: tuple[str, ...]
    formats: tuple[str, ...]
    items: Mapping[str, int] | None
    groups: int | None
    weight: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Every task, in order; `benchmark` is the folder that was looked at, None where there is none yet."""

    benchmark: str | None
    tasks: tuple[Listed, ...]

    def to_json(self) -> dict[str, Any]:
        """The same facts for a script."""
        return asdict(self)


def list_tasks(benchmark: str | Path) -> Listing:
    """Every task, with what the folder of a benchmark holds of it, where there is one.

    Raises InputError where the folder is there and no benchmark.
    """
    folder = Path(benchmark)
    there = (folder / MANIFEST).exists()
    held: Mapping[str, Any] = open_benchmark(folder).manifest["tasks"] if there else {}
    return Listing(str(folder) if there else None, tuple(_listed(task, held.get(task.name)) for task in TASKS))


def _listed(task: Task, held: Mapping[str, Any] | None) -> Listed:
    return Listed(
        task.name,
        task.meaning,
        task.scorer.metrics[0].name,
        task.answer_format,
        tuple(baseline.name for baseline in baselines_of(task.name)),
        tuple(export.name for export in EXPORTS if task.name in export.tasks),
        None if held is None else held["items"],
        None if held is None else held["groups"].get("test", 0),
        None if held is None else held["weight"],
    )
