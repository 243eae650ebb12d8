"""Dates written in figures: ISO 8601, year first, day first, month first."""

from __future__ import annotations

import re

from dateline.timex import jalali, lexicon
from dateline.timex.order import day_or_none, full_year, settle, year_first
from dateline.timex.reading import Reading, yearless

# What may not follow: a word glued on (but "2024Reading time" is scraper's glue), more figures but a time, a path.
_TRAIL = r"(?![a-z0-9\u00df-\u00ff\u0430-\u045f]|-(?!\d{1,2}:\d\d)\w|[_/]\w|[.:]\d|%|[A-Z](?![a-z]))"
# A year may have the time glued to it: "December 24, 20239:53 AM".
TRAIL = rf"(?:(?<=\d{{4}})(?=\d{{1,2}}:\d\d)|{_TRAIL})"
_GAP = r"(?:(?<=\.)\s?)"  # "2025. 5. 15."
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<sep>[-/.\u2010-\u2012]){_GAP}?(?P<month>\d{{1,2}})(?P=sep){_GAP}?(?P<day>\d{{1,2}})(?:(?=T\d)|\.?{TRAIL})"
)
_YEAR_LAST = re.compile(
    rf"(?P<first>\d{{1,2}})[\\\u200f]?(?P<sep>[-/.\u2010-\u2012]){_GAP}?(?P<second>\d{{1,2}})[\\\u200f]?(?P=sep){_GAP}?(?P<third>\d{{4}}|\d{{2}}){TRAIL}"
)
_COMPACT = re.compile(rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}})(?:(?=T\d)|{TRAIL})")
_DOTTED_DAY_MONTH = re.compile(r"(?P<day>\d{2})\.(?P<month>\d{2})\.(?!\w|[-/]\w)")
# Languages whose press writes 26.11. for a day of this year.
_DOTTED = frozenset("de no da fi cs sk pl hr sr sl bs et lv is mk bg hu tr ro".split())
_SOFTWARE = re.compile(
    r"(?i:\b(?:v|ver|versions?|release|ios|ipados|macos|android|python|linux|windows|firmware)\.?\s?)\Z"
)
_THAI = re.compile("[\u0e01-\u0e5b]")
_BUDDHIST = 543


def year_first_date(text: str, start: int, language: str | None) -> Reading | None:
    """``2014-11-26``, ``2014/11/26``, ``2014. 11. 26.``; years of the Thai and Persian calendars are converted."""
    found = _YEAR_FIRST.match(text, start)
    if found is None:
        return None
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if lexicon.base_language(language) in ("fa", "ps") and (converted := jalali.to_gregorian(year, month, day)):
        return Reading(start, found.end(), "date.jalali", (converted,))
    date = day_or_none(common_era(year, text, language), month, day)
    iso = found["sep"] == "-" and len(found["month"]) == len(found["day"]) == 2
    return Reading(start, found.end(), "date.iso" if iso else "date.numeric-ymd", (date,)) if date else None


def year_last_date(text: str, start: int, language: str | None) -> Reading | None:
    """``26.11.2014``, ``26/11/2014``, ``11-26-2014``, ``26.11.14``; in ko, ja, zh and hu also ``14.11.26``."""
    found = _YEAR_LAST.match(text, start)
    if found is None:
        return _dotted_day_month(text, start, language)
    first, second, separator = int(found["first"]), int(found["second"]), found["sep"]
    separator = separator if separator in "./" else "-"
    if len(found["third"]) == 2:
        if not _is_short_date(text, found, language):
            return None
        if year_first(language):
            date = day_or_none(full_year(found["first"]), second, int(found["third"]))
            return Reading(start, found.end(), "date.numeric-ymd", (date,)) if date else None
    year = written_year(found["third"], text, language)
    days = settle(first, second, year, separator, language)
    return Reading(start, found.end(), days.rule, days.readings, days.settled) if days else None


def compact_date(text: str, start: int) -> Reading | None:
    """``20141126``, alone or before ``T``."""
    found = _COMPACT.match(text, start)
    date = day_or_none(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    return Reading(start, found.end(), "date.compact", (date,)) if found and date else None


def common_era(year: int, text: str, language: str | None) -> int:
    """A year of the Buddhist era, where the text is Thai, as a common one; other years unchanged."""
    if 2443 <= year <= 2643 and (lexicon.base_language(language) == "th" or _THAI.search(text)):
        return year - _BUDDHIST
    return year


def written_year(digits: str, text: str, language: str | None) -> int:
    """The common year of two or four figures; 0 where two figures leave the calendar open (in Thai)."""
    if len(digits) > 2:
        return common_era(int(digits), text, language)
    if lexicon.base_language(language) != "th" and not _THAI.search(text):
        return full_year(digits)
    short = int(digits)  # 57 is 2557, as 2057 is not yet; 24 can be 2024 or 2524
    return 2500 + short - _BUDDHIST if short > 42 else 0


def _is_short_date(text: str, found: re.Match[str], language: str | None) -> bool:
    """Whether a triple with two figures at its end is a date: not a version, score or set of numbers."""
    padded = len(found["first"]) == len(found["second"]) == 2
    if found["sep"] == "/":
        return True
    if found["sep"] == ".":
        dotted = padded or lexicon.base_language(language) in _DOTTED
        return dotted and not _SOFTWARE.search(text, max(0, found.start() - 12), found.start())
    return padded


def _dotted_day_month(text: str, start: int, language: str | None) -> Reading | None:
    if lexicon.base_language(language) not in _DOTTED:
        return None
    found = _DOTTED_DAY_MONTH.match(text, start)
    return yearless(start, found.end(), (int(found["month"]),), int(found["day"])) if found else None
