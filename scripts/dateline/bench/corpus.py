"""A built dataset, as the tasks see it: articles in order, each with its side, its actors, its quotations."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.bench.rows import Item, Label, Row, item_id
from dateline.errors import InputError
from dateline.manifest import Manifest, read_manifest
from dateline.write import read_parquet
from dateline_schema.tables import ACTORS, ARTICLES, QUOTES, SPLITS, Table
from dateline_schema.vocabulary import WITHHELD

TEST = "test"
"""The side that all items of a corpus too small for sides stand on, each with its fold."""

LIGHT = ("id", "title", "date", "date_basis", "source", "language", "story_id", "duplicate_of")
"""Columns of articles that the whole corpus is looked at by."""


@dataclass(frozen=True, slots=True)
class Article:
    """One original article.

    Attributes:
        row: its columns, as `articles` has them.
        split, fold, group_id: where it stands; `split` is `test` where there are folds.
        quotes: its rows of `quotes`.
    """

    row: Row
    split: str
    fold: int | None
    group_id: str
    quotes: tuple[Row, ...] = ()

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.row["id"])

    @property
    def body(self) -> str:
        """Its text."""
        return str(self.row["body"])

    @property
    def actors(self) -> list[dict[str, Any]]:
        """Who is named in it: `id`, `name`, `kind`, `mentions` (`start`, `end`, `text`, `form`; offsets in `body`)."""
        return list(self.row["actors"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands among the sides."""

    split: str
    fold: int | None
    group_id: str


@dataclass(frozen=True)
class Corpus:
    """A dataset on disk.

    Attributes:
        folder, manifest: of the dataset.
        canary: the mark of every row of the benchmark.
        places: by article id, of the articles that tasks are made of: originals that have a side.
        left_out: articles that no task is made of, by why.
        heads: a row of the columns `LIGHT` an article of `places`, in order of the ids.
    """

    folder: Path
    manifest: Manifest
    canary: str
    places: Mapping[str, Place]
    left_out: Mapping[str, int]
    heads: tuple[Row, ...]

    def articles(self) -> Iterator[Article]:
        """Every original article that has a side, in order of the ids, read bucket by bucket."""
        tables = self.manifest.tables
        buckets = len(tables[ARTICLES.name].files)
        for bucket in range(buckets):
            quotes = _by_article(self._rows(QUOTES, bucket))
            for row in self._rows(ARTICLES, bucket).to_pylist():
                place = self.places.get(row["id"])
                if place is not None:
                    yield Article(
                        row,
                        place.split,
                        place.fold,
                        place.group_id,
                        tuple(quotes.get(row["id"], ())),
                    )

    @cached_property
    def actors(self) -> Mapping[str, Row]:
        """The rows of `actors` by id."""
        return {row["id"]: row for row in self._rows(ACTORS).to_pylist()}

    @property
    def folded(self) -> bool:
        """Whether the corpus is cut into folds, in place of sides."""
        return any(place.fold is not None for place in self.places.values())

    def item(self, task: str, article: Article, parts: tuple[object, ...], label: Label, **own: Any) -> Item:
        """An item of a task about an article; `parts` tell it from the article's other items of the task."""
        row = {
            "id": item_id(task, article.id, *parts),
            **own,
            "article_id": article.id,
            "group_id": article.group_id,
            "fold": article.fold,
            "label": label,
            "canary": self.canary,
        }
        return Item(article.split, row)

    def _rows(self, table: Table, bucket: int | None = None) -> pa.Table:
        files = self.manifest.tables[table.name].files if table.name in self.manifest.tables else ()
        chosen = files if bucket is None else files[bucket : bucket + 1]
        read = [read_parquet(self.folder / file.path, table) for file in chosen]
        return pa.concat_tables([table.schema.empty_table(), *read])


def open_corpus(folder: str | Path, canary: str) -> Corpus:
    """A built dataset as tasks see it.

    Raises InputError where the folder is no dataset, has no splits, withholds its texts, or has no article.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    if SPLITS.name not in manifest.tables:
        raise InputError("has no table of splits", file=folder, remedy="Run dateline build")
    if manifest.options["text"] == WITHHELD:
        remedy = "Fill the texts in with dateline rehydrate, and make the benchmark of that edition"
        raise InputError("withholds the texts that tasks are made of", file=folder, remedy=remedy)
    places = dict(_places(folder, manifest))
    left_out: Counter[str] = Counter()
    heads = []
    for file in manifest.tables[ARTICLES.name].files:
        for row in pq.read_table(folder / file.path, columns=list(LIGHT), partitioning=None).to_pylist():
            if row["duplicate_of"] is not None:
                left_out["reprint or repeat another article"] += 1
                places.pop(row["id"], None)
            elif row["id"] not in places:
                left_out["have neither a side nor a fold"] += 1
            else:
                heads.append(row)
    if not heads:
        raise InputError("has no article that a task could be made of", file=folder, found=_told(left_out))
    return Corpus(folder, manifest, canary, places, dict(sorted(left_out.items())), tuple(heads))


def _told(left_out: Counter[str]) -> str:
    return ", ".join(f"{count:,} that {why}" for why, count in sorted(left_out.items())) or "no articles"


def _places(folder: Path, manifest: Manifest) -> Iterator[tuple[str, Place]]:
    for file in manifest.tables[SPLITS.name].files:
        for row in read_parquet(folder / file.path, SPLITS).to_pylist():
            if row["split"] is not None or row["fold"] is not None:
                yield row["article_id"], Place(row["split"] or TEST, row["fold"], row["group_id"])


def _by_article(rows: pa.Table) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.to_pylist():
        found.setdefault(row["article_id"], []).append(row)
    return found
