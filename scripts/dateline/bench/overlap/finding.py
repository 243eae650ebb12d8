"""Which files a user names: files, folders and globs, each file once, and what could not be found."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.bench.overlap.reading import PACKED, READERS, Source, source_of

KINDS = ", ".join(end for end, _, _ in READERS) + "; " + " and ".join(PACKED) + " but of Parquet"


def find_files(named: Iterable[str | Path]) -> tuple[list[Source], dict[str, str]]:
    """The files that are meant, in the order they are named, those of a folder or glob by name; and what is wrong with
    the others, by name.
    """
    files: dict[str, Source] = {}
    wrong: dict[str, str] = {}
    for name in map(str, named):
        own = list(_meant(name, wrong))
        if not own and name not in wrong:
            wrong[name] = f"holds no file of texts ({KINDS})" if Path(name).is_dir() else "is not there"
        for path in own:
            if (source := source_of(path)) is None:
                wrong[str(path)] = f"is of a kind that is not read ({KINDS})"
            else:
                files.setdefault(os.path.realpath(path), source)
    return list(files.values()), wrong


def _meant(name: str, wrong: dict[str, str]) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from _inside(path, wrong)
    elif path.exists():
        yield path
    else:
        for found in map(Path, sorted(glob.glob(name, recursive=True))):
            yield from _inside(found, wrong) if found.is_dir() else (found,)


def _inside(folder: Path, wrong: dict[str, str]) -> Iterator[Path]:
    """The files of texts in a folder and those below it; other kinds are passed over."""

    def unreadable(error: OSError) -> None:
        wrong[str(error.filename)] = error.strerror or str(error)

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders.sort()
        yield from (path for path in (Path(place, name) for name in sorted(names)) if source_of(path) is not None)
