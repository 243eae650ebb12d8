"""The contract as JSON Schema (draft 2020-12), for rows written as JSON: dates and moments are ISO 8601 strings.

It is made from the declared fields: Arrow types, checks, meanings. References between rows have no place in it.
"""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from dateline_schema import SCHEMA_VERSION
from dateline_schema.checks import AtLeast, Check, Distinct, Lacks, Matches, NotEmpty, OneOf
from dateline_schema.fields import Field
from dateline_schema.tables import TABLES, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def table_schema(table: Table) -> Schema:
    """The JSON Schema of one row of a table."""
    head = {"$schema": DIALECT, "title": f"Dateline {table.name}", "description": table.meaning}
    return {**head, **_object(table.columns), "$comment": f"contract {SCHEMA_VERSION}"}


def all_schemas(tables: Iterable[Table] = TABLES) -> Schema:
    """The JSON Schemas of all tables of an edition, by name."""
    definitions = {table.name: _object(table.columns) | {"description": table.meaning} for table in tables}
    return {"$schema": DIALECT, "title": "Dateline", "$comment": f"contract {SCHEMA_VERSION}", "$defs": definitions}


def _object(fields: tuple[Field, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {field.name: field_schema(field) for field in fields},
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def field_schema(field: Field) -> Schema:
    """The JSON Schema of one value."""
    schema = _type(field)
    if field.nullable:
        schema["type"] = [schema["type"], "null"]
    if field.meaning:
        schema = {"description": field.meaning, **schema}
    return _with_checks(schema, field)


def _type(field: Field) -> Schema:
    if field.items is not None:
        return {"type": "array", "items": field_schema(field.items)}
    if field.members:
        return _object(field.members)
    return _scalar(field.data_type)


def _scalar(kind: pa.DataType) -> Schema:
    if pa.types.is_date(kind):
        return {"type": "string", "format": "date"}
    if pa.types.is_timestamp(kind):
        return {"type": "string", "format": "date-time"}
    if pa.types.is_integer(kind):
        return {"type": "integer"}
    if pa.types.is_boolean(kind):
        return {"type": "boolean"}
    if pa.types.is_string(kind):
        return {"type": "string"}
    raise TypeError(f"no JSON type for {kind}")


def _with_checks(schema: Schema, field: Field) -> Schema:
    parts = [_keywords(check, field.nullable) for check in field.checks]
    names = [name for part in parts for name in part]
    if len(names) == len(set(names)):
        return {**schema, **{name: value for part in parts for name, value in part.items()}}
    return {**schema, "allOf": parts}


def _keywords(check: Check, nullable: bool) -> Schema:
    match check:
        case Matches():
            return {"pattern": check.pattern}
        case Lacks():
            # a pattern says nothing about null, and "not" would turn that into a refusal
            return {"not": {"type": "string", "pattern": check.pattern}}
        case OneOf():
            return {"enum": [*check.values, None] if nullable else list(check.values)}
        case AtLeast():
            return {"minimum": check.low}
        case Distinct():
            return {"uniqueItems": True}
        case NotEmpty():
            return {"minItems": 1}
