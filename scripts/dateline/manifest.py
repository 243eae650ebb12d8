"""`manifest.json`: what a dataset was made from, by which versions, and what every file of it must be.

It names no day and no machine, so that the same input makes the same manifest.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline import __version__
from dateline.errors import InputError
from dateline.settings import Settings
from dateline.swap import MANIFEST as MANIFEST
from dateline.write import Written
from dateline_schema import SCHEMA_VERSION
from dateline_schema.tables import TABLES

LISTED_INPUTS = 1000
"""Inputs up to which each is listed; of more, their number and one digest stand in the manifest."""

FORMAT = 1
"""Version of the manifest's own layout."""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """What the manifest says of one table: rows, content digest, files."""

    rows: int
    content_sha256: str
    files: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest, read or to be written.

    Attributes:
        name, version, license: of the dataset.
        versions: of what made it: `dateline`, `schema`, `pyarrow`.
        inputs: number of input documents.
        inputs_sha256: digest over their sorted paths and digests.
        input_files: (path, SHA-256 or None where it could not be read), where they are few.
        tables: by name.
    """

    name: str
    version: str
    license: str
    versions: Mapping[str, str]
    inputs: int
    inputs_sha256: str
    input_files: tuple[tuple[str, str | None], ...]
    tables: Mapping[str, TableEntry]

    @property
    def files(self) -> tuple[Written, ...]:
        """Every data file."""
        return tuple(file for entry in self.tables.values() for file in entry.files)


def make_manifest(
    settings: Settings,
    inputs: Iterable[tuple[str, str | None]],
    files: Sequence[Written],
    digests: Mapping[str, str],
) -> Manifest:
    """The manifest of a build.

    Args:
        settings: of the dataset.
        inputs: path (relative to the dataset) and SHA-256 of each input document, in any order.
        files: every data file written.
        digests: content digest of each table, by name.
    """
    listed = sorted(inputs, key=lambda entry: (entry[0], entry[1] or ""))
    tables = {name: _entry(name, files, digests[name]) for name in (t.name for t in TABLES) if name in digests}
    dataset = settings.dataset
    return Manifest(
        dataset.name,
        dataset.version,
        dataset.license,
        {"dateline": __version__, "schema": SCHEMA_VERSION, "pyarrow": pa.__version__},
        len(listed),
        inputs_digest(listed),
        tuple(listed) if len(listed) <= LISTED_INPUTS else (),
        tables,
    )


def inputs_digest(inputs: Iterable[tuple[str, str | None]]) -> str:
    """SHA-256 over the lines `<sha256 or ->  <path>` in order of the paths, as `sha256sum` would write them."""
    digest = hashlib.sha256()
    for path, sha256 in sorted(inputs, key=lambda entry: (entry[0], entry[1] or "")):
        digest.update(f"{sha256 or '-'}  {path}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def manifest_text(manifest: Manifest) -> str:
    """The text of `manifest.json`."""
    listed = {"files": [{"path": path, "sha256": sha256} for path, sha256 in manifest.input_files]}
    inputs = {"count": manifest.inputs, "sha256": manifest.inputs_sha256, **(listed if manifest.input_files else {})}
    layout = {
        "dateline": {"manifest": FORMAT, **manifest.versions},
        "dataset": {"name": manifest.name, "version": manifest.version, "license": manifest.license},
        "inputs": inputs,
        "tables": {name: _table_json(entry) for name, entry in manifest.tables.items()},
    }
    return json.dumps(layout, indent=2, ensure_ascii=True) + "\n"


def read_manifest(folder: str | Path) -> Manifest:
    """The manifest of a dataset folder. Raises InputError where there is none, or none that can be understood."""
    path = Path(folder) / MANIFEST
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _parsed(raw)
    except OSError as error:
        raise InputError(
            "no manifest",
            file=path,
            found=error.strerror or str(error),
            expected="a dataset that dateline build wrote",
            remedy="Run dateline build, or name its folder",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        found = f"{type(error).__name__}: {error}"[:120]
        raise InputError("is no Dateline manifest", file=path, found=found, remedy="Build the dataset anew") from error


def _entry(name: str, files: Sequence[Written], digest: str) -> TableEntry:
    own = tuple(sorted((file for file in files if file.table == name), key=lambda file: file.path))
    return TableEntry(sum(file.rows for file in own), digest, own)


def _table_json(entry: TableEntry) -> dict[str, Any]:
    files = [{name: value for name, value in asdict(file).items() if name != "table"} for file in entry.files]
    return {"rows": entry.rows, "content_sha256": entry.content_sha256, "files": files}


def _parsed(raw: dict[str, Any]) -> Manifest:
    inputs, dataset = raw["inputs"], raw["dataset"]
    versions = {name: str(value) for name, value in raw["dateline"].items() if name != "manifest"}
    listed = tuple((entry["path"], entry["sha256"]) for entry in inputs.get("files", ()))
    tables = {
        str(name): TableEntry(
            int(entry["rows"]), entry["content_sha256"], tuple(_file(name, file) for file in entry["files"])
        )
        for name, entry in raw["tables"].items()
    }
    return Manifest(
        name=str(dataset["name"]),
        version=str(dataset["version"]),
        license=str(dataset["license"]),
        versions=versions,
        inputs=int(inputs["count"]),
        inputs_sha256=inputs["sha256"],
        input_files=listed,
        tables=tables,
    )


def _file(table: str, raw: dict[str, Any]) -> Written:
    names = [field.name for field in fields(Written) if field.name != "table"]
    return Written(table=table, **{name: raw[name] for name in names})
