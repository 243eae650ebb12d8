"""What a page shows of each block, as numbers: the input of the models that find the body.

Lengths, punctuation, links, the block's element and the elements around it by family of names (`families.toml`), how
the text is like the headline and what the head says of the article, and where the page has its mass of prose. All is
language neutral but for the cues (`dateline.extract.cues`), which are data for many languages.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.extract.cues import find_cues
from dateline.html.dom import HtmlBlock, HtmlPage
from dateline.html.families import TAG_BIT, TAGS, PlaceBits, families, names
from dateline.html.stated import Stated, triples, words
from dateline.html.structure import Structure

Array = npt.NDArray[np.float32]
Column = npt.NDArray[np.floating[Any]]

SENTENCE_END = frozenset(".!?…。！？؟।።։")
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
REACHES = ((1, 0), (0, 1), (3, 0), (0, 3), (8, 0), (0, 8), (20, 0), (0, 20))

OWN = tuple(
    "letters words links linked strong end colon lower quote digit digits commas sentences marks newline breaks times "
    "question upper at http interface aside notice credit repeats first_seen title title_in stated stated_start "
    "described".split()
)
"""Columns of `describe`, in order."""


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
        common = len(short & self.headline)
        mine = triples(own) if (self.body or self.description) and len(own) > 2 else set()
        size = max(len(mine), 1)
        return (
            common / max(len(short | self.headline), 1),
            common / max(len(self.headline), 1),
            (len(mine & self.body) / size) if self.body else -1.0,
            float(bool(self.start) and " ".join(own[:12]) == self.start),
            (len(mine & self.description) / size) if self.description else -1.0,
        )


def read_own(blocks: Sequence[HtmlBlock], stated: Stated) -> dict[str, Array]:
    """The columns of `OWN`."""
    seen = Counter(block.text for block in blocks)
    met: set[str] = set()
    likeness = Likeness(stated)
    rows = []
    for block in blocks:
        rows.append(describe(block, seen[block.text], block.text not in met) + likeness.measure(block.text))
        met.add(block.text)
    table = np.array(rows, dtype=np.float32).reshape(len(blocks), len(OWN))
    return {name: table[:, at] for at, name in enumerate(OWN)}


def describe(block: HtmlBlock, repeats: int, first: bool) -> tuple[float, ...]:
    """What a block shows by itself."""
    text = block.text
    dense = DENSE if text[0] >= NO_SPACES else 1.0
    size = len(text)
    length = size * dense
    closed = text.rstrip(CLOSERS)[-1:] or text[-1]
    cues = find_cues(text) if length <= LONG else 0
    short = length < 2 * PROSE
    return (
        length,
        text.count(" ") * dense + 1,
        len(block.links),
        block.link_chars / size,
        block.strong / size,
        closed in SENTENCE_END,
        closed == ":",
        text[0].islower(),
        text[0] in OPENERS,
        text[0].isdigit(),
        len(DIGIT.findall(text)) / size if short else 0.0,
        sum(map(text.count, COMMAS)),
        sum(map(text.count, SENTENCES)),
        sum(map(text.count, MARKS)) if short else 0,
        "\n" in text,
        block.breaks,
        len(block.times),
        "?" in text,
        text.isupper(),
        "@" in text,
        "http" in text or "www." in text,
        cues & 1,
        cues >> 1 & 1,
        cues >> 2 & 1,
        cues >> 3 & 1,
        repeats > 1,
        first,
    )


def features(page: HtmlPage, blocks: Sequence[HtmlBlock], stated: Stated, bits: PlaceBits) -> tuple[list[str], Array]:
    """Names of the columns, and one row a block."""
    own = read_own(blocks, stated)
    structure = Structure(page, blocks, prose_mass(own))
    columns: dict[str, Column] = {}
    columns |= _own_columns(own)
    columns |= _bit_columns(blocks, bits)
    columns |= structure.columns()
    columns |= structure.rank()
    for name in ("linked", "end", "letters", "strong"):
        columns[f"look_{name}"] = structure.shared(own[name], structure.look)
        columns[f"group_{name}"] = structure.shared(own[name], structure.group)
    columns |= _around_columns(own, structure)
    return list(columns), np.stack(list(columns.values()), axis=1).astype(np.float32)


def prose_mass(own: dict[str, Array]) -> Array:
    """Letters of each block that read like running text; 0 for what is short or linked."""
    return np.where((own["letters"] > PROSE) & (own["linked"] < 0.5), own["letters"], 0).astype(np.float32)


def _own_columns(own: dict[str, Array]) -> dict[str, Column]:
    columns: dict[str, Column] = dict(own)
    columns["word_length"] = own["letters"] / np.maximum(own["words"], np.float32(1))
    columns["per_sentence"] = own["letters"] / (own["sentences"] + 1)
    return columns


def _bit_columns(blocks: Sequence[HtmlBlock], bits: PlaceBits) -> dict[str, Column]:
    places = [block.place for block in blocks]
    sets = {
        "own": (names(), [bits.own[place] for place in places]),
        "near": (names(), [bits.near[place] for place in places]),
        "far": (names(), [bits.far[place] for place in places]),
        "inner": (names(), [_inner(block) for block in blocks]),
        "tag": (TAGS, [TAG_BIT.get(block.tag, 0) for block in blocks]),
        "in": (TAGS, [bits.tags[place] for place in places]),
    }
    columns: dict[str, Column] = {}
    for prefix, (labels, numbers) in sets.items():
        table = (np.array(numbers, dtype=np.int64)[:, None] >> np.arange(len(labels)) & 1).astype(np.float32)
        columns |= {f"{prefix}:{label}": table[:, at] for at, label in enumerate(labels)}
    return columns


def _inner(block: HtmlBlock) -> int:
    bits = 0
    for attributes in block.inner[:6]:
        bits |= families(attributes)
    return bits


def shift(values: Array, by: int) -> Array:
    """`values` seen from `by` blocks earlier (negative: later); 0 beyond the page."""
    result = np.zeros_like(values)
    if by > 0:
        result[by:] = values[:-by]
    else:
        result[:by] = values[-by:]
    return result


def window(values: Array, back: int, ahead: int) -> Array:
    """Sum over the `back` blocks before each and the `ahead` after it, itself left out."""
    size = len(values)
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    at = np.arange(size)
    sums = sums[np.minimum(at + ahead + 1, size)] - sums[np.maximum(at - back, 0)]
    return np.asarray(sums - values, dtype=np.float32)


def since(marks: Array) -> Array:
    """Blocks since the last marked one, itself counted; a large number where none was."""
    at = np.arange(len(marks))
    return np.asarray(at - np.maximum.accumulate(np.where(marks > 0, at, -1000)), dtype=np.float32)


def _around_columns(own: dict[str, Array], structure: Structure) -> dict[str, Column]:
    mass = structure.mass
    size = len(mass)
    total = mass.sum() + 1
    columns: dict[str, Column] = {}
    for by in (-2, -1, 1, 2):
        for name in ("letters", "linked", "end", "strong", "interface", "aside", "credit", "title"):
            columns[f"{name}@{by}"] = shift(own[name], by)
        columns[f"same_group@{by}"] = (shift(structure.group.astype(np.float32), by) == structure.group).astype(
            np.float32
        )
    for back, ahead in REACHES:
        columns[f"mass@{back}:{ahead}"] = window(mass, back, ahead)
        columns[f"linked@{back}:{ahead}"] = window(own["linked"], back, ahead)
    before = (np.cumsum(mass) - mass) / total
    at = np.arange(size, dtype=np.float32)
    head = int(np.argmax(own["title"] - 0.01 * (at > size / 2))) if size and own["title"].max() > 0.6 else -1
    behind = (at > head).astype(np.float32)
    columns["before"] = before
    columns["after"] = 1 - before - mass / total
    columns["position"] = at / max(size, 1)
    columns["from_head"] = at - head if head >= 0 else np.full(size, -1000.0, dtype=np.float32)
    columns["mass_since_head"] = (np.cumsum(mass * behind) - mass * behind) / total
    columns["since_aside"] = since(own["aside"] * (own["letters"] < PROSE) * behind)
    columns["since_heading"] = since(structure.heading)
    columns["since_prose"] = since((mass > 0).astype(np.float32))
    columns["until_prose"] = since((mass > 0).astype(np.float32)[::-1])[::-1]
    columns["total"] = np.full(size, total, dtype=np.float32)
    return columns
