"""Rows of Arrow tables as values of Python, and the checks on columns that all tables share."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from dateline.mapping import FIELDS, ColumnMap
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.records.columns import (
    Columns,
    find_columns,
    missing_columns,
    row_name,
    row_record,
    top_columns,
)
from dateline.read.records.record import BadFile, Fault, Frame, Part, Place, Record

HELD = 8_000_000  # bytes of rows that are made into values together
MOST_ROWS = 1_000

Row = Mapping[str, Any]


def rows_at_once(size: int, rows: int) -> int:
    """How many rows to take together, by how large they are."""
    return max(1, min(MOST_ROWS, HELD * rows // max(1, size)))


def columns_of(names: Sequence[str], declared: ColumnMap) -> Columns:
    """What the columns of a table are. Raises BadFile where it lacks one that was declared, or has none with text."""
    columns = _columns(tuple(names), declared)
    shown = ", ".join(plain(name) for name in list(names)[:20]) or "none"
    if missing := missing_columns(columns, names):
        message = f"no column {', '.join(map(plain, missing))}, as the mapping says; columns: {shown}"
        raise BadFile(Fault("read.no-column", message[:500]))
    if not columns.keys["html"] and not columns.keys["text"]:
        message = f"no column has a name that articles go by; columns: {shown}. Name one: --map text=COLUMN"
        raise BadFile(Fault("read.no-column", message[:500]))
    return columns


@lru_cache(maxsize=64)
def _columns(names: tuple[str, ...], declared: ColumnMap) -> Columns:
    return find_columns(names, declared)


def wanted_columns(columns: Columns, *, names_only: bool) -> list[str]:
    """The columns that have to be read."""
    return top_columns(columns, ("id",) if names_only else FIELDS)


def values(batch: pa.RecordBatch, names: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of a batch, with the columns `names` alone."""
    lists = [_column(batch.column(name)) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)] if lists else [{}] * len(batch)


def _column(column: pa.Array) -> list[Any]:
    """Values of a column; None, or its bytes, for one that Python has no value for."""
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError, KeyError, pa.ArrowException):
        return [_cell(cell) for cell in column]


def _cell(cell: pa.Scalar) -> Any:
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.cast(pa.binary()).as_py()
    except (ValueError, OverflowError, KeyError, pa.ArrowException):
        return None


def row_frames(
    batch: pa.RecordBatch, columns: Columns, group: int, row: int, number: int, size: int, *, names_only: bool
) -> Iterator[Frame]:
    """A frame a row of a batch, the first of which is `row` of its group and `number` of the file."""
    for offset, values_ in enumerate(values(batch, wanted_columns(columns, names_only=names_only))):
        data = None if names_only else values_
        yield Frame(number + offset, (group, row + offset), size, data, row_name(values_, columns))


def lost_rows(group: int, rows: range, number: int, error: Exception) -> Iterator[Frame]:
    """A fault for each row of a group that cannot be read: each is a document."""
    fault = Fault("read.broken", f"the rows cannot be read: {plain(error)}"[:300])
    for offset, row in enumerate(rows):
        yield Frame(number + offset, (group, row), 0, fault=fault)


def record(part: Part, frame: Frame, declared: ColumnMap) -> Record | Reject:
    """A row as a record."""
    return row_record(part, frame, frame.data, _columns(tuple(frame.data), declared))


def begin_in(start: Place, group: int) -> int:
    """The first row of a group to read, where reading starts at `start`."""
    return start[1] if group == start[0] else 0
