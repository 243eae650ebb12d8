"""A build: inputs to a validated dataset folder. The stages run over shards of inputs; buckets of articles are then finished
one by one, so memory does not grow with the number of inputs. Neither workers nor input order change a byte.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline import engine
from dateline.card import render_card
from dateline.corpus.scrapes import name_scrapes, rename_actor, rename_article
from dateline.errors import ContractError
from dateline.manifest import MANIFEST, Manifest, make_manifest, manifest_text
from dateline.normalize import Row
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.settings import Settings
from dateline.stage import Shard, reject_row, run_stage
from dateline.swap import staging, swap
from dateline.tally import Tally
from dateline.validate import Failure, validate_tables
from dateline.write import ContentDigest, Written, shard_path, write_parquet
from dateline_schema.tables import ACTORS, ARTICLES, EVIDENCE, MENTIONS, REJECTS, STORIES, Table

ROWS = 10_000  # articles a bucket is sized for: about 300 MB while it is validated
SHARD = 64  # inputs a shard at the least: what a worker takes at once
SHARDS = 2_000  # shards at the most: each is a file a table
SCRATCH = "shards"
SPILLED: tuple[Table, ...] = (ARTICLES, EVIDENCE, ACTORS)

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: the folder, rows by table, inputs, and rejects by rule."""

    folder: str
    rows: Mapping[str, int]
    inputs: int
    rejects: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {"folder": self.folder, "inputs": self.inputs, "rows": dict(self.rows), "rejects": dict(self.rejects)}


@dataclass(frozen=True, slots=True)
class Job:
    """One shard of a build, as a worker gets it."""

    number: int
    sources: tuple[Source, ...]
    settings: Settings
    actors: bool
    buckets: int
    folder: str


@dataclass(frozen=True, slots=True)
class Spilled:
    """What a worker hands back: where the shard's tables stand, its rejects and inputs."""

    number: int
    rejects: list[Row]
    inputs: list[tuple[str, str | None]]


def build_dataset(sources: Sequence[Source], folder: Path, settings: Settings, *, workers: int, actors: bool, progress: Progress) -> BuildResult:
    """Build the dataset of `sources` in `folder`, validated, swapped in at once.

    Raises TargetError where the folder must not be written to, ContractError where the build breaks the contract as a whole. An
    article that breaks a rule, like a document that cannot be read, becomes a row of `rejects`.
    """
    with staging(folder) as work:
        scratch = work / SCRATCH
        scratch.mkdir()
        jobs = plan(sources, settings, actors=actors, folder=str(scratch))
        spilled = _map(jobs, workers, progress, len(sources))
        finish = Finish(work, jobs[0].buckets if jobs else 1)
        for bucket in range(finish.buckets):
            progress("validating and writing", bucket, finish.buckets)
            finish.add(bucket, _load(scratch, spilled, bucket))
        result = finish.close(settings, spilled, folder)
        shutil.rmtree(scratch)
        progress("validating and writing", finish.buckets, finish.buckets)
        swap(folder, work)
    return result


