"""Groups on sides by time: what is older trains, what is newest tests.

Groups stand in one order, by their latest day and, within a day, by id; a boundary is a place in that order. So a
corpus of one day is cut too, and a boundary can be found again in what was released.
"""

from dataclasses import dataclass

import numpy as np

from dateline.corpus.splits.facts import UNDATED, Facts, Flags
from dateline.corpus.splits.settings import SplitSettings
from dateline.cut import Numbers

LARGE = 0.25
"""Share of a side's articles that one group may have. A side that is a quarter one story measures that story."""

EPOCH = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Where validation and the test begin: positions, comparable with those of `positions`."""

    validation: int
    test: int


def positions(day: Numbers) -> Numbers:
    """Where each group stands in time; groups of one day follow each other by number."""
    return np.where(day == UNDATED, UNDATED, day * len(day) + np.arange(len(day), dtype=np.int64))


def day_of(position: int, groups: int) -> str:
    """The day of a position, as ISO 8601."""
    return str(EPOCH + np.timedelta64(position // max(1, groups), "D"))


def oversized(facts: Facts, settings: SplitSettings) -> Flags:
    """Groups that are too large for a side other than training."""
    shares = [share for share in (settings.validation, settings.test) if share]
    return np.asarray(facts.size > max(1.0, LARGE * min(shares) * int(facts.size.sum())), np.bool_)


def movable(facts: Facts, settings: SplitSettings) -> Flags:
    """Groups that time decides on."""
    released = np.logical_or.reduce(facts.sides)
    return np.asarray(facts.dated & (facts.held < 0) & ~released & ~oversized(facts, settings), np.bool_)


def boundaries(facts: Facts, settings: SplitSettings) -> Boundaries | None:
    """Where the sides begin: as the settings say, else as they were released, else by the shares. None where a side
    would have too few groups for what is measured on it to mean anything.
    """
    if settings.validation_from and settings.test_from:
        days = (settings.validation_from, settings.test_from)
        return Boundaries(*(int((np.datetime64(day, "D") - EPOCH).astype(np.int64)) * len(facts.size) for day in days))
    return _released(facts) or _by_shares(facts, settings)


def _released(facts: Facts) -> Boundaries | None:
    """The boundaries of the released edition: where its first groups of the later sides stand."""
    train, validation, test = facts.sides
    alone = (facts.held < 0) & (facts.released != UNDATED) & ~train
    position = positions(facts.released)
    newer, newest = position[alone & validation & ~test], position[alone & test & ~validation]
    if not train.any() or not len(newer) + len(newest):
        return None
    end = newest.min() if len(newest) else newer.max() + 1
    return Boundaries(int(min(newer.min(), end) if len(newer) else end), int(end))


def _by_shares(facts: Facts, settings: SplitSettings) -> Boundaries | None:
    """The cuts whose sides come nearest to the shares of all articles that are not held out."""
    free = movable(facts, settings)
    position = positions(facts.day)
    newest = np.flatnonzero(free)[np.argsort(-position[free], kind="stable")]
    articles = np.cumsum(facts.size[newest])
    total = int(facts.size[facts.held < 0].sum())
    test = _nearest(articles, settings.test * total)
    later = _nearest(articles, (settings.test + settings.validation) * total) if settings.validation else test
    rest = int((facts.held < 0).sum()) - later
    if min(test, rest, later - test if settings.validation else test) < settings.groups:
        return None
    return Boundaries(int(position[newest[later - 1]]), int(position[newest[test - 1]]))


def _nearest(articles: Numbers, target: float) -> int:
    """How many of the newest groups have about as many articles as are wanted."""
    return int(np.argmin(np.abs(articles - target))) + 1 if len(articles) else 0
