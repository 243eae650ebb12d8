"""Inferred dates as rows of evidence: what the article states, what its story adds, and from which articles."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from dateline_schema.tables import EVIDENCE

Row = dict[str, Any]

CONTRADICTION = "story.contradiction"
"""Rule of the rows that say what cannot be true together."""


def evidence_rows(inferred: pa.Table) -> pa.Table:
    """Rows of `evidence` on inferred dates and on contradictions, in the order of `inferred` (schema `INFERRED`).

    An inference has a chosen row on `date` and one on `date_edtf`: they take the place of those that the article's own
    words have, which are not chosen any more. A contradiction has a row that is not chosen and stands beside them.
    """
    rows = [row for one in inferred.to_pylist() for row in _rows(one)]
    return pa.Table.from_pylist(rows, schema=EVIDENCE.schema)


def _rows(one: Row) -> Iterator[Row]:
    if one["date_basis"] is not None:
        value = one["date"].isoformat() if one["date"] else None
        yield _row(one, "date", value, one["rule"], one["reason"], chosen=True)
        yield _row(one, "date_edtf", one["date_edtf"], one["rule"], one["reason"], chosen=True)
    if one["finding"] is not None:
        yield _row(one, "date", None, CONTRADICTION, one["finding"], chosen=False)


def _row(one: Row, field: str, value: str | None, rule: str, reason: str, *, chosen: bool) -> Row:
    place = {name: one[name] for name in ("raw", "start", "end", "articles")}
    return {
        "article_id": one["article_id"],
        "field": field,
        "value": value,
        "rule": rule,
        "reason": reason,
        "chosen": chosen,
        **place,
    }
