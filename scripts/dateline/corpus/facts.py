"""What the whole corpus says of an article, put into its rows: pure functions of the tables of a bucket."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.buckets import in_order
from dateline.corpus.scrapes import with_column
from dateline_schema.tables import ARTICLES, EVIDENCE

SAID = ("date", "date_edtf", "date_basis", "story_id", "duplicate_of")
"""Columns of `articles` that the corpus can give a value."""

FACTS: pa.Schema = pa.schema([ARTICLES.schema.field(name).remove_metadata() for name in ("id", *SAID)])
"""A row for each article of which the corpus says anything; null where it says nothing of a column."""


def with_facts(tables: Mapping[str, pa.Table], facts: pa.Table, told: pa.Table) -> dict[str, pa.Table]:
    """The tables of a bucket with what the corpus says of their articles, and with the evidence that was `told` of it.

    What was read before stays in evidence, no longer chosen where the corpus gives another value.
    """
    articles = tables["articles"]
    ids = articles["id"].combine_chunks()
    place = pc.index_in(ids, facts["id"].combine_chunks())
    evidence = tables["evidence"]
    for name in SAID:
        before, given = articles[name].combine_chunks(), facts[name].combine_chunks().take(place)
        other = pc.and_(pc.is_valid(given), pc.fill_null(pc.not_equal(given, before), True))
        evidence = _not_chosen(evidence, name, ids.filter(other))
        articles = with_column(articles, name, pc.coalesce(given, before))
    return {**tables, "articles": articles, "evidence": in_order(pa.concat_tables([evidence, told]), EVIDENCE)}


def _not_chosen(evidence: pa.Table, column: str, articles: pa.Array) -> pa.Table:
    """Evidence with the rows on a column of some articles marked as not chosen."""
    off = pc.and_(pc.equal(evidence["field"], column), pc.is_in(evidence["article_id"], articles))
    return with_column(evidence, "chosen", pc.and_(evidence["chosen"], pc.invert(off)).combine_chunks())
