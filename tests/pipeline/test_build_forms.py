"""Every raw form gives the same rows, its documents are found again, and what is broken costs itself alone."""

import gzip
import json
import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dateline
from dateline.errors import InputError
from dateline.explain import explain
from dateline.mapping import ColumnMap, parse_map

PAGES = 6
COLUMNS = ("id", "title", "date", "date_basis", "source", "authors", "url", "language", "body", "raw_sha256")


def address(number: int) -> str:
    return f"https://www.gazette.example/2021/harbour-{number}"


def page(number: int) -> bytes:
    """A page of a made-up paper, with what it says of itself and what stands around the text."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": f"Harbour {number} opens its gates – at last",
        "datePublished": f"2021-03-{10 + number:02d}T08:00:00+01:00",
        "author": [{"@type": "Person", "name": "Ada Lindqvist"}],
        "publisher": {"@type": "Organization", "name": "The Harbour Gazette"},
    }
    paragraphs = "".join(
        f"<p>On day {line} of the works the builders of harbour number {number} told the town that the {line + 3}rd "
        f"gate would be ready before the winter, whatever the weather &amp; the price of steel.</p>"
        for line in range(5)
    )
    return f"""<!doctype html><html lang="en"><head><title>Harbour {number} opens its gates – at last | Gazette</title>
<meta charset="utf-8"><link rel="canonical" href="{address(number)}">
<script type="application/ld+json">{json.dumps(about)}</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Harbour {number} opens its gates – at last</h1><p class="byline">By Ada Lindqvist</p>{paragraphs}</article>
<footer>Copyright 2021 The Harbour Gazette</footer></body></html>""".encode()


def response(number: int) -> bytes:
    """A WARC record of a page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
    lines = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{uuid.UUID(int=number)}>",
        f"WARC-Target-URI: {address(number)}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


def put_pages(folder: Path) -> None:
    for number in range(PAGES):
        (folder / f"{number}.html").write_bytes(page(number))


def put_packed(folder: Path) -> None:
    for number in range(PAGES):
        (folder / f"{number}.html.gz").write_bytes(gzip.compress(page(number), mtime=0))


def put_lines(folder: Path) -> None:
    rows = [{"id": f"p{number}", "html": page(number).decode(), "url": address(number)} for number in range(PAGES)]
    (folder / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def put_table(folder: Path) -> None:
    html = pa.array([page(number) for number in range(PAGES)], pa.binary())
    pq.write_table(pa.table({"html": html, "url": [address(number) for number in range(PAGES)]}), folder / "p.parquet")


def put_crawl(folder: Path) -> None:
    (folder / "crawl.warc").write_bytes(b"".join(map(response, range(PAGES))))


def put_packed_crawl(folder: Path) -> None:
    members = b"".join(gzip.compress(response(number), mtime=0) for number in range(PAGES))
    (folder / "crawl.warc.gz").write_bytes(members)


FORMS = (put_pages, put_packed, put_lines, put_table, put_crawl, put_packed_crawl)
Put = Callable[[Path], None]


def rows(folder: Path, table: str = "articles") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / "data" / table).to_pylist()
    return found


def facts(folder: Path) -> list[dict[str, Any]]:
    return [{name: row[name] for name in COLUMNS} for row in rows(folder)]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("pages")
    put_pages(folder)
    dateline.build(folder, folder / "out", actors=False)
    return facts(folder / "out")


def made(tmp_path: Path, put: Put, settings: str = 'inputs = ["raw"]\n') -> Path:
    """A dataset with its documents in `raw`."""
    folder = tmp_path / "set"
    (folder / "raw").mkdir(parents=True)
    put(folder / "raw")
    (folder / "dataset.toml").write_text(settings, encoding="utf-8")
    dateline.build(out=folder, actors=False)
    return folder


def test_the_pages_are_read(expected: list[dict[str, Any]]) -> None:
    assert len(expected) == PAGES
    one = next(row for row in expected if row["url"] == address(3))
    assert (one["title"], one["authors"]) == ("Harbour 3 opens its gates – at last", ["Ada Lindqvist"])
    assert (str(one["date"]), one["source"], one["language"]) == ("2021-03-13", "The Harbour Gazette", "en")
    assert one["body"].count("\n\n") == 4
    assert "weather & the price" in one["body"]


