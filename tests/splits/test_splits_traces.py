"""The sample of a text's runs of words by which it meets others, and the numbers of runs."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from splits_made import name, news, write_texts

from dateline.corpus.splits.crossing import Crossing, Traced, cross, trace
from dateline.corpus.splits.grams import grams, whole, words_of
from dateline.corpus.splits.traces import LOWEST, ONE_IN, are_traces, distinct_runs
from dateline.engine import LocalEngine


def traces(text: str) -> set[int]:
    hashes, of = distinct_runs(words_of(pa.array([text])))
    return set(hashes[are_traces(hashes, of, ONE_IN)].tolist())


def test_a_short_text_has_as_many_as_there_are() -> None:
    assert len(traces(news(1, 9))) == 5
    assert LOWEST <= len(traces(news(1, 40))) <= LOWEST + 10


def test_a_long_text_has_its_share() -> None:
    assert 4000 / ONE_IN * 0.7 < len(traces(news(1, 4000))) < 4000 / ONE_IN * 1.3


def test_a_part_shares_its_sample_with_the_whole() -> None:
    text = news(1, 4000)
    part = traces(" ".join(text.split()[1000:2000]))
    assert len(part & traces(text)) > 1000 / ONE_IN * 0.6
    assert not part & traces(news(2, 4000))


@pytest.mark.parametrize(
    ("texts", "counts"),
    [
        (["a b c d", "b c d", "a b", "", None, "—"], [2, 1, 1, 0, 0, 0]),
        (["a b c a b c"], [3]),
        (["中国人民代表"], [1]),
        (["中国人民代表大会"], [3]),
    ],
)
def test_runs_of_three(texts: list[str | None], counts: list[int]) -> None:
    """Different ones; six characters of a script without spaces are one."""
    hashes, of = grams(words_of(pa.array(texts, pa.string())), 3)
    assert [len(set(hashes[of == number].tolist())) for number in range(len(texts))] == counts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ａ  b\n“C”", "a b c", True),
        ("a b c", "a c b", False),
        ("a b", "ab", False),
        ("a a", "a", False),
        ("", "", True),
    ],
)
def test_all_words_in_their_order(one: str, other: str, same: bool) -> None:
    numbers = whole(words_of(pa.array([one, other])))
    assert (numbers[0] == numbers[1]) == same


def test_a_text_has_the_same_runs_beside_any_others() -> None:
    texts = [news(seed, 30) for seed in range(5)]
    hashes, of = distinct_runs(words_of(pa.array(texts)))
    for number, text in enumerate(texts):
        assert np.array_equal(hashes[of == number], distinct_runs(words_of(pa.array([text])))[0])


@pytest.fixture
def traced(tmp_path: Path) -> tuple[pa.Array, Traced]:
    """Ids of twelve articles, every second like the one before it, and their traces."""
    bodies = [news(number // 2, 60) + " " + news(100 + number, 20) for number in range(12)]
    ids = pa.array([name(number) for number in range(12)])
    return ids, trace(ids, write_texts(tmp_path, bodies, 3), LocalEngine(), str(tmp_path))


def found(traced: tuple[pa.Array, Traced], side: list[int], folder: Path) -> Crossing:
    return cross(traced[0], np.array(side, np.int64), traced[1], LocalEngine(), str(folder))


def test_one_look_at_the_texts_does_for_any_sides(traced: tuple[pa.Array, Traced], tmp_path: Path) -> None:
    halves = found(traced, [0] * 5 + [1] * 7, tmp_path)
    assert (halves.one.tolist(), halves.other.tolist()) == ([4], [5])
    every_second = found(traced, [0, 1] * 6, tmp_path)
    assert sorted(every_second.one.tolist()) == [0, 2, 4, 6, 8, 10]
    assert every_second.traced.num_rows == 12
    again = found(traced, [0] * 5 + [1] * 7, tmp_path)
    assert (again.jaccard.tolist(), again.met) == (halves.jaccard.tolist(), halves.met)


def test_an_article_without_a_side_meets_none(traced: tuple[pa.Array, Traced], tmp_path: Path) -> None:
    crossing = found(traced, [0, -1] + [0, 1] * 5, tmp_path)
    assert sorted(crossing.one.tolist()) == [2, 4, 6, 8, 10]
    assert crossing.traced["article"].to_pylist() == [0, *range(2, 12)]


def test_traces_of_other_articles_are_refused(traced: tuple[pa.Array, Traced], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="12 articles were traced"):
        found((traced[0][:11], traced[1]), [0] * 11, tmp_path)
