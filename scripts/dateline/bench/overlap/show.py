"""What of a test stands in training texts, on the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from dateline.bench.overlap.result import LIMITS, SOURCE, FileRead, Found, Overlap
from dateline.printable import plain

SHOWN = 20
"""Items of a task that are listed, those that stand there most first."""

WORDS = 100
"""Code points of a stretch that are shown."""


def show_overlap(result: Overlap) -> None:
    """The canary, the counts of each task, the items, and the files that say something about themselves."""
    console = Console()
    for file in result.files:
        if file.canaries:
            where = ", ".join(f"{record:,}" for record in file.canary)
            console.print(
                f"[red]canary[/] {_safe(file.file)}: {file.canaries:,} times, first at {where}", soft_wrap=True
            )
    console.print(_counts(result))
    for task in result.tasks:
        listed = sorted(task.found, key=lambda one: (-one.coverage, -one.longest, one.id))
        for one in listed[:SHOWN]:
            console.print(f"  {_safe(task.task)}: {_item(one)}", soft_wrap=True)
        if len(listed) > SHOWN:
            console.print(f"  … and {len(listed) - SHOWN:,} more of {_safe(task.task)}; --json shows all")
    for file in result.files:
        for told in _told(file):
            console.print(f"[yellow]{_safe(file.file)}[/]: {_safe(told)}", soft_wrap=True)
    console.print(_summary(result), soft_wrap=True)
    console.print(f"[dim]{escape(SOURCE)} {escape(LIMITS)}[/]", soft_wrap=True)


def _counts(result: Overlap) -> Table:
    right = [
        Column(name, justify="right") for name in ("items", "found", "of these answers", "mostly", "too short to tell")
    ]
    table = Table("task", *right, title=f"runs of {result.n} words")
    for task in result.tasks:
        counts = (task.items, len(task.found), task.answers, task.mostly, task.too_short)
        table.add_row(_safe(task.task), *(f"{count:,}" for count in counts))
    return table


def _item(one: Found) -> str:
    words = one.words if len(one.words) <= WORDS else one.words[: WORDS - 1] + "…"
    share = f"{one.coverage:.0%} of its runs, {one.longest:,} words in a row"
    place = f"{one.file}:{one.record}"
    return f"{_safe(one.id)} ({', '.join(map(_safe, one.columns))}) {share}, first in {_safe(place)}: “{_safe(words)}”"


def _told(file: FileRead) -> list[str]:
    """What is wrong with a file."""
    if file.unread is not None:
        return [f"could not be read{' to its end' if file.words else ''}: {file.unread}"]
    counted = ((file.broken, "lines that are no JSON"), (file.undecodable, "characters that are no UTF-8"))
    return [f"{count:,} {what}" for count, what in counted if count] + ["holds no words"] * (not file.words)


def _summary(result: Overlap) -> str:
    read = [file for file in result.files if file.unread is None]
    size = sum(file.bytes for file in result.files) / 1e6
    pace = f", {result.throughput:,.0f} MB a second of CPU" if result.throughput else ""
    told = f"{sum(file.words for file in result.files):,} words in {len(read):,} files ({size:,.1f} MB{pace})"
    return f"{'[red]found[/]' if result.found else '[green]nothing found[/]'}: {told}"


def _safe(text: object) -> str:
    return escape(plain(text))
