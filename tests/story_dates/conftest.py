"""Small made-up articles of one event, read as the build reads them, and tables of what is known of their days."""

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pytest

from dateline.corpus.story_dates import infer_dates, known_days
from dateline.corpus.summary import SUMMARY
from dateline.extract.article import read_draft
from dateline.fields.names import Names
from dateline.settings import Settings
from dateline_schema.tables import EVIDENCE

Row = dict[str, Any]
Texts = Mapping[str, str]

COLUMNS = ("date", "date_edtf", "date_basis", "language", "body")
KNOWN = pa.schema(
    [("id", pa.string()), ("date", pa.date32()), *((name, pa.string()) for name in COLUMNS[1:])],
)
REST = (
    "The bridge at Lindmoor carries four thousand vans a day, and the two councils have argued for eleven years about "
    "who should pay for its bearings, which were made in 1958.",
    "Traders on the far side said that they would believe it when they saw a crane, and one of them had ordered cake.",
)


def read(identifier: str, text: str) -> tuple[Row, list[Row]]:
    """An article and its evidence, from a document: headline, date line if any, lead."""
    draft = read_draft("\n\n".join([text, *REST]), Names(Settings()))
    row: Row = {"id": identifier, **{name: getattr(draft, name) for name in COLUMNS}}
    raw = "\n\n".join([text, *REST])
    told = [
        {
            "article_id": identifier,
            "raw": raw[one.start : one.end] if one.start is not None else None,
            "articles": [],
            **{name: getattr(one, name) for name in ("field", "value", "start", "end", "rule", "reason", "chosen")},
        }
        for one in draft.findings
    ]
    return row, told


def tables(texts: Texts) -> tuple[pa.Table, pa.Table]:
    """Articles and evidence of documents by id."""
    found = [read(identifier, text) for identifier, text in texts.items()]
    articles = pa.Table.from_pylist([row for row, _ in found], schema=KNOWN)
    return articles, pa.Table.from_pylist([row for _, told in found for row in told], schema=EVIDENCE.schema)


def summarized(articles: pa.Table, repeats: Mapping[str, str] | None = None) -> pa.Table:
    rows = [
        {"id": row["id"], "date": row["date"], "duplicate_of": (repeats or {}).get(row["id"])}
        for row in articles.to_pylist()
    ]
    return pa.Table.from_pylist(rows, schema=SUMMARY)


@pytest.fixture(scope="session")
def documents() -> Callable[[Texts], tuple[pa.Table, pa.Table]]:
    """`documents(texts)`: the articles and the evidence that the build reads of them."""
    return tables


@pytest.fixture(scope="session")
def days() -> Callable[[Texts], dict[str, Row]]:
    """`days(texts)`: rows of DAYS by article."""

    def find(texts: Texts) -> dict[str, Row]:
        return {row["article_id"]: row for row in known_days(*tables(texts)).to_pylist()}

    return find


@pytest.fixture(scope="session")
def story() -> Callable[..., dict[str, Row]]:
    """`story(texts, repeats={})`: what is inferred where all documents are of one story, by article."""

    def find(texts: Texts, repeats: Mapping[str, str] | None = None) -> dict[str, Row]:
        articles, evidence = tables(texts)
        members = pa.table({"article_id": list(texts), "story_id": ["story-bridge"] * len(texts)})
        found = infer_dates(members, known_days(articles, evidence), summarized(articles, repeats))
        return {row["article_id"]: row for row in found.to_pylist()}

    return find
