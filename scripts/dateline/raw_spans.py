"""Evidence against the raw documents: what a row says stands at a span must stand there."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa

from dateline.errors import SettingsError
from dateline.mapping import ColumnMap
from dateline.read.raw import payload, raw_records
from dateline.read.text import MIXED
from dateline.settings import settings_of
from dateline_schema.failures import PER_ARTICLE, Failure, shown

ENCODING = "encoding"
"""The field of evidence whose value says how the document was decoded, as a Python codec."""


def raw_failures(folder: Path, tables: Mapping[str, pa.Table]) -> Iterator[Failure]:
    """Rows of evidence whose `raw` does not stand at their span of the document.

    Only documents are looked at that lie in the folder with the digest that their article states: a dataset that was
    published without its raw documents has none.
    """
    if "articles" not in tables or "evidence" not in tables or not (folder / "raw").is_dir():
        return
    articles = tables["articles"].select(["id", "raw_path", "raw_sha256"]).to_pylist()
    frame = pl.from_arrow(tables["evidence"].select(["article_id", "field", "value", "raw", "start", "end"]))
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a Series
    evidence = frame.partition_by("article_id", as_dict=True, include_key=False)
    by_path = {article["raw_path"]: article for article in articles}
    for record in raw_records(folder, by_path, _maps(folder)):
        article = by_path[record.raw_path]
        rows = evidence.get((article["id"],))
        if rows is None:
            continue
        if record.sha256 != article["raw_sha256"]:
            yield _failure("raw-digest", article["id"], article["raw_path"], "the document with raw_sha256")
            continue
        yield from _misplaced(article["id"], payload(record), rows)


def _maps(folder: Path) -> tuple[ColumnMap, ...]:
    """What the settings say of the columns of documents that are rows of a table."""
    try:
        return settings_of(folder).mapping
    except SettingsError:  # what is wrong with them is told by who needs more of them
        return ()


def _misplaced(article: str, data: bytes, rows: pl.DataFrame) -> Iterator[Failure]:
    stated = rows.filter(pl.col("field") == ENCODING)["value"].drop_nulls()
    codec = stated[0] if len(stated) else "utf-8"
    try:
        # as the reader does it: a stray byte is one character, so that offsets agree
        text = data.decode(codec, "replace" if codec.startswith(("utf-16", "utf-32")) else MIXED)
    except (LookupError, ValueError):
        yield _failure("raw-encoding", article, codec, "the name of an encoding")
        return
    yield from _outside(article, len(text), rows)
    spans = rows.filter(pl.col("raw").is_not_null() & (pl.col("start") >= 0) & (pl.col("end") >= 0))
    wrong = [
        f"{field} at {start}:{end}: '{text[start:end][:40]}', not '{raw[:40]}'"
        for field, raw, start, end in spans.select("field", "raw", "start", "end").iter_rows()
        if text[start:end] != raw
    ]
    for found in wrong[:PER_ARTICLE]:
        yield _failure("raw-span", article, found, "document[start:end] == raw")


def _outside(article: str, length: int, rows: pl.DataFrame) -> Iterator[Failure]:
    """Spans past the end of the document, the text of which an edition withholds."""
    past = rows.filter(pl.col("raw").is_null() & (pl.col("end") > length))
    for field, start, end in past.select("field", "start", "end").head(PER_ARTICLE).iter_rows():
        yield _failure("raw-span", article, f"{field} at {start}:{end} of {length}", "a span inside of the document")


def _failure(rule: str, article: str, found: str, expected: str) -> Failure:
    return Failure("evidence", rule, article, "raw", shown(found), expected)
