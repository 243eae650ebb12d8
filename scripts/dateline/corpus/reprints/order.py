"""Which of several copies of a text counts as the original: a rank for every article of a corpus."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.reprints.shingles import Ints

OWN, UNCREDITED, CREDITED = range(3)
"""An agency's own copy; a text that credits no agency; one that credits another."""


def ranks(summary: pa.Table, agencies: Iterable[str]) -> Ints:
    """The rank of each article, 0 for the first, by what makes an original.

    The earlier known day of publication, then an agency's own copy before one that credits nobody before one that
    credits another, then the earlier known time, then the longer body, then the lower id.
    """
    keys = pa.table(
        {
            "date": summary["date"],
            "credit": credits(summary, agencies),
            "time": summary["published_at"],
            "characters": pc.negate(summary["characters"]),
            "id": summary["id"],
        }
    )
    order = pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in keys.column_names])
    ranked = np.empty(summary.num_rows, np.int64)
    ranked[order.to_numpy()] = np.arange(summary.num_rows)
    return ranked


def credits(summary: pa.Table, agencies: Iterable[str]) -> pa.Array:
    """For each article whose text it says that it is: `OWN`, `UNCREDITED`, `CREDITED`."""
    lists = summary["agencies"].combine_chunks()
    known = pa.array(sorted({*agencies, *pc.unique(lists.flatten()).to_pylist()}), pa.string())
    own = pc.is_in(summary["source"].combine_chunks(), known)
    credited = pc.greater(pc.list_value_length(lists), 0)
    return pc.if_else(own, OWN, pc.if_else(credited, CREDITED, UNCREDITED))
