"""The table of stories, from their members."""

from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import pyarrow as pa

from dateline.corpus.summary import places
from dateline.cut import Numbers
from dateline_schema.tables import STORIES

UNTITLED = "(no headline)"
ROWS = 20_000  # articles that are gone through at once, as far as their stories end there


def stories(members: pa.Table, summary: pa.Table) -> pa.Table:
    """One row a story, sorted by id: its days, articles and actors, and the headline of its most central article.

    Dates are those of the summary, so it is made again when dates were inferred.
    """
    members = members.select(["article_id", "story_id", "score"]).sort_by("story_id")
    rows = places(summary["id"].combine_chunks(), members["article_id"])
    chosen, tables = summary.select(["id", "title", "date", "actors"]), [STORIES.schema.empty_table()]
    ends = _ends(members["story_id"].combine_chunks())
    for start, end in zip([0, *ends], ends, strict=False):
        own = members.slice(start, end - start)
        scored = zip(own["score"].to_pylist(), chosen.take(pa.array(rows[start:end])).to_pylist(), strict=True)
        named = groupby(zip(own["story_id"].to_pylist(), scored, strict=True), key=itemgetter(0))
        told = [_row(story, [one for _, one in group]) for story, group in named]
        tables.append(pa.Table.from_pylist(told, schema=STORIES.schema))
    return pa.concat_tables(tables).combine_chunks()


def _ends(ids: pa.Array) -> list[int]:
    """Where sorted ids are cut: about every `ROWS`, and where one ends."""
    codes = ids.dictionary_encode().indices.to_numpy()
    ends: Numbers = np.append(np.flatnonzero(np.diff(codes)) + 1, len(codes))
    _, last = np.unique(ends // ROWS, return_index=True)
    return [*ends[last[1:] - 1].tolist(), len(codes)] if len(codes) else []


def _row(story: str, scored: list[tuple[float, dict[str, Any]]]) -> dict[str, Any]:
    central = sorted(scored, key=lambda one: (-one[0], one[1]["id"]))
    dates = sorted(article["date"] for _, article in scored if article["date"])
    titles = [article["title"] for _, article in central if article["title"]]
    return {
        "id": story,
        "date_start": dates[0] if dates else None,
        "date_end": dates[-1] if dates else None,
        "articles": sorted(article["id"] for _, article in scored),
        "actors": sorted({actor for _, article in scored for actor in article["actors"]}),
        "headline": titles[0] if titles else UNTITLED,
    }
