"""One actor of a dataset: every spelling, every place, roles, and why the places are taken to name one actor."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dateline.roster.tables import Tables, open_tables

AROUND = 50
"""Code points of the body that are shown on each side of a mention."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a dataset has on one actor.

    Attributes:
        actor: the row of the table `actors`.
        spellings: `text`, `form`, and how many `mentions` in how many `articles` have it.
        places: each mention in order of date: `article_id`, `title`, `date`, `start`, `end`, `text`, and the text
            `before` and `after` it, which is empty in an edition without texts.
        roles: `text`, `country`, and the articles, from the `first` to the `last` day, that give the actor the role.
        quotes: how many quotations are the actor's.
        joins: rows of `evidence` on the identity: `article_id`, `value`, `rule`, `reason`, `chosen`, `articles`.
    """

    actor: dict[str, Any]
    spellings: tuple[dict[str, Any], ...]
    places: tuple[dict[str, Any], ...]
    roles: tuple[dict[str, Any], ...]
    quotes: int
    joins: tuple[dict[str, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """For `--json`; days as ISO 8601."""
        return {
            "actor": _plain(self.actor),
            "spellings": list(self.spellings),
            "places": [_plain(row) for row in self.places],
            "roles": [_plain(row) for row in self.roles],
            "quotes": self.quotes,
            "joins": list(self.joins),
        }


def portray(folder: str | Path, who: str) -> Portrait:
    """All that a dataset has on an actor, by id, or by a name or spelling that only one actor has.

    Raises InputError where the folder is no dataset or nobody is called so, UsageError where several are.
    """
    tables = open_tables(folder)
    actor = tables.find(who)
    identifier = actor["id"]
    mentions = tables.scan("mentions").filter(pl.col("actor_id") == identifier).collect()
    return Portrait(
        actor,
        tuple(_spellings(mentions).to_dicts()),
        tuple(_places(tables, mentions)),
        tuple(_roles(tables, identifier).to_dicts()),
        _of(tables.scan("quotes"), "speaker_id", identifier).height,
        tuple(_joins(tables, identifier, mentions).to_dicts()),
    )


def _spellings(mentions: pl.DataFrame) -> pl.DataFrame:
    counted = mentions.group_by("text", "form").agg(mentions=pl.len(), articles=pl.col("article_id").n_unique())
    return counted.sort("mentions", "text", "form", descending=[True, False, False])


def _places(tables: Tables, mentions: pl.DataFrame) -> list[dict[str, Any]]:
    articles = tables.scan("articles").filter(pl.col("id").is_in(mentions["article_id"].unique().implode()))
    names = articles.collect_schema().names()
    wanted = ["id", "title", "date", *(["body"] if "body" in names else [])]
    bodies = {row["id"]: row for row in articles.select(wanted).collect().to_dicts()}
    rows = [_place(row, bodies[row["article_id"]]) for row in mentions.to_dicts()]
    return sorted(rows, key=lambda row: (row["date"] is None, row["date"] or 0, row["article_id"], row["start"]))


def _place(mention: dict[str, Any], article: dict[str, Any]) -> dict[str, Any]:
    body, start, end = article.get("body") or "", mention["start"], mention["end"]
    return {
        "article_id": mention["article_id"],
        "title": article["title"],
        "date": article["date"],
        "start": start,
        "end": end,
        "text": mention["text"],
        "before": body[max(0, start - AROUND) : start],
        "after": body[end : end + AROUND],
    }


def _roles(tables: Tables, identifier: str) -> pl.DataFrame:
    roles = _of(tables.scan("roles"), "actor_id", identifier)
    if roles.is_empty():
        return roles
    dates = tables.scan("articles").select(article_id="id", date="date").collect()
    grouped = roles.join(dates, on="article_id", how="left").group_by("text", "country")
    counted = grouped.agg(
        articles=pl.col("article_id").n_unique(), first=pl.col("date").min(), last=pl.col("date").max()
    )
    return counted.sort("articles", "text", "country", descending=[True, False, False])


def _joins(tables: Tables, identifier: str, mentions: pl.DataFrame) -> pl.DataFrame:
    """What was told of the identity in the articles that name the actor, candidates that lost included."""
    told = tables.scan("evidence").filter(
        (pl.col("field") == "actors")
        & pl.col("article_id").is_in(mentions["article_id"].unique().implode())
        & (pl.col("value") == identifier)
    )
    return told.select("article_id", "value", "rule", "reason", "chosen", "articles").collect()


def _of(frame: pl.LazyFrame, column: str, identifier: str) -> pl.DataFrame:
    if column not in frame.collect_schema().names():
        return pl.DataFrame()
    return frame.filter(pl.col(column) == identifier).collect()


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: _day(value) for key, value in row.items()}


def _day(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) if isinstance(one, dict) else one for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
