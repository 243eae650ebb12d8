"""Keys under which names that may be one person's meet, so that no name is compared with all others."""

import re
from functools import lru_cache
from itertools import combinations

from dateline.corpus.identities.chinese import coarse
from dateline.corpus.identities.names import PersonName, given_forms
from dateline.corpus.identities.sounds import skeleton

FULLEST = 48
"""Actors under one key; a key that more share says nothing, and what comes later is not looked up by it."""
LOOKED_AT = 64
"""Actors that one new name is compared with, those that share most keys first."""
FIRST_PARTS = 4
"""Parts of a name that give keys, the last one besides."""
ARTICLE = re.compile(r"^(?:al|el)(?=\w{5})")
"""An Arabic article that is written as one word with the name."""
FIRST_LETTERS = {"c": "k", "q": "k", "j": "i", "y": "i", "w": "v", "z": "s"}


def blocking_keys(name: PersonName) -> tuple[str, ...]:
    """Keys that a full name is found under: two names that are one person's mostly share one."""
    initial = "i" if len(name.parts[0]) == 1 else "f"
    return (*_keys(name), f"{initial} {_by_initial(name)}")


def lookup_keys(name: PersonName) -> tuple[str, ...]:
    """Keys to look a full name up by: an initial is looked up among given names and initials, a given name among
    initials alone."""
    by_initial = _by_initial(name)
    more = (f"i {by_initial}", f"f {by_initial}") if len(name.parts[0]) == 1 else (f"i {by_initial}",)
    return (*_keys(name), *more)


@lru_cache(maxsize=1 << 14)
def _keys(name: PersonName) -> tuple[str, ...]:
    parts = [part.replace("-", "") for part in name.parts]
    if len(parts) > FIRST_PARTS + 1:
        parts = [*parts[:FIRST_PARTS], parts[-1]]
    parts[-1] = ARTICLE.sub("", parts[-1])
    bones = [skeleton(part) for part in parts]
    pairs = {" ".join(sorted(pair)) for pair in combinations(bones, 2)}
    soft = (f"{bones[0]} -{_soft(bones[-1])}", f"-{_soft(bones[0])} {bones[-1]}")
    forms = (f"#{number} {bones[-1]}" for number in sorted(given_forms().get(parts[0], ())))
    korean = (" ".join(("ko", *reading)) for reading in name.korean)
    chinese = {" ".join(("zh", *coarse(reading))) for reading in name.chinese}
    return (*sorted(pairs), *soft, *forms, "+" + "".join(bones), *korean, *sorted(chinese))


def _soft(bones: str) -> str:
    """Without hissing and throaty sounds, which romanisations write in many ways, one for the other, or not at all."""
    return bones.replace("s", "").replace("k", "") or bones


def _by_initial(name: PersonName) -> str:
    """The first letter, those that romanisations confuse as one, and the last part."""
    first = name.parts[0][:1]
    return f"{FIRST_LETTERS.get(first, first)} {skeleton(ARTICLE.sub('', name.parts[-1].replace('-', '')))}"
