"""Two editions of a dataset compared: files, rows, schemas, manifests, the verdict, the bytes that would travel."""

from collections.abc import Sequence

from dateline.compare.files import check_files, data_files
from dateline.compare.result import Diff, Side
from dateline.compare.schemas import schema_changes
from dateline.compare.source import Edition
from dateline.compare.statements import inputs_changed, metadata_changes, version_changes
from dateline.compare.tables import compare_table
from dateline.compare.travel import travel
from dateline.compare.verdict import reasons
from dateline.errors import UsageError
from dateline.progress import Progress
from dateline_schema.tables import BY_NAME

EXAMPLES = 5


def compare(
    old: Edition,
    new: Edition,
    *,
    examples: int = EXAMPLES,
    tables: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Diff:
    """What changed from `old` to `new`.

    Args:
        examples: at most so many of each kind; counts are whole whatever this is.
        tables: compare these alone; verdict and bytes are then of these.
        progress: called as the work goes on.

    Raises InputError where a file is missing, unreadable or not the one of its manifest, or where a key stands twice;
    UsageError for a table that neither edition has.
    """
    progress = progress or _silent
    names = _names(old, new, tables)
    before, after = ([file for name in names for file in data_files(edition, name)] for edition in (old, new))
    check_files([*before, *after], progress)
    schema = schema_changes(names, old, new)
    found = []
    for done, name in enumerate(names):
        progress("comparing tables", done, len(names))
        found.append(compare_table(name, old, new, examples))
    progress("comparing tables", len(names), len(names))
    metadata = metadata_changes(old.manifest, new.manifest)
    inputs = inputs_changed(old.manifest, new.manifest, examples)
    return Diff(
        _side(old),
        _side(new),
        tuple(found),
        schema,
        metadata,
        version_changes(old.manifest, new.manifest),
        inputs,
        travel(before, after),
        reasons(found, schema, metadata, inputs),
        None if tables is None else tuple(names),
    )


def _names(old: Edition, new: Edition, wanted: Sequence[str] | None) -> list[str]:
    """Tables of either edition, those of the contract first and in its order."""
    either = dict.fromkeys((*old.manifest.tables, *new.manifest.tables))
    names = [*(name for name in BY_NAME if name in either), *sorted(name for name in either if name not in BY_NAME)]
    for name in wanted or ():
        if name not in either:
            raise UsageError("no such table", field="--table", found=name, expected=", ".join(names))
    return [name for name in names if wanted is None or name in wanted]


def _side(edition: Edition) -> Side:
    manifest = edition.manifest
    return Side(edition.label, manifest.name, manifest.version, dict(manifest.versions))


def _silent(what: str, done: int, total: int) -> None:
    return None
