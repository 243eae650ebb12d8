"""`actors`: who is in a dataset, why two spellings are one actor or two, and what a person decides on them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.output import show
from dateline.cli.root import EPILOG, AsJson, Dataset, app


class Kind(StrEnum):
    """Values of `--kind`."""

    person = "person"
    state = "state"
    organization = "organization"
    armed_group = "armed_group"
    body = "body"


class Verdict(StrEnum):
    """What is decided on two names."""

    same = "same"
    different = "different"
    unsure = "unsure"


One = Annotated[str, typer.Argument(help="A name or spelling, or an actor's id.")]
Other = Annotated[str, typer.Argument(help="Another one.")]

actors = typer.Typer(
    name="actors",
    help="Who is in a dataset: list the actors, look at one, see why spellings are one actor or two, and decide.\n\n"
    'Examples: dateline actors list · dateline actors show "Sergei Lavrov" · dateline actors review',
    epilog=EPILOG,
    no_args_is_help=True,
)
app.add_typer(actors, name="actors")


@actors.command("list", epilog=EPILOG)
def list_command(
    holding: Annotated[
        str | None, typer.Argument(help="Only names that hold these letters.", show_default=False)
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Only actors of this kind.", show_default=False)] = None,
    least: Annotated[int, typer.Option("--articles", min=0, help="Only those that so many articles name.")] = 1,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Show no more than so many; 0: all.")] = 50,
    dataset: Dataset = Path("dataset"),
    as_json: AsJson = False,
) -> None:
    """List the actors, those that most articles name first.

    Examples: dateline actors list · dateline actors list lavrov · dateline actors list --kind person --json
    """
    from dateline.roster import list_actors

    found = list_actors(dataset, kind=kind.value if kind else None, holding=holding, least=least, most=limit or None)
    show(found, as_json, "roster.show:show_listing")


@actors.command("show", epilog=EPILOG)
def show_command(who: One, dataset: Dataset = Path("dataset"), as_json: AsJson = False) -> None:
    """Show one actor: every spelling, each place with its sentence, roles, and why they were joined.

    Examples: dateline actors show state-ru · dateline actors show "Sergei Lavrov" --json
    """
    from dateline.roster import portray

    show(portray(dataset, who), as_json, "roster.show:show_portrait")


@actors.command("explain", epilog=EPILOG)
def explain_command(one: One, other: Other, dataset: Dataset = Path("dataset"), as_json: AsJson = False) -> None:
    """Show why two spellings are one actor or two: each rule that was asked, and what it said.

    Examples: dateline actors explain "Walid al-Moualem" "Walid Muallem" · dateline actors explain state-ru state-sy
    """
    from dateline.roster import explain_two

    show(explain_two(dataset, one, other), as_json, "roster.show:show_answer")


@actors.command("review", epilog=EPILOG)
def review_command(dataset: Dataset = Path("dataset"), as_json: AsJson = False) -> None:
    """List pairs of actors that may be one and that nobody has decided, the likeliest first.

    Decide on them with "dateline actors judge"; what is decided leaves the list at once and holds from the next build.

    Examples: dateline actors review · dateline actors review --dataset my-dataset --json
    """
    from dateline.roster import review

    show(review(dataset), as_json, "roster.show:show_review")


@actors.command("judge", epilog=EPILOG)
def judge_command(
    one: One,
    other: Other,
    verdict: Annotated[Verdict, typer.Argument(help="What the two are.")],
    reason: Annotated[str, typer.Option("--reason", "-r", help="What it was decided on.")],
    dataset: Dataset = Path("dataset"),
    as_json: AsJson = False,
) -> None:
    """Decide on two names or actors, and write it with the reason to dataset.toml; the next build follows it.

    Examples: dateline actors judge "Walid al-Moualem" "Walid Muallem" same --reason "one minister, two spellings" ·
    dateline actors judge "Hafez al-Assad" "Bashar al-Assad" different -r "father and son"
    """
    from dateline.roster import judge

    show(judge(dataset, one, other, verdict.value, reason), as_json, "roster.show:show_judged")
