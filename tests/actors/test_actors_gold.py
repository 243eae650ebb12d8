"""Floors of what capitals and roles reach on the first corpus; its gold is no part of this repository."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import roles  # noqa: E402 - from the path above

SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
GOLD, RAW = SHARED / "gold", SHARED / "articles"

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold in {GOLD}; name its parent in DATELINE_SHARED")


def test_capitals() -> None:
    score = roles.score_metonyms(GOLD, RAW)
    assert score.governments > 10
    assert score.cities > 10
    assert score.percent >= 95, score.wrong


@pytest.mark.slow
def test_roles() -> None:
    score = roles.score_roles(GOLD)
    assert score.recall >= 95, score.missed
    assert score.false == ()
    assert score.findings == 0, "the first corpus has no office that contradicts its date"
