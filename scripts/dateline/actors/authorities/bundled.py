"""Dateline's own authority: states, organisations and armed groups, public figures, from ``data/``."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from dateline.actors.authorities import lines
from dateline.actors.authorities.entry import Entry, Name
from dateline.actors.authorities.supplement import NOTHING, Supplement, supplied
from dateline.actors.records import Form

DATA = Path(__file__).parent.parent / "data"
FILES = ("organizations.jsonl", "people.jsonl")
"""Files in the form of a user's own."""


def read_lines(name: str) -> list[dict[str, Any]]:
    """The rows of a JSONL file in ``data/``."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def state(row: dict[str, Any]) -> Entry:
    """The entry of a line of ``states.jsonl``, which `dateline.actors.generate` writes."""
    return Entry(
        id=f"state-{row['code'].lower()}",
        name=row["name"],
        kind="state",
        country=row["code"],
        wikidata=row["wikidata"],
        names=tuple(state_names(row)),
        support=tuple(row["support"]),
    )


def state_names(row: dict[str, Any]) -> Iterator[Name]:
    """A state's names: English ones with demonyms and capitals, acronyms and other languages' names for theirs."""
    for name in row["demonyms"]:
        yield from named(name, "en", "demonym")
    for name in row["capitals"]:
        yield from named(name, "en", "metonym")
    for name in row["names"]:
        yield from named(name, "en")
        if name.isalpha() and name.isupper() and len(name) > 2:
            yield Name(name)
    unsure = {name.rstrip("?") for name in row["names"] if name.endswith("?")}
    for language, name in row["languages"].items():
        yield Name(name, language, sure=name not in unsure)


def named(name: str, language: str, form: Form | None = None) -> Iterator[Name]:
    """A name of the hand-made tables, where a final ``?`` says that it is unsure."""
    yield Name(name.rstrip("?"), language, form, not name.endswith("?"))


@cache
def bundled() -> tuple[Entry, ...]:
    """Every entry of Dateline's own, read once a process."""
    rows = (row for name in FILES for row in read_lines(name))
    return (*map(state, read_lines("states.jsonl")), *map(lines.entry, rows))


@cache
def known(extra: Supplement = NOTHING) -> tuple[Entry, ...]:
    """Every entry: a user's, and Dateline's where the user has none with its id or its Wikidata item.

    An entry of the user's with the item of one of Dateline's gets its id, so that ids stay when a file is added, and
    its names besides.
    """
    ours = {entry.id: entry for entry in bundled()}
    by_item = {entry.wikidata: entry for entry in ours.values() if entry.wikidata}
    for entry in supplied(extra):
        same = by_item.get(entry.wikidata) if entry.wikidata and entry.id not in ours else None
        ours[same.id if same else entry.id] = joined(entry, same) if same else entry
    return tuple(ours.values())


def joined(theirs: Entry, same: Entry) -> Entry:
    """The user's entry under our id, with our names after its own."""
    have = {theirs.name, *(name.text for name in theirs.names)}
    more = [name for name in (Name(same.name), *same.names) if name.text not in have]
    return Entry(
        same.id,
        theirs.name,
        theirs.kind,
        theirs.country or same.country,
        theirs.wikidata,
        (*theirs.names, *more),
        theirs.support or same.support,
        theirs.offices or same.offices,
        theirs.sources,
    )
