"""Messages of rejects that an edition withholds, found again by doing what rejected the document."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from dateline.corpus.buckets import merge_actors, settle
from dateline.editions.withhold import NO_MESSAGE
from dateline.errors import ContractError
from dateline.normalize import Row
from dateline.read.records import Part, Record, read_part
from dateline.settings import Settings
from dateline.spill import is_local
from dateline.stage import Shard, run_record
from dateline_schema.tables import ACTORS, ARTICLES, EVIDENCE, REJECTS


def explain_rejects(rejects: pa.Table, copies: Mapping[str, Part], settings: Settings, *, actors: bool) -> pa.Table:
    """The rejects with the messages of those documents that are at hand.

    Args:
        rejects: as the edition has them.
        copies: where the documents at hand are, by SHA-256.
        settings: of the edition.
        actors: whether it was built with actors.
    """
    rows = [
        _explained(row, copies[row["sha256"]], settings, actors)
        if row["message"] == NO_MESSAGE and row["sha256"] in copies
        else row
        for row in rejects.to_pylist()
    ]
    return pa.Table.from_pylist(rows, schema=REJECTS.schema)


def _explained(row: Row, part: Part, settings: Settings, actors: bool) -> Row:
    """The row as the document gives it again; where it is not rejected for the same reason now, as it was."""
    found = (item for item in read_part(part, settings.mapping) if isinstance(item, Record))
    copy = next((record for record in found if record.sha256 == row["sha256"]), None)
    if copy is None:  # the file was changed meanwhile
        return row
    shard = run_record(replace(copy, raw_path=row["raw_path"]), settings, actors=actors)
    same = [again for again in [*shard.rejects, *_unsettled(shard)] if again == row | {"message": again["message"]}]
    return same[0] if same else row


def _unsettled(shard: Shard) -> list[Row]:
    tables = {
        "articles": pa.Table.from_pylist(shard.articles, schema=ARTICLES.schema),
        "evidence": pa.Table.from_pylist(shard.evidence, schema=EVIDENCE.schema),
        "actors": pa.Table.from_pylist([row for row in shard.actors if is_local(row["id"])], schema=ACTORS.schema),
    }
    try:
        return settle(tables, merge_actors(row for row in shard.actors if not is_local(row["id"]))).rejects
    except ContractError:
        return []
