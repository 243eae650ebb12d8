"""The semantic version: what each kind of change asks for."""

import copy
import datetime as dt
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from dateline.compare import Diff
from dateline_schema.tables import ARTICLES, EVIDENCE, STORIES

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Make = Callable[[int], Rows]
Compare = Callable[..., Diff]


def without(name: str) -> pa.Schema:
    return ARTICLES.schema.remove(ARTICLES.schema.get_field_index(name))


def declared(name: str, **parts: Any) -> pa.Schema:
    """The schema of articles, one column declared otherwise."""
    place = ARTICLES.schema.get_field_index(name)
    field = ARTICLES.schema.field(place)
    field = field.with_type(parts.get("type", field.type)).with_nullable(parts.get("nullable", field.nullable))
    return ARTICLES.schema.set(place, field.with_metadata({"meaning": parts.get("meaning", "as it was")}))


def set_value(table: str, column: str, value: Any) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[table][0][column] = value

    return change


def drop(table: str) -> Callable[[Rows], None]:
    return lambda rows: rows[table].remove(rows[table][0])


def again(table: str) -> Callable[[Rows], None]:
    return lambda rows: rows[table].append(copy.deepcopy(rows[table][0]))


def new_article(rows: Rows) -> None:
    other = {"id": "f" * 16, "raw_sha256": "f" * 64, "url": "https://nordlandpost.example/f", "title": "Another"}
    rows["articles"].append({**rows["articles"][0], **other})


def other_id(rows: Rows) -> None:
    rows["articles"][0]["id"] = "0" * 16


def dates(rows: Rows) -> None:
    """A date is corrected, with the evidence for it."""
    row = rows["articles"][2]
    row["date"], row["date_edtf"] = dt.date(2021, 5, 5), "2021-05-05"
    for line in rows["evidence"]:
        if line["article_id"] == row["id"] and line["field"] in ("date", "date_edtf"):
            line["value"] = line["raw"] = "2021-05-05"


def mention_moves(rows: Rows) -> None:
    rows["mentions"][0]["start"] += 1


ROWS: tuple[tuple[str, Callable[[Rows], None], str], ...] = (
    ("a value", set_value("articles", "title", "Another title"), "title changed in 1 article."),
    ("a value of a list", set_value("articles", "authors", ["Ola Berg", "Eva Dahl"]), "authors changed in 1 article."),
    ("to null", set_value("articles", "url", None), "url changed in 1 article."),
    ("an actor's value", set_value("actors", "country", "NO"), "country changed in 1 actor."),
    ("a date and its evidence", dates, "date_edtf changed in 1 article."),
    ("evidence gone", drop("evidence"), "1 row of evidence gone."),
    ("evidence twice", again("evidence"), "1 row of evidence added."),
    ("evidence changed", set_value("evidence", "rule", "another"), "1 row of evidence changed."),
    ("a mention gone", drop("mentions"), "1 mention gone."),
    ("a mention elsewhere", mention_moves, "1 mention added."),
    ("a mention's form", set_value("mentions", "form", "surname"), "1 mention changed."),
    ("a reject gone", drop("rejects"), "1 rejected document gone."),
    ("a reject changed", set_value("rejects", "message", "nothing there"), "1 rejected document changed."),
    ("a reject by another rule", set_value("rejects", "rule", "short"), "1 rejected document gone."),
)


@pytest.mark.parametrize(("change", "sentence"), [case[1:] for case in ROWS], ids=[case[0] for case in ROWS])
def test_corrected_values_and_details_are_a_patch(
    make: Make, diff: Compare, change: Callable[[Rows], None], sentence: str
) -> None:
    new = make(5)
    change(new)
    found = diff(make(5), new)
    assert found.verdict == "patch"
    assert any(sentence in reason.sentence for reason in found.reasons)


@pytest.mark.parametrize(
    ("change", "verdict", "sentences"),
    [
        (drop("articles"), "major", ["1 article gone."]),
        (drop("actors"), "major", ["1 actor gone."]),
        (other_id, "major", ["1 article has another id."]),
        (new_article, "minor", ["1 article added."]),
    ],
)
def test_records(make: Make, diff: Compare, change: Callable[[Rows], None], verdict: str, sentences: list[str]) -> None:
    new = make(5)
    change(new)
    found = diff(make(5), new)
    assert found.verdict == verdict
    assert [reason.sentence for reason in found.reasons] == sentences


