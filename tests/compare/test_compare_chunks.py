"""Content-defined chunks: the rule of the Hub's store, byte by byte, and what they say of an edit."""

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.compare import Edition, compare
from dateline.compare.chunks import BELOW, BLOCK, LEAST, MOST, candidates, chunks, table

MASK = 0xFFFF000000000000  # of the specification


def noise(size: int, seed: int = 0) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - no secret


def ends_by_the_rule(data: bytes) -> list[int]:
    """The specification's loop, a byte at a time."""
    gear = [int(number) for number in table()]
    ends, start, state = [], 0, 0
    for at, byte in enumerate(data):
        state = ((state << 1) + gear[byte]) % 2**64
        size = at - start + 1
        if size >= LEAST and (size >= MOST or state & MASK == 0):
            ends.append(at + 1)
            start, state = at + 1, 0
    return ends if start == len(data) else [*ends, len(data)]


def lengths(path: Path) -> list[int]:
    return [length for _, length in chunks(path)]


@pytest.mark.parametrize(
    "data",
    [
        noise(700_000),
        noise(3 * BLOCK + 1, 5),
        noise(2 * BLOCK, 6),
        b"\0" * 300_000,
        noise(LEAST - 1),
        noise(63),
        b"x",
        b"",
        noise(200_000, 7) + b"\0" * 400_000 + noise(100_000, 8),
    ],
    ids=len,
)
def test_the_cuts_are_those_of_the_rule(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    assert list(itertools.accumulate(lengths(tmp_path / "file"))) == ends_by_the_rule(data)


def test_the_numbers_are_those_of_the_specification() -> None:
    assert (LEAST, MOST) == (8 * 1024, 128 * 1024)
    assert (BELOW - 1) & MASK == 0
    assert BELOW & MASK == BELOW
    assert len(set(table().tolist())) == 256


def test_candidates_come_about_once_in_64_kib() -> None:
    assert 70 < len(list(candidates(noise(8 << 20)))) < 190


def test_blocks_leave_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    data = noise(1 << 20, 3)
    whole = list(candidates(data))
    monkeypatch.setattr("dateline.compare.chunks.BLOCK", 100)
    assert len(whole) > 8
    assert list(candidates(data)) == whole


def test_an_edit_changes_the_chunks_around_it_alone(tmp_path: Path) -> None:
    data = noise(4 << 20)
    (tmp_path / "old").write_bytes(data)
    (tmp_path / "new").write_bytes(data[:2_000_000] + b"a few bytes more" + data[2_000_100:])
    held = {digest for digest, _ in chunks(tmp_path / "old")}
    fresh = [length for digest, length in chunks(tmp_path / "new") if digest not in held]
    assert 1 <= len(fresh) <= 3
    assert sum(fresh) <= 3 * MOST


def test_bytes_that_travel(make: Callable[[int], Any], write: Callable[..., Edition], tmp_path: Path) -> None:
    old = make(30)
    new = make(30)
    new["articles"][3]["title"] = "Another title"
    found = compare(write(tmp_path / "old", old, shards=3), write(tmp_path / "new", new, shards=3)).travel
    assert [file.path for file in found.files] == ["data/articles/train-00000-of-00003.parquet"]
    file = tmp_path / "new" / found.files[0].path
    assert found.files[0].size == found.new_bytes == file.stat().st_size
    assert found.size == sum(path.stat().st_size for path in (tmp_path / "new" / "data").rglob("*.parquet"))
    assert found.share == found.new_bytes / found.size


def test_a_chunk_travels_once(make: Callable[[int], Any], write: Callable[..., Edition], tmp_path: Path) -> None:
    rows = {"evidence": make(5)["evidence"]}
    both = {"train": lambda row: True, "test": lambda row: True}
    found = compare(write(tmp_path / "old", {"evidence": []}), write(tmp_path / "new", rows, splits=both)).travel
    assert [file.new_bytes for file in found.files] == [found.new_bytes, 0]
    assert found.files[0].size == found.files[1].size == found.new_bytes
