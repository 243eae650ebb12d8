"""Content-defined chunks of a file, as the Hub's store cuts them.

The rule and its numbers are those of the Xet specification (https://huggingface.co/docs/xet/chunking): a gear hash over
the last 64 bytes, `h = (h << 1) + TABLE[byte]` modulo 2**64, and a cut after each byte at which the 16 highest bits of
`h` are zero, in chunks of 8 to 128 KiB. The table is one of our own: any random table cuts into chunks of the same
sizes, though not at the same bytes, so what is counted with it is an estimate.
"""

import hashlib
import mmap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

LEAST: Final = 8 << 10
"""Bytes of a chunk at the least, but for the last of a file."""
MOST: Final = 128 << 10
"""Bytes of a chunk at the most."""
WINDOW: Final = 64
"""Bytes that the hash depends on: each byte's part is shifted out of 64 bits after so many more."""
BELOW: Final = 1 << 48
"""The hash is below this where its 16 highest bits are zero: once in 64 KiB."""
BLOCK: Final = 1 << 16
"""Positions that are hashed at once: two arrays of 64-bit numbers of this length stay in a processor's cache."""

Numbers = npt.NDArray[np.uint64]


@cache
def table() -> Numbers:
    """256 numbers of 64 random bits, the same everywhere and always."""
    digests = b"".join(hashlib.sha256(b"dateline gear %d" % byte).digest()[:8] for byte in range(256))
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def chunks(path: str | Path) -> Iterator[tuple[bytes, int]]:
    """Digest (16 bytes) and length of each chunk of a file, in order."""
    with Path(path).open("rb") as stream:
        if not stream.seek(0, 2):
            return
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            start = 0
            for end in _ends(data):
                yield hashlib.blake2b(data[start:end], digest_size=16).digest(), end - start
                start = end


def _ends(data: mmap.mmap) -> Iterator[int]:
    """Where each chunk ends: at the first candidate that makes it long enough, else at the greatest length."""
    size, start = len(data), 0
    for at in candidates(data):
        while at - start > MOST:
            start += MOST
            yield start
        if at - start >= LEAST:
            yield at
            start = at
    while size - start > MOST:
        start += MOST
        yield start
    if start < size:
        yield size


def candidates(data: mmap.mmap | bytes) -> Iterator[int]:
    """The number of bytes up to and with each at which the rule allows a cut.

    The sum of 64 shifted numbers is made of sums of 2, 4, 8, ... of them, each for all positions of a block at once.
    """
    gear = table()
    hashes, shifted = np.empty(BLOCK + WINDOW, np.uint64), np.empty(BLOCK + WINDOW, np.uint64)
    for begin in range(0, len(data), BLOCK):
        lead = max(0, begin - WINDOW + 1)
        block = np.frombuffer(data[lead : begin + BLOCK], np.uint8)
        hashed = hashes[: len(block)]
        np.take(gear, block, out=hashed, mode="clip")
        width = 1
        while width < min(WINDOW, len(block)):
            part = shifted[: len(block) - width]
            np.left_shift(hashed[:-width], np.uint64(width), out=part)
            np.add(hashed[width:], part, out=hashed[width:])
            width *= 2
        found = np.flatnonzero(hashed < np.uint64(BELOW)) + lead
        yield from (int(at) + 1 for at in found if at >= begin)
