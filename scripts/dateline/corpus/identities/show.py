"""Explanations and unsure joins on the terminal."""

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.corpus.identities.explain import Explanation
from dateline.printable import plain

STYLES = {"same": "bold green", "different": "bold red", "unsure": "bold yellow"}


def show_explanation(explanation: Explanation) -> None:
    """The answer, then every rule that was asked."""
    console = Console()
    head, *rest = explanation.lines()
    console.print(f"[{STYLES[explanation.answer]}]{escape(plain(head))}[/]")
    for line in rest:
        console.print(escape(plain(line)))


def show_review(rows: list[dict[str, Any]]) -> None:
    """Pairs that a person should look at, as `Linked.review` has them, and where each stands."""
    console = Console()
    table = Table(title=f"{len(rows)} joins for a person to decide", title_justify="left")
    for head in ("score", "one", "stands in", "other", "stands in", "why"):
        table.add_column(head, overflow="fold")
    for row in rows:
        one = (row["one_name"], row["one_article"] or row["one"])
        other = (row["other_name"], row["other_article"] or row["other"])
        cells = (f"{row['score']:.2f}", *one, *other, row["reason"])
        table.add_row(*(escape(plain(cell)) for cell in cells))
    console.print(table)
