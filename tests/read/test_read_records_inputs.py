"""Inputs that are no files: standard input, and datasets of the Hub by name, from this machine's caches alone."""

import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.errors import InputError
from dateline.read.records import cached_sources, find_parts, is_hub_name, read_part, spool
from dateline.read.records.standard_input import kind_of_bytes

LINES = b'{"text": "One bridge."}\n{"text": "Two bridges."}\n'


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize("ending", [".jsonl", ".warc", ".html", ".txt"])
def test_standard_input_is_what_it_looks_like(ending: str, packing: str, files: Any, tmp_path: Path) -> None:
    made = {".jsonl": LINES, ".warc": files.response(1), ".html": files.page(1), ".txt": b"A bridge was opened."}
    source = spool(io.BytesIO(files.packed(made[ending], packing)), tmp_path)
    assert source.raw_path == f"stdin{ending}{packing}"
    assert [result.raw_path.partition("#")[0] for result in files.read(source)] == [source.raw_path] * (
        2 if ending == ".jsonl" else 1
    )


def test_parquet_on_standard_input(files: Any, tmp_path: Path) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["One."]}), out)
    assert [record.data for record in files.read(spool(io.BytesIO(out.getvalue()), tmp_path))] == ["One."]


@pytest.mark.parametrize(
    ("head", "ending"),
    [
        (b'{"a": 1}\nrubbish', ".jsonl"),
        (b'\xef\xbb\xbf{"a": 1}', ".jsonl"),
        (b'{"html": "' + b"<p>" * 30_000, ".jsonl"),
        (b"{not json}\n", ".txt"),
        (b"[1]\n", ".txt"),
        (b"\r\nWARC/1.1\r\n", ".warc"),
        (b"words and <p>markup</p>", ".html"),
        (b"# Headline\n\nwords", ".txt"),
    ],
)
def test_how_forms_begin(head: bytes, ending: str) -> None:
    assert kind_of_bytes(head) == ending


def test_empty_standard_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        spool(io.BytesIO(b""), tmp_path)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Hub's cache with one dataset in it, as `hf download` leaves it."""
    import huggingface_hub.constants
    from datasets import config

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(config, "HF_DATASETS_CACHE", tmp_path / "datasets")
    base = tmp_path / "hub" / "datasets--ada--bridges"
    (base / "blobs").mkdir(parents=True)
    (base / "refs").mkdir()
    for commit, ref, text in (("c1", "v1.0", "old"), ("c2", "main", "new")):
        (base / "refs" / ref).write_text(commit, encoding="utf-8")
        data = base / "snapshots" / commit / "data"
        data.mkdir(parents=True)
        pq.write_table(pa.table({"text": [text]}), base / "blobs" / commit)
        (data / "train-0.parquet").symlink_to(base / "blobs" / commit)
        (data.parent / "README.md").write_text("words", encoding="utf-8")
    return tmp_path


def read(given: str) -> list[tuple[str, Any]]:
    """Paths and data of a dataset's records; a blob has no ending, so its link's name says what it is."""
    found = find_parts(cached_sources(given))
    return [(record.raw_path, getattr(record, "data", record)) for part in found for record in read_part(part)]


def test_a_dataset_that_was_downloaded(cache: Path) -> None:
    assert read("hf://datasets/ada/bridges") == [("ada/bridges/data/train-0.parquet#0", "new")]
    assert read("hf://datasets/ada/bridges@v1.0") == [("ada/bridges/data/train-0.parquet#0", "old")]
    assert read("hf://datasets/ada/bridges@c1") == [("ada/bridges/data/train-0.parquet#0", "old")]


def test_a_dataset_that_load_dataset_prepared(cache: Path) -> None:
    for version, text in (("0.0.1", "old"), ("0.0.2", "new")):
        folder = cache / "datasets" / "ada___ferries" / "default" / version / "hash"
        folder.mkdir(parents=True)
        for name in ("ferries-train.arrow", "cache-0123.arrow"):
            table = pa.table({"text": [text]})
            with pa.OSFile(str(folder / name), "wb") as out, pa.ipc.new_stream(out, table.schema) as writer:
                writer.write_table(table)
        (folder / "dataset_info.json").write_text(json.dumps({}), encoding="utf-8")
    assert read("hf://datasets/ada/ferries") == [("ada/ferries/default/ferries-train.arrow#0", "new")]


@pytest.mark.parametrize(
    "given",
    ["hf://datasets/ada/none", "hf://datasets/ada/bridges@v9", "hf://datasets/ada/../x", "hf://datasets/ada/x@../y"],
)
def test_a_dataset_that_is_not_here(given: str, cache: Path) -> None:
    with pytest.raises(InputError, match=r"asks nothing of the network|no dataset of the Hub"):
        cached_sources(given)


def test_names_of_the_hub() -> None:
    assert is_hub_name("hf://datasets/ada/bridges")
    assert not is_hub_name("ada/bridges")
