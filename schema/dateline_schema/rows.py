"""Rows written as JSON, as tables of the contract and back: dates and moments are ISO 8601 strings."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from dateline_schema.tables import Table


def from_json(table: Table, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """The rows as an Arrow table with the schema of the contract; a column that a row lacks is null.

    Raises ValueError, KeyError or pyarrow.ArrowInvalid where a value does not fit its type or a column is unknown.
    """
    types = {field.name: field.type for field in table.schema}
    typed = [{name: _typed(types[name], value) for name, value in row.items()} for row in rows]
    return pa.Table.from_pylist(typed, schema=table.schema)


def to_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row from `Table.to_pylist`, ready for `json.dumps`."""
    return {name: _plain(value) for name, value in row.items()}


def _typed(kind: pa.DataType, value: Any) -> Any:
    if value is None:
        return None
    if pa.types.is_list(kind):
        return [_typed(kind.value_type, element) for element in value]
    if pa.types.is_struct(kind):
        return {kind.field(name).name: _typed(kind.field(name).type, member) for name, member in value.items()}
    if pa.types.is_date(kind):
        return dt.date.fromisoformat(value)
    if pa.types.is_timestamp(kind):
        return dt.datetime.fromisoformat(value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(element) for element in value]
    if isinstance(value, dict):
        return {name: _plain(member) for name, member in value.items()}
    return value
