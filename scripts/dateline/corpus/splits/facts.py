"""What decides the side of a group, a column each: its latest day, where it was released, what holds it out."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.splits.groups import Groups
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.tables import SIDES
from dateline.corpus.summary import places
from dateline.cut import Numbers

Flags: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"

UNDATED = np.iinfo(np.int64).min
"""Stands for the day of a group of which no article has one."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of each group.

    Attributes:
        size: its articles.
        day: the latest day of its articles, in days since 1970, or `UNDATED`. The latest, so that nothing that is
            trained on is newer than what it is tested on.
        sides: for each of `SIDES`, which groups have articles that were released there.
        released: the latest day of its articles that were released on a side.
        held: number of the setting that holds it out, counted from 0, publishers first; -1 for none.
    """

    size: Numbers
    day: Numbers
    sides: tuple[Flags, ...]
    released: Numbers
    held: Numbers

    @property
    def dated(self) -> Flags:
        """Which groups have a day."""
        return np.asarray(self.day != UNDATED, np.bool_)


def group_facts(groups: Groups, summary: pa.Table, history: pa.Table, settings: SplitSettings) -> Facts:
    """The facts of all groups; `summary` is in the order of their ids."""
    day = pc.fill_null(pc.cast(pc.cast(summary["date"], pa.int32()), pa.int64()), UNDATED).to_numpy()
    side = np.full(len(groups.ids), -1, np.int64) if settings.recut else released_sides(groups.ids, history)
    return Facts(
        groups.size,
        latest(groups, day),
        tuple(np.bincount(groups.of[side == number], minlength=len(groups.size)) > 0 for number in range(len(SIDES))),
        latest(groups, np.where(side >= 0, day, UNDATED)),
        _held(groups, summary, settings),
    )


def latest(groups: Groups, day: Numbers) -> Numbers:
    """The highest value of each group."""
    found = np.full(len(groups.size), UNDATED, np.int64)
    np.maximum.at(found, groups.of, day)
    return found


def released_sides(ids: pa.Array, history: pa.Table) -> Numbers:
    """The number of the side of each article that was released on one; -1 for others."""
    place = places(ids, history["article_id"])
    side = np.asarray(pc.fill_null(pc.index_in(history["split"], value_set=pa.array(SIDES)), -1).to_numpy(), np.int64)
    found = np.full(len(ids), -1, np.int64)
    known = (place >= 0) & (side >= 0)
    found[place[known]] = side[known]
    return found


def hold_outs(settings: SplitSettings) -> tuple[tuple[str, str], ...]:
    """Every entry of the settings that holds articles out, with its kind."""
    publishers = (("publisher", one) for one in settings.hold_out_publishers)
    return (*publishers, *(("actor", one) for one in settings.hold_out_actors))


def held_articles(summary: pa.Table, settings: SplitSettings) -> list[Numbers]:
    """The places of the articles that each entry of `hold_outs` holds out; an empty one tells of a mistake in it."""
    kinds = {"publisher": _by_publisher, "actor": _by_actor}
    return [kinds[kind](summary, entry) for kind, entry in hold_outs(settings)]


def _held(groups: Groups, summary: pa.Table, settings: SplitSettings) -> Numbers:
    found = np.full(len(groups.size), -1, np.int64)
    for number, articles in reversed([*enumerate(held_articles(summary, settings))]):
        found[groups.of[articles]] = number
    return found


def _by_publisher(summary: pa.Table, entry: str) -> Numbers:
    name = entry.strip().casefold()
    return np.flatnonzero(_equal(summary["source"], name) | _equal(summary["source_domain"], name))


def _equal(column: pa.ChunkedArray, name: str) -> Flags:
    """Which values are the name but for case; each different one is looked at once."""
    coded = column.combine_chunks().dictionary_encode()
    same = pa.array([one.casefold() == name for one in coded.dictionary.to_pylist()], pa.bool_())
    return np.asarray(pc.fill_null(same.take(coded.indices), False).to_numpy(zero_copy_only=False), np.bool_)


def _by_actor(summary: pa.Table, entry: str) -> Numbers:
    lists = summary["actors"].combine_chunks()
    named = pc.equal(lists.flatten(), entry.strip())
    return np.unique(np.asarray(pc.filter(pc.list_parent_indices(lists), named).to_numpy(), np.int64))
