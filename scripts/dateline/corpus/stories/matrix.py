"""All units as one sparse matrix of whole numbers: a block of terms and a block of actors side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.stories.profiles import UNIT as PROFILED
from dateline.corpus.stories.weights import UNIT, VECTOR, rarity

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]  # half the memory, where there is one for each entry
Flags = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]

ACTORS = 3.0  # what an actor weighs beside a word that is as rare
ACTORS_KEPT = 16  # of an article: those that weigh most
RATES = (("state-", 40_000), ("org-", 5_000), ("group-", 5_000))
"""Articles in a million of news at large that name an actor, by how its id begins; others, and persons, are `RARE`."""
RARE = 2_500

PAIRS = 50_000  # that are multiplied at once: bounds memory
ARTICLES = 20_000  # whose actors are weighed at once


@dataclass(frozen=True)
class Matrix:
    """Rows of column numbers, ascending, and weights; `terms` columns are terms, those behind them are actors.

    Attributes:
        start: where each row begins, and the end of the last.
        column, weight: of every entry.
        name: whether the entry is an actor, a number or a name.
        actors: ids of the actors, by column less `terms`.
    """

    start: Numbers
    column: Small
    weight: Small
    name: Flags
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

    @cached_property
    def sparse(self) -> Any:
        """The same as scipy has it, without a copy."""
        from scipy.sparse import csr_array

        shape = (self.rows, self.terms + len(self.actors))
        return csr_array((self.weight, self.column, self.start), shape=shape)

    def row(self, number: int) -> dict[int, int]:
        """One row, as weights by column."""
        span = slice(self.start[number], self.start[number + 1])
        return dict(zip(self.column[span].tolist(), self.weight[span].tolist(), strict=True))

    def products(self, one: Numbers, other: Numbers) -> Numbers:
        """The product of each pair of rows, of `PAIRS` pairs at most.

        Rows are as long as `UNIT`, so no product is more than its square: 32 bits hold it.
        """
        found = self.sparse[one].multiply(self.sparse[other]).sum(axis=1)
        return np.asarray(found).ravel().astype(np.int64)


@dataclass(frozen=True, slots=True)
class Block:
    """Entries of one block, in any order."""

    owner: Small
    column: Small
    weight: Reals
    name: Flags

    def where(self, keep: Flags | Numbers) -> "Block":
        """Some of the entries."""
        return Block(self.owner[keep], self.column[keep], self.weight[keep], self.name[keep])


@dataclass(frozen=True, slots=True)
class Named:
    """Actors of the rows: entries by row, where each row begins, what all of a row come to, squared; and their ids.

    What a row names alone counts for its length, but is no entry.
    """

    entries: Block
    start: Numbers
    square: Reals
    ids: pa.Array

    def of(self, rows: Numbers) -> Block:
        """The entries of some rows, with the places of these for owners."""
        count = np.diff(self.start)[rows]
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), count)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        picked = self.entries.where(np.repeat(self.start[rows], count) + within)
        return Block(owner, picked.column, picked.weight, picked.name)


Part = tuple[Numbers, Numbers, Small, Small, Flags]
"""Some rows of a matrix, ascending: their numbers, how many entries each has, and columns, weights and names of these.
"""


def build_matrix(
    vectors: Iterable[pa.Table], rows: Sequence[Numbers], summary: pa.Table, roots: Numbers, terms: int
) -> Matrix:
    """The rows of the articles `roots`: terms from `vectors`, tables of rows of `VECTOR` in any order, actors from
    `summary`. `rows` has for each table the rows of the matrix that its articles are, -1 for none.
    """
    named = _actors(summary, roots)
    bare = np.ones(len(roots), np.bool_)  # articles without a word have no vector, but may name someone
    for held in rows:
        bare[held[held >= 0]] = False
    tables = chain(zip(vectors, rows, strict=True), [(VECTOR.empty_table(), np.flatnonzero(bare))])
    return _assembled([_part(table, held, named, terms) for table, held in tables], len(roots), terms, named.ids)


def _part(vectors: pa.Table, rows: Numbers, named: Named, terms: int) -> Part:
    """The rows that are made of some vectors; `rows` without vectors are made of their actors."""
    told, lengths = _terms(vectors, rows)
    order = np.argsort(rows)
    order = order[rows[order] >= 0]
    place = np.full(len(rows), -1, np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    told = Block(place[told.owner], told.column, told.weight, told.name).where(place[told.owner] >= 0)
    rows, lengths = rows[order], lengths[order]
    told, owned = _sized(told, named.of(rows), lengths, named.square[rows])
    owner, column = np.concatenate([told.owner, owned.owner]), np.concatenate([told.column, owned.column + terms])
    weight = np.rint(np.concatenate([told.weight, owned.weight])).astype(np.int32)
    order = np.lexsort((column, owner))
    order = order[weight[order] > 0]
    name = np.concatenate([told.name, owned.name])[order]
    count = np.bincount(owner[order], minlength=len(rows))
    return rows, count, column[order].astype(np.int32), weight[order], name


def _assembled(parts: list[Part], rows: int, terms: int, ids: pa.Array) -> Matrix:
    """The matrix of all parts; each is let go as soon as it is in, so that nothing is held twice."""
    counts = np.zeros(rows, np.int64)
    for held, count, *_ in parts:
        counts[held] = count
    start = np.concatenate([[0], np.cumsum(counts)])
    column, weight = (np.empty(start[-1], np.int32) for _ in range(2))
    name = np.empty(start[-1], np.bool_)
    while parts:
        held, count, *columns = parts.pop()
        within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        place = np.repeat(start[held], count) + within
        column[place], weight[place], name[place] = columns
    return Matrix(start, column, weight, name, terms, ids)


def _starts(owner: npt.NDArray[np.integer[Any]], rows: int) -> Numbers:
    """Where each row begins among entries in the order of their rows, and the end."""
    starts: Numbers = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=rows))])
    return starts


def merged(matrix: Matrix, group: Numbers, groups: int) -> Matrix:
    """The mean of the rows of each group; rows of group -1 are left out."""
    from scipy.sparse import csr_array

    held = np.flatnonzero(group >= 0)
    ones = csr_array((np.ones(len(held), np.int64), (group[held], held)), shape=(groups, matrix.rows))
    total: Any = ones @ matrix.sparse
    total.sort_indices()
    size = np.repeat(np.maximum(np.bincount(group[held], minlength=groups), 1), np.diff(total.indptr))
    weight, column = (total.data // size).astype(np.int32), total.indices.astype(np.int32)
    start = total.indptr.astype(np.int64)
    return Matrix(start, column, weight, np.ones(len(column), np.bool_), matrix.terms, matrix.actors)


def only_names(matrix: Matrix) -> Matrix:
    """The rows with actors, numbers and names alone, of full length again: what languages share."""
    owner = matrix.owner[matrix.name]
    weight, column = matrix.weight[matrix.name].astype(np.float64), matrix.column[matrix.name]
    length = np.sqrt(np.bincount(owner, weight * weight, minlength=matrix.rows))
    start = _starts(owner, matrix.rows)
    whole = np.rint(UNIT * weight / np.maximum(length, 1)[owner]).astype(np.int32)
    return Matrix(start, column, whole, np.ones(len(whole), np.bool_), matrix.terms, matrix.actors)


def _sized(told: Block, named: Block, lengths: Reals, square: Reals) -> tuple[Block, Block]:
    """Both blocks as parts of one vector of length `UNIT`: who names nobody but states is known by its words."""
    whole = np.sqrt(lengths**2 + square)
    share, scale = lengths / np.maximum(whole, 1e-9), UNIT / np.maximum(whole, 1e-9)
    return (
        Block(told.owner, told.column, told.weight * share[told.owner], told.name),
        Block(named.owner, named.column, named.weight * scale[named.owner], named.name),
    )


def _terms(vectors: pa.Table, rows: Numbers) -> tuple[Block, Reals]:
    """The terms of articles, each article's as long as `UNIT`, by their places in the table; the true lengths.

    Where there are more rows than vectors there are no vectors, and the length is 0.
    """
    counts = pc.list_value_length(vectors["terms"].combine_chunks()).to_numpy(zero_copy_only=False)
    owner = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    column, weight, name = (_flat(vectors, one) for one in ("terms", "weights", "names"))
    lengths = vectors["length"].to_numpy().astype(np.float64) if len(counts) else np.zeros(len(rows))
    return Block(owner, column.astype(np.int32), weight.astype(np.float64), name.astype(np.bool_)), lengths


def _flat(table: pa.Table, column: str) -> npt.NDArray[np.generic]:
    values: npt.NDArray[np.generic] = table[column].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return values


def _actors(summary: pa.Table, roots: Numbers) -> Named:
    """The actors of the articles `roots`, weighed as terms of profiles are; `ids` of all actors, in order."""
    lists = summary["actors"].combine_chunks()
    actor, ids = _numbered(lists.flatten())
    listed = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    mentions = summary["mentions"].combine_chunks().flatten().to_numpy()
    rare = rarity(np.bincount(actor, minlength=len(ids)), _rates(ids), summary.num_rows)
    row = np.full(summary.num_rows, -1, np.int32)
    row[roots] = np.arange(len(roots), dtype=np.int32)
    start = np.concatenate([[0], np.cumsum(listed)])
    blocks = []
    for first, last in pairwise([*range(0, summary.num_rows, ARTICLES), summary.num_rows]):
        span, owner = slice(start[first], start[last]), np.repeat(row[first:last], listed[first:last])
        often = np.maximum(mentions[span].astype(np.int64), 1)
        weight = np.round(1 + np.log(often), 4) * rare[actor[span]] * (ACTORS * PROFILED)
        block = Block(owner, actor[span], weight, np.ones(len(owner), np.bool_))
        blocks.append(_most(block.where((owner >= 0) & (weight > 0))))
    named = Block(*(np.concatenate([getattr(one, name) for one in blocks]) for name in Block.__slots__))
    square = np.asarray(np.bincount(named.owner, named.weight**2, minlength=len(roots)), np.float64)
    named = named.where(np.bincount(named.column, minlength=len(ids))[named.column] > 1)
    return Named(named, _starts(named.owner, len(roots)), square, ids)


def _numbered(names: pa.Array) -> tuple[Small, pa.Array]:
    """Names as numbers, and those that there are, in their order."""
    every = names.dictionary_encode()
    order = pc.sort_indices(every.dictionary)
    number = np.empty(len(order), np.int32)
    number[order.to_numpy()] = np.arange(len(order), dtype=np.int32)
    return number[every.indices.to_numpy()], every.dictionary.take(order)


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
