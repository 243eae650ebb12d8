"""EDTF forms: what is valid, what they cover, and days beside them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.timex import edtf

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-11", date(2014, 11, 1), date(2014, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2014-11-26", date(2014, 11, 26), date(2014, 11, 26)),
        ("2014-11-26/2014-12-02", date(2014, 11, 26), date(2014, 12, 2)),
        ("2014-11/2015", date(2014, 11, 1), date(2015, 12, 31)),
    ],
)
def test_bounds(text: str, first: date, last: date) -> None:
    assert edtf.is_valid(text)
    assert edtf.bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["XXXX-11-26", "XXXX-02-29"])
def test_a_form_without_year_is_valid_and_has_no_bounds(text: str) -> None:
    assert edtf.is_valid(text)
    assert edtf.bounds(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "14", "2014-13", "2014-00", "2014-11-31", "2023-02-29", "XXXX", "XXXX-11", "XXXX-13-01", "XXXX-02-30",
        "0000",
        "2014-1-1", "2014-11-26T10:00", "2014-11-26/", "/2014", "2015/2014", "XXXX-11-26/2014", "2014/2015/2016",
        " 2014",
        "2014-11-26\n", "٢٠١٤",
    ],
)  # fmt: skip
def test_not_valid(text: str) -> None:
    assert not edtf.is_valid(text)
    assert edtf.bounds(text) is None


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("XXXX-11-26", 1, "XXXX-11-27"), ("XXXX-12-31", 1, "XXXX-01-01"), ("XXXX-01-01", -1, "XXXX-12-31"),
        ("XXXX-04-30", 1, "XXXX-05-01"), ("XXXX-02-28", 1, None), ("XXXX-03-01", -1, None),
        ("XXXX-02-28", -1, "XXXX-02-27"),
        ("XXXX-02-29", 1, "XXXX-03-01"), ("XXXX-02-29", -1, "XXXX-02-28"), ("2024-02-28", 1, "2024-02-29"),
        ("2014-11", 1, None), ("nonsense", 1, None), ("XXXX-11-26", 0, "XXXX-11-26"),
    ],
)  # fmt: skip
def test_shift(text: str, days: int, expected: str | None) -> None:
    assert edtf.shift(text, days) == expected


@pytest.mark.parametrize(
    "parts", [(None, None, None), (None, 11, None), (2014, None, 26), (2014, 2, 30), (None, 2, 30)]
)
def test_form_refuses_what_it_cannot_write(parts: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="no EDTF form"):
        edtf.form(*parts)


@given(DAYS)
def test_a_day_is_its_own_bounds(day: date) -> None:
    assert edtf.bounds(edtf.form(day.year, day.month, day.day)) == (day, day)


@given(DAYS, st.integers(-3, 3))
def test_a_yearless_shift_agrees_with_every_year(day: date, days: int) -> None:
    shifted = edtf.shift(f"XXXX-{day:%m-%d}", days)
    if shifted is not None:
        assert shifted == f"XXXX-{day + timedelta(days):%m-%d}"


@given(st.text(max_size=25))
def test_arbitrary_text_never_raises(text: str) -> None:
    if edtf.bounds(text) is not None:
        assert edtf.is_valid(text)
