"""What is looked for: the runs of words of the test side, each once, ready to be met in a stream of text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.bench.overlap.words import Cut, Flags, Hashes, Numbers, cut, normal, runs

LEAST = 8
"""Words of a text below which a match tells nothing; as in the check of the GPT-3 paper, like the 13 of a run."""

CHARACTERS_A_WORD = 2
"""Characters that make a word in scripts without spaces, about: a run of them is so much longer."""

ROOM = 16
"""Places of the first filter for each run: so few of other runs pass it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the test side that is long enough to tell something.

    Attributes:
        length: words of its runs: of a text that is shorter than a run, all its words.
        begin: where its words begin among those of the texts with this length.
        first, runs: its runs are the `runs` from the `first` on, of all of this length.
    """

    length: int
    begin: int
    first: int
    runs: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run was met first: the number of the file, and the line or row there, from 1."""

    file: int
    record: int


@dataclass(slots=True)
class Grams:
    """All different runs of one length, in the order of their hashes.

    Attributes:
        length: words of a run.
        hashes: their hashes; different runs may have the same.
        words: the number of each word of the texts, one text after the other.
        spelled: for each run, where in `words` it stands.
        of: which run stands at each place of the texts.
        found: whether each was met.
        places: where.
    """

    length: int
    hashes: Hashes
    words: Numbers
    spelled: Numbers
    of: Numbers
    found: Flags
    places: dict[int, Place] = field(default_factory=dict)
    _filter: Flags = field(init=False)
    _shift: np.uint64 = field(init=False)

    def __post_init__(self) -> None:
        bits = min(max(16, int(ROOM * len(self.hashes)).bit_length()), 28)
        self._shift = np.uint64(64 - bits)
        self._filter = np.zeros(1 << bits, np.bool_)
        self._filter[self.hashes >> self._shift] = True

    def candidates(self, met: Hashes) -> Iterator[tuple[int, int]]:
        """Places among some hashes, in order, and the runs with the same hash that were not met before."""
        places = np.flatnonzero(self._filter[met >> self._shift])
        first = np.searchsorted(self.hashes, met[places])
        last = np.searchsorted(self.hashes, met[places], side="right")
        unmet = (last > first) & ((last > first + 1) | ~self.found[np.minimum(first, len(self.found) - 1)])
        for place, low, high in zip(places[unmet].tolist(), first[unmet].tolist(), last[unmet].tolist(), strict=True):
            for run in range(low, high):
                if not self.found[run]:
                    yield place, run


@dataclass(frozen=True, slots=True)
class Probes:
    """The runs of some texts.

    Attributes:
        pieces: of each text, None where it is too short.
        grams: the runs, by length.
        vocabulary: the words by their number.
    """

    pieces: tuple[Piece | None, ...]
    grams: tuple[Grams, ...]
    vocabulary: tuple[str, ...]

    def of_length(self, length: int) -> Grams:
        """The runs of one length."""
        return next(grams for grams in self.grams if grams.length == length)

    def spelled(self, grams: Grams, start: int, words: int) -> list[str]:
        """So many words of the texts with runs of one length, from a place on."""
        return [self.vocabulary[number] for number in grams.words[start : start + words]]


def run_length(found: Cut, n: int) -> int | None:
    """How many words the runs of a text have; None where it is too short to tell."""
    spaceless = 2 * int(found.alone.sum()) > len(found.alone)
    factor = CHARACTERS_A_WORD if spaceless else 1
    words = len(found.starts)
    return None if words < min(LEAST, n) * factor else min(words, n * factor)


def probes_of(texts: Sequence[str], n: int) -> Probes:
    """The runs of `n` words of texts; of `n` times two characters where a script writes no spaces."""
    numbers: dict[str, int] = {}
    known: list[np.uint64] = []
    by_length: dict[int, list[tuple[int, Numbers]]] = {}
    for place, text in enumerate(texts):
        found = cut(normal(text))
        if (length := run_length(found, n)) is not None:
            by_length.setdefault(length, []).append((place, _numbered(found, numbers, known)))
    hashes = np.array(known, np.uint64)
    pieces: list[Piece | None] = [None] * len(texts)
    grams = []
    for length, own in sorted(by_length.items()):
        made, parts = _grams([words for _, words in own], hashes, length)
        grams.append(made)
        for (place, _), piece in zip(own, parts, strict=True):
            pieces[place] = piece
    return Probes(tuple(pieces), tuple(grams), tuple(numbers))


def _numbered(found: Cut, numbers: dict[str, int], known: list[np.uint64]) -> Numbers:
    """The numbers of the words of a text; a new word gets the next, and its hash is kept."""
    coded = np.empty(len(found.starts), np.int64)
    for place, word in enumerate(found.words(0, len(found.starts))):
        number = coded[place] = numbers.setdefault(word, len(numbers))
        if number == len(known):
            known.append(found.hashes[place])
    return coded


def _grams(texts: Sequence[Numbers], hashes: Hashes, length: int) -> tuple[Grams, list[Piece]]:
    """The runs of texts, and which are those of each."""
    words = np.concatenate(texts)
    counts = np.array([len(own) - length + 1 for own in texts])
    starts = np.cumsum(counts) - counts
    begin = np.cumsum([0, *map(len, texts[:-1])])
    standing = np.arange(counts.sum()) + np.repeat(begin - starts, counts)
    _, first, number = np.unique(run_numbers(words, length)[standing], return_index=True, return_inverse=True)
    own = runs(hashes[words], length)[standing][first]
    order = np.argsort(own, kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    spelled = standing[first][order]
    made = Grams(length, own[order], words, spelled, rank[number], np.zeros(len(order), np.bool_))
    parts = zip(begin.tolist(), starts.tolist(), counts.tolist(), strict=True)
    return made, [Piece(length, *part) for part in parts]


def run_numbers(words: Numbers, length: int) -> Numbers:
    """A number for each run of `length` numbers: equal for equal runs and for no others; shape (words - length + 1,).

    Runs of 1, 2, 4, ... are numbered by the pair of their halves; a length is put together of these.
    """
    total = len(words) - length + 1
    whole = np.zeros(total, np.int64)
    half, size, covered = words, 1, 0
    while size <= length:
        if length & size:
            whole = _paired(whole, half[covered : covered + total])
            covered += size
        half = _paired(half[:-size], half[size:]) if 2 * size <= length else half
        size *= 2
    return whole


def _paired(first: Numbers, second: Numbers) -> Numbers:
    """A number for each pair of numbers below 2 ** 31."""
    _, number = np.unique(first << 32 | second, return_inverse=True)
    return np.asarray(number, np.int64)
