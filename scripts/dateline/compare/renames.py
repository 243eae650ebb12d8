"""Records that are gone under one id and new under another."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dateline.compare.matching import Matched, Side
from dateline.compare.places import batches, gather

IDENTITIES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "articles": (("raw_sha256",), ("url",), ("title", "body")),
    "actors": (("wikidata",), ("name", "kind")),
    "stories": (("articles",),),
}
"""Columns by which a record is known again, the surest first."""


@dataclass(frozen=True, slots=True)
class Rename:
    """Ids of the same record, the columns it is known by, and a frame of its one new row."""

    old: str
    new: str
    by: str
    fresh: pl.DataFrame


def renames(table: str, old: Side, new: Side, matched: Matched) -> tuple[Rename, ...]:
    """Pairs of a record gone and a new one with the same identity; of several with one, in the order of their ids.

    Where an identity has more gone records than new ones, or fewer, it says nothing.
    """
    gone, fresh = (frame.sort("id") for frame in (matched.gone, matched.fresh))
    left, right = set(range(gone.height)), set(range(fresh.height))
    found: list[tuple[int, int, str]] = []
    for columns in IDENTITIES.get(table, ()):
        if left and right and set(columns) <= set(old.schema.names) & set(new.schema.names):
            before = _by_identity(old, gone, columns, sorted(left))
            after = _by_identity(new, fresh, columns, sorted(right))
            by = " and ".join(columns)
            found += [
                (*pair, by)
                for identity in before.keys() & after.keys()
                if len(before[identity]) == len(after[identity])
                for pair in zip(before[identity], after[identity], strict=True)
            ]
            left, right = left - {one for one, _, _ in found}, right - {other for _, other, _ in found}
    ids = gone["id"].to_list(), fresh["id"].to_list()
    return tuple(Rename(str(ids[0][one]), str(ids[1][other]), by, fresh[other]) for one, other, by in sorted(found))


def _by_identity(side: Side, frame: pl.DataFrame, columns: Sequence[str], numbers: list[int]) -> dict[bytes, list[int]]:
    """The numbers of the rows that have an identity, by its digest; a row that lacks a part of it has none."""
    found: dict[bytes, list[int]] = defaultdict(list)
    for part in batches(len(numbers), side.files):
        rows = frame[numbers[part]]
        values = gather(side.files, columns, rows["file"].to_numpy(), rows["row"].to_numpy()).to_pylist()
        for value, number in zip(values, numbers[part], strict=True):
            if all(value[name] not in (None, "", []) for name in columns):
                found[_digest(value)].append(number)
    return found


def _digest(value: dict[str, Any]) -> bytes:
    return hashlib.sha256(repr(sorted(value.items())).encode("utf-8", "surrogatepass")).digest()
