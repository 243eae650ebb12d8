"""Rules about splits: a group stands on one side, and what must not be parted is in one group."""

import polars as pl

from dateline_schema.frames import Frames
from dateline_schema.rules import Broken, Rule


def placed(frames: Frames) -> Broken:
    """Every article has its row."""
    articles = frames["articles"].select(article="id")
    without = articles.join(frames["splits"].select(article="article_id"), on="article", how="anti")
    return without.select("article", found=pl.lit("no row"))


def either(frames: Frames) -> Broken:
    """A side or a fold, never both."""
    both = frames["splits"].filter(pl.col("split").is_not_null() & pl.col("fold").is_not_null())
    return both.select(article="article_id", found=pl.format("{} and fold {}", "split", "fold"))


def together(frames: Frames) -> Broken:
    """All of a group stand on the side and in the fold of the article that it is named for."""
    rows = frames["splits"].select("article_id", "group_id", "split", "fold")
    named = rows.select(group_id="article_id", other="split", place="fold")
    pairs = rows.join(named, on="group_id")
    apart = pairs.filter(pl.col("split").ne_missing(pl.col("other")) | pl.col("fold").ne_missing(pl.col("place")))
    return apart.select(article="article_id", found=pl.format("not where {} stands", "group_id"))


def grouped(frames: Frames) -> Broken:
    """Reprints, and articles of one story, are in one group."""
    groups = frames["splits"].select(article="article_id", group="group_id")
    articles = frames["articles"].select("id", "story_id", "duplicate_of").rename({"id": "article"})
    held = articles.join(groups, on="article")
    origin = groups.rename({"article": "duplicate_of", "group": "other"})
    reprints = held.join(origin, on="duplicate_of").filter(pl.col("group") != pl.col("other"))
    first = held.drop_nulls("story_id").group_by("story_id").agg(other=pl.col("group").min())
    stories = held.join(first, on="story_id").filter(pl.col("group") != pl.col("other"))
    return pl.concat(
        [
            reprints.select("article", found=pl.format("not in the group of {}", "duplicate_of")),
            stories.select("article", found=pl.format("not in the group of others of {}", "story_id")),
        ]
    )


RULES: tuple[Rule, ...] = (
    Rule("split-placed", "splits", "article_id", "a row for every article", placed, needs=("articles",)),
    Rule("split-either", "splits", "fold", "null where there is a side", either),
    Rule("split-group", "splits", "split", "the side and fold of its group", together, scope="dataset"),
    Rule("split-leak", "splits", "group_id", "one group", grouped, needs=("articles",), scope="dataset"),
)
