"""`lead-sentence`: the first sentence of the text, as long as headlines are."""

import re
from collections.abc import Sequence
from statistics import median_low

from dateline.bench.baselines.baseline import Tables, baseline
from dateline.bench.baselines.tokens import is_spaceless
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer
from dateline.bench.scoring.text import words
from dateline.quotes.outline import sentences

WORDS, CHARACTERS = 12, 24
"""Length where training has no headline: words, or characters in scripts without spaces, of which a word has about
two."""

_PIECE = re.compile(r"\S+")


def _lead(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    lengths: dict[bool, list[int]] = {False: [], True: []}
    for row in train:
        found = words(row["headline"])
        lengths[is_spaceless(found)].append(len(found))
    limits = {kind: median_low(own) if own else CHARACTERS if kind else WORDS for kind, own in lengths.items()}
    return [_cut(sentence, limits[is_spaceless(words(sentence))]) for sentence in map(_first_sentence, test)]


def _first_sentence(row: Row) -> str:
    first = next((line for line in row["text"].splitlines() if line.strip()), "")
    start, end = next(sentences(first, 0, len(first)), (0, 0))
    return first[start:end].strip()


def _cut(text: str, limit: int) -> str | None:
    """The text up to so many words; None of a text without any."""
    left = limit
    for piece in _PIECE.finditer(text):
        size = len(words(piece.group()))
        if size >= left:
            # several words in one piece: "anti-war" is kept whole, a run of characters is cut
            inside = left if is_spaceless(words(piece.group())) else len(piece.group())
            return text[: piece.start() + inside]
        left -= size
    return text or None


BASELINE = baseline(
    "lead-sentence",
    "the first sentence of the text, cut to the median length of training headlines (12 words without training)",
    {"headline": _lead},
)
