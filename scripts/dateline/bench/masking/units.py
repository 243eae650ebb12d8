"""A given day with its units written out: Chinese, Japanese, Korean."""

import re
from collections.abc import Iterator
from datetime import date

from dateline.bench.masking.spans import Span

HAN = "〇零一二三四五六七八九十廿卅"
_UNIT = re.compile("[日일号號]")
_NO_SPAN = r"(?!以?[間间内內目]|連続|连续|ぶり|간|째|\s?(?:동안|내|만에|연속))"
"""What makes a number of days of it: 26日間, 3일째."""

_DATE = re.compile(
    rf"(?:(?P<year>(?<!\d)\d{{4}}|[{HAN}]{{4}})\s?[年년]\s?)?"
    rf"(?:(?P<month>(?<!\d)\d{{1,2}}|[{HAN}]{{1,3}})\s?[月월]\s?)?"
    rf"(?P<day>(?<!\d)\d{{1,2}}|[{HAN}]{{1,4}})\s?[日일号號]{_NO_SPAN}"
)
_FIGURES = {figure: number for number, figure in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def in_units(text: str, day: date) -> Iterator[Span]:
    """`2019年10月23日`, `10月23日`, `十月二十三日`, `10월 23일`, and `23日` alone, said for "on Wednesday".

    A day alone counts in figures only: 一日 is a day like any other.
    """
    if not _UNIT.search(text):
        return
    for found in _DATE.finditer(text):
        year, month = found["year"], found["month"]
        if not month and not found["day"].isdecimal():
            continue
        if _number(found["day"]) == day.day and all(
            not part or _number(part) == own for part, own in ((year, day.year), (month, day.month))
        ):
            yield found.span()


def _number(written: str) -> int:
    """The number that figures or Chinese numerals write: 23, 二十三, 廿三, 二〇一九."""
    if written.isdecimal():
        return int(written)
    total = 0
    if _TENS.keys().isdisjoint(written):
        for figure in written:
            total = 10 * total + _FIGURES[figure]
        return total
    last = 0
    for figure in written:
        if figure in _TENS:
            total, last = total + max(last, 1) * _TENS[figure], 0
        else:
            last = _FIGURES[figure]
    return total + last
