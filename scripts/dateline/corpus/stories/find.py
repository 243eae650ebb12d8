"""Stories of a corpus: articles on the same event, by several publishers or in several reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.corpus.stories.clusters import Cluster
from dateline.corpus.stories.columns import MEMBERS
from dateline.corpus.stories.founders import Member, story_ids
from dateline.corpus.stories.grouping import group
from dateline.corpus.stories.matrix import Matrix, build_matrix
from dateline.corpus.stories.reasons import SHOWN, Shared, gather, reason, words_of
from dateline.corpus.stories.units import EVER, Units, find_units
from dateline.corpus.stories.weights import COUNTS, Weighing, read_ids, weigh
from dateline.corpus.summary import places

if TYPE_CHECKING:
    from dateline.engine import Engine

Numbers = npt.NDArray[np.int64]

PAYS = 4  # files of profiles from which workers are worth their start
STORIES = 5_000  # that are told at once


def find_stories(
    profile_files: Sequence[str],
    summary: pa.Table,
    reprints: pa.Table,
    days: pa.Table,
    history: pa.Table,
    engine: "Engine",
    folder: str,
) -> pa.Table:
    """The articles that are in a story, rows of `MEMBERS` sorted by article.

    Args:
        profile_files: Parquet files of rows of `PROFILE`, each article in one of them.
        summary: a row for each article, sorted by id (`dateline.corpus.summary.SUMMARY`).
        reprints: article_id and duplicate_of, a root; other columns are not looked at.
        days: what articles know of their day; of its columns those of `columns.DAYS` are used.
        history: rows of `HISTORY`.
        engine: runs tasks and queries.
        folder: for files that all workers see.
    """
    if not profile_files or not summary.num_rows:
        return MEMBERS.empty_table()
    units = find_units(summary, reprints, days)
    vectors = _vectors(profile_files, summary, units, engine, folder)
    matrix = build_matrix(map(pq.read_table, vectors.files), vectors.units, summary, units.root, len(vectors.terms))
    corpus = _Corpus(summary, units, matrix)
    clusters = _with_copies(group(matrix, units, summary, engine, folder), units)
    stories = [cluster.units for cluster in clusters if corpus.tells(cluster.units)]
    names = story_ids(_Members(corpus, stories), _released(history))
    shared = gather(stories, matrix)
    words = words_of(shared, vectors.terms, profile_files, vectors.units)
    return _told(corpus, stories, names, shared, words).sort_by("article_id")


@dataclass(frozen=True, slots=True)
class _Vectors:
    """The term of each column, sorted; the files of vectors, and the units of each one's articles, -1 for none."""

    terms: Numbers
    files: Sequence[str]
    units: Sequence[Numbers]


def _vectors(profile_files: Sequence[str], summary: pa.Table, units: Units, engine: "Engine", folder: str) -> _Vectors:
    """The vectors of all articles."""
    place = Path(folder)
    raw, counts = str(place / "stories-counted.parquet"), str(place / "stories-counts.parquet")
    engine.sql(COUNTS, raw, {"profiles": list(profile_files)})
    found = pq.read_table(raw).sort_by("term")
    pq.write_table(found, counts)
    tasks = [
        Weighing(file, counts, summary.num_rows, str(place / f"stories-vectors-{number:05d}.parquet"))
        for number, file in enumerate(profile_files)
    ]
    files = list(engine.run(weigh, tasks, pays=len(tasks) >= PAYS))
    return _Vectors(found["term"].to_numpy(), files, _units_of(read_ids(files), summary, units))


def _units_of(ids: Sequence[pa.ChunkedArray], summary: pa.Table, units: Units) -> list[Numbers]:
    """The units of articles of files, -1 for those that are not known by their own words."""
    unit = np.full(summary.num_rows + 1, -1, np.int64)  # the last is of those that the summary has not
    unit[units.root] = np.arange(len(units.root))
    every = pa.chunked_array(list(chain.from_iterable(one.chunks for one in ids)), pa.string())
    found = unit[places(summary["id"].combine_chunks(), every)]
    return np.split(found, np.cumsum([len(one) for one in ids])[:-1])


