"""Tokens: they stand where they say, in any script; spans are put on them without a loss that is not told."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.exports.languages import codes
from dateline.bench.exports.tokens import FALLBACK, SPACY, Token, covered, tokenizer_name, tokens

LANGUAGES = st.sampled_from(["en", "ar", "zh", "ru", "ja", "th", "ko", "und", None])


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en-GB", 'spacy.blank("en")'),
        ("zh-Hant", 'spacy.blank("zh")'),
        ("no", 'spacy.blank("nb")'),
        ("ja", FALLBACK),
        ("und", FALLBACK),
        (None, FALLBACK),
        ("vi", FALLBACK),
    ],
)
def test_how_a_language_is_cut(language: str | None, name: str) -> None:
    assert tokenizer_name(language) == name


@pytest.mark.parametrize(
    ("language", "text", "cut"),
    [
        ("en", "Mayor Okafor's ferry.\n\nSo", ["Mayor", "Okafor", "'s", "ferry", ".", "\n\n", "So"]),
        ("ja", "大臣 Vrba2 は。", ["大", "臣", "Vrba2", "は", "。"]),
        ("und", "قَالَ، نعم", ["قَالَ", "،", "نعم"]),
        ("und", "हिन्दी में", ["हिन्दी", "में"]),
        ("und", "a\u00adb-c", ["a\u00adb", "-", "c"]),
        ("th", "ดี", ["ดี"]),
        ("ko", "비가 온다.", ["비가", "온다", "."]),
        ("ru", "Орлов сказал", ["Орлов", "сказал"]),
    ],
)
def test_tokens(language: str, text: str, cut: list[str]) -> None:
    assert [token.text for token in tokens(text, language)] == [word for word in cut if word.strip()]


@settings(deadline=None)  # the first text of a language loads its tokenizer
@given(st.text(max_size=60), LANGUAGES)
def test_tokens_stand_where_they_say_and_lose_nothing(text: str, language: str | None) -> None:
    cut = tokens(text, language)
    assert all(text[token.start : token.end] == token.text for token in cut)
    assert all(first.end <= second.start for first, second in itertools.pairwise(cut))
    inside = {place for token in cut for place in range(token.start, token.end)}
    assert all(character.isspace() for place, character in enumerate(text) if place not in inside)


def test_no_language_that_spacy_cuts_by_another_package() -> None:
    assert SPACY.isdisjoint({"ja", "ko", "th", "vi"})


WORDS = [Token("Ada", 0, 3), Token("Vrba-Novak", 4, 14), Token("said", 15, 19)]


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([(0, 3)], [(0, 0, True)]),
        ([(0, 14)], [(0, 1, True)]),
        ([(0, 8)], [(0, 1, False)]),
        ([(9, 14), (4, 8)], [None, (1, 1, False)]),
        ([(0, 3), (0, 14)], [None, (0, 1, True)]),
        ([(3, 4)], [None]),
        ([], []),
    ],
)
def test_spans_on_tokens(spans: list[tuple[int, int]], found: list[tuple[int, int, bool] | None]) -> None:
    told = [None if one is None else (one.first, one.last, one.exact) for one in covered(WORDS, spans)]
    assert told == found


@pytest.mark.parametrize(
    ("languages", "found"),
    [
        (["en", "en-GB", None], ["eng-Latn", "und"]),
        (["zh-Hant", "zh", "ar"], ["ara-Arab", "zho-Hans", "zho-Hant"]),
        (["sr-Latn", "qqq"], ["srp-Latn", "und"]),
    ],
)
def test_languages_as_mteb_names_them(languages: list[str | None], found: list[str]) -> None:
    assert codes(languages) == found
