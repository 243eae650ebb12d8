"""Builds of many buckets and of hostile documents: the same bytes, nothing lost, the old dataset whole."""

import json
import resource
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dateline import api, bucket, pipeline, raw_spans, runs, stage
from dateline.html.article import read_html
from dateline.read import raw
from dateline.read.records import read_part
from dateline.validate import validate

Make = Callable[[int], str]
Rows = list[dict[str, Any]]

SCRIPT = """
import collections, itertools, json, os, signal, sys
from pathlib import Path
from dateline import api, finish, pipeline, runs, stage

pipeline.SHARD = 4
pipeline.ROWS = 3
runs.RUN = 10_000
mark = Path(sys.argv[1]).parent / "mark"
read_html, settle_bucket = stage.read_html, finish.settle_bucket

def progress(what, done, total):
    pass

{body}

if __name__ == "__main__":
    workers = int(sys.argv[3])
    result = api.build([sys.argv[1]], sys.argv[2], workers=workers, actors=False, progress=progress)
    print(json.dumps(result.to_json()))
"""


def run(folder: Path, out: Path, body: str = "", workers: int = 2) -> subprocess.CompletedProcess[str]:
    """Build in a process that does what `body` says, with shards and buckets of a few documents."""
    script = out.parent / "script.py"
    script.write_text(SCRIPT.replace("{body}", textwrap.dedent(body)))
    return subprocess.run(
        [sys.executable, str(script), str(folder), str(out), str(workers)], capture_output=True, text=True
    )


def rows(folder: Path, table: str) -> Rows:
    found: Rows = []
    for file in sorted((folder / "data" / table).iterdir()):
        found += pq.read_table(file).to_pylist()
    return found


def files(folder: Path) -> dict[str, bytes]:
    """What a dataset folder holds beside what builds leave while they are at work."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".dateline" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def texts(tmp_path: Path, make_document: Make) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(23):
        (folder / f"{number:02d}.md").write_text(make_document(number), encoding="utf-8")
    (folder / "empty.md").write_bytes(b"")
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(9):
        lines = "".join(
            f"<p>On day {day} of the works the builders of harbour number {number} told the town that its gate would "
            "be ready before the winter, whatever the weather and the price of steel would be.</p>"
            for day in range(5)
        )
        page = f"<!doctype html><html><head><title>Harbour {number} opens its gates</title></head><body><article>"
        page += f"<h1>Harbour {number} opens its gates</h1>{lines}</article></body></html>"
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    return folder


# --- many buckets


@pytest.mark.slow
def test_workers_that_finish_buckets_and_die_on_the_way_change_nothing(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = """
        def dying(bucket):
            if bucket.number == 4 and not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return settle_bucket(bucket)
        finish.settle_bucket = dying
        """
    done = run(texts, tmp_path / "two", body)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mark").exists()
    for module, name, value in ((pipeline, "SHARD", 5), (pipeline, "ROWS", 3), (runs, "RUN", 30_000)):
        monkeypatch.setattr(module, name, value)
    result = api.build(texts, tmp_path / "one", workers=1, actors=False)
    assert files(tmp_path / "two") == files(tmp_path / "one")
    assert json.loads(done.stdout) == {**result.to_json(), "folder": str(tmp_path / "two")}
    assert len(list((tmp_path / "one" / "data" / "articles").iterdir())) == 8
    assert validate(tmp_path / "one").ok


def test_runs_hold_what_shards_held(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api.build(texts, tmp_path / "whole", workers=1, actors=False)
    monkeypatch.setattr(pipeline, "ROWS", 3)
    monkeypatch.setattr(pipeline, "SHARD", 2)
    monkeypatch.setattr(runs, "SHARDS", 5)
    left: list[list[str]] = []
    load = runs.load

    def seen(folder: Path, names: Any, number: int) -> Any:
        left.append(sorted(path.name for path in folder.glob("articles-*")))
        return load(folder, names, number)

    monkeypatch.setattr(bucket, "load", seen)
    api.build(texts, tmp_path / "cut", workers=1, actors=False)
    for table in ("articles", "evidence", "rejects"):
        assert rows(tmp_path / "cut", table) == rows(tmp_path / "whole", table)
    assert left[0] == [f"articles-run-{number:05d}.arrow" for number in range(3)]  # 12 shards, which are gone


# --- processes that die


@pytest.mark.slow
def test_a_build_that_is_killed_among_its_buckets_leaves_the_old_dataset(
    texts: Path, tmp_path: Path, make_document: Make
) -> None:
    api.build(texts, tmp_path / "out", workers=1, actors=False)
    old = files(tmp_path / "out")
    (texts / "new.md").write_text(make_document(99), encoding="utf-8")
    body = """
        def progress(what, done, total):
            if what == "writing" and done >= 5:
                os.kill(os.getpid(), signal.SIGKILL)
        """
    assert run(texts, tmp_path / "out", body, workers=1).returncode == -signal.SIGKILL
    assert list((tmp_path / "out" / ".dateline").iterdir())
    assert files(tmp_path / "out") == old
    assert validate(tmp_path / "out").ok
    api.build(texts, tmp_path / "out", workers=1, actors=False)
    assert len(rows(tmp_path / "out", "articles")) == 24
    assert not (tmp_path / "out" / ".dateline").exists()


HOSTILE = """
def hostile(source, names, url=None):
    while "Harbour 2 " in source:
        pass
    if "Harbour 5 " in source:  # a library that never comes back: Python is not asked for its signals in here
        collections.deque(itertools.repeat(0), maxlen=0)
    if "Harbour 7 " in source:
        os.abort()
    return read_html(source, names, url)
