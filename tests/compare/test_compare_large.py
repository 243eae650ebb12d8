"""Twenty thousand articles, one of whose dates was corrected."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.compare import Edition, compare

COUNT = 20_000


@pytest.mark.slow
@pytest.mark.parametrize("shards", [(4, 4), (4, 5)])
def test_one_date_in_many_articles(
    make: Callable[[int], Any], write: Callable[..., Edition], tmp_path: Path, shards: tuple[int, int]
) -> None:
    made = make(COUNT)
    rows = {name: made[name] for name in ("articles", "evidence")}
    old = write(tmp_path / "old", rows, shards=shards[0], group=10_000)
    row = rows["articles"][COUNT // 2]
    row["date"] = dt.date(2024, 2, 29)
    line = next(one for one in rows["evidence"] if one["article_id"] == row["id"] and one["field"] == "date")
    line["value"] = "2024-02-29"
    found = compare(old, write(tmp_path / "new", rows, shards=shards[1], group=10_000))
    assert found.verdict == "patch"
    assert {(reason.table, reason.column, reason.count) for reason in found.reasons} == {
        ("articles", "date", 1),
        ("evidence", None, 1),
    }
    assert found.tables[0].columns[0].examples[0].id == row["id"]
    assert len(found.travel.files) == (2 if shards[0] == shards[1] else 10)
