"""The files of a dataset folder against its manifest, its card, and each other."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from dateline.card import contract_matter
from dateline.errors import DatelineError
from dateline.manifest import MANIFEST, Manifest
from dateline.raw_spans import RawCheck
from dateline.write import PARQUET_ERRORS, ContentDigest, Written, file_sha256, first_line, read_parquet
from dateline_schema.conformance import RULE as SCHEMA_RULE
from dateline_schema.conformance import schema_failures
from dateline_schema.corpus import KEY_COLUMNS, corpus_failures
from dateline_schema.failures import Failure, shown
from dateline_schema.frames import Frames
from dateline_schema.rules import Scope
from dateline_schema.tables import BY_NAME, Table, edition, stored
from dateline_schema.vocabulary import EDITIONS

CARD = "README.md"

UNREADABLE = ("file-path", "file-missing", "file-parquet")
"""Rules after whose failure the rows of a table cannot be looked at."""

Check = Callable[[Mapping[str, pa.Table], tuple[Scope, ...], Mapping[str, Table]], list[Failure]]


def option_failures(manifest: Manifest) -> list[Failure]:
    """Options that name no edition: the contract to validate by is unknown."""
    text = manifest.options["text"]
    return [] if text in EDITIONS else [_failure(MANIFEST, "options", f"text {text}", " or ".join(EDITIONS))]


def file_failures(folder: Path, manifest: Manifest) -> list[Failure]:
    """Files that are missing, other than the manifest says, or not in it."""
    failures = [failure for file in manifest.files for failure in _one_file(folder, file)]
    listed = {file.path for file in manifest.files}
    there = sorted(path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*") if path.is_file())
    failures += [
        _failure(path, "file-unlisted", path, "a file of manifest.json") for path in there if path not in listed
    ]
    for name, entry in manifest.tables.items():
        if name not in BY_NAME:
            failures.append(_failure(name, "file-table", name, "one of " + ", ".join(BY_NAME)))
        elif entry.rows != sum(file.rows for file in entry.files):
            failures.append(_failure(name, "file-rows", f"{entry.rows} rows", "the rows of its files together"))
    return failures


def _one_file(folder: Path, file: Written) -> Iterator[Failure]:
    path = folder / file.path
    # only the name is looked at: in the copy that the Hub's client makes, the file itself is a link to a cache
    if not file.path.startswith("data/") or ".." in Path(file.path).parts:
        yield _failure(file.table, "file-path", file.path, "a path below data/")
        return
    if not path.is_file():
        yield _failure(file.table, "file-missing", file.path, "the file")
        return
    if (found := file_sha256(path)) != file.sha256:
        yield _failure(file.table, "file-digest", f"{file.path}: {found[:16]}…", f"sha256 {file.sha256[:16]}…")
    try:
        rows = pq.read_metadata(path).num_rows
    except PARQUET_ERRORS as error:
        yield _failure(file.table, "file-parquet", f"{file.path}: {first_line(error)}", "a Parquet file")
        return
    if rows != file.rows:
        yield _failure(file.table, "file-rows", f"{file.path}: {rows} rows", f"{file.rows} rows")


def card_failures(folder: Path, manifest: Manifest) -> list[Failure]:
    """Where the YAML of the card says another thing than the files."""
    try:
        text = (folder / CARD).read_text(encoding="utf-8")
        found = yaml.safe_load(text.split("---\n", 2)[1])
        if not isinstance(found, dict):
            raise ValueError("its YAML is no mapping")
    except (OSError, ValueError, IndexError, yaml.YAMLError) as error:
        return [_failure(CARD, "card", first_line(error), "a card with YAML at its head")]
    expected = contract_matter(manifest)
    return [
        Failure(CARD, "card", "", place, shown(there), shown(wanted))
        for key, value in expected.items()
        for place, there, wanted in _differences(key, found.get(key), value)
    ]


def _differences(place: str, found: Any, expected: Any) -> Iterator[tuple[str, Any, Any]]:
    """The places at which two YAML values differ, as deep as both have the same shape."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in dict.fromkeys((*expected, *found)):
            yield from _differences(f"{place}.{key}", found.get(key), expected.get(key))
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for number, (one, other) in enumerate(zip(found, expected, strict=True)):
            yield from _differences(f"{place}[{number}]", one, other)
    elif found != expected:
        yield place, found, expected


