"""`SHA256SUMS` against the files: every line, and no generated file without one."""

from collections.abc import Iterator
from pathlib import Path

from dateline.checksums import SUMS, read_sums
from dateline.swap import GENERATED
from dateline.verification.result import Check, Problem, Subject, judged
from dateline.write import file_sha256

REMEDY = "Take the file from the release again, or run dateline build"


def check_sums(subject: Subject) -> Check:
    """Every line of the list and every generated file. Raises InputError where there is no list that can be read."""
    sums = read_sums(subject.folder)
    return judged("checksums", f"{len(sums)} files of {SUMS}", _problems(subject.folder, sums))


def _problems(folder: Path, sums: dict[str, str]) -> Iterator[Problem]:
    for path, expected in sums.items():
        if not (folder / path).is_file():
            yield Problem(path, "is missing", expected=f"a file with SHA-256 {expected}", remedy=REMEDY)
        elif (found := file_sha256(folder / path)) != expected:
            yield Problem(path, "other bytes than its checksum says", f"SHA-256 {found}", expected, REMEDY)
    for path in generated_files(folder):
        if path not in sums and path != SUMS:
            yield Problem(path, f"is not in {SUMS}", expected="a line for every generated file", remedy=REMEDY)


def generated_files(folder: Path) -> list[str]:
    """Paths of the files that builds write and that are there, sorted."""
    parts = [folder / part for part in GENERATED]
    files = [file for part in parts for file in (part.rglob("*") if part.is_dir() else [part])]
    return sorted(file.relative_to(folder).as_posix() for file in files if file.is_file())
