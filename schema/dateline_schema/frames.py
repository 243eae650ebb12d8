"""Tables as polars frames, and the frames that rules share: made once, however many rules look at them."""

from collections.abc import Mapping
from functools import cached_property

import polars as pl
import pyarrow as pa


class Frames:
    """The tables of one bucket, or the key columns of a whole dataset.

    Rules ask for a table by name (`frames["articles"]`); `name in frames` says whether it is there, and so does
    `"articles.body" in frames` of a column.
    """

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = dict(tables)
        self._frames: dict[str, pl.DataFrame] = {}

    def __contains__(self, name: object) -> bool:
        table, _, column = str(name).partition(".")
        return table in self._tables and (not column or column in self._tables[table].schema.names)

    def __getitem__(self, name: str) -> pl.DataFrame:
        """The table `name`. Raises KeyError."""
        if name not in self._frames:
            frame = pl.from_arrow(self._tables[name])
            assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a Series
            self._frames[name] = frame
        return self._frames[name]

    @cached_property
    def actors(self) -> pl.DataFrame:
        """One row an actor of an article: article, id, name, kind, mentions."""
        pairs = self["articles"].select(pl.col("id").alias("article"), "actors")
        return pairs.explode("actors").unnest("actors")

    @cached_property
    def named(self) -> pl.DataFrame:
        """One row a mention inside of `articles.actors`: article, actor, start, end, text, form."""
        mentions = self.actors.select("article", pl.col("id").alias("actor"), "mentions")
        return mentions.explode("mentions").unnest("mentions")

    @cached_property
    def paragraphs(self) -> pl.DataFrame:
        """One row a paragraph of a body, in order: article, paragraph."""
        split = self["articles"].select(pl.col("id").alias("article"), pl.col("body").str.split("\n\n"))
        return split.explode("body").rename({"body": "paragraph"})
