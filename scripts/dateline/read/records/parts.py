"""Inputs to parts: stretches of bounded size that can be read apart, in any order, with the same result.

One pass over each file finds where its records begin and which names are not one record's alone. Memory grows with the
number of records by eight bytes each.
"""

import hashlib
import os
import stat
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from dateline.mapping import ColumnMap, map_for
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records.forms import BY_NAME, Form, form_of, kinds
from dateline.read.records.record import BadFile, Part, Record, Result, base_name, name_digest
from dateline.read.records.unpack import compression_of

SIZE = 8_000_000  # bytes of records in a part
COUNT = 256  # records in a part
MOST_REPEATED = 1_000  # names of several records that are listed in each part; where there are more, all get numbers

DATASET_NOTES = ("dataset_info.json", "state.json", "dataset_dict.json")
"""What `Dataset.save_to_disk` writes beside the data."""


def find_parts(
    sources: Sequence[Source], maps: Sequence[ColumnMap] = (), *, size: int = SIZE, count: int = COUNT
) -> Iterator[Part | Reject]:
    """The parts of all inputs, in their order; a Reject for an input that is not read."""
    for source in sources:
        if not _is_dataset_note(source.path):
            yield from parts_of(source, maps, size=size, count=count)


def parts_of(
    source: Source, maps: Sequence[ColumnMap] = (), *, size: int = SIZE, count: int = COUNT
) -> list[Part | Reject]:
    """The parts of one input, each of at most `count` records and not much more than `size` bytes."""
    form = form_of(source.path)
    if form is None:
        message = f"files of this kind are not read; read are {kinds()}"
        return [Reject(source.raw_path, None, "read", "read.unknown-kind", message)]
    try:
        refused = refusal(source)
        return [refused] if refused else [*_cut(source, form, map_for(maps, source.raw_path), size, count)]
    except BadFile as error:
        return [Reject(source.raw_path, None, "read", error.fault.rule, error.fault.message)]
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"the file cannot be opened: {plain(reason)}"[:300]
        return [Reject(source.raw_path, None, "read", "read.unreadable", message)]


def singles(part: Part, maps: Sequence[ColumnMap] = ()) -> list[Part]:
    """A part as parts of one record each, for one that a process died of."""
    if part.count == 1:
        return [part]
    columns = map_for(maps, part.source.raw_path)
    frames = BY_NAME[part.form].frames(part.source, columns, part.start, part.number, names_only=True)
    return [
        replace(part, start=frame.place, number=frame.number, count=1, size=frame.size)
        for frame, _ in zip(frames, range(part.count), strict=False)
    ]


def part_path(part: Part) -> str:
    """What a part is called whose records cannot be: `file#number` of its first."""
    many = BY_NAME[part.form].many
    return f"{part.source.raw_path}#{part.number}" if many else part.source.raw_path


def is_one_document(part: Part) -> bool:
    """Whether the part is a whole file that is one document."""
    return not BY_NAME[part.form].many


def single_digest(part: Part, result: Result) -> str | None:
    """SHA-256 of a file that is one document, of which `result` was read; a plain file is not read again for it."""
    if isinstance(result, Record) and compression_of(part.source.path) is None:
        return result.sha256
    return file_digest(part.source)


def file_digest(source: Source) -> str | None:
    """SHA-256 of a whole input file as it lies there; None where it cannot be read."""
    try:
        if refusal(source) is not None:
            return None
        with open(source.path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def refusal(source: Source) -> Reject | None:
    """Why a file is not opened: a link out of the input folder, or no regular file. Raises OSError.

    A link in a folder could name any file of the machine; what it names is published only if a person named it.
    """
    if source.within is not None and os.path.islink(source.path) and not _is_below(source.path, source.within):
        message = "this is a link that leads out of the input folder; name its target as an input of its own"
        return Reject(source.raw_path, None, "read", "read.outside", message)
    if not stat.S_ISREG(os.stat(source.path).st_mode):
        return Reject(source.raw_path, None, "read", "read.no-file", "this is no regular file")
    return None


def _is_below(path: str, folder: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _is_dataset_note(path: str) -> bool:
    """Whether a file only describes the Arrow files beside or below it."""
    folder, name = os.path.split(path)
    if name == DATASET_NOTES[-1]:
        return True
    return name in DATASET_NOTES and any(other.endswith(".arrow") for other in os.listdir(folder or "."))


def _cut(source: Source, form: Form, columns: ColumnMap, size: int, count: int) -> list[Part]:
    parts: list[Part] = []
    names = array("Q")
    frames = form.frames(source, columns, (0, 0), 0, names_only=True)
    if not form.many:
        return [Part(source, form.name, size=frame.size) for frame in frames]
    for frame in frames:
        last = parts[-1] if parts else None
        if last is None or last.count >= count or last.size + frame.size > size:
            parts.append(Part(source, form.name, frame.place, frame.number, 1, frame.size))
        else:
            parts[-1] = replace(last, count=last.count + 1, size=last.size + frame.size)
        names.append(name_digest(base_name(frame)))
    repeated = _repeated(names)
    return [replace(part, repeated=repeated) for part in parts]


def _repeated(names: "array[int]") -> frozenset[int] | None:
    """The digests that stand more than once; None where these are many."""
    ordered = np.sort(np.frombuffer(names, dtype=np.uint64)) if names else np.empty(0, np.uint64)
    again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    return None if len(again) > MOST_REPEATED else frozenset(again.tolist())
