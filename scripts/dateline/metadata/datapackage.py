"""`datapackage.json`: the dataset as a Frictionless Data Package, version 2.

Specification: https://datapackage.org/standard/data-package/ and https://datapackage.org/standard/table-schema/
"""

import json
import re
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from dateline.manifest import Manifest, TableEntry
from dateline.metadata.facts import hub_address, tables_of
from dateline.metadata.keywords import keywords
from dateline.metadata.licence import license_address, license_title, spdx_id
from dateline.settings import Creator, Settings
from dateline_schema.checks import AtLeast, Check, Matches, NotEmpty, OneOf
from dateline_schema.fields import NOT_BLANK, URL, Field
from dateline_schema.jsonschema import field_schema
from dateline_schema.tables import ForeignKey, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PARQUET = "application/vnd.apache.parquet"

TYPES = (
    (pa.types.is_string, "string"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_boolean, "boolean"),
)
"""Types of Table Schema, each with the test for the Arrow types that it stands for."""

Json = dict[str, Any]


def render_datapackage(settings: Settings, manifest: Manifest) -> str:
    """The text of `datapackage.json`."""
    return json.dumps(datapackage(settings, manifest), indent=2, ensure_ascii=False) + "\n"


def datapackage(settings: Settings, manifest: Manifest) -> Json:
    """The descriptor of the package; what is unknown is left out."""
    dataset = settings.dataset
    tables = tables_of(manifest)
    given = {
        "$schema": PROFILE,
        "name": dataset.name.lower(),
        "title": " ".join(dataset.pretty_name.split()),
        "description": " ".join(dataset.description.split()),
        "homepage": hub_address(settings) or dataset.homepage,
        "version": manifest.version,
        "keywords": list(keywords(settings)),
        "licenses": [_license(settings)],
        "contributors": [_contributor(creator) for creator in settings.creators],
        "sources": [{"title": source.name} for source in settings.sources],
        "resources": [_resource(table, manifest.tables[table.name], tables) for table in tables],
    }
    return {name: value for name, value in given.items() if value}


def _license(settings: Settings) -> Json:
    address = license_address(settings)
    # the standard wants ids of the Open Definition, whose spelling is that of SPDX
    name = re.sub(r"[^-A-Za-z0-9._]", "", spdx_id(settings) or settings.dataset.license)
    return {"name": name, **({"path": address} if address else {}), "title": license_title(settings)}


def _contributor(creator: Creator) -> Json:
    home = f"https://orcid.org/{creator.orcid}" if creator.orcid else creator.url
    given = {"title": creator.name, "path": home, "roles": ["creator"], "organization": creator.affiliation}
    return {name: value for name, value in given.items() if value}


def _resource(table: Table, entry: TableEntry, tables: Sequence[Table]) -> Json:
    paths = [file.path for file in entry.files]
    return {
        "name": table.name,
        "type": "table",
        "description": table.meaning,
        "path": paths[0] if len(paths) == 1 else paths,
        "format": "parquet",
        "mediatype": PARQUET,
        "bytes": sum(file.size for file in entry.files),
        **_hashes(entry),
        "schema": table_schema(table, tables),
    }


def _hashes(entry: TableEntry) -> Json:
    """The digest of the file. The standard has none for several files: a property of our own lists them."""
    if len(entry.files) == 1:
        return {"hash": f"sha256:{entry.files[0].sha256}"}
    listed = [{"path": file.path, "bytes": file.size, "hash": f"sha256:{file.sha256}"} for file in entry.files]
    return {"dateline:files": listed}


def table_schema(table: Table, tables: Sequence[Table] = ()) -> Json:
    """The Table Schema of a table; `tables` are those that it can refer to."""
    keys = [_foreign_key(table, key) for key in table.foreign_keys if _can_refer(table, key, tables)]
    return {
        "fields": [_field(table, column) for column in table.columns],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": keys} if keys else {}),
        "missingValues": [],
    }


def _field(table: Table, column: Field) -> Json:
    kind = _type(column)
    constraints = {"required": not column.nullable, **_constraints(column)}
    if table.key == (column.name,):
        constraints["unique"] = True
    # the standard's own constraint `jsonSchema` makes frictionless 5.21 refuse the whole package
    nested = {"dateline:jsonSchema": field_schema(column)} if kind in ("array", "object") else {}
    return {
        "name": column.name,
        "type": kind,
        **({"format": "uri"} if URL in column.checks else {}),
        "description": column.meaning,
        "constraints": constraints,
        **nested,
    }


def _type(column: Field) -> str:
    if column.items is not None:
        return "array"
    if column.members:
        return "object"
    return next(name for test, name in TYPES if test(column.data_type))


def _constraints(column: Field) -> Json:
    parts = [_constraint(check) for check in column.checks]
    return {name: value for part in parts for name, value in part.items()}


def _constraint(check: Check) -> Json:
    """A check as Table Schema says it; a pattern there holds for the whole text, and there is none for its absence."""
    match check:
        case OneOf():
            return {"enum": list(check.values)}
        case AtLeast():
            return {"minimum": check.low}
        case NotEmpty():
            return {"minLength": 1}
        case Matches() if check == NOT_BLANK:
            return {"minLength": 1}
        case Matches() if check.pattern.startswith("^") and check.pattern.endswith("$"):
            return {"pattern": check.pattern[1:-1]}
    return {}


def _can_refer(table: Table, key: ForeignKey, tables: Sequence[Table]) -> bool:
    """Whether Table Schema has words for the reference: it knows none from within lists."""
    if "." in key.column or key.table not in {known.name for known in tables}:
        return False
    return table.column(key.column).items is None


def _foreign_key(table: Table, key: ForeignKey) -> Json:
    # the empty name is the table itself
    resource = "" if key.table == table.name else key.table
    return {"fields": [key.column], "reference": {"resource": resource, "fields": [key.target]}}
