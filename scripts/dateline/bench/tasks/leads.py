"""The lead of a text: as much of its start as a task shows, cut where a sentence or a word ends."""

import re
import unicodedata

LEAD = 600
"""Code points that a lead has at most."""

_SENTENCE = re.compile(r"[.!?…؟।]['\"”’»)\]]*(?=\s)|[。！？][」』”’）]*|\n")


def lead(text: str, longest: int = LEAD) -> str:
    """The start of a text: cut behind the last sentence where that keeps half of the length, else behind a word."""
    if len(text) <= longest:
        return text
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, longest + 1) if found.end() <= longest]
    if ends and ends[-1] >= longest // 2:
        return text[: ends[-1]].rstrip()
    spaces = [place for place in range(longest, longest // 2, -1) if text[place].isspace()]
    return text[: spaces[0] if spaces else _between_letters(text, longest)].rstrip()


def _between_letters(text: str, end: int) -> int:
    """The last place up to `end` that parts no letter from its marks."""
    while end > 1 and (
        unicodedata.category(text[end]).startswith("M") or text[end] in "\u200c\u200d" or text[end - 1] == "\u200d"
    ):
        end -= 1
    return end
