"""Parquet files: a row a document. Row groups are read a page at a time, so that a large one need not be held."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.mapping import ColumnMap
from dateline.printable import plain
from dateline.read.files import Source
from dateline.read.records.columns import Columns
from dateline.read.records.record import BadFile, Fault, Frame, Place
from dateline.read.records.rows import begin_in, columns_of, lost_rows, row_frames, rows_at_once, wanted_columns

BUFFER = 1024 * 1024  # bytes of a column that are read at a time

Errors = (OSError, ValueError, pa.ArrowException)


def frames(source: Source, columns: ColumnMap, start: Place, number: int, *, names_only: bool) -> Iterator[Frame]:
    """The rows of a file from a place on; `number` is that of the first. Raises OSError or BadFile."""
    try:
        file = pq.ParquetFile(source.path, pre_buffer=False, buffer_size=BUFFER)
    except FileNotFoundError:
        raise
    except Errors as error:
        raise BadFile(Fault("read.broken", f"no Parquet file that can be read: {plain(error)}"[:300])) from error
    with file:
        known = columns_of(file.schema_arrow.names, columns)
        for group in range(start[0], file.num_row_groups):
            first = begin_in(start, group)
            yield from _group(file, known, group, first, number, names_only=names_only)
            number += file.metadata.row_group(group).num_rows - first


def _group(
    file: pq.ParquetFile, columns: Columns, group: int, first: int, number: int, *, names_only: bool
) -> Iterator[Frame]:
    """The rows of a row group from `first` on."""
    rows = file.metadata.row_group(group).num_rows
    names = wanted_columns(columns, names_only=names_only)
    total = _size(file, group, wanted_columns(columns, names_only=False))
    each = total // max(1, rows)
    if not names:
        yield from (Frame(number + row - first, (group, row), each) for row in range(first, rows))
        return
    row = 0
    try:
        for batch in file.iter_batches(rows_at_once(total, rows), row_groups=[group], columns=names, use_threads=False):
            end = row + len(batch)
            if end > first:
                at = max(row, first)
                rest = batch.slice(at - row)
                yield from row_frames(rest, columns, group, at, number + at - first, each, names_only=names_only)
            row = end
    except Errors as error:
        row = max(row, first)
        yield from lost_rows(group, range(row, rows), number + row - first, error)


def _size(file: pq.ParquetFile, group: int, names: list[str]) -> int:
    """Bytes that some columns of a row group take unpacked, nested ones with all that they hold."""
    about = file.metadata.row_group(group)
    columns = (about.column(number) for number in range(about.num_columns))
    return sum(one.total_uncompressed_size for one in columns if one.path_in_schema.split(".")[0] in names)
