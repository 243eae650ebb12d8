"""Rows and values: what came, went and changed, counted and shown by examples."""

import copy
import datetime as dt
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from dateline.compare import Diff, Edition, compare
from dateline.compare.result import TableDiff
from dateline.errors import InputError, UsageError

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Make = Callable[[int], Rows]
Compare = Callable[..., Diff]


def table(diff: Diff, name: str) -> TableDiff:
    return next(one for one in diff.tables if one.name == name)


def test_a_corrected_date_is_shown_with_its_article(make: Make, diff: Compare) -> None:
    new = make(6)
    row = new["articles"][1]
    old_date, row["date"] = row["date"], dt.date(2022, 2, 2)
    found = table(diff(make(6), new), "articles")
    assert (found.changed, found.added.count, found.removed.count) == (1, 0, 0)
    assert [(column.name, column.count) for column in found.columns] == [("date", 1)]
    shown = found.columns[0].examples[0]
    assert (shown.id, shown.label) == (row["id"], row["title"])
    assert (shown.old, shown.new) == (old_date.isoformat(), "2022-02-02")


def test_each_column_is_counted_and_rows_once(make: Make, diff: Compare) -> None:
    new = make(8)
    for row in new["articles"][:3]:
        row["source"], row["url"] = "Eastholm Times", None
    new["articles"][5]["url"] = None
    found = table(diff(make(8), new, examples=2), "articles")
    assert found.changed == 4
    assert {column.name: column.count for column in found.columns} == {"source": 3, "url": 4}
    assert [len(column.examples) for column in found.columns] == [2, 2]
    assert found.columns[0].examples[0].id == min(row["id"] for row in new["articles"][:3])
    assert found.columns[1].examples[0].new is None


def test_no_examples_are_asked_for(make: Make, diff: Compare) -> None:
    new = make(4)
    new["articles"].pop()
    new["articles"][0]["title"] = "Another"
    found = table(diff(make(4), new, examples=0), "articles")
    assert (found.removed.count, found.removed.examples) == (1, ())
    assert (found.columns[0].count, found.columns[0].examples) == (1, ())


def test_a_long_text_is_cut_to_where_it_differs(make: Make, diff: Compare) -> None:
    old, new = make(1), make(1)
    old["articles"][0]["body"] = "word " * 400 + "confrmed at last." + " more" * 400
    new["articles"][0]["body"] = "word " * 400 + "confirmed at last." + " more" * 400
    shown = table(diff(old, new), "articles").columns[0].examples[0]
    assert shown.old is not None
    assert shown.new is not None
    assert "confrmed at last" in shown.old
    assert "confirmed at last" in shown.new
    assert max(len(shown.old), len(shown.new)) <= 102


def test_the_actor_that_came_and_the_mention_that_changed_are_named(make: Make, diff: Compare) -> None:
    new = make(1)
    actors = new["articles"][0]["actors"]
    gone = actors.pop()
    actors[0]["mentions"].append({"start": 99, "end": 102, "text": "Nor", "form": "acronym"})
    actors[0]["kind"] = "state"
    actors.append({"id": "state-no", "name": "Norway", "kind": "state", "mentions": gone["mentions"]})
    shown = table(diff(make(1), new), "articles").columns[0].examples[0]
    assert shown.note == (
        f"came Norway (state-no); went {gone['name']} ({gone['id']}); "
        f"Nordland ({actors[0]['id']}): kind person → state, mentions came 99–102 “Nor”"
    )


def test_the_name_that_came_to_a_list_is_named(make: Make, diff: Compare) -> None:
    new = make(2)
    new["articles"][0]["authors"] = ["Eva Dahl"]
    shown = table(diff(make(2), new), "articles").columns[0].examples[0]
    assert shown.note == "came Eva Dahl; went Ola Berg"
    new["articles"][0]["authors"] = []
    old = make(2)
    old["articles"][0]["authors"] = ["Eva Dahl", "Ola Berg"]
    assert table(diff(old, new), "articles").columns[0].examples[0].note == "went Eva Dahl, Ola Berg"


