"""A function run over many tasks on worker processes, in order, with a lost worker replaced."""

import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from dateline.engine.attempt import attempt, result_of
from dateline.errors import DatelineError

Task = TypeVar("Task")
Result = TypeVar("Result")

TRIES = 2  # how often a task is given to a worker before it counts as the cause of its death
AHEAD = 3  # tasks per worker that are handed out before their turn: bounds what waits in memory
READY = "ready"


class WorkerLost(DatelineError):
    """Worker processes that die or do not start; a document alone cannot cause it where `lost` is given to `run`."""


def cpu_count() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    function: Callable[[Task], Result],
    tasks: Sequence[Task],
    workers: int,
    lost: Callable[[Task], Result] | None = None,
) -> Iterator[Result]:
    """`function` of every task, in the order of the tasks; one worker means this process.

    A worker that dies is replaced and its task given out again; a task whose workers die every time gets `lost(task)`.
    An exception of `function` is raised here. Raises WorkerLost where there is no `lost`, or no worker starts.
    """
    if workers <= 1 or not tasks:
        yield from map(function, tasks)
        return
    crew = _Crew(function, tasks, min(workers, len(tasks)), lost)
    try:
        for number in range(len(tasks)):
            yield crew.result(number)
    finally:
        crew.stop()


class _Worker:
    """One process, the pipe to it, and the number of the task that it has."""

    def __init__(self, function: Callable[[Task], Result]) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(function, theirs), daemon=True)
        self.process.start()
        theirs.close()  # else the pipe would not end with the worker
        self.task: int | None = None
        self.ready = False

    def stop(self) -> None:
        self.process.terminate()
        self.process.join()
        self.pipe.close()


class _Crew(Generic[Task, Result]):
    """The workers of one run, what they were given, and results that wait for their turn."""

    def __init__(
        self,
        function: Callable[[Task], Result],
        tasks: Sequence[Task],
        size: int,
        lost: Callable[[Task], Result] | None,
    ) -> None:
        self._function, self._tasks, self._lost = function, tasks, lost
        self._todo = deque(range(len(tasks)))
        self._done: dict[int, Result] = {}
        self._deaths: Counter[int] = Counter()
        self._workers: list[_Worker] = []
        try:
            while len(self._workers) < size:
                self._workers.append(_Worker(function))
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        for worker in self._workers:
            worker.stop()

    def result(self, number: int) -> Result:
        """The result of a task; tasks are asked for in their order."""
        while number not in self._done:
            self._hand_out(number + AHEAD * len(self._workers))
            for pipe in wait([worker.pipe for worker in self._workers]):
                self._take(next(worker for worker in self._workers if worker.pipe is pipe))
        return self._done.pop(number)

    def _hand_out(self, end: int) -> None:
        for worker in self._workers:
            if worker.ready and worker.task is None and self._todo and self._todo[0] < end:
                worker.task = self._todo.popleft()
                with suppress(OSError):  # a worker that has died: its pipe is at its end, as `_take` will see
                    worker.pipe.send(self._tasks[worker.task])

    def _take(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        if answer == READY:
            worker.ready = True
            return
        value: Result = result_of(answer)
        assert worker.task is not None  # noqa: S101 - a worker answers what it was asked
        self._done[worker.task], worker.task = value, None

    def _replace(self, worker: _Worker) -> None:
        worker.stop()
        if not worker.ready:
            raise WorkerLost(
                "worker processes do not start",
                found=f"exit code {worker.process.exitcode}",
                remedy="A script that builds with several workers does so below `if __name__ == '__main__':`; "
                "else use one worker",
            )
        self._workers[self._workers.index(worker)] = _Worker(self._function)
        if worker.task is not None:
            self._again(worker.task, worker.process.exitcode)

    def _again(self, number: int, code: int | None) -> None:
        self._deaths[number] += 1
        if self._deaths[number] < TRIES:
            self._todo.appendleft(number)
        elif self._lost is not None:
            self._done[number] = self._lost(self._tasks[number])
        else:
            raise WorkerLost(f"a worker process died {TRIES} times on the same task", found=f"exit code {code}")


def _work(function: Callable[[Task], Result], pipe: Connection) -> None:
    """Life of a worker: answer tasks until the pipe ends. An interrupt is for the driver, who ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        pipe.send(READY)
        while True:
            pipe.send(attempt(function, pipe.recv()))


def _end_with_parent() -> None:
    """A driver that is killed takes its workers along."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
