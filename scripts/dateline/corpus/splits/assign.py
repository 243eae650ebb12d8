"""Every article on one side, with the reason: nothing that belongs together is on two, and what was released stays."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.splits.facts import Facts, Flags, group_facts, hold_outs
from dateline.corpus.splits.folds import few, folds
from dateline.corpus.splits.groups import Groups, linked, make_groups, starred
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.sides import Boundaries, boundaries, day_of, oversized, positions
from dateline.corpus.splits.tables import FOLD, SIDES, SPLITS, TEST, TRAIN, VALIDATION
from dateline.cut import Numbers

Verdict = tuple[str | None, str]
"""A side and why."""

UNDATED = (TRAIN, "undated: no article of its group has a day, and a test must be newer than what was trained on")
LARGE = (TRAIN, "large: its group would be more than a quarter of the articles of another side")
TWO_SIDES = (TRAIN, "two sides: {} hold released articles of its group, and what was trained on cannot test")
RELEASED = "released: {} has held articles of its group since an earlier edition"
HELD = (TEST, "held out: its group has an article of the {} {}, which is never trained on")
KEPT = "{}, although its group has an article of the {} {}, which the settings hold out; `recut = true` would move it"


def assign(
    summary: pa.Table,
    reprints: pa.Table,
    members: pa.Table,
    shared_quotes: pa.Table,
    history: pa.Table,
    settings: SplitSettings,
) -> pa.Table:
    """The split of every article of `summary`, a table of schema `SPLITS`.

    Articles are one group that are scrapes of one (`summary.duplicate_of`), reprints (`reprints.duplicate_of`), of one
    story (`members.story_id`), or pairs of `shared_quotes`. Rows about articles that are not in `summary` say nothing.
    `history` is what was released, of schema `HISTORY`; empty for a first edition.
    """
    summary = summary.sort_by("id")
    ids = summary["id"].combine_chunks()
    stories = starred(ids, members["article_id"], members["story_id"])
    pairs = (
        linked(ids, summary["id"], summary["duplicate_of"]),
        linked(ids, reprints["article_id"], reprints["duplicate_of"]),
        linked(ids, shared_quotes["article_a"], shared_quotes["article_b"]),
    )
    groups = make_groups(ids, (*pairs, stories))
    facts = group_facts(groups, summary, history, settings)
    start = boundaries(facts, settings)
    verdicts, chosen = _by_side(facts, start, settings) if start else _by_fold(facts, settings)
    fold = pa.nulls(len(facts.size), FOLD) if start else folds(groups, facts, history, settings)
    return _table(groups, verdicts, chosen, fold)


def _by_side(facts: Facts, start: Boundaries, settings: SplitSettings) -> tuple[list[Verdict], Numbers]:
    """The verdicts there are, and the number of that on each group; the last that applies is it."""
    validation, test = (day_of(position, len(facts.size)) for position in (start.validation, start.test))
    position = positions(facts.day)
    after = np.searchsorted([start.validation, start.test], position, side="right")
    verdicts = Verdicts(len(facts.size))
    verdicts.add(after == 0, (TRAIN, f"time: its group is older than validation, which begins on {validation}"))
    verdicts.add(after == 1, (VALIDATION, f"time: its group is of the days of validation, {validation} to {test}"))
    verdicts.add(after == 2, (TEST, f"time: its group is of the days of the test, which begins on {test}"))
    verdicts.add(oversized(facts, settings), LARGE)
    verdicts.add(~facts.dated, UNDATED)
    _held_and_released(verdicts, facts, settings)
    return verdicts.all, verdicts.chosen


def _by_fold(facts: Facts, settings: SplitSettings) -> tuple[list[Verdict], Numbers]:
    """Folds take the place of sides, but what is held out is held out, and what was released stays."""
    verdicts = Verdicts(len(facts.size))
    verdicts.add(facts.size > 0, (None, few(facts, settings)))
    _held_and_released(verdicts, facts, settings)
    return verdicts.all, verdicts.chosen


def _held_and_released(verdicts: "Verdicts", facts: Facts, settings: SplitSettings) -> None:
    out = hold_outs(settings)
    for number, what in enumerate(out):
        verdicts.add(facts.held == number, (TEST, HELD[1].format(*what)))
    where = np.zeros(len(facts.size), np.int64)
    for number, side in enumerate(facts.sides):
        where |= side.astype(np.int64) << number
    standing = verdicts.sides()
    for mask in range(1, 1 << len(SIDES)):
        sides = [side for number, side in enumerate(SIDES) if mask >> number & 1]
        verdict = (sides[0], RELEASED.format(sides[0]))
        if len(sides) > 1:
            verdict = (TRAIN, TWO_SIDES[1].format(" and ".join(sides)))
        # a group that stands on its side without the release too keeps that reason, so the next build says the same
        moved = standing != SIDES.index(verdict[0]) if len(sides) == 1 else True
        verdicts.add((where == mask) & moved, verdict)
        for number, what in enumerate(out if verdict[0] != TEST else ()):
            verdicts.add((where == mask) & (facts.held == number), (verdict[0], KEPT.format(verdict[1], *what)))


class Verdicts:
    """Verdicts on groups: a later one overrides."""

    def __init__(self, groups: int) -> None:
        self.all: list[Verdict] = []
        self.chosen: Numbers = np.full(groups, -1, np.int64)

    def sides(self) -> Numbers:
        """The side of each group so far, by its place in `SIDES`; -1 for none."""
        known = [SIDES.index(side) if side else -1 for side, _ in self.all]
        return np.array([*known, -1], np.int64)[self.chosen]

    def add(self, on: Flags, verdict: Verdict) -> None:
        """Set the verdict on some groups."""
        self.chosen[on] = len(self.all)
        self.all.append(verdict)


def _table(groups: Groups, verdicts: list[Verdict], chosen: Numbers, fold: pa.Array) -> pa.Table:
    """A row an article."""
    of, verdict = pa.array(groups.of), pa.array(chosen[groups.of])
    split = pa.array([side for side, _ in verdicts], pa.string()).take(verdict)
    columns: Mapping[str, pa.Array] = {
        "article_id": groups.ids,
        "group_id": groups.names.take(of),
        "split": split,
        "fold": pc.if_else(pc.is_null(split), fold.take(of), pa.scalar(None, FOLD)),
        "reason": pa.array([reason for _, reason in verdicts], pa.string()).take(verdict),
    }
    return pa.Table.from_arrays([columns[name] for name in SPLITS.names], schema=SPLITS)
