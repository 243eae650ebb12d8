"""A given day written in figures alone, in any order, whether or not its language has that order."""

import re
from collections.abc import Iterator
from datetime import date

from dateline.bench.masking.spans import Span

_SEPARATOR = r"\s?[-/._\u2010-\u2015\u2212]\s?"
_MONTH = r"\d{1,2}|[IVX]{1,4}(?!\w)"
_START = r"(?<!\d)"
# Looked for at each number, also inside of another find: "10-23/10/2019".
_TRIPLE = re.compile(
    rf"{_START}(?=(?P<whole>(?P<a>\d{{1,4}}){_SEPARATOR}(?P<b>{_MONTH}){_SEPARATOR}(?P<c>\d{{1,4}}))(?!\d))"
)
# Not behind another figure of the same date: 2008/10/23. With a dot the day stands first, and a dot behind the month.
_PAIR = re.compile(
    rf"{_START}(?<!\d[-/._])(?=(?P<whole>(?P<a>\d{{1,2}})\s?(?P<by>[/.])\s?(?P<b>{_MONTH})(?!\d)\.?)(?!\s?[-/.]?\d))"
)
_COMPACT = re.compile(rf"{_START}\d{{8}}(?!\d)")
_COMPACT_FORMS = ("%Y%m%d", "%d%m%Y", "%m%d%Y")
_FIGURE = re.compile(r"\d")
_ROMAN = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}


def ascii_figures(text: str) -> str:
    """The text with the figures of every script written 0 to 9; its length stays."""
    return text if text.isascii() else _FIGURE.sub(lambda figure: str(int(figure[0])), text)


def in_figures(text: str, day: date) -> Iterator[Span]:
    """`23/10/2019`, `10-23-19`, `2019_10_23`, `23.X.2019`, `20191023`, without a year `23/10`, `10/23`, `23.10.`"""
    for found in _TRIPLE.finditer(text):
        if _is_day(found["a"], found["b"], found["c"], day):
            yield found.span("whole")
    for found in _PAIR.finditer(text):
        if _is_short(found, day):
            yield found.span("whole")
    compact = {day.strftime(form) for form in _COMPACT_FORMS}
    yield from (found.span() for found in _COMPACT.finditer(text) if found[0] in compact)


def _is_day(first: str, second: str, third: str, day: date) -> bool:
    """Whether three figures are the day, in one of the orders day-month-year, month-day-year, year-month-day."""
    if _is_year(third, day):
        return _is_day_month(first, second, day) or (first.isdecimal() and _is_day_month(second, first, day))
    return _is_year(first, day) and _is_day_month(third, second, day)


def _is_short(found: re.Match[str], day: date) -> bool:
    first, second, dotted = found["a"], found["b"], found["by"] == "."
    if dotted:
        return found["whole"].endswith(".") and _is_day_month(first, second, day)
    return _is_day_month(first, second, day) or _is_day_month(second, first, day)


def _is_year(figures: str, day: date) -> bool:
    return figures in (str(day.year), f"{day.year % 100:02d}")


def _is_day_month(first: str, second: str, day: date) -> bool:
    month = _ROMAN.get(second) or (int(second) if second.isdecimal() else 0)
    return first.isdecimal() and int(first) == day.day and month == day.month
