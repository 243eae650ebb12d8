"""Whether a dataset is what it says that it is: its sums, its files, its rows, its texts, its release, its making."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError, InputError
from dateline.manifest import MANIFEST, Manifest, read_manifest
from dateline.progress import Progress, quiet
from dateline.settings import FILE_NAME, Settings, load_settings
from dateline.validate import REPOSITORY, downloaded, finish_build
from dateline.verification.data import check_files, check_links, check_rules
from dateline.verification.inputs import check_inputs
from dateline.verification.rebuild import check_rebuild
from dateline.verification.release import check_release
from dateline.verification.result import Check, Problem, Subject, guarded, judged, not_done, of_error
from dateline.verification.show import show_verification
from dateline.verification.sums import check_sums
from dateline.verification.texts import check_texts

__all__ = ["Check", "Problem", "Verification", "show_verification", "verify"]

CHECKS: tuple[tuple[str, Callable[[Subject], Check]], ...] = (
    ("checksums", check_sums),
    ("links", check_links),
    ("files", check_files),
    ("contract", check_rules),
    ("inputs", check_inputs),
    ("release", check_release),
    ("texts", check_texts),
)
"""Every check but the rebuild, which takes longest and needs what these have found."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was verified, and what came of it."""

    target: str
    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether no check failed; one that could not be made is no failure, and says why."""
        return all(check.state != "failed" for check in self.checks)

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"target": self.target, "ok": self.ok, "checks": [check.to_json() for check in self.checks]}


def verify(
    target: str | Path, *, rebuild: bool = True, workers: int | None = None, progress: Progress | None = None
) -> Verification:
    """Verify a dataset folder, or a dataset on the Hub as `owner/name[@revision]`.

    Args:
        target: the folder or the repository.
        rebuild: build it again of its raw documents, where they are there, and compare bit for bit.
        workers: processes of the rebuild; none means one a processor.
        progress: called with what is being done, how much is done and how much there is.

    Raises InputError where there is no dataset; what is wrong with one is in the result.
    """
    tell = progress or quiet
    folder, in_cache = _folder(target)
    try:
        manifest = read_manifest(folder)
        settings = load_settings(folder / FILE_NAME) if (folder / FILE_NAME).is_file() else None
    except DatelineError as error:
        return Verification(str(target), _unknown(error))
    subject = Subject(folder, manifest, _effective(settings, manifest), in_cache)
    done: list[Check] = []
    for number, (name, check) in enumerate(CHECKS):
        tell("verifying", number, len(CHECKS))
        done.append(guarded(name, partial(check, subject)))
    tell("verifying", len(CHECKS), len(CHECKS))
    return Verification(str(target), (*done, _rebuilt(subject, done, rebuild, workers, tell)))


def _folder(target: str | Path) -> tuple[Path, bool]:
    """The folder, and whether it is in a cache of the Hub's client. Raises InputError where it holds no dataset."""
    path = Path(target)
    if path.is_dir():
        finish_build(path)
        if not (path / MANIFEST).is_file():
            read_manifest(path)
        return path, path.resolve().parent.name == "snapshots"
    if REPOSITORY.fullmatch(str(target)) and not path.exists():
        return downloaded(str(target), ["*"]), True
    raise InputError("is no dataset", file=target, expected="a dataset folder, or owner/name on the Hub")


def _effective(settings: Settings | None, manifest: Manifest) -> Settings | None:
    """The settings that the build had: the edition may have been asked for on the command line."""
    if settings is None:  # a build without a dataset.toml has the defaults
        settings = Settings() if manifest.name == Settings().dataset.name else None
    return settings and replace(settings, dataset=replace(settings.dataset, text=str(manifest.options["text"])))


def _unknown(error: DatelineError) -> tuple[Check, ...]:
    """The checks where manifest or settings cannot be read: nothing else can be judged."""
    reason = "manifest or settings cannot be read"
    rest = [not_done(name, reason) for name in (*(name for name, _ in CHECKS), "rebuild")]
    return (judged("manifest", "stopped by an error", [of_error(error)]), *rest)


def _rebuilt(subject: Subject, done: list[Check], rebuild: bool, workers: int | None, progress: Progress) -> Check:
    inputs = next(check for check in done if check.name == "inputs")
    if not rebuild:
        return not_done("rebuild", "it was not asked for")
    if inputs.state == "not done":
        return not_done("rebuild", inputs.note)
    if inputs.state == "failed":
        return not_done("rebuild", "the raw documents are not those that the dataset was made from")
    return guarded("rebuild", partial(check_rebuild, subject, workers, progress))
