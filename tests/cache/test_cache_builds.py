"""What a build takes from the cache is what a full build makes, byte for byte; and it takes all that it can."""

import gzip
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline import pipeline, stage
from dateline.cache import cuts, stamp
from dateline.mapping import ColumnMap
from dateline.read.records import parts
from dateline.settings import Agency, Dataset, Publisher, Ruling, Settings

ALL = 12
Change = Callable[[Path], object]


def write(name: str, text: str) -> Change:
    return lambda raw: (raw / name).write_text(text, encoding="utf-8")


def rename(old: str, new: str) -> Change:
    return lambda raw: (raw / old).rename(raw / new)


def exchange(raw: Path) -> None:
    one, other = (raw / "02.md").read_bytes(), (raw / "07.md").read_bytes()
    (raw / "02.md").write_bytes(other)
    (raw / "07.md").write_bytes(one)


def note(text: str = "A note") -> str:
    return f"# {text} on the ferry\n\nThe ferry to the islands left the harbour an hour late on the day of the storm.\n"


# --- inputs that change: the documents that are read again, all others being taken from the cache

CHANGES: list[tuple[str, Change, set[str]]] = [
    ("nothing", lambda raw: None, set()),
    ("touched", lambda raw: (raw / "03.md").touch(), set()),
    ("changed", write("03.md", note()), {"03.md"}),
    ("emptied", write("03.md", ""), {"03.md"}),
    ("added at the end", write("zz.md", note()), {"zz.md"}),
    ("a second scrape", lambda raw: shutil.copyfile(raw / "05.md", raw / "zz.md"), {"zz.md"}),
    ("removed at the end", lambda raw: (raw / "09.md").unlink(), set()),
    ("a reject that becomes an article", write("menu.md", note()), {"menu.md"}),
    ("renamed in its place", rename("05.md", "05b.md"), {"05b.md"}),
    ("two exchanged", exchange, {"02.md", "07.md"}),
]


