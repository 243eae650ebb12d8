"""Which values differ in matched rows, column by column, a bounded batch of rows at a time."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
import pyarrow as pa

from dateline.compare.matching import Side
from dateline.compare.places import batches, gather
from dateline.compare.unequal import unequal


def changed_values(old: Side, new: Side, common: pl.DataFrame, columns: Sequence[str]) -> dict[str, pl.Series]:
    """For each column, the numbers of the rows of `common` in which its value differs.

    Args:
        common: matched rows, in the order of the old files, so that a batch reads few of them.
        columns: that both have, of the same type.
    """
    hits: dict[str, list[np.ndarray]] = {name: [] for name in columns}
    for part in batches(common.height if columns else 0, old.files):
        rows = common[part]
        before = gather(old.files, columns, rows["file"].to_numpy(), rows["row"].to_numpy())
        after = gather(new.files, columns, rows["file_new"].to_numpy(), rows["row_new"].to_numpy())
        for name in columns:
            differ = unequal(_array(before[name]), _array(after[name]))
            hits[name].append(np.flatnonzero(differ) + part.start)
    return {name: pl.Series(name, np.concatenate([np.zeros(0, np.int64), *found])) for name, found in hits.items()}


def rows_of(common: pl.DataFrame, hits: Mapping[str, pl.Series]) -> pl.DataFrame:
    """The rows of which at least one value differs."""
    numbers = np.unique(np.concatenate([np.zeros(0, np.int64), *(found.to_numpy() for found in hits.values())]))
    return common[numbers]


def _array(values: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], values.type)
