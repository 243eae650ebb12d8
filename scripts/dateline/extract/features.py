"""What a page shows of each block, as numbers: the input of the two small models that find the headline and the body.

All features are cheap and language neutral: lengths, markup, punctuation, link density, cues (see
`dateline.extract.cues`), and how much prose stands around, before and after. Neighbours are read by shifting whole
columns, not block by block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from dateline.extract.blocks import Block

if TYPE_CHECKING:
    from dateline.extract.page import Page

Array = npt.NDArray[np.float64]

SHAPES = ("text", "heading", "item", "quote", "table", "rule", "image", "links", "empty")
SHAPE_AT = {shape: at for at, shape in enumerate(SHAPES)}
SENTENCE_END = tuple(".!?…。！？؟।።։")
CLOSERS = "\"'”’»)]」』*"
OPENERS = "\"'“„«‘‚「『»"
NO_SPACES = "\u0e00"  # from here on live the scripts that write without spaces, or with fewer
PROSE = 80  # letters: shorter blocks are as often captions, menus and headlines as sentences
EDGES = (8, 20, 40, 80, 150, 300)  # letters: where the meaning of a block's length changes
BASE = tuple(
    "letters words level links linked indent gap strong emphasis end colon lower quote digit commas sentences digits "
    "bar interface aside notice credit repeats first".split()
)
FLAGS = tuple(
    "gap strong emphasis end colon lower quote digit bar repeats first interface aside notice credit linked "
    "digits".split()
)
NOTHING = (0.0,) * len(BASE)
DIGIT = re.compile("[0-9]")


def read_base(blocks: Sequence[Block], cues: Sequence[int]) -> Array:
    """One row a block, columns as `BASE` and then one for each of `SHAPES`."""
    seen = Counter(block.text for block in blocks)
    met: set[str] = set()
    described = []
    for block, cue in zip(blocks, cues, strict=True):
        described.append(_describe(block, cue, seen[block.text], block.text not in met) if block.text else NOTHING)
        met.add(block.text)
    shapes = np.zeros((len(blocks), len(SHAPES)))
    shapes[np.arange(len(blocks)), [SHAPE_AT[block.shape] for block in blocks]] = 1
    return np.hstack([np.array(described, dtype=float).reshape(len(blocks), len(BASE)), shapes])


def _describe(block: Block, cues: int, repeats: int, first: bool) -> tuple[float, ...]:
    text = block.text
    dense = 2.2 if text[0] >= NO_SPACES else 1.0  # one ideograph or syllable says what about two letters do
    length = len(text) * dense
    closed = text.rstrip(CLOSERS)[-1:] or text[-1]
    return (
        length,
        text.count(" ") * dense + 1,
        block.level,
        block.links,
        block.linked,
        min(block.indent, 8),
        block.gap,
        block.strong,
        block.emphasis,
        closed in SENTENCE_END,
        closed == ":",
        text[0].islower(),
        text[0] in OPENERS,
        text[0].isdigit(),
        text.count(",") + text.count("，") + text.count("、") + text.count("،"),
        text.count(". ") + text.count("。"),
        len(DIGIT.findall(text)) / len(text) if length < 2 * PROSE else 0,
        block.shape == "table",
        cues & 1,
        cues >> 1 & 1,
        cues >> 2 & 1,
        cues >> 3 & 1,
        repeats > 1,
        first,
    )


COLUMN = {name: at for at, name in enumerate((*BASE, *SHAPES))}


def column(base: Array, name: str) -> Array:
    """One column of `read_base`, by name."""
    result: Array = base[:, COLUMN[name]]
    return result


def prose_mass(base: Array) -> Array:
    """Letters of each block that read like running text; 0 for what is short, linked or no text at all."""
    length = column(base, "letters")
    texty = column(base, "text") + column(base, "quote") + column(base, "item") + 0.3 * column(base, "heading")
    return np.where((length > PROSE) & (column(base, "linked") < 0.5), length * texty, 0.0)


def shift(values: Array, by: int, fill: float = 0.0) -> Array:
    """`values` seen from `by` blocks earlier (negative: later)."""
    result = np.full_like(values, fill)
    if by > 0:
        result[by:] = values[:-by]
    elif by < 0:
        result[:by] = values[-by:]
    return result


def window(values: Array, back: int, ahead: int) -> Array:
    """Sum over the `back` blocks before each and the `ahead` after it, itself left out."""
    return windows(values, ((back, ahead),))[0]


def windows(values: Array, reaches: Sequence[tuple[int, int]]) -> list[Array]:
    """`window` for several reaches at once."""
    size = len(values)
    sums = np.zeros(size + 1)
    np.cumsum(values, out=sums[1:])
    found = []
    for back, ahead in reaches:
        low, high = np.zeros(size), np.full(size, sums[-1])
        low[back:] = sums[: max(size - back, 0)]
        high[: max(size - ahead, 0)] = sums[ahead + 1 :]
        found.append(high - low - values)
    return found


def since(marks: Array) -> Array:
    """Blocks since the last marked one, itself counted; a large number where none was."""
    at = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks > 0, at, -1000))
    return np.asarray(at - last, dtype=float)


def _own(base: Array) -> list[Array]:
    length, words = column(base, "letters"), column(base, "words")
    short = (words <= 12).astype(float)
    steps = [(length >= edge).astype(float) for edge in EDGES]
    plain = [column(base, name) for name in (*SHAPES, *FLAGS)]
    crossed = [
        column(base, name) * short
        for name in ("interface", "aside", "notice", "credit", "linked", "end", "item", "text")
    ]
    return [
        *steps,
        *plain,
        *crossed,
        np.log1p(length),
        np.log1p(words),
        length / np.maximum(words, 1) / 10,
        (column(base, "level") == 1).astype(float),
        np.minimum(column(base, "links"), 10) / 10,
        column(base, "indent") / 8,
        np.minimum(column(base, "commas"), 8) / 8,
        np.minimum(column(base, "sentences"), 6) / 6,
        column(base, "linked") * column(base, "text"),
        column(base, "item") * (length > PROSE),
        column(base, "quote") * (length > PROSE),
    ]


def _around(base: Array, mass: Array) -> list[Array]:
    total = mass.sum() + 1.0
    before = (np.cumsum(mass) - mass) / total
    names = ("linked", "heading", "image", "item", "end", "aside", "credit", "rule", "interface", "text")
    near = [shift(column(base, name), by) for by in (1, -1) for name in names]
    far = [shift(column(base, name), by) for by in (2, -2) for name in ("image", "aside", "heading", "linked")]
    size = [np.log1p(shift(column(base, "letters"), by)) for by in (2, 1, -1, -2)]
    sums = [np.log1p(sums) for sums in windows(mass, ((1, 0), (0, 1), (3, 0), (0, 3), (8, 0), (0, 8)))]
    position = np.arange(len(mass)) / max(len(mass), 1)
    return [
        *near,
        *far,
        *size,
        *sums,
        before,
        1 - before - mass / total,
        position,
        (before < 0.02).astype(float),
        (before + mass / total > 0.98).astype(float),
    ]


def shared_features(base: Array, mass: Array) -> Array:
    """What both models see: each block's own looks and those of its neighbours."""
    return np.stack([*_own(base), *_around(base, mass)], axis=1)


