"""JSON Lines: an object a line. A line ends with a line feed alone: JSON strings may hold U+2028 as it is."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dateline.mapping import ColumnMap
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records.columns import Columns, find_columns, row_name, row_record
from dateline.read.records.record import Fault, Frame, Part, Place, Record, record_path
from dateline.read.records.unpack import pieces
from dateline.read.text import LARGEST, decode_as

LONGEST = 4 * LARGEST  # bytes of a line: JSON may write a character in six
MARK = b"\xef\xbb\xbf"
TOO_LONG = Fault("read.too-large", f"the line has more than {LONGEST:,} bytes")


def frames(source: Source, columns: ColumnMap, start: Place, number: int, *, names_only: bool) -> Iterator[Frame]:
    """The lines of a file from a place on, blank ones left out; `number` is that of the first. Raises OSError."""
    for frame in _lines(source.path, start, number or 1):
        if names_only:
            name = _name(frame, columns) if frame.data is not None else None
            frame = Frame(frame.number, frame.place, frame.size, None, name, frame.fault)
        yield frame


def record(part: Part, frame: Frame, columns: ColumnMap) -> Record | Reject:
    """A line as a record."""
    try:
        row, note = _object(frame.data)
    except _NoObject as error:
        return Reject(record_path(part, frame), None, "read", "read.bad-json", str(error))
    known = _columns(tuple(row), columns)
    named = Frame(frame.number, frame.place, frame.size, None, row_name(row, known))
    return row_record(part, named, row, known, note)


class _NoObject(ValueError):
    """A line that is no JSON object, with the reason."""


def _lines(path: str, place: Place, number: int) -> Iterator[Frame]:
    """Lines with their line feeds cut off; one that is too long, or that a fault cuts off, has that for its data."""
    line = _Line(place, number)
    for piece in pieces(path, place):
        if piece.fault is not None:
            line.place = line.place or (piece.member, piece.inner)
            yield line.end(piece.fault)
            line = _Line(None, line.number + 1)
            continue
        at = 0
        while at < len(piece.data):
            line.place = line.place or (piece.member, piece.inner + at)
            end = piece.data.find(b"\n", at)
            line.add(piece.data[at : end if end >= 0 else None])
            if end < 0:
                break
            if not line.blank:
                yield line.end()
            line, at = _Line(None, line.number + 1), end + 1
    if not line.blank:
        yield line.end()


class _Line:
    """A line that is being gathered."""

    __slots__ = ("number", "parts", "place", "size")

    def __init__(self, place: Place | None, number: int) -> None:
        self.place = place
        self.number = number
        self.parts: list[bytes] = []
        self.size = 0

    @property
    def blank(self) -> bool:
        return self.size <= LONGEST and not any(part.strip() for part in self.parts)

    def add(self, data: bytes) -> None:
        self.size += len(data)
        if self.size > LONGEST:
            self.parts.clear()
        else:
            self.parts.append(data)

    def end(self, fault: Fault | None = None) -> Frame:
        if fault is None and self.size > LONGEST:
            fault = TOO_LONG
        data = None if fault else b"".join(self.parts)
        return Frame(self.number, self.place or (0, 0), self.size, data, None, fault)


def _object(line: bytes) -> tuple[dict[str, Any], str | None]:
    """The object of a line, and a note where its bytes were not UTF-8. Raises _NoObject."""
    try:
        text, note = _text(line)
        value = json.loads(text, strict=False)  # scrapers leave tabs and other control characters in strings
    except RecursionError as error:
        raise _NoObject("the line is nested too deep") from error
    except ValueError as error:
        raise _NoObject(f"the line is no JSON: {plain(error)}"[:300]) from error
    if not isinstance(value, dict):
        raise _NoObject(f"the line is no JSON object but {_kind(value)}")
    return value, note


def _text(line: bytes) -> tuple[str, str | None]:
    line = line.removeprefix(MARK)
    try:
        return line.decode("utf-8"), None
    except UnicodeDecodeError:
        return decode_as(line, "utf-8"), "bytes of the line that are not UTF-8 were read as Windows-1252"


def _kind(value: object) -> str:
    names = {str: "a string", bool: "a boolean", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "null")


def _name(frame: Frame, columns: ColumnMap) -> str | None:
    try:
        row, _ = _object(frame.data)
    except _NoObject:
        return None
    return row_name(row, _columns(tuple(row), columns))


@lru_cache(maxsize=64)
def _columns(names: tuple[str, ...], declared: ColumnMap) -> Columns:
    """Lines of one file mostly have the same keys."""
    return find_columns(names, declared)
