"""One spelling for all spellings of a word, to look it up. Offsets are never computed in folded text."""

from __future__ import annotations

import re
import unicodedata

# Latin, Greek and Cyrillic accents; Arabic vowel signs, hamza marks and tatweel; joiners. Indic vowel signs stay.
_DROPPED = re.compile("[\u0300-\u036f\u064b-\u0655\u0640\u200c\u200d\u200e\u200f]")
_SAME = str.maketrans({"ı": "i", "ی": "ي", "ى": "ي", "ک": "ك", "’": "'", "׳": "'", "ـ": None})


def fold(word: str) -> str:
    """The look-up key of a word: without case, accents, trailing dots; Arabic and Persian letters made one."""
    if word.isascii():
        return word.lower().rstrip(".")
    decomposed = _DROPPED.sub("", unicodedata.normalize("NFKD", word))
    return " ".join(decomposed.casefold().translate(_SAME).rstrip(".").split())
