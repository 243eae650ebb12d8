"""`history.parquet`: the story, side and fold that the last release gave each article. `dateline release` writes it.

A build reads it, so that what was published stays: a story keeps its id when articles join it, and no article changes
sides because the corpus grew.
"""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.errors import InputError
from dateline.manifest import Manifest
from dateline.write import first_line

HISTORY_FILE = "history.parquet"

HISTORY: pa.Schema = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("story_id", pa.string()),
        pa.field("split", pa.string()),
        pa.field("fold", pa.int8()),
    ]
)
"""A row an article, in order of the ids."""


def read_history(folder: str | Path) -> pa.Table:
    """What the last release of a dataset folder gave its articles; no rows where there is none. Raises InputError."""
    path = Path(folder) / HISTORY_FILE
    if not path.is_file():
        return HISTORY.empty_table()
    try:
        return pq.read_table(path, columns=HISTORY.names, partitioning=None).cast(HISTORY).sort_by("article_id")
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        remedy = f"Take the {HISTORY_FILE} of the last release"
        raise InputError("cannot be read", file=path, found=first_line(error), remedy=remedy) from error


def history_of(folder: Path, manifest: Manifest) -> pa.Table:
    """What the data in a dataset folder gives its articles, to be kept from now on."""
    articles = _columns(folder, manifest, "articles", ["id", "story_id"]).rename_columns(["article_id", "story_id"])
    sides = _columns(folder, manifest, "splits", ["article_id", "split", "fold"])
    return articles.join(sides, "article_id").select(HISTORY.names).cast(HISTORY).sort_by("article_id")


def _columns(folder: Path, manifest: Manifest, table: str, names: list[str]) -> pa.Table:
    files = manifest.tables[table].files if table in manifest.tables else ()
    return pa.concat_tables(_read(folder, (file.path for file in files), names)) if files else _nothing(names)


def _read(folder: Path, paths: Iterable[str], names: list[str]) -> Iterable[pa.Table]:
    return (pq.read_table(folder / path, columns=names, partitioning=None).replace_schema_metadata() for path in paths)


def _nothing(names: list[str]) -> pa.Table:
    return pa.schema([HISTORY.field(name) for name in names]).empty_table()


def write_history(history: pa.Table, folder: Path) -> None:
    """Write the file; the same rows always make the same bytes."""
    pq.write_table(history, folder / HISTORY_FILE, compression="zstd")
