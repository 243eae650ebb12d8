"""What joined an article to its story, for a person to read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.corpus.stories.clusters import Vector, product
from dateline.corpus.stories.matrix import Matrix
from dateline.corpus.stories.profiles import lengths_of
from dateline.corpus.stories.weights import UNIT, places_among

Numbers = npt.NDArray[np.int64]
Slots = np.ndarray[tuple[int, int], np.dtype[np.int32]]

SHOWN = 3  # actors and words that a reason names


@dataclass(frozen=True, slots=True)
class Shared:
    """What units share with the others of their stories, a row a unit.

    Attributes:
        alike: how alike it is to them on average, 0 to 1.
        actors, terms: columns of the matrix that make most of it, those of actors and of terms; -1 for none.
    """

    alike: npt.NDArray[np.float64]
    actors: Slots
    terms: Slots


def gather(stories: Iterable[Sequence[int]], matrix: Matrix) -> Shared:
    """What the units of all stories share."""
    actors, terms = (np.full((matrix.rows, SHOWN), -1, np.int32) for _ in range(2))
    shared = Shared(np.ones(matrix.rows), actors, terms)
    for units in stories:
        if len(units) > 1:
            for unit, alike, best in _shares(units, matrix):
                shared.alike[unit] = alike
                for slots, kind in ((actors, best >= matrix.terms), (terms, best < matrix.terms)):
                    first = best[kind][:SHOWN]
                    slots[unit, : len(first)] = first
    return shared


def _shares(units: Sequence[int], matrix: Matrix) -> Iterator[tuple[int, float, Numbers]]:
    """How alike each unit of a story is to the others, and the columns that they share, the weightiest first."""
    rows = [matrix.row(unit) for unit in units]
    total: Vector = {}
    for row in rows:
        for column, weight in row.items():
            total[column] = total.get(column, 0) + weight
    for unit, row in zip(units, rows, strict=True):
        others = product(row, total) - product(row, row)
        worth = [(weight * (total[column] - weight), -column) for column, weight in row.items()]
        best = np.array([-column for gained, column in sorted(worth, reverse=True) if gained], np.int64)
        yield unit, min(1.0, round(others / (UNIT * UNIT * (len(rows) - 1)), 4)), best


def words_of(shared: Shared, terms: Numbers, files: Sequence[str], units: Sequence[Numbers]) -> pa.Array:
    """The words that each unit shares, as its article has them: `SHOWN` a unit, null for none.

    `terms` is the hash of each column, sorted; `units` has for each of `files` the units of its articles, -1 for none.
    Each file is looked at alone.
    """
    slot = np.full(shared.terms.size, -1, np.int64)
    words, seen = [pa.array([], pa.string())], 0
    for file, held in zip(files, units, strict=True):
        table = pq.read_table(file, columns=["article_id", "term", "word"])
        _, starts = lengths_of(table["article_id"])
        unit = np.repeat(held, np.diff(np.append(starts, table.num_rows)))
        column = places_among(table["term"].to_numpy(), terms)
        row, place = np.nonzero((unit >= 0)[:, None] & (column >= 0)[:, None] & (shared.terms[unit] == column[:, None]))
        slot[unit[row] * SHOWN + place] = np.arange(seen, seen + len(row))
        words.append(table["word"].combine_chunks().take(pa.array(row)))
        seen += len(row)
    return pa.concat_arrays(words).take(pa.array(slot, mask=slot < 0))


def reason(alike: float, actors: Sequence[str], words: Sequence[str], others: int, day: int | None) -> str:
    """Why an article is in its story. `day` counts from 1970; None where it is not known."""
    if not others:
        return "several publishers have copies of it"
    dated = "day not known" if day is None else (date(1970, 1, 1) + timedelta(day)).isoformat()
    told = ", ".join(actors) or "no actor"
    return f"alike {alike:.2f} to {others} other reports: {told}; words: {', '.join(words) or 'none'}; {dated}"
