"""Parts: bounded stretches that are read in any order, by any process, with the result of one pass."""

import hashlib
import os
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records import (
    FORMS,
    Record,
    file_digest,
    file_of,
    find_parts,
    find_records,
    form_of,
    part_path,
    read_part,
    singles,
)
from dateline.read.records import reading as reading_module
from dateline.read.records.forms import ENDINGS
from dateline.read.text import LARGEST


def jsonl(files: Any, ending: str) -> Source:
    """Lines of many lengths, some bad, some with an id that others have too."""
    rows = [
        "{broken" if number % 17 == 0 else f'{{"id": {number % 90}, "html": "{files.page(number).decode()}"}}'
        for number in range(200)
    ]
    return files.put(f"x.jsonl{ending}", files.packed("\n".join(rows).encode(), ending))


def warc(files: Any, ending: str) -> Source:
    """Responses, other records, one that is broken and one that is clipped."""
    records = []
    for number in range(120):
        record = files.response(number % 100)
        if number % 10 == 3:
            record = files.warc(number, b"x: y\r\n", "metadata")
        if number == 50:
            record = record[:-60]
        records.append(files.packed(record, ending))
    records[70] = records[70][:15] + b"\xff" * 20 + records[70][35:]
    return files.put(f"x.warc{ending}", b"".join(records)[:-30])


def one_member(files: Any, ending: str) -> Source:
    """All records in one member, which can be started from its beginning alone."""
    data = b"".join(files.response(number) for number in range(150))
    return files.put(f"x.warc{ending}", files.packed(data, ending))


def tables(files: Any, ending: str) -> Source:
    rows = {
        "id": [f"r{number % 95}" for number in range(100)],
        "html": [files.page(number).decode() for number in range(100)],
    }
    path = files.folder / f"x{ending}"
    if ending == ".parquet":
        pq.write_table(pa.table(rows), path, row_group_size=40)
    else:
        table = pa.table(rows)
        with pa.OSFile(str(path), "wb") as out, pa.ipc.new_stream(out, table.schema) as writer:
            writer.write_table(table, max_chunksize=40)
    return Source(str(path), path.name)


KINDS: list[tuple[Callable[..., Source], str]] = [
    *((jsonl, ending) for ending in ("", ".gz", ".zst")),
    *((warc, ending) for ending in ("", ".gz", ".zst")),
    (one_member, ".gz"),
    (one_member, ".zst"),
    (tables, ".parquet"),
    (tables, ".arrow"),
]


@pytest.mark.parametrize(("make", "ending"), KINDS)
def test_parts_in_any_order_give_the_records_of_one_pass(make: Callable[..., Source], ending: str, files: Any) -> None:
    source = make(files, ending)
    (whole,) = files.parts(source, size=10**9, count=10**9)
    expected = list(read_part(whole))
    assert len(expected) >= 100
    for bounds in ({"count": 1}, {"count": 7}, {"size": 3_000}):
        cut = files.parts(source, **bounds)
        assert len(cut) > 10
        assert sum(part.count for part in cut) == whole.count
        order = random.Random(3).sample(range(len(cut)), len(cut))  # noqa: S311 - an order, no secret
        found = {number: list(read_part(cut[number])) for number in order}
        joined = [result for number in range(len(cut)) for result in found[number]]
        assert [r for r in joined if not hasattr(r, "what")] == [r for r in expected if not hasattr(r, "what")]
        assert _counts(joined) == _counts(expected)
        assert [result for part in cut for result in read_part(part)] == joined


