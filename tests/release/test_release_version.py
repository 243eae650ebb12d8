"""Version numbers, and the lowest that a change may have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.release.version import LEVELS, Version, parsed


@pytest.mark.parametrize(
    ("before", "change", "lowest"),
    [
        ("0.1.0", "patch", "0.1.1"),
        ("0.1.9", "patch", "0.1.10"),
        ("0.1.9", "minor", "0.2.0"),
        ("0.9.3", "major", "1.0.0"),
        ("1.2.3", "major", "2.0.0"),
    ],
)
def test_the_lowest_version_of_a_change(before: str, change: str, lowest: str) -> None:
    assert str(parsed(before).after(change)) == lowest


@pytest.mark.parametrize("text", ["1.0.0", "v1.0.0"])
def test_a_tag_is_a_version(text: str) -> None:
    assert parsed(text) == Version(1, 0, 0)


@pytest.mark.parametrize("text", ["", "1", "1.0", "1.0.01", "1.0.0-rc1", " 1.0.0", "1.0.0\n", "vv1.0.0", "١.٠.٠"])
def test_what_is_no_version(text: str) -> None:
    with pytest.raises(UsageError, match=r"MAJOR\.MINOR\.PATCH"):
        parsed(text)


numbers = st.builds(Version, *[st.integers(0, 30)] * 3)


@given(numbers, st.sampled_from(LEVELS))
def test_a_change_raises_the_version_and_no_greater_one_raises_it_less(version: Version, change: str) -> None:
    assert version < version.after(change)
    assert [version.after(level) for level in LEVELS] == sorted(version.after(level) for level in LEVELS)
    assert parsed(str(version)) == version
