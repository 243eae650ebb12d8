"""Persons: full names that the article gives, and every shorter naming of them.

Votes are counted over the whole article, so that a surname which the model takes for a firm in one line is still a
person.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.actors import vocabulary as words
from dateline.actors.edges import is_title, lower_words, sentence_start
from dateline.actors.folding import JOINED, folded, given_names, name_parts, romanised, same_person
from dateline.actors.matching import Matcher
from dateline.actors.recognizer import Guess
from dateline.actors.records import Found, Known
from dateline.actors.sightings import Sighting, sightings
from dateline.actors.spans import Occupied
from dateline.actors.votes import vote


@dataclass(slots=True)
class Person:
    """Sightings of one person while they are gathered."""

    names: list[str] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    shorter: list[Sighting] = field(default_factory=list)

    @property
    def tails(self) -> set[str]:
        """Romanised surnames by which the person can be named alone."""
        return {romanised(tail) for name in self.names for tail in tails(name)}

    @property
    def parts(self) -> set[str]:
        """Romanised parts of all full names."""
        return {romanised(part) for name in self.names for part in name_parts(name)}

    @property
    def longest(self) -> str:
        """The fullest name."""
        return max(self.names, key=lambda name: (len(name_parts(name)), len(name), name))

    def last_before(self, start: int) -> tuple[int, int]:
        """Sort key: how near before `start` the full name stands; those that only follow come last."""
        starts = [s.start for s in self.sightings] or [s.start for s in self.shorter]
        before = [place for place in starts if place < start]
        return (1, max(before)) if before else (0, -min(starts))


def tails(name: str) -> set[str]:
    """Folded last parts: of "Ali Amir-Zadeh" amirzadeh and zadeh."""
    last = JOINED.sub("", folded(name).split()[-1]) if folded(name) else ""
    return (
        {
            tail
            for tail in (
                name_parts(name)[-1],
                "".join(name_parts(name)[-2:]),
                last.replace("-", ""),
                last.rpartition("-")[2],
            )
            if len(tail) > 1
        }
        if last
        else set()
    )


class Register:
    """Persons by the names that stand for them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.tails: dict[str, list[Person]] = {}
        self.parts: dict[str, list[Person]] = {}
        self.names: dict[str, Person] = {}
        for person in people:
            for tail in sorted(person.tails):
                self.tails.setdefault(tail, []).append(person)
            for part in sorted(person.parts):
                self.parts.setdefault(part, []).append(person)
            for name in person.names:
                self.names.setdefault(name, person)

    def owner(self, name: str, start: int) -> Person | None:
        """Who `name` at `start` means: the person with just this name, else of those whose surname it is (else: any
        part of the name) the one last named in full before it."""
        parts = name_parts(name)
        if name in self.names or len(parts) > 1:
            return self.names.get(name)
        owners = self.tails.get(romanised(parts[0])) or self.parts.get(romanised(parts[0])) or []
        return max(owners, key=lambda person: person.last_before(start), default=None)


def gathered(seen: list[Sighting]) -> list[Person]:
    """Sightings by person: full names that agree, then shorter names with the full one that they stand for."""
    people: list[Person] = []
    initials: dict[str, list[Person]] = {}  # only these are compared: pairs of all would take the square of the time
    for name, group in by_name(s for s in seen if len(name_parts(s.text)) > 1).items():
        alike = initials.setdefault(romanised(name_parts(name)[-1])[:1], [])
        person = next((p for p in alike if any(same_person(other, name) for other in p.names)), None)
        if person is None:
            person = Person()
            people.append(person)
            alike.append(person)
        person.names.append(name)
        person.sightings.extend(group)
    register = Register(people)
    lone: dict[str, Person] = {}
    for sighting in (s for s in seen if len(name_parts(s.text)) < 2):
        owner = register.owner(sighting.text, sighting.start)
        if owner is None:
            owner = lone.setdefault(romanised(name_parts(sighting.text)[0]), Person())
            owner.names = owner.names or [sighting.text]
        owner.shorter.append(sighting)
    return [*people, *lone.values()]


def by_name(seen: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    """Sightings by their text, in order."""
    groups: dict[str, list[Sighting]] = {}
    for sighting in seen:
        groups.setdefault(sighting.text, []).append(sighting)
    return groups


def accepted(text: str, person: Person, known: Known) -> bool:
    """Whether the votes make a person of the sightings."""
    score = sum(vote(text, s, known) for s in person.sightings) + 0.5 * sum(
        vote(text, s, known) for s in person.shorter
    )
    if person.sightings:
        lone_surname = any(tail in {romanised(name_parts(s.text)[0]) for s in person.shorter} for tail in person.tails)
        return score + (1.0 if lone_surname else 0.0) > 0
    name = person.names[0]
    labels = {s.label for s in person.shorter}
    if not labels & {"PERSON", "TITLE"} or (known(name) and "TITLE" not in labels):
        return False
    if folded(name) not in given_names():
        score -= 1.0
    if name.lower() in lower_words(text):
        score -= 1.5
    return score > 0


def found_people(text: str, guesses: Iterable[Guess], known: Known, taken: list[tuple[int, int]]) -> list[Found]:
    """Every naming of a person in `text`. `taken` are spans that mean something else unless the model or a title says
    otherwise."""
    people = [p for p in gathered(sightings(text, guesses, known)) if accepted(text, p, known)]
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
    occupied, register = Occupied([*found, *taken]), Register(people)
    for start, end in repeated(text, people):
        owner = None if occupied.overlapping((start, end)) else register.owner(text[start:end], start)
        if owner is not None:
            found[start, end] = mention(owner, start, end, text[start:end], "person:repeated")
    return list(found.values())


def mention(person: Person, start: int, end: int, name: str, rule: str) -> Found:
    """A mention of `person`; a lone part of a name that stands in full elsewhere is a surname."""
    short = len(name_parts(name)) < 2 <= len(name_parts(person.longest))
    return Found(start, end, "person", folded(person.longest), "surname" if short else "full", rule)


def surfaces(person: Person, text: str) -> Iterator[str]:
    """Spellings to look for: names as seen, and surnames with and without particle, where they are no common word."""
    for name in person.names:
        if len(name_parts(name)) > 1:
            yield name
        *rest, last = name.split()
        if rest and rest[-1] in words.PARTICLES and len(name_parts(name)) > 1:
            yield f"{rest[-1]} {last}"
        for surname in {
            last,
            JOINED.sub("", last, count=1),
            re.sub(r"(?i)^(?:al|el)-", "", last),
            last.rpartition("-")[2],
        }:
            if distinctive(surname, text):
                yield surname
    yield from (s.text for s in person.shorter if distinctive(s.text, text))


def distinctive(surname: str, text: str) -> bool:
    """Whether a lone `surname` can be looked for without the model: a capitalised word that is no month, head of firms
    or word."""
    word = words.plain(surname)
    if len(surname) < 3 or not surname[0].isupper() or surname.endswith("."):
        return False
    if word in words.CALENDAR or word in words.ORGANIZATION_HEADS or word in words.SENTENCE_WORDS or is_title(surname):
        return False
    return surname.lower() not in lower_words(text)


def repeated(text: str, people: Iterable[Person]) -> Iterator[tuple[int, int]]:
    """Further places where a known person's name stands as a name of its own."""
    spellings = {spelling for person in people for spelling in surfaces(person, text)}
    for start, end in Matcher(spellings).spans(text):
        if " " in text[start:end] or alone(text, start, end):
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
