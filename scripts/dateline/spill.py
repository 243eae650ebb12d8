"""Shards of a build on disk: what a worker writes down of the documents that it has read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dateline.actors.options import ActorOptions
from dateline.cut import PACKED
from dateline.normalize import Row
from dateline.read.document import Reject
from dateline.read.records import Part, file_digest, is_one_document, part_path, singles
from dateline.settings import Settings
from dateline.stage import reject_row, run_stage
from dateline_schema.tables import ARTICLES, EVIDENCE, QUOTES, REJECTS, ROLES, Table

BUCKETED: tuple[Table, ...] = (ARTICLES, EVIDENCE, QUOTES, ROLES)
"""Tables whose rows are an article's, as a worker writes them down."""


@dataclass(frozen=True, slots=True)
class Job:
    """One shard of a build, as a worker gets it; `name` is that of its files."""

    name: str
    parts: tuple[Part, ...]
    settings: Settings
    actors: ActorOptions
    folder: str


@dataclass(frozen=True, slots=True)
class Spilled:
    """What a worker hands back: the name of the shard's files, None where there are none, and what is in no file.

    Attributes:
        rejects: of documents that no worker has read; those of the others are in a file.
        inputs: (path, SHA-256) of the files that are one document each.
        articles, weight: how many there are, and bytes of their rows: both sums over articles, however they are cut.
    """

    name: str | None
    rejects: list[Row]
    inputs: list[tuple[str, str | None]]
    documents: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    articles: int = 0
    weight: int = 0


def run_job(job: Job) -> Spilled:
    """Run the stage on one shard and spill its tables: a file a table."""
    shard = run_stage(job.parts, job.settings, actors=job.actors)
    spilled = (shard.articles, shard.evidence, shard.quotes, shard.roles)
    weight = sum(_spill(job, table, rows) for table, rows in zip(BUCKETED, spilled, strict=True))
    _spill(job, REJECTS, shard.rejects)
    return Spilled(job.name, [], shard.inputs, shard.documents, shard.skipped, len(shard.articles), weight)


def split(job: Job) -> Iterator[Job]:
    """The job as one job a document, for a shard whose workers died: one of its documents may be the cause."""
    found = (single for part in job.parts for single in singles(part, job.settings.mapping))
    for number, part in enumerate(found):
        yield replace(job, name=f"{job.name}.{number:04d}", parts=(part,))


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


def _spill(job: Job, table: Table, rows: Iterable[Row]) -> int:
    """Write rows in one batch; returns their weight."""
    batch = pa.RecordBatch.from_pylist(list(rows), schema=table.schema)
    with pa.ipc.new_file(spill_path(job.folder, table, job.name), table.schema, options=PACKED) as writer:
        writer.write_batch(batch)
    return sum(map(weight_of, batch.columns))
