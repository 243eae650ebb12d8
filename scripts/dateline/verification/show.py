"""A verification on the terminal."""

from __future__ import annotations  # the type below is named only: the module that has it imports this one

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from dateline.printable import plain

if TYPE_CHECKING:
    from dateline.verify import Verification

SHOWN = 10
"""Problems of a check that are shown."""

STYLES = {"passed": "green", "failed": "bold red", "not done": "yellow"}


def show_verification(verification: Verification) -> None:
    """A line a check, and below those that failed what is wrong and what to do."""
    console = Console()
    for check in verification.checks:
        state = f"[{STYLES[check.state]}]{check.state:8}[/]"
        console.print(f"{state} {check.name:10} {escape(plain(check.note))}", soft_wrap=True)
        for problem in check.problems[:SHOWN]:
            console.print(f"           {escape(plain(problem.message))}", soft_wrap=True, highlight=False)
        if check.total > SHOWN:
            console.print(f"           … and {check.total - SHOWN:,} more; --json shows up to 100")
    verdict = "[green]verified[/]" if verification.ok else "[bold red]not as it should be[/]"
    left = ", ".join(check.name for check in verification.checks if check.state == "not done")
    console.print(f"{verdict} {escape(plain(verification.target))}" + (f" (not done: {left})" if left else ""))
