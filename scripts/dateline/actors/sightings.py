"""Places of an article that may name a person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.actors import vocabulary as words
from dateline.actors.edges import extended, person_edges, person_like, stripped
from dateline.actors.folding import folded, given_names
from dateline.actors.recognizer import Guess
from dateline.actors.records import Known
from dateline.actors.spans import Occupied

NAMES = frozenset("PERSON ORG GPE NORP LOC FAC PRODUCT EVENT WORK_OF_ART LAW".split())
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
GIVEN = re.compile(
    rf"(?<![\w.’'-])([A-Z\u00c0-\u017f][^\W\d_]{{2,}}){BETWEEN}{CAPITALISED}(?:{BETWEEN}{CAPITALISED}){{0,2}}"
)


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
    found += [sighting for sighting in given(text, known) if not seen.overlapping((sighting.start, sighting.end))]
    found.sort(key=lambda s: (s.label != "PERSON", s.start - s.end, s.start, s.label == "TITLE"))
    occupied = Occupied()
    return sorted((s for s in found if occupied.add((s.start, s.end))), key=lambda s: s.start)


def sighted(text: str, guess: Guess, known: Known) -> Sighting | None:
    """The model's span cut to a person's name."""
    span = person_edges(text, guess.start, guess.end, known)
    if span is None or (guess.label != "PERSON" and text[guess.start : guess.end].count(" ") > 4):
        return None
    start, end = extended(text, *span) if guess.label == "PERSON" else span
    return Sighting(start, end, guess.label, text[start:end])


def titled(text: str, known: Known) -> Iterator[Sighting]:
    """Names after a title ("Minister Novak"), which need no model."""
    for match in TITLED.finditer(text):
        span = person_edges(text, match.start(1), match.end(1), known)
        if span and span[0] == match.start(1) and text[slice(*span)].split()[0] not in words.PARTICLES:
            start, end = leading_capitals(text, *span)
            if end > start and person_like(text[start:end]):
                yield Sighting(start, end, "TITLE", text[start:end])


def given(text: str, known: Known) -> Iterator[Sighting]:
    """Names that begin with a known given name, for what the model overlooks."""
    for match in GIVEN.finditer(text):
        if folded(match.group(1)) in given_names():
            start, end = leading_capitals(text, *match.span())
            span = person_edges(text, start, end, known)
            if (
                span
                and span[0] == start
                and " " in text[start : span[1]]
                and not known(text[start : span[1]].split()[-1])
            ):
                yield Sighting(*span, "GIVEN", text[slice(*span)])


def leading_capitals(text: str, start: int, end: int) -> tuple[int, int]:
    """The span up to the end of a sentence in it: "Mr. Smith. The" is "Smith"."""
    cut = re.compile(r"(?<=[^\W\d_]{2})\. ").search(text, start, end)
    return stripped(text, start, cut.start() if cut else end)
