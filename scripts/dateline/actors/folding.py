"""Spellings of one name made comparable. Folded text is only compared, never used for offsets."""

import re
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz

from dateline.actors.vocabulary import PARTICLES

JOINED = re.compile(r"^(?:al|el|ad|ar|as|at|az|an|ash|ul)-(?=\w{2})")
ROMANISED = (
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("iy", "i"),
    ("ii", "i"),
    ("y", "i"),
    ("q", "k"),
    ("kh", "k"),
    ("ck", "k"),
    ("dh", "d"),
    ("e", "a"),
    ("o", "u"),
)
SUFFIXES = frozenset("jr sr ii iii iv".split())


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Lower-case ASCII with single spaces, without dots and quotes: "U.N." and "UN" are one."""
    text = anyascii(name).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[^\w\s-]", "", text).split()).removeprefix("the ")


@cache
def given_names() -> frozenset[str]:
    """Folded given names of many countries."""
    return frozenset(Path(__file__).with_name("data").joinpath("given_names.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """One folded word in a spelling that transliterations of Arabic and Russian names share: Gaddafi, Qadhafi,
    Kadafi."""
    for spelling, one in ROMANISED:
        word = word.replace(spelling, one)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=65536)
def name_parts(name: str) -> tuple[str, ...]:
    """Folded parts of a person's name without particles and "Jr.": "Omar al-Bashir" is omar, bashir."""
    parts = [JOINED.sub("", part) for part in folded(name).split()]
    kept = [part.replace("-", "") for part in parts if part not in PARTICLES and part not in SUFFIXES]
    return tuple(part for part in kept if part) or tuple(parts)


def same_part(one: str, other: str) -> bool:
    """Whether two folded parts can be one name: equal but for romanisation, an initial, or nearly equal."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return romanised(one) == romanised(other) or (min(len(one), len(other)) > 4 and fuzz.ratio(one, other) >= 85)


def same_person(one: str, other: str) -> bool:
    """Whether two full names inside one article are one person's: last parts agree, and the shorter's given names are
    all there."""
    few, many = sorted((name_parts(one), name_parts(other)), key=len)
    if len(few) < 2:
        return few == many
    if romanised(few[-1]) != romanised(many[-1]) and fuzz.ratio(few[-1], many[-1]) < 88:
        return False
    return same_part(few[0], many[0]) and all(any(same_part(part, rest) for rest in many[1:-1]) for part in few[1:-1])
