"""Texts as numbers: a token for each word, or for each character where a script writes no spaces."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

Tokens: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int32]]

_SPACELESS = (
    "\u0e00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Tibetan, Myanmar, Khmer, kana and Han: words stand there without spaces between them."""

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
"""Vowel signs, which Python's `\\w` does not count to a word: Arabic, and the scripts of India and Sri Lanka."""

_TOKEN = re.compile(rf"[^\W{_SPACELESS}_]+(?:[{_MARKS}]+[^\W{_SPACELESS}_]*)*|[{_SPACELESS}]")
_ASCII_TOKEN = re.compile("[A-Za-z0-9]+")
_SPACELESS_CHARACTER = re.compile(f"[{_SPACELESS}]")
_TYPOGRAPHY = "’‘“”–—…\u00a0"
"""What most texts have that are ASCII else; none of it is part of a word."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

_START = re.compile(r"""[.!?:\n]['")\]]*\s*['"(\[]*[^\W\d_a-z]""")
"""The first letter of a sentence or line, a capital that says nothing."""

WORDS, CHARACTERS = 4, 8
"""Tokens of a shingle: words, or characters of a script without spaces, of which a word has about two."""


class Numbering(dict[str, int]):
    """The number of each spelling: 31 bits of a digest of the word without its case, above a bit for names and figures.

    The digest is BLAKE2b, for a number that is the same everywhere; Python's own `hash` is not.
    """

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.casefold().encode(), digest_size=4).digest()
        number = (int.from_bytes(digest, "little") & ~1) - (1 << 31) | is_telling(word)
        self[word] = number
        return number


def is_telling(word: str) -> bool:
    """Whether a word looks like a name or a figure: what differs between two articles of one template.

    Short words with one capital are left out: they start sentences that follow what looks like none ("The", "In").
    """
    if not word.isalpha() and any(map(str.isdigit, word)):
        return True
    return word[0].isupper() and (len(word) > 3 or (len(word) > 1 and word.isupper()))


def words_of(text: str) -> list[str]:
    """The tokens of a text, in order, as they are spelled but for capitals that start sentences, which are made small;
    compatible characters are made one (NFKC).
    """
    if not text.isascii():
        for mark in _TYPOGRAPHY:
            text = text.replace(mark, " ")
    text = _START.sub(_small, f"\n{text}")
    if text.isascii():  # with a pattern that is twice as fast
        return _ASCII_TOKEN.findall(text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _TOKEN.findall(text)


def _small(start: re.Match[str]) -> str:
    return start[0].lower()


def numbers_of(words: Iterable[str], numbering: Numbering) -> Tokens:
    """The numbers of words. Case does not count but in the lowest bit."""
    return np.fromiter(map(numbering.__getitem__, words), np.int32)


def shingle_length(words: list[str], text: str) -> int:
    """Tokens of a shingle of a text: characters where most of its tokens are."""
    if text.isascii():
        return WORDS
    spaceless = sum(1 for _ in _SPACELESS_CHARACTER.finditer(text))
    return CHARACTERS if 2 * spaceless > len(words) else WORDS
