"""Month names, weekday names and AM/PM markers of all languages, from ``calendar.json``, loaded at first use."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypedDict

from dateline.timex.fold import fold

# Characters of a name: letters with their marks, the Indic abbreviation sign, Hebrew geresh and apostrophes.
WORD = (
    r"[^\W\d_](?:[^\s\d!-&(-@\[-`{-\u00bf\u060c\u061b\u06d4\u0964\u0965"
    r"\u2000-\u200b\u200e-\u2018\u201a-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]){0,24}"
)

# Names that are ordinary words of other languages: unless the language is theirs, they need a day and a year beside.
_ORDINARY = frozenset(
    "ago agosto out set des dez mac mars marte mart mark dec pro dub led srpen mag gen dic kas eki nis tem lis tra svi "
    "kol lip may maio mayo maj mai mei marc jona augusta junio julia june juni julio".split()
)
# English names that are also verbs: in lower case they need a day and a year beside them.
_ENGLISH_VERBS = frozenset(("may", "march", "mar"))
_CASED = re.compile(r"[A-Za-z\u00c0-\u052f]")
_ENGLISH = "en"
_SIBLINGS = {"nb": "no", "nn": "no", "sh": "sr", "iw": "he", "in": "id", "tl": "fil", "cmn": "zh", "yue": "zh"}


class Names(TypedDict):
    """One language in ``calendar.json``; lists run from January or Monday, words are folded."""

    months: list[list[str]]
    short_months: list[list[str]]
    weekdays: list[list[str]]
    short_weekdays: list[list[str]]
    meridiem: list[list[str]]


@dataclass(frozen=True, slots=True)
class Name:
    """What a word names: one number where all languages agree (or the language asked for has it), else several."""

    values: tuple[int, ...]
    """Months 1..12 or weekdays 0..6."""
    trusted: bool
    """Whether the word is a date word by itself; if not, it needs a day and a year beside it."""


@lru_cache(maxsize=256)
def base_language(language: str | None) -> str | None:
    """The primary subtag as ``calendar.json`` knows it: ``pt-BR`` is ``pt``, ``nb`` is ``no``; None where unknown."""
    if language is None:
        return None
    primary = re.split("[-_]", language, maxsplit=1)[0].lower()
    primary = _SIBLINGS.get(primary, primary)
    return primary if primary in calendar() else None


@cache
def calendar() -> dict[str, Names]:
    """The names of all languages."""
    with Path(__file__).with_name("calendar.json").open(encoding="utf-8") as file:
        names: dict[str, Names] = json.load(file)
    return names


@lru_cache(maxsize=8192)
def month(word: str, language: str | None) -> Name | None:
    """The month that a word names; ``language`` is a base language or None."""
    key = fold(word)
    found = _months().get(key)
    if found is None:
        return None
    for own in (language, _ENGLISH):
        if own is not None and own in found:
            lower_verb = own == _ENGLISH and key in _ENGLISH_VERBS and word[0].islower()
            return Name((found[own][0],), not lower_verb)
    return Name(_values(found), _is_distinctive(key, found))


def is_own_or_english(word: str, language: str | None) -> bool:
    """Whether the month name is English, or of the language asked for."""
    found = _months().get(fold(word), {})
    return _ENGLISH in found or language in found


@lru_cache(maxsize=4096)
def weekday(word: str, language: str | None) -> Name | None:
    """The weekday that a word names; untrusted where it is a short form of a language not asked for."""
    key = fold(word)
    found = _weekdays().get(key)
    if found is None:
        return None
    for own in (language, _ENGLISH):
        if own is not None and own in found:
            return Name((found[own][0],), found[own][1])
    return Name(_values(found), any(wide for _, wide in found.values()))


@lru_cache(maxsize=4096)
def starts_two_words(word: str) -> bool:
    """Whether a word is the first of a month name that has two (Levantine Arabic, Irish)."""
    return fold(word) in _two_word_months()


@cache
def _two_word_months() -> frozenset[str]:
    return frozenset(key.split(" ", 1)[0] for key in _months() if " " in key)


@cache
def meridiem() -> dict[str, bool]:
    """AM and PM markers in lower case without dots and spaces: True for the afternoon."""
    from dateline.timex.additions import MERIDIEM

    markers = [(form, False) for form in MERIDIEM["am"]] + [(form, True) for form in MERIDIEM["pm"]]
    for names in calendar().values():
        markers += [(form, bool(late)) for late, forms in enumerate(names["meridiem"]) for form in forms]
    return {bare: late for form, late in markers if len(bare := _bare(form)) > 1}


@lru_cache(maxsize=256)
def is_afternoon(marker: str) -> bool | None:
    """Whether an AM/PM marker as written is one of the afternoon; None where it is no marker."""
    return meridiem().get(_bare(marker))


def _bare(marker: str) -> str:
    return re.sub(r"[\s.]", "", marker).lower()


def _is_distinctive(key: str, found: dict[str, tuple[int, bool]]) -> bool:
    """Whether a word of other languages is a date word anywhere: a full name, and no common word."""
    if not _CASED.match(key):
        return len(key) > 2
    return len(key) > 3 and key not in _ORDINARY and any(is_wide for _, is_wide in found.values())


def _values(found: dict[str, tuple[int, bool]]) -> tuple[int, ...]:
    return tuple(sorted({value for value, _wide in found.values()}))


@cache
def _months() -> dict[str, dict[str, tuple[int, bool]]]:
    return _index("months", "short_months", 1)


@cache
def _weekdays() -> dict[str, dict[str, tuple[int, bool]]]:
    return _index("weekdays", "short_weekdays", 0)


def _index(wide: str, short: str, first: int) -> dict[str, dict[str, tuple[int, bool]]]:
    """Word -> language -> (number, whether it is the full name)."""
    index: dict[str, dict[str, tuple[int, bool]]] = {}
    for code, names in calendar().items():
        for width in (wide, short):
            for number, forms in enumerate(names[width], first):  # type: ignore[literal-required]  # a variable
                for form in forms:
                    index.setdefault(form, {}).setdefault(code, (number, width == wide))
    return index
