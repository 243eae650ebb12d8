"""Scripts: which one a name is written in, and names of one script found for those of another.

A name in another script than Latin is looked for in any text: no other text has its letters. Across scripts a *whole*
name must agree, of two parts or more; a lone word of one script that folds to a word of another is no evidence.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from anyascii import anyascii

from dateline.actors.folding import name_parts, romanised

LATIN = "Latn"
RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, LATIN),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x077F, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0DFF, "Indi"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1E00, 0x1EFF, LATIN),
    (0x1F00, 0x1FFF, "Grek"),
    (0x3040, 0x30FF, "Jpan"),
    (0x3400, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
)
"""Blocks of the scripts that the press writes, with ISO 15924 codes (Unicode 16; Jpan is kana, Indi India's others)."""


@lru_cache(maxsize=65536)
def script_of(name: str) -> str:
    """The script of the first letter that has one here; Latin for all others."""
    for char in name:
        code = ord(char)
        found = next((script for low, high, script in RANGES if low <= code <= high and char.isalpha()), None)
        if found:
            return found
    return LATIN


def serves(name: str, lang: str | None, language: str, strict: bool = False) -> bool:
    """Whether a name that is written in texts of `lang` (None: any) is looked for in a text of `language`.

    `strict`: only in its own language, as states' short names are, which are words in others.
    """
    return lang in (None, language) or (not strict and script_of(name) != LATIN)


ARABIC_PREFIXES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك")
"""Conjunctions and prepositions that Arabic joins to the next word: wa-, fa-, bi-, li-, ka-, and two of them."""


def prefixed(name: str) -> Iterator[tuple[str, int]]:
    """The Arabic name with joined prefixes, and how many letters these are; too short names could be other words with
    one."""
    if script_of(name) == "Arab" and len(name) >= 5:
        for prefix in ARABIC_PREFIXES:
            yield prefix + name, len(prefix)


# Whole names across scripts

CYRILLIC_NAME = re.compile(
    r"(?<![^\W_])[\u0370-\u03ff\u0400-\u052f]+(?:[-’'][\u0370-\u03ff\u0400-\u052f]+)*"
    r"(?:[ \u00a0](?:[\u0370-\u03ff\u0400-\u052f]+(?:[-’'][\u0370-\u03ff\u0400-\u052f]+)*))*"
)
"""A run of words in Cyrillic or Greek."""
ARABIC_RUN = re.compile(r"[\u0620-\u06ff]+(?:[ \u00a0-][\u0620-\u06ff]+)*")
LONGEST = 5
"""Words of a name at most."""

Key = tuple[str, ...]


def folded_key(name: str) -> Key | None:
    """What names of one person share in scripts with vowels: folded parts; None for a name of one part."""
    parts = name_parts(name)
    return tuple(romanised(part) for part in parts) if len(parts) > 1 else None


CONSONANTS = (
    ("sch", "S"),
    ("tch", "S"),
    ("ch", "S"),
    ("sh", "S"),
    ("kh", "X"),
    ("gh", "k"),
    ("th", "t"),
    ("dh", "z"),
    ("zh", "z"),
    ("dj", "j"),
    ("ph", "f"),
    ("ts", "s"),
    ("c", "k"),
    ("q", "k"),
    ("g", "k"),
    ("x", "ks"),
    ("v", "f"),
    ("p", "b"),
)
"""Latin spellings by the consonant that Arabic writes for them."""
ARABIC = str.maketrans(
    "بپتطثدضذظزژسصشچجحهخغقكکگفڤلمنرةىآأإاءؤئويیعـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652",
    "bbtttddzzzzssSSjhhXkkkkkfflmnr" + " " * 22,
)


def skeleton(word: str) -> str:
    """The consonants of a word, of Latin or Arabic letters, as coarse as the two scripts share them."""
    if script_of(word) == "Arab":
        plain = word.removeprefix("ال") if len(word) > 4 else word
        letters = plain.translate(ARABIC).replace(" ", "")
    else:
        letters = anyascii(word).lower()
        for spelling, one in CONSONANTS:
            letters = letters.replace(spelling, one)
        letters = re.sub("[^a-zSX]|[aeiouwy]", "", letters)
    return re.sub(r"(.)\1+", r"\1", letters)


def consonant_key(name: str) -> Key | None:
    """What the Latin and the Arabic spelling of a whole name share; None where that is too little to know it by."""
    parts = name.replace("-", " ").split() if script_of(name) == "Arab" else [*name_parts(name)]
    key = tuple(bones for part in parts if (bones := skeleton(part)))
    return key if len(key) > 1 and sum(map(len, key)) >= 5 else None


ARABIC_TITLES = frozenset(
    "الرئيس رئيس وزير الوزير خارجية الخارجية الوزراء الدفاع الداخلية السيد السيدة الشيخ الأمير أمير الملك المبعوث "
    "السفير المتحدث مستشار المستشار السوري الروسي التركي الإيراني القطري الأميركي الأمريكي المصري السعودي العراقي "
    "نظيره نائب زعيم آقای رئیس‌جمهور وزیر خارجه".split()
)
"""Words before a person's name in Arabic and Persian news: its letters have no capitals to show a name by."""


def runs(text: str, pattern: re.Pattern[str]) -> Iterator[list[tuple[int, int]]]:
    """Spans of the words of each run that `pattern` finds."""
    for run in pattern.finditer(text):
        yield [match.span() for match in re.compile(r"[^ \u00a0]+").finditer(text, run.start(), run.end())]


def cyrillic_names(text: str) -> Iterator[tuple[int, int, Key]]:
    """Sequences of capitalised words in Cyrillic or Greek, longest first, with their key."""
    for words in runs(text, CYRILLIC_NAME):
        for first, last in windows(len(words)):
            start, end = words[first][0], words[last - 1][1]
            if text[start].isupper() and text[words[last - 1][0]].isupper() and (key := folded_key(text[start:end])):
                yield start, end, key


def arabic_names(text: str) -> Iterator[tuple[int, int, Key]]:
    """Sequences of Arabic words after a title, longest first, with their key."""
    for words in runs(text, ARABIC_RUN):
        shown = [text[start:end] for start, end in words]
        for first, last in windows(len(words)):
            if any(word in ARABIC_TITLES for word in shown[max(0, first - 2) : first]):
                start, end = words[first][0], words[last - 1][1]
                if key := consonant_key(text[start:end]):
                    yield start, end, key


def windows(count: int) -> Iterator[tuple[int, int]]:
    """Places of two to `LONGEST` words among `count`, the longer before the shorter at each."""
    for first in range(count):
        for last in range(min(count, first + LONGEST), first + 1, -1):
            yield first, last


KEYS: dict[str, Callable[[str], Key | None]] = {"folded": folded_key, "consonants": consonant_key}
"""What a Latin name is compared by with Cyrillic and Greek, and with Arabic letters."""


def keys(names: Iterable[str], kind: str) -> Iterator[Key]:
    """The keys of one kind by which Latin names are found in other scripts."""
    for name in names:
        key = KEYS[kind](name) if script_of(name) == LATIN else None
        if key:
            yield key
