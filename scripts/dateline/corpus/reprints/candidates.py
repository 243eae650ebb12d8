"""Pairs of articles that may be copies: those that share sampled shingles, found by one query over the corpus.

A shingle that many texts share would make a pair of each two of them. Instead each text is paired with the first that
has the shingle, and with the one before it: two pairs a text and shingle, however many share it. What a copy shares
with its original alone pairs the two directly, so an original is found where standing text hides it.

MinHash by bands finds texts that are alike as wholes. A shortened copy is not; a sample by the hash's own low bits
keeps the share that one text has of the other, whatever their sizes.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.corpus.reprints.shingles import Ints, sample, shingles
from dateline.corpus.reprints.sketches import tokens_of
from dateline.cut import read_rows

SHORTEST = 20
"""Words of the shortest text that is looked at: what fewer share is a phrase."""

PARTNERS = 16
"""Pairs of a text with earlier ones, those that share most: bounds what is compared."""

SHARE = 0.08
"""Share of the samples of the smaller text that a pair must have in common, and `LEAST` of them.

A copy has half of its words in common, thus at least a quarter of its shingles and, by chance, fewer of its samples.
"""

LEAST = 2

QUERY = f"""
WITH met AS (SELECT print FROM prints GROUP BY print HAVING COUNT(*) > 1),
placed AS (
    SELECT prints.rank AS rank,
        MIN(prints.rank) OVER (PARTITION BY prints.print) AS hub,
        LAG(prints.rank) OVER (PARTITION BY prints.print ORDER BY prints.rank) AS previous,
        COUNT(*) OVER (PARTITION BY prints.print) AS texts
    FROM prints JOIN met ON prints.print = met.print
),
edges AS (
    SELECT hub AS a, rank AS b, texts FROM placed WHERE hub < rank
    UNION ALL
    SELECT previous AS a, rank AS b, texts FROM placed WHERE previous > hub
),
pairs AS (
    SELECT a, b, COUNT(*) AS shared, MIN(texts) AS rarest FROM edges GROUP BY a, b HAVING COUNT(*) >= {LEAST}
),
ordered AS (SELECT a, b, shared, rarest, ROW_NUMBER() OVER (PARTITION BY b ORDER BY shared DESC, a) AS place FROM pairs)
SELECT a, b, shared, rarest FROM ordered WHERE place <= {PARTNERS}
"""  # noqa: S608 - whole numbers of this module


@dataclass(frozen=True, slots=True)
class Printing:
    """A file of sketches to sample: the rank of each of its rows, -1 for one to leave out, and where samples go."""

    sketches: str
    ranks: Ints
    out: str


def write_prints(task: Printing) -> Ints:
    """Write the sampled shingles of a file's texts with their ranks; how many each text has is returned."""
    rows = read_rows(task.sketches)
    lengths = rows["shingle"].to_pylist()
    ranked = zip(tokens_of(rows), lengths, task.ranks.tolist(), strict=True)
    samples = [
        sample(shingles(tokens, length)) if rank >= 0 and len(tokens) >= SHORTEST else sample(np.empty(0, np.uint64))
        for tokens, length, rank in ranked
    ]
    counts = np.array([len(one) for one in samples], np.int64)
    prints = np.concatenate([np.empty(0, np.uint64), *samples]).view(np.int64)
    table = pa.table({"print": prints, "rank": np.repeat(task.ranks, counts)})
    pq.write_table(table, task.out, compression="none", use_dictionary=False)
    return counts


def likely(pairs: pa.Table, counts: Ints) -> pa.Table:
    """The pairs that share enough of the samples of either text, sorted; `counts` are samples by rank."""
    a, b, shared = (pairs[name].to_numpy() for name in ("a", "b", "shared"))
    enough = shared >= SHARE * np.minimum(counts[a], counts[b])
    return pairs.filter(pa.array(enough)).sort_by([("a", "ascending"), ("b", "ascending")])
