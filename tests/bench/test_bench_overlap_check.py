"""Planted pieces of a test in training texts: which are found, which are not, and what is said of broken files."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.overlap import Overlap, Side, overlap, overlap_with, reading, stream
from dateline.bench.overlap.probes import probes_of, run_numbers
from dateline.bench.overlap.reading import texts_in
from dateline.bench.overlap.result import LIMITS
from dateline.bench.overlap.show import show_overlap
from dateline.bench.overlap.words import cut, normal, runs
from dateline.bench.scoring.text import words
from dateline.errors import UsageError

CANARY = "dateline-benchmark-canary 0b1c2d3e-4f50-5617-8899-aabbccddeeff: test data, never to be trained on"

ENGLISH = (
    "The governor of the river province told reporters on Tuesday that the old bridge at Tell Marin would be closed to "
    "lorries until spring, and that farmers could cross by the ferry below the mill free of charge."
)
ARABIC = (
    "أعلن محافظ المدينة القديمة أمس أن الجسر الحجري سيغلق أمام الشاحنات حتى الربيع المقبل بسبب أعمال الترميم الجارية"
)
RUSSIAN = (
    "Губернатор речной области заявил во вторник, что старый мост будет закрыт для грузовиков до весны из-за ремонта."
)
CHINESE = "河谷省省长星期二对记者表示,旧桥将对卡车关闭至春季,农民可以免费乘坐磨坊下游的渡船过河前往集市出售农产品。"
THAI = "ผู้ว่าราชการจังหวัดลุ่มน้ำกล่าวเมื่อวันอังคารว่าสะพานเก่าจะปิดไม่ให้รถบรรทุกผ่านจนถึงฤดูใบไม้ผลิ"
TEXTS = {"en": ENGLISH, "ar": ARABIC, "ru": RUSSIAN, "zh": CHINESE, "th": THAI}
NOISE = " ".join(f"word{number} of some other page about wheat and rain," for number in range(400))


def side(*texts: str, **columns: str) -> Side:
    rows = [
        {"id": f"headline-{place}", "text": text, "article_id": ENGLISH, "canary": CANARY, "fold": None, **columns}
        for place, text in enumerate(texts)
    ]
    return Side("headline", rows, ("headline",))


def check(training: str, *texts: str, tmp_path: Path, n: int = 13, **columns: str) -> Overlap:
    file = tmp_path / "train.txt"
    file.write_text(training, encoding="utf-8")
    return overlap_with([side(*texts, **columns)], CANARY, [file], n)


# What is found


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_that_stands_there_is_found_whole(language: str, tmp_path: Path) -> None:
    text = TEXTS[language]
    (task,) = check(f"{NOISE}\n{text}\n{NOISE}", "x " * 20, text, tmp_path=tmp_path).tasks
    (found,) = task.found
    assert (found.id, found.columns, found.coverage, found.record) == ("headline-1", ("text",), 1.0, 2)
    assert found.longest == len(words(text))
    assert (task.items, task.mostly, task.answers, task.too_short) == (2, 1, 0, 0)


def shouted(text: str) -> str:
    return text.upper()


def wrapped(text: str) -> str:
    return text.replace(" ", " \r\n\t ")


def bare(text: str) -> str:
    return "".join(" " if character in ",.,。،" else character for character in text)


def dressed(text: str) -> str:
    return "«" + text.replace(" ", "\u00a0– ") + "»!"


def hyphenated(text: str) -> str:
    return "".join(character + "\u00ad\u200c" for character in text)


def stretched(text: str) -> str:
    return text.replace("ح", "حـــ")


@pytest.mark.parametrize("changed", [shouted, wrapped, bare, dressed, hyphenated, stretched])
@pytest.mark.parametrize("language", TEXTS)
def test_case_white_space_punctuation_and_invisible_characters_hide_nothing(
    language: str, changed: Any, tmp_path: Path
) -> None:
    result = check(f"{NOISE} {changed(TEXTS[language])} {NOISE}", TEXTS[language], tmp_path=tmp_path)
    assert [one.coverage for one in result.tasks[0].found] == [1.0]


def test_full_width_letters_and_decomposed_ones_are_the_same(tmp_path: Path) -> None:
    text = "Ｔｈｅ café owners of the old québec quarter met again on friday evening to talk about the cañon road"
    plain = (
        "The cafe\u0301 owners of the old que\u0301bec quarter met again on friday evening to talk about the cañon road"
    )
    assert check(plain, text, tmp_path=tmp_path).found


def every_fifth(text: str) -> str:
    return " ".join("other" if place % 5 == 4 else word for place, word in enumerate(text.split()))


def test_a_word_changed_in_every_five_is_not_found_and_that_is_said(tmp_path: Path) -> None:
    training = every_fifth(ENGLISH)
    result = check(training, ENGLISH, tmp_path=tmp_path)
    assert not result.found
    assert "another word in every run is not found" in result.to_json()["limits"] == LIMITS
    assert check(training, ENGLISH, tmp_path=tmp_path, n=4).found


def test_coverage_and_the_longest_stretch_of_a_part(tmp_path: Path) -> None:
    own = ENGLISH.split()
    result = check(" ".join(["else", *own[3:20], "else"]), ENGLISH, tmp_path=tmp_path)
    (found,) = result.tasks[0].found
    assert found.longest == 17
    assert found.coverage == round(5 / (len(own) - 12), 4)
    assert found.words == " ".join(words(" ".join(own[3:20])))
    assert not check(" ".join(own[3:15]), ENGLISH, tmp_path=tmp_path).found


def test_what_is_shown_is_of_the_item_where_two_share_a_run(tmp_path: Path) -> None:
    """A run that two items share stands in both; each goes on in its own way."""
    head = ENGLISH.split()[:15]
    one, other = (" ".join([*head, *tail.split()]) for tail in ("and so the bridge fell", "yet no ferry came"))
    found = check(f"{one}\n{other}", one, other, tmp_path=tmp_path).tasks[0].found
    assert [item.words for item in found] == [" ".join(words(text)) for text in (one, other)]


def test_an_answer_that_is_found_is_told_apart(tmp_path: Path) -> None:
    headline = "Old bridge at Tell Marin to stay closed to lorries until spring"
    (found,) = check(headline, ENGLISH, tmp_path=tmp_path, headline=headline).tasks[0].found
    assert (found.columns, found.answer) == (("headline",), True)


SHORT = [
    ("one two three four five six seven eight", True),
    ("one two three four five six seven", False),
    ("河谷省省长星期二对记者表示旧桥关", True),
    ("河谷省省长星期二对记者表示旧桥", False),
    ("", False),
    ("... — !", False),
]


@pytest.mark.parametrize(("text", "long_enough"), SHORT)
def test_texts_of_fewer_than_eight_words_are_too_short_to_tell(text: str, long_enough: bool, tmp_path: Path) -> None:
    (task,) = check(f"before {text} after", text, tmp_path=tmp_path).tasks
    assert (len(task.found), task.too_short) == ((1, 0) if long_enough else (0, 1))


def test_a_short_text_is_found_as_a_whole_alone(tmp_path: Path) -> None:
    assert not check(
        "one two three four five six seven eight", "one two three four five six seven eight nine", tmp_path=tmp_path
    ).found


def test_what_says_what_an_item_is_is_not_looked_for(tmp_path: Path) -> None:
    assert not check(
        ENGLISH, "something else entirely, of more than eight words, about apples", tmp_path=tmp_path
    ).found


# The canary


@pytest.mark.parametrize("training", [CANARY, "0B1C2D3E-4F50-5617-8899-AABBCCDDEEFF", f"x{chr(10)}y {CANARY}!"])
def test_the_canary_is_a_finding_of_its_own(training: str, tmp_path: Path) -> None:
    result = check(f"{NOISE}\n{training}\n{NOISE} {CANARY}", ENGLISH, tmp_path=tmp_path)
    assert result.found
    assert not result.tasks[0].found
    (file,) = result.files
    assert (file.canaries, file.canary[0]) == (2, 2 + training.count("\n"))
    assert result.canary == (file.file,)


def test_another_number_is_another_canary(tmp_path: Path) -> None:
    assert not check(CANARY.replace("0b1c2d3e", "1b1c2d3e"), ENGLISH, tmp_path=tmp_path).found


# Files


def lines(*values: Any) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


def zst(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


JSON = lines({"a": "x"}, {"messages": [{"content": NOISE}, {"role": "user", "content": ENGLISH}]}, "x")
FILES = {
    "a.txt": (ENGLISH.encode("utf-16"), 1),
    "b.TXT": (b"\xef\xbb\xbfx\r\n" + ENGLISH.encode(), 2),
    "c.txt.gz": (gzip.compress(b"x\n\n") + gzip.compress(ENGLISH.encode()), 3),
    "d.txt.zst": (zst(b"x\n") + zst(ENGLISH.encode()), 2),
    "e.jsonl": (JSON, 2),
    "f.jsonl.gz": (gzip.compress(JSON), 2),
    "g.jsonl.zst": (zst(JSON), 2),
    "h.ndjson": (b"\n" + lines(ENGLISH), 2),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_is_read(name: str, tmp_path: Path) -> None:
    data, record = FILES[name]
    (tmp_path / name).write_bytes(data)
    result = overlap_with([side(ENGLISH)], CANARY, [tmp_path / name])
    assert not result.unread
    assert [(one.coverage, one.record, Path(one.file).name) for one in result.tasks[0].found] == [(1.0, record, name)]


def parquet(path: Path, columns: dict[str, Any]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_is_read_by_its_columns_of_texts(tmp_path: Path) -> None:
    columns = {
        "n": [1, 2, 3],
        "meta": pa.array(["x", None, "y"]).dictionary_encode(),
        "messages": [[], [{"content": NOISE}, {"content": ENGLISH}], None],
    }
    file = parquet(tmp_path / "a.parquet", columns)
    for field in (None, "messages", "messages.content"):
        (found,) = overlap_with([side(ENGLISH)], CANARY, [file], field=field).tasks[0].found
        assert (found.coverage, found.record) == (1.0, 2)
    for field in ("meta", "messages.role"):
        assert not overlap_with([side(ENGLISH)], CANARY, [file], field=field).found
    (why,) = overlap_with([side(ENGLISH)], CANARY, [file], field="text").unread.values()
    assert why == "has no texts in text; its columns are n, meta, messages"


def test_a_run_does_not_go_on_in_another_value_or_record_but_in_another_line_of_a_text(tmp_path: Path) -> None:
    own = ENGLISH.split()
    halves = [" ".join(own[:10]), " ".join(own[10:20])]
    cases = {"a.jsonl": lines(halves), "b.jsonl": lines(*halves), "c.txt": "\n".join(halves).encode()}
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        found = overlap_with([side(ENGLISH)], CANARY, [tmp_path / name]).found
        assert found is name.endswith("txt")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
@pytest.mark.parametrize("block", [1, 7, 64, 1000])
def test_what_lies_across_blocks_is_found_and_counted_once(
    name: str, block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [NOISE[:300], f"{CANARY} {ENGLISH}", CHINESE, NOISE[:200], CANARY]
    data = lines(*texts) if name.endswith("jsonl") else "\n".join(texts).encode()
    (tmp_path / name).write_bytes(data)
    whole = overlap_with([side(ENGLISH, CHINESE)], CANARY, [tmp_path / name])
    assert whole.files[0].canary == (2, 5)
    assert [one.record for one in whole.tasks[0].found] == [2, 3]
    for module in (stream, reading):
        monkeypatch.setattr(module, "BLOCK", block)
    assert overlap_with([side(ENGLISH, CHINESE)], CANARY, [tmp_path / name]) == whole


def test_a_long_text_without_spaces_is_cut_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, size in ((stream, "BLOCK", 16), (stream, "STRETCH", 32), (reading, "BLOCK", 7)):
        monkeypatch.setattr(module, name, size)
    assert all(len(block) < 64 for block in stream.blocks(CHINESE * 3))
    assert check(CHINESE[:20] + CHINESE * 3, CHINESE, tmp_path=tmp_path).tasks[0].mostly == 1


def test_files_folders_and_globs_each_file_once_in_order(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/b.txt", "in/deep/a.jsonl", "in/readme.md", "c.txt"):
        (tmp_path / name).write_bytes(lines("x"))
    named = [tmp_path / "c.txt", tmp_path / "in", str(tmp_path / "*.txt"), tmp_path / "in" / "b.txt"]
    result = overlap_with([side(ENGLISH)], CANARY, named)
    assert [Path(one.file).name for one in result.files] == ["c.txt", "b.txt", "a.jsonl"]
    assert not result.unread


# Bad input


def test_files_that_cannot_be_read_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    broken = {
        "a.txt.gz": gzip.compress((ENGLISH + NOISE).encode())[:-12],
        "b.jsonl.zst": b"no such thing",
        "c.parquet": b"PAR1",
        "d.txt": "x".encode("utf-16-le"),
        "e.docx": b"",
    }
    for name, data in broken.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(ENGLISH)
    (tmp_path / "empty").mkdir()
    named = [*(tmp_path / name for name in broken), tmp_path / "none.txt", tmp_path / "empty", tmp_path / "z.txt"]
    result = overlap_with([side(ENGLISH)], CANARY, named)
    assert {Path(name).name for name in result.unread} == {*broken, "none.txt", "empty"}
    assert all(result.unread.values())
    assert len(result.tasks[0].found) == 1


def test_lines_that_are_no_json_are_counted_and_keep_their_number(tmp_path: Path) -> None:
    data = b'{"a": \n' + b"\xff\xfe\n" + b"[" * 100_000 + b"\n\n" + lines(ENGLISH)
    (tmp_path / "a.jsonl").write_bytes(data)
    result = overlap_with([side(ENGLISH)], CANARY, [tmp_path / "a.jsonl"])
    (file,) = result.files
    assert (file.broken, file.texts, file.unread) == (3, 1, None)
    assert [one.record for one in result.tasks[0].found] == [5]


def test_a_line_too_long_to_hold_is_counted_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.bench.overlap.reading.LONGEST", 500)
    (tmp_path / "a.jsonl").write_bytes(lines(NOISE, ENGLISH))
    result = overlap_with([side(ENGLISH)], CANARY, [tmp_path / "a.jsonl"])
    assert (result.files[0].broken, result.files[0].texts) == (1, 1)
    assert result.files[0].bytes == (tmp_path / "a.jsonl").stat().st_size
    assert [one.record for one in result.tasks[0].found] == [2]


def test_bytes_that_are_no_utf8_and_lone_surrogates_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xe9\xe8 " + ENGLISH.encode())
    (tmp_path / "b.jsonl").write_bytes(b'"\\ud800 ' + ENGLISH.encode() + b'"')
    result = overlap_with([side(ENGLISH)], CANARY, [tmp_path / "a.txt", tmp_path / "b.jsonl"])
    assert [file.undecodable for file in result.files] == [2, 0]
    assert not result.unread
    assert overlap_with([side(ENGLISH)], CANARY, [tmp_path / "b.jsonl"]).found


def test_a_run_of_one_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2 or more"):
        check("", ENGLISH, tmp_path=tmp_path, n=1)


def test_nothing_to_look_for_is_no_error(tmp_path: Path) -> None:
    (task,) = check(NOISE, tmp_path=tmp_path).tasks
    assert (task.items, task.found, task.too_short) == (0, (), 0)


# Hashes


def test_an_equal_hash_alone_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All runs have one hash: only those with the same words are met, and every one of these."""

    def colliding(hashes: Any, length: int) -> Any:
        return np.zeros(max(0, len(hashes) - length + 1), np.uint64)

    for module in ("stream", "probes"):
        monkeypatch.setattr(f"dateline.bench.overlap.{module}.runs", colliding)
    own = ENGLISH.split()
    training = " ".join(["else", *own[3:20], "else"])
    (found,) = check(training, ENGLISH, RUSSIAN, tmp_path=tmp_path).tasks[0].found
    assert (found.id, found.longest) == ("headline-0", 17)
    for module in (stream, reading):
        monkeypatch.setattr(module, "BLOCK", 64)  # what was met in one block hides nothing in the next
    assert check(f"{ENGLISH} {NOISE[:300]} {RUSSIAN}", ENGLISH, RUSSIAN, tmp_path=tmp_path).tasks[0].mostly == 2


