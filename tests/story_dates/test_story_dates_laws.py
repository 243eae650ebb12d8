"""What holds of every inference, whatever the articles say."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.corpus.story_dates.known import Anchor, Dated, Known
from dateline.corpus.story_dates.rules import infer
from dateline_schema.edtf import bounds

DAYS = st.dates(date(2012, 1, 1), date(2021, 12, 31))
NAMED = st.builds(
    Anchor, st.sampled_from(("weekday", "weekday-ahead")), st.none(), st.none(), st.integers(0, 6), st.none()
)
STATED = st.builds(lambda day, offset: Anchor("yesterday", day.month, day.day, None, offset), DAYS, st.integers(-1, 1))


@st.composite
def stories(draw: st.DrawFn) -> tuple[Dated, ...]:
    """Dated articles, mostly of one week."""
    start = draw(DAYS)
    days = draw(
        st.lists(st.one_of(st.integers(0, 6).map(lambda n: start + timedelta(n)), DAYS), min_size=1, max_size=5)
    )
    return tuple(
        Dated(day, tuple(draw(st.lists(st.one_of(NAMED, STATED), max_size=2))), (f"{number}",), draw(st.integers(1, 3)))
        for number, day in enumerate(sorted(days))
    )


@st.composite
def bounded(draw: st.DrawFn) -> Known:
    first = draw(DAYS)
    last = first + timedelta(draw(st.integers(1, 400)))
    weekday, ahead = draw(st.one_of(st.none(), st.integers(0, 6))), draw(st.booleans())
    return Known(draw(st.sampled_from(("month", "year", "interval"))), first, last, weekday=weekday, ahead=ahead)


KNOWN = st.one_of(
    bounded(),
    DAYS.map(lambda day: Known("month-day", month=day.month, day=day.day, offset=-1)),
    st.builds(Known, st.just("weekday"), weekday=st.integers(0, 6), ahead=st.booleans()),
    st.lists(DAYS, min_size=2, max_size=2, unique=True).map(lambda days: Known("choices", choices=tuple(sorted(days)))),
    st.just(Known("yesterday", offset=-1)),
    st.just(Known("nothing")),
)


@settings(max_examples=40)
@given(KNOWN, stories())
def test_a_day_in_a_week_at_most_or_a_contradiction(known: Known, dated: tuple[Dated, ...]) -> None:
    found = infer(known, dated)
    if found is None:
        return
    assert found.by
    assert set(found.by) <= set(dated)
    if found.day is None:
        assert (found.first, found.last, found.reason) == (None, None, None)
        assert found.finding
        return
    assert found.first is not None
    assert found.last is not None
    assert found.first <= found.day <= found.last
    assert found.last - found.first < timedelta(7)
    assert found.reason
    assert bounds(f"{found.first}/{found.last}") == (found.first, found.last)


@settings(max_examples=40)
@given(KNOWN, stories())
def test_what_the_article_states_stays_true(known: Known, dated: tuple[Dated, ...]) -> None:
    found = infer(known, dated)
    if found is None or found.day is None or found.first is None or found.last is None:
        return
    if known.month is not None:
        assert (found.day.month, found.day.day) == (known.month, known.day)
    if known.choices:
        assert found.day in known.choices
    if known.first is not None and known.last is not None:
        assert known.first <= found.first <= found.last <= known.last
    if known.kind == "weekday":
        assert (found.last if known.ahead else found.first).weekday() == known.weekday


@settings(max_examples=40)
@given(KNOWN, stories(), st.integers(1, 4))
def test_weights_count_by_their_share(known: Known, dated: tuple[Dated, ...], factor: int) -> None:
    more = tuple(Dated(one.day, one.anchors, one.articles, one.weight * factor) for one in dated)
    one, other = infer(known, dated), infer(known, more)
    assert (one and (one.day, one.first, one.last)) == (other and (other.day, other.first, other.last))


@settings(max_examples=40)
@given(KNOWN, stories())
def test_a_dated_article_moved_by_years_moves_the_day(known: Known, dated: tuple[Dated, ...]) -> None:
    # 400 years hold a whole number of weeks: the calendar repeats
    if known.first is not None or known.choices:
        return
    cycle = 400
    moved = tuple(Dated(_later(one.day, cycle), one.anchors, one.articles, one.weight) for one in dated)
    one, other = infer(known, dated), infer(known, moved)
    days = [found and [day and _later(day, years) for day in (found.day, found.first, found.last)]
            for found, years in ((one, cycle), (other, 0))]  # fmt: skip
    assert days[0] == days[1]


def _later(day: date, years: int) -> date:
    return day.replace(year=day.year + years)
