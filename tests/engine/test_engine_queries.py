"""Every query of the project, on made-up rows: the same answer from both engines, in any order, on any threads."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dateline
from dateline.corpus.reprints import candidates as reprints
from dateline.corpus.splits import crossing, quotes
from dateline.corpus.stories import candidates as stories
from dateline.corpus.stories import weights
from dateline.engine import Engine, LocalEngine

CALL = re.compile(r"engine\.sql\(\s*(\w+)")


class Query(NamedTuple):
    """A query, and the columns of its views: type, and how many different values, fewer than there are rows."""

    text: str
    views: dict[str, dict[str, tuple[pa.DataType, int]]]


BIG, TEXT = pa.int64(), pa.string()
QUERIES = {
    ("reprints", "QUERY"): Query(reprints.QUERY, {"prints": {"print": (BIG, 90), "rank": (BIG, 60)}}),
    ("stories", "COUNTS"): Query(weights.COUNTS, {"profiles": {"term": (BIG, 300), "rate": (pa.int32(), 9)}}),
    ("stories", "PAIRS"): Query(
        stories.PAIRS.format(least=20),
        {
            "keys": {
                "key": (BIG, 9),
                "unit": (pa.int32(), 60),
                "side": (pa.int8(), 2),
                "mate": (pa.int32(), 7),
                "weight": (pa.int32(), 5),
            }
        },
    ),
    ("splits", "CROSSING"): Query(
        crossing.CROSSING, {"traces": {"trace": (BIG, 40), "article": (BIG, 50), "side": (BIG, 3)}}
    ),
    ("splits", "SHARED"): Query(
        quotes.SHARED,
        {
            "quote_keys": {"quote": (BIG, 90), "article_id": (TEXT, 70)},
            "roots": {"article_id": (TEXT, 70), "root": (TEXT, 9)},
        },
    ),
}
"""By the package that asks and the name of the query."""

ONE_EACH = ("roots",)
"""Views with one row for each value of their first column."""


def rows_of(columns: dict[str, tuple[pa.DataType, int]], alone: bool, seed: int) -> pa.Table:
    """Different rows of made-up numbers, in an order that `seed` gives."""
    generator = np.random.default_rng(5)
    values = {name: generator.integers(0, many, 400) for name, (_, many) in columns.items()}
    made = np.unique(np.stack(list(values.values()), axis=1), axis=0)
    if alone:
        made = made[np.unique(made[:, 0], return_index=True)[1]]
    np.random.default_rng(seed).shuffle(made)
    arrays = [_column(numbers, kind) for numbers, (kind, _) in zip(made.T, columns.values(), strict=True)]
    return pa.table(arrays, names=list(columns))


def _column(numbers: "np.ndarray[Any, Any]", kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return pa.array([f"{number:04x}" for number in numbers])
    return pa.array(numbers).cast(kind)


def answer(engine: Engine, query: Query, folder: Path, seed: int, name: str) -> list[dict[str, Any]]:
    """The rows of a query, sorted; each view is two files."""
    views = {}
    for view, columns in query.views.items():
        table = rows_of(columns, view in ONE_EACH, seed)
        views[view] = [str(folder / f"{name}-{view}-{part}.parquet") for part in range(2)]
        middle = table.num_rows // 3
        pq.write_table(table[:middle], views[view][0])
        pq.write_table(table[middle:], views[view][1])
    engine.sql(query.text, str(folder / name), views)
    found = pq.read_table(folder / name)
    return found.sort_by([(column, "ascending") for column in found.column_names]).to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types


def asked() -> Iterator[tuple[str, str]]:
    """What the sources ask an engine: package and name of the query."""
    root = Path(dateline.__file__).parent
    for path in sorted(root.rglob("*.py")):
        if path.parent.name != "engine":
            yield from ((path.parent.name, name) for name in CALL.findall(path.read_text(encoding="utf-8")))


def test_no_query_is_left_out() -> None:
    assert sorted(asked()) == sorted(QUERIES)


@pytest.mark.parametrize("query", QUERIES.values(), ids=map("-".join, QUERIES))
def test_neither_order_nor_threads_matter(query: Query, tmp_path: Path) -> None:
    first = answer(LocalEngine(1), query, tmp_path, 1, "first")
    assert first, "a query that finds nothing shows nothing"
    assert answer(LocalEngine(4), query, tmp_path, 2, "second") == first


@pytest.mark.slow
@pytest.mark.parametrize("query", QUERIES.values(), ids=map("-".join, QUERIES))
def test_spark_answers_alike(spark: Engine, query: Query, tmp_path: Path) -> None:
    assert answer(spark, query, tmp_path, 1, "spark") == answer(LocalEngine(2), query, tmp_path, 1, "local")
