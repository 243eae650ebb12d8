"""All units as one sparse matrix of whole numbers: a block of terms and a block of actors side by side."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.stories.profiles import UNIT as PROFILED
from dateline.corpus.stories.weights import UNIT, rarity
from dateline.corpus.summary import places

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]  # half the memory, where there is one for each entry
Reals = npt.NDArray[np.float64]

ACTORS = 3.0  # what an actor weighs beside a word that is as rare
ACTORS_KEPT = 16  # of an article: those that weigh most
RATES = (("state-", 40_000), ("org-", 5_000), ("group-", 5_000))
"""Articles in a million of news at large that name an actor, by how its id begins; others, and persons, are `RARE`."""
RARE = 2_500

PAIRS = 200_000  # that are multiplied at once: bounds memory


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of column numbers, ascending, and weights; `terms` columns are terms, those behind them are actors.

    Attributes:
        start: where each row begins, and the end of the last.
        column, weight: of every entry.
        name: whether the entry is an actor, a number or a name.
        actors: ids of the actors, by column less `terms`.
    """

    start: Numbers
    column: npt.NDArray[np.int32]
    weight: npt.NDArray[np.int32]
    name: npt.NDArray[np.bool_]
    terms: int
    actors: pa.Array

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.start) - 1

    @property
    def owner(self) -> Small:
        """The row of every entry."""
        return np.repeat(np.arange(self.rows, dtype=np.int32), np.diff(self.start))

    def row(self, number: int) -> dict[int, int]:
        """One row, as weights by column."""
        span = slice(self.start[number], self.start[number + 1])
        return dict(zip(self.column[span].tolist(), self.weight[span].tolist(), strict=True))

    def products(self, one: Numbers, other: Numbers) -> Numbers:
        """The product of each pair of rows."""
        from scipy.sparse import csr_array

        shape = (self.rows, self.terms + len(self.actors))
        rows: Any = csr_array((self.weight.astype(np.int64), self.column, self.start), shape=shape)
        parts = [
            np.asarray(rows[one[at : at + PAIRS]].multiply(rows[other[at : at + PAIRS]]).sum(axis=1)).ravel()
            for at in range(0, len(one), PAIRS)
        ]
        return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Block:
    """Entries of one block, in any order."""

    owner: Small
    column: Small
    weight: Reals
    name: npt.NDArray[np.bool_]

    def where(self, keep: npt.NDArray[np.bool_] | Numbers) -> "Block":
        """Some of the entries."""
        return Block(self.owner[keep], self.column[keep], self.weight[keep], self.name[keep])


def build_matrix(vectors: pa.Table, summary: pa.Table, roots: Numbers, terms: int) -> Matrix:
    """The rows of the articles `roots`: terms from `vectors`, rows of `VECTOR` in any order; actors from `summary`."""
    row = np.full(summary.num_rows, -1, np.int64)
    row[roots] = np.arange(len(roots))
    named, ids = _actors(summary, row)
    told, lengths = _terms(vectors, row[places(summary["id"].combine_chunks(), vectors["article_id"])], len(roots))
    # all that an article names counts for its length, what it names alone too, but is no column
    told, named = _sized(told, named, lengths)
    named = named.where(np.bincount(named.column, minlength=len(ids))[named.column] > 1)
    owner, column = np.concatenate([told.owner, named.owner]), np.concatenate([told.column, named.column + terms])
    weight = np.rint(np.concatenate([told.weight, named.weight])).astype(np.int32)
    order = np.lexsort((column, owner))
    order = order[weight[order] > 0]
    name = np.concatenate([told.name, named.name])[order]
    return Matrix(_starts(owner[order], len(roots)), column[order].astype(np.int32), weight[order], name, terms, ids)


def _starts(owner: npt.NDArray[np.integer[Any]], rows: int) -> Numbers:
    """Where each row begins among entries in the order of their rows, and the end."""
    starts: Numbers = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=rows))])
    return starts


