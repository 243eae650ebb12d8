"""The article around its quotations: what is quoted masked out, the rest cut into sentences.

Offsets are those of the body: the mask has a character for each that it covers.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.quotes.records import Stretch

MASK, STOP = "\ue000", "\ue001"
"""A masked character, and the last one of a quotation that ends as a sentence does."""
FINAL = ".!?…。！？؟।"
UNSPACED = "。！？"
END = re.compile(f"[{FINAL}{STOP}]+[)\\]’']*\\s*")
ABBREVIATION = re.compile(
    r"(?:^|[\s(\[-])(?:[A-ZÀ-Þ]|Mr|Mrs|Ms|Dr|Drs|St|Sr|Jr|Gen|Col|Lt|Sgt|Maj|Capt|Cpl|Adm|Sen|Rep|Gov|Rev|Prof|Hon|Pres|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|Nr|vs|etc|pp?|Inc|Corp|Co|Ltd|approx|bzw|ca|z|d|Mme|Mlle|Mgr|Sra|Srta|"
    r"Dña|av|dott|prof|red|tys|mln|mld|proc|dr|г|ул|им|тыс|млн|млрд|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the masked text; `paragraph` counts paragraphs."""

    start: int
    end: int
    paragraph: int


@dataclass(slots=True)
class Outline:
    """The masked text and its sentences."""

    text: str
    sentences: list[Sentence]
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [sentence.start for sentence in self.sentences]

    def at(self, place: int) -> int:
        """The index of the sentence at or before `place`."""
        return max(0, bisect_right(self.starts, place) - 1)


def outline(body: str, stretches: Sequence[Stretch]) -> Outline:
    """The body's outline: the sentences of the paragraphs that hold a stretch and of the two before each, the only ones
    that are ever looked at."""
    text = masked(body, stretches)
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text) if not match.group().isspace()]
    starts = [start for start, _ in paragraphs]
    wanted: set[int] = set()
    for stretch in stretches:
        number = max(0, bisect_right(starts, stretch.left) - 1)
        wanted.update(range(max(0, number - 2), number + 1))
    found = [Sentence(*span, n) for n in sorted(wanted) for span in sentences(text, *paragraphs[n])]
    return Outline(text, found)


def masked(body: str, stretches: Sequence[Stretch]) -> str:
    """`body` with the stretches and their marks replaced, one character for one."""
    parts, at = [], 0
    for stretch in stretches:
        ended = body[stretch.start : stretch.end].rstrip(" \u00a0’'”»")[-1:]
        parts += [body[at : stretch.left], MASK * (stretch.right - stretch.left - 1)]
        parts.append(STOP if ended and ended in FINAL else MASK)
        at = stretch.right
    return "".join([*parts, body[at:]])


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in a paragraph of the masked text."""
    for match in END.finditer(text, start, end):
        after = text[match.end() : match.end() + 1]
        if match.end() >= end or after.islower() or not sentence_end(text, start, match, after):
            continue
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def sentence_end(text: str, start: int, match: re.Match[str], after: str) -> bool:
    """Whether the match is no abbreviation's dot nor one inside a word, and dots before a quotation no pause."""
    whole = match.group()
    mark = whole.rstrip()
    if len(mark) == len(whole) and mark[-1] not in UNSPACED and (mark == STOP or after not in (MASK, STOP)):
        return False
    if mark == ".":
        return not ABBREVIATION.search(text[max(start, match.start() - 9) : match.start() + 1])
    return not (mark.startswith(("…", "..")) and after in (MASK, STOP))