stage.read_html = hostile
stage.BUDGET = 3.0  # what a worker loads with its first page takes a second
stage.GRACE = 1
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="counts processor time as Unix does")
def test_pages_that_hang_or_crash_cost_themselves_alone(pages: Path, tmp_path: Path) -> None:
    done = run(pages, tmp_path / "out", HOSTILE)
    assert done.returncode == 0, done.stderr
    assert [(row["raw_path"], row["rule"]) for row in rows(tmp_path / "out", "rejects")] == [
        ("2.html", "extract.over-budget"),
        ("5.html", "extract.worker-lost"),
        ("7.html", "extract.worker-lost"),
    ]
    found = rows(tmp_path / "out", "articles")
    assert sorted(str(row["raw_path"]) for row in found) == [f"{number}.html" for number in (0, 1, 3, 4, 6, 8)]
    assert validate(tmp_path / "out").ok


def test_a_page_that_hangs_is_a_reject_without_workers_too(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def slow(source: str, names: Any, url: str | None = None) -> Any:
        while "Harbour 5 " in source:
            pass
        return read_html(source, names, url)

    api.build(pages, tmp_path / "before", workers=1, actors=False)  # what is loaded once takes longer than a page
    monkeypatch.setattr(stage, "read_html", slow)
    monkeypatch.setattr(stage, "BUDGET", 0.5)
    api.build(pages, tmp_path / "out", workers=1, actors=False)
    assert [row["rule"] for row in rows(tmp_path / "out", "rejects")] == ["extract.over-budget"]
    assert len(rows(tmp_path / "out", "articles")) == 8


# --- disks that are full


@pytest.mark.skipif(sys.platform == "win32", reason="limits files as Unix does")
def test_a_full_disk_is_told_and_leaves_the_old_dataset(texts: Path, tmp_path: Path, make_document: Make) -> None:
    build = [sys.executable, "-m", "dateline", "build", str(texts), "-o", str(tmp_path / "out"), "--actors", "none"]
    subprocess.run(build, check=True, capture_output=True)
    old = files(tmp_path / "out")
    for number in range(100, 160):
        (texts / f"{number}.md").write_text(make_document(number), encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(build, capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 4
    told = done.stderr.splitlines()[-1]
    assert "no room for the build" in told
    assert "the old dataset is as it was" in told
    assert "Traceback" not in done.stderr
    assert files(tmp_path / "out") == old
    assert not (tmp_path / "out" / ".dateline").exists()


# --- evidence of many buckets against the files that hold its documents


def test_a_file_of_documents_is_read_once_however_many_buckets_there_are(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        {"id": f"t{number}", "text": path.read_text(encoding="utf-8")}
        for number, path in enumerate(sorted(texts.glob("[0-9]*.md")))
    ]
    folder = tmp_path / "set"
    (folder / "raw").mkdir(parents=True)
    lines = folder / "raw" / "texts.jsonl"
    lines.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    (folder / "dataset.toml").write_text('inputs = ["raw"]\n', encoding="utf-8")
    monkeypatch.setattr(pipeline, "ROWS", 4)
    api.build(out=folder, workers=1, actors=False)
    assert len(list((folder / "data" / "articles").iterdir())) == 6

    read: list[str] = []

    def counted(part: Any, maps: Any) -> Any:
        read.append(part.source.raw_path)
        return read_part(part, maps)

    monkeypatch.setattr(raw, "read_part", counted)
    monkeypatch.setattr(raw_spans, "AT_ONCE", 5)
    assert validate(folder).ok
    assert read == ["raw/texts.jsonl"]

    entries[17]["text"] = entries[17]["text"].replace("council", "senate")
    lines.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    (failure,) = validate(folder).failures
    assert (failure.rule, failure.found) == ("raw-digest", "raw/texts.jsonl#t17")
