"""Stories and reprints on the terminal. What is read from articles is untrusted: it is escaped."""

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from dateline.corpus.splits.show import show_leaks as show_leaks
from dateline.events.reprints import Reprints
from dateline.events.stories import Stories, Story
from dateline.printable import plain


def show_stories(found: Stories) -> None:
    """A line a story."""
    console = Console()
    table = Table(Column("id", no_wrap=True), "days", "articles", "sources", "headline")
    for row in found.stories:
        days = " to ".join(dict.fromkeys(str(day) for day in (row["date_start"], row["date_end"]) if day))
        table.add_row(row["id"], days, f"{row['articles']:,}", f"{row['sources']:,}", _cell(row["headline"]))
    console.print(table)
    _rest(console, len(found.stories), found.total, "stories")


def show_story(found: Story) -> None:
    """The articles of a story by day, each with why it is in it."""
    console = Console()
    console.print(f"[bold]{_cell(found.story['headline'])}[/] ({found.story['id']})")
    for row in found.articles:
        day = str(row["date"] or row["date_edtf"] or "no day")
        known = f" ({row['date_basis']})" if row["date_basis"] else ""
        console.print(f"{row['id']}  {day}{known}  {_cell(row['source'])}: {_cell(row['title'])}", soft_wrap=True)
        if row["duplicate_of"]:
            console.print(f"    reprints {row['duplicate_of']}")
        console.print(f"    [dim]{_cell(row['reason'])}[/]", soft_wrap=True)


def show_reprints(found: Reprints) -> None:
    """Each reprint with its original, and what they share."""
    console = Console()
    for row in found.reprints:
        console.print(f"{row['id']}  {_cell(row['source'])}: {_cell(row['title'])}", soft_wrap=True)
        console.print(
            f"    of {row['duplicate_of']}  {_cell(row['of_source'])}: {_cell(row['of_title'])}", soft_wrap=True
        )
        console.print(f"    [dim]{_cell(row['rule'])}: {_cell(row['reason'])}[/]", soft_wrap=True)
    _rest(console, len(found.reprints), found.total, "reprints")


def _rest(console: Console, shown: int, total: int, what: str) -> None:
    console.print(f"{shown:,} {what}" + (f"; {total - shown:,} more, --limit 0 shows all" if total > shown else ""))


def _cell(value: str | None) -> str:
    return escape(plain(value or ""))
