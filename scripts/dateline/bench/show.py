"""Benchmarks on the terminal. Names come from datasets and files of others: they are escaped."""

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from dateline.bench.answering import Answered
from dateline.bench.create import Created
from dateline.bench.exporting import Exported
from dateline.bench.folder import SIDES
from dateline.bench.listing import Listed, Listing
from dateline.bench.score import Scores
from dateline.bench.scoring.bootstrap import Figure
from dateline.bench.weight import LEAST, in_short
from dateline.printable import plain

WHAT = (
    f"A score is known to ± so much, by the independent groups of the test; on fewer than {LEAST} of them "
    "it means nothing: systems can hardly be told from each other."
)


def show_created(created: Created) -> None:
    """What was made: a line a task, with what a score on it means."""
    console = Console()
    manifest = created.manifest
    source, used = manifest["dataset"], manifest["articles"]
    console.print(
        f"{_safe(created.folder)}: of {used['used']:,} articles of {_safe(source['name'])} {source['version']}"
    )
    for reason, count in used["left_out"].items():
        console.print(f"  [dim]{count:,} in no task: {_safe(reason)}[/]")
    table = Table(Column("task", no_wrap=True), *SIDES, "groups", Column("a score is", no_wrap=True))
    for name, entry in manifest["tasks"].items():
        sizes = (f"{entry['items'].get(side, 0):,}" for side in SIDES)
        groups = entry["groups"].get("test", 0)
        table.add_row(name, *sizes, f"{groups:,}", _weight(in_short(groups)))
    console.print(table)
    console.print(WHAT)
    report = manifest["leaks"]
    console.print(f"Leaks: none found in {report['pairs']:,} pairs across sides, {report['compared']:,} compared.")


def show_listing(listing: Listing) -> None:
    """Each task: its question, and in a line below its metric, its sizes, its baselines and formats."""
    console = Console()
    for one in listing.tasks:
        console.print(f"[bold]{one.name}[/]  {escape(one.meaning)}", soft_wrap=True)
        held = "" if one.groups is None else f" · {_held(one)}"
        more = f"baselines {', '.join(one.baselines)} · formats {', '.join(one.formats)}"
        console.print(f"    {one.metric}{held} · [dim]{more}[/]", soft_wrap=True)
    if listing.benchmark is None:
        console.print("No benchmark here yet: dateline bench create")


def _held(one: Listed) -> str:
    items = ", ".join(f"{side} {count:,}" for side, count in (one.items or {}).items()) or "none"
    return f"items {items} · {_weight(in_short(one.groups or 0))}"


def show_scores(scores: Scores) -> None:
    """Figures with their intervals, and what they rest on."""
    console = Console()
    _scores(console, scores)


def show_answered(answered: Answered) -> None:
    """What each baseline scores."""
    console = Console()
    for scores in answered.scores:
        _scores(console, scores)
    for file in answered.files:
        console.print(f"written: {_safe(file)}", soft_wrap=True)


def show_exported(exported: Exported) -> None:
    """The files that were written."""
    console = Console()
    console.print(f"{exported.task} as {exported.format} in {_safe(exported.folder)}:", soft_wrap=True)
    for file in exported.files:
        console.print(f"  {_safe(file)}", soft_wrap=True)


def _scores(console: Console, scores: Scores) -> None:
    console.print(
        f"[bold]{scores.task}[/] {scores.split}, {_safe(scores.system)}: "
        f"{scores.answered:,} of {scores.items:,} items answered"
    )
    for reason, count in scores.left_out.items():
        console.print(f"  [dim]{count:,} not scored: {_safe(reason)}[/]")
    kinds = list(scores.by_label)
    table = Table(Column("metric", no_wrap=True), "all", *kinds)
    for place, figure in enumerate(scores.figures):
        table.add_row(figure.name, _figure(figure), *(_figure(scores.by_label[kind][place]) for kind in kinds))
    console.print(table)
    console.print(_weight(scores.weight))


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return "not measurable"
    interval = "" if figure.low is None or figure.high is None else f" ({figure.low:.3f} to {figure.high:.3f})"
    return f"{figure.value:.3f}{interval}"


def _weight(text: str) -> str:
    return f"[yellow]{escape(text)}[/]" if text.startswith(("too small", "has no items", "no items")) else escape(text)


def _safe(text: object) -> str:
    return escape(plain(str(text)))
