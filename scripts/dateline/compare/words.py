"""Counts in words."""

from collections.abc import Mapping, Sequence
from typing import Final

NOUNS: Final[Mapping[str, tuple[str, str]]] = {
    "articles": ("article", "articles"),
    "actors": ("actor", "actors"),
    "mentions": ("mention", "mentions"),
    "quotes": ("quote", "quotes"),
    "roles": ("role", "roles"),
    "evidence": ("row of evidence", "rows of evidence"),
    "stories": ("story", "stories"),
    "splits": ("place in the splits", "places in the splits"),
    "rejects": ("rejected document", "rejected documents"),
}
"""What a row of each table is called, one and many."""

SUBJECTS: Final[Mapping[str, tuple[str, str]]] = {
    "article_id": ("article", "articles"),
    "raw_path": ("document", "documents"),
}


def rows(count: int, table: str) -> str:
    """`1 article`, `2,000 mentions`; rows of a table that has no noun are just rows."""
    return number(count, *NOUNS.get(table, (f"row of {table}", f"rows of {table}")))


def number(count: int, one: str, many: str) -> str:
    """A count and the noun in the right number."""
    return f"{count:,} {one if count == 1 else many}"


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([*([", ".join(parts[:-1])] if parts[:-1] else []), *parts[-1:]])
