"""Pairs of units that may tell of one event: those that share some of their heaviest terms within a few days.

Every unit stands in the lists of its heaviest terms, a list for each stretch of days. A list that is too long is cut
into blocks of units that are alike in their other terms, so the work stays in proportion to the number of units.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.corpus.stories.matrix import Matrix, Small
from dateline.corpus.stories.units import BEFORE, YEAR, Known
from dateline.corpus.stories.weights import UNIT

if TYPE_CHECKING:
    from dateline.engine import Engine

Numbers = npt.NDArray[np.int64]

KEYS = 12  # terms by which a unit is looked for
SLOT = 4  # days of one list; the units of the next are looked at too
LONGEST = 48  # units of a list that are all compared with each other
BLOCK = 24  # units of a block of a list that is longer
LEAST = 0.06  # of a product of 1 that the shared keys of a pair give at least
BEST = 24  # partners of a unit that are compared in full
ROWS = 50_000  # units whose keys are made at once
MULTIPLIER = np.int64(-7046029254386353131)  # 2**64 divided by the golden ratio, odd: spreads keys over 64 bits

KEY_COLUMNS = pa.schema(
    [
        ("key", pa.int64()),  # a term in a stretch of days
        ("unit", pa.int32()),
        ("side", pa.int8()),  # 0 where the unit is at home, 1 where it is looked at from there
        ("mate", pa.int32()),  # orders a list that is too long: alike units stand together
        ("weight", pa.int32()),
    ]
)

PAIRS = f"""
WITH counted AS (
  SELECT key, unit, side, weight,
    COUNT(*) OVER (PARTITION BY key) AS listed,
    ROW_NUMBER() OVER (PARTITION BY key ORDER BY mate, unit, side) AS place
  FROM keys
), placed AS (
  SELECT key, unit, side, weight,
    CAST(CASE WHEN listed <= {LONGEST} THEN 0 ELSE FLOOR((place - 1) / {BLOCK}) END AS BIGINT) AS block
  FROM counted WHERE listed > 1
), met AS (
  SELECT CASE WHEN a.unit < b.unit THEN a.unit ELSE b.unit END AS one,
    CASE WHEN a.unit < b.unit THEN b.unit ELSE a.unit END AS other,
    CAST(a.weight AS BIGINT) * b.weight AS weight
  FROM placed a JOIN placed b ON a.key = b.key AND a.block = b.block
  WHERE a.side = 0 AND a.unit <> b.unit AND (b.side = 1 OR a.unit < b.unit)
), summed AS (
  SELECT one, other, CAST(SUM(weight) AS BIGINT) AS weight FROM met GROUP BY one, other
  HAVING SUM(weight) >= {{least}}
), both_ways AS (
  SELECT one AS unit, other AS partner, weight FROM summed
  UNION ALL SELECT other AS unit, one AS partner, weight FROM summed
), ranked AS (
  SELECT unit, partner, ROW_NUMBER() OVER (PARTITION BY unit ORDER BY weight DESC, partner) AS place FROM both_ways
)
SELECT DISTINCT CASE WHEN unit < partner THEN unit ELSE partner END AS one,
  CASE WHEN unit < partner THEN partner ELSE unit END AS other
