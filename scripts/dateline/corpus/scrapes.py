"""Several scrapes of one article: each stays a row, the most complete has the article's id, the others name it.

Until then every document's rows carry a provisional id: the article's key, a dash, and digits of the document's own.
"""

from collections.abc import Iterable
from itertools import groupby

from dateline.normalize import Row

TELLING = ("title", "date", "source", "url", "subtitle", "published_at")
"""Columns of which a more complete scrape has more."""


def key_of(provisional: str) -> str:
    """The article's id in a provisional id, an actor's or an article's."""
    return provisional.partition("-")[0]


def name_scrapes(articles: Iterable[Row]) -> dict[str, str]:
    """Provisional id to final id of the scrape that stands for its article; the other scrapes keep theirs."""
    ordered = sorted(articles, key=lambda row: row["id"])
    chosen = (min(same, key=_rank) for _, same in groupby(ordered, key=lambda row: key_of(row["id"])))
    return {row["id"]: key_of(row["id"]) for row in chosen}


def _rank(row: Row) -> tuple[int, int, str]:
    """The most complete comes first: more fields, then the longer body, then the lower id."""
    return (-sum(row[column] is not None for column in TELLING) - len(row["authors"]), -len(row["body"]), row["id"])


def rename_article(row: Row, names: dict[str, str]) -> Row:
    """An article's row with its final id, its actors' ids, and the article that it repeats."""
    final = names.get(row["id"], row["id"])
    repeats = None if row["id"] in names else key_of(row["id"])
    actors = [actor | {"id": rename_actor(actor["id"], names)} for actor in row["actors"]]
    return row | {"id": final, "actors": actors, "duplicate_of": repeats}


def rename_actor(identifier: str, names: dict[str, str]) -> str:
    """A local actor's id begins with its article's."""
    article, dot, own = identifier.partition(".")
    return names.get(article, article) + dot + own
