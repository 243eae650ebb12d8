"""Dates with the units written out: Chinese, Japanese, Korean, and Vietnamese, whose months have numbers for names."""

from __future__ import annotations

import re

from dateline.timex.order import FIRST_YEAR
from dateline.timex.reading import Reading, full, month_year, yearless

_YMD = re.compile(r"(?P<year>\d{1,4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월](?:\s?(?P<day>\d{1,2})\s?[日일号號])?")
_MD = re.compile(r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]")
_VIETNAMESE = re.compile(
    r"(?P<day>\d{1,2})\s+(?i:tháng|thg\.?)\s+(?P<month>\d{1,2})(?!\d|[.:]\d)"
    r"(?:(?:,?\s+(?i:năm)\s+|,\s*|\s*[/-]\s*|\s+)(?P<year>\d{4})(?![\d:]))?"
)
_VIETNAMESE_MONTH = re.compile(r"(?P<month>\d{1,2})(?:\s*[/-]\s*|,?\s+(?i:năm)\s+)(?P<year>\d{4})(?![\d:]|[-/]\d)")
_MONTH_WORD = re.compile(r"(?<!\d\s)(?<!\w)(?i:tháng)\s+\Z")
# First common year less one: Reiwa 7 is 2025. Sources: the imperial eras; the Republic's calendar of Taiwan.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_ERA_FIRST_YEAR = "元年"  # "year of origin": without a figure


def units_date(text: str, start: int) -> Reading | None:
    """``2025年5月15日``, ``令和7年5月15日``, ``2025년 5월 15일``, ``5月15日``, ``2025年5月``."""
    found = _YMD.match(text, start)
    if found is None:
        return _month_day(text, start)
    era = _ERAS.get(text[max(0, start - 2) : start])
    year = int(found["year"]) + era if era else int(found["year"])
    if year < FIRST_YEAR:
        return None
    begin = start - 2 if era else start
    if found["day"] is None:
        return month_year(begin, found.end(), year, (int(found["month"]),))
    rule = "date.era" if era else "date.units"
    return full(begin, found.end(), rule, year, (int(found["month"]),), int(found["day"]))


def vietnamese_date(text: str, start: int) -> Reading | None:
    """``27 tháng 11 năm 2014``, ``27 thg 11, 2014``, ``27 tháng 11``, and ``tháng 11 năm 2014`` at its month."""
    found = _VIETNAMESE.match(text, start)
    if found is None:
        return _vietnamese_month(text, start)
    months, day = (int(found["month"]),), int(found["day"])
    if found["year"] is None:
        return yearless(start, found.end(), months, day)
    return full(start, found.end(), "date.month-number", int(found["year"]), months, day)


def _month_day(text: str, start: int) -> Reading | None:
    found = _MD.match(text, start)
    if found is None:
        return None
    months, day = (int(found["month"]),), int(found["day"])
    era = text[max(0, start - 4) : start]
    if era.endswith(_ERA_FIRST_YEAR) and era[:2] in _ERAS:
        return full(start - 4, found.end(), "date.era", _ERAS[era[:2]] + 1, months, day)
    return yearless(start, found.end(), months, day)


def _vietnamese_month(text: str, start: int) -> Reading | None:
    word = _MONTH_WORD.search(text, max(0, start - 12), start)
    found = _VIETNAMESE_MONTH.match(text, start) if word else None
    return month_year(word.start(), found.end(), int(found["year"]), (int(found["month"]),)) if word and found else None
