"""Places of an article that may name a person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.actors import vocabulary as words
from dateline.actors.edges import NICKNAMED, extended, is_title, person_edges, person_like, stripped
from dateline.actors.folding import folded, given_names
from dateline.actors.listed import place, sure_organization
from dateline.actors.recognizer import Guess
from dateline.actors.records import Known
from dateline.actors.spans import Occupied

BEARER = "BEARER"
"""The label of a place that is known to name a person who bears a state's name."""
NAMES = frozenset("BEARER PERSON ORG GPE NORP LOC FAC PRODUCT EVENT WORK_OF_ART LAW".split())
"""The model's labels that names have; the others are dates and numbers."""
TITLES = (
    "Mr Mrs Ms Dr Prof Sen Rep Gen Col Lt Capt Sgt Maj Adm Gov Sir Sheikh Sheik Imam Ayatollah President Chancellor "
    "Minister Senator Representative Governor General Colonel Captain Professor Congressman Congresswoman Mayor "
    "Judge Justice Ambassador Prince Princess King Queen Pope Secretary Commissioner Councillor Archbishop Bishop "
    "Cardinal Inspector Detective Lord Lady Dame"
).split()
"""Titles after which capitalised words are a person's name, model or not."""
CAPITALISED = r"(?:(?:al|el|d|l)[-'’])?[A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f][^\W\d_]*(?:[-'’][^\W\d_]+)*\.?"
BETWEEN = r"[ \u00a0](?:(?:al|el|bin|ibn|bint|abu|de|del|della|di|da|dos|du|la|van|von|der|den|ter)[ \u00a0])*"
TITLED = re.compile(rf"\b(?:{'|'.join(TITLES)})\.?[ \u00a0]({CAPITALISED}(?:{BETWEEN}{CAPITALISED}){{0,3}})")
AFTER_WORD = re.compile(rf"(?<![\w-])(\w[\w-]*)(,?)[ \u00a0](?=({CAPITALISED}(?:{BETWEEN}{CAPITALISED}){{0,3}}))")
"""A word and a name behind it."""
INITIALS = re.compile(rf"(?<![\w.])(?:[A-Z]\. ?){{1,3}}{CAPITALISED}(?:-{CAPITALISED})?")
"""A surname with initials before it."""
WORD = re.compile(r"(?<![\w.’'-])([A-Z\u00c0-\u017f][^\W\d_]{2,})(?=[ \u00a0])")
REST = re.compile(rf"{BETWEEN}{CAPITALISED}(?:{BETWEEN}{CAPITALISED}){{0,2}}")
"""What follows a given name."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place that may name a person, with the model's label or TITLE where a title alone speaks for it."""

    start: int
    end: int
    label: str
    text: str


def sightings(text: str, guesses: Iterable[Guess], known: Known) -> list[Sighting]:
    """Places that may name a person, in order and not overlapping; the model's own persons go first, then longer
    before shorter."""
    named = [guess for guess in guesses if guess.label in NAMES]
    found = [sighting for guess in named if (sighting := sighted(text, guess, known))] + list(titled(text, known))
    seen = Occupied((guess.start, guess.end) for guess in named)
    found += [s for s in given(text, known) if s.label != "GIVEN" or not seen.overlapping((s.start, s.end))]
    found.sort(
        key=lambda s: (s.label not in ("PERSON", "INITIALS"), s.start - s.end, s.start, s.label in ("TITLE", "ROLE"))
    )
    occupied = Occupied()
    return sorted((s for s in found if occupied.add((s.start, s.end))), key=lambda s: s.start)


def precedence(sighting: Sighting) -> tuple[bool, int, int, bool]:
    """Sort key: what is a person's by its own look, then longer before shorter, then the model before a title."""
    named, titled = sighting.label in ("PERSON", "INITIALS"), sighting.label in ("TITLE", "ROLE")
    return not named, sighting.start - sighting.end, sighting.start, titled


def sighted(text: str, guess: Guess, known: Known) -> Sighting | None:
    """The model's span cut to a person's name."""
    if guess.label == BEARER:
        return Sighting(guess.start, guess.end, "PERSON", text[guess.start : guess.end])
    span = person_edges(text, guess.start, guess.end, known)
    if (
        span is None
        or sure_organization(text[slice(*span)])
        or (guess.label != "PERSON" and text[guess.start : guess.end].count(" ") > 4)
    ):
        return None
    start, end = extended(text, *span, known) if guess.label == "PERSON" else span
    return Sighting(start, end, guess.label, text[start:end])


def titled(text: str, known: Known) -> Iterator[Sighting]:
    """Names after a title ("Minister Novak"), a profession ("the rapper Ayo") or a relation ("her son, Ilya"), which
    need no model."""
    found = [(match.span(1), "TITLE") for match in TITLED.finditer(text)]
    found += [(match.span(3), "ROLE") for match in AFTER_WORD.finditer(text) if introduces(*match.group(1, 2))]
    for (first, last), label in found:
        span = person_edges(text, first, last, known)
        if span and span[0] == first and text[slice(*span)].split()[0] not in words.PARTICLES:
            start, end = leading_capitals(text, *span)
            name = text[start:end]
            if end > start and person_like(name) and (label == "TITLE" or not (sure_organization(name) or place(name))):
                yield Sighting(start, end, label, name)


def is_given(word: str) -> bool:
    """Whether `word` is a known given name."""
    return folded(word) in given_names()


def introduces(word: str, comma: str) -> bool:
    """Whether `word` says that the name behind it is a person's: a relative's, or, without a comma, a profession."""
    plain = word.casefold().removesuffix("-in-law")
    return plain in words.KIN or (not comma and (plain in words.PEOPLE or word in ("DJ", "MC")))


def given(text: str, known: Known) -> Iterator[Sighting]:
    """Names that begin with a known given name, for what the model overlooks."""
    place = 0
    for match in WORD.finditer(text):
        rest = REST.match(text, match.end()) if match.start() >= place and is_given(match.group(1)) else None
        if rest:
            place = rest.end()
            start, end = leading_capitals(text, match.start(), place)
            span = person_edges(text, start, end, known)
            if (
                span
                and span[0] == start
                and " " in text[start : span[1]]
                and not known(text[start : span[1]].split()[-1])
            ):
                yield Sighting(*span, "GIVEN", text[slice(*span)])
    for match in NICKNAMED.finditer(text):
        if folded(match.group().split()[0]) in given_names():
            yield Sighting(*match.span(), "PERSON", match.group())
    for match in INITIALS.finditer(text):
        start, end = stripped(text, *match.span())
        letters, _, surname = text[start:end].rpartition(".")
        surname = surname.strip()
        if (
            surname
            and not known(surname)
            and not known(f"{letters}.")
            and not is_title(surname)
            and person_like(surname)
        ):
            yield Sighting(start, end, "INITIALS", text[start:end])


def leading_capitals(text: str, start: int, end: int) -> tuple[int, int]:
    """The span up to the end of a sentence in it: "Mr. Smith. The" is "Smith"."""
    cut = re.compile(r"(?<=[^\W\d_]{2})\. ").search(text, start, end)
    return stripped(text, start, cut.start() if cut else end)
