"""What workers do with one bucket of articles: settle it, and write it when the whole corpus has been looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.actors.authorities import NOTHING, Supplement, known
from dateline.actors.options import ActorOptions
from dateline.corpus.buckets import broken, in_order, settle
from dateline.corpus.facts import with_facts
from dateline.corpus.identities import Linked, link
from dateline.corpus.linked import actor_table, identities_in, local_actors
from dateline.corpus.relabel import Identities, relabel
from dateline.corpus.reprints import sketch
from dateline.corpus.splits.quotes import quote_keys
from dateline.corpus.stories import profile
from dateline.corpus.story_dates import known_days
from dateline.corpus.summary import SUMMARY, summarize, with_identities
from dateline.corpus.together import Inputs, Together
from dateline.cut import Numbers, read_cut, read_rows, write_cut, write_rows
from dateline.editions.withhold import withhold
from dateline.normalize import Row
from dateline.runs import bucket_of, load
from dateline.settings import Settings
from dateline.spill import BUCKETED
from dateline.validate import validate_tables
from dateline.write import Written, shard_path, write_parquet
from dateline_schema.tables import ACTORS, ARTICLES, EVIDENCE, MENTIONS, QUOTES, ROLES, SPLITS, Table, edition
from dateline_schema.vocabulary import WITHHELD

WRITTEN: tuple[Table, ...] = (ARTICLES, ACTORS, MENTIONS, QUOTES, ROLES, EVIDENCE, SPLITS)
"""Tables that a bucket has files of."""

LOCALS, SUMMARIES, DAYS, SKETCHES = "locals", "summary", "days", "sketch"
"""Files of rows that a bucket hands over to the stages of the whole corpus."""
PROFILES, LONG_QUOTES = "profile", "long-quotes"
"""The same, as Parquet: queries read them."""

LINKS, CANDIDATES, NAMED, OWN = LINKED = ("links", "candidates", "named", "own")
"""Files of what linking gives, a batch a bucket: new ids of its actors, whom they may be, the actors that its articles
name, and those of which it has the row.
"""
FACTS, TOLD, SIDES = "facts", "told", "splits"
"""Files of what the corpus says of the articles of each bucket: values, evidence, sides."""


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

    def parquet(self, name: str) -> str:
        """The Parquet file in which rows of the bucket wait."""
        return str(Path(self.scratch) / f"{name}-{self.number:05d}.parquet")

    def share(self, name: str) -> pa.Table:
        """The bucket's share of what all buckets gave."""
        return pa.Table.from_batches([read_cut(_shared_path(self.scratch, name), self.number)])


def settle_bucket(bucket: Bucket) -> list[Row]:
    """Validate one bucket and put by what has passed; articles that break a rule are the rejects that it returns.

    Raises ContractError.
    """
    settled = settle(load(Path(bucket.scratch), bucket.runs, bucket.number))
    for table in BUCKETED:
        write_rows(bucket.place(f"settled-{table.name}"), settled.tables[table.name])
    _hand_over(bucket, settled.tables)
    return settled.rejects


def _hand_over(bucket: Bucket, tables: Mapping[str, pa.Table]) -> None:
    """Write what the stages of the whole corpus want to know of a bucket."""
    articles = tables[ARTICLES.name]
    write_rows(bucket.place(LOCALS), local_actors(tables))
    write_rows(bucket.place(SUMMARIES), summarize(articles))
    write_rows(bucket.place(DAYS), known_days(articles, tables[EVIDENCE.name]))
    write_rows(bucket.place(SKETCHES), sketch(articles.select(["id", "body"])))
    pq.write_table(profile(articles.select(["id", "title", "body", "language"])), bucket.parquet(PROFILES))
    pq.write_table(quote_keys(tables[QUOTES.name]), bucket.parquet(LONG_QUOTES))


