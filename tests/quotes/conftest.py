"""Actors for made-up articles."""

import re
from collections.abc import Callable

import pytest

from dateline.actors import Actor, Mention
from dateline.actors.records import Kind

PEOPLE: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "p-ostrander": ("person", ("Karl Ostrander", "Ostrander")),
    "p-lindholm": ("person", ("Mira Lindholm", "Lindholm")),
    "s-no": ("state", ("Norway", "Oslo", "Norwegian")),
    "o-union": ("organization", ("Harbour Union",)),
}
DEMONYMS = ("Norwegian",)


def actor(body: str, actor_id: str) -> Actor | None:
    kind, names = PEOPLE[actor_id]
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    mentions = tuple(
        Mention(
            m.start(),
            m.end(),
            m.group(),
            "demonym" if m.group() in DEMONYMS else "full" if m.group() == names[0] else "surname",
        )
        for m in pattern.finditer(body)
    )
    return Actor(actor_id, names[0], kind, names[1:], None, None, mentions, "test") if mentions else None


@pytest.fixture(scope="session")
def cast() -> Callable[[str], tuple[Actor, ...]]:
    """`cast(body)`: the actors that a body names, of a mayor, a minister, a state and a union."""
    return lambda body: tuple(found for actor_id in PEOPLE if (found := actor(body, actor_id)))
