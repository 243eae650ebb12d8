"""Texts as terms to search by: words of any script, pairs of characters where a script writes no spaces."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

from dateline.bench.scoring.text import SPACELESS, words


@cache
def _single(word: str) -> bool:
    """Whether a word is one character of a script without spaces."""
    return len(word) == 1 and unicodedata.name(word, "").partition(" ")[0] in SPACELESS


def is_spaceless(found: Sequence[str]) -> bool:
    """Whether most of a text's words are single characters of scripts without spaces."""
    return 2 * sum(map(_single, found)) > len(found)


def terms(text: str) -> list[str]:
    """The terms of a text in order: words without case; where characters stand without spaces, each two neighbours,
    or the character where it has none.
    """
    found: list[str] = []
    for single, run in groupby(words(text), _single):
        own = list(run)
        found += [a + b for a, b in pairwise(own)] if single and len(own) > 1 else own
    return found
