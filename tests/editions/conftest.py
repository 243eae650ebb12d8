"""A made-up dataset in both editions: scrapes of one page, a standfirst, a code page, rejects that quote their text."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dateline
from dateline import pipeline
from dateline.manifest import TableEntry, read_manifest
from dateline.release.ledger import read_ledger
from dateline.settings import load_settings
from dateline.texts import read_tally, render_texts, write_texts
from dateline.write import ContentDigest, read_parquet, write_parquet
from dateline_schema.tables import edition

STANDFIRST = "Engineers from Farholt needed two winters longer than the council had been told when the works began."

SETTINGS = """
inputs = ["raw"]

[dataset]
name = "bridges"
pretty_name = "Bridges"
version = "1.2.0"
license = "cc-by-4.0"

[[rulings]]
document = "{document}"
field = "translator"
value = " Ruth Okafor walked the whole of the bridge alone before the guests "
reason = "made up: it breaks the rule `trimmed`, so that a reject quotes it"
"""


@dataclass(frozen=True)
class Pair:
    """One dataset in both editions, and its raw documents."""

    raw: Path
    full: Path
    withheld: Path


def write_raw(raw: Path, make_document: Callable[[int], str]) -> None:
    """The raw documents, some of them odd."""
    raw.mkdir()
    for number in range(12):
        (raw / f"{number:02d}.md").write_text(make_document(number), encoding="utf-8")
    with_dek = make_document(30).replace("\n\nBy Ada", f"\n\n*{STANDFIRST}*\n\nBy Ada")
    (raw / "30-standfirst.md").write_text(with_dek, encoding="utf-8")
    again = make_document(3).replace("\n\nCopyright", "\n\n[Read more](/more)\n\nCopyright").replace("  ", " ")
    (raw / "03-again.md").write_text(again, encoding="utf-8")
    shutil.copyfile(raw / "04.md", raw / "04-twin.md")
    (raw / "31-codepage.txt").write_bytes(make_document(31).replace("Ada Lindqvist", "Åsa Lindqvist").encode("cp1252"))
    (raw / "32-ruled.md").write_text(make_document(32), encoding="utf-8")
    (raw / "empty.txt").write_bytes(b"")
    (raw / "menu.md").write_text("[Home](/) | [News](/news)\n", encoding="utf-8")


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory, make_document: Callable[[int], str]) -> Pair:
    """Both editions, in four buckets. Tests must not change them: they take `withheld_copy`."""
    top = tmp_path_factory.mktemp("editions")
    raw = top / "raw"
    write_raw(raw, make_document)
    ruled = hashlib.sha256((raw / "32-ruled.md").read_bytes()).hexdigest()
    folders = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "ROWS", 5)
        for text in ("full", "withheld"):
            folder = top / text
            folder.mkdir()
            shutil.copytree(raw, folder / "raw")
            (folder / "dataset.toml").write_text(SETTINGS.format(document=ruled), encoding="utf-8")
            dateline.build(out=folder, actors=False, text=text)
            shutil.rmtree(folder / "raw")  # as it is published
            folders[text] = folder
    return Pair(raw, folders["full"], folders["withheld"])


@pytest.fixture
def withheld_copy(pair: Pair, tmp_path: Path) -> Path:
    """A copy of the edition without texts, to be changed."""
    folder = tmp_path / "withheld"
    shutil.copytree(pair.withheld, folder)
    return folder


@pytest.fixture(scope="session")
def table() -> Callable[[Path, str], pa.Table]:
    """`table(folder, name)`: a table of a dataset, all shards."""

    def read(folder: Path, name: str) -> pa.Table:
        files = sorted((folder / "data" / name).glob("*.parquet"))
        return pa.concat_tables([pq.read_table(file, partitioning=None) for file in files])

    return read


def rewrite_table(folder: Path, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change the rows of a table, file by file, and all that manifest and texts say of it: a forger's work."""
    manifest = read_manifest(folder)
    contract = edition(manifest.options["text"])[name]
    digest = ContentDigest(contract)
    files = []
    for file in manifest.tables[name].files:
        rows = change(read_parquet(folder / file.path, contract))
        digest.update(rows)
        files.append(write_parquet(rows, contract, folder, file.path))
    entry = TableEntry(sum(file.rows for file in files), digest.hexdigest(), tuple(files))
    manifest = replace(manifest, tables={**manifest.tables, name: entry})
    settings = load_settings(folder / "dataset.toml")
    settings = replace(settings, dataset=replace(settings.dataset, text=manifest.options["text"]))
    write_texts(folder, render_texts(settings, read_tally(folder, manifest), manifest, read_ledger(folder)), manifest)


@pytest.fixture(scope="session")
def rewrite() -> Callable[[Path, str, Callable[[pa.Table], pa.Table]], None]:
    """`rewrite(folder, name, change)`: see `rewrite_table`."""
    return rewrite_table
