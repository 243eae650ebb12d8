"""Texts that many articles share: templates, standing paragraphs, and stories that many print."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.reprints.families import Families
from dateline.corpus.reprints.roots import Pair, originals, without_standing

Find = Callable[..., pa.Table]
WORDS = [
    a + b + c for a in ("ba", "ko", "ti", "mu", "re") for b in ("ra", "lo", "ni", "su") for c in ("na", "se", "lo")
]


def text(source: random.Random, count: int = 220) -> list[str]:
    """Words without names or figures."""
    return [source.choice(WORDS) for _ in range(count)]


def filled(base: list[str], slots: list[int], source: random.Random) -> str:
    return " ".join(source.choice(WORDS) if place in slots else word for place, word in enumerate(base))


def edited(words: list[str], source: random.Random, share: float) -> str:
    return " ".join(source.choice(WORDS) if source.random() < share else word for word in words)


@pytest.fixture
def source() -> Iterator[random.Random]:
    return random.Random(11)  # noqa: S311 - no secret


@pytest.mark.parametrize("slots", [20, 40])
def test_a_template_shows_by_its_slots_though_they_hold_plain_words(
    slots: int, source: random.Random, given: Any, find: Find
) -> None:
    base = text(source)
    places = source.sample(range(len(base)), slots)
    members = [filled(base, places, source) for _ in range(6)]
    articles = [given(f"t{number}", body, day=number + 1) for number, body in enumerate(members)]
    copy = given("copy", edited(members[3].split(), source, 0.02), day=20)
    assert find([*articles, copy]).select(["article_id", "duplicate_of"]).to_pylist() == [
        {"article_id": "copy", "duplicate_of": "t3"}
    ]


@pytest.mark.parametrize("root_edits", [0.0, 0.15])
def test_a_story_that_many_edit_is_no_template(
    root_edits: float, source: random.Random, given: Any, find: Find
) -> None:
    words = text(source)
    bodies = [edited(words, source, root_edits if number == 0 else 0.05) for number in range(8)]
    table = find([given(f"c{number}", body, day=number + 1) for number, body in enumerate(bodies)])
    assert set(table["duplicate_of"].to_pylist()) == {"c0"}
    assert table.num_rows == 7


def test_what_a_site_puts_below_all_articles_is_nobodys_original(source: random.Random, given: Any, find: Find) -> None:
    standing = " ".join(text(source, 60))
    articles = [given(f"a{number:02d}", f"{' '.join(text(source))}\n\n{standing}") for number in range(14)]
    assert find([*articles, given("alone", standing, day=2)]).num_rows == 0
    assert find([articles[0], given("alone", standing, day=2)]).num_rows == 1


def test_two_wrappers_of_one_text_are_of_one_original(source: random.Random, given: Any, find: Find) -> None:
    words = " ".join(text(source))
    first, second = (f"{' '.join(text(source, 160))}\n\n{words}" for _ in range(2))
    table = find([given("one", first), given("other", second), given("plain", words)])
    assert table.num_rows == 2
    assert len(set(table["duplicate_of"].to_pylist())) == 1


def copies(*links: tuple[int, int]) -> list[Pair]:
    return [Pair(a, b, 100, True, 2) for a, b in links]


KIN = Pair(0, 2, 10, False, 0)


@pytest.mark.parametrize(
    ("pairs", "roots", "asked"),
    [
        (copies((0, 1), (0, 2)), {1: 0, 2: 0}, set()),
        (copies((0, 1), (1, 2)), {1: 0}, {(0, 2)}),
        ([*copies((0, 1), (1, 2)), KIN], {1: 0, 2: 0}, set()),
        (copies((0, 2), (1, 2)), {2: 0}, {(0, 1)}),
        (copies((0, 2), (1, 2), (1, 3)), {2: 0, 3: 1}, {(0, 1)}),
        ([*copies((0, 3), (2, 3), (2, 4)), KIN], {2: 0, 3: 0}, {(0, 4)}),
        ([*copies((0, 3), (2, 3), (2, 4), (0, 4)), KIN], {2: 0, 3: 0, 4: 0}, set()),
    ],
)
def test_originals(pairs: list[Pair], roots: dict[int, int], asked: set[tuple[int, int]]) -> None:
    missing: set[tuple[int, int]] = set()
    assert originals(pairs, set(), missing) == roots
    assert missing == asked
    again: set[tuple[int, int]] = set()
    assert originals(pairs, asked, again) == roots
    assert not again


@pytest.mark.parametrize(("rarest", "kept"), [(0, 1), (12, 1), (13, 0)])
def test_a_pair_that_shares_what_many_have_is_left_out(rarest: int, kept: int) -> None:
    assert len(without_standing([Pair(0, 1, 100, True, rarest)], {1: 0})) == kept


def test_two_of_a_template_must_be_closer_than_its_articles_are() -> None:
    families = Families()
    families.add([0, 0], [1, 2], [0.3, 0.4])
    assert families.explain(1, 2, 0.16)
    assert not families.explain(1, 2, 0.15)
    assert not families.explain(1, 3, 0.5)
