"""What an export is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.folder import Benchmark
from dateline.bench.task import Task


@dataclass(frozen=True, slots=True)
class Export:
    """A format that other tools read.

    Attributes:
        name: as it is asked for.
        meaning: what is written, in one sentence.
        tasks: names of the tasks that can be written so.
        write: writes a task of a benchmark into an empty folder; raises InputError where the answers are kept apart
            and the format cannot do without them, and where the test has no items.
    """

    name: str
    meaning: str
    tasks: tuple[str, ...]
    write: Callable[[Task, Benchmark, Path], None]
