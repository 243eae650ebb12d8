"""Dates with the month's name: ``26 November 2014``, ``Nov. 26, 2014``, ``2014. november 26.``, ``November 2014``."""

from __future__ import annotations

import re
from functools import cache

from dateline.timex import jalali
from dateline.timex.fold import fold
from dateline.timex.lexicon import WORD, Name, base_language, is_own_or_english, month, starts_two_words
from dateline.timex.numeric import TRAIL, common_era, written_year
from dateline.timex.order import FIRST_YEAR, LAST_YEAR, year_first
from dateline.timex.reading import Reading, day_range, full, month_year, yearless

# A name, or a Thai or Lao abbreviation with its inner dot.
_NAME = rf"(?:[\u0e01-\u0eff]+\.[\u0e01-\u0eff]+|{WORD})"
_ORDINAL = (
    r"(?:(?i:st|nd|rd|th|er|ère|ste|ος|ης|η)(?!\w)|[ºª°]|-?(?:го|е|ое|ше|ші)(?!\w)|\.?[oaeº](?=\s)|\(?a\)?(?=\s)|"
    r"-(?:ші|шы|ый))?"
)
_DASH = r"[-\u2010-\u2015]"
_RANGE = rf"(?:\.?\s?{_DASH}\s?(?P<last>\d{{1,2}})(?i:st|nd|rd|th)?(?![\d:]))?"
_OF = r"(?i:of|de|do|di|del|da|ng|af|av|ta['’]|a['’]|mis|ya|van|от)"
_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})(?!\d){_ORDINAL}{_RANGE}\\?\.?,?"
    rf"(?P<gap>\s*[-/]\s*|[\s\u200e\u200f]+(?:{_OF}[\s-]+)?|)(?:(?i:d['’]|ב-?)(?=\w{{3}}))?(?P<word>{_NAME})"
)
_YEAR_AFTER_MONTH = re.compile(
    r"\\?\.?(?P<gap>[\s\u200e\u200f]*[,،.][\s\u200e\u200f]*|\s*[-/]\s*|[\s\u200e\u200f]+|)"
    r"(?:(?i:de|del|do|anul|พ\.ศ\.|ค\.ศ\.|ปี|sal)\s+|(?i:พ\.ศ\.|ค\.ศ\.))?"
    rf"(?P<year>\d{{4}}|(?<=[-/.])\d{{2}}|['’‘]\d{{2}}|\d{{2}}(?=\s*(?:\Z|[\])|])))(?P<era>\s?(?:г\.?|года|гг\.|ж\.|р\.|року|god\.|e\.|ء)(?!\w))?{TRAIL}(?!\.\d)"
)
_SECOND_NAME = re.compile(rf"\s?/\s?(?P<word>{_NAME}(?:\s{WORD})?)")
_NEXT_WORD = re.compile(rf"\s(?P<word>{WORD})")
_MONTH_BEFORE_DAY = re.compile(
    rf"(?<![\w/=\\&?#]-)(?<![^\W_])(?<![/=\\&?#'’@])(?P<word>{_NAME})"
    r"(?P<gap>\.?\s+(?:(?i:the|ng|ya)\s+)?|\.?,\s+|[-/.])\Z"
)
_DAY_AFTER_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})(?!\d){_ORDINAL}{_RANGE}"
    rf"(?:(?:\.?,?\s+(?i:of\s+|de\s+|del\s+)?|\s*[,/،-]\s*|\.)(?P<year>\d{{4}}|['’‘]\d{{2}}){TRAIL})?"
)
_DAY_TRAIL = re.compile(r"(?![\w%]|[.,:]\d|[/-]\w)")
_DAY_BEFORE_MONTH = re.compile(rf"\d\s?{_ORDINAL}\\?\.?\s*(?:{_OF}\s+)?\Z")
_MONTH_BEFORE_YEAR = re.compile(
    rf"(?<![\w/]-)(?<![^\W_])(?<![/=\\&?#'’@])(?P<word>{_NAME})(?:\.?,?\s+(?i:(?:de|del|of|anul|พ\.ศ\.)\s+)?|[-/])\Z"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<mid>\.?\s?(?:m\.|gada)|-?\(?e?\)?ko|[\s-]?ж\.?,?|\s?թ\.|\s?د(?=\s)|\.)?(?:\s?[,/-]\s?|\s+|)"
    rf"(?:(?P<before>\d{{1,2}})[.\s-]{{0,2}})?(?P<word>{_NAME})(?:\.?[\s/-]+(?P<after>\d{{1,2}})(?![\d:])(?:\.|\s?d\.|-?[aeiouáé]n?(?!\w)|\(e?a\))?)?"
)
_YEAR_FIRST_TRAIL = re.compile(r"(?!\w|[-/]\w|[.,:]\d|%)")
_GLUED_NAME = re.compile(r"(?<=[A-Za-z])[A-Z][a-z]{2,8}\Z")
_WINDOW = 32
_JOINTS = " \t\u00a0\u2009\u202f\u200e\u200f.,-/"
_LINKS = frozenset(("the", "ng", "ya", "de", "del", "of", "anul", "พ.ศ"))  # between a month and what follows it


