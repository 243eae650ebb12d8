"""A release on the terminal."""

from __future__ import annotations  # the type below is named only: to show a release needs none of its machinery

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from dateline.printable import plain
from dateline.release.ledger import PARTS

if TYPE_CHECKING:
    from dateline.release.make import ReleaseResult

REASONS = 10  # reasons that are shown


def show_release(result: ReleaseResult) -> None:
    """What was released, why it has this number, and what to do next."""
    console = Console()
    release = result.release
    if not result.made and not result.dry_run:
        console.print(f"nothing to release: the data is release {release.version} of {release.released}")
        return
    verb = "would release" if result.dry_run else "released"
    before = f", {release.change} after {result.previous}" if result.previous else ", the first release"
    console.print(f"[bold]{verb} {release.version}[/]{before}: {escape(plain(result.folder))}")
    for reason in release.reasons[:REASONS]:
        console.print(f"  {escape(plain(reason))}")
    if len(release.reasons) > REASONS:
        console.print(f"  and {len(release.reasons) - REASONS} more reasons")
    for part in PARTS:
        for line in release.changes.get(part, ()):
            console.print(f"  [dim]{part}[/] {escape(plain(line))}")
    if result.made:
        console.print(f"changelog: {escape(plain(result.changelog))}")
        console.print("next: look at the difference, commit it, then dateline publish owner/name")
