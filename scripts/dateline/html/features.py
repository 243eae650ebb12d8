"""What a page shows of each block, as numbers: the input of the models that find the body.

What it shows by itself (`dateline.html.own`), its element and the elements around it by family of names
(`families.toml`), and where the page has its mass of prose. All is language neutral but for the cues
(`dateline.extract.cues`), which are data for many languages.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.html.dom import HtmlBlock, HtmlPage
from dateline.html.families import TAG_BIT, TAGS, PlaceBits, families, names
from dateline.html.own import OWN, PROSE, Own
from dateline.html.stated import Stated
from dateline.html.structure import Structure

Array = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
Column = npt.NDArray[np.floating[Any]]
Wants = Callable[[str], bool]

REACHES = ((1, 0), (0, 1), (3, 0), (0, 3), (8, 0), (0, 8), (20, 0), (0, 20))

SHIFTED = "letters linked end strong interface aside credit title".split()


def features(
    page: HtmlPage, blocks: Sequence[HtmlBlock], stated: Stated, bits: PlaceBits, wanted: Collection[str] | None = None
) -> dict[str, Column]:
    """The columns by name, one number a block: those that are wanted, and a few more; all of them by default."""
    wants: Wants = (lambda name: True) if wanted is None else frozenset(wanted).__contains__
    own = Own(blocks, stated)
    structure = Structure(page, blocks, prose_mass(own))
    columns: dict[str, Column] = dict(_own_columns(own, wants))
    columns |= _bit_columns(blocks, bits, wants)
    columns |= structure.columns()
    columns |= structure.rank()
    alike = [
        ("look", structure.look, np.bincount(structure.look)),
        ("group", structure.group, np.bincount(structure.group)),
    ]
    for name in ("linked", "end", "letters", "strong"):
        for prefix, by, counts in alike:
            if wants(f"{prefix}_{name}"):
                columns[f"{prefix}_{name}"] = shared(own[name], by, counts)
    columns |= _around_columns(own, structure, wants)
    return columns


def prose_mass(own: Own) -> Array:
    """Letters of each block that read like running text; 0 for what is short or linked."""
    return np.where((own["letters"] > PROSE) & (own["linked"] < 0.5), own["letters"], 0).astype(np.float32)


def _own_columns(own: Own, wants: Wants) -> Iterator[tuple[str, Column]]:
    yield from ((name, own[name]) for name in OWN if wants(name))
    if wants("word_length"):
        yield "word_length", own["letters"] / np.maximum(own["words"], np.float32(1))
    if wants("per_sentence"):
        yield "per_sentence", own["letters"] / (own["sentences"] + 1)


def _bit_columns(blocks: Sequence[HtmlBlock], bits: PlaceBits, wants: Wants) -> dict[str, Column]:
    places = [block.place for block in blocks]
    sets: tuple[tuple[str, Sequence[str], Callable[[], list[int]]], ...] = (
        ("own", names(), lambda: [bits.own[place] for place in places]),
        ("near", names(), lambda: [bits.near[place] for place in places]),
        ("far", names(), lambda: [bits.far[place] for place in places]),
        ("inner", names(), lambda: [_inner(block) for block in blocks]),
        ("tag", TAGS, lambda: [TAG_BIT.get(block.tag, 0) for block in blocks]),
        ("in", TAGS, lambda: [bits.tags[place] for place in places]),
    )
    columns: dict[str, Column] = {}
    for prefix, labels, read in sets:
        told = [(at, name) for at, label in enumerate(labels) if wants(name := f"{prefix}:{label}")]
        if told:
            numbers = np.array(read(), dtype=np.int64)
            table = (numbers >> np.array([at for at, _ in told])[:, None] & 1).astype(np.float32)
            columns |= {name: row for (_, name), row in zip(told, table, strict=True)}
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


def shared(values: Array, by: Indices, counts: Indices) -> Array:
    """For each block the mean over all blocks with the same number in `by`; `counts` says how many they are."""
    sums = np.bincount(by, weights=values)
    return (sums / np.maximum(counts, 1))[by].astype(np.float32)


def running(values: Array) -> npt.NDArray[np.float64]:
    """Sums of the values before each, and behind them that of all."""
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def window(values: Array, sums: npt.NDArray[np.float64], back: int, ahead: int) -> Array:
    """Sum over the `back` blocks before each and the `ahead` after it, itself left out. `sums`: `running`."""
    size = len(values)
    ends = np.full(size, sums[-1])
    ends[: max(size - ahead, 0)] = sums[ahead + 1 :]
    starts = np.zeros(size)
    starts[back:] = sums[: max(size - back, 0)]
    return np.asarray(ends - starts - values, dtype=np.float32)


def since(marks: Array) -> Array:
    """Blocks since the last marked one, itself counted; a large number where none was."""
    at = np.arange(len(marks))
    return np.asarray(at - np.maximum.accumulate(np.where(marks > 0, at, -1000)), dtype=np.float32)


def _around_columns(own: Own, structure: Structure, wants: Wants) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    for by in (-2, -1, 1, 2):
        for name in SHIFTED:
            if wants(f"{name}@{by}"):
                columns[f"{name}@{by}"] = shift(own[name], by)
        if wants(f"same_group@{by}"):
            near = shift(structure.group.astype(np.float32), by)
            columns[f"same_group@{by}"] = (near == structure.group).astype(np.float32)
    summed = [(name, values, running(values)) for name, values in (("mass", structure.mass), ("linked", own["linked"]))]
    for back, ahead in REACHES:
        for name, values, sums in summed:
            if wants(f"{name}@{back}:{ahead}"):
                columns[f"{name}@{back}:{ahead}"] = window(values, sums, back, ahead)
    return columns | _course(own, structure)


def _course(own: Own, structure: Structure) -> dict[str, Column]:
    """Where in the course of the page a block stands."""
    mass = structure.mass
    size = len(mass)
    total = mass.sum() + 1
    before = (np.cumsum(mass) - mass) / total
    at = np.arange(size, dtype=np.float32)
    head = int(np.argmax(own["title"] - 0.01 * (at > size / 2))) if size and own["title"].max() > 0.6 else -1
    behind = (at > head).astype(np.float32)
    prose = (mass > 0).astype(np.float32)
    return {
        "before": before,
        "after": 1 - before - mass / total,
        "position": at / max(size, 1),
        "from_head": at - head if head >= 0 else np.full(size, -1000.0, dtype=np.float32),
        "mass_since_head": (np.cumsum(mass * behind) - mass * behind) / total,
        "since_aside": since(own["aside"] * (own["letters"] < PROSE) * behind),
        "since_heading": since(structure.heading),
        "since_prose": since(prose),
        "until_prose": since(prose[::-1])[::-1],
        "total": np.full(size, total, dtype=np.float32),
    }
