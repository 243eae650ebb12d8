"""What the inputs hold: the parts that workers read, digests of files of many documents, and what is no input."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from dateline import engine
from dateline.mapping import ColumnMap
from dateline.progress import Progress
from dateline.read.document import Reject
from dateline.read.files import Source, sizes
from dateline.read.records import Part, file_digest, find_parts, form_of

WORTH = 500
"""Documents a process at the least: it takes longer to start one than to read fewer."""

DOCUMENT = 40_000
"""Bytes that a document takes in a file of many, packed or not: a guess that costs nothing but time if it is wrong."""

Indexed = tuple[list[Part | Reject], str | None]
"""Parts of a file that holds many documents, and its SHA-256."""


@dataclass(slots=True)
class Index:
    """Parts in the order of the inputs; rejects for files that are not read; (path, SHA-256) of the files that no part
    is the whole of.
    """

    parts: list[Part] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    files: list[tuple[str, str | None]] = field(default_factory=list)


def index_inputs(
    sources: Sequence[Source],
    maps: Sequence[ColumnMap],
    workers: int,
    progress: Progress,
) -> Index:
    """The parts of all inputs. Files that hold many documents are passed over once, side by side."""
    index = Index()
    large = [source for source in sources if _holds_many(source)]
    if large:
        for number, found in enumerate(engine.run(partial(_index, maps=tuple(maps)), large, workers, _lost), 1):
            _add(index, large[number - 1], *found)
            progress("looking for records", number, len(large))
    for source in sources:
        if not _holds_many(source):
            _add(index, source, [*find_parts([source], maps)], None)
    index.parts.sort(key=lambda part: part.source.raw_path)  # the parts of a file stay in their order
    return index


def workers_for(sources: Sequence[Source]) -> int:
    """As many processes as pay: by the number of files, or by their size where some hold many documents."""
    documents = max(len(sources), sum(sizes(sources)) // DOCUMENT)
    return min(engine.cpu_count(), max(1, documents // WORTH))


def _holds_many(source: Source) -> bool:
    form = form_of(source.path)
    return form is not None and form.many


def _index(source: Source, maps: Sequence[ColumnMap]) -> Indexed:
    return [*find_parts([source], maps)], file_digest(source)


def _lost(source: Source) -> Indexed:
    message = "the process that looked for its records died, as it does where memory runs out"
    return [Reject(source.raw_path, None, "read", "read.worker-lost", message)], None


def _add(index: Index, source: Source, found: Sequence[Part | Reject], digest: str | None) -> None:
    many = _holds_many(source)
    if many and not found:
        found = [Reject(source.raw_path, digest, "read", "read.empty", "the file holds no record")]
    for one in found:
        if isinstance(one, Part):
            index.parts.append(one)
        else:
            index.rejects.append(one)
    if many or any(isinstance(one, Reject) for one in found):
        index.files.append((source.raw_path, digest))
