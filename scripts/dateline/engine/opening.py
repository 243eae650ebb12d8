"""The engine that the user names, opened and closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.engine.crew import cpu_count
from dateline.engine.local import LocalEngine
from dateline.engine.protocol import Engine
from dateline.engine.session import master_url, open_session
from dateline.engine.spark import SparkEngine
from dateline.errors import UsageError

LOCAL, SPARK = "local", "spark"
ENGINES = (LOCAL, SPARK)
"""Names of the engines."""


@contextmanager
def open_engine(
    name: str = LOCAL, workers: int | None = None, master: str | None = None, scratch: Path | None = None
) -> Iterator[Engine]:
    """The engine of that name, for as long as the context lasts.

    Args:
        name: one of `ENGINES`.
        workers: processes on this machine, by default as many as it has cores; a cluster has its own.
        master: URL of a Spark cluster (`spark://host:7077`, `yarn`, `k8s://...`); by default Spark runs here.
        scratch: existing folder for what waits on the disk; by default the system's temporary folder.

    Raises UsageError for arguments that do not go together, and where pyspark or Java is missing; EngineFailed where
    the cluster does not answer.
    """
    if name not in ENGINES:
        raise UsageError("no such engine", field="engine", found=name, expected=" or ".join(ENGINES))
    if name == LOCAL and master is not None:
        raise UsageError("is for Spark alone", field="master", found=master, remedy=f"Choose the engine {SPARK}")
    if name == LOCAL:
        yield LocalEngine(workers or cpu_count(), scratch=scratch)
        return
    with open_session(master_url(master, workers), scratch) as session:
        yield SparkEngine(session)
