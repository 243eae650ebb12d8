"""Golden folders: what a careful editor would read from each made-up article, as scrapers of five styles leave it.

Each folder of `golden/` holds a document, `raw.txt` or `raw.md`, and `expected.json`: the fields exactly,
`dropped`, texts that must not stand in the body, and `evidence`, rows of which each must be among those given.
`known_wrong` names the fields that the code still gets wrong, each with the reason; a field that comes right must
be taken off that list.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.api import Article, extract

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if folder.is_dir())
FIELDS = (
    *("title", "subtitle", "date", "date_edtf", "date_basis", "source", "agencies", "authors"),
    *("translator", "url", "language", "body"),
)
KEYS = {*FIELDS, "dropped", "evidence", "known_wrong"}


@cache
def expected(case: str) -> dict[str, Any]:
    return json.loads((GOLDEN / case / "expected.json").read_text(encoding="utf-8"))


@cache
def raw(case: str) -> bytes:
    (document,) = (GOLDEN / case).glob("raw.*")
    return document.read_bytes()


@cache
def article(case: str) -> Article:
    return extract(raw(case))


def shown(found: Article, field: str) -> Any:
    """A field as JSON writes it; the body as its paragraphs."""
    value = getattr(found, field)
    if field == "body":
        return value.split("\n\n") if value else []
    if field == "date":
        return value.isoformat() if value else None
    return list(value) if isinstance(value, tuple) else value


def checks() -> list[Any]:
    """One parameter for each field of each case; those known to be wrong must be wrong."""
    result = []
    for case in CASES:
        wrong = expected(case).get("known_wrong", {})
        for field in FIELDS:
            marks = [pytest.mark.xfail(strict=True, reason=wrong[field])] if field in wrong else []
            result.append(pytest.param(case, field, marks=marks, id=f"{case}-{field}"))
    return result


@pytest.mark.parametrize(("case", "field"), checks())
def test_field(case: str, field: str) -> None:
    assert shown(article(case), field) == expected(case)[field]


@pytest.mark.parametrize("case", CASES)
def test_body_holds_nothing_that_belongs_elsewhere(case: str) -> None:
    assert [text for text in expected(case)["dropped"] if text in article(case).body] == []


@pytest.mark.parametrize("case", CASES)
def test_evidence_slices_the_document(case: str) -> None:
    text = raw(case).decode("utf-8")
    placed = [row for row in article(case).evidence if row.start is not None and row.end is not None]
    assert placed
    for row in placed:
        assert 0 <= row.start <= row.end <= len(text)
        assert text[row.start : row.end] == row.raw


@pytest.mark.parametrize("case", CASES)
def test_every_field_has_evidence(case: str) -> None:
    found = article(case)
    rows = {(row.field, row.value) for row in found.evidence if row.chosen}
    for field in ("title", "date", "source", "url", "language"):
        assert (field, shown(found, field)) in rows
    for field in ("agencies", "authors"):
        assert {value for name, value in rows if name == field and value} == set(shown(found, field))
    assert [row.value for row in found.evidence if row.field == "body"] == (shown(found, "body") or [None])
    assert all(row.reason for row in found.evidence if row.value is None)


@pytest.mark.parametrize("case", [case for case in CASES if "evidence" in expected(case)])
def test_evidence_rows(case: str) -> None:
    rows = article(case).evidence
    for wanted in expected(case)["evidence"]:
        assert any(all(getattr(row, key) == value for key, value in wanted.items()) for row in rows), wanted


@pytest.mark.parametrize("case", CASES)
def test_golden_file_is_well_formed(case: str) -> None:
    gold = expected(case)
    assert set(FIELDS) <= set(gold) <= KEYS
    assert set(gold.get("known_wrong", {})) <= set(FIELDS)
    assert all(isinstance(line, str) and line == line.strip() for line in (*gold["body"], *gold["dropped"]))
