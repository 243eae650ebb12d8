"""`dateline release`: give the data that lies in a dataset folder a version, and write down what changed.

The changelog is written last, from the ledger: a run that is killed before has released nothing or everything but that,
and the next one writes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

from dateline.compare import Diff, Edition, changes, compare
from dateline.errors import ContractError, InputError, UsageError
from dateline.manifest import Manifest, read_manifest, settings_digest, stamped
from dateline.progress import Progress, quiet
from dateline.release.base import last_release
from dateline.release.changelog import joined, unreleased, with_release
from dateline.release.history import history_of, write_history
from dateline.release.ledger import FIRST, LEDGER, Release, ledger_text, read_ledger, released_as, table_facts
from dateline.release.version import Version, parsed
from dateline.settings import FILE_NAME, Settings, load_settings
from dateline.swap import RELEASED, staging, swap
from dateline.texts import read_tally, render_texts, write_texts
from dateline.validate import validate


@dataclass(frozen=True, slots=True)
class ReleaseResult:
    """What `release` did.

    Attributes:
        folder: of the dataset.
        previous: version of the release before; None where this is the first.
        release: the entry of the ledger.
        changelog: where the changelog is.
        made: False where the data is the last release as it stands, or in a dry run.
        dry_run: whether only to tell.
    """

    folder: str
    previous: str | None
    release: Release
    changelog: str
    made: bool
    dry_run: bool

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        told = ("version", "released", "change", "reasons", "changes")
        return {
            "folder": self.folder,
            "previous": self.previous,
            **{name: getattr(self.release, name) for name in told},
            "changelog": self.changelog,
            "made": self.made,
            "dry_run": self.dry_run,
        }


def release(
    folder: str | Path,
    day: str,
    *,
    version: str | None = None,
    against: str | None = None,
    dry_run: bool = False,
    progress: Progress = quiet,
) -> ReleaseResult:
    """Release the data in a dataset folder.

    Args:
        folder: of the dataset, with its `dataset.toml`.
        day: of the release, as YYYY-MM-DD.
        version: its number; none means the lowest that the changes allow, or that of `dataset.toml` where it is higher.
        against: where the last release is; none means the git history around the folder.
        dry_run: tell what would be released, write nothing.

    Raises ContractError where the data does not validate, UsageError for a number that is too low or taken, InputError
    where the last release cannot be found.
    """
    folder = Path(folder)
    settings = _settings(folder)
    _valid(folder)
    manifest, releases = _current(folder, settings), read_ledger(folder)
    changelog = _changelog(folder, settings)
    if version is None and releases and table_facts(manifest) == releases[0].tables:
        if not dry_run:
            _write_changelog(changelog, releases[0])
        return ReleaseResult(
            str(folder), _version(releases, 1), releases[0], str(changelog), made=False, dry_run=dry_run
        )
    with last_release(folder, releases, against) as base:
        found = _compared(base, folder, manifest, progress)
    number = _number(version, base.manifest.version if base else None, found, settings, releases)
    made = _entry(number, day, found, manifest, _read(changelog))
    if not dry_run:
        _write(folder, settings, manifest, (made, *releases))
        _write_changelog(changelog, made)
    previous = base.manifest.version if base else None
    return ReleaseResult(str(folder), previous, made, str(changelog), made=not dry_run, dry_run=dry_run)


def _settings(folder: Path) -> Settings:
    if not (folder / FILE_NAME).is_file():
        remedy = "Write one; [dataset] with name and license is enough to begin"
        raise InputError("a release needs its maintainer's settings", file=folder / FILE_NAME, remedy=remedy)
    return load_settings(folder / FILE_NAME)


def _valid(folder: Path) -> None:
    report = validate(folder)
    if not report.ok:
        rules = ", ".join(f"{rule} ({count})" for rule, count in sorted(report.counts.items()))
        remedy = f"Run dateline validate {folder} and correct what it names"
        raise ContractError(
            "breaks the contract", failures=report.failures, file=str(folder), found=rules, remedy=remedy
        )


def _current(folder: Path, settings: Settings) -> Manifest:
    """The manifest, with what the settings say today. Raises InputError where rows depend on what was changed."""
    manifest = read_manifest(folder)
    same = manifest.settings_sha256 in ("", settings_digest(settings))
    if not same or manifest.options["text"] != settings.dataset.text:
        raise InputError(
            "was changed after the build",
            file=folder / FILE_NAME,
            field="inputs, text, publishers, agencies or rulings",
            remedy="Run dateline build, then dateline release",
        )
    return replace(manifest, name=settings.dataset.name, license=settings.dataset.license)


def _compared(base: Edition | None, folder: Path, manifest: Manifest, progress: Progress) -> Diff | None:
    return compare(base, Edition(str(folder), folder, manifest), progress=progress) if base else None


def _number(
    asked: str | None, previous: str | None, found: Diff | None, settings: Settings, releases: Sequence[Release]
) -> Version:
    """The version of the coming release. Raises UsageError."""
    own = parsed(settings.dataset.version)
    if previous is None or found is None:
        return parsed(asked) if asked else own
    change = "patch" if found.verdict == "none" else found.verdict
    lowest = parsed(previous).after(change)
    number = parsed(asked) if asked else max(own, lowest)
    if str(number) in {release.version for release in releases}:
        raise UsageError("exists already", field="--version", found=number, expected=f"{lowest} or higher")
    if number < lowest:
        reasons = "; ".join(reason.sentence for reason in found.reasons if reason.level == change) or "an own number"
        expected = f"{lowest} or higher, for the change from {previous} is {change}: {reasons}"
        raise UsageError("is too low", field="--version", found=number, expected=expected)
    return number


def _entry(number: Version, day: str, found: Diff | None, manifest: Manifest, changelog: str) -> Release:
    told = changes(found) if found else {"data": [_first(manifest)], "schema": [], "code": []}
    return Release(
        version=str(number),
        released=day,
        change=FIRST if found is None else "patch" if found.verdict == "none" else found.verdict,
        reasons=tuple(reason.sentence for reason in found.reasons) if found else (),
        versions=dict(manifest.versions),
        tables=table_facts(manifest),
        changes=joined(unreleased(changelog), told),
    )


def _first(manifest: Manifest) -> str:
    rows = [f"{entry.rows:,} {name}" for name, entry in manifest.tables.items() if entry.rows]
    return f"First release: {', '.join(rows)}, from {manifest.documents:,} documents."


def _version(releases: Sequence[Release], place: int) -> str | None:
    return releases[place].version if len(releases) > place else None


def _changelog(folder: Path, settings: Settings) -> Path:
    """Where the changelog is. Raises InputError where that is outside of the dataset and not there yet."""
    path = Path(folder.resolve(), settings.dataset.changelog).resolve()
    if not path.is_relative_to(folder.resolve()) and not path.is_file():
        remedy = "Make the file, or name one inside of the dataset's folder"
        raise InputError("is not there", file=folder / FILE_NAME, field="dataset.changelog", found=path, remedy=remedy)
    return path


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _write_changelog(path: Path, release: Release) -> None:
    text = _read(path)
    if (after := with_release(text, release)) != text:
        draft = path.with_name(f".{path.name}.new")
        draft.write_text(after, encoding="utf-8", newline="\n")
        draft.replace(path)


def _write(folder: Path, settings: Settings, manifest: Manifest, releases: Sequence[Release]) -> None:
    """Put the texts of the release in place, all at once."""
    version = releases[0].version
    settings = replace(settings, dataset=replace(settings.dataset, version=version))
    manifest = stamped(manifest, version, releases)
    if released_as(releases, manifest) != releases[0]:
        raise InputError("changed while it was released", file=folder, remedy="Run dateline release again")
    with staging(folder) as work:
        texts = render_texts(settings, read_tally(folder, manifest), manifest, releases)
        write_texts(work, texts, manifest)
        (work / LEDGER).write_text(ledger_text(releases), encoding="utf-8", newline="\n")
        write_history(history_of(folder, manifest), work)
        (work / FILE_NAME).write_text(_with_version(folder / FILE_NAME, version), encoding="utf-8", newline="\n")
        swap(folder, work, parts=RELEASED)


def _with_version(path: Path, version: str) -> str:
    """The text of a `dataset.toml` under another version, comments and order kept."""
    text = path.read_text(encoding="utf-8")
    document = tomlkit.parse(text)
    table = document.setdefault("dataset", tomlkit.table())
    table["version"] = version
    return text if tomlkit.parse(text) == document else tomlkit.dumps(document)
