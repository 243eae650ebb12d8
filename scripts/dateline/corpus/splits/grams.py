"""Runs of words as numbers: two texts share one where they share the words.

Columns in, columns out: a different word is looked at once in a table, and numpy does the rest.
"""

import hashlib
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.cut import Numbers

Flags: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"
Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint64]]"

UNSPACED = r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])"
"""Characters of scripts that set no space between words: each counts as a word of its own."""
LETTERS_A_WORD = 2
"""How many of these make a word, about: a run of them is so much longer."""
NO_WORD = r"[^\p{L}\p{M}\p{N}\s]+"
PRIME = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word of a run is lost in the product


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts, one after the other.

    Attributes:
        hashes: a number for each word.
        ends: where the words of each text end.
        unspaced: whether most of a text's words are characters of a script without spaces.
    """

    hashes: Hashes
    ends: Numbers
    unspaced: Flags

    @property
    def counts(self) -> Numbers:
        """Words of each text."""
        return np.diff(self.ends, prepend=0)

    def run_lengths(self, words: int) -> Numbers:
        """How many words a run of each text has."""
        return np.where(self.unspaced, words * LETTERS_A_WORD, words)


def words_of(texts: pa.Array) -> Words:
    """The words of texts: letters and digits, without case, marks and forms of writing (NFKC); null has none."""
    plain = pc.utf8_lower(pc.utf8_normalize(pc.fill_null(texts, ""), "NFKC"))
    plain = pc.replace_substring_regex(pc.replace_substring_regex(plain, NO_WORD, " "), UNSPACED, r" \1 ")
    lists = pc.utf8_split_whitespace(pc.utf8_trim_whitespace(plain))
    words = lists.flatten()
    coded = words.dictionary_encode()
    places = coded.indices.to_numpy()
    known = np.fromiter((_number(word) for word in coded.dictionary.to_pylist()), np.uint64, len(coded.dictionary))
    single = pc.match_substring_regex(coded.dictionary, f"^{UNSPACED}$").to_numpy(zero_copy_only=False)
    empty = pc.equal(coded.dictionary, "").to_numpy(zero_copy_only=False)[places]
    ends = np.cumsum(pc.list_value_length(lists).to_numpy().astype(np.int64))
    ends = np.cumsum(~empty)[ends - 1] if len(ends) else ends  # a text without words splits into one that is empty
    return Words(known[places[~empty]], ends, _mostly(single[places[~empty]], ends))


def grams(words: Words, length: int) -> tuple[Hashes, Numbers]:
    """Each run of `length` words, and the text it stands in; a text of fewer words is one run, one of none has none."""
    size = words.run_lengths(length)
    spaced, unspaced = (_runs(words, number, size == number) for number in (length, length * LETTERS_A_WORD))
    found, text = np.concatenate([spaced[0], unspaced[0]]), np.concatenate([spaced[1], unspaced[1]])
    order = np.argsort(text, kind="stable")
    return found[order], text[order]


def whole(words: Words) -> Hashes:
    """One number for all words of each text, in their order."""
    starts = words.ends - words.counts
    place = np.arange(len(words.hashes)) - np.repeat(starts, words.counts)
    with np.errstate(over="ignore"):
        terms = _mixed(words.hashes + place.astype(np.uint64) * PRIME)
        total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
        return _mixed(total[words.ends] - total[starts])


def _runs(words: Words, length: int, of: Flags) -> tuple[Hashes, Numbers]:
    """The runs of the texts of one length of runs."""
    text = np.flatnonzero(of & (words.counts > 0))
    counts = words.counts[text]
    number = np.maximum(counts - length + 1, 1)
    start = np.repeat(words.ends[text] - counts, number) + _within(number)
    last = np.repeat(words.ends[text], number)
    found = np.zeros(len(start), np.uint64)
    with np.errstate(over="ignore"):
        for ahead in range(length):
            place = start + ahead
            inside = place < last
            word = words.hashes[np.where(inside, place, 0)]
            found = _mixed(np.where(inside, found * PRIME + word, found))
    return found, np.repeat(text, number)


def _within(counts: Numbers) -> Numbers:
    """0, 1, ... within each of several runs of places."""
    return np.arange(counts.sum(), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)


def _mixed(values: Hashes) -> Hashes:
    """Each bit of a value spread over all others (the finalizer of MurmurHash3, 64 bits)."""
    with np.errstate(over="ignore"):
        values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
        values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
        return values ^ (values >> np.uint64(33))


def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mostly(single: Flags, ends: Numbers) -> Flags:
    total = np.concatenate([np.zeros(1, np.int64), np.cumsum(single)])
    counts = np.diff(ends, prepend=0)
    return np.asarray(2 * (total[ends] - total[ends - counts]) > counts, np.bool_)
