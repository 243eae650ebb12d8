"""A window on unpacked bytes that looks ahead and keeps what it looked at: for records framed by their length."""

import re
from collections import deque
from collections.abc import Iterator

from dateline.read.records.record import Fault, Place
from dateline.read.records.unpack import Piece

KEPT = 1024 * 1024  # bytes behind the position that may lie in the buffer before it is moved together


class Window:
    """Bytes of a stream around a position that only moves on.

    Positions count from where the stream began. At a gap bytes are missing: nothing is read past it until `cross`.
    """

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._data = bytearray()
        self._base = 0  # position of the first byte in the buffer
        self._places: deque[tuple[int, int, int]] = deque()  # position, member, offset in it: where each piece begins
        self._gap: tuple[Fault, Place] | None = None
        self.position = 0
        self.members: deque[int] = deque()
        """Positions ahead, among the bytes that were read, at which a member of the file begins."""

    @property
    def end(self) -> int:
        """Position after the last byte that was read: where the stream ends or a gap is, once `fill` says no."""
        return self._base + len(self._data)

    def fill(self, position: int) -> bool:
        """Read on up to a position; whether there are as many bytes before the next gap and the end."""
        while self.end < position and self._gap is None:
            piece = next(self._pieces, None)
            if piece is None:
                return False
            self._add(piece)
        return self.end >= position

    def _add(self, piece: Piece) -> None:
        if piece.fault is not None:
            self._gap = (piece.fault, (piece.member, piece.inner))
        if not piece.data:
            return
        if self._places and self._places[-1][1] != piece.member:
            self.members.append(self.end)
        self._places.append((self.end, piece.member, piece.inner))
        self._data += piece.data

    def place(self) -> Place:
        """Where in the file the position is."""
        while len(self._places) > 1 and self._places[1][0] <= self.position:
            self._places.popleft()
        begins, member, inner = self._places[0] if self._places else (self.position, 0, 0)
        return (member, inner + self.position - begins)

    def peek(self, size: int) -> bytes:
        """The next bytes, fewer before a gap or the end."""
        self.fill(self.position + size)
        return self.between(self.position, self.position + size)

    def between(self, start: int, end: int) -> bytes:
        """Bytes that were read and not moved past."""
        return bytes(self._data[start - self._base : end - self._base])

    def search(self, pattern: re.Pattern[bytes], start: int, end: int) -> tuple[int, int] | None:
        """Positions of the first match among the bytes from `start` to `end`, as far as they were read."""
        match = pattern.search(self._data, start - self._base, end - self._base)
        return (match.start() + self._base, match.end() + self._base) if match else None

    def begun(self, start: int, end: int, by: bytes) -> int | None:
        """The first position after `start` and before `end` at which a member begins, with the bytes `by`."""
        return next((at for at in self.members if start < at < end and self.between(at, at + len(by)) == by), None)

    def move(self, position: int) -> None:
        """Move on to a position that was read."""
        self.position = position
        while self.members and self.members[0] < position:
            self.members.popleft()
        if position - self._base > KEPT:
            del self._data[: position - self._base]
            self._base = position

    @property
    def gap(self) -> Fault | None:
        """Why nothing is read past `end`, where that is not the end of the stream."""
        return self._gap[0] if self._gap else None

    def cross(self) -> tuple[Fault, Place] | None:
        """Go on past the gap, if there is one at the position: its reason and its place."""
        gap = self._gap
        if gap is None or self.position < self.end:
            return None
        self._gap = None
        return gap
