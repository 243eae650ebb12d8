"""Which articles stay together, and where groups go: cases."""

from datetime import date

import pytest
from splits_made import MEMBERS, REPRINTS, name, sides, split, summary_of, table

from dateline.corpus.splits.assign import assign
from dateline.corpus.splits.settings import SplitSettings
from dateline.corpus.splits.tables import HISTORY, PAIRS, SPLITS

TEN = [*range(10)]  # one article a day
CUT = {"groups": 1}  # one group is enough for a side


def groups(splits) -> list[int]:
    return [int(identifier, 16) for identifier in splits["group_id"].to_pylist()]


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"reprints": [(3, 1)]}, [0, 1, 2, 1, 4]),
        ({"members": [(4, "story-a"), (2, "story-a"), (0, "story-b")]}, [0, 1, 2, 3, 2]),
        ({"quotes": [(1, 4)]}, [0, 1, 2, 3, 1]),
        ({"quotes": [(1, 4)], "reprints": [(2, 1)], "members": [(2, "story-a"), (3, "story-a")]}, [0, 1, 1, 1, 1]),
        ({"reprints": [(3, "ffffffffffffffff")]}, [0, 1, 2, 3, 4]),
        ({"members": [(3, None), (4, None)]}, [0, 1, 2, 3, 4]),
    ],
)
def test_what_stays_together(links, expected) -> None:
    assert groups(split(summary_of([1, 2, 3, 4, 5]), **links)) == expected


def test_scrapes_stay_together() -> None:
    summary = summary_of([1, 2, 3], duplicate_of={2: name(0)})
    assert groups(split(summary)) == [0, 1, 0]


def test_the_oldest_train_and_the_newest_test() -> None:
    found = split(summary_of(TEN), **CUT)
    assert sides(found) == ["train"] * 8 + ["validation", "test"]
    assert found.schema.equals(SPLITS)
    assert found["reason"].to_pylist()[0] == "time: its group is older than validation, which begins on 2015-01-09"


@pytest.mark.parametrize(
    ("days", "links", "settings", "expected"),
    [
        (TEN[::-1], {}, {}, ["test", "validation"] + ["train"] * 8),
        (TEN, {}, {"validation": 0.3, "test": 0.2}, ["train"] * 5 + ["validation"] * 3 + ["test"] * 2),
        (TEN, {}, {"validation": 0.0, "test": 0.3}, ["train"] * 7 + ["test"] * 3),
        # a corpus of one day is cut too
        ([3] * 10, {}, {}, ["train"] * 8 + ["validation", "test"]),
        ([None, *range(9)], {}, {}, ["train"] * 8 + ["validation", "test"]),
        # more than a quarter of a side is one story
        (TEN, {"quotes": [(8, 9)]}, {}, ["train"] * 6 + ["validation", "test", "train", "train"]),
    ],
)
def test_by_time(days, links, settings, expected) -> None:
    assert sides(split(summary_of(days), **links, **CUT, **settings)) == expected


@pytest.mark.parametrize("day", [0, None])
def test_a_group_is_as_new_as_its_newest_article(day: int | None) -> None:
    """An undated article goes with it."""
    found = split(summary_of([day, *range(1, 20)]), quotes=[(0, 19)], validation=0.4, test=0.4, **CUT)
    assert sides(found) == ["test"] + ["train"] * 4 + ["validation"] * 8 + ["test"] * 7


def test_the_days_of_the_settings_count_for_more_than_the_shares() -> None:
    found = split(summary_of(TEN), validation_from=date(2015, 1, 3), test_from=date(2015, 1, 5), **CUT)
    assert sides(found) == ["train"] * 2 + ["validation"] * 2 + ["test"] * 6


@pytest.mark.parametrize(
    ("days", "links", "folds"),
    [
        ([1, 2, 3, 4, 5], {"members": [(0, "s"), (2, "s"), (4, "s")]}, [0, 1, 0, 2, 0]),
        ([1, 2], {}, [0, 1]),
        ([None] * 7, {}, [0, 1, 2, 3, 4, 0, 1]),
        ([1, 2], {"quotes": [(0, 1)]}, [None, None]),
        ([], {}, []),
    ],
)
def test_few_groups_are_folds(days, links, folds) -> None:
    found = split(summary_of(days), **links)
    assert found["fold"].to_pylist() == folds
    assert set(sides(found)) <= {None}


@pytest.mark.parametrize(("articles", "cut"), [(290, False), (300, True)])
def test_where_folds_end(articles: int, cut: bool) -> None:
    """Thirty groups a side: of shares of a tenth, three hundred."""
    assert ("test" in sides(split(summary_of([*range(articles)])))) == cut


def test_folds_are_as_even_as_the_groups_allow() -> None:
    found = split(summary_of([*range(29)]), quotes=[(0, one) for one in range(1, 5)])
    counts = [found["fold"].to_pylist().count(fold) for fold in range(5)]
    assert (min(counts), max(counts)) == (5, 6)


