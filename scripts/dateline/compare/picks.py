"""Examples: the first few by key, read from the files when they are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from dateline.compare.examples import LABEL, change, shortened
from dateline.compare.matching import Side
from dateline.compare.places import gather
from dateline.compare.renames import Rename
from dateline.compare.result import Change, Moved, Renamed, Row, Rows

LABELS: Final = ("title", "headline", "name", "text", "value", "message")
"""Columns that a person knows a row by; the first that the table has."""


@dataclass(frozen=True, slots=True)
class Picker:
    """Picks examples of one table: at most `limit` of a kind, named by the columns `key`."""

    old: Side
    new: Side
    key: Sequence[str]
    limit: int

    def added(self, fresh: pl.DataFrame) -> Rows:
        """Rows that are new."""
        return self._rows(self.new, fresh)

    def removed(self, gone: pl.DataFrame) -> Rows:
        """Rows that are gone."""
        return self._rows(self.old, gone)

    def changes(self, column: str, rows: pl.DataFrame) -> tuple[Change, ...]:
        """Examples of a column's changed values in matched rows."""
        few = self._first(rows)
        before, after = self._values(self.old, few, column), self._values(self.new, _new(few), column)
        known = zip(self._ids(few), self._labels(self.new, _new(few)), before, after, strict=True)
        return tuple(change(*values) for values in known)

    def moved(self, common: pl.DataFrame) -> tuple[int, tuple[Moved, ...]]:
        """How many matched rows stand in another split, and examples."""
        splits = [pl.Series([file.split for file in side.files], dtype=pl.String) for side in (self.old, self.new)]
        if len({*splits[0], *splits[1]}) < 2:
            return 0, ()
        names = [splits[0].gather(common["file"]).alias("from"), splits[1].gather(common["file_new"]).alias("to")]
        moved = common.with_columns(names).filter(pl.col("from") != pl.col("to"))
        few = self._first(moved)
        known = zip(self._ids(few), few["from"], few["to"], self._labels(self.new, _new(few)), strict=True)
        return moved.height, tuple(Moved(*values) for values in known)

    def renamed(self, found: Sequence[Rename]) -> tuple[Renamed, ...]:
        """Examples of records with a new id."""
        few = found[: self.limit]
        names = [self._labels(self.new, pair.fresh)[0] for pair in few]
        return tuple(Renamed(pair.old, pair.new, pair.by, label) for pair, label in zip(few, names, strict=True))

    def _rows(self, side: Side, frame: pl.DataFrame) -> Rows:
        few = self._first(frame)
        return Rows(frame.height, tuple(map(Row, self._ids(few), self._labels(side, few))))

    def _first(self, frame: pl.DataFrame) -> pl.DataFrame:
        return frame.sort([*self.key, "file", "row"]).head(self.limit)

    def _ids(self, few: pl.DataFrame) -> list[str]:
        return [" ".join(map(str, values)) for values in few.select(self.key).iter_rows()] or [""] * few.height

    def _labels(self, side: Side, few: pl.DataFrame) -> list[str | None]:
        column = next((name for name in LABELS if name in side.schema.names), None)
        if column is None:
            return [None] * few.height
        return [None if value is None else shortened(str(value), LABEL) for value in self._values(side, few, column)]

    def _values(self, side: Side, few: pl.DataFrame, column: str) -> list[Any]:
        if few.is_empty():
            return []
        found: list[Any] = gather(side.files, [column], few["file"].to_numpy(), few["row"].to_numpy())[
            column
        ].to_pylist()
        return found


def _new(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows by their places in the new edition."""
    return rows.select(pl.col("file_new").alias("file"), pl.col("row_new").alias("row"))
