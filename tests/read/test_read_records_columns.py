"""Rows to records: which column is what, by declaration or by name, and what other columns tell."""

import datetime as dt
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.mapping import map_for
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records import ColumnMap, Hints, Part, Record, parse_map
from dateline.read.records.columns import find_columns, row_name, row_record, stated_time
from dateline.read.records.record import Frame
from dateline.read.text import LARGEST

PART = Part(Source("rows.jsonl", "rows.jsonl"), "jsonl")
HTML = "<html><body><p>A bridge was opened.</p></body></html>"


def read(row: dict[str, Any], declared: ColumnMap | None = None) -> Record | Reject:
    columns = find_columns(tuple(row), declared or ColumnMap())
    return row_record(PART, Frame(7, (0, 0), 0, row, row_name(row, columns)), row, columns)


def record(row: dict[str, Any], declared: ColumnMap | None = None) -> Record:
    found = read(row, declared)
    assert isinstance(found, Record)
    return found


def hints(**row: Any) -> Hints:
    return record({"text": "A bridge was opened.", **row}).hints


@pytest.mark.parametrize(
    ("row", "data", "media"),
    [
        ({"html": HTML, "text": "other"}, HTML, "html"),
        ({"html": None, "text": "the text"}, "the text", "text"),
        ({"html": " ", "maintext": "the text"}, "the text", "text"),
        ({"content": HTML}, HTML, "html"),
        ({"content": "the text"}, "the text", "text"),
        ({"body": "<p>One.</p><p>Two.</p>"}, "<p>One.</p><p>Two.</p>", "html"),
        ({"text": "5 < 6, he said"}, "5 < 6, he said", "text"),
        ({"Raw HTML": HTML}, HTML, "html"),
        ({"raw-html": HTML.encode()}, HTML.encode(), "html"),
        ({"text": ["One.", "Two."]}, "One.\n\nTwo.", "text"),
        ({"title": "x", "story": "the text"}, "the text", "text"),
    ],
)
def test_the_document_of_a_row(row: dict[str, Any], data: str | bytes, media: str) -> None:
    found = record(row)
    assert (found.data, found.media) == (data, media)


@pytest.mark.parametrize("row", [{}, {"text": None}, {"text": ""}, {"text": 5}, {"text": {"a": 1}}, {"t": "words"}])
def test_a_row_without_a_document(row: dict[str, Any]) -> None:
    found = read(row)
    assert isinstance(found, Reject)
    assert found.rule == "read.no-text"
    assert found.raw_path == "rows.jsonl#7"
    assert all(name in found.message for name in row)


def test_a_document_that_is_too_large() -> None:
    found = read({"id": "a", "text": "x" * (LARGEST + 1)})
    assert isinstance(found, Reject)
    assert (found.rule, found.raw_path) == ("read.too-large", "rows.jsonl#a")


def test_half_of_a_surrogate_pair_is_replaced_and_told() -> None:
    found = record({"text": "a bridge \ud83c", "title": "x \udfff"})
    assert found.data == "a bridge \ufffd"
    assert found.note == "halves of surrogate pairs were read as U+FFFD"
    assert found.hints.title == "x \ufffd"


@pytest.mark.parametrize(
    ("row", "field", "value", "column"),
    [
        ({"url": "https://a.example/1"}, "url", "https://a.example/1", "url"),
        ({"link": "https://a.example/1", "url": None}, "url", "https://a.example/1", "link"),
        ({"Headline": " A bridge "}, "title", "A bridge", "Headline"),
        ({"date_publish": "2024-05-01 10:00:00"}, "date", "2024-05-01 10:00:00", "date_publish"),
        ({"published": dt.date(2024, 5, 1)}, "date", "2024-05-01", "published"),
        ({"date": dt.datetime(2024, 5, 1)}, "date", "2024-05-01", "date"),
        ({"date": dt.datetime(2024, 5, 1, tzinfo=dt.UTC)}, "date", "2024-05-01T00:00:00+00:00", "date"),
        ({"date": 1714557600}, "date", "2024-05-01T10:00:00+00:00", "date"),
        ({"date": 1714557600000.0}, "date", "2024-05-01T10:00:00+00:00", "date"),
        ({"date": 20240501}, "date", "20240501", "date"),
        ({"lang": "de"}, "language", "de", "lang"),
        ({"publisher": {"name": "The Harbour Post"}}, "source", "The Harbour Post", "publisher"),
        ({"author": "Ada Brekke"}, "authors", ("Ada Brekke",), "author"),
        (
            {"authors": ["Ada Brekke", None, "", "Ola Berg", "Ola Berg"]},
            "authors",
            ("Ada Brekke", "Ola Berg"),
            "authors",
        ),
        ({"authors": [{"name": "Ada Brekke"}, {"x": 1}]}, "authors", ("Ada Brekke",), "authors"),
        ({"encoding": "gbk"}, "charset", "gbk", "encoding"),
    ],
)
def test_hints(row: dict[str, Any], field: str, value: object, column: str) -> None:
    found = hints(**row)
    assert getattr(found, field) == value
    assert found.places == {field: f"column {column}"}


