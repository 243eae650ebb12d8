"""The edition without texts: what may be passed on of articles whose texts may not.

A pure function of the rows of the full edition, which have passed every rule before. Gone are

- `articles.body`: its length and its digest stand in its place;
- `quotes.text`: where somebody is quoted and who stays, the words do not;
- `articles.subtitle`: a standfirst is prose of the publisher, and often a sentence of the body. Headlines stay, as in
  any catalogue: they are what an article is called and looked up by;
- what rows of evidence on these two quote, and their reasons: their spans and rules stay, so that whoever has the
  document finds the same characters in it;
- messages of rejects that may quote a document. What `MESSAGES` lists is Dateline's own words.

Names in `mentions` and `actors` stay: they are what the offsets are for.
"""

import hashlib
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from dateline.read.document import Reject
from dateline_schema.fields import WITHHELD_FIELDS
from dateline_schema.tables import EVIDENCE, REJECTS, WITHHELD_ARTICLES, WITHHELD_QUOTES, edition_of
from dateline_schema.vocabulary import WITHHELD

MESSAGES: tuple[str, ...] = (
    "extract.no-body",
    "extract.over-budget",
    "extract.worker-lost",
    "actors.over-budget",
)
"""Rules of rejects, besides those of the stage `read`, whose messages hold nothing of the document."""

NO_MESSAGE = "withheld: what was found is the document's own text"


def withhold(tables: Mapping[str, pa.Table]) -> Mapping[str, pa.Table]:
    """The tables without texts; any of a full edition's tables, in the contract's schemas. Twice is as once."""
    without = {"articles": _articles, "quotes": _quotes, "evidence": _evidence, "rejects": _rejects}
    return {name: without[name](table) if name in without else table for name, table in tables.items()}


def body_digest(body: str) -> str:
    """What stands for a body: SHA-256 of its UTF-8."""
    return hashlib.sha256(body.encode()).hexdigest()


def quotes(stage: str, rule: str) -> bool:
    """Whether the message of a reject may quote its document."""
    return stage != "read" and rule not in MESSAGES


def withheld_reject(reject: Reject) -> Reject:
    """A reject as an edition without texts tells it."""
    message = NO_MESSAGE if quotes(reject.stage, reject.rule) else reject.message
    return Reject(reject.raw_path, reject.sha256, reject.stage, reject.rule, message)


def _articles(table: pa.Table) -> pa.Table:
    if edition_of(table.schema) == WITHHELD:
        return table
    schema = WITHHELD_ARTICLES.schema
    made = {
        "subtitle": pa.nulls(table.num_rows, pa.string()),
        "body_length": pc.cast(pc.utf8_length(table["body"]), pa.int64()),
        "body_sha256": pa.array([body_digest(body) for body in table["body"].to_pylist()], pa.string()),
    }
    return pa.Table.from_arrays([made.get(name, _column(table, name)) for name in schema.names], schema=schema)


def _quotes(table: pa.Table) -> pa.Table:
    return table.select(WITHHELD_QUOTES.schema.names).cast(WITHHELD_QUOTES.schema)


def _column(table: pa.Table, name: str) -> pa.ChunkedArray | None:
    return table[name] if name in table.schema.names else None


def _evidence(table: pa.Table) -> pa.Table:
    told = pc.or_(table["value"].is_valid(), table["raw"].is_valid())
    hidden = pc.and_(pc.is_in(table["field"], pa.array(WITHHELD_FIELDS)), told).combine_chunks()
    for column, value in (("value", None), ("raw", None), ("reason", WITHHELD)):
        index = EVIDENCE.schema.get_field_index(column)
        kept = pc.if_else(hidden, pa.scalar(value, pa.string()), table[column].combine_chunks())
        table = table.set_column(index, EVIDENCE.schema.field(index), kept)
    return table


def _rejects(table: pa.Table) -> pa.Table:
    rows = [withheld_reject(Reject(**row)) for row in table.to_pylist()]
    index = REJECTS.schema.get_field_index("message")
    return table.set_column(index, REJECTS.schema.field(index), pa.array([row.message for row in rows], pa.string()))
