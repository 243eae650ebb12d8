"""Rules of an edition without texts: that it holds none, and that its offsets fit the bodies that it stands for."""

import polars as pl

from dateline_schema.evidence_rules import withheld
from dateline_schema.fields import WITHHELD_FIELDS
from dateline_schema.frames import Frames
from dateline_schema.rules import Broken, Rule


def no_standfirst(frames: Frames) -> Broken:
    """Standfirsts are withheld with the bodies."""
    return frames["articles"].filter(pl.col("subtitle").is_not_null()).select(article="id", found="subtitle")


def no_quotation(frames: Frames) -> Broken:
    """Evidence gives the place of a withheld text, never the text."""
    rows = frames["evidence"].filter(pl.col("field").is_in(WITHHELD_FIELDS))
    told = rows.filter(pl.col("value").is_not_null() | pl.col("raw").is_not_null())
    return told.select(article="article_id", found=pl.format("{}: {}", "field", pl.coalesce("value", "raw")))


def no_gap(frames: Frames) -> Broken:
    """Where the bodies are there, no evidence for them is withheld."""
    return frames["evidence"].filter(withheld()).select(article="article_id", found=pl.format("{}: withheld", "field"))


def inside(frames: Frames) -> Broken:
    """Mentions end within the body."""
    lengths = frames["articles"].select("body_length", article="id")
    ends = frames.named.select("article", "end", "text").join(lengths, on="article", how="inner")
    past = ends.filter(pl.col("end") > pl.col("body_length"))
    return past.select("article", found=pl.format("'{}' ends at {} of {}", "text", "end", "body_length"))


def span_length(frames: Frames) -> Broken:
    """In an edition without texts a mention is as long as its span; where there is a body, `span-text` says more."""
    length = pl.col("end") - pl.col("start")
    wrong = frames.named.drop_nulls(["start", "end", "text"]).filter(length != pl.col("text").str.len_chars())
    return wrong.select("article", found=pl.format("'{}' at {}:{}", "text", "start", "end"))


WITHOUT = ("articles.body_length", "articles.body_sha256")

RULES: tuple[Rule, ...] = (
    Rule("withheld-text", "articles", "subtitle", "null: the edition withholds texts", no_standfirst, WITHOUT),
    Rule("withheld-text", "evidence", "value", "null: the edition withholds texts", no_quotation, WITHOUT),
    Rule("withheld-gap", "evidence", "reason", "the text: the edition has bodies", no_gap, ("articles.body",)),
    Rule("span-inside", "articles", "actors.mentions.end", "an end within body_length", inside, WITHOUT),
    Rule("span-length", "articles", "actors.mentions.text", "end - start == len(text)", span_length, WITHOUT),
)