# Laws


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_words_are_those_that_texts_are_scored_by(text: str) -> None:
    found = cut(normal(text))
    assert found.words(0, len(found.starts)) == words(text)
    assert all(found.text[start:end] for start, end in zip(found.starts, found.ends, strict=True))


SMALL = st.lists(st.integers(0, 3), min_size=1, max_size=60)


@settings(max_examples=50, deadline=None)
@given(SMALL, st.integers(1, 9))
def test_run_numbers_are_equal_for_equal_runs_alone(numbers: list[int], length: int) -> None:
    length = min(length, len(numbers))
    found = run_numbers(np.array(numbers, np.int64), length).tolist()
    spelled = [tuple(numbers[place : place + length]) for place in range(len(numbers) - length + 1)]
    assert len(set(zip(found, spelled, strict=True))) == len(set(found)) == len(set(spelled))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1), max_size=30), st.integers(1, 9), st.integers(0, 5))
def test_the_hash_of_a_run_does_not_depend_on_what_stands_before(hashes: list[int], length: int, more: int) -> None:
    own = np.array(hashes, np.uint64)
    behind = np.concatenate([np.arange(1, more + 1, dtype=np.uint64), own])
    assert len(runs(own, length)) == max(0, len(own) - length + 1)
    if len(own) >= length:
        assert runs(behind, length)[more:].tolist() == runs(own, length).tolist()


