"""Parts by themselves: terms, rarity, lists, average link, series, ids."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from dateline.corpus.stories.candidates import BEST, find_pairs
from dateline.corpus.stories.clusters import Cluster, Policy, joined, needed
from dateline.corpus.stories.founders import Member, story_ids
from dateline.corpus.stories.matrix import Matrix
from dateline.corpus.stories.profiles import profile
from dateline.corpus.stories.series import series_of
from dateline.corpus.stories.terms import stem, tokens
from dateline.corpus.stories.units import EVER, Known
from dateline.corpus.stories.weights import UNIT, rarity
from dateline.engine import LocalEngine

POLICY = Policy(alike=0.3, each_day=0.03, undated=0.5, house=0.3, window=3)
DAY = (date(2020, 1, 1) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    "forms",
    [
        ("attack", "attacks", "Attacks"),
        ("Путин", "Путина", "Putin"),
        ("Straße", "Strasse"),
        ("1,200", "1.200", "1200"),
        ("Москва", "Москвы", "Moskva"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("north", "south"), ("43", "34"), ("Austria", "Australia")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin met al-Moualem", ["Putin", "met", "al", "Moualem"]),
        ("三名航天员", ["三名", "名航", "航天", "天员"]),
        ("กรุงเทพ", ["กร", "รุ", "ุง", "งเ", "เท", "ทพ"]),
        ("1,200 killed", ["1,200", "killed"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert list(tokens(text)) == expected


def test_profiles_leave_out_common_words_and_weigh_titles() -> None:
    row = {
        "id": "a",
        "title": "Harbour closed",
        "body": "The harbour and the mole were shut, said Ekdal.",
        "language": "en-GB",
    }
    found = {row["word"]: row for row in profile(pa.Table.from_pylist([row])).to_pylist()}
    assert "the" not in {word.casefold() for word in found}
    assert found["harbour"]["weight"] > found["mole"]["weight"]
    assert (found["Ekdal"]["name"], found["mole"]["name"]) == (True, False)


def test_a_small_corpus_does_not_tell_what_is_rare() -> None:
    said, name = rarity(np.array([2, 2]), np.array([550_000, 2_500]), 5)
    assert said == 0
    assert name > 2


def cluster(unit: int, day: int | None = DAY, **more: object) -> Cluster:
    first, last = (-EVER, EVER) if day is None else (day, day)
    return Cluster([unit], first, last, day is not None, **more)  # type: ignore[arg-type]  # of each test


def average_link(vectors: list[dict[int, int]], days: list[int | None] | None = None) -> list[list[int]]:
    begin = [cluster(unit, day) for unit, day in enumerate(days or [DAY] * len(vectors))]
    pairs = [
        (a, b, sum(weight * vectors[b].get(column, 0) for column, weight in vectors[a].items()))
        for a in range(len(vectors))
        for b in range(a + 1, len(vectors))
    ]
    return [found.units for found in joined(begin, pairs, vectors.__getitem__, POLICY, UNIT)]


def chain(length: int) -> list[dict[int, int]]:
    """Vectors of which each shares half of its length with the next, and nothing with those behind it."""
    half = round(UNIT / 2**0.5)
    return [{number: half, number + 1: half} for number in range(length)]


def test_a_chain_does_not_join() -> None:
    assert max(len(units) for units in average_link(chain(12))) <= 2


def test_what_is_alike_joins() -> None:
    vectors = [{0: 3600, number + 1: 1953} for number in range(6)]
    assert average_link(vectors) == [[0, 1, 2, 3, 4, 5]]
    assert average_link(vectors, [DAY, DAY, DAY, DAY + 4, DAY + 4, DAY + 4]) == [[0, 1, 2], [3, 4, 5]]


def test_pairs_that_were_not_met_count() -> None:
    """The product of clusters is exact even where only some of their pairs were looked at."""
    vectors = [{0: UNIT}] * 6
    pairs = [(unit, unit + 1, UNIT * UNIT) for unit in range(5)]
    found = joined([cluster(unit) for unit in range(6)], pairs, vectors.__getitem__, POLICY, UNIT)
    assert [one.units for one in found] == [[0, 1, 2, 3, 4, 5]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (cluster(0), cluster(1), 0.3),
        (cluster(0), cluster(1, DAY + 2), 0.36),
        (cluster(0), cluster(1, DAY + 4), None),
        (cluster(0), cluster(1, None), 0.5),
        (cluster(0, yeardays=frozenset([0])), cluster(1, None, yeardays=frozenset([365])), 0.33),
        (cluster(0, yeardays=frozenset([0])), cluster(1, None, yeardays=frozenset([300])), None),
        (cluster(0, series={7: 1}), cluster(1, series={7: 2}), None),
        (cluster(0, series={7: 1}), cluster(1, series={7: 1}), 0.3),
        (cluster(0, publishers=frozenset("a")), cluster(1, publishers=frozenset("a")), 0.6),
        (cluster(0, publishers=frozenset("a")), cluster(1, publishers=frozenset("b")), 0.3),
        (cluster(0, publishers=frozenset()), cluster(1, publishers=frozenset()), 0.3),
    ],
)
def test_needed(one: Cluster, other: Cluster, expected: float | None) -> None:
    assert needed(one, other, POLICY) == (None if expected is None else pytest.approx(expected))


SERIES = [
    ("January 9: strikes in Syria", 1, "January 10: strikes in Syria", 1, "other"),
    ("Weather for Monday", None, "Weather for Tuesday", None, "other"),
    ("Tag 12: Der Prozess", None, "Tag 13: Der Prozess", None, "other"),
    ("The week in brief", 1, "The week in brief", 8, "other"),
    ("The week in brief", 1, "The week in brief", 1, "same"),
    ("Quake kills 20 in Tarvos", 1, "Quake kills 45 in Tarvos", 2, "none"),
    ("Oldal and Asmar meet", None, "Oldal and Asmar meet", None, "none"),
]


@pytest.mark.parametrize(("one", "day", "other", "next_day", "expected"), SERIES)
def test_series(one: str, day: int | None, other: str, next_day: int | None, expected: str) -> None:
    language = "de" if "Tag" in one else "en"
    a, b = series_of("Paper", one, language, day), series_of("Paper", other, language, next_day)
    told = "none" if a is None or b is None or a[0] != b[0] else "same" if a[1] == b[1] else "other"
    assert told == expected
    assert series_of(None, one, language, day) is None


def test_ids_of_stories() -> None:
    early, late, none = Member(1, "b"), Member(2, "a"), Member(EVER, "0")
    assert story_ids([[late, none, early]], {}) == ["story-b"]
    assert story_ids([[late, early], [none]], {"0": "story-b"}) == ["story-a", "story-b"]
    assert story_ids([[early]], {"x": "story-b"}) == ["story-b-2"]
    assert story_ids([[early], [late, none]], dict.fromkeys("b0a", "story-x")) == ["story-b", "story-x"]


def matrix(rows: list[dict[int, int]]) -> Matrix:
    start = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    column = np.array([one for row in rows for one in sorted(row)], np.int32)
    weight = np.array([row[one] for row in rows for one in sorted(row)], np.int32)
    return Matrix(start, column, weight, np.ones(len(column), np.bool_), 10_000, pa.array([], pa.string()))


def known(days: list[int | None]) -> Known:
    first = np.array([-EVER if day is None else day for day in days], np.int64)
    last = np.array([EVER if day is None else day for day in days], np.int64)
    return Known(first, last, np.full(len(days), -1, np.int64))


def test_long_lists_do_not_explode(tmp_path: object) -> None:
    """Two thousand reports of one day share all their keys: pairs stay in proportion, and none is without a partner."""
    rows = [dict.fromkeys(range(12), 1000) | {100 + number % 50: 900} for number in range(2_000)]
    engine = LocalEngine(1, scratch=tmp_path)  # type: ignore[arg-type]  # pytest's folder
    one, other = find_pairs(matrix(rows), known([DAY] * 2_000), engine, str(tmp_path), "long")
    assert len(one) <= BEST * 2_000
    assert len(np.unique(np.concatenate([one, other]))) == 2_000


@pytest.mark.parametrize(
    ("days", "pairs"),
    [
        ([DAY, DAY + 3], 1),
        ([DAY - DAY % 4 + 3, DAY - DAY % 4 + 4], 1),
        ([DAY, DAY + 30], 0),
        ([DAY, None], 1),
        ([None, None], 1),
    ],
)
def test_pairs_are_looked_for_by_day(days: list[int | None], pairs: int, tmp_path: object) -> None:
    rows = [{1: 3000, 2: 2500}, {1: 3000, 2: 2500}]
    engine = LocalEngine(1, scratch=tmp_path)  # type: ignore[arg-type]  # pytest's folder
    one, _ = find_pairs(matrix(rows), known(days), engine, str(tmp_path), "days")
    assert len(one) == pairs
