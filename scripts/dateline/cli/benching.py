"""`bench`: tasks made from a dataset, scored, exported, and held against training texts."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline import errors
from dateline.cli.output import progress, show
from dateline.cli.root import EPILOG, AsJson, Dataset, Workers, app


class Format(StrEnum):
    """Values of `--format`."""

    jsonl = "jsonl"
    beir = "beir"
    mteb = "mteb"
    lm_eval = "lm-eval"
    inspect = "inspect"
    iob2 = "iob2"
    hipe = "hipe"


bench = typer.Typer(
    name="bench",
    help="Benchmarks from a dataset: make tasks of it, score answers, run baselines, export to other tools.\n\n"
    "Examples: dateline bench create · dateline bench baseline headline · "
    "dateline bench export retrieval --format beir --out beir",
    epilog=EPILOG,
    no_args_is_help=True,
)
app.add_typer(bench, name="bench")

Folder = Annotated[Path, typer.Option("--benchmark", "-b", help="Folder of the benchmark.")]
Name = Annotated[str, typer.Argument(help="Name of a task, such as headline; dateline bench list shows all.")]
Keys = Annotated[
    Path | None,
    typer.Option("--keys", help="Folder of the answers, where the benchmark keeps them apart.", show_default=False),
]


@bench.command("list", epilog=EPILOG)
def list_command(folder: Folder = Path("benchmark"), as_json: AsJson = False) -> None:
    """List the tasks: what each asks, its metric, baselines and formats, and what a benchmark holds of it.

    Examples: dateline bench list · dateline bench list --benchmark my-benchmark --json
    """
    from dateline.bench.listing import list_tasks

    show(list_tasks(folder), as_json, "bench.show:show_listing")


@bench.command("create", epilog=EPILOG)
def create_command(
    tasks: Annotated[
        list[str] | None, typer.Argument(help="Names of tasks; none means all.", show_default=False)
    ] = None,
    dataset: Dataset = Path("dataset"),
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the benchmark.")] = Path("benchmark"),
    reviewed: Annotated[
        Path | None,
        typer.Option(
            help="What persons decided on items, as JSON lines: they become gold. By default reviewed.jsonl of the "
            "dataset, where it is there.",
            show_default=False,
        ),
    ] = None,
    keys: Annotated[
        Path | None,
        typer.Option(
            "--keys",
            help="Another folder for the answers of the test, to be published apart or not at all.",
            show_default=False,
        ),
    ] = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Make a benchmark of a dataset: tasks with leak-safe sides, a card, and what baselines score.

    The splits are checked first: where articles of two sides are too much alike, nothing is made and the end is 1. The
    same dataset makes the same bytes; an item keeps its id when the dataset grows.

    Examples: dateline bench create · dateline bench create headline retrieval --dataset my-dataset -o my-benchmark ·
    dateline bench create --keys answers
    """
    from dateline.bench.create import create

    with progress(quiet=as_json) as told:
        made = create(dataset, out, tasks=tasks or (), reviewed=reviewed, keys=keys, workers=workers, progress=told)
    show(made, as_json, "bench.show:show_created")


@bench.command("score", epilog=EPILOG)
def score_command(
    task: Name,
    predictions: Annotated[
        Path, typer.Argument(help='JSON lines: {"id": ..., "prediction": ...}; what has no line is not answered.')
    ],
    folder: Folder = Path("benchmark"),
    split: Annotated[str, typer.Option(help="The side that was answered: train, validation or test.")] = "test",
    keys: Keys = None,
    system: Annotated[
        str | None,
        typer.Option(
            help="Name of what answered. What Dateline derived is left out for names that begin with dateline.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score predictions: every metric with its 95% interval, for all items and by how far labels can be trusted.

    Examples: dateline bench score headline answers.jsonl · dateline bench score retrieval run.jsonl --json ·
    dateline bench score date-inference answers.jsonl --keys answers
    """
    from dateline.bench.score import score

    found = score(folder, task, predictions, split=split, keys=keys, system=system)
    show(found, as_json, "bench.show:show_scores")


@bench.command("baseline", epilog=EPILOG)
def baseline_command(
    task: Name,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A baseline; can be repeated. None means all.", show_default=False),
    ] = None,
    folder: Folder = Path("benchmark"),
    keys: Keys = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Folder for their predictions, a file each.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Run the baselines of a task on its test, offline, and score them.

    Examples: dateline bench baseline headline · dateline bench baseline retrieval --name bm25 --out predictions
    """
    from dateline.bench.answering import baseline

    show(baseline(folder, task, names=tuple(name or ()), keys=keys, out=out), as_json, "bench.show:show_answered")


@bench.command("export", epilog=EPILOG)
def export_command(
    task: Name,
    fmt: Annotated[Format, typer.Option("--format", "-f", help="What the other tool reads.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="A folder that is new or empty.")],
    folder: Folder = Path("benchmark"),
    as_json: AsJson = False,
) -> None:
    """Write a task for another tool: plain JSON lines, BEIR, MTEB, lm-evaluation-harness, Inspect, IOB2, HIPE.

    Examples: dateline bench export retrieval -f beir -o beir · dateline bench export headline -f lm-eval -o lm-eval ·
    dateline bench export actor-recognition -f iob2 -o iob2
    """
    from dateline.bench.exporting import export

    show(export(folder, task, fmt.value, out), as_json, "bench.show:show_exported")


@bench.command("overlap", epilog=EPILOG)
def overlap_command(
    files: Annotated[
        list[str], typer.Argument(help="Training texts: .txt, .jsonl, .parquet; files, folders or globs.")
    ],
    folder: Folder = Path("benchmark"),
    words: Annotated[int, typer.Option("--words", "-n", min=5, help="Words in a row that count as the same.")] = 13,
    field: Annotated[
        str | None,
        typer.Option(
            help="The key or column to look in, such as messages.content; by default all.", show_default=False
        ),
    ] = None,
    keys: Keys = None,
    as_json: AsJson = False,
) -> None:
    """Look for the test in training texts: items whose words stand there too, and the canary.

    Ends with 1 where something is found, with 3 where a file cannot be read.

    Examples: dateline bench overlap corpus.jsonl.gz · dateline bench overlap texts/ --words 8 --json
    """
    from dateline.bench.overlap import overlap

    with progress(quiet=as_json) as told:
        found = overlap(folder, files, n=words, field=field, keys=keys, progress=told)
    show(found, as_json, "bench.overlap.show:show_overlap")
    raise typer.Exit(errors.BAD_INPUT if found.unread else errors.INVALID if found.found else errors.OK)
