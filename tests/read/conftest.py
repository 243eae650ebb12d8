"""Made-up files of every raw form, and what is read from them."""

import gzip
import json
import uuid
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records import ColumnMap, Part, Record, Result, Skipped, find_parts, read_part


class Files:
    """Makes files in a folder of one test, and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, data: bytes) -> Source:
        """A file as an input."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return Source(str(path), name)

    def lines(self, name: str, *rows: dict[str, Any]) -> Source:
        """A file of JSON lines, compressed where its name says so."""
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return self.put(name, self.packed(text.encode(), name))

    @staticmethod
    def packed(data: bytes, name: str) -> bytes:
        """Data as one member of a `.gz` or one frame of a `.zst` file, or as it is."""
        if name.endswith(".gz"):
            return gzip.compress(data, mtime=0)
        return bytes(pa.compress(data, codec="zstd", asbytes=True)) if name.endswith(".zst") else data

    @staticmethod
    def http(body: bytes, kind: str | None = "text/html; charset=utf-8", status: str = "200 OK", *more: str) -> bytes:
        """A response as it goes over the wire."""
        typed = [f"Content-Type: {kind}"] if kind is not None else []
        return "\r\n".join([f"HTTP/1.1 {status}", *typed, *more, "", ""]).encode() + body

    @staticmethod
    def warc(number: int, block: bytes, kind: str = "response", *more: str) -> bytes:
        """A WARC record; its id is the UUID of its number."""
        content = "application/http; msgtype=response" if kind in ("response", "revisit") else "text/html"
        lines = [
            "WARC/1.0",
            f"WARC-Type: {kind}",
            f"WARC-Record-ID: <urn:uuid:{uuid.UUID(int=number)}>",
            "WARC-Date: 2024-05-01T00:00:00Z",
            f"WARC-Target-URI: https://news.example/{number}",
            f"Content-Type: {content}",
            *more,
            f"Content-Length: {len(block)}",
        ]
        return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"

    @staticmethod
    def page(number: int) -> bytes:
        """A small page with words of its own."""
        words = " ".join(f"word{number}x{place}" for place in range(20 + number % 7))
        return f"<html><head><title>Page {number}</title></head><body><p>{words} – été</p></body></html>".encode()

    def response(self, number: int) -> bytes:
        """A WARC record of a page."""
        return self.warc(number, self.http(self.page(number)))

    @staticmethod
    def parts(source: Source, *maps: ColumnMap, **bounds: int) -> list[Part]:
        """The parts of a file that is read."""
        return [part for part in find_parts([source], maps, **bounds) if isinstance(part, Part)]

    @staticmethod
    def read(source: Source, *maps: ColumnMap, **bounds: int) -> list[Result]:
        """Everything that a file holds, part after part."""
        results: list[Result] = []
        for part in find_parts([source], maps, **bounds):
            results += [part] if isinstance(part, Reject) else read_part(part, maps)
        return results

    def told(self, source: Source, *maps: ColumnMap, **bounds: int) -> list[str]:
        """Each result in a few words: a record's id, a reject's id and rule, what was skipped and how often."""
        return [_told(result) for result in self.read(source, *maps, **bounds)]


def _told(result: Result) -> str:
    if isinstance(result, Skipped):
        return f"{result.what}: {result.count}"
    name = result.raw_path.rpartition("#")[2]
    return name if isinstance(result, Record) else f"{name} {result.rule}"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A maker of files in the test's folder."""
    return Files(tmp_path)
