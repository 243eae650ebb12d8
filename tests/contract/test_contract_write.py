"""Parquet that is the same wherever it is written, and digests of what it holds."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ContractError, InputError
from dateline.write import content_digest, file_sha256, read_parquet, shard_path, write_parquet
from dateline_schema.tables import ARTICLES, BY_NAME, MENTIONS, STORIES, TABLES

Make = Callable[[int], dict[str, pa.Table]]


def test_rows_survive_the_file(make: Make, tmp_path: Path) -> None:
    for name, table in make(20).items():
        written = write_parquet(table, BY_NAME[name], tmp_path, shard_path(name, 0, 1))
        assert read_parquet(tmp_path / written.path, BY_NAME[name]).equals(table)
        assert written.rows == table.num_rows
        assert written.size == (tmp_path / written.path).stat().st_size
        assert written.sha256 == file_sha256(tmp_path / written.path)


def test_the_way_of_writing_is_the_design(make: Make, tmp_path: Path) -> None:
    write_parquet(make(20)["articles"], ARTICLES, tmp_path, "a.parquet")
    column = pq.read_metadata(tmp_path / "a.parquet").row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert column.has_offset_index
    assert column.has_column_index
    schema = pq.read_schema(tmp_path / "a.parquet")
    assert schema.field("title").metadata[b"meaning"].startswith(b"headline")
    assert schema.metadata[b"dateline.table"] == b"articles"


def test_bytes_do_not_depend_on_chunks_metadata_or_nullability(make: Make, tmp_path: Path) -> None:
    table = make(50)["articles"]
    loose = pa.schema([pa.field(field.name, field.type) for field in table.schema])
    variants = [
        table,
        pa.concat_tables([table.slice(0, 7), table.slice(7)]),
        pa.Table.from_batches(table.to_batches(max_chunksize=3)),
        table.cast(loose),
        table.replace_schema_metadata({"other": "thing"}),
    ]
    digests = {write_parquet(each, ARTICLES, tmp_path, f"{n}.parquet").sha256 for n, each in enumerate(variants)}
    assert len(digests) == 1


def test_bytes_do_not_depend_on_process_hash_seed_zone_or_locale(tmp_path: Path) -> None:
    code = (
        "import sys; from dateline_schema.examples import good; from dateline_schema.tables import ARTICLES;"
        "from dateline.write import write_parquet, content_digest; table = good()[0].tables['articles'];"
        "print(write_parquet(table, ARTICLES, sys.argv[1], 'a.parquet').sha256, content_digest(table, ARTICLES))"
    )
    said = set()
    for seed, zone, locale in (
        ("0", "UTC", "C"),
        ("1", "Asia/Tehran", "tr_TR.UTF-8"),
        ("99", "America/Lima", "C.UTF-8"),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        command = [sys.executable, "-c", code, str(tmp_path)]
        said.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(said) == 1


def test_a_table_of_no_rows_has_its_schema_and_no_row_group(tmp_path: Path) -> None:
    written = write_parquet(STORIES.schema.empty_table(), STORIES, tmp_path, "s.parquet")
    assert pq.read_metadata(tmp_path / "s.parquet").num_row_groups == 0
    assert read_parquet(tmp_path / "s.parquet", STORIES).num_rows == 0
    assert (written.rows, written.num_bytes) == (0, 0)


def test_rows_that_do_not_fit_are_refused(make: Make, tmp_path: Path) -> None:
    tables = make(2)
    with pytest.raises(ContractError, match="does not fit"):
        write_parquet(tables["mentions"], ARTICLES, tmp_path, "a.parquet")
    nulls = pa.Table.from_pylist([{}], schema=pa.schema([(field.name, field.type) for field in ARTICLES.schema]))
    with pytest.raises(ContractError, match="null"):
        write_parquet(nulls, ARTICLES, tmp_path, "a.parquet")
    pq.write_table(tables["mentions"], tmp_path / "m.parquet")
    with pytest.raises(ContractError, match="another Arrow schema"):
        read_parquet(tmp_path / "m.parquet", ARTICLES)
    (tmp_path / "text.parquet").write_text("no Parquet")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        read_parquet(tmp_path / "text.parquet", ARTICLES)


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "article_id": st.sampled_from(["0" * 16, "1" * 16]),
            "actor_id": st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
            "start": st.integers(-(2**63), 2**63 - 1),
            "end": st.integers(0, 9),
            "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
            "form": st.sampled_from(["full", ""]),
        }
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS, st.integers(1, 5))
def test_the_digest_is_of_rows_and_of_nothing_else(
    one: list[dict[str, object]], other: list[dict[str, object]], size: int
) -> None:
    first = pa.Table.from_pylist(one, schema=MENTIONS.schema)
    second = pa.Table.from_pylist(other, schema=MENTIONS.schema)
    again = pa.Table.from_batches(first.to_batches(max_chunksize=size), schema=MENTIONS.schema)
    assert content_digest(first, MENTIONS) == content_digest(again, MENTIONS)
    assert (content_digest(first, MENTIONS) == content_digest(second, MENTIONS)) == (one == other)


def test_the_digest_tells_null_from_empty_and_one_column_from_the_next() -> None:
    row = {"id": "x", "title": "t", "agencies": [], "authors": [], "actors": []}
    variants = [
        row,
        {**row, "subtitle": ""},
        {**row, "translator": ""},
        {**row, "agencies": ["a"]},
        {**row, "agencies": ["", "a"]},
        {**row, "authors": ["a"]},
        {**row, "id": "xt", "title": ""},
        {**row, "actors": [{"mentions": []}]},
        {**row, "actors": [{"mentions": [{}]}]},
    ]
    digests = [content_digest(pa.Table.from_pylist([each], schema=ARTICLES.schema), ARTICLES) for each in variants]
    assert len(set(digests)) == len(variants)


def test_the_digest_of_a_slice_is_that_of_its_rows(make: Make) -> None:
    for name, table in make(9).items():
        part = table.slice(2, 5)
        copy = pa.Table.from_pylist(part.to_pylist(), schema=BY_NAME[name].schema)
        assert content_digest(part, BY_NAME[name]) == content_digest(copy, BY_NAME[name])


def test_empty_tables_have_a_digest_each() -> None:
    assert len({content_digest(table.schema.empty_table(), table) for table in TABLES}) == len(TABLES)
