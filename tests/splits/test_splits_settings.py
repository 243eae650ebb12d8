"""`[splits]` of dataset.toml."""

import tomllib
from datetime import date

import pytest

from dateline.corpus.splits.settings import SplitSettings, split_settings
from dateline.errors import SettingsError


def test_all_keys() -> None:
    raw = tomllib.loads("""
        validation = 0.05
        test = 0.2
        groups = 50
        validation_from = 2024-01-01
        test_from = "2024-07-01"
        hold_out_publishers = ["Gazette"]
        hold_out_actors = ["person-1"]
        recut = true
    """)
    days = (date(2024, 1, 1), date(2024, 7, 1))
    assert split_settings(raw) == SplitSettings(0.05, 0.2, 50, *days, ("Gazette",), ("person-1",), True)


def test_no_key() -> None:
    assert split_settings({}) == SplitSettings()


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("tset = 0.1", "splits.tset"),
        ("test = 0", "splits.test"),
        ("test = nan", "splits.test"),
        ("test = true", "splits.test"),
        ('test = "0.1"', "splits.test"),
        ("validation = -0.1", "splits.validation"),
        ("validation = 0.6\ntest = 0.4", "splits.test"),
        ("groups = 0", "splits.groups"),
        ("groups = 1.5", "splits.groups"),
        ("validation_from = 2024-01-01", "splits.validation_from"),
        ("test_from = 2024-01-01", "splits.validation_from"),
        ('test_from = "next year"', "splits.test_from"),
        ("test_from = 2024-01-01T00:00:00Z", "splits.test_from"),
        ("validation_from = 2024-02-01\ntest_from = 2024-01-01", "splits.test_from"),
        ('hold_out_publishers = "Gazette"', "splits.hold_out_publishers"),
        ('hold_out_actors = [" "]', "splits.hold_out_actors"),
        ("recut = 1", "splits.recut"),
    ],
)
def test_what_is_refused(line: str, place: str) -> None:
    with pytest.raises(SettingsError) as caught:
        split_settings(tomllib.loads(line))
    assert caught.value.field == place
