"""The declared tables, and what is generated from them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline_schema import fields, generate, vocabulary
from dateline_schema.examples import bad, good
from dateline_schema.jsonschema import table_schema
from dateline_schema.render import render, walk
from dateline_schema.rows import from_json, to_json
from dateline_schema.tables import ARTICLES, BY_NAME, TABLES, Table, stored

COLUMNS = (
    "id title subtitle date published_at date_edtf date_basis source source_domain agencies authors translator url "
    "language actors body story_id duplicate_of raw_sha256 raw_path"
)
NULLABLE = (
    "title subtitle date published_at date_edtf date_basis source source_domain translator url story_id duplicate_of"
)


def test_articles_have_the_columns_of_the_design_in_its_order() -> None:
    assert ARTICLES.schema.names == COLUMNS.split()
    assert [field.name for field in ARTICLES.schema if field.nullable] == NULLABLE.split()
    assert ARTICLES.schema.field("date").type == pa.date32()
    assert ARTICLES.schema.field("published_at").type == pa.timestamp("s", tz="UTC")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_says_what_it_means(table: Table) -> None:
    for name, field in walk(table.columns):
        assert field.meaning, name
    assert all(b"meaning" in field.metadata for field in table.schema)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_schemas_have_no_type_that_loading_loses(table: Table) -> None:
    kinds = [field.data_type for _, field in walk(table.columns)]
    assert not any(pa.types.is_map(kind) or pa.types.is_dictionary(kind) for kind in kinds)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_elements_of_lists_are_never_null(table: Table) -> None:
    assert not [name for name, field in walk(table.columns) if field.items and field.items.nullable]
    assert not [name for name, field in walk(table.columns) if field.items and field.nullable]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_and_references_name_columns(table: Table) -> None:
    for column in (*table.key, *table.order, table.subject):
        table.column(column)
    for key in table.foreign_keys:
        table.column(key.column.partition(".")[0])
        BY_NAME[key.table].column(key.target)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_file_gives_the_stored_schema_back(table: Table, tmp_path: Path) -> None:
    rows = next(example.tables[table.name] for example in good() if table.name in example.tables)
    pq.write_table(rows, tmp_path / "rows.parquet")
    assert pq.read_schema(tmp_path / "rows.parquet").equals(stored(table.schema), check_metadata=True)


def test_generated_files_are_fresh() -> None:
    assert generate.stale() == []


def test_generation_names_stale_and_left_over_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"], tmp_path) == 1
    assert generate.main([], tmp_path) == 0
    (tmp_path / "actors.schema.json").write_text("{}")
    (tmp_path / "gone.schema.json").write_text("{}")
    capsys.readouterr()
    assert generate.main(["--check"], tmp_path) == 1
    assert capsys.readouterr().out.split("\n") == ["stale: actors.schema.json", "stale: gone.schema.json", ""]
    assert generate.main([], tmp_path) == 0
    assert generate.main(["--check"], tmp_path) == 0
    assert generate.main(["--force"], tmp_path) == 2


def test_a_module_of_the_contract_loads_without_pyarrow() -> None:
    code = "import sys; import dateline_schema.boilerplate; sys.exit('pyarrow' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_vocabularies_are_closed() -> None:
    assert vocabulary.KINDS == ("person", "state", "organization", "armed_group", "body")
    assert vocabulary.FORMS == ("full", "surname", "title", "acronym", "demonym", "metonym")
    assert vocabulary.DATE_BASES == ("stated", "metadata", "url", "relative", "story", "ruling")
    assert "encoding" in fields.EVIDENCE_FIELDS
    assert "id" not in fields.EVIDENCE_FIELDS


@pytest.mark.parametrize("fmt", ["json-schema", "arrow", "markdown"])
def test_render_shows_every_column(fmt: Any) -> None:
    whole = render(fmt)
    for table in TABLES:
        one = render(fmt, table.name)
        assert all(column.name in one and column.name in whole for column in table.columns)
        assert one.endswith("\n")


def test_render_refuses_what_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="no table 'people'"):
        render("arrow", "people")


def test_markdown_has_one_cell_a_column() -> None:
    for line in render("markdown").splitlines():
        if line.startswith("| "):
            assert line.replace("\\|", "").count("|") == 6, line


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_survive_json(table: Table) -> None:
    for example in good():
        rows = example.tables.get(table.name, table.schema.empty_table())
        lines = [json.loads(json.dumps(to_json(row))) for row in rows.to_pylist()]
        assert from_json(table, lines).equals(rows)


def test_json_schema_accepts_good_rows_and_refuses_bad_values() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    valid = {
        table.name: jsonschema.Draft202012Validator(
            table_schema(table), format_checker=jsonschema.FormatChecker()
        ).is_valid
        for table in TABLES
    }
    for table in TABLES:
        jsonschema.Draft202012Validator.check_schema(table_schema(table))
    for example in good():
        for name, rows in example.tables.items():
            assert all(valid[name](to_json(row)) for row in rows.to_pylist())
    of_fields = {check.rule for table in TABLES for _, field in walk(table.columns) for check in field.checks}
    for example in bad():
        if example.breaks in of_fields:
            rows = [(name, row) for name, table in example.tables.items() for row in table.to_pylist()]
            assert not all(valid[name](to_json(row)) for name, row in rows), example.breaks
