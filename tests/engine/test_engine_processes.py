"""Worker processes: results in order, the dead replaced, nothing left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from dateline import engine

SCRIPT = """
import os, sys, time
from pathlib import Path
from dateline import engine

def square(n):
    return n * n

def die_once(n):
    mark = Path(sys.argv[1]) / str(n)
    if n % 3 == 0 and not mark.exists():
        mark.touch()
        os._exit(9)
    return n * n

def die_at_four(n):
    if n == 4:
        os._exit(9)
    return n * n

def fail_at_four(n):
    if n == 4:
        raise LookupError("four")
    return n

def wait(n):
    print(os.getpid(), flush=True)
    time.sleep(60)

if __name__ == "__main__":
"""


def run(tmp_path: Path, body: str, guard: str = "") -> subprocess.CompletedProcess[str]:
    script = SCRIPT.replace('if __name__ == "__main__":', guard) if guard else SCRIPT
    file = tmp_path / "script.py"
    file.write_text(script + textwrap.indent(textwrap.dedent(body), "    "))
    marks = tmp_path / "marks"
    marks.mkdir(exist_ok=True)
    return subprocess.run([sys.executable, str(file), str(marks)], capture_output=True, text=True, timeout=60)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("workers", [0, 1, 5])
def test_no_tasks(workers: int) -> None:
    assert list(engine.run(str, [], workers)) == []


def test_one_worker_is_this_process() -> None:
    assert list(engine.run(lambda _: os.getpid(), [1, 2], 1)) == [os.getpid()] * 2


def test_results_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    done = run(tmp_path, "print(list(engine.run(square, range(20), 3)))")
    assert done.stdout.strip() == str([n * n for n in range(20)]), done.stderr


def test_a_dead_worker_is_replaced(tmp_path: Path) -> None:
    done = run(tmp_path, "print(list(engine.run(die_once, range(9), 2)))")
    assert done.stdout.strip() == str([n * n for n in range(9)]), done.stderr


def test_a_task_that_kills_its_workers_is_given_up(tmp_path: Path) -> None:
    done = run(tmp_path, "print(list(engine.run(die_at_four, range(8), 2, lambda task: -task)))")
    assert done.stdout.strip() == str([0, 1, 4, 9, -4, 25, 36, 49]), done.stderr


def test_without_a_way_to_give_up_it_is_an_error(tmp_path: Path) -> None:
    done = run(tmp_path, "print(list(engine.run(die_at_four, range(8), 2)))")
    assert "WorkerLost: a worker process died 2 times on the same task: found exit code 9." in done.stderr


def test_an_exception_is_raised_in_the_driver(tmp_path: Path) -> None:
    done = run(tmp_path, "print(list(engine.run(fail_at_four, range(8), 2)))")
    assert "LookupError: four" in done.stderr
    assert done.stdout == ""


def test_a_script_without_a_guard_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "print(list(engine.run(square, range(20), 3)))", guard="if True:")
    assert "__main__" in done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_the_driver(tmp_path: Path, number: signal.Signals) -> None:
    run(tmp_path, "")
    file = tmp_path / "script.py"
    file.write_text(file.read_text() + "    list(engine.run(wait, range(2), 2))\n")
    with subprocess.Popen([sys.executable, str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as driver:
        assert driver.stdout is not None
        assert driver.stderr is not None
        workers = [int(driver.stdout.readline()) for _ in range(2)]
        driver.send_signal(number)
        driver.wait(20)
        deadline = time.monotonic() + 20
        while any(map(alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(alive, workers))
