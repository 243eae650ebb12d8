"""The articles of a dataset that reprint or repeat others, with what they share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dateline.roster.tables import open_tables


@dataclass(frozen=True, slots=True)
class Reprints:
    """Reprints of a dataset.

    Attributes:
        dataset: its folder.
        reprints: `id`, `title`, `source`, `agencies`, `duplicate_of`, the original's `of_title` and `of_source`, and
            the `rule` and `reason` of the evidence.
        total: how many there are, those that are not shown included.
    """

    dataset: str
    reprints: tuple[dict[str, Any], ...]
    total: int

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"dataset": self.dataset, "total": self.total, "reprints": list(self.reprints)}


def list_reprints(folder: str | Path, *, most: int | None = None) -> Reprints:
    """The reprints of a dataset, those of one original together. Raises InputError where the folder is no dataset."""
    tables = open_tables(folder)
    articles = tables.scan("articles").select("id", "title", "source", "agencies", "duplicate_of")
    originals = articles.select(duplicate_of="id", of_title="title", of_source="source")
    told = tables.scan("evidence").filter((pl.col("field") == "duplicate_of") & pl.col("chosen"))
    found = (
        articles.drop_nulls("duplicate_of")
        .join(originals, on="duplicate_of", how="left")
        .join(told.select("article_id", "rule", "reason"), left_on="id", right_on="article_id", how="left")
        .sort("duplicate_of", "id")
        .collect()
    )
    shown = found.head(most) if most else found
    return Reprints(str(folder), tuple(shown.iter_rows(named=True)), found.height)