def day_month_date(text: str, start: int, language: str | None) -> Reading | None:
    """``26 November 2014``, ``1er mai 2024``, ``17-Dec-2023``, ``26 de noviembre``, ``10.-12. März 2024``."""
    found = _DAY.match(text, start)
    if found is None:
        return None
    base = base_language(language)
    name, end = _month_at(text, found.start("word"), found.end("word"), base)
    if name is None:
        return _jalali_date(text, found)
    day, last = int(found["day"]), found["last"]
    year_found = _YEAR_AFTER_MONTH.match(text, end)
    if year_found:
        year = _year(year_found["year"], text, language)
        if year is None or (len(year_found["year"]) == 2 and not name.trusted):
            return None
        if last:
            return day_range(start, year_found.end(), year, name.values, day, int(last))
        return full(start, year_found.end(), "date.month-name", year, name.values, day)
    if last or not name.trusted or found["gap"] in ("", "/") or not _DAY_TRAIL.match(text, end):
        return None
    return yearless(start, end, name.values, day)


def month_day_date(text: str, start: int, floor: int, language: str | None) -> Reading | None:
    """``November 26, 2014``, ``Nov. 26``; ``start`` is where the day stands."""
    head = _head(_MONTH_BEFORE_DAY, text, floor, start)
    if head is None:
        return None
    base = base_language(language)
    name, begin = _month_ending(head, base)
    found = _DAY_AFTER_MONTH.match(text, start) if name else None
    if name is None or found is None:
        return None
    day, last = int(found["day"]), found["last"]
    if found["year"]:
        year = _year(found["year"], text, language)
        if year is None:
            return None
        if last:
            return day_range(begin, found.end(), year, name.values, day, int(last))
        return full(begin, found.end(), "date.month-name", year, name.values, day)
    end = found.end("last") if last else found.end("day")
    if last or not name.trusted or head["gap"] in "-/." or not is_own_or_english(head["word"], base):
        return None
    end = _ordinal_end(text, end)
    return yearless(begin, end, name.values, day) if _DAY_TRAIL.match(text, end) else None


def year_first_date(text: str, start: int, language: str | None) -> Reading | None:
    """``2014. november 26.``, ``2014 m. lapkričio 26 d.``, ``2014. gada 26. novembris``, ``2014-Nov-26``."""
    found = _YEAR_FIRST.match(text, start)
    if found is None:
        return None
    base = base_language(language)
    name, _end = _month_at(text, found.start("word"), found.end("word"), base)
    year = common_era(int(found["year"]), text, language)
    if name is None or not _YEAR_FIRST_TRAIL.match(text, found.end()):
        return None
    if found["after"] and not found["before"]:
        return full(start, found.end(), "date.month-name", year, name.values, int(found["after"]))
    if found["before"] and not found["after"] and found["mid"]:
        return full(start, found.end(), "date.month-name", year, name.values, int(found["before"]))
    if found["before"] or not name.trusted or not (found["mid"] or year_first(language)):
        return None
    return month_year(start, found.end("word"), year, name.values)


