"""The corpus stage: what articles tell only together, one step after the other.

Reprints, then stories of what is no reprint, then days that stories tell, then sides that part none of them, then a
look for leaks between these. No step reaches back; each is a package beside this module.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.facts import FACTS
from dateline.corpus.reprints import find_reprints
from dateline.corpus.scrapes import corpus_evidence, each, with_column
from dateline.corpus.splits.leaks import Leaks
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.splitting import split_articles
from dateline.corpus.stories import find_stories, stories
from dateline.corpus.story_dates import evidence_rows, infer_dates

if TYPE_CHECKING:
    from dateline.engine import Engine

CITED = 12
"""Other articles of a story that the evidence of one names: with all, large stories would have millions of names."""

OWN_ID = re.compile(r"\b[0-9a-f]{16}(?:-[0-9a-f]{4,8})?[.][0-9a-f]{4,8}\b")
"""The contract's ids of actors that no authority knows."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files of all buckets, in their order: of sketches, of profiles, of long quotations, of articles with bodies."""

    sketches: Sequence[str]
    profiles: Sequence[str]
    quotes: Sequence[str]
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Together:
    """What the corpus says.

    Attributes:
        facts: schema `FACTS`.
        evidence: rows of `evidence` on them.
        splits, stories: the tables of these names.
        leaks: what was looked at across the sides, and found.
    """

    facts: pa.Table
    evidence: pa.Table
    splits: pa.Table
    stories: pa.Table
    leaks: Leaks


def look_together(
    inputs: Inputs,
    summary: pa.Table,
    names: pa.Table,
    days: pa.Table,
    history: pa.Table,
    settings: SplitSettings,
    agencies: Sequence[str],
    engine: "Engine",
    folder: str,
) -> Together:
    """What all articles tell together.

    Args:
        inputs: files of all buckets.
        summary: schema `SUMMARY`, sorted by id.
        names: `id` and `name` of the actors of the dataset.
        days: schema `story_dates.DAYS`.
        history: what the last release gave, schema `release.history.HISTORY`.
        settings: of the splits.
        agencies: names of publishers that are agencies: an agency's own copy is the original of others.
        engine: runs tasks and queries.
        folder: for files that all workers see.
    """
    reprints = find_reprints(inputs.sketches, summary, engine, folder, agencies)
    told = history.select(["article_id", "story_id"]).filter(pc.is_valid(history["story_id"]))
    members = find_stories(inputs.profiles, summary, reprints, days, told, engine, folder)
    inferred = infer_dates(members, days, summary)
    dated = _dated(summary, inferred)
    splits, report = split_articles(
        dated,
        reprints,
        members,
        history.select(["article_id", "split", "fold"]),
        texts=inputs.texts,
        quotes=inputs.quotes,
        settings=settings,
        engine=engine,
        folder=folder,
    )
    evidence = pa.concat_tables(
        [_of_reprints(reprints), _of_stories(_with_names(members, names)), evidence_rows(inferred)]
    )
    facts = _facts(summary, reprints, members, inferred)
    return Together(facts, evidence, splits, stories(members, dated), report)


def _dated(summary: pa.Table, inferred: pa.Table) -> pa.Table:
    """The summary with the days that stories tell."""
    place = pc.index_in(summary["id"].combine_chunks(), inferred["article_id"].combine_chunks())
    days = pc.coalesce(inferred["date"].combine_chunks().take(place), summary["date"].combine_chunks())
    return with_column(summary, "date", days)


def _facts(summary: pa.Table, reprints: pa.Table, members: pa.Table, inferred: pa.Table) -> pa.Table:
    """A row for each article of which anything is said."""
    dates = inferred.filter(pc.is_valid(inferred["date_basis"]))
    said = (
        (reprints, ("duplicate_of",)),
        (members, ("story_id",)),
        (dates, ("date", "date_edtf", "date_basis")),
    )
    ids = pa.concat_arrays([table["article_id"].combine_chunks() for table, _ in said])
    rows = summary.filter(pc.is_in(summary["id"], ids)).select(["id"])
    columns = {"id": rows["id"]}
    for table, names in said:
        place = pc.index_in(rows["id"].combine_chunks(), table["article_id"].combine_chunks())
        columns |= {name: table[name].combine_chunks().take(place) for name in names}
    return pa.Table.from_arrays([columns[name] for name in FACTS.names], schema=FACTS)


def _of_reprints(reprints: pa.Table) -> pa.Table:
    """Evidence of reprints."""
    originals = reprints["duplicate_of"].combine_chunks()
    rules = pc.binary_join_element_wise("duplicate", reprints["kind"].combine_chunks(), ".")
    ids, reasons = (reprints[name].combine_chunks() for name in ("article_id", "reason"))
    return corpus_evidence(ids, "duplicate_of", originals, rules, reasons, each(originals))


def _of_stories(members: pa.Table) -> pa.Table:
    """Evidence of stories: it names others of the story, those of the lowest ids."""
    pairs = [*zip(members["article_id"].to_pylist(), members["story_id"].to_pylist(), strict=True)]
    named: dict[str, list[str]] = {}
    for article, story in pairs:
        named.setdefault(story, []).append(article)
    first = {story: sorted(articles)[: CITED + 1] for story, articles in named.items()}
    others = [[one for one in first[story] if one != article][:CITED] for article, story in pairs]
    ids, given, reasons = (members[name].combine_chunks() for name in ("article_id", "story_id", "reason"))
    rules = pa.array(["story.shared"] * len(ids), pa.string())
    return corpus_evidence(ids, "story_id", given, rules, reasons, pa.array(others, pa.list_(pa.string())))


def _with_names(members: pa.Table, names: pa.Table) -> pa.Table:
    """The reasons with names for the dataset's own ids of actors, which mean nothing to a person."""
    reasons = members["reason"].to_pylist()
    ids = pa.array(sorted({one for reason in reasons for one in OWN_ID.findall(reason)}), pa.string())
    known = names.filter(pc.is_in(names["id"], ids))
    called = dict(zip(known["id"].to_pylist(), known["name"].to_pylist(), strict=True))
    told = [OWN_ID.sub(lambda found: called.get(found[0], found[0]), reason) for reason in reasons]
    return with_column(members, "reason", pa.array(told, pa.string()))
