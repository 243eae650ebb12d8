"""Evidence against the raw documents: what a row says stands at a span must stand there."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.cut import read_cut, write_cut
from dateline.errors import SettingsError
from dateline.mapping import ColumnMap
from dateline.read.raw import RawDocuments, payload
from dateline.read.records import Record
from dateline.read.records.record import name_digest
from dateline.read.text import MIXED
from dateline.settings import settings_of
from dateline_schema.failures import PER_ARTICLE, Failure, shown

ARTICLE = ["id", "raw_path", "raw_sha256"]
EVIDENCE = ["article_id", "field", "value", "raw", "start", "end"]
NOT_HERE = -1
AT_ONCE = 2_000  # documents whose evidence is held together: some 50 MB

ENCODING = "encoding"
"""The field of evidence whose value says how the document was decoded, as a Python codec."""


class RawCheck:
    """Rows of evidence whose `raw` does not stand at their span of the document.

    Only documents are looked at that lie in the folder with the digest that their article states: a dataset that was
    published without its raw documents has none. Buckets hold articles of all files, and a file may be larger than
    memory: so the rows of each bucket wait on the disk, in the order of the documents, until these are read, once.
    """

    def __init__(self, folder: Path, articles: Iterable[Path]) -> None:
        """`articles` are the files of that table."""
        paths = chain.from_iterable(_column(file, "raw_path") for file in articles) if _has_raw(folder) else ()
        self._documents = RawDocuments(folder, paths, _maps(folder))
        self._turns = {name_digest(path): turn // AT_ONCE for turn, path in enumerate(self._documents.paths())}
        self._count = 1 + max(self._turns.values(), default=0)
        self._spilled = 0
        self._place = tempfile.TemporaryDirectory(prefix="dateline-")

    def __enter__(self) -> "RawCheck":
        return self

    def __exit__(self, *error: object) -> None:
        self._place.cleanup()

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Add the tables of a bucket."""
        if not self._turns or not {"articles", "evidence"} <= tables.keys():
            return
        articles, evidence = tables["articles"].select(ARTICLE), tables["evidence"].select(EVIDENCE)
        turns = {row["id"]: self._turn(row["raw_path"]) for row in articles.to_pylist()}
        self._spill("articles", articles, turns)
        self._spill("evidence", evidence, turns)
        self._spilled += 1

    def failures(self) -> Iterator[Failure]:
        """What is wrong with the rows that were added, in the order of the documents."""
        for turn, records in groupby(self._documents.records(), key=lambda record: self._turn(record.raw_path)):
            if turn != NOT_HERE and self._spilled:
                yield from self._of_turn(turn, records)

    def _of_turn(self, turn: int, records: Iterable[Record]) -> Iterator[Failure]:
        articles = {row["raw_path"]: row for row in self._gather("articles", turn).to_pylist()}
        frame = pl.from_arrow(self._gather("evidence", turn))
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a Series
        evidence = frame.partition_by("article_id", as_dict=True, include_key=False)
        for record in records:
            article = articles.get(record.raw_path)
            rows = evidence.get((article["id"],)) if article else None
            if article and rows is not None:
                yield from _against(record, article, rows)

    def _turn(self, path: str) -> int:
        return self._turns.get(name_digest(path), NOT_HERE)

    def _spill(self, name: str, rows: pa.Table, turns: Mapping[str, int]) -> None:
        """Write rows, whose first column is an article's id, by the turn of its document."""
        coded = rows.column(0).combine_chunks().dictionary_encode()
        each = np.array([turns.get(i, NOT_HERE) for i in coded.dictionary.to_pylist()], np.int64)
        numbers = each[coded.indices.to_numpy()] if len(each) else each
        here = numbers != NOT_HERE
        rows, numbers = rows.filter(pa.array(here)), numbers[here]
        write_cut(f"{self._place.name}/{name}-{self._spilled}", rows, numbers, self._count)

    def _gather(self, name: str, turn: int) -> pa.Table:
        paths = [f"{self._place.name}/{name}-{number}" for number in range(self._spilled)]
        return pa.Table.from_batches([read_cut(path, turn) for path in paths])


def _has_raw(folder: Path) -> bool:
    return (folder / "raw").is_dir()


def _column(file: Path, name: str) -> list[str]:
    """The texts of a column; none where the file cannot be read, which another rule tells."""
    try:
        values = pq.read_table(file, columns=[name], partitioning=None)[name].to_pylist()
        return [value for value in values if isinstance(value, str)]
    except (pa.ArrowException, OSError, KeyError):
        return []


def _against(record: Record, article: Mapping[str, str], rows: pl.DataFrame) -> Iterator[Failure]:
    if record.sha256 != article["raw_sha256"]:
        yield _failure("raw-digest", article["id"], article["raw_path"], "the document with raw_sha256")
        return
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
