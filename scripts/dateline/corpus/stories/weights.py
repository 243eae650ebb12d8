"""Articles as vectors: terms weighed by how rare they are, each article cut to the terms that weigh most.

Weights are whole numbers from here on, so that sums of them are the same in any order, on any machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.corpus.stories.background import MILLION
from dateline.corpus.stories.profiles import lengths_of

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

COUNTS = "SELECT term, COUNT(*) AS articles, MAX(rate) AS rate FROM profiles GROUP BY term HAVING COUNT(*) > 1"
"""In how many articles each term stands: a query for the engine."""

UNIT = 1 << 12  # length of a block of a vector, in whole numbers
NEWS = 200  # articles that news at large counts for beside the corpus: its shares were counted over about as many
DULL = 1.5  # is taken from the logarithm of rarity: what stands in a fifth of all articles tells no event
TERMS = 40  # of an article's vector

VECTOR = pa.schema(
    [
        ("article_id", pa.string()),
        ("terms", pa.list_(pa.int32())),  # places in the table of counts
        ("weights", pa.list_(pa.int32())),  # the whole vector, with what was cut away, has the length `UNIT`
        ("names", pa.list_(pa.bool_())),
        ("length", pa.int64()),  # before the vector was made of length `UNIT`
    ]
)


@dataclass(frozen=True, slots=True)
class Weighing:
    """A task: the profiles of some articles to vectors.

    Attributes:
        profiles: file of rows of `PROFILE`.
        counts: file of the counts of all terms, sorted by term.
        articles: of the corpus.
        out: the file to write, rows of `VECTOR`.
    """

    profiles: str
    counts: str
    articles: int
    out: str


def rarity(found: Numbers, rate: Numbers, articles: int) -> Reals:
    """What a term or an actor tells, from 0: the logarithm of how rare it is in the corpus and in news at large.

    A small corpus says little of what is rare, so `NEWS` articles of the shares `rate` (in a million) are added to it.
    Rounded, since libraries differ in the last digit of a logarithm.
    """
    expected = NEWS * (rate / MILLION)
    told = np.log((articles + NEWS) / (found + expected)) - DULL
    rounded: Reals = np.round(np.maximum(told, 0), 4).astype(np.float64)
    return rounded


def weigh(task: Weighing) -> str:
    """Write the vectors of some articles; the file."""
    profiles = pq.read_table(task.profiles, columns=["article_id", "term", "weight", "rate", "name"])
    counts = pq.read_table(task.counts)
    pq.write_table(vectors(profiles, counts, task.articles), task.out)
    return task.out


def vectors(profiles: pa.Table, counts: pa.Table, articles: int) -> pa.Table:
    """Rows of `VECTOR`, from rows of `PROFILE` and the counts of terms sorted by term."""
    ids, starts = lengths_of(profiles["article_id"])
    owner = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, profiles.num_rows)))
    place, found = _places(_numbers(profiles, "term"), counts)
    weight = _numbers(profiles, "weight") * rarity(found, _numbers(profiles, "rate"), articles)
    # every term counts for the length, those too that no other article has
    length = np.sqrt(np.bincount(owner, weight * weight, minlength=len(starts)))
    whole = np.rint(UNIT * weight / np.maximum(length, 1e-9)[owner]).astype(np.int64)
    keep = _heaviest(owner, np.where(found > 1, whole, 0), place)
    lengths = np.bincount(owner[keep], minlength=len(starts))
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]), pa.int32())
    names = profiles["name"].combine_chunks().take(pa.array(keep))
    columns = [
        pa.ListArray.from_arrays(offsets, values)
        for values in (pa.array(place[keep], pa.int32()), pa.array(whole[keep], pa.int32()), names)
    ]
    return pa.Table.from_arrays([ids, *columns, pa.array(np.rint(length), pa.int64())], schema=VECTOR)


def _numbers(table: pa.Table, column: str) -> Numbers:
    numbers: Numbers = table[column].combine_chunks().to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers


def _places(terms: Numbers, counts: pa.Table) -> tuple[Numbers, Numbers]:
    """Places of terms in the table of counts, -1 for what one article has alone, and in how many each stands."""
    place, articles = places_among(terms, _numbers(counts, "term")), _numbers(counts, "articles")
    return place, np.where(place >= 0, articles[np.maximum(place, 0)] if len(articles) else 1, 1)


def places_among(terms: Numbers, known: Numbers) -> Numbers:
    """Where each term stands among those that are known, which are sorted; -1 for one that does not."""
    place = np.searchsorted(known, terms)
    there = place < len(known)
    there[there] = known[place[there]] == terms[there]
    return np.where(there, place, -1)


def _heaviest(owner: Numbers, weight: Numbers, place: Numbers) -> Numbers:
    """Rows of the `TERMS` heaviest of each owner, by owner and then by place."""
    order = np.lexsort((place, -weight, owner))
    sorted_owner = owner[order]
    begin = np.searchsorted(sorted_owner, sorted_owner)
    order = order[(np.arange(len(order)) - begin < TERMS) & (weight[order] > 0)]
    return order[np.lexsort((place[order], owner[order]))]


def read_ids(files: Sequence[str | Path]) -> list[pa.ChunkedArray]:
    """The articles of each file of vectors, in the order of its rows, which is that of the file of profiles."""
    return [pq.read_table(file, columns=["article_id"])["article_id"] for file in files]
