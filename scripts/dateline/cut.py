"""Tables on the disk, cut into numbered batches: what waits while there are more rows than memory should hold."""

from typing import TypeAlias

import numpy as np
import pyarrow as pa

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

PACKED = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
"""Rows take a third of the room so, for a twentieth of a millisecond a page."""


def write_cut(path: str, rows: pa.Table, numbers: Numbers, of: int) -> None:
    """Write each row to the batch that its number names, 0 to `of - 1`; rows of one batch stay in their order."""
    rows = rows.take(pa.array(np.argsort(numbers, kind="stable")))
    ends = np.cumsum(np.bincount(numbers, minlength=of)).tolist()
    with pa.ipc.new_file(path, rows.schema, options=PACKED) as writer:
        for start, end in zip([0, *ends], ends, strict=False):
            writer.write_batch(_one_batch(rows.slice(start, end - start)))


def write_rows(path: str, rows: pa.Table) -> None:
    """Write a table as one batch."""
    write_cut(path, rows, np.zeros(rows.num_rows, np.int64), 1)


def read_rows(path: str) -> pa.Table:
    """A table that was written as one batch."""
    return pa.Table.from_batches([read_cut(path)])


def read_cut(path: str, number: int = 0) -> pa.RecordBatch:
    """A batch of a file; no other is looked at."""
    with pa.memory_map(path) as file:
        return pa.ipc.open_file(file).get_batch(number)


def _one_batch(rows: pa.Table) -> pa.RecordBatch:
    if not rows.num_rows:
        return pa.RecordBatch.from_pylist([], schema=rows.schema)
    return rows.combine_chunks().to_batches()[0]
