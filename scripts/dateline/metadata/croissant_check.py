"""Whether a `croissant.json` describes the files beside it.

mlcroissant's own `validate` passes wrong digests, missing files and record sets of no records; this does not. It needs
no library of Croissant, so that it can run wherever a dataset is.
"""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from dateline.write import PARQUET_ERRORS, file_sha256, first_line
from dateline_schema.failures import Failure, shown

FILE = "croissant.json"
RULE = "croissant"

Json = dict[str, Any]


def croissant_failures(folder: Path) -> list[Failure]:
    """Where the Croissant file of a dataset folder and the Parquet files disagree."""
    try:
        document = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return list(_failures(document, folder))
    except OSError as error:
        return [_failure("", error.strerror or str(error), "the file")]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return [_failure("", f"{type(error).__name__}: {error}", "a Croissant file as dateline build writes it")]


def _failures(document: Json, folder: Path) -> Iterator[Failure]:
    objects = {part["@id"]: part for part in document["distribution"]}
    files = {name: part for name, part in objects.items() if "containedIn" in part and "contentUrl" in part}
    for part in files.values():
        yield from _file(part, folder)
    yield from _sets(objects, files, folder)
    fields = {field["@id"] for record in document["recordSet"] for field in _all_fields(record)}
    for record in document["recordSet"]:
        yield from _record_set(record, objects, folder)
        yield from _pointers(record, fields)


def _file(part: Json, folder: Path) -> Iterator[Failure]:
    path = folder / part["contentUrl"]
    if ".." in Path(part["contentUrl"]).parts or not path.is_file():
        yield _failure(part["@id"], "no such file", "the file")
    elif (found := file_sha256(path)) != part["sha256"]:
        yield _failure(part["@id"], f"sha256 {found[:16]}…", f"sha256 {str(part['sha256'])[:16]}…")


def _sets(objects: Json, files: Json, folder: Path) -> Iterator[Failure]:
    """Every data file is listed, and in just one file set."""
    patterns = {name: part["includes"] for name, part in objects.items() if "includes" in part}
    there = {path.relative_to(folder).as_posix() for path in (folder / "data").rglob("*.parquet")}
    listed = {part["contentUrl"] for part in files.values()}
    for path in sorted(there - listed):
        yield _failure(path, "not listed", "a FileObject with its sha256")
    for path in sorted(there):
        matched = [name for name, pattern in patterns.items() if fnmatchcase(path, pattern)]
        if len(matched) != 1:
            yield _failure(path, f"in {len(matched)} file sets", "in one file set")


def _record_set(record: Json, objects: Json, folder: Path) -> Iterator[Failure]:
    """The columns that the fields name are those of the files."""
    named: dict[str, set[str]] = {}
    for field in _all_fields(record):
        if "source" in field:
            source = field["source"]
            named.setdefault(source["fileSet"]["@id"], set()).add(source["extract"]["column"])
    for identity, columns in named.items():
        if identity not in objects:
            yield _failure(record["@id"], f"reads {identity}", "a file set of the distribution")
            continue
        for path in sorted(folder.glob(objects[identity]["includes"])):
            yield from _columns(record["@id"], columns, path)


def _columns(record: str, columns: set[str], path: Path) -> Iterator[Failure]:
    try:
        there = set(pq.read_schema(path).names)
    except PARQUET_ERRORS as error:
        yield _failure(path.name, first_line(error), "a Parquet file")
        return
    for column in sorted(columns ^ there):
        found = "not in the file" if column in columns else "not described"
        yield _failure(f"{record}/{column}", found, "the columns of the file")


def _pointers(record: Json, fields: set[str]) -> Iterator[Failure]:
    """Keys and references lead to fields that there are."""
    keys = record.get("key", [])
    pointers = [key["@id"] for key in ([keys] if isinstance(keys, dict) else keys)]
    pointers += [field["references"]["field"]["@id"] for field in _all_fields(record) if "references" in field]
    for pointer in pointers:
        if pointer not in fields:
            yield _failure(record["@id"], f"points to {pointer}", "a field of a record set")


def _all_fields(record: Json) -> Iterator[Json]:
    for field in record["field"]:
        yield field
        yield from field.get("subField", [])


def _failure(place: str, found: str, expected: str) -> Failure:
    return Failure(FILE, RULE, "", place, shown(found), expected)