def test_a_released_fold_stays() -> None:
    history = table([(one, None) for one in range(20)], HISTORY).append_column("fold", [[4, 3, 2, 1, 0] * 4])
    empty = [table([], schema) for schema in (REPRINTS, MEMBERS, PAIRS)]
    found = assign(summary_of([*range(30)]), *empty, history, SplitSettings())
    assert found["fold"].to_pylist()[:20] == [4, 3, 2, 1, 0] * 4
    assert sorted(found["fold"].to_pylist()[20:]) == sorted([*range(5)] * 2)


@pytest.mark.parametrize(
    ("history", "links", "expected"),
    [
        # the boundaries of the release count, not those that the shares would give now
        ([(0, "train"), (2, "validation"), (3, "test")], {}, ["train"] * 2 + ["validation"] + ["test"] * 7),
        ([(0, "train"), (5, "validation"), (7, "test")], {}, ["train"] * 5 + ["validation"] * 2 + ["test"] * 3),
        # what was released counts for more than its day
        ([(9, "train"), (5, "validation"), (7, "test")], {},
         ["train"] * 5 + ["validation"] * 2 + ["test"] * 2 + ["train"]),
        # a new article joins the side of its group
        ([(0, "train"), (5, "validation"), (7, "test")], {"quotes": [(0, 9)]},
         ["train"] * 5 + ["validation"] * 2 + ["test"] * 2 + ["train"]),
        # no test and a validation: what is newer is the test
        ([(0, "train"), (5, "validation")], {}, ["train"] * 5 + ["validation"] + ["test"] * 4),
        ([(0, "train"), (5, "test")], {}, ["train"] * 5 + ["test"] * 5),
        # a group that was on both of the later sides tells nothing of where they begin
        ([(0, "train"), (3, "validation"), (4, "test"), (7, "test")], {"quotes": [(3, 4)]},
         ["train"] * 7 + ["test"] * 3),
    ],
)  # fmt: skip
def test_growth(history, links, expected) -> None:
    assert sides(split(summary_of(TEN), history=history, **links, **CUT)) == expected


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        (("train", "test"), "two sides: train and test hold"),
        (("validation", "test"), "two sides: validation and test hold"),
    ],
)
def test_a_group_on_two_sides_trains(where, reason: str) -> None:
    history = [(0, "train"), (1, where[0]), (2, where[1])]
    found = split(summary_of([1, 2, 3]), history=history, quotes=[(1, 2)], **CUT)
    assert sides(found)[1:] == ["train", "train"]
    assert found["reason"].to_pylist()[2].startswith(reason)


def test_a_recut_forgets_what_was_released() -> None:
    history = [(one, "test") for one in range(9)]
    assert sides(split(summary_of(TEN), history=history, recut=True, **CUT)) == ["train"] * 8 + ["validation", "test"]


@pytest.mark.parametrize(
    ("told", "settings"),
    [
        ({"source": {2: "The Westhaven Gazette"}}, {"hold_out_publishers": ("the westhaven gazette",)}),
        ({"source_domain": {2: "gazette.example"}}, {"hold_out_publishers": ("gazette.example",)}),
        ({"actors": {2: ["person-1", "org-7"], 5: ["org-77"]}}, {"hold_out_actors": ("org-7",)}),
    ],
)
def test_what_is_held_out_tests_with_its_group(told, settings) -> None:
    found = split(summary_of(TEN, **told), reprints=[(4, 2)], **settings, **CUT)
    assert [number for number, side in enumerate(sides(found)) if side == "test"] == [2, 4, 9]
    assert found["reason"].to_pylist()[4].startswith("held out: its group has an article of the ")


def test_no_article_at_all() -> None:
    days = {"validation_from": date(2015, 1, 3), "test_from": date(2015, 1, 5)}
    assert split(summary_of([])).equals(split(summary_of([]), **days))


def test_what_is_held_out_tells_nothing_of_where_the_test_begins() -> None:
    summary = summary_of(TEN, source={2: "Gazette"})
    history = [(0, "train"), (2, "test"), (7, "test")]
    found = split(summary, history=history, hold_out_publishers=("Gazette",), **CUT)
    assert sides(found) == ["train", "train", "test"] + ["train"] * 4 + ["test"] * 3


def test_what_is_held_out_tests_beside_folds() -> None:
    found = split(summary_of([1, 2, 3], source={1: "Gazette"}), hold_out_publishers=("Gazette",))
    assert (sides(found), found["fold"].to_pylist()) == ([None, "test", None], [0, None, 1])


def test_a_hold_out_that_was_trained_on_is_told() -> None:
    summary = summary_of(TEN, source={0: "Gazette"})
    history = [(0, "train"), (8, "validation"), (9, "test")]
    found = split(summary, history=history, hold_out_publishers=("Gazette",), **CUT)
    assert sides(found)[0] == "train"
    assert "the publisher Gazette, which the settings hold out" in found["reason"].to_pylist()[0]
