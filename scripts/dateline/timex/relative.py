"""Days that a text names from where it stands: "yesterday (November 26)", "said Wednesday", "3 hours ago".

Only what follows from the words is returned: the day of writing without its year, a weekday, or the reason why nothing
follows. The day of reading, of the file or of the crawl is never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.timex import edtf
from dateline.timex.lexicon import base_language
from dateline.timex.match import DateMatch, RelativeKind, RelativeMatch
from dateline.timex.numeric import TRAIL
from dateline.timex.relative_words import AGO, DAY_WORDS, WEEKDAYS
from dateline.timex.stated import find_dates

_KINDS: tuple[tuple[RelativeKind, int], ...] = (("yesterday", 1), ("today", 0), ("tomorrow", -1))
_AGO_REASON = "counts from a day that the document does not state"
_WEEKDAY_REASON = "a weekday alone is no date"
_LEAP_REASON = "the day after 28 February or before 1 March depends on the year, which is not stated"
_PARTIAL_REASON = "the date beside the word is not a single day"

_HAS_DIGIT = re.compile(r"\d")
# Between the word and its date: "yesterday (", "today, ", "gestern, den", "hôm qua, ngày".
_BRIDGE = re.compile(
    r"\s*(?:[(\[（,،–—-]\s*)?"
    r"(?:(?:on|the|den|dem|der|le|el|il|dia|día|dne|dnia|ngày|am|,|[A-Z][a-z]{2,5}day,?)\s+){0,2}"
)
_SHORT_DATE = re.compile(rf"(?P<first>\d{{1,2}})(?P<sep>[/.])(?P<second>\d{{1,2}})(?!\d)\.?(?=\s*[)\]）,]|\s*$){TRAIL}")
_DATE_WINDOW = 60
_LEFT = 100

# English weekdays: what makes them names of days, clubs and papers, deadlines, habits, or days counted from others.
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOT_AFTER = frozenset(
    "last next every each previous following coming first second third final any per by until till since from before "
    "starting beginning between after through and or to than the a of in that some most super fat giving opening "
    "election match".split()
)
_CAPITAL_LEADS = frozenset(("On", "Late", "Early", "This", "AM", "PM"))
_NOT_BEFORE = re.compile(
    r"\w|['’]s\b|[-/]\w|,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d|\d)|"
    r"\s+(?:Times|Mirror|Telegraph|Mail|Express|Post|Herald|Star|Independent|World|Night|Addams|League|Cup|Agreement|"
    r"School|Football)\b"
)
_ON = re.compile(r"\b[Oo]n\s+\Z")
_CAPITAL_NEXT = re.compile(r"\s+[A-Z]")
_AHEAD = re.compile(
    r"(?<!\w)(?:will|would|shall|due|scheduled|slated|planned|(?:is|are|was|were) expected|set (?:to|for)|plans? to|"
    r"going to)\b[^.!?]{0,80}\Z"
)


@dataclass(frozen=True, slots=True)
class _DayWord:
    """One word of one language, with a cheap test for its presence."""

    probe: str
    pattern: re.Pattern[str]
    kind: RelativeKind
    days_to_writing: int


def find_relative(text: str, *, language: str | None = None) -> list[RelativeMatch]:
    """Deictic day expressions in a paragraph, in reading order and without overlaps.

    ``language`` (BCP 47) chooses the words; English is always looked for, and without a language so are the day words
    and the "ago" phrases of all. Never raises.
    """
    base = base_language(language)
    found: list[RelativeMatch] = []
    if _HAS_DIGIT.search(text):
        found += _dated_days(text, base, language)
    found += _agos(text, base)
    found += _english_weekdays(text)
    if base in WEEKDAYS:
        found += _weekdays(text, base)
    return _without_overlaps(found)


def _without_overlaps(found: list[RelativeMatch]) -> list[RelativeMatch]:
    kept: list[RelativeMatch] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _dated_days(text: str, base: str | None, language: str | None) -> Iterator[RelativeMatch]:
    """``yesterday (November 26)``."""
    for word in _day_words(base, text.isascii()):
        if word.probe not in text:
            continue
        for head in word.pattern.finditer(text):
            match = _dated_day(text, head, word, language)
            if match is not None:
                yield match


def _dated_day(text: str, head: re.Match[str], word: _DayWord, language: str | None) -> RelativeMatch | None:
    bridge = _BRIDGE.match(text, head.end())
    position = bridge.end() if bridge else head.end()
    short = _SHORT_DATE.match(text, position)
    window = text[head.end() : head.end() + _DATE_WINDOW]
    stated = next(iter(find_dates(window, language=language)), None) if short is None else None
    if short is not None:
        return _from_short(text, head, short, word, language)
    if stated is None or head.end() + stated.start > position:
        return None
    return _from_stated(text, head.start(), _closed(text, head.end(), head.end() + stated.end), stated, word)


def _from_stated(text: str, start: int, end: int, stated: DateMatch, word: _DayWord) -> RelativeMatch:
    if stated.date is not None:
        day = stated.date + timedelta(word.days_to_writing)
        return _day_match(text, start, end, word, day.isoformat(), day, None)
    if stated.edtf is None or not stated.edtf.startswith("XXXX"):
        return _day_match(text, start, end, word, None, None, _PARTIAL_REASON)
    shifted = edtf.shift(stated.edtf, word.days_to_writing)
    return _day_match(text, start, end, word, shifted, None, None if shifted else _LEAP_REASON)


def _from_short(
    text: str, head: re.Match[str], short: re.Match[str], word: _DayWord, language: str | None
) -> RelativeMatch | None:
    """``hôm qua (26/11)``: day first but in English, where only impossibility tells."""
    first, second = int(short["first"]), int(short["second"])
    orders = {(second, first), (first, second)} if (language or "en").startswith("en") else {(second, first)}
    forms = {form for month, day in orders if edtf.is_valid(form := f"XXXX-{month:02d}-{day:02d}")}
    if len(forms) != 1:
        return None
    shifted = edtf.shift(forms.pop(), word.days_to_writing)
    end = _closed(text, head.end(), short.end())
    return _day_match(text, head.start(), end, word, shifted, None, None if shifted else _LEAP_REASON)


def _closed(text: str, start: int, end: int) -> int:
    """The end, moved behind the bracket that closes one opened since ``start``."""
    opened = text[start:end].lstrip()[:1]
    closing = {"(": ")", "[": "]", "（": "）"}.get(opened)
    return end + 1 if closing and text[end : end + 1] == closing else end


def _day_match(
    text: str, start: int, end: int, word: _DayWord, form: str | None, day: date | None, reason: str | None
) -> RelativeMatch:
    return RelativeMatch(start, end, text[start:end], word.kind, form, day, None, f"relative.{word.kind}", reason)


def _agos(text: str, base: str | None) -> Iterator[RelativeMatch]:
    for probe, pattern in _ago_patterns(base, text.isascii()):
        if probe in text:
            for found in pattern.finditer(text):
                span = found.span()
                yield RelativeMatch(*span, found[0], "ago", None, None, None, "relative.ago", _AGO_REASON)


def _english_weekdays(text: str) -> Iterator[RelativeMatch]:
    """``said Wednesday``, ``on Wednesday``; not ``last Wednesday``, ``Ash Wednesday``, ``by Friday``."""
    if "day" not in text:
        return
    for weekday, name in enumerate(_ENGLISH_DAYS):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if _is_report(text, start, end):
                yield _english_weekday(text, start, end, weekday)
            start = text.find(name, end)


def _english_weekday(text: str, start: int, end: int, weekday: int) -> RelativeMatch:
    """The match, with "on" and the rule for a day to come."""
    left = max(0, start - _LEFT)
    on = _ON.search(text, max(0, start - 4), start)
    ahead = _AHEAD.search(text, left, start)
    rule = "relative.weekday-ahead" if ahead else "relative.weekday"
    return _weekday_match(text, on.start() if on else start, end, weekday, rule)


def _is_report(text: str, start: int, end: int) -> bool:
    """Whether the weekday is used as the day of a report."""
    if _NOT_BEFORE.match(text, end):
        return False
    words = text[max(0, start - _LEFT) : start].rsplit(None, 1)
    before = words[-1] if words else ""
    if before.lower() in _NOT_AFTER or (before and not text[start - 1].isspace()):
        return False
    if before in ("on", "On"):
        return True
    led = not before or before[0].islower() or not before[-1].isalnum() or before in _CAPITAL_LEADS
    return led and not _CAPITAL_NEXT.match(text, end)


def _weekdays(text: str, base: str) -> Iterator[RelativeMatch]:
    names = WEEKDAYS[base][1]
    if any(name in text for name in names):
        for found in _weekday_pattern(base).finditer(text):
            yield _weekday_match(text, *found.span(), names.index(found["name"]), "relative.weekday")


def _weekday_match(text: str, start: int, end: int, weekday: int, rule: str) -> RelativeMatch:
    return RelativeMatch(start, end, text[start:end], "weekday", None, None, weekday, rule, _WEEKDAY_REASON)


@cache
def _weekday_pattern(base: str) -> re.Pattern[str]:
    before, names, not_after = WEEKDAYS[base]
    return re.compile(rf"{before}(?<![-/])(?P<name>{'|'.join(map(re.escape, names))})(?!{not_after}|-\w|,? \d)")


@cache
def _day_words(base: str | None, in_ascii: bool) -> tuple[_DayWord, ...]:
    """The words of a language and of English; of all languages for None; for a text in ASCII, those it can hold."""
    codes = DAY_WORDS if base is None else dict.fromkeys((base, "en"))
    words: dict[str, _DayWord] = {}
    for code in codes:
        for forms, (kind, days) in zip(DAY_WORDS.get(code, ((), (), ())), _KINDS, strict=True):
            for form in forms:
                if form.isascii() or not in_ascii:
                    words.setdefault(form, _day_word(form, kind, days))
    return tuple(words.values())


def _day_word(form: str, kind: RelativeKind, days: int) -> _DayWord:
    first = f"[{form[0]}{form[0].upper()}]" if len(form[0].upper()) == 1 else re.escape(form[0])
    spaced = form[0].lower() != form[0].upper() or "\u0590" < form[0] < "\u06ff"
    edge = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    return _DayWord(form[1:], re.compile(edge[0] + first + re.escape(form[1:]) + edge[1]), kind, days)


@cache
def _ago_patterns(base: str | None, in_ascii: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Tests and expressions of a language and of English, or of all; for a text in ASCII, those it can hold."""
    codes = AGO if base is None else dict.fromkeys(("en", base))
    rows = dict.fromkeys(row for code in codes for row in AGO.get(code, ()))
    return tuple((probe, re.compile(pattern)) for probe, pattern in rows if probe.isascii() or not in_ascii)
