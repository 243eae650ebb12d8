"""Documents from standard input: written to a file of the form that their first bytes look like, and read as such.

A build reads its inputs more than once, in several processes; a stream can be read only once.
"""

import json
import shutil
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError
from dateline.read.files import Source
from dateline.read.records.signatures import begins_as_page, looks_like_html
from dateline.read.records.unpack import GZIP, MAGIC, ZSTD, pieces
from dateline.read.records.warc_frames import begins_record

DASH = "-"
"""The input that means standard input."""

HEAD = 64 * 1024  # bytes that are looked at


def spool(stream: BinaryIO, folder: Path) -> Source:
    """Standard input as a file in `folder`, known as `stdin.jsonl` or with the ending of what it holds.

    Raises InputError where it is empty or cannot be written down.
    """
    raw = folder / "stdin"
    try:
        with raw.open("wb") as file:
            shutil.copyfileobj(stream, file, 1024 * 1024)
        if not raw.stat().st_size:
            raise InputError("is empty", file="standard input", expected="documents", remedy="Pipe some in")
        named = raw.rename(raw.with_name(f"stdin{kind_of(raw)}"))
    except OSError as error:
        raise InputError("cannot be written down", file=raw, found=error.strerror or str(error)) from error
    return Source(str(named), named.name)


def kind_of(path: Path) -> str:
    """The ending that a file of unknown form should have: `.warc.gz`."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    packed = next((ending for ending in (GZIP, ZSTD) if head.startswith(MAGIC[ending])), "")
    return kind_of_bytes(_unpacked_head(path, packed) if packed else head) + packed


def _unpacked_head(path: Path, packed: str) -> bytes:
    named = path.rename(path.with_name(path.name + packed))
    try:
        return next((piece.data for piece in pieces(str(named))), b"")[:HEAD]
    finally:
        named.rename(path)


def kind_of_bytes(head: bytes) -> str:
    """The ending for what begins so."""
    if begins_record(head):
        return ".warc"
    if head.startswith(b"PAR1"):
        return ".parquet"
    if _begins_json_lines(head):
        return ".jsonl"
    return ".html" if begins_as_page(head) or looks_like_html(head) else ".txt"


def _begins_json_lines(head: bytes) -> bool:
    """Whether the first line is a JSON object, or begins as one and is longer than what was looked at."""
    line, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not end and len(head) >= HEAD:
        return line[1:].lstrip().startswith(b'"')
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
