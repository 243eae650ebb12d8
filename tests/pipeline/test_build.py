"""A build loses nothing, and neither workers nor order nor day nor place change a byte."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import api, finish, pipeline, runs, spill, stage
from dateline.corpus import buckets
from dateline.errors import ContractError
from dateline.extract.article import Draft, read_draft
from dateline.settings import Ruling, Settings
from dateline.validate import Failure, validate

Make = Callable[[int], str]
Rows = list[dict[str, object]]
CLI = [sys.executable, "-m", "dateline"]


def digest(folder: Path) -> dict[str, str]:
    """Every file of a dataset by its hash."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def build(inputs: Path | list[Path], out: Path, rulings: tuple[Ruling, ...] = (), **options: object) -> dict[str, str]:
    paths = [inputs] if isinstance(inputs, Path) else inputs
    chosen = {"actors": False, "workers": 1, **options}
    api.build(paths, out, settings=Settings(rulings=rulings), **chosen)  # type: ignore[arg-type]  # a stand-in
    return digest(out)


def rows(folder: Path, table: str) -> Rows:
    found: Rows = []
    for file in sorted((folder / "data" / table).iterdir()):
        found += pq.read_table(file).to_pylist()
    return found


def evidence(folder: Path, article: object, field: str) -> Rows:
    return [row for row in rows(folder, "evidence") if row["article_id"] == article and row["field"] == field]


# --- nothing is lost

PIECES = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"# A headline\n\n", b"By Ada Berg\n", b"12 May 2020\n", b"\x00", b"\xff\xfe", b"[a](", b"\n\n"]),
    st.integers(0, 5).map(
        lambda n: f"The council of the town met for the {n}th time and voted for the bridge.\n\n".encode()
    ),
)
DOCUMENTS = st.lists(st.lists(PIECES, max_size=8).map(b"".join), min_size=1, max_size=8)


@given(DOCUMENTS, st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, make_document: Make, garbage: list[bytes], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("mix")
    texts = [*garbage, *(make_document(chance.randrange(5)).encode() for _ in range(chance.randrange(3)))]
    for number, data in enumerate(texts):
        (folder / f"{number}{chance.choice(['.txt', '.md', '.bin'])}").write_bytes(data)
    result = api.build([folder], folder / "out", actors=False, workers=1)
    told = [row["raw_path"] for table in ("articles", "rejects") for row in rows(folder / "out", table)]
    assert sorted(map(str, told)) == sorted(path.name for path in folder.iterdir() if path.is_file())
    assert result.inputs == len(texts) == result.rows["articles"] + result.rows["rejects"]
    report = validate(folder / "out")
    assert report.failures == ()


def test_no_inputs_worth_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    build(tmp_path / "a.txt", tmp_path / "out")
    assert rows(tmp_path / "out", "articles") == []
    assert validate(tmp_path / "out").ok


def test_every_language_is_an_article(articles: Path, tmp_path: Path) -> None:
    build(articles, tmp_path / "out")
    assert sorted(str(row["language"]) for row in rows(tmp_path / "out", "articles")) == sorted(
        ["en", "en", "de", "fr", "ru", "es", "ja", "ar"]
    )
    assert validate(tmp_path / "out").ok


def test_stray_bytes_keep_their_place(tmp_path: Path, make_document: Make) -> None:
    (tmp_path / "raw").mkdir()
    text = make_document(3).encode().replace(b"builders", b"build\x92ers").replace(b"guests", b"gu\xe9\x80sts")
    (tmp_path / "raw" / "a.md").write_bytes(text)
    (tmp_path / "raw" / "b.md").write_bytes(make_document(4).encode("utf-16"))
    (tmp_path / "raw" / "c.md").write_bytes(make_document(5).replace("“", "«").replace("”", "»").encode("cp1251"))
    (tmp_path / "dataset.toml").write_text("")
    api.build(out=tmp_path, actors=False, workers=1)
    assert len(rows(tmp_path, "articles")) == 3
    assert validate(tmp_path).failures == ()


# --- the same bytes


@pytest.fixture
def many(tmp_path: Path, make_document: Make) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:03d}.md").write_text(make_document(number))
    shutil.copy(folder / "003.md", folder / "copy.md")
    return folder


def test_workers_change_nothing(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "SHARD", 7)
    first = build(many, tmp_path / "1")
    assert build(many, tmp_path / "2", workers=2) == first
    assert build(many, tmp_path / "3", workers=3) == first