TINY = st.lists(st.sampled_from("ab"), max_size=40).map(" ".join)


@settings(max_examples=50, deadline=None)
@given(TINY, TINY, st.integers(2, 5))
def test_as_a_search_word_by_word_says(text: str, training: str, n: int) -> None:
    own, other = text.split(), training.split()
    probes = probes_of([text], n)
    scan = stream.Scan(probes, [])
    assert scan.file(0, [training], "\n")[0] == len(other)
    if (piece := probes.pieces[0]) is None:
        assert len(own) < n
        return
    known = {tuple(other[place : place + piece.length]) for place in range(len(other) - piece.length + 1)}
    grams = probes.of_length(piece.length)
    met = grams.found[grams.of[piece.first : piece.first + piece.runs]].tolist()
    assert met == [tuple(own[place : place + piece.length]) in known for place in range(piece.runs)]


def test_texts_under_a_path() -> None:
    value = {"a": [{"b": "x", "c": "y"}, {"b": ["z", 1, None]}], "b": "w"}
    assert list(texts_in(value)) == ["x", "y", "z", "w"]
    assert list(texts_in(value, ["a", "b"])) == ["x", "z"]
    assert list(texts_in(value, ["a", "b", "d"])) == []


# What is shown


def test_the_terminal_gets_no_markup_and_no_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "[bold]x[/] \x1b[31m" + ENGLISH
    (tmp_path / "[red]a.jsonl").write_bytes(lines(evil, CANARY) + b"{\n")
    result = overlap_with([side(evil), Side("[b]other", [])], CANARY, [tmp_path / "[red]a.jsonl", "none"])
    show_overlap(result)
    told = capsys.readouterr().out
    assert "\x1b[31m" not in told
    for part in (
        "[red]a.jsonl",
        "[b]other",
        "canary",
        "1 lines that are no JSON",
        "is not there",
        "13 words",
        LIMITS[:40],
    ):
        assert part in told


