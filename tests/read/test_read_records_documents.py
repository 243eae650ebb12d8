"""Records to documents: decoded, or refused with the reason."""

import pytest

from dateline.read.document import Document, Reject
from dateline.read.records import Hints, Record, to_document
from dateline.read.records.record import Media, sha256_of
from dateline.read.records.signatures import begins_as_page, foreign_kind, looks_like_html
from dateline.read.text import decode_as

PAGE = "<html><head><title>A bridge</title></head><body><p>Новый мост открыли.</p></body></html>"


def record(data: bytes | str, media: Media = "html", charset: str | None = None, note: str | None = None) -> Record:
    return Record("x.jsonl#1", data, media, sha256_of(data), Hints(charset=charset), note)


def test_a_page_of_bytes() -> None:
    found = to_document(record(PAGE.encode("koi8-r"), charset="koi8-r", note="cut off"))
    assert isinstance(found, Document)
    assert (found.text, found.encoding, found.note) == (PAGE, "koi8-r", "cut off")
    assert found.sha256 == sha256_of(PAGE.encode("koi8-r"))


@pytest.mark.parametrize("media", ["html", "text"])
def test_characters_count_as_utf_8(media: Media) -> None:
    found = to_document(record(PAGE, media))
    assert isinstance(found, Document)
    assert (found.text, found.encoding) == (PAGE, "utf-8")
    assert decode_as(PAGE.encode(), found.encoding) == found.text


def test_text_of_bytes_is_read_as_text_files_are() -> None:
    found = to_document(record("Новый мост открыли в городе, и жители перешли реку.".encode("cp1251"), "text"))
    assert isinstance(found, Document)
    assert found.text.startswith("Новый мост")


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (b"%PDF-1.7\n...", "read.not-html", "a PDF document"),
        ("%PDF-1.7\n...", "read.not-html", "a PDF document"),
        (b"\n\n%PDF-1.4", "read.not-html", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n....", "read.not-html", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "read.not-html", "a JPEG image"),
        (b"GIF89a...", "read.not-html", "a GIF image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "read.not-html", "an image, audio or video"),
        (b"\0\0\0 ftypisom", "read.not-html", "video"),
        (b"PK\x03\x04...", "read.not-html", "a zip archive"),
        (b"\x1f\x8b\x08...", "read.not-html", "gzip data"),
        (b"{\\rtf1", "read.not-html", "an RTF document"),
        (b"", "read.empty", "0 bytes"),
        (b" \n ", "read.empty", "white space"),
        ("", "read.empty", "0 bytes"),
        (b"<p>" + bytes(range(8)) * 90 + b"</p>", "read.binary", "control characters"),
        (b"<>\xc2\xa0 1 2 3", "read.no-letters", "no letters"),
    ],
)
def test_what_is_no_page(data: bytes | str, rule: str, words: str) -> None:
    found = to_document(record(data))
    assert isinstance(found, Reject)
    assert (found.raw_path, found.sha256, found.rule) == ("x.jsonl#1", sha256_of(data), rule)
    assert words in found.message


@pytest.mark.parametrize(
    "data", [PAGE.encode(), PAGE.encode("utf-16"), b"<p>BZh, RIFF and PK</p>", b"BZhang said", b"GIF"]
)
def test_pages_are_no_foreign_files(data: bytes) -> None:
    assert foreign_kind(data) is None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (PAGE, True),
        ("<p>One paragraph.</p>", True),
        ("Some words.<br/>More words.", True),
        ("<!doctype HTML>", True),
        ("if a<b and c>d", False),
        ("I <3 you, <i>really</i>", False),
        ("<pre-war> prices", False),
        ("", False),
    ],
)
def test_the_look_of_html(text: str, html: bool) -> None:
    assert looks_like_html(text) == html
    assert looks_like_html(text.encode()) == html


@pytest.mark.parametrize(
    ("data", "begins"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\r\n <HTML lang=de>", True),
        (b"<?xml version='1.0'?><!-- words --><html>", True),
        (b"<!-- a --> <!-- b --><head>", True),
        (b"<!-- a", False),
        (b"words <p>", False),
        (b"<htmlx>", False),
        (b"<?xml version='1.0'?><rss>", False),
        (b"<!---->" * 500, False),
    ],
)
def test_how_a_page_begins(data: bytes, begins: bool) -> None:
    assert begins_as_page(data) == begins
