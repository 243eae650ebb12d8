"""What changed in the tables and columns themselves, by the Parquet files' own Arrow schemas."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pyarrow as pa

from dateline.compare.files import arrow_schema, data_files
from dateline.compare.result import Level, SchemaChange
from dateline.compare.source import Edition

KINDS: Final[Mapping[str, Level]] = {
    "table removed": "major",
    "column removed": "major",
    "retyped": "major",
    "made nullable": "major",
    "table added": "minor",
    "column added": "minor",
    "no longer nullable": "minor",
    "meaning": "patch",
    "order": "patch",
}
"""Kinds of change, and what each asks for: readers break where a value that they rely on may be missing."""

MEANING: Final = b"meaning"


def schema_changes(tables: Sequence[str], old: Edition, new: Edition) -> tuple[SchemaChange, ...]:
    """Every change of these tables, in their order."""
    return tuple(change for name in tables for change in _table(name, old, new))


def _table(name: str, old: Edition, new: Edition) -> Iterator[SchemaChange]:
    if name not in new.manifest.tables:
        yield SchemaChange(name, None, "table removed")
        return
    schemas = [arrow_schema(data_files(edition, name)[:1]) for edition in (old, new)]
    if name not in old.manifest.tables:
        yield SchemaChange(name, None, "table added", new=_said(schemas[1]))
    elif schemas[0] is not None and schemas[1] is not None:
        yield from columns_changed(name, schemas[0], schemas[1])


def columns_changed(table: str, old: pa.Schema, new: pa.Schema) -> Iterator[SchemaChange]:
    """What changed between two schemas of a table."""
    before, after = ({field.name: field for field in schema} for schema in (old, new))
    for name, field in before.items():
        if name not in after:
            yield SchemaChange(table, name, "column removed", old=_type(field))
        else:
            yield from _column(table, field, after[name])
    for name, field in after.items():
        if name not in before:
            yield SchemaChange(table, name, "column added", new=_type(field))
    shared = [name for name in after if name in before]
    if shared != [name for name in before if name in after]:
        yield SchemaChange(table, None, "order", ", ".join(before), ", ".join(after))
    if _said(old) != _said(new):
        yield SchemaChange(table, None, "meaning", _said(old), _said(new))


def _column(table: str, old: pa.Field, new: pa.Field) -> Iterator[SchemaChange]:
    if bare(old.type) != bare(new.type):
        yield SchemaChange(table, old.name, "retyped", str(old.type), str(new.type))
        return
    for (path, one), (_, other) in zip(parts(old), parts(new), strict=True):
        if one.nullable != other.nullable:
            kind = "made nullable" if other.nullable else "no longer nullable"
            yield SchemaChange(table, path, kind)
        if _said(one) != _said(other):
            yield SchemaChange(table, path, "meaning", _said(one), _said(other))


def bare(kind: pa.DataType) -> str:
    """A type as text, without what may be null and without the names of list elements."""
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return f"{'large_' * pa.types.is_large_list(kind)}list<{bare(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{member.name}: {bare(member.type)}' for member in kind)}>"
    return str(kind)


def parts(field: pa.Field, path: str = "") -> Iterator[tuple[str, pa.Field]]:
    """A column and all that is in it, each with its dotted name; elements of lists are `column[]`."""
    name = path or field.name
    yield name, field
    if pa.types.is_list(field.type) or pa.types.is_large_list(field.type):
        yield from parts(field.type.value_field, f"{name}[]")
    elif pa.types.is_struct(field.type):
        for member in field.type:
            yield from parts(member, f"{name}.{member.name}")


def _type(field: pa.Field) -> str:
    return f"{bare(field.type)}{'' if field.nullable else ' not null'}"


def _said(about: pa.Field | pa.Schema | None) -> str | None:
    """The meaning that stands in the metadata of a column or table."""
    text = ((about.metadata if about is not None else None) or {}).get(MEANING)
    return None if text is None else text.decode("utf-8", "replace")
