"""A job that `faults.py` breaks: tasks that write files, a query over all of them, rows sorted and written.

    python benchmarks/faults_job.py OUT [--engine spark] [--master URL] [--tasks 24] [--rows 5000] [--raises]

What is finished is found again when it runs a second time. OUT holds pairs.parquet and SHA256SUMS at the end.
"""

import argparse
import hashlib
import os
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.engine import open_engine
from dateline.errors import DatelineError

KEYS = 40  # rows that share a key, about
PAIRS = """SELECT a.id AS one, b.id AS other, COUNT(*) AS shared FROM numbers a JOIN numbers b
ON a.key = b.key AND a.id < b.id GROUP BY a.id, b.id HAVING COUNT(*) > 1"""


class Numbers(NamedTuple):
    """A task: which file, of how many rows, whether it goes wrong, and whose it is."""

    path: str
    number: int
    rows: int
    total: int
    raises: bool


def write_numbers(task: Numbers) -> bool:
    """Write rows of (id, key), two keys an id; returns whether they were there already."""
    if task.raises:
        raise DatelineError("a stage that raises", file=f"task {task.number}")
    if os.path.exists(task.path):
        return True
    time.sleep(0.3)  # as long as a small shard of articles takes
    ids = np.repeat(np.arange(task.rows, dtype=np.int64) + task.number * task.rows, 2)
    mixed = (ids * 2_654_435_761 + np.tile(np.array([0, 97], np.int64), task.rows)) % 1_000_003
    table = pa.table({"id": ids, "key": mixed % (2 * task.total // KEYS)})
    unfinished = f"{task.path}.{os.getpid()}.part"
    pq.write_table(table, unfinished)
    os.replace(unfinished, task.path)
    return False


def main() -> None:
    """Run the job."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--engine", default="local")
    parser.add_argument("--master")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tasks", type=int, default=24)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--raises", action="store_true")
    asked = parser.parse_args()
    scratch = asked.out.absolute() / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    total, last = asked.tasks * asked.rows, asked.tasks - 1
    tasks = [
        Numbers(f"{scratch}/numbers-{n:03d}.parquet", n, asked.rows, total, asked.raises and n == last)
        for n in range(asked.tasks)
    ]
    with open_engine(asked.engine, asked.workers, asked.master, scratch) as engine:
        reused = sum(engine.run(write_numbers, tasks))
        engine.sql(PAIRS, f"{scratch}/pairs", {"numbers": [task.path for task in tasks]})
    rows = pq.read_table(f"{scratch}/pairs").sort_by([("one", "ascending"), ("other", "ascending")])
    pq.write_table(rows.cast(pa.schema([pa.field(f.name, f.type) for f in rows.schema])), asked.out / "pairs.parquet")
    digest = hashlib.sha256((asked.out / "pairs.parquet").read_bytes()).hexdigest()
    (asked.out / "SHA256SUMS").write_text(f"{digest}  pairs.parquet\n")
    shutil.rmtree(scratch)
    print(f"{rows.num_rows} pairs, {reused} of {len(tasks)} tasks were finished before")


if __name__ == "__main__":
    main()
