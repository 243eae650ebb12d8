"""Days: exact, within what is known, how far off, withheld."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.bench.scoring.days import DAYS

KNOWN = {"date": date(2031, 3, 10), "date_start": date(2031, 3, 10), "date_end": date(2031, 3, 10)}
WEEK = {"date": date(2031, 3, 10), "date_start": date(2031, 3, 8), "date_end": date(2031, 3, 14)}

CASES = [  # item, answer, exact, hit, days off (None: not answered)
    (KNOWN, "2031-03-10", 1, 1, 0),
    (KNOWN, "2031-03-11", 0, 0, 1),
    (KNOWN, "2031-02-28", 0, 0, 10),
    (KNOWN, "2031-03-10/2031-03-10", 1, 1, 0),
    (KNOWN, "2031-03-09/2031-03-15", 0, 1, 0),  # seven days
    (KNOWN, "2031-03-09/2031-03-16", 0, 0, None),  # eight
    (KNOWN, "2031-03-10/2031-03-12", 0, 1, 0),
    (KNOWN, "2031-03-11/2031-03-14", 0, 0, 1),
    (KNOWN, "2031-03-01/2031-03-04", 0, 0, 6),
    (KNOWN, "2031-03", 0, 0, None),
    (KNOWN, "0001-01-01/9999-12-31", 0, 0, None),
    (KNOWN, None, 0, 0, None),
    (KNOWN, "yesterday", 0, 0, None),
    (WEEK, "2031-03-08", 0, 1, 2),
    (WEEK, "2031-03-14", 0, 1, 4),
    (WEEK, "2031-03-07", 0, 0, 3),
    (WEEK, "2031-03-08/2031-03-14", 0, 1, 0),
    (WEEK, "2031-03-11/2031-03-14", 0, 0, 1),  # within what is known, but without the day
    ({**KNOWN, "date_start": None, "date_end": None}, "2031-03-10", 1, 1, 0),
    ({name: day.isoformat() for name, day in WEEK.items()}, "2031-03-08", 0, 1, 2),  # read back from JSON
]


@pytest.mark.parametrize(("row", "answer", "exact", "hit", "off"), CASES)
def test_case(row: dict[str, object], answer: str | None, exact: int, hit: int, off: int | None) -> None:
    sums = DAYS.counts([row], [answer]).sum(axis=0)
    found = {metric.name: float(metric.of(sums)) for metric in DAYS.metrics}
    assert (found["exact"], found["interval_hit"], found["answered"]) == (exact, hit, off is not None)
    assert math.isnan(found["day_error"]) if off is None else found["day_error"] == off
    assert math.isnan(found["exact_of_answered"]) if off is None else found["exact_of_answered"] == exact


def test_an_abstention_costs_no_precision() -> None:
    sums = DAYS.counts([KNOWN] * 4, ["2031-03-10", "2031-03-10", "2031-03-12", None]).sum(axis=0)
    assert {metric.name: float(metric.of(sums)) for metric in DAYS.metrics} == pytest.approx(
        {"exact": 2 / 4, "interval_hit": 2 / 4, "day_error": 2 / 3, "answered": 3 / 4, "exact_of_answered": 2 / 3}
    )


def test_less_error_is_better() -> None:
    assert [metric.name for metric in DAYS.metrics if not metric.higher] == ["day_error"]


FORMS = [
    ("2031-03-10", True),
    ("2031-03-08/2031-03-14", True),
    ("2031-03", True),
    ("2031-03-14/2031-03-08", False),
    ("2031-02-30", False),
    ("XXXX-03-10", False),
    ("10 March 2031", False),
    ("", False),
    (20310310, False),
]


@pytest.mark.parametrize(("answer", "sound"), FORMS)
def test_form(answer: object, sound: bool) -> None:
    assert DAYS.sound(answer, KNOWN) is sound


@settings(max_examples=50)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_an_error_is_the_distance_whatever_the_months_are_long(day: date, off: int) -> None:
    row = {"date": day, "date_start": day, "date_end": day}
    sums = DAYS.counts([row], [(day + timedelta(off)).isoformat()]).sum(axis=0)
    found = {metric.name: float(metric.of(sums)) for metric in DAYS.metrics}
    assert (found["day_error"], found["exact"]) == (abs(off), off == 0)
