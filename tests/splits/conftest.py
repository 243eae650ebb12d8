"""The leak report of made-up corpora."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.corpus.splits.leaks import Leaks, leaks
from dateline.corpus.splits.quotes import quote_keys, shared_quotes
from dateline.corpus.splits.settings import SplitSettings
from dateline.engine import LocalEngine

sys.path.insert(0, str(Path(__file__).parent))

from splits_made import MEMBERS, QUOTED, REPRINTS, Rows, name, summary_of, table, write_texts


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Leaks]:
    """`check(sides, bodies, ...)`: the leak report of articles 0, 1, ... on these sides, with these bodies."""

    def run(
        on: Sequence[str | None],
        bodies: Iterable[str],
        *,
        reprints: Rows = (),
        members: Rows = (),
        quotes: Rows = (),
        folds: Sequence[int | None] | None = None,
        summary: pa.Table | None = None,
        files: int = 2,
        **settings: Any,
    ) -> Leaks:
        ids = [name(number) for number in range(len(on))]
        splits = pa.table({"article_id": ids, "split": pa.array(on, pa.string()),
                           "fold": pa.array(folds or [None] * len(on), pa.int8())})  # fmt: skip
        paths = write_texts(tmp_path, bodies, files)
        keys = str(tmp_path / "keys.parquet")
        pq.write_table(quote_keys(table(quotes, QUOTED)), keys)
        engine, known = LocalEngine(), table(reprints, REPRINTS)
        return leaks(
            splits,
            summary_of([None] * len(on)) if summary is None else summary,
            known,
            table(members, MEMBERS),
            texts=paths,
            quoted=shared_quotes([keys], known, engine, str(tmp_path)),
            settings=SplitSettings(**settings),
            engine=engine,
            folder=str(tmp_path),
        )

    return run
