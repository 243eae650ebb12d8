"""Inferred dates in a bucket's tables keep the contract, and say where they come from."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.facts import FACTS, with_facts
from dateline.corpus.story_dates import INFERRED, evidence_rows
from dateline.validate import validate_tables
from dateline_schema.examples import good
from dateline_schema.tables import BY_NAME, EVIDENCE

Row = dict[str, Any]
BUCKET = ("articles", "mentions", "quotes", "roles", "evidence", "actors")
UNDATED, OTHER = "3333000011112222", "0a1b2c3d4e5f6071"


def inferred(**given: Any) -> pa.Table:
    row: Row = {
        "article_id": UNDATED,
        "date": date(2021, 3, 2),
        "date_edtf": "2021-03-02",
        "date_basis": "story",
        "reason": "the year is that of the story",
        "articles": [OTHER],
        "finding": None,
        "rule": "story.month-day",
    }
    return pa.Table.from_pylist([{**row, **given}], schema=INFERRED)


NOTHING = {"date": None, "date_edtf": None, "date_basis": None, "reason": None}


def written(found: pa.Table) -> dict[str, pa.Table]:
    """The tables of the contract's example, in which an article has a day and no year, with what was inferred."""
    (example,) = [example for example in good() if example.name == "story"]
    tables = {name: example.tables[name] for name in BUCKET if name in example.tables}
    facts = found.rename_columns({"article_id": "id"}).select(["id", "date", "date_edtf", "date_basis"])
    rows = [row for row in facts.to_pylist() if row["date_basis"]]
    return with_facts(tables, pa.Table.from_pylist(rows, schema=FACTS), evidence_rows(found))


def dates_of(tables: dict[str, pa.Table]) -> list[Row]:
    rows = tables["evidence"].to_pylist()
    return [row for row in rows if row["article_id"] == UNDATED and row["field"] in ("date", "date_edtf")]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"date_edtf": "2021-02-28/2021-03-06"},
        {"raw": "yesterday", "start": 3, "end": 12},
        {"finding": "other articles of the story speak for another day"},
        {**NOTHING, "finding": "the story allows no Sunday"},
    ],
)
def test_keeps_the_contract(given: Row) -> None:
    assert validate_tables(written(inferred(**given))) == []


def test_an_inferred_date_without_its_rows_breaks_the_contract() -> None:
    # the check above can fail
    tables = written(inferred())
    evidence = tables["evidence"].to_pylist()
    bare = [row for row in evidence if not row["rule"].startswith("story.month")]
    failures = validate_tables({**tables, "evidence": pa.Table.from_pylist(bare, schema=EVIDENCE.schema)})
    assert {failure.rule for failure in failures} >= {"evidence-proves", "evidence-infers"}


def test_takes_the_place_of_what_the_article_states() -> None:
    tables = written(inferred(raw="yesterday", start=3, end=12))
    (article,) = [row for row in tables["articles"].to_pylist() if row["id"] == UNDATED]
    assert (article["date"], article["date_edtf"], article["date_basis"]) == (date(2021, 3, 2), "2021-03-02", "story")
    chosen = [row for row in dates_of(tables) if row["chosen"]]
    assert [(row["field"], row["value"], row["articles"]) for row in chosen] == [
        ("date", "2021-03-02", [OTHER]),
        ("date_edtf", "2021-03-02", [OTHER]),
    ]
    assert {(row["raw"], row["start"], row["end"]) for row in chosen} == {("yesterday", 3, 12)}
    assert [row["chosen"] for row in dates_of(tables) if not row["rule"].startswith("story.")] == [False]


def test_a_contradiction_stands_beside_what_the_article_states() -> None:
    tables = written(inferred(**NOTHING, finding="the story allows no Sunday"))
    (article,) = [row for row in tables["articles"].to_pylist() if row["id"] == UNDATED]
    assert (article["date"], article["date_edtf"], article["date_basis"]) == (None, "XXXX-03-02", "relative")
    stated, found = dates_of(tables)
    assert stated["chosen"]
    assert (found["rule"], found["value"], found["chosen"], found["reason"], found["articles"]) == (
        "story.contradiction",
        None,
        False,
        "the story allows no Sunday",
        [OTHER],
    )


def test_nothing_inferred_is_no_evidence() -> None:
    assert evidence_rows(INFERRED.empty_table()).equals(EVIDENCE.schema.empty_table())
    assert evidence_rows(INFERRED.empty_table()).schema.equals(BY_NAME["evidence"].schema)
