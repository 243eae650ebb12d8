"""The table of stories, from their members."""

from typing import Any

import pyarrow as pa

from dateline.corpus.summary import places
from dateline_schema.tables import STORIES

UNTITLED = "(no headline)"


def stories(members: pa.Table, summary: pa.Table) -> pa.Table:
    """One row a story, sorted by id: its days, articles and actors, and the headline of its most central article.

    Dates are those of the summary, so it is made again when dates were inferred.
    """
    rows = pa.array(places(summary["id"].combine_chunks(), members["article_id"]))
    chosen = summary.select(["id", "title", "date", "actors"]).take(rows)
    grouped: dict[str, list[tuple[float, dict[str, Any]]]] = {}
    columns = (members["story_id"].to_pylist(), members["score"].to_pylist(), chosen.to_pylist())
    for story, score, article in zip(*columns, strict=True):
        grouped.setdefault(story, []).append((score, article))
    return pa.Table.from_pylist([_row(story, grouped[story]) for story in sorted(grouped)], schema=STORIES.schema)


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
