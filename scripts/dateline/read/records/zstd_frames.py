"""Where a Zstandard frame ends, told without unpacking it: its header and its blocks name all sizes (RFC 8878, 3.1)."""

from collections.abc import Iterator
from typing import BinaryIO

MAGIC = b"\x28\xb5\x2f\xfd"
SKIPPABLE = range(0x184D2A50, 0x184D2A60)  # frames with data of their users, which unpack to nothing

DICTIONARY_BYTES = (0, 1, 2, 4)
CONTENT_BYTES = (0, 2, 4, 8)


def skippable_size(head: bytes) -> int | None:
    """Bytes of a skippable frame with these first eight; None where it is none."""
    if len(head) < 8 or int.from_bytes(head[:4], "little") not in SKIPPABLE:
        return None
    return 8 + int.from_bytes(head[4:8], "little")


class FrameWindow:
    """A file as far as one frame reaches: a reader that is given it finds the frame's end as the file's.

    Attributes:
        size: bytes of the frame that were read.
        complete: whether its last byte was.
        dictionary: whether it can be unpacked with a dictionary alone.
    """

    closed = False

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file = file
        self.size = 0
        self.complete = False
        self.dictionary = False
        self._checksum = False
        self._pieces = self._walk()
        self._waiting = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, none at the end of the frame or of the file."""
        parts, have = [self._waiting], len(self._waiting)
        while size < 0 or have < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            parts.append(piece)
            have += len(piece)
        data = b"".join(parts)
        cut = len(data) if size < 0 else size
        self._waiting = data[cut:]
        return data[:cut]

    def close(self) -> None:
        """Nothing: the file is its owner's."""

    def readable(self) -> bool:
        """As of a file."""
        return True

    def _take(self, size: int) -> bytes:
        data = self._file.read(size)
        self.size += len(data)
        return data

    def _walk(self) -> Iterator[bytes]:
        head = self._take(5)
        yield head
        if len(head) < 5 or head[:4] != MAGIC:
            return
        yield self._take(self._header_rest(head[4]))
        last = False
        while not last:
            header = self._take(3)
            yield header
            if len(header) < 3:
                return
            block = int.from_bytes(header, "little")
            last, kind, size = bool(block & 1), block >> 1 & 3, block >> 3
            size = 1 if kind == 1 else size  # a run of one byte
            body = self._take(size)
            yield body
            if len(body) < size:
                return
        checksum = self._take(4 if self._checksum else 0)
        self.complete = len(checksum) == (4 if self._checksum else 0)
        yield checksum

    def _header_rest(self, descriptor: int) -> int:
        """Bytes of the frame header after its descriptor."""
        single, self._checksum = bool(descriptor >> 5 & 1), bool(descriptor >> 2 & 1)
        dictionary = DICTIONARY_BYTES[descriptor & 3]
        self.dictionary = dictionary > 0
        content = CONTENT_BYTES[descriptor >> 6] or (1 if single else 0)
        return (0 if single else 1) + dictionary + content
