"""Which articles quote one statement."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from splits_made import QUOTED, REPRINTS, name, table

from dateline.corpus.splits.quotes import COMMON, quote_keys, shared_quotes
from dateline.engine import LocalEngine

LONG = "We will never give up a single boat of ours"
CHINESE = "我们将坚决维护国家主权和领土完整"


def pairs(tmp_path: Path, quotes, reprints=(), files: int = 2) -> list[tuple[int, int]]:
    paths = [str(tmp_path / f"keys-{number}.parquet") for number in range(files)]
    for number, path in enumerate(paths):
        pq.write_table(quote_keys(table(quotes[number::files], QUOTED)), path)
    found = shared_quotes(paths, table(reprints, REPRINTS), LocalEngine(), str(tmp_path))
    return [(int(row["article_a"], 16), int(row["article_b"], 16)) for row in found.to_pylist()]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (LONG, LONG, True),
        (LONG, "we will NEVER give up — a single boat of ours.", True),
        (LONG, f"Hear me! “{LONG}.” And that is all.", True),
        (f"It was late. {LONG}? Who knows, who knows.", f"{LONG}! Never.", True),
        (LONG, LONG.replace("boat", "goat"), False),
        ("never give up a boat", "never give up a boat", False),
        (LONG, f"{LONG} and of theirs", False),
        ("The rate rose by 3.5 percent in the last year", "The rate rose by 3", False),
        (CHINESE, CHINESE + "。", True),
        (CHINESE, "他说:" + CHINESE, False),
        ("坚决维护国家主权", "坚决维护国家主权", False),
        ("", "", False),
        (None, None, False),
    ],
)
def test_shared(tmp_path: Path, one: str, other: str, shared: bool) -> None:
    assert pairs(tmp_path, [(0, one), (1, other)]) == ([(0, 1)] if shared else [])


def test_an_article_shares_nothing_with_itself(tmp_path: Path) -> None:
    assert pairs(tmp_path, [(0, LONG), (0, LONG)]) == []


def test_each_is_paired_with_the_lowest(tmp_path: Path) -> None:
    assert pairs(tmp_path, [(one, LONG) for one in (3, 1, 2)]) == [(1, 2), (1, 3)]


@pytest.mark.parametrize(("articles", "shared"), [(COMMON, True), (COMMON + 1, False)])
def test_what_everybody_quotes_links_nobody(tmp_path: Path, articles: int, shared: bool) -> None:
    assert bool(pairs(tmp_path, [(one, LONG) for one in range(articles)])) == shared


def test_reprints_do_not_make_a_statement_common(tmp_path: Path) -> None:
    copies = [(one, 0) for one in range(1, COMMON + 9)]
    found = pairs(tmp_path, [(one, LONG) for one in range(COMMON + 10)], copies)
    assert len(found) == COMMON + 9
    assert name(found[-1][1]) == name(COMMON + 9)
