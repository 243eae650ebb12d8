"""WARC files: pages out of crawls, and what is broken in one record costs that record alone."""

import gzip
import io
import zlib
from typing import Any

import brotli
import pyarrow as pa
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from dateline.read.document import Document, Reject
from dateline.read.files import Source
from dateline.read.records import Record, Skipped, to_document, warc_frames
from dateline.read.records.record import LONGEST_NAME

ENDINGS = ["", ".gz", ".zst"]


def ids(*numbers: int) -> list[str]:
    return [f"00000000-0000-0000-0000-{number:012x}" for number in numbers]


def archive(files: Any, ending: str, *records: bytes) -> Source:
    """A WARC file, each record a member of its own."""
    return files.put(f"x.warc{ending}", b"".join(files.packed(record, ending) for record in records))


@pytest.mark.parametrize("ending", ENDINGS)
def test_responses_and_resources_are_pages(ending: str, files: Any) -> None:
    records = [files.response(1), files.warc(2, files.page(2), "resource"), files.response(3)]
    source = archive(files, ending, *records)
    assert files.told(source) == ids(1, 2, 3)
    for number, record in enumerate(files.read(source), 1):
        assert record.raw_path == f"x.warc{ending}#{ids(number)[0]}"
        assert (record.data, record.media, record.note) == (files.page(number), "html", None)
        assert record.hints.url == f"https://news.example/{number}"
        assert record.hints.charset == ("utf-8" if number != 2 else None)
        assert record.hints.date is None


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_all_records_in_one_member(ending: str, files: Any) -> None:
    """Not as the standard wants it, but common."""
    data = b"".join(files.response(number) for number in range(40))
    source = files.put(f"x.warc{ending}", files.packed(data, ending))
    assert files.told(source) == ids(*range(40))
    assert files.told(source, count=3) == ids(*range(40))


def test_as_fastwarc_writes_them(files: Any) -> None:
    out = io.BytesIO()
    with GzipWriter(out) as writer:
        for number in range(3):
            record = WarcRecord()
            record.init_headers(WarcRecordType.response, f"<urn:uuid:{ids(number)[0]}>".encode())
            record.headers["Content-Type"] = "application/http"
            record.set_bytes_content(files.http(files.page(number)))
            record.write(writer)
        writer.finish()
        data = out.getvalue()
    source = files.put("x.warc.gz", data)
    assert [record.data for record in files.read(source)] == [files.page(number) for number in range(3)]


def test_what_is_no_page_is_counted(files: Any) -> None:
    records = [
        files.warc(1, b"software: made up\r\n", "warcinfo"),
        files.warc(2, b"GET / HTTP/1.1\r\n\r\n", "request"),
        files.response(3),
        files.warc(4, b"x: y\r\n", "metadata"),
        files.warc(5, b"x: y\r\n", "metadata"),
        files.warc(6, files.http(b"\x89PNG\r\n\x1a\n", "image/png")),
        files.warc(7, files.http(b"{}", "application/json; charset=utf-8")),
        files.warc(8, files.http(files.page(8), status="404 Not Found")),
        files.warc(9, files.http(b"", status="301 Moved", kind=None)),
        files.warc(10, b"HTTP/1.1 200 OK\r\n\r\n", "revisit"),
        files.warc(11, files.http(b"words alone", kind=None)),
        files.warc(12, b"text of a page", "conversion"),
    ]
    source = archive(files, "", *records)
    found = files.read(source)
    assert [r.raw_path for r in found if isinstance(r, Record)] == [f"x.warc#{ids(3)[0]}"]
    assert {r.what: r.count for r in found if isinstance(r, Skipped)} == {
        "WARC record of type warcinfo": 1,
        "WARC record of type request": 1,
        "WARC record of type metadata": 2,
        "WARC record of type revisit": 1,
        "WARC record of type conversion": 1,
        "image/png": 1,
        "application/json": 1,
        "HTTP status 404": 1,
        "HTTP status 301": 1,
        "no media type, and no HTML": 1,
    }


