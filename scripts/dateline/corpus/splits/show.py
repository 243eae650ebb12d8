"""A leak report on the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.corpus.splits.leaks import Kind, Leaks
from dateline.printable import plain


def show_leaks(report: Leaks) -> None:
    """The answer, how much was compared, the closest pair, and what leaks, by kind."""
    console = Console()
    answer = "[bold green]no leak[/]" if report.ok else "[bold red]leaks[/]"
    sides = ", ".join(f"{count:,} {name}" for name, count in report.sides) or "no sides"
    console.print(f"{answer} ({escape(plain(sides))})")
    console.print(f"{report.pairs:,} pairs across sides, {report.met:,} share text, {report.compared:,} compared")
    if report.unread:
        console.print(f"[bold red]{report.unread:,} articles have a side and no text to look at[/]")
    for what in report.idle:
        console.print(escape(plain(f"no article of the {what}, which the settings hold out: is it spelt so?")))
    if closest := report.closest:
        pair = f"{closest.one} ({closest.sides[0]}) and {closest.other} ({closest.sides[1]})"
        measures = f"Jaccard {closest.jaccard:.3f}, containment {closest.containment:.3f}"
        console.print(escape(plain(f"closest: {pair}: {measures}")), soft_wrap=True)
    console.print(_kinds(report.kinds))


def _kinds(kinds: tuple[Kind, ...]) -> Table:
    table = Table("kind", "checked", "on two sides", "examples")
    for kind in kinds:
        examples = "\n".join(" and ".join(pair) for pair in kind.examples[:3])
        cells = (kind.name, f"{kind.checked:,}", f"{kind.found:,}", examples)
        table.add_row(*(escape(plain(cell)) for cell in cells))
    return table
