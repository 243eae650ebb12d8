"""Persons: full names that the article gives, and every shorter naming of them.

Votes are counted over the whole article, so that a surname which the model takes for a firm in one line is still a
person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from dateline.actors import listed
from dateline.actors import vocabulary as words
from dateline.actors.cues import person_cue, place_cue
from dateline.actors.edges import is_title, lower_words, sentence_start
from dateline.actors.folding import JOINED, folded, given_names, name_parts, romanised
from dateline.actors.matching import Matcher
from dateline.actors.recognizer import Guess
from dateline.actors.records import Found, Known
from dateline.actors.register import LOCATED, Person, Register, gathered
from dateline.actors.sightings import Sighting, sightings
from dateline.actors.spans import Occupied
from dateline.actors.votes import after_name, context, labelled

HEARD = 3
"""So many of the model's labels for one name count in full; of more, their mean counts so often."""


def accepted(text: str, person: Person, known: Known) -> bool:
    """Whether the votes make a person of the sightings."""
    score = total(text, person.sightings, known) + 0.5 * total(text, person.shorter, known)
    if person.sightings:
        lone_surname = any(tail in {romanised(name_parts(s.text)[0]) for s in person.shorter} for tail in person.tails)
        return score + (1.0 if lone_surname else 0.0) > 0
    name = person.names[0]
    labels = {s.label for s in person.shorter}
    if known(name) and "TITLE" not in labels:
        return False
    if not labels & {"PERSON", "TITLE", "ROLE"} and not any(described(text, s) for s in person.shorter):
        return False
    if any(described(text, s) for s in person.shorter):
        score += 1.5
    if folded(name) not in given_names():
        score -= 1.0
    if name.lower() in lower_words(text):
        score -= 1.5
    return score > 0


def total(text: str, seen: Sequence[Sighting], known: Known) -> float:
    """What speaks for a person at all places together. What the words beside a name say adds up; what the model says
    does so only so far, for it makes the same mistake again and again."""
    labels = sum(labelled(s) for s in seen)
    return labels * min(1.0, HEARD / max(len(seen), 1)) + sum(context(text, s, known) for s in seen)


def described(text: str, sighting: Sighting) -> bool:
    """Whether the words beside the name call it a person: an age, "who", "her brother"."""
    return person_cue(text, sighting.start, sighting.end) + after_name(text, sighting) >= 1.5


def found_people(text: str, guesses: Iterable[Guess], known: Known, taken: list[tuple[int, int]]) -> list[Found]:
    """Every naming of a person in `text`. `taken` are spans that mean something else unless the model or a title says
    otherwise."""
    people = [p for p in gathered(text, sightings(text, guesses, known), known) if accepted(text, p, known)]
    found: dict[tuple[int, int], Found] = {}
    for person in people:
        for sighting in (*person.sightings, *person.shorter):
            rule = (
                "person:title"
                if sighting.label == "TITLE"
                else "person:model"
                if sighting.label == "PERSON"
                else "person:votes"
            )
            found[sighting.start, sighting.end] = mention(person, sighting.start, sighting.end, sighting.text, rule)
    occupied, register = Occupied([*found, *taken]), Register(text, people)
    for start, end in repeated(text, people, known):
        owner = None if occupied.overlapping((start, end)) else register.owner(text[start:end], start)
        if owner is not None:
            found[start, end] = mention(owner, start, end, text[start:end], "person:repeated")
    return [opened(text, mention) for mention in found.values()]


OPENERS = re.compile(
    r"(?<![\w.'’-])(?:(?:Van|Von|De|Del|Della|Der|Den|Di|Da|Dos|Du|La|Le|El|Al|Bin|Ben|Abu|Umm|Te|Ó|Ní|Mac|van|von|de"
    r"|del|der|den|di|da|dos|du|la|le|bin|ben)[ \u00a0])+$"
)
"""Particles before a name, in capitals too where a sentence begins with them."""


def opened(text: str, mention: Found) -> Found:
    """The mention with the particles that stand before it: "Van der Velde"."""
    match = OPENERS.search(text[max(0, mention.start - 20) : mention.start])
    at_once = match and (match.group()[0].isupper() or mention.form == "surname")
    return replace(mention, start=mention.start - len(match.group())) if match and at_once else mention


def mention(person: Person, start: int, end: int, name: str, rule: str) -> Found:
    """A mention of `person`; a lone part of a name that stands in full elsewhere is a surname."""
    short = len(name_parts(name)) < 2 <= len(name_parts(person.longest))
    return Found(start, end, "person", folded(person.longest), "surname" if short else "full", rule)


def surfaces(person: Person, text: str, known: Known) -> Iterator[str]:
    """Spellings to look for: names as seen, and surnames with and without particle, where they are no common word."""
    for name in person.names:
        if len(name_parts(name)) > 1:
            yield name
        *rest, last = name.split()
        particles = list(takewhile(lambda word: word.lower() in words.PARTICLES, reversed(rest)))[::-1]
        if particles and len(name_parts(name)) > 1:
            tail = f"{' '.join(particles)} {last}"
            yield tail
            yield tail[0].upper() + tail[1:]
            yield f"{particles[-1]} {last}"
        for surname in {
            last,
            JOINED.sub("", last, count=1),
            re.sub(r"(?i)^(?:al|el)-", "", last),
            last.rpartition("-")[2],
        }:
            if distinctive(surname, text):
                yield surname
        if rest and len(name_parts(name)) > 1 and distinctive(rest[0], text) and not elsewhere_named(rest[0], known):
            yield rest[0]
    yield from (s.text for s in person.shorter if distinctive(s.text, text))


def elsewhere_named(word: str, known: Known) -> bool:
    """Whether a first name is also a place's or an organisation's."""
    return known(word) or listed.place(word) or listed.sure_organization(word) or listed.unsure_organization(word)


def distinctive(surname: str, text: str) -> bool:
    """Whether a lone `surname` can be looked for without the model: a capitalised word that is no month, head of firms
    or word."""
    word = words.plain(surname)
    if len(surname) < 3 or not surname[0].isupper() or surname.endswith("."):
        return False
    if word in words.CALENDAR or word in words.ORGANIZATION_HEADS or word in words.SENTENCE_WORDS or is_title(surname):
        return False
    return surname.lower() not in lower_words(text)


def repeated(text: str, people: Iterable[Person], known: Known) -> Iterator[tuple[int, int]]:
    """Further places where a known person's name stands as a name of its own."""
    spellings = {spelling for person in people for spelling in surfaces(person, text, known)}
    for start, end in Matcher(spellings).spans(text):
        located = place_cue(text, start, end, known) >= LOCATED
        if " " in text[start:end] or (alone(text, start, end) and not located):
            yield start, end


def alone(text: str, start: int, end: int) -> bool:
    """Whether no other capitalised word beside the surname makes it a part of another name."""
    before = re.search(r"(\S+)[ \u00a0]$", text[max(0, start - 30) : start])
    after = re.match(r"[ \u00a0]([^\W\d_]+)", text[end : end + 30])
    if after and after.group(1)[0].isupper() and words.plain(after.group(1)) not in words.CALENDAR:
        return False
    if (
        before is None
        or not before.group(1)[0].isupper()
        or before.group(1)[-1] in '.,;:!?"”)'
        or is_title(before.group(1))
    ):
        return True
    return before.group(1).endswith(("'s", "’s")) or sentence_start(text, start - len(before.group()))
