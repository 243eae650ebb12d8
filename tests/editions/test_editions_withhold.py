"""The edition without texts: what it holds, what it must not hold, and that every reader of datasets serves it."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.editions.withhold import NO_MESSAGE, quotes, withhold
from dateline.manifest import read_manifest
from dateline.validate import validate, validate_tables
from dateline_schema import fields
from dateline_schema.examples import Example, good, withheld
from dateline_schema.jsonschema import table_schema
from dateline_schema.render import render
from dateline_schema.rows import to_json
from dateline_schema.tables import ARTICLES, BY_NAME, WITHHELD_ARTICLES, WITHHELD_QUOTES, edition, edition_of

Read = Callable[[Path, str], pa.Table]


def texts(value: object) -> Iterator[str]:
    """Every text in nested values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for member in value.values():
            yield from texts(member)
    elif isinstance(value, list):
        for element in value:
            yield from texts(element)


def test_the_full_edition_is_the_contract_as_it_was() -> None:
    assert edition("full") is BY_NAME
    assert ARTICLES.schema.get_field_index("body") == 15
    with pytest.raises(ValueError, match="no edition 'half': the editions are full, withheld"):
        edition("half")


def test_length_and_digest_stand_where_the_body_stood() -> None:
    names = WITHHELD_ARTICLES.schema.names
    at = ARTICLES.schema.names.index("body")
    assert names[at : at + 2] == ["body_length", "body_sha256"]
    assert [*names[:at], "body", *names[at + 2 :]] == ARTICLES.schema.names
    assert WITHHELD_ARTICLES.foreign_keys == ARTICLES.foreign_keys
    assert {name: table for name, table in edition("withheld").items() if table is not BY_NAME[name]} == {
        "articles": WITHHELD_ARTICLES,
        "quotes": WITHHELD_QUOTES,
    }
    assert set(fields.WITHHELD_FIELDS) <= set(fields.EVIDENCE_FIELDS)


@pytest.mark.parametrize("example", good(), ids=lambda example: example.name)
def test_what_is_withheld_keeps_its_own_contract(example: Example) -> None:
    tables = withhold(example.tables)
    assert validate_tables(tables, whole=True) == []
    assert validate_tables(tables, whole=True, contract=edition("withheld")) == []
    assert {failure.rule for failure in validate_tables(tables, contract=BY_NAME)} == {"arrow-schema"}


@pytest.mark.parametrize("example", good(), ids=lambda example: example.name)
def test_withholding_twice_is_as_once(example: Example) -> None:
    once = withhold(example.tables)
    assert all(again.equals(once[name], check_metadata=True) for name, again in withhold(once).items())


@pytest.mark.parametrize("example", withheld(), ids=lambda example: example.name)
def test_examples_without_texts_keep_every_rule(example: Example) -> None:
    assert edition_of(example.tables["articles"].schema) == "withheld"
    assert validate_tables(example.tables, whole=True) == []
    rows = example.tables["articles"].to_pylist()
    jsonschema = pytest.importorskip("jsonschema")
    valid = jsonschema.Draft202012Validator(table_schema(WITHHELD_ARTICLES)).is_valid
    assert all(valid(to_json(row)) and not valid(to_json(row) | {"body": "text"}) for row in rows)


def test_lengths_count_code_points_and_digests_are_of_utf8() -> None:
    (full,) = good()[1].tables["articles"].to_pylist()
    (row,) = withhold(good()[1].tables)["articles"].to_pylist()
    assert row["body_length"] == len(full["body"]) < len(full["body"].encode())
    assert row["body_sha256"] == hashlib.sha256(full["body"].encode()).hexdigest()


def test_metadata_actors_and_places_stay() -> None:
    full, held = good()[0].tables, withhold(good()[0].tables)
    gone = ("body", "subtitle")
    for column in (name for name in ARTICLES.schema.names if name not in gone):
        assert held["articles"][column].equals(full["articles"][column])
    assert held["mentions"].equals(full["mentions"])
    kept = [name for name in full["evidence"].schema.names if name not in ("value", "raw", "reason")]
    assert held["evidence"].select(kept).equals(full["evidence"].select(kept))
    for before, after in zip(full["evidence"].to_pylist(), held["evidence"].to_pylist(), strict=True):
        hidden = before["field"] in gone
        assert (after == before) is not hidden
        assert (after["value"], after["raw"], after["reason"]) == (None, None, "withheld") or not hidden


@pytest.mark.parametrize(
    ("stage", "rule", "expected"),
    [
        ("read", "read.empty", False),
        ("read", "read.anything-to-come", False),
        ("extract", "extract.no-body", False),
        ("extract", "extract.error", True),
        ("extract", "actors.error", True),
        ("validate", "boilerplate", True),
        ("corpus", "a-rule-to-come", True),
    ],
)
def test_messages_that_may_quote_a_document(stage: str, rule: str, expected: bool) -> None:
    assert quotes(stage, rule) is expected


