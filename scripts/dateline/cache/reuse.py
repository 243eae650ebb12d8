"""Rows of a shard, document by document: those of an entry where nothing has changed, and fresh ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from typing import TypeAlias

import pyarrow as pa

from dateline.cache.entry import Broken, Entry, Kept
from dateline.cache.keys import Rulings, can_be_kept, names_of
from dateline.normalize import Row
from dateline.stage import Shard
from dateline_schema.tables import ARTICLES, EVIDENCE, QUOTES, REJECTS, ROLES, Table

SPILLED: tuple[Table, ...] = (ARTICLES, EVIDENCE, QUOTES, ROLES, REJECTS)
"""Tables that a shard has rows of."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A document that the stage has read, with its key."""

    key: str
    shard: Shard

    def rows(self) -> tuple[list[Row], ...]:
        """Its rows in the order of `SPILLED`."""
        return (self.shard.articles, self.shard.evidence, self.shard.quotes, self.shard.roles, self.shard.rejects)

    def kept(self, rulings: Rulings) -> Kept:
        """What an entry says of it."""
        names = names_of(self.shard.articles)
        key = self.key if can_be_kept(self.shard.rejects) else ""
        return Kept(key, names, rulings.digest(names), tuple(map(len, self.rows())))


Piece: TypeAlias = int | Fresh
"""A document of a shard: its number in the entry, or fresh rows."""


class Earlier:
    """An entry, looked into by the keys of documents."""

    def __init__(self, entry: Entry, rulings: Rulings) -> None:
        self.entry = entry
        usable = ((one.key, number) for number, one in enumerate(entry.documents) if one.key)
        self._numbers = {
            key: number
            for key, number in usable
            if entry.documents[number].ruled == rulings.digest(entry.documents[number].names)
        }
        counts = zip(*(one.rows for one in entry.documents), strict=True)
        self._starts = [[0, *accumulate(column)] for column in counts] or [[0]] * len(SPILLED)

    def find(self, key: str) -> int | None:
        """The number of the document with a key, if its rows can be used again."""
        return self._numbers.get(key)

    def is_all(self, pieces: Sequence[Piece]) -> bool:
        """Whether the pieces are the documents of the entry, all of them, in its order."""
        return list(pieces) == [*range(len(self.entry.documents))]

    def rows(self, place: int, numbers: Sequence[int]) -> Iterator[pa.RecordBatch]:
        """Rows of some documents in the table at a place of `SPILLED`, documents that stand together in one batch.

        Raises Broken where the file is not the table.
        """
        batch = _read(self.entry, SPILLED[place])
        starts = self._starts[place]
        if batch.num_rows != starts[-1]:
            raise Broken(f"{SPILLED[place].name}: {batch.num_rows} rows, expected {starts[-1]}")
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
            some = [number for _, number in run]
            first, end = starts[some[0]], starts[some[-1] + 1]
            yield batch.slice(first, end - first)


def batches(pieces: Sequence[Piece], earlier: Earlier | None) -> Iterator[pa.RecordBatch]:
    """The rows of all pieces, in their order, one batch a table of `SPILLED`."""
    for place, table in enumerate(SPILLED):
        found: list[pa.RecordBatch] = []
        for fresh, group in groupby(pieces, key=lambda piece: isinstance(piece, Fresh)):
            some = list(group)
            if fresh or earlier is None:
                rows = chain.from_iterable(piece.rows()[place] for piece in some if isinstance(piece, Fresh))
                found.append(pa.RecordBatch.from_pylist(list(rows), schema=table.schema))
            else:
                found += earlier.rows(place, [piece for piece in some if isinstance(piece, int)])
        yield _joined(found, table)


def documents(pieces: Sequence[Piece], earlier: Earlier | None, rulings: Rulings) -> tuple[Kept, ...]:
    """What an entry of the pieces says of each."""
    old = earlier.entry.documents if earlier else ()
    return tuple(piece.kept(rulings) if isinstance(piece, Fresh) else old[piece] for piece in pieces)


def _joined(found: Sequence[pa.RecordBatch], table: Table) -> pa.RecordBatch:
    whole = pa.Table.from_batches(found, table.schema).combine_chunks().to_batches()
    return whole[0] if whole else pa.RecordBatch.from_pylist([], schema=table.schema)


def _read(entry: Entry, table: Table) -> pa.RecordBatch:
    """The one batch of an entry's file."""
    try:
        file = pa.ipc.open_file(entry.files[table.name])
        if file.num_record_batches != 1 or not file.schema.equals(table.schema, check_metadata=True):
            raise Broken(f"{table.name}: no such table")
        return file.get_batch(0)
    except (KeyError, pa.ArrowException, OSError) as error:
        raise Broken(f"{table.name}: {error}") from error
