"""Training texts as a stream: plain text, JSON lines and Parquet, packed or not, never a whole file at a time."""

import codecs
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.bench.overlap.words import TEXT_END, VALUE_END
from dateline.write import first_line

BLOCK = 1 << 18
"""Bytes that are read at a time of plain text."""

LONGEST = 1 << 26
"""Bytes of a line of JSON from which it is counted as broken: it would have to be held whole."""

ROWS = 512
"""Rows of Parquet that are read at a time."""

BROKEN = (OSError, EOFError, zlib.error, ValueError, pa.ArrowException)
"""What a file that cannot be read, or not to its end, raises."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(slots=True)
class Tally:
    """What is counted while a file is read.

    Attributes:
        bytes: of text, as it is when unpacked.
        values: texts in it that hold something.
        broken: lines that are no JSON.
        undecodable: characters that are no UTF-8.
        unread: why the file could not be read, or not to its end.
    """

    bytes: int = 0
    values: int = 0
    broken: int = 0
    undecodable: int = 0
    unread: str | None = None


Reader = Callable[[Path, Tally, str | None], Iterator[str]]


def read_text(path: Path, tally: Tally, field: str | None) -> Iterator[str]:
    """Plain text in UTF-8, or UTF-16 with a mark; the file is one text, its records are its lines."""
    with opened(path) as stream:
        first = stream.read(BLOCK)
        encoding = next((name for mark, name in _MARKS if first.startswith(mark)), "utf-8")
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        for data in _chained(first, stream):
            tally.bytes += len(data)
            text = decoder.decode(data)
            if "\0" in text:
                raise ValueError("holds null characters: no text in UTF-8")
            tally.undecodable += text.count("\ufffd")
            yield text
        tally.values += tally.bytes > 0
        yield decoder.decode(b"", final=True)


def _chained(first: bytes, stream: io.BufferedIOBase) -> Iterator[bytes]:
    yield first
    yield from iter(partial(stream.read, BLOCK), b"")


def read_lines(path: Path, tally: Tally, field: str | None) -> Iterator[str]:
    """Every text in JSON lines, or those of a field; the records are the lines."""
    with opened(path) as stream:
        for line in iter(partial(stream.readline, LONGEST), b""):
            tally.bytes += len(line)
            if len(line) == LONGEST and not line.endswith(b"\n"):
                tally.broken += 1
                tally.bytes += _skip(stream)
                yield TEXT_END
            elif line.strip():
                yield _joined(_parsed(line, tally), tally, field)
            else:
                yield TEXT_END


def _skip(stream: io.BufferedIOBase) -> int:
    """Past the end of a line; how many bytes that was."""
    size = 0
    for part in iter(partial(stream.readline, BLOCK), b""):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _parsed(line: bytes, tally: Tally) -> Any:
    try:
        return json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError):
        tally.broken += 1
        return None


def read_parquet(path: Path, tally: Tally, field: str | None) -> Iterator[str]:
    """Every text in the columns of a Parquet file, or those of a field; the records are the rows."""
    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        columns = [one.name for one in schema if _holds_text(one.type)]
        if field is not None:
            columns = [name for name in columns if name == field.split(".")[0]]
        if not columns:
            raise ValueError(f"has no texts in {field or 'any column'}; its columns are {', '.join(schema.names)}")
        for batch in file.iter_batches(ROWS, columns=columns, use_threads=False):
            tally.bytes += batch.nbytes
            for row in batch.to_pylist():
                yield _joined(row, tally, field)


def _holds_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds_text(kind.value_type)
    if kind.num_fields:
        return any(_holds_text(kind.field(place).type) for place in range(kind.num_fields))
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _joined(value: Any, tally: Tally, field: str | None) -> str:
    """The texts of a record, with what keeps them apart."""
    found = [text for text in texts_in(value, field.split(".") if field else ()) if text.strip()]
    tally.values += len(found)
    return VALUE_END.join(found) + TEXT_END


def texts_in(value: Any, path: Sequence[str] = ()) -> Iterator[str]:
    """The texts in a value as JSON gives it, in order; under a path of keys, through lists, where one is given."""
    if isinstance(value, list | tuple):  # a map of Arrow comes as pairs
        for one in value:
            yield from texts_in(one, path)
    elif isinstance(value, dict):
        inside = [value[path[0]]] if path and path[0] in value else [] if path else value.values()
        for one in inside:
            yield from texts_in(one, path[1:])
    elif isinstance(value, str) and not path:
        yield value


def opened(path: Path) -> io.BufferedIOBase:
    """A file's bytes, unpacked."""
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")
    if path.suffix.lower() == ".zst":
        return io.BufferedReader(pa.CompressedInputStream(pa.OSFile(str(path), "rb"), "zstd"))
    return path.open("rb")


READERS: tuple[tuple[str, Reader, str], ...] = (
    (".txt", read_text, "\n"),
    (".jsonl", read_lines, TEXT_END),
    (".ndjson", read_lines, TEXT_END),
    (".parquet", read_parquet, TEXT_END),
)
"""The files that are read: how their names end, before `.gz` and `.zst`; how; and the character that ends a record."""

PACKED = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read.

    Attributes:
        path: where it is.
        reader: how it is read.
        mark: the character that ends a record.
    """

    path: Path
    reader: Reader
    mark: str

    def pieces(self, tally: Tally, field: str | None) -> Iterator[str]:
        """Its text, as far as it can be read; the tally says what is wrong with the rest."""
        try:
            yield from self.reader(self.path, tally, field)
        except BROKEN as error:
            tally.unread = getattr(error, "strerror", None) or first_line(error)


def source_of(path: Path) -> Source | None:
    """How a file is read; None for one of another kind."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = bool(suffixes) and suffixes[-1] in PACKED
    kind = "".join(suffixes[-2:-1] if packed else suffixes[-1:])
    for end, reader, mark in READERS:
        if kind == end and not (packed and reader is read_parquet):
            return Source(path, reader, mark)
    return None
