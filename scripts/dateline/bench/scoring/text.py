"""Texts against texts, such as headlines: the longest run of words that they share in order, and equality."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import LCSseq

from dateline.bench.rows import Row
from dateline.bench.scoring.answers import usable
from dateline.bench.scoring.scorer import Answer, Counts, Metric, Scorer, ratio

KEY = "headline"
"""Column of an item that holds the right text."""

SPACELESS = frozenset("CJK HIRAGANA IDEOGRAPHIC KATAKANA KHMER LAO MYANMAR THAI TIBETAN".split())
"""First words of Unicode's names for the characters of scripts that set no space between words."""

_ASCII_WORD = re.compile("[a-z0-9]+")


class _Spacing(dict[int, str]):
    """What stands for a character where words are to be cut at white space; found once for each character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        self[code] = spaced = (
            ("" if category == "Cf" else " ")  # a soft hyphen or a joiner cuts no word
            if category[0] not in "LMN"
            else f" {character} "
            if unicodedata.name(character, "").partition(" ")[0] in SPACELESS
            else character
        )
        return spaced


_SPACING = _Spacing()


def words(text: str) -> list[str]:
    """The words of a text: runs of letters, marks and digits, without case; each character in scripts without spaces.

    Of ASCII text these are the tokens of `rouge-score` 0.1.2 without its stemmer.
    """
    plain = _folded(text)
    return _ASCII_WORD.findall(plain) if plain.isascii() else plain.translate(_SPACING).split()


def rouge_l(key: str, answer: str) -> float:
    """ROUGE-L: twice the longest common subsequence of words over the words of both texts.

    A key without any word, such as "?!", can only be met by the same.
    """
    wanted, given = words(key), words(answer)
    if not wanted:
        return float(equal(key, answer))
    return 2 * LCSseq.similarity(wanted, given) / (len(wanted) + len(given))


def equal(first: str, second: str) -> bool:
    """Whether two texts differ in no more than case, compatible characters, white space and the punctuation around."""
    return _bare(first) == _bare(second)


def _bare(text: str) -> str:
    plain = " ".join(_folded(text).split())
    inner = [place for place, character in enumerate(plain) if unicodedata.category(character)[0] not in "PZ"]
    return plain[inner[0] : inner[-1] + 1] if inner else plain


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def sound(answer: Answer, row: Row) -> bool:
    """Whether an answer is text."""
    return isinstance(answer, str)


def counts(rows: Sequence[Row], answers: Sequence[Answer]) -> Counts:
    """Of each item: 1, its ROUGE-L, whether it is equal, whether it is answered with more than white space."""
    found = np.zeros((len(rows), 4))
    for place, (row, answer) in enumerate(zip(rows, usable(rows, answers, sound), strict=True)):
        said = answer is not None and bool(answer.strip())
        found[place] = (1, rouge_l(row[KEY], answer), equal(row[KEY], answer), 1) if said else (1, 0, 0, 0)
    return found


ROUGE = Scorer(
    counts,
    sound,
    (
        Metric("rouge_l", "mean F1 of the longest common subsequence of words", ratio(1, 0)),
        Metric("exact", "share equal but for case, white space and outer punctuation", ratio(2, 0)),
        Metric("answered", "share with an answer", ratio(3, 0)),
    ),
)
