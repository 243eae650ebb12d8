"""Pairs of articles on different sides with the most text in common: found by traces, measured on the texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.corpus.splits.grams import Hashes, words_of
from dateline.corpus.splits.traces import (
    ONE_IN,
    TRACED,
    Siding,
    Tracing,
    distinct_runs,
    read_texts,
    side_file,
    trace_file,
)
from dateline.corpus.summary import places
from dateline.cut import Numbers

if TYPE_CHECKING:
    from dateline.engine import Engine

Floats: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"

FIRST = 4
"""Articles of each side that are paired with all articles of the others that share a trace. A trace that stands in
thousands of texts of two sides (a template) gives thousands of pairs so, not millions; rarer ones give every pair.
"""
COMPARED = 10_000
"""Pairs whose texts are compared, those that share the largest part of their traces."""

# heads x rows, and the other way round: never rows x rows
CROSSING = f"""
WITH mixed AS (
  SELECT trace FROM traces GROUP BY trace HAVING MIN(side) < MAX(side)
),
ranked AS (
  SELECT t.trace AS trace, t.side AS side, t.article AS article,
    ROW_NUMBER() OVER (PARTITION BY t.trace, t.side ORDER BY t.article) AS place
  FROM traces t JOIN mixed m ON t.trace = m.trace
),
heads AS (
  SELECT trace, side, article FROM ranked WHERE place <= {FIRST}
),
pairs AS (
  SELECT h.article AS one, r.article AS other FROM heads h JOIN ranked r ON h.trace = r.trace WHERE h.side < r.side
  UNION ALL
  SELECT r.article AS one, h.article AS other FROM heads h JOIN ranked r ON h.trace = r.trace
  WHERE h.side > r.side AND r.place > {FIRST}
)
SELECT one, other, COUNT(*) AS shared FROM pairs GROUP BY one, other HAVING COUNT(*) >= 2
"""  # noqa: S608 - no text of others stands in it


FEW = 2_000
"""Articles up to which no workers are started, and all runs of words are traces: the closest pair is found then however
little it shares.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles of a file whose runs of words are wanted; `places` among all articles follow `ids`."""

    texts: str
    ids: tuple[str, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """The traces of all texts: they are the same whatever the sides, so one look at the texts does for any number of
    assignments.

    Attributes:
        articles: how many there are.
        texts: the files with `id` and `body`.
        traces: for each of them one of schema `TRACES`.
        told: for each of them what is known of its articles, schema `TRACED`.
    """

    articles: int
    texts: Sequence[str]
    traces: Sequence[str]
    told: Sequence[pa.Table]


@dataclass(frozen=True, slots=True)
class Crossing:
    """What texts on different sides have in common.

    Attributes:
        traced: of each article that has a side and a text, schema `TRACED`, by place.
        met: pairs on different sides that share two traces or more.
        one, other: places of the articles of the pairs that were compared.
        jaccard: of their runs of words, exact: those in both by those in either, 0 to 1.
        containment: exact: those in both by those of the one that has fewer.
        fewer: runs of the one that has fewer.
    """

    traced: pa.Table
    met: int
    one: Numbers
    other: Numbers
    jaccard: Floats
    containment: Floats
    fewer: Numbers


def trace(ids: pa.Array, texts: Sequence[str], engine: "Engine", folder: str) -> Traced:
    """The traces of the articles `ids`, which are sorted; `texts` are files with `id` and `body`. What is written into
    `folder` is needed for as long as the answer is.
    """
    known = str(Path(folder) / "trace-places.parquet")
    place = pa.table({"article_id": ids, "place": pa.array(np.arange(len(ids)))})
    pq.write_table(place, known, row_group_size=10_000)
    outs = _files(folder, "traces", len(texts))
    one_in = 1 if len(ids) <= FEW else ONE_IN
    tasks = [Tracing(path, known, out, one_in) for path, out in zip(texts, outs, strict=True)]
    return Traced(len(ids), texts, outs, list(engine.run(trace_file, tasks, pays=len(ids) > FEW)))


def cross(ids: pa.Array, side: Numbers, found: Traced, engine: "Engine", folder: str) -> Crossing:
    """Compare the texts of different sides. `ids` are sorted, `side` has the number of each one's side, -1 for none;
    `found` is what `trace` gave for these ids. What is made on the way goes into `folder`. Raises ValueError where
    other articles were traced.
    """
    if found.articles != len(ids):
        raise ValueError(f"{found.articles} articles were traced, {len(ids)} are looked at")
    told = pa.concat_tables([TRACED.empty_table(), *found.told]).sort_by("article")
    traced = told.filter(pa.array(side[told["article"].to_numpy()] >= 0))
    if not found.texts:
        return Crossing(traced, 0, *_measured({}, _NONE, _NONE))
    sides, out = (str(Path(folder) / name) for name in ("trace-sides.parquet", "crossing.parquet"))
    pq.write_table(pa.table({"side": side}), sides)
    outs = _files(folder, "sided", len(found.traces))
    tasks = [Siding(path, sides, to) for path, to in zip(found.traces, outs, strict=True)]
    engine.sql(CROSSING, out, {"traces": list(engine.run(side_file, tasks, pays=len(ids) > FEW))})
    pairs = pq.read_table(out)
    one, other = _closest(pairs, traced, len(ids))
    wanted = _wanted(ids, np.union1d(one, other), found)
    runs = {place: one for read in engine.run(read_runs, wanted, pays=len(ids) > FEW) for place, one in read.items()}
    return Crossing(traced, pairs.num_rows, *_measured(runs, one, other))


def _files(folder: str, name: str, count: int) -> list[str]:
    return [str(Path(folder) / f"{name}-{number:05d}.parquet") for number in range(count)]


def _closest(found: pa.Table, traced: pa.Table, articles: int) -> tuple[Numbers, Numbers]:
    """The pairs to compare: which share the largest part of the traces of the one that has fewer."""
    kept = np.ones(articles, np.int64)
    kept[traced["article"].to_numpy()] = traced["kept"].to_numpy()
    one, other, shared = (found[name].to_numpy().astype(np.int64) for name in ("one", "other", "shared"))
    share = shared / np.minimum(kept[one], kept[other])
    best = np.lexsort((other, one, -shared, -share))[:COMPARED]
    return one[best], other[best]


def _wanted(ids: pa.Array, wanted: Numbers, found: Traced) -> list[Reading]:
    """Of each file, the articles whose texts are wanted."""
    tasks = []
    for path, traced in zip(found.texts, found.told, strict=True):
        here = np.intersect1d(traced["article"].to_numpy(), wanted)
        if len(here):
            tasks.append(Reading(path, tuple(ids.take(pa.array(here)).to_pylist()), tuple(here.tolist())))
    return tasks


def read_runs(task: Reading) -> dict[int, Hashes]:
    """The different runs of words of some articles of a file, by place."""
    names, found = pa.array(task.ids, pa.string()), dict[int, Hashes]()
    for batch in read_texts(task.texts):
        rows = places(names, pa.chunked_array([batch["id"]]))
        wanted = np.flatnonzero(rows >= 0)
        hashes, text = distinct_runs(words_of(batch["body"].take(pa.array(wanted))))
        runs = np.split(hashes, np.searchsorted(text, np.arange(1, len(wanted))))
        found |= {task.places[row]: one for row, one in zip(rows[wanted].tolist(), runs, strict=False)}
    return found


def _measured(
    runs: Mapping[int, Hashes], one: Numbers, other: Numbers
) -> tuple[Numbers, Numbers, Floats, Floats, Numbers]:
    """The pairs, and how much the runs of each are the same."""
    pairs = [(runs[first], runs[second]) for first, second in zip(one.tolist(), other.tolist(), strict=True)]
    both = np.array([len(np.intersect1d(*pair, assume_unique=True)) for pair in pairs], np.int64)
    fewer = np.array([min(map(len, pair)) for pair in pairs], np.int64)
    either = np.array([sum(map(len, pair)) for pair in pairs], np.int64) - both
    return one, other, both / np.maximum(either, 1), both / np.maximum(fewer, 1), fewer


_NONE: Numbers = np.zeros(0, np.int64)
