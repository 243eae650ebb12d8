"""The command line. Each command parses, calls one function and shows what came of it; heavy imports stay inside."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline import __version__, errors

if TYPE_CHECKING:
    from dateline.pipeline import Progress

EPILOG = "Exit codes: 0 all is well, 1 the data breaks the contract, 2 wrong usage, 3 an input or setting is bad, 4 a bug, 130 interrupted."

app = typer.Typer(
    name="dateline",
    help="Turn raw news articles into a versioned, validated dataset: one row an article, evidence for every value.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Actors(StrEnum):
    none = "none"
    full = "full"


class Format(StrEnum):
    json_schema = "json-schema"
    arrow = "arrow"
    markdown = "markdown"


AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output, nothing else.")]


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False) -> None:
    if version:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.command(epilog=EPILOG)
def build(
    inputs: Annotated[list[str] | None, typer.Argument(help="Files, folders or globs. None: those that dataset.toml names.", show_default=False)] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the dataset. Its dataset.toml, where there is one, holds the settings.")] = Path("dataset"),
    settings: Annotated[Path | None, typer.Option("--settings", help="Another dataset.toml than the one in the folder.", show_default=False)] = None,
    workers: Annotated[int | None, typer.Option("--workers", "-w", min=1, help="Processes; by default one a processor.", show_default=False)] = None,
    actors: Annotated[Actors, typer.Option(help="Whether to find the actors that each article names.")] = Actors.full,
    as_json: AsJson = False,
) -> None:
    """Build a dataset: read, extract, normalize, validate, write.

    Without arguments it rebuilds ./dataset from its dataset.toml. With inputs it builds a dataset of them in the folder that --out
    names. Inputs that cannot be read go to the table "rejects" with the reason. The old dataset stays whole until the new one has
    passed every rule.

    Examples: dateline build · dateline build scraped/ --out my-dataset · dateline build 'pages/*.md' -o out --actors none --json
    """
    from dateline.api import build as run

    with _progress(quiet=as_json) as progress:
        result = run(inputs, out, settings=settings, workers=workers, actors=actors is Actors.full, progress=progress)
    if as_json:
        _print_json(result.to_json())
    else:
        from dateline.show import show_build

        show_build(result)


@app.command(epilog=EPILOG)
def validate(
    target: Annotated[str, typer.Argument(help="A dataset folder, one .parquet file, or owner/name on the Hub.")] = "dataset",
    as_json: AsJson = False,
) -> None:
    """Check every rule of the contract on every table; end with 1 where one is broken.

    Files against the manifest's hashes, Arrow schemas, every field, spans that slice to their text, ids and references, dates against
    addresses, no boilerplate in a body, and evidence against the raw documents where they are at hand.
    """
    from dateline.validate import validate as run

    report = run(target)
    if as_json:
        _print_json(report.to_json())
    else:
        from dateline.show import show_report

        show_report(report)
    raise typer.Exit(errors.OK if report.ok else errors.INVALID)


@app.command(epilog=EPILOG)
def explain(
    target: Annotated[str, typer.Argument(help="An article's id, or the path of a raw document.")],
    field: Annotated[str | None, typer.Option("--field", "-f", help="Only this field, such as date.", show_default=False)] = None,
    dataset: Annotated[Path, typer.Option("--dataset", "-d", help="The dataset that the id is looked up in, and whose settings hold.")] = Path("dataset"),
    as_json: AsJson = False,
) -> None:
    """Show a raw document with the characters that each field was read from, the rules that read them, and what was dropped and why.

    Examples: dateline explain dataset/raw/page.txt · dateline explain 51e010883e373678 --field date
    """
    from dateline.explain import explain as run

    explanation = run(target, dataset, field)
    if as_json:
        _print_json(explanation.to_json())
    else:
        from dateline.show import show_explanation

        show_explanation(explanation)


@app.command(epilog=EPILOG)
def schema(
    format: Annotated[Format, typer.Option("--format", help="Notation.")] = Format.markdown,
    table: Annotated[str | None, typer.Option("--table", "-t", help="One table, such as articles.", show_default=False)] = None,
) -> None:
    """Print the contract: every table, column, type, meaning and check."""
    from dateline_schema.render import render

    try:
        print(render(format.value, table).rstrip())
    except KeyError as error:
        from dateline_schema.tables import TABLES

        names = ", ".join(t.name for t in TABLES)
        raise errors.UsageError("no such table", field="--table", found=table, expected=names) from error


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


@contextmanager
def _progress(*, quiet: bool) -> Iterator["Progress"]:
    """A bar a stage on standard error; none where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show


def main() -> None:
    """Entry point: errors that a person can act on are one line, without a traceback."""
    try:
        app()
    except errors.DatelineError as error:
        if "--json" in sys.argv:
            _print_json(error.to_json())
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("dateline: interrupted; the old dataset is as it was", file=sys.stderr)
        sys.exit(errors.INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe, such as head, has enough
        sys.stderr.close()
        sys.exit(errors.OK)


if __name__ == "__main__":
    main()
