"""Persons of articles whose language has no model for names: a given name that is known, and the capitals behind it.

They are speakers by text alone, without id.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.actors.folding import folded, given_names
from dateline.actors.records import Actor, Mention
from dateline.actors.spans import Occupied

CAPITAL = "A-ZÀ-ÞĀŁŚŻŹČŠŽŘĐŐА-ЯЁІЇЄҐ"
GIVEN = re.compile(
    rf"(?<![\w-])([{CAPITAL}][\w’-]+) (?:(?:(?:van|von|de|den|der|la|di|da|bin|al|el) )+[{CAPITAL}][\w’-]+"
    rf"|[{CAPITAL}](?:\.|[\w’-]+)(?: [{CAPITAL}](?:\.|[\w’-]+)){{0,2}})"
)
"""A given name, and a surname with particles or up to three further names."""
PRIVATE = "?"
"""First character of the ids that no caller sees."""


def full_names(body: str) -> Iterator[Mention]:
    """Names that begin with a known given name."""
    at = 0
    while (match := GIVEN.search(body, at)) is not None:
        if folded(match.group(1)) in given_names():
            yield Mention(*match.span(), match.group(), "full")
            at = match.end()
        else:
            at = match.end(1)


def unlisted(body: str, actors: Sequence[Actor]) -> list[Actor]:
    """Persons that are none of `actors`: named in full once, and by surname wherever it stands."""
    people: dict[str, list[Mention]] = {}
    for mention in full_names(body):
        people.setdefault(mention.text.rpartition(" ")[2], []).append(mention)
    if not people:
        return []
    taken = sorted((m.start, m.end) for actor in actors for m in actor.mentions)
    whole = [m for mentions in people.values() for m in mentions]
    occupied = Occupied([*taken, *((m.start, m.end) for m in whole)])
    surnames = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(people, key=len, reverse=True)))})(?!\w)")
    for match in surnames.finditer(body):
        if not any(occupied.overlapping(match.span())):
            people[match.group()].append(Mention(*match.span(), match.group(), "surname"))
    listed = Occupied(taken)
    return [
        Actor(
            f"{PRIVATE}{number}",
            max((m.text for m in mentions), key=len),
            "person",
            (),
            None,
            None,
            free,
            "quotes:name",
        )
        for number, mentions in enumerate(people.values())
        if (free := tuple(m for m in mentions if not any(listed.overlapping((m.start, m.end)))))
    ]
