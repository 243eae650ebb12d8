"""WARC files: pages out of the responses and resources of a crawl, with what the transfer tells of them."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from fastwarc.warc import WarcRecord

from dateline.mapping import ColumnMap
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records.record import Frame, Hints, Part, Place, Record, Skipped, record_path, sha256_of
from dateline.read.records.signatures import begins_as_page
from dateline.read.records.warc_frames import cut
from dateline.read.text import LARGEST

Coding = Literal["all", "transfer", "none"]
CODINGS: tuple[Coding, ...] = ("all", "transfer", "none")
"""What is undone of the transfer, until it works: crawlers leave the headers of an encoding that they undid."""

UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown")
"""Media types that tell nothing: the bytes are looked at."""

GZIP_MAGIC = b"\x1f\x8b\x08"
RAW_DEFLATE = -15  # what some servers call `deflate`: without the header that zlib has

CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)


def frames(source: Source, columns: ColumnMap, start: Place, number: int, *, names_only: bool) -> Iterator[Frame]:
    """The records of a file from a place on; `number` is that of the first. Raises OSError."""
    return cut(source.path, start, number or 1, names_only=names_only)


def record(part: Part, frame: Frame, columns: ColumnMap) -> Record | Reject | Skipped:
    """A WARC record as a page; Skipped where it is none."""
    path = record_path(part, frame)
    try:
        warc, data, note = _undone(frame.data)
    except (OSError, ValueError) as error:
        return Reject(path, None, "read", "read.broken-record", f"the transfer cannot be undone: {plain(error)}"[:300])
    kind = _content_type(warc).partition(";")[0].strip().lower()
    other = _no_page(warc, kind, data)
    if other is not None:
        return Skipped(part.source.raw_path, other, 1)
    digest = sha256_of(data)
    if len(data) > LARGEST:
        message = f"the page has more than {LARGEST:,} bytes, the most that are read as one article"
        return Reject(path, digest, "read", "read.too-large", message)
    return Record(path, data, "html", digest, _hints(warc), note or _cut_off(warc))


def _undone(raw: bytes) -> tuple[WarcRecord, bytes, str | None]:
    """A record, the body of its response with transfer and content encodings undone, and a note where these are not as
    its headers say. Raises OSError where the headers are broken.
    """
    cause = OSError("no transfer")
    for coding in CODINGS:
        warc = WarcRecord.from_bytes(raw)
        try:
            if warc.is_http:
                warc.parse_http(coding)
            data = warc.reader.read(LARGEST + 1)
        except OSError as error:
            cause = error
            continue
        return (warc, *_unpacked(data, coding))
    raise cause


def _unpacked(data: bytes, coding: Coding) -> tuple[bytes, str | None]:
    """Bytes that are compressed though nothing says so, or in another way than is said, unpacked."""
    note = None if coding == CODINGS[0] else "the body is not encoded as its headers say"
    wbits = 31 if data.startswith(GZIP_MAGIC) else RAW_DEFLATE if note and not begins_as_page(data) else None
    if wbits is None:
        return data, note
    try:
        return zlib.decompressobj(wbits).decompress(data, LARGEST + 1), "compressed, which its headers do not say"
    except zlib.error:
        return data, note


def _content_type(warc: WarcRecord) -> str:
    headers = warc.http_headers if warc.is_http else warc.headers
    return headers.get("Content-Type") or ""


def _no_page(warc: WarcRecord, kind: str, data: bytes) -> str | None:
    """What a record is that holds no page; None where it holds one."""
    status = warc.http_headers.status_code if warc.is_http else None
    if status is not None and not 200 <= status < 300:
        return f"HTTP status {status}"
    if "html" in kind or (kind in UNTOLD and begins_as_page(data)):
        return None
    return plain(kind)[:60] if kind not in UNTOLD else "no media type, and no HTML"


def _hints(warc: WarcRecord) -> Hints:
    url = (warc.headers.get("WARC-Target-URI") or "").strip().strip("<>") or None
    charset = CHARSET.search(_content_type(warc))
    language = warc.http_headers.get("Content-Language") if warc.is_http else None
    single = (
        language.strip() if language and re.fullmatch(r"\s*[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*\s*", language) else None
    )
    found = {"url": "WARC-Target-URI", "charset": "Content-Type", "language": "Content-Language"}
    hints = Hints(url=url, charset=charset[1] if charset else None, language=single)
    return replace(hints, places={name: place for name, place in found.items() if getattr(hints, name) is not None})


def _cut_off(warc: WarcRecord) -> str | None:
    reason = warc.headers.get("WARC-Truncated")
    return f"the crawler cut the page off: {plain(reason)[:60]}" if reason else None