def merged(matrix: Matrix, group: Numbers, groups: int) -> Matrix:
    """The mean of the rows of each group; rows of group -1 are left out."""
    of = group[matrix.owner]
    keep = of >= 0
    key = of[keep] * (int(matrix.column.max(initial=0)) + 1) + matrix.column[keep]
    keys, inverse = np.unique(key, return_inverse=True)
    total = np.zeros(len(keys), np.int64)
    np.add.at(total, inverse, matrix.weight[keep])
    owner, column = np.divmod(keys, int(matrix.column.max(initial=0)) + 1)
    size = np.bincount(group[group >= 0], minlength=groups)
    start = _starts(owner, groups)
    weight = (total // np.maximum(size, 1)[owner]).astype(np.int32)
    return Matrix(start, column.astype(np.int32), weight, np.ones(len(keys), np.bool_), matrix.terms, matrix.actors)


def only_names(matrix: Matrix) -> Matrix:
    """The rows with actors, numbers and names alone, of full length again: what languages share."""
    owner = matrix.owner[matrix.name]
    weight, column = matrix.weight[matrix.name].astype(np.float64), matrix.column[matrix.name]
    length = np.sqrt(np.bincount(owner, weight * weight, minlength=matrix.rows))
    start = _starts(owner, matrix.rows)
    whole = np.rint(UNIT * weight / np.maximum(length, 1)[owner]).astype(np.int32)
    return Matrix(start, column, whole, np.ones(len(whole), np.bool_), matrix.terms, matrix.actors)


def _sized(told: Block, named: Block, lengths: Reals) -> tuple[Block, Block]:
    """Both blocks as parts of one vector of length `UNIT`: who names nobody but states is known by its words."""
    square = np.bincount(named.owner, named.weight**2, minlength=len(lengths))
    whole = np.sqrt(lengths**2 + square)
    share, scale = lengths / np.maximum(whole, 1e-9), UNIT / np.maximum(whole, 1e-9)
    return (
        Block(told.owner, told.column, told.weight * share[told.owner], told.name),
        Block(named.owner, named.column, named.weight * scale[named.owner], named.name),
    )


def _terms(vectors: pa.Table, row: Numbers, rows: int) -> tuple[Block, Reals]:
    """The terms of articles, each article's as long as `UNIT`, and the true length of each row."""
    owner = np.repeat(
        row.astype(np.int32), pc.list_value_length(vectors["terms"].combine_chunks()).to_numpy(zero_copy_only=False)
    )
    column, weight, name = (_flat(vectors, one) for one in ("terms", "weights", "names"))
    lengths = np.zeros(rows)
    lengths[row[row >= 0]] = vectors["length"].to_numpy()[row >= 0]
    block = Block(owner, column.astype(np.int32), weight.astype(np.float64), name.astype(np.bool_))
    return block.where(owner >= 0), lengths


def _flat(table: pa.Table, column: str) -> npt.NDArray[np.generic]:
    values: npt.NDArray[np.generic] = table[column].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return values


def _actors(summary: pa.Table, row: Numbers) -> tuple[Block, pa.Array]:
    """The actors of articles, weighed as terms of profiles are, and their ids, in order."""
    every = summary["actors"].combine_chunks().flatten().dictionary_encode()
    order = pc.sort_indices(every.dictionary)
    number = np.empty(len(order), np.int32)
    number[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    ids = every.dictionary.take(order)
    listed = pc.list_value_length(summary["actors"].combine_chunks()).to_numpy(zero_copy_only=False)
    owner, actor = np.repeat(row.astype(np.int32), listed), number[every.indices.to_numpy()]
    mentions = np.maximum(summary["mentions"].combine_chunks().flatten().to_numpy().astype(np.int64), 1)
    rare = rarity(np.bincount(actor, minlength=len(ids)), _rates(ids), summary.num_rows)
    weight = np.round(1 + np.log(mentions), 4) * rare[actor] * (ACTORS * PROFILED)
    block = Block(owner, actor, weight, np.ones(len(owner), np.bool_))
    return _most(block.where((owner >= 0) & (weight > 0))), ids


def _rates(ids: pa.Array) -> Numbers:
    rates = np.full(len(ids), RARE, np.int64)
    for prefix, rate in RATES:
        rates[pc.starts_with(ids, prefix).to_numpy(zero_copy_only=False)] = rate
    return rates


def _most(block: Block) -> Block:
    """The `ACTORS_KEPT` of each row that weigh most."""
    order = np.lexsort((block.column, -block.weight, block.owner))
    owner = block.owner[order]
    return block.where(order[np.arange(len(order)) - np.searchsorted(owner, owner) < ACTORS_KEPT])
