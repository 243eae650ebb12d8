"""Exceptions on their way from a worker to the driver, and what Spark's own tell."""

import pickle

import pytest

from dateline.engine.attempt import attempt, result_of
from dateline.engine.spark import DIED, failed, located
from dateline.errors import InputError


class Sealed(Exception):
    """Holds what no process can hand to another."""

    def __init__(self) -> None:
        super().__init__("sealed")
        self.inside = lambda: None


class Demanding(Exception):
    """Is made of two things, of which it remembers one."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


def raising(error: BaseException) -> None:
    raise error


def test_a_result_is_a_result() -> None:
    assert result_of(attempt(abs, -2)) == 2
    assert result_of(attempt(str, ValueError("a value"))) == "a value"
    assert isinstance(result_of(attempt(ValueError, "no error")), ValueError)


def test_an_exception_travels_with_its_parts_and_its_place() -> None:
    error = InputError("is bad", file="a.md", remedy="Mend it")
    carried = pickle.loads(pickle.dumps(attempt(raising, error)))  # noqa: S301 - of the line itself
    with pytest.raises(InputError) as caught:
        result_of(carried)
    assert (str(caught.value), caught.value.remedy) == ("a.md: is bad. Mend it.", "Mend it")
    assert "in raising" in caught.value.__notes__[0]


@pytest.mark.parametrize(
    ("error", "message"), [(Sealed(), "^Sealed: sealed$"), (Demanding("one", "two"), "^Demanding: one$")]
)
def test_one_that_cannot_travel_is_told_of(error: Exception, message: str) -> None:
    carried = pickle.loads(pickle.dumps(attempt(raising, error)))  # noqa: S301 - of the line itself
    with pytest.raises(RuntimeError, match=message):
        result_of(carried)


def test_an_interrupt_is_not_held_up() -> None:
    with pytest.raises(KeyboardInterrupt):
        attempt(raising, KeyboardInterrupt())


LOST = "Job aborted due to stage failure: Task 4 in stage 2.0 failed 4 times, most recent failure: Lost task 4.3 "


@pytest.mark.parametrize(
    ("says", "died"),
    [
        (LOST + "(TID 9) (a executor 1): java.lang.Exception: Python worker exited unexpectedly (crashed)", True),
        (LOST + "(TID 9) (a executor 1): ExecutorLostFailure (executor 1 exited, caused by one of the tasks)", True),
        (LOST + "(TID 9) (a executor 1): java.io.IOException: No space left on device", False),
        ("Job 3 cancelled because SparkContext was shut down", False),
        ("Job aborted: ExecutorLostFailure, all masters are unresponsive", False),
    ],
)
def test_only_what_died_in_a_task_is_a_lost_task(says: str, died: bool) -> None:
    assert bool(DIED.search(says)) is died


@pytest.mark.parametrize(
    ("says", "message"),
    [
        (
            "Told.\n: java.lang.Exception: outer\n\tat a.b\nCaused by: java.io.IOException: No space left\n",
            "found java.io.IOException: No space left. Make room where SPARK_LOCAL_DIRS and the scratch folder are.",
        ),
        (
            "Traceback:\n  File\nModuleNotFoundError: No module named 'dateline'",
            "found ModuleNotFoundError: No module named 'dateline'. Install Dateline on every machine",
        ),
        ("Job 3 cancelled because SparkContext was shut down", "found Job 3 cancelled because SparkContext was shut"),
        ("", "found ConnectionError"),
    ],
)
def test_a_hundred_lines_of_spark_become_one(says: str, message: str) -> None:
    assert message in failed(ConnectionError(says)).message


@pytest.mark.parametrize(
    ("path", "seen"), [("/a b/c", "file:///a b/c"), ("s3a://bucket/a", "s3a://bucket/a"), ("hdfs://n/a", "hdfs://n/a")]
)
def test_paths_mean_the_same_wherever_they_are_read(path: str, seen: str) -> None:
    assert located(path) == seen
