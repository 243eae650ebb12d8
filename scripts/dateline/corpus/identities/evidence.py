"""What speaks for or against two namings being one actor's beside the name: countries, offices, dates."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dateline.actors.authorities.entry import Entry, Office
from dateline.actors.folding import folded
from dateline.corpus.identities.places import countries_by_word

ERA = 40
"""Years without a trace after which a name that many bear is another person's."""

NO_OFFICE = frozenset("of the for and to in at a an affairs mr mrs ms his her its then former ex late acting".split())


@lru_cache(maxsize=1 << 16)
def office_words(role: str) -> frozenset[str]:
    """The telling words of a role or a title: "Russian Foreign Minister" and "Minister of Foreign Affairs" share
    foreign, minister."""
    words = re.split(r"[\s-]+", folded(role))
    return frozenset(word for word in words if word and word not in NO_OFFICE and (word,) not in countries_by_word())


def offices_shared(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether a role of one side has the words of a role of the other, two at least."""
    others = [office_words(role) for role in other]
    return any(len(shared) > 1 and shared in (words, wanted) for role in one for words in [office_words(role)]
               for wanted in others for shared in [words & wanted])  # fmt: skip


def agreement(one: frozenset[str], other: frozenset[str]) -> int:
    """Of two sets of countries: 1 they share one, -1 they share none, 0 one is empty."""
    if not one or not other:
        return 0
    return 1 if one & other else -1


def eras_apart(day: date | None, last: date | None) -> bool:
    """Whether so many years lie between the last trace and this one that it may be another person's."""
    return day is not None and last is not None and day.year - last.year > ERA


def office_evidence(entry: Entry, countries: frozenset[str], roles: Iterable[str], day: date | None) -> tuple[int, str]:
    """How well an authority's entry fits what an article says: points, and in words."""
    own = frozenset(code for code in (entry.country, *(office.country for office in entry.offices)) if code)
    agrees = agreement(countries, own)
    points, said = agrees, [f"country {'agrees' if agrees > 0 else 'differs'}"] if agrees else []
    named = [office_words(role) for role in roles]
    for office in entry.offices:
        title = office_words(office.title)
        if not title or not any(title <= words for words in named):
            continue
        held = in_office(office, day)
        if held is not False:
            return points + 2, "; ".join([*said, f"{office.title}" + (" on that day" if held else "")])
        points, said = min(points, agrees) - 1, [*said, f"not {office.title} on that day"]
    return points, "; ".join(said)


def in_office(office: Office, day: date | None) -> bool | None:
    """Whether the office was held on a day; None where that is not known. Days known to the month or year count as
    wholly in office."""
    if day is None or not (office.start or office.end):
        return None
    text = day.isoformat()
    if office.start and text[: len(office.start)] < office.start:
        return False
    return not (office.end and text[: len(office.end)] > office.end)
