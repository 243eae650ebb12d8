"""Which dataset folder may be published: one that is valid, released under its version, and whose rights are stated."""

from dataclasses import dataclass
from pathlib import Path

from dateline.errors import ContractError, InputError, SettingsError
from dateline.manifest import Manifest, read_manifest
from dateline.progress import Progress
from dateline.release.ledger import Release, read_ledger, released_as
from dateline.settings import FILE_NAME, Settings, settings_of
from dateline.validate import validate
from dateline_schema.vocabulary import WITHHELD


@dataclass(frozen=True, slots=True)
class Ready:
    """A dataset folder that may be published: valid, and released under its version."""

    folder: Path
    manifest: Manifest
    settings: Settings
    release: Release


def check_ready(folder: Path, progress: Progress) -> Ready:
    """The release in a folder. Raises ContractError where it is invalid, InputError where it is no release."""
    progress("validating", 0, 1)
    report = validate(folder)
    progress("validating", 1, 1)
    if not report.ok:
        raise ContractError(
            f"fails validation: {report.total:,} failures",
            file=str(folder),
            found=", ".join(sorted(report.counts)),
            remedy="See dateline validate; build and release the dataset anew",
            failures=report.failures,
        )
    manifest = read_manifest(folder)
    release = released_as(read_ledger(folder), manifest)
    if release is None or manifest.released is None:
        raise InputError(
            "the data is no release",
            file=folder,
            found=f"version {manifest.version}, with changes that no release has",
            remedy="Give them a number with dateline release",
        )
    return Ready(folder, manifest, settings_of(folder), release)


def statement_for(ready: Ready, rights: str | None) -> str | None:
    """The rights statement that bodies need before they leave. Raises SettingsError."""
    statement = (rights or ready.settings.rights.statement).strip()
    if ready.manifest.options["text"] == WITHHELD:
        return statement or None
    if not statement:
        raise SettingsError(
            "no statement on what ground the texts are passed on",
            file=ready.folder / FILE_NAME,
            field="rights.statement",
            remedy='Add it, give --rights, or build an edition without the texts: text = "withheld"',
        )
    return statement


def lacks_rights(dataset: str | Path) -> bool:
    """Whether `publish` will want `rights=`: the dataset has the texts, and its settings do not say on what ground."""
    folder = Path(dataset)
    return read_manifest(folder).options["text"] != WITHHELD and not settings_of(folder).rights.statement.strip()
