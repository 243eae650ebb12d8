"""The engine of many machines: Apache Spark, for tasks and for queries."""

import os
import platform
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count, islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from dateline.engine.attempt import Outcome, attempt, result_of
from dateline.engine.crew import WorkerLost
from dateline.engine.protocol import EngineFailed, Views, files_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Task = TypeVar("Task")
Result = TypeVar("Result")
Wave: TypeAlias = "Future[list[Outcome[Result] | None]]"
"""Outcomes of one job, None for a task whose workers died."""

WAVE = 4  # tasks per worker that are one Spark job: results come back a job at a time
WAVES = 2  # jobs under way at once, so that the last task of one does not hold up the next
DIED = re.compile(r"failed \d+ times, most recent failure:.*?(ExecutorLostFailure|Python worker exited)", re.DOTALL)
"""How Spark tells that a task took its worker along every time. No other failure may pass for it: where the cluster is
gone, documents are not to blame."""
CAUSE = re.compile(r"^(?:Caused by: .*|\w*Error: .*|.*Exception: .*)$", re.MULTILINE)
GROUPS = count()


class Versions(NamedTuple):
    """What has to be the same wherever a task runs, as the bytes of a dataset depend on it."""

    python: str
    dateline: str
    pyarrow: str


class SparkEngine:
    """Tasks and queries on the executors of a Spark session, which the caller opens and stops (see `open_engine`).

    Files are on a file system that the driver and all executors see, and Dateline is installed where they run, in the
    driver's version: results of another one are refused.
    """

    def __init__(self, session: "SparkSession") -> None:
        self._session = session

    @property
    def workers(self) -> int:
        """Cores of the executors that are there now, 2 at the least."""
        return max(2, int(self._session.sparkContext.defaultParallelism))

    def run(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        lost: Callable[[Task], Result] | None = None,
        *,
        pays: bool = True,
    ) -> Iterator[Result]:
        """See `Engine.run`. Raises EngineFailed where the cluster is lost, or has other versions installed."""
        if not pays or not tasks:
            yield from map(function, tasks)
            return
        todo, group = iter(tasks), f"dateline-{next(GROUPS)}"
        waiting: deque[tuple[list[Task], Wave[Result]]] = deque()
        with ThreadPoolExecutor(WAVES) as threads:
            try:
                while True:
                    while len(waiting) < WAVES and (wave := list(islice(todo, WAVE * self.workers))):
                        waiting.append((wave, threads.submit(self._wave, function, wave, group)))
                    if not waiting:
                        return
                    given, future = waiting.popleft()
                    for task, outcome in zip(given, future.result(), strict=True):
                        yield _given_up(task, lost) if outcome is None else result_of(outcome)
            finally:
                if waiting:
                    self._session.sparkContext.cancelJobGroup(group)

    def sql(self, query: str, out: str, views: Views) -> None:
        """See `Engine.sql`; `out` becomes a folder of files, with `_SUCCESS` among them when all are written."""
        from py4j.protocol import Py4JError

        session = self._session.newSession()  # its views are its own
        for name, files in views.items():
            paths = map(located, files_of(name, files))
            # a path is a path, whatever brackets and stars stand in it
            session.read.option("__globPaths__", "false").parquet(*paths).createOrReplaceTempView(name)
        try:
            session.sql(query).write.mode("overwrite").parquet(located(out))
        except (Py4JError, ConnectionError) as error:
            raise failed(error) from error

    def _wave(self, function: Callable[[Task], Result], tasks: list[Task], group: str) -> list[Outcome[Result] | None]:
        """One Spark job. Where a task kills its workers the job is halved until that task stands alone."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            return self._collect(function, tasks, group)
        except (Py4JError, PySparkException, ConnectionError) as error:
            if not DIED.search(str(error)):
                raise failed(error) from error
        if len(tasks) == 1:
            return [None]
        middle = len(tasks) // 2
        return [*self._wave(function, tasks[:middle], group), *self._wave(function, tasks[middle:], group)]

    def _collect(
        self, function: Callable[[Task], Result], tasks: list[Task], group: str
    ) -> list[Outcome[Result] | None]:
        context = self._session.sparkContext
        context.setJobGroup(group, "Dateline", interruptOnCancel=True)
        answers = context.parallelize(tasks, len(tasks)).map(partial(_answer, function)).collect()
        ours = versions()
        for theirs, _ in answers:
            if theirs != ours:
                raise _other_versions(theirs, ours)
        return [outcome for _, outcome in answers]


def versions() -> Versions:
    """What this process runs."""
    import pyarrow as pa

    import dateline

    return Versions(platform.python_version(), dateline.__version__, pa.__version__)


def located(path: str) -> str:
    """The path as every executor may see it, wherever it was started."""
    return path if "://" in path else f"file://{os.path.abspath(path)}"


def failed(error: BaseException) -> EngineFailed:
    """What a person should know of an error that Spark tells in a hundred lines."""
    text = str(error)
    causes = CAUSE.findall(text)
    found = causes[-1] if causes else next(iter(text.splitlines()), type(error).__name__)
    if "No module named 'dateline" in text:
        remedy = "Install Dateline on every machine of the cluster, and set PYSPARK_PYTHON to the Python that has it"
    elif "No space left" in text or "Disk quota" in text:
        remedy = "Make room where SPARK_LOCAL_DIRS and the scratch folder are"
    else:
        remedy = "See the logs of Spark, and build again: what was finished is kept"
    return EngineFailed("Spark could not do it", found=found.removeprefix("Caused by: "), remedy=remedy)


def _answer(function: Callable[[Task], Result], task: Task) -> tuple[Versions, Outcome[Result]]:
    """On an executor."""
    return versions(), attempt(function, task)


def _given_up(task: Task, lost: Callable[[Task], Result] | None) -> Result:
    if lost is None:
        raise WorkerLost("worker processes of Spark died every time on the same task", found="see the logs of Spark")
    return lost(task)


def _other_versions(theirs: Versions, ours: Versions) -> EngineFailed:
    return EngineFailed(
        "an executor runs other versions than the driver",
        found=", ".join(f"{name} {version}" for name, version in theirs._asdict().items()),
        expected=", ".join(f"{name} {version}" for name, version in ours._asdict().items()),
        remedy="Install the same on every machine of the cluster, and set PYSPARK_PYTHON to the Python that has it",
    )
