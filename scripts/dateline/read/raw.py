"""The raw documents of a dataset, found again by the paths that its articles give."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dateline.mapping import ColumnMap
from dateline.read.files import Source
from dateline.read.records import Part, Record, file_of, find_parts, read_part, record_paths


class RawDocuments:
    """The documents of some paths, as far as they lie in a folder; a path that leads out of it finds none.

    They always come in the same order, file by file, of which each is looked at once for `paths` and once for
    `records`, however many documents it holds.
    """

    def __init__(self, folder: Path, paths: Iterable[str], maps: Sequence[ColumnMap] = ()) -> None:
        self._maps = maps
        self._wanted: dict[str, set[str]] = {}
        for path in paths:
            self._wanted.setdefault(file_of(path, folder), set()).add(path)
        sources = [Source(str(folder / file), file) for file in sorted(self._wanted) if _is_inside(folder, file)]
        self._parts = [[part for part in find_parts([one], maps) if isinstance(part, Part)] for one in sources]

    def paths(self) -> Iterator[str]:
        """Those of the paths that are there."""
        for parts in filter(None, self._parts):
            wanted = self._wanted[parts[0].source.raw_path]
            yield from (path for path in record_paths(parts[0], self._maps) if path in wanted)

    def records(self) -> Iterator[Record]:
        """The documents, one at a time."""
        for part in (part for parts in self._parts for part in parts):
            wanted = self._wanted[part.source.raw_path]
            for result in read_part(part, self._maps):
                if isinstance(result, Record) and result.raw_path in wanted:
                    yield result


def payload(record: Record) -> bytes:
    """The bytes that a record's SHA-256 is of."""
    return record.data.encode() if isinstance(record.data, str) else record.data


def _is_inside(folder: Path, file: str) -> bool:
    try:
        path = (folder / file).resolve()
        return path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        return False
