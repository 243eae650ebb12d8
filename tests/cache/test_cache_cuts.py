"""Shards whose borders stay where they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.cache.cuts import cut, grown
from dateline.read.files import Source
from dateline.read.records import Part

MOST, BYTES = 64, 16_000_000


def part(name: str, size: int = 50_000, count: int = 1, number: int = 0) -> Part:
    return Part(Source(f"/in/{name}", name), "html", number=number, count=count, size=size)


def pages(count: int, size: int = 50_000) -> list[Part]:
    return [part(f"2020/{number:06d}.html", size) for number in range(count)]


PARTS = st.lists(
    st.tuples(st.text(max_size=4), st.integers(0, 20_000_000), st.integers(1, 300), st.integers(0, 9)), max_size=60
).map(lambda found: [part(*one) for one in found])


@given(PARTS, st.integers(1, 100), st.integers(1, 20_000_000))
@settings(max_examples=60, deadline=None)
def test_every_part_is_in_one_shard_in_its_order(parts: list[Part], most: int, most_bytes: int) -> None:
    shards = list(cut(parts, most, most_bytes))
    assert [one for shard in shards for one in shard] == parts
    for shard in shards:
        assert shard
        assert len(shard) == 1 or sum(one.count for one in shard) <= most
        assert len(shard) == 1 or sum(one.size for one in shard) <= most_bytes


@pytest.mark.parametrize(("size", "fewest"), [(3_000, 60), (300_000, 60), (2_000_000, 300), (9_000_000, 1000)])
def test_an_input_changes_its_own_shard_and_seldom_the_next(size: int, fewest: int) -> None:
    parts = pages(2_000, size)
    before = list(cut(parts, MOST, BYTES))
    assert fewest <= len(before) <= 2_000
    known = set(before)
    changed = []
    for place in range(3, 2_000, 37):
        new = part(f"2020/{place:06d}b.html", size)
        added = [shard for shard in cut([*parts[:place], new, *parts[place:]], MOST, BYTES) if shard not in known]
        removed = [shard for shard in cut([*parts[:place], *parts[place + 1 :]], MOST, BYTES) if shard not in known]
        changed += [len(added), len(removed)]
    assert sum(changed) / len(changed) < 2.5
    assert max(changed) <= 15


def test_small_shards_are_cut_by_number_alone() -> None:
    assert [len(shard) for shard in cut(pages(25), 7, BYTES)] == [7, 7, 7, 4]


def test_large_parts_stand_alone() -> None:
    parts = [part("a.jsonl", 8_000_000, 256, 256 * number) for number in range(5)]
    assert [len(shard) for shard in cut(parts, MOST, BYTES)] == [1] * 5


@pytest.mark.parametrize(
    ("documents", "most"),
    [(0, 64), (64_000, 64), (64_001, 128), (128_000, 128), (1_000_000, 1024), (10_000_000, 16384)],
)
def test_shards_grow_by_doubling(documents: int, most: int) -> None:
    assert grown(64, documents, 2_000) == most
