"""Shingles, runs of a few tokens, as 64-bit hashes; and the sample of them by which texts that share some are found."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from dateline.corpus.reprints.tokens import Tokens

Hashes: TypeAlias = np.ndarray[tuple[int], np.dtype[np.uint64]]
Ints: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]

_BASE, _ODD, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
"""Odd 64-bit constants of splitmix64 (Steele, Lea, Flood, OOPSLA 2014)."""

FEW = 64
"""Samples that a text has at most, up to `DENSEST` and from `SPARSEST` on: the more shingles, the rarer they are taken.

Sparser samples are a part of denser ones, so a short text and a long one that holds it share the sparse part.
"""

DENSEST, SPARSEST = 1, 3
"""Low bits that are zero in a sampled hash: one in two in short texts, one in eight in long ones."""


def shingles(tokens: Tokens, length: int) -> Hashes:
    """The hash of each run of `length` tokens, by where it starts; the lowest bit of a token does not count.

    A polynomial of the tokens, then the finalizer of splitmix64: vectorised, so a text costs some microseconds.
    """
    count = max(0, len(tokens) - length + 1)
    words = (tokens.astype(np.int64) >> 1).astype(np.uint64)
    total = np.zeros(count, np.uint64)
    for number in range(length):
        total = total * _BASE + words[number : number + count]
    total = (total ^ (total >> np.uint64(30))) * _ODD
    total = (total ^ (total >> np.uint64(27))) * _MIX
    return total ^ (total >> np.uint64(31))


def sample(hashes: Hashes) -> Hashes:
    """The shingles of a text that stand for it, each once, sorted: those whose low bits are zero."""
    bits = min(SPARSEST, max(DENSEST, int(np.ceil(np.log2(max(1, len(hashes)) / FEW)))))
    return np.unique(hashes[hashes & np.uint64((1 << bits) - 1) == 0])


def split(values: Tokens, offsets: Ints) -> Iterator[Tokens]:
    """The tokens of each text of a list column."""
    for start, end in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True):
        yield values[start:end]
