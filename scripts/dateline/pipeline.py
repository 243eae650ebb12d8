"""A build: inputs to a validated dataset folder. The stages run over shards of inputs, whose rows wait on the disk;
buckets of articles are then finished, so memory does not grow with the number of inputs. Neither workers nor input
order change a byte, nor does a cache of what earlier builds have read.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from dateline.actors.options import ActorOptions
from dateline.cache import NOT_USED, Shelf, Used, close_shelf, open_shelf, total
from dateline.cache.cuts import cut, grown
from dateline.engine import Engine, cpu_count
from dateline.finish import BuildResult, Gathered, finish
from dateline.progress import Progress
from dateline.read.files import Source
from dateline.read.index import Index, index_inputs
from dateline.read.records import Part
from dateline.rulings import check_rulings
from dateline.settings import Settings
from dateline.spill import Job, Spilled, lost, run_job, shelved, split
from dateline.stage import reject_row
from dateline.swap import staging, swap

__all__ = ["BuildResult", "build_dataset"]

ROWS = 4_000  # articles a bucket is sized for: with `WEIGHT`, what keeps a build below 1 GB
WEIGHT = 40_000_000  # bytes of rows that a bucket is sized for: settling it takes some eight times as much
SHARD = 64  # inputs a shard: what a worker takes at once
SHARD_BYTES = 16_000_000  # bytes at which a shard is cut short
SHARDS = 2_000  # shards of up to `SHARD` inputs at the most, then they grow: each is a file a table
SCRATCH = "shards"


def build_dataset(
    sources: Sequence[Source],
    folder: Path,
    settings: Settings,
    *,
    engine: Engine,
    actors: ActorOptions,
    progress: Progress,
    cache: Path | None = None,
) -> BuildResult:
    """Build the dataset of `sources` in `folder`, validated, swapped in at once. What waits meanwhile lies in `folder`,
    which all workers of the engine must see.

    With a `cache`, a folder, what earlier builds of this dataset have read is not read again where nothing has changed,
    those that were cut short among them; after the build it holds what this one used.

    Raises SettingsError for a ruling that cannot be applied, TargetError where the folder must not be written to,
    ContractError where the build breaks the contract as a whole. An article that breaks a rule, like a document that
    cannot be read, becomes a row of `rejects`.
    """
    check_rulings(settings)
    with staging(folder) as work:
        scratch = work / SCRATCH
        scratch.mkdir()
        shelf = open_shelf(cache, folder, settings, actors) if cache else None
        gathered, used = _read(sources, settings, engine, progress, actors=actors, scratch=str(scratch), shelf=shelf)
        count, places = count_buckets(gathered), (scratch, work, folder)
        made = finish(gathered, count, places, settings, actors=actors, engine=engine, progress=progress)
        shutil.rmtree(scratch)
        swap(folder, work)
    if shelf is not None:
        close_shelf(shelf, used, settings, actors)
    return replace(made, cache=used)


def _read(
    sources: Sequence[Source],
    settings: Settings,
    engine: Engine,
    progress: Progress,
    *,
    actors: ActorOptions,
    scratch: str,
    shelf: Shelf | None,
) -> tuple[Gathered, Used]:
    """Run the stages over all inputs."""
    index = index_inputs(sources, settings.mapping, cpu_count() if engine.workers > 1 else 1, progress)
    gathered, parts = Gathered(), [NOT_USED]
    gathered.add(_unread(index))
    for spilled in _map(plan(index.parts, settings, actors, scratch, shelf), engine, progress, index):
        gathered.add(spilled)
        parts.append(spilled.used)
    used = total(parts)
    if shelf is not None:
        progress("taken from the cache", used.reused, gathered.documents)
    return gathered, used


def plan(
    parts: Sequence[Part], settings: Settings, actors: ActorOptions, folder: str, shelf: Shelf | None = None
) -> list[Job]:
    """The inputs as shards."""
    shards = cut(parts, grown(SHARD, _documents(parts), SHARDS), SHARD_BYTES)
    jobs = (Job(f"{number:05d}", shard, settings, actors, folder) for number, shard in enumerate(shards))
    return [shelved(job, shelf) for job in jobs]


def count_buckets(gathered: Gathered) -> int:
    """The number of buckets: by the number and the size of the articles alone, so that nothing else changes a byte."""
    return max(1, -(-gathered.articles // ROWS), -(-gathered.weight // WEIGHT))


def _documents(parts: Iterable[Part]) -> int:
    return sum(part.count for part in parts)


def _unread(index: Index) -> Spilled:
    """What is known of the inputs before a document is read: the files that hold many, and those that are no input."""
    return Spilled(None, [reject_row(reject) for reject in index.rejects], index.files, len(index.rejects))


def _map(jobs: Sequence[Job], engine: Engine, progress: Progress, index: Index) -> Iterator[Spilled]:
    """Every job done. A job whose workers die is done again a document at a time, which leaves out the cause alone."""
    done = len(index.rejects)
    total = done + sum(_documents(job.parts) for job in jobs)
    failed: list[Job] = []
    progress("reading", 0, total)
    for job, spilled in zip(jobs, engine.run(run_job, jobs, _given_up), strict=True):
        if spilled is NOTHING:
            failed.append(job)
        else:
            yield spilled
        done += _documents(job.parts)
        progress("reading", done, total)
    singly = list(chain.from_iterable(split(job) for job in failed))
    yield from engine.run(run_job, singly, lost)


NOTHING = Spilled(None, [], [])


def _given_up(job: Job) -> Spilled:
    return NOTHING
