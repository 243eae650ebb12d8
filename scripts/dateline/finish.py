"""The second half of a build: buckets of rows to validated, sorted Parquet files, then the texts about them.

Workers settle and write a bucket each; the driver counts what they wrote, in the order of the buckets.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dateline.actors.options import ActorOptions
from dateline.bucket import (
    Bucket,
    corpus_inputs,
    link_buckets,
    settle_bucket,
    share_facts,
    write_bucket,
    write_file,
)
from dateline.cache import NOT_USED, Used
from dateline.corpus.buckets import broken, in_order
from dateline.corpus.splits.leaks import Leaks
from dateline.corpus.together import Together, look_together
from dateline.cut import read_cut
from dateline.errors import ContractError
from dateline.manifest import make_manifest
from dateline.normalize import Row
from dateline.progress import Progress
from dateline.release.history import read_history
from dateline.release.ledger import read_ledger
from dateline.runs import Merge, merge, plan_runs, remove_shards
from dateline.settings import Settings, all_agencies
from dateline.spill import Spilled, spill_path
from dateline.tally import Tally
from dateline.texts import render_texts, write_texts
from dateline.validate import validate_tables
from dateline.write import ContentDigest, Written, read_parquet
from dateline_schema.tables import REJECTS, STORIES, edition

if TYPE_CHECKING:
    from dateline.engine import Engine

BUCKETS, RUNS = 3, 8  # to finish and to merge, below which no workers are started: that takes as long


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made.

    Attributes:
        folder: of the dataset.
        rows: by table.
        inputs: documents read.
        rejects: by stage and rule.
        skipped: records that are no documents, by what they are.
        cache: what earlier builds had left, which is nothing that the dataset could tell of.
    """

    folder: str
    rows: Mapping[str, int]
    inputs: int
    rejects: Mapping[str, int]
    skipped: Mapping[str, int]
    cache: Used = NOT_USED

    @property
    def reused(self) -> int:
        """Documents whose rows an earlier build had left in the cache."""
        return self.cache.reused

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        counts = {"rows": dict(self.rows), "rejects": dict(self.rejects), "skipped": dict(self.skipped)}
        return {"folder": self.folder, "inputs": self.inputs, "reused": self.reused, **counts}


@dataclass(slots=True)
class Gathered:
    """What all shards handed back, added up; their rows are in files, `shards` by name and weight."""

    shards: list[tuple[str, int]] = field(default_factory=list)
    articles: int = 0
    documents: int = 0
    rejects: list[Row] = field(default_factory=list)
    inputs: list[tuple[str, str | None]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, spilled: Spilled) -> None:
        """Add what one shard gave."""
        if spilled.name is not None:
            self.shards.append((spilled.name, spilled.weight))
        self.articles += spilled.articles
        self.documents += spilled.documents
        self.rejects += spilled.rejects
        self.inputs += spilled.inputs
        self.skipped.update(spilled.skipped)

    @property
    def weight(self) -> int:
        """Bytes of all rows."""
        return sum(weight for _, weight in self.shards)


def finish(
    gathered: Gathered,
    buckets: int,
    places: tuple[Path, Path, Path],
    settings: Settings,
    *,
    actors: ActorOptions,
    engine: "Engine",
    progress: Progress,
) -> BuildResult:
    """Validate and write everything that was read. `places` are the scratch folder, the one where the parts of the
    dataset are made, and the dataset. Raises ContractError, or SettingsError where judgements contradict each other.
    """
    scratch, work, folder = places
    runs = _merged(gathered.shards, buckets, str(scratch), engine)
    text = settings.dataset.text
    tasks = [Bucket(number, buckets, runs, str(scratch), str(work), text, actors.extra) for number in range(buckets)]
    closing = _Closing(scratch, work, gathered, text)
    pays = buckets >= BUCKETS
    progress("validating", 0, buckets)
    for number, rejects in enumerate(engine.run(settle_bucket, tasks, pays=pays), 1):
        closing.reject(rejects)
        progress("validating", number, buckets)
    together = _together(tasks, places, settings, actors, engine, progress)
    progress("writing", 0, buckets)
    for number, files in enumerate(engine.run(write_bucket, tasks, pays=pays), 1):
        closing.add(files)
        progress("writing", number, buckets)
    return closing.close(settings, folder, actors=actors, together=together)


