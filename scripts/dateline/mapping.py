"""What a person declares of the columns of a table: `[[mapping]]` in `dataset.toml`, or the option `--map`."""

import fnmatch
from collections.abc import Sequence
from dataclasses import dataclass, fields

from dateline.errors import UsageError
from dateline.printable import plain


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """`[[mapping]]`: what the columns of some inputs are called.

    A name may lead into nested values: `meta.url`. A field left out is looked for by its usual names; an empty name
    says that there is none.
    """

    files: str = "*"
    """Inputs that this holds for, as a glob over their paths."""
    html: str | None = None
    text: str | None = None
    url: str | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    authors: str | None = None
    language: str | None = None
    source: str | None = None
    charset: str | None = None


FIELDS = tuple(item.name for item in fields(ColumnMap) if item.name != "files")
DETECTED = ColumnMap()


def parse_map(text: str) -> ColumnMap:
    """The map of an option `--map html=content,url=link`. Raises UsageError."""
    found: dict[str, str] = {}
    for pair in text.split(","):
        name, equals, column = (part.strip() for part in pair.partition("="))
        if name not in FIELDS or not equals or name in found:
            expected = "FIELD=COLUMN, each field once, of " + ", ".join(FIELDS)
            raise UsageError("no column mapping", field="map", found=plain(pair), expected=expected)
        found[name] = column
    return ColumnMap(**found)


def map_for(maps: Sequence[ColumnMap], raw_path: str) -> ColumnMap:
    """The first map that holds for a file, else the one that looks for the usual names."""
    return next((one for one in maps if fnmatch.fnmatchcase(raw_path, one.files)), DETECTED)
