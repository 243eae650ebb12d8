"""A user's own copies of raw documents: what each gives, read by worker processes and kept on disk until it is wanted.

A copy is the very document that an article was read from where its SHA-256 is `raw_sha256`. It is as good for the body
where it is another scrape whose body, read anew, has the digest that the edition gives.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline import engine
from dateline.editions.matching import Copy, Wanted, match
from dateline.editions.withhold import body_digest
from dateline.normalize import Row
from dateline.pipeline import SHARD
from dateline.progress import Progress
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.index import index_inputs
from dateline.read.records import Part, Record, part_path, read_part, singles
from dateline.settings import Settings
from dateline.stage import read_one
from dateline_schema.fields import WITHHELD_FIELDS
from dateline_schema.tables import EVIDENCE

TEXT = pa.schema(
    [
        pa.field("body", pa.string()),
        pa.field("subtitle", pa.string()),
        pa.field("evidence", pa.list_(pa.struct(list(EVIDENCE.schema)))),
    ]
)
"""What a copy gives of what an edition withholds."""


@dataclass(frozen=True, slots=True)
class Job:
    """Copies that a worker reads at once; `name` is that of the file it writes to `folder`.

    Of each part, the documents are read whose SHA-256 is among `wanted`.
    """

    name: str
    parts: tuple[Part, ...]
    wanted: frozenset[str]
    settings: Settings
    folder: str


class Hands:
    """The documents at hand: all are looked at, and as many are read as are wanted.

    Their texts wait in files of `folder`.
    """

    def __init__(
        self, sources: Sequence[Source], settings: Settings, folder: Path, workers: int, progress: Progress
    ) -> None:
        self.settings, self.progress = settings, progress
        self._folder, self._workers = folder, workers
        self._digests = list(
            _digests(index_inputs(sources, settings.mapping, workers, progress).parts, settings, progress)
        )

    def by_digest(self) -> dict[str, Part]:
        """Where the first document of each SHA-256 is."""
        return {digest: part for part, digests in reversed(self._digests) for digest in digests}

    def copies(self, articles: Sequence[Wanted]) -> list[Copy]:
        """The very documents of the articles, read; where these are not enough, every other one too."""
        own = {article.raw_sha256 for article in articles}
        read = self._read("own", [(part, digests & own) for part, digests in self._digests])
        if len(match(articles, read)) < len(articles):
            read += self._read("other", [(part, digests - own) for part, digests in self._digests])
        return read

    def _read(self, name: str, wanted: Sequence[tuple[Part, frozenset[str]]]) -> list[Copy]:
        some = [(part, digests) for part, digests in wanted if digests]
        jobs = [self._job(name, start, some[start : start + SHARD]) for start in range(0, len(some), SHARD)]
        total = sum(len(digests) for _, digests in some)
        copies: list[Copy] = []
        for job, read in zip(jobs, engine.run(read_job, jobs, self._workers, _given_up), strict=True):
            copies += read if read is not None else _one_by_one(job, self._workers)
            self.progress("reading documents", min(len(copies), total), total)
        return copies

    def _job(self, name: str, start: int, wanted: Sequence[tuple[Part, frozenset[str]]]) -> Job:
        digests = frozenset().union(*(digests for _, digests in wanted))
        parts = tuple(part for part, _ in wanted)
        return Job(f"{name}-{start:07d}", parts, digests, self.settings, str(self._folder))


def _digests(parts: Sequence[Part], settings: Settings, progress: Progress) -> Iterator[tuple[Part, frozenset[str]]]:
    """SHA-256 of each copy that can be read, by the part that it is in."""
    for number, part in enumerate(parts, 1):
        found = (item.sha256 for item in read_part(part, settings.mapping) if isinstance(item, Record))
        yield part, frozenset(found)
        progress("looking at documents", number, len(parts))


def _given_up(job: Job) -> list[Copy] | None:
    return None


def _one_by_one(job: Job, workers: int) -> Iterator[Copy]:
    """A job whose workers died, a document at a time, which leaves out the cause alone."""
    alone = [single for part in job.parts for single in singles(part, job.settings.mapping)]
    jobs = [replace(job, name=f"{job.name}.{number:04d}", parts=(part,)) for number, part in enumerate(alone)]
    return chain.from_iterable(read or () for read in engine.run(read_job, jobs, max(2, workers), _lost))


def _lost(job: Job) -> list[Copy] | None:
    (part,) = job.parts
    found = (item for item in read_part(part, job.settings.mapping) if isinstance(item, Record))
    digest = next((record.sha256 for record in found if record.sha256 in job.wanted), None)
    return [Copy(part_path(part), digest, reason="the process that read it died, as it does where memory runs out")]


def read_job(job: Job) -> list[Copy] | None:
    """Read the copies of one job and write down their texts."""
    texts: list[Row] = []
    copies = []
    for record in _records(job):
        result = read_one(record, job.settings)
        if isinstance(result, Reject):
            copies.append(Copy(record.raw_path, record.sha256, reason=f"{result.rule}: {result.message}"))
            continue
        article = result.article
        body = article["body"]
        place = (_file(job), len(texts))
        copies.append(Copy(record.raw_path, record.sha256, body_digest(body), len(body), place=place))
        withheld = [row for row in result.evidence if row["field"] in WITHHELD_FIELDS]
        texts.append({"body": body, "subtitle": article["subtitle"], "evidence": withheld})
    with pa.ipc.new_file(_file(job), TEXT) as writer:
        writer.write_table(pa.Table.from_pylist(texts, schema=TEXT))
    return copies


def _records(job: Job) -> Iterator[Record]:
    for part in job.parts:
        for item in read_part(part, job.settings.mapping):
            if isinstance(item, Record) and item.sha256 in job.wanted:
                yield item


def _file(job: Job) -> str:
    return str(Path(job.folder) / f"texts-{job.name}.arrow")


class Texts:
    """The texts of copies, read from their files when they are asked for."""

    def __init__(self) -> None:
        self._tables: dict[str, pa.Table] = {}

    def __getitem__(self, place: tuple[str, int]) -> dict[str, Any]:
        """`body`, `subtitle` and `evidence` of the copy whose text waits at a place."""
        file, row = place
        if file not in self._tables:
            with pa.memory_map(file) as source:
                self._tables[file] = pa.ipc.open_file(source).read_all()
        found: dict[str, Any] = self._tables[file].slice(row, 1).to_pylist()[0]
        return found
