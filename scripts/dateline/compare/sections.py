"""A comparison as tables of texts, which the terminal and markdown show alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.compare.result import Diff, SchemaChange, TableDiff


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and a table; its texts are as they came, to be escaped by who shows them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(diff: Diff) -> list[Section]:
    """What there is to tell; a section without rows is left out."""
    found = [
        Section("Why", ("asks for", "because"), tuple((reason.level, reason.sentence) for reason in diff.reasons)),
        Section("Rows", ROWS, tuple(_counts(table) for table in diff.tables)),
        Section("Schema", ("table", "column", "change", "old", "new"), tuple(map(_schema, diff.schema))),
        Section("Rows added and removed", ("table", "", "id", "row"), tuple(_rows(diff))),
        Section("New ids", ("table", "old", "new", "known by", "row"), tuple(_renamed(diff))),
        Section("Other split", ("table", "id", "old", "new", "row"), tuple(_moved(diff))),
        Section("Values by column", ("table", "column", "rows changed"), tuple(_columns(diff))),
        Section(
            "Details by what they are about", ("table", "about", "added", "removed", "changed"), tuple(_about(diff))
        ),
        Section("Changed values", ("table", "column", "id", "old", "new", "what"), tuple(_values(diff))),
        Section("Statements", ("", "old", "new"), tuple(_statements(diff))),
        Section("Files that differ", ("file", "bytes", "bytes in new chunks"), tuple(_files(diff))),
    ]
    return [section for section in found if section.rows]


ROWS = ("table", "old", "new", "added", "removed", "changed", "new id", "other split", "")


def headline(diff: Diff) -> str:
    """The verdict in a line."""
    limited = f", of {', '.join(diff.only)} alone" if diff.only is not None else ""
    return f"{diff.verdict}: {_edition(diff, 'old')} → {_edition(diff, 'new')}{limited}"


def travel_line(diff: Diff) -> str:
    """What an upload would move, in a line."""
    travel = diff.travel
    told = f"{travel.new_bytes:,} of {travel.size:,} bytes of data ({travel.share:.1%})"
    return f"An upload would move an estimated {told}, in {len(travel.files):,} files that differ."


def _edition(diff: Diff, which: str) -> str:
    side = diff.old if which == "old" else diff.new
    return f"{side.label} ({side.name} {side.version})"


def _counts(table: TableDiff) -> tuple[str, ...]:
    counts = (table.added.count, table.removed.count, table.changed, table.renamed_count, table.moved_count)
    told = "the same rows in other files" if table.rewritten else "" if not table.same else "the same"
    return (table.name, f"{table.old_rows:,}", f"{table.new_rows:,}", *(f"{n:,}" if n else "" for n in counts), told)


def _schema(change: SchemaChange) -> tuple[str, ...]:
    return change.table, change.column or "", change.kind, change.old or "", change.new or ""


def _rows(diff: Diff) -> Iterator[tuple[str, ...]]:
    """Records as far as there are examples; details where they are few."""
    for table in diff.tables:
        few = [rows for rows in (table.removed, table.added) if table.record or rows.count == len(rows.examples)]
        for rows in few:
            sign = "-" if rows is table.removed else "+"
            yield from ((table.name, sign, row.id, row.label or "") for row in rows.examples)


def _renamed(diff: Diff) -> Iterator[tuple[str, ...]]:
    for table in diff.tables:
        yield from ((table.name, pair.old, pair.new, pair.by, pair.label or "") for pair in table.renamed)


def _moved(diff: Diff) -> Iterator[tuple[str, ...]]:
    for table in diff.tables:
        yield from ((table.name, row.id, row.old, row.new, row.label or "") for row in table.moved)


def _columns(diff: Diff) -> Iterator[tuple[str, ...]]:
    for table in diff.tables:
        yield from ((table.name, column.name, f"{column.count:,}") for column in table.columns)


def _about(diff: Diff) -> Iterator[tuple[str, ...]]:
    for table in diff.tables:
        for group in table.groups:
            yield table.name, group.name, *(f"{n:,}" if n else "" for n in (group.added, group.removed, group.changed))


def _values(diff: Diff) -> Iterator[tuple[str, ...]]:
    for table in diff.tables:
        for column in table.columns:
            for found in column.examples:
                # of a list, the note says more than the beginning of its JSON does
                values = ("", "") if found.note else (_shown(found.old), _shown(found.new))
                yield table.name, column.name, found.id, *values, found.note or ""


def _statements(diff: Diff) -> Iterator[tuple[str, ...]]:
    for change in (*diff.metadata, *diff.versions):
        yield change.name, _shown(change.old), _shown(change.new)
    if not diff.inputs.same:
        yield "source documents", f"{diff.inputs.old:,}", f"{diff.inputs.new:,}"
        yield from (("source document", "", path) for path in diff.inputs.examples)


def _files(diff: Diff) -> Iterator[tuple[str, ...]]:
    for file in diff.travel.files:
        yield file.path, f"{file.size:,}", f"{file.new_bytes:,}"


def _shown(value: str | None) -> str:
    return "null" if value is None else value
