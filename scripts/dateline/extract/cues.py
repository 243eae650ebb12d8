"""Words by which the press and its websites mark what is not the article: openings of lines, listed in `cues.toml`.

A cue is evidence, not a verdict: `dateline.extract.body` weighs it with the block's shape, its place and neighbours.
"""

import re
from functools import cache

from ahocorasick_rs import AhoCorasick

from dateline.words import read_words

# A credit that stands within or behind a caption: the mark or bracket before an owner of pictures, or a phrase.
CREDITED = re.compile(
    r"[(/|©ⓒ—–][^\w(/|]{0,3}(?:(?i:the |photo |via |foto |by |credit |image ){0,2})(?:Getty|GETTY|REUTERS|Reuters"
    r"|AFP\b|AP Photo|AP\)|AP/|EPA\b|Shutterstock|iStock|Imago|IMAGO"
    r"|imago|dpa\b|picture.alliance|Unsplash|Pexels|Alamy|Bloomberg|Xinhua|ZUMA|Sipa|Belga|ANP\b|ANSA\b|EFE\b|TASS\b"
    r"|Wikimedia|Instagram|Handout|Pixabay|Keystone|APA\b|PAP\b|MTI\b|NTB\b|TT\b)"
)
FAMILIES = ("interface", "aside", "notice", "credit")
LONGEST = 420  # code points: a longer block is prose, whatever words it starts with
PARAGRAPH = 160  # code points: from here on a single word says nothing: "More than a hundred …", "Reuters reported …"
DATELINED = 80  # code points: a line that starts with an agency in brackets is a paragraph from this length on
WORD_EDGE = " \t:;.,!?»«|/·•>*-–—=…"


@cache
def openings() -> dict[str, int]:
    """Opening, case folded, to the bits of its families: 1 interface, 2 aside, 4 notice, 8 credit."""
    table: dict[str, int] = {}
    for bit, family in enumerate(FAMILIES):
        for phrases in _words()[family].values():
            for phrase in phrases:
                table[phrase.casefold()] = table.get(phrase.casefold(), 0) | 1 << bit
    return table


def _words() -> dict[str, dict[str, list[str]]]:
    return read_words("dateline.extract", "cues.toml")


def find_cues(text: str) -> int:
    """Bits of the families whose openings a block starts with; 0 for a long block.

    A credit may also stand within a block (`Ambassadors vote. / Credit: A. Name/AFP via Getty Images`).
    """
    if len(text) > LONGEST:
        return 0
    table, bits = openings(), 0
    folded = text.casefold()
    words = folded[:60].split(" ", 4)[:4]
    head = ""
    for word in words:
        head = f"{head} {word}" if head else word
        if head == word and len(text) >= PARAGRAPH:
            continue
        bits |= table.get(head, 0) or table.get(head.strip(WORD_EDGE), 0)
    if text[0] > "\u0e00":  # scripts that may write no spaces
        for length in (1, 2, 3, 4):
            bits |= table.get(text[:length], 0)
    return bits | 8 if _credit_phrases().find_matches_as_indexes(folded) or _is_credited(text) else bits


def _is_credited(text: str) -> bool:
    """Whether an owner of pictures is named; in the first half of a long line that is an agency's dateline instead."""
    owner = CREDITED.search(text)
    return owner is not None and (len(text) < DATELINED or owner.start() > len(text) // 2)


@cache
def _credit_phrases() -> AhoCorasick:
    return AhoCorasick(_words()["credit_phrases"]["all"])
