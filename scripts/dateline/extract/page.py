"""One document, read into blocks and described: what every field reader starts from."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dateline.extract.blocks import Block, read_blocks
from dateline.extract.cues import find_cues
from dateline.extract.features import Array, prose_mass, read_base, shared_features
from dateline.fields.byline import is_byline
from dateline.timex import DateMatch, find_dates

DATE_LINE = 160  # code points: a longer block states a date in passing, if any


@dataclass(frozen=True)
class Page:
    """The blocks of a document with the marks that several fields need.

    `raw` is the decoded document; every offset of a block points into it.
    """

    raw: str
    blocks: tuple[Block, ...]

    @cached_property
    def cues(self) -> tuple[int, ...]:
        """For each block the families of cues that it starts with; see `find_cues`."""
        return tuple(find_cues(b.text) if b.text else 0 for b in self.blocks)

    @cached_property
    def base(self) -> Array:
        return read_base(self.blocks, self.cues)

    @cached_property
    def shared(self) -> Array:
        return shared_features(self.base, self.mass)

    @cached_property
    def mass(self) -> Array:
        return prose_mass(self.base)

    @cached_property
    def dates(self) -> tuple[tuple[DateMatch, ...], ...]:
        """For each block the dates it states, where it is short enough to be a date line; offsets are into its clean "
        "text."""
        return tuple(tuple(find_dates(b.text)) if 4 <= len(b.text) <= DATE_LINE else () for b in self.blocks)

    @cached_property
    def dated(self) -> Array:
        """1 for blocks that say little but a full date."""
        return np.array([float(_is_date_line(b, found)) for b, found in zip(self.blocks, self.dates, strict=True)])

    @cached_property
    def bylined(self) -> Array:
        """1 for blocks that look like a byline."""
        return np.array([float(is_byline(b, self.raw)) for b in self.blocks])


def _is_date_line(block: Block, found: tuple[DateMatch, ...]) -> bool:
    stated = [m for m in found if m.date or m.alternatives]
    if not stated:
        return False
    covered = sum(m.end - m.start for m in stated)
    return covered * 3 >= len(block.text) or (block.text[-1] not in ".!?" and len(block.text) <= 90)


def read_page(raw: str) -> Page:
    """Blocks of a document; the rest is computed when first asked for."""
    return Page(raw, tuple(read_blocks(raw)))
