"""States' names that name no state: a person's given name, a part of an event's."""

import re
from collections.abc import Iterable
from functools import lru_cache

from dateline.actors import listed
from dateline.actors.cues import last_word
from dateline.actors.recognizer import Guess
from dateline.actors.records import Found
from dateline.actors.spans import Occupied
from dateline.actors.vocabulary import GIVEN_STATES, ORGANIZATION_HEADS, PEOPLE, PLACE_NOUNS, plain

SURNAME = re.compile(r"[ \u00a0]([A-Z\u00c0-\u00de][^\W\d_]+(?:[-'’][^\W\d_]+)*)")
LONE = re.compile(r"(?:\b(\w+) )?\b([A-Z\u00c0-\u00de][^\W\d_]+(?:[-'’][^\W\d_]+)*)\b(?! [A-Z])")


def labelled(guessed: Iterable[Guess], label: str) -> Occupied:
    """The places of the model's names with a label."""
    return Occupied((g.start, g.end) for g in guessed if g.label == label)


def in_event(named: Found, events: Occupied) -> bool:
    """Whether a state's name is part of an event's: "the Algerian War"."""
    around = events.overlapping((named.start, named.end))
    return named.kind == "state" and any(start <= named.start and named.end < end for start, end in around)


@lru_cache(maxsize=2)
def lone_words(text: str) -> frozenset[str]:
    """Capitalised words that stand somewhere without a state's name before them and a capital behind."""
    return frozenset(match.group(2) for match in LONE.finditer(text) if match.group(1) not in GIVEN_STATES)


def namesake(text: str, named: Found, persons: Occupied) -> bool:
    """Whether a state's name is a person's given name here: the model takes it for one's, or a surname follows that
    the article also gives alone or that "Striker" or the like stands before."""
    name, surname = text[named.start : named.end], SURNAME.match(text, named.end)
    if name not in GIVEN_STATES:
        return False
    if persons.overlapping((named.start, named.start + 1)):
        return True
    word = surname.group(1) if surname else ""
    if not word or plain(word) in ORGANIZATION_HEADS | PLACE_NOUNS or listed.place(word):
        return False
    called = last_word(text[max(0, named.start - 40) : named.start]) in PEOPLE
    return called or word in lone_words(text)


def surname_end(text: str, end: int) -> int:
    """The end of the capitalised word after `end`, or `end`."""
    match = SURNAME.match(text, end)
    return match.end() if match else end
