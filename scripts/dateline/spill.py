"""Shards of a build on disk: what a worker writes down of the documents that it has read, or finds in the cache."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline.actors.options import ActorOptions
from dateline.cache.entry import Broken, Entry
from dateline.cache.keys import Rulings, document_key
from dateline.cache.reuse import SPILLED, Earlier, Fresh, Piece, batches, documents
from dateline.cache.shelf import NOT_USED, Shelf, Used
from dateline.cache.stamp import stage_settings
from dateline.cut import PACKED
from dateline.normalize import Row
from dateline.read.document import Reject
from dateline.read.records import (
    Part,
    Record,
    Skipped,
    file_digest,
    is_one_document,
    part_path,
    read_part,
    single_digest,
    singles,
)
from dateline.settings import Settings
from dateline.stage import Shard, reject_row, run_record
from dateline_schema.tables import ARTICLES, REJECTS, Table

BUCKETED: tuple[Table, ...] = SPILLED[: SPILLED.index(REJECTS)]
"""Tables whose rows are an article's, as a worker writes them down."""


@dataclass(frozen=True, slots=True)
class Job:
    """One shard of a build, as a worker gets it; `name` is that of its files.

    With a `shelf`, `entry` is the name of what an earlier build kept of the shard, and of what this one keeps.
    """

    name: str
    parts: tuple[Part, ...]
    settings: Settings
    actors: ActorOptions
    folder: str
    shelf: Shelf | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Spilled:
    """What a worker hands back: the name of the shard's files, None where there are none, and what is in no file.

    Attributes:
        rejects: of documents that no worker has read; those of the others are in a file.
        inputs: (path, SHA-256) of the files that are one document each.
        articles, weight: how many there are, and bytes of their rows: both sums over articles, however they are cut.
        used: what the cache did.
    """

    name: str | None
    rejects: list[Row]
    inputs: list[tuple[str, str | None]]
    documents: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    articles: int = 0
    weight: int = 0
    used: Used = NOT_USED


def shelved(job: Job, shelf: Shelf | None) -> Job:
    """The job with its place in the cache: that of where it begins, so that it is found again when its end has moved.

    What was cut out of a shard whose workers died has a place of its own.
    """
    if shelf is None:
        return job
    first = job.parts[0]
    kind = "alone" if "." in job.name else "shard"
    return replace(job, shelf=shelf, entry=shelf.name(kind, first.source.raw_path, first.number))


def run_job(job: Job) -> Spilled:
    """Run the stage on the documents of one shard, but for those whose rows an earlier build has left, and spill its
    tables: a file a table.
    """
    rulings = Rulings(job.settings.rulings)
    try:
        entry = job.shelf.read(job.entry) if job.shelf else None
        return _spilled(job, Earlier(entry, rulings) if entry else None, rulings)
    except Broken:
        done = _spilled(job, None, rulings)
        return replace(done, used=replace(done.used, broken=1))


@dataclass(slots=True)
class _Read:
    """What the parts of a shard hold."""

    pieces: list[Piece] = field(default_factory=list)
    inputs: list[tuple[str, str | None]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def _spilled(job: Job, earlier: Earlier | None, rulings: Rulings) -> Spilled:
    read = _read(job, earlier)
    if earlier is not None and earlier.is_all(read.pieces):
        entry, kept = earlier.entry, True
        for table in SPILLED:
            Path(spill_path(job.folder, table, job.name)).write_bytes(entry.files[table.name])
    else:
        entry = _write(job, read.pieces, earlier, rulings)
        kept = _keep(job, entry)
    reused = sum(isinstance(piece, int) for piece in read.pieces)
    used = Used(frozenset([job.entry] if job.shelf else ()), reused, unkept=int(not kept))
    articles = sum(one.rows[SPILLED.index(ARTICLES)] for one in entry.documents)
    return Spilled(job.name, [], read.inputs, len(read.pieces), read.skipped, articles, entry.weight, used)


def _read(job: Job, earlier: Earlier | None) -> _Read:
    """The documents of a shard, one by one: a row that an earlier build left is taken, else the stage is run."""
    settings, read = stage_settings(job.settings), _Read()
    for part in job.parts:
        for item in read_part(part, job.settings.mapping):
            if isinstance(item, Skipped):
                read.skipped[item.what] += item.count
            else:
                key = document_key(item) if job.shelf else ""
                found = earlier.find(key) if earlier else None
                read.pieces.append(Fresh(key, _rows(item, settings, job.actors)) if found is None else found)
            if is_one_document(part):
                read.inputs.append((part.source.raw_path, single_digest(part, item)))
    return read


def _rows(item: Record | Reject, settings: Settings, actors: ActorOptions) -> Shard:
    if isinstance(item, Reject):
        return Shard(rejects=[reject_row(item)])
    return run_record(item, settings, actors=actors)


def _write(job: Job, pieces: Sequence[Piece], earlier: Earlier | None, rulings: Rulings) -> Entry:
    """Spill the rows of all pieces; returns the entry that they are, its files not yet read."""
    weight = 0
    for table, batch in zip(SPILLED, batches(pieces, earlier), strict=True):
        with pa.ipc.new_file(spill_path(job.folder, table, job.name), table.schema, options=PACKED) as writer:
            writer.write_batch(batch)
        weight += sum(map(weight_of, batch.columns)) if table in BUCKETED else 0
    return Entry(documents(pieces, earlier, rulings), weight, {})


def _keep(job: Job, entry: Entry) -> bool:
    """Put what was spilled in the cache, if there is one; returns whether nothing was in the way."""
    if job.shelf is None:
        return True
    files = {table.name: Path(spill_path(job.folder, table, job.name)).read_bytes() for table in SPILLED}
    return job.shelf.keep(job.entry, replace(entry, files=files))


def split(job: Job) -> Iterator[Job]:
    """The job as one job a document, for a shard whose workers died: one of its documents may be the cause."""
    found = (single for part in job.parts for single in singles(part, job.settings.mapping))
    for number, part in enumerate(found):
        yield shelved(replace(job, name=f"{job.name}.{number:04d}", parts=(part,)), job.shelf)


def lost(job: Job) -> Spilled:
    """What is left of a document whose workers died: a reject."""
    (part,) = job.parts
    message = "the process that read the document died, as it does where memory runs out or a library never comes back"
    reject = Reject(part_path(part), None, "extract", "extract.worker-lost", message)
    inputs = [(part.source.raw_path, file_digest(part.source))] if is_one_document(part) else []
    return Spilled(None, [reject_row(reject)], inputs, 1)


def spill_path(folder: str | Path, table: Table, name: str) -> str:
    """The file of a shard that has its rows of a table."""
    return str(Path(folder) / f"{table.name}-{name}.arrow")


def weight_of(values: pa.Array) -> int:
    """Bytes that values stand for: of texts, of eight for each other one, of the elements of lists. It adds up: a table
    weighs what its rows weigh, in whatever pieces.
    """
    kind = values.type
    if pa.types.is_list(kind):
        return 8 * len(values) + weight_of(values.flatten())
    if pa.types.is_struct(kind):
        return sum(map(weight_of, values.flatten()))
    if pa.types.is_string(kind):
        return 8 * len(values) + int(pc.sum(pc.binary_length(values)).as_py() or 0)
    return 8 * len(values)
