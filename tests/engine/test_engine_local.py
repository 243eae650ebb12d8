"""Queries on this machine: files in, one file out, nothing else left."""

from pathlib import Path

import duckdb
import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.engine import EngineFailed, LocalEngine
from dateline.errors import UsageError

SHARED = 'SELECT key, COUNT(*) AS articles, MIN(article_id) AS "first" FROM t GROUP BY key HAVING COUNT(*) > 1'
ROWS = [{"key": -9_000_000_000_000_000_000, "articles": 2, "first": "c"}, {"key": 7, "articles": 3, "first": "a"}]


def rows(out: Path) -> list[dict[str, object]]:
    return pq.read_table(out).sort_by("key").to_pylist()


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_rows_of_equal_keys_meet(tmp_path: Path, keys: str, workers: int) -> None:
    LocalEngine(workers, scratch=tmp_path).sql(SHARED, str(tmp_path / "out.parquet"), {"t": keys})
    assert rows(tmp_path / "out.parquet") == ROWS


@pytest.mark.parametrize("listed", [True, False])
def test_a_view_is_a_folder_or_several_files(tmp_path: Path, folder: str, listed: bool) -> None:
    files = [f"{folder}/part-1.parquet", f"{folder}/part-0.parquet"] if listed else folder
    LocalEngine().sql(SHARED, str(tmp_path / "out.parquet"), {"t": files})
    assert rows(tmp_path / "out.parquet") == ROWS


def test_a_file_beside_those_of_a_bracketed_name_is_not_taken(tmp_path: Path, folder: str) -> None:
    (tmp_path / "keys ").mkdir()  # what `k[e]ys *` would stand for
    (tmp_path / "keys " / "part-0.parquet").write_bytes(b"no table")
    LocalEngine().sql(SHARED, str(tmp_path / "out.parquet"), {"t": folder})
    assert rows(tmp_path / "out.parquet") == ROWS


def test_quotes_in_names_are_names(tmp_path: Path, keys: str) -> None:
    out = tmp_path / "o'ut.parquet"
    LocalEngine().sql('SELECT COUNT(*) AS key FROM "a ""t"""', str(out), {'a "t"': keys})
    assert rows(out) == [{"key": 7}]


def test_what_is_there_is_replaced_and_nothing_else_is_left(tmp_path: Path, keys: str) -> None:
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    out.mkdir()
    scratch.mkdir()
    (out / "old.parquet").write_bytes(b"")
    for _ in range(2):
        LocalEngine(scratch=scratch).sql(SHARED, str(out), {"t": keys})
    assert rows(out) == ROWS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys.parquet", "out", "scratch"]
    assert list(scratch.iterdir()) == []


def test_a_query_that_fails_leaves_what_was_there(tmp_path: Path, keys: str) -> None:
    out = tmp_path / "out.parquet"
    LocalEngine().sql(SHARED, str(out), {"t": keys})
    with pytest.raises(duckdb.Error, match="day"):
        LocalEngine().sql("SELECT CAST(article_id AS BIGINT) AS day FROM t", str(out), {"t": keys})
    assert rows(out) == ROWS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys.parquet", "out.parquet"]


@pytest.mark.parametrize(
    ("select", "kind"),
    [
        pytest.param("SUM(key)", "HUGEINT", id="a sum, which Parquet would round"),
        pytest.param("CAST(1 AS UBIGINT)", "UBIGINT", id="unsigned"),
        pytest.param("[CAST(1 AS UBIGINT)]", r"UBIGINT\[\]", id="unsigned in a list"),
        pytest.param("1.5", "DECIMAL", id="decimal"),
    ],
)
def test_types_of_one_engine_alone_are_refused(tmp_path: Path, keys: str, select: str, kind: str) -> None:
    with pytest.raises(ValueError, match=f"column x is a {kind}"):
        LocalEngine().sql(f"SELECT {select} AS x FROM t", str(tmp_path / "out"), {"t": keys})  # noqa: S608 - from above
    assert not (tmp_path / "out").exists()


def test_a_view_needs_a_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no files for the view t"):
        LocalEngine().sql(SHARED, str(tmp_path / "out"), {"t": []})


def long_texts(tmp_path: Path, memory: int) -> int:
    """Rows of a query that holds some 130 MB where memory allows it."""
    many, out = tmp_path / "many.parquet", tmp_path / "out"
    pq.write_table(pa.table({"key": pa.array(range(400_000), pa.int64())}), many)
    query = "SELECT text, COUNT(*) AS n FROM (SELECT REPEAT(CAST(key AS VARCHAR), 40) AS text FROM t) GROUP BY text"
    LocalEngine(2, memory=memory, scratch=tmp_path).sql(query, str(out), {"t": str(many)})
    return int(pq.read_metadata(out).num_rows)


def test_memory_is_bounded_and_the_disk_takes_the_rest(tmp_path: Path) -> None:
    assert long_texts(tmp_path, 110_000_000) == 400_000


def test_too_little_memory_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineFailed, match="ran out of memory"):
        long_texts(tmp_path, 30_000_000)
    assert [path.name for path in tmp_path.iterdir()] == ["many.parquet"]


@pytest.mark.parametrize(
    ("file", "out"),
    [("keys.parquet", "missing/out"), ("missing.parquet", "out")],
    ids=["no such folder", "no such file"],
)
def test_what_cannot_be_read_or_written_is_told(tmp_path: Path, keys: str, file: str, out: str) -> None:
    with pytest.raises(EngineFailed, match="could not read or write"):
        LocalEngine().sql(SHARED, str(tmp_path / out), {"t": str(tmp_path / file)})
    assert [path.name for path in tmp_path.iterdir()] == ["keys.parquet"]


@pytest.mark.parametrize("files", ["memory://engine/k[1].parquet", "memory://engine"], ids=["a file", "a folder"])
def test_files_on_another_file_system(keys: str, files: str) -> None:
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pipe("/engine/k[1].parquet", Path(keys).read_bytes())
    LocalEngine().sql(SHARED, "memory://result/out.parquet", {"t": files})
    with memory.open("/result/out.parquet") as out:
        assert pq.read_table(out).sort_by("key").to_pylist() == ROWS


def test_a_file_system_without_its_package_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere://keys: cannot be reached"):
        LocalEngine().sql(SHARED, str(tmp_path / "out"), {"t": "nowhere://keys"})
