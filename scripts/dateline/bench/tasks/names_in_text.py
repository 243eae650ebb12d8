"""The names by which an actor of an article is known, the places of a line that bear them, and what is left of them.

Two measures, on purpose: a name is *found* where its letters stand with the capitals that it has ("US" is not in "us"),
so that nothing else is hidden; it *remains* wherever a reader could still make it out, so that nothing is given away.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.actors.authority import aliases_of, entries, form_of
from dateline.actors.folding import JOINED, SUFFIXES, folded
from dateline.actors.matching import bounded, unspaced
from dateline.actors.scripts import script_of
from dateline.actors.vocabulary import PARTICLES

JOINING = ("Arab", "Hebr")
"""Scripts that join particles to the word behind, so that a name there need not begin a word."""

STEM = 4
"""Letters by which longer words are taken for forms of one name: Syria, Syrian; Ivanov, Ivanova. At least so many, and
all but the last two."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one actor.

    Attributes:
        whole: names as they may stand in a line.
        telling: further names that would tell who is meant: capitals of states.
        words: folded words, each of which alone would tell it: single-word names, parts of a person's name.
    """

    whole: frozenset[str]
    telling: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a line that names an actor: half-open offsets, and the ids of all who bear the name."""

    start: int
    end: int
    owners: frozenset[str]


def names_of(actor: Mapping[str, Any], language: str) -> Names:
    """The names of an actor: as the article writes them, and as the authority has them in that language.

    Nothing is taken from other articles, so that an item stays as it is when the corpus grows.
    """
    known, capitals = (
        _known(actor["id"], language) if actor["id"] in entries() else (frozenset[str](), frozenset[str]())
    )
    written = {mention["text"] for mention in actor["mentions"] if mention["form"] != "title"}
    whole = {actor["name"], *written, *known}
    if actor["kind"] == "person":
        whole |= {tail for name in tuple(whole) for tail in tails(name)}
    telling = [name for name in whole if actor["kind"] == "person" or (" " not in name and form_of(name) != "acronym")]
    return Names(frozenset(whole), frozenset(capitals - whole), frozenset(_words(telling)))


@cache
def _known(actor_id: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """An actor's names in a language as the authority has them, and the capitals that stand for it."""
    entry = entries()[actor_id]
    capitals = frozenset(name.text for name in entry.names if name.form == "metonym")
    return frozenset(alias.text for alias in aliases_of(entry, language)), capitals


def tails(name: str) -> Iterator[str]:
    """The surnames in a person's full name: of "Ali al-Amir-Zadeh" al-Amir-Zadeh, Amir-Zadeh and Zadeh."""
    *first, last = [word for word in name.split() if folded(word) not in SUFFIXES] or [name]
    if first:
        joined = JOINED.match(last.casefold())
        found = (last, last[joined.end() :] if joined else last, last.rpartition("-")[2])
        yield from {tail for tail in found if sum(map(str.isalnum, tail)) > 1}


def _words(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        parts = [word for word in re.findall(r"\w+", folded(name)) if word not in PARTICLES | SUFFIXES]
        yield from parts if parts else [folded(name)]


def places(line: str, names: Mapping[str, Names]) -> list[Place]:
    """The places of a line that name one of several actors, in order; a name inside a longer one is none."""
    owners: dict[str, set[str]] = {}
    for actor_id, own in names.items():
        for name in own.whole:
            owners.setdefault(name, set()).add(actor_id)
    letters, where = _folded(line)
    found: dict[tuple[int, int], set[str]] = {}
    for name, ids in owners.items():
        for span in _found(line, letters, where, name):
            found.setdefault(span, set()).update(ids)
    taken: list[Place] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not taken or start >= taken[-1].end:
            taken.append(Place(start, end, frozenset(found[start, end])))
    return taken


def _folded(line: str) -> tuple[str, list[int]]:
    """A copy to compare by, and for each of its letters the offset that it comes from: folding may make two of one."""
    pairs = [(letter, at) for at, char in enumerate(line) for letter in char.casefold()]
    return "".join(letter for letter, _ in pairs), [at for _, at in pairs]


def _found(line: str, letters: str, where: Sequence[int], name: str) -> Iterator[tuple[int, int]]:
    """Whole words of a line that are a name, which may have more capitals than it, never fewer."""
    sought = name.casefold()
    at = letters.find(sought)
    while at >= 0:
        start, end = where[at], where[at + len(sought) - 1] + 1
        stands = line[start:end]
        same = len(stands) == len(name) and all(
            a.isupper() or not b.isupper() for a, b in zip(stands, name, strict=True)
        )
        if same and bounded(line, start, end):
            yield start, end
        at = letters.find(sought, at + 1)


def remains(pieces: Sequence[str], names: Names) -> bool:
    """Whether what is left of a line still tells who is meant: by a whole name, in any case, or by a word that begins
    as one of its words does."""
    for piece in pieces:
        plain = piece.replace(".", "")  # U.S. and US
        if any(_stands(text, name) for name in names.whole | names.telling for text in (piece, plain)):
            return True
        said = {folded(word) for word in re.findall(r"\w+", piece)}
        if any(_alike(word, own) for word in said for own in names.words):
            return True
    return False


def _stands(text: str, name: str) -> bool:
    sought, folded_text = name.casefold(), text.casefold()
    if sought not in folded_text:
        return False
    if form_of(name) == "acronym":
        return any(True for _ in _found(text, *_folded(text), name))
    if unspaced(name[0]) or script_of(name) in JOINING:
        return True
    return re.search(rf"(?<![^\W_]){re.escape(sought)}(?![^\W_])", folded_text) is not None


def _alike(word: str, own: str) -> bool:
    return word == own if len(own) < STEM else word.startswith(own[: max(STEM, len(own) - 2)])
