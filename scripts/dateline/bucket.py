"""What workers do with one bucket of articles: settle it, and, when the actors of all buckets are linked, write it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.actors.authorities import NOTHING, Supplement, known
from dateline.actors.options import ActorOptions
from dateline.corpus.buckets import broken, in_order, settle
from dateline.corpus.identities import Judgement, Linked, link
from dateline.corpus.linked import actor_table, identities_in, local_actors
from dateline.corpus.relabel import Identities, relabel
from dateline.cut import Numbers, read_cut, read_rows, write_cut, write_rows
from dateline.editions.withhold import withhold
from dateline.normalize import Row
from dateline.runs import bucket_of, load
from dateline.settings import Settings
from dateline.spill import BUCKETED
from dateline.validate import validate_tables
from dateline.write import Written, shard_path, write_parquet
from dateline_schema.tables import ACTORS, ARTICLES, EVIDENCE, MENTIONS, QUOTES, ROLES, Table, edition
from dateline_schema.vocabulary import WITHHELD

WRITTEN: tuple[Table, ...] = (ARTICLES, ACTORS, MENTIONS, QUOTES, ROLES, EVIDENCE)
"""Tables that a bucket has files of."""

LOCALS = "locals"
LINKS, CANDIDATES, NAMED, OWN = LINKED = ("links", "candidates", "named", "own")
"""Files of what linking gives, a batch a bucket: new ids of its actors, whom they may be, the actors that its articles
name, and those of which it has the row.
"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket of a build, as a worker gets it: the runs that hold its rows, and where its files go."""

    number: int
    of: int
    runs: tuple[str, ...]
    scratch: str
    work: str
    text: str
    extra: Supplement = NOTHING

    def place(self, name: str) -> str:
        """The file in which rows of the bucket wait."""
        return str(Path(self.scratch) / f"{name}-{self.number:05d}.arrow")

    def linked(self, name: str) -> pa.Table:
        """What linking gave of the bucket, by one of `LINKED`."""
        return pa.Table.from_batches([read_cut(_linked_path(self.scratch, name), self.number)])


def settle_bucket(bucket: Bucket) -> list[Row]:
    """Validate one bucket and put by what has passed; articles that break a rule are the rejects that it returns.

    Raises ContractError.
    """
    settled = settle(load(Path(bucket.scratch), bucket.runs, bucket.number))
    for table in BUCKETED:
        write_rows(bucket.place(f"settled-{table.name}"), settled.tables[table.name])
    write_rows(bucket.place(LOCALS), local_actors(settled.tables))
    return settled.rejects


def link_buckets(buckets: Sequence[Bucket], settings: Settings, actors: ActorOptions) -> None:
    """Join the actors of all buckets, and put by what each bucket needs of it. Raises SettingsError."""
    found = pa.concat_tables([read_rows(bucket.place(LOCALS)) for bucket in buckets]).combine_chunks()
    judgements = [Judgement(**asdict(one)) for one in settings.judgements]
    if found.num_rows:
        _share(found, link(found, known(actors.extra), judgements), buckets[0].scratch, len(buckets))


def _share(found: pa.Table, linked: Linked, scratch: str, of: int) -> None:
    """Cut what linking gives into the shares of the buckets."""
    parts = {
        LINKS: (linked.links, _buckets(linked.links["id"], of)),
        CANDIDATES: (linked.candidates, _buckets(linked.candidates["id"], of)),
        NAMED: _named(found, linked, of),
        OWN: (linked.actors, _buckets(linked.actors["id"], of)),
    }
    for name, (rows, numbers) in parts.items():
        write_cut(_linked_path(scratch, name), rows, numbers, of)


def _named(found: pa.Table, linked: Linked, of: int) -> tuple[pa.Table, Numbers]:
    """A row of the actors for each that a bucket names, with the bucket."""
    ids = found["id"].combine_chunks()
    place = pc.index_in(ids, linked.links["id"].combine_chunks())
    final = pc.if_else(pc.is_valid(place), linked.links["actor_id"].combine_chunks().take(place), ids)
    pairs = pa.table({"actor": final, "bucket": _buckets(found["article_id"], of)}).group_by(["actor", "bucket"])
    named = pairs.aggregate([])
    rows = linked.actors.take(pc.index_in(named["actor"].combine_chunks(), linked.actors["id"].combine_chunks()))
    return rows, named["bucket"].to_numpy()


def _buckets(ids: pa.ChunkedArray, of: int) -> Numbers:
    """The bucket of each article or local actor; the last for an authority's, whose ids begin with no hex digit."""
    return np.array([of - 1 if i[0] > "f" else bucket_of(i, of) for i in ids.to_pylist()], np.int64)


def _linked_path(scratch: str, name: str) -> str:
    return str(Path(scratch) / f"linked-{name}.arrow")


def write_bucket(bucket: Bucket) -> list[Written]:
    """Write one bucket, its actors under the identities that they have in the whole corpus. Raises ContractError."""
    settled = {table.name: read_rows(bucket.place(f"settled-{table.name}")) for table in BUCKETED}
    identities, own = Identities(), ACTORS.schema.empty_table()
    if Path(_linked_path(bucket.scratch, OWN)).is_file():
        links, candidates, named, rows = (bucket.linked(name) for name in LINKED)
        identities = identities_in(links, candidates, named, bucket.extra)
        own = in_order(actor_table(rows, bucket.extra), ACTORS)
    final = relabel(settled, identities)
    named_rows = pa.Table.from_pylist(list(identities.actors.values()), schema=ACTORS.schema)
    if failures := validate_tables({**final, ACTORS.name: in_order(named_rows, ACTORS)}):
        raise broken(failures)
    return [write_file({**final, ACTORS.name: own}[table.name], table, bucket) for table in WRITTEN]


def write_file(rows: pa.Table, table: Table, bucket: Bucket) -> Written:
    """A file of a bucket, of the edition that is built: the full rows are validated in any case."""
    rows = withhold({table.name: rows})[table.name] if bucket.text == WITHHELD else rows
    path = shard_path(table.name, bucket.number, bucket.of)
    return write_parquet(rows, edition(bucket.text)[table.name], bucket.work, path)
