"""The command line. Each command parses, calls one function and shows what came of it; heavy imports stay inside."""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from dateline import __version__, errors
from dateline.printable import plain

if TYPE_CHECKING:
    from dateline.pipeline import Progress

EPILOG = (
    "Exit codes: 0 all is well, 1 the data breaks the contract, 2 wrong usage, 3 an input or setting is bad, 4 a bug, "
    "130 interrupted."
)
INTERVAL = 30.0  # seconds between the lines that tell of progress where there is no terminal

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
    """Values of `--actors`."""

    none = "none"
    full = "full"


class Format(StrEnum):
    """Values of `--format`."""

    json_schema = "json-schema"
    arrow = "arrow"
    markdown = "markdown"


class Result(Protocol):
    """What a command shows."""

    def to_json(self) -> dict[str, Any]:
        """The same facts for a script."""


Inputs = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders or globs. None: those that dataset.toml names.", show_default=False),
]
Out = Annotated[
    Path,
    typer.Option(
        "--out", "-o", help="Folder of the dataset. Its dataset.toml, where there is one, holds the settings."
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", help="Another dataset.toml than the one in the folder.", show_default=False),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", min=1, help="Processes; by default one a processor.", show_default=False),
]
WhichActors = Annotated[Actors, typer.Option(help="Whether to find the actors that each article names.")]
Dataset = Annotated[
    Path,
    typer.Option("--dataset", "-d", help="The dataset that the id is looked up in, and whose settings hold."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output, nothing else.")]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
) -> None:
    """Show the version where it is asked for; the help of `app` stands for this."""
    if version:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.command(epilog=EPILOG)
def build(
    inputs: Inputs = None,
    out: Out = Path("dataset"),
    settings: SettingsFile = None,
    workers: Workers = None,
    actors: WhichActors = Actors.full,
    as_json: AsJson = False,
) -> None:
    """Build a dataset: read, extract, normalize, validate, write.

    Without arguments it rebuilds ./dataset from its dataset.toml. With inputs it builds a dataset of them in the folder
    that --out names. Inputs that cannot be read go to the table "rejects" with the reason. The old dataset stays whole
    until the new one has passed every rule.

    Examples: dateline build · dateline build scraped/ --out my-dataset · dateline build 'pages/*.md' -o out --json
    """
    from dateline.api import build as run

    with _progress(quiet=as_json) as progress:
        result = run(inputs, out, settings=settings, workers=workers, actors=actors is Actors.full, progress=progress)
    _show(result, as_json, "show_build")


@app.command(epilog=EPILOG)
def validate(
    target: Annotated[
        str, typer.Argument(help="A dataset folder, a .parquet file, or owner/name on the Hub.")
    ] = "dataset",
    as_json: AsJson = False,
) -> None:
    """Check every rule of the contract on every table; end with 1 where one is broken.

    Files against the manifest's hashes, Arrow schemas, every field, spans that slice to their text, ids and references,
    dates against addresses, no boilerplate in a body, and evidence against the raw documents where they are at hand.

    Examples: dateline validate · dateline validate my-dataset --json · dateline validate owner/name
    """
    from dateline.validate import validate as run

    report = run(target)
    _show(report, as_json, "show_report")
    raise typer.Exit(errors.OK if report.ok else errors.INVALID)


@app.command(epilog=EPILOG)
def explain(
    target: Annotated[str, typer.Argument(help="An article's id, or the path of a raw document.")],
    field: Annotated[
        str | None, typer.Option("--field", "-f", help="Only this field, such as date.", show_default=False)
    ] = None,
    dataset: Dataset = Path("dataset"),
    as_json: AsJson = False,
) -> None:
    """Show why an article's fields are what they are.

    The raw document with the characters that each field was read from, the rules that read them, and what was dropped
    and why.

    Examples: dateline explain dataset/raw/page.txt · dateline explain 51e010883e373678 --field date
    """
    from dateline.explain import explain as run

    _show(run(target, dataset, field), as_json, "show_explanation")


@app.command(epilog=EPILOG)
def schema(
    format: Annotated[Format, typer.Option("--format", help="Notation.")] = Format.markdown,
    table: Annotated[
        str | None, typer.Option("--table", "-t", help="One table, such as articles.", show_default=False)
    ] = None,
) -> None:
    """Print the contract: every table, column, type, meaning and check.

    Examples: dateline schema · dateline schema --format json-schema --table articles
    """
    from dateline_schema.render import render
    from dateline_schema.tables import BY_NAME

    if table is not None and table not in BY_NAME:
        raise errors.UsageError("no such table", field="--table", found=table, expected=", ".join(BY_NAME))
    _print(lambda: print(render(format.value, table).rstrip()))


def _show(result: Result, as_json: bool, show: str) -> None:
    if as_json:
        _print(lambda: print(_as_json(result.to_json())))
    else:
        _print(lambda: getattr(import_module("dateline.show"), show)(result))


def _print(write: Callable[[], None]) -> None:
    """Write to standard output; a reader that has enough, such as `head`, is no error."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_json(value: dict[str, Any]) -> str:
    """JSON that standard output can write, whatever its encoding."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return json.dumps(value, indent=2)
    return text


@contextmanager
def _progress(*, quiet: bool) -> Iterator["Progress"]:
    """What is being done, on standard error: a bar a stage on a terminal, a line now and then where there is none."""
    if quiet:
        yield lambda what, done, total: None
    elif not sys.stderr.isatty():
        yield _lines()
    else:
        with _bars() as show:
            yield show


def _lines() -> "Progress":
    """A line where a stage begins and ends, and every half minute between."""
    last: dict[str, float] = {}

    def show(what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done in (0, total) or now - last.get(what, now) >= INTERVAL:
            last[what] = now
            print(f"dateline: {what}: {done:,} of {total:,}", file=sys.stderr, flush=True)

    return show


@contextmanager
def _bars() -> Iterator["Progress"]:
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
    """Entry point: an error that a person can act on is one line, without a traceback; a bug is reported whole."""
    try:
        app()
    except errors.DatelineError as error:
        if "--json" in sys.argv:
            print(_as_json(error.to_json()))
        _say(str(error))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == errors.INTERRUPTED:
            _say("interrupted; the old dataset is as it was")
        raise
    except KeyboardInterrupt:
        _say("interrupted; the old dataset is as it was")
        sys.exit(errors.INTERRUPTED)
    except OSError as error:  # a full disk, a folder that may not be written to
        place = f"{error.filename}: " if error.filename else ""
        _say(f"{place}{error.strerror or error}")
        sys.exit(errors.INTERNAL)
    except Exception:
        traceback.print_exc()
        _say("this is a bug in Dateline; please report it with the lines above")
        sys.exit(errors.INTERNAL)


def _say(message: str) -> None:
    print(f"dateline: {plain(message)}", file=sys.stderr)


if __name__ == "__main__":
    main()
