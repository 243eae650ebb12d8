"""Arrow files, as `datasets` saves a dataset to disk and keeps it in its cache: a row a document."""

from collections.abc import Iterator

import pyarrow as pa

from dateline.mapping import ColumnMap
from dateline.printable import plain
from dateline.read.files import Source
from dateline.read.records.columns import Columns
from dateline.read.records.record import BadFile, Fault, Frame, Place
from dateline.read.records.rows import begin_in, columns_of, lost_rows, row_frames, rows_at_once, wanted_columns

FILE_MAGIC = b"ARROW1"
Errors = (OSError, ValueError, pa.ArrowException)
CLIPPED = "the file ends early or is broken; the rows from here on are lost"


def frames(source: Source, columns: ColumnMap, start: Place, number: int, *, names_only: bool) -> Iterator[Frame]:
    """The rows of a file from a place on; `number` is that of the first. Raises OSError or BadFile.

    The file is mapped, not read: a batch that is passed over costs nothing.
    """
    with pa.memory_map(source.path) as mapped:
        try:
            schema, batches = _open(mapped)
        except Errors as error:
            raise BadFile(Fault("read.broken", f"no Arrow file that can be read: {plain(error)}"[:300])) from error
        known = columns_of(schema.names, columns)
        group = 0
        try:
            for group, batch in enumerate(batches):
                if group >= start[0]:
                    first = begin_in(start, group)
                    yield from _batch(batch, known, group, first, number, names_only=names_only)
                    number += len(batch) - first
        except Errors as error:
            yield Frame(number, (group + 1, 0), 0, fault=Fault("read.clipped", f"{CLIPPED}: {plain(error)}"[:300]))


def _open(mapped: pa.MemoryMappedFile) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """The schema and the batches of either format, file or stream."""
    magic = mapped.read(len(FILE_MAGIC))
    mapped.seek(0)
    if magic == FILE_MAGIC:
        file = pa.ipc.open_file(mapped)
        return file.schema, (file.get_batch(number) for number in range(file.num_record_batches))
    stream = pa.ipc.open_stream(mapped)
    return stream.schema, iter(stream)


def _batch(
    batch: pa.RecordBatch, columns: Columns, group: int, first: int, number: int, *, names_only: bool
) -> Iterator[Frame]:
    """The rows of a batch from `first` on, some at a time; where one of them is broken, one by one."""
    size, rows = batch.nbytes, len(batch)
    batch = batch.select(wanted_columns(columns, names_only=names_only))
    step = rows_at_once(size, rows)
    for begin in range(first, rows, step):
        end = min(rows, begin + step)
        width = step if _fault(batch.slice(begin, end - begin)) is None else 1
        for row in range(begin, end, width):
            some = batch.slice(row, min(width, end - row))
            fault = _fault(some) if width == 1 else None
            if fault is None:
                here = number + row - first
                yield from row_frames(some, columns, group, row, here, size // rows, names_only=names_only)
            else:
                yield from lost_rows(group, range(row, row + 1), number + row - first, fault)


def _fault(rows: pa.RecordBatch) -> Exception | None:
    """What is wrong with some rows. Their offsets come from elsewhere and could lead anywhere in memory."""
    try:
        rows.validate(full=True)
    except Errors as error:
        return error
    return None
