"""A benchmark on disk: its manifest, and the rows of its tables."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from dateline.errors import InputError
from dateline.swap import MANIFEST
from dateline.write import PARQUET_ERRORS, first_line

MARK = "benchmark"
"""Key of a manifest that tells a benchmark from a dataset."""

SIDES = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark folder that `dateline bench create` wrote.

    Attributes:
        folder: where it is.
        manifest: what `manifest.json` says.
    """

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def canary(self) -> str:
        """The mark of every row."""
        return str(self.manifest[MARK]["canary"])

    @property
    def folded(self) -> bool:
        """Whether it has folds in place of sides."""
        return bool(self.manifest[MARK]["folded"])

    @property
    def tasks(self) -> tuple[str, ...]:
        """Names of the tasks that it holds."""
        return tuple(self.manifest["tasks"])

    def rows(self, table: str, split: str = "test") -> list[dict[str, Any]]:
        """The rows of a table on a side, none where the side has none. Raises InputError where they cannot be read."""
        rows: list[dict[str, Any]] = []
        for path in sorted((self.folder / "data" / table).glob(f"{split}-*.parquet")):
            try:
                rows += pq.read_table(path, partitioning=None).to_pylist()
            except PARQUET_ERRORS as error:
                raise InputError("cannot be read as Parquet", file=path, found=first_line(error)) from error
        return rows


def open_benchmark(folder: str | Path) -> Benchmark:
    """A benchmark folder. Raises InputError where it is none."""
    path = Path(folder) / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        known = isinstance(manifest, dict) and {"canary", "folded"} <= set(manifest[MARK]) and "tasks" in manifest
    except (OSError, ValueError, KeyError, TypeError):
        manifest, known = None, False
    if not known:
        expected = "a folder that dateline bench create wrote"
        raise InputError("is no benchmark", file=folder, expected=expected, remedy="Run dateline bench create")
    return Benchmark(Path(folder), manifest)
