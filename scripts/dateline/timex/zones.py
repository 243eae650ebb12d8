"""Time zones as the press abbreviates them."""

from __future__ import annotations

import re
from calendar import SUNDAY, monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

# Minutes east of UTC. Left out on purpose, as each names several zones: IST (India, Ireland, Israel), CST (US, China,
# Cuba), AST (Atlantic, Arabia). They are matched (see AMBIGUOUS), but give no moment.
OFFSETS: dict[str, int] = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "ZULU": 0,
    "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "WAT": 60,
    "CEST": 120, "MESZ": 120, "EET": 120, "SAST": 120, "CAT": 120,
    "EEST": 180, "EAT": 180, "TRT": 180, "IDT": 180,
    "IRST": 210, "PKT": 300, "NPT": 345, "ICT": 420, "WIB": 420,
    "HKT": 480, "SGT": 480, "PHT": 480, "MYT": 480, "AWST": 480, "WITA": 480,
    "KST": 540, "JST": 540, "WIT": 540, "ACST": 570, "AEST": 600, "ACDT": 630, "AEDT": 660,
    "NZST": 720, "NZDT": 780,
    "NST": -210, "NDT": -150, "ADT": -180, "BRT": -180, "ART": -180,
    "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
    "AKST": -540, "AKDT": -480, "HST": -600,
}  # fmt: skip
AMBIGUOUS = frozenset(("IST", "CST", "AST"))
# Standard offset of the US zones that name no season.
_AMERICAN = {"ET": -300, "CT": -360, "MT": -420, "PT": -480}
_AMERICAN_WORDS = {"eastern": "ET", "central": "CT", "mountain": "MT", "pacific": "PT"}
_MOSCOW = ("MSK", "МСК")
NAMES = (*OFFSETS, *AMBIGUOUS, *_AMERICAN, *_MOSCOW)

_NUMERIC = re.compile(r"(?:UTC|GMT)?\s?(?P<sign>[-+\u2212])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?")


def utc_offset(zone: str, local: datetime) -> timedelta | None:
    """Offset from UTC of a zone as written, at a local time; None where the name leaves it open."""
    name, offset = _parsed(zone)
    if name in _MOSCOW:
        return _moscow(local)
    return _american(_AMERICAN[name], local) if name in _AMERICAN else offset


@lru_cache(maxsize=256)
def _parsed(zone: str) -> tuple[str, timedelta | None]:
    """The zone's name, and its offset where that never changes."""
    found = _NUMERIC.fullmatch(zone)
    if found:
        return "", _numeric_offset(found)
    words = zone.lower().split()
    name = _AMERICAN_WORDS.get(words[0], zone.upper())
    if len(words) == 3:  # Eastern Standard Time, Pacific Daylight Time
        return "", timedelta(minutes=_AMERICAN[name] + (60 if words[1] == "daylight" else 0))
    return name, timedelta(minutes=OFFSETS[name]) if name in OFFSETS else None


def _numeric_offset(found: re.Match[str]) -> timedelta | None:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > 14 or minutes > 59:  # UTC+14 is the farthest zone in use
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return offset if found["sign"] == "+" else -offset


def _moscow(local: datetime) -> timedelta:
    """UTC+4 from 27 March 2011 to 25 October 2014, else +3 (its summer times before 2011 are left to MSD)."""
    summer_all_year = date(2011, 3, 27) <= local.date() <= date(2014, 10, 25)
    return timedelta(hours=4 if summer_all_year else 3)


def _american(standard: int, local: datetime) -> timedelta | None:
    """Daylight time from the second Sunday of March to the first of November, as since 2007; before that, None."""
    if local.year < 2007:
        return None
    start = datetime(local.year, 3, _nth_sunday(local.year, 3, 2), 2)
    end = datetime(local.year, 11, _nth_sunday(local.year, 11, 1), 2)
    return timedelta(minutes=standard + (60 if start <= local < end else 0))


def _nth_sunday(year: int, month: int, nth: int) -> int:
    first_weekday, _ = monthrange(year, month)
    return 1 + (SUNDAY - first_weekday) % 7 + 7 * (nth - 1)
