"""A made-up dataset that stands released, and a forger who changes it and all that it says of itself."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

import dateline
from dateline import pipeline
from dateline.manifest import TableEntry, read_manifest
from dateline.release.ledger import Release, ledger_text, read_ledger, table_facts
from dateline.settings import load_settings
from dateline.texts import read_tally, render_texts, write_texts
from dateline.write import ContentDigest, read_parquet, write_parquet
from dateline_schema.tables import edition

SETTINGS = """inputs = ["raw"]

[dataset]
name = "bridges"
pretty_name = "Bridges"
version = "1.2.0"
license = "cc-by-4.0"
"""


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory, make_document: Callable[[int], str]) -> Path:
    """A dataset of twelve articles and two rejects in three buckets, released as 1.2.0."""
    folder = tmp_path_factory.mktemp("verify") / "bridges"
    (folder / "raw").mkdir(parents=True)
    for number in range(12):
        (folder / "raw" / f"{number:02d}.md").write_text(make_document(number), encoding="utf-8")
    (folder / "raw" / "empty.txt").write_bytes(b"")
    (folder / "raw" / "picture.png").write_bytes(b"\x89PNG")
    (folder / "dataset.toml").write_text(SETTINGS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "ROWS", 5)
        dateline.build(out=folder, actors=False)
        release(folder)
        dateline.build(out=folder, actors=False)
    return folder


def release(folder: Path) -> None:
    """Write a ledger that says that what lies there was released, after a release of other data."""
    manifest = read_manifest(folder)
    facts = table_facts(manifest)
    this = Release(manifest.version, "2020-03-01", "minor", ("rows added",), manifest.versions, facts)
    before = replace(
        this, version="1.1.0", released="2020-02-01", tables={"articles": {"rows": 1, "content_sha256": "0"}}
    )
    (folder / "releases.json").write_text(ledger_text([this, before]), encoding="utf-8")


@pytest.fixture
def dataset(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the released dataset, to be changed; rebuilds cut it in as many buckets."""
    monkeypatch.setattr(pipeline, "ROWS", 5)
    folder = tmp_path / "bridges"
    shutil.copytree(original, folder)
    return folder


def forge_rows(folder: Path, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change the rows of a table, and hashes, digests, card and checksums with them."""
    manifest = read_manifest(folder)
    contract = edition(manifest.options["text"])[name]
    digest = ContentDigest(contract)
    files = []
    for file in manifest.tables[name].files:
        rows = change(read_parquet(folder / file.path, contract))
        digest.update(rows)
        files.append(write_parquet(rows, contract, folder, file.path))
    entry = TableEntry(sum(file.rows for file in files), digest.hexdigest(), tuple(files))
    manifest = replace(manifest, tables={**manifest.tables, name: entry}, released=None)
    settings = load_settings(folder / "dataset.toml")
    write_texts(folder, render_texts(settings, read_tally(folder, manifest), manifest, read_ledger(folder)), manifest)


@pytest.fixture(scope="session")
def forge() -> Callable[[Path, str, Callable[[pa.Table], pa.Table]], None]:
    """`forge(folder, table, change)`: see `forge_rows`."""
    return forge_rows