def test_a_record_replaced_by_another_is_major_and_both_are_told(make: Make, diff: Compare) -> None:
    new = make(5)
    new["articles"][0] |= {"id": "0" * 16, "raw_sha256": "0" * 64, "url": None, "title": "Quite another"}
    found = diff(make(5), new)
    assert [(reason.level, reason.sentence) for reason in found.reasons] == [
        ("major", "1 article gone."),
        ("minor", "1 article added."),
    ]


def test_a_record_in_another_split_is_major(make: Make, diff: Compare) -> None:
    rows = make(6)
    kept = rows["articles"][0]["id"]
    before = {"splits": {"train": lambda row: True}}
    after = {"test": lambda row: row.get("id") == kept, "train": lambda row: row.get("id") != kept}
    found = diff({"articles": rows["articles"]}, {"articles": rows["articles"]}, before, splits=after)
    assert found.verdict == "major"
    assert [reason.sentence for reason in found.reasons] == ["1 article in another split."]
    moved = found.tables[0].moved
    assert [(one.id, one.old, one.new) for one in moved] == [(kept, "train", "test")]


def test_a_whole_file_in_another_split_is_major(make: Make, diff: Compare) -> None:
    rows = {"articles": make(3)["articles"]}
    found = diff(rows, rows, {"splits": {"train": lambda row: True}}, splits={"test": lambda row: True})
    assert found.verdict == "major"
    assert found.tables[0].moved_count == 3
    assert found.travel.files == ()


def test_details_in_another_split_are_a_patch(make: Make, diff: Compare) -> None:
    rows = {"evidence": make(3)["evidence"], "mentions": make(3)["mentions"]}
    found = diff(rows, rows, {"splits": {"train": lambda row: True}}, splits={"test": lambda row: True})
    assert found.verdict == "patch"
    assert [table.moved_count for table in found.tables] == [6, 18]


SCHEMAS = (
    ("a column less", None, without("translator"), "major", "The column translator of articles is gone."),
    ("a column more", without("translator"), None, "minor", "The column translator of articles is new."),
    ("a column retyped", None, declared("published_at", type=pa.string()), "major", "published_at of articles has"),
    ("a column wider", None, declared("title", type=pa.large_string()), "major", "title of articles has another type"),
    ("may be null", None, declared("language", nullable=True), "major", "language of articles may be null now."),
    ("never null", None, declared("title", nullable=False), "minor", "title of articles is never null now."),
    ("meaning", None, declared("title", meaning="big letters"), "patch", "title of articles is described otherwise."),
)


@pytest.mark.parametrize(("old", "new", "verdict", "sentence"), [c[1:] for c in SCHEMAS], ids=[c[0] for c in SCHEMAS])
def test_schemas(
    make: Make, diff: Compare, old: pa.Schema | None, new: pa.Schema | None, verdict: str, sentence: str
) -> None:
    rows = {"articles": make(4)["articles"]}
    schemas = [{"schemas": {"articles": schema}} if schema else {} for schema in (old, new)]
    found = diff(rows, rows, schemas[0], **schemas[1])
    assert found.verdict == verdict
    assert any(sentence in reason.sentence for reason in found.reasons)
    assert all(table.same for table in found.tables)


def test_inside_of_a_list_too(make: Make, diff: Compare) -> None:
    rows = {"evidence": make(2)["evidence"]}
    place = EVIDENCE.schema.get_field_index("articles")
    loose = EVIDENCE.schema.set(place, EVIDENCE.schema.field(place).with_type(pa.list_(pa.string())))
    found = diff(rows, rows, schemas={"evidence": loose})
    assert [(change.column, change.kind) for change in found.schema] == [("articles[]", "made nullable")]
    assert found.verdict == "major"


