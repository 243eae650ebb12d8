"""`stories`, `reprints`, `splits`: what the articles of a dataset tell together."""

from pathlib import Path
from typing import Annotated

import typer

from dateline import errors
from dateline.cli.output import show
from dateline.cli.root import EPILOG, AsJson, Dataset, Workers, app

Limit = Annotated[int, typer.Option("--limit", "-n", min=0, help="Show no more than so many; 0: all.")]

stories = typer.Typer(
    name="stories",
    help="Articles on the same event: list the stories of a dataset, and look at one.\n\n"
    "Examples: dateline stories list · dateline stories show c36cd3e86c03bab8",
    epilog=EPILOG,
    no_args_is_help=True,
)
splits = typer.Typer(
    name="splits",
    help="Training, validation and test: prove that nothing leaks from one to another.\n\n"
    "Example: dateline splits check",
    epilog=EPILOG,
    no_args_is_help=True,
)
app.add_typer(stories, name="stories")
app.add_typer(splits, name="splits")


@stories.command("list", epilog=EPILOG)
def list_command(
    holding: Annotated[
        str | None, typer.Argument(help="Only stories of which a headline holds these letters.", show_default=False)
    ] = None,
    least: Annotated[int, typer.Option("--articles", min=1, help="Only those of so many articles.")] = 2,
    limit: Limit = 50,
    dataset: Dataset = Path("dataset"),
    as_json: AsJson = False,
) -> None:
    """List the stories, those with most articles first.

    Examples: dateline stories list · dateline stories list sochi --json · dateline stories list --articles 5
    """
    from dateline.events import list_stories

    found = list_stories(dataset, holding=holding, least=least, most=limit or None)
    show(found, as_json, "events.show:show_stories")


@stories.command("show", epilog=EPILOG)
def show_command(
    which: Annotated[str, typer.Argument(help="The id of a story, or of an article that is in one.")],
    dataset: Dataset = Path("dataset"),
    as_json: AsJson = False,
) -> None:
    """Show one story: its articles by day, and what joined each of them.

    Examples: dateline stories show c36cd3e86c03bab8 · dateline stories show story-c36cd3e86c03bab8 --json
    """
    from dateline.events import tell_story

    show(tell_story(dataset, which), as_json, "events.show:show_story")


@app.command(epilog=EPILOG)
def reprints(limit: Limit = 50, dataset: Dataset = Path("dataset"), as_json: AsJson = False) -> None:
    """List the articles that reprint or repeat another, with what they share. All of them stay in the dataset.

    Examples: dateline reprints · dateline reprints --dataset my-dataset --limit 0 --json
    """
    from dateline.events import list_reprints

    show(list_reprints(dataset, most=limit or None), as_json, "events.show:show_reprints")


@splits.command("check", epilog=EPILOG)
def check_command(dataset: Dataset = Path("dataset"), workers: Workers = None, as_json: AsJson = False) -> None:
    """Compare the articles of different sides, or folds, with each other; end with 1 where something is on two.

    Texts, reprints, stories and long quotations are looked at anew: what the build said of groups is not believed.

    Examples: dateline splits check · dateline splits check --dataset my-dataset --json
    """
    from dateline.events import check_sides

    report = check_sides(dataset, workers=workers)
    show(report, as_json, "events.show:show_leaks")
    raise typer.Exit(errors.OK if report.ok else errors.INVALID)
