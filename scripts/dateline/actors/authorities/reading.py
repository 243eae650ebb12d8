"""A user's authority file, read and checked: our own lines or FollowTheMoney entities, also both in one file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from dateline.actors.authorities import followthemoney, lines
from dateline.actors.authorities.entry import Entry
from dateline.errors import InputError

REMEDY = "Write one JSON object a line, as authority.schema.json has it, or a FollowTheMoney entity"


def read_authority(path: str | Path) -> tuple[Entry, ...]:
    """The entries of an authority file, in its order, those of FollowTheMoney after the others.

    Raises InputError, with file, line, field and remedy, where the file can't be read, a line is no valid entry, two
    lines have one id, or nothing in it is an actor.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "can't be read", file=path, found=str(error), expected="a file of JSON Lines in UTF-8", remedy=REMEDY
        ) from error
    return parsed(text, str(path))


def parsed(text: str, file: str) -> tuple[Entry, ...]:
    """The entries of the text of an authority file; `file` is its name in errors."""
    found: dict[str, Entry] = {}
    gathered = followthemoney.Gathered()
    for number, row in rows(text, file):
        place = f"{file}:{number}"
        if followthemoney.is_entity(row):
            check_entity(row, place)
            gathered.add(row)
        else:
            check_entry(row, place)
            add(found, lines.entry(row), place)
    for entry in gathered.entries():
        if not entry.name:
            refuse(file, "properties.name", "is missing", f"nothing in {entry.id}", "a name", "Name the entity")
        add(found, entry, file)
    if not found:
        refuse(file, None, "names no actor", f"{len(text)} characters", "at least one person or organisation", REMEDY)
    return tuple(found.values())


def rows(text: str, file: str) -> Iterator[tuple[int, Any]]:
    """The lines as JSON, with their numbers from 1; empty ones are passed over."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError as error:
            refuse(f"{file}:{number}", None, "is no JSON", str(error), "one object", REMEDY)


def add(found: dict[str, Entry], entry: Entry, place: str) -> None:
    """Keeps `entry`; two with one id are an error."""
    if entry.id in found:
        refuse(place, "id", "stands twice", entry.id, "an id of its own", "Put the two entries together")
    found[entry.id] = entry


def check_entry(row: object, place: str) -> None:
    """Raises InputError where a line of our own form breaks the contract."""
    from dateline_schema.authority import problems

    for problem in problems(row):
        refuse(place, problem.field, problem.problem, problem.found, problem.expected, problem.remedy)


def check_entity(row: dict[str, Any], place: str) -> None:
    """Raises InputError where a FollowTheMoney entity is not as the format has it."""
    for key, kind, word in (("id", str, "a text"), ("schema", str, "a text"), ("properties", dict, "an object")):
        if not isinstance(row.get(key), kind) or not row[key]:
            refuse(place, key, "is missing or has the wrong type", repr(row.get(key))[:80], word, REMEDY)
    for name, values in row["properties"].items():
        if not isinstance(values, list):
            refuse(
                place, f"properties.{name}", "is no list", repr(values)[:80], "a list of texts", "Put it in brackets"
            )


def refuse(file: str, field: str | None, problem: str, found: str, expected: str, remedy: str) -> NoReturn:
    """Raises InputError with all its parts."""
    raise InputError(problem, file=file, field=field, found=found, expected=expected, remedy=remedy)
