"""What is joined to stories: an article with all of its scrapes and reprints, and what is known of its day."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.summary import places

Numbers = npt.NDArray[np.int64]

EVER = 10_000_000  # days from 1970 that no article is away: an open bound
YEAR = 366  # days of a leap year, by which days without a year are counted
BEFORE = np.cumsum([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30])  # days of a leap year before each month


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of days, each array as long as there are articles or units.

    Attributes:
        first, last: bounds, as days from 1970; `EVER` away where open.
        yearday: day of a leap year from 0 where day and month are known and the year is not; else -1.
    """

    first: Numbers
    last: Numbers
    yearday: Numbers

    def take(self, places: Numbers) -> "Known":
        """The same of some of them."""
        return Known(self.first[places], self.last[places], self.yearday[places])

    @property
    def dated(self) -> npt.NDArray[np.bool_]:
        """Whether the day is known."""
        known: npt.NDArray[np.bool_] = self.first == self.last
        return known


@dataclass(frozen=True, slots=True)
class Units:
    """Articles in groups of copies.

    Attributes:
        of: the unit of each article of the summary.
        root: the article of the summary that each unit is known by.
        known: what is known of each unit's day.
    """

    of: Numbers
    root: Numbers
    known: Known


def find_units(summary: pa.Table, reprints: pa.Table, days: pa.Table) -> Units:
    """The units of a corpus, in the order of their roots."""
    roots = _roots(summary, reprints)
    root, of = np.unique(roots, return_inverse=True)
    known = known_days(summary, days)
    return Units(of.astype(np.int64), root, _of_units(known, of, root))


def _roots(summary: pa.Table, reprints: pa.Table) -> Numbers:
    """The article of the summary that each one copies, itself where it copies none."""
    ids, roots = summary["id"].combine_chunks(), np.arange(summary.num_rows)
    scraped = places(ids, summary["duplicate_of"])
    roots = np.where(scraped >= 0, scraped, roots)
    copies, originals = places(ids, reprints["article_id"]), places(ids, reprints["duplicate_of"])
    there = (copies >= 0) & (originals >= 0)
    roots[copies[there]] = originals[there]
    for _ in range(4):  # a scrape of a scrape of a reprint: nothing is further from its root
        roots = roots[roots]
    return roots


def known_days(summary: pa.Table, days: pa.Table) -> Known:
    """What is known of the day of each article: the rows of `DAYS`, or the date of the summary where there is none."""
    dates = pc.cast(summary["date"], pa.int32()).combine_chunks()
    date = pc.fill_null(dates, EVER).to_numpy(zero_copy_only=False).astype(np.int64)
    first, last = np.where(date == EVER, -EVER, date), date.copy()
    yearday = np.full(summary.num_rows, -1, np.int64)
    at = places(summary["id"].combine_chunks(), days["article_id"])
    there, at = at >= 0, at[at >= 0]
    first[at] = _filled(days, "first", -EVER)[there]
    last[at] = _filled(days, "last", EVER)[there]
    month, day = _filled(days, "month", 0)[there], _filled(days, "day", 0)[there]
    yearday[at] = np.where((month > 0) & (day > 0), BEFORE[np.maximum(month, 1) - 1] + day - 1, -1)
    yearday[first == last] = -1
    return Known(first, last, yearday)


def _filled(days: pa.Table, column: str, value: int) -> Numbers:
    values = days[column].combine_chunks()
    values = pc.cast(pc.cast(values, pa.int32()) if pa.types.is_date32(values.type) else values, pa.int64())
    numbers: Numbers = pc.fill_null(values, value).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def _of_units(known: Known, of: Numbers, root: Numbers) -> Known:
    """What is known of a unit is what its root knows, or else its copy of the earliest day."""
    rank = np.lexsort(
        (np.arange(len(of)), np.where(known.dated, known.first, EVER), np.arange(len(of)) != root[of], of)
    )
    told = known.dated | (known.yearday >= 0) | (known.first > -EVER) | (known.last < EVER)
    rank = np.concatenate([rank[told[rank]], root])  # the root again, for units of which no article knows anything
    _, best = np.unique(of[rank], return_index=True)
    return known.take(rank[best])
