"""Files that are one document: HTML pages and plain text, as they are or compressed."""

import os
from collections.abc import Iterator
from functools import partial

from dateline.mapping import ColumnMap
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records.record import Fault, Frame, Media, Part, Place, Record, sha256_of
from dateline.read.records.signatures import LOOKED_AT, foreign_kind
from dateline.read.records.unpack import compression_of, pieces
from dateline.read.text import LARGEST

RATIO = 500  # unpacked to packed bytes: pages reach 10, a table of one row repeated 100
FREE = 1024 * 1024  # bytes for which the ratio does not count

TOO_LARGE = Fault(
    "read.too-large", f"the document has more than {LARGEST:,} bytes, the most that are read as one article"
)
UNPACKS_TO = "the document unpacks to more than"
TOO_LARGE_UNPACKED = Fault("read.too-large", f"{UNPACKS_TO} {LARGEST:,} bytes, the most that are read as one article")
BOMB = Fault("read.bomb", f"{UNPACKS_TO} {RATIO:,} times its size, as a decompression bomb does")


def frames(source: Source, columns: ColumnMap, start: Place, number: int, *, names_only: bool) -> Iterator[Frame]:
    """The one document of a file, which is read only when it is wanted: unpacked, pages are about five times larger."""
    size = _size(source.path)
    yield Frame(0, (0, 0), min(LARGEST, 5 * size if compression_of(source.path) else size))


def record(part: Part, frame: Frame, columns: ColumnMap, *, media: Media) -> Record | Reject:
    """The document. Raises OSError."""
    data = _contents(part.source.path)
    if isinstance(data, Fault):
        return Reject(part.source.raw_path, None, "read", data.rule, data.message)
    # plain text under the name of a page is no page
    shown: Media = media if b"<" in data or foreign_kind(data[:LOOKED_AT]) else "text"
    return Record(part.source.raw_path, data, shown, sha256_of(data))


html_record = partial(record, media="html")
text_record = partial(record, media="text")


def _contents(path: str) -> bytes | Fault:
    packed = compression_of(path) is not None
    size, found = _size(path), 0
    parts: list[bytes] = []
    for piece in pieces(path):
        if piece.fault is not None:
            return piece.fault
        parts.append(piece.data)
        found += len(piece.data)
        if packed and found > FREE and found > RATIO * size:
            return BOMB
        if found > LARGEST:
            return TOO_LARGE_UNPACKED if packed else TOO_LARGE
    return b"".join(parts)


def _size(path: str) -> int:
    return os.stat(path).st_size
