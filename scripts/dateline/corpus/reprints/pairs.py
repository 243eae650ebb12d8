"""Many pairs compared on many workers: each file of sketches is dealt out once, each share is compared by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from dateline.corpus.reprints.measures import MEASURES, Text, measure
from dateline.corpus.reprints.shingles import Ints
from dateline.corpus.reprints.sketches import tokens_of
from dateline.corpus.reprints.templates import filled_alike
from dateline.cut import read_cut, read_rows, write_cut
from dateline.engine import Engine

Measured: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.int64]]
"""A row a pair, a column for each of `MEASURES`."""

AT_ONCE = 10_000
"""Pairs of a share: their texts, of which there are at most twice as many, take about 200 MB."""


@dataclass(frozen=True, slots=True)
class Dealing:
    """Rows of a file of sketches for the shares that need them; a row may go to several."""

    sketches: str
    rows: Ints
    ranks: Ints
    shares: Ints
    of: int
    out: str


@dataclass(frozen=True, slots=True)
class Share:
    """Pairs of ranks to compare, and the files that have a batch with texts for them."""

    number: int
    files: tuple[str, ...]
    a: Ints
    b: Ints


def compare(files: Sequence[str], ranks: Sequence[Ints], a: Ints, b: Ints, engine: Engine, folder: str) -> Measured:
    """The measures of pairs of ranks, in the order of the pairs; `ranks` has those of each file's rows.

    Pairs are sorted: those of one `a` are looked at together, and neighbours need fewer texts to be at hand twice.
    """
    if not len(a):
        return np.zeros((0, len(MEASURES)), np.int64)
    of = -(-len(a) // AT_ONCE)
    share = np.arange(len(a)) // AT_ONCE
    deals = list(_deals(files, ranks, (np.concatenate([a, b]), np.concatenate([share, share]), of), folder))
    pays = len(a) > AT_ONCE
    for _ in engine.run(deal, deals, pays=pays):
        pass
    dealt = tuple(task.out for task in deals)
    shares = [Share(number, dealt, a[share == number], b[share == number]) for number in range(of)]
    found = np.concatenate(list(engine.run(measure_share, shares, pays=pays)))
    for name in dealt:  # the next pairs are dealt under the same names
        Path(name).unlink()
    return found


def _deals(
    files: Sequence[str], ranks: Sequence[Ints], wanted: tuple[Ints, Ints, int], folder: str
) -> Iterator[Dealing]:
    """What of each file goes to which share; a file of which nothing is wanted is left out."""
    asked, share, of = wanted
    asked, share = np.unique(np.stack([asked, share]), axis=1)
    holder = np.full(int(asked.max()) + 1, -1, np.int64)
    row = np.zeros_like(holder)
    for number, held in enumerate(ranks):
        inside = np.flatnonzero((held >= 0) & (held < len(holder)))
        holder[held[inside]], row[held[inside]] = number, inside
    order = np.argsort(holder[asked], kind="stable")
    ends = np.searchsorted(holder[asked][order], np.arange(len(files) + 1))
    for number, (start, end) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)):
        if start < end:
            part = order[start:end]
            out = str(Path(folder) / f"dealt-{number:05d}.arrow")
            yield Dealing(files[number], row[asked[part]], asked[part], share[part], of, out)


def deal(task: Dealing) -> None:
    """Write the rows of a file of sketches that are asked for, a batch a share."""
    rows = read_rows(task.sketches).select(["shingle", "tokens"]).take(pa.array(task.rows))
    write_cut(task.out, rows.append_column("rank", pa.array(task.ranks)), task.shares, task.of)


def measure_share(task: Share) -> Measured:
    """Compare the pairs of a share."""
    texts: dict[int, Text] = {}
    for name in task.files:
        rows = read_cut(name, task.number)
        for rank, length, tokens in zip(
            rows["rank"].to_pylist(), rows["shingle"].to_pylist(), tokens_of(rows), strict=True
        ):
            texts[rank] = Text.of(tokens, length)
    ends = [*(np.flatnonzero(np.diff(task.a)) + 1).tolist(), len(task.a)]
    groups = zip([0, *ends], ends, strict=False)
    return np.concatenate([_group(texts, int(task.a[start]), task.b[start:end].tolist()) for start, end in groups])


def _group(texts: Mapping[int, Text], a: int, partners: Sequence[int]) -> Measured:
    """The measures of pairs that have one article in common."""
    found = [measure(texts[a], texts[b]) for b in partners]
    alike = filled_alike(texts[a], [texts[b] for b in partners], [covered for _, covered in found])
    return np.column_stack([np.array([figures for figures, _ in found], np.int64), alike])
