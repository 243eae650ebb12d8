"""What of a dataset folder is published: the generated parts, settings, ledger, and the documents it was built from."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyarrow.parquet as pq

from dateline.errors import InputError, TargetError
from dateline.manifest import Manifest
from dateline.release.history import HISTORY_FILE
from dateline.release.ledger import LEDGER
from dateline.settings import FILE_NAME
from dateline.swap import GENERATED
from dateline.write import file_sha256
from dateline_schema.vocabulary import WITHHELD

DATA = "data"
TEXTS: tuple[str, ...] = (*(part for part in GENERATED if part != DATA), FILE_NAME, LEDGER, HISTORY_FILE)
"""Files at the top of a dataset that a release consists of, besides its data."""

_PLACES = (("articles", "raw_sha256"), ("rejects", "sha256"))
"""Tables whose rows name each input document, and the column of its digest."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file to be published: its path in the repository, where it is, its bytes and SHA-256."""

    path: str
    file: Path
    size: int
    sha256: str

    def blob_id(self) -> str:
        """The name that git gives the file's content: what the Hub compares small files by."""
        digest = hashlib.sha1(b"blob %d\0" % self.size, usedforsecurity=False)
        with self.file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """All files of a release, and the names of inputs that are not among them with the reason."""

    files: tuple[LocalFile, ...]
    left_out: tuple[tuple[str, str], ...]
    inputs: frozenset[str]
    """Paths of the input documents that the release has, published or not; none in the withheld edition."""
    folders: frozenset[str]
    """Folders at the top of the dataset that input documents lie in."""


def contents(folder: Path, manifest: Manifest) -> Contents:
    """The files of a release. Raises TargetError for a part that is a link out of the folder, InputError for a raw
    document that has changed since the build.
    """
    texts = [_text(folder, name) for name in TEXTS if (folder / name).exists()]
    data = [_listed(folder, file.path, file.sha256) for file in manifest.files]
    inputs = input_digests(folder, manifest)
    folders = frozenset(path.split("/")[0] for path, _ in inputs if "/" in path)
    if manifest.options["text"] == WITHHELD:
        return Contents(tuple(_sorted(texts + data)), (), frozenset(), folders)
    raw: list[LocalFile] = []
    left_out: list[tuple[str, str]] = []
    for path, sha256 in inputs:
        reason = _unfit(folder, path)
        if reason is None:
            raw.append(_raw(folder, path, sha256))
        else:
            left_out.append((path, reason))
    files = _sorted([*texts, *data, *raw])
    return Contents(tuple(files), tuple(left_out), frozenset(path for path, _ in inputs), folders)


def input_digests(folder: Path, manifest: Manifest) -> tuple[tuple[str, str | None], ...]:
    """Path and SHA-256 of each input: as the manifest lists them, or where they are too many, from the tables."""
    if manifest.input_files or not manifest.inputs:
        return manifest.input_files
    return tuple(sorted(set(_named_inputs(folder, manifest)), key=lambda entry: entry[0]))


def _named_inputs(folder: Path, manifest: Manifest) -> Iterator[tuple[str, str | None]]:
    for table, digest in _PLACES:
        for file in manifest.tables[table].files if table in manifest.tables else ():
            with pq.ParquetFile(folder / file.path) as parquet:
                rows = parquet.read(columns=["raw_path", digest], use_threads=False)
            yield from zip(rows["raw_path"].to_pylist(), rows[digest].to_pylist(), strict=True)


def _text(folder: Path, name: str) -> LocalFile:
    if (reason := _unfit(folder, name)) is not None:
        raise TargetError("cannot be published", file=folder / name, found=reason, remedy="Build the dataset anew")
    return _listed(folder, name, file_sha256(folder / name))


def _listed(folder: Path, path: str, sha256: str) -> LocalFile:
    if (reason := _unfit(folder, path)) is not None:
        raise TargetError("cannot be published", file=folder / path, found=reason, remedy="Build the dataset anew")
    return LocalFile(path, folder / path, (folder / path).stat().st_size, sha256)


def _raw(folder: Path, path: str, sha256: str | None) -> LocalFile:
    found = file_sha256(folder / path)
    if sha256 is not None and found != sha256:
        raise InputError(
            "is another document than the dataset was built from",
            file=folder / path,
            found=f"sha256 {found[:16]}…",
            expected=f"sha256 {sha256[:16]}…",
            remedy="Put the document back, or build and release the dataset anew",
        )
    return _listed(folder, path, found)


def _unfit(folder: Path, path: str) -> str | None:
    """Why a path must not be published, if so."""
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts:
        return "outside of the folder"
    if any(part.startswith(".") for part in parts):
        return "hidden"
    if not (folder / path).is_file():
        return "not in the folder"
    if not (folder / path).resolve().is_relative_to(folder.resolve()):
        return "a link out of the folder"
    return None


def _sorted(files: Sequence[LocalFile]) -> list[LocalFile]:
    return sorted(files, key=lambda file: file.path)
