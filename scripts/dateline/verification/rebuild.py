"""The dataset built again of its inputs, and compared file for file."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dateline.actors.options import actor_options, authority_files
from dateline.engine import LocalEngine
from dateline.manifest import Manifest, read_manifest
from dateline.pipeline import build_dataset
from dateline.progress import Progress
from dateline.read.index import workers_for
from dateline.release.history import HISTORY_FILE
from dateline.release.ledger import LEDGER
from dateline.settings import FILE_NAME
from dateline.verification.inputs import find_inputs
from dateline.verification.result import Check, Problem, Subject, judged, not_done
from dateline.verification.sums import generated_files
from dateline.write import file_sha256

NAME = "rebuild"
REMEDY = "Run dateline build and look at dateline diff: data, settings or code have changed since it was made"


def check_rebuild(subject: Subject, workers: int | None, progress: Progress) -> Check:
    """Build into a temporary folder with the manifest's options; bytes where the versions are the same, else rows."""
    sources = find_inputs(subject)
    if sources is None or subject.settings is None:
        return not_done(NAME, "the raw documents are not in the folder")
    with tempfile.TemporaryDirectory(prefix="dateline-verify-") as place:
        made = Path(place) / "dataset"
        made.mkdir()
        for name in (FILE_NAME, LEDGER, HISTORY_FILE):  # what a build takes from the release before
            if (subject.folder / name).is_file():
                shutil.copyfile(subject.folder / name, made / name)
        build_dataset(
            sources,
            made,
            subject.settings,
            engine=LocalEngine(workers or workers_for(sources)),
            actors=actor_options(subject.manifest.options["actors"], authority_files(subject.settings, subject.folder)),
            progress=progress,
        )
        return compare(subject, made)


def compare(subject: Subject, made: Path) -> Check:
    """The dataset against the one in the folder `made`."""
    here, there = read_manifest(made), subject.manifest
    if here.versions == there.versions:
        files = generated_files(made)
        return judged(NAME, f"{len(files)} files, bit for bit", _files(subject.folder, made))
    names = [name for name in here.versions.keys() | there.versions.keys() if _of(here, name) != _of(there, name)]
    differ = ", ".join(f"{name} {_of(there, name)}, here {_of(here, name)}" for name in sorted(names))
    return judged(NAME, f"rows alone, not bytes: made with {differ}", _rows(there, here))


def _of(manifest: Manifest, name: str) -> str:
    return manifest.versions.get(name, "none")


def _files(folder: Path, made: Path) -> Iterator[Problem]:
    here, there = set(generated_files(made)), set(generated_files(folder))
    for path in sorted(here | there):
        if path not in there:
            yield Problem(path, "is missing: a rebuild makes it", remedy=REMEDY)
        elif path not in here:
            yield Problem(path, "no rebuild makes it", remedy=REMEDY)
        elif (found := file_sha256(folder / path)) != (expected := file_sha256(made / path)):
            yield Problem(path, "a rebuild makes other bytes", f"SHA-256 {found}", expected, REMEDY)


def _rows(there: Manifest, here: Manifest) -> Iterator[Problem]:
    for name in dict.fromkeys((*here.tables, *there.tables)):
        found, expected = (_facts(manifest, name) for manifest in (there, here))
        if found != expected:
            yield Problem(f"table {name}", "a rebuild makes other rows", found, expected, REMEDY)


def _facts(manifest: Manifest, name: str) -> str:
    entry = manifest.tables.get(name)
    return "none" if entry is None else f"{entry.rows} rows, content digest {entry.content_sha256}"
