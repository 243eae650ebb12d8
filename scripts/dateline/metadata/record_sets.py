"""The tables of the contract as Croissant record sets: fields, keys, references.

Croissant 1.1: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html
"""

from collections.abc import Collection
from typing import Any

import pyarrow as pa

from dateline_schema.fields import URL, Field
from dateline_schema.tables import ForeignKey, Table

Json = dict[str, Any]

TYPES = (
    (pa.types.is_string, "sc:Text"),
    (pa.types.is_date, "sc:Date"),
    (pa.types.is_timestamp, "sc:DateTime"),
    (pa.types.is_integer, "sc:Integer"),
    (pa.types.is_boolean, "sc:Boolean"),
)
"""Croissant's atomic types, each with the test for the Arrow types that it stands for."""


def files_id(table: Table) -> str:
    """The `@id` of the file set that a table is read from."""
    return f"{table.name}-files"


def record_set(table: Table, known: Collection[str]) -> Json:
    """The record set of a table; `known` are the names of the tables that have rows."""
    keys = [{"@id": f"{table.name}/{name}"} for name in table.key]
    key = {"key": keys[0] if len(keys) == 1 else keys} if keys else {}
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.meaning,
        **key,
        "field": [_column(table, column, known) for column in table.columns],
    }


def data_type(field: Field) -> str:
    """The Croissant name of a scalar type. Raises TypeError for a type that the contract does not use."""
    if URL in field.checks:
        return "sc:URL"
    for test, name in TYPES:
        if test(field.data_type):
            return name
    raise TypeError(f"no Croissant type for {field.data_type}")


def is_nested(field: Field) -> bool:
    """Whether a field holds a list or a struct."""
    return field.items is not None or bool(field.members)


def _column(table: Table, column: Field, known: Collection[str]) -> Json:
    members = (column.items or column).members
    source = {"fileSet": {"@id": files_id(table)}, "extract": {"column": column.name}}
    array = {"isArray": True, "arrayShape": "-1"} if column.items else {}
    head = _head(table, column, column.name, known)
    if not members:
        kind = data_type(column.items or column)
        return {**head, "dataType": kind, **array, "source": source, **_references(table, column, column.name, known)}
    parts = [_member(table, column, member, source, known) for member in members if not is_nested(member)]
    return {**head, **array, "subField": parts}


def _member(table: Table, column: Field, member: Field, source: Json, known: Collection[str]) -> Json:
    path = f"{column.name}.{member.name}"
    return {
        **_head(table, member, path, known),
        "dataType": data_type(member),
        "source": {**source, "transform": {"jsonPath": member.name}},
        **_references(table, member, path, known),
    }


def _head(table: Table, field: Field, path: str, known: Collection[str]) -> Json:
    identity = f"{table.name}/{path.replace('.', '/')}"
    return {
        "@type": "cr:Field",
        "@id": identity,
        "name": field.name,
        "description": "; ".join(_says(table, field, path, known)),
    }


def _says(table: Table, field: Field, path: str, known: Collection[str]) -> list[str]:
    """The meaning of a field, and all of the contract that Croissant, or who reads it, has no property for."""
    parts = [field.meaning or field.name]
    if field.nullable:
        parts.append("can be null")
    key = _key(table, path)
    if key is not None and not _references(table, field, path, known):
        parts.append(f"refers to `{key.target}` of `{key.table}`")
    for member in (field.items or field).members:
        if is_nested(member):
            # mlcroissant 1.1.1 reads one level of lists: of a list in a list it gives the first element alone
            parts.append(f"its list `{member.name}` ({member.meaning}) is left out here: no list stands in a list")
    return parts


def _references(table: Table, field: Field, path: str, known: Collection[str]) -> Json:
    """The reference of a field.

    mlcroissant 1.1.1 joins the table that a column refers to. It fails where the column has lists or nulls, where a
    table refers to itself, and where one of the two has no rows; the description says then what the field refers to.
    """
    key = _key(table, path)
    single = not field.nullable and field.items is None
    if key is None or not single or key.table == table.name or not {table.name, key.table} <= set(known):
        return {}
    return {"references": {"field": {"@id": f"{key.table}/{key.target}"}}}


def _key(table: Table, path: str) -> ForeignKey | None:
    return next((key for key in table.foreign_keys if key.column == path), None)