FROM ranked WHERE place <= {BEST}
"""  # noqa: S608 - made of the constants above alone
"""Pairs of units, from the table of keys: a query for the engine."""


def find_pairs(matrix: Matrix, known: Known, engine: "Engine", folder: str, name: str) -> tuple[Numbers, Numbers]:
    """Pairs of units worth comparing, `one` below `other`, sorted; files in `folder` begin with `name`."""
    keys, out = str(Path(folder) / f"{name}-keys.parquet"), str(Path(folder) / f"{name}-pairs.parquet")
    with pq.ParquetWriter(keys, KEY_COLUMNS) as writer:
        for rows in key_rows(matrix, known):
            writer.write_table(rows)
    engine.sql(PAIRS.format(least=round(LEAST * UNIT * UNIT)), out, {"keys": keys})
    table = pq.read_table(out)
    one, other = (table[column].to_numpy() for column in ("one", "other"))
    order = np.lexsort((other, one))
    return one[order], other[order]


def key_rows(matrix: Matrix, known: Known) -> Iterator[pa.Table]:
    """The lists that units stand in, rows of `KEY_COLUMNS`, those of some units at a time."""
    blocks = [_heaviest(matrix, at, min(at + ROWS, matrix.rows)) for at in range(0, matrix.rows, ROWS)]
    looked_at = np.zeros(int(matrix.column.max(initial=0)) + 1, np.bool_)
    for owner, entries in blocks:
        looked_at[matrix.column[entries[~known.dated[owner]]]] = True
    for owner, entries in blocks:
        yield from _posted(matrix, known, owner.astype(np.int64), entries, looked_at)


def _posted(
    matrix: Matrix, known: Known, owner: Numbers, entries: Numbers, looked_at: npt.NDArray[np.bool_]
) -> Iterator[pa.Table]:
    """Rows of `KEY_COLUMNS` of some units, by their entries that are keys."""
    column, weight = matrix.column[entries].astype(np.int64), matrix.weight[entries].astype(np.int64)
    mate = _mates(owner, column)
    kinds = [_dated(known, owner), _dated(known, owner, later=1), *_undated(known, owner, looked_at[column])]
    for number, (rows, slot, side) in enumerate(kinds):
        space = 0 if number < 2 else 1  # lists of days, and lists of what has no day
        keys = _mixed(column[rows], slot * 2 + space)
        columns = (keys, owner[rows], np.full(len(rows), side), mate[rows], weight[rows])
        arrays = [pa.array(values, pa.int64()).cast(one.type) for values, one in zip(columns, KEY_COLUMNS, strict=True)]
        yield pa.Table.from_arrays(arrays, schema=KEY_COLUMNS)


Posted = tuple[Numbers, Numbers, int]
"""Entries that are posted, the stretch of days of each, and the side."""


def _heaviest(matrix: Matrix, first: int, last: int) -> tuple[Small, Numbers]:
    """Rows and entries of the matrix that are keys: the `KEYS` heaviest entries of each row from `first` to `last`."""
    span = slice(matrix.start[first], matrix.start[last])
    owner = np.repeat(np.arange(first, last, dtype=np.int32), np.diff(matrix.start[first : last + 1]))
    order = np.lexsort((matrix.column[span], -matrix.weight[span], owner)) + span.start
    keys = np.arange(span.start, span.stop) - matrix.start[owner] < KEYS  # sorted by row, so rows stand as before
    return owner[keys], order[keys]


def _mates(owner: Numbers, column: Numbers) -> Numbers:
    """For each entry the heaviest other column of its row: the second for the heaviest itself."""
    begin = np.searchsorted(owner, owner)
    second = np.minimum(begin + 1, len(owner) - 1)
    second = np.where(owner[second] == owner, second, begin)
    return np.where(np.arange(len(owner)) == begin, column[second], column[begin])


def _dated(known: Known, owner: Numbers, later: int = 0) -> Posted:
    """Units with a day stand in its stretch, and are looked at from the one after it."""
    rows = np.flatnonzero(known.dated[owner])
    return rows, known.first[owner[rows]] // SLOT + later, later


def _undated(known: Known, owner: Numbers, looked_at: npt.NDArray[np.bool_]) -> tuple[Posted, Posted]:
    """Units without a day stand in lists of their own, at which all others with the same terms look."""
    without = ~known.dated[owner]
    home = np.flatnonzero(without)
    guests = np.flatnonzero(~without & looked_at)
    none = np.zeros(len(home), np.int64)
    return (home, none, 0), (guests, np.zeros(len(guests), np.int64), 1)


def _mixed(column: Numbers, slot: Numbers) -> Numbers:
    """One number for a term in a stretch of days; two that fall together make a list too long, no more."""
    with np.errstate(over="ignore"):
        mixed: Numbers = (column * np.int64(1_000_003) + slot) * MULTIPLIER
    return mixed


def may_join(known: Known, one: Numbers, other: Numbers, window: int) -> npt.NDArray[np.bool_]:
    """Whether what is known of days lets each pair lie within a window of days."""
    a, b = known.take(one), known.take(other)
    gap = np.maximum(a.first, b.first) - np.minimum(a.last, b.last)
    both = (yearday_of(a) >= 0) & (yearday_of(b) >= 0)
    apart = np.abs(yearday_of(a) - yearday_of(b))
    near: npt.NDArray[np.bool_] = (gap <= window) & (~both | (np.minimum(apart, YEAR - apart) <= window))
    return near


def yearday_of(known: Known) -> Numbers:
    """The day of a leap year of what is dated, or known but for its year; else -1."""
    dates = np.where(known.dated, known.first, 0).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    day = (dates - months).astype(np.int64)
    yearday = BEFORE[months.astype(np.int64) % 12] + day
    return np.where(known.dated, yearday, known.yearday)
