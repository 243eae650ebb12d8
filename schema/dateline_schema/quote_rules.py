"""Rules about quotes and roles: that they say what stands in the body."""

import polars as pl

from dateline_schema.frames import Frames
from dateline_schema.mention_rules import misread
from dateline_schema.rules import Broken, Rule

PARTS: tuple[tuple[str, str, str], ...] = (
    ("speaker_start", "speaker_end", "speaker"),
    ("cue_start", "cue_end", "cue"),
)
"""Columns of `quotes` that name a further place of the body: its start, its end, what stands there."""


def quote_text(frames: Frames) -> Broken:
    """In `quotes`, `body[start:end] == text`."""
    return misread(frames["quotes"].select("start", "end", "text", article="article_id"), frames)


def role_text(frames: Frames) -> Broken:
    """In `roles`, `body[start:end] == text`."""
    return misread(frames["roles"].select("start", "end", "text", article="article_id"), frames)


def part_text(frames: Frames) -> Broken:
    """In `quotes`, the speaker's and the cue's words stand at their offsets."""
    quotes = frames["quotes"]
    parts = [
        quotes.select(article="article_id", start=start, end=end, text=text).drop_nulls("text")
        for start, end, text in PARTS
    ]
    return misread(pl.concat(parts), frames)


def whole_parts(frames: Frames) -> Broken:
    """A speaker and a cue have words, start and end, or none of the three."""
    quotes = frames["quotes"]
    halves = [
        quotes.filter(pl.sum_horizontal(pl.col(column).is_null() for column in part).is_in([1, 2])).select(
            article="article_id", found=pl.format("{} without its whole place", pl.lit(part[2]))
        )
        for part in PARTS
    ]
    return pl.concat(halves)


def speakers(frames: Frames) -> Broken:
    """Who speaks is an actor of the same article."""
    return _strangers(frames, frames["quotes"].select("start", article="article_id", actor="speaker_id"))


def bearers(frames: Frames) -> Broken:
    """Who has a role is an actor of the same article."""
    return _strangers(frames, frames["roles"].select("start", article="article_id", actor="actor_id"))


def _strangers(frames: Frames, told: pl.DataFrame) -> Broken:
    named = frames.actors.select("article", actor="id")
    strangers = told.drop_nulls("actor").join(named, on=["article", "actor"], how="anti")
    return strangers.select("article", found=pl.format("{} at {}", "actor", "start"))


BODY = ("articles.body",)

RULES: tuple[Rule, ...] = (
    Rule("span-text", "quotes", "text", "body[start:end] == text", quote_text, (*BODY, "quotes.text")),
    Rule("span-text", "quotes", "speaker", "the words at their offsets of the body", part_text, BODY),
    Rule("span-text", "roles", "text", "body[start:end] == text", role_text, BODY),
    Rule("quote-part", "quotes", "speaker", "words, start and end, or none of them", whole_parts),
    Rule("quote-speaker", "quotes", "speaker_id", "an actor of the same article", speakers, ("articles",)),
    Rule("role-bearer", "roles", "actor_id", "an actor of the same article", bearers, ("articles",)),
)
