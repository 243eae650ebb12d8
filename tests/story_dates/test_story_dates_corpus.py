"""Inference over whole tables, from documents to rows."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from dateline.corpus.story_dates import DAYS, INFERRED, infer_dates, known_days
from dateline.corpus.story_dates.inference import CITED
from dateline.corpus.summary import SUMMARY

Row = dict[str, Any]
Story = Callable[..., dict[str, Row]]

HEAD = "# Councils settle who pays for the Lindmoor bridge"
A, B, C, D = (f"{number:016x}" for number in range(1, 5))
DATED = f"{HEAD}\n\nJune 12, 2019\n\nThe two councils settled the matter on Wednesday, after a night of talks."


def test_a_day_without_a_year_and_a_weekday_alone(story: Story) -> None:
    found = story(
        {
            A: DATED,
            B: f"{HEAD}\n\nThey settled it yesterday (June 12), after a night of talks.",
            C: f"{HEAD}\n\nThey settled it on Wednesday, after a night of talks.",
            D: f"{HEAD}\n\nThey settled it after a night of talks, and the mayors shook hands.",
        }
    )
    assert {key: (row["date"], row["date_edtf"], row["date_basis"]) for key, row in found.items()} == {
        B: (date(2019, 6, 13), "2019-06-13", "story"),
        C: (date(2019, 6, 12), "2019-06-12/2019-06-18", "story"),
    }
    assert [row["articles"] for row in found.values()] == [[A], [A]]
    assert (found[B]["rule"], found[C]["rule"]) == ("story.month-day", "story.weekday")
    assert (found[B]["raw"], found[C]["raw"]) == ("yesterday (June 12)", "on Wednesday")


def test_a_contradiction_is_a_finding_and_no_date(story: Story) -> None:
    found = story({A: DATED, B: f"{HEAD}\n\nThey settled it on Sunday, after a night of talks."})
    assert (found[B]["date"], found[B]["date_edtf"], found[B]["date_basis"], found[B]["reason"]) == (None,) * 4
    assert found[B]["finding"] == "the story's articles, dated 2019-06-12, allow no Sunday"
    assert found[B]["articles"] == [A]


def test_yesterday_alone(story: Story) -> None:
    found = story({A: DATED, B: f"{HEAD}\n\nThey settled it yesterday, after a night of talks."})
    assert (found[B]["date_edtf"], found[B]["rule"]) == ("2019-06-13", "story.yesterday")


def test_inferred_dates_feed_nothing(story: Story) -> None:
    # B could take its year from C, which has one from nobody
    texts = {
        B: f"{HEAD}\n\nThey settled it yesterday (June 12), after a night of talks.",
        C: f"{HEAD}\n\nThey settled it on Wednesday, after a night of talks.",
    }
    assert story(texts) == {}


def test_scrapes_of_one_article_count_once(story: Story) -> None:
    texts = {
        A: DATED,
        f"{A}-0001": DATED,
        f"{A}-0002": DATED,
        B: DATED.replace("2019", "2018").replace("on Wednesday, ", ""),
        C: f"{HEAD}\n\nThey settled it yesterday (June 12), after a night of talks.",
    }
    assert story(texts)[C]["date"] == date(2019, 6, 13)  # three against one
    repeats = {f"{A}-0001": A, f"{A}-0002": A}
    assert story(texts, repeats)[C]["date"] is None  # one against one


def test_stories_do_not_mix(documents: Callable[..., tuple[pa.Table, pa.Table]]) -> None:
    texts = {
        A: DATED,
        B: f"{HEAD}\n\nThey settled it on Wednesday, after a night of talks.",
        C: DATED.replace("2019", "2013"),
        D: f"{HEAD}\n\nThey settled it on Wednesday, after a night of talks.",
    }
    articles, evidence = documents(texts)
    members = pa.table({"article_id": [A, B, C, D], "story_id": ["story-a", "story-a", "story-c", "story-c"]})
    rows = articles.select(["id", "date"]).to_pylist()
    summary = pa.Table.from_pylist(rows, schema=SUMMARY)
    found = infer_dates(members, known_days(articles, evidence), summary)
    assert found["date_edtf"].to_pylist() == ["2019-06-12/2019-06-18", "2013-06-12/2013-06-18"]


def days_row(identifier: str, **known: Any) -> Row:
    return {"article_id": identifier, "ahead": False, "choices": [], "anchor": [], **known}


def tables(rows: list[Row]) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Members of one story, what is known of them, and their summary."""
    days = pa.Table.from_pylist(rows, schema=DAYS)
    members = pa.table({"article_id": days["article_id"], "story_id": ["story-a"] * len(rows)})
    summary = [{"id": row["article_id"], "date": row.get("first") if row["kind"] == "day" else None} for row in rows]
    return members, days, pa.Table.from_pylist(summary, schema=SUMMARY)


