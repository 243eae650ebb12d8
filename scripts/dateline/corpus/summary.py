"""What the corpus stages know of every article: a row each, small enough for one process to hold them all."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.scrapes import in_lists
from dateline.cut import Numbers
from dateline_schema.tables import ARTICLES

TAKEN = (
    *("id", "title", "date", "date_edtf", "date_basis", "published_at", "source", "source_domain", "agencies"),
    *("authors", "language", "url", "duplicate_of"),
)
"""Columns of `articles` that a summary has as they are."""

SUMMARY: pa.Schema = pa.schema(
    [
        *(ARTICLES.schema.field(name).remove_metadata() for name in TAKEN),
        pa.field("characters", pa.int64()),
        pa.field("actors", pa.list_(pa.string())),
        pa.field("mentions", pa.list_(pa.int32())),
    ]
)
"""`characters` are code points of the body; `actors` the ids of who is named, in the order of their first mentions, and
`mentions` how often each of them is.
"""


def places(ids: pa.Array, wanted: pa.ChunkedArray | pa.Array) -> Numbers:
    """Where each wanted id stands among `ids`; -1 for one that does not, and for null."""
    return np.asarray(pc.fill_null(pc.index_in(wanted, value_set=ids, skip_nulls=True), -1), np.int64)


def summarize(articles: pa.Table) -> pa.Table:
    """The summary of some articles, in their order."""
    actors = articles["actors"].combine_chunks()
    entries = actors.flatten()
    counts = pc.cast(pc.list_value_length(pc.struct_field(entries, "mentions")), pa.int32())
    columns = {
        **{name: articles[name] for name in TAKEN},
        "characters": pc.cast(pc.utf8_length(articles["body"]), pa.int64()),
        "actors": in_lists(actors, pc.struct_field(entries, "id"), SUMMARY.field("actors").type),
        "mentions": in_lists(actors, counts, SUMMARY.field("mentions").type),
    }
    return pa.Table.from_arrays([columns[name] for name in SUMMARY.names], schema=SUMMARY)


def with_identities(summary: pa.Table, links: pa.Table) -> pa.Table:
    """The summary with the ids that linking gives: `links` has `id` and, where it is another, `actor_id`.

    Two actors of an article that are one are one, named as often as both.
    """
    lists = summary["actors"].combine_chunks()
    local = lists.flatten()
    place = pc.index_in(local, links["id"].combine_chunks())
    final = pc.coalesce(links["actor_id"].combine_chunks().take(place), local)
    entries = pa.table(
        {
            "article": pc.list_parent_indices(lists),
            "actor": final,
            "mentions": summary["mentions"].combine_chunks().flatten(),
        }
    ).append_column("at", pa.array(range(len(final)), pa.int64()))
    merged = entries.group_by(["article", "actor"], use_threads=False).aggregate([("mentions", "sum"), ("at", "min")])
    merged = merged.sort_by([("article", "ascending"), ("at_min", "ascending")])
    counts = np.bincount(merged["article"].to_numpy(), minlength=summary.num_rows)
    ends = pa.array(np.concatenate([[0], np.cumsum(counts)]), pa.int32())
    for name, values in (("actors", merged["actor"]), ("mentions", pc.cast(merged["mentions_sum"], pa.int32()))):
        column = pa.ListArray.from_arrays(ends, values.combine_chunks(), type=SUMMARY.field(name).type)
        summary = summary.set_column(SUMMARY.get_field_index(name), SUMMARY.field(name), column)
    return summary
