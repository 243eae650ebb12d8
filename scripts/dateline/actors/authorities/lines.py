"""Authority files of our own form: JSON Lines, as `dateline_schema.authority` declares them."""

from collections.abc import Mapping
from typing import Any

from dateline.actors.authorities.entry import Entry, Name, Office


def entry(row: Mapping[str, Any]) -> Entry:
    """The entry that a valid line has."""
    return Entry(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row.get("country"),
        wikidata=row.get("wikidata"),
        names=tuple(name(alias) for alias in row.get("aliases", ())),
        support=tuple(row.get("support", ())),
        offices=tuple(office(held, row.get("country")) for held in row.get("offices", ())),
        sources=tuple(row.get("sources", ())),
    )


def name(alias: Mapping[str, Any]) -> Name:
    """One name of a line."""
    return Name(alias["name"], alias.get("lang"), alias.get("form"), alias.get("sure", True))


def office(held: Mapping[str, Any], country: str | None) -> Office:
    """One office of a line: of the entry's state, if it says neither another nor an organisation."""
    organization = held.get("organization")
    state = held.get("country") or (None if organization else country)
    return Office(held["title"], state, organization, held.get("from"), held.get("to"))
