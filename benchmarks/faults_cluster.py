"""A standalone Spark cluster on this machine, to be broken, and processes found by their parents. Linux alone."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULTS = """\
spark.eventLog.enabled true
spark.eventLog.compress false
spark.eventLog.rolling.enabled false
spark.eventLog.dir file://{events}
spark.executor.memory 800m
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.sql.files.maxPartitionBytes 400k
spark.sql.shuffle.partitions 12
spark.sql.adaptive.coalescePartitions.enabled false
spark.sql.autoBroadcastJoinThreshold -1
"""
"""Of the jobs: events are the proof of what a kill did, and a small shuffle is spread over both workers."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A master, and workers of one core each; `folders` are where these keep their files."""

    url: str
    workers: list["subprocess.Popen[bytes]"]
    folders: list[Path]
    events: Path
    environment: dict[str, str]


@contextmanager
def cluster(folder: Path, size: int = 2) -> Iterator[Cluster]:
    """Start a cluster, and end what is left of it."""
    events, conf = folder / "events", folder / "conf"
    for path in (events, conf):
        path.mkdir(parents=True)
    (conf / "spark-defaults.conf").write_text(DEFAULTS.format(events=events))
    own = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_CONF_DIR": str(conf), "PYSPARK_PYTHON": sys.executable}
    port, started = free_port(), []
    url = f"spark://127.0.0.1:{port}"
    folders = [folder / f"worker-{number}" for number in range(size)]
    try:
        master = ["master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
        started.append(_start(master, folder / "master", own))
        for path in folders:
            worker = ["worker.Worker", "--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(path)]
            started.append(_start([*worker, url], path, own | {"SPARK_LOCAL_DIRS": str(path)}))
        wait_for(lambda: (folder / "master" / "log").read_text().count("Registering worker") == size, "the cluster")
        yield Cluster(url, started[1:], folders, events, own)
    finally:
        for process in started:
            kill_group(process)


def _start(command: list[str], folder: Path, variables: dict[str, str]) -> "subprocess.Popen[bytes]":
    import pyspark

    folder.mkdir()
    starter = Path(pyspark.__file__).parent / "bin" / "spark-class"
    daemon = [str(starter), f"org.apache.spark.deploy.{command[0]}", *command[1:]]
    with (folder / "log").open("wb") as log:  # a group of its own, so that a machine can go down as a whole
        environment = {**os.environ, **variables}
        return subprocess.Popen(daemon, stdout=log, stderr=log, env=environment, start_new_session=True)  # noqa: S603 - ours


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """A machine that goes down: a worker, its executors and their Pythons, at once."""
    below = descendants(process.pid)
    for pid in (process.pid, *below):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(seen: Callable[[], object], what: str, seconds: float = 300, pause: float = 0.02) -> None:
    """Wait until something is so. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:.0f} s for {what}")
        time.sleep(pause)


def parents() -> dict[int, int]:
    """The parent of each process."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            found[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    return found


def descendants(pid: int) -> list[int]:
    """All processes below one, the youngest generation last."""
    above, found = parents(), [pid]
    for one in found:
        found += [child for child, parent in above.items() if parent == one]
    return found[1:]


def command_of(pid: int) -> str:
    """How a process was called, empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def read_events(events: Path) -> list[dict[str, Any]]:
    """What happened so far in the newest job; a line that is being written is left out."""
    logs = sorted((path for path in events.rglob("*") if path.is_file()), key=lambda path: path.stat().st_mtime)
    lines = logs[-1].read_text().splitlines(keepends=True) if logs else []
    return [json.loads(line) for line in lines if line.endswith("\n")]


def shuffling(events: Path) -> bool:
    """Whether a stage has begun that reads what another has written on all machines."""
    begun = (event["Stage Info"] for event in read_events(events) if event["Event"] == "SparkListenerStageSubmitted")
    return any(stage["Parent IDs"] for stage in begun)


def told(events: Path) -> dict[str, int]:
    """What the events say: executors lost, tasks that failed, stages done again."""
    counts = {"executors lost": 0, "tasks failed": 0, "stages again": 0}
    for event in read_events(events):
        kind = event["Event"]
        counts["executors lost"] += kind == "SparkListenerExecutorRemoved"
        failed = kind == "SparkListenerTaskEnd" and event["Task End Reason"]["Reason"] != "Success"
        counts["tasks failed"] += failed
        counts["stages again"] += kind == "SparkListenerStageSubmitted" and event["Stage Info"]["Stage Attempt ID"] > 0
    return counts
