"""The raw documents of a dataset, found again by the paths that its articles give."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.mapping import ColumnMap
from dateline.read.files import Source
from dateline.read.records import Record, file_of, find_records


def raw_records(folder: Path, paths: Iterable[str], maps: Sequence[ColumnMap] = ()) -> Iterator[Record]:
    """The records that lie in the folder, file by file, one at a time; a path that leads out of it finds none."""
    wanted: dict[str, list[str]] = {}
    for path in paths:
        wanted.setdefault(file_of(path, folder), []).append(path)
    for file, named in sorted(wanted.items()):
        if _is_inside(folder, file):
            yield from find_records(Source(str(folder / file), file), named, maps)


def payload(record: Record) -> bytes:
    """The bytes that a record's SHA-256 is of."""
    return record.data.encode() if isinstance(record.data, str) else record.data


def _is_inside(folder: Path, file: str) -> bool:
    try:
        path = (folder / file).resolve()
        return path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        return False
