"""All that the attribution of one article's quotes looks at."""

from dataclasses import dataclass, field
from itertools import islice, pairwise

from dateline.quotes.cast import Cast
from dateline.quotes.outline import Outline, Sentence
from dateline.quotes.records import Attribution, Speaker, Stretch
from dateline.quotes.vocabulary import Words

RECENT = 40
"""Quotes that are looked back at for a speaker."""


@dataclass(slots=True)
class Scene:
    """The article, and who was found to have spoken so far."""

    body: str
    outline: Outline
    words: Words
    cast: Cast
    stretches: list[Stretch]
    spoken: list[tuple[Stretch, Attribution]] = field(default_factory=list)
    """Quotes with their attribution, in order."""

    text: str = ""
    """The masked text."""
    holding: dict[int, Sentence] = field(default_factory=dict)
    """Sentences by the start of the stretch that was asked for."""
    subjects: dict[tuple[int, int], Speaker | None] = field(default_factory=dict)
    """Subjects of clauses that were looked up before."""
    carrying: frozenset[int] = frozenset()
    """Ends of the stretches that the next paragraph carries on."""

    def __post_init__(self) -> None:
        self.text = self.outline.text
        self.carrying = frozenset(one.right for one, other in pairwise(self.stretches) if other.carried)

    def last_speaker(self, before: int, paragraphs: int) -> Speaker | None:
        """Who spoke last before a place, no more than so many paragraphs back."""
        here = self.outline.sentences[self.outline.at(before)].paragraph
        for stretch, attribution in islice(reversed(self.spoken), RECENT):
            if stretch.left >= before:
                continue
            there = self.outline.sentences[self.outline.at(stretch.left)].paragraph
            if here - there > paragraphs:
                return None
            if attribution.speaker is not None:
                return attribution.speaker
        return None

    def spoken_in(self, start: int, end: int) -> Speaker | None:
        """Who spoke the last quote inside a span."""
        for stretch, attribution in islice(reversed(self.spoken), RECENT):
            if stretch.left < start:
                return None
            if stretch.left < end and attribution.speaker is not None:
                return attribution.speaker
        return None
