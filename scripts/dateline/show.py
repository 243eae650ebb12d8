"""Results on the terminal. Article text is untrusted: it is escaped, and no control character reaches the terminal."""

from __future__ import annotations  # the types below are named only: to show a report needs no extraction

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from dateline.printable import plain

if TYPE_CHECKING:
    from dateline.cache import Used
    from dateline.explain import Explanation
    from dateline.fields.finding import Finding
    from dateline.pipeline import BuildResult
    from dateline.validate import Report

SHOWN = 50  # failures in the table
STYLES = {
    "title": "bold black on bright_yellow",
    "subtitle": "black on yellow",
    "date": "bold white on blue",
    "date_edtf": "white on blue",
    "source": "black on bright_green",
    "agencies": "black on green",
    "authors": "black on bright_cyan",
    "translator": "black on cyan",
    "url": "black on bright_magenta",
    "body": "",
}


def show_build(result: BuildResult) -> None:
    """What a build made, in a few lines."""
    console = Console()
    rows = result.rows
    told = f"{rows.get('articles', 0):,} articles and {rows.get('rejects', 0):,} rejects of {result.inputs:,} documents"
    console.print(f"[bold]{escape(plain(result.folder))}[/]: {told}")
    table = Table("table", "rows")
    for name, count in rows.items():
        table.add_row(name, f"{count:,}")
    console.print(table)
    for rule, count in result.rejects.items():
        console.print(f"  rejected {count:,}: {escape(plain(rule))}")
    for what, count in result.skipped.items():
        console.print(f"  skipped {count:,}: {escape(plain(what))}")
    _show_cache(console, result.cache)


def _show_cache(console: Console, used: Used) -> None:
    if used.reused:
        console.print(f"  {used.reused:,} documents as an earlier build had read them")
    if used.broken:
        console.print(f"[yellow]  {used.broken:,} entries of the cache were damaged, and made anew[/]")
    if used.unkept:
        console.print(f"[yellow]  {used.unkept:,} shards were not kept in the cache: no room, or no right to write[/]")


def show_report(report: Report) -> None:
    """The failures of a validation, or that there are none."""
    console = Console()
    rows = ", ".join(f"{count:,} {name}" for name, count in report.rows.items())
    if report.ok:
        for finding in report.findings[:SHOWN]:
            console.print(f"[yellow]look at[/] {finding.article}: {escape(plain(finding.message))}")
        if len(report.findings) > SHOWN:
            console.print(f"… and {len(report.findings) - SHOWN:,} more to look at; --json shows up to 1,000")
        console.print(f"[green]valid[/] {escape(plain(report.target))}: {rows}")
        return
    table = Table("table", "article", "column", "rule", "found", "expected", title=f"{report.total:,} failures")
    for f in report.failures[:SHOWN]:
        table.add_row(*(escape(plain(value)) for value in (f.table, f.article, f.column, f.rule, f.found, f.expected)))
    console.print(table)
    if report.total > SHOWN:
        console.print(f"… and {report.total - SHOWN:,} more; --json shows up to 1,000")
    for rule, count in sorted(report.counts.items()):
        console.print(f"  {count:,} × {escape(rule)}")
    console.print(f"[red]invalid[/] {escape(plain(report.target))}: {rows}")


def show_explanation(explanation: Explanation) -> None:
    """The raw document with highlighted spans, the findings, and the dropped blocks."""
    console = Console()
    document = explanation.document
    console.rule(escape(plain(f"{document.raw_path}  ({document.encoding})")))
    console.print(_highlighted(explanation))
    console.rule("fields")
    console.print(_findings(explanation))
    if explanation.together:
        console.rule("by other articles")
        for row in explanation.together:
            told = f"{row['field']} {row['value'] or 'null'} ({row['rule']}): {row['reason']}"
            console.print(escape(plain(f"{told}; from {', '.join(row['articles'])}")), soft_wrap=True)
    if explanation.dropped:
        console.rule("dropped")
        table = Table("kind", "rule", "score", "at", "text")
        for d in explanation.dropped:
            table.add_row(d.kind, d.rule, f"{d.score:.2f}", f"{d.start}–{d.end}", Text(plain(d.text[:100])))
        console.print(table)


def _highlighted(explanation: Explanation) -> Text:
    """The document, what was read from it in colour, what is in no field dim."""
    raw = explanation.document.text
    text = Text()
    at = 0
    for start, end, field in sorted(_spans(explanation.findings)):
        if start < at:
            continue
        text.append(plain(raw[at:start]), style="dim")
        text.append(plain(raw[start:end]), style=STYLES.get(field, "reverse"))
        at = end
    return text.append(plain(raw[at:]), style="dim")


def _spans(findings: Iterable[Finding]) -> set[tuple[int, int, str]]:
    return {(f.start, f.end, f.field) for f in findings if f.start is not None and f.end is not None}


def _findings(explanation: Explanation) -> Table:
    table = Table("field", "value", "rule", "at", "note")
    for found in _shortened(explanation.findings):
        value = Text("null", style="dim") if found.value is None else Text(plain(found.value[:80]))
        place = "" if found.start is None else f"{found.start}–{found.end}"
        table.add_row(found.field, value, found.rule, place, Text(plain(_note(found))))
    return table


def _note(found: Finding) -> str:
    return found.reason or "" if found.chosen else f"not chosen: {found.reason or 'another value holds'}"


def _shortened(findings: Iterable[Finding]) -> list[Finding]:
    """All findings, but of the body's paragraphs only the first two and the last where there are many."""
    body = [found for found in findings if found.field == "body"]
    hidden = set(map(id, body[2:-1])) if len(body) > 4 else set()
    return [found for found in findings if id(found) not in hidden]
