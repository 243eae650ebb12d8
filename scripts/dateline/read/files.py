"""Which files are inputs: files, folders and globs to a sorted list, with the path that each is known by."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.errors import InputError
from dateline.printable import path_name
from dateline.swap import GENERATED, RELEASED

TEXT_ENDINGS = (".txt", ".md", ".markdown", ".text")
"""Endings read as text or markdown; a folder's other files are listed in the rejects table."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input file.

    Attributes:
        path: where it is.
        raw_path: the path relative to the dataset or to the input folder that it is known by.
        within: the folder that it was found in; a link that leads out of it is not followed. None for a file that was
            named itself.
    """

    path: str
    raw_path: str
    within: str | None = None


def find_sources(inputs: Sequence[str | Path], root: Path | None = None, out: Path | None = None) -> list[Source]:
    """All files that `inputs` name, sorted by `raw_path`. Relative inputs start at `root`, else at the working folder.

    A folder is walked; hidden files and folders in it are left out, and so is the dataset folder `out`: where a build
    puts its result is no input of the next. A file given twice is read once, under the first of its names. Raises
    InputError where an input names nothing.
    """
    dataset = os.path.realpath(out) if out is not None else None
    found: dict[str, Source] = {}
    for given in inputs:
        sources = list(_expand(os.fspath(given), root, dataset))
        if not sources:
            raise InputError(
                "names no file",
                file=given,
                expected="a file, a folder with files, or a glob such as 'raw/*.txt'",
                remedy="Check the path",
            )
        for source in sources:
            real = _real(source.path)
            found[real] = min(found.get(real, source), source, key=lambda s: (s.raw_path, s.path))
    return _distinct(found)


def _expand(given: str, root: Path | None, dataset: str | None) -> Iterator[Source]:
    start = os.path.join(root, given) if root else given
    if os.path.lexists(start):
        yield from _named(start, root, dataset)
        return
    base = root or _fixed_part(given)
    for match in sorted(glob.glob(given, root_dir=root, recursive=True)):
        path = os.path.join(root, match) if root else match
        if not _is_part(path, dataset, _fixed_part(start)):
            yield from _named(path, base, dataset)


def _named(start: str, base: str | Path | None, dataset: str | None) -> Iterator[Source]:
    """The files of a path that was given or that a glob matched."""
    if not os.path.isdir(start):
        yield _source(start, base or os.path.dirname(start), None)
        return
    for path in _walk(start, dataset):
        yield _source(path, base or start, start)


def _walk(top: str, dataset: str | None) -> Iterator[str]:
    """Every file below `top`, links to folders among them, which are not followed: they may lead in circles."""
    for folder, folders, files in os.walk(top):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in links)
        for name in sorted(files + links):
            path = os.path.join(folder, name)
            if not name.startswith(".") and not _is_part(path, dataset, top):
                yield path
        folders[:] = [name for name in folders if not _is_part(os.path.join(folder, name), dataset, top)]


def _is_part(path: str, dataset: str | None, top: str | Path) -> bool:
    """Whether a path found below `top` belongs to the dataset that is being built.

    All of it does where it lies below `top`; where `top` is the dataset's own folder, what builds write and the
    settings do, yet not the documents in `raw`.
    """
    if dataset is None:
        return False
    real, start = os.path.abspath(path), os.path.realpath(top)
    real = os.path.join(os.path.realpath(os.path.dirname(real)), os.path.basename(real))
    if start == dataset:
        first = Path(os.path.relpath(real, dataset)).parts[0]
        return first in (*GENERATED, *RELEASED)
    inside = real == dataset or real.startswith(dataset + os.sep)
    return inside and not start.startswith(dataset + os.sep)


def _fixed_part(pattern: str) -> Path:
    """The folder before the first wildcard."""
    parts = Path(pattern).parts
    count = next((number for number, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return Path(*parts[:count])


def _source(path: str, base: str | Path, within: str | None) -> Source:
    relative = os.path.relpath(path, base or ".")
    if relative.startswith(os.pardir):  # named from elsewhere: known by its place in the folder that was named
        relative = os.path.relpath(path, within) if within else os.path.basename(path)
    return Source(path, path_name(Path(relative).as_posix()), within)


def _real(path: str) -> str:
    """What makes a file the same file; a link in a folder is itself, so that it is read or refused on its own."""
    return os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))


def _distinct(found: dict[str, Source]) -> list[Source]:
    """Sources by `raw_path`. Folders may hold files of one name: the later ones, by their full path, get a number."""
    result: list[Source] = []
    taken = {source.raw_path for source in found.values()}
    seen: set[str] = set()
    for _, source in sorted(found.items(), key=lambda entry: (entry[1].raw_path, entry[0])):
        name = source.raw_path
        if name in seen:
            name = _numbered(name, taken)
            taken.add(name)
        seen.add(name)
        result.append(replace(source, raw_path=name))
    return sorted(result, key=lambda source: source.raw_path)


def _numbered(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}~{number}" in taken:
        number += 1
    return f"{name}~{number}"


def sizes(sources: Iterable[Source]) -> list[int]:
    """Bytes of each source; 0 where it cannot be told."""
    return [_size(source.path) for source in sources]


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
