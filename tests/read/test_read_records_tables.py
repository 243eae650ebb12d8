"""Parquet files, and Arrow files as `datasets` saves them: a row a document."""

import datetime as dt
import io
import struct
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.read.document import Reject
from dateline.read.files import find_sources
from dateline.read.records import ColumnMap, Record, find_parts, read_part

TABLE = pa.table(
    {
        "id": ["a", "b", None, "a"],
        "text": ["One.", None, "Three.", "Four."],
        "url": ["u1", "u2", None, ""],
        "date": pa.array([dt.datetime(2024, 5, 1, 10, 0, 5), None, dt.datetime(2024, 5, 2), None], pa.timestamp("ns")),
        "authors": [["A B", None], [], None, ["C D"]],
        "meta": [{"lang": "de", "n": 1}, None, {"lang": None, "n": 2}, {"lang": "fr", "n": None}],
        "image": [b"x" * 9, b"", None, b"y"],
    }
)
TOLD = ["a~0", "b read.no-text", "2", "a~3"]
FORMS = ["parquet", "stream.arrow", "file.arrow"]


def written(table: pa.Table, form: str, rows: int) -> bytes:
    """A file with so many rows a group or batch."""
    out = io.BytesIO()
    if form == "parquet":
        pq.write_table(table, out, row_group_size=rows)
        return out.getvalue()
    make = pa.ipc.new_stream if form == "stream.arrow" else pa.ipc.new_file
    with make(out, table.schema) as writer:
        for batch in table.to_batches(max_chunksize=rows):
            writer.write_batch(batch)
    return out.getvalue()


def many(count: int) -> pa.Table:
    return pa.table(
        {"id": [f"r{n}" for n in range(count)], "text": [f"words {n} " * (n % 50 + 1) for n in range(count)]}
    )


@pytest.mark.parametrize("rows", [1, 2, 100])
@pytest.mark.parametrize("form", FORMS)
def test_rows_are_records(form: str, rows: int, files: Any) -> None:
    source = files.put(f"x.{form}", written(TABLE, form, rows))
    declared = ColumnMap(language="meta.lang")
    assert files.told(source, declared) == TOLD
    first, _, third, fourth = files.read(source, declared)
    assert (first.data, first.media, first.hints.url, first.hints.authors) == ("One.", "text", "u1", ("A B",))
    assert (first.hints.date, third.hints.date, fourth.hints.date) == ("2024-05-01T10:00:05", "2024-05-02", None)
    assert [row.hints.language for row in (first, third, fourth)] == ["de", None, "fr"]
    assert third.hints.url is fourth.hints.url is None


@pytest.mark.parametrize("form", FORMS)
def test_parts_in_any_order_give_the_same(form: str, files: Any) -> None:
    source = files.put(f"x.{form}", written(many(100), form, 30))
    assert len(files.parts(source, count=7)) >= 15
    assert files.told(source, count=7) == [f"r{number}" for number in range(100)]


@pytest.mark.parametrize("form", FORMS)
def test_a_table_without_articles(form: str, files: Any) -> None:
    source = files.put(f"x.{form}", written(pa.table({"x\x1b": [1], "n": [2]}), form, 9))
    (found,) = files.read(source)
    assert isinstance(found, Reject)
    assert (found.raw_path, found.rule) == (source.raw_path, "read.no-column")
    assert "x\\x1b, n" in found.message


@pytest.mark.parametrize("form", FORMS)
def test_a_declared_column_that_is_missing(form: str, files: Any) -> None:
    source = files.put(f"x.{form}", written(TABLE, form, 9))
    (found,) = files.read(source, ColumnMap(text="text", title="headline"))
    assert found.rule == "read.no-column"
    assert "headline" in found.message
    assert "image" in found.message


@pytest.mark.parametrize("form", FORMS)
def test_no_rows(form: str, files: Any) -> None:
    assert files.read(files.put(f"x.{form}", written(TABLE.slice(0, 0), form, 9))) == []


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"PAR1rubbishPAR1", b"ARROW1\0\0", b"<html>", b"\xff\xff\xff\xff\x10\0\0\0"]
)
@pytest.mark.parametrize("ending", ["parquet", "arrow"])
def test_what_is_no_table(ending: str, data: bytes, files: Any) -> None:
    (found,) = files.read(files.put(f"x.{ending}", data))
    assert isinstance(found, Reject)
    assert found.rule in ("read.broken", "read.unreadable")


def test_a_broken_row_group_loses_its_own_rows_alone(files: Any) -> None:
    table = many(90)
    data = bytearray(written(table, "parquet", 30))
    about = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(1)
    start = about.dictionary_page_offset or about.data_page_offset
    data[start : start + about.total_compressed_size] = b"\x5a" * about.total_compressed_size
    source = files.put("x.parquet", bytes(data))
    told = files.told(source)
    assert files.told(source, count=7) == told
    names = [f"r{number}" for number in range(90)]
    assert told[:30] + told[60:] == names[:30] + names[60:]
    assert told[30:60] == [f"{number} read.broken" for number in range(30, 60)]


def test_a_clipped_stream_keeps_what_came_before(files: Any) -> None:
    data = written(many(90), "stream.arrow", 30)
    told = files.told(files.put("x.arrow", data[: len(data) * 2 // 3]))
    assert told[:30] == [f"r{number}" for number in range(30)]
    assert told[-1].endswith("read.clipped")


def test_arrow_that_points_outside_of_itself_is_refused(files: Any) -> None:
    """Offsets of a file from elsewhere may lead anywhere in memory."""
    offsets = pa.py_buffer(struct.pack("<4i", 0, 2, 0x0FFFFFFF, 6))
    column = pa.Array.from_buffers(pa.string(), 3, [None, offsets, pa.py_buffer(b"abcdef")])
    told = files.told(files.put("x.arrow", written(pa.table({"text": column}), "stream.arrow", 9)))
    assert told == ["0", "1 read.broken", "2 read.broken"]


def test_html_in_bytes_with_its_encoding(files: Any) -> None:
    data = "<html><p>café über</p></html>".encode("cp1252")
    source = files.put("x.parquet", written(pa.table({"raw_html": [data], "charset": ["latin-1"]}), "parquet", 9))
    (found,) = files.read(source)
    assert isinstance(found, Record)
    assert (found.data, found.media, found.hints.charset) == (data, "html", "latin-1")


def test_values_that_python_has_none_for(files: Any) -> None:
    times = pa.array([2**62, 1_714_557_600_000_000], pa.timestamp("us"))
    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\4\0\0\0"), pa.py_buffer(b"\xff\xfeab")]
    )
    table = pa.table({"text": ["One.", "Two."], "date": times, "title": broken})
    first, second = files.read(files.put("x.parquet", written(table, "parquet", 9)))
    assert (first.hints.date, second.hints.date) == (None, "2024-05-01T10:00:00")
    assert second.hints.title == "ab"


def test_a_dataset_saved_to_disk(tmp_path: Path) -> None:
    from datasets import Dataset, DatasetDict

    rows = Dataset.from_dict({"text": ["One.", "Two."], "title": ["1", "2"]})
    DatasetDict({"train": rows, "test": rows}).save_to_disk(str(tmp_path / "saved"))
    found = list(find_parts(find_sources([tmp_path / "saved"])))
    assert [part.source.raw_path for part in found] == [f"{s}/data-00000-of-00001.arrow" for s in ("test", "train")]
    records = [record for part in found for record in read_part(part)]
    assert [record.data for record in records] == ["One.", "Two."] * 2
    assert records[1].raw_path == "test/data-00000-of-00001.arrow#1"
