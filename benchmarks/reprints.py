"""Reprints found in made-up corpora: precision and recall by kind of copy, time and memory against size.

    python benchmarks/reprints.py [--sizes 10000 100000 1000000] [--workers 2] [--plot FILE] [--misses] [--folder DIR]

The corpora are those of `reprints_corpus.py`: a fifth of the documents are copies (edited words, cuts, wrappers, other
order, both at once, copies of an article of a template), another fifth is easily taken for copies. Precision is the
share of rows whose two articles are of one planted cluster, recall the share of planted copies that have one root with
what they copy; `root` is the share of them whose root is the planted original, which may be of the same day. Each size
runs in a process of its own. `sketch` and `find` are processor microseconds a document; making the texts is not
counted. `peak` is the driver's memory and that of the largest worker for each worker, in MB. The limits are what this
machine takes, in the same run, to read and to write the documents' Parquet and to parse them as JSON.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from reprints_corpus import Made, documents

from dateline.corpus.reprints import find_reprints, sketch
from dateline.corpus.summary import SUMMARY
from dateline.cut import write_rows
from dateline.engine import LocalEngine

SHARD = 5_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents to make, to write and to sketch."""

    number: int
    end: int
    folder: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size took; times in processor microseconds a document, memory in MB."""

    size: int
    megabytes: float
    sketch: float
    find: float
    wall: float
    driver: float
    worker: float
    disk: float
    precision: float
    recall: float
    roots: float
    kinds: dict[str, tuple[int, int]]
    false: dict[str, int]
    read: float
    write: float
    parse: float

    @property
    def cost(self) -> float:
        """Both stages."""
        return self.sketch + self.find


def make(shard: Shard) -> tuple[list[dict[str, object]], int, float, tuple[float, ...]]:
    """Make, write and sketch a shard: rows of the summary with the truth, bytes, seconds to sketch, limits."""
    made = list(documents(shard.number * SHARD, min(shard.end, (shard.number + 1) * SHARD)))
    table = pa.table(
        {"id": [one.id for one in made], "body": [one.body for one in made], "language": ["en"] * len(made)}
    )
    limits = _limits(table, Path(shard.folder) / f"bodies-{shard.number:05d}.parquet")
    begin = time.process_time()
    write_rows(sketch_path(shard), sketch(table))
    cost = time.process_time() - begin
    return [_row(one) for one in made], table.nbytes, cost, limits


def sketch_path(shard: Shard) -> str:
    return str(Path(shard.folder) / f"sketch-{shard.number:05d}.arrow")


def _limits(table: pa.Table, path: Path) -> tuple[float, float, float]:
    """Processor seconds to write, to read and to parse the documents."""
    begin = time.process_time()
    pq.write_table(table, path, compression="zstd")
    written = time.process_time()
    rows = pq.read_table(path, use_threads=False)
    read = time.process_time()
    lines = [json.dumps(row) for row in rows.to_pylist()]
    dumped = time.process_time()
    for line in lines:
        json.loads(line)
    path.unlink()
    return written - begin, read - written, time.process_time() - dumped


def _row(made: Made) -> dict[str, object]:
    return {
        "id": made.id,
        "title": made.title,
        "date": made.day,
        "published_at": datetime(made.day.year, made.day.month, made.day.day, 9, tzinfo=UTC) if made.day else None,
        "source": made.site,
        "source_domain": made.site,
        "agencies": [made.agency] if made.agency else [],
        "authors": [],
        "language": "en",
        "characters": len(made.body),
        "actors": [],
        "mentions": [],
        "kind": made.kind,
        "number": made.number,
        "original": made.original,
    }


def measure(size: int, workers: int, folder: Path, misses: bool) -> Figures:
    """Make a corpus, find its reprints and compare."""
    engine = LocalEngine(workers, scratch=folder)
    shards = [Shard(number, size, str(folder)) for number in range(-(-size // SHARD))]
    rows: list[pa.Table] = []
    truth_schema = pa.schema([*SUMMARY, ("kind", pa.string()), ("number", pa.int64()), ("original", pa.int64())])
    megabytes, cost, limits = 0.0, 0.0, [0.0, 0.0, 0.0]
    for made, weight, seconds, spent in engine.run(make, shards):
        rows.append(pa.Table.from_pylist(made, schema=truth_schema))
        megabytes, cost = megabytes + weight / 1e6, cost + seconds
        limits = [a + b for a, b in zip(limits, spent, strict=True)]
    summary = pa.concat_tables(rows).sort_by("id").combine_chunks()
    del rows
    disk = sum(Path(sketch_path(shard)).stat().st_size for shard in shards) / 1e6
    before, wall = _cpu(), time.monotonic()
    found = find_reprints([sketch_path(shard) for shard in shards], summary.select(SUMMARY.names), engine, str(folder))
    spent, wall = _cpu() - before, time.monotonic() - wall
    driver, worker = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    right = score(summary, found, misses)
    return Figures(
        size,
        megabytes,
        1e6 * cost / size,
        1e6 * spent / size,
        wall,
        driver,
        worker,
        disk,
        *right,
        megabytes / limits[1],
        megabytes / limits[0],
        megabytes / limits[2],
    )


def _cpu() -> float:
    """Processor seconds of this process and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def score(
    summary: pa.Table, found: pa.Table, misses: bool
) -> tuple[float, float, float, dict[str, tuple[int, int]], dict[str, int]]:
    """Precision, recall, roots that are right, found and planted by kind of copy, false ones by kind of document.

    A copy is found where it and what it copies have one root, whichever of the two that is.
    """
    truth = {row["id"]: row for row in summary.select(["id", "kind", "number", "original"]).to_pylist()}
    rows = {row["article_id"]: row for row in found.to_pylist()}
    root = {
        row["number"]: truth[rows[one]["duplicate_of"]]["number"] if one in rows else row["number"]
        for one, row in truth.items()
    }
    planted, right, false, first = Counter[str](), Counter[str](), Counter[str](), 0
    for row in truth.values():
        reached, number = root[row["number"]], row["number"]
        if number != row["original"]:
            planted[row["kind"]] += 1
            right[row["kind"]] += reached == root[row["original"]]
            first += reached == row["original"]
            if misses and reached != root[row["original"]]:
                print("MISSED", row)
    for one, row in rows.items():
        copy, other = truth[one], truth[row["duplicate_of"]]
        if copy["original"] != other["original"]:
            false[f"{copy['kind']} < {other['kind']}"] += 1
            if misses:
                print("FALSE", copy, other, row)
    hits, kinds = sum(right.values()), {kind: (right[kind], count) for kind, count in sorted(planted.items())}
    wrong = sum(false.values())
    return 1 - wrong / max(1, len(rows)), hits / sum(planted.values()), first / max(1, hits), kinds, dict(false)


