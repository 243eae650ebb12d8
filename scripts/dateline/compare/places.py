"""Rows by the place where they stand: the number of a file in a list, and the number of the row in it."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.compare.files import DataFile, open_parquet
from dateline.errors import InputError
from dateline.write import PARQUET_ERRORS, first_line

Numbers = npt.NDArray[np.int64]

BATCH: Final = 64_000_000
"""Bytes of rows, uncompressed, that are held of each side at once."""


def gather(files: Sequence[DataFile], columns: Sequence[str], file: Numbers, row: Numbers) -> pa.Table:
    """The rows at these places, in their order; only row groups that hold one of them are read.

    Args:
        files: what the numbers in `file` count.
        columns: to read.
        file, row: the places, arrays of the same length.
    """
    order = np.lexsort((row, file))
    parts = [_rows(files[number], columns, row[order][file[order] == number]) for number in np.unique(file)]
    whole = pa.concat_tables(parts)
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    return whole if (back[:-1] < back[1:]).all() else whole.take(pa.array(back))


def _rows(file: DataFile, columns: Sequence[str], rows: Numbers) -> pa.Table:
    """Rows of one file by their numbers, which ascend."""
    try:
        with open_parquet(file) as parquet:
            starts = group_starts(parquet)
            groups = np.searchsorted(starts, rows, side="right") - 1
            wanted = np.unique(groups)
            table = parquet.read_row_groups(wanted.tolist(), columns=list(columns), use_threads=False)
            sizes = starts[wanted + 1] - starts[wanted]
            offsets = np.concatenate(([0], np.cumsum(sizes)))[np.searchsorted(wanted, groups)]
            local = rows - starts[groups] + offsets
    except PARQUET_ERRORS as error:
        raise InputError("cannot be read as Parquet", file=file.label, found=first_line(error)) from error
    whole = len(local) == table.num_rows
    return (table if whole else table.take(pa.array(local))).select(list(columns))


def group_starts(parquet: pq.ParquetFile) -> Numbers:
    """The number of the first row of each row group, and the number of rows at the end."""
    meta = parquet.metadata
    sizes = [meta.row_group(number).num_rows for number in range(meta.num_row_groups)]
    return np.concatenate(([0], np.cumsum(np.array(sizes, np.int64)))).astype(np.int64)


def batches(count: int, files: Sequence[DataFile]) -> Iterator[slice]:
    """Slices of `count` rows that each hold about `BATCH` bytes of rows like those of the files."""
    rows = sum(file.entry.rows for file in files)
    size = sum(file.entry.num_bytes for file in files)
    step = max(1_000, BATCH * rows // max(size, 1))
    return (slice(start, start + step) for start in range(0, count, step))