def plan(sources: Sequence[Source], settings: Settings, *, actors: bool, folder: str) -> list[Job]:
    """Shards and the number of buckets: functions of the number of inputs alone."""
    size = max(SHARD, -(-len(sources) // SHARDS))
    buckets = max(1, -(-len(sources) // ROWS))
    cuts = range(0, len(sources), size)
    return [Job(n, tuple(sources[at : at + size]), settings, actors, buckets, folder) for n, at in enumerate(cuts)]


def _map(jobs: Sequence[Job], workers: int, progress: Progress, total: int) -> list[Spilled]:
    done, result = 0, []
    progress("reading", 0, total)
    for job, spilled in zip(jobs, engine.run(run_job, jobs, workers), strict=True):
        result.append(spilled)
        done += len(job.sources)
        progress("reading", done, total)
    return result


def run_job(job: Job) -> Spilled:
    """Run the stage on one shard and spill its tables: a file a table, a batch a bucket."""
    shard = run_stage(job.sources, job.settings, actors=job.actors)
    for table, rows in zip(SPILLED, (shard.articles, shard.evidence, shard.actors), strict=True):
        _spill(job, table, rows)
    return Spilled(job.number, shard.rejects, shard.inputs)


def _spill(job: Job, table: Table, rows: list[Row]) -> None:
    column = table.order[0]
    split: list[list[Row]] = [[] for _ in range(job.buckets)]
    for row in rows:
        split[bucket_of(row[column], job.buckets)].append(row)
    with pa.ipc.new_file(_scratch_path(job.folder, table, job.number), table.schema) as writer:
        for part in split:
            writer.write_batch(pa.RecordBatch.from_pylist(part, schema=table.schema))


def _scratch_path(folder: str | Path, table: Table, number: int) -> str:
    return str(Path(folder) / f"{table.name}-{number:05d}.arrow")


def bucket_of(identifier: str, buckets: int) -> int:
    """The bucket of an article by its id; ids of authorities, which begin beyond f, stand in the last."""
    head = identifier[:4]
    return int(head, 16) * buckets >> 16 if all(c in "0123456789abcdef" for c in head) else buckets - 1


def _load(scratch: Path, spilled: Sequence[Spilled], bucket: int) -> Shard:
    """All rows of one bucket, in an order that does not depend on the shards."""
    rows: dict[str, list[Row]] = {table.name: [] for table in SPILLED}
    for shard in spilled:
        for table in SPILLED:
            with pa.memory_map(_scratch_path(scratch, table, shard.number)) as file:
                rows[table.name] += pa.ipc.open_file(file).get_batch(bucket).to_pylist()
    return Shard(rows["articles"], rows["evidence"], rows["actors"])


class Finish:
    """The second half of a build: buckets of rows to validated, sorted Parquet files, manifest and card."""

    def __init__(self, work: Path, buckets: int) -> None:
        self.work = work
        self.buckets = buckets
        self._tally = Tally()
        self._files: list[Written] = []
        self._digests = {table.name: ContentDigest(table) for table in (ARTICLES, ACTORS, MENTIONS, EVIDENCE, STORIES, REJECTS)}
        self._authorities: dict[str, Row] = {}
        self._rejects: list[Row] = []

    def add(self, bucket: int, shard: Shard) -> None:
        """Validate and write one bucket; articles that break a rule go to the rejects."""
        rows = _without_failures(shard, self._rejects)
        local, known = _split_actors(rows.actors)
        self._authorities = merge_actors([*self._authorities.values(), *known])
        last = bucket == self.buckets - 1
        tables = _tables(rows)
        tables["actors"] = _table(ACTORS, [*local, *(self._authorities.values() if last else ())])
        for table in (ARTICLES, ACTORS, MENTIONS, EVIDENCE):
            self._write(table, tables[table.name], bucket, self.buckets)

    def close(self, settings: Settings, spilled: Iterable[Spilled], folder: Path) -> BuildResult:
        """Write what belongs to no bucket: stories, rejects, manifest, card."""
        inputs: list[tuple[str, str | None]] = []
        for shard in spilled:
            self._rejects += shard.rejects
            inputs += shard.inputs
        rejects = _table(REJECTS, self._rejects)
        self._write(STORIES, _table(STORIES, []), 0, 1)
        self._write(REJECTS, rejects, 0, 1)
        if failures := validate_tables({"rejects": rejects}):
            raise _broken(failures)
        manifest = make_manifest(settings, inputs, self._files, {name: d.hexdigest() for name, d in self._digests.items()})
        self._write_texts(settings, manifest)
        rules = Counter(f"{row['stage']}: {row['rule']}" for row in self._rejects)
        return BuildResult(str(folder), dict(self._tally.rows), len(inputs), dict(sorted(rules.items())))

    def _write_texts(self, settings: Settings, manifest: Manifest) -> None:
        (self.work / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")
        (self.work / "README.md").write_text(render_card(settings, self._tally, manifest), encoding="utf-8")

    def _write(self, table: Table, rows: pa.Table, number: int, of: int) -> None:
        self._files.append(write_parquet(rows, table, self.work, shard_path(table.name, number, of)))
        self._digests[table.name].update(rows)
        self._tally.add({table.name: rows})


def _without_failures(shard: Shard, rejects: list[Row]) -> Shard:
    """The rows that keep the contract; each article that does not becomes a reject that names the rule it breaks."""
    while True:
        rows = label_scrapes(shard)
        tables = _tables(rows)
        failures = validate_tables(tables)
        by_article = {f.article: f for f in reversed(failures) if f.article}
        paths = {a["id"]: (a["raw_path"], a["raw_sha256"]) for a in rows.articles}
        bad = by_article.keys() & paths.keys()
        if not failures:
            return rows
        if not bad:
            raise _broken(failures)
        for article in sorted(bad):
            f = by_article[article]
            message = f"{f.column}: found {f.found}, expected {f.expected}"
            rejects.append(reject_row(Reject(*paths[article], "validate", f.rule, message)))
        shard = _drop(shard, {paths[article][0] for article in bad})


def label_scrapes(shard: Shard) -> Shard:
    """Rows with final ids; of the actors those that an article names."""
    names = name_scrapes(shard.articles)
    articles = [rename_article(row, names) for row in shard.articles]
    named = {actor["id"] for article in articles for actor in article["actors"]}
    actors = merge_actors(row | {"id": rename_actor(row["id"], names)} for row in shard.actors)
    evidence = [row | {"article_id": names.get(row["article_id"], row["article_id"])} for row in shard.evidence]
    return Shard(articles, evidence, [actors[identifier] for identifier in sorted(named)])


def _drop(shard: Shard, documents: set[str]) -> Shard:
    """The rows without those of some documents, by path."""
    gone = {article["id"] for article in shard.articles if article["raw_path"] in documents}
    articles = [article for article in shard.articles if article["id"] not in gone]
    return Shard(articles, [row for row in shard.evidence if row["article_id"] not in gone], shard.actors)


def _broken(failures: Sequence[Failure]) -> ContractError:
    first = failures[0]
    return ContractError(
        f"the build breaks the contract in {len(failures)} places, first: {first.rule}",
        file=first.table, field=first.column, found=first.found, expected=first.expected, failures=tuple(failures),
    )  # fmt: skip


def _tables(rows: Shard) -> dict[str, pa.Table]:
    """The tables of one bucket; of the actors those that its articles name."""
    return {
        "articles": _table(ARTICLES, rows.articles),
        "mentions": _table(MENTIONS, list(flat_mentions(rows.articles))),
        "evidence": _table(EVIDENCE, rows.evidence),
        "actors": _table(ACTORS, rows.actors),
    }


def _table(table: Table, rows: list[Row]) -> pa.Table:
    ordered = sorted(rows, key=lambda row: tuple(row[column] for column in table.order))
    return pa.Table.from_pylist(ordered, schema=table.schema)


def flat_mentions(articles: Iterable[Row]) -> Iterator[Row]:
    """One row a mention."""
    for article in articles:
        for actor in article["actors"]:
            for mention in actor["mentions"]:
                yield {"article_id": article["id"], "actor_id": actor["id"], **mention}


def _split_actors(actors: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Actors that one article alone knows, and those of the authority."""
    split: tuple[list[Row], list[Row]] = ([], [])
    for actor in actors:
        split["." not in actor["id"]].append(actor)
    return split


def merge_actors(rows: Iterable[Row]) -> dict[str, Row]:
    """One row an id, with all aliases that were met."""
    merged: dict[str, Row] = {}
    for row in rows:
        known = merged.get(row["id"])
        aliases = sorted({*row["aliases"], *(known["aliases"] if known else ())})
        merged[row["id"]] = row | {"aliases": aliases}
    return merged
