"""What dated articles of a story make of each kind of knowledge: tables of cases."""

from datetime import date

import pytest

from dateline.corpus.stories.grouping import WINDOW
from dateline.corpus.story_dates.known import Anchor, Dated, Known
from dateline.corpus.story_dates.rules import REACH, Found, infer

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def on(*days: str, names: tuple[int, ...] = (), ahead: tuple[int, ...] = ()) -> tuple[Dated, ...]:
    """Articles dated so, each speaking of these weekdays."""
    anchors = [Anchor("weekday", None, None, name, None) for name in names]
    anchors += [Anchor("weekday-ahead", None, None, name, None) for name in ahead]
    return tuple(Dated(date.fromisoformat(day), tuple(anchors), (f"a{i}",), 1) for i, day in enumerate(sorted(days)))


def shown(found: Found | None) -> str | None:
    """The day and what it lies in: `2014-11-26 in 2014-11-26/2014-12-02`; `!` where there is a contradiction alone."""
    if found is None:
        return None
    if found.day is None:
        assert found.finding
        return "!"
    span = f"{found.first}" if found.first == found.last else f"{found.first}/{found.last}"
    return f"{found.day}" if span == str(found.day) else f"{found.day} in {span}"


def month_day(month: int, day: int) -> Known:
    return Known("month-day", month=month, day=day, offset=-1)


@pytest.mark.parametrize(
    ("stated", "dated", "expected"),
    [
        ((6, 12), on("2019-06-11"), "2019-06-12"),
        ((6, 12), on("2019-06-11", "2019-06-12", "2019-06-14"), "2019-06-12"),
        ((6, 12), on("2019-06-26"), "2019-06-12"),  # two weeks are the limit
        ((6, 12), on("2019-06-27"), "!"),
        ((6, 12), on("2019-12-11"), "!"),
        ((1, 1), on("2018-12-31"), "2019-01-01"),  # across the year's end, either way
        ((12, 31), on("2019-01-01"), "2018-12-31"),
        ((12, 30), on("2019-01-02", "2019-01-03"), "2018-12-30"),
        ((2, 29), on("2016-03-01"), "2016-02-29"),
        ((2, 29), on("2015-03-01"), "!"),  # no such day in a year near it
        ((2, 29), on("2017-02-28"), "!"),
        ((6, 12), on("2018-06-11", "2019-06-11"), "!"),  # two that disagree settle nothing
        ((6, 12), on("2018-06-11", "2019-06-11", "2019-06-12"), "!"),
        ((6, 12), on("2018-06-11", "2019-06-10", "2019-06-11", "2019-06-12"), "2019-06-12"),  # one error among many
        ((6, 12), (), None),
    ],
)
def test_month_and_day(stated: tuple[int, int], dated: tuple[Dated, ...], expected: str | None) -> None:
    assert shown(infer(month_day(*stated), dated)) == expected


def test_day_whose_next_depends_on_the_year() -> None:
    # "yesterday (February 28)": the columns hold no month and day, the anchor holds those of the event
    known = Known("month-day", offset=-1, anchors=(Anchor("yesterday", 2, 28, None, -1),))
    assert shown(infer(known, on("2016-02-28"))) == "2016-02-29"
    assert shown(infer(known, on("2015-02-28"))) == "2015-03-01"


def test_first_of_march_after_a_leap_day() -> None:
    known = Known("month-day", month=3, day=1, offset=-1, anchors=(Anchor("yesterday", 2, 29, None, -1),))
    assert shown(infer(known, on("2016-03-01"))) == "2016-03-01"


@pytest.mark.parametrize(
    ("weekday", "dated", "expected"),
    [
        (WED, on("2019-06-12"), "2019-06-13"),
        (TUE, on("2019-06-12"), "!"),  # 12 June was no Tuesday in 2019
        (TUE, on("2018-06-12"), "2018-06-13"),
        (WED, on("2018-06-12", "2019-06-12"), "2019-06-13"),  # of two years the one that has it
    ],
)
def test_weekday_beside_the_day(weekday: int, dated: tuple[Dated, ...], expected: str) -> None:
    known = Known("month-day", month=6, day=13, offset=-1, anchors=(Anchor("yesterday", 6, 12, weekday, -1),))
    assert shown(infer(known, dated)) == expected


