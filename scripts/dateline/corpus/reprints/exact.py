"""Texts that are the same but for case, punctuation and spacing: groups by digest, on integers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.reprints.measures import Flags
from dateline.corpus.reprints.shingles import Ints
from dateline.corpus.reprints.sketches import digest
from dateline.corpus.reprints.tokens import Numbering, numbers_of, words_of

ALONE = 20
"""Words from which a body alone tells an article; below, the titles must be the same, and there must be some."""

SAME_SITE = 50
"""Words below which one publisher's articles with different titles do not repeat each other, even if their bodies are
the same: such bodies are what a site says in place of an article ("for subscribers only").
"""


@dataclass(frozen=True, slots=True)
class Equals:
    """For each article the row of the one that it repeats word for word, or its own; and whether its body is standing
    text of its publisher, which nothing follows from."""

    first: Ints
    standing: Flags


def equals(heads: pa.Table, articles: pa.Table) -> Equals:
    """Which articles are the same word for word.

    Args:
        heads: `digest` and `words` of each article, in the order of rank.
        articles: `title`, `source_domain`, `source` of each, in the same order.
    """
    words = heads["words"].to_numpy()
    titles = _titles(articles["title"], words)
    keys = np.where(words < ALONE, heads["digest"].to_numpy() ^ titles, heads["digest"].to_numpy())
    first = _first_of_equal(keys)
    sites = pc.coalesce(articles["source_domain"], articles["source"]).combine_chunks().dictionary_encode().indices
    site = pc.fill_null(sites, -1).to_numpy()
    other_title = (words < SAME_SITE) & (site == site[first]) & (site >= 0) & (titles != titles[first])
    untold = (words == 0) | (words < ALONE) & (titles == 0)
    standing = np.isin(first, first[other_title])
    return Equals(np.where(standing | untold, np.arange(len(words)), first), standing)


def _first_of_equal(keys: Ints) -> Ints:
    """For each row the first with its key."""
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    found: Ints = first[inverse]
    return found


def _titles(titles: pa.ChunkedArray, words: Ints) -> Ints:
    """A digest of the title of each short body; 0 for the others, and where there is no title."""
    numbering = Numbering()
    found = np.zeros(len(words), np.int64)
    short = np.flatnonzero(words < SAME_SITE)
    for row, title in zip(short.tolist(), _at(titles, short), strict=True):
        found[row] = digest(numbers_of(words_of(title), numbering)) if title else 0
    return found


def _at(column: pa.ChunkedArray, rows: Ints) -> Sequence[str | None]:
    taken: Sequence[str | None] = column.take(pa.array(rows)).to_pylist()
    return taken
