"""`dateline.load`: a table of a dataset through `datasets`, of the version that was asked for and of no other.

What plain `load_dataset` lets through: a local folder is cached under its name and card, so rewritten files give old
rows; `revision=` means nothing for a folder, or offline; a column that is missing in a file comes back all null; a
table without rows is an error. Here the files are compared with the manifest first, and what `datasets` caches is kept
under their digests.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.errors import ContractError, InputError, UsageError
from dateline.hub.failures import scrubbed, speaking_to
from dateline.hub.place import Place, is_repository, offline, open_folder, open_repository
from dateline.hub.remote import RemoteFile, hub_api, read_files
from dateline.manifest import Manifest, TableEntry
from dateline.write import PARQUET_ERRORS, Written, file_sha256, first_line
from dateline_schema import SCHEMA_VERSION
from dateline_schema.tables import Table, edition, stored

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict, IterableDataset, IterableDatasetDict

CACHE = "dateline"
"""Folder in the cache of `datasets` where rows are kept under the digests of their files."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be loaded of a table: its columns, files by split, and how."""

    schema: pa.Schema
    columns: list[str] | None
    splits: Mapping[str, list[Written]]
    split: str | None
    filters: Any
    streaming: bool

    def features(self, columns: Sequence[str] | None = None) -> Any:
        """The columns, or some of them, as `datasets` names their types."""
        from datasets import Features

        features = Features.from_arrow_schema(self.schema.remove_metadata())
        return Features({name: features[name] for name in columns}) if columns else features


def load(
    name: str | Path,
    config: str = "articles",
    *,
    version: str | None = None,
    split: str | None = None,
    columns: Sequence[str] | None = None,
    filters: Any = None,
    streaming: bool = False,
    cache_dir: str | Path | None = None,
    verify: bool = True,
) -> "Dataset | DatasetDict | IterableDataset | IterableDatasetDict":
    """Load one table of a dataset, checked against its manifest.

    Args:
        name: a dataset folder, or `owner/name` on the Hub.
        config: the table: articles, actors, mentions, evidence, stories or rejects.
        version: `1.0.0` or `v1.0.0`. None means the highest release on the Hub (the head where there is none), or what
            the folder holds. Offline (`HF_HUB_OFFLINE=1`) it means what was loaded before.
        split: such as `train`; None gives all splits by name.
        columns: only these, which alone are then read; they come in the order of the table.
        filters: rows to keep, as a pyarrow expression or in its DNF: `[("language", "==", "en")]`.
        streaming: read while iterating, from the Hub without downloading whole files.
        cache_dir: where to keep files and rows instead of the caches of `huggingface_hub` and `datasets`.
        verify: compare the digest of each file with the manifest. From the Hub while streaming, it is the digest that
            the Hub gives of the file at that commit.

    Raises InputError (HubError on the Hub) where there is no such dataset, version or file, UsageError for an unknown
    table, split or column, ContractError where a file is not what the manifest says or has other columns.
    """
    cache = Path(cache_dir) if cache_dir is not None else None
    place = _open(str(name), config, version, streaming, cache)
    entry = _entry(place, config)
    remote = streaming and place.commit is not None and not offline()
    if verify:
        _verify(place, entry, remote)
    schema = _schema(place, config, entry, remote)
    wanted = Wanted(schema, _columns(schema, columns), _splits(entry, split), split, filters, streaming)
    if entry.rows == 0:
        return _empty(wanted)
    return _loaded(place, wanted, _rows_cache(place.manifest, entry, cache), remote)


def _open(name: str, config: str, version: str | None, streaming: bool, cache: Path | None) -> Place:
    if is_repository(name):
        far = streaming and not offline()
        return open_repository(name, version, [] if far else [f"data/{config}/*"], cache)
    if not Path(name).is_dir():
        expected = "a dataset folder, or owner/name on the Hub"
        raise InputError("no such dataset", file=name, expected=expected, remedy="Check the name")
    return open_folder(Path(name), version)


def _tables(place: Place) -> Mapping[str, Table]:
    try:
        return edition(place.manifest.options["text"])
    except ValueError as error:
        remedy = "Update dateline"
        raise InputError("unknown edition", file=place.folder, found=first_line(error), remedy=remedy) from None


def _entry(place: Place, config: str) -> TableEntry:
    known = _tables(place)
    if config not in place.manifest.tables or config not in known:
        there = ", ".join(name for name in place.manifest.tables if name in known)
        raise UsageError("no such table", field="config", found=config, expected=f"one of: {there}")
    return place.manifest.tables[config]


def _verify(place: Place, entry: TableEntry, remote: bool) -> None:
    """Raises ContractError where a file is another one than the manifest says, InputError where it is missing."""
    there = _remote_files(place) if remote else {}
    for file in entry.files:
        found = _remote_digest(there.get(file.path)) if remote else _digest(place.folder / file.path)
        if found is None:
            remedy = "Get the dataset anew" if place.repository is None else "Load it again with the network on"
            raise InputError("is missing", file=_where(place, file), expected="a file of manifest.json", remedy=remedy)
        if found != file.sha256:
            raise ContractError(
                "is another file than the manifest says",
                file=_where(place, file),
                found=f"sha256 {found[:16]}…",
                expected=f"sha256 {file.sha256[:16]}…",
                remedy=_anew(place),
            )


def _anew(place: Place) -> str:
    if place.repository is None:
        return "Get the dataset anew, or build it"
    return f"Remove {place.folder.parent.parent} from the cache, and load it again"


