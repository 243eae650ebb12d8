"""A small corpus, builds of it with and without a cache, and what each of them read."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dateline import finish, pipeline, spill
from dateline.actors.options import ActorOptions
from dateline.cache.reuse import SPILLED
from dateline.cut import read_cut
from dateline.engine import LocalEngine
from dateline.pipeline import BuildResult, build_dataset
from dateline.progress import quiet
from dateline.read.files import find_sources
from dateline.settings import Settings


@dataclass
class Builds:
    """Builds of one folder of documents, in shards of four."""

    top: Path
    raw: Path
    read: list[str] = field(default_factory=list)
    """Documents that the stage was run on in the last build."""
    last: BuildResult | None = None

    @property
    def cache(self) -> Path:
        return self.top / "cache"

    @property
    def entries(self) -> list[Path]:
        return sorted(self.cache.glob("*/*.shard"))

    def build(self, settings: Settings | None = None, **options: Any) -> dict[str, str]:
        """Build with the cache; every file of the dataset by its hash."""
        return self._build(settings, {"out": "out", "cache": self.cache, **options})

    def full(self, settings: Settings | None = None, **options: Any) -> dict[str, str]:
        """The same, built of nothing, with other shards."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "SHARD", 64)
            return self._build(settings, {"out": "full", **options})

    def rows(self, table: str) -> list[dict[str, Any]]:
        """What the last quick build found."""
        found: list[dict[str, Any]] = json.loads((self.top / "out" / "data" / "rows.json").read_text())[table]
        return found

    def _build(self, settings: Settings | None, given: dict[str, Any]) -> dict[str, str]:
        self.read.clear()
        options = {"workers": 1, "actors": "none", "progress": quiet, **given}
        options["engine"] = LocalEngine(options.pop("workers"))
        options["actors"] = ActorOptions(options["actors"])
        folder = self.top / options.pop("out")
        self.last = build_dataset(find_sources([self.raw], out=folder), folder, settings or Settings(), **options)
        return digests(folder)


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def put_down(gathered: Any, count: int, places: tuple[Path, Path, Path], *_: Any, **__: Any) -> finish.BuildResult:
    """In place of the second half of a build, which takes ten times as long as the first: all that the first gives it,
    rows in the order of their articles.
    """
    scratch, work, folder = places
    rows: dict[str, list[dict[str, Any]]] = {}
    for table in SPILLED:
        files = [spill.spill_path(scratch, table, name) for name, _ in gathered.shards]
        found = [row for file in files for row in read_cut(file).to_pylist()]
        rows[table.name] = sorted(found, key=lambda row: str(row[table.order[0]]))
    told = [gathered.articles, gathered.weight, gathered.rejects, sorted(gathered.inputs), gathered.skipped]
    (work / "data").mkdir()
    (work / "data" / "rows.json").write_text(json.dumps({**rows, "told": told}, default=str))
    (work / "manifest.json").write_text('{"dateline": {}}')
    rejects = {row["rule"]: 1 for row in rows["rejects"]}
    counts = {name: len(found) for name, found in rows.items()}
    return finish.BuildResult(str(folder), counts, gathered.documents, rejects, {})


@pytest.fixture
def whole_builds(tmp_path: Path, make_document: Callable[[int], str], monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Ten articles and two files that hold none, not built yet."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(10):
        (raw / f"{number:02d}.md").write_text(make_document(number), encoding="utf-8")
    (raw / "empty.txt").write_bytes(b"")
    (raw / "menu.md").write_text("[Home](/) | [News](/news)\n", encoding="utf-8")
    made = Builds(tmp_path, raw)
    run_record = spill.run_record

    def seen(record: Any, *given: Any, **options: Any) -> Any:
        made.read.append(record.raw_path)
        return run_record(record, *given, **options)

    monkeypatch.setattr(spill, "run_record", seen)
    monkeypatch.setattr(pipeline, "SHARD", 4)
    return made


@pytest.fixture
def builds(whole_builds: Builds, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """The same, of which only what is read is compared: as `put_down`."""
    monkeypatch.setattr(pipeline, "finish", put_down)
    return whole_builds
