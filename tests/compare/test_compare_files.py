"""Files that are not what the manifest says: an error that names the file, never a silent difference."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.compare import Edition, compare, open_edition
from dateline.compare.files import split_of
from dateline.errors import InputError
from dateline.write import file_sha256

Rows = dict[str, list[dict[str, Any]]]
Make = Callable[[int], Rows]
Write = Callable[..., Edition]
FILE = "data/articles/train-00001-of-00002.parquet"


@pytest.fixture
def editions(make: Make, write: Write, tmp_path: Path) -> tuple[Path, Path]:
    write(tmp_path / "old", make(20), shards=2)
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    return tmp_path / "old", tmp_path / "new"


def error(old: Path, new: Path) -> InputError:
    with pytest.raises(InputError) as caught, open_edition(old) as one, open_edition(new) as other:
        compare(one, other)
    return caught.value


def listed(folder: Path, change: Callable[[dict[str, Any]], None], table: str = "articles", number: int = 1) -> None:
    """Change what the manifest says of a file."""
    manifest = json.loads((folder / "manifest.json").read_text())
    change(manifest["tables"][table]["files"][number])
    (folder / "manifest.json").write_text(json.dumps(manifest))


def relist(folder: Path, path: str = FILE) -> None:
    """Let the manifest have the hash of the file as it is."""
    listed(folder, lambda entry: entry.update(sha256=file_sha256(folder / path)))


def test_the_same_is_the_same(editions: tuple[Path, Path]) -> None:
    with open_edition(editions[0]) as one, open_edition(editions[1]) as other:
        found = compare(one, other)
    assert found.verdict == "none"
    assert not any(table.rewritten for table in found.tables)
    assert (found.travel.files, found.travel.share) == ((), 0.0)


@pytest.mark.parametrize("side", [0, 1])
def test_a_tampered_file_is_found_on_either_side(editions: tuple[Path, Path], side: int) -> None:
    file = editions[side] / FILE
    table = pq.read_table(file, partitioning=None)
    pq.write_table(table.set_column(1, table.field(1), pa.array(["Forged"] * table.num_rows)), file)
    found = error(*editions)
    assert found.problem == "is not the file of the manifest"
    assert found.file == f"{editions[side]}: {FILE}"


def test_one_flipped_bit_is_found(editions: tuple[Path, Path]) -> None:
    data = bytearray((editions[1] / FILE).read_bytes())
    data[len(data) // 2] ^= 1
    (editions[1] / FILE).write_bytes(data)
    assert error(*editions).problem == "is not the file of the manifest"


def test_a_missing_file_is_named(editions: tuple[Path, Path]) -> None:
    (editions[0] / FILE).unlink()
    assert str(error(*editions)).startswith(f"{editions[0]}: {FILE}: is missing: expected a file of manifest.json")


@pytest.mark.parametrize("path", ["data/../../secret.parquet", "/etc/passwd", "raw/1.txt", "data\\..\\x.parquet"])
def test_a_path_that_leads_out_is_refused(editions: tuple[Path, Path], path: str) -> None:
    listed(editions[1], lambda entry: entry.update(path=path))
    assert error(*editions).problem == "leads out of the dataset"


def test_a_pointer_of_git_lfs_is_told(editions: tuple[Path, Path]) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a" * 64 + "\nsize 12345\n"
    (editions[0] / FILE).write_text(pointer)
    found = error(*editions)
    assert found.problem == "is a pointer of Git LFS"
    assert "git lfs" in (found.remedy or "")


def test_what_is_no_parquet_is_named(editions: tuple[Path, Path]) -> None:
    (editions[1] / FILE).write_bytes(b"PAR1 this is nothing of the kind PAR1")
    relist(editions[1])
    found = error(*editions)
    assert found.problem == "cannot be read as Parquet"
    assert found.file == f"{editions[1]}: {FILE}"


def test_damage_within_the_file_is_named(editions: tuple[Path, Path]) -> None:
    data = bytearray((editions[1] / FILE).read_bytes())
    data[4:400] = bytes(396)
    (editions[1] / FILE).write_bytes(data)
    relist(editions[1])
    found = error(*editions)
    assert found.problem == "cannot be read as Parquet"
    assert found.file == f"{editions[1]}: {FILE}"


def test_another_number_of_rows_is_told(editions: tuple[Path, Path]) -> None:
    table = pq.read_table(editions[1] / FILE, partitioning=None)
    pq.write_table(table.slice(1), editions[1] / FILE)
    relist(editions[1])
    found = error(*editions)
    assert (found.problem, found.found, found.expected) == ("another number of rows", "9", "10 rows")


def test_files_of_a_table_have_one_schema(editions: tuple[Path, Path]) -> None:
    for number in (0, 1):
        file = editions[1] / FILE.replace("00001-of", f"{number:05d}-of")
        table = pq.read_table(file, partitioning=None)
        pq.write_table(table.drop_columns(["url"]) if number else table, file, compression="snappy")
        path = f"data/articles/{file.name}"
        listed(
            editions[1], lambda entry, path=path: entry.update(sha256=file_sha256(editions[1] / path)), number=number
        )
    found = error(*editions)
    assert found.problem == "another schema than the table's other files"
    assert found.file == f"{editions[1]}: {FILE}"


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("data/articles/train-00000-of-00001.parquet", "train"),
        ("data/articles/test-00011-of-00012.parquet", "test"),
        ("data/articles/dev-set-00000-of-00001.parquet", "dev-set"),
        ("data/articles/validation.parquet", "validation"),
    ],
)
def test_splits_are_read_from_names(path: str, split: str) -> None:
    assert split_of(path) == split
