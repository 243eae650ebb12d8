"""Runs a function over many tasks on a pool of processes, in order, with a lost worker replaced."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

TRIES = 3  # how often a task whose worker died is tried again, alone, before it counts as failed
AHEAD = 3  # tasks per worker that are handed out before their turn: bounds what waits in memory


class WorkerLost(Exception):
    """A task whose worker died each time, as when the machine ran out of memory."""


def cpu_count() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(function: Callable[[Task], Result], tasks: Sequence[Task], workers: int) -> Iterator[Result]:
    """`function` of every task, in the order of the tasks; one worker means this process.

    A broken pool is rebuilt and only the tasks without a result are done again. Raises WorkerLost where a task kills its worker
    every time.
    """
    if workers <= 1 or len(tasks) <= 1:
        yield from map(function, tasks)
        return
    at = 0
    while at < len(tasks):
        with ProcessPoolExecutor(min(workers, len(tasks) - at), mp_context=get_context("spawn")) as pool:
            for result in _in_order(pool, function, tasks[at:], workers * AHEAD):
                yield result
                at += 1
        if at < len(tasks):  # the pool broke at this task: it may be the one that breaks it
            yield _alone(function, tasks[at])
            at += 1


def _in_order(pool: ProcessPoolExecutor, function: Callable[[Task], Result], tasks: Sequence[Task], ahead: int) -> Iterator[Result]:
    """Results in order until the pool breaks."""
    waiting: list[Future[Result]] = []
    todo = iter(tasks)
    try:
        for task in todo:
            waiting.append(pool.submit(function, task))
            if len(waiting) >= ahead:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
    except BrokenProcessPool:
        return


def _alone(function: Callable[[Task], Result], task: Task) -> Result:
    for _ in range(TRIES):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            try:
                return pool.submit(function, task).result()
            except BrokenProcessPool:
                continue
    raise WorkerLost(f"a worker process died {TRIES} times on the same task")
