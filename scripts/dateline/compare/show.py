"""A comparison on the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.compare.result import Diff
from dateline.compare.sections import Section, headline, sections, travel_line
from dateline.printable import plain

STYLES = {"major": "bold red", "minor": "bold yellow", "patch": "bold cyan", "none": "bold green"}


def show_diff(diff: Diff) -> None:
    """The verdict with its reasons, what changed with examples, and what an upload would move."""
    console = Console()
    console.print(f"[{STYLES[diff.verdict]}]{escape(plain(headline(diff)))}[/]")
    for section in sections(diff):
        console.print(_table(section))
    console.print(escape(plain(travel_line(diff))))


def _table(section: Section) -> Table:
    table = Table(title=section.title, title_justify="left")
    for place, name in enumerate(section.head):
        table.add_column(name, no_wrap=place == 0, overflow="fold")
    for row in section.rows:
        table.add_row(*(escape(plain(value)) for value in row))
    return table
