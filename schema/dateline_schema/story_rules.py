"""Rules about stories, reprints and terms of office."""

import polars as pl

from dateline_schema.frames import Frames
from dateline_schema.rules import Broken, Rule


def rescrape(frames: Frames) -> Broken:
    """A further scrape of an article repeats another, and nothing names itself."""
    frame = frames["articles"].select("id", "duplicate_of")
    again = pl.col("id").str.contains("-", literal=True) & pl.col("duplicate_of").is_null()
    wrong = again | (pl.col("duplicate_of") == pl.col("id"))
    return frame.filter(wrong).select(article="id", found=pl.col("duplicate_of").fill_null("null"))


def originals(frames: Frames) -> Broken:
    """What is reprinted is no reprint itself; a further scrape repeats the first, or what the first reprints."""
    frame = frames["articles"].select("id", "duplicate_of")
    repeats = frame.drop_nulls("duplicate_of").filter(pl.col("duplicate_of") != pl.col("id"))
    chained = repeats.join(repeats.select(duplicate_of="id", root="duplicate_of"), on="duplicate_of")
    first = frame.select(first="id", root=pl.coalesce("duplicate_of", "id"))
    scrapes = repeats.filter(pl.col("id").str.contains("-", literal=True)).with_columns(first=pl.col("id").str.head(16))
    other = scrapes.join(first, on="first", how="left").filter(pl.col("root").ne_missing(pl.col("duplicate_of")))
    return pl.concat([one.select(article="id", found="duplicate_of") for one in (chained, other)])


def members(frames: Frames) -> Broken:
    """A story lists exactly the articles that name it."""
    named = frames["articles"].select(article="id", story="story_id").drop_nulls()
    listed = frames["stories"].select(article="articles", story="id").explode("article", keep_nulls=False)
    pair = ["article", "story"]
    only = [
        named.join(listed, on=pair, how="anti").select("article", found=pl.format("{} does not list it", "story")),
        listed.join(named, on=pair, how="anti").select("article", found=pl.format("{} lists it", "story")),
    ]
    return pl.concat(only)


def story_days(frames: Frames) -> Broken:
    """A story ends on or after the day that it starts."""
    wrong = frames["stories"].filter(pl.col("date_start") > pl.col("date_end"))
    return wrong.select(article="id", found=pl.format("{} to {}", "date_start", "date_end"))


def terms(frames: Frames) -> Broken:
    """An office is left on or after the day that it is taken."""
    held = frames["actors"].select("id", "offices").explode("offices", keep_nulls=False).unnest("offices")
    wrong = held.filter(pl.col("from") > pl.col("to"))
    return wrong.select(article="id", found=pl.format("{}: {} to {}", "title", "from", "to"))


RULES: tuple[Rule, ...] = (
    Rule("duplicate", "articles", "duplicate_of", "another article, for a further scrape at least", rescrape),
    Rule(
        "duplicate-original",
        "articles",
        "duplicate_of",
        "an article that reprints none; for a further scrape the first, or what that reprints",
        originals,
        scope="dataset",
    ),
    Rule("story-members", "articles", "story_id", "the same in stories", members, needs=("stories",), scope="dataset"),
    Rule("story-days", "stories", "date_start", "a day on or before date_end", story_days),
    Rule("office-days", "actors", "offices.from", "a day on or before offices.to", terms),
)
