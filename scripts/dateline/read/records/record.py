"""What a raw form that holds documents hands on: records, reasons why there are none, and parts to read apart."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from dateline.printable import path_name
from dateline.read.document import Reject
from dateline.read.files import Source

Media = Literal["html", "text"]

Place: TypeAlias = tuple[int, int]
"""Where a record begins: the offset of its compressed member in the file (0 in a plain file) and its offset within what
that unpacks to; in tables, the row group or batch and the row in it."""

SIMPLE_NAME = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_NAME = 200  # characters of a record's own id; what is longer is no id, and its number stands for it


@dataclass(frozen=True, slots=True)
class Hints:
    """What came with a document and is not part of it: columns of its row, headers of its transfer.

    The values stand here as they came. `places` names where each was found, for the evidence.
    """

    url: str | None = None
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    language: str | None = None
    charset: str | None = None
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One document as it stands in an input.

    Attributes:
        raw_path: `file#id`, or the file's path where the file is the document.
        data: its bytes, or its characters where the form tells their encoding (JSON, Parquet strings).
        media: whether these are markup or plain text.
        sha256: of the bytes; of characters in UTF-8.
        note: what was unusual about the bytes.
    """

    raw_path: str
    data: bytes | str
    media: Media
    sha256: str
    hints: Hints = Hints()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Records that are no documents (a crawl's requests, images, redirects): counted by what they are, not rejected."""

    raw_path: str
    what: str
    count: int


Result: TypeAlias = Record | Reject | Skipped


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record cannot be read: the rule and the message of its row in `rejects`."""

    rule: str
    message: str


class BadFile(Exception):
    """A file that cannot be read at all; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.message)


@dataclass(frozen=True, slots=True)
class Frame:
    """A record as it is cut out of its file, not yet understood.

    Attributes:
        number: of the line (from 1), the row (from 0) or the record (from 1) in the file.
        size: bytes that it takes.
        data: bytes of the line or record, or the row's values by column; None where only the frame was asked for.
        name: its own id, where the form has one.
        fault: why there is none, or why it ends early.
        skipped: what it is, where it is no document.
    """

    number: int
    place: Place
    size: int
    data: Any = None
    name: str | None = None
    fault: Fault | None = None
    skipped: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one file that can be read by itself, by any process and in any order: small enough to be held.

    Attributes:
        form: name of the file's form (`forms.FORMS`).
        start, number: of its first record.
        count: of records, those that turn out to be rejects or skipped among them.
        size: bytes that they take unpacked.
        repeated: digests of names that more than one record of the file has; None where too many have.
    """

    source: Source
    form: str
    start: Place = (0, 0)
    number: int = 0
    count: int = 1
    size: int = 0
    repeated: frozenset[int] | None = frozenset()


def record_path(part: Part, frame: Frame) -> str:
    """`file#name`, and `file#name~number` where a name is not one record's alone."""
    name = base_name(frame)
    if part.repeated is None or (part.repeated and name_digest(name) in part.repeated):
        name = f"{name}~{frame.number}"
    return f"{part.source.raw_path}#{name}"


def base_name(frame: Frame) -> str:
    """The record's own id made fit for a path, else its number.

    `#` and `~` are the path's own, as percent escapes are; a `..` must not lead anywhere.
    """
    name = (frame.name or "").strip()
    if not name or len(name) > LONGEST_NAME:
        return str(frame.number)
    if SIMPLE_NAME.fullmatch(name):
        return name
    name = name.replace("%", "%25").replace("#", "%23").replace("~", "%7E")
    return path_name(name.replace("/", "%2F") if ".." in name else name)


def name_digest(name: str) -> int:
    """64 bits of a name: two names share them by chance with odds of 1 to 370,000 in ten million."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")


def sha256_of(data: bytes | str) -> str:
    """SHA-256 of a record's bytes, of characters in UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
