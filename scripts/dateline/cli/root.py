"""The application that the commands register with, and the options that several of them share."""

from pathlib import Path
from typing import Annotated

import typer

from dateline import __version__

EPILOG = (
    "Exit codes: 0 all is well, 1 the data breaks the contract, 2 wrong usage, 3 an input or setting is bad, 4 a bug, "
    "130 interrupted."
)

Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", min=1, help="Processes; by default one a processor.", show_default=False),
]
Dataset = Annotated[Path, typer.Option("--dataset", "-d", help="Folder of the dataset.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output, nothing else.")]

app = typer.Typer(
    name="dateline",
    help="Turn raw news articles into a versioned, validated dataset: one row an article, evidence for every value.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Show the version and end.", is_eager=True)] = False,
) -> None:
    """Show the version where it is asked for; the help of `app` stands for this."""
    if version:
        print(f"dateline {__version__}")
        raise typer.Exit
