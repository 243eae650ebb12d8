"""Compressed files as pieces: breaks are told and got over, bombs stopped, and any place can be started from."""

import gzip
import random
from typing import Any

import pyarrow as pa
import pytest

from dateline.read.records import unpack
from dateline.read.records.unpack import pieces
from dateline.read.records.zstd_frames import FrameWindow

ENDINGS = [".gz", ".zst"]


@pytest.fixture
def members() -> list[bytes]:
    """Words that do not compress much, so that each member spans some bytes."""
    chance = random.Random(5)  # noqa: S311 - made-up data
    return [bytes(chance.choices(b"abcdefghijklmnop \n", k=chance.randint(1, 3_000))) for _ in range(12)]


def joined(path: str, place: tuple[int, int] = (0, 0)) -> bytes:
    return b"".join(piece.data for piece in pieces(path, place))


def faults(path: str) -> list[str]:
    return [piece.fault.rule for piece in pieces(path) if piece.fault]


@pytest.mark.parametrize("ending", ["", *ENDINGS])
def test_all_members_are_one_stream(ending: str, files: Any, members: list[bytes]) -> None:
    source = files.put(f"x{ending}", b"".join(files.packed(data, ending) for data in members))
    assert joined(source.path) == b"".join(members)
    assert faults(source.path) == []


@pytest.mark.parametrize("ending", ["", *ENDINGS])
def test_reading_from_any_place(ending: str, files: Any, members: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "CHUNK", 700)
    source = files.put(f"x{ending}", b"".join(files.packed(data, ending) for data in members))
    found = list(pieces(source.path))
    assert len(found) > len(members)
    for number in range(0, len(found), 5):
        here = found[number]
        cut = len(here.data) // 2
        rest = here.data[cut:] + b"".join(piece.data for piece in found[number + 1 :])
        assert joined(source.path, (here.member, here.inner + cut)) == rest


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_broken_member_loses_itself_alone(ending: str, files: Any, members: list[bytes]) -> None:
    packed = [files.packed(data, ending) for data in members]
    longest = max(range(1, 11), key=lambda number: len(packed[number]))
    bad = bytearray(packed[longest])
    for at in range(8, 40):  # tables at its start: in its middle, Zstandard without checksums reads other letters
        bad[at] ^= 0x5A
    source = files.put(f"x{ending}", b"".join([*packed[:longest], bytes(bad), *packed[longest + 1 :]]))
    found = joined(source.path)
    assert found.startswith(b"".join(members[:longest]))
    assert found.endswith(b"".join(members[longest + 1 :]))
    assert faults(source.path) == ["read.broken"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_way_to_clip_the_last_member(ending: str, files: Any) -> None:
    first, last = files.packed(b"first " * 9, ending), files.packed(b"last " * 9, ending)
    for cut in range(1, len(last)):
        source = files.put(f"x{ending}", first + last[:cut])
        assert joined(source.path).startswith(b"first " * 9)
        assert faults(source.path) in (["read.clipped"], ["read.broken"])
        assert b"last " * 10 not in joined(source.path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_stands_behind_the_last_member(ending: str, files: Any) -> None:
    data = files.packed(b"words", ending)
    assert faults(files.put(f"a{ending}", data + b"\0" * 5_000).path) == []
    source = files.put(f"b{ending}", data + b"rubbish at the end")
    assert faults(source.path) == ["read.broken"]
    assert joined(source.path) == b"words"


@pytest.mark.parametrize("ending", ENDINGS)
def test_empty_files_and_members(ending: str, files: Any) -> None:
    assert list(pieces(files.put(f"a{ending}", b"").path)) == []
    empty = files.packed(b"", ending)
    source = files.put(f"b{ending}", empty + files.packed(b"words", ending) + empty)
    assert (joined(source.path), faults(source.path)) == (b"words", [])


def test_a_bomb_is_stopped_and_what_follows_is_read(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "FREE", 1_000_000)
    bomb = files.packed(b"\0" * 100_000_000, ".zst")
    source = files.put("x.zst", files.packed(b"before", ".zst") + bomb + files.packed(b"after", ".zst"))
    assert faults(source.path) == ["read.bomb"]
    found = joined(source.path)
    assert found.startswith(b"before")
    assert found.endswith(b"after")
    assert len(found) < 60_000_000


def test_skippable_frames_unpack_to_nothing(files: Any) -> None:
    skippable = b"\x5d\x2a\x4d\x18\x04\x00\x00\x00abcd"
    source = files.put("x.zst", skippable + files.packed(b"words", ".zst") + skippable)
    assert (joined(source.path), faults(source.path)) == (b"words", [])


def test_a_frame_that_needs_a_dictionary_says_so(files: Any) -> None:
    frame = bytearray(files.packed(b"words and words", ".zst"))
    frame[4] |= 1  # a dictionary's id, one byte, follows
    source = files.put("x.zst", bytes(frame))
    (fault,) = [piece.fault for piece in pieces(source.path) if piece.fault]
    assert "dictionary" in fault.message


@pytest.mark.parametrize("level", [1, 3, 19])
@pytest.mark.parametrize("size", [0, 1, 255, 256, 70_000, 300_000])
def test_the_end_of_a_frame_is_told_by_its_headers(level: int, size: int, files: Any) -> None:
    chance = random.Random(size)  # noqa: S311 - made-up data
    data = chance.randbytes(size // 2) + b"x" * (size - size // 2)
    frame = bytes(pa.Codec("zstd", compression_level=level).compress(data, asbytes=True))
    source = files.put("x.zst", b"####" + frame + b"rest")
    with open(source.path, "rb") as file:
        window = FrameWindow(file, 4)
        assert window.read() == frame
        assert (window.complete, window.size) == (True, len(frame))


def test_pieces_are_small(files: Any) -> None:
    """Gzip's densest data: a piece must not grow with what its packed bytes unpack to."""
    source = files.put("x.gz", gzip.compress(b"\0" * 30_000_000))
    assert max(len(piece.data) for piece in pieces(source.path)) <= unpack.CHUNK
