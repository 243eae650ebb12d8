"""A plan and its outcome on the terminal."""

from __future__ import annotations  # the types below are named only

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.printable import plain

if TYPE_CHECKING:
    from dateline.hub.contents import LocalFile
    from dateline.hub.plan import Plan
    from dateline.hub.publish import Published
    from dateline.hub.remote import RemoteFile

SHOWN = 40
"""Files of a kind that are listed."""


def show_plan(plan: Plan) -> None:
    """What publishing would change on the Hub."""
    console = Console()
    if plan.state == "done":
        console.print(f"{_name(plan)} is published already: nothing to do")
        return
    where = "new repository" if plan.head is None else f"head {plan.head[:8]}"
    kind = "private" if plan.private else "public"
    console.print(f"[bold]{_name(plan)}[/] ({where}, {kind})")
    table = Table("", "file", "bytes")
    groups: tuple[tuple[str, Iterable[LocalFile | RemoteFile]], ...] = (
        ("[green]add[/]", plan.added),
        ("[yellow]change[/]", plan.changed),
        ("[red]remove[/]", plan.removed),
    )
    for what, group in groups:
        files = list(group)
        for file in files[:SHOWN]:
            table.add_row(what, escape(plain(file.path)), f"{file.size:,}")
        if len(files) > SHOWN:
            table.add_row(what, f"… and {len(files) - SHOWN:,} more", f"{sum(f.size for f in files[SHOWN:]):,}")
    if table.row_count:
        console.print(table)
    console.print(f"{len(plan.unchanged):,} files unchanged; at most {plan.travel:,} bytes travel")
    for path, reason in plan.left_out[:SHOWN]:
        console.print(f"  not published: {escape(plain(path))} ({escape(reason)})")
    if len(plan.left_out) > SHOWN:
        console.print(f"  … and {len(plan.left_out) - SHOWN:,} more that are not published")


def show_publish(result: Published | Plan) -> None:
    """What was published, or, of a dry run, what would be."""
    from dateline.hub.publish import Published

    console = Console()
    if not isinstance(result, Published):
        show_plan(result)
        console.print("dry run: nothing was sent")
        return
    if result.action == "nothing to do":
        show_plan(result.plan)
    else:
        show_plan(result.plan)
        rows = ", ".join(f"{count:,} {escape(plain(name))}" for name, count in result.checked.items())
        console.print(f"[green]{result.action}[/] as commit {result.commit[:8]}; loaded again and compared: {rows}")
    console.print(escape(plain(result.url)), soft_wrap=True)


def _name(plan: Plan) -> str:
    return escape(plain(f"{plan.repository} {plan.tag}"))