def test_another_order_of_columns_is_a_patch(make: Make, diff: Compare) -> None:
    rows = {"articles": make(4)["articles"]}
    turned = pa.schema(list(reversed(list(ARTICLES.schema))), metadata=ARTICLES.schema.metadata)
    found = diff(rows, rows, schemas={"articles": turned})
    assert found.verdict == "patch"
    assert [change.kind for change in found.schema] == ["order"]
    assert found.tables[0].rewritten


def test_a_table_more_is_minor_and_a_table_less_is_major(make: Make, diff: Compare, tmp_path: Any) -> None:
    few, many = {"articles": make(2)["articles"]}, {"articles": make(2)["articles"], "actors": make(2)["actors"]}
    found = diff(few, many)
    assert [(reason.level, reason.sentence) for reason in found.reasons] == [("minor", "The table actors is new.")]
    found = diff(many, few)
    assert [(reason.level, reason.sentence) for reason in found.reasons] == [("major", "The table actors is gone.")]


def test_rows_of_a_table_that_was_empty_are_added(make: Make, diff: Compare) -> None:
    old, new = make(2), make(2)
    new["stories"] = [{"id": "story-1", "articles": [new["articles"][0]["id"]], "actors": [], "headline": "Ferries"}]
    found = diff(old, new)
    assert [reason.sentence for reason in found.reasons] == ["1 story added."]
    assert STORIES.key == ("id",)


@pytest.mark.parametrize(
    ("change", "level", "sentence"),
    [
        ({"split": "test"}, "major", "1 article on another side of the splits."),
        ({"split": None, "fold": 1}, "major", "1 article on another side of the splits."),
        ({"reason": "newer"}, "patch", "1 place in the splits changed."),
    ],
)
def test_an_article_that_changes_sides_is_major(
    make: Make, diff: Compare, change: dict[str, Any], level: str, sentence: str
) -> None:
    old, new = make(2), make(2)
    for edition in (old, new):
        ids = [row["id"] for row in edition["articles"]]
        edition["splits"] = [
            {"article_id": one, "group_id": one, "split": "train", "fold": None, "reason": "older"} for one in ids
        ]
    new["splits"][0] |= change
    found = diff(old, new)
    assert found.verdict == level
    assert sentence in [reason.sentence for reason in found.reasons]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"license": "cc0-1.0"}, "license was cc-by-4.0, and is cc0-1.0."),
        ({"name": "boats"}, "name was ferry, and is boats."),
        ({"options": {"actors": "full", "text": "withheld"}}, "options.text was full, and is withheld."),
        ({"inputs": [("raw/1.txt", "b" * 64)]}, "The source documents are others."),
    ],
)
def test_metadata_is_a_patch(make: Make, diff: Compare, said: dict[str, Any], sentence: str) -> None:
    found = diff(make(2), make(2), **said)
    assert found.verdict == "patch"
    assert [reason.sentence for reason in found.reasons] == [sentence]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"version": "9.9.9"},
        {"versions": {"dateline": "0.2.0", "schema": "0.2.0", "pyarrow": "99.0"}},
        {"shards": 3},
        {"compression": "snappy", "shards": 2},
    ],
)
def test_tools_shards_and_numbers_are_no_change(make: Make, diff: Compare, said: dict[str, Any]) -> None:
    found = diff(make(9), make(9), **said)
    assert found.verdict == "none"
    assert found.reasons == ()
    assert any(table.rewritten for table in found.tables) == bool(said.keys() & {"shards", "compression"})


def test_other_table_metadata_rewrites_the_files_alone(make: Make, diff: Compare) -> None:
    rows = {"articles": make(4)["articles"]}
    metadata = {**ARTICLES.schema.metadata, b"dateline.schema": b"9.9.9"}
    found = diff(rows, rows, schemas={"articles": ARTICLES.schema.with_metadata(metadata)})
    assert found.verdict == "none"
    assert found.tables[0].rewritten
    assert [file.path for file in found.travel.files] == ["data/articles/train-00000-of-00001.parquet"]


def test_only_the_tables_asked_for(make: Make, diff: Compare) -> None:
    new = make(3)
    new["articles"].pop()
    set_value("mentions", "form", "title")(new)
    found = diff(make(3), new, tables=["mentions"])
    assert found.only == ("mentions",)
    assert [table.name for table in found.tables] == ["mentions"]
    assert found.verdict == "patch"
