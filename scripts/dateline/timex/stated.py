"""Calendar dates stated in a line of text, in the layouts and languages of the press."""

from __future__ import annotations

import re
from datetime import timedelta

from dateline.timex import clock, eastasian, lexicon, named, numeric, order
from dateline.timex.lexicon import WORD
from dateline.timex.match import DateMatch
from dateline.timex.reading import Reading

_RUN = re.compile(r"\d+")
_UNIT = frozenset("年년月월")
_NUMERIC_SEPARATORS = frozenset("-/.\\\u200f\u2010\u2011\u2012")
# What may not stand right before a date in figures: a word or number, a sign, an address.
_BLOCKED = re.compile(r"(?:[A-Za-z\u00c0-\u052f\d/=&?#%+@$€£~]|[\w/*=)-][-._\u2010-\u2012]|\d[:,])\Z")
# Scrapers glue a byline to its date: "By Jane Doe26 November 2014".
_GLUED_BYLINE = re.compile(r"[^\W\dA-Z_]{2}\Z")

_PUNCTUATION = " \t\u00a0\u202f\u200e\u200f,،.|"
# Words between a weekday and its day; nouns for "day" belong to the date.
_DAY_NOUNS = frozenset("ngày tanggal dnia dne วันที่".split())
_DAY_LINKS = _DAY_NOUNS | frozenset("on the le el dia día den am der il lo a o".split())
_THAI_LINK = "ที่"
_WEEKDAY_AFTER = re.compile(
    rf"\.?[\s\u200e\u200f]*(?:\((?P<inside>{WORD})\.?\)|,?[\s\u200e\u200f]*(?P<plain>{WORD}(?:-feira)?))"
)
_LEADING_MARKS = re.compile(r"^.*[^\w\u0300-\u1fff\s.’'׳-]", re.DOTALL)
_WINDOW = 36


def find_dates(text: str, *, language: str | None = None) -> list[DateMatch]:
    """All dates stated in a short text, wholly or in part, in reading order and without overlaps.

    ``language`` (BCP 47) settles the order of day and month and the meaning of month names that languages share;
    without it such dates keep their alternatives. Only years 1900 to 2100 count. Never raises.
    """
    matches: list[DateMatch] = []
    floor = 0
    for run in _RUN.finditer(text):
        if run.start() < floor:
            continue
        reading = _read(text, run.start(), run.end(), floor, language)
        if reading is not None:
            matches.append(_complete(text, reading, floor, language))
            floor = matches[-1].end
    return matches


def _read(text: str, start: int, end: int, floor: int, language: str | None) -> Reading | None:
    """The date that the run of figures at ``start`` belongs to: what the surest rule for its length reads."""
    length = end - start
    if length > 8:
        return None
    if length <= 4 and not text.isascii() and not _UNIT.isdisjoint(text[end : end + 2]):
        reading = eastasian.units_date(text, start)
        if reading is not None:
            return reading
    if length <= 2:
        return _read_short(text, start, end, floor, language)
    if length == 4:
        return _read_year(text, start, floor, language)
    return numeric.compact_date(text, start) if length == 8 and not _is_blocked(text, start) else None


def _read_short(text: str, start: int, end: int, floor: int, language: str | None) -> Reading | None:
    """What the rules read whose first figures are a day (or a month)."""
    following = text[end : end + 1]
    if _is_blocked(text, start):
        if _GLUED_BYLINE.search(text, max(0, start - 2), start):
            return _full(named.day_month_date(text, start, language))
        return named.month_day_date(text, start, floor, language)
    if following in _NUMERIC_SEPARATORS:
        reading = numeric.year_last_date(text, start, language)
        if reading is not None:
            return reading
    if text[end + 1 : end + 3].lower() == "th" or text[max(0, start - 3) : start] == "ng ":  # tháng, thg
        reading = eastasian.vietnamese_date(text, start)
        if reading is not None:
            return reading
    if int(text[start:end]) > 31:
        return None
    forward = named.day_month_date(text, start, language)
    return _full(forward) or named.month_day_date(text, start, floor, language) or forward


def _read_year(text: str, start: int, floor: int, language: str | None) -> Reading | None:
    """What the rules read whose first figures are a year."""
    if not _is_blocked(text, start):
        reading = numeric.year_first_date(text, start, language) or named.year_first_date(text, start, language)
        if reading is not None:
            return reading
    return named.month_year_date(text, start, floor, language)


def _full(reading: Reading | None) -> Reading | None:
    return reading if reading is not None and reading.days else None


def _is_blocked(text: str, start: int) -> bool:
    if start == 0 or text[start - 1] == " ":
        return False
    return _BLOCKED.search(text, max(0, start - 2), start) is not None