def test_the_json_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    first, second = (check(f"{NOISE} {ENGLISH}", ENGLISH, tmp_path=tmp_path).to_json() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    assert first["tasks"][0]["found"] == 1
    assert first["tasks"][0]["found_items"][0]["id"] == "headline-0"


# A benchmark on disk


def folder(path: Path, row: dict[str, Any]) -> Path:
    (path / "data" / "headline").mkdir(parents=True)
    told = {"benchmark": {"canary": CANARY, "folded": False}, "tasks": {"headline": {}}}
    (path / "manifest.json").write_text(json.dumps(told))
    pq.write_table(pa.Table.from_pylist([row]), path / "data" / "headline" / "test-00000-of-00001.parquet")
    return path


def test_answers_that_are_kept_apart_are_looked_for_where_their_folder_is_named(tmp_path: Path) -> None:
    item = {"id": "headline-0", "text": ENGLISH, "headline": None, "article_id": None, "group_id": None, "fold": None}
    public = folder(tmp_path / "public", item)
    headline = "Old bridge at Tell Marin to stay closed to lorries until spring"
    keys = folder(tmp_path / "keys", {"id": "headline-0", "headline": headline, "article_id": "a", "group_id": "a"})
    (tmp_path / "train.txt").write_text(headline)
    assert not overlap(public, [tmp_path / "train.txt"]).found
    (found,) = overlap(public, [tmp_path / "train.txt"], keys=keys).tasks[0].found
    assert (found.columns, found.answer, found.coverage) == (
        ("headline",),
        True,
        round(1 / (len(words(ENGLISH)) - 11), 4),
    )
