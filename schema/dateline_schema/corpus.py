"""Rules across rows and tables: what one field alone cannot tell.

`RULES` lists them all. Each is a small pure function from frames to the rows that break it. A rule runs where the
tables that it needs are there, so that a bucket of articles alone can be validated, and says nothing elsewhere.
"""

from collections.abc import Mapping

import polars as pl

from dateline_schema import (
    body_rules,
    date_rules,
    evidence_rules,
    mention_rules,
    quote_rules,
    split_rules,
    story_rules,
    withheld_rules,
)
from dateline_schema.failures import Failure
from dateline_schema.frames import Frames
from dateline_schema.rules import Rule, Scope, ordered, refers, unique
from dateline_schema.tables import TABLES

RULES: tuple[Rule, ...] = (
    *(unique(table) for table in TABLES if table.key),
    *(ordered(table) for table in TABLES if table.order),
    *(refers(table, key) for table in TABLES for key in table.foreign_keys),
    *mention_rules.RULES,
    *quote_rules.RULES,
    *date_rules.RULES,
    *body_rules.RULES,
    *evidence_rules.RULES,
    *story_rules.RULES,
    *split_rules.RULES,
    *withheld_rules.RULES,
)

KEY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": ("id", "story_id", "duplicate_of", "actors.list.element.id", "actors.list.element.kind"),
    "actors": ("id", "kind"),
    "mentions": ("article_id", "actor_id"),
    "quotes": ("article_id", "speaker_id"),
    "roles": ("article_id", "actor_id"),
    "evidence": ("article_id", "articles"),
    "stories": ("id", "articles", "actors"),
    "splits": ("article_id", "group_id", "split", "fold"),
    "rejects": ("raw_path",),
}
"""Columns, by their Parquet paths, that the rules over a whole dataset look at."""

CHECK_FAILED = "rule-raised"
"""Name of the failure that stands for a rule that raised: data so wrong that it cannot be judged is not right."""


def corpus_failures(frames: Frames, *scopes: Scope) -> list[Failure]:
    """What breaks the rules of these scopes; the tables behind the frames have the contract's schemas.

    `bucket` and `both` for the tables of one bucket; `dataset` and `both` for the whole dataset, of which only the
    `KEY_COLUMNS` are looked at.
    """
    rules = [rule for rule in RULES if rule.scope in scopes and rule.applies(frames)]
    return [failure for rule in rules for failure in guarded(rule, frames)]


def guarded(rule: Rule, frames: Frames) -> list[Failure]:
    """The failures of one rule; where it raises, a failure that says so."""
    try:
        return list(rule.failures(frames))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, ValueError, TypeError, OverflowError) as error:
        found = f"{type(error).__name__}: {error}".splitlines()[0][:120]
        return [Failure(rule.table, CHECK_FAILED, "", rule.column, found, f"data that rule {rule.name} can judge")]
