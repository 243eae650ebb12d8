"""Rules about actors and the places that name them."""

import polars as pl

from dateline_schema.frames import Frames
from dateline_schema.rules import Broken, Rule

_SPAN = ("start", "end", "text")
_FLAT = ("article", "actor", "start", "end", "text", "form")


def misread(spans: pl.DataFrame, frames: Frames) -> Broken:
    """Spans (article, start, end, text) whose text is not what stands at their offsets of the body."""
    bodies = frames["articles"].select(article="id", body="body")
    sane = spans.filter((pl.col("start") >= 0) & (pl.col("end") > 0)).join(bodies, on="article", how="inner")
    there = pl.col("body").str.slice(pl.col("start"), (pl.col("end") - pl.col("start")).clip(lower_bound=0))
    length = pl.col("end") - pl.col("start")
    wrong = (there != pl.col("text")) | (length != pl.col("text").str.len_chars())
    found = pl.format("{}:{} is '{}', not '{}'", "start", "end", there.str.head(40), pl.col("text").str.head(40))
    return sane.filter(wrong).select("article", found=found)


def nested_text(frames: Frames) -> Broken:
    """In `articles.actors`, `body[start:end] == text`."""
    return misread(frames.named.select("article", *_SPAN), frames)


def flat_text(frames: Frames) -> Broken:
    """In `mentions`, `body[start:end] == text`."""
    return misread(frames["mentions"].select(pl.col("article_id").alias("article"), *_SPAN), frames)


def overlap(frames: Frames) -> Broken:
    """Mentions of one article do not overlap: a place names one actor."""
    spans = frames.named.select("article", "start", "end", "text").sort("article", "start", "end")
    before = pl.col("end").shift(1).over("article")
    found = pl.format("'{}' at {}, inside of the mention before it", pl.col("text").str.head(40), "start")
    return spans.filter(pl.col("start") < before).select("article", found=found)


def one_actor_once(frames: Frames) -> Broken:
    """An article lists an actor once, with all of its mentions."""
    again = frames.actors.select("article", "id").filter(pl.struct("article", "id").is_duplicated())
    return again.unique(maintain_order=True).select("article", found="id")


def local_ids(frames: Frames) -> Broken:
    """An actor that no authority knows has an id that starts with the id of an article that names it; in an edition of
    which articles were taken out, that article can be gone."""
    local = frames.actors.select("article", "id").filter(pl.col("id").str.contains(".", literal=True))
    local = local.with_columns(owner=pl.col("id").str.split(".").list.first())
    there = local.join(frames["articles"].select(owner="id"), on="owner", how="semi")
    owned = there.filter(pl.col("owner") == pl.col("article")).select("id")
    return there.join(owned, on="id", how="anti").select("article", found="id")


def same_mentions(frames: Frames) -> Broken:
    """The flat table and the nested column say the same."""
    flat = frames["mentions"].rename({"article_id": "article", "actor_id": "actor"}).select(_FLAT)
    flat = flat.filter(pl.col("article").is_in(frames["articles"]["id"].implode()))
    nested = frames.named.select(_FLAT)
    if flat.height == nested.height and flat.sort(_FLAT).equals(nested.sort(_FLAT)):
        return flat.clear().select("article", found="text")
    place = pl.format("'{}' at {}", pl.col("text").str.head(40), "start")
    only_flat = flat.join(nested, on=_FLAT, how="anti", nulls_equal=True)
    only_nested = nested.join(flat, on=_FLAT, how="anti", nulls_equal=True)
    return pl.concat(
        [
            only_flat.select("article", found=pl.format("{} in mentions alone", place)),
            only_nested.select("article", found=pl.format("{} in articles.actors alone", place)),
        ]
    )


def same_actor(frames: Frames) -> Broken:
    """The table of actors gives an actor the kind that the article gives it."""
    known = frames["actors"].select("id", known="kind")
    pairs = frames.actors.select("article", "id", "kind").join(known, on="id", how="inner")
    found = pl.format("{} is {} in actors, {} in the article", "id", "known", "kind")
    return pairs.filter(pl.col("kind") != pl.col("known")).select("article", found=found)


def credits(frames: Frames) -> Broken:
    """The publisher is not among the agencies; neither is among the authors."""
    frame = frames["articles"].select(article="id", source="source", agencies="agencies", authors="authors")
    as_agency = frame.filter(pl.col("agencies").list.contains(pl.col("source")))
    as_author = frame.filter(pl.col("authors").list.contains(pl.col("source")))
    both = frame.filter(pl.col("authors").list.set_intersection("agencies").list.len() > 0)
    joined = pl.col("authors").list.set_intersection("agencies").list.join(", ")
    return pl.concat(
        [
            as_agency.select("article", found="source", column=pl.lit("agencies")),
            as_author.select("article", found="source", column=pl.lit("authors")),
            both.select("article", found=joined, column=pl.lit("authors")),
        ]
    )


BODY = ("articles.body",)

RULES: tuple[Rule, ...] = (
    Rule("span-text", "articles", "actors.mentions.text", "body[start:end] == text", nested_text, BODY),
    Rule("span-text", "mentions", "text", "body[start:end] == text", flat_text, BODY),
    Rule("span-overlap", "articles", "actors.mentions", "mentions that do not overlap", overlap),
    Rule("actor-once", "articles", "actors.id", "each actor once in an article", one_actor_once),
    Rule(
        "actor-local",
        "articles",
        "actors.id",
        "a local id starts with the id of an article that names it",
        local_ids,
        scope="dataset",
    ),
    Rule("same-mentions", "mentions", "text", "the same in mentions and articles.actors", same_mentions, ("articles",)),
    Rule("same-actor", "articles", "actors.kind", "the kind that actors gives", same_actor, ("actors",), "dataset"),
    Rule("credits", "articles", "agencies", "nobody credited as two of publisher, agency and author", credits),
)