def many(count: int) -> list[Row]:
    """Dated articles of three days, and four with partial knowledge."""
    dated = [
        days_row(f"{number:016x}", kind="day", first=day, last=day)
        for number in range(count)
        for day in [date(2019, 6, 11) + timedelta(number % 3)]
    ]
    known: list[Row] = [
        {"kind": "weekday", "weekday": 2},
        {"kind": "weekday", "weekday": 3},
        {"kind": "month-day", "month": 6, "day": 12},
        {"kind": "nothing"},
    ]
    return dated + [days_row(f"f{number:015x}", **one) for number, one in enumerate(known)]


def test_names_only_some_of_many_articles() -> None:
    found = infer_dates(*tables(many(300))).to_pylist()
    assert len(found) == 3
    assert {len(row["articles"]) for row in found} == {CITED}
    # those that came out on the day itself go first, the lowest ids of them
    assert found[0]["articles"] == [f"{number:016x}" for number in range(1, 3 * CITED, 3)]


@pytest.mark.parametrize("seed", range(3))
def test_order_of_rows_changes_nothing(seed: int) -> None:
    inputs = tables(many(40))
    generator = np.random.default_rng(seed)
    mixed = [table.take(pa.array(generator.permutation(table.num_rows))) for table in inputs]
    assert infer_dates(*mixed).equals(infer_dates(*inputs))


def test_a_dated_article_keeps_its_date() -> None:
    rows = many(3)
    rows[-1] = days_row("f" * 16, kind="interval", first=date(2019, 6, 11), last=date(2019, 6, 13))
    members, days, summary = tables(rows)
    assert infer_dates(members, days, summary)["article_id"].to_pylist()[-1] == "f" * 16
    dates = [*summary["date"].to_pylist()[:-1], date(2019, 6, 12)]
    summary = summary.set_column(summary.schema.get_field_index("date"), "date", pa.array(dates, pa.date32()))
    assert "f" * 16 not in infer_dates(members, days, summary)["article_id"].to_pylist()


def test_members_that_nothing_is_known_of() -> None:
    members, days, summary = tables(many(3))
    stranger = pa.table({"article_id": ["e" * 16], "story_id": ["story-a"]})
    assert infer_dates(pa.concat_tables([members, stranger]), days, summary).num_rows == 3


def test_no_members() -> None:
    members, days, summary = tables(many(3))
    found = infer_dates(members.slice(0, 0), days, summary)
    assert found.equals(INFERRED.empty_table())
    empty = infer_dates(members.slice(0, 0), DAYS.empty_table(), SUMMARY.empty_table())
    assert empty.equals(INFERRED.empty_table())


@pytest.mark.parametrize("day", [date.min, date.max, date(1, 1, 3), date(9999, 12, 30)])
def test_the_ends_of_the_calendar(day: date) -> None:
    open_kinds = ({"kind": "weekday", "weekday": 2}, {"kind": "month-day", "month": 12, "day": 31, "offset": -1},
                  {"kind": "yesterday", "offset": -1}, {"kind": "interval", "first": date(2019, 1, 1)})  # fmt: skip
    rows = [days_row(A, kind="day", first=day, last=day)]
    rows += [days_row(f"f{number:015x}", **one) for number, one in enumerate(open_kinds)]
    assert infer_dates(*tables(rows)).num_rows == 0