def link_buckets(buckets: Sequence[Bucket], settings: Settings, actors: ActorOptions) -> tuple[pa.Table, pa.Table]:
    """Join the actors of all buckets, and put by what each bucket needs of it.

    Returns the summary of all articles, sorted by id, with the ids that actors have now, and `id` and `name` of these.
    Raises SettingsError.
    """
    found = pa.concat_tables([read_rows(bucket.place(LOCALS)) for bucket in buckets]).combine_chunks()
    summary = pa.concat_tables([SUMMARY.empty_table(), *(read_rows(bucket.place(SUMMARIES)) for bucket in buckets)])
    summary = summary.sort_by("id").combine_chunks()
    if not found.num_rows:
        return summary, ACTORS.schema.empty_table().select(["id", "name"])
    linked = link(found, known(actors.extra), settings.judgements)
    _share_linked(found, linked, buckets[0].scratch, len(buckets))
    return with_identities(summary, linked.links), linked.actors.select(["id", "name"])


def _share_linked(found: pa.Table, linked: Linked, scratch: str, of: int) -> None:
    """Cut what linking gives into the shares of the buckets."""
    parts = {
        LINKS: (linked.links, _buckets(linked.links["id"], of)),
        CANDIDATES: (linked.candidates, _buckets(linked.candidates["id"], of)),
        NAMED: _named(found, linked, of),
        OWN: (linked.actors, _buckets(linked.actors["id"], of)),
    }
    for name, (rows, numbers) in parts.items():
        write_cut(_shared_path(scratch, name), rows, numbers, of)


def corpus_inputs(buckets: Sequence[Bucket]) -> tuple[Inputs, pa.Table]:
    """Files of all buckets for the corpus stage, and what is known of the days of all articles."""
    inputs = Inputs(
        sketches=[bucket.place(SKETCHES) for bucket in buckets],
        profiles=[bucket.parquet(PROFILES) for bucket in buckets],
        quotes=[bucket.parquet(LONG_QUOTES) for bucket in buckets],
        texts=[bucket.place(f"settled-{ARTICLES.name}") for bucket in buckets],
    )
    return inputs, pa.concat_tables([read_rows(bucket.place(DAYS)) for bucket in buckets]).combine_chunks()


def share_facts(together: Together, scratch: str, of: int) -> None:
    """Cut what the corpus says of its articles into the shares of the buckets."""
    parts = {
        FACTS: (together.facts, "id"),
        TOLD: (together.evidence, "article_id"),
        SIDES: (together.splits, "article_id"),
    }
    for name, (rows, column) in parts.items():
        write_cut(_shared_path(scratch, name), rows, _buckets(rows[column], of), of)


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


def _shared_path(scratch: str, name: str) -> str:
    return str(Path(scratch) / f"shared-{name}.arrow")


def write_bucket(bucket: Bucket) -> list[Written]:
    """Write one bucket, its actors under the identities that they have in the whole corpus, its articles with what the
    corpus says of them. Raises ContractError.
    """
    settled = {table.name: read_rows(bucket.place(f"settled-{table.name}")) for table in BUCKETED}
    identities, own = Identities(), ACTORS.schema.empty_table()
    if Path(_shared_path(bucket.scratch, OWN)).is_file():
        links, candidates, named, rows = (bucket.share(name) for name in LINKED)
        identities = identities_in(links, candidates, named, bucket.extra)
        own = in_order(actor_table(rows, bucket.extra), ACTORS)
    final = with_facts(relabel(settled, identities), bucket.share(FACTS), bucket.share(TOLD))
    final[SPLITS.name] = in_order(bucket.share(SIDES), SPLITS)
    named_rows = pa.Table.from_pylist(list(identities.actors.values()), schema=ACTORS.schema)
    if failures := validate_tables({**final, ACTORS.name: in_order(named_rows, ACTORS)}):
        raise broken(failures)
    return [write_file({**final, ACTORS.name: own}[table.name], table, bucket) for table in WRITTEN]


def write_file(rows: pa.Table, table: Table, bucket: Bucket) -> Written:
    """A file of a bucket, of the edition that is built: the full rows are validated in any case."""
    rows = withhold({table.name: rows})[table.name] if bucket.text == WITHHELD else rows
    path = shard_path(table.name, bucket.number, bucket.of)
    return write_parquet(rows, edition(bucket.text)[table.name], bucket.work, path)
