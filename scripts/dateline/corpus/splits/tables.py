"""Tables that splitting takes and gives, and the names of the sides."""

import pyarrow as pa

from dateline_schema import tables, vocabulary

TRAIN, VALIDATION, TEST = SIDES = vocabulary.SPLITS
"""Sides in the order of time: what is trained on is the oldest."""

SPLITS: pa.Schema = tables.SPLITS.schema
"""A row an article, sorted: the lowest id of the articles that stay together with it, and the side that they are on,
or, of a corpus too small for sides, the fold.
"""

FOLD: pa.DataType = SPLITS.field("fold").type

HISTORY: pa.Schema = pa.schema([("article_id", pa.string()), ("split", pa.string())])
"""What a released edition had; it may have a column `fold` beside it."""

PAIRS: pa.Schema = pa.schema([("article_a", pa.string()), ("article_b", pa.string())])
"""Articles that belong on one side: the lower id first, sorted, each pair once."""


def pair_table(one: pa.Array, other: pa.Array) -> pa.Table:
    """Pairs in the order that `PAIRS` has."""
    pairs = pa.Table.from_arrays([one, other], schema=PAIRS)
    return pairs.group_by(PAIRS.names, use_threads=False).aggregate([]).sort_by([(n, "ascending") for n in PAIRS.names])