def _with_copies(found: list[Cluster], units: Units) -> list[Cluster]:
    """The clusters, and units alone that are several articles, sorted by their lowest unit."""
    alone = np.bincount(units.of, minlength=len(units.root)) > 1
    for cluster in found:
        alone[cluster.units] = False
    single = [Cluster([unit], -EVER, EVER, False) for unit in np.flatnonzero(alone).tolist()]
    return sorted([*found, *single], key=lambda cluster: cluster.rank)


def _released(history: pa.Table) -> dict[str, str]:
    stories = history["story_id"].combine_chunks().dictionary_encode()
    names = stories.dictionary.to_pylist()  # a name once, not for each article
    told = (names[number] for number in stories.indices.to_pylist())
    return dict(zip(history["article_id"].to_pylist(), told, strict=True))


def _told(
    corpus: "_Corpus", stories: Sequence[Sequence[int]], names: Sequence[str], shared: Shared, words: pa.Array
) -> pa.Table:
    """Rows of `MEMBERS` of all stories, some stories at a time."""
    tables = [MEMBERS.empty_table()]
    for at in range(0, len(stories), STORIES):
        some = zip(stories[at : at + STORIES], names[at : at + STORIES], strict=True)
        rows = [row for units, name in some for row in corpus.rows(units, name, shared, words)]
        tables.append(pa.Table.from_pylist(rows, schema=MEMBERS))
    return pa.concat_tables(tables).combine_chunks()


class _Corpus:
    """Articles, publishers and days of a corpus by unit."""

    def __init__(self, summary: pa.Table, units: Units, matrix: Matrix) -> None:
        self._units, self._matrix = units, matrix
        self._order = np.argsort(units.of, kind="stable")
        self._starts = np.searchsorted(units.of[self._order], np.arange(len(units.root) + 1))
        self._ids = summary["id"].combine_chunks()
        publishers = pc.coalesce(summary["source_domain"], summary["source"]).combine_chunks().dictionary_encode()
        self._publishers = pc.fill_null(publishers.indices, -1).to_numpy()

    def articles(self, units: Sequence[int]) -> Numbers:
        """The articles of units, as places in the summary."""
        return np.concatenate([self._order[self._starts[unit] : self._starts[unit + 1]] for unit in units])

    def tells(self, units: Sequence[int]) -> bool:
        """Whether a cluster is a story: several reports, or one that several publishers have."""
        return len(units) > 1 or len({*self._publishers[self.articles(units)].tolist()} - {-1}) > 1

    def members(self, units: Sequence[int]) -> list[Member]:
        """The articles of a cluster, with the day of their unit."""
        known = self._units.known
        return [
            Member(int(known.first[unit]) if known.dated[unit] else EVER, self._id(article))
            for unit in units
            for article in self.articles([unit])
        ]

    def rows(self, units: Sequence[int], name: str, shared: Shared, words: pa.Array) -> Iterator[dict[str, object]]:
        """Rows of `MEMBERS` of a story."""
        known, matrix = self._units.known, self._matrix
        for unit in units:
            root, alike = self._id(self._units.root[unit]), float(shared.alike[unit])
            day = int(known.first[unit]) if known.dated[unit] else None
            actors = [matrix.actors[column - matrix.terms].as_py() for column in shared.actors[unit] if column >= 0]
            told = [word for word in words[unit * SHOWN : (unit + 1) * SHOWN].to_pylist() if word is not None]
            why = reason(alike, actors, told, len(units) - 1, day)
            for article in self.articles([unit]):
                own = self._id(article)
                yield {
                    "article_id": own,
                    "story_id": name,
                    "score": alike,
                    "reason": why if own == root else f"copy of {root}",
                }

    def _id(self, article: int) -> str:
        return str(self._ids[int(article)])


@dataclass(frozen=True, slots=True)
class _Members:
    """The articles of each story, made when they are asked for: all of them at once would be as many objects."""

    corpus: _Corpus
    stories: Sequence[Sequence[int]]

    def __iter__(self) -> Iterator[list[Member]]:
        return map(self.corpus.members, self.stories)
