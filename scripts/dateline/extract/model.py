"""Three small logistic models: is this block the headline, is it body text, and the second look at that.

Their weights are data in `weights.json`, made by `dateline.extract.train` and committed.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np

from dateline.extract.features import Array

Task = Literal["title", "body", "context"]
WEIGHTS = "weights.json"


@cache
def _weights(task: Task) -> tuple[float, Array]:
    table = json.loads(files("dateline.extract").joinpath(WEIGHTS).read_text(encoding="utf-8"))[task]
    return float(table["bias"]), np.array(table["weights"])


def predict(task: Task, rows: Array) -> Array:
    """Probability for each row of features, in 0 to 1."""
    bias, weights = _weights(task)
    logits = np.clip(rows @ weights + bias, -15, 15)
    return np.asarray(1 / (1 + np.exp(-logits)))