def title_features(page: Page, slug: Array) -> Array:
    """Rows for the headline model; `slug` is for each block the share of its words in the page's address."""
    base, mass, dated, bylined = page.base, page.mass, page.dated, page.bylined
    heading = column(base, "heading")
    top = heading * (column(base, "level") == 1)
    total = mass.sum() + 1.0
    before = (np.cumsum(mass) - mass) / total
    soon = [np.minimum(sums, 1) for marks in (dated, bylined) for sums in windows(marks, ((0, 1), (0, 3), (0, 6)))]
    rank = np.cumsum(heading) * heading
    extra = [
        *soon,
        slug,
        dated,
        bylined,
        top,
        (np.cumsum(top) == 1) * top,
        (rank == 1).astype(float),
        heading * (column(base, "level") == 2),
        (top.sum() == 0) * heading,
        (heading.sum() == 0).astype(float) * (np.arange(len(mass)) < 4),
        (np.arange(len(mass)) == 0).astype(float),
        (np.arange(len(mass)) < 3).astype(float),
        (np.cumsum(mass) > 0).astype(float),
        np.log1p(np.arange(len(mass))),
        np.minimum(before, 1),
        (column(base, "words") < 3).astype(float),
        (column(base, "words") > 30).astype(float),
        column(base, "repeats") * heading,
        column(base, "repeats") * column(base, "first"),
        top * (before < 0.05),
        (before > 0.3).astype(float),
    ]
    return np.hstack([page.shared, np.stack(extra, axis=1)])


