"""What holds for any articles: nothing depends on order, files or workers, and originals are no copies."""

import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given as any_given
from hypothesis import settings
from hypothesis import strategies as st

from dateline.corpus.reprints import sketch
from dateline.corpus.reprints.measures import MEASURES, STRETCH, Text, measure, once, passages, spread
from dateline.corpus.reprints.shingles import sample, shingles
from dateline.corpus.reprints.sketches import tokens_of
from dateline.corpus.reprints.tokens import Numbering, numbers_of, words_of
from dateline.engine import LocalEngine

Find = Callable[..., pa.Table]
WORDS = [
    f"{a}{b}{c}"
    for a in ("ba", "ko", "ti", "Mu", "re")
    for b in ("ra", "lo", "ni", "su")
    for c in ("n", "s", "l", "12")
]


def made_up(source: random.Random, count: int) -> str:
    return " ".join(source.choice(WORDS) for _ in range(count))


def corpus(given: Any, count: int = 120) -> list[Any]:
    """Articles of which each copies an earlier one in part, edits it, or is new."""
    source = random.Random(7)  # noqa: S311 - no secret
    bodies: list[str] = []
    for _ in range(count):
        words = (source.choice(bodies) if bodies and source.random() < 0.6 else made_up(source, 150)).split()
        edited = [word if source.random() < 0.95 else source.choice(WORDS) for word in words]
        bodies.append(" ".join(edited[: source.randint(60, 150)]))
    days = [source.choice([None, *range(1, 28)]) for _ in bodies]
    return [given(f"a{number:03d}", body, day=day) for number, (body, day) in enumerate(zip(bodies, days, strict=True))]


def test_order_files_and_workers_change_nothing(given: Any, find: Find) -> None:
    articles = corpus(given)
    table = find(articles)
    assert 20 < table.num_rows < len(articles)
    assert not set(table["article_id"].to_pylist()) & set(table["duplicate_of"].to_pylist())
    assert table["article_id"].to_pylist() == sorted(table["article_id"].to_pylist())
    assert find(articles[::-1], files=5).equals(table)
    assert find(random.Random(1).sample(articles, len(articles)), files=3, engine=LocalEngine(2)).equals(table)  # noqa: S311 - no secret


def test_shares_of_pairs_change_nothing(given: Any, find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = corpus(given)
    table = find(articles)
    monkeypatch.setattr("dateline.corpus.reprints.pairs.AT_ONCE", 7)
    assert find(articles, files=4).equals(table)


def test_the_hash_seed_changes_nothing() -> None:
    script = (
        "import pyarrow as pa, hashlib; from dateline.corpus.reprints import sketch; "
        "rows = sketch(pa.table({'id': ['a'], 'body': ['Ein Häuschen am See, 北京 und 12 Boote.']})); "
        "print(rows.to_pylist())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@any_given(st.text(max_size=200))
@settings(deadline=None)
def test_case_space_and_punctuation_do_not_count(text: str) -> None:
    def digest(body: str) -> int:
        return sketch(pa.table({"id": ["a"], "body": [body]}))["digest"][0].as_py()

    plain = " ".join(words_of(text))
    assert digest(text) == digest(f"  {plain} !") == digest(plain.replace(" ", " , "))


@any_given(st.lists(st.text(max_size=60), max_size=5))
@settings(deadline=None)
def test_a_sketch_has_the_tokens_of_each_text(texts: list[str]) -> None:
    table = pa.table({"id": [str(n) for n in range(len(texts))], "body": pa.array(texts, pa.string())})
    rows = sketch(table)
    own = [numbers_of(words_of(text), Numbering()).tolist() for text in texts]
    assert [tokens.tolist() for tokens in tokens_of(rows)] == own
    assert rows["words"].to_pylist() == [len(one) for one in own]


TOKENS = st.lists(st.integers(0, 40), max_size=120).map(lambda values: np.array(values, np.int32))


@any_given(TOKENS, TOKENS, TOKENS)
@settings(max_examples=60, deadline=None)
def test_measures_are_those_of_plain_sets(one: Any, other: Any, common: Any) -> None:
    a, b = Text.of(np.concatenate([one, common]), 4), Text.of(np.concatenate([common, other]), 4)
    figures, covered = measure(a, b)
    found = dict(zip(MEASURES, figures, strict=False))
    runs = [[tuple(t[n : n + 4] >> 1) for n in range(len(t) - 3)] for t in (a.tokens, b.tokens)]
    both = set(runs[0]) & set(runs[1])
    assert (found["shared"], found["shingles_a"], found["shingles_b"]) == (len(both), *map(len, map(set, runs)))
    inside = [any(run in both for run in runs[0][max(0, n - 3) : n + 1]) for n in range(len(a.tokens))]
    assert covered.tolist() == inside


@any_given(st.lists(st.booleans(), min_size=1, max_size=80))
def test_passages_are_the_long_stretches(flags: list[bool]) -> None:
    text = "".join("x" if flag else "." for flag in flags)
    long = "".join(run if run[0] == "x" or len(run) < STRETCH else "o" * len(run) for run in _runs(text))
    assert passages(np.array(flags)).tolist() == [letter == "o" for letter in long]


def _runs(text: str) -> list[str]:
    runs: list[str] = []
    for letter in text:
        if runs and runs[-1][0] == letter:
            runs[-1] += letter
        else:
            runs.append(letter)
    return runs


@any_given(st.integers(0, 3000), st.integers(1, 3000))
@settings(max_examples=40, deadline=None)
def test_the_sample_of_a_part_is_in_that_of_the_whole_where_both_are_sparse(start: int, length: int) -> None:
    tokens = np.random.default_rng(0).integers(0, 1 << 30, 4000).astype(np.int32)
    whole, part = shingles(tokens, 4), shingles(tokens[start : start + length], 4)
    shared = np.intersect1d(sample(whole), sample(part))
    assert set(shared.tolist()) == set(part.tolist()) & set(sample(whole).tolist())


def test_words_beside_shared_shingles_are_not_covered() -> None:
    assert spread(np.array([False, True, False]), 4, 6).tolist() == [False, True, True, True, True, False]
    assert once(np.array([3, 1, 3], np.uint64)).tolist() == [1, 3]
