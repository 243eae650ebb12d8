"""The tables of a task written to a folder: rows as they are made, in files of bounded size."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline.bench.corpus import Corpus
from dateline.bench.keys import HIDDEN, hidden, key_table
from dateline.bench.reviewed import Reviews
from dateline.bench.rows import Item, LeftOut, Made
from dateline.bench.task import Part, Task
from dateline.errors import ContractError
from dateline.progress import Progress
from dateline.write import Written, shard_path, write_parquet
from dateline_schema.levels import field_failures
from dateline_schema.tables import Table

BATCH = 1_000
"""Rows that are held as Python objects."""

SHARD = 256 << 20
"""Bytes of rows in memory that a file holds at the most, about; the Hub advises files of some hundred MB."""


@dataclass
class _Side:
    """Rows of one table on one side, gathered until they make a file."""

    table: Table
    folder: Path
    split: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    batches: list[pa.Table] = field(default_factory=list)
    files: list[Written] = field(default_factory=list)

    def add(self, row: dict[str, Any]) -> None:
        self.rows.append(row)
        if len(self.rows) == BATCH:
            self._pack()
            if sum(batch.nbytes for batch in self.batches) >= SHARD:
                self._flush()

    def _pack(self) -> None:
        self.batches.append(pa.Table.from_pylist(self.rows, schema=self.table.schema))
        self.rows = []

    def _flush(self) -> None:
        path = f"data/{self.table.name}/{self.split}-{len(self.files):05d}.part"
        rows = pa.concat_tables(self.batches)
        _check(rows, self.table)
        self.files.append(write_parquet(rows, self.table, self.folder, path))
        self.batches = []

    def close(self) -> list[Written]:
        """Write what is left; all files, whose names tell how many there are."""
        if self.rows:
            self._pack()
        if self.batches:
            self._flush()
        paths = [shard_path(self.table.name, n, len(self.files), self.split) for n in range(len(self.files))]
        for file, path in zip(self.files, paths, strict=True):
            (self.folder / file.path).rename(self.folder / path)
        return [replace(file, path=path) for file, path in zip(self.files, paths, strict=True)]


def _check(rows: pa.Table, table: Table) -> None:
    """Raises ContractError where a row breaks what its columns declare: nothing is written then."""
    import polars as pl

    if failures := field_failures(table, pl.DataFrame(pl.from_arrow(rows))):
        first = failures[0]
        raise ContractError(
            "an item breaks its contract",
            failures=tuple(failures),
            file=table.name,
            field=f"{first.article} {first.column}",
            found=first.found,
            expected=first.expected,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task.

    Attributes:
        items: number of items by side.
        groups: number of independent groups by side.
        labels: number of items by how far their label can be trusted.
        left_out: number of things that no item was made of, by why.
        rows: number of rows of each further table.
        files, key_files: the files of all its tables, and those of its answers where they are kept apart.
    """

    items: Mapping[str, int]
    groups: Mapping[str, int]
    labels: Mapping[str, int]
    left_out: Mapping[str, int]
    rows: Mapping[str, int]
    files: tuple[Written, ...]
    key_files: tuple[Written, ...]


class Writer:
    """The tables of a task on their way to a folder, and their answers, where they are kept apart, to another."""

    def __init__(self, task: Task, reviews: Reviews, folder: Path, keys: Path | None) -> None:
        self._task, self._reviews, self._folder, self._keys = task, reviews, folder, keys
        self._sides: dict[tuple[Path, str, str], _Side] = {}

    def write(self, part: Part, corpus: Corpus, progress: Progress) -> Iterator[Made]:
        """What a part makes, written on the way."""
        for made in _told(part.make(corpus), part.table.name, progress):
            decided = self._reviews.applied(made, self._task) if part is self._task.items else made
            if isinstance(decided, Item):
                self._add(part, decided)
            yield decided

    def close(self) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
        """Write what is left: the files of the folder, and those of the answers."""
        files: dict[bool, list[Written]] = {False: [], True: []}
        for (place, _, _), side in sorted(self._sides.items(), key=lambda entry: entry[0][1:]):
            files[place == self._keys] += side.close()
        return tuple(files[False]), tuple(files[True])

    def _add(self, part: Part, made: Item) -> None:
        row = dict(made.row)
        if self._keys is not None and part.keys and made.split == HIDDEN:
            apart = key_table(part)
            self._side(self._keys, apart, made.split).add({name: row[name] for name in apart.schema.names})
            row = hidden(row, part)
        self._side(self._folder, part.table, made.split).add(row)

    def _side(self, folder: Path, table: Table, split: str) -> _Side:
        return self._sides.setdefault((folder, table.name, split), _Side(table, folder, split))


def write_task(
    task: Task, corpus: Corpus, reviews: Reviews, folder: Path, keys: Path | None, progress: Progress
) -> Result:
    """Write all tables of a task.

    Args:
        folder: where the benchmark is made.
        keys: where the answers of the test go; None leaves them with the items.
    """
    writer = Writer(task, reviews, folder, keys)
    items, labels, left_out = Counter[str](), Counter[str](), Counter[str]()
    groups: dict[str, set[str]] = {}
    for made in writer.write(task.items, corpus, progress):
        if isinstance(made, LeftOut):
            left_out[made.reason] += 1
        else:
            items[made.split] += 1
            labels[made.row["label"]] += 1
            groups.setdefault(made.split, set()).add(made.row["group_id"])
    rows = {part.table.name: sum(1 for _ in writer.write(part, corpus, progress)) for part in task.tables}
    files, key_files = writer.close()
    own = {split: len(groups[split]) for split in sorted(groups)}
    return Result(_sorted(items), own, _sorted(labels), _sorted(left_out), rows, files, key_files)


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _told(made: Iterable[Made], name: str, progress: Progress) -> Iterator[Made]:
    number = 0
    for number, one in enumerate(made, start=1):
        yield one
        if number % BATCH == 0:
            progress(f"making {name}", number, 0)
    progress(f"making {name}", number, number)
