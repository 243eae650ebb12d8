"""The time of day that stands beside a date, and the zone beside the time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from dateline.timex import lexicon, zones

# Words between date and time: at, um, à, a las, alle, kl., klo, o godz., в, о, lúc, pukul, saat, στις, الساعة, ...
_CONNECTORS = (
    r"@|at|um|à|a\s+las?|às|as|a\s+les|alle(?:\s+ore)?|ore|ora|kl\.?|klokken|klukkan|klo|kello|kell|om|o\s+godz\.|godz\.|o|"
    r"в|у|об|о|lúc|pukul|jam|saat|στις|ώρα|ob|u|v|ve|la|الساعة|ساعت|בשעה|เวลา"
)
_GAP = rf"[\s\u200e\u200f]*[,;،|·•・–—―./-]?[\s\u200e\u200f]*(?:(?i:{_CONNECTORS})(?:\s+|(?=\d)))?"
_SECONDS = r"(?:(?::|分\s?|분\s?|\.)(?P<second>\d{2})(?:秒|초)?(?:[.,]\d{1,9})?)?(?:分|분)?"
_MINUTES = rf"(?P<colon>:|\.|\s?[hH]\s?|\s?u\.?\s?|\s?[時时點点]\s?|\s?시\s?)(?P<minute>\d{{2}})(?!\d){_SECONDS}"
_AFTERWORD = r"(?:\s?(?i:Uhr|hrs?|h|น\.?|ч\.?|val\.?)(?![^\W\d_][a-z]))?"
_ISO = re.compile(
    r"T(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?P<zone>Z|[-+]\d{2}:?\d{2})?(?!\d)"
)
# Cheap tests, so that the full expressions run only where a time is likely.
_MAYBE_CLOCK = re.compile(r"[^\d\n]{0,24}\d{1,2}\s?[:.hHuU時时點点시aApP]")
_MAYBE_CLOCK_BEFORE = re.compile(r"\d\s?(?:[:.hHuU時时點点시]|[apAP]\.?\s?[mM])")
_BEFORE_WINDOW = 48


class Clock(NamedTuple):
    """A time of day and where it stands; ``offset_text`` is the zone as written."""

    start: int
    end: int
    hour: int
    minute: int
    second: int
    offset_text: str | None
    twelve_hours: bool
    """Whether an AM or PM marker stands beside it."""

    def offset(self, day: date) -> timedelta | None:
        """The offset from UTC that the zone names on that day; None without a zone, or where its name is ambiguous."""
        return zones.utc_offset(self.offset_text, self._local(day)) if self.offset_text else None

    def moment(self, day: date) -> datetime | None:
        """The moment in UTC on that day; None where the offset is unknown."""
        offset = self.offset(day)
        return None if offset is None else (self._local(day) - offset).replace(tzinfo=UTC)

    def _local(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, self.hour, self.minute, self.second)


def after(text: str, position: int) -> Clock | None:
    """The time that follows a date ending at ``position``."""
    if text[position : position + 1] == "T":
        return _clock(_ISO.match(text, position))
    if not _MAYBE_CLOCK.match(text, position):
        return None
    return _clock(_after(text.isascii()).match(text, position))


def before(text: str, position: int, floor: int) -> Clock | None:
    """The time that precedes a date starting at ``position``, not reaching before ``floor``."""
    left = max(floor, position - _BEFORE_WINDOW)
    if not _MAYBE_CLOCK_BEFORE.search(text, left, position):
        return None
    return _clock(_before(text.isascii()).search(text, left, position))


def _clock(found: re.Match[str] | None) -> Clock | None:
    if found is None:
        return None
    parts = found.groupdict()
    if parts.get("colon") == "." and not _dot_is_clock(parts):
        return None
    hour = _hour(int(parts["hour"]), parts.get("pre") or parts.get("post"))
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    if hour is None or minute > 59 or second > 59:
        return None
    zone, end = _kept_zone(found, parts)
    return Clock(found.start(), end, hour, minute, second, zone, bool(parts.get("pre") or parts.get("post")))


def _dot_is_clock(parts: dict[str, str | None]) -> bool:
    """``12.24`` is a time, ``3.45`` a number unless something says otherwise."""
    return len(parts["hour"] or "") == 2 or any(parts.get(name) for name in ("pre", "post", "afterword"))


def _hour(hour: int, marker: str | None) -> int | None:
    """The hour on a 24-hour clock; None where there is none."""
    if marker is None:
        return hour % 24 if hour <= 24 else None
    late = lexicon.is_afternoon(marker)
    if hour > 12 or late is None:
        return hour if hour < 24 else None
    return hour % 12 + (12 if late else 0)


def _kept_zone(found: re.Match[str], parts: dict[str, str | None]) -> tuple[str | None, int]:
    """The zone, and where the match ends. After hours and minutes ``-11:30`` is the end of a span of time, no zone."""
    zone = parts["zone"]
    if zone and zone[0] == "-" and not parts["second"]:
        return None, found.start("zone")
    return zone, found.end()


@cache
def _core(in_ascii: bool) -> str:
    """The expression of a time; for a text in ASCII with the AM/PM markers that it can hold."""
    known = [marker for marker in lexicon.meridiem() if marker.isascii() or not in_ascii]
    markers = "|".join(_marker_pattern(marker) for marker in sorted(known, key=lambda marker: (-len(marker), marker)))
    names = "|".join(sorted(zones.NAMES, key=lambda name: (-len(name), name)))
    zone = (
        rf"(?:\s*[,(]?\s*(?P<zone>(?:UTC|GMT)\s?[-+\u2212]\s?\d{{1,2}}(?::?\d{{2}})?|(?:{names})(?![^\W_])|"
        r"[-+]\d{2}:?\d{2}(?!\d)|(?:Eastern|Central|Mountain|Pacific)(?:\s(?:Standard|Daylight))?\sTime(?!\w))\)?)?"
    )
    hours_only = r"(?P<bare>[時时點点]|시|h(?!\w))|(?=\s?(?i:[ap]\.?\s?m\b))"
    return (
        rf"(?:(?P<pre>(?i:{markers}))\s?)?(?P<hour>\d{{1,2}})(?:{_MINUTES}|{hours_only})"
        rf"(?:\s?(?P<post>(?i:{markers}))\.?(?![^\W\d_]))?(?P<afterword>{_AFTERWORD}){zone}"
    )


def _marker_pattern(bare: str) -> str:
    """``pm`` also as p.m., P. M."""
    return r"\.?\s?".join(map(re.escape, bare)) if len(bare) == 2 and bare.isascii() else re.escape(bare)


@cache
def _after(in_ascii: bool) -> re.Pattern[str]:
    return re.compile(_GAP + _core(in_ascii))


@cache
def _before(in_ascii: bool) -> re.Pattern[str]:
    lead = r"[\s,;،|·•–—-]*(?:(?i:on|ngày|el|del|dne|dnia|of|den|am|le)\s+)?\Z"
    return re.compile(rf"(?<![\d:./-]){_core(in_ascii)}{lead}")


def utc_or_none(clock: Clock | None, day: date | None) -> datetime | None:
    """The moment that a date with a clock states, where it is within what datetime can hold."""
    if clock is None or day is None:
        return None
    return clock.moment(day)
