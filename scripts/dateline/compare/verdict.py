"""The rules of the semantic version (DESIGN section 10): what each change asks for, and why.

They hold below 1.0.0 too. A record is a row with an id, which others may refer to; all other rows are details of one.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.compare.result import LEVELS, InputsDiff, MetadataChange, Reason, SchemaChange, TableDiff
from dateline.compare.schemas import KINDS
from dateline.compare.words import number, rows

SIDES: Final = {"split": "on another side", "fold": "in another fold"}
"""Columns of the table `splits` that say where an article stands, and what a change of them is."""

TOLD: Final = {"table removed": "is gone", "table added": "is new", "meaning": "is described otherwise"}
COLUMN_TOLD: Final = {
    "column removed": "is gone",
    "column added": "is new",
    "retyped": "has another type",
    "made nullable": "may be null now",
    "no longer nullable": "is never null now",
    "meaning": "is described otherwise",
}


def reasons(
    tables: Sequence[TableDiff],
    schema: Sequence[SchemaChange],
    metadata: Sequence[MetadataChange],
    inputs: InputsDiff,
) -> tuple[Reason, ...]:
    """Why the version must change, what asks for most first."""
    whole = {change.table for change in schema if change.kind in ("table removed", "table added")}
    found = [
        *map(_schema, schema),
        *(reason for table in tables if table.name not in whole for reason in _rows(table)),
        *map(_metadata, metadata),
        *([] if inputs.same else [Reason("patch", None, None, 1, "The source documents are others.")]),
    ]
    return tuple(sorted(found, key=lambda reason: LEVELS.index(reason.level)))


def _schema(change: SchemaChange) -> Reason:
    if change.kind == "order":
        sentence = f"The columns of {change.table} stand in another order."
    elif change.column is None:
        sentence = f"The table {change.table} {TOLD[change.kind]}."
    else:
        sentence = f"The column {change.column} of {change.table} {COLUMN_TOLD[change.kind]}{_types(change)}."
    return Reason(KINDS[change.kind], change.table, change.column, 1, sentence)


def _types(change: SchemaChange) -> str:
    return f": {change.old}, now {change.new}" if change.kind == "retyped" else ""


def _metadata(change: MetadataChange) -> Reason:
    return Reason("patch", None, change.name, 1, f"{change.name} was {change.old}, and is {change.new}.")


def _rows(table: TableDiff) -> Iterator[Reason]:
    yield from _records(table) if table.record else _details(table)
    yield from _sides(table)
    for column in table.columns if table.record else ():
        sentence = f"{column.name} changed in {rows(column.count, table.name)}."
        yield Reason("patch", table.name, column.name, column.count, sentence)


def _sides(table: TableDiff) -> Iterator[Reason]:
    """Articles that the table `splits` puts on another side, or in another fold: what was trained on may be tested."""
    for column in table.columns if table.name == "splits" else ():
        if column.name in SIDES:
            sentence = f"{rows(column.count, 'articles')} {SIDES[column.name]} of the splits."
            yield Reason("major", table.name, column.name, column.count, sentence)


def _records(table: TableDiff) -> Iterator[Reason]:
    name = table.name
    gone, came = table.removed.count - table.renamed_count, table.added.count - table.renamed_count
    if table.renamed_count:
        told = number(table.renamed_count, "has another id", "have other ids").split(" ", 1)[1]
        yield Reason("major", name, "id", table.renamed_count, f"{rows(table.renamed_count, name)} {told}.")
    if gone:
        yield Reason("major", name, None, gone, f"{rows(gone, name)} gone.")
    if table.moved_count:
        sentence = f"{rows(table.moved_count, name)} in another split."
        yield Reason("major", name, None, table.moved_count, sentence)
    if came:
        yield Reason("minor", name, None, came, f"{rows(came, name)} added.")


def _details(table: TableDiff) -> Iterator[Reason]:
    counts = {
        "added": table.added.count,
        "gone": table.removed.count,
        "changed": table.changed,
        "in another split": table.moved_count,
    }
    for what, count in counts.items():
        if count:
            yield Reason("patch", table.name, None, count, f"{rows(count, table.name)} {what}.")