def _together(
    tasks: Sequence[Bucket],
    places: tuple[Path, Path, Path],
    settings: Settings,
    actors: ActorOptions,
    engine: "Engine",
    progress: Progress,
) -> Together:
    """What all buckets tell together, their shares of it put by. Raises ContractError where sides leak."""
    scratch, _, folder = places
    progress("linking actors", 0, 1)
    summary, names = link_buckets(tasks, settings, actors)
    progress("linking actors", 1, 1)
    progress("comparing articles", 0, 1)
    inputs, days = corpus_inputs(tasks)
    together = look_together(
        inputs,
        summary,
        names,
        days,
        read_history(folder),
        settings.splits,
        [agency.name for agency in all_agencies(settings)],
        engine,
        str(scratch),
    )
    if not together.leaks.ok:
        raise leaking(together.leaks)
    share_facts(together, str(scratch), len(tasks))
    progress("comparing articles", 1, 1)
    return together


def leaking(report: Leaks) -> ContractError:
    """The error that says what stands on two sides of the splits."""
    kind = next((kind for kind in report.kinds if kind.found), None)
    found = f"{kind.found} of kind {kind.name}, first: {' and '.join(kind.examples[0])}" if kind else "unread texts"
    return ContractError("the splits leak", field="splits", found=found, expected="nothing on two sides")


def _merged(shards: Sequence[tuple[str, int]], buckets: int, folder: str, engine: "Engine") -> tuple[str, ...]:
    """The runs to gather buckets from; a single bucket is gathered from the shards."""
    if buckets == 1:
        return tuple(name for name, _ in shards)
    tasks = plan_runs(shards, buckets, folder)
    done: list[Merge] = []
    for task in engine.run(merge, tasks, pays=len(tasks) >= RUNS):
        remove_shards(task)
        done.append(task)
    return tuple(task.name for task in done)


class _Closing:
    """The driver's part: digests and counts of all buckets in their order, and what belongs to none of them."""

    def __init__(self, scratch: Path, work: Path, gathered: Gathered, text: str) -> None:
        self._scratch, self._work, self._gathered, self._text = scratch, work, gathered, text
        self._tables = edition(text)
        self._tally = Tally()
        self._files: list[Written] = []
        self._digests = {table.name: ContentDigest(table) for table in self._tables.values()}
        self._rejects: list[Row] = [*gathered.rejects]

    def reject(self, rejects: Sequence[Row]) -> None:
        """Add articles that were left out of a bucket."""
        self._rejects += rejects

    def add(self, files: Sequence[Written]) -> None:
        """Add what was written of one bucket."""
        for file in sorted(files, key=lambda file: list(self._tables).index(file.table)):
            self._count(file)

    def close(self, settings: Settings, folder: Path, *, actors: ActorOptions, together: Together) -> BuildResult:
        """Write what belongs to no bucket: stories, rejects, texts. Raises ContractError."""
        rejects = in_order(pa.concat_tables(self._all_rejects()), REJECTS)
        stories = in_order(together.stories.cast(STORIES.schema), STORIES)
        if failures := validate_tables({"rejects": rejects, "stories": stories}):
            raise broken(failures)
        for table, rows in ((STORIES, stories), (REJECTS, rejects)):
            alone = Bucket(0, 1, (), str(self._scratch), str(self._work), self._text)
            self._count(write_file(rows, table, alone))
        gathered = self._gathered
        releases = read_ledger(folder)
        manifest = make_manifest(
            settings,
            gathered.inputs,
            self._files,
            {name: digest.hexdigest() for name, digest in self._digests.items()},
            documents=gathered.documents,
            skipped=gathered.skipped,
            actors=actors,
            releases=releases,
            leaks=together.leaks.to_json(),
        )
        write_texts(self._work, render_texts(settings, self._tally, manifest, releases), manifest)
        told = {f"{stage}: {rule}": count for (stage, rule), count in sorted(_rules(rejects).items())}
        return BuildResult(str(folder), dict(self._tally.rows), gathered.documents, told, manifest.skipped)

    def _all_rejects(self) -> Iterator[pa.Table]:
        """Those of the driver, and those of every shard."""
        yield pa.Table.from_pylist(self._rejects, schema=REJECTS.schema)
        for name, _ in self._gathered.shards:
            yield pa.Table.from_batches([read_cut(spill_path(self._scratch, REJECTS, name))], REJECTS.schema)

    def _count(self, file: Written) -> None:
        rows = read_parquet(self._work / file.path, self._tables[file.table])
        self._files.append(file)
        self._digests[file.table].update(rows)
        self._tally.add({file.table: rows})


def _rules(rejects: pa.Table) -> Counter[tuple[str, str]]:
    """Rejects by stage and rule."""
    found = rejects.group_by(["stage", "rule"]).aggregate([([], "count_all")]).to_pylist()
    return Counter({(row["stage"], row["rule"]): row["count_all"] for row in found})
