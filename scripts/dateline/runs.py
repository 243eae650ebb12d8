"""Shards merged into runs, whose rows stand bucket by bucket: what makes gathering one bucket cheap.

Without them every bucket would look into every shard, of which there are as many more as there are more documents. A
run is of bounded size, so memory stays flat; buckets times runs is a thousandth of what buckets times shards was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from dateline.cut import Numbers, read_cut, write_cut
from dateline.spill import BUCKETED, spill_path
from dateline_schema.tables import Table

PREFIX = 4  # hex digits of an id that name its bucket: up to 65,536 buckets
RUN = 32_000_000  # weight at which a run is cut: some three times as much is held while it is sorted
SHARDS = 256  # shards of a run at the most: each is an open file


@dataclass(frozen=True, slots=True)
class Merge:
    """Shards that become one run, as a worker gets them."""

    name: str
    shards: tuple[str, ...]
    buckets: int
    folder: str


def plan_runs(shards: Sequence[tuple[str, int]], buckets: int, folder: str) -> list[Merge]:
    """Runs of neighbouring shards, given by name and weight."""
    groups: list[list[str]] = []
    total = 0
    for name, weight in shards:
        if not groups or total + weight > RUN or len(groups[-1]) >= SHARDS:
            groups.append([])
            total = 0
        groups[-1].append(name)
        total += weight
    return [Merge(f"run-{number:05d}", tuple(group), buckets, folder) for number, group in enumerate(groups)]


def merge(task: Merge) -> Merge:
    """Write a run: a file a table, a batch a bucket. The shards stay: a worker that dies leaves them for the next."""
    for table in BUCKETED:
        _merge(task, table)
    return task


def remove_shards(task: Merge) -> None:
    """Give back the room of the shards that a run was made of."""
    for table in BUCKETED:
        for name in task.shards:
            Path(spill_path(task.folder, table, name)).unlink(missing_ok=True)


def _merge(task: Merge, table: Table) -> None:
    batches = (read_cut(spill_path(task.folder, table, name)) for name in task.shards)
    rows = pa.Table.from_batches(batches, table.schema).combine_chunks()
    numbers = _buckets(rows[table.order[0]], task.buckets)
    write_cut(spill_path(task.folder, table, task.name), rows, numbers, task.buckets)


def _buckets(identifiers: pa.ChunkedArray, buckets: int) -> Numbers:
    """The bucket of each id; each different id is looked at once."""
    coded = identifiers.combine_chunks().dictionary_encode()
    numbers = np.array([bucket_of(one, buckets) for one in coded.dictionary.to_pylist()], np.int64)
    return numbers[coded.indices.to_numpy()] if len(numbers) else numbers


def bucket_of(identifier: str, buckets: int) -> int:
    """The bucket of an article, or of an actor that it names first. Raises ValueError for another kind of id."""
    return int(identifier[:PREFIX], 16) * buckets >> 4 * PREFIX


def load(folder: Path, runs: Iterable[str], bucket: int) -> dict[str, pa.Table]:
    """The tables of one bucket, in the order of the inputs."""
    names = list(runs)
    return {table.name: _gather(folder, names, table, bucket) for table in BUCKETED}


def _gather(folder: Path, names: Iterable[str], table: Table, bucket: int) -> pa.Table:
    batches = (read_cut(spill_path(folder, table, name), bucket) for name in names)
    found = [batch for batch in batches if batch.num_rows]
    return pa.Table.from_batches(found, table.schema).combine_chunks()
