"""A day of the month beside the name of its month, or alone beside the name of a weekday.

`dateline.timex` reads dates that are sure. What hides one must also see "23 and 24 October", "October 21-23",
"#Oct23", a Persian date without its year, "mercredi 23": it is better to hide a number too many than a day too few.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.bench.masking.spans import Span
from dateline.timex import jalali
from dateline.timex.fold import fold
from dateline.timex.lexicon import WORD, base_language, month, weekday

_WINDOW = 40
"""Code points on each side of a number in which the month is looked for."""

_ORDINAL = r"(?:st|nd|rd|th|er|ère|ste|º|ª|ος|ης|го|е|ое)(?!\w)"
_NUMBER = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?!\d)(?:{_ORDINAL})?")
_LINK = (
    r"(?<!\w)(?:and|to|of|the|through|or|und|bis|et|au|de|del|di|da|do|y|e|o|a|al|i|и|по|до|та|і|و|إلى|الى|ve|và|en|"
    r"tot|och|till|til|og|ja|dan|hingga|sampai)(?!\w)"
)
_JOINT = rf"(?:[\s,.،/&()\u2010-\u2015-]|(?<!\d)\d{{1,2}}(?!\d)(?:{_ORDINAL})?|{_LINK})*"
_AFTER = re.compile(rf"(?:{_ORDINAL})?{_JOINT}(?P<first>{WORD})(?:\s(?P<second>{WORD}))?")
_BEFORE = re.compile(rf"(?:(?<![^\W\d_])(?P<first>{WORD})\s)?(?<![^\W\d_])(?P<second>{WORD}){_JOINT}$")
_YEAR = re.compile(r"[\s,.،/-]*(?:(?:of|de|del|do|سنة|عام|năm)\s+)?(?P<year>\d{4})(?!\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?P<year>\d{4})[\s.,/-]*$")

_WEEKDAY = re.compile(rf"(?<![^\W\d_])(?P<word>{WORD}(?:-feira)?)(?P<gap> |,? ?\()$")
_LABELLED = re.compile(r"(?<!\w)(?:(?P<ordinal>[Oo]n the )|[Nn]gày |[Tt]anggal |วันที่ ?)$")
_NO_MONTH = re.compile(rf"(?:{_ORDINAL})?+(?!\s*[-/.]\s*\d|\d|\s*(?i:tháng|thg)|\s+of\b)")


@dataclass(frozen=True, slots=True)
class Written:
    """A day as a calendar writes it; `iranian` tells which."""

    day: int
    month: int
    year: int
    iranian: bool = False

    def named(self, word: str | None, base: str | None) -> bool:
        """Whether a word names its month."""
        if not word:
            return False
        if self.iranian:
            return jalali.MONTHS.get(fold(word)) == self.month
        name = month(word, base)
        return name is not None and name.trusted and self.month in name.values


def beside_month(text: str, day: date, language: str | None) -> Iterator[Span]:
    """Numbers that are the day of the month, with the name of the month near; not where another year stands there."""
    base = base_language(language)
    forms = [Written(day.day, day.month, day.year), *([iranian(day)] if base in ("fa", "ps") else [])]
    for found in _NUMBER.finditer(text):
        for form in forms:
            if int(found["day"]) == form.day and _has_month(text, *found.span("day"), form, base):
                yield found.span()
                break


def bare_days(text: str, day: date, language: str | None) -> Iterator[Span]:
    """Numbers that are the day of the month, beside a weekday or a word for "day", and beside no month."""
    base = base_language(language)
    for found in _NUMBER.finditer(text):
        if int(found["day"]) == day.day:
            left, right = _sides(text, *found.span("day"))
            if _is_day(left, right, base) and not _any_month(right, base):
                yield found.span()


def _sides(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind."""
    return text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]


def _has_month(text: str, start: int, end: int, form: Written, base: str | None) -> bool:
    left, right = _sides(text, start, end)
    after = _AFTER.match(right)
    if after and (place := _named_end(after, form, base)):
        return not _is_other(_YEAR.match(right, place), form)
    before = _BEFORE.search(left)
    if before and (form.named(before["second"], base) or form.named(_pair(before), base)):
        return not (_is_other(_YEAR.match(right), form) or _is_other(_YEAR_BEFORE.search(left[: before.start()]), form))
    return False


def _named_end(found: re.Match[str], form: Written, base: str | None) -> int:
    """Where the name of the month ends that a match starts with; 0 where it names none."""
    if form.named(_pair(found), base):
        return found.end("second")
    return found.end("first") if form.named(found["first"], base) else 0


def _pair(found: re.Match[str]) -> str | None:
    """Two words, as the months of the Levant have; None where there is one."""
    return f"{found['first']} {found['second']}" if found["first"] and found["second"] else None


def _is_other(found: re.Match[str] | None, form: Written) -> bool:
    """Whether another year stands there: a number that can be one in the calendar."""
    if found is None:
        return False
    year = int(found["year"])
    return year != form.year and abs(year - form.year) <= 100  # farther off: another calendar, or no year


def _is_day(left: str, right: str, base: str | None) -> bool:
    """Whether a number behind `left` is a day of the month: "mercredi 23", "quarta-feira (23)", "ngày 23".

    "Wednesday 23" is none in English: "on Wednesday 23 people".
    """
    label = _LABELLED.search(left)
    if label:
        return not label["ordinal"] or right.startswith(("st", "nd", "rd", "th"))
    found = _WEEKDAY.search(left)
    name = weekday(found["word"], base) if found else None
    if found is None or name is None or not name.trusted:
        return False
    return right.startswith(")") if found["gap"].endswith("(") else base != "en"


def _any_month(right: str, base: str | None) -> bool:
    """Whether a month follows, so that the day is one of that month, told by others."""
    if not _NO_MONTH.match(right):
        return True
    after = _AFTER.match(right)
    names = [month(word, base) for word in (after["first"], _pair(after)) if word] if after else []
    return any(name is not None and name.trusted for name in names)


@lru_cache(maxsize=1024)
def iranian(day: date) -> Written:
    """The day in the calendar of Iran; the year starts about 21 March."""
    found = Written(0, 0, 0, iranian=True)
    for year in (day.year - 622, day.year - 621):
        for number in range(1, 13):
            first = jalali.to_gregorian(year, number, 1)
            if first is not None and first <= day:
                found = Written((day - first).days + 1, number, year, iranian=True)
    return found
