"""A build: inputs to a validated dataset folder. The stages run over shards of inputs; buckets of articles are then
finished one by one, so memory does not grow with the number of inputs. Neither workers nor input order change a byte.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline import engine
from dateline.corpus.buckets import broken, in_order, merge_actors, named, settle
from dateline.editions.withhold import withhold
from dateline.manifest import make_manifest
from dateline.normalize import Row
from dateline.progress import Progress
from dateline.read.files import Source
from dateline.read.index import Index, index_inputs
from dateline.read.records import Part
from dateline.release.ledger import read_ledger
from dateline.rulings import check_rulings
from dateline.settings import Settings
from dateline.spill import Job, Spilled, is_local, load, lost, run_job, split
from dateline.stage import reject_row
from dateline.swap import staging, swap
from dateline.tally import Tally
from dateline.texts import render_texts, write_texts
from dateline.validate import validate_tables
from dateline.write import ContentDigest, Written, shard_path, write_parquet
from dateline_schema.tables import ACTORS, ARTICLES, EVIDENCE, MENTIONS, REJECTS, STORIES, edition
from dateline_schema.vocabulary import WITHHELD

ROWS = 4_000  # articles a bucket is sized for: with `BYTES`, what keeps a build below 1 GB
BYTES = 32_000_000  # bytes of raw documents a bucket is sized for: their texts are held about twelve times
MARKUP = {"html": 8, "warc": 8}  # bytes of a page for one of its text: 55 in the middle of the sample pages, 5 at least
SHARD = 64  # inputs a shard at the least: what a worker takes at once
SHARD_BYTES = 16_000_000  # bytes at which a shard is cut short
SHARDS = 2_000  # shards of `SHARD` inputs at the most, then they grow: each is a file a table
SCRATCH = "shards"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: the folder, rows by table, documents read, rejects by stage and rule, and records that are no
    documents, by what they are.
    """

    folder: str
    rows: Mapping[str, int]
    inputs: int
    rejects: Mapping[str, int]
    skipped: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        counts = {"rows": dict(self.rows), "rejects": dict(self.rejects), "skipped": dict(self.skipped)}
        return {"folder": self.folder, "inputs": self.inputs, **counts}


def build_dataset(
    sources: Sequence[Source], folder: Path, settings: Settings, *, workers: int, actors: bool, progress: Progress
) -> BuildResult:
    """Build the dataset of `sources` in `folder`, validated, swapped in at once.

    Raises SettingsError for a ruling that cannot be applied, TargetError where the folder must not be written to,
    ContractError where the build breaks the contract as a whole. An article that breaks a rule, like a document that
    cannot be read, becomes a row of `rejects`.
    """
    check_rulings(settings)
    with staging(folder) as work:
        scratch = work / SCRATCH
        scratch.mkdir()
        index = index_inputs(sources, settings.mapping, workers, progress)
        jobs = plan(index.parts, settings, actors=actors, folder=str(scratch))
        shards = [_unread(index), *_map(jobs, workers, progress, len(index.rejects))]
        finish = Finish(work, jobs[0].buckets if jobs else 1, shards, settings.dataset.text)
        for bucket in range(finish.buckets):
            progress("validating and writing", bucket, finish.buckets)
            finish.add(bucket, load(scratch, shards, bucket))
        result = finish.close(settings, folder, actors=actors)
        shutil.rmtree(scratch)
        progress("validating and writing", finish.buckets, finish.buckets)
        swap(folder, work)
    return result


