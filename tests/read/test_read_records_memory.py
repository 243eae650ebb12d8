"""Memory does not grow with the size of an input."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

SIZE = 200_000_000  # bytes of records, unpacked
STREAM, TABLE = 40_000_000, 160_000_000
"""Bytes that reading may take beside what the modules take. A page of a Parquet column holds a thousand rows, here
24 MB, and exists packed, unpacked and as values.
"""

READ = """
import json, sys
from dateline.read.files import Source
from dateline.read.records import Record, find_parts, read_part, to_document
def peak():  # of this process alone, unlike getrusage's, which an exec takes over from the process before it
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
before = peak()
records = size = 0
parts = list(find_parts([Source(sys.argv[1], "x")]))
for part in parts:
    for result in read_part(part):
        if isinstance(result, Record):
            records, size = records + 1, size + len(result.data)
print(json.dumps([records, size, peak() - before, len(parts)]))
"""


def jsonl(files: Any, path: Path, page: bytes, count: int) -> None:
    with path.open("wb") as file:
        for number in range(count):
            file.write(json.dumps({"id": number, "html": page.decode()}).encode() + b"\n")


def warc(files: Any, path: Path, page: bytes, count: int) -> None:
    with path.open("wb") as file:
        for number in range(count):
            file.write(files.warc(number, files.http(page)))


def one_member(files: Any, path: Path, page: bytes, count: int) -> None:
    with pa.CompressedOutputStream(str(path), "gzip" if path.suffix == ".gz" else "zstd") as file:
        for number in range(count):
            file.write(files.warc(number, files.http(page)))


def one_row_group(files: Any, path: Path, page: bytes, count: int) -> None:
    pages = [page.decode() + str(number) for number in range(count)]
    pq.write_table(pa.table({"html": pages}), path, row_group_size=count, use_dictionary=False)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize(
    ("name", "make", "most"),
    [
        ("x.jsonl", jsonl, STREAM),
        ("x.warc", warc, STREAM),
        ("x.warc.gz", one_member, STREAM),
        ("x.warc.zst", one_member, STREAM),
        ("x.parquet", one_row_group, TABLE),
    ],
)
def test_memory_is_flat(name: str, make: Any, most: int, files: Any, tmp_path: Path) -> None:
    page = b"".join(files.page(number) for number in range(80))  # about 20 kB
    count = SIZE // len(page)
    path = tmp_path / name
    make(files, path, page, count)
    run = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    records, size, growth, parts = json.loads(run.stdout)
    assert records == count
    assert size > SIZE * 0.95
    assert parts > 10
    assert growth < most
