"""`build`, `validate`, `explain`, `schema`: a dataset is made and looked at."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline import errors
from dateline.cli.output import progress, show, write_out
from dateline.cli.root import EPILOG, AsJson, Workers, app


class Actors(StrEnum):
    """Values of `--actors`."""

    none = "none"
    authority = "authority"
    full = "full"


class Text(StrEnum):
    """Values of `--text`."""

    full = "full"
    withheld = "withheld"


class EngineName(StrEnum):
    """Values of `--engine`."""

    local = "local"
    spark = "spark"


class Format(StrEnum):
    """Values of `--format`."""

    json_schema = "json-schema"
    arrow = "arrow"
    markdown = "markdown"


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, folders or globs; - for standard input; hf://datasets/owner/name for what is in the local cache. "
        "None: those that dataset.toml names.",
        show_default=False,
    ),
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
WhichActors = Annotated[
    Actors,
    typer.Option(
        help="How to find the actors that each article names: full; authority, by known names and rules without the "
        "statistical model, which is several times as fast; or none."
    ),
]
Authorities = Annotated[
    list[Path] | None,
    typer.Option(
        "--authority",
        help="A file of actors that are known beforehand, with their names: JSON Lines of Dateline, or of "
        "FollowTheMoney (OpenSanctions). Can be repeated.",
        show_default=False,
    ),
]
Map = Annotated[
    str | None,
    typer.Option(
        "--map",
        help="What the columns of JSON Lines or Parquet are called: html=content,url=link. Fields: html, text, url, "
        "id, title, date, authors, language, source, charset; an empty column means none. By default the usual names.",
        show_default=False,
    ),
]
WhichText = Annotated[
    Text | None,
    typer.Option(
        help="What the dataset holds of the texts: all, or all but the bodies. By default as dataset.toml says.",
        show_default=False,
    ),
]
WhichEngine = Annotated[
    EngineName,
    typer.Option(
        "--engine", help="What runs it: processes of this machine, or Spark (the package's extra spark, and Java 17)."
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        help="URL of a Spark cluster, such as spark://host:7077, yarn or k8s://...; its machines must see inputs and "
        "--out under the same paths. By default Spark runs on this machine.",
        show_default=False,
    ),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        help="Folder that keeps what was read of each document, so that the next build reads what has changed alone. "
        "By default dateline in the user's cache folder, or DATELINE_CACHE. Safe to delete.",
        show_default=False,
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every document anew, and keep nothing of it.")]
Dataset = Annotated[
    Path,
    typer.Option("--dataset", "-d", help="The dataset that the id is looked up in, and whose settings hold."),
]


@app.command(epilog=EPILOG)
def build(
    inputs: Inputs = None,
    out: Out = Path("dataset"),
    settings: SettingsFile = None,
    workers: Workers = None,
    actors: WhichActors = Actors.full,
    authority: Authorities = None,
    text: WhichText = None,
    columns: Map = None,
    engine: WhichEngine = EngineName.local,
    master: Master = None,
    cache: Cache = None,
    no_cache: NoCache = False,
    as_json: AsJson = False,
) -> None:
    """Build a dataset: read, extract, normalize, compare articles with each other, validate, write.

    Without arguments it rebuilds ./dataset from its dataset.toml. With inputs it builds a dataset of them in the folder
    that --out names: HTML pages, text and markdown, each also as .gz or .zst; JSON Lines, Parquet and Arrow tables,
    WARC. What cannot be read goes to the table "rejects" with the reason. The old dataset stays whole until the new one
    has passed every rule. What has not changed since the last build is taken from a cache, and a build that was killed
    goes on where it stopped; the dataset is that of a full build, bit for bit.

    Examples: dateline build · dateline build scraped/ --out my-dataset · dateline build 'pages/*.md' -o out --json ·
    dateline build crawl.warc.gz pages.jsonl.zst --map html=content,url=link -o out ·
    dateline build --text withheld --settings dataset/dataset.toml -o without-bodies
    """
    from dateline.api import build as run
    from dateline.cache import cache_folder
    from dateline.mapping import parse_map

    with progress(quiet=as_json) as tell:
        result = run(
            inputs,
            out,
            settings=settings,
            workers=workers,
            actors=actors.value,
            authorities=authority or (),
            text=text.value if text else None,
            mapping=parse_map(columns) if columns else None,
            engine=engine.value,
            master=master,
            cache=None if no_cache else cache or cache_folder(),
            progress=tell,
        )
    show(result, as_json, "show:show_build")


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
    show(report, as_json, "show:show_report")
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

    show(run(target, dataset, field), as_json, "show:show_explanation")


@app.command(epilog=EPILOG)
def schema(
    format: Annotated[Format, typer.Option("--format", help="Notation.")] = Format.markdown,
    table: Annotated[
        str | None, typer.Option("--table", "-t", help="One table, such as articles.", show_default=False)
    ] = None,
    text: Annotated[Text, typer.Option(help="Which edition: with the texts, or without.")] = Text.full,
) -> None:
    """Print the contract: every table, column, type, meaning and check.

    Examples: dateline schema · dateline schema --format json-schema --table articles · dateline schema --text withheld
    """
    from dateline_schema.render import render
    from dateline_schema.tables import BY_NAME

    if table is not None and table not in BY_NAME:
        raise errors.UsageError("no such table", field="--table", found=table, expected=", ".join(BY_NAME))
    write_out(lambda: print(render(format.value, table, text.value).rstrip()))
