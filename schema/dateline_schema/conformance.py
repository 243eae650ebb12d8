"""Arrow schemas against the contract's."""

import pyarrow as pa

from dateline_schema.failures import Failure
from dateline_schema.tables import BY_NAME

RULE = "arrow-schema"


def schema_failures(name: str, schema: pa.Schema, contract: pa.Schema | None = None) -> list[Failure]:
    """How the Arrow schema of the table `name` differs from the full edition's (or from `contract`), by column."""
    if name not in BY_NAME:
        return [Failure(name, RULE, "", "", f"table {name}", "one of " + ", ".join(BY_NAME))]
    contract = BY_NAME[name].schema if contract is None else contract
    if schema.equals(contract):
        return []
    differences = [
        Failure(name, RULE, "", column, _declared(schema, column), _declared(contract, column))
        for column in dict.fromkeys((*contract.names, *schema.names))
        if _declared(schema, column) != _declared(contract, column)
    ]
    order = Failure(name, RULE, "", "", ", ".join(schema.names), ", ".join(contract.names))
    return differences or [order]


def _declared(schema: pa.Schema, column: str) -> str:
    """Type and nullability of a column, as text."""
    places = schema.get_all_field_indices(column)
    if len(places) != 1:
        return "no such column" if not places else f"{len(places)} columns of this name"
    field = schema.field(places[0])
    return f"{field.type}{'' if field.nullable else ' not null'}"
