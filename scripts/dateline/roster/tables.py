"""The tables of a dataset folder that tell of actors, read no further than is asked for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dateline.errors import InputError, UsageError
from dateline.manifest import read_manifest

ALIKE = 5
"""Names that an error suggests at most."""


@dataclass(frozen=True, slots=True)
class Tables:
    """A dataset folder, its tables as lazy frames."""

    folder: Path

    def scan(self, name: str) -> pl.LazyFrame:
        """A table; without rows and columns where the dataset was built before there was one."""
        files = [self.folder / file.path for file in read_manifest(self.folder).files if file.table == name]
        return pl.scan_parquet(files, glob=False) if files else pl.LazyFrame()

    def find(self, who: str) -> dict[str, Any]:
        """The row of the actor with this id, or with this name or spelling where only one has it.

        Raises InputError where nobody has it, UsageError where several do.
        """
        actors = self.scan("actors")
        found = actors.filter(pl.col("id") == who).collect()
        if found.is_empty():
            wanted = who.casefold()
            names = pl.concat_list("name", "aliases").list.eval(pl.element().str.to_lowercase())
            found = actors.filter(names.list.contains(wanted)).sort("id").collect()
        if found.height == 1:
            return found.row(0, named=True)
        if found.is_empty():
            raise InputError("no such actor", field="who", found=who, expected=_alike(actors, who))
        ids = ", ".join(f"{i} ({name})" for i, name in found.select("id", "name").head(ALIKE).iter_rows())
        raise UsageError(
            f"{found.height} actors are called so", field="who", found=who, expected=ids, remedy="Name one by its id"
        )


def open_tables(folder: str | Path) -> Tables:
    """The tables of a dataset folder. Raises InputError where it is none."""
    folder = Path(folder)
    read_manifest(folder)
    return Tables(folder)


def _alike(actors: pl.LazyFrame, who: str) -> str:
    from rapidfuzz import process

    names = actors.select("name").unique().collect()["name"].sort().to_list()
    close = [name for name, *_ in process.extract(who, names, limit=ALIKE, score_cutoff=60)]
    return "an actor's id, name or spelling" + (f", such as {', '.join(close)}" if close else "")
