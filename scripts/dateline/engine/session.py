"""A Spark session: what it needs, its settings, and what it may leave behind (nothing)."""

import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.engine.crew import cpu_count
from dateline.engine.protocol import EngineFailed
from dateline.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17  # the oldest Java that Spark 4 runs on
TRIES = 4  # Spark's own number of tries of a task, which a plain `local[n]` does without
HEAP = "2g"  # of the one Java process of a Spark on this machine; a cluster's are set in `spark-defaults.conf`
HERE = re.compile(r"local(?:\[(\d+|\*)\])?")
LOG = "spark.log"

SETTINGS: Mapping[str, str] = {
    "spark.app.name": "dateline",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",  # what a wave of tasks hands back is bounded by their number
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what overflows is an error, as in DuckDB
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.compression.codec": "zstd",
}
"""What a session is given on any master, over `spark-defaults.conf`; all else is left to that file."""


def master_url(master: str | None, workers: int | None) -> str:
    """The URL as Spark gets it: on this machine with tries, as a cluster has them."""
    here = HERE.fullmatch(master or "local")
    if here is None:
        return str(master)
    return f"local[{here[1] or workers or cpu_count()},{TRIES}]"


@contextmanager
def open_session(master: str, scratch: Path | None = None) -> Iterator["SparkSession"]:
    """A session, stopped at the end; one that is there already, as in a notebook, is used and left alone.

    Raises UsageError where pyspark or Java is missing, EngineFailed where Spark does not start.
    """
    check_spark()
    from pyspark.sql import SparkSession

    if (there := SparkSession.getActiveSession()) is not None:
        yield there
        return
    with tempfile.TemporaryDirectory(prefix="spark-", dir=scratch, ignore_cleanup_errors=True) as folder:
        with _environment(_variables(master)):
            session = _start(master, Path(folder))
        try:
            yield session
        finally:
            session.stop()


def check_spark() -> None:
    """Raises UsageError where pyspark or a Java that it runs on is missing."""
    if find_spec("pyspark") is None:
        raise UsageError("Spark is not installed", remedy="pip install 'dateline[spark]'")
    version = _java_version()
    if version is None or version < JAVA:
        raise UsageError(
            "Spark needs Java",
            found="none" if version is None else f"Java {version}",
            expected=f"Java {JAVA} or later",
            remedy="Install one (on Debian: apt install default-jre-headless), or set JAVA_HOME to where it is",
        )


def _java_version() -> int | None:
    """The number of the Java that Spark will run, None where there is none."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    try:
        done = subprocess.run([java or "java", "-version"], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603 - the user's Java
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', done.stderr + done.stdout)  # Java 8 calls itself 1.8
    return int(found[1]) if found else None


def _start(master: str, folder: Path) -> "SparkSession":
    """A new session; what Spark says goes to a log in `folder`, whose end is told where it does not start."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    conf = SparkConf(loadDefaults=False).setAll(list(_settings(master, folder).items()))
    try:
        with (folder / LOG).open("wb") as log, warnings.catch_warnings():
            # it warns of pandas 3, which nothing here hands to it
            warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
            logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)  # it prints what is raised anyway
            if SparkContext._gateway is None:  # else Java runs already: it outlives a session
                launched = launch_gateway(conf, {"stdout": log, "stderr": log})
                return SparkSession(SparkContext(conf=conf, gateway=launched))
            return SparkSession(SparkContext(conf=conf))
    except Exception as error:  # of Python, of the bridge, or of Java
        raise _no_start(master, error, folder / LOG) from error


def _settings(master: str, folder: Path) -> dict[str, str]:
    own = {"spark.master": master, "spark.local.dir": str(folder), "spark.sql.warehouse.dir": str(folder / "warehouse")}
    if master.startswith("local"):
        # nothing listens where other machines could reach it
        own |= {"spark.driver.memory": HEAP, "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return {**SETTINGS, **own}


def _variables(master: str) -> dict[str, str]:
    """Of the environment: the workers' Python is this one, unless it says otherwise."""
    wanted = {"PYSPARK_PYTHON": sys.executable}
    if master.startswith("local"):
        wanted["SPARK_LOCAL_IP"] = "127.0.0.1"
    return {name: value for name, value in wanted.items() if name not in os.environ}


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables:
            os.environ.pop(name, None)


def _no_start(master: str, error: Exception, log: Path) -> EngineFailed:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    told = [line for line in (*lines, *str(error).splitlines()) if re.search(r"(Exception|Error)\b.*:", line)]
    return EngineFailed(
        "Spark does not start",
        field=master,
        found=told[-1].strip() if told else f"{type(error).__name__}: {error}",
        remedy="Check that the cluster answers and that its Spark is of the version of this pyspark",
    )
