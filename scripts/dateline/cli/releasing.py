"""`diff`, `release`, `verify`, `publish`, `rehydrate`: a dataset gets a version, and others get the dataset."""

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline import errors
from dateline.cli.output import progress, show, write_out
from dateline.cli.root import EPILOG, AsJson, Workers, app


class Notation(StrEnum):
    """Values of `diff --format`."""

    table = "table"
    markdown = "markdown"
    json = "json"


Folder = Annotated[Path, typer.Argument(help="Folder of the dataset.")]
Place = "A dataset folder, owner/name[@v1.0.0] on the Hub, or a git revision (HEAD~1, main:path/to/dataset)."


@app.command(epilog=EPILOG)
def diff(
    old: Annotated[str, typer.Argument(help=Place)],
    new: Annotated[str, typer.Argument(help=Place)] = "dataset",
    format: Annotated[Notation, typer.Option("--format", help="Notation.")] = Notation.table,
    examples: Annotated[int, typer.Option("--examples", "-n", min=0, help="Examples to show of each change.")] = 5,
    table: Annotated[
        list[str] | None, typer.Option("--table", "-t", help="Only this table; can be repeated.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare two versions of a dataset: rows, values, schema, splits, and what the next version must be called.

    Rows are matched by their keys, and each column is counted by itself. The verdict is major where an id, column or
    table goes or a record moves to another split, minor where rows or columns come, patch where values are corrected.
    It ends with 0 whether or not they differ.

    Examples: dateline diff HEAD · dateline diff owner/name@v1.0.0 dataset · dateline diff old/ new/ --json ·
    dateline diff HEAD~1:dataset dataset --format markdown
    """
    from dateline.compare import compare, markdown, open_edition

    wanted = Notation.json if as_json else format
    with (
        progress(quiet=wanted is Notation.json) as tell,
        open_edition(old, _folder(new)) as before,
        open_edition(new, _folder(old)) as after,
    ):
        found = compare(before, after, examples=examples, tables=tuple(table) if table else None, progress=tell)
    if wanted is Notation.markdown:
        write_out(lambda: print(markdown(found)))
    else:
        show(found, wanted is Notation.json, "compare:show_diff")


def _folder(spec: str) -> Path | None:
    """The folder that a git revision of the other side is taken of."""
    return Path(spec) if Path(spec).is_dir() else None


@app.command(epilog=EPILOG)
def release(
    folder: Folder = Path("dataset"),
    version: Annotated[
        str | None,
        typer.Option("--version", help="Its number; by default the lowest that the changes allow.", show_default=False),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            help="Where the last release is, as for diff; by default it is looked for in the git history.",
            show_default=False,
        ),
    ] = None,
    day: Annotated[
        dt.datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Day of the release; by default today.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be released; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Release the data in a dataset folder: find its version, write the changelog, and the version into every text.

    The data must validate. It is compared with the last release, and a number that is lower than the changes demand, or
    taken, is refused. What stands under "Unreleased" in the changelog moves into the entry. releases.json keeps the
    digests of each release. The data files are not touched. Nothing leaves this machine: commit, then dateline publish.

    Examples: dateline release --dry-run · dateline release · dateline release dataset --version 1.0.0
    """
    from dateline.release.make import release as run

    today = (day or dt.datetime.now(dt.UTC)).date().isoformat()
    with progress(quiet=as_json) as tell:
        result = run(folder, today, version=version, against=against, dry_run=dry_run, progress=tell)
    show(result, as_json, "release.show:show_release")


@app.command(epilog=EPILOG)
def verify(
    target: Annotated[str, typer.Argument(help="A dataset folder, or owner/name[@v1.0.0] on the Hub.")] = "dataset",
    rebuild: Annotated[bool, typer.Option(help="Also build it again and compare every file.")] = True,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Check that a dataset is what it says: checksums, digests, releases, texts, and a rebuild from its raw documents.

    What cannot be checked, such as a rebuild without raw documents, is told as not done. It ends with 1 where a check
    fails. dateline validate checks the rules of the contract; this checks that nobody changed what was released.

    Examples: dateline verify · dateline verify owner/name@v1.0.0 · dateline verify my-dataset --no-rebuild --json
    """
    from dateline.verify import verify as run

    with progress(quiet=as_json) as tell:
        result = run(target, rebuild=rebuild, workers=workers, progress=tell)
    show(result, as_json, "verify:show_verification")
    raise typer.Exit(errors.OK if result.ok else errors.INVALID)


@app.command(epilog=EPILOG)
def publish(
    repository: Annotated[str, typer.Argument(help="owner/name of the dataset repository on the Hub.")],
    folder: Annotated[Path, typer.Option("--dataset", "-d", help="Folder of the dataset.")] = Path("dataset"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change and how many bytes travel; send nothing.")
    ] = False,
    private: Annotated[bool, typer.Option("--private", help="Make a new repository private.")] = False,
    rights: Annotated[
        str | None,
        typer.Option(
            "--rights",
            help="On what ground the bodies are passed on, where dataset.toml has no [rights] statement.",
            show_default=False,
        ),
    ] = None,
    replace_head: Annotated[
        bool, typer.Option("--replace-head", help="Publish over what others changed on the Hub since the last release.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Publish the released data on the Hugging Face Hub: one commit, then the tag v<version>.

    Only what dateline release gave a number is published, and it is validated again. The commit is refused where the
    Hub has moved on meanwhile. A publish that was cut is taken up where it stopped; one that is done does nothing. At
    its end the tag is loaded with load_dataset and compared with the manifest. The token comes from HF_TOKEN or from
    hf auth login.

    Examples: dateline publish owner/name --dry-run · dateline publish owner/name --private
    """
    from dateline.hub.publish import publish as run

    if rights is None and not dry_run and not as_json and sys.stdin.isatty():
        rights = _asked_rights(folder)
    with progress(quiet=as_json) as tell:
        result = run(
            folder,
            repository,
            dry_run=dry_run,
            private=private,
            rights=rights,
            replace_head=replace_head,
            progress=tell,
        )
    show(result, as_json, "hub.show:show_publish")


def _asked_rights(folder: Path) -> str | None:
    """What a person at a terminal says of the rights, where the settings say nothing."""
    from dateline.hub.publish import lacks_rights

    if not lacks_rights(folder):
        return None
    return str(typer.prompt("The bodies of the articles will be published. On what ground may they be?", err=True))


@app.command(epilog=EPILOG)
def rehydrate(
    documents: Annotated[
        list[str], typer.Argument(help="Your own copies of the raw documents: files, folders, globs.")
    ],
    dataset: Annotated[Path, typer.Option("--dataset", "-d", help="Folder of the edition without bodies.")] = Path(
        "dataset"
    ),
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder that the full dataset is written to.")] = Path(
        "rehydrated"
    ),
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Fill the bodies into an edition that withholds them, from your own copies of the documents.

    Each body is read anew and must have the digest that the edition gives. Articles whose document is missing, or gives
    another text, are named with the reason and left out; then it ends with 1.

    Examples: dateline rehydrate pages/ -d without-bodies -o full · dateline rehydrate 'pages/*.md' --json
    """
    from dateline.editions.rehydrate import rehydrate as run

    with progress(quiet=as_json) as tell:
        result = run(dataset, documents, out, workers=workers, progress=tell)
    show(result, as_json, "editions.show:show_rehydrated")
    raise typer.Exit(errors.OK if result.ok else errors.INVALID)
