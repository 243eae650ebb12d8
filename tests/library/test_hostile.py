"""Texts that are made to take long: time grows with their length, not faster."""

import time

import pytest

import dateline

HEAD = "A headline of some words\n\nA first paragraph of an article with enough words to be one.\n\n"
LIMIT = 5.0  # seconds of a processor; half of them or fewer on an idle machine, hours where a pattern backtracks

TOKENS = (
    *("a ", "- ", "By ", "(", "1.", "© ", "https://", "Jan ", "|", "  ", "\u00a0", "[x](", "![", "*_", "<a ", "&amp;"),
    *("By A\n", "12:30 ", '"', "A B, ", "ab ab. ", "x.com ", "yesterday (", "\u200b", "Ã©", "ﬁ", "中", "<", "_"),
)
SHAPES = {
    "deep quotes": ">" * 10_000 + " a",
    "deep spaced quotes": "> " * 10_000 + " a",
    "deep brackets": "[" * 10_000 + "a" + "]" * 10_000,
    "deep links": "[" * 5_000 + "a" + "](b)" * 5_000,
    "unclosed links": "[a](" * 10_000,
    "unclosed images": "![a](b" * 10_000,
    "deep emphasis": "*" * 10_000 + "a" + "*" * 10_000,
    "mixed emphasis": "_*" * 5_000 + "a" + "*_" * 5_000,
    "deep heading": "#" * 10_000 + " a",
    "deep tags": "<div>" * 20_000,
    "endless word": "a" * 5_000_000,
    "endless line": "A sentence of words, 12 May 2020. " * 150_000,
    "endless gap": "a" + " " * 5_000_000 + "b",
    "null bytes": "\x00" * 100_000,
}


def seconds(text: str) -> float:
    dateline.extract(HEAD)  # what is loaded once is not the text's
    start = time.process_time()
    dateline.extract(HEAD + text)
    return time.process_time() - start


@pytest.mark.parametrize("token", TOKENS, ids=repr)
def test_one_token_again_and_again(token: str) -> None:
    assert seconds(token * (200_000 // len(token))) < LIMIT


@pytest.mark.parametrize("shape", SHAPES)
def test_deep_and_endless(shape: str) -> None:
    assert seconds(SHAPES[shape]) < LIMIT


@pytest.mark.slow
def test_a_hundred_thousand_lines() -> None:
    assert seconds("[\n" * 100_000) < 3 * LIMIT
