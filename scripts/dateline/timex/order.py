"""Which of two numbers is the day, where a date is written in figures.

Impossibility decides first (there is no month 13), then the separator (with dots the day stands first), then the custom
of the language; without a language, day and month stay open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2100

# CLDR short formats that begin with the year.
_YEAR_FIRST = frozenset(("zh", "ja", "ko", "hu", "lt", "mn", "eu"))
# English outside these regions (CLDR en_US, en_PH, ...) writes the day first.
_MONTH_FIRST_REGIONS = frozenset(("US", "PH", "PR", "GU"))


@dataclass(frozen=True, slots=True)
class Days:
    """The readings of a numeric date, the chosen one first; ``settled`` tells whether it is chosen at all."""

    readings: tuple[date, ...]
    settled: bool
    rule: str


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day of the calendar, or None where there is none or its year is out of range."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """A year of two or four figures; two count as POSIX strptime has it: 69..99 are 19xx, 00..68 are 20xx."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 69 else 2000)


def year_first(language: str | None) -> bool:
    """Whether the language writes the year before the month."""
    return language is not None and _primary(language) in _YEAR_FIRST


def settle(first: int, second: int, year: int, separator: str, language: str | None) -> Days | None:
    """The day of ``first separator second separator year``; None where there is no such day."""
    dmy, mdy = day_or_none(year, second, first), day_or_none(year, first, second)
    if separator == ".":
        return Days((dmy,), True, "date.numeric-dmy") if dmy else None
    if dmy is None or mdy is None or dmy == mdy:
        only = dmy or mdy
        rule = "date.numeric-dmy" if dmy else "date.numeric-mdy"
        return Days((only,), True, rule) if only else None
    custom = _custom(separator, language)
    if custom is None:
        return Days(tuple(sorted((dmy, mdy))), False, "date.numeric-ambiguous")
    return Days((mdy, dmy) if custom == "mdy" else (dmy, mdy), True, f"date.numeric-{custom}")


def _custom(separator: str, language: str | None) -> str | None:
    """``dmy`` or ``mdy``, or None where the language leaves it open."""
    if language is None or year_first(language):
        return None
    if _primary(language) != "en":
        return "dmy"
    region = next((part.upper() for part in re.split("[-_]", language)[1:] if len(part) == 2), None)
    if region is not None:
        return "mdy" if region in _MONTH_FIRST_REGIONS else "dmy"
    return "mdy" if separator == "/" else None


def _primary(language: str) -> str:
    return re.split("[-_]", language, maxsplit=1)[0].lower()


def is_plain_english(language: str | None) -> bool:
    """Whether the language is English of an unknown region, which writes both 5/15 and 15/5."""
    return language is not None and language.lower() == "en"
