"""Entries: damaged ones are seen and made anew, builds at once do not hurt each other, nothing else is touched."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.cache import cache_folder
from dateline.cache.entry import Broken, Entry, Kept, pack, unpack
from dateline.cache.keys import Rulings
from dateline.cache.place import OFF, TAG, dataset_place
from dateline.cache.reuse import Earlier, batches
from dateline.cache.shelf import Shelf, Used, total
from dateline_schema.tables import ARTICLES

# --- damage


def swapped(entries: list[Path]) -> None:
    entries[0].write_bytes(entries[1].read_bytes())


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


DAMAGE: list[tuple[str, Callable[[list[Path]], object], int]] = [
    ("empty", lambda entries: entries[0].write_bytes(b""), 1),
    ("cut short", lambda entries: entries[0].write_bytes(entries[0].read_bytes()[:-20]), 1),
    ("a bit of its digest", lambda entries: flip(entries[0], 3), 1),
    ("a bit of its head", lambda entries: flip(entries[1], 90), 1),
    ("a bit of its rows", lambda entries: flip(entries[2], -40), 1),
    ("another entry", swapped, 1),
    ("a folder", lambda entries: (entries[0].unlink(), entries[0].mkdir()), 1),
    ("all garbage", lambda entries: [path.write_bytes(b"no entry\n") for path in entries], 3),
    ("gone", lambda entries: entries[0].unlink(), 0),
]


@pytest.mark.parametrize(("damage", "broken"), [case[1:] for case in DAMAGE], ids=[case[0] for case in DAMAGE])
def test_a_damaged_entry_is_made_anew(builds: Any, damage: Callable[[list[Path]], object], broken: int) -> None:
    first = builds.build()
    damage(builds.entries)
    assert builds.build() == first
    assert builds.last.cache.broken == broken
    assert 0 < len(builds.read) == 12 - builds.last.reused


def test_after_the_damage_all_is_well(builds: Any) -> None:
    builds.build()
    flip(builds.entries[0], -1)
    builds.build()
    builds.build()
    assert (builds.last.cache.broken, builds.last.reused) == (0, 12)


ENTRY = Entry(
    (Kept("k", ("a", "b"), "", (1, 0, 0, 0, 0)), Kept("", (), "r", (0, 0, 0, 0, 1))), 7, {"articles": b"\0\n\xff"}
)


@given(st.integers(0, len(pack("n", ENTRY)) - 1), st.integers(1, 255))
def test_no_changed_byte_goes_unseen(at: int, change: int) -> None:
    data = bytearray(pack("n", ENTRY))
    assert unpack("n", bytes(data)) == ENTRY
    data[at] ^= change
    with pytest.raises(Broken):
        unpack("n", bytes(data))


def test_an_entry_under_another_name_is_not_taken() -> None:
    with pytest.raises(Broken, match="another"):
        unpack("m", pack("n", ENTRY))


def test_rows_that_do_not_fit_their_documents_are_not_taken() -> None:
    batch = pa.RecordBatch.from_pylist([], schema=ARTICLES.schema)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    entry = Entry((Kept("k", (), "", (1, 0, 0, 0, 0)),), 7, {"articles": sink.getvalue().to_pybytes()})
    earlier = Earlier(entry, Rulings(()))
    assert earlier.find("k") == 0
    with pytest.raises(Broken, match="0 rows, expected 1"):
        list(batches([0], earlier))


# --- at once


def test_readers_see_whole_entries_while_others_write(tmp_path: Path) -> None:
    shelf = Shelf(str(tmp_path), "stamp")
    two = [Entry((), number, {"articles": bytes([number]) * 200_000}) for number in range(2)]
    over = threading.Event()

    def write(entry: Entry) -> None:
        while not over.is_set():
            shelf.keep("n", entry)

    writers = [threading.Thread(target=write, args=(entry,)) for entry in two]
    for writer in writers:
        writer.start()
    try:
        seen = [shelf.read("n") for _ in range(150)]
    finally:
        over.set()
        for writer in writers:
            writer.join()
    assert all(entry is None or entry in two for entry in seen)
    assert shelf.read("n") in two
    assert [path.name for path in tmp_path.iterdir()] == ["n.shard"]


def test_a_cache_that_goes_in_the_middle_costs_time_alone(builds: Any) -> None:
    first = builds.build()

    def clear(what: str, done: int, total: int) -> None:
        if what == "reading" and done > 4:
            for path in builds.entries:
                path.unlink()

    assert builds.build(progress=clear) == first
    assert 0 < builds.last.reused < 12


def test_a_cache_without_room_costs_time_alone(builds: Any) -> None:
    builds.cache.write_text("this is no folder")
    made = builds.build()
    assert builds.last.cache == Used(builds.last.cache.entries, reused=0, broken=3, unkept=3)
    assert made == builds.full()
    assert builds.cache.read_text() == "this is no folder"


# --- what is kept


def test_a_build_clears_what_it_did_not_use(builds: Any) -> None:
    builds.build()
    folder = builds.entries[0].parent
    (folder / "old.shard").write_bytes(b"")
    (folder / ".draft-1").write_bytes(b"")
    (folder / "note.txt").write_text("mine")
    before = builds.entries[0]
    for path in builds.raw.glob("0[0-4].md"):
        path.unlink()
    builds.build()
    assert len(builds.entries) == 2
    assert before not in builds.entries
    assert not [*folder.glob(".draft*")]
    assert (folder / "note.txt").is_file()


def test_datasets_lie_apart_until_they_are_gone(builds: Any) -> None:
    builds.build()
    builds.build(out="other")
    assert builds.last.reused == 0
    builds.build()
    assert builds.last.reused == 12
    assert len(builds.entries) == 6
    place = dataset_place(builds.cache, builds.top / "other")
    (builds.cache / "photos").mkdir()
    (builds.cache / "photos" / "dataset").write_text("/no/such/place")
    (place / "note.txt").write_text("mine")
    (builds.top / "other").rename(builds.top / "moved")
    builds.build()
    assert len(builds.entries) == 3
    assert [path.name for path in place.iterdir()] == ["note.txt"]
    assert (builds.cache / "photos" / "dataset").is_file()
    assert (builds.cache / TAG).read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_totals() -> None:
    parts = [Used(frozenset("a"), 3, 0, 1), Used(frozenset("b"), 4, 1, 0)]
    assert total(parts) == Used(frozenset("ab"), 7, 1, 1)


# --- where


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"DATELINE_CACHE": "/c", "XDG_CACHE_HOME": "/x"}, "/c"),
        ({"DATELINE_CACHE": OFF, "XDG_CACHE_HOME": "/x"}, None),
        ({"DATELINE_CACHE": "", "XDG_CACHE_HOME": "/x"}, "/x/dateline"),
        ({"XDG_CACHE_HOME": "relative"}, "/home/ada/.cache/dateline"),
        ({}, "/home/ada/.cache/dateline"),
    ],
)
def test_the_folder_of_a_user(
    environment: Mapping[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    assert cache_folder(environment) == (None if folder is None else Path(folder))
