"""The table of reprints and the words that say why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.reprints.judgement import SHORTENED, containment, jaccard
from dateline.corpus.reprints.measures import MEASURES
from dateline.corpus.reprints.shingles import Ints

REPRINTS: pa.Schema = pa.schema(
    [
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("duplicate_of", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("similarity", pa.float64(), nullable=False),
        pa.field("containment", pa.float64(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
    ]
)
"""A row for each article that reprints another, sorted by `article_id`; `duplicate_of` is never an `article_id`.

`kind` is `exact` (the same text but for case, punctuation and spacing), `near`, or `shortened`. `similarity` is the
Jaccard index of the two sets of shingles (4 words, or 8 characters of a script without spaces), `containment` the share
of the smaller set that is in the other.
"""

EXACT, NEAR, SHORT = ("exact", "near", "shortened")

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A copy and its original, by rank, and the `MEASURES` of the two, the original's first."""

    original: int
    copy: int
    measures: Ints


def reprint_table(articles: pa.Table, first: Ints, links: Sequence[Link]) -> pa.Table:
    """The table `REPRINTS`.

    Args:
        articles: rows of the summary, by rank.
        first: for each article the one whose text it has word for word, or itself.
        links: the copies among those that are their own first.
    """
    ids, told = articles["id"].to_pylist(), {row["rank"]: row for row in _told(links)}
    repeated = np.flatnonzero(first != np.arange(len(first))).tolist()
    rows = {rank: {**row, "reason": row["shares"]} for rank, row in told.items()}
    for rank in repeated:
        own = int(first[rank])
        same = f"the text of {ids[own]}"
        row = told.get(own, {"root": own, "kind": EXACT, "similarity": 1.0, "containment": 1.0, "shares": ""})
        rows[rank] = {**row, "reason": f"{same}, which {row['shares']}" if row["shares"] else same}
    named = dict(_named(rows, articles, ids))
    named |= dict(_scrapes(articles, named))
    return pa.Table.from_pylist([named[one] for one in sorted(named)], schema=REPRINTS)


def _told(links: Sequence[Link]) -> Iterator[Row]:
    """What the measures say of each copy that is not exact."""
    measured = np.array([link.measures for link in links], np.int64).reshape(-1, len(MEASURES))
    figures = (jaccard(measured).tolist(), containment(measured).tolist(), measured.tolist())
    for link, similarity, contained, row in zip(links, *figures, strict=True):
        of = dict(zip(MEASURES, row, strict=True))
        yield {
            "rank": link.copy,
            "root": link.original,
            "kind": SHORT if of["words_b"] < SHORTENED * of["words_a"] else NEAR,
            "similarity": similarity,
            "containment": contained,
            "shares": f"has {of['covered_b']} of its {of['words_b']} words, and {of['covered_a']} of the "
            f"{of['words_a']} of the original, in common passages",
        }


def _named(rows: Mapping[int, Row], articles: pa.Table, ids: Sequence[str]) -> Iterator[tuple[str, Row]]:
    """The rows under the ids of articles, with what either side credits."""
    ranks = sorted({*rows, *(row["root"] for row in rows.values())})
    taken = articles.select(["agencies", "source"]).take(pa.array(ranks, pa.int64())).to_pylist()
    known = dict(zip(ranks, taken, strict=True))
    for rank, row in rows.items():
        credit = _credit(known[rank], known[row["root"]])
        yield (
            ids[rank],
            {
                **{name: row[name] for name in ("kind", "similarity", "containment")},
                "article_id": ids[rank],
                "duplicate_of": ids[row["root"]],
                "reason": "; ".join(filter(None, (row["reason"], credit))),
            },
        )


def _credit(copy: Row, root: Row) -> str:
    """Who is credited on either side, in words; nothing where nobody is."""
    sides = {"it": copy["agencies"], "the original": root["agencies"]}
    told = [f"{side} credits {', '.join(names)}" for side, names in sides.items() if names]
    if root["source"] in copy["agencies"]:
        told.append(f"the original is {root['source']}'s own")
    return ", ".join(told)


def _scrapes(articles: pa.Table, named: Mapping[str, Row]) -> Iterator[tuple[str, Row]]:
    """The rows of further scrapes: those of the articles that they are scrapes of."""
    scrapes = articles.select(["id", "duplicate_of"]).filter(pc.is_valid(articles["duplicate_of"]))
    for scrape in scrapes.to_pylist():
        if row := named.get(scrape["duplicate_of"]):
            reason = f"a scrape of {row['article_id']}, of which it is said: {row['reason']}"
            yield scrape["id"], {**row, "article_id": scrape["id"], "reason": reason}
