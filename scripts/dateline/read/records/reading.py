"""Parts to records, in a worker; and one record found again by its path."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dateline.mapping import ColumnMap, map_for
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records.forms import BY_NAME, Form
from dateline.read.records.parts import find_parts, part_path
from dateline.read.records.record import BadFile, Frame, Part, Record, Result, Skipped, record_path
from dateline.read.records.unpack import compression_of


def read_part(part: Part, maps: Sequence[ColumnMap] = ()) -> Iterator[Result]:
    """The records of a part, in the order of the file: each a Record, or a Reject; what is skipped, counted at the end.

    Nothing in a file raises: what is wrong with one record is its Reject, and the others follow.
    """
    form, columns = BY_NAME[part.form], map_for(maps, part.source.raw_path)
    skipped: dict[str, int] = {}
    for frame in _frames(part, form, columns):
        if isinstance(frame, Reject):
            yield frame
            return
        result = _result(part, form, frame, columns)
        if isinstance(result, Skipped):
            skipped[result.what] = skipped.get(result.what, 0) + result.count
        else:
            yield result
    for what, count in sorted(skipped.items()):
        yield Skipped(part.source.raw_path, what, count)


def find_records(source: Source, paths: Collection[str], maps: Sequence[ColumnMap] = ()) -> Iterator[Record]:
    """The records of a file that have one of the paths, each once: for `explain`, and to check evidence."""
    wanted = set(paths)
    for part in find_parts([source], maps):
        if isinstance(part, Part) and wanted:
            for result in read_part(part, maps):
                if isinstance(result, Record) and result.raw_path in wanted:
                    wanted.discard(result.raw_path)
                    yield result


def record_paths(first: Part, maps: Sequence[ColumnMap] = ()) -> Iterator[str]:
    """The paths of all records of a file, in its order, by its first part; the records themselves are not read."""
    form = BY_NAME[first.form]
    if not form.many:
        yield first.source.raw_path
        return
    columns = map_for(maps, first.source.raw_path)
    try:
        for frame in form.frames(first.source, columns, (0, 0), 0, names_only=True):
            yield record_path(first, frame)
    except (BadFile, OSError):  # it changed since its parts were found: what is left of it cannot be told
        return


def file_of(raw_path: str, folder: Path) -> str:
    """The file that a document is in, relative to the folder: `file` of `file#id`, else the path itself."""
    file, mark, _ = raw_path.rpartition("#")
    return file if mark and not (folder / raw_path).is_file() else raw_path


def _result(part: Part, form: Form, frame: Frame, columns: ColumnMap) -> Result:
    """One record; whatever goes wrong with it is a Reject."""
    path = record_path(part, frame) if form.many else part.source.raw_path
    if frame.fault is not None:
        return Reject(path, None, "read", frame.fault.rule, frame.fault.message)
    if frame.skipped is not None:
        return Skipped(part.source.raw_path, frame.skipped, 1)
    try:
        return form.record(part, frame, columns)
    except OSError as error:
        reason = plain(error.strerror or error)[:300]
        return Reject(path, None, "read", "read.unreadable", f"the file cannot be opened: {reason}")
    except Exception as error:  # a record must never stop a build: what went wrong is written down
        return Reject(path, None, "read", "read.error", plain(f"{type(error).__name__}: {error}")[:500])


@dataclass(slots=True)
class _Cursor:
    """A file that is being read: where it cannot be started anywhere, the next part goes on from here."""

    key: tuple[str, int, int, str, ColumnMap]
    frames: Iterator[Frame]
    number: int
    member: int

    def leads_to(self, part: Part) -> bool:
        """Whether the part's records come after those that were read, in the same member of the file."""
        return self.number < part.number and self.member == part.start[0]


_kept: _Cursor | None = None
"""The cursor of the last part that this process read. It saves time and changes no result."""


def _frames(part: Part, form: Form, columns: ColumnMap) -> Iterator[Frame | Reject]:
    """The frames of a part; a Reject for the part where its file cannot be read any more."""
    global _kept
    cursor, _kept = _kept, None
    path = part_path(part)
    try:
        about = os.stat(part.source.path)
        key = (part.source.path, about.st_mtime_ns, about.st_size, form.name, columns)
        if cursor is None or cursor.key != key or not cursor.leads_to(part):
            frames = form.frames(part.source, columns, part.start, part.number, names_only=False)
            cursor = _Cursor(key, frames, part.number, part.start[0])
        rest = (frame for frame in cursor.frames if frame.number >= part.number)
        for frame in islice(rest, part.count):
            cursor.number, cursor.member = frame.number, frame.place[0]
            yield frame
    except BadFile as error:
        yield Reject(path, None, "read", error.fault.rule, error.fault.message)
    except OSError as error:
        reason = plain(error.strerror or error)[:300]
        yield Reject(path, None, "read", "read.unreadable", f"the file cannot be opened: {reason}")
    else:
        if form.many and (not form.seekable or compression_of(part.source.path)):
            _kept = cursor
