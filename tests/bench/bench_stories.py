"""Little corpora of dated articles and stories, in memory."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench_articles import MADE_OF, Shelf

from dateline.bench.corpus import LIGHT, Article, Place


def report(
    number: int,
    title: str | None = None,
    body: str = "The ferry was late again.",
    *,
    day: dt.date | None = None,
    story: str | None = None,
    group: int | None = None,
    split: str = "test",
    fold: int | None = None,
    language: str = "en",
    actors: Sequence[str] = (),
    **more: Any,
) -> Article:
    """An article; `more` are further columns."""
    row = {
        "id": f"{number:016x}",
        "title": title,
        "body": body,
        "date": day,
        "date_edtf": day and day.isoformat(),
        "date_basis": day and "stated",
        "source": None,
        "agencies": [],
        "language": language,
        "story_id": story,
        "duplicate_of": None,
        "actors": [{"id": one, "name": one, "kind": "state", "mentions": [{}]} for one in actors],
    }
    return Article({**row, **more}, split, fold, f"{number if group is None else group:016x}")


def library(*articles: Article) -> Shelf:
    """A corpus of these articles, with their places and heads."""
    ordered = sorted(articles, key=lambda article: article.id)
    places = {one.id: Place(one.split, one.fold, one.group_id) for one in ordered}
    heads = tuple({name: one.row[name] for name in LIGHT} for one in ordered)
    return Shelf(Path("."), MADE_OF, "canary-0", places, {}, heads, tuple(ordered), ())