def test_a_build_withholds_what_the_full_build_has(pair: Any, table: Read) -> None:
    full = {name: table(pair.full, name) for name in BY_NAME}
    for name, held in withhold({n: t.cast(BY_NAME[n].schema) for n, t in full.items()}).items():
        assert table(pair.withheld, name).cast(held.schema).equals(held), name
    assert read_manifest(pair.withheld).options == {"actors": "none", "text": "withheld"}
    assert [file.path for file in read_manifest(pair.withheld).files] == [
        file.path for file in read_manifest(pair.full).files
    ]


def test_no_sentence_of_a_body_is_anywhere_in_the_folder(pair: Any, table: Read) -> None:
    """In no table, nested or not, and in no text beside them; the full edition shows that the search finds."""
    articles = table(pair.full, "articles").to_pylist()
    sentences = [part for row in articles for part in row["body"].split("\n\n")]
    sentences += [row["subtitle"] for row in articles if row["subtitle"]]
    (quoted,) = (row for row in table(pair.full, "rejects").to_pylist() if row["stage"] == "validate")
    sentences.append("Okafor walked the whole")
    assert "Okafor walked the whole" in quoted["message"]
    assert len(sentences) > 40
    for folder, found in ((pair.full, True), (pair.withheld, False)):
        held = [text for name in BY_NAME for text in texts(table(folder, name).to_pylist())]
        held += [file.read_text() for file in folder.iterdir() if file.is_file() and file.name != "dataset.toml"]
        whole = "\n".join(held)
        assert [any(sentence in whole for sentence in sentences), NO_MESSAGE in whole] == [found, not found]


def test_both_editions_are_valid_whole_and_file_by_file(pair: Any) -> None:
    for folder in (pair.full, pair.withheld):
        assert validate(folder).failures == ()
        files = sorted((folder / "data").rglob("*.parquet"))
        assert len(files) == 4 * 7 + 2
        assert [validate(file).failures for file in files] == [()] * len(files)


@pytest.mark.parametrize(("value", "rule"), [("full", "arrow-schema"), ("half", "options"), ([], "options")])
def test_a_manifest_that_says_another_edition_is_found(withheld_copy: Path, value: object, rule: str) -> None:
    path = withheld_copy / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["options"]["text"] = value
    path.write_text(json.dumps(manifest))
    report = validate(withheld_copy)
    assert rule in report.counts
    if rule == "arrow-schema":
        assert {f.column for f in report.failures if f.rule == rule} >= {"body", "body_length", "body_sha256"}


def put(rows: pa.Table, column: str, value: object) -> pa.Table:
    """The rows with another value in a column, where they are evidence for a body."""
    values = [
        value if f == "body" else v for f, v in zip(rows["field"].to_pylist(), rows[column].to_pylist(), strict=True)
    ]
    index = rows.schema.get_field_index(column)
    return rows.set_column(index, rows.schema.field(index), pa.array(values, rows.schema.field(index).type))


def test_a_text_that_was_left_in_is_found(withheld_copy: Path, rewrite: Callable[..., None]) -> None:
    rewrite(withheld_copy, "evidence", lambda rows: put(rows, "value", "The whole story."))
    assert set(validate(withheld_copy).counts) == {"withheld-text"}


def test_spans_past_the_end_of_a_document_are_found(
    pair: Any, withheld_copy: Path, rewrite: Callable[..., None]
) -> None:
    shutil.copytree(pair.raw, withheld_copy / "raw")
    assert validate(withheld_copy).ok
    rewrite(withheld_copy, "evidence", lambda rows: put(rows, "end", 1_000_000))
    assert set(validate(withheld_copy).counts) == {"raw-span"}
    shutil.rmtree(withheld_copy / "raw")
    assert validate(withheld_copy).ok


def test_the_schema_of_the_edition_can_be_printed() -> None:
    text = render("json-schema", "articles", "withheld")
    properties = json.loads(text)["properties"]
    assert "body" not in properties
    assert properties["body_length"] == {
        "description": "code points of the body, which this edition withholds",
        "type": "integer",
        "minimum": 1,
    }
    assert "body_sha256" in render("markdown", text="withheld")
    assert "body_sha256" not in render("markdown")


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # datasets leaves files to the garbage collector
def test_load_dataset_loads_the_edition(pair: Any, table: Read, tmp_path: Path) -> None:
    from datasets import load_dataset

    loaded = load_dataset(str(pair.withheld), "articles", split="train", cache_dir=str(tmp_path))
    assert loaded.column_names == WITHHELD_ARTICLES.schema.names
    assert list(loaded) == table(pair.withheld, "articles").to_pylist()
    schema = pq.read_schema(next((pair.withheld / "data" / "articles").glob("*")))
    assert b"withheld" in schema.metadata[b"meaning"]
