"""A stream of text held against the runs that are looked for: block by block, in as much memory as they need."""

from collections.abc import Iterable, Iterator

import numpy as np

from dateline.bench.overlap.probes import Grams, Place, Probes
from dateline.bench.overlap.words import TEXT_END, VALUE_END, Cut, cut, normal, runs

BLOCK = 1 << 18
"""Code points that are cut at a time: its arrays fit a processor's cache."""

STRETCH = 1 << 20
"""Code points without white space from which a text is cut anywhere: it is no text, or one of a script without spaces,
of which each character is a word.
"""

ENDS = (TEXT_END, VALUE_END, "\n", " ", "\t")
"""Where a text may be cut in two without cutting a word."""


class Scan:
    """What was met so far.

    Args:
        probes: what is looked for; its `found` and `places` are filled in.
        canary: words of the canary.
    """

    def __init__(self, probes: Probes, canary: list[str]) -> None:
        self.probes = probes
        self._canary = canary
        self._mark = _hash(canary)
        lengths = [1, len(canary), *(grams.length for grams in probes.grams)]
        self._kept = max(lengths) - 1

    def file(self, number: int, pieces: Iterable[str], mark: str) -> tuple[int, list[int]]:
        """Meet one file.

        Args:
            number: of the file.
            pieces: its text, in order; `TEXT_END` and `VALUE_END` stand where a run of words must end.
            mark: the character that ends a record.

        Returns the number of its words, and the records that hold the canary.
        """
        words, held, record, carry, canaries = 0, 0, 1, "", list[int]()
        for block in blocks(pieces):
            found = cut(carry + normal(block))
            words += len(found.starts) - held
            for grams in self.probes.grams:
                self._meet(grams, found, max(0, held - grams.length + 1), Place(number, record), mark)
            canaries += self._canaries(found, max(0, held - len(self._canary) + 1), record, mark)
            held = min(self._kept, len(found.starts))
            start = int(found.starts[-held]) if held else len(found.text)
            record += found.text.count(mark, 0, start)
            carry = found.text[start:]
        return words, canaries

    def _meet(self, grams: Grams, found: Cut, after: int, begin: Place, mark: str) -> None:
        """Look for the runs of one length from a word on; what is met has the same words, not only the same hash."""
        record, at = begin.record, 0
        for place, run in grams.candidates(runs(found.hashes[after:], grams.length)):
            spelled = self.probes.spelled(grams, int(grams.spelled[run]), grams.length)
            if found.words(after + place, grams.length) != spelled:
                continue
            start = int(found.starts[after + place])
            record += found.text.count(mark, at, start)
            at = start
            grams.found[run] = True
            grams.places[run] = Place(begin.file, record)

    def _canaries(self, found: Cut, after: int, record: int, mark: str) -> list[int]:
        size = len(self._canary)
        hits = np.flatnonzero(runs(found.hashes[after:], size) == self._mark) if size else ()
        places = [after + int(hit) for hit in hits if found.words(after + int(hit), size) == self._canary]
        return [record + found.text.count(mark, 0, int(found.starts[place])) for place in places]


def blocks(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces of a text, joined to blocks of about the same size that end where a word does."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= BLOCK and ((end := _last_end(piece)) or size >= STRETCH):
            text = "".join(waiting)
            end = size - len(piece) + end if end else size
            yield text[:end]
            waiting, size = [text[end:]], size - end
    yield "".join(waiting)


def _last_end(piece: str) -> int:
    """Where the last word of a piece ends for sure; 0 where none does."""
    return max(piece.rfind(mark) for mark in ENDS) + 1


def _hash(words: list[str]) -> np.uint64:
    return runs(cut(" ".join(words)).hashes, len(words))[0] if words else np.uint64(0)
