"""Where a text states one given day, in any form: with or without the year, in figures, as a day of the month alone.

A date of another day is never found, nor are words that count from the day of writing ("yesterday", "on Wednesday"),
a year alone, or a month with its year.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from dateline.bench.masking.beside import bare_days, beside_month, iranian
from dateline.bench.masking.figures import ascii_figures, in_figures
from dateline.bench.masking.spans import Span, lines, moved, united
from dateline.bench.masking.units import HAN, in_units
from dateline.timex import DateMatch, RelativeMatch, edtf, find_dates, find_relative

DAY = timedelta(1)
_FIGURE = re.compile(f"\\d|[{HAN}][日号號]")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LONG = re.compile(f"\\d{{5,}}|[{HAN}][日号號]")
"""Figures that may hold a whole date ("20191023", "October 201923"), and Chinese numerals."""

READINGS = ("en-US", "en-GB", None)
"""Further ways to read a text than its own language: each order of day and month, and no custom at all."""


def day_marks(text: str, day: date, language: str | None) -> list[Span]:
    """Where a text states a day, in order, without overlaps.

    Args:
        language: of the text, as BCP 47.
    """
    marks = (moved(_in_line(line, day, language), at) for at, line in lines(text) if _may_state(line, day))
    return united(chain.from_iterable(marks))


def states(text: str, day: date, language: str | None) -> bool:
    """Whether any date of a text can be read as the day, in its language or as other readers would take it."""
    return any(
        any(_says(match, day) for match in find_dates(line, language=other))
        or any(_speaks(match, day) for match in find_relative(line, language=other))
        for _, line in lines(text)
        if _may_state(line, day)
        for other in dict.fromkeys((language, *READINGS))
    ) or bool(day_marks(text, day, language))


def _may_state(line: str, day: date) -> bool:
    """Whether a line has a number that any form of the day has: its own, or that of the day before or after.

    A cheap test: most lines have none, and no expression for dates need be tried on them.
    """
    if not _FIGURE.search(line):
        return False
    numbers = {int(number) for number in _NUMBER.findall(line)}
    return not numbers.isdisjoint(_numbers(day)) or _LONG.search(line) is not None


@lru_cache(maxsize=4096)
def _numbers(day: date) -> frozenset[int]:
    return frozenset({day.day, (day + DAY).day, (day - DAY).day, iranian(day).day})


def _in_line(line: str, day: date, language: str | None) -> list[Span]:
    dates = [match for other in (language, None) for match in find_dates(line, language=other)]
    figures = ascii_figures(line)
    loose = [
        *in_figures(figures, day),
        *in_units(figures, day),
        *beside_month(figures, day, language),
        *bare_days(figures, day, language),
    ]
    others = [match for match in dates if _is_whole(match) and not _says(match, day)]
    return [
        *((match.start, match.end) for match in dates if _says(match, day)),
        *_beside_words(line, day, language),
        *(span for span in loose if not any(other.start <= span[0] and span[1] <= other.end for other in others)),
    ]


def _is_whole(match: DateMatch) -> bool:
    """Whether the year is stated too, so that the date is one of another day for sure."""
    return match.date is not None or (match.edtf is not None and "/" in match.edtf)


def _says(match: DateMatch, day: date) -> bool:
    """Whether a date is the day, can be read as it, or is an interval that starts or ends on it."""
    if day == match.date or day in match.alternatives or match.edtf == f"XXXX-{day:%m-%d}":
        return True
    bounds = edtf.bounds(match.edtf) if match.edtf and "/" in match.edtf else None
    return bounds is not None and day in bounds


def _speaks(match: RelativeMatch, day: date) -> bool:
    """Whether it follows from "yesterday (October 22)" that the text was written on the day."""
    return match.date == day or match.edtf == f"XXXX-{day:%m-%d}"


def _beside_words(line: str, day: date, language: str | None) -> Iterator[Span]:
    """The date in "yesterday (October 22)" where the day follows from it; the word stays."""
    for match in (found for other in (language, None) for found in find_relative(line, language=other)):
        if _speaks(match, day):
            places = [place for place in range(match.start, match.end) if line[place].isdecimal()]
            stated = find_dates(match.text, language=language)
            yield (
                match.start + stated[0].start if stated else places[0],
                max(places[-1] + 1, match.start + (stated[0].end if stated else 0)),
            )
