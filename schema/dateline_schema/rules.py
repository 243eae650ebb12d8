"""What a rule is, and the rules that follow from the declaration of a table: keys, order, references."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl

from dateline_schema.failures import PER_ARTICLE, Failure, shown
from dateline_schema.frames import Frames
from dateline_schema.tables import ForeignKey, Table

Scope = Literal["bucket", "dataset", "both"]

Broken = pl.DataFrame
"""What a rule returns: a row a failure, with `article`, `found` and, where the rule has several, `column`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule across rows or tables.

    Attributes:
        name: short and stable; a failure and a bad example name it.
        table: the table that it is about.
        column: the column that it is about.
        expected: what holds, for a person.
        check: a pure function from frames to what breaks it.
        needs: further tables, and columns as `articles.body`, that it looks at; it is passed over where one is missing.
        scope: `bucket` where one bucket can tell; `dataset` where only the key columns of the whole dataset can; `both`
            where a bucket shows some of the failures.
    """

    name: str
    table: str
    column: str
    expected: str
    check: Callable[[Frames], Broken]
    needs: tuple[str, ...] = ()
    scope: Scope = "bucket"

    def applies(self, frames: Frames) -> bool:
        """Whether all that it needs is there."""
        return all(name in frames for name in (self.table, *self.needs))

    def failures(self, frames: Frames) -> Iterator[Failure]:
        """Each failure, capped for each article."""
        broken = self.check(frames)
        if broken.is_empty():
            return
        if "column" not in broken.columns:
            broken = broken.with_columns(pl.lit(self.column).alias("column"))
        capped = broken.group_by("article", "column", maintain_order=True).head(PER_ARTICLE)
        for article, column, found in capped.select("article", "column", "found").iter_rows():
            yield Failure(self.table, self.name, article or "", column, shown(found), self.expected)


def values(frame: pl.DataFrame, column: str) -> pl.Series:
    """The values at a column or at a member of a list's structs (`actors.id`); lists are opened, nulls dropped."""
    name, _, member = column.partition(".")
    series = frame[name]
    if isinstance(series.dtype, pl.List):
        series = series.explode().drop_nulls()
    if member:
        series = series.struct.field(member)
    return series.drop_nulls()


def _scope(table: Table) -> Scope:
    # what is keyed by article needs no second look: unique ids of articles keep its buckets apart
    return "bucket" if table.subject == "article_id" else "both"


def unique(table: Table) -> Rule:
    """No two rows have the same key."""
    keys = list(table.key)

    def check(frames: Frames) -> Broken:
        frame = frames[table.name]
        again = frame.filter(~pl.struct(keys).is_first_distinct())
        return again.select(article=table.subject, found=pl.format("{} again", pl.concat_str(*keys, separator=", ")))

    return Rule("unique", table.name, ", ".join(keys), "each key once", check, scope=_scope(table))


def ordered(table: Table) -> Rule:
    """Rows are sorted, so that the same rows always are the same file."""
    keys = list(table.order)

    def check(frames: Frames) -> Broken:
        frame = frames[table.name]
        if frame.height < 2 or frame.select(keys).equals(frame.select(keys).sort(keys, maintain_order=True)):
            return Broken(schema={"article": pl.String, "found": pl.String})
        key = pl.struct(keys).rank("dense")
        early = frame.with_columns(before=key.shift(1), key=key).filter(pl.col("key") < pl.col("before"))
        return early.head(1).select(article=table.subject, found=pl.lit("a row that belongs before the one above it"))

    return Rule(
        "ordered", table.name, ", ".join(keys), "rows in order of " + ", ".join(keys), check, scope=_scope(table)
    )


def refers(table: Table, key: ForeignKey) -> Rule:
    """Each reference has its row."""

    def check(frames: Frames) -> Broken:
        frame = frames[table.name]
        known = values(frames[key.table], key.target)
        lost = values(frame, key.column)
        lost = lost.filter(~lost.is_in(known.implode()))
        if lost.is_empty():
            return Broken(schema={"article": pl.String, "found": pl.String})
        return _holders(frame, table.subject, key.column, lost)

    # buckets are cut by the id of the article, so a row about an article lies in the same bucket as the article
    scope: Scope = "bucket" if table.bucketed and key.column == "article_id" else "dataset"
    says = f"a row of {key.table} with this {key.target}"
    return Rule("reference", table.name, key.column, says, check, needs=(key.table,), scope=scope)


def _holders(frame: pl.DataFrame, subject: str, column: str, lost: pl.Series) -> Broken:
    """The rows that hold one of the lost references."""
    name, _, member = column.partition(".")
    pairs = frame.select(article=subject, found=name)
    if isinstance(frame.schema[name], pl.List):
        pairs = pairs.explode("found", keep_nulls=False)
    if member:
        pairs = pairs.with_columns(found=pl.col("found").struct.field(member))
    return pairs.filter(pl.col("found").is_in(lost.implode()))
