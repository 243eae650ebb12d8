"""Compressed files as a stream of pieces: memory bounded, breaks told and got over, bombs stopped.

A compressed file is a row of members (gzip) or frames (Zstandard), each of which can be unpacked by itself. A piece
says which member it is of, so that reading can start there again.
"""

import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

import pyarrow as pa

from dateline.printable import plain
from dateline.read.records.record import Fault, Place
from dateline.read.records.zstd_frames import FrameWindow, skippable_size

GZIP, ZSTD = ".gz", ".zst"
COMPRESSIONS = (GZIP, ZSTD)
MAGIC = {GZIP: b"\x1f\x8b\x08", ZSTD: b"\x28\xb5\x2f\xfd"}

CHUNK = 256 * 1024  # bytes that are read, and unpacked, at a time
RATIO = 10_000  # unpacked to packed bytes: gzip reaches 1,000, one page repeated for ever in Zstandard 6,000
FREE = 64 * 1024 * 1024  # bytes of a member for which the ratio does not count
TRIED = 64 * 1024  # bytes that a possible member is unpacked to, to see whether it is one
READ = 32 * 1024  # packed bytes at a time: members of one page each are small

CLIPPED = Fault("read.clipped", "the file ends in the middle of compressed data")
BOMB = Fault(
    "read.bomb",
    f"unpacks to more than {RATIO:,} times its size, as a decompression bomb does; the rest of it is not read",
)

Accepts = Callable[[bytes], bool]
"""Whether the first unpacked bytes are those of a member to go on with after a break."""


Unpacked: TypeAlias = "Generator[Piece, None, int | None]"
"""The pieces of one member; it returns where the member ends in the file, None where it ends with a fault."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Unpacked bytes, the member that they are of, and their offset in it; or the fault that ends that member."""

    member: int
    inner: int
    data: bytes
    fault: Fault | None = None


def compression_of(path: str) -> str | None:
    """`.gz`, `.zst`, or None for a plain file."""
    return next((ending for ending in COMPRESSIONS if path.lower().endswith(ending)), None)


def pieces(path: str, start: Place = (0, 0), accepts: Accepts = bool) -> Iterator[Piece]:
    """The bytes of a file from a place on, unpacked where its name ends in `.gz` or `.zst`.

    A member that is clipped or broken ends with a fault; what follows goes on with the next member that begins as
    `accepts` wants. Raises OSError.
    """
    kind = compression_of(path)
    with open(path, "rb", buffering=CHUNK) as file:
        if kind is None:
            yield from _plain(file, start[1])
            return
        skip = start[1]
        for piece in _members(file, kind, start[0], accepts):
            if piece.member != start[0] or piece.fault is not None or not skip:
                yield piece
            elif piece.inner + len(piece.data) > skip:
                from_here = max(0, skip - piece.inner)
                yield Piece(piece.member, piece.inner + from_here, piece.data[from_here:])


def _plain(file: BinaryIO, offset: int) -> Iterator[Piece]:
    file.seek(offset)
    while data := file.read(CHUNK):
        yield Piece(0, offset, data)
        offset += len(data)


def _members(file: BinaryIO, kind: str, offset: int, accepts: Accepts) -> Iterator[Piece]:
    """Every member from `offset` on."""
    unpack = _gzip_member if kind == GZIP else _zstd_frame
    end: int | None = offset
    while True:
        offset = _after_padding(file, end) if end is not None else offset
        file.seek(offset)
        if not file.read(1):
            return
        end = yield from unpack(file, offset)
        if end is None:
            found = _resume(file, kind, offset + 1, accepts)
            if found is None:
                return
            offset = found


def _after_padding(file: BinaryIO, offset: int) -> int:
    """Past the zeros that tapes and block devices fill up with, which gzip ignores too."""
    file.seek(offset)
    while data := file.read(CHUNK):
        rest = data.lstrip(b"\0")
        offset += len(data) - len(rest)
        if rest:
            break
    return offset


def _gzip_member(file: BinaryIO, offset: int) -> Unpacked:
    unpack = zlib.decompressobj(wbits=31)
    packed = unpacked = 0
    waiting, more = b"", False
    file.seek(offset)
    while not unpack.eof:
        if not waiting and not more:
            waiting = file.read(READ)
            packed += len(waiting)
            if not waiting:
                yield _fault(offset, unpacked, CLIPPED)
                return None
        try:
            data = unpack.decompress(waiting, CHUNK)
        except zlib.error as error:
            yield _fault(offset, unpacked, _broken("gzip", packed, error))
            return None
        waiting, more = unpack.unconsumed_tail, len(data) == CHUNK
        yield Piece(offset, unpacked, data)
        unpacked += len(data)
        if _is_bomb(packed, unpacked):
            yield _fault(offset, unpacked, BOMB)
            return None
    return offset + packed - len(unpack.unused_data)


def _zstd_frame(file: BinaryIO, offset: int) -> Unpacked:
    file.seek(offset)
    skippable = skippable_size(file.read(8))
    if skippable is not None:
        return offset + skippable
    window = FrameWindow(file, offset)
    unpacked = 0
    try:
        with pa.CompressedInputStream(pa.PythonFile(window, mode="r"), "zstd") as stream:
            while data := stream.read(CHUNK):
                yield Piece(offset, unpacked, data)
                unpacked += len(data)
                if _is_bomb(window.size, unpacked):
                    yield _fault(offset, unpacked, BOMB)
                    return None
    except (OSError, ValueError) as error:
        yield _fault(offset, unpacked, _zstd_fault(window, error))
        return None
    if not window.complete:
        yield _fault(offset, unpacked, CLIPPED)
        return None
    return offset + window.size


def _zstd_fault(window: FrameWindow, error: Exception) -> Fault:
    if window.dictionary:
        message = "the Zstandard data needs a dictionary, which is not read; unpack the file first"
        return Fault("read.broken", message)
    return CLIPPED if "runcated" in str(error) else _broken("Zstandard", window.size, error)


def _fault(member: int, inner: int, fault: Fault) -> Piece:
    return Piece(member, inner, b"", fault)


def _broken(kind: str, packed: int, error: Exception) -> Fault:
    where = "the file has bytes here that are" if packed <= READ else "the file holds data that is"
    return Fault("read.broken", f"{where} no sound {kind} data: {plain(error)}"[:300])


def _is_bomb(packed: int, unpacked: int) -> bool:
    """Whether a member unpacks to far more than texts do."""
    return unpacked > FREE and unpacked > RATIO * packed


def _resume(file: BinaryIO, kind: str, offset: int, accepts: Accepts) -> int | None:
    """Where the next member begins that can be unpacked, and as `accepts` wants; None where there is none."""
    magic = MAGIC[kind]
    file.seek(offset)
    data = b""
    while more := file.read(CHUNK):
        data = data[-len(magic) + 1 :] + more
        base = file.tell() - len(data)
        at = data.find(magic)
        while at >= 0:
            if _begins(file, kind, base + at, accepts):
                return base + at
            at = data.find(magic, at + 1)
        file.seek(base + len(data))
    return None


def _begins(file: BinaryIO, kind: str, offset: int, accepts: Accepts) -> bool:
    """Whether a sound member begins here: its first pieces unpack."""
    unpack = _gzip_member if kind == GZIP else _zstd_frame
    start = b""
    for piece in unpack(file, offset):
        if piece.fault is not None:
            return piece.fault == CLIPPED and accepts(start)
        start += piece.data
        if len(start) >= TRIED:
            break
    return accepts(start)
