"""What a block shows by itself, as numbers; each column is computed when it is first asked for.

Lengths, punctuation, links, the cues that open a line (`dateline.extract.cues`), and how the text is like the headline
and what the head says of the article.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from dateline.extract.cues import find_cues
from dateline.html.dom import HtmlBlock
from dateline.html.stated import Stated, triples, words

Array = npt.NDArray[np.float32]

SENTENCE_END = frozenset(".!?…。！？؟।։")
CLOSERS = "\"'”’»)]」』*“"
OPENERS = frozenset("\"'“„«‘‚「『»-–—")
NO_SPACES = "\u0e00"  # from here on live the scripts that write without spaces, or with fewer
DENSE = 2.2  # letters that one ideograph or syllable stands for
PROSE = 80  # letters: shorter blocks are as often captions, menus and headlines as sentences
START = 240  # code points of a block by which it is compared with what the head states
LONG = 420  # letters: a longer block is prose, whatever words it starts with
DIGIT = re.compile(r"\d")
COMMAS = ",，、،"
SENTENCES = (". ", "? ", "! ", ".\n", '." ', ".” ", "。", "！", "？")
MARKS = "|›»→•·"


class Lines:
    """The texts of some blocks, and what several columns need of them."""

    def __init__(self, blocks: Sequence[HtmlBlock], stated: Stated) -> None:
        self.blocks = blocks
        self.stated = stated
        self.texts = [block.text for block in blocks]
        self.sizes = list(map(len, self.texts))
        self.dense = [DENSE if text[0] >= NO_SPACES else 1.0 for text in self.texts]
        self.lengths = [size * dense for size, dense in zip(self.sizes, self.dense, strict=True)]

    @cached_property
    def cues(self) -> list[int]:
        """Bits of `find_cues`."""
        return [find_cues(text) if length <= LONG else 0 for text, length in zip(self.texts, self.lengths, strict=True)]

    @cached_property
    def likeness(self) -> list[tuple[float, ...]]:
        """What `Likeness.measure` says of each."""
        measure = Likeness(self.stated).measure
        return [measure(text) for text in self.texts]

    @cached_property
    def closed(self) -> list[str]:
        """The mark that ends each text, quotes and brackets left out."""
        return [text.rstrip(CLOSERS)[-1:] or text[-1] for text in self.texts]

    def share(self, counts: Iterable[int]) -> list[float]:
        return [count / size for count, size in zip(counts, self.sizes, strict=True)]

    def counts(self, marks: Sequence[str]) -> list[int]:
        """How often each text has any of some marks."""
        plain = [mark for mark in marks if mark.isascii()]
        return [sum(map(text.count, plain if text.isascii() else marks)) for text in self.texts]

    def when_short(self, count: Callable[[str], float]) -> list[float]:
        """A count of what says something of short texts alone; 0 for the others."""
        return [count(text) if length < 2 * PROSE else 0 for text, length in zip(self.texts, self.lengths, strict=True)]

    def repeats(self) -> list[bool]:
        seen = Counter(self.texts)
        return [seen[text] > 1 for text in self.texts]

    def first_seen(self) -> list[bool]:
        first: dict[str, int] = {}
        return [first.setdefault(text, at) == at for at, text in enumerate(self.texts)]


class Likeness:
    """How a block is like the headline, the description and the stated text; each a share of words, 0 to 1."""

    def __init__(self, stated: Stated) -> None:
        self.headline = frozenset(words(stated.headline))
        self.body = triples(words(stated.body))
        self.start = " ".join(words(stated.body[:200])[:12])
        self.description = triples(words(stated.description))

    def measure(self, text: str) -> tuple[float, float, float, float, float]:
        """Same words as the headline, headline within, within the stated text, begins it, within the description."""
        own = words(text[:START])
        short = set(own) if len(text) < START else frozenset()
        common = len(self.headline.intersection(short))
        return (
            common / ((len(short) + len(self.headline) - common) or 1),
            common / (len(self.headline) or 1),
            _within(own, self.body) if self.body else -1.0,
            1.0 if self.start and " ".join(own[:12]) == self.start else 0.0,
            _within(own, self.description) if self.description else -1.0,
        )


def _within(own: list[str], stated: set[tuple[str, str, str]]) -> float:
    """Share of the words, three in a row each, that a stated text has too."""
    if len(own) < 3:
        return 0.0
    common = len(stated.intersection(zip(own, own[1:], own[2:], strict=False)))
    return common / len(triples(own)) if common else 0.0


OWN: Mapping[str, Callable[[Lines], Sequence[float]]] = {
    "letters": lambda lines: lines.lengths,
    "words": lambda lines: [text.count(" ") * dense + 1 for text, dense in zip(lines.texts, lines.dense, strict=True)],
    "links": lambda lines: [len(block.links) for block in lines.blocks],
    "linked": lambda lines: lines.share(block.link_chars for block in lines.blocks),
    "strong": lambda lines: lines.share(block.strong for block in lines.blocks),
    "end": lambda lines: [mark in SENTENCE_END for mark in lines.closed],
    "colon": lambda lines: [mark == ":" for mark in lines.closed],
    "lower": lambda lines: [text[0].islower() for text in lines.texts],
    "quote": lambda lines: [text[0] in OPENERS for text in lines.texts],
    "digit": lambda lines: [text[0].isdigit() for text in lines.texts],
    "digits": lambda lines: lines.when_short(lambda text: len(DIGIT.findall(text)) / len(text)),
    "commas": lambda lines: lines.counts(COMMAS),
    "sentences": lambda lines: lines.counts(SENTENCES),
    "marks": lambda lines: lines.when_short(lambda text: sum(map(text.count, MARKS))),
    "newline": lambda lines: ["\n" in text for text in lines.texts],
    "breaks": lambda lines: [block.breaks for block in lines.blocks],
    "times": lambda lines: [len(block.times) for block in lines.blocks],
    "question": lambda lines: ["?" in text for text in lines.texts],
    "upper": lambda lines: [text.isupper() for text in lines.texts],
    "at": lambda lines: ["@" in text for text in lines.texts],
    "http": lambda lines: ["http" in text or "www." in text for text in lines.texts],
    "interface": lambda lines: [bits & 1 for bits in lines.cues],
    "aside": lambda lines: [bits >> 1 & 1 for bits in lines.cues],
    "notice": lambda lines: [bits >> 2 & 1 for bits in lines.cues],
    "credit": lambda lines: [bits >> 3 & 1 for bits in lines.cues],
    "repeats": Lines.repeats,
    "first_seen": Lines.first_seen,
    "title": lambda lines: [row[0] for row in lines.likeness],
    "title_in": lambda lines: [row[1] for row in lines.likeness],
    "stated": lambda lines: [row[2] for row in lines.likeness],
    "stated_start": lambda lines: [row[3] for row in lines.likeness],
    "described": lambda lines: [row[4] for row in lines.likeness],
}
"""The columns, and how each is computed."""


class Own:
    """The columns of `OWN` for some blocks."""

    def __init__(self, blocks: Sequence[HtmlBlock], stated: Stated) -> None:
        self._lines = Lines(blocks, stated)
        self._known: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        if name not in self._known:
            self._known[name] = np.array(OWN[name](self._lines), dtype=np.float32)
        return self._known[name]
