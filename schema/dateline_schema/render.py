"""The contract for people and programs: JSON Schema, Arrow, markdown."""

import json
from collections.abc import Iterator
from typing import Literal

from dateline_schema import SCHEMA_VERSION
from dateline_schema.fields import Field
from dateline_schema.jsonschema import all_schemas, table_schema
from dateline_schema.tables import BY_NAME, Table, edition

Format = Literal["json-schema", "arrow", "markdown"]


def render(fmt: Format, table: str | None = None, text: str = "full") -> str:
    """The contract of one table, or of all of them, in a notation; ends with a newline.

    Args:
        fmt: the notation.
        table: name of the table; None for all.
        text: the edition: `full`, or `withheld` for the one without texts.

    Raises ValueError where there is no such table, edition or notation.
    """
    if table is not None and table not in BY_NAME:
        raise ValueError(f"no table {table!r}: the tables are {', '.join(BY_NAME)}")
    tables = edition(text)
    chosen = tuple(tables.values()) if table is None else (tables[table],)
    match fmt:
        case "json-schema":
            return json_text(all_schemas(chosen) if table is None else table_schema(chosen[0]))
        case "arrow":
            return "\n".join(_arrow(one) for one in chosen)
        case "markdown":
            return "\n".join(_markdown(one) for one in chosen)
    raise ValueError(f"no notation {fmt!r}")


def json_text(value: object) -> str:
    """JSON as it stands in generated files."""
    return json.dumps(value, indent=2, ensure_ascii=True) + "\n"


def type_name(field: Field) -> str:
    """The type of a field, for a person: `list<struct>`, `string`, `timestamp[s, tz=UTC]`."""
    if field.items is not None:
        return f"list<{type_name(field.items)}>"
    return "struct" if field.members else str(field.data_type).replace("date32[day]", "date32")


def walk(fields: tuple[Field, ...], path: str = "") -> Iterator[tuple[str, Field]]:
    """Each field with its dotted name, the members of structs after the field that holds them."""
    for field in fields:
        name = f"{path}.{field.name}" if path else field.name
        yield name, field
        inner = field.items or field
        yield from walk(inner.members, name)


def cell(text: str) -> str:
    """Text for a cell of a markdown table: one line, nothing in it read as markup."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\|*_[]<>#~`" else char for char in flat)


def _arrow(table: Table) -> str:
    lines = [f"{table.name}: {table.meaning} (contract {SCHEMA_VERSION})"]
    for column in table.columns:
        lines.append(f"  {column.name}: {column.data_type}{'' if column.nullable else ' not null'}")
    return "\n".join(lines) + "\n"


def _markdown(table: Table) -> str:
    head = [f"## {table.name}", "", f"{table.meaning[0].upper()}{table.meaning[1:]}.", ""]
    head += ["| column | type | null | meaning | checks |", "|---|---|---|---|---|"]
    return "\n".join(head + [_row(name, field) for name, field in walk(table.columns)]) + "\n"


def _row(name: str, field: Field) -> str:
    checks = (*field.checks, *(field.items.checks if field.items else ()))
    says = "; ".join(dict.fromkeys(check.says for check in checks))
    null = "yes" if field.nullable else "no"
    # meanings hold code spans of their own, so only what would end the cell is escaped
    meaning = field.meaning.replace("|", "\\|")
    return f"| `{name}` | {cell(type_name(field))} | {null} | {meaning} | {cell(says)} |"
