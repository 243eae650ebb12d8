"""What finding reprints needs of each article: all of its text as numbers, and a digest of it."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from dateline.corpus.reprints.shingles import Ints, split
from dateline.corpus.reprints.tokens import Numbering, Tokens, numbers_of, shingle_length, words_of

SKETCH: pa.Schema = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("digest", pa.int64(), nullable=False),
        pa.field("words", pa.int32(), nullable=False),
        pa.field("shingle", pa.int8(), nullable=False),
        pa.field("tokens", pa.list_(pa.int32()), nullable=False),
    ]
)
"""`digest` is of the text without case, punctuation and spacing (64 bits of BLAKE2b: the chance that among a million
texts two different ones share theirs is 3e-8); `words` counts the tokens, `shingle` says how many make a shingle, and
`tokens` are the words, or characters, as numbers of `tokens.Numbering`.
"""


def sketch(articles: pa.Table) -> pa.Table:
    """The sketches of articles (columns `id` and `body`), a row each, in their order, of schema `SKETCH`."""
    numbering = Numbering()
    texts = articles["body"].to_pylist()
    words = [words_of(text) for text in texts]
    numbers = [numbers_of(one, numbering) for one in words]
    columns = {
        "id": articles["id"],
        "digest": pa.array([digest(one) for one in numbers], pa.int64()),
        "words": pa.array([len(one) for one in numbers], pa.int32()),
        "shingle": pa.array([shingle_length(*one) for one in zip(words, texts, strict=True)], pa.int8()),
        "tokens": as_lists(numbers),
    }
    return pa.Table.from_arrays([columns[name] for name in SKETCH.names], schema=SKETCH)


def digest(tokens: Tokens) -> int:
    """64 bits of a digest of the words."""
    plain = (tokens >> 1).astype("<i4").tobytes()
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "little", signed=True)


def as_lists(texts: Sequence[Tokens]) -> pa.ListArray:
    """The tokens of texts as a column."""
    ends = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    values = np.concatenate([np.empty(0, np.int32), *texts])
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(values, pa.int32()))


def tokens_of(rows: pa.Table | pa.RecordBatch) -> list[Tokens]:
    """The tokens of each row, without a copy."""
    column = rows["tokens"]
    lists = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    offsets: Ints = lists.offsets.to_numpy().astype(np.int64)
    return list(split(lists.values.to_numpy(), offsets))


def read_heads(path: str) -> pa.Table:
    """The sketches of a file without their tokens."""
    with pa.memory_map(path) as file:
        options = pa.ipc.IpcReadOptions(included_fields=[0, 1, 2, 3])
        return pa.ipc.open_file(file, options=options).read_all()
