"""The changelog: what people wrote moves into the entry, the rest stays, and a second time nothing happens."""

import pytest

from dateline.release.changelog import entry, joined, unreleased, with_release
from dateline.release.ledger import Release

BEFORE = """# Changelog

Our own words.

## Unreleased

Mind the gap.

### Data
- Two articles have their day
  by a ruling.
- `date` of one is right now.

### Code 0.3.0
* Reads faster.

### Thanks
- To Ada.

## 0.1.0 - 2026-01-02 (first release)

### Data 0.1.0
- First release: 5 articles.
"""


def release(**other: object) -> Release:
    known = {
        "version": "0.2.0",
        "released": "2026-03-04",
        "change": "minor",
        "reasons": ("1 article added",),
        "versions": {"dateline": "0.3.0", "schema": "0.2.0", "pyarrow": "1"},
        "tables": {},
        "changes": {"data": ("`date` of one is right now.", "1 article more."), "code": ("Reads faster.",)},
    }
    return Release(**{**known, **other})  # type: ignore[arg-type]  # as the ledger gives them


def test_what_people_wrote_is_read_by_part() -> None:
    found = unreleased(BEFORE)
    assert found == {
        "data": ("Two articles have their day by a ruling.", "`date` of one is right now."),
        "code": ("Reads faster.",),
    }


@pytest.mark.parametrize("text", ["", "# Changelog\n", "# Changelog\n\n## 1.0.0 - 2026-01-01\n\n### Data\n- Old.\n"])
def test_nothing_is_unreleased(text: str) -> None:
    assert unreleased(text) == {}


def test_lines_are_joined_once() -> None:
    assert joined({"data": ["a", "b"]}, {"data": ["b", "c"], "schema": []}) == {"data": ("a", "b", "c")}


def test_the_entry_stands_between_unreleased_and_the_one_before() -> None:
    after = with_release(BEFORE, release())
    assert (
        after
        == """# Changelog

Our own words.

## Unreleased

Mind the gap.

### Thanks
- To Ada.

## 0.2.0 - 2026-03-04 (minor)

### Data 0.2.0
- `date` of one is right now.
- 1 article more.

### Code 0.3.0
- Reads faster.

## 0.1.0 - 2026-01-02 (first release)

### Data 0.1.0
- First release: 5 articles.
"""
    )


@pytest.mark.parametrize(
    "text", [BEFORE, "", "# Changelog\n", "# Changelog\n\n## 0.1.0 - 2026-01-02\n- x\n", "## [Unreleased]\n"]
)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = with_release(text, release())
    assert with_release(once, release()) == once
    assert once.count("## 0.2.0 ") == 1
    assert once.index("## Unreleased") < once.index("## 0.2.0 ")
    assert once.startswith("# Changelog") == (text != "## [Unreleased]\n")
    assert "\n\n\n" not in once


def test_an_entry_of_a_longer_number_is_another() -> None:
    text = "# Changelog\n\n## Unreleased\n\n## 0.2.01 - x\n\n## 10.2.0 - y\n"
    assert "## 0.2.0 - 2026-03-04" in with_release(text, release())


def test_a_long_line_is_wrapped_and_read_back_whole() -> None:
    line = "word " * 60 + "end."
    text = entry(release(changes={"data": (line,)}))
    assert max(map(len, text.splitlines())) <= 120
    assert unreleased("## Unreleased\n" + text.partition("\n")[2])["data"] == (line,)


def test_a_first_release_says_so() -> None:
    assert entry(release(change="first")).startswith("## 0.2.0 - 2026-03-04 (first release)\n")
