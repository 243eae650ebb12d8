"""JSON Lines: every line is read or told, whatever it holds."""

import json
from typing import Any

import pytest

from dateline.read.document import Reject
from dateline.read.records import Record, jsonl

ENDINGS = ["", ".gz", ".zst"]
LINES = [
    b'{"id": "a", "text": "One bridge."}',
    b'{"id": "b", "text": "Two bridges."',
    b"",
    b'["text"]',
    b'"text"',
    b"null",
    b'{"id": "c", "text": null}',
    b"   ",
    b'{"id": "d", "text": "Three\xe2\x80\xa8lines\xc2\x85in\x0b\x0cone."}',
    b'{"id": "e", "text": "caf\xe9 und K\xc3\xb6ln"}',
    b"\x00\x01\x02",
    b'{"id": "f", "text": "Four \\u2028 bridges."}',
]
TOLD = ["a", "2 read.bad-json", "4 read.bad-json", "5 read.bad-json", "6 read.bad-json", "c read.no-text"]
TOLD += ["d", "e", "11 read.bad-json", "f"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_bad_line_stops_nothing(ending: str, last: bool, mark: bytes, end: bytes, files: Any) -> None:
    data = mark + end.join(LINES) + (end if last else b"")
    source = files.put(f"x.jsonl{ending}", files.packed(data, ending))
    assert files.told(source) == TOLD


def test_what_lines_hold_is_kept(files: Any) -> None:
    source = files.put("x.jsonl", b"\n".join(LINES))
    found = {r.raw_path[-1]: r for r in files.read(source) if isinstance(r, Record)}
    assert found["d"].data == "Three\u2028lines\x85in\x0b\x0cone."
    assert found["e"].data == "café und Köln"
    assert found["e"].note is not None
    assert found["f"].data == "Four \u2028 bridges."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "x"', "no JSON"),
        (b"[" * 200_000, "nested too deep"),
        (b"[1]", "a list"),
        (b"17", "a number"),
        (b'{"text": ' + b"1" * 5_000 + b"}", "no JSON"),
        (b'{"text": "\x1b[31m', "no JSON"),
    ],
)
def test_why_a_line_is_refused(line: bytes, message: str, files: Any) -> None:
    (found,) = files.read(files.put("x.jsonl", line))
    assert isinstance(found, Reject)
    assert message in found.message
    assert found.message.isprintable()


def test_a_line_that_is_too_long_is_not_held(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST", 1_000)
    rows = [{"id": name, "text": "words " * size} for name, size in (("a", 1), ("b", 100_000), ("c", 2))]
    assert files.told(files.lines("x.jsonl", *rows)) == ["a", "2 read.too-large", "c"]
    last = files.put("y.jsonl", json.dumps(rows[1]).encode())
    assert files.told(last) == ["1 read.too-large"]


def test_names_that_several_records_have_get_their_numbers(files: Any) -> None:
    """So do an id and a line's number that are the same."""
    ids: list[dict[str, Any]] = [{"id": "a"}, {"id": "b"}, {"id": "a"}, {}, {"id": 4}]
    rows = [{**row, "text": "words"} for row in ids]
    source = files.lines("x.jsonl", *rows)
    assert files.told(source) == ["a~1", "b", "a~3", "4~4", "4~5"]
    assert files.told(source, count=1) == files.told(source)


def test_an_id_that_is_none_gives_way_to_numbers(files: Any) -> None:
    """A column of a thousand values, twice each, is no id: every record gets its number too."""
    rows = [{"id": number % 1_100, "text": "x"} for number in range(2_300)]
    told = files.told(files.lines("x.jsonl", *rows))
    assert told[0] == "0~1"
    assert len(set(told)) == len(rows)


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_clipped_file_loses_only_its_end(ending: str, files: Any) -> None:
    rows = [{"id": f"r{number}", "text": f"words {number * 7919}"} for number in range(400)]
    whole = files.lines(f"x.jsonl{ending}", *rows)
    told = files.told(whole)
    data = (files.folder / whole.raw_path).read_bytes()
    for share in (0.3, 0.6, 0.99):
        part = files.told(files.put(f"y.jsonl{ending}", data[: int(len(data) * share)]))
        assert part[:-1] == told[: len(part) - 1]
        assert part[-1] == f"{len(part)} read.clipped"


def test_members_that_end_in_the_middle_of_a_line(files: Any) -> None:
    rows = "".join(json.dumps({"id": f"r{number}", "text": "words"}) + "\n" for number in range(50)).encode()
    packed = b"".join(files.packed(rows[at : at + 33], ".gz") for at in range(0, len(rows), 33))
    source = files.put("x.jsonl.gz", packed)
    assert files.told(source) == [f"r{number}" for number in range(50)]
    assert files.told(source, count=3) == files.told(source)


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file_has_no_records(ending: str, files: Any) -> None:
    assert files.read(files.put(f"a.jsonl{ending}", files.packed(b"", ending))) == []
    assert files.read(files.put(f"b.jsonl{ending}", files.packed(b"\n\r\n \n", ending))) == []


def test_keys_may_change_from_line_to_line(files: Any) -> None:
    source = files.lines("x.jsonl", {"text": "1", "url": "u"}, {"html": "<p>2</p>", "link": "v"}, {"url": "w"})
    first, second, third = files.read(source)
    assert (first.media, first.hints.url) == ("text", "u")
    assert (second.media, second.hints.url) == ("html", "v")
    assert third.rule == "read.no-text"