def dataset_failures(folder: Path, manifest: Manifest, unread: Collection[str], check: Check) -> Iterator[Failure]:
    """What the rows break: bucket by bucket, then over the key columns of the whole dataset.

    Args:
        unread: tables of which a file cannot be read; they are left out.
        check: `validate.table_failures`.
    """
    contract = edition(manifest.options["text"])
    known = {name: entry for name, entry in manifest.tables.items() if name in contract and name not in unread}
    digests = {name: ContentDigest(contract[name]) for name in known}
    misfits: set[str] = set()
    articles = [folder / file.path for file in known["articles"].files] if "articles" in known else []
    with RawCheck(folder, articles) as raw:
        for bucket in buckets({name: entry.files for name, entry in known.items()}):
            tables, failures = _read(folder, bucket, contract)
            yield from failures
            misfits |= {failure.table for failure in failures}
            for name, table in tables.items():
                digests[name].update(table)
            yield from check(tables, ("bucket",), contract)
            raw.add(tables)
        yield from raw.failures()
    for name, entry in known.items():
        found = digests[name].hexdigest()
        if name not in misfits and found != entry.content_sha256:
            expected = f"content_sha256 {entry.content_sha256[:16]}…"
            yield _failure(name, "content-digest", f"{found[:16]}…", expected)
    keys = {name: key_columns(folder, entry.files, name) for name, entry in known.items() if name not in misfits}
    yield from corpus_failures(Frames(keys), "both", "dataset")


def buckets(files: Mapping[str, tuple[Written, ...]]) -> list[dict[str, list[Written]]]:
    """Files that belong together, by table: those of one shard name, or all where the tables are cut differently."""
    shards = {name: {Path(file.path).name for file in entry} for name, entry in files.items()}
    cuts = [names for name, names in shards.items() if BY_NAME[name].bucketed]
    if any(names != cuts[0] for names in cuts):
        return [{name: list(entry) for name, entry in files.items()}]
    every = sorted({shard for names in shards.values() for shard in names})
    return [
        {name: found for name, entry in files.items() if (found := [f for f in entry if Path(f.path).name == shard])}
        for shard in every
    ]


def _read(
    folder: Path, bucket: Mapping[str, list[Written]], contract: Mapping[str, Table]
) -> tuple[dict[str, pa.Table], list[Failure]]:
    """The tables of a bucket; a file that does not fit the contract is a failure."""
    tables: dict[str, pa.Table] = {}
    failures = []
    for name, files in bucket.items():
        try:
            parts = [read_parquet(folder / file.path, contract[name]) for file in files]
            tables[name] = pa.concat_tables(parts).combine_chunks()
        except DatelineError as error:
            failures += _misfit(contract[name], [folder / file.path for file in files], error)
    return tables, failures


def _misfit(table: Table, files: list[Path], error: DatelineError) -> list[Failure]:
    """Why files do not fit: the columns whose types differ, else what the reader said."""
    try:
        schemas = [pq.read_schema(file) for file in files]
    except PARQUET_ERRORS:
        schemas = []
    expected = stored(table.schema)
    found = [failure for schema in schemas for failure in schema_failures(table.name, schema, expected)]
    detail = error.problem if error.found is None else f"{error.problem}: {error.found}"
    return found or [Failure(table.name, SCHEMA_RULE, "", "", shown(detail), "the contract's Arrow schema")]


def key_columns(folder: Path, files: Sequence[Written], name: str) -> pa.Table:
    """The columns of a table that the rules over a whole dataset look at."""
    # the dataset reader of pq.read_table cannot pick a member out of a list of structs; the file reader can
    return pa.concat_tables([_key_columns(folder / file.path, KEY_COLUMNS[name]) for file in files])


def _key_columns(path: Path, columns: tuple[str, ...]) -> pa.Table:
    with pq.ParquetFile(path) as parquet:
        return parquet.read(columns=list(columns), use_threads=False)


def _failure(table: str, rule: str, found: str, expected: str) -> Failure:
    return Failure(table, rule, "", "", shown(found), expected)
