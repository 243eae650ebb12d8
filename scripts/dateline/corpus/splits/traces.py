"""Texts as traces: a sample of their runs of words, by which texts on different sides that share some are found.

Nothing here knows of groups, reprints or stories: what they miss is what is looked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.corpus.splits.grams import Flags, Hashes, Words, grams, whole, words_of
from dateline.corpus.summary import places
from dateline.cut import Numbers, read_rows

RUN = 5
"""Words of a run. Two texts of one subject share few runs of five words; a copy in which every twentieth word is
another shares six of ten."""
LOWEST = 8
"""Runs of a text that are kept in any case, those with the lowest numbers: a short text has traces too."""
ONE_IN = 16
"""Of all runs of a large corpus, one in so many is kept, the same in every text."""
ARROW = ".arrow"
BATCH = 1000
"""Texts that are looked at together: some 50 MB."""

TRACES: pa.Schema = pa.schema([("trace", pa.int64()), ("article", pa.int64())])
"""A run of words, and an article that has it, by its place among all articles."""

SIDED: pa.Schema = TRACES.append(pa.field("side", pa.int64()))
"""The same with the side of the article."""

TRACED: pa.Schema = pa.schema(
    [("article", pa.int64()), ("digest", pa.int64()), ("runs", pa.int64()), ("kept", pa.int64())]
)
"""Of each article: a digest of all its words, how many different runs it has, and how many of them are traces."""


@dataclass(frozen=True, slots=True)
class Tracing:
    """A file of texts to trace, as a worker gets it.

    Attributes:
        texts: Parquet, or what `dateline.cut.write_rows` writes (`.arrow`), with the columns `id` and `body`.
        places: Parquet with the columns `article_id`, sorted, and `place`, of all articles.
        out: where the traces go, Parquet of schema `TRACES`.
        one_in: of all runs of words one in so many is a trace, 1 for all.
    """

    texts: str
    places: str
    out: str
    one_in: int = ONE_IN


@dataclass(frozen=True, slots=True)
class Siding:
    """A file of traces whose articles get the sides of an assignment: Parquet with the column `side`, by place, -1 for
    none. `out` is of schema `SIDED`, without the articles that have no side.
    """

    traces: str
    sides: str
    out: str


def trace_file(task: Tracing) -> pa.Table:
    """Write the traces of a file, and give what is known of each of its articles, of schema `TRACED`."""
    told = [TRACED.empty_table()]
    with pq.ParquetWriter(task.out, TRACES, compression="zstd") as writer:
        for place, texts in _placed(task):
            words = words_of(texts)
            hashes, text = distinct_runs(words)
            kept = are_traces(hashes, text, task.one_in)
            columns = (hashes[kept].view(np.int64), place[text[kept]])
            writer.write_table(pa.Table.from_arrays([pa.array(column) for column in columns], schema=TRACES))
            counts = (np.bincount(some, minlength=len(place)) for some in (text, text[kept]))
            facts = (place, whole(words).view(np.int64), *counts)
            told.append(pa.Table.from_arrays([pa.array(fact, pa.int64()) for fact in facts], schema=TRACED))
    return pa.concat_tables(told)


def side_file(task: Siding) -> str:
    """Write the traces of a file with the sides of their articles; the file that was written."""
    side, traces = pq.read_table(task.sides)["side"].to_numpy(), pq.read_table(task.traces)
    sided = traces.append_column(SIDED.field("side"), pa.array(side[traces["article"].to_numpy()]))
    pq.write_table(sided.filter(pc.greater_equal(sided["side"], 0)), task.out, compression="zstd")
    return task.out


def distinct_runs(words: Words) -> tuple[Hashes, Numbers]:
    """The different runs of words of each text, sorted, and the text that each stands in."""
    hashes, text = grams(words, RUN)
    order = np.lexsort((hashes, text))
    hashes, text = hashes[order], text[order]
    first = np.ones(len(hashes), np.bool_)
    first[1:] = (hashes[1:] != hashes[:-1]) | (text[1:] != text[:-1])
    return hashes[first], text[first]


def are_traces(hashes: Hashes, text: Numbers, one_in: int) -> Flags:
    """Which of the sorted runs are kept: the lowest, and a sample by their last bits, on which the order has no say."""
    rank = np.arange(len(text)) - np.searchsorted(text, text)
    return np.asarray((rank < LOWEST) | (hashes % np.uint64(one_in) == 0), np.bool_)


def _placed(task: Tracing) -> Iterator[tuple[Numbers, pa.Array]]:
    """Place and text of the articles of a file that are known, some at a time."""
    ids = read_ids(task.texts)
    if not len(ids):
        return
    between = [("article_id", ">=", pc.min(ids).as_py()), ("article_id", "<=", pc.max(ids).as_py())]
    known = pq.read_table(task.places, filters=between)
    names, place = known["article_id"].combine_chunks(), known["place"].to_numpy()
    for batch in read_texts(task.texts):
        rows = places(names, pa.chunked_array([batch["id"]]))
        yield place[rows[rows >= 0]], batch["body"].filter(pa.array(rows >= 0))


def read_ids(path: str) -> pa.ChunkedArray:
    """The ids of the articles of a file."""
    return read_rows(path)["id"] if path.endswith(ARROW) else pq.read_table(path, columns=["id"])["id"]


def read_texts(path: str) -> Iterator[pa.RecordBatch]:
    """Ids and bodies of the articles of a file, some at a time."""
    if path.endswith(ARROW):
        yield from read_rows(path).select(["id", "body"]).to_batches(max_chunksize=BATCH)
    else:
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(BATCH, columns=["id", "body"])
