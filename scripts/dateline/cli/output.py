"""What a command prints: its result on standard output, as tables or JSON, and its progress on standard error."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from dateline.progress import Progress

INTERVAL = 30.0  # seconds between the lines that tell of progress where there is no terminal


class Result(Protocol):
    """What a command shows."""

    def to_json(self) -> dict[str, Any]:
        """The same facts for a script."""


def show(result: Result, json_wanted: bool, function: str) -> None:
    """Show a result, by `module:function` of the package or as JSON."""
    module, _, name = function.partition(":")
    if json_wanted:
        write_out(lambda: print(as_json(result.to_json())))
    else:
        write_out(lambda: getattr(import_module(f"dateline.{module}"), name)(result))


def write_out(write: Callable[[], None]) -> None:
    """Write to standard output; a reader that has enough, such as `head`, is no error."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def as_json(value: dict[str, Any]) -> str:
    """JSON that standard output can write, whatever its encoding."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return json.dumps(value, indent=2)
    return text


@contextmanager
def progress(*, quiet: bool) -> Iterator["Progress"]:
    """What is being done, on standard error: a bar a stage on a terminal, a line now and then where there is none."""
    if quiet:
        yield lambda what, done, total: None
    elif not sys.stderr.isatty():
        yield _lines()
    else:
        with _bars() as bars:
            yield bars


def _lines() -> "Progress":
    """A line where a stage begins and ends, and every half minute between."""
    last: dict[str, float] = {}

    def show(what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done in (0, total) or now - last.get(what, now) >= INTERVAL:
            last[what] = now
            print(f"dateline: {what}: {done:,} of {total:,}", file=sys.stderr, flush=True)

    return show


@contextmanager
def _bars() -> Iterator["Progress"]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show