@pytest.mark.parametrize(("change", "read"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_what_is_read_again(builds: Any, change: Change, read: set[str]) -> None:
    builds.build()
    assert len(builds.read) == ALL
    change(builds.raw)
    made = builds.build()
    again = set(builds.read)
    assert read <= again
    assert len(again) <= len(read) + 4, again  # at most a shard more, where its border has moved
    assert builds.last.reused == builds.last.inputs - len(again)
    assert made == builds.full()
    assert len(builds.read) == builds.last.inputs


def test_a_dataset_is_that_of_a_full_build(whole_builds: Any) -> None:
    whole_builds.build()
    (whole_builds.raw / "03.md").write_text(note(), encoding="utf-8")
    (whole_builds.raw / "zz.md").write_text(note("Another note"), encoding="utf-8")
    (whole_builds.raw / "09.md").unlink()
    made = whole_builds.build()
    assert whole_builds.last.reused == 10
    assert {"SHA256SUMS", "README.md", "manifest.json"} < made.keys()
    assert made == whole_builds.full()


def test_an_input_between_others_costs_a_shard(builds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "LEAST", 1)
    monkeypatch.setattr(pipeline, "SHARD", 8)
    for number in range(60):
        (builds.raw / f"more-{number:02d}.md").write_text(note(f"Note {number}"), encoding="utf-8")
    builds.build()
    (builds.raw / "more-30b.md").write_text(note("Between"), encoding="utf-8")
    made = builds.build()
    assert "more-30b.md" in builds.read
    assert len(builds.read) <= 1 + 8
    assert made == builds.full()


def test_an_unchanged_build_reads_nothing_and_changes_no_entry(builds: Any) -> None:
    first = builds.build()
    entries = {path: path.read_bytes() for path in builds.entries}
    assert len(entries) == 3
    assert builds.build() == first
    assert (builds.read, builds.last.reused) == ([], ALL)
    assert {path: path.read_bytes() for path in builds.entries} == entries


@pytest.mark.slow
def test_workers_share_a_cache(builds: Any) -> None:
    first = builds.build(workers=2)
    assert builds.last.reused == 0
    assert builds.build(workers=2) == first
    assert builds.last.reused == ALL
    assert builds.full() == first


def test_actors_are_taken_up_too(builds: Any) -> None:
    for path in [*builds.raw.glob("0[2-9].md")]:
        path.unlink()
    builds.build(actors="authority")
    assert any(row["actors"] for row in builds.rows("articles"))
    (builds.raw / "01b.md").write_text(note("Mayor Ruth Okafor"), encoding="utf-8")
    assert builds.build(actors="authority") == builds.full(actors="authority")
    builds.build(actors="authority")
    assert builds.last.reused == 5
    builds.build(actors="none")
    assert builds.last.reused == 0


# --- settings and code

GAZETTE = Publisher("The Westhaven Gazette", "made up", ("Westhaven Gazette",))
RULED = Ruling("{id}", "title", "A bridge that was ruled on", "made up")


@pytest.mark.parametrize(
    ("settings", "reused"),
    [
        (Settings(dataset=Dataset(name="other", version="3.0.0")), ALL),
        (Settings(dataset=Dataset(text="withheld")), ALL),
        (Settings(mapping=(ColumnMap(text="content"),)), ALL),
        (Settings(publishers=(GAZETTE,)), 0),
        (Settings(agencies=(Agency("WNS", "made up"),)), 0),
    ],
)
def test_settings_that_count(builds: Any, settings: Settings, reused: int) -> None:
    builds.build()
    made = builds.build(settings)
    assert builds.last.reused == reused
    assert made == builds.full(settings)


@pytest.mark.parametrize("name", ["raw_sha256", "id", "key"])
def test_a_ruling_costs_its_own_document(builds: Any, name: str) -> None:
    shutil.copyfile(builds.raw / "04.md", builds.raw / "04-again.md")
    plain = builds.build()
    row = next(row for row in builds.rows("articles") if row["raw_path"] == "04.md")
    names = {**row, "key": row["id"].partition("-")[0]}
    ruled = Settings(rulings=(Ruling("0" * 64, "title", "Nobody", "made up"), replace(RULED, document=names[name])))
    made = builds.build(ruled)
    both = name in ("raw_sha256", "key")  # a twin's bytes are the same, and so is the article; its own id is not
    assert builds.read == (["04-again.md", "04.md"] if both else ["04.md"])
    assert made == builds.full(ruled)
    other = replace(ruled, rulings=(*ruled.rulings, replace(ruled.rulings[1], field="subtitle", value="So it is")))
    assert builds.build(other) == builds.full(other)
    assert builds.build() == plain


def test_other_code_or_libraries_begin_anew(builds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    builds.build()
    for name, value in (("code_digest", "0"), ("library_versions", {"numpy": "0"})):
        monkeypatch.setattr(stamp, name, lambda value=value: value)
        builds.build()
        assert builds.last.reused == 0
    builds.build()
    assert builds.last.reused == ALL
    assert len(builds.entries) == 3


def test_code_that_changes_in_the_middle_is_not_trusted(builds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    values = iter("01")
    monkeypatch.setattr(stamp, "code_digest", lambda: next(values))
    builds.build()
    assert builds.entries == []


def test_what_the_machine_may_have_caused_is_tried_again(builds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read_draft = stage.read_draft

    def failing(text: str, names: Any) -> Any:
        if "number 5 " in text:
            raise MemoryError
        return read_draft(text, names)

    with monkeypatch.context() as patch:
        patch.setattr(stage, "read_draft", failing)
        builds.build()
        assert builds.last.rejects["extract.error"] == 1
        builds.build()
        assert builds.read == ["05.md"]
    assert builds.build() == builds.full()


# --- files of many documents


def lines(path: Path, texts: list[str], start: int = 0) -> None:
    with path.open("a", encoding="utf-8") as file:
        for number, text in enumerate(texts, start):
            file.write(json.dumps({"id": f"r{number}", "text": text}) + "\n")


def test_lines_that_are_appended(
    builds: Any, make_document: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "COUNT", 5)
    monkeypatch.setattr(parts.parts_of, "__kwdefaults__", {"size": parts.SIZE, "count": 5})
    monkeypatch.setattr(parts.find_parts, "__kwdefaults__", {"size": parts.SIZE, "count": 5})
    shutil.rmtree(builds.raw)
    builds.raw.mkdir()
    lines(builds.raw / "a.jsonl", [make_document(number) for number in range(13)])
    builds.build()
    lines(builds.raw / "a.jsonl", [make_document(number) for number in (20, 21)], 13)
    made = builds.build()
    assert builds.read == ["a.jsonl#r13", "a.jsonl#r14"]
    assert made == builds.full()
    lines(builds.raw / "a.jsonl", [make_document(22)], 3)  # an id that stood before: both get another path
    made = builds.build()
    assert {path.partition("~")[0] for path in builds.read} == {"a.jsonl#r3"}
    assert made == builds.full()


def test_what_came_with_a_document_counts(builds: Any, make_document: Callable[[int], str]) -> None:
    shutil.rmtree(builds.raw)
    builds.raw.mkdir()

    def write_rows(*links: str) -> None:
        texts = [{"text": make_document(number), "whence": link} for number, link in enumerate(links)]
        (builds.raw / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in texts), encoding="utf-8")

    mapped = Settings(mapping=(ColumnMap(url="whence"),))
    write_rows("https://a.example/2020/one-bridge", "https://a.example/2020/two-bridges")
    builds.build(mapped)
    write_rows("https://a.example/2020/one-bridge", "https://b.example/2020/another")
    made = builds.build(mapped)
    assert builds.read == ["a.jsonl#2"]
    assert made == builds.full(mapped)
    made = builds.build()
    assert sorted(builds.read) == ["a.jsonl#1", "a.jsonl#2"]
    assert made == builds.full()


def warc(uri: str, page: str) -> bytes:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Record-ID: <urn:uuid:{uri[-1]}>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)


def page(number: int) -> str:
    told = "".join(
        f"<p>On day {day} the men of pier {number} told all that it would be ready soon.</p>" for day in range(6)
    )
    head = f"<!doctype html><html><head><title>Pier {number}</title></head>"
    return f"{head}<body><h1>Pier {number}</h1>{told}</body></html>"


def test_a_crawl_that_goes_on(builds: Any) -> None:
    shutil.rmtree(builds.raw)
    builds.raw.mkdir()
    file = builds.raw / "crawl.warc.gz"
    file.write_bytes(b"".join(warc(f"https://pier.example/{number}", page(number)) for number in range(3)))
    builds.build()
    assert len(builds.read) == 3
    file.write_bytes(file.read_bytes() + warc("https://pier.example/3", page(3)))
    made = builds.build()
    assert len(builds.read) == 1
    assert made == builds.full()


def test_a_page_that_is_packed_anew_is_the_same_document_in_another_file(builds: Any) -> None:
    file = builds.raw / "page.html.gz"
    file.write_bytes(gzip.compress(page(1).encode(), 1, mtime=0))
    builds.build()
    file.write_bytes(gzip.compress(page(1).encode(), 9, mtime=7))
    made = builds.build()
    assert builds.read == []
    assert made == builds.full()


# --- builds that die

KILLED = """
import os, signal, sys
from pathlib import Path
from dateline import pipeline
from dateline.actors.options import ActorOptions
from dateline.engine import LocalEngine
from dateline.read.files import find_sources
from dateline.settings import Settings

pipeline.SHARD = 4

def progress(what, done, total):
    if what == "reading" and done >= 8:
        os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    raw, out, cache, workers = sys.argv[1:]
    pipeline.build_dataset(find_sources([raw], out=Path(out)), Path(out), Settings(), engine=LocalEngine(int(workers)),
                           actors=ActorOptions("none"), progress=progress, cache=Path(cache))
"""


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_build_that_is_killed_goes_on_where_it_was(builds: Any, workers: int) -> None:
    script = builds.top / "script.py"
    script.write_text(KILLED)
    command = [sys.executable, str(script), str(builds.raw), str(builds.top / "out"), str(builds.cache), str(workers)]
    assert subprocess.run(command).returncode == -signal.SIGKILL
    assert not (builds.top / "out" / "data").exists()
    made = builds.build()
    assert builds.last.reused >= 8
    assert made == builds.full()


def test_a_build_that_fails_keeps_what_it_read(builds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any) -> Any:
        raise OSError("no such disk")

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "swap", broken)
        with pytest.raises(OSError, match="no such disk"):
            builds.build()
    builds.build()
    assert (builds.last.reused, builds.read) == (ALL, [])
