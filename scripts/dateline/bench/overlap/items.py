"""The test side: which texts an item has, and what of them was met."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.bench.folder import Benchmark
from dateline.bench.keys import HIDDEN, with_keys
from dateline.bench.overlap.probes import Grams, Piece, Place, Probes
from dateline.bench.overlap.result import Found, TaskOverlap
from dateline.bench.overlap.words import Numbers, cut, normal
from dateline.bench.rows import OWN, Row
from dateline.bench.tasks import TASKS

NOT_TEXT = OWN | {"language"}
"""Columns that say what an item is, and ask nothing."""

SHOWN = 40
"""Words of a stretch that are written out."""

_NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Side:
    """The items of a task, and which columns are its answers."""

    task: str
    rows: Sequence[Row]
    keys: tuple[str, ...] = ()


def sides_of(benchmark: Benchmark, keys: str | Path | None) -> Iterator[Side]:
    """The test of each task, with its answers where they are at hand. Raises InputError where it cannot be read."""
    known = {task.name: task for task in TASKS}
    for name in benchmark.tasks:
        rows: Sequence[Row] = benchmark.rows(name, HIDDEN)
        if rows and keys is not None and name in known:
            rows = with_keys(benchmark, known[name], HIDDEN, keys)
        yield Side(name, rows, known[name].items.keys if name in known else ())


def texts_of(row: Row) -> dict[str, str]:
    """The texts of an item by column."""
    return {name: value for name, value in row.items() if name not in NOT_TEXT and isinstance(value, str)}


def canary_words(canary: str) -> list[str]:
    """The words that the canary is known by: those of its number where it has one, which stays where the rest goes."""
    number = _NUMBER.search(canary)
    found = cut(normal(number[0] if number else canary))
    return found.words(0, len(found.starts))


def overlap_of(side: Side, place: Mapping[str, int], probes: Probes, files: Sequence[str]) -> TaskOverlap:
    """What was met of the items of a task.

    Args:
        place: where each text stands among those of the probes.
        files: names of the files by their number.
    """
    found, short = [], 0
    for row in side.rows:
        texts = ((column, probes.pieces[place[text]]) for column, text in texts_of(row).items())
        own = {column: piece for column, piece in texts if piece is not None}
        short += not own
        if (one := _found(row, own, side, probes, files)) is not None:
            found.append(one)
    return TaskOverlap(side.task, len(side.rows), short, tuple(found))


def _found(row: Row, own: Mapping[str, Piece], side: Side, probes: Probes, files: Sequence[str]) -> Found | None:
    columns, met, longest, words, places = [], 0, 0, "", list[Place]()
    for column, piece in own.items():
        grams = probes.of_length(piece.length)
        of = grams.of[piece.first : piece.first + piece.runs]
        hits = of[grams.found[of]]
        if not len(hits):
            continue
        columns.append(column)
        met += len(hits)
        places += [grams.places[run] for run in np.unique(hits).tolist()]
        start, length = _stretch(grams, of)
        if length > longest:
            longest = length
            words = " ".join(probes.spelled(grams, piece.begin + start, min(length, SHOWN)))
    if not columns:
        return None
    first = min(places, key=lambda one: (one.file, one.record))
    share = round(met / sum(piece.runs for piece in own.values()), 4)
    answer = any(column in side.keys for column in columns)
    return Found(row["id"], tuple(columns), answer, share, longest, words, files[first.file], first.record)


def _stretch(grams: Grams, of: Numbers) -> tuple[int, int]:
    """The longest row of runs that were all met, the first of equals: its place, and its words."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], grams.found[of].astype(np.int8), [0]])))
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest] - starts[longest]) + grams.length - 1
