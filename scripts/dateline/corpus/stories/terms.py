"""The words of a text as terms that articles can share: folded, cut to a stem, and hashed."""

import hashlib
import re
from functools import lru_cache

from anyascii import anyascii

STEM = 7  # characters of a folded word that are compared: most endings of most languages stand behind them
KEPT = 4  # a stem is not cut below this by its final vowels
CHARACTERS = 12_000  # of a body that are read: an event is told by then, and no long text costs more

UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"
NUMBER = r"\d+(?:[.,]\d+)*"
SPACED = re.compile(rf"[^\W\d_]+|{NUMBER}")
MIXED = re.compile(rf"[{UNSPACED}]+|[^\W\d_{UNSPACED}]+|{NUMBER}")
WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
ARTICLES = re.compile(r"^(?:وال|بال|ال)(?=\w{3})")


def tokens(text: str) -> list[str]:
    """The words and numbers of a text; pairs of characters in scripts that write no spaces."""
    if not WITHOUT_SPACES.search(text):
        return SPACED.findall(text)
    return [part for token in MIXED.findall(text) for part in _parts(token)]


def _parts(token: str) -> list[str]:
    if not WITHOUT_SPACES.match(token):
        return [token]
    return [token[place : place + 2] for place in range(len(token) - 1)]


@lru_cache(maxsize=1 << 17)
def stem(token: str) -> str:
    """What a word shares with its other forms: "attacks", "attack"; "Путина", "Putin". Empty where it tells nothing.

    A stem may be shared by words that mean different things, as any stem may: it is only counted.
    """
    if token[0].isdigit():
        digits = re.sub(r"\D", "", token)
        return digits if len(digits) > 1 else ""
    if WITHOUT_SPACES.match(token):
        return token
    word = re.sub(r"[^a-z0-9]", "", anyascii(ARTICLES.sub("", token)).lower())[:STEM]
    while len(word) > KEPT and word[-1] in "aeiouys":
        word = word[:-1]
    return word if len(word) > 1 else ""


@lru_cache(maxsize=1 << 18)
def hashed(term: str) -> int:
    """64 bits of a term, signed: engines share no unsigned integers."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little", signed=True)
