"""Which blocks can be body text at all. Most blocks of a page are its menus: they are told at a glance and left out."""

from collections.abc import Sequence

from dateline.html.dom import HtmlBlock
from dateline.html.families import TAG_BIT, PlaceBits

NEVER = TAG_BIT["nav"] | TAG_BIT["button"] | TAG_BIT["footer"]
"""Elements in which no article of the samples has text."""

LINK = 60
"""Code points: a block that is one link and no longer is a line of a menu, or of a list of headlines."""

LINKED = 0.9
MOST = 6_000
"""Blocks that are looked at: the longest live blog of the samples has 3,000."""

RUN = 5
"""So many lines of a menu in a row are a menu, of which the first two and the last tell enough."""


def shortlist(blocks: Sequence[HtmlBlock], bits: PlaceBits) -> list[int]:
    """Indices of the blocks worth a look, in order."""
    chosen: list[int] = []
    run: list[int] = []
    for at, block in enumerate(blocks):
        if bits.tags[block.place] & NEVER:
            continue
        if block.links and len(block.text) <= LINK and block.link_chars >= LINKED * len(block.text):
            run.append(at)
            continue
        chosen += _ends(run)
        run = []
        chosen.append(at)
    return (chosen + _ends(run))[:MOST]


def _ends(run: list[int]) -> list[int]:
    return run if len(run) < RUN else [*run[:2], run[-1]]
