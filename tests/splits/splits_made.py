"""Made-up corpora for the tests of splits, from rows in which a number stands for an article."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.corpus.splits.assign import assign
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.tables import HISTORY, PAIRS
from dateline.corpus.summary import SUMMARY

Rows = Sequence[Sequence[Any]]
FIRST_DAY = date(2015, 1, 1)
TEXTS = pa.schema([("id", pa.string()), ("body", pa.string())])
REPRINTS = pa.schema([("article_id", pa.string()), ("duplicate_of", pa.string())])
MEMBERS = pa.schema([("article_id", pa.string()), ("story_id", pa.string())])
QUOTED = pa.schema([("article_id", pa.string()), ("text", pa.string())])


def name(number: int) -> str:
    """Ids in the order of the numbers."""
    return f"{number:016x}"


def table(rows: Rows, schema: pa.Schema) -> pa.Table:
    """A table from rows; a number in a column of articles stands for that article's id."""
    named = [[name(value) if isinstance(value, int) else value for value in row] for row in rows]
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in named], schema=schema)


def summary_of(days: Sequence[int | None], **told: dict[int, Any]) -> pa.Table:
    """Articles 0, 1, ... of these days; `told` has other columns, by article."""
    empty = {"agencies": [], "authors": [], "actors": [], "mentions": [], "language": "en", "characters": 2000}
    rows = []
    for number, day in enumerate(days):
        own = {column: values[number] for column, values in told.items() if number in values}
        when = None if day is None else FIRST_DAY + timedelta(day)
        rows.append({"id": name(number), "date": when} | empty | own)
    return pa.Table.from_pylist(rows, schema=SUMMARY)


def split(
    summary: pa.Table,
    *,
    reprints: Rows = (),
    members: Rows = (),
    quotes: Rows = (),
    history: Rows = (),
    **settings: Any,
) -> pa.Table:
    """`assign` from rows."""
    return assign(
        summary,
        table(reprints, REPRINTS),
        table(members, MEMBERS),
        table(quotes, PAIRS),
        table(history, HISTORY),
        SplitSettings(**settings),
    )


def sides(splits: pa.Table) -> list[str | None]:
    """The side of each article, in the order of the ids."""
    return splits["split"].to_pylist()


def news(seed: int, words: int = 120) -> str:
    """A text of its own: random words of a made-up language."""
    draw = random.Random(seed)  # noqa: S311 - a test corpus, no secret
    return " ".join(f"w{draw.randint(0, 5000)}" for _ in range(words))


def write_texts(folder: Path, bodies: Iterable[str], files: int) -> list[str]:
    """Files with the bodies of articles 0, 1, ..., dealt out."""
    rows = [*enumerate(bodies)]
    paths = [str(folder / f"texts-{number}.parquet") for number in range(files)]
    for number, path in enumerate(paths):
        pq.write_table(table(rows[number::files], TEXTS), path)
    return paths
