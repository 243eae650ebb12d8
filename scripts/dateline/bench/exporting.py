"""`dateline bench export`: a task in the form that a tool reads, put in its place when all of it is written."""

import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.bench.exports import export_named
from dateline.bench.folder import open_benchmark
from dateline.bench.tasks import task_named
from dateline.errors import InputError, TargetError


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the folder, and the files in it."""

    task: str
    format: str
    folder: str
    files: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The same facts for a script."""
        return asdict(self)


def export(benchmark: str | Path, task: str, fmt: str, out: str | Path) -> Exported:
    """Write a task in a format.

    Args:
        fmt: name of the format.
        out: a folder that is not there yet, or is empty.

    Raises UsageError for a task or format that is not known, or do not go together, TargetError for a folder that holds
    something, InputError where the benchmark lacks the task.
    """
    bench, asked = open_benchmark(benchmark), task_named(task)
    if task not in bench.tasks:
        raise InputError("holds no such task", file=benchmark, field=task, found=", ".join(bench.tasks))
    chosen, folder = export_named(fmt, task), Path(out)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise TargetError("is not empty", file=folder, remedy="Name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    try:
        chosen.write(asked, bench, work)
        work.chmod(0o755)  # mkdtemp keeps others out
        os.replace(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return Exported(task, fmt, str(folder), tuple(files))
