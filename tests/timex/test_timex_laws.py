"""Laws that hold for every text, day and language; and the generated calendar."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.timex import classify_label, edtf, find_dates, find_relative, is_date_only, jalali
from dateline.timex.generate import LOCALES, PATH
from dateline.timex.zones import NAMES

LANGUAGES = sorted(LOCALES)
BABEL = {"no": "nb"}
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
# Pieces of which date lines are made, so that random texts come close to dates.
PIECES = st.sampled_from(
    "1 31 26 2014 2014-11-26 20141126 / - . , : ( ) T Z 年 月 日 년 월 일 November Nov. May mars 26. листопада "
    "نوفمبر تشرين الثاني พ.ย. 2557 tháng ngày de of the st th yesterday (26 /11) Wednesday on am pm 오전 10:20 "
    "3.45 GMT +07:00 令和 元年 ' \\ _ "
    "\u200f \u00a0 İ ß ﬁ vor Stunden ago 3 http://a/ ½ ² ٣ 𝟐 �".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)
SETTINGS = settings(max_examples=400, deadline=None)


@SETTINGS
@given(TEXTS, st.sampled_from([None, *LANGUAGES]))
def test_dates_slice_to_their_text_and_do_not_overlap(text: str, language: str | None) -> None:
    matches = find_dates(text, language=language)
    for match in matches:
        assert match.text == text[match.start : match.end]
        assert match.start < match.end
        assert match.date is not None or match.edtf is not None or len(match.alternatives) > 1
        assert match.edtf is None or edtf.is_valid(match.edtf)
        assert match.date is None or (match.edtf == match.date.isoformat() and 1900 <= match.date.year <= 2100)
        assert match.time is None or (match.date is not None and abs((match.time.date() - match.date).days) <= 1)
        is_date_only(match, text)
    assert all(one.end <= two.start for one, two in pairwise(matches))


@SETTINGS
@given(TEXTS, st.sampled_from([None, *LANGUAGES]))
def test_relative_days_slice_to_their_text_and_do_not_overlap(text: str, language: str | None) -> None:
    matches = find_relative(text, language=language)
    for match in matches:
        assert match.text == text[match.start : match.end]
        assert (match.edtf is None) == (match.reason is not None)
        assert match.edtf is None or edtf.is_valid(match.edtf)
    assert all(one.end <= two.start for one, two in pairwise(matches))


@SETTINGS
@given(TEXTS)
def test_labels_never_raise(text: str) -> None:
    assert classify_label(text) in ("published", "modified", "event", None)


@pytest.mark.parametrize("layout", ["full", "long", "medium"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_in_cldr_layout_is_found_again(language: str, layout: str) -> None:
    for month in range(1, 13):
        day = date(2014, month, 26 - month)
        text = format_date(day, layout, locale=BABEL.get(language, language))
        assert [match.date for match in find_dates(text, language=language)] == [day], text


@settings(max_examples=300, deadline=None)
@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["full", "long", "medium"]))
def test_without_a_language_the_day_is_found_or_left_open(day: date, language: str, layout: str) -> None:
    text = format_date(day, layout, locale=BABEL.get(language, language))
    for match in find_dates(text):
        assert match.date in (day, None), text


@given(DAYS, st.sampled_from(["2014-11-26", "%Y%m%d", "%d.%m.%Y", "%Y/%m/%d"]), st.sampled_from([None, *LANGUAGES]))
def test_figures_that_need_no_language(day: date, layout: str, language: str | None) -> None:
    if layout.startswith("2014"):
        layout = "%Y-%m-%d"
    assert [match.date for match in find_dates(day.strftime(layout), language=language)] == [day]


@given(DAYS, TEXTS)
def test_a_date_line_keeps_its_date_below_any_text(day: date, text: str) -> None:
    line = f"{text} \u2022 {day.isoformat()}"
    assert day in [match.date for match in find_dates(line)]


@given(st.integers(1300, 1478), st.integers(1, 12), st.integers(1, 31))
def test_persian_days_follow_each_other(year: int, month: int, day: int) -> None:
    this, following = jalali.to_gregorian(year, month, day), jalali.to_gregorian(year, month, day + 1)
    if this is not None and following is not None:
        assert (following - this).days == 1


def test_a_long_line_takes_linear_time() -> None:
    for text in ("1 " * 50_000, "1a" * 50_000, "1" * 100_000, "26 " + " " * 100_000, "yesterday (" * 10_000 + "1"):
        assert find_dates(text) == []
        find_relative(text)


def test_the_calendar_is_fresh() -> None:
    # In a process of its own: Babel's formatting above changes the data that it shares between locales.
    run = subprocess.run([sys.executable, "-m", "dateline.timex.generate", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_a_stale_calendar_is_noticed(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    from dateline.timex import generate

    stale = Path(str(tmp_path)) / "calendar.json"
    monkeypatch.setattr(generate, "PATH", stale)
    monkeypatch.setattr(generate, "render", lambda: "{}\n")
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0


def test_every_language_has_twelve_months_and_seven_weekdays() -> None:
    for code, names in json.loads(PATH.read_text(encoding="utf-8")).items():
        assert len(names["months"]) == 12, code
        assert all(names["weekdays"]), code
        assert code in ("zh", "ja", "ko", "vi") or all(names["months"]), code


def test_importing_the_package_loads_neither_babel_nor_the_calendar() -> None:
    program = (
        "import sys, dateline.timex, dateline.timex.lexicon as lexicon\n"
        "print('babel' in sys.modules, lexicon.calendar.cache_info().currsize)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "0"]


def test_zone_names_are_written_in_capitals() -> None:
    assert all(name == name.upper() for name in NAMES)


def test_every_public_name_resolves() -> None:
    import dateline.timex as package

    assert all(getattr(package, name) for name in package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing
