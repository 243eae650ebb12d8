"""A person's name taken apart: the parts that are compared, and the marks that tell its bearer from a namesake."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii

from dateline.actors.folding import JOINED, folded, given_names
from dateline.actors.vocabulary import HONORIFICS, PARTICLES
from dateline.corpus.identities.chinese import chinese
from dateline.corpus.identities.korean import korean

DATA = Path(__file__).with_name("data")

UNVOWELLED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic, Syriac: short vowels are not written."""
ARABIC_ARTICLE = re.compile(r"(?<!\w)(?:ال)(?=\w{3})")
UNSPACED_NAME = re.compile("[\u3400-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}")
"""A name in Chinese characters or Hangul: one for the surname, then the given name."""

GENERATIONS = {"jr": "jr", "junior": "jr", "younger": "jr", "sr": "sr", "senior": "sr", "elder": "sr", "ii": "ii",
               "iii": "iii", "iv": "iv"}  # fmt: skip
TITLES = HONORIFICS | frozenset("sayyid sayyed sayed seyyed syed seyed hojatoleslam hujjatulislam".split())
"""Words before a full name that are no part of it."""
PATRONYMIC = frozenset("bin ibn bint ben".split())
SERVANT = re.compile(r"^abd[aeiou]+(?:l(?=\w{3})|(\w)(?=\1))")
"""Abdul Rahman, Abdel-Rahman, Abdurrahman; not Abdou."""
SERVANTS = frozenset("abd abed abdul abdel abdal abdol abdoul abdur abder abdus abdu".split())
HYPHENATED_SERVANT = re.compile(r"^(?:" + "|".join(sorted(SERVANTS)) + r")-(?=\w)")
FATHERS = frozenset("abu abou abul aboul abol abi abo".split())
MOTHERS = frozenset("umm oum".split())
FAITH = re.compile(r"(?<=\w\w)(?:ud|ed|ad|od|ul|el|al)d(?:in|een|ine|ien)$")
"""Saifuddin, Saif al-Din, Seifeddine."""


@dataclass(frozen=True, slots=True, eq=False)
class PersonName:
    """A name ready to be compared. `person_name` gives the same object for the same text.

    Attributes:
        key: equal for spellings that differ in nothing but case, marks, particles and hyphens.
        parts: folded, in the order of the text, without particles and titles; a hyphen joins two parts.
        generation: ``jr``, ``sr``, ``ii`` ..., or None.
        patronymic: whether a father's name is told by "bin" or the like.
        unwritten: whether the script leaves vowels out.
        korean: class of the surname and coarse syllables, where it can be a Korean name.
        chinese: readings, where it can be a Chinese name.
    """

    key: str
    parts: tuple[str, ...]
    generation: str | None = None
    patronymic: bool = False
    unwritten: bool = False
    korean: tuple[tuple[str, ...], ...] = ()
    chinese: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether it has two parts, so that it can be known again in another article."""
        return len(self.parts) > 1

    @property
    def is_common(self) -> bool:
        """Whether many people bear the name, as far as its form tells."""
        if self.korean or self.chinese:
            return True
        return len(self.parts) == 2 and self.parts[-1] in common_surnames()


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = DATA.joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def common_surnames() -> frozenset[str]:
    """Folded surnames that many people bear."""
    return frozenset(word for line in _lines("common_surnames.txt") for word in line.split())


@cache
def given_forms() -> dict[str, frozenset[int]]:
    """Given names with the numbers of the lines that they stand in: forms of one name share a number."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("given_forms.txt")):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1 << 17)
def person_name(text: str) -> PersonName:
    """The name as it is compared. Never fails: a text without letters has no parts."""
    unwritten = UNVOWELLED.search(text) is not None
    tokens = _in_order(_tokens(text, unwritten))
    generation = GENERATIONS.get(tokens[-1]) if len(tokens) > 1 else None
    if generation:
        tokens = tokens[:-1]
    parts = tuple(_particles_dropped(_compounds(tokens)))
    key = " ".join([*(part.replace("-", "") for part in parts), *filter(None, [generation])])
    return PersonName(
        key, parts, generation, not PATRONYMIC.isdisjoint(tokens[1:]), unwritten, _korean(parts), _chinese(parts)
    )


def _tokens(text: str, unwritten: bool) -> list[str]:
    """Folded words, commas kept."""
    if UNSPACED_NAME.fullmatch(text.strip()):
        syllables = [folded(anyascii(char)) for char in text.strip()]
        return [{"i": "yi"}.get(syllables[0], syllables[0]), "-".join(syllables[1:])]  # a letter alone is an initial
    if unwritten:
        text = ARABIC_ARTICLE.sub("", text)
    text = re.sub(r"[\u2010-\u2015]", "-", text).replace(".", ". ")
    head, comma, tail = text.partition(",")
    words = [word.strip("-_") for word in folded(head).split()]
    rest = [word.strip("-_") for word in folded(tail).split()]
    if comma and rest and rest[0] not in GENERATIONS:
        return [word for word in (*rest, *words) if word]  # "Surname, First"
    return [word for word in (*words, *rest) if word]


def _in_order(tokens: list[str]) -> list[str]:
    """Without titles before the name, as long as a full name stays."""
    while len(tokens) > 2 and tokens[0] in TITLES:
        tokens = tokens[1:]
    return tokens


def _compounds(tokens: list[str]) -> list[str]:
    """Names of several words that are one: Abd al-Rahman, Abu Bakr, Saif al-Din, Nasr Allah."""
    found: list[str] = []
    pending = ""
    for place, token in enumerate(tokens):
        bare = JOINED.sub("", token)
        if place < len(tokens) - 1 and (token in SERVANTS | FATHERS | MOTHERS) and not pending:
            pending = "abd" if token in SERVANTS else "abu" if token in FATHERS else "umm"
        elif pending and bare in ("al", "el"):
            continue
        elif found and not pending and (bare == "allah" or (bare != token and bare in ("din", "deen", "dine"))):
            found[-1] += "allah" if bare == "allah" else "din"
        else:
            found.append(_one_word(pending + bare))
            pending = ""
    return found


def _one_word(part: str) -> str:
    """One spelling of the names of servants (abd-) and of faith (-din)."""
    return FAITH.sub("din", SERVANT.sub("abd", HYPHENATED_SERVANT.sub("abd", part)))


def _particles_dropped(tokens: list[str]) -> list[str]:
    return [token for place, token in enumerate(tokens) if token not in PARTICLES or _is_name(tokens, place)]


def _is_name(tokens: list[str], place: int) -> bool:
    """Whether a particle is a name here: at the end (Zhu De), an initial at the beginning (Y. Orlov), or as in Ben
    Stiller, not Ben Ali: before another given name it is the Arabic particle."""
    if place == len(tokens) - 1 or (place == 0 and len(tokens[0]) == 1):
        return True
    return place == 0 and tokens[0] == "ben" and len(tokens) == 2 and tokens[1] not in given_names()


def _korean(parts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(reading for surname, rest in _splits(parts) if (reading := korean(surname, rest)))


def _chinese(parts: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(reading for surname, rest in _splits(parts) for reading in chinese(surname, rest))


def _splits(parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Surname and given name in both orders, where there are two or three parts."""
    if not 2 <= len(parts) <= 3 or any(len(part) > 14 for part in parts):
        return ()
    return ((parts[0], " ".join(parts[1:])), (parts[-1], " ".join(parts[:-1])))