@pytest.mark.parametrize("put", FORMS, ids=lambda put: put.__name__[4:])
def test_every_form_gives_the_same_rows(put: Put, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    folder = made(tmp_path, put)
    assert facts(folder) == expected
    report = dateline.validate(folder)
    assert report.ok, report.to_json()
    verification = dateline.verify(folder)
    assert verification.ok, verification.to_json()
    one = rows(folder)[0]
    told = explain(one["id"], folder)
    assert {found.value for found in told.findings if found.field == "title" and found.chosen} == {one["title"]}
    assert any("Copyright" in dropped.text for dropped in told.dropped)


@pytest.mark.parametrize("put", [put_packed, put_crawl, put_packed_crawl, put_lines], ids=lambda put: put.__name__[4:])
def test_evidence_is_held_against_documents_in_files_of_many(put: Put, tmp_path: Path) -> None:
    folder = made(tmp_path, put)
    for path in (folder / "raw").iterdir():
        data = path.read_bytes()
        plain = gzip.decompress(data) if path.suffix == ".gz" else data
        other = plain.replace(b"gates", b"doors")
        path.write_bytes(gzip.compress(other, mtime=0) if path.suffix == ".gz" else other)
    report = dateline.validate(folder)
    assert report.counts == {"raw-digest": PAGES}


def test_a_clipped_crawl_loses_what_was_clipped(tmp_path: Path, expected: list[dict[str, Any]]) -> None:
    whole = b"".join(map(response, range(PAGES)))
    (tmp_path / "cut.warc").write_bytes(whole[: len(whole) - 700])
    result = dateline.build(tmp_path / "cut.warc", tmp_path / "out", actors=False)
    assert (result.rows["articles"], result.rows["rejects"]) == (PAGES - 1, 1)
    kept = [row for row in expected if row["url"] != address(PAGES - 1)]
    assert facts(tmp_path / "out") == kept
    assert rows(tmp_path / "out", "rejects")[0]["raw_path"].startswith("cut.warc#")


def test_a_crawl_tells_what_is_no_page(tmp_path: Path) -> None:
    request = response(9).replace(b"WARC-Type: response", b"WARC-Type: request ")
    (tmp_path / "c.warc").write_bytes(response(1) + request + response(2))
    result = dateline.build(tmp_path / "c.warc", tmp_path / "out", actors=False)
    assert (result.inputs, result.rows["articles"], sum(result.skipped.values())) == (2, 2, 1)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["inputs"]["count"], manifest["inputs"]["documents"]) == (1, 2)
    assert manifest["inputs"]["skipped"] == dict(result.skipped)


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_change_nothing(workers: int, tmp_path: Path, expected: list[dict[str, Any]]) -> None:
    for put in (put_crawl, put_lines, put_table):
        put(tmp_path)
    dateline.build(tmp_path, tmp_path / "out", actors=False, workers=workers)
    assert sorted({row["body"] for row in rows(tmp_path / "out")}) == sorted(row["body"] for row in expected)
    assert len(rows(tmp_path / "out")) == 3 * PAGES
    firsts = [row for row in rows(tmp_path / "out") if row["duplicate_of"] is None]
    assert [row["id"] for row in firsts] == [row["id"] for row in expected]


# --- columns

TEXT = "\n\n".join(
    f"The council of Northby said on day {day} that the bridge over the river would be open to walkers by spring."
    for day in range(4)
)


def lines(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "texts.jsonl"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


def test_columns_fill_what_the_text_does_not_say(tmp_path: Path) -> None:
    row = {
        "words": TEXT,
        "headline": "Northby to open its bridge",
        "date": "2022-04-05T06:00:00Z",
        "author": "Ruth Okafor",
        "link": "https://www.northby.example/bridge?utm_source=x",
    }
    path = lines(tmp_path, row)
    dateline.build(path, tmp_path / "out", actors=False, mapping=parse_map("text=words,url=link"))
    (article,) = rows(tmp_path / "out")
    assert (article["title"], str(article["date"]), article["date_basis"]) == (
        row["headline"],
        "2022-04-05",
        "metadata",
    )
    assert (article["authors"], article["url"]) == (["Ruth Okafor"], "https://www.northby.example/bridge")
    told = {(row["field"], row["rule"]): row for row in rows(tmp_path / "out", "evidence")}
    assert told["title", "record.title"]["chosen"]
    assert "headline" in told["title", "record.title"]["reason"]
    assert dateline.validate(tmp_path / "out").ok


def test_what_the_document_says_goes_before_its_columns(tmp_path: Path) -> None:
    path = lines(tmp_path, {"html": page(1).decode(), "title": "Another headline", "date": "1999-01-01"})
    dateline.build(path, tmp_path / "out", actors=False)
    (article,) = rows(tmp_path / "out")
    assert (article["title"], str(article["date"])) == ("Harbour 1 opens its gates – at last", "2021-03-11")
    lost = {row["rule"]: row["value"] for row in rows(tmp_path / "out", "evidence") if not row["chosen"]}
    assert (lost["record.title"], lost["record.date"]) == ("Another headline", "1999-01-01")


@pytest.mark.parametrize("date", ["03/04/2022", "soon", "", "0000-00-00"])
def test_a_date_column_that_settles_nothing_gives_no_date(tmp_path: Path, date: str) -> None:
    dateline.build(lines(tmp_path, {"text": TEXT, "date": date}), tmp_path / "out", actors=False)
    assert rows(tmp_path / "out")[0]["date"] is None


def test_the_settings_may_name_the_columns(tmp_path: Path) -> None:
    def put(folder: Path) -> None:
        lines(folder, {"contents": page(2).decode(), "text": "a summary"})

    settings = 'inputs = ["raw"]\n[[mapping]]\nfiles = "raw/*.jsonl"\nhtml = "contents"\ntext = ""\n'
    folder = made(tmp_path, put, settings)
    assert [row["title"] for row in rows(folder)] == ["Harbour 2 opens its gates – at last"]
    assert dateline.validate(folder).ok
    assert ColumnMap(html="contents") != ColumnMap()


def test_pages_from_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dateline", "build", "-", "-o", "out", "--actors", "none", "--json"]
    done = subprocess.run(command, input=response(1) + response(2), cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(done.stdout)["rows"]["articles"] == 2


def test_a_dataset_that_is_not_on_this_machine_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="is not on this machine"):
        dateline.build("hf://datasets/nobody/has-this", tmp_path / "out")


def test_one_document_of_many_is_explained(tmp_path: Path) -> None:
    put_lines(tmp_path)
    told = explain(f"{tmp_path}/pages.jsonl#p4", tmp_path)
    assert "Harbour 4 opens its gates – at last" in {found.value for found in told.findings}
    with pytest.raises(InputError, match="holds many documents"):
        explain(f"{tmp_path}/pages.jsonl", tmp_path)