# 12 June 2019 is a Wednesday
@pytest.mark.parametrize(
    ("weekday", "dated", "expected"),
    [
        (WED, on("2019-06-12"), "2019-06-12 in 2019-06-12/2019-06-18"),
        (WED, on("2019-06-13"), "2019-06-12 in 2019-06-12/2019-06-18"),
        (WED, on("2019-06-14"), "2019-06-12 in 2019-06-12/2019-06-18"),
        (WED, on("2019-06-15"), "!"),  # three days before: a report would have named the day
        (WED, on("2019-06-15", names=(WED,)), "2019-06-12 in 2019-06-12/2019-06-18"),  # as this one does
        (WED, on("2019-06-18", names=(WED,)), "2019-06-12 in 2019-06-12/2019-06-18"),
        (WED, on("2019-06-11"), "2019-06-12 in 2019-06-12/2019-06-18"),  # beyond the date line
        (WED, on("2019-06-10"), "!"),
        (SUN, on("2019-06-12"), "!"),  # the story cannot have it
        (MON, on("2019-06-12"), "2019-06-10 in 2019-06-10/2019-06-16"),
        (MON, on("2019-06-12", names=(WED,)), "!"),  # the report names another day
        (TUE, on("2019-06-12", names=(WED,)), "2019-06-11 in 2019-06-11/2019-06-17"),  # the day beside it, by the zone
        (WED, on("2019-06-11", ahead=(WED,)), "2019-06-12 in 2019-06-12/2019-06-18"),
        (WED, on("2019-06-12", "2019-06-13", "2019-06-16"), "2019-06-12 in 2019-06-12/2019-06-18"),
        (WED, on("2019-06-12", "2019-06-18"), "2019-06-12 in 2019-06-12/2019-06-18"),  # on the day goes before ahead
        (WED, on("2019-06-12", "2019-06-19"), "!"),  # two Wednesdays
        (TUE, on("2019-01-01"), "2019-01-01 in 2019-01-01/2019-01-07"),
        (MON, on("2019-01-01"), "2018-12-31 in 2018-12-31/2019-01-06"),  # the year's end
        (TUE, on("2018-12-31"), "2019-01-01 in 2019-01-01/2019-01-07"),
        (MON, on("2016-03-01"), "2016-02-29 in 2016-02-29/2016-03-06"),  # a leap day
        (SAT, on("2015-03-01"), "2015-02-28 in 2015-02-28/2015-03-06"),
        (WED, (), None),
    ],
)
def test_weekday(weekday: int, dated: tuple[Dated, ...], expected: str | None) -> None:
    assert shown(infer(Known("weekday", weekday=weekday), dated)) == expected


@pytest.mark.parametrize(
    ("weekday", "dated", "expected"),
    [
        (WED, on("2019-06-11"), "2019-06-11 in 2019-06-06/2019-06-12"),  # the day on which others told of it
        (WED, on("2019-06-10", "2019-06-11"), "2019-06-11 in 2019-06-06/2019-06-12"),
        (WED, on("2019-06-08", ahead=(WED,)), "2019-06-08 in 2019-06-06/2019-06-12"),
        (WED, on("2019-06-13", names=(WED,)), "2019-06-11 in 2019-06-06/2019-06-12"),  # others told of it afterwards
        (WED, on("2019-06-08"), "!"),
        (SUN, on("2019-06-12", "2019-06-19"), "!"),
        (SUN, on("2019-06-13", "2019-06-20"), "!"),  # two Sundays
    ],
)
def test_weekday_to_come(weekday: int, dated: tuple[Dated, ...], expected: str) -> None:
    assert shown(infer(Known("weekday", weekday=weekday, ahead=True), dated)) == expected


def month(year: int, number: int, last: int, weekday: int | None = None) -> Known:
    return Known("month", first=date(year, number, 1), last=date(year, number, last), weekday=weekday)


