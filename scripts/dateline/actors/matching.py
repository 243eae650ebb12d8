"""Known names found in a text as whole words: exact, case as it stands, longest first."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from dateline.actors.spans import Span

UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF))
"""Scripts that write no space at a name's end: Thai, Lao, Burmese, Khmer, kana, Han; Hangul joins particles to
names."""


def unspaced(char: str) -> bool:
    """Whether `char` belongs to a script without spaces between words."""
    return any(low <= ord(char) <= high for low, high in UNSPACED)


def bounded(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands as a word of its own, not as a part of a word, a web address or a sum of
    money."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and not unspaced(text[start]) and (before.isalnum() or before in "@#_/&"):
        return False
    if before == "." and text[start - 2 : start - 1].isalnum():
        return False
    if after and not unspaced(text[end - 1]) and (after.isalnum() or after in "$_@&"):
        return False
    return not (after == "." and text[end + 1 : end + 2].isalnum())


class Matcher:
    """A set of names, ready to be found."""

    def __init__(self, names: Iterable[str]) -> None:
        self.automaton = AhoCorasick(sorted(names))

    def spans(self, text: str) -> list[Span]:
        """Places of the names as whole words, leftmost and then longest first, none overlapping."""
        found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        taken: list[Span] = []
        for _, start, end in sorted(found, key=lambda match: (match[1], -match[2])):
            if (not taken or start >= taken[-1][1]) and bounded(text, start, end):
                taken.append((start, end))
        return taken