def show(figures: Figures, workers: int) -> None:
    """Lines about one size."""
    peak = figures.driver + workers * figures.worker
    print(
        f"{figures.size:9,} docs {figures.megabytes:7,.0f} MB | P {figures.precision:.4f} R {figures.recall:.4f} "
        f"root {figures.roots:.4f} | sketch {figures.sketch:5.0f} find {figures.find:5.0f} sum {figures.cost:5.0f} "
        f"µs/doc | find {figures.wall:6.1f} s wall | driver {figures.driver:6.0f} worker {figures.worker:5.0f} "
        f"peak {peak:6.0f} MB | sketches {figures.disk:6.0f} MB | read {figures.read:4.0f} write {figures.write:4.0f} "
        f"parse {figures.parse:4.0f} MB per CPU s",
        flush=True,
    )
    print("          " + ", ".join(f"{kind} {a}/{b}" for kind, (a, b) in figures.kinds.items()))
    print("          false: " + (", ".join(f"{kind} {n}" for kind, n in sorted(figures.false.items())) or "none"))


def plot(figures: Sequence[Figures], path: Path) -> None:
    """Cost a document and memory against size."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    chart, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    sizes = [one.size for one in figures]
    left.plot(sizes, [one.cost for one in figures], marker="o", label="sketch and find")
    left.plot(sizes, [one.find for one in figures], marker="o", label="find")
    left.set(ylabel="CPU µs a document", ylim=(0, None))
    left.legend()
    right.plot(sizes, [one.driver for one in figures], marker="o", label="driver")
    right.plot(sizes, [one.worker for one in figures], marker="o", label="largest worker")
    right.set(ylabel="peak MB", ylim=(0, None))
    right.legend()
    for one in (left, right):
        one.set(xscale="log", xlabel="documents of 3.3 KB")
    chart.savefig(path)


def run(sizes: Iterable[int], given: argparse.Namespace) -> list[Figures]:
    """Each size in a process of its own, which has a peak of its own."""
    figures = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="reprints-", dir=given.folder) as folder:
            out = os.path.join(folder, "figures.json")
            command = [
                sys.executable,
                __file__,
                "--one",
                str(size),
                "--workers",
                str(given.workers),
                "--folder",
                folder,
            ]
            subprocess.run([*command, "--out", out, *(["--misses"] if given.misses else [])], check=True)  # noqa: S603 - this file itself
            figures.append(Figures(**json.loads(Path(out).read_text())))
        show(figures[-1], given.workers)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was wrong")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        given.out.write_text(json.dumps(asdict(measure(given.one, given.workers, given.folder, given.misses))))
        return
    figures = run(given.sizes, given)
    print(f"cost of a document at the largest size over the smallest: {figures[-1].cost / figures[0].cost:.2f}")
    if given.plot:
        plot(figures, given.plot)


if __name__ == "__main__":
    main()
