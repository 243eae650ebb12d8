"""The sides of a dataset's splits checked again, from what was written: texts, stories, reprints, quotations."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.corpus.splits.leaks import Leaks, leaks
from dateline.corpus.splits.quotes import quote_keys, shared_quotes
from dateline.corpus.summary import SUMMARY, summarize
from dateline.engine import open_engine
from dateline.errors import InputError
from dateline.manifest import Manifest, read_manifest
from dateline.settings import settings_of
from dateline.write import read_parquet
from dateline_schema.tables import ARTICLES, QUOTES, SPLITS, Table
from dateline_schema.vocabulary import WITHHELD


def check_sides(folder: str | Path, *, workers: int | None = None) -> Leaks:
    """Look for leaks between the sides of a dataset: nothing that its build said of them is believed.

    Raises InputError where the folder is no dataset with splits, or withholds the texts that have to be compared.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    _can_be_checked(folder, manifest)
    summary = pa.concat_tables([SUMMARY.empty_table(), *_summaries(folder, manifest)]).sort_by("id").combine_chunks()
    splits = pa.concat_tables([SPLITS.schema.empty_table(), *_rows(folder, manifest, SPLITS)]).combine_chunks()
    with tempfile.TemporaryDirectory(prefix="dateline-sides-") as place, open_engine(workers=workers) as engine:
        reprints = _known(summary, "duplicate_of")
        return leaks(
            splits,
            _without_reprints(summary),
            reprints,
            _stories(folder, manifest),
            texts=[str(folder / file.path) for file in manifest.tables[ARTICLES.name].files],
            quoted=shared_quotes(_quotes(folder, manifest, Path(place)), reprints, engine, place),
            settings=settings_of(folder).splits,
            engine=engine,
            folder=place,
        )


def _can_be_checked(folder: Path, manifest: Manifest) -> None:
    if SPLITS.name not in manifest.tables:
        raise InputError("has no table of splits", file=folder, remedy="Run dateline build")
    if manifest.options["text"] == WITHHELD:
        remedy = "Fill the texts in with dateline rehydrate, and check that edition"
        raise InputError("withholds the texts that would be compared", file=folder, remedy=remedy)


def _rows(folder: Path, manifest: Manifest, table: Table) -> Iterator[pa.Table]:
    files = manifest.tables[table.name].files if table.name in manifest.tables else ()
    return (read_parquet(folder / file.path, table) for file in files)


def _summaries(folder: Path, manifest: Manifest) -> Iterator[pa.Table]:
    return (summarize(rows) for rows in _rows(folder, manifest, ARTICLES))


def _without_reprints(summary: pa.Table) -> pa.Table:
    """The summary as it was before reprints were known; what it says of them is looked at as what they are."""
    index = summary.schema.get_field_index("duplicate_of")
    return summary.set_column(index, summary.schema.field(index), pa.nulls(summary.num_rows, pa.string()))


def _known(summary: pa.Table, column: str) -> pa.Table:
    rows = summary.filter(pc.is_valid(summary[column])).select(["id", column])
    return rows.rename_columns(["article_id", column])


def _stories(folder: Path, manifest: Manifest) -> pa.Table:
    files = [folder / file.path for file in manifest.tables[ARTICLES.name].files]
    rows = pa.concat_tables([pq.read_table(file, columns=["id", "story_id"], partitioning=None) for file in files])
    return rows.filter(pc.is_valid(rows["story_id"])).rename_columns(["article_id", "story_id"])


def _quotes(folder: Path, manifest: Manifest, place: Path) -> Sequence[str]:
    """Files of the long quotations."""
    made = []
    for number, rows in enumerate(_rows(folder, manifest, QUOTES)):
        made.append(str(place / f"quotes-{number:05d}.parquet"))
        pq.write_table(quote_keys(rows), made[-1])
    return made
