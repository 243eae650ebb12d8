"""Two texts compared exactly: the shingles that they share, and the words that lie in shared shingles."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from dateline.corpus.reprints.shingles import Hashes, shingles
from dateline.corpus.reprints.tokens import Tokens

Flags: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]
Shares: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]

MEASURES = (
    *("shared", "shingles_a", "shingles_b", "words_a", "words_b"),
    *("covered_a", "covered_b", "own_a", "own_b", "telling_a", "telling_b", "held_a", "held_b"),
    "alike",
)
"""Of a pair: different shingles that both have and that each has; words of each; words that lie in a shared shingle;
words in stretches of the text's own, of `STRETCH` words at least; names and figures, and those in a shared shingle;
and whether the two seem to be of one template (`templates`).
"""

STRETCH = 12
"""Words without a shared one between them that are a passage of the text's own, about half a sentence; fewer are an
edited word and its neighbours.
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to be compared: tokens, tokens of a shingle, shingles by place, and sorted with each once."""

    tokens: Tokens
    length: int
    hashes: Hashes
    unique: Hashes

    @classmethod
    def of(cls, tokens: Tokens, length: int) -> "Text":
        """A text from its sketch."""
        hashes = shingles(tokens, length)
        return cls(tokens, length, hashes, once(hashes))


def measure(a: Text, b: Text) -> tuple[tuple[int, ...], Flags]:
    """The `MEASURES` of a pair but the last, and the words of `a` in shared shingles; two scripts share nothing."""
    if a.length != b.length or not len(a.hashes) or not len(b.hashes):
        shared, covers = 0, (np.zeros(len(a.tokens), np.bool_), np.zeros(len(b.tokens), np.bool_))
    else:
        shared = int(np.count_nonzero(among(a.unique, b.unique)))
        covers = (_covered(a, b), _covered(b, a))
    sides = zip(_side(a, covers[0]), _side(b, covers[1]), strict=True)
    return (shared, len(a.unique), len(b.unique), *(value for pair in sides for value in pair)), covers[0]


def _covered(text: Text, other: Text) -> Flags:
    return spread(among(text.hashes, other.unique), text.length, len(text.tokens))


def _side(text: Text, covered: Flags) -> tuple[int, ...]:
    """Of one text of a pair: words, covered, own, telling, held."""
    telling = (text.tokens & 1).astype(np.bool_)
    counted = (covered, passages(covered), telling, covered & telling)
    return len(text.tokens), *(int(np.count_nonzero(one)) for one in counted)


def spread(shared: Flags, length: int, words: int) -> Flags:
    """Which words lie in a shared shingle, from which shingles are shared."""
    if not len(shared):
        return np.zeros(words, np.bool_)
    total = np.zeros(words + length, np.int64)
    total[length : length + len(shared)] = shared
    total = total.cumsum()
    total[length + len(shared) :] = total[length + len(shared) - 1]
    covered: Flags = total[length:] > total[:-length]
    return covered


def passages(covered: Flags) -> Flags:
    """The words in stretches of at least `STRETCH` that are not covered."""
    if not len(covered):
        return covered
    starts = np.concatenate([[0], np.flatnonzero(covered[1:] != covered[:-1]) + 1])
    lengths = np.diff(starts, append=len(covered))
    return np.repeat(~covered[starts] & (lengths >= STRETCH), lengths)


def once(hashes: Hashes) -> Hashes:
    """The hashes sorted, each once; faster than `np.unique` at this size."""
    hashes = np.sort(hashes)
    new = np.ones(len(hashes), np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=new[1:])
    return hashes[new]


def among(hashes: Hashes, unique: Hashes) -> Flags:
    """Which of the hashes are among the sorted ones, of which there is one at least."""
    found: Flags = unique[np.minimum(np.searchsorted(unique, hashes), len(unique) - 1)] == hashes
    return found
