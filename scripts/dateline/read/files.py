"""Which files are inputs: files, folders and globs to a sorted list, with the path that each is known by."""

import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError
from dateline.read.document import Reject
from dateline.read.text import LARGEST

TEXT_ENDINGS = (".txt", ".md", ".markdown", ".text")
"""Endings read as text or markdown; a folder's other files are listed in the rejects table."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input file: where it is, and the path relative to the dataset or the input folder that it is known by."""

    path: str
    raw_path: str


def find_sources(inputs: Sequence[str | Path], root: Path | None = None) -> list[Source]:
    """All files that `inputs` name, sorted by `raw_path`. Relative inputs start at `root`, else at the working folder.

    A folder is walked; hidden files and folders in it are left out. A file given twice is read once. Raises InputError where an
    input names nothing.
    """
    found: dict[str, Source] = {}
    for given in inputs:
        sources = list(_expand(str(given), root))
        if not sources:
            raise InputError("names no file", file=given, expected="a file, a folder or a glob such as 'raw/*.txt'", remedy="check the path")
        for source in sources:
            found.setdefault(os.path.realpath(source.path), source)
    return sorted(_distinct(found.values()), key=lambda s: s.raw_path)


def _expand(given: str, root: Path | None) -> Iterable[Source]:
    start = str(root / given) if root else given
    if os.path.isdir(start):
        base = root if root else Path(start)
        for folder, folders, files in os.walk(start):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if not name.startswith("."):
                    yield _source(Path(folder) / name, base)
    elif os.path.lexists(start):
        yield _source(Path(start), root or Path(start).parent)
    else:
        for match in sorted(glob.glob(start, recursive=True)):
            if os.path.isfile(match):
                yield _source(Path(match), root or Path(_fixed_part(start)))


def _fixed_part(pattern: str) -> str:
    """The folder before the first wildcard."""
    parts = Path(pattern).parts
    fixed = [part for i, part in enumerate(parts) if not any(glob.has_magic(p) for p in parts[: i + 1])]
    return os.path.join(*fixed) if fixed else "."


def _source(path: Path, base: Path) -> Source:
    try:
        relative = path.relative_to(base).as_posix()
    except ValueError:
        relative = path.name
    return Source(str(path), _printable(relative))


def _printable(path: str) -> str:
    """A name that is no valid Unicode, or holds control characters, still has one spelling that can be written and shown."""
    return "".join(c if c.isprintable() else f"%{ord(c) & 0xFF:02X}" for c in path)


def _distinct(sources: Iterable[Source]) -> list[Source]:
    """Two folders may hold files of one name: the later ones, by path, get a number."""
    result: list[Source] = []
    seen: dict[str, int] = {}
    for source in sorted(sources, key=lambda s: (s.raw_path, s.path)):
        count = seen.get(source.raw_path, 0)
        seen[source.raw_path] = count + 1
        result.append(Source(source.path, f"{source.raw_path}~{count + 1}") if count else source)
    return result


def read_bytes(source: Source) -> bytes | Reject:
    """The bytes of a file; a Reject where it is too large, not of a kind that is read, or cannot be opened."""
    if not source.path.lower().endswith(TEXT_ENDINGS):
        return Reject(source.raw_path, None, "read", "read.unknown-kind", f"files of this kind are not read; read are {', '.join(TEXT_ENDINGS)}")
    try:
        size = os.path.getsize(source.path)
        if size > LARGEST:
            return Reject(source.raw_path, None, "read", "read.too-large", f"the file has {size:,} bytes; at most {LARGEST:,} are read as one article")
        if not os.path.isfile(source.path):
            return Reject(source.raw_path, None, "read", "read.no-file", "this is no regular file")
        with open(source.path, "rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        return Reject(source.raw_path, None, "read", "read.unreadable", f"the file cannot be opened: {error.strerror or error}")
