"""What a person reads: sentences for the changelog, markdown, the terminal; text of strangers never acts."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from dateline.compare import Diff, changes, markdown, show_diff
from dateline.compare.examples import around, note, value_text
from dateline.compare.markdown import code, safe
from dateline.compare.words import listed, rows
from dateline_schema.tables import ARTICLES

Rows = dict[str, list[dict[str, Any]]]
Make = Callable[[int], Rows]
Compare = Callable[..., Diff]
NASTY = "<script>|`*_[x](http://e.example)#~@all\n\x1b[31m\u202e[bold]"


def corrected(rows: Rows) -> Rows:
    """A date corrected with its evidence."""
    row = rows["articles"][0]
    row["date"], row["date_edtf"] = dt.date(2021, 5, 5), "2021-05-05"
    for line in rows["evidence"]:
        if line["article_id"] == row["id"] and line["field"] in ("date", "date_edtf"):
            line["value"] = line["raw"] = "2021-05-05"
    return rows


def test_a_corrected_date_in_the_changelog(make: Make, diff: Compare) -> None:
    row = make(5)["articles"][0]
    told = changes(diff(make(5), corrected(make(5))))
    day = row["date"].isoformat()
    assert told == {
        "data": [
            f"`date` changed in 1 article: {day} → 2021-05-05 in “{row['title']}” (`{row['id']}`).",
            f"`date_edtf` changed in 1 article: {day} → 2021-05-05 in “{row['title']}” (`{row['id']}`).",
            "2 rows of evidence changed (`date`, `date_edtf`), in 1 article.",
        ],
        "schema": [],
        "code": [],
    }


def test_rows_that_come_and_go_are_named_while_they_are_few(make: Make, diff: Compare) -> None:
    few, more, many = make(3), make(5), make(12)
    few, more, many = ({"articles": rows["articles"]} for rows in (few, more, many))
    known = {row["id"] for row in few["articles"]}
    fresh = [row for row in more["articles"] if row["id"] not in known]
    named = ", ".join(f"“{row['title']}” (`{row['id']}`)" for row in fresh)
    assert changes(diff(few, more))["data"] == [f"2 articles added: {named}."]
    assert changes(diff(more, few))["data"] == [f"2 articles removed: {named}."]
    assert changes(diff(few, many))["data"] == ["9 articles added."]
    assert changes(diff(few, more, examples=1))["data"] == ["2 articles added."]


def test_new_ids_and_other_splits(make: Make, diff: Compare) -> None:
    old, new = {"articles": make(3)["articles"]}, {"articles": make(3)["articles"]}
    row = new["articles"][0]
    was, row["id"] = row["id"], "0" * 16
    assert changes(diff(old, new))["data"] == [
        f"1 article under a new id: `{was}` is now `0000000000000000` (same raw\\_sha256)."
    ]
    splits = {"test": lambda one: one["id"] == was, "train": lambda one: one["id"] != was}
    assert changes(diff(old, old, splits=splits))["data"] == [
        f"1 article moved to another split: “{row['title']}” (`{was}`) from train to test."
    ]


def test_schema_and_code_have_their_own_parts(make: Make, diff: Compare) -> None:
    place = ARTICLES.schema.get_field_index("translator")
    retyped = ARTICLES.schema.remove(place).append(pa.field("score", pa.float32()))
    kept = {"articles": make(2)["articles"]}
    versions = {"dateline": "0.2.0", "schema": "0.1.0", "pyarrow": "27.0.0"}
    told = changes(diff(kept, kept, schemas={"articles": retyped}, versions=versions, license="cc0-1.0"))
    assert told == {
        "data": ["`license` is cc0-1.0 now; it was cc-by-4.0."],
        "schema": [
            "Column `translator` of `articles` removed (it was `string`).",
            "Column `score` of `articles` added: `float`.",
        ],
        "code": [
            "Made with dateline 0.2.0; the last edition with 0.1.0.",
            "Made with pyarrow 27.0.0; the last edition with 26.0.1.",
            "Files of `articles` written anew; every row is as it was.",
        ],
    }


def test_source_documents_in_the_changelog(make: Make, diff: Compare) -> None:
    rows = {"articles": make(1)["articles"]}
    inputs = [("raw/1.txt", "a" * 64), ("raw/2.txt", "b" * 64), ("raw/3.txt", "c" * 64)]
    assert changes(diff(rows, rows, inputs=inputs))["data"] == [
        "Made from 3 source documents; the last edition from 1: 2 added."
    ]


def test_text_of_strangers_never_acts_in_markdown(make: Make, diff: Compare) -> None:
    new = make(2)
    new["articles"][0] |= {"title": NASTY, "source": NASTY}
    found = diff(make(2), new)
    for text in (markdown(found), "\n".join(changes(found)["data"])):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "<script>" not in text
        assert "@all" not in text
        assert "\\[x\\](http" in text
        assert "&lt;" not in text  # escaped by a backslash, so that it is read as it was written
    cells = [line.replace("\\|", "").count("|") for line in markdown(found).splitlines() if "script" in line]
    assert cells
    assert set(cells) == {7}


def test_markdown_tells_everything(make: Make, diff: Compare) -> None:
    text = markdown(diff(make(4), corrected(make(4)), license="cc0-1.0"))
    row = make(4)["articles"][0]
    assert text.startswith("## patch: old (ferry 1.0.0) → new (ferry 1.0.0)\n")
    assert "| patch | date changed in 1 article. |" in text
    assert "| articles | 4 | 4 |  |  | 1 |  |  |  |" in text
    assert f"| articles | date | {row['id']} | {row['date'].isoformat()} | 2021-05-05 |  |" in text
    assert "| evidence | date |  |  | 1 |" in text
    assert "| license | cc-by-4.0 | cc0-1.0 |" in text
    assert "An upload would move an estimated " in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_terminal_is_told_the_same_and_nothing_acts(
    make: Make, diff: Compare, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    new = corrected(make(2))
    new["articles"][1]["title"] = NASTY
    show_diff(diff(make(2), new))
    shown = capsys.readouterr().out
    assert "patch: old (ferry 1.0.0) → new (ferry 1.0.0)" in shown
    assert "2021-05-05" in shown
    assert "[bold]" in shown
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert "of data" in shown


def test_nothing_that_differs_is_told_too(
    make: Make, diff: Compare, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    found = diff(make(2), make(2), shards=2)
    show_diff(found)
    shown = capsys.readouterr().out
    assert "none: old" in shown
    assert "the same rows in other files" in shown
    assert "Why" not in shown


def test_json_is_json_and_has_the_verdict(make: Make, diff: Compare) -> None:
    found = json.loads(json.dumps(diff(make(3), corrected(make(3))).to_json()))
    assert found["verdict"] == "patch"
    assert found["reasons"][0] == {
        "level": "patch",
        "table": "articles",
        "column": "date",
        "count": 1,
        "sentence": "date changed in 1 article.",
    }
    articles = next(table for table in found["tables"] if table["name"] == "articles")
    assert articles["columns"][0]["examples"][0]["new"] == "2021-05-05"
    assert 0 < found["travel"]["share"] <= 1


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (None, "a", (None, "a")),
        ("", "a", ("", "a")),
        ("a" * 300, None, ("a" * 99 + "…", None)),
        ("a" * 300, "a" * 300 + "b", ("…" + "a" * 24, "…" + "a" * 24 + "b")),
        ("x" + "a" * 300, "y" + "a" * 300, ("x" + "a" * 98 + "…", "y" + "a" * 98 + "…")),
    ],
)
def test_texts_are_cut_to_where_they_differ(old: str | None, new: str | None, shown: tuple[str, str]) -> None:
    assert around(old, new) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("a\nb", "a\nb"),
        (dt.date(2020, 2, 1), "2020-02-01"),
        (dt.datetime(2020, 2, 1, 3, 4, tzinfo=dt.UTC), "2020-02-01T03:04:00+00:00"),
        (True, "true"),
        (3, "3"),
        (["ä", None], '["ä", null]'),
        ([{"from": dt.date(2020, 2, 1)}], '[{"from": "2020-02-01"}]'),
    ],
)
def test_values_as_texts(value: Any, text: str | None) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a", "b", None),
        (["a"], None, None),
        (["a", "b"], ["b", "a"], "another order or number"),
        (["a", "a"], ["a"], "another order or number"),
        (list("abcdefg"), [], "went a, b, c, d, and 3 more"),
        ([{"start": 1, "end": 2, "text": "x"}], [{"start": 1, "end": 2, "text": "y"}], "1–2 “x”: text x → y"),
        ([{"title": "Mayor", "to": None}], [{"title": "Mayor", "to": 3}], "came Mayor; went Mayor"),
    ],
)
def test_notes(old: Any, new: Any, told: str | None) -> None:
    assert note(old, new) == told


def test_words() -> None:
    assert (rows(1, "stories"), rows(2_000, "stories"), rows(1, "scores")) == (
        "1 story",
        "2,000 stories",
        "1 row of scores",
    )
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert code("a`b\n|c") == "`a'b ¦c`"
    assert safe("a|b") == "a\\|b"