def _where(place: Place, file: Written) -> str:
    if place.repository is None:
        return str(place.folder / file.path)
    return f"{place.repository}@{place.manifest.version}: {file.path}"


def _digest(path: Path) -> str | None:
    return file_sha256(path) if path.is_file() else None


def _remote_files(place: Place) -> dict[str, RemoteFile]:
    repository = str(place.repository)
    with speaking_to(repository):
        return read_files(hub_api(), repository, str(place.commit))


def _remote_digest(file: RemoteFile | None) -> str | None:
    # Parquet is always kept as a large file; a small one would have no SHA-256, and is not what was published
    return None if file is None else (file.sha256 or "none: not kept as a large file")


def _schema(place: Place, config: str, entry: TableEntry, remote: bool) -> pa.Schema:
    """The Arrow schema of the rows: the contract's. Raises ContractError where a file has another one.

    A dataset of another version of the contract than the one installed keeps its own columns, if all its files agree.
    """
    contract = _tables(place)[config].schema
    if remote:  # the digest has told that the files are those that were validated before they were published
        return contract
    found = [(file, _file_schema(place, file)) for file in entry.files]
    if all(schema.equals(stored(contract)) for _, schema in found):
        return contract
    first = found[0][1]
    if place.manifest.versions.get("schema") != SCHEMA_VERSION and all(schema.equals(first) for _, schema in found):
        return first
    wrong, schema = next((file, schema) for file, schema in found if not schema.equals(stored(contract)))
    raise ContractError(
        "has other columns than the contract",
        file=_where(place, wrong),
        field=config,
        found=_difference(schema, stored(contract)),
        remedy=_anew(place),
    )


def _file_schema(place: Place, file: Written) -> pa.Schema:
    try:
        return pq.read_schema(place.folder / file.path)
    except PARQUET_ERRORS as error:
        raise InputError("cannot be read as Parquet", file=_where(place, file), found=first_line(error)) from error


def _difference(found: pa.Schema, expected: pa.Schema) -> str:
    lacking = [name for name in expected.names if name not in found.names]
    extra = [name for name in found.names if name not in expected.names]
    both = [name for name in expected.names if name in found.names and found.field(name) != expected.field(name)]
    parts = (("without", lacking), ("more", extra), ("another type", both))
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in parts if names) or "another order of columns"


def _columns(schema: pa.Schema, columns: Sequence[str] | None) -> list[str] | None:
    if columns is None:
        return None
    if isinstance(columns, str) or not columns:
        raise UsageError("is no list of columns", field="columns", found=columns, expected="a list of names")
    for name in columns:
        if name not in schema.names:
            raise UsageError(
                "no such column", field="columns", found=name, expected=f"one of: {', '.join(schema.names)}"
            )
    return [name for name in schema.names if name in columns]


def _splits(entry: TableEntry, split: str | None) -> dict[str, list[Written]]:
    """Files by split, as their names say it."""
    found: dict[str, list[Written]] = {}
    for file in entry.files:
        found.setdefault(Path(file.path).name.split("-")[0], []).append(file)
    if split is None:
        return found
    if split not in found:
        raise UsageError("no such split", field="split", found=split, expected=f"one of: {', '.join(found)}")
    return {split: found[split]}


def _empty(wanted: Wanted) -> Any:
    """What `load_dataset` cannot give: a table of no rows, with its columns."""
    from datasets import Dataset, DatasetDict, IterableDataset, IterableDatasetDict

    features = wanted.features(wanted.columns)
    if wanted.streaming:  # a stream made from an empty `Dataset` cannot be cut in shards, datasets 5.2 says
        made = {name: IterableDataset.from_generator(_nothing, features=features) for name in wanted.splits}
        return made[wanted.split] if wanted.split is not None else IterableDatasetDict(made)
    none: dict[str, list[Any]] = {column: [] for column in features}
    rows = {name: Dataset.from_dict(none, features=features) for name in wanted.splits}
    return rows[wanted.split] if wanted.split is not None else DatasetDict(rows)


def _nothing() -> Iterator[dict[str, Any]]:
    yield from ()


def _loaded(place: Place, wanted: Wanted, cache: Path, remote: bool) -> Any:
    from datasets import load_dataset
    from datasets.exceptions import DatasetsError

    base = f"hf://datasets/{place.repository}@{place.commit}" if remote else str(place.folder.resolve())
    try:
        return load_dataset(
            "parquet",
            data_files={name: [f"{base}/{file.path}" for file in files] for name, files in wanted.splits.items()},
            split=wanted.split,
            features=wanted.features(),
            columns=wanted.columns,
            filters=wanted.filters,
            streaming=wanted.streaming,
            cache_dir=str(cache),
        )
    except (DatasetsError, ValueError, pa.ArrowException) as error:
        found = scrubbed(first_line(error.__cause__ or error))
        remedy = "Check the filters against the columns"
        raise InputError(
            "cannot be loaded", file=place.repository or place.folder, found=found, remedy=remedy
        ) from None


def _rows_cache(manifest: Manifest, entry: TableEntry, cache: Path | None) -> Path:
    """Where `datasets` keeps the rows of these very files, so that rows of other files never come back."""
    from datasets import config

    key = hashlib.sha256()
    for part in (entry.content_sha256, *(file.sha256 for file in entry.files), manifest.versions.get("schema", "")):
        key.update(f"{part}\n".encode())
    return (cache or Path(config.HF_DATASETS_CACHE)) / CACHE / key.hexdigest()[:32]
