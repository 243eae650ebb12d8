"""The data files of two editions: each is what its manifest says, and those that both have are left out."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.compare.source import Edition
from dateline.errors import InputError
from dateline.progress import Progress
from dateline.write import PARQUET_ERRORS, Written, file_sha256, first_line

POINTER: Final = b"version https://git-lfs.github.com/spec/"
"""What the text begins with that Git LFS keeps in place of a file."""

_SPLIT = re.compile(r"(.+)-\d{5}-of-\d{5}")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file of an edition: how to name it, where it is, and what the manifest says of it."""

    label: str
    path: Path
    entry: Written

    @property
    def split(self) -> str:
        """The split by the file's name: `train` of `train-00000-of-00002.parquet`."""
        return split_of(self.entry.path)


def split_of(path: str) -> str:
    """The split that a file is of: its name without the number of the shard."""
    stem = PurePosixPath(path).stem
    match = _SPLIT.fullmatch(stem)
    return match[1] if match else stem


def data_files(edition: Edition, table: str) -> list[DataFile]:
    """The files of a table in the order of their names; none where the edition has no such table."""
    entry = edition.manifest.tables.get(table)
    files = sorted(entry.files, key=lambda file: file.path) if entry else []
    return [DataFile(f"{edition.label}: {file.path}", edition.folder / file.path, file) for file in files]


def check_files(files: Sequence[DataFile], progress: Progress) -> None:
    """Raise InputError for the first file that is not there, or not the one that the manifest lists."""
    for done, file in enumerate(files):
        progress("checking files", done, len(files))
        _check(file)
    progress("checking files", len(files), len(files))


def _check(file: DataFile) -> None:
    name = PurePosixPath(file.entry.path)
    # as in dataset_files: only the name is judged, for the Hub's client makes links to a cache
    if name.parts[:1] != ("data",) or ".." in name.parts or "\\" in file.entry.path:
        raise InputError("leads out of the dataset", file=file.label, expected="a path below data/")
    if not file.path.is_file():
        remedy = "Fetch the edition anew, or build it"
        raise InputError("is missing", file=file.label, expected="a file of manifest.json", remedy=remedy)
    if (found := file_sha256(file.path)) == file.entry.sha256:
        return
    with file.path.open("rb") as stream:
        if stream.read(len(POINTER)) == POINTER:
            remedy = "Run git lfs fetch for this revision, or name the edition on the Hub"
            raise InputError("is a pointer of Git LFS", file=file.label, expected="a Parquet file", remedy=remedy)
    expected = f"sha256 {file.entry.sha256[:16]}…, as manifest.json says"
    remedy = "It was changed after it was built: run dateline validate, and build or fetch it anew"
    raise InputError(
        "is not the file of the manifest", file=file.label, found=found[:16], expected=expected, remedy=remedy
    )


def unlike(old: Iterable[DataFile], new: Iterable[DataFile]) -> tuple[list[DataFile], list[DataFile]]:
    """The files of each side without those that the other has too, byte for byte and in the same split."""
    old, new = list(old), list(new)
    return _without(old, new), _without(new, old)


def _without(files: list[DataFile], others: list[DataFile]) -> list[DataFile]:
    twins = Counter((file.split, file.entry.sha256) for file in others)
    left = []
    for file in files:
        twin = (file.split, file.entry.sha256)
        if twins[twin]:
            twins[twin] -= 1
        else:
            left.append(file)
    return left


def open_parquet(file: DataFile) -> pq.ParquetFile:
    """A file to read from; close it. Raises InputError where it is no Parquet."""
    try:
        return pq.ParquetFile(file.path)
    except PARQUET_ERRORS as error:
        raise InputError("cannot be read as Parquet", file=file.label, found=first_line(error)) from error


def arrow_schema(files: Sequence[DataFile]) -> pa.Schema | None:
    """The Arrow schema of a table's files; None where it has none. Raises InputError where two do not agree."""
    schema: pa.Schema | None = None
    for file in files:
        with open_parquet(file) as parquet:
            found = parquet.schema_arrow
        if schema is not None and not found.equals(schema):
            raise InputError("another schema than the table's other files", file=file.label, expected=files[0].label)
        schema = found
    return schema
