"""The checks that fields declare, run by pandera (polars backend), inside of lists and structs too.

pandera looks at columns. A table therefore becomes levels: the table itself, and one more flat frame for the elements
of each list, in which a row knows the row of the table that it comes from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from dateline_schema.checks import AtLeast, Check, Distinct, Lacks, Matches, NotEmpty, OneOf
from dateline_schema.failures import PER_ARTICLE, Failure, shown
from dateline_schema.fields import Field
from dateline_schema.tables import Table

if TYPE_CHECKING:  # pandera takes as long to load as all else; where nothing is broken it is not asked
    import pandera.polars as pandera
    from pandera.api.polars.types import PolarsData

ROW = "#row"
"""Column of a level that holds the row number in the table."""

NOT_NULL = "not-null"

_AROUND = 30


@dataclass(frozen=True, slots=True)
class Level:
    """A flat frame: the table (`path` is empty), or the elements of the list at `path`."""

    path: str
    fields: tuple[Field, ...]
    frame: pl.DataFrame

    def place(self, column: str) -> str:
        """The name of a column for a person: `actors.mentions.text`; an element goes by the name of its list."""
        return ".".join(part for part in (self.path, column) if part and part != "element")


def field_failures(table: Table, frame: pl.DataFrame) -> list[Failure]:
    """Every value of the table that breaks a check of its field, capped for each article."""
    subjects = frame[table.subject].cast(pl.String).fill_null("")
    return [
        failure
        for level in levels(table.columns, frame.with_row_index(ROW))
        for failure in _level_failures(table, level, subjects)
    ]


def levels(fields: tuple[Field, ...], frame: pl.DataFrame, path: str = "") -> Iterator[Level]:
    """The level of these fields, then those of the lists among them."""
    yield Level(path, fields, frame)
    for field in fields:
        if field.items is None:
            continue
        below = f"{path}.{field.name}" if path else field.name
        elements = frame.select(ROW, pl.col(field.name).alias("element")).explode("element", keep_nulls=False)
        yield Level(below, (field.items,), elements)
        if field.items.members:
            members = elements.filter(pl.col("element").is_not_null()).unnest("element")
            yield from levels(field.items.members, members, below)


@cache
def pandera_schema(fields: tuple[Field, ...]) -> "pandera.DataFrameSchema":
    """The pandera schema of one level. Pass it a DataFrame: of a LazyFrame pandera checks the types alone."""
    import pandera.polars as pandera

    columns = {
        field.name: pandera.Column(nullable=field.nullable, checks=[_check(check) for check in field.checks])
        for field in fields
    }
    return pandera.DataFrameSchema(columns)


def _check(check: Check) -> "pandera.Check":
    import pandera.polars as pandera

    def run(data: "PolarsData") -> pl.LazyFrame:
        return data.lazyframe.select(_holds(check, pl.col(data.key or "*")))

    return pandera.Check(run, name=check.rule, error=check.rule)


def _holds(check: Check, column: pl.Expr) -> pl.Expr:
    """Whether each value holds the check; null says nothing."""
    match check:
        case Matches():
            return column.str.contains(check.pattern)
        case Lacks():
            return ~column.str.contains(check.pattern)
        case OneOf():
            return column.is_in(check.values)
        case AtLeast():
            return column >= check.low
        case Distinct():
            return column.list.n_unique() == column.list.len()
        case NotEmpty():
            return column.list.len() > 0


def _level_failures(table: Table, level: Level, subjects: pl.Series) -> Iterator[Failure]:
    if _sound(level):  # pandera names each value that is broken, for some 10 ms a column even where none is
        return
    from pandera.errors import SchemaErrors

    try:
        pandera_schema(level.fields).validate(level.frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.select("column", "check", "index", "failure_case")
        for (column, rule), group in cases.group_by("column", "check", maintain_order=True):
            yield from _column_failures(table, level, str(column), str(rule), group, subjects)


def _sound(level: Level) -> bool:
    """Whether nothing in a level is broken, by the same expressions as pandera runs, all in one pass."""
    if level.frame.is_empty():
        return True
    holds = [_holds(check, pl.col(field.name)) for field in level.fields for check in field.checks]
    given = [pl.col(field.name).is_not_null() for field in level.fields if not field.nullable]
    try:
        # as `Expr.all` does by default, a null says nothing
        return bool(
            level.frame.select(pl.all_horizontal([one.all() for one in (*holds, *given)] or [pl.lit(True)])).item()
        )
    except pl.exceptions.PolarsError:  # a check that cannot be run: pandera says which
        return False


def _column_failures(
    table: Table, level: Level, column: str, rule: str, cases: pl.DataFrame, subjects: pl.Series
) -> Iterator[Failure]:
    field = next((field for field in level.fields if field.name == column), None)
    name = NOT_NULL if rule == "not_nullable" else rule
    check = next((check for check in field.checks if check.rule == name), None) if field else None
    expected = check.says if check else "a value" if name == NOT_NULL else "a value that can be checked"
    rows = cases["index"].drop_nulls().cast(pl.Int64)
    if rows.is_empty():  # pandera could not run the check, and says so in place of the values
        yield Failure(table.name, name, "", level.place(column), shown(cases["failure_case"][0]), expected)
        return
    failing = level.frame.select(ROW, pl.col(column).alias("found"))[rows]
    failing = failing.select("found", subject=subjects.gather(failing[ROW]))
    capped = failing.group_by("subject", maintain_order=True).head(PER_ARTICLE)
    for subject, found in capped.select("subject", "found").iter_rows():
        yield Failure(table.name, name, subject, level.place(column), _excerpt(check, found), expected)


def _excerpt(check: Check | None, found: object) -> str:
    """A value that broke a check; of a long text, the part that should not stand there."""
    if isinstance(check, Lacks) and isinstance(found, str) and (match := re.search(check.pattern, found)):
        start, end = max(match.start() - _AROUND, 0), match.end() + _AROUND
        return shown(("…" if start else "") + found[start:end] + ("…" if end < len(found) else ""))
    return shown(found)
