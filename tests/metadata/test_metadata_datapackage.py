"""The data package: resources against the files, schemas against the contract, and rows against the schemas."""

import json
import re
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest

from dateline.metadata.datapackage import datapackage, render_datapackage, table_schema
from dateline.settings import Creator, Dataset, Settings
from dateline_schema.tables import BY_NAME, TABLES, edition

PYTHON = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
NAMES = ("shards", "withheld", "some empty", "no rows")


def package(made: Any) -> dict[str, Any]:
    return dict(json.loads((made.folder / "datapackage.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_resources_are_the_files(name: str, editions: dict[str, Any]) -> None:
    made = editions[name]
    resources = package(made)["resources"]
    assert [resource["name"] for resource in resources] == list(made.manifest.tables)
    for resource in resources:
        files = made.manifest.tables[resource["name"]].files
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert paths == [file.path for file in files]
        assert all((made.folder / path).is_file() for path in paths)
        assert resource["bytes"] == sum((made.folder / path).stat().st_size for path in paths)
        digests = [f"sha256:{file.sha256}" for file in files]
        listed = [file["hash"] for file in resource.get("dateline:files", [])] or [resource["hash"]]
        assert listed == digests
        assert ("hash" in resource) == (len(paths) == 1)


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_the_contract(name: str, editions: dict[str, Any]) -> None:
    made = editions[name]
    contract = edition(made.manifest.options["text"])
    for resource in package(made)["resources"]:
        columns = contract[resource["name"]].columns
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in columns]
        assert [field["description"] for field in fields] == [column.meaning for column in columns]
        assert [field["constraints"]["required"] for field in fields] == [not column.nullable for column in columns]


def breaks(field: dict[str, Any], value: Any) -> str | None:
    """The constraint that a value breaks, as Table Schema means it: patterns hold for the whole text."""
    rules = field["constraints"]
    if value is None:
        return "required" if rules["required"] else None
    if field["type"] in PYTHON and not isinstance(value, PYTHON[field["type"]]):
        return "type"
    if "enum" in rules and value not in rules["enum"]:
        return "enum"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return "pattern"
    if "minimum" in rules and value < rules["minimum"]:
        return "minimum"
    return "minLength" if "minLength" in rules and len(value) < rules["minLength"] else None


def test_rows_keep_their_schemas(made: Any) -> None:
    for resource in package(made)["resources"]:
        for row in made.tables[resource["name"]].to_pylist():
            for field in resource["schema"]["fields"]:
                assert breaks(field, row[field["name"]]) is None, (resource["name"], field["name"], row)


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("articles", "id", None, "required"),
        ("articles", "id", "x" + "0" * 16, "pattern"),
        ("articles", "id", "0" * 16 + "x", "pattern"),
        ("articles", "date_basis", "guess", "enum"),
        ("articles", "title", "", "minLength"),
        ("articles", "url", "ftp://x", "pattern"),
        ("mentions", "start", -1, "minimum"),
        ("stories", "articles", [], "minLength"),
        ("rejects", "rule", 1, "type"),
    ],
)
def test_schemas_refuse_what_the_contract_refuses(table: str, column: str, value: object, rule: str) -> None:
    (field,) = (field for field in table_schema(BY_NAME[table])["fields"] if field["name"] == column)
    assert breaks(field, value) == rule


def test_patterns_have_no_anchors() -> None:
    """Table Schema means XML Schema's regular expressions, in which `^` and `$` are characters."""
    patterns = [f["constraints"].get("pattern", "") for t in TABLES for f in table_schema(t)["fields"]]
    assert len(list(filter(None, patterns))) > 10
    assert not [pattern for pattern in patterns if pattern.startswith("^") or pattern.endswith("$")]


def test_keys_follow_the_contract() -> None:
    schemas = {table.name: table_schema(table, TABLES) for table in TABLES}
    assert schemas["articles"]["primaryKey"] == ["id"]
    assert schemas["mentions"]["primaryKey"] == ["article_id", "start"]
    assert "primaryKey" not in schemas["evidence"]
    unique = {name: [f["name"] for f in s["fields"] if f["constraints"].get("unique")] for name, s in schemas.items()}
    assert unique["articles"] == unique["actors"] == ["id"]
    assert unique["mentions"] == []
    assert schemas["articles"]["foreignKeys"] == [
        {"fields": ["duplicate_of"], "reference": {"resource": "", "fields": ["id"]}},
        {"fields": ["story_id"], "reference": {"resource": "stories", "fields": ["id"]}},
    ]
    assert [key["reference"]["resource"] for key in schemas["mentions"]["foreignKeys"]] == ["articles", "actors"]
    assert "foreignKeys" not in schemas["stories"]
    assert "foreignKeys" not in table_schema(BY_NAME["mentions"])


def test_nested_columns_have_their_json_schema() -> None:
    fields = {field["name"]: field for field in table_schema(BY_NAME["articles"])["fields"]}
    assert fields["actors"]["type"] == "array"
    mention = fields["actors"]["dateline:jsonSchema"]["items"]["properties"]["mentions"]["items"]["properties"]
    assert list(mention) == ["start", "end", "text", "form"]
    assert "dateline:jsonSchema" not in fields["title"]
    assert (fields["url"]["format"], fields["published_at"]["type"], fields["date"]["type"]) == (
        "uri",
        "datetime",
        "date",
    )


def test_head(made: Any, settings: Settings) -> None:
    found = package(made)
    assert found["name"] == "ferry"
    assert found["title"] == "Fähre: the ferry to Westhaven"
    assert found["description"] == "Reports of the ferry to Westhaven, made up."
    assert found["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html", "title": "cc-by-4.0"}
    ]
    assert [person["title"] for person in found["contributors"]] == ["Brekke, Ada", "Harbour Union"]
    assert found["sources"] == [{"title": "The Nordland Post"}]
    other = replace(settings, dataset=Dataset(license="openrail++"), creators=(Creator("A"),))
    changed = datapackage(other, made.manifest)
    assert changed["licenses"][0]["name"] == "openrail"
    assert changed["contributors"] == [{"title": "A", "roles": ["creator"]}]
    assert datapackage(Settings(), made.manifest).keys().isdisjoint({"homepage", "contributors", "sources"})


def test_it_is_the_same_each_time(made: Any, settings: Settings, tables: Any, write: Any, tmp_path: Any) -> None:
    again = write(tmp_path / "again", tables(7))
    for name in ("datapackage.json", "croissant.json", "CITATION.cff", "README.md"):
        assert (again.folder / name).read_bytes() == (made.folder / name).read_bytes()
    assert render_datapackage(settings, made.manifest).endswith("}\n")


def test_every_type_of_the_contract_has_one_here() -> None:
    kinds = {column.data_type for table in TABLES for column in table.columns if not column.items}
    assert kinds == {pa.string(), pa.date32(), pa.timestamp("s", tz="UTC"), pa.int64(), pa.bool_()}
    named = {field["type"] for table in TABLES for field in table_schema(table)["fields"]}
    assert named == {"string", "date", "datetime", "integer", "boolean", "array"}
