"""Made-up pages as content management systems make them, read as a build reads them: what a careful editor would read
from each, or why it is refused.

Each folder of `pages/` holds `page.html` and `expected.json`: the fields exactly, the body as its paragraphs, or
`reject`, the stage, rule and message of its row in the table of rejects. `known_wrong` names the fields that the code
still gets wrong, each with the reason; a field that comes right must be taken off that list.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.normalize import Normalized
from dateline.read.document import Reject
from dateline.read.files import Source
from dateline.read.records import Record, find_parts, read_part
from dateline.settings import Settings
from dateline.stage import read_one

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())
FIELDS = ("title", "date", "authors", "agencies", "source", "language", "body")
OPTIONAL = ("url", "published_at")


@cache
def expected(name: str) -> dict[str, Any]:
    return json.loads((PAGES / name / "expected.json").read_text(encoding="utf-8"))


@cache
def result(name: str) -> Normalized | Reject:
    """What the stage of a build makes of a page that lies there as a file."""
    (part,) = find_parts([Source(str(PAGES / name / "page.html"), f"{name}.html")])
    assert not isinstance(part, Reject)
    (item,) = read_part(part, ())
    return read_one(item, Settings()) if isinstance(item, Record) else item


def shown(name: str) -> dict[str, Any]:
    """The row as JSON writes it; the body as its paragraphs."""
    found = result(name)
    if isinstance(found, Reject):
        return {"reject": [found.stage, found.rule, found.message]}
    row = {field: found.article[field] for field in (*FIELDS, *OPTIONAL)}
    stated = {field: row[field].isoformat() if row[field] else None for field in ("date", "published_at")}
    return {**row, **stated, "body": row["body"].split("\n\n")}


def checks() -> list[Any]:
    """One parameter for each expectation of each page; those known to be wrong must be wrong."""
    result = []
    for name in NAMES:
        gold = expected(name)
        wrong = gold.get("known_wrong", {})
        for field in (field for field in gold if field != "known_wrong"):
            marks = [pytest.mark.xfail(strict=True, reason=wrong[field])] if field in wrong else []
            result.append(pytest.param(name, field, marks=marks, id=f"{name}-{field}"))
    return result


@pytest.mark.parametrize(("name", "field"), checks())
def test_field(name: str, field: str) -> None:
    found = shown(name)
    assert found.get(field, found.get("reject")) == expected(name)[field]


@pytest.mark.parametrize("name", [name for name in NAMES if "reject" not in expected(name)])
def test_evidence_slices_the_page(name: str) -> None:
    found = result(name)
    assert isinstance(found, Normalized)
    paragraphs = [row for row in found.evidence if row["field"] == "body"]
    assert [row["value"] for row in paragraphs] == found.article["body"].split("\n\n")
    starts = [row["start"] for row in paragraphs if row["start"] is not None]
    assert starts == sorted(starts)
    assert len(starts) > len(paragraphs) / 2


@pytest.mark.parametrize("name", NAMES)
def test_expected_file_is_well_formed(name: str) -> None:
    gold = expected(name)
    wrong = set(gold.get("known_wrong", {}))
    if "reject" in gold:
        assert len(gold["reject"]) == 3
        assert set(gold) <= {"reject", "known_wrong"}
    else:
        assert set(FIELDS) <= set(gold) <= {*FIELDS, *OPTIONAL, "known_wrong"}
        assert all(isinstance(line, str) and line == line.strip() for line in gold["body"])
    assert wrong <= set(gold)
