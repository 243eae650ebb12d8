"""Pages made to do harm, through the command line: each is an article or a reject with its reason, soon, and the build
ends as one of good pages does.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

SECONDS = 30.0
"""Of CPU, for the whole build: start of Python, checks and writing, which take four, with it."""

TITLE = "Night ferry returns to Calder"
TEXT = "".join(
    f"<p>The ferry between Calder and Ridley sails again at night, the {n}. harbour master said on Friday: nine years "
    f"without any boat were enough, and {n + 2} companies had asked to run it since the spring.</p>"
    for n in range(6)
)


def page(head: str = "", before: str = "", after: str = "") -> bytes:
    top = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{TITLE}</title>{head}</head>"
    return f"{top}<body>{before}<article><h1>{TITLE}</h1>{TEXT}</article>{after}</body></html>".encode()


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


STATED = '{"@type":"NewsArticle","headline":"' + TITLE + '","datePublished":"2024-01-05","a":%s}'
LINKS = "".join(f'<a href="/{n}">Headline number {n} of the day</a> ' for n in range(49_000))
ITEMS = ",".join(f'{{"@type":"Thing","name":"thing {n}"}}' for n in range(100_000))

ARTICLES = {
    "linked-data-5mb": page(linked(STATED % f"[{ITEMS}]")),
    "linked-data-nested": page(linked(STATED % ("[" * 20_000 + "]" * 20_000))),
    "linked-data-nan": page(linked(STATED % "[NaN, Infinity, -1e999]")),
    "attribute-1mb": page(before=f'<div data-state="{"x" * 1_000_000}" class="{"y " * 100_000}">menu</div>'),
    "links-49k": page(after=f"<div>{LINKS}</div>"),
    "null-bytes": page().replace(b"<p>", b"\0<p\0>\0"),
    "utf-16": page().decode().encode("utf-16"),
    "utf-16-declared-utf-8": page().decode().encode("utf-16-be"),
    "declared-utf-16": page().replace(b"charset=utf-8", b"charset=utf-16"),
    "state-nested": page(before="<script>window.__STATE__=" + '{"a":' * 50_000 + "</script>"),
    "entities": page(before="<div>" + "&nbsp;&shy;&#8203;" * 50_000 + "</div>"),
    "doctype-entities": b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + page()[15:],
    "breaks": page(after="<div>" + "<br>" * 140_000 + "</div>"),
}
"""Pages whose article is read all the same."""

REJECTS = {
    "megabytes-50": ("read", "read.too-large", b"<p>" + b"Some words, that go on. " * 2_200_000),
    "tags-nested-100k": ("extract", "extract.no-body", b"<div>" * 100_000 + b"words" + b"</div>" * 100_000),
    "links-100k": ("extract", "extract.no-body", page(after=f"<div>{LINKS}{LINKS}</div>")),
    "script-unclosed": ("extract", "extract.no-body", page(head="<script>var a = 1;")),
    "comment-unclosed": ("extract", "extract.no-body", page(head="<!-- ")),
    "state-nested-alone": ("extract", "extract.no-body", b"<div id=app></div><script>a=" + b'[{"a":' * 99_000),
    "entities-alone": ("extract", "extract.no-body", b"<p>" + b"&lt;" * 1_000_000),
    "bytes": ("read", "read.binary", b"<p>" + bytes(range(32)) * 9_000),
    "null-bytes-alone": ("read", "read.binary", b"<html>" + b"\0" * 900_000),
}
"""Pages that are refused, with stage and rule."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """The dataset of all pages and the seconds of CPU that its build took."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "raw").mkdir()
    for name, data in (*ARTICLES.items(), *((name, data) for name, (_, _, data) in REJECTS.items())):
        (folder / "raw" / f"{name}.html").write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "dateline", "build", "raw", "-o", "out", "--actors", "none", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr.decode()
    rows = json.loads(done.stdout)["rows"]
    assert rows["articles"] + rows["rejects"] == len(ARTICLES) + len(REJECTS)
    return folder / "out", after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows(folder: Path, table: str) -> dict[str, dict[str, Any]]:
    found = pq.read_table(folder / "data" / table).to_pylist()
    return {Path(row["raw_path"]).stem: row for row in found}


def test_every_page_is_an_article_or_a_reject(built: tuple[Path, float]) -> None:
    assert set(rows(built[0], "articles")) == set(ARTICLES)
    assert set(rows(built[0], "rejects")) == set(REJECTS)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_article_is_whole(name: str, built: tuple[Path, float]) -> None:
    article = rows(built[0], "articles")[name]
    assert article["title"] == TITLE
    assert article["body"].count("harbour master") == 6
    assert len(article["body"].split("\n\n")) == 6


@pytest.mark.parametrize("name", [name for name in ARTICLES if name.startswith("linked-data")])
def test_linked_data_are_read_or_passed_over(name: str, built: tuple[Path, float]) -> None:
    assert str(rows(built[0], "articles")[name]["date"]) in ("2024-01-05", "None")


@pytest.mark.parametrize("name", REJECTS)
def test_a_reject_says_why(name: str, built: tuple[Path, float]) -> None:
    reject = rows(built[0], "rejects")[name]
    assert (reject["stage"], reject["rule"]) == REJECTS[name][:2]
    assert len(reject["message"]) > 10


def test_the_build_ends_soon(built: tuple[Path, float]) -> None:
    assert built[1] < SECONDS
