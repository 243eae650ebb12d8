"""`alone`: every article is a story of its own."""

from collections.abc import Sequence

from dateline.bench.baselines.baseline import Tables, baseline
from dateline.bench.rows import Row
from dateline.bench.scoring.scorer import Answer


def _alone(train: Sequence[Row], test: Sequence[Row], tables: Tables) -> list[Answer]:
    return [row["id"] for row in test]


BASELINE = baseline("alone", "every article is a story of its own", {"story-clustering": _alone})
