"""WARC files cut into records by the lengths that they state, each length checked against what follows.

fastwarc reads on silently where a record is clipped or its length is wrong, and gives up at the first broken header.
Here a record that is not whole is told, and reading goes on with the next that begins (WARC 1.1, 4 and annex A).
"""

import re
from collections.abc import Iterator

from dateline.read.records.buffered import Window
from dateline.read.records.record import Fault, Frame, Place
from dateline.read.records.unpack import pieces
from dateline.read.text import LARGEST

LONGEST_HEAD = 64 * 1024  # bytes of a record's own header
LONGEST = LARGEST + LONGEST_HEAD  # bytes of a record that is held; what is longer is no page
STEP = 1024 * 1024  # bytes passed over at a time
BLANK = 64  # bytes of white space looked at together
REREADS = 8  # times a file is read again from within a record whose stated length led past its end
DOCUMENTS = ("response", "resource")

CLIPPED = Fault("read.clipped", "the file ends, or the next record begins, in the middle of this record")
WRONG_LENGTH = Fault("read.broken-record", "the record is not as long as its Content-Length says")
NO_LENGTH = Fault("read.broken-record", "the record states no Content-Length")
NO_RECORD = Fault("read.broken-record", "no WARC record begins where one should")
TOO_LARGE = Fault("read.too-large", f"the record has more than {LONGEST:,} bytes")

BEGIN = b"WARC/"
END = b"\r\n\r\n"
NEXT = re.compile(rb"(?<=\n)WARC/[01]\.\d{1,2}\r?\n")
OVERLAP = 16  # bytes: `NEXT` is shorter
HEAD_END = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,15})[ \t]*\r?$")
TYPE = re.compile(rb"(?im)^warc-type:[ \t]*([a-z]+)[ \t]*\r?$")
ID = re.compile(rb"(?im)^warc-record-id:[ \t]*<?(?:urn:uuid:)?([^\s>]+)>?[ \t]*\r?$")


def begins_record(data: bytes) -> bool:
    """Whether unpacked bytes begin as a record does."""
    return data.lstrip(b"\r\n").startswith(BEGIN)


def cut(path: str, start: Place, number: int, *, names_only: bool) -> Iterator[Frame]:
    """The records of a file from a place on; `number` is that of the first. Raises OSError."""
    archive = _Archive(path, start)
    while (frame := archive.next(number, names_only=names_only)) is not None:
        yield frame
        number += 1


class _Archive:
    """A file that is being cut."""

    def __init__(self, path: str, start: Place) -> None:
        self._path = path
        self._rereads = REREADS
        self._open(start)

    def _open(self, start: Place) -> None:
        self._window = Window(pieces(self._path, start, begins_record))

    def next(self, number: int, *, names_only: bool) -> Frame | None:
        """The record at the window's position, which then stands behind it; None at the end."""
        self._pass_blank()
        gap = self._window.cross()
        if gap is not None:
            return Frame(number, gap[1], 0, fault=gap[0])
        if not self._window.peek(1):
            return None
        frame = self._record(number, names_only=names_only)
        if frame.fault is not None and frame.fault is self._window.gap:
            self._window.cross()  # told with this record
        return frame

    def _record(self, number: int, *, names_only: bool) -> Frame:
        window, start, place = self._window, self._window.position, self._window.place()
        head = self._head(start)
        name, length = _field(ID, head), _field(LENGTH, head)
        if length is None:
            cause = window.gap or (NO_LENGTH if head else NO_RECORD)
            self._resume(start + 1)
            return Frame(number, place, 0, None, name, cause)
        kind = (_field(TYPE, head) or "unknown").lower()
        body, end = start + len(head), start + len(head) + int(length)
        if int(length) > LONGEST:
            broken = self._pass_over(body, end)
            fault = broken or (TOO_LARGE if kind in DOCUMENTS else None)
            return Frame(number, place, LONGEST, None, name, fault, _other(kind))
        broken = self._check(body, end)
        if broken is not None:
            return Frame(number, place, end - start, None, name, broken)
        data = window.between(start, end) if kind in DOCUMENTS and not names_only else None
        window.move(end)
        return Frame(number, place, end - start, data, name, None, _other(kind))

    def _pass_blank(self) -> None:
        """Past the line ends between records."""
        while blank := self._window.peek(BLANK):
            rest = len(blank.lstrip(b"\r\n"))
            self._window.move(self._window.position + len(blank) - rest)
            if rest:
                return

    def _head(self, start: int) -> bytes:
        """The header with the blank line that ends it; empty where none begins here."""
        window = self._window
        if window.peek(len(BEGIN)) != BEGIN:
            return b""
        for size in (LONGEST_HEAD // 16, LONGEST_HEAD):
            window.fill(start + size)
            found = window.search(HEAD_END, start, start + size)
            if found:
                return window.between(start, found[1])
        return b""

    def _check(self, body: int, end: int) -> Fault | None:
        """Why a record with this body is not whole; the window then stands where the next one begins."""
        window = self._window
        whole = window.fill(end)
        other = window.begun(body, end, BEGIN)
        if other is not None:
            window.move(other)
            return CLIPPED
        if whole and self._is_end(end):
            return None
        fault = WRONG_LENGTH if whole else window.gap or CLIPPED
        self._resume(body)
        return fault

    def _is_end(self, end: int) -> bool:
        """Whether a record can end here: its two line ends follow, or else a record, a member or nothing more."""
        window = self._window
        window.fill(end + 4 + len(BEGIN))
        tail = window.between(end, end + 4 + len(BEGIN))
        rest = tail.lstrip(b"\r\n")
        return (
            tail.startswith(END)
            or BEGIN.startswith(rest[: len(BEGIN)])
            or any(end <= at <= end + 4 for at in window.members)
        )

    def _pass_over(self, body: int, end: int) -> Fault | None:
        """As `_check`, of a body that is too long to be held."""
        window = self._window
        window.move(body)
        place = window.place()
        while window.position < end:
            step = min(end, window.position + STEP)
            whole = window.fill(step)
            other = window.begun(window.position, step, BEGIN)
            if other is not None:
                window.move(other)
                return CLIPPED
            if not whole:
                fault = window.gap or CLIPPED
                self._reread(place)
                return fault
            window.move(step)
        if self._is_end(end):
            return None
        self._reread(place)
        return WRONG_LENGTH

    def _reread(self, place: Place) -> None:
        """Look for the next record from a place that was passed, unless that was done too often."""
        if self._rereads:
            self._rereads -= 1
            self._open(place)
            self._resume(0)
        else:
            self._resume(self._window.position)

    def _resume(self, start: int) -> None:
        """Move on to where the next record begins, or to the next gap or the end."""
        window = self._window
        while True:
            found = window.search(NEXT, start, window.end)
            other = window.begun(start - 1, window.end, BEGIN)
            targets = [at for at in (found and found[0], other) if at is not None]
            if targets:
                window.move(min(targets))
                return
            start = max(start, window.end - OVERLAP)
            before = window.end
            window.fill(before + STEP)
            if window.end == before:
                window.move(before)
                return
            window.move(start)


def _other(kind: str) -> str | None:
    """What a record is that is no document."""
    return None if kind in DOCUMENTS else f"WARC record of type {kind}"


def _field(pattern: re.Pattern[bytes], head: bytes) -> str | None:
    match = pattern.search(head)
    return match[1].decode("utf-8", "replace") if match else None
