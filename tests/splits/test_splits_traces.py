"""The sample of a text's runs of words by which it meets others, and the numbers of runs."""

import numpy as np
import pyarrow as pa
import pytest
from splits_made import news

from dateline.corpus.splits.grams import grams, whole, words_of
from dateline.corpus.splits.traces import LOWEST, ONE_IN, are_traces, distinct_runs


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