@pytest.mark.parametrize(
    ("known", "dated", "expected"),
    [
        (month(2019, 6, 30), on("2019-06-12"), "2019-06-12 in 2019-06-09/2019-06-15"),
        (month(2019, 6, 30), on("2019-06-12", "2019-06-14"), "2019-06-12 in 2019-06-11/2019-06-15"),
        (month(2019, 6, 30), on("2019-06-12", "2019-06-12", "2019-06-14"), "2019-06-12 in 2019-06-11/2019-06-15"),
        (month(2019, 6, 30), on("2019-06-12", "2019-06-20"), None),  # a long story leaves too much open
        (month(2019, 6, 30), on("2019-06-30"), "2019-06-30 in 2019-06-27/2019-06-30"),
        (month(2019, 6, 30), on("2019-07-02"), "2019-06-30 in 2019-06-29/2019-06-30"),
        (month(2019, 6, 30), on("2019-07-03"), "2019-06-30"),
        (month(2019, 6, 30), on("2019-07-05"), None),
        (month(2019, 6, 30), on("2019-08-01"), "!"),
        (month(2019, 6, 30), on("2019-05-01"), "!"),
        (month(2019, 6, 30, WED), on("2019-06-12"), "2019-06-12 in 2019-06-12/2019-06-18"),
        (month(2019, 6, 30, FRI), on("2019-06-28"), "2019-06-28 in 2019-06-28/2019-06-30"),  # cut to the month
        (month(2019, 7, 31, FRI), on("2019-06-28"), "2019-07-01 in 2019-07-01/2019-07-04"),
        (month(2019, 5, 31, FRI), on("2019-06-28"), "!"),
        (Known("year", first=date(2019, 1, 1), last=date(2019, 12, 31)), on("2019-01-02"),
         "2019-01-02 in 2019-01-01/2019-01-05"),
        (Known("interval", first=date(2019, 6, 11), last=date(2019, 6, 13)), on("2019-06-12"),
         "2019-06-12 in 2019-06-11/2019-06-13"),
        (Known("interval", first=date(2019, 6, 11)), on("2019-06-12"), "2019-06-12 in 2019-06-11/2019-06-15"),
        (Known("interval", last=date(2019, 6, 13)), on("2019-06-12"), "2019-06-12 in 2019-06-09/2019-06-13"),
    ],
)  # fmt: skip
def test_month_and_year(known: Known, dated: tuple[Dated, ...], expected: str | None) -> None:
    assert shown(infer(known, dated)) == expected


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        (on("2019-06-12"), None),  # nobody says which day it was
        (on("2019-06-13", names=(WED,)), "2019-06-13"),
        (on("2019-06-12", "2019-06-14", names=(WED,)), "2019-06-13"),
        (on("2019-06-12", names=(WED, SAT)), None),  # of which of two?
        (on("2019-06-12", ahead=(FRI,)), None),  # what is still to come was not yesterday
        (on("2019-12-31", names=(TUE,)), "2020-01-01"),
    ],
)
def test_yesterday(dated: tuple[Dated, ...], expected: str | None) -> None:
    assert shown(infer(Known("yesterday", offset=-1), dated)) == expected


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        (on("2019-04-04"), "2019-04-03"),
        (on("2019-03-01"), "2019-03-04"),
        (on("2019-03-20"), "2019-04-03"),
        (on("2019-06-12"), "!"),
        (on("2019-03-04", "2019-04-03"), "!"),
    ],
)
def test_day_and_month_that_could_be_exchanged(dated: tuple[Dated, ...], expected: str) -> None:
    known = Known("choices", choices=(date(2019, 3, 4), date(2019, 4, 3)))
    assert shown(infer(known, dated)) == expected


def test_reports_reach_as_far_as_stories_do() -> None:
    assert REACH.days == WINDOW


def test_nothing_known_gives_nothing() -> None:
    assert infer(Known("nothing"), on("2019-06-12", names=(WED,))) is None


def test_dissent_is_told() -> None:
    found = infer(month_day(6, 12), on("2018-06-11", "2019-06-10", "2019-06-11", "2019-06-12"))
    assert found is not None
    assert found.finding is not None
    assert "2018-06-12 by articles dated 2018-06-11" in found.finding
    assert [one.day.year for one in found.by] == [2019, 2019, 2019]
