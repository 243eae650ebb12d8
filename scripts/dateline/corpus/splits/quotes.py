"""Articles that carry one statement: the same long sentence, quoted in both."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.corpus.splits.grams import whole, words_of
from dateline.corpus.splits.tables import PAIRS, pair_table

if TYPE_CHECKING:
    from dateline.engine import Engine

LONG = 8
"""Words of a sentence from which it is no coincidence that two articles quote it."""
COMMON = 32
"""Articles, reprints of one counted once, beyond which a sentence is a motto, a line of a hymn or of a law, which
articles on different things quote: the coverage of one statement by independent newsrooms is tens at the most.
"""
SENTENCE_END = r"[.!?…؟।]+[\"'”’»)]*(\s+|$)|[。！？]+"

QUOTE_KEYS: pa.Schema = pa.schema([("quote", pa.int64()), ("article_id", pa.string())])
"""A sentence, by a number, and an article that quotes it."""

# `roots` has a row an article that repeats another: copies count as one, so that a statement does not become common
# by being reprinted
SHARED = f"""
WITH told AS (
  SELECT DISTINCT k.quote AS quote, k.article_id AS article_id, COALESCE(r.root, k.article_id) AS root
  FROM quote_keys k LEFT JOIN roots r ON k.article_id = r.article_id
),
kept AS (
  SELECT quote, MIN(article_id) AS lowest FROM told
  GROUP BY quote HAVING COUNT(DISTINCT root) BETWEEN 2 AND {COMMON}
)
SELECT DISTINCT kept.lowest AS article_a, told.article_id AS article_b
FROM told JOIN kept ON told.quote = kept.quote WHERE told.article_id <> kept.lowest
"""  # noqa: S608 - no text of others stands in it


def quote_keys(quotes: pa.Table) -> pa.Table:
    """The long sentences of the quotes of some articles (columns `article_id` and `text`): schema `QUOTE_KEYS`.

    A map stage: a quote is cut at its full stops, so that an article that quotes less of a statement shares what it
    quotes.
    """
    parts = pc.split_pattern_regex(pc.fill_null(quotes["text"].combine_chunks(), ""), SENTENCE_END)
    articles = quotes["article_id"].combine_chunks().take(pc.list_parent_indices(parts))
    words = words_of(parts.flatten())
    long = words.counts >= words.run_lengths(LONG)
    keys = pa.array(whole(words)[long].view(np.int64))
    found = pa.Table.from_arrays([keys, articles.filter(pa.array(long))], schema=QUOTE_KEYS)
    return found.group_by(QUOTE_KEYS.names, use_threads=False).aggregate([])


def shared_quotes(keys: Sequence[str], reprints: pa.Table, engine: "Engine", folder: str) -> pa.Table:
    """Pairs of articles that quote the same sentence, of schema `PAIRS`; each is paired with the lowest id only.

    `keys` are Parquet files of schema `QUOTE_KEYS`; `reprints` has `article_id` and `duplicate_of`. What is made on the
    way goes into `folder`.
    """
    if not keys:
        return PAIRS.empty_table()
    roots, out = (str(Path(folder) / name) for name in ("quote-roots.parquet", "quote-pairs.parquet"))
    known = reprints.filter(pc.is_valid(reprints["duplicate_of"])).select(["article_id", "duplicate_of"])
    pq.write_table(known.rename_columns(["article_id", "root"]), roots)
    engine.sql(SHARED, out, {"quote_keys": list(keys), "roots": roots})
    found = pq.read_table(out)
    return pair_table(*(pc.cast(found[name].combine_chunks(), pa.string()) for name in ("article_a", "article_b")))