def month_year_date(text: str, start: int, floor: int, language: str | None) -> Reading | None:
    """``November 2014``, ``noviembre de 2014``; ``start`` is where the year stands."""
    year = common_era(int(text[start : start + 4]), text, language)
    head = _head(_MONTH_BEFORE_YEAR, text, floor, start) if FIRST_YEAR <= year <= LAST_YEAR else None
    if head is None:
        return None
    name = month(head["word"], base_language(language))
    if name is None or not name.trusted or not _DAY_TRAIL.match(text, start + 4):
        return None
    if _DAY_BEFORE_MONTH.search(text, max(floor, head.start() - 12), head.start()):
        return None  # 31 February 2024 is no day, and no February either
    return month_year(head.start(), start + 4, year, name.values)


def _head(pattern: re.Pattern[str], text: str, floor: int, start: int) -> re.Match[str] | None:
    """The month's name before a figure, looked for in the last two words alone."""
    left = max(floor, start - _WINDOW)
    bare = text[left:start].rstrip(_JOINTS)
    if left + len(bare) == start or not bare or bare[-1].isdigit():
        return None
    words = bare.rsplit(None, 2)
    if words[-1].lower() in _LINKS:
        return pattern.search(text, left, start)
    return pattern.search(text, left + len(bare) - len(words[-1]), start)


def _month_at(text: str, start: int, end: int, language: str | None) -> tuple[Name | None, int]:
    """The month named at ``start``, and where its name ends: two words, or two names of it joined by a slash."""
    name = month(text[start:end], language)
    if starts_two_words(text[start:end]) and (second := _NEXT_WORD.match(text, end)):
        longer = month(text[start : second.end()], language)
        name, end = (longer, second.end()) if longer else (name, end)
    if name and not text[start].isascii() and (other := _SECOND_NAME.match(text, end)):
        end = _same_month_end(name, other, language) or end
    return name, end


def _month_ending(head: re.Match[str], language: str | None) -> tuple[Name | None, int]:
    """The month named before a day, and where its name starts: inside a word where scrapers glue ("NewsApril 28")."""
    name = month(head["word"], language)
    if name is not None:
        return name, head.start()
    glued = _GLUED_NAME.search(head["word"])
    name = month(glued[0], language) if glued else None
    if name is None or glued is None:
        return None, head.start()
    return Name(name.values, trusted=False), head.start() + glued.start()


def _same_month_end(name: Name, other: re.Match[str], language: str | None) -> int | None:
    """Where ``نوفمبر / تشرين الثاني`` ends: both names must be of one month."""
    for word in (other["word"], other["word"].split()[0]):
        again = month(word, language)
        if again and again.values == name.values:
            return other.start("word") + len(word)
    return None


def _year(written: str, text: str, language: str | None) -> int | None:
    """The common year, or None where it is out of range."""
    year = written_year(written.lstrip("'’‘"), text, language)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _ordinal_end(text: str, end: int) -> int:
    found = _ordinal_suffix().match(text, end)
    return found.end() if found else end


@cache
def _ordinal_suffix() -> re.Pattern[str]:
    return re.compile(_ORDINAL)


def _jalali_date(text: str, found: re.Match[str]) -> Reading | None:
    """``۱۸ اسفند ۱۴۰۲``: a month of the Iranian calendar with its year."""
    number = jalali.MONTHS.get(fold(found["word"]))
    year = _YEAR_AFTER_MONTH.match(text, found.end()) if number else None
    if number is None or year is None or len(year["year"]) != 4:
        return None
    day = jalali.to_gregorian(int(year["year"]), number, int(found["day"]))
    return Reading(found.start(), year.end(), "date.jalali", (day,)) if day else None
