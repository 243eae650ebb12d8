"""Articles that belong together: connected components of scrapes, reprints, stories and shared quotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.summary import places
from dateline.cut import Numbers

Links: TypeAlias = tuple[Numbers, Numbers]
"""Two columns of places in the sorted ids: each row links two articles."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Components over all articles.

    Attributes:
        ids: ids of the articles, sorted.
        of: the group of each article; groups are numbered by their first articles.
        first: the place of the first article of each group, which names it.
        size: articles in each group.
    """

    ids: pa.Array
    of: Numbers
    first: Numbers
    size: Numbers

    @property
    def names(self) -> pa.Array:
        """The id of each group."""
        return self.ids.take(pa.array(self.first))


def make_groups(ids: pa.Array, links: Iterable[Links]) -> Groups:
    """The components of the links; `ids` are sorted. Linear in articles and links."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    pairs = list(links)
    one = np.concatenate([np.zeros(0, np.int64), *(first for first, _ in pairs)])
    other = np.concatenate([np.zeros(0, np.int64), *(second for _, second in pairs)])
    graph = coo_array((np.ones(len(one), np.bool_), (one, other)), shape=(len(ids), len(ids)))
    labels = connected_components(graph, directed=False)[1] if len(ids) else np.zeros(0, np.int64)
    # scipy numbers components as it likes; by their first articles the numbers follow from the ids alone
    first, of, size = np.unique(_first_of(labels), return_inverse=True, return_counts=True)
    return Groups(ids, of.astype(np.int64), first.astype(np.int64), size.astype(np.int64))


def _first_of(labels: Numbers) -> Numbers:
    """The place of the first article with the same label."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return first[inverse]


def linked(ids: pa.Array, one: pa.ChunkedArray, other: pa.ChunkedArray) -> Links:
    """Links between articles by id; a row with an id that is unknown or null links nothing."""
    first, second = places(ids, one), places(ids, other)
    known = (first >= 0) & (second >= 0)
    return first[known], second[known]


def starred(ids: pa.Array, articles: pa.ChunkedArray, keys: pa.ChunkedArray) -> Links:
    """Links from the first article with a key to every other one: as many links as rows, not as pairs."""
    place, coded = places(ids, articles), _codes(keys)
    known = (place >= 0) & (coded >= 0)
    place, coded = place[known], coded[known]
    _, first, inverse = np.unique(coded, return_index=True, return_inverse=True)
    return place[first][inverse], place


def _codes(keys: pa.ChunkedArray) -> Numbers:
    coded = keys.combine_chunks().dictionary_encode().indices
    return np.asarray(pc.fill_null(coded, -1).to_numpy(zero_copy_only=False), np.int64)