@pytest.mark.parametrize(
    ("kept", "by"),
    [
        ({}, "raw_sha256"),
        ({"raw_sha256": "1" * 64}, "url"),
        ({"raw_sha256": "1" * 64, "url": None}, "title and body"),
    ],
)
def test_an_article_with_a_new_id_is_known_again(make: Make, diff: Compare, kept: Row, by: str) -> None:
    new = make(5)
    old_id = new["articles"][2]["id"]
    new["articles"][2] |= {"id": "9" * 16, **kept}
    found = table(diff(make(5), new), "articles")
    assert [(pair.old, pair.new, pair.by) for pair in found.renamed] == [(old_id, "9" * 16, by)]
    assert (found.removed.count, found.added.count, found.renamed_count) == (1, 1, 1)


def test_without_anything_in_common_it_is_another_article(make: Make, diff: Compare) -> None:
    new = make(5)
    new["articles"][2] |= {"id": "9" * 16, "raw_sha256": "1" * 64, "url": None, "body": "Another text."}
    assert table(diff(make(5), new), "articles").renamed_count == 0


def test_null_is_no_identity(make: Make, diff: Compare) -> None:
    old, new = make(1), make(1)
    old["articles"][0]["url"] = None
    new["articles"][0] |= {"id": "9" * 16, "raw_sha256": "1" * 64, "url": None, "body": "Another text."}
    assert table(diff(old, new), "articles").renamed_count == 0


def test_equal_copies_are_paired_in_order_only_where_none_is_missing(make: Make, diff: Compare) -> None:
    old, new = make(2), make(2)
    for rows, first in ((old, "1"), (new, "5")):
        for number, row in enumerate(rows["articles"]):
            row |= {"id": f"{int(first) + number}" * 16, "raw_sha256": "7" * 64}
    found = table(diff(old, new), "articles")
    assert [(pair.old[0], pair.new[0]) for pair in found.renamed] == [("1", "5"), ("2", "6")]
    new["articles"][0] |= {"raw_sha256": "8" * 64, "url": None, "body": "Other text."}
    new["articles"][1]["url"] = None
    new["articles"][1]["title"] = None
    assert table(diff(old, new), "articles").renamed_count == 0


def test_evidence_is_told_by_field_and_article(make: Make, diff: Compare) -> None:
    new = make(4)
    lines = new["evidence"]
    ids = [row["id"] for row in new["articles"]]
    for line in lines:
        if line["article_id"] == ids[0] and line["field"] == "date":
            line["value"] = "2022-02-02"
    lines.remove(next(line for line in lines if line["article_id"] == ids[1] and line["field"] == "url"))
    lines.append({**lines[0], "article_id": ids[0], "field": "language", "value": "en"})
    found = table(diff(make(4), new), "evidence")
    assert (found.added.count, found.removed.count, found.changed, found.subjects) == (1, 1, 1, 2)
    assert [(one.name, one.added, one.removed, one.changed) for one in found.groups] == [
        ("date", 0, 0, 1),
        ("language", 1, 0, 0),
        ("url", 0, 1, 0),
    ]
    assert [(column.name, column.count) for column in found.columns] == [("value", 1)]
    assert found.columns[0].examples[0].id == f"{ids[0]} date"
    assert found.columns[0].examples[0].new == "2022-02-02"


def test_equal_rows_of_evidence_count_each(make: Make, diff: Compare) -> None:
    old, new = make(1), make(1)
    old["evidence"] += [copy.deepcopy(old["evidence"][0]) for _ in range(3)]
    found = table(diff(old, new), "evidence")
    assert (found.removed.count, found.added.count, found.changed) == (3, 0, 0)


def test_a_key_that_stands_twice_is_an_error_that_names_the_file(make: Make, diff: Compare) -> None:
    new = make(20)
    new["articles"].append(copy.deepcopy(new["articles"][3]))
    with pytest.raises(InputError) as caught:
        diff(make(20), new, shards=3)
    assert caught.value.problem == "stands twice"
    assert caught.value.field == "id"
    assert caught.value.found == new["articles"][3]["id"]
    assert caught.value.file == "new: data/articles/train-00000-of-00003.parquet"


