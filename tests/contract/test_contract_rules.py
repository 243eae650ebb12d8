"""Rules over many rows, and the small laws behind them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.validate import validate_tables
from dateline_schema.edtf import bounds
from dateline_schema.failures import FOUND_LENGTH, PER_ARTICLE, shown
from dateline_schema.writing import scripts

Make = Callable[[int], dict[str, pa.Table]]
DAY = dt.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", (DAY(2014, 1, 1), DAY(2014, 12, 31))),
        ("2014-11", (DAY(2014, 11, 1), DAY(2014, 11, 30))),
        ("2016-02", (DAY(2016, 2, 1), DAY(2016, 2, 29))),
        ("2014-11-26", (DAY(2014, 11, 26), DAY(2014, 11, 26))),
        ("2014-11-26?", (DAY(2014, 11, 26), DAY(2014, 11, 26))),
        ("2014-11-26/2014-12-02", (DAY(2014, 11, 26), DAY(2014, 12, 2))),
        ("2014-11-XX", (DAY(2014, 11, 1), DAY(2014, 11, 30))),
        ("201X", (DAY(2010, 1, 1), DAY(2019, 12, 31))),
        ("2014-21", (DAY(2014, 3, 1), DAY(2014, 5, 31))),
        ("2014/..", (DAY(2014, 1, 1), DAY.max)),
        ("XXXX-11-27", None),
        ("2014-02-30", None),
        ("2014-13", None),
        ("2014-12-02/2014-11-26", None),
        ("0000", None),
        ("26 November 2014", None),
        ("", None),
    ],
)
def test_bounds_of_edtf(text: str, expected: tuple[DAY, DAY] | None) -> None:
    assert bounds(text) == expected


@given(st.dates(), st.dates())
def test_an_interval_covers_its_ends(one: DAY, other: DAY) -> None:
    first, last = sorted((one, other))
    assert bounds(first.isoformat()) == (first, first)
    assert bounds(f"{first.isoformat()}/{last.isoformat()}") == (first, last)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ("Latin",)),
        ("en-GB", ("Latin",)),
        ("sr-Latn-RS", ("Latin",)),
        ("sr", ("Cyrillic", "Latin")),
        ("zh-Hant", ("Han",)),
        ("und", ()),
    ],
)
def test_scripts_of_languages(tag: str, expected: tuple[str, ...]) -> None:
    assert scripts(tag) == expected


@given(st.text())
def test_shown_is_short_and_on_one_line(text: str) -> None:
    line = shown(text)
    assert len(line) <= FOUND_LENGTH * 10
    assert line.isprintable()


def test_made_up_articles_keep_every_rule(make: Make) -> None:
    assert validate_tables(make(200), whole=True) == []


def test_articles_alone_can_be_validated(make: Make) -> None:
    assert validate_tables({"articles": make(50)["articles"]}) == []


def _changed(table: pa.Table, column: str, change: Callable[[list[Any]], list[Any]]) -> pa.Table:
    index = table.schema.get_field_index(column)
    field = table.schema.field(index)
    return table.set_column(index, field, pa.array(change(table[column].to_pylist()), field.type))


def test_every_article_that_fails_is_named(make: Make) -> None:
    tables = make(1200)
    tables["articles"] = _changed(tables["articles"], "title", lambda titles: [f"{title} " for title in titles])
    failures = validate_tables({"articles": tables["articles"]})
    assert {failure.rule for failure in failures} == {"trimmed"}
    assert {failure.article for failure in failures} == set(tables["articles"]["id"].to_pylist())


def test_failures_of_one_article_are_capped(make: Make) -> None:
    tables = make(2)
    tables["mentions"] = _changed(tables["mentions"], "form", lambda forms: ["pun" for _ in forms])
    failures = [failure for failure in validate_tables(tables) if failure.rule == "one-of"]
    assert len(failures) == 2 * PER_ARTICLE


def test_a_failure_shows_what_should_not_stand_in_a_long_text(make: Make) -> None:
    articles = make(1)["articles"]
    articles = _changed(articles, "body", lambda bodies: [f"{bodies[0]} a no-break\u00a0space. {bodies[0]}"])
    articles = _changed(articles, "actors", lambda actors: [[]])
    (failure,) = [failure for failure in validate_tables({"articles": articles}) if failure.rule == "clean"]
    assert "a no-break\\u00a0space." in failure.found
    assert len(failure.found) < 80


def test_another_schema_is_named_column_by_column(make: Make) -> None:
    articles = make(3)["articles"]
    wrong = articles.drop_columns(["subtitle"]).append_column("mood", pa.array(["x", "y", "z"]))
    wrong = wrong.set_column(0, "id", articles["id"].cast(pa.large_string()))
    found = {(failure.column, failure.found, failure.expected) for failure in validate_tables({"articles": wrong})}
    assert found == {
        ("id", "large_string", "string not null"),
        ("subtitle", "no such column", "string"),
        ("mood", "string", "no such column"),
    }


def test_an_unknown_table_is_a_failure(make: Make) -> None:
    assert [failure.rule for failure in validate_tables({"people": make(1)["articles"]})] == ["arrow-schema"]


def test_columns_out_of_order_are_a_failure(make: Make) -> None:
    articles = make(1)["articles"]
    names = articles.schema.names
    assert validate_tables({"articles": articles.select([*names[1:], names[0]])})


HOSTILE = ["", "\x00", "\ud7ff", "𝔸" * 500, "\n\n\n", "a\n \nb", "[](x)", "'; drop table", "2014-99-99", "-1", "\u202e"]


def test_hostile_values_are_failures_and_never_raise(make: Make) -> None:
    tables = make(len(HOSTILE))
    for name, table in tables.items():
        for column in table.schema.names:
            if pa.types.is_string(table.schema.field(column).type) and table.num_rows:
                broken = _changed(table, column, lambda old: [*HOSTILE, *old[len(HOSTILE) :]])
                failures = validate_tables({**tables, name: broken}, whole=True)
                assert all(failure.rule != "rule-raised" for failure in failures)
                assert all(len(failure.found) < 2000 for failure in failures)


@pytest.mark.parametrize("value", [-(2**63), -1, 2**31, 2**63 - 1])
@pytest.mark.parametrize("column", ["start", "end"])
def test_offsets_of_every_size_are_failures_and_never_raise(make: Make, value: int, column: str) -> None:
    tables = make(2)
    broken = _changed(tables["mentions"], column, lambda old: [value, *old[1:]])
    rules = {failure.rule for failure in validate_tables({**tables, "mentions": broken})}
    assert rules
    assert "rule-raised" not in rules
