"""Which row of the old edition is which row of the new one: by key, or by the whole row where there is no key.

A frame of rows has the columns of the key, then `file` and `row`, the place where the row stands. Matched rows have the
places of both, `file`, `row` and `file_new`, `row_new`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl
import pyarrow as pa

from dateline.compare.files import DataFile, open_parquet
from dateline.errors import InputError
from dateline.write import PARQUET_ERRORS, first_line

PRINTS: Final = ("print_1", "print_2")
"""What a row without a key is matched by: two 64-bit hashes of all its values."""

_SEEDS: Final = (1, 2)
_PLACE: Final = {"file": pl.Int64, "row": pl.Int64}


@dataclass(frozen=True, slots=True)
class Side:
    """The files of a table in one edition that the other has not, and the schema of all of its files."""

    files: Sequence[DataFile]
    schema: pa.Schema


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows of both editions, of the old one alone, of the new one alone."""

    common: pl.DataFrame
    gone: pl.DataFrame
    fresh: pl.DataFrame


def by_key(old: Side, new: Side, key: Sequence[str]) -> Matched:
    """Rows matched by the columns `key`. Raises InputError where a key stands twice in an edition."""
    before, after = (_keys(side, key) for side in (old, new))
    if before.schema != after.schema:  # a key that was retyped is matched by how it is written
        before, after = (frame.with_columns(pl.col(key).cast(pl.String)) for frame in (before, after))
    _distinct(before, old, key)
    _distinct(after, new, key)
    return _matched(before, after, key)


def by_row(old: Side, new: Side, columns: Sequence[str], kept: Sequence[str]) -> Matched:
    """Rows matched by all their values, each as often as it stands on both sides; in the same split first.

    Rows that stand as often in a split of the one as of the other are no more looked at: they are not in `common`.

    Args:
        columns: that both editions have, of the same types.
        kept: those of them to have in the frames.
    """
    here = (*PRINTS, "split")
    before, after = _uneven(_prints(old, columns, kept), _prints(new, columns, kept), here)
    near = _matched(_numbered(before, here), _numbered(after, here), (*here, "nth"))
    far = _matched(_numbered(near.gone, PRINTS), _numbered(near.fresh, PRINTS), (*PRINTS, "nth"))
    return Matched(pl.concat([near.common, far.common]), far.gone, far.fresh)


def _uneven(old: pl.DataFrame, new: pl.DataFrame, by: Sequence[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of whose kind the two do not have the same number."""
    counts = [frame.group_by(by).len() for frame in (old, new)]
    even = counts[0].join(counts[1], on=[*by, "len"], how="semi")
    return old.join(even, on=list(by), how="anti"), new.join(even, on=list(by), how="anti")


def paired(matched: Matched, by: Sequence[str]) -> Matched:
    """Rows gone and rows new with the same `by` made pairs, the first with the first; what is left is gone or new."""
    return _matched(_numbered(matched.gone, by), _numbered(matched.fresh, by), (*by, "nth"))


def _numbered(frame: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """With the number `nth` of each row among those of the same `by`."""
    return frame.sort("file", "row").with_columns(pl.int_range(pl.len()).over(by).alias("nth"))


def _matched(old: pl.DataFrame, new: pl.DataFrame, key: Sequence[str]) -> Matched:
    places = new.select(*key, pl.col("file", "row").name.suffix("_new"))
    common = old.join(places, on=list(key), how="inner", nulls_equal=True).sort("file", "row")
    gone = old.join(new, on=list(key), how="anti", nulls_equal=True)
    fresh = new.join(old, on=list(key), how="anti", nulls_equal=True)
    return Matched(common, gone, fresh)


def _keys(side: Side, key: Sequence[str]) -> pl.DataFrame:
    frames = [_frame(side.schema.empty_table().select(list(key)), 0, 0)]
    for number, file in enumerate(side.files):
        frames += [_frame(rows, number, first) for first, rows in _read(file, key)]
    return pl.concat(frames)


def _prints(side: Side, columns: Sequence[str], kept: Sequence[str]) -> pl.DataFrame:
    """Fingerprints of rows: by chance, two rows that differ have the same one in one of 2**128 cases."""
    frames = [_print(_frame(side.schema.empty_table().select(list(columns)), 0, 0), columns, kept, "")]
    for number, file in enumerate(side.files):
        frames += [
            _print(_frame(rows, number, first), columns, kept, file.split) for first, rows in _read(file, columns)
        ]
    return pl.concat(frames)


def _print(rows: pl.DataFrame, columns: Sequence[str], kept: Sequence[str], split: str) -> pl.DataFrame:
    values = rows.select(columns)
    prints = [values.hash_rows(seed=seed).alias(name) for name, seed in zip(PRINTS, _SEEDS, strict=True)]
    return rows.select(*kept, *prints, pl.lit(split).alias("split"), *_PLACE)


def _read(file: DataFile, columns: Sequence[str]) -> Iterator[tuple[int, pa.Table]]:
    """Columns of a file, a row group at a time, each with the number of its first row."""
    first = 0
    try:
        with open_parquet(file) as parquet:
            for group in range(parquet.num_row_groups):
                rows = parquet.read_row_group(group, columns=list(columns), use_threads=False)
                yield first, rows.select(list(columns))
                first += rows.num_rows
    except PARQUET_ERRORS as error:
        raise InputError("cannot be read as Parquet", file=file.label, found=first_line(error)) from error
    if first != file.entry.rows:
        raise InputError("another number of rows", file=file.label, found=first, expected=f"{file.entry.rows} rows")


def _frame(rows: pa.Table, file: int, first: int) -> pl.DataFrame:
    frame = pl.from_arrow(rows)
    places = [pl.lit(file, pl.Int64).alias("file"), pl.int_range(first, first + rows.num_rows).alias("row")]
    return pl.DataFrame(frame).with_columns(places)


def _distinct(frame: pl.DataFrame, side: Side, key: Sequence[str]) -> None:
    twice = frame.filter(frame.select(key).is_duplicated()).sort([*key, "file", "row"])
    if twice.height:
        first = twice.row(0, named=True)
        found = ", ".join(str(first[name]) for name in key)
        remedy = "Run dateline validate on it: rows that are not distinct cannot be compared"
        file = side.files[first["file"]].label
        raise InputError("stands twice", file=file, field=" + ".join(key), found=found, remedy=remedy)
