"""Stories of a corpus: articles on the same event, by several publishers or in several reports."""

from collections.abc import Iterator, Sequence
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
from dateline.corpus.stories.reasons import Share, reason, shares, words_of
from dateline.corpus.stories.units import EVER, Units, find_units
from dateline.corpus.stories.weights import COUNTS, Weighing, read_vectors, weigh

if TYPE_CHECKING:
    from dateline.engine import Engine

Numbers = npt.NDArray[np.int64]

PAYS = 4  # files of profiles from which workers are worth their start


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
    terms, matrix = _matrix(profile_files, summary, units, engine, folder)
    corpus = _Corpus(summary, units, matrix)
    clusters = _with_copies(group(matrix, units, summary, engine, folder), units)
    stories = [cluster for cluster in clusters if corpus.tells(cluster)]
    names = story_ids([corpus.members(story) for story in stories], _released(history))
    shared = {unit: share for story in stories for unit, share in shares(story.units, matrix)}
    words = words_of(shared, corpus.root_ids(shared), terms, profile_files)
    rows = [row for story, name in zip(stories, names, strict=True) for row in corpus.rows(story, name, shared, words)]
    return pa.Table.from_pylist(rows, schema=MEMBERS).sort_by("article_id")


def _matrix(
    profile_files: Sequence[str], summary: pa.Table, units: Units, engine: "Engine", folder: str
) -> tuple[Numbers, Matrix]:
    """The term of each column, and the vectors of all units."""
    place = Path(folder)
    raw, counts = str(place / "stories-counted.parquet"), str(place / "stories-counts.parquet")
    engine.sql(COUNTS, raw, {"profiles": list(profile_files)})
    found = pq.read_table(raw).sort_by("term")
    pq.write_table(found, counts)
    tasks = [
        Weighing(file, counts, summary.num_rows, str(place / f"stories-vectors-{number:05d}.parquet"))
        for number, file in enumerate(profile_files)
    ]
    vectors = read_vectors(list(engine.run(weigh, tasks, pays=len(tasks) >= PAYS)))
    return found["term"].to_numpy(), build_matrix(vectors, summary, units.root, found.num_rows)


def _with_copies(found: list[Cluster], units: Units) -> list[Cluster]:
    """The clusters, and units alone that are several articles, sorted by their lowest unit."""
    joined = {unit for cluster in found for unit in cluster.units}
    copied = np.flatnonzero(np.bincount(units.of, minlength=len(units.root)) > 1).tolist()
    alone = [Cluster([unit], -EVER, EVER, False) for unit in copied if unit not in joined]
    return sorted([*found, *alone], key=lambda cluster: cluster.rank)


def _released(history: pa.Table) -> dict[str, str]:
    return dict(zip(history["article_id"].to_pylist(), history["story_id"].to_pylist(), strict=True))


class _Corpus:
    """Articles, publishers and days of a corpus by unit."""

    def __init__(self, summary: pa.Table, units: Units, matrix: Matrix) -> None:
        self._units, self._matrix = units, matrix
        self._order = np.argsort(units.of, kind="stable")
        self._starts = np.searchsorted(units.of[self._order], np.arange(len(units.root) + 1))
        self._ids = summary["id"].combine_chunks()
        self._publishers = pc.coalesce(summary["source_domain"], summary["source"]).combine_chunks()

    def articles(self, units: Sequence[int]) -> list[int]:
        """The articles of units, as places in the summary."""
        parts = [self._order[self._starts[unit] : self._starts[unit + 1]] for unit in units]
        return np.concatenate(parts).tolist() if parts else []

    def tells(self, cluster: Cluster) -> bool:
        """Whether a cluster is a story: several reports, or one that several publishers have."""
        articles = self.articles(cluster.units)
        publishers = {self._publishers[article].as_py() for article in articles} - {None}
        return len(cluster.units) > 1 or len(publishers) > 1

    def members(self, cluster: Cluster) -> list[Member]:
        """The articles of a cluster, with the day of their unit."""
        known = self._units.known
        return [
            Member(int(known.first[unit]) if known.dated[unit] else EVER, self._id(article))
            for unit in cluster.units
            for article in self.articles([unit])
        ]

    def root_ids(self, units: Sequence[int] | dict[int, Share]) -> dict[int, str]:
        """The article that each unit is known by."""
        return {unit: self._id(self._units.root[unit]) for unit in units}

    def rows(
        self, cluster: Cluster, name: str, shared: dict[int, Share], words: dict[int, list[str]]
    ) -> Iterator[dict[str, object]]:
        """Rows of `MEMBERS` of a story."""
        for unit in cluster.units:
            root, share = self._id(self._units.root[unit]), shared[unit]
            day = int(self._units.known.first[unit]) if self._units.known.dated[unit] else None
            told = reason(share, words.get(unit, []), len(cluster.units) - 1, day)
            for article in self.articles([unit]):
                own = self._id(article)
                why = told if own == root else f"copy of {root}"
                yield {"article_id": own, "story_id": name, "score": share.alike, "reason": why}

    def _id(self, article: int) -> str:
        return str(self._ids[int(article)])
