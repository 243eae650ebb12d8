"""What joined an article to its story, for a person to read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.corpus.stories.clusters import Vector, product
from dateline.corpus.stories.matrix import Matrix
from dateline.corpus.stories.weights import UNIT

Numbers = npt.NDArray[np.int64]

SHOWN = 3  # actors and words that a reason names


@dataclass(frozen=True, slots=True)
class Share:
    """What a unit shares with the others of its story: how alike it is to them on average, and the actors and terms
    (columns of the matrix) that make most of it.
    """

    alike: float
    actors: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()


def shares(units: Sequence[int], matrix: Matrix) -> Iterator[tuple[int, Share]]:
    """What each unit of a story shares with the others."""
    if len(units) == 1:
        yield units[0], Share(1.0)
        return
    rows = [matrix.row(unit) for unit in units]
    total: Vector = {}
    for row in rows:
        for column, weight in row.items():
            total[column] = total.get(column, 0) + weight
    for unit, row in zip(units, rows, strict=True):
        others = product(row, total) - product(row, row)
        yield unit, _share(row, total, others / (UNIT * UNIT * (len(rows) - 1)), matrix)


def _share(row: Vector, total: Vector, alike: float, matrix: Matrix) -> Share:
    worth = [(weight * (total[column] - weight), -column) for column, weight in row.items()]
    best = [-column for gained, column in sorted(worth, reverse=True) if gained]
    actors = [matrix.actors[column - matrix.terms].as_py() for column in best if column >= matrix.terms]
    terms = [column for column in best if column < matrix.terms]
    return Share(min(1.0, round(alike, 4)), tuple(actors[:SHOWN]), tuple(terms[:SHOWN]))


def words_of(
    shared: Mapping[int, Share], roots: Mapping[int, str], terms: Numbers, files: Sequence[str]
) -> dict[int, list[str]]:
    """The words that each unit shares, as its article has them. Each file is looked at alone."""
    wanted = pa.array(np.unique(terms[[column for share in shared.values() for column in share.columns]]), pa.int64())
    units = {root: unit for unit, root in roots.items()}
    ids = pa.array(sorted(units), pa.string())
    found: dict[int, list[str]] = {}
    for file in files:
        table = pq.read_table(file, columns=["article_id", "term", "word"])
        table = table.filter(pc.and_(pc.is_in(table["term"], wanted), pc.is_in(table["article_id"], ids)))
        words = dict(
            zip(
                zip(*(table[name].to_pylist() for name in ("article_id", "term")), strict=True),
                table["word"].to_pylist(),
                strict=True,
            )
        )
        for root in set(table["article_id"].to_pylist()):
            columns = shared[units[root]].columns
            found[units[root]] = [words[root, int(terms[column])] for column in columns]
    return found


def reason(share: Share, words: Sequence[str], others: int, day: int | None) -> str:
    """Why an article is in its story. `day` counts from 1970; None where it is not known."""
    if not others:
        return "several publishers have copies of it"
    dated = "day not known" if day is None else (date(1970, 1, 1) + timedelta(day)).isoformat()
    actors = ", ".join(share.actors) or "no actor"
    return f"alike {share.alike:.2f} to {others} other reports: {actors}; words: {', '.join(words) or 'none'}; {dated}"