def test_neither_order_nor_shards_change_anything(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(many.iterdir())
    first = build(files, tmp_path / "1")
    random.Random(7).shuffle(files)  # noqa: S311 - an order, no secret
    assert build(files, tmp_path / "2") == first
    monkeypatch.setattr(pipeline, "SHARD", 1)
    assert build(files[::-1], tmp_path / "3") == first
    monkeypatch.setattr(pipeline, "SHARD_BYTES", 100)
    assert build(many, tmp_path / "4") == first


def test_a_rebuild_over_an_old_dataset_is_the_same(many: Path, tmp_path: Path) -> None:
    first = build(many, tmp_path / "out")
    assert build(many, tmp_path / "out") == first


def test_the_day_changes_nothing(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(articles, tmp_path / "1")
    shutil.copytree(articles, tmp_path / "old")
    for path in (tmp_path / "old").iterdir():
        os.utime(path, (1e9, 1e9))
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert build(tmp_path / "old", tmp_path / "2") == first


def test_no_module_asks_for_the_day() -> None:
    # a clock of C code cannot be set from here, so that nobody reads one is looked up
    package = Path(api.__file__).parent
    released = package / "cli" / "releasing.py"  # the day of a release is the day on which a person asks for it
    asking = [
        path.name
        for path in package.rglob("*.py")
        if path != released
        for call in (".today()", ".now(", ".utcnow(", "time.time(", "localtime(")
        if call in path.read_text(encoding="utf-8")
    ]
    assert asking == []


def test_place_and_environment_change_nothing(articles: Path, tmp_path: Path) -> None:
    first = build(articles, tmp_path / "first")
    places = [
        {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "PYTHONHASHSEED": "99", "SOURCE_DATE_EPOCH": "1", "PYTHONUTF8": "0"},
    ]
    for number, place in enumerate(places):
        folder = tmp_path / str(number) / "deep"
        shutil.copytree(articles, folder / "texts")
        command = [*CLI, "build", "../deep/texts", "-o", "../out", "--actors", "none", "--json"]
        subprocess.run(command, cwd=folder, env={**os.environ, **place}, check=True, capture_output=True)
        assert digest(tmp_path / str(number) / "out") == first


# --- several scrapes


def test_scrapes_of_one_article(tmp_path: Path, make_document: Make) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    text = make_document(1)
    (folder / "full.md").write_text(text + "\nOriginal url: https://www.gazette.example/2002/bridge-one\n")
    (folder / "again.md").write_text(text)
    (folder / "spaced.txt").write_text(text.replace(" ", "  ").replace("“", '"'))
    (folder / "other.md").write_text(make_document(2))
    build(folder, tmp_path / "out")
    found = {str(row["raw_path"]): row for row in rows(tmp_path / "out", "articles")}
    first = str(found["full.md"]["id"])
    assert len(first) == 16
    assert found["full.md"]["duplicate_of"] is None
    for name in ("again.md", "spaced.txt"):
        assert found[name]["duplicate_of"] == first
        assert str(found[name]["id"]).startswith(f"{first}-")
    assert found["other.md"]["duplicate_of"] is None
    assert len({row["id"] for row in found.values()}) == 4
    assert validate(tmp_path / "out").ok


# --- buckets


@pytest.mark.slow
def test_buckets_hold_the_same_rows(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in many.glob("0[123]*.md"):
        path.unlink()
    build(many, tmp_path / "one", actors=True)
    monkeypatch.setattr(pipeline, "ROWS", 3)
    build(many, tmp_path / "cut", actors=True)
    assert len(list((tmp_path / "cut" / "data" / "articles").iterdir())) == 4
    for table in ("articles", "mentions", "evidence", "actors", "rejects"):
        assert rows(tmp_path / "cut", table) == rows(tmp_path / "one", table)
    assert rows(tmp_path / "one", "actors")
    assert validate(tmp_path / "cut").failures == ()


def test_buckets_are_cut_by_number_and_by_size() -> None:
    def count(articles: int, weight: int) -> int:
        return pipeline.count_buckets(finish.Gathered([("00000", weight)], articles))

    assert count(0, 0) == count(1, 10) == count(pipeline.ROWS, pipeline.WEIGHT) == 1
    assert count(pipeline.ROWS + 1, 10) == count(1, pipeline.WEIGHT + 1) == 2
    assert count(3 * pipeline.ROWS, 5 * pipeline.WEIGHT) == 5


@given(st.lists(st.tuples(st.text(max_size=5) | st.none(), st.lists(st.text(max_size=3), max_size=3)), max_size=20))
@settings(max_examples=30, deadline=None)
def test_the_weight_of_rows_does_not_depend_on_how_they_are_cut(rows: list[tuple[str | None, list[str]]]) -> None:
    schema = pa.schema({"text": pa.string(), "tags": pa.list_(pa.string())})
    batch = pa.RecordBatch.from_pylist([{"text": text, "tags": tags} for text, tags in rows], schema=schema)

    def weight(batch: pa.RecordBatch) -> int:
        return sum(map(spill.weight_of, batch.columns))

    assert weight(batch) == sum(weight(batch.slice(number, 1)) for number in range(len(rows)))
    written = "".join((text or "") + "".join(tags) for text, tags in rows).encode()
    assert weight(batch) == len(written) + 8 * (2 * len(rows) + sum(len(tags) for _, tags in rows))


@pytest.mark.parametrize(
    ("head", "bucket"), [("0000", 0), ("3fff", 0), ("4000", 1), ("7fff", 1), ("8000", 2), ("bfff", 2), ("ffff", 3)]
)
def test_bucket_of(head: str, bucket: int) -> None:
    assert runs.bucket_of(head + "0" * 12, 4) == bucket
    assert runs.bucket_of(f"{head}{'0' * 12}-12345678.0001", 4) == bucket
    assert runs.bucket_of(head, 1) == 0


# --- errors


def test_an_exception_in_one_document_is_a_reject(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: str, names: object) -> Draft:
        if "number 5 " in text:
            raise RuntimeError("no \x1b[31m way")
        return read_draft(text, names)  # type: ignore[arg-type]  # a stand-in

    monkeypatch.setattr(stage, "read_draft", broken)
    build(corpus, tmp_path / "out")
    (reject,) = [row for row in rows(tmp_path / "out", "rejects") if row["raw_path"] == "05.md"]
    assert (reject["stage"], reject["rule"]) == ("extract", "extract.error")
    assert reject["message"] == "RuntimeError: no \\x1b[31m way"
    assert len(rows(tmp_path / "out", "articles")) == 11


def test_a_document_that_takes_too_long_is_a_reject(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(text: str, names: object) -> Draft:
        while "number 5 " in text:
            pass
        return read_draft(text, names)  # type: ignore[arg-type]  # a stand-in

    monkeypatch.setattr(stage, "read_draft", slow)
    monkeypatch.setattr(stage, "BUDGET", 0.5)
    build(corpus, tmp_path / "out")
    assert [row["raw_path"] for row in rows(tmp_path / "out", "rejects") if row["rule"] == "extract.over-budget"] == [
        "05.md"
    ]


DEADLY = """
import os, sys
from dateline import api, pipeline, stage
from dateline.extract.article import read_draft
def deadly(text, names):
    if "number 5 " in text:
        os._exit(1)
    return read_draft(text, names)
stage.read_draft = deadly
pipeline.SHARD = 4
if __name__ == "__main__":
    api.build([sys.argv[1]], sys.argv[2], workers=2, actors=False)
"""


def test_a_document_that_kills_its_process_is_a_reject(corpus: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(DEADLY)
    subprocess.run([sys.executable, str(script), str(corpus), str(tmp_path / "out")], check=True)
    (reject,) = [row for row in rows(tmp_path / "out", "rejects") if row["raw_path"] == "05.md"]
    assert reject["rule"] == "extract.worker-lost"
    assert len(rows(tmp_path / "out", "articles")) == 11
    assert validate(tmp_path / "out").ok


def test_an_article_that_breaks_the_contract_is_a_reject(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    def wrong(text: str, names: object) -> Draft:
        draft = read_draft(text, names)  # type: ignore[arg-type]  # a stand-in
        return replace(draft, title="  not trimmed ") if "number 5 " in text else draft

    monkeypatch.setattr(stage, "read_draft", wrong)
    build(corpus, tmp_path / "out")
    (reject,) = [row for row in rows(tmp_path / "out", "rejects") if row["stage"] == "validate"]
    assert (reject["raw_path"], reject["rule"]) == ("05.md", "trimmed")
    assert "title" in str(reject["message"])
    assert len(rows(tmp_path / "out", "articles")) == 11
    assert validate(tmp_path / "out").ok


def test_a_build_that_is_broken_as_a_whole_leaves_the_old_dataset(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(corpus, tmp_path / "out")
    whole = Failure("articles", "some-rule", "", "title", "this", "that")
    monkeypatch.setattr(buckets, "validate_tables", lambda tables: [whole])
    (corpus / "00.md").unlink()
    with pytest.raises(ContractError, match="some-rule") as caught:
        build(corpus, tmp_path / "out")
    assert caught.value.failures == (whole,)
    assert digest(tmp_path / "out") == before


# --- rulings


def article(out: Path, path: str) -> dict[str, object]:
    (row,) = [row for row in rows(out, "articles") if row["raw_path"] == path]
    return row


@pytest.mark.parametrize("by_id", [False, True])
def test_a_ruling_takes_the_place_of_what_was_read(corpus: Path, tmp_path: Path, by_id: bool) -> None:
    build(corpus, tmp_path / "before")
    before = article(tmp_path / "before", "05.md")
    name = str(before["id" if by_id else "raw_sha256"])
    rulings = (
        Ruling(name, "date", "2020-02-29", "the printed page"),
        Ruling(name, "title", "A title that a person chose", "the printed page"),
        Ruling(name, "authors", ("Ola Berg", "Eva Lund"), "the printed page"),
        Ruling(name, "source", "", "nobody knows"),
        Ruling("0" * 16, "title", "of another document", "names nothing here"),
    )
    build(corpus, tmp_path / "out", rulings)
    after = article(tmp_path / "out", "05.md")
    assert after["id"] == before["id"]
    assert (after["date"], after["date_basis"], after["date_edtf"]) == (date(2020, 2, 29), "ruling", "2020-02-29")
    assert (after["title"], after["source"]) == ("A title that a person chose", None)
    assert after["authors"] == ["Ola Berg", "Eva Lund"]
    for field, value in (("date", str(before["date"])), ("title", before["title"])):
        given = evidence(tmp_path / "out", after["id"], field)
        assert [(row["rule"], row["reason"]) for row in given if row["chosen"]] == [("ruling", "the printed page")]
        assert value in [row["value"] for row in given if not row["chosen"]]
    (gap,) = [row for row in evidence(tmp_path / "out", after["id"], "source") if row["chosen"]]
    assert (gap["value"], gap["reason"]) == (None, "nobody knows")
    assert validate(tmp_path / "out").failures == ()
    assert article(tmp_path / "out", "06.md") == article(tmp_path / "before", "06.md")


def test_a_ruling_that_there_is_no_date(corpus: Path, tmp_path: Path) -> None:
    build(corpus, tmp_path / "before")
    name = str(article(tmp_path / "before", "05.md")["id"])
    build(corpus, tmp_path / "out", (Ruling(name, "date", "", "the date is that of another article"),))
    after = article(tmp_path / "out", "05.md")
    assert [after[column] for column in ("date", "date_edtf", "date_basis", "published_at")] == [None] * 4
    assert validate(tmp_path / "out").failures == ()


# --- killed


def test_a_killed_build_leaves_the_old_dataset_whole(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    old = build(many, out)
    for number in range(40, 52):
        shutil.copy(many / "001.md", many / f"{number}.md")
    new = build(many, tmp_path / "new")
    chance = random.Random(11)  # noqa: S311 - moments, no secret
    seen = set()
    for _ in range(4):
        command = [*CLI, "build", str(many), "-o", str(out), "--actors", "none", "--workers", "1"]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0.2, 2.5))
            process.kill()
        assert validate(out).ok
        found = {name: value for name, value in digest(out).items() if not name.startswith(".dateline")}
        assert found in (old, new)
        seen.add(found == new)
    assert False in seen
    assert build(many, out) == new
    assert not (out / ".dateline").exists()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_build_leaves_the_old_dataset_whole(
    many: Path, tmp_path: Path, workers: str, make_document: Make
) -> None:
    out = tmp_path / "out"
    old = build(many, out)
    for number in range(100, 500):
        (many / f"{number}.md").write_text(make_document(number))
    command = [*CLI, "build", str(many), "-o", str(out), "--actors", "none", "--workers", workers]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("dateline: reading: 0 of")
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert told.splitlines()[-1] == "dateline: interrupted; the old dataset is as it was"
    assert "Traceback" not in told
    assert digest(out) == old


# --- memory

BUILD = """
import resource, sys
from dateline import api, pipeline
pipeline.ROWS = 150
api.build([sys.argv[1]], sys.argv[2], workers=1, actors=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_inputs(tmp_path: Path, make_document: Make) -> None:
    peaks = []
    for count in (100, 700):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.md").write_text(make_document(number))
        command = [sys.executable, "-c", BUILD, str(folder), str(tmp_path / f"out{count}")]
        peaks.append(int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    assert peaks[1] / peaks[0] < 1.3
