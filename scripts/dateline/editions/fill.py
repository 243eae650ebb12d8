"""Texts put back into the tables of an edition that withholds them: pure functions of tables.

From the very document that an article was read from, evidence gets its quotations back, row by row, as they were. From
another copy with the same body, or from one that this version reads in other pieces, the values alone are put back:
spans count the characters of the first document, which nobody can look up in the second, and a standfirst has no digest
to know it by. Both stay null there, and say why.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dateline.normalize import Row
from dateline_schema.tables import ARTICLES, EVIDENCE, QUOTES
from dateline_schema.vocabulary import WITHHELD

PLACE = ("field", "start", "end", "rule", "chosen")
"""What a row of evidence without its text still tells, and the same row read anew has too."""

NO_SUBTITLE = "the edition withholds it, and the document that the body was filled from cannot tell it"


@dataclass(frozen=True, slots=True)
class Filling:
    """What is put back into an article: its body, the standfirst, the rows of evidence as they were read from `copy`.

    `exact`: the copy is the very document, read into the same pieces.
    """

    body: str
    subtitle: str | None
    evidence: Sequence[Row]
    copy: str
    exact: bool


def is_withheld(row: Row) -> bool:
    """Whether the text of a row of evidence was withheld."""
    return bool(row["reason"] == WITHHELD and row["value"] is None)


def in_same_pieces(withheld: Sequence[Row], fresh: Sequence[Row]) -> bool:
    """Whether rows without texts are those that were read anew, one by one."""
    told = [row for row in fresh if row["value"] is not None or row["raw"] is not None]
    return [_place(row) for row in withheld] == [_place(row) for row in told]


def _place(row: Row) -> list[object]:
    return [row[name] for name in PLACE]


def fill_articles(articles: pa.Table, fillings: Mapping[str, Filling]) -> pa.Table:
    """Articles of the full edition; each has its filling."""
    found = [fillings[identifier] for identifier in articles["id"].to_pylist()]
    made = {
        "subtitle": pa.array([one.subtitle if one.exact else None for one in found], pa.string()),
        "body": pa.array([one.body for one in found], pa.string()),
    }
    columns = [made[name] if name in made else articles[name] for name in ARTICLES.schema.names]
    return pa.Table.from_arrays(columns, schema=ARTICLES.schema)


def fill_quotes(quotes: pa.Table, fillings: Mapping[str, Filling]) -> pa.Table:
    """Quotes with the words that stand in the bodies."""
    rows = quotes.to_pylist()
    filled = [row | {"text": fillings[row["article_id"]].body[row["start"] : row["end"]]} for row in rows]
    return pa.Table.from_pylist(filled, schema=QUOTES.schema)


def fill_evidence(evidence: pa.Table, fillings: Mapping[str, Filling]) -> pa.Table:
    """Evidence with what was withheld of it."""
    rows = evidence.to_pylist()
    filled = [
        row
        for identifier, own in _by_article(rows)
        for row in (_restored(own, fillings[identifier]) if any(map(is_withheld, own)) else own)
    ]
    return pa.Table.from_pylist(filled, schema=EVIDENCE.schema)


def _by_article(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows of each article; they stand together, as the contract wants it."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end]["article_id"] != rows[start]["article_id"]:
            yield rows[start]["article_id"], list(rows[start:end])
            start = end


def _restored(rows: Sequence[Row], filling: Filling) -> list[Row]:
    if not filling.exact:
        return _told_anew(rows, filling)
    fresh = iter([row for row in filling.evidence if row["value"] is not None or row["raw"] is not None])
    return [_quoted(row, next(fresh)) if is_withheld(row) else row for row in rows]


def _quoted(row: Row, fresh: Row) -> Row:
    return row | {name: fresh[name] for name in ("value", "raw", "reason")}


def _told_anew(rows: Sequence[Row], filling: Filling) -> list[Row]:
    """Values alone: the paragraphs of the body from the copy, in the place of the rows that told theirs."""
    reason = f"filled from another document, SHA-256 {filling.copy}: where it stands in raw_sha256 is not known anew"
    nowhere = {"raw": None, "start": None, "end": None}
    body = [
        row | nowhere | {"article_id": rows[0]["article_id"], "reason": reason}
        for row in filling.evidence
        if row["field"] == "body" and row["chosen"] and row["value"] is not None
    ]
    told: list[Row] = []
    for row in rows:
        if not is_withheld(row):
            told.append(row)
        elif row["field"] == "body":
            told += body
            body = []
        else:
            told.append(row | nowhere | {"reason": NO_SUBTITLE})
    return told
