"""`manifest.json`: what a dataset was made from, by which versions, and what every file of it must be.

It names no day and no machine, so that the same input makes the same manifest.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline import __version__
from dateline.actors.options import ActorOptions
from dateline.errors import InputError
from dateline.release.ledger import Release, released_as
from dateline.settings import Settings
from dateline.swap import MANIFEST as MANIFEST
from dateline.write import Written
from dateline_schema import SCHEMA_VERSION
from dateline_schema.tables import TABLES
from dateline_schema.vocabulary import EDITIONS

LISTED_INPUTS = 1000
"""Inputs up to which each is listed; of more, their number and one digest stand in the manifest."""

FORMAT = 1
"""Version of the manifest's own layout."""

OPTIONS: Mapping[str, str] = {"actors": "full", "text": EDITIONS[0]}
"""How a dataset is built where nothing else is asked: with actors, with the texts of the articles."""


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
        inputs: number of input files.
        inputs_sha256: digest over their sorted paths and digests.
        input_files: (path, SHA-256 or None where it could not be read), where they are few.
        tables: by name.
        documents: number of documents in the input files: each is an article or a reject.
        skipped: records of the input files that are no documents, such as a crawl's requests and images, by what they
            are.
        settings_sha256: digest of the settings that rows depend on.
        released: day on which this very data was released under this version; None where it was not.
        options: how it was built: `actors` (full, authority, none), `text` (full, withheld), and the digest of the
            `authorities` that a user added, if any.
        leaks: what was looked at across the sides of `splits`, and found; empty of a build that made none.
    """

    name: str
    version: str
    license: str
    versions: Mapping[str, str]
    inputs: int
    inputs_sha256: str
    input_files: tuple[tuple[str, str | None], ...]
    tables: Mapping[str, TableEntry]
    documents: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    settings_sha256: str = ""
    released: str | None = None
    options: Mapping[str, str] = field(default_factory=lambda: OPTIONS)
    leaks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def files(self) -> tuple[Written, ...]:
        """Every data file."""
        return tuple(file for entry in self.tables.values() for file in entry.files)


def make_manifest(
    settings: Settings,
    inputs: Iterable[tuple[str, str | None]],
    files: Sequence[Written],
    digests: Mapping[str, str],
    *,
    documents: int | None = None,
    skipped: Mapping[str, int] | None = None,
    actors: ActorOptions | None = None,
    releases: Sequence[Release] = (),
    leaks: Mapping[str, Any] | None = None,
) -> Manifest:
    """The manifest of a build.

    Args:
        settings: of the dataset.
        inputs: path (relative to the dataset) and SHA-256 of each input file, in any order.
        files: every data file written.
        digests: content digest of each table, by name.
        documents: number of documents in the inputs; none means one a file.
        skipped: records that are no documents, by what they are.
        actors: how actors were looked for; none means as they are by default.
        releases: of the dataset so far; they tell whether this very data is one of them.
        leaks: the report on the splits.
    """
    listed = sorted(inputs, key=lambda entry: (entry[0], entry[1] or ""))
    tables = {name: _entry(name, files, digests[name]) for name in (t.name for t in TABLES) if name in digests}
    dataset = settings.dataset
    manifest = Manifest(
        dataset.name,
        dataset.version,
        dataset.license,
        {"dateline": __version__, "schema": SCHEMA_VERSION, "pyarrow": pa.__version__},
        len(listed),
        inputs_digest(listed),
        tuple(listed) if len(listed) <= LISTED_INPUTS else (),
        tables,
        documents=len(listed) if documents is None else documents,
        skipped=dict(sorted((skipped or {}).items())),
        settings_sha256=settings_digest(settings),
        options=_options(actors or ActorOptions(), dataset.text),
        leaks=leaks or {},
    )
    return stamped(manifest, dataset.version, releases)


def _options(actors: ActorOptions, text: str) -> dict[str, str]:
    added = {"authorities": actors.extra.digest} if actors.extra.digest else {}
    return {"actors": actors.mode, "text": text, **added}


def settings_digest(settings: Settings) -> str:
    """SHA-256 over the settings that rows depend on: where it changes, the dataset has to be built anew."""
    parts = (
        settings.inputs,
        settings.mapping,
        settings.publishers,
        settings.agencies,
        settings.rulings,
        settings.judgements,
        settings.authorities,
    )
    plain = [[part if isinstance(part, str) else asdict(part) for part in group] for group in parts]
    text = json.dumps([plain, asdict(settings.splits)], sort_keys=True, default=str)  # days have no notation in JSON
    return hashlib.sha256(text.encode()).hexdigest()


def stamped(manifest: Manifest, version: str, releases: Sequence[Release]) -> Manifest:
    """The manifest under another version, released on the day that the releases give for just this data, if any."""
    manifest = replace(manifest, version=version)
    release = released_as(releases, manifest)
    return replace(manifest, released=release.released if release else None)


def inputs_digest(inputs: Iterable[tuple[str, str | None]]) -> str:
    """SHA-256 over the lines `<sha256 or ->  <path>` in order of the paths, as `sha256sum` would write them."""
    digest = hashlib.sha256()
    for path, sha256 in sorted(inputs, key=lambda entry: (entry[0], entry[1] or "")):
        digest.update(f"{sha256 or '-'}  {path}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def manifest_text(manifest: Manifest) -> str:
    """The text of `manifest.json`."""
    listed = {"files": [{"path": path, "sha256": sha256} for path, sha256 in manifest.input_files]}
    inputs = {
        "count": manifest.inputs,
        "documents": manifest.documents,
        **({"skipped": dict(manifest.skipped)} if manifest.skipped else {}),
        "sha256": manifest.inputs_sha256,
        **(listed if manifest.input_files else {}),
    }
    layout = {
        "dateline": {"manifest": FORMAT, **manifest.versions},
        "dataset": {
            "name": manifest.name,
            "version": manifest.version,
            "released": manifest.released,
            "license": manifest.license,
        },
        "options": dict(manifest.options),
        "settings_sha256": manifest.settings_sha256,
        "inputs": inputs,
        **({"leaks": dict(manifest.leaks)} if manifest.leaks else {}),
        "tables": {name: _table_json(entry) for name, entry in manifest.tables.items()},
    }
    return json.dumps(layout, indent=2, ensure_ascii=True) + "\n"


def read_manifest(folder: str | Path) -> Manifest:
    """The manifest of a dataset folder. Raises InputError where there is none, or none that can be understood."""
    path = Path(folder) / MANIFEST
    try:
        return parse_manifest(path.read_text(encoding="utf-8"))
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


def parse_manifest(text: str) -> Manifest:
    """The manifest that a text is. Raises ValueError, KeyError, TypeError or AttributeError where it is none."""
    return _parsed(json.loads(text))


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
        documents=int(inputs.get("documents", inputs["count"])),
        skipped={str(what): int(count) for what, count in inputs.get("skipped", {}).items()},
        settings_sha256=str(raw.get("settings_sha256", "")),
        released=dataset.get("released"),
        options={**OPTIONS, **raw.get("options", {})},
        leaks=dict(raw.get("leaks", {})),
    )


def _file(table: str, raw: dict[str, Any]) -> Written:
    names = [field.name for field in fields(Written) if field.name != "table"]
    return Written(table=table, **{name: raw[name] for name in names})