def plan(parts: Sequence[Part], settings: Settings, *, actors: bool, folder: str) -> list[Job]:
    """Shards and the number of buckets: functions of the inputs' number and sizes alone."""
    texts = sum(part.size // MARKUP.get(part.form, 1) for part in parts)
    buckets = max(1, -(-_documents(parts) // ROWS), -(-texts // BYTES))
    return [Job(f"{number:05d}", shard, settings, actors, buckets, folder) for number, shard in enumerate(_cut(parts))]


def _documents(parts: Iterable[Part]) -> int:
    return sum(part.count for part in parts)


def _cut(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Parts in shards of bounded number of documents and size."""
    most = max(SHARD, -(-_documents(parts) // SHARDS))
    shard: list[Part] = []
    count = weight = 0
    for part in parts:
        if shard and (count + part.count > most or weight + part.size > SHARD_BYTES):
            yield tuple(shard)
            shard, count, weight = [], 0, 0
        shard.append(part)
        count += part.count
        weight += part.size
    if shard:
        yield tuple(shard)


def _unread(index: Index) -> Spilled:
    """What is known of the inputs before a document is read: the files that hold many, and those that are no input."""
    return Spilled(None, [reject_row(reject) for reject in index.rejects], index.files, [], len(index.rejects))


def _map(jobs: Sequence[Job], workers: int, progress: Progress, done: int) -> list[Spilled]:
    """Every job done. A job whose workers die is done again a document at a time, which leaves out the cause alone.

    `done` is the number of documents that are dealt with already.
    """
    total = done + sum(_documents(job.parts) for job in jobs)
    shards: list[Spilled] = []
    failed: list[Job] = []
    progress("reading", 0, total)
    for job, spilled in zip(jobs, engine.run(run_job, jobs, workers, _given_up), strict=True):
        if spilled is NOTHING:
            failed.append(job)
        else:
            shards.append(spilled)
        done += _documents(job.parts)
        progress("reading", done, total)
    singly = list(chain.from_iterable(split(job) for job in failed))
    shards += engine.run(run_job, singly, max(2, workers), lost)
    return shards


NOTHING = Spilled(None, [], [], [])


def _given_up(job: Job) -> Spilled:
    return NOTHING


class Finish:
    """The second half of a build: buckets of rows to validated, sorted Parquet files, then the texts about them.

    The full rows are validated in any case; an edition without texts is made of rows that have passed.
    """

    def __init__(self, work: Path, buckets: int, shards: Sequence[Spilled], text: str) -> None:
        self.work = work
        self.buckets = buckets
        self._text = text
        self._tables = edition(text)
        self._tally = Tally()
        self._files: list[Written] = []
        self._digests = {table.name: ContentDigest(table) for table in self._tables.values()}
        self._authorities = merge_actors(row for shard in shards for row in shard.authorities)
        self._named: set[str] = set()
        self._rejects: list[Row] = [row for shard in shards for row in shard.rejects]
        self._inputs = [entry for shard in shards for entry in shard.inputs]
        self._documents = sum(shard.documents for shard in shards)
        self._skipped = sum((Counter(shard.skipped) for shard in shards), Counter[str]())

    def add(self, bucket: int, tables: Mapping[str, pa.Table]) -> None:
        """Validate and write one bucket; articles that break a rule go to the rejects."""
        settled = settle(tables, self._authorities)
        self._rejects += settled.rejects
        self._named |= {i for i in named(settled.tables["articles"]) if not is_local(i)}
        tables = {**settled.tables, "actors": self._placed(settled.tables["actors"], bucket)}
        for table in (ARTICLES, ACTORS, MENTIONS, EVIDENCE):
            self._write(table.name, tables[table.name], bucket, self.buckets)

    def close(self, settings: Settings, folder: Path, *, actors: bool) -> BuildResult:
        """Write what belongs to no bucket: stories, rejects, texts. Raises ContractError."""
        rejects = in_order(pa.Table.from_pylist(self._rejects, schema=REJECTS.schema), REJECTS)
        if failures := validate_tables({"rejects": rejects}):
            raise broken(failures)
        self._write(STORIES.name, STORIES.schema.empty_table(), 0, 1)
        self._write(REJECTS.name, rejects, 0, 1)
        digests = {name: digest.hexdigest() for name, digest in self._digests.items()}
        releases = read_ledger(folder)
        manifest = make_manifest(
            settings,
            self._inputs,
            self._files,
            digests,
            documents=self._documents,
            skipped=self._skipped,
            actors=actors,
            releases=releases,
        )
        write_texts(self.work, render_texts(settings, self._tally, manifest, releases), manifest)
        rules = Counter(f"{row['stage']}: {row['rule']}" for row in self._rejects)
        told = dict(sorted(rules.items()))
        return BuildResult(str(folder), dict(self._tally.rows), self._documents, told, manifest.skipped)

    def _placed(self, actors: pa.Table, bucket: int) -> pa.Table:
        """The actors of a bucket's file: those of its articles alone, and in the last file all that articles share."""
        local = actors.filter(pa.array([is_local(i) for i in actors["id"].to_pylist()], pa.bool_()))
        shared = sorted(self._named) if bucket == self.buckets - 1 else []
        rows = pa.Table.from_pylist([self._authorities[i] for i in shared], schema=ACTORS.schema)
        return in_order(pa.concat_tables([local, rows]), ACTORS)

    def _write(self, name: str, rows: pa.Table, number: int, of: int) -> None:
        rows = withhold({name: rows})[name] if self._text == WITHHELD else rows
        self._files.append(write_parquet(rows, self._tables[name], self.work, shard_path(name, number, of)))
        self._digests[name].update(rows)
        self._tally.add({name: rows})
