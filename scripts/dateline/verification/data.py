"""The data against the manifest, the contract and the raw documents: what `dateline validate` looks at."""

import os
from collections.abc import Iterator
from pathlib import Path

from dateline.dataset_files import UNREADABLE, card_failures, dataset_failures, file_failures, option_failures
from dateline.validate import table_failures
from dateline.verification.result import Check, Problem, Subject, judged, not_done, of_failure
from dateline.verification.sums import REMEDY, generated_files

RAW = "raw"


def check_links(subject: Subject) -> Check:
    """No file of the dataset is a link that leads out of its folder: it could become anything at any time."""
    files = [*generated_files(subject.folder), *_raw(subject.folder)]
    return judged("links", f"{len(files)} files", _links(subject, files))


def _raw(folder: Path) -> list[str]:
    """Raw documents and links in their place, hidden ones too."""
    found = (Path(top, name) for top, folders, names in os.walk(folder / RAW) for name in (*folders, *names))
    return sorted(path.relative_to(folder).as_posix() for path in found if path.is_symlink() or path.is_file())


def _links(subject: Subject, files: list[str]) -> Iterator[Problem]:
    # the Hub's client keeps a snapshot as links to the folder `blobs` two levels above it
    root = subject.folder.resolve()
    homes = [root, root.parents[1] / "blobs"] if subject.in_cache else [root]
    for path in files:
        real = (subject.folder / path).resolve()
        if not any(real.is_relative_to(home) for home in homes):
            remedy = "Put the file itself in its place"
            yield Problem(path, "is a link that leads out of the dataset", expected="a file", remedy=remedy)


def check_files(subject: Subject) -> Check:
    """Hashes, sizes and row counts of the manifest, files that it lacks, and options that nobody knows."""
    failures = [*option_failures(subject.manifest), *file_failures(subject.folder, subject.manifest)]
    note = f"{len(subject.manifest.files)} files of manifest.json"
    return judged("files", note, (of_failure(failure, REMEDY) for failure in failures))


def check_rules(subject: Subject) -> Check:
    """Content digests of the tables, and every rule of the contract, as `dateline validate` tries them."""
    folder, manifest = subject.folder, subject.manifest
    if option_failures(manifest):
        return not_done("contract", "the manifest does not say which edition this is")
    unread = {failure.table for failure in file_failures(folder, manifest) if failure.rule in UNREADABLE}
    failures = [*card_failures(folder, manifest), *dataset_failures(folder, manifest, unread, table_failures)]
    rows = sum(entry.rows for entry in manifest.tables.values())
    left = f"; not read: {', '.join(sorted(unread))}" if unread else ""
    remedy = "Take the release again, or correct the cause and run dateline build"
    return judged("contract", f"every rule on {rows:,} rows{left}", (of_failure(f, remedy) for f in failures))
