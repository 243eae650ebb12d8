"""Tokens with their places in the text, by a tokenizer that can be named and had again."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.bench.scoring.text import SPACELESS

FALLBACK = "dateline-words-1"
"""Runs of letters, marks and digits; each letter of scripts without spaces; each other sign by itself."""

SPACY = frozenset(
    "af am ar az bg bn ca cs da de dsb el en es et eu fa fi fo fr ga gd grc gu he hi hr hsb ht hu hy id "
    "is it kmr kn ky la lb lg lij lt lv mk ml mr ms nb ne nl nn pl pt ro ru sa si sk sl sq sr sv ta te ti "
    "tl tn tr tt uk ur yo zh".split()
)
"""Languages of spaCy 3.8 whose blank tokenizer needs no further package, so that it is the same on every machine."""

SAME = {"no": "nb"}
"""Languages under another code in spaCy."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token; `text[start:end]` is it, in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """Which tokens a span covers.

    Attributes:
        first, last: places of its first and last token.
        exact: whether it begins and ends where they do.
    """

    first: int
    last: int
    exact: bool


def tokenizer_name(language: str | None) -> str:
    """How a language is cut, such as `spacy.blank("en")`."""
    code = _code(language)
    return f'spacy.blank("{code}")' if code in SPACY else FALLBACK


def tokens(text: str, language: str | None) -> list[Token]:
    """The tokens of a text that are not white space, in order."""
    found = _cutter(_code(language))(text)
    return [Token(text[start:end], start, end) for start, end in found if text[start:end].strip()]


def covered(cut: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[Tagged | None]:
    """The tokens of each span, as far as they reach over its ends; None where another span has one of them, or none is.

    Spans that begin earlier come first, of those that begin together the longer.
    """
    taken: set[int] = set()
    found: list[Tagged | None] = [None] * len(spans)
    for place in sorted(range(len(spans)), key=lambda at: (spans[at][0], -spans[at][1], at)):
        start, end = spans[place]
        own = [number for number, token in enumerate(cut) if token.start < end and token.end > start]
        if own and taken.isdisjoint(own):
            taken.update(own)
            found[place] = Tagged(own[0], own[-1], (cut[own[0]].start, cut[own[-1]].end) == (start, end))
    return found


def _code(language: str | None) -> str:
    base = (language or "und").split("-")[0].lower()
    return SAME.get(base, base)


@lru_cache(maxsize=64)
def _cutter(code: str) -> Callable[[str], list[tuple[int, int]]]:
    if code not in SPACY:
        return _cut
    import spacy

    make: Any = spacy.blank(code).make_doc
    return lambda text: [(token.idx, token.idx + len(token)) for token in make(text)]


def _cut(text: str) -> list[tuple[int, int]]:
    """The tokens of `FALLBACK`."""
    found: list[tuple[int, int]] = []
    before = " "
    for place, character in enumerate(text):
        kind = _kind(character)
        joined = before != " " if kind == "+" else kind == "w" == before
        if joined:
            found[-1] = (found[-1][0], place + 1)
        elif kind != " ":
            found.append((place, place + 1))
        before = before if kind == "+" and joined else kind
    return found


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """White space `" "`, letter or digit `w`, one of a script without spaces `c`, what joins others `+`, else `.`."""
    category = unicodedata.category(character)
    if character.isspace():
        return " "
    if category[0] == "M" or category == "Cf":
        return "+"
    if category[0] not in "LN":
        return "."
    return "c" if unicodedata.name(character, "").partition(" ")[0] in SPACELESS else "w"