def _complete(text: str, reading: Reading, floor: int, language: str | None) -> DateMatch:
    """The match, with the weekday and the time beside it."""
    base = lexicon.base_language(language)
    start, before = _weekday_before(text, reading, floor, base)
    end, behind = _weekday_after(text, reading, base)
    reading = _settled_by_weekday(reading, before if before is not None else behind)
    time = clock.after(text, end)
    if time is None:
        time = clock.before(text, start, floor)
    reading = _settled_by_clock(reading, time, language)
    start = min(start, time.start) if time else start
    end = max(end, time.end) if time else end
    day = reading.days[0] if reading.days and reading.settled else None
    return DateMatch(
        start=start,
        end=end,
        text=text[start:end],
        date=day,
        time=clock.utc_or_none(time, day),
        edtf=day.isoformat() if day else reading.partial,
        alternatives=reading.days if len(reading.days) > 1 else (),
        rule=reading.rule,
    )


def _settled_by_weekday(reading: Reading, weekday: int | None) -> Reading:
    """Of several readings, the one that falls on the weekday stated beside it."""
    fitting = [day for day in reading.days if day.weekday() == weekday]
    if len(reading.days) < 2 or len(fitting) != 1:
        return reading
    return reading._replace(rule="date.numeric-weekday", days=(fitting[0],), settled=True)


def _settled_by_clock(reading: Reading, time: clock.Clock | None, language: str | None) -> Reading:
    """For English of unknown region: what the time beside the date says of its order.

    Zones of the Americas go with the month first, zones east of them with the day first; a 24-hour clock beside the
    date makes the American order doubtful, and the date stays open.
    """
    if time is None or len(reading.days) < 2 or not reading.settled or reading.rule != "date.numeric-mdy":
        return reading
    if not order.is_plain_english(language):
        return reading
    offset = time.offset(reading.days[0])
    if offset is not None and offset > timedelta(0):
        return reading._replace(rule="date.numeric-dmy", days=reading.days[::-1])
    if not offset and time.hour > 12 and not time.twelve_hours:
        return reading._replace(rule="date.numeric-ambiguous", days=tuple(sorted(reading.days)), settled=False)
    return reading


def _weekday_before(text: str, reading: Reading, floor: int, base: str | None) -> tuple[int, int | None]:
    """Where the date starts with its weekday (or a noun such as "ngày"), and the weekday."""
    default = reading.start
    left = max(floor, default - _WINDOW)
    head = text[left:default].rstrip(_PUNCTUATION)
    if not head:
        return default, None
    link = _link(head)
    if link:
        head = head[: -len(link)]
        default = left + len(head) if link in _DAY_NOUNS else default
        head = head.rstrip(_PUNCTUATION)
    for word in _last_words(head):
        weekday = _weekday(word, base, reading)
        if weekday is not None:
            return left + len(head) - len(word), weekday
    return default, None


def _link(head: str) -> str:
    """The word between weekday and day that the text ends with, or nothing."""
    last = head.rsplit(None, 1)[-1] if head and not head.isspace() else ""
    if last.lower() in _DAY_LINKS:
        return last
    return _THAI_LINK if head.endswith(_THAI_LINK) else ""


def _last_words(head: str) -> tuple[str, ...]:
    """The last two words and the last word of a text, where these are letters: "Thứ Năm", "Năm"."""
    words = head.rsplit(None, 2)[-2:]
    if not words or (head[-1].isascii() and not head[-1].isalnum()):
        return ()
    last = words[-1]
    if not last.isalpha():
        last = _LEADING_MARKS.sub("", last)
    if len(words) == 1 or last != words[1]:
        return (last,)
    return (_LEADING_MARKS.sub("", head[head.rindex(words[0]) :]), last)


def _weekday_after(text: str, reading: Reading, base: str | None) -> tuple[int, int | None]:
    """Where the date ends with a weekday behind it: ``2025年5月15日(木)``, ``08/03/2024, Friday``."""
    found = _WEEKDAY_AFTER.match(text, reading.end)
    if found is None:
        return reading.end, None
    weekday = _weekday(found["inside"] or found["plain"], base, reading)
    return (reading.end, None) if weekday is None else (found.end(), weekday)


def _weekday(word: str, base: str | None, reading: Reading) -> int | None:
    """The weekday that a word beside a date names.

    Short forms are also words ("Sun", "mar.", "so"): they count only where the date falls on that day.
    """
    name = lexicon.weekday(word, base)
    if name is None:
        return None
    for day in reading.days:
        if day.weekday() in name.values:
            return day.weekday()
    return name.values[0] if name.trusted and len(name.values) == 1 else None


def is_date_only(match: DateMatch, line: str) -> bool:
    """Whether a line is nothing but the date, its punctuation and mark-up."""
    rest = line[: match.start] + line[match.end :]
    return not any(character.isalnum() for character in rest)