@pytest.mark.parametrize(
    "row",
    [
        {"title": None},
        {"title": "None"},
        {"title": "  "},
        {"date": float("nan")},
        {"date": "NaT"},
        {"url": True},
        {"title": "x" * 5_000},
        {"authors": []},
        {"authors": [[]]},
        {"source": {"id": 5}},
        {"dump": "CC-MAIN-2024-10", "date": "2024-03-05T10:00:00Z"},
        {"warc_filename": "x.warc.gz", "Date": "2024-03-05"},
        {"timestamp": "2024-03-05"},
    ],
)
def test_what_is_no_hint(row: dict[str, Any]) -> None:
    """An absent value is null; the day of a crawl is not the day of an article."""
    assert hints(**row) == Hints()


@pytest.mark.parametrize(
    ("given", "time"),
    [
        ("1714557600", "2024-05-01T10:00:00+00:00"),
        ("1714557600123", "2024-05-01T10:00:00+00:00"),
        ("2024010112", "2024010112"),
        ("20240101", "20240101"),
        ("1995", "1995"),
    ],
)
def test_seconds_are_told_from_days(given: str, time: str) -> None:
    assert stated_time(given) == time


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({"id": "a-1"}, "rows.jsonl#a-1"),
        ({"_id": 17}, "rows.jsonl#17"),
        ({"uuid": "a b\n#~%ü"}, "rows.jsonl#a b%0A%23%7E%25ü"),
        ({"id": "https://a.example/1"}, "rows.jsonl#https://a.example/1"),
        ({"id": "../../etc/passwd"}, "rows.jsonl#..%2F..%2Fetc%2Fpasswd"),
        ({"id": "x" * 201}, "rows.jsonl#7"),
        ({"id": None}, "rows.jsonl#7"),
        ({"id": ["a"]}, "rows.jsonl#7"),
        ({"id": True}, "rows.jsonl#7"),
    ],
)
def test_the_path_of_a_record(row: dict[str, Any], path: str) -> None:
    assert record({"text": "words", **row}).raw_path == path


def test_a_declared_map_goes_before_names() -> None:
    row = {"html": HTML, "markdown": "the *text*", "meta": {"url": "u", "who": ["A B"]}, "url": "other", "k": 3}
    found = record(row, ColumnMap(text="markdown", url="meta.url", authors="meta.who", id="k"))
    assert (found.data, found.media, found.raw_path) == ("the *text*", "text", "rows.jsonl#3")
    assert (found.hints.url, found.hints.authors) == ("u", ("A B",))
    assert found.hints.places == {"url": "column meta.url", "authors": "column meta.who"}


def test_a_declared_text_is_text_whatever_it_looks_like() -> None:
    assert record({"body": HTML}, ColumnMap(text="body")).media == "text"
    assert record({"body": "words"}, ColumnMap(html="body")).media == "html"


def test_a_column_whose_name_has_a_dot() -> None:
    assert record({"a.b": "words"}, ColumnMap(text="a.b")).data == "words"


def test_an_empty_name_says_that_there_is_no_such_column() -> None:
    assert record({"text": "words", "title": "T"}, ColumnMap(title="")).hints.title is None


def test_a_declared_column_that_is_missing_is_no_reason_to_take_another() -> None:
    found = read({"text": "words", "html": HTML}, ColumnMap(text="body"))
    assert isinstance(found, Reject)
    assert "declared as text" in found.message


def test_the_map_of_an_option() -> None:
    assert parse_map("html=content, url=link,id=") == ColumnMap(html="content", url="link", id="")


@pytest.mark.parametrize("text", ["", "html", "page=content", "url=a,url=b", "html=a,,"])
def test_a_map_that_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="FIELD=COLUMN"):
        parse_map(text)


def test_the_first_map_that_holds_for_a_file() -> None:
    maps = [ColumnMap("raw/a*.jsonl", text="a"), ColumnMap("raw/*", text="b")]
    assert [map_for(maps, path).text for path in ("raw/a1.jsonl", "raw/b.jsonl", "c.jsonl")] == ["a", "b", None]
