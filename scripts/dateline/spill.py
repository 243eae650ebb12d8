"""Shards of a build on disk: what a worker writes down, and how a bucket of articles is gathered again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from dateline.normalize import Row
from dateline.read.document import Reject
from dateline.read.records import Part, file_digest, is_one_document, part_path, singles
from dateline.settings import Settings
from dateline.stage import reject_row, run_stage
from dateline_schema.tables import ACTORS, ARTICLES, EVIDENCE, Table

SPILLED: tuple[Table, ...] = (ARTICLES, EVIDENCE, ACTORS)
PREFIX = 4  # hex digits of an id that name its bucket: up to 65,536 buckets

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Job:
    """One shard of a build, as a worker gets it; `name` is that of its files."""

    name: str
    parts: tuple[Part, ...]
    settings: Settings
    actors: bool
    buckets: int
    folder: str


@dataclass(frozen=True, slots=True)
class Spilled:
    """What a worker hands back: the name of the shard's files, None where there are none, and what is no article's.

    `authorities` are the rows of actors that more than one article can name, hence of no bucket.
    """

    name: str | None
    rejects: list[Row]
    inputs: list[tuple[str, str | None]]
    authorities: list[Row]
    documents: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)


def run_job(job: Job) -> Spilled:
    """Run the stage on one shard and spill its tables: a file a table, a batch a bucket."""
    shard = run_stage(job.parts, job.settings, actors=job.actors)
    local = [row for row in shard.actors if is_local(row["id"])]
    authorities = [row for row in shard.actors if not is_local(row["id"])]
    for table, rows in zip(SPILLED, (shard.articles, shard.evidence, local), strict=True):
        _spill(job, table, rows)
    return Spilled(job.name, shard.rejects, shard.inputs, authorities, shard.documents, shard.skipped)


def split(job: Job) -> Iterator[Job]:
    """The job as one job a document, for a shard whose workers died: one of its documents may be the cause."""
    found = (single for part in job.parts for single in singles(part, job.settings.mapping))
    for number, part in enumerate(found):
        yield replace(job, name=f"{job.name}.{number:04d}", parts=(part,))


def lost(job: Job) -> Spilled:
    """What is left of a document whose workers died: a reject."""
    (part,) = job.parts
    message = "the process that read the document died, as it does where memory runs out"
    reject = Reject(part_path(part), None, "extract", "extract.worker-lost", message)
    inputs = [(part.source.raw_path, file_digest(part.source))] if is_one_document(part) else []
    return Spilled(None, [reject_row(reject)], inputs, [], 1)


def is_local(actor: str) -> bool:
    """Whether an actor is known from one article alone."""
    return "." in actor


def _spill(job: Job, table: Table, rows: Iterable[Row]) -> None:
    column = table.order[0]
    parts: list[list[Row]] = [[] for _ in range(job.buckets)]
    for row in rows:
        parts[bucket_of(row[column], job.buckets)].append(row)
    with pa.ipc.new_file(_path(job.folder, table, job.name), table.schema) as writer:
        for part in parts:
            writer.write_batch(pa.RecordBatch.from_pylist(part, schema=table.schema))


def _path(folder: str | Path, table: Table, name: str) -> str:
    return str(Path(folder) / f"{table.name}-{name}.arrow")


def bucket_of(identifier: str, buckets: int) -> int:
    """The bucket of an article, or of an actor of its own, by its id. Raises ValueError for another kind of id."""
    return int(identifier[:PREFIX], 16) * buckets >> 4 * PREFIX


def load(folder: Path, shards: Sequence[Spilled], bucket: int) -> dict[str, pa.Table]:
    """The tables of one bucket, in the order of the inputs."""
    names = [shard.name for shard in shards if shard.name is not None]
    return {table.name: _gather([_path(folder, table, name) for name in names], table, bucket) for table in SPILLED}


def _gather(paths: Iterable[str], table: Table, bucket: int) -> pa.Table:
    batches = []
    for path in paths:
        with pa.memory_map(path) as file:
            batch = pa.ipc.open_file(file).get_batch(bucket)
        if batch.num_rows:
            batches.append(batch)
    return pa.Table.from_batches(batches, table.schema).combine_chunks()
