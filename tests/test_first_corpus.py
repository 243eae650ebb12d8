"""The five articles of the dataset, read one by one, against what stands in them: `first_corpus.json`.

A body is compared by the SHA-256 of its text. Two of the articles state no day of publication of their own; what they
do state is in the row `evidence`.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.api import Article, extract
from dateline.settings import load_settings

ROOT = Path(__file__).parents[1]
EXPECTED: dict[str, dict[str, Any]] = json.loads((ROOT / "tests" / "first_corpus.json").read_text(encoding="utf-8"))
FIELDS = ("title", "source", "authors", "agencies", "translator", "url", "language", "date", "date_edtf", "date_basis")


@cache
def article(document: str) -> Article:
    settings = load_settings(ROOT / "dataset" / "dataset.toml")
    return extract((ROOT / "dataset" / "raw" / document).read_bytes(), settings=settings)


def plain(value: Any) -> Any:
    """A value as JSON writes it."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_all_documents_have_expected_values() -> None:
    assert {path.name for path in (ROOT / "dataset" / "raw").iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("document", EXPECTED)
def test_field(document: str, field: str) -> None:
    assert plain(getattr(article(document), field)) == EXPECTED[document][field]


@pytest.mark.parametrize("document", EXPECTED)
def test_body(document: str) -> None:
    digest = hashlib.sha256(article(document).body.encode("utf-8")).hexdigest()
    assert digest == EXPECTED[document]["body_sha256"]


@pytest.mark.parametrize("document", [name for name, gold in EXPECTED.items() if "evidence" in gold])
def test_a_day_that_is_not_stated_leaves_evidence(document: str) -> None:
    wanted = EXPECTED[document]["evidence"]
    rows = [{key: getattr(row, key) for key in wanted} for row in article(document).evidence]
    assert wanted in rows


@pytest.mark.parametrize("document", EXPECTED)
def test_evidence_slices_the_document(document: str) -> None:
    text = (ROOT / "dataset" / "raw" / document).read_bytes().decode("utf-8")
    placed = [row for row in article(document).evidence if row.start is not None and row.end is not None]
    assert [row for row in placed if text[row.start : row.end] != row.raw] == []
