"""The baselines, one small file each; a new one is a file here and a line in `BASELINES`."""

from dateline.bench.baselines import alone, bm25, first_date, lead_sentence, majority, string_match, word_overlap
from dateline.bench.baselines.baseline import Baseline, run_baseline

__all__ = ["BASELINES", "Baseline", "baselines_of", "run_baseline"]

BASELINES: tuple[Baseline, ...] = (
    majority.BASELINE,
    string_match.BASELINE,
    bm25.BASELINE,
    word_overlap.BASELINE,
    first_date.BASELINE,
    lead_sentence.BASELINE,
    alone.BASELINE,
)
"""Every baseline, in the order in which they are shown."""


def baselines_of(task: str) -> tuple[Baseline, ...]:
    """The baselines that answer a task, by its name."""
    return tuple(one for one in BASELINES if task in one.tasks)
