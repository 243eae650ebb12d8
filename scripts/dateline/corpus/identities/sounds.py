"""How alike two parts of a name sound, whichever romanisation each was written in.

A part becomes a string of sounds, one character each, then the cheapest way from one string to the other is counted:
what romanisations confuse (q/k, ou/u, ei/ey, dh/z) costs little, any other difference costs much.
"""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

GRAPHEMES: tuple[tuple[str, str], ...] = (
    *((spelling, "SC") for spelling in ("schtsch", "shtch", "chtch", "stsch", "shch", "sjtj")),
    *((spelling, "C") for spelling in ("tsch", "tch", "tsh", "ch", "cz")),
    *((spelling, "J") for spelling in ("dsch", "dzh", "dj", "zh", "j")),
    *((spelling, "S") for spelling in ("sch", "sh")),
    *((spelling, "Z") for spelling in ("ts", "tz")),
    ("kh", "X"),
    ("gh", "G"),
    ("th", "T"),
    ("dh", "D"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("x", "ks"),
    *((spelling, "i") for spelling in ("iyy", "ijj", "iy", "yi", "ij", "ii", "yy", "ee", "ie")),
    *((spelling, "u") for spelling in ("ou", "oo", "ue", "uu")),
    *((spelling, "E") for spelling in ("ei", "ey", "ai", "ay", "aie", "eie")),
    ("owh", "oh"),
    ("oe", "o"),
    ("ae", "e"),
    ("aa", "a"),
    ("y", "i"),
)
"""Spellings of one sound, long ones first. Upper case: sounds that Latin script writes with several letters."""

SPELLINGS = dict(GRAPHEMES)
AT_PLACES = {"gu": "g", "ej": "E", "aj": "E"}
"""Spellings that count at a place alone: French gu before e and i, German and Slavic -ej at the end."""
GRAPHEME = re.compile("gu(?=[eiy])|[ea]j$|" + "|".join(sorted(SPELLINGS, key=lambda s: (-len(s), s))) + "|.")

CONFUSED: dict[str, float] = {
    # vowels
    "ae": 0.25, "ei": 0.25, "ou": 0.1, "ao": 0.5, "au": 0.7, "ai": 0.8, "eo": 0.5, "eu": 0.7, "iu": 0.7, "io": 0.8,
    "Ei": 0.25, "Ee": 0.2, "Ea": 0.3, "Eo": 0.7, "Eu": 0.8,
    # Arabic and Persian consonants: qaf, ghayn, kha, dhal, dad, tha
    "kX": 0.3, "kg": 0.35, "Gg": 0.1, "Gk": 0.35, "gJ": 0.4, "hX": 0.3, "Gh": 0.5, "Dd": 0.15, "Dz": 0.25, "dz": 0.6,
    "Tt": 0.15, "Ts": 0.45, "sz": 0.45,
    # Slavic consonants in English, French and German spelling, with and without diacritics
    "hg": 0.4, "sS": 0.3, "zJ": 0.35, "CS": 0.35, "CZ": 0.25, "CJ": 0.5, "Ck": 0.5, "CX": 0.35, "iJ": 0.2, "fv": 0.4,
    "uv": 0.4, "Zs": 0.35, "Zz": 0.35, "Zk": 0.6, "bv": 0.7, "bp": 0.5,
}  # fmt: skip
"""Cost of one sound for another, where it is less than 1."""
NO_COSTS: dict[str, float] = {}
COSTS: dict[str, dict[str, float]] = {}
for _pair, _cost in CONFUSED.items():
    COSTS.setdefault(_pair[0], {})[_pair[1]] = _cost
    COSTS.setdefault(_pair[1], {})[_pair[0]] = _cost

VOWELS = frozenset("aeiouE")
DROPPED = {"i": 0.3, "h": 0.3, "E": 0.5} | dict.fromkeys("aeou", 0.45)
"""Cost of a sound that one spelling has and the other leaves out, where it is less than 1."""
UNWRITTEN = 0.08
"""Cost of a vowel that only one of two names has, where one was written in a script without short vowels."""
UNWRITTEN_COSTS = COSTS | {
    one: COSTS.get(one, {}) | {other: UNWRITTEN for other in "uviJEo" if other != one} for one in "uviJE"
}
"""Costs where one name has no short vowels: waw and ya stand for consonants and for long vowels."""
SOFT = VOWELS | {"h", "J", "v"}
FINAL_A = 1.3
"""A final -a tells a woman's name from a man's (Amin, Amina): no matter of spelling."""
FINAL_E = 0.2
"""A final -e is French spelling (Poutine)."""
FIRST_GLIDE = 0.2
"""A y or j at the beginning (Yeltsin, Jelzin, Eltsin)."""
EDITS = 0.6
"""Share of the sounds that spellings of one part differ in at most."""
UNLIKE = 0.45
"""Below this likeness two parts have nothing in common; how little does not matter."""
STEEP = 1.6
"""Cost per sound is multiplied by this: one letter of another sound in five is another name."""


@lru_cache(maxsize=1 << 17)
def sounds(part: str) -> str:
    """The sounds of a folded part: "muallem" and "moualem" are both ``mualem``."""
    found = "".join(_sound(match.group(), match.end() == len(part)) for match in GRAPHEME.finditer(part))
    return re.sub(r"(.)\1+", r"\1", found)


def _sound(spelling: str, last: bool) -> str:
    if spelling == "c":
        return "C" if last else "c"
    return SPELLINGS.get(spelling) or AT_PLACES.get(spelling, spelling)


@lru_cache(maxsize=1 << 17)
def skeleton(part: str) -> str:
    """The consonants of a folded part in coarse classes: equal for most spellings of one name, and a key to look them
    up by."""
    found = "".join(COARSE.get(sound, sound) for sound in sounds(part) if sound not in VOWELS and sound != "h")
    return re.sub(r"(.)\1+", r"\1", found) or sounds(part)[:1]


COARSE = {
    "X": "k", "G": "k", "g": "k", "c": "k", "D": "d", "T": "t", "f": "v", "S": "s", "C": "s", "Z": "s", "z": "s",
    "J": "", "p": "b",
}  # fmt: skip
"""Sounds that romanisations confuse, as one; j is a consonant, a vowel or silent."""


@lru_cache(maxsize=1 << 18)
def likeness(one: str, other: str, unwritten: bool = False) -> float:
    """How alike two folded parts sound, from 0 (nothing in common, or below `UNLIKE`) to 1 (the same). `unwritten`: one
    was written without vowels."""
    if one == other:
        return 1.0
    a, b = sounds(one), sounds(other)
    if a == b:
        return 1.0
    length = (len(a) + len(b)) / 2
    most = (1 - UNLIKE) * length / STEEP
    if not unwritten and (abs(hard(a) - hard(b)) > most or _far(a, b)):
        return 0.0
    cost = distance(a, b, unwritten, most)
    return 1 - STEEP * cost / length if cost <= most else 0.0


def _far(a: str, b: str) -> bool:
    """Whether so many sounds differ that they cannot all be confused ones: told before the costs are added up, which
    takes fifty times as long."""
    most = int(EDITS * max(len(a), len(b)))
    return Levenshtein.distance(a, b, score_cutoff=most) > most


@lru_cache(maxsize=1 << 17)
def hard(sound: str) -> int:
    """How many sounds no spelling leaves out."""
    return sum(char not in SOFT for char in sound)


def distance(a: str, b: str, unwritten: bool = False, most: float = float("inf")) -> float:
    """The cheapest way from one string of sounds to the other; where it costs more than `most`, something above it."""
    changes = UNWRITTEN_COSTS if unwritten else COSTS
    dropped = [_dropped(sound, place == 0, place == len(b) - 1, unwritten) for place, sound in enumerate(b)]
    row = [0.0]
    for cost in dropped:
        row.append(row[-1] + cost)
    for place, sound in enumerate(a):
        gone = _dropped(sound, place == 0, place == len(a) - 1, unwritten)
        changed = changes.get(sound, NO_COSTS)
        diagonal, left = row[0], row[0] + gone
        row[0] = cheapest = left
        for column, wanted in enumerate(b):
            above = row[column + 1]
            cost = diagonal if sound == wanted else diagonal + changed.get(wanted, 1.0)
            if above + gone < cost:
                cost = above + gone
            if left + dropped[column] < cost:
                cost = left + dropped[column]
            diagonal = above
            row[column + 1] = left = cost
            if cost < cheapest:
                cheapest = cost
        if cheapest > most:
            return cheapest
    return row[-1]


def _dropped(sound: str, first: bool, last: bool, unwritten: bool) -> float:
    if unwritten and sound in VOWELS:
        return UNWRITTEN
    if first and sound in "iJ":
        return FIRST_GLIDE
    if last and sound in "ae":
        return FINAL_A if sound == "a" else FINAL_E
    return DROPPED.get(sound, 1.0)