def _counts(results: list[Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for result in results:
        if hasattr(result, "what"):
            counts[result.what] = counts.get(result.what, 0) + result.count
    return counts


@pytest.mark.parametrize(("make", "ending"), KINDS)
def test_paths_are_one_record_s_alone(make: Callable[..., Source], ending: str, files: Any) -> None:
    paths = [result.raw_path for result in files.read(make(files, ending)) if not hasattr(result, "what")]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(("make", "ending"), KINDS)
def test_a_part_as_parts_of_one_record(make: Callable[..., Source], ending: str, files: Any) -> None:
    part = files.parts(make(files, ending), count=30)[1]
    ones = singles(part)
    assert [one.count for one in ones] == [1] * part.count
    found = [result for one in ones for result in read_part(one) if isinstance(result, Record)]
    assert found == [result for result in read_part(part) if isinstance(result, Record)]
    assert singles(ones[0]) == [ones[0]]


@pytest.mark.parametrize(("make", "ending"), KINDS)
def test_a_record_is_found_again_by_its_path(make: Callable[..., Source], ending: str, files: Any) -> None:
    source = make(files, ending)
    records = [result for result in files.read(source) if isinstance(result, Record)]
    wanted = [records[5].raw_path, records[-1].raw_path]
    assert [file_of(path, files.folder) for path in wanted] == [source.raw_path] * 2
    assert list(find_records(source, [*wanted, "no such"])) == [records[5], records[-1]]


def test_a_file_name_may_have_the_mark_of_records(files: Any) -> None:
    source = files.put("a#b.html", files.page(1))
    assert file_of("a#b.html", files.folder) == "a#b.html"
    assert file_of("a#b.jsonl#7", files.folder) == "a#b.jsonl"
    assert [record.raw_path for record in files.read(source)] == ["a#b.html"]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_compressed_file_is_unpacked_once_for_all_its_parts(
    ending: str, files: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = one_member(files, ending)
    cut = files.parts(source, count=5)
    opened: list[tuple[int, int]] = []
    form = reading_module.BY_NAME["warc"]

    def frames(source: Source, columns: Any, start: tuple[int, int], number: int, **options: bool) -> Any:
        opened.append(start)
        return form.frames(source, columns, start, number, names_only=options["names_only"])

    counted = type(form)(form.name, form.endings, frames, form.record)
    monkeypatch.setitem(reading_module.BY_NAME, "warc", counted)
    for part in [*cut[::2], cut[1]]:
        assert len(list(read_part(part))) == 5
    assert len(opened) == 2


def test_a_file_that_changed_in_between_is_read_anew(files: Any) -> None:
    rows = [{"id": f"r{number}", "text": "words"} for number in range(20)]
    first, second = files.parts(files.lines("x.jsonl.gz", *rows), count=10)
    list(read_part(first))
    files.lines("x.jsonl.gz", *({**row, "text": "WORDS"} for row in rows))
    assert {record.data for record in read_part(second)} == {"WORDS"}


def test_what_a_file_and_a_part_are_called_and_digested(files: Any) -> None:
    source = files.lines("x.jsonl.gz", {"id": "a", "text": "words"}, {"id": "b", "text": "words"})
    assert [part_path(part) for part in files.parts(source, count=1)] == ["x.jsonl.gz#1", "x.jsonl.gz#2"]
    assert file_digest(source) == hashlib.sha256((files.folder / "x.jsonl.gz").read_bytes()).hexdigest()
    (part,) = files.parts(files.put("x.html", files.page(1)))
    assert part_path(part) == "x.html"
    assert file_digest(Source(str(files.folder / "none"), "none")) is None


def test_a_file_that_is_gone_is_told(files: Any) -> None:
    (part,) = files.parts(files.lines("x.jsonl", {"text": "words"}))
    os.remove(part.source.path)
    (found,) = read_part(part)
    assert isinstance(found, Reject)
    assert (found.raw_path, found.rule) == ("x.jsonl#1", "read.unreadable")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.html", "html"),
        ("a.HTM.GZ", "html"),
        ("a.xhtml.zst", "html"),
        ("a.md.gz", "text"),
        ("a.ndjson", "jsonl"),
        ("a.warc.zst", "warc"),
        ("a.parquet", "parquet"),
        ("a.parquet.gz", None),
        ("a.json", None),
        ("a.gz", None),
        ("html", None),
    ],
)
def test_the_form_of_a_file(name: str, form: str | None) -> None:
    found = form_of(name)
    assert (found.name if found else None) == form


def test_every_ending_is_of_one_form() -> None:
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert len({form.name for form in FORMS}) == len(FORMS)
    assert not [(a, b) for a in ENDINGS for b in ENDINGS if a != b and a.endswith(b)]


def test_what_is_not_read_says_what_is(files: Any) -> None:
    (found,) = files.read(files.put("x.docx", b"words"))
    assert (found.raw_path, found.rule) == ("x.docx", "read.unknown-kind")
    assert all(ending in found.message for ending in ENDINGS)


def test_links_and_other_things_in_folders(files: Any, tmp_path: Path) -> None:
    target = files.put("outside/x.html", files.page(1))
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "out.html").symlink_to(target.path)
    (inside / "folder.jsonl").mkdir()
    (inside / "gone.warc").symlink_to(inside / "nothing")
    os.mkfifo(inside / "pipe.jsonl")
    names = ("out.html", "folder.jsonl", "gone.warc", "pipe.jsonl")
    found = [files.read(Source(str(inside / name), name, str(inside)))[0].rule for name in names]
    assert found == ["read.outside", "read.no-file", "read.unreadable", "read.no-file"]
    assert isinstance(files.read(Source(str(inside / "out.html"), "out.html"))[0], Record)


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_single_documents(ending: str, files: Any) -> None:
    """A page is the same compressed or not, and has the digest of its own bytes."""
    (plain,) = files.read(files.put("x.html", files.page(1)))
    (found,) = files.read(files.put(f"y.html{ending}", files.packed(files.page(1), ending)))
    assert (found.raw_path, found.media) == (f"y.html{ending}", "html")
    assert (found.data, found.sha256) == (plain.data, plain.sha256)
    (text,) = files.read(files.put(f"y.md{ending}", files.packed(b"# A bridge", ending)))
    assert (text.data, text.media) == (b"# A bridge", "text")


@pytest.mark.parametrize(
    ("name", "data", "rule", "words"),
    [
        ("a.html", b"x" * (LARGEST + 1), "read.too-large", "has more than"),
        ("a.html.zst", os.urandom(LARGEST // 64) * 65, "read.too-large", "unpacks to more than 8,388,608 bytes"),
        ("a.html.gz", b"\0" * LARGEST, "read.bomb", "500 times its size"),
        ("a.html.zst", b"\0" * LARGEST * 4, "read.bomb", "500 times its size"),
    ],
)
def test_bombs_and_dumps_are_no_documents(name: str, data: bytes, rule: str, words: str, files: Any) -> None:
    (found,) = files.read(files.put(name, files.packed(data, name)))
    assert (found.raw_path, found.rule) == (name, rule)
    assert words in found.message


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_clipped_document_is_refused(ending: str, files: Any) -> None:
    data = files.packed(files.page(1), ending)
    (found,) = files.read(files.put(f"a.html{ending}", data[:-9]))
    assert found.rule == "read.clipped"


def test_an_index_of_a_large_file_is_small(files: Any) -> None:
    row = b'{"id": "%07d", "text": "' + b"words " * 300 + b'"}\n'
    path = files.folder / "x.jsonl"
    with path.open("wb") as file:
        for number in range(10_000):
            file.write(row % number)
    tracemalloc.start()
    found = list(find_parts([Source(str(path), "x.jsonl")]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(part.count for part in found) == 10_000
    assert peak < 3_000_000
    assert path.stat().st_size > 18_000_000