def body_features(page: Page, title: int | None) -> Array:
    """Rows for the body model; `title` is the index of the headline's block where there is one."""
    base, mass, dated, bylined = page.base, page.mass, page.dated, page.bylined
    at = np.arange(len(mass), dtype=float)
    start = -1 if title is None else title
    found = float(title is not None)
    after = (at > start).astype(float)
    total = mass.sum() + 1.0
    since_title = np.cumsum(mass * after) - mass * after
    aside = column(base, "aside") * (column(base, "words") <= 12) * after
    behind = since(aside)
    quiet = since_title - np.maximum.accumulate(np.where(aside > 0, since_title, -1.0))
    extra = [
        after * found,
        (1 - after) * found,
        np.log1p(np.abs(at - start)) * found,
        (at == start).astype(float) * found,
        since_title / total,
        np.log1p(since_title),
        (since_title < 1) * after,
        np.minimum(behind, 30) / 30,
        (behind < 30) * np.minimum(quiet / total, 1),
        np.asarray(np.cumsum(aside) > 0),
        dated,
        bylined,
        shift(dated, 1),
        shift(bylined, 1),
        np.minimum(since(column(base, "heading")), 10) / 10,
        (since_title < 1) * after * column(base, "heading"),
        (since_title < 1) * after * column(base, "strong"),
    ]
    return np.hstack([page.shared, np.stack([np.asarray(e, dtype=float) for e in extra], axis=1)])


def context_features(page: Page, rows: Array, guess: Array) -> Array:
    """Rows for the second look at the body: `rows` of the first, and what its `guess` says of the blocks around."""
    length = column(page.base, "letters")
    text = (length > 0).astype(float)
    mass = guess * length
    total = mass.sum() + 1.0
    before = (np.cumsum(mass) - mass) / total
    hot = ((guess > 0.6) & (length > PROSE)).astype(float)
    behind, ahead = since(hot), since(hot[::-1])[::-1]
    reaches = [pair for reach in (1, 2, 4, 8, 16) for pair in ((reach, 0), (0, reach))]
    means = [a / np.maximum(b, 1) for a, b in zip(windows(guess * text, reaches), windows(text, reaches), strict=True)]
    sums = [np.log1p(sums) for sums in windows(mass, ((3, 0), (0, 3), (10, 0), (0, 10)))]
    extra = [
        np.log(guess) - np.log1p(-guess),
        guess,
        *means,
        *sums,
        before,
        1 - before - mass / total,
        np.full_like(mass, np.log1p(total)),
        guess * before,
        (before > 0.98).astype(float),
        (before < 0.02).astype(float),
        np.minimum(behind, 20) / 20,
        np.minimum(ahead, 20) / 20,
        ((behind < 3) & (ahead < 3)).astype(float),
    ]
    return np.hstack([np.stack(extra, axis=1), rows])
