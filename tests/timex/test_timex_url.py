"""Dates in the paths of URLs, and the ids that look like dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.timex import url_date, url_month


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/2014/11/26/title", "https://example.com/2014/11/26",
        "https://example.com/a/2014/11/26.html",
        "https://example.com/2014-11-26-title", "https://example.com/news/2014-11-26/title",
        "https://example.com/20141126/",
        "https://example.com/2014/nov/26/title", "https://example.com/2014/November/26/title",
        "/world/2014/11/26/title",
        "https://example.com/title-2014-11-26", "https://example.com/title-20141126",
        "https://example.com/201411/26/title",
        "https://example.com/26/11/2014/title", "https://example.com/title-2014-11-26/",
        "https://example.com/20141126-title",
        "https://example.com/2014/11/26/title-of-2014-11-26",
        "https://example.com/2014-11-26.html?x=2015-01-01#2016/01/01",
        "https://example.com/2014/1126/c1001-1.html", "https://example.com/2014-11/26/c_1.htm",
        "https://example.com/markets-nov26-20141126-story.html", "https://example.com/2014-11-26-18-59-00-title",
        "https://example.com/2014-11-26-10-things",
    ],
)  # fmt: skip
def test_a_day(url: str) -> None:
    assert url_date(url) == date(2014, 11, 26)
    assert url_month(url) == "2014-11"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/2014/11/title",
        "/2014/nov/title",
        "https://example.com/2014-11/title",
        "/2014-11-title",
        "/title-2014-11",
    ],
)
def test_a_month(url: str) -> None:
    assert url_date(url) is None
    assert url_month(url) == "2014-11"


@pytest.mark.parametrize(
    "url",
    [
        "", "https://example.com/", "https://example.com/20170512345", "https://example.com/1234/56/78",
        "https://example.com/2014/13/26/title", "https://example.com/2014/02/30/title",
        "https://example.com/?d=2014/11/26/",
        "https://example.com/title?date=2014-11-26", "https://example.com/title#2014-11-26",
        "https://example.com/a20141126b",
        "https://example.com/12014/11/26/", "https://example.com/title-120141126",
        "https://example.com/2014/11/26/x/2015/01/02/", "https://example.com/05/06/2014/",
        "https://example.com/20142511",
        "https://example.com/2014", "https://2014-11-26.example.com/title", "http://[",
        "https://example.com/2014/11/265",
    ],
)  # fmt: skip
def test_no_day(url: str) -> None:
    assert url_date(url) is None


@given(st.text())
def test_arbitrary_text_never_raises(url: str) -> None:
    assert url_date(url) is None or url_month(url) is not None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from("/-"))
def test_every_day_is_found_again(day: date, separator: str) -> None:
    assert url_date(f"https://example.com/news/{day:%Y{separator}%m{separator}%d}/title") == day
