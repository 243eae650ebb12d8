"""A task tried where it runs, its exception carried back to the driver as a value."""

import pickle
import traceback
from collections.abc import Callable
from typing import TypeAlias, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Outcome: TypeAlias = tuple[bool, Result | Exception]
"""Whether it went well, and the result or the exception."""


def attempt(function: Callable[[Task], Result], task: Task) -> Outcome[Result]:
    """The outcome of a task. What ends the process, as an interrupt or a signal does, is not held up."""
    try:
        return True, function(task)
    except Exception as error:  # raised again in the driver
        error.add_note(f"In a worker process:\n{traceback.format_exc()}")
        return False, _portable(error)


def result_of(outcome: Outcome[Result]) -> Result:
    """The result. Raises the exception that came in its place."""
    good, value = outcome
    if not good:
        raise value  # type: ignore[misc]  # it is the exception then, which a tuple cannot say
    return value  # type: ignore[return-value]  # as above


def _portable(error: Exception) -> Exception:
    """The exception, or one that tells of it where it cannot travel between processes."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made in this line
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
