"""Messages of rejects that an edition withholds, found again by doing what rejected the document."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from dateline.actors.options import ActorOptions
from dateline.corpus.buckets import settle
from dateline.editions.withhold import NO_MESSAGE
from dateline.errors import ContractError
from dateline.normalize import Row
from dateline.read.records import Part, Record, read_part
from dateline.settings import Settings
from dateline.stage import Shard, run_record
from dateline_schema.tables import ARTICLES, EVIDENCE, QUOTES, REJECTS, ROLES


def explain_rejects(
    rejects: pa.Table, copies: Mapping[str, Part], settings: Settings, *, actors: ActorOptions
) -> pa.Table:
    """The rejects with the messages of those documents that are at hand.

    Args:
        rejects: as the edition has them.
        copies: where the documents at hand are, by SHA-256.
        settings: of the edition.
        actors: how actors were looked for when it was built.
    """
    rows = [
        _explained(row, copies[row["sha256"]], settings, actors)
        if row["message"] == NO_MESSAGE and row["sha256"] in copies
        else row
        for row in rejects.to_pylist()
    ]
    return pa.Table.from_pylist(rows, schema=REJECTS.schema)


def _explained(row: Row, part: Part, settings: Settings, actors: ActorOptions) -> Row:
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
        "quotes": pa.Table.from_pylist(shard.quotes, schema=QUOTES.schema),
        "roles": pa.Table.from_pylist(shard.roles, schema=ROLES.schema),
    }
    try:
        return settle(tables).rejects
    except ContractError:
        return []
