"""What a job does when things go wrong: each fault on each engine, and whether the bytes are those of a calm run.

    python benchmarks/faults.py [--only TEXT] [--build FOLDER] [--json]

A worker killed in mid-run, the driver killed and the job run again, a stage that raises, a full disk; on Spark also a
cluster of two workers, started here, of which one goes down among tasks and one in mid-shuffle. The job is
`faults_job.py`; with `--build` it is a `dateline build` of the documents in FOLDER. Spark is left out where pyspark or
Java is missing. Ends with 1 where a fault changed a byte, left a process behind, or was not survived.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from faults_cluster import Cluster, alive, cluster, command_of, descendants, kill_group, shuffling, told, wait_for

JOB = str(Path(__file__).with_name("faults_job.py"))
WORKERS = ("spawn_main", "pyspark.daemon", "pyspark/daemon")
"""How the commands of worker processes are known, of this machine's engine and of Spark's."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command that writes a folder with SHA256SUMS; `parts` are files that show that it is in mid-run."""

    command: Sequence[str]
    parts: str
    options: Sequence[str] = ()
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, out: Path, *more: str, limit: int | None = None) -> "subprocess.Popen[str]":
        """The job as a process; `limit` is of the size of a file, as of a disk that is full."""
        command = [sys.executable, *self.command, str(out), *self.options, *more]

        def bound() -> None:
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        return subprocess.Popen(  # noqa: S603 - our own script
            command,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **self.environment, "DATELINE_CACHE": f"{out}-cache"},  # what others read is no resume
            preexec_fn=bound,  # this process has no threads
        )

    def begun(self, out: Path, parts: int) -> Callable[[], bool]:
        """Whether so many of its parts are there."""
        return lambda: len(list(out.glob(self.parts))) >= parts


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: what was seen, and whether that is what should be."""

    engine: str
    case: str
    good: bool
    seconds: float
    seen: str


def finished(process: "subprocess.Popen[str]", out: Path) -> str:
    """The digest of what a job made. Raises RuntimeError where it failed."""
    said, _ = process.communicate(timeout=1800)
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}: {said[-2000:]}")
    return (out / "SHA256SUMS").read_text()


def a_worker(process: "subprocess.Popen[str]") -> int:
    """The process id of a worker: the youngest below a driver."""
    found: list[int] = []

    def seen() -> list[int]:
        below = descendants(process.pid)
        found[:] = [pid for pid in below if any(name in command_of(pid) for name in WORKERS)]
        return found

    wait_for(seen, "a worker")
    return found[-1]


def calm(job: Job, out: Path, reference: str) -> tuple[bool, str]:
    """Nothing goes wrong."""
    digest = finished(job.start(out), out)
    return digest == reference or not reference, digest[:12]


def worker_killed(job: Job, out: Path, reference: str) -> tuple[bool, str]:
    """Two workers are killed, one after the other."""
    process = job.start(out)
    killed = 0
    for parts in (1, 4):
        wait_for(job.begun(out, parts), "the job to begin")
        with suppress(ProcessLookupError):
            os.kill(a_worker(process), signal.SIGKILL)
            killed += 1
    return finished(process, out) == reference, f"{killed} workers killed"


def driver_killed(job: Job, out: Path, reference: str) -> tuple[bool, str]:
    """The driver is killed: its workers end too, and the job run again finds what was finished."""
    process = job.start(out)
    wait_for(job.begun(out, 4), "the job to begin")
    below = descendants(process.pid)
    process.kill()
    process.communicate()
    with suppress(TimeoutError):
        wait_for(lambda: not any(map(alive, below)), "the workers to end", 60)
    left = sum(map(alive, below))
    again = job.start(out)
    said = again.stdout.read() if again.stdout else ""
    same = finished(again, out) == reference
    return same and not left, f"{left} of {len(below)} processes left; again: {said.strip().splitlines()[-1]}"


def stage_raises(job: Job, out: Path, reference: str) -> tuple[bool, str]:
    """A task raises: the job ends with that error, and well when it is run again without."""
    process = job.start(out, "--raises")
    said, _ = process.communicate(timeout=900)
    right = process.returncode != 0 and "a stage that raises" in said and not (out / "SHA256SUMS").exists()
    return right and finished(job.start(out), out) == reference, f"exit code {process.returncode}, then the same bytes"


def disk_full(job: Job, out: Path, reference: str, limit: int = 30_000) -> tuple[bool, str]:
    """No file may grow beyond 30 kB: the job fails and leaves no result, and ends well when there is room."""
    process = job.start(out, limit=limit)
    said, _ = process.communicate(timeout=900)
    right = process.returncode != 0 and not (out / "SHA256SUMS").exists()
    last = said.strip().splitlines()[-1] if said.strip() else f"signal {-process.returncode}"
    return right and finished(job.start(out), out) == reference, last[:160]


def disk_full_in_query(job: Job, out: Path, reference: str) -> tuple[bool, str]:
    """There is room for what tasks write, but not for the rows of the query."""
    return disk_full(job, out, reference, 1_000_000)


def machine_lost(job: Job, out: Path, reference: str, spark: Cluster) -> tuple[bool, str]:
    """A worker of the cluster goes down with all that runs on it, among tasks."""
    process = job.start(out)
    wait_for(job.begun(out, 4), "the job to begin")
    kill_group(spark.workers[0])
    same = finished(process, out) == reference
    counts = told(spark.events)
    return same and counts["executors lost"] > 0, _line(counts)


def machine_lost_in_shuffle(job: Job, out: Path, reference: str, spark: Cluster) -> tuple[bool, str]:
    """A worker goes down that has written its side of a shuffle, when others have begun to read that."""
    process = job.start(out)
    wait_for(lambda: shuffling(spark.events) or process.poll() is not None, "a shuffle", 900, pause=0.2)
    held = [len(list(folder.rglob("shuffle_*.data"))) for folder in spark.folders]
    kill_group(spark.workers[held.index(max(held))])
    same = finished(process, out) == reference
    counts = told(spark.events)
    return same and counts["executors lost"] > 0 and counts[
        "stages again"
    ] > 0, f"{max(held)} of {sum(held)} files of the shuffle lost; {_line(counts)}"


def _line(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


Case = Callable[[Job, Path, str], tuple[bool, str]]
CASES: tuple[Case, ...] = (calm, worker_killed, driver_killed, stage_raises, disk_full, disk_full_in_query)
BUILD_CASES: tuple[Case, ...] = (calm, worker_killed, driver_killed, disk_full)
CLUSTER_CASES = (machine_lost, machine_lost_in_shuffle)


def timed(engine: str, name: str, work: Callable[[], tuple[bool, str]]) -> Outcome:
    """Try a case; what it raises is its outcome."""
    start = time.monotonic()
    try:
        good, seen = work()
    except (RuntimeError, OSError, TimeoutError, subprocess.TimeoutExpired) as error:
        good, seen = False, str(error)
    return Outcome(engine, name, good, round(time.monotonic() - start, 1), seen)


def outcomes(build: str | None, only: str, folder: Path) -> Iterator[Outcome]:
    """All cases on all engines that are here; all must equal a calm run on this machine, which comes first."""
    reference = finished(_job(build, "local").start(folder / "reference"), folder / "reference")
    engines = ("local", "spark") if spark_is_here() else ("local",)
    for engine in engines:
        for case in BUILD_CASES if build else CASES:
            if only in f"{engine} {case.__name__}":
                out = folder / f"{engine}-{case.__name__}"
                job = _job(build, engine)
                yield timed(engine, case.__name__, lambda case=case, job=job, out=out: case(job, out, reference))  # type: ignore[misc]  # bound now
    for lost in CLUSTER_CASES if "spark" in engines else ():
        if only in f"cluster {lost.__name__}":
            with cluster(folder / f"cluster-{lost.__name__}") as spark:
                job = _job(build, "spark", ("--master", spark.url), spark.environment)
                out = folder / f"out-{lost.__name__}"
                yield timed("cluster", lost.__name__, lambda: lost(job, out, reference, spark))  # noqa: B023 - called here


def _job(build: str | None, engine: str, more: Sequence[str] = (), environment: dict[str, str] | None = None) -> Job:
    options = ["--engine", engine, *more] if engine != "local" else []
    if build:
        command = ["-m", "dateline", "build", build, "--out"]
        return Job(command, ".dateline/build-*/shards/*", ["--workers", "2", *options], environment or {})
    return Job([JOB], "scratch/numbers-*.parquet", options, environment or {})


def spark_is_here() -> bool:
    """Whether pyspark and Java are."""
    from dateline.engine.session import check_spark
    from dateline.errors import UsageError

    try:
        check_spark()
    except UsageError as error:
        print(f"Spark is left out: {error}", file=sys.stderr)
        return False
    return True


def main() -> int:
    """Try all, a line a case."""
    parser = argparse.ArgumentParser(description="Break a job, and see that its bytes stay the same")
    parser.add_argument("--only", default="", help="part of the names of the cases to try")
    parser.add_argument("--build", help="a folder of documents: break a build of these instead")
    parser.add_argument("--json", action="store_true", help="a JSON object a line")
    asked = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        for one in outcomes(asked.build, asked.only, Path(folder)):
            good &= one.good
            told_as = f"{one.engine:8}{one.case:26}{'well' if one.good else 'BAD':6}{one.seconds:7.1f} s  {one.seen}"
            print(json.dumps(asdict(one)) if asked.json else told_as, flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
