"""Persons by the names that stand for them: full names that agree are one person's, shorter ones find their owner."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.actors import listed
from dateline.actors import vocabulary as words
from dateline.actors.cues import place_cue
from dateline.actors.folding import JOINED, folded, name_parts, romanised, same_person
from dateline.actors.genders import gender, genders
from dateline.actors.records import Known
from dateline.actors.sightings import Sighting

LOCATED = 2.0
"""A place's cues that a part of a person's name does not stand against."""


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

    def genders(self, text: str) -> set[str]:
        """What the words before the full names say of man or woman."""
        return genders(text, (s.start for s in self.sightings))

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

    def __init__(self, text: str, people: Iterable[Person]) -> None:
        self.text = text
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
        if name in self.names:
            return self.names[name]
        *particles, _ = name.split()
        if len(parts) > 1 and not all(word.lower() in words.PARTICLES for word in particles):
            return None
        owners = self.tails.get(romanised(parts[-1])) or self.parts.get(romanised(parts[-1])) or []
        if len(owners) > 1 and (sex := gender(self.text, start)):
            owners = [person for person in owners if person.genders(self.text) <= {sex}] or owners
            owners = [person for person in owners if sex in person.genders(self.text)] or owners
        return max(owners, key=lambda person: person.last_before(start), default=None)


def gathered(text: str, seen: list[Sighting], known: Known) -> list[Person]:
    """Sightings by person: full names that agree, then shorter names with the full one that they stand for."""
    people: list[Person] = []
    initials: dict[str, list[Person]] = {}  # only these are compared: pairs of all would take the square of the time
    for name, group in by_name(s for s in seen if len(name_parts(s.text)) > 1).items():
        alike = initials.setdefault(romanised(name_parts(name)[-1])[:1], [])
        person = next((p for p in alike if any(one_name(other, name) for other in p.names)), None)
        if person is None:
            person = Person()
            people.append(person)
            alike.append(person)
        person.names.append(name)
        person.sightings.extend(group)
    register = Register(text, people)
    lone: dict[str, Person] = {}
    for sighting in (s for s in seen if len(name_parts(s.text)) < 2):
        owner = register.owner(sighting.text, sighting.start)
        if owner is not None and elsewhere(text, sighting, owner, known):
            continue
        if owner is None:
            owner = lone.setdefault(romanised(name_parts(sighting.text)[0]), Person())
            owner.names = owner.names or [sighting.text]
        owner.shorter.append(sighting)
    return [*people, *lone.values()]


def elsewhere(text: str, sighting: Sighting, owner: Person, known: Known) -> bool:
    """Whether a lone part of the owner's name is a place here: "in Paris" beside Paris Delacroix."""
    name = sighting.text
    given = romanised(name_parts(name)[0]) not in owner.tails and (listed.place(name) or known(name))
    cue = place_cue(text, sighting.start, sighting.end, known)
    return sighting.label not in ("PERSON", "TITLE", "ROLE") and (given or cue >= LOCATED)


def one_name(one: str, other: str) -> bool:
    """Whether two names inside one article are one person's: they agree, or one ends or begins the other and has at
    least two parts of it ("Santos Neto" of "João Batista dos Santos Neto")."""
    few, many = sorted((name_parts(one), name_parts(other)), key=len)
    if 1 < len(few) < len(many) and few in (many[-len(few) :], many[: len(few)]):
        return True
    return same_person(one, other)


def by_name(seen: Iterable[Sighting]) -> dict[str, list[Sighting]]:
    """Sightings by their text, in order."""
    groups: dict[str, list[Sighting]] = {}
    for sighting in seen:
        groups.setdefault(sighting.text, []).append(sighting)
    return groups
