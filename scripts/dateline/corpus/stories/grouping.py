"""Units grouped by event: first by all that they share, then clusters of different languages by names alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.stories.candidates import find_pairs, may_join, yearday_of
from dateline.corpus.stories.clusters import Cluster, Pair, Policy, joined
from dateline.corpus.stories.matrix import PAIRS, Matrix, merged, only_names
from dateline.corpus.stories.series import series_of
from dateline.corpus.stories.units import Known, Units
from dateline.corpus.stories.weights import UNIT

if TYPE_CHECKING:
    from dateline.engine import Engine

Numbers = npt.NDArray[np.int64]

WINDOW = 3  # days from the first report of an event to the last
SAME = Policy(alike=0.28, each_day=0.03, undated=0.45, house=0.35, window=WINDOW)
ACROSS = Policy(alike=0.50, each_day=0.05, undated=2.0, house=0.0, window=1, foreign=True)
"""How alike units must be, and clusters of different languages by names alone; `undated` of 2 is never reached."""


@dataclass(frozen=True, slots=True)
class Search:
    """Where pairs are looked for: an engine, a folder for its files, and a name that they begin with."""

    engine: "Engine"
    folder: str
    name: str


def group(matrix: Matrix, units: Units, summary: pa.Table, engine: "Engine", folder: str) -> list[Cluster]:
    """The clusters of two units and more, sorted by their lowest unit."""
    single = _singles(units, summary)
    found = _grouped(matrix, units.known, single, SAME, Search(engine, folder, "stories"))
    if len(pc.unique(summary["language"])) < 2:
        return found
    return _across(found, matrix, units.known, single, Search(engine, folder, "stories-across"))


def _across(
    found: list[Cluster], matrix: Matrix, known: Known, single: Callable[[int], Cluster], search: Search
) -> list[Cluster]:
    """Clusters, and units in none, joined where languages differ."""
    of = np.arange(matrix.rows)
    for cluster in found:
        of[cluster.units] = cluster.rank
    ranks, of = np.unique(of, return_inverse=True)
    held = {cluster.rank: cluster for cluster in found}
    days = known.take(ranks)
    for place in np.flatnonzero(np.isin(ranks, list(held))).tolist():
        cluster = held[int(ranks[place])]
        if cluster.dated:
            days.first[place] = days.last[place] = cluster.last
    rows = merged(only_names(matrix), of, len(ranks))

    def begin(place: int) -> Cluster:
        rank = int(ranks[place])
        return replace(held.get(rank) or single(rank), units=[place])

    joins = _grouped(rows, days, begin, ACROSS, search)
    return sorted([*_flattened(joins, ranks, held), *_left(joins, ranks, held)], key=lambda cluster: cluster.rank)


def _flattened(joins: list[Cluster], ranks: Numbers, held: dict[int, Cluster]) -> Iterator[Cluster]:
    """Clusters of clusters as clusters of units."""
    for join in joins:
        parts = [held[rank].units if rank in held else [rank] for rank in ranks[join.units].tolist()]
        yield replace(join, units=sorted(unit for part in parts for unit in part))


def _left(joins: list[Cluster], ranks: Numbers, held: dict[int, Cluster]) -> Iterator[Cluster]:
    """Clusters that nothing was joined to."""
    taken = {rank for join in joins for rank in ranks[join.units].tolist()}
    return (cluster for rank, cluster in held.items() if rank not in taken)


def _grouped(
    matrix: Matrix, known: Known, single: Callable[[int], Cluster], policy: Policy, search: Search
) -> list[Cluster]:
    """The clusters of two and more. Parts of the corpus that no alike pair connects are gone through one by one."""
    one, other = find_pairs(matrix, known, search.engine, search.folder, search.name)
    found: list[Cluster] = []
    for places, pairs in _parts(*_alike(matrix, known, one, other, policy), matrix.rows):
        begin = [single(place) for place in places]
        found += [done for done in joined(begin, pairs, matrix.row, policy, UNIT) if len(done.units) > 1]
    return sorted(found, key=lambda cluster: cluster.rank)


def _alike(
    matrix: Matrix, known: Known, one: Numbers, other: Numbers, policy: Policy
) -> tuple[Numbers, Numbers, Numbers]:
    """The pairs that are as alike as is asked for at the least, with their products; looked at some at a time."""
    kept: list[tuple[Numbers, Numbers, Numbers]] = [(one[:0], other[:0], np.zeros(0, np.int64))]
    for at in range(0, len(one), PAIRS):
        a, b = one[at : at + PAIRS], other[at : at + PAIRS]
        near = may_join(known, a, b, policy.window)
        a, b = a[near], b[near]
        product = matrix.products(a, b)
        alike = product >= round(policy.alike * UNIT * UNIT)
        kept.append((a[alike], b[alike], product[alike]))
    first, second, products = (np.concatenate(columns) for columns in zip(*kept, strict=True))
    return first, second, products


def _parts(one: Numbers, other: Numbers, product: Numbers, rows: int) -> Iterator[tuple[list[int], list[Pair]]]:
    """Connected parts of the graph of pairs: the rows of each, and its pairs by places among them."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    _, part = connected_components(coo_array((np.ones(len(one)), (one, other)), shape=(rows, rows)), directed=False)
    order = np.argsort(part[one], kind="stable")
    edges = np.flatnonzero(np.diff(part[one[order]], prepend=-1, append=-1)) if len(one) else np.zeros(0, np.int64)
    for begin, end in pairwise(edges.tolist()):
        chosen = order[begin:end]
        places, local = np.unique(np.concatenate([one[chosen], other[chosen]]), return_inverse=True)
        left, right = local[: end - begin].tolist(), local[end - begin :].tolist()
        yield places.tolist(), list(zip(left, right, product[chosen].tolist(), strict=True))


def _singles(units: Units, summary: pa.Table) -> Callable[[int], Cluster]:
    """What makes a cluster of one unit."""
    known, days = units.known, yearday_of(units.known)
    publishers = pc.coalesce(summary["source_domain"], summary["source"])
    columns = [publishers, summary["title"], summary["language"]]
    told = [column.take(pa.array(units.root)).combine_chunks() for column in columns]

    def single(unit: int) -> Cluster:
        publisher, title, language = (column[unit].as_py() for column in told)
        first, last, dated = int(known.first[unit]), int(known.last[unit]), bool(known.dated[unit])
        issue = series_of(publisher, title, language, first if dated else None)
        yearday = int(days[unit])
        return Cluster(
            [unit],
            first,
            last,
            dated,
            NONE if yearday < 0 else _only(yearday),
            {} if issue is None else {issue[0]: issue[1]},
            _only(language),
            _only(publisher) if publisher else NONE,
        )

    return single


NONE: frozenset[Any] = frozenset()


@cache
def _only(value: Any) -> frozenset[Any]:
    """A set of one; that of a language is the same object for all of its articles."""
    return frozenset([value])
