"""FollowTheMoney entities (OpenSanctions' ``entities.ftm.json``): one entity a line, properties as lists of texts.

Persons, organisations and public bodies become entries; a Position and the Occupancy that joins it to a person become
a dated office. Other entities (addresses, sanctions, vessels, ...) are no actors.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.actors.authorities.entry import Entry, Name, Office
from dateline.actors.records import Kind

KINDS: Mapping[str, Kind] = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "LegalEntity": "organization",
    "PublicBody": "body",
}
"""Schemas that are actors; a state stands under its own id in Dateline's data."""
ARMED = "crime.terror"
"""Topic of an organisation that makes it an armed group."""
PREFIXES: Mapping[Kind, str] = {
    "person": "person",
    "organization": "org",
    "body": "org",
    "armed_group": "group",
    "state": "state",
}
NAMES = (("name", True), ("alias", True), ("previousName", True), ("weakAlias", False))
"""Properties with names, and whether a name of it is sure."""
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

Entity = Mapping[str, Any]


@dataclass(slots=True)
class Gathered:
    """The entities of a file that say something of actors."""

    actors: dict[str, Entity] = field(default_factory=dict)
    positions: dict[str, Entity] = field(default_factory=dict)
    occupancies: list[Entity] = field(default_factory=list)

    def add(self, entity: Entity) -> None:
        """Keeps `entity` where it says something of actors."""
        match entity["schema"]:
            case "Position":
                self.positions[entity["id"]] = entity
            case "Occupancy":
                self.occupancies.append(entity)
            case schema if schema in KINDS:
                self.actors[entity["id"]] = entity

    def entries(self) -> Iterator[Entry]:
        """The entries, in the order of the file."""
        held: dict[str, list[Office]] = {}
        for occupancy in self.occupancies:
            for holder in values(occupancy, "holder"):
                held.setdefault(holder, []).extend(self.offices(occupancy))
        for identifier, entity in self.actors.items():
            yield entry(entity, held.get(identifier, []))

    def offices(self, occupancy: Entity) -> Iterator[Office]:
        """The offices that an occupancy joins to its holder."""
        for post in values(occupancy, "post"):
            position = self.positions.get(post)
            title = first(position, "name") if position else None
            if position and title:
                start, end = day(first(occupancy, "startDate")), day(first(occupancy, "endDate"))
                yield Office(title, state(first(position, "country")), None, start, end)


def is_entity(row: object) -> bool:
    """Whether a line is a FollowTheMoney entity."""
    return isinstance(row, Mapping) and "schema" in row and "properties" in row


def entry(entity: Entity, dated: Iterable[Office]) -> Entry:
    """The entry of an entity; `dated` are its offices with days, before those that it only names."""
    kind = kind_of(entity)
    names = [(name, sure and told(name, kind)) for key, sure in NAMES for name in values(entity, key)]
    shown = entity.get("caption") or next((name for name, sure in names if sure), names[0][0] if names else "")
    country = state(first(entity, "country") or first(entity, "nationality"))
    offices = list(dated)
    offices += [
        Office(title, country) for title in values(entity, "position") if title not in {o.title for o in offices}
    ]
    return Entry(
        id=entry_id(entity["id"], kind),
        name=shown,
        kind=kind,
        country=country,
        wikidata=item(entity),
        names=tuple(Name(name, sure=sure) for name, sure in dict(reversed(names)).items() if name != shown),
        offices=tuple(offices),
        sources=tuple(values(entity, "sourceUrl")),
    )


def kind_of(entity: Entity) -> Kind:
    """What an entity is."""
    kind = KINDS[entity["schema"]]
    return "armed_group" if kind == "organization" and ARMED in values(entity, "topics") else kind


def told(name: str, kind: Kind) -> bool:
    """Whether a name alone names the actor: not so a person's of one Latin, Cyrillic or Arabic word."""
    return kind != "person" or len(name.split()) > 1 or not re.search(r"[A-Za-z\u00c0-\u06ff]", name)


def entry_id(identifier: str, kind: Kind) -> str:
    """An id that the contract allows: "Q7747" of a person is ``person-Q7747``; signs that an id can't have are told
    apart by a hash."""
    plain = "-".join(re.findall("[a-zA-Z0-9]+", identifier))
    if plain != identifier:
        plain = "-".join(filter(None, (plain, hashlib.sha256(identifier.encode()).hexdigest()[:8])))
    return f"{PREFIXES[kind]}-{plain}"


def item(entity: Entity) -> str | None:
    """The Wikidata item: stated, or the id itself."""
    stated = [*values(entity, "wikidataId"), entity["id"]]
    return next((text for text in stated if re.fullmatch("Q[1-9][0-9]*", text)), None)


def state(code: str | None) -> str | None:
    """The ISO code of a state; FollowTheMoney writes it small, and has codes of more than two letters."""
    return code.upper() if code and re.fullmatch("[A-Za-z]{2}", code) and code.lower() != "eu" else None


def day(text: str | None) -> str | None:
    """A date as exact as it is stated, without the time of day."""
    match = DAY.match(text or "")
    return match.group() if match else None


def values(entity: Entity, key: str) -> list[str]:
    """The texts of a property, in order and each once."""
    found = entity["properties"].get(key, ())
    return list(dict.fromkeys(" ".join(text.split()) for text in found if isinstance(text, str) and text.strip()))


def first(entity: Entity | None, key: str) -> str | None:
    """The first text of a property."""
    return next(iter(values(entity, key)), None) if entity else None
