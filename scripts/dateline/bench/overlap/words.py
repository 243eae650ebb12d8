"""Texts cut into words by numpy: offsets and a hash for each word, in any script, at the pace of a disk.

Words are runs of letters, marks and digits, without case and form of writing; a character of a script without spaces
is one by itself (the words of `scoring.text`). Hashes are polynomials modulo 2 ** 64, so that those of words and of
runs of words come from sums; who finds equal hashes compares the words.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np

from dateline.bench.scoring.text import SPACELESS

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint64]]"
Codes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint8 | np.uint32]]"
Classes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint8]]"
Flags: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"

VALUE_END, TEXT_END = "\ufffe", "\uffff"
"""Noncharacters that stand between values of one record, and between records. Each counts as a word, which no text
has: a run of words across it is never found."""

OUTSIDE, LETTER, ALONE, INVISIBLE = 0, 1, 2, 3
"""What a code point is to a word: no part of one; a part of one; a word by itself; nothing at all."""

TATWEEL = 0x640
"""The stroke that stretches an Arabic letter: it cuts no word, as format characters cut none."""

ASSIGNED = 0x40000
"""Code points from here on are no characters of texts, but for the tags and selectors of plane 14."""

CHARACTER = np.uint64(0x9E3779B97F4A7C15)
WORD = np.uint64(0xD6E8FEB86659FD93)
"""Bases of the polynomials, over code points and over words: odd, so that they have an inverse modulo 2 ** 64."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The words of a text.

    Attributes:
        text: the text as it was cut, normal.
        starts, ends: offsets of the words in it.
        hashes: a number for each word; different words rarely have the same.
        alone: whether each is one character of a script without spaces.
    """

    text: str
    starts: Numbers
    ends: Numbers
    hashes: Hashes
    alone: Flags

    def words(self, place: int, length: int) -> list[str]:
        """The words from one on, as they are spelled in the normal text."""
        spans = zip(self.starts[place : place + length], self.ends[place : place + length], strict=True)
        return [self.text[start:end] for start, end in spans]


def normal(text: str) -> str:
    """A text without case and without compatible forms of writing (NFKC)."""
    return "\n".join(map(_normal_line, text.split("\n")))  # lines, for of many texts most need little work


def _normal_line(line: str) -> str:
    return line.lower() if line.isascii() else unicodedata.normalize("NFKC", line).casefold()


def cut(text: str) -> Cut:
    """The words of a normal text."""
    codes, classes = _classified(text)
    seen = classes != INVISIBLE
    if not seen.all():
        codes, classes = codes[seen], classes[seen]
        text = codes.tobytes().decode("utf-32-le", "surrogatepass")
    inside, alone = classes == LETTER, classes == ALONE
    begins, closes = inside.copy(), inside.copy()
    begins[1:] &= ~inside[:-1]
    closes[:-1] &= ~inside[1:]
    starts = np.flatnonzero(begins | alone)
    ends = np.flatnonzero(closes | alone) + 1
    return Cut(text, starts, ends, _sums(codes, inside | alone, starts), alone[starts])


def _classified(text: str) -> tuple[Codes, Classes]:
    """The code points of a text, and what each is."""
    if text.isascii():  # a byte a character, which is less to move
        plain = text.encode()
        return np.frombuffer(plain, np.uint8), np.frombuffer(plain.translate(_ascii_classes()), np.uint8)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, _classes().take(codes)


def runs(hashes: Hashes, length: int) -> Hashes:
    """The hash of each run of `length` words, in order; shape (words - length + 1,), or (0,)."""
    number = len(hashes) - length + 1
    if number <= 0:
        return np.zeros(0, np.uint64)
    up, down = _powers(int(WORD), len(hashes))
    total = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(hashes * up, out=total[1:])
    return np.asarray((total[length:] - total[:number]) * down[:number], np.uint64)


def _sums(codes: Codes, counted: Flags, starts: Numbers) -> Hashes:
    if not len(starts):
        return np.zeros(0, np.uint64)
    up, down = _powers(int(CHARACTER), len(codes))
    terms = up * codes
    terms *= counted
    return np.asarray(np.add.reduceat(terms, starts) * down[starts], np.uint64)


_known: dict[int, tuple[Hashes, Hashes]] = {}


def _powers(base: int, number: int) -> tuple[Hashes, Hashes]:
    """The powers of a base and of its inverse, 0 to `number - 1`, kept for the next text."""
    if base not in _known or len(_known[base][0]) < number:
        size = 1 << max(number - 1, 1).bit_length()
        inverse = pow(base, -1, 1 << 64)
        _known[base] = (_powers_of(base, size), _powers_of(inverse, size))
    up, down = _known[base]
    return up[:number], down[:number]


def _powers_of(base: int, size: int) -> Hashes:
    factors = np.full(size, base, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)


@cache
def _classes() -> Classes:
    """What each code point is."""
    found = np.zeros(0x110000, np.uint8)
    for code in (*range(ASSIGNED), *range(0xE0000, 0xE1000)):
        character = chr(code)
        category = unicodedata.category(character)
        if category[0] in "LMN":
            single = unicodedata.name(character, "").partition(" ")[0] in SPACELESS
            found[code] = ALONE if single else LETTER
        elif category == "Cf":
            found[code] = INVISIBLE
    found[TATWEEL] = INVISIBLE
    found[[ord(VALUE_END), ord(TEXT_END)]] = ALONE
    return found


@cache
def _ascii_classes() -> bytes:
    return bytes(_classes()[:0x100])
