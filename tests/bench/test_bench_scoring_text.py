"""Texts: words of any script, ROUGE-L and equality, with rouge-score as judge of English."""

import re
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.scoring.text import ROUGE, equal, rouge_l, words

WORDS = [
    ("Ministers agree on a truce", ["ministers", "agree", "on", "a", "truce"]),
    ("It's 3.5% – U.N.-led", ["it", "s", "3", "5", "u", "n", "led"]),
    ("snake_case", ["snake", "case"]),
    ("Überfälle in Köln", ["überfälle", "in", "köln"]),
    ("Über", ["über"]),  # a letter and its dots apart
    ("STRASSE Straße", ["strasse", "strasse"]),
    ("Переговоры в Дамаске", ["переговоры", "в", "дамаске"]),
    ("كَتَبَ الوزيرُ", ["كَتَبَ", "الوزيرُ"]),  # vowel signs belong to their word
    ("सीमा पर शांति", ["सीमा", "पर", "शांति"]),
    ("می‌رود", ["میرود"]),  # a joiner cuts no word
    ("部长们同意停火", list("部长们同意停火")),
    ("米国とNATO、合意", ["米", "国", "と", "nato", "合", "意"]),
    ("ไทย", list("ไทย")),
    ("휴전 합의", ["휴전", "합의"]),
    ("№ ５", ["no", "5"]),
    ("—!", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


LIKENESS = [
    ("Ministers agree on a truce", "Ministers agree on a truce", 1),
    ("Ministers agree on a truce", "ministers AGREE on: a truce!", 1),
    ("Ministers agree on a truce", "Ministers agree a truce today", 2 * 4 / 10),
    ("a b c d", "d c b a", 2 * 1 / 8),
    ("a b", "c", 0),
    ("a b", "...", 0),
    ("停战协定签署", "停战签署", 2 * 4 / 10),
    ("?!", "?!", 1),
    ("?!", "!?", 0),
    ("?!", "why", 0),
]


@pytest.mark.parametrize(("key", "answer", "expected"), LIKENESS)
def test_rouge_l(key: str, answer: str, expected: float) -> None:
    assert rouge_l(key, answer) == pytest.approx(expected)


EQUAL = [
    ("A truce, at last", " “a truce,  at last”. ", True),
    ("A truce, at last", "A truce at last", False),
    ("Ｔruce", "truce", True),
    ("Straße", "STRASSE", True),
    ("停火。", "停火", True),
    ("$5", "5", False),
    ("?", "!", False),
    ("", "?", False),
]


@pytest.mark.parametrize(("first", "second", "expected"), EQUAL)
def test_equal(first: str, second: str, expected: bool) -> None:
    assert equal(first, second) is expected
    assert equal(second, first) is expected


def test_counts_are_of_each_item_and_a_blank_answer_is_none() -> None:
    rows = [{"headline": "Harbour reopens"}] * 4
    found = ROUGE.counts(rows, ["harbour reopens.", "Harbour closes", " \n", None])
    assert found.tolist() == [[1, 1, 1, 1], [1, 0.5, 0, 1], [1, 0, 0, 0], [1, 0, 0, 0]]
    values = {metric.name: float(metric.of(found.sum(axis=0))) for metric in ROUGE.metrics}
    assert values == {"rouge_l": 1.5 / 4, "exact": 1 / 4, "answered": 2 / 4}


@pytest.mark.parametrize(("answer", "sound"), [("Harbour reopens", True), ("", True), (3, False), (["a"], False)])
def test_form(answer: object, sound: bool) -> None:
    assert ROUGE.sound(answer, {"headline": "Harbour reopens"}) is sound


@settings(max_examples=50)
@given(st.text(), st.text())
def test_a_likeness_is_a_share_and_the_same_both_ways(first: str, second: str) -> None:
    assert 0 <= rouge_l(first, second) <= 1
    assert rouge_l(first, first) == 1
    if words(first) and words(second):
        assert rouge_l(first, second) == rouge_l(second, first)


ENGLISH = st.lists(
    st.sampled_from(["The", "the", "U.N.", "truce", "3.5%", "don't", "Damascus-", "_a_", "'s", "\n"])
).map(" ".join) | st.text(string.printable)


def shared(first: list[str], second: list[str]) -> int:
    """Length of the longest common subsequence, by trying both ways to go on."""
    if not first or not second:
        return 0
    if first[0] == second[0]:
        return 1 + shared(first[1:], second[1:])
    return max(shared(first[1:], second), shared(first, second[1:]))


@settings(max_examples=50)
@given(*(st.lists(st.sampled_from("abc"), min_size=1, max_size=6),) * 2)
def test_the_longest_common_subsequence_is_what_trying_finds(first: list[str], second: list[str]) -> None:
    length = shared(first, second)
    recall, precision = length / len(first), length / len(second)
    expected = 2 * precision * recall / (precision + recall) if length else 0
    assert rouge_l(" ".join(first), " ".join(second)) == pytest.approx(expected)


@settings(max_examples=50)
@given(ENGLISH)
def test_the_words_of_ascii_are_runs_of_letters_and_digits(text: str) -> None:
    assert words(text) == re.findall("[a-z0-9]+", text.lower())
    assert words(text) == words(text + " \u2014")  # on the way that other scripts take


@pytest.fixture(scope="module")
def judge() -> Any:
    return pytest.importorskip("rouge_score.rouge_scorer").RougeScorer(["rougeL"])


@settings(max_examples=50)
@given(key=ENGLISH, answer=ENGLISH)
def test_english_is_scored_as_rouge_score_does(judge: Any, key: str, answer: str) -> None:
    judged = judge.score(key, answer)["rougeL"].fmeasure
    if words(key):  # a key without words is met by the same, which rouge-score gives 0
        assert rouge_l(key, answer) == pytest.approx(judged)
    else:
        assert judged == 0
