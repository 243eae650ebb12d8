"""The actors of a dataset, those that most articles name first."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dateline.errors import UsageError
from dateline.roster.tables import open_tables
from dateline_schema.vocabulary import KINDS


@dataclass(frozen=True, slots=True)
class Listing:
    """Actors of a dataset.

    Attributes:
        dataset: its folder.
        actors: `id`, `name`, `kind`, `country`, `wikidata`, `aliases`, and in how many `articles` and by how many
            `mentions` each is named.
        total: how many there are, those that are not shown included.
    """

    dataset: str
    actors: tuple[dict[str, Any], ...]
    total: int

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"dataset": self.dataset, "total": self.total, "actors": list(self.actors)}


def list_actors(
    folder: str | Path, *, kind: str | None = None, holding: str | None = None, least: int = 1, most: int | None = None
) -> Listing:
    """The actors of a dataset, by falling number of articles, then by id.

    Args:
        folder: of the dataset.
        kind: only actors of this kind.
        holding: only actors of whom a name or spelling holds these letters, whatever their case.
        least: only actors that so many articles name.
        most: no more than so many.

    Raises InputError where the folder is no dataset, UsageError where there is no such kind.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError("no such kind of actor", field="kind", found=kind, expected=", ".join(KINDS))
    tables = open_tables(folder)
    counts = (
        tables.scan("mentions").group_by("actor_id").agg(articles=pl.col("article_id").n_unique(), mentions=pl.len())
    )
    actors = tables.scan("actors").join(counts, left_on="id", right_on="actor_id", how="left")
    actors = actors.with_columns(pl.col("articles", "mentions").fill_null(0)).filter(pl.col("articles") >= least)
    if kind is not None:
        actors = actors.filter(pl.col("kind") == kind)
    if holding:
        names = pl.concat_list("name", "aliases").list.join("\n").str.to_lowercase()
        actors = actors.filter(names.str.contains(holding.casefold(), literal=True))
    shown = ("id", "name", "kind", "country", "wikidata", "aliases", "articles", "mentions")
    found = actors.select(shown).sort(pl.col("articles"), pl.col("id"), descending=[True, False]).collect()
    rows = found if most is None else found.head(most)
    return Listing(str(folder), tuple(rows.to_dicts()), found.height)
