"""The whole stage: shared quotes, sides, the leak report, and all again where the report finds what links missed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from dateline.corpus.splits.assign import assign
from dateline.corpus.splits.crossing import trace
from dateline.corpus.splits.leaks import Leaks, leaks
from dateline.corpus.splits.quotes import shared_quotes
from dateline.corpus.splits.settings import SplitSettings

if TYPE_CHECKING:
    from dateline.engine import Engine

ROUNDS = 3
"""How often sides are made anew for texts that the report finds on two of them. What is joined moves the boundaries in
time by a little, which may part another such pair; there is an end to it, and the report tells what is left.
"""


def split_articles(
    summary: pa.Table,
    reprints: pa.Table,
    members: pa.Table,
    history: pa.Table,
    *,
    texts: Sequence[str],
    quotes: Sequence[str],
    settings: SplitSettings,
    engine: "Engine",
    folder: str,
) -> tuple[pa.Table, Leaks]:
    """The split of every article, of schema `SPLITS`, and what the leak report says of it; arguments as of `assign` and
    `leaks`, and `quotes`: Parquet files of `quote_keys`, made from the tables of quotes. A report that is not `ok`
    after all is told, not raised.
    """
    quoted = shared_quotes(quotes, reprints, engine, folder)
    traced = trace(summary["id"].combine_chunks(), texts, engine, folder)

    def split(links: pa.Table) -> tuple[pa.Table, Leaks]:
        splits = assign(summary, reprints, members, links, history, settings)
        read = {"texts": texts, "quoted": quoted, "traced": traced}
        return splits, leaks(
            splits, summary, reprints, members, **read, settings=settings, engine=engine, folder=folder
        )

    links = quoted
    splits, report = split(links)
    for _ in range(ROUNDS - 1):
        if not report.links.num_rows:
            break
        links = pa.concat_tables([links, report.links]).combine_chunks()
        splits, report = split(links)
    return splits, report