def test_a_row_that_moves_to_another_shard_is_the_same_row(make: Make, diff: Compare) -> None:
    new = make(20)
    new["articles"].append({**new["articles"][0], "id": "0" * 16, "raw_sha256": "0" * 64, "url": None, "title": "New"})
    new["articles"].sort(key=lambda row: str(row["id"]))
    new["articles"][12]["title"] = "Another"
    found = table(diff(make(20), new, {"shards": 4}, shards=4), "articles")
    assert (found.added.count, found.removed.count, found.changed) == (1, 0, 1)


PLAIN = pa.schema(
    [pa.field("id", pa.int64()), pa.field("score", pa.float64()), pa.field("tags", pa.list_(pa.string()))]
)


def plain(*values: tuple[int | str, float | None]) -> Rows:
    return {"scores": [{"id": number, "score": score, "tags": ["a"]} for number, score in values]}


def test_a_table_that_no_contract_knows_is_matched_by_id(diff: Compare) -> None:
    options = {"schemas": {"scores": PLAIN}}
    found = diff(
        plain((1, 0.5), (2, float("nan")), (3, None)), plain((1, 0.25), (2, float("nan")), (4, 1.0)), options, **options
    )
    scores = found.tables[0]
    assert (scores.key, scores.record) == (("id",), True)
    assert (scores.added.count, scores.removed.count, scores.changed) == (1, 1, 1)
    assert scores.columns[0].examples[0].old == "0.5"
    assert found.verdict == "major"


def test_a_table_without_any_key_is_compared_row_by_row(diff: Compare) -> None:
    schema = pa.schema([pa.field("word", pa.string())])
    old, new = ({"words": [{"word": word} for word in words]} for words in ("abca", "abd"))
    options = {"schemas": {"words": schema}}
    found = diff(old, new, options, **options)
    assert (found.tables[0].added.count, found.tables[0].removed.count) == (1, 2)
    assert found.verdict == "patch"


def test_a_key_of_another_type_is_matched_as_it_is_written(diff: Compare) -> None:
    text = PLAIN.set(0, pa.field("id", pa.string()))
    found = diff(
        plain((1, 0.5), (2, 0.5)),
        plain(("1", 0.5), ("3", 0.5)),
        {"schemas": {"scores": PLAIN}},
        schemas={"scores": text},
    )
    assert (found.tables[0].added.count, found.tables[0].removed.count, found.tables[0].changed) == (1, 1, 0)
    assert [change.kind for change in found.schema] == ["retyped"]


def test_a_contract_key_that_is_not_there_gives_way_to_whole_rows(make: Make, diff: Compare) -> None:
    from dateline_schema.tables import MENTIONS

    rows = {"mentions": make(2)["mentions"]}
    schema = MENTIONS.schema.remove(MENTIONS.schema.get_field_index("start"))
    found = diff(rows, rows, schemas={"mentions": schema})
    assert found.tables[0].key == ()
    assert found.tables[0].same


def test_source_documents_are_told_by_path(make: Make, diff: Compare) -> None:
    old = {"inputs": [("raw/1.txt", "a" * 64), ("raw/2.txt", None), ("raw/3.txt", "c" * 64)]}
    found = diff(make(1), make(1), old, inputs=[("raw/1.txt", "b" * 64), ("raw/3.txt", "c" * 64), ("raw/4.txt", None)])
    inputs = found.inputs
    assert (inputs.old, inputs.new, inputs.added, inputs.removed, inputs.changed) == (3, 3, 1, 1, 1)
    assert inputs.examples == ("+ raw/4.txt", "- raw/2.txt", "~ raw/1.txt")


def test_a_table_that_neither_has_is_wrong_usage(make: Make, write: Callable[..., Edition], tmp_path: Any) -> None:
    edition = write(tmp_path / "one", make(1))
    with pytest.raises(UsageError, match=r"--table: no such table: found quotes, expected articles, actors, mentions"):
        compare(edition, edition, tables=["quotes"])


def test_progress_is_told(make: Make, write: Callable[..., Edition], tmp_path: Any) -> None:
    edition = write(tmp_path / "one", make(1))
    told: list[tuple[str, int, int]] = []
    compare(edition, edition, progress=lambda *step: told.append(step))
    assert {what for what, _, _ in told} == {"checking files", "comparing tables"}
    assert ("comparing tables", 6, 6) in told
    assert all(done <= total for _, done, total in told)