@pytest.mark.parametrize(
    "kind",
    [
        "text/html",
        "TEXT/HTML;charset=x",
        "application/xhtml+xml",
        "html",
        None,
        "application/octet-stream",
        "  text/html",
    ],
)
def test_media_types_of_pages(kind: str | None, files: Any) -> None:
    page = b"\r\n<!-- made up --><!DOCTYPE html><html><p>words</p></html>"
    assert files.told(archive(files, "", files.warc(1, files.http(page, kind)))) == ids(1)


def chunked(data: bytes) -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(data[at : at + 50]), data[at : at + 50]) for at in range(0, len(data), 50))
        + b"0\r\n\r\n"
    )


def deflated(data: bytes) -> bytes:
    raw = zlib.compressobj(wbits=-15)
    return raw.compress(data) + raw.flush()


@pytest.mark.parametrize(
    ("encode", "headers"),
    [
        (lambda data: data, []),
        (gzip.compress, ["Content-Encoding: gzip"]),
        (brotli.compress, ["Content-Encoding: br"]),
        (zlib.compress, ["Content-Encoding: deflate"]),
        (deflated, ["Content-Encoding: deflate"]),
        (lambda data: pa.compress(data, codec="zstd", asbytes=True), ["Content-Encoding: zstd"]),
        (chunked, ["Transfer-Encoding: chunked"]),
        (lambda data: chunked(gzip.compress(data)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        # what crawlers leave behind: headers of encodings that they undid, and encodings without headers
        (lambda data: data, ["Content-Encoding: gzip"]),
        (lambda data: data, ["Content-Encoding: br"]),
        (lambda data: data, ["Transfer-Encoding: chunked"]),
        (gzip.compress, ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (lambda data: data, ["Content-Encoding: made-up"]),
        (gzip.compress, []),
    ],
)
def test_transfers_are_undone(encode: Any, headers: list[str], files: Any) -> None:
    page = files.page(5) * 20
    block = files.http(encode(page), "text/html", "200 OK", *headers)
    (found,) = files.read(archive(files, "", files.warc(1, block)))
    assert isinstance(found, Record)
    assert found.data == page


def test_a_bomb_in_a_transfer(files: Any) -> None:
    block = files.http(gzip.compress(b"<p>" + b" " * 100_000_000), "text/html", "200 OK", "Content-Encoding: gzip")
    assert files.told(archive(files, "", files.warc(1, block), files.response(2))) == [
        f"{ids(1)[0]} read.too-large",
        *ids(2),
    ]


def test_a_page_that_the_crawler_cut_off_says_so(files: Any) -> None:
    (found,) = files.read(
        archive(files, "", files.warc(1, files.http(files.page(1)), "response", "WARC-Truncated: length"))
    )
    assert found.note == "the crawler cut the page off: length"


def test_the_charset_of_the_header_decodes_the_page(files: Any) -> None:
    page = "<html><p>Новый мост открыли в городе</p></html>".encode("koi8-r")
    (found,) = files.read(archive(files, "", files.warc(1, files.http(page, 'text/html; charset="KOI8-R"'))))
    document = to_document(found)
    assert isinstance(document, Document)
    assert (document.encoding, document.text) == ("koi8-r", page.decode("koi8-r"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_clipped_file_loses_its_last_record_alone(ending: str, files: Any) -> None:
    """Clipped at any byte: the records before stand, the clipped one is told, nothing else is."""
    members = [files.packed(files.response(number), ending) for number in range(3)]
    data, start = b"".join(members), len(members[0]) + len(members[1])
    trailer = 4 if not ending else 0  # the two line ends after a record are not the record's
    for end in range(start, len(data) + 1, 1 if ending else 3):
        told = files.told(files.put(f"x.warc{ending}", data[:end]))
        assert told[:2] == ids(0, 1)
        if end == start:
            assert told[2:] == []
        elif end >= len(data) - trailer:
            assert told[2:] == ids(2)
        else:
            name, rule = told[-1].split()
            assert rule in ("read.clipped", "read.broken", "read.broken-record")
            if len(told) == 4:  # all of the record is there, but not of the checksum that follows it
                assert told[2] == ids(2)[0]
            else:
                assert len(told) == 3
                assert name in ("3", *ids(2))


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_broken_member_costs_one_record(ending: str, files: Any) -> None:
    members = [files.packed(files.response(number), ending) for number in range(5)]
    members[2] = members[2][:12] + bytes(byte ^ 0x5A for byte in members[2][12:60]) + members[2][60:]
    told = files.told(files.put(f"x.warc{ending}", b"".join(members)))
    assert told[:2] + told[3:] == ids(0, 1, 3, 4)
    assert told[2].split()[1] in ("read.broken", "read.broken-record", "read.clipped")


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_member_that_ends_too_early_costs_one_record(ending: str, files: Any) -> None:
    records = [files.response(number) for number in range(4)]
    records[1] = records[1][:-70]
    told = files.told(archive(files, ending, *records))
    assert told == [*ids(0), f"{ids(1)[0]} read.clipped", *ids(2, 3)]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (b"Content-Length: ", b"Content-Length: 9", "read.clipped"),
        (b"Content-Length: ", b"Content-Length: 99999999999", "read.clipped"),
        (b"Content-Length: ", b"Content-Length: -", "read.broken-record"),
        (b"Content-Length: ", b"Content-Size: ", "read.broken-record"),
        (b"word1x", b"", "read.broken-record"),
        (b"<p>", b"<p>a few words more</p><p>", "read.broken-record"),
    ],
)
def test_a_wrong_length_costs_one_record(old: bytes, new: bytes, rule: str, files: Any) -> None:
    records = [files.response(number) for number in range(4)]
    records[1] = records[1].replace(old, new)
    assert files.told(archive(files, "", *records)) == [*ids(0), f"{ids(1)[0]} {rule}", *ids(2, 3)]


@pytest.mark.parametrize("ending", ENDINGS)
def test_rubbish_between_records(ending: str, files: Any) -> None:
    records = [files.response(0), b"rubbish " * 50 + b"\r\n", files.response(1)]
    assert files.told(archive(files, ending, *records)) == [*ids(0), "2 read.broken-record", *ids(1)]


def test_a_page_about_warc_files_is_no_record(files: Any) -> None:
    page = b"<html><pre>\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n</pre></html>"
    source = archive(files, "", files.warc(1, files.http(page)), files.response(2))
    assert files.told(source) == ids(1, 2)


def test_records_that_are_too_large_are_passed_over(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_frames, "LONGEST", 5_000)
    monkeypatch.setattr(warc_frames, "STEP", 777)
    large = files.page(2) * 40
    records = [files.response(1), files.warc(2, large, "resource"), files.warc(3, large, "metadata"), files.response(4)]
    assert files.told(archive(files, "", *records)) == [
        *ids(1),
        f"{ids(2)[0]} read.too-large",
        *ids(4),
        "WARC record of type metadata: 1",
    ]


def test_a_hostile_file_of_false_lengths_ends_in_time(files: Any) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n"
    told = files.told(files.put("x.warc", head * 6_000))
    assert len(told) > warc_frames.REREADS
    assert all(one.endswith("read.clipped") for one in told)
    assert len(files.told(files.put("y.warc", head.replace(b"99999999999", b"4000000") * 6_000))) == 6_000


def test_ids_that_are_no_uuids(files: Any) -> None:
    records = [files.response(1), files.response(1), files.response(2)]
    records[2] = records[2].replace(ids(2)[0].encode(), b"x" * (LONGEST_NAME + 1))
    source = archive(files, "", *records)
    assert files.told(source) == [f"{ids(1)[0]}~1", f"{ids(1)[0]}~2", "3"]


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"<html></html>", b"WARC/1.0", b"WARC/1.0\r\n\r\n", b"\0" * 5_000])
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_no_warc_file(ending: str, data: bytes, files: Any) -> None:
    found = files.read(files.put(f"x.warc{ending}", files.packed(data, ending)))
    assert len(found) == bool(data.strip())
    assert all(isinstance(one, Reject) for one in found)


@pytest.mark.parametrize(
    "block",
    [b"", b"no header", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 xyz\r\n\r\n<html>", b"\xff\xfe\x00" * 40, b"\r\n" * 40],
)
def test_broken_transfers_stop_nothing(block: bytes, files: Any) -> None:
    found = files.read(archive(files, "", files.response(1), files.warc(2, block), files.response(3)))
    pages = [one.raw_path[-1] for one in found if isinstance(one, Record)]
    assert (pages[0], pages[-1]) == ("1", "3")
    assert len(found) == 3
