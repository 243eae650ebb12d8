"""Sentences for a changelog: what changed in the data, the schema and the code, for the person who upgrades."""

from collections.abc import Iterator
from typing import Final

from dateline.compare.markdown import code, safe
from dateline.compare.result import Change, ColumnDiff, Diff, InputsDiff, SchemaChange, TableDiff
from dateline.compare.tables import ABOUT
from dateline.compare.words import SUBJECTS, listed, number, rows
from dateline_schema.tables import BY_NAME

NAMED: Final = 5
"""Rows up to which each is named, where the comparison has kept so many examples."""
QUOTED: Final = 3
"""Changed values of a column up to which each is quoted."""


def changes(diff: Diff) -> dict[str, list[str]]:
    """Markdown sentences by part: `data`, `schema`, `code`. Texts of the data are escaped in them."""
    whole = {change.table for change in diff.schema if change.kind in ("table removed", "table added")}
    data = [line for table in diff.tables if table.name not in whole for line in _table(table)]
    return {
        "data": [*data, *_statements(diff), *_inputs(diff.inputs)],
        "schema": [_schema(change) for change in diff.schema],
        "code": [*_code(diff)],
    }


def _table(table: TableDiff) -> Iterator[str]:
    if table.record:
        yield from _records(table)
        yield from (_column(table, column) for column in table.columns)
    elif not table.same:
        yield _details(table)


def _records(table: TableDiff) -> Iterator[str]:
    again = {row for pair in table.renamed for row in (pair.old, pair.new)}
    for found, word in ((table.added, "added"), (table.removed, "removed")):
        if count := found.count - table.renamed_count:
            named = [_named(row.id, row.label) for row in found.examples if row.id not in again]
            yield _sentence(f"{rows(count, table.name)} {word}", named, count)
    if count := table.renamed_count:
        named = [f"{code(one.old)} is now {code(one.new)} (same {safe(one.by)})" for one in table.renamed]
        yield _sentence(f"{rows(count, table.name)} under {'a new id' if count == 1 else 'new ids'}", named, count)
    if count := table.moved_count:
        named = [f"{_named(one.id, one.label)} from {safe(one.old)} to {safe(one.new)}" for one in table.moved]
        yield _sentence(f"{rows(count, table.name)} moved to another split", named, count)


def _sentence(text: str, named: list[str], count: int) -> str:
    """With every row named where there are few."""
    return f"{text}: {', '.join(named)}." if count == len(named) <= NAMED else f"{text}."


def _named(identifier: str, label: str | None) -> str:
    return f"“{safe(label)}” ({code(identifier)})" if label else code(identifier)


def _column(table: TableDiff, column: ColumnDiff) -> str:
    text = f"{code(column.name)} changed in {rows(column.count, table.name)}"
    quoted = [_quoted(one) for one in column.examples]
    return f"{text}: {'; '.join(quoted)}." if column.count == len(quoted) <= QUOTED else f"{text}."


def _quoted(found: Change) -> str:
    step = safe(found.note) if found.note else f"{_value(found.old)} → {_value(found.new)}"
    return f"{step} in {_named(found.id, found.label)}"


def _value(value: str | None) -> str:
    return "null" if value is None else safe(value) or "an empty text"


def _details(table: TableDiff) -> str:
    counts = {
        "added": (table.added.count, [group.name for group in table.groups if group.added]),
        "removed": (table.removed.count, [group.name for group in table.groups if group.removed]),
        "changed": (table.changed, [group.name for group in table.groups if group.changed]),
        "moved to another split": (table.moved_count, []),
    }
    told = [f"{rows(count, table.name)} {word}{_about(about)}" for word, (count, about) in counts.items() if count]
    contract = BY_NAME.get(table.name)
    subject = ABOUT.get(table.name, (contract.subject if contract else "",))[0]
    where = f", in {number(table.subjects, *SUBJECTS[subject])}" if table.subjects and subject in SUBJECTS else ""
    return f"{listed(told)}{where}."


def _about(names: list[str]) -> str:
    """What the rows are about, where that is little enough to read."""
    return f" ({', '.join(map(code, names))})" if 0 < len(names) <= NAMED else ""


def _statements(diff: Diff) -> Iterator[str]:
    for change in diff.metadata:
        yield f"{code(change.name)} is {_value(change.new)} now; it was {_value(change.old)}."


def _inputs(inputs: InputsDiff) -> Iterator[str]:
    if inputs.same:
        return
    counts = {"added": inputs.added, "removed": inputs.removed, "changed": inputs.changed}
    told = [f"{count:,} {word}" for word, count in counts.items() if count]
    now = number(inputs.new, "source document", "source documents")
    yield f"Made from {now}; the last edition from {inputs.old:,}{f': {listed(told)}' if told else ''}."


def _schema(change: SchemaChange) -> str:
    table = code(change.table)
    column = f"Column {code(change.column)} of {table}" if change.column else f"Table {table}"
    kinds = {
        "table removed": f"{column} removed.",
        "table added": f"{column} added{f': {safe(change.new)}' if change.new else ''}.",
        "column removed": f"{column} removed (it was {code(change.old or '')}).",
        "column added": f"{column} added: {code(change.new or '')}.",
        "retyped": f"{column} is {code(change.new or '')} now; it was {code(change.old or '')}.",
        "made nullable": f"{column} may be null now.",
        "no longer nullable": f"{column} is never null now.",
        "meaning": f"{column} is described as: {_value(change.new)}.",
        "order": f"{column} has its columns in another order.",
    }
    return kinds[change.kind]


def _code(diff: Diff) -> Iterator[str]:
    for change in diff.versions:
        yield f"Made with {safe(change.name)} {_value(change.new)}; the last edition with {_value(change.old)}."
    if names := [table.name for table in diff.tables if table.rewritten]:
        yield f"Files of {listed([code(name) for name in names])} written anew; every row is as it was."
