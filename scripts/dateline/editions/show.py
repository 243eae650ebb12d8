"""A rehydration on the terminal."""

from __future__ import annotations  # the type below is named only: showing needs no extraction

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from dateline.printable import plain

if TYPE_CHECKING:
    from dateline.editions.rehydrate import Rehydrated

SHOWN = 20
"""Misses that are shown."""


def show_rehydrated(result: Rehydrated) -> None:
    """How many articles have their texts again, and why the others have not."""
    console = Console()
    colour = "green" if result.ok else "bold red"
    told = f"{result.filled:,} of {result.articles:,} articles filled in"
    console.print(f"[{colour}]{told}[/]: {escape(plain(result.folder))}", soft_wrap=True)
    if result.elsewhere:
        console.print(f"  {len(result.elsewhere):,} from other copies: their evidence has the values, not the places")
    for miss in result.misses[:SHOWN]:
        line = f"{miss.article} ({miss.raw_path}): {miss.rule}: {miss.message}"
        console.print(f"  {escape(plain(line))}", soft_wrap=True, highlight=False)
    if len(result.misses) > SHOWN:
        console.print(f"  … and {len(result.misses) - SHOWN:,} more; --json shows all")
    for rule, count in sorted(Counter(miss.rule for miss in result.misses).items()):
        console.print(f"  {count:,} × {escape(rule)}")
    if result.unexplained:
        console.print(f"  {result.unexplained:,} messages of rejects stay withheld: their documents are not here")
    for note in result.notes:
        console.print(f"  {escape(plain(note))}", soft_wrap=True)
