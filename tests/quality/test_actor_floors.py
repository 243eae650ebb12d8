"""The ratchet for actors: F1 of exact spans on the sample documents and the first corpus, by kind, in per cent.

The gold stands beside a checkout, not in it: without it nothing is measured. `python benchmarks/actors.py` prints the
scores of today, beside those of a plain model.
"""

import json
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import actors  # noqa: E402 - from the path above

FLOORS = Path(__file__).with_name("actor_floors.json")
SAMPLES = Path(os.environ.get("DATELINE_SAMPLES") or ROOT.parent / "shared" / "samples")
SHARED = SAMPLES.parent


def documents(corpus: str) -> list[actors.Document]:
    """The gold of a corpus. Skips where it is not there."""
    gold = SHARED / "gold" / "mentions.jsonl"
    path = SAMPLES / "actors" / "re3d.jsonl" if corpus == "re3d" else gold
    if not path.is_file():
        pytest.skip(f"no {path.name} beside this checkout; name the folder of the samples in DATELINE_SAMPLES")
    if corpus == "re3d":
        return actors.re3d(path)
    return actors.gold(gold, gold.with_name("articles.jsonl"), SHARED / "articles")


@pytest.mark.slow
@pytest.mark.parametrize("corpus", ["re3d", "articles"])
def test_no_kind_of_actor_is_below_its_floor(corpus: str) -> None:
    gold = documents(corpus)
    found = actors.scored(gold, [actors.stage(document.text) for document in gold])
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))[corpus]
    below = {kind: found[kind]["exact"]["f1"] for kind, floor in floors.items() if found[kind]["exact"]["f1"] < floor}
    assert below == {}
