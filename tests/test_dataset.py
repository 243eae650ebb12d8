"""The finished `dataset/` of this repository, opened as a user would."""

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import dateline

DATASET = Path(__file__).parents[1] / "dataset"
CONFIGS = ("articles", "actors", "mentions", "evidence")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`load_dataset` keeps a cache by folder name: a folder of another name can have none."""
    folder = tmp_path_factory.mktemp("user") / "dataset-copy"
    shutil.copytree(DATASET, folder)
    return folder


def manifest() -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = json.loads((DATASET / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # datasets leaves files to the garbage collector
def test_each_config_loads(copy: Path, tmp_path: Path, config: str, streaming: bool) -> None:
    from datasets import load_dataset

    rows = list(load_dataset(str(copy), config, split="train", streaming=streaming, cache_dir=str(tmp_path)))
    stored = pq.read_table(DATASET / "data" / config)
    assert len(rows) == stored.num_rows == manifest()["tables"][config]["rows"] > 0
    assert rows == stored.to_pylist()


def test_it_is_valid() -> None:
    report = dateline.validate(DATASET)
    assert report.ok, report.to_json()


def test_a_build_without_arguments_makes_it_again(copy: Path) -> None:
    """The committed dataset is what this code makes of the raw documents, file for file, byte for byte."""
    dateline.build(out=copy)
    made = {path.relative_to(copy): path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    committed = {path.relative_to(DATASET): path.read_bytes() for path in DATASET.rglob("*") if path.is_file()}
    assert made.keys() == committed.keys()
    assert [path for path in made if made[path] != committed[path]] == []


def test_mentions_and_evidence_slice_to_their_text() -> None:
    articles = {row["id"]: row for row in pq.read_table(DATASET / "data" / "articles").to_pylist()}
    for mention in pq.read_table(DATASET / "data" / "mentions").to_pylist():
        body = articles[mention["article_id"]]["body"]
        assert body[mention["start"] : mention["end"]] == mention["text"]
    for row in pq.read_table(DATASET / "data" / "evidence").to_pylist():
        raw = (DATASET / articles[row["article_id"]]["raw_path"]).read_bytes().decode("utf-8")
        assert row["start"] is None or raw[row["start"] : row["end"]] == row["raw"]
