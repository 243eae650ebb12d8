"""Laws: nothing differs from itself, counts add up, the changes lead from old to new, order and shards say nothing."""

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.compare import Diff, Edition, changes, compare, markdown
from dateline.compare.result import TableDiff

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Write = Callable[..., Edition]

WORDS = st.sampled_from(["", "a", "b", "ä|*", "‮x", "long " * 60])
PERSON = st.fixed_dictionaries({"id": st.sampled_from("pqr"), "spans": st.lists(st.integers(0, 3), max_size=3)})
RECORD = st.fixed_dictionaries(
    {
        "id": st.sampled_from([f"{number:02d}" for number in range(14)]),
        "title": st.none() | WORDS,
        "score": st.none() | st.integers(0, 2),
        "people": st.lists(PERSON, max_size=2, unique_by=lambda one: str(one["id"])),
        "split": st.sampled_from(["train", "test"]),
    }
)
LINE = st.fixed_dictionaries(
    {"article_id": st.sampled_from("xy"), "field": st.sampled_from(["date", "url"]), "value": st.none() | WORDS}
)
TABLES = st.fixed_dictionaries(
    {
        "records": st.lists(RECORD, max_size=12, unique_by=lambda row: str(row["id"])),
        "evidence": st.lists(LINE, max_size=8),
    }
)
SCHEMAS = {
    "records": pa.schema(
        [
            pa.field("id", pa.string()),
            pa.field("title", pa.string()),
            pa.field("score", pa.int64()),
            pa.field("people", pa.list_(pa.struct([("id", pa.string()), ("spans", pa.list_(pa.int64()))]))),
        ]
    ),
    "evidence": pa.schema([(name, pa.string()) for name in ("article_id", "field", "value")]),
}
SPLITS = {
    "train": lambda row: row.get("split", "train") == "train",
    "test": lambda row: row.get("split", "train") == "test",
}
LAW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def diff_of(write: Write, old: Rows, new: Rows, shards: tuple[int, int] = (1, 1)) -> Diff:
    with tempfile.TemporaryDirectory() as place:
        editions = [
            write(Path(place) / name, rows, schemas=SCHEMAS, splits=SPLITS, shards=number)
            for name, rows, number in (("old", old, shards[0]), ("new", new, shards[1]))
        ]
        return compare(*editions, examples=100)


def table(found: Diff, name: str) -> TableDiff:
    return next(one for one in found.tables if one.name == name)


def values(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "split"}


def line(row: Row) -> tuple[Any, ...]:
    return row["article_id"], row["field"], row["value"]


def by_id(rows: list[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


@LAW
@given(TABLES, st.integers(1, 4))
def test_nothing_differs_from_itself(write: Write, rows: Rows, shards: int) -> None:
    found = diff_of(write, rows, rows, (1, shards))
    assert found.verdict == "none"
    assert all(one.same for one in found.tables)
    assert {name: lines for name, lines in changes(found).items() if name != "code"} == {"data": [], "schema": []}


@LAW
@given(TABLES, TABLES)
def test_what_is_reported_leads_from_old_to_new(write: Write, old: Rows, new: Rows) -> None:
    found = table(diff_of(write, old, new), "records")
    before, after = by_id(old["records"]), by_id(new["records"])
    assert [row.id for row in found.removed.examples] == sorted(before.keys() - after.keys())
    assert [row.id for row in found.added.examples] == sorted(after.keys() - before.keys())
    both = sorted(before.keys() & after.keys())
    assert {column.name: [one.id for one in column.examples] for column in found.columns} == {
        name: ids
        for name in ("title", "score", "people")
        if (ids := [one for one in both if before[one][name] != after[one][name]])
    }
    assert found.changed == sum(values(before[one]) != values(after[one]) for one in both)
    moved = {one.id: (one.old, one.new) for one in found.moved}
    assert moved == {
        one: (before[one]["split"], after[one]["split"]) for one in both if before[one]["split"] != after[one]["split"]
    }


@LAW
@given(TABLES, TABLES)
def test_counts_add_up_and_details_are_whole_rows(write: Write, old: Rows, new: Rows) -> None:
    found = diff_of(write, old, new)
    for one in found.tables:
        assert one.old_rows - one.removed.count + one.added.count == one.new_rows
        assert (one.old_rows, one.new_rows) == (len(old[one.name]), len(new[one.name]))
    lines = [Counter(map(line, rows["evidence"])) for rows in (old, new)]
    evidence = table(found, "evidence")
    assert evidence.removed.count + evidence.changed == (lines[0] - lines[1]).total()
    assert evidence.added.count + evidence.changed == (lines[1] - lines[0]).total()
    assert sum(group.added + group.removed + group.changed for group in evidence.groups) == (
        evidence.added.count + evidence.removed.count + evidence.changed
    )


@LAW
@given(TABLES, TABLES)
def test_the_verdict_is_that_of_the_rules(write: Write, old: Rows, new: Rows) -> None:
    before, after = by_id(old["records"]), by_id(new["records"])
    both = before.keys() & after.keys()
    lines = [Counter(map(line, rows["evidence"])) for rows in (old, new)]
    if before.keys() - after.keys() or any(before[one]["split"] != after[one]["split"] for one in both):
        expected = "major"
    elif after.keys() - before.keys():
        expected = "minor"
    elif any(before[one] != after[one] for one in both) or lines[0] != lines[1]:
        expected = "patch"
    else:
        expected = "none"
    assert diff_of(write, old, new).verdict == expected


def counts(table: TableDiff) -> tuple[Any, ...]:
    """What must not depend on order; which of several rows about the same are pairs may."""
    return (
        table.added.count,
        table.removed.count,
        table.changed,
        table.moved_count,
        table.groups,
        [(column.name, column.count) for column in table.columns] if table.key else [],
        [column.examples for column in table.columns] if table.key else [],
    )


@LAW
@given(TABLES, TABLES, st.randoms(use_true_random=False), st.tuples(st.integers(1, 4), st.integers(1, 4)))
def test_order_and_shards_say_nothing(write: Write, old: Rows, new: Rows, chance: Any, shards: tuple[int, int]) -> None:
    plain = diff_of(write, old, new)
    mixed = [{name: chance.sample(lines, len(lines)) for name, lines in rows.items()} for rows in (old, new)]
    other = diff_of(write, mixed[0], mixed[1], shards)
    assert other.verdict == plain.verdict
    assert other.reasons == plain.reasons
    assert [counts(one) for one in other.tables] == [counts(one) for one in plain.tables]


@LAW
@given(TABLES, TABLES)
def test_the_same_comparison_is_told_in_the_same_words(write: Write, old: Rows, new: Rows) -> None:
    one, other = diff_of(write, old, new), diff_of(write, old, new)
    assert changes(one) == changes(other)
    assert markdown(one) == markdown(other)
    assert one.to_json() == other.to_json()
    assert all("\n" not in line and "\u202e" not in line for lines in changes(one).values() for line in lines)


@LAW
@given(TABLES, TABLES)
def test_back_again_is_the_other_way_round(write: Write, old: Rows, new: Rows) -> None:
    there, back = diff_of(write, old, new), diff_of(write, new, old)
    for one, other in zip(there.tables, back.tables, strict=True):
        assert (one.added.count, one.removed.count, one.changed) == (
            other.removed.count,
            other.added.count,
            other.changed,
        )
        assert one.moved_count == other.moved_count
