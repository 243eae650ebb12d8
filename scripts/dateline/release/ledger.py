"""`releases.json`: every release of a dataset, the newest first. `dateline release` alone writes it.

The digests of an entry say what was released under its number, so that nothing else can pass for it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.manifest import Manifest

LEDGER = "releases.json"

FIRST = "first"
CHANGES = (FIRST, "major", "minor", "patch")
"""What a release is against the one before it."""

PARTS = ("data", "schema", "code")
"""What a change is about; each has lines of its own in the changelog."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release.

    Attributes:
        version: MAJOR.MINOR.PATCH.
        released: the day, as YYYY-MM-DD.
        change: against the release before it, one of `CHANGES`.
        reasons: why it is that change.
        versions: of what made it: `dateline`, `schema`, `pyarrow`.
        tables: rows and content digest, by table.
        changes: lines for whoever upgrades, by part.
    """

    version: str
    released: str
    change: str
    reasons: tuple[str, ...]
    versions: Mapping[str, str]
    tables: Mapping[str, Mapping[str, Any]]
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_ledger(folder: str | Path) -> tuple[Release, ...]:
    """The releases of a dataset folder, the newest first; none where it has no ledger. Raises InputError."""
    path = Path(folder) / LEDGER
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_release(entry) for entry in raw["releases"])
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError("cannot be read", file=path, found=error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        found = f"{type(error).__name__}: {error}"[:120]
        remedy = "Take it from the last commit or from the Hub; dateline release alone writes it"
        raise InputError("is no ledger of releases", file=path, found=found, remedy=remedy) from error


def ledger_text(releases: Sequence[Release]) -> str:
    """The text of `releases.json`."""
    return json.dumps({"releases": [asdict(release) for release in releases]}, indent=2, ensure_ascii=False) + "\n"


def released_as(releases: Sequence[Release], manifest: "Manifest") -> Release | None:
    """The release that the data of a manifest is; None where the data has changes that no release has."""
    for release in releases:
        if release.version == manifest.version:
            return release if release.tables == table_facts(manifest) else None
    return None


def table_facts(manifest: "Manifest") -> dict[str, dict[str, Any]]:
    """What the ledger keeps of each table: rows and content digest."""
    return {
        name: {"rows": entry.rows, "content_sha256": entry.content_sha256} for name, entry in manifest.tables.items()
    }


def _release(raw: dict[str, Any]) -> Release:
    if unknown := raw.keys() - {item.name for item in fields(Release)}:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    changes = {str(part): tuple(map(str, lines)) for part, lines in raw.get("changes", {}).items()}
    release = Release(**{**raw, "reasons": tuple(raw["reasons"]), "changes": changes})
    if not all(isinstance(value, str) for value in (release.version, release.released, release.change)):
        raise TypeError("version, released and change are texts")
    return release
