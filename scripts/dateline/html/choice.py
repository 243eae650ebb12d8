"""Which of the blocks that were weighed are kept: the likely ones, and what stands so between them that it is likely.

The model sees each block with some of its surroundings; it does not see which of its neighbours are kept. Figures are
of blocks of the samples that the model alone leaves out: how many of them are in the gold text.
"""

from collections.abc import Sequence
from itertools import groupby

from dateline.html.dom import HtmlBlock
from dateline.html.structure import HEADINGS
from dateline.html.trees import Array

LIKELY = 0.5
BETWEEN = 0.4
"""Enough for a block that stands right between two kept ones."""

HEADING = 0.05
"""Enough for a heading with kept text right below it and not far above: 44 of 58."""

ABOVE = 4
"""Blocks above such a heading, of which one is kept: a time, a picture's credit may stand between."""

ITEM = 0.3
"""Enough for items of a list of which the items, or the paragraph, before or behind are kept: 35 of 44."""

COPY = 80
"""Code points: so long a paragraph that says what another said is a copy, for a narrow screen or as a teaser."""


def choose(blocks: Sequence[HtmlBlock], looked: Sequence[int], chances: Array) -> list[int]:
    """Indices of the blocks that are kept, of those that were looked at, in order."""
    chance = [float(chances[at]) for at in looked]
    sure = [one > LIKELY for one in chance]
    kept = [
        sure[n] or (chance[n] > BETWEEN and 0 < n < len(sure) - 1 and sure[n - 1] and sure[n + 1])
        for n in range(len(sure))
    ]
    tags = [blocks[at].tag for at in looked]
    _take_items(tags, chance, kept)
    _take_headings([blocks[at].tag in HEADINGS and not _is_link(blocks[at]) for at in looked], chance, kept)
    return [at for at, one in zip(looked, kept, strict=True) if one]


def _take_items(tags: Sequence[str], chance: Sequence[float], kept: list[bool]) -> None:
    """Items that are nearly likely, where a run of them stands beside what is kept."""
    for (tag, taken), numbers in groupby(range(len(tags)), key=lambda n: (tags[n], kept[n])):
        run = list(numbers)
        if (
            tag == "li"
            and not taken
            and (kept[run[0] - 1 : run[0]] == [True] or kept[run[-1] + 1 : run[-1] + 2] == [True])
        ):
            for n in run:
                kept[n] = chance[n] > ITEM


def _is_link(block: HtmlBlock) -> bool:
    """Whether a heading leads elsewhere, as those of other articles do."""
    return 2 * block.link_chars > len(block.text)


def _take_headings(headings: Sequence[bool], chance: Sequence[float], kept: list[bool]) -> None:
    """Headings of what is kept: text right below, text not far above."""
    for n in range(1, len(headings) - 1):
        if headings[n] and chance[n] > HEADING and kept[n + 1] and any(kept[max(n - ABOVE, 0) : n]):
            kept[n] = True


def without_copies(blocks: Sequence[HtmlBlock], kept: Sequence[int]) -> list[int]:
    """The kept blocks without long ones that say again what one before them said."""
    seen: set[str] = set()
    first = []
    for at in kept:
        text = blocks[at].text
        if len(text) < COPY or text not in seen:
            first.append(at)
            seen.add(text)
    return first
