"""The stories of a dataset, and one of them with every article and what joined it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dateline.errors import InputError
from dateline.roster.tables import Tables, open_tables


@dataclass(frozen=True, slots=True)
class Stories:
    """Stories of a dataset.

    Attributes:
        dataset: its folder.
        stories: `id`, `date_start`, `date_end`, `headline`, and how many `articles` and `sources` each has.
        total: how many there are, those that are not shown included.
    """

    dataset: str
    stories: tuple[dict[str, Any], ...]
    total: int

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        rows = [row | {name: _day(row[name]) for name in ("date_start", "date_end")} for row in self.stories]
        return {"dataset": self.dataset, "total": self.total, "stories": rows}


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its row, and its articles by day with `title`, `source`, `date`, `date_edtf`, `date_basis`,
    `duplicate_of` and the `reason` that they are in it.
    """

    story: dict[str, Any]
    articles: tuple[dict[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        days = {name: _day(self.story[name]) for name in ("date_start", "date_end")}
        rows = [row | {"date": _day(row["date"])} for row in self.articles]
        return {"story": {**self.story, **days}, "articles": rows}


def list_stories(folder: str | Path, *, holding: str | None = None, least: int = 2, most: int | None = None) -> Stories:
    """The stories of a dataset, those with most articles first, then by id.

    Args:
        folder: of the dataset.
        holding: only stories of which a headline holds these letters, whatever their case.
        least: only stories of so many articles.
        most: no more than so many.

    Raises InputError where the folder is no dataset.
    """
    tables = open_tables(folder)
    stories = tables.scan("stories").rename({"articles": "ids"})
    if holding:
        stories = stories.filter(_holding(tables, holding))
    sources = (
        stories.select("id", "ids")
        .explode("ids")
        .join(tables.scan("articles").select("id", "source"), left_on="ids", right_on="id")
        .group_by("id")
        .agg(sources=pl.col("source").n_unique())
    )
    found = (
        stories.with_columns(articles=pl.col("ids").list.len())
        .filter(pl.col("articles") >= least)
        .join(sources, on="id", how="left")
        .select("id", "date_start", "date_end", "articles", "sources", "headline")
        .sort(["articles", "id"], descending=[True, False])
        .collect()
    )
    shown = found.head(most) if most else found
    return Stories(str(folder), tuple(shown.iter_rows(named=True)), found.height)


def _holding(tables: Tables, letters: str) -> pl.Expr:
    """Whether a story has a headline with these letters."""
    titles = pl.col("title").str.to_lowercase().str.contains(letters.casefold(), literal=True)
    ids = tables.scan("articles").filter(titles).select("story_id").drop_nulls().unique().collect()
    return pl.col("id").is_in(ids["story_id"].implode())


def tell_story(folder: str | Path, which: str) -> Story:
    """One story, by its id or by that of one of its articles. Raises InputError where there is none."""
    tables = open_tables(folder)
    stories = tables.scan("stories")
    found = stories.filter((pl.col("id") == which) | pl.col("articles").list.contains(which)).collect()
    if found.is_empty():
        expected = "the id of a story, or of an article that is in one"
        raise InputError(
            "no such story", field="story", found=which, expected=expected, remedy="See dateline stories list"
        )
    story = found.row(0, named=True)
    names = ["id", "title", "source", "date", "date_edtf", "date_basis", "duplicate_of"]
    articles = tables.scan("articles").filter(pl.col("story_id") == story["id"]).select(names)
    told = tables.scan("evidence").filter((pl.col("field") == "story_id") & pl.col("chosen"))
    rows = articles.join(told.select("article_id", "reason"), left_on="id", right_on="article_id", how="left")
    return Story(story, tuple(rows.sort(["date", "id"], nulls_last=True).collect().iter_rows(named=True)))


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
