"""Gradient-boosted oblivious trees: evaluated here, grown by `dateline.html.grow`.

In an oblivious tree every node of one level asks the same question, so a tree is a few (column, threshold) pairs and a
table of 2^depth values, and a whole page is evaluated in a handful of array operations.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
WEIGHTS = "weights.json"


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over named columns.

    Attributes:
        columns: names of the columns that the trees ask about.
        asks: [trees, depth] index into `columns`.
        thresholds: [trees, depth]; the answer is yes above it.
        values: [trees, 2^depth] log odds; the first question is the highest bit.
        bias: log odds without any tree.
    """

    columns: tuple[str, ...]
    asks: npt.NDArray[np.int64]
    thresholds: Array
    values: Array
    bias: float

    def predict(self, columns: Array) -> Array:
        """Probability for each row of a table that is given as its `columns`, one behind the other."""
        trees, depth = self.asks.shape
        leaves = np.zeros((trees, columns.shape[1]), dtype=np.intp)
        for level in range(depth):
            leaves <<= 1
            leaves |= columns[self.asks[:, level]] > self.thresholds[:, level, None]
        leaves += (np.arange(trees) << depth)[:, None]
        odds = self.values.ravel()[leaves].sum(axis=0) + self.bias
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)

    def to_json(self) -> dict[str, Any]:
        """What `from_json` reads."""
        return {
            "bias": round(self.bias, 4),
            "columns": list(self.columns),
            "asks": self.asks.tolist(),
            "thresholds": [[float(f"{value:.6g}") for value in tree] for tree in self.thresholds.tolist()],
            "values": [[round(value, 3) for value in tree] for tree in self.values.tolist()],
        }

    @classmethod
    def from_json(cls, table: dict[str, Any]) -> "Forest":
        return cls(
            tuple(table["columns"]),
            np.array(table["asks"], dtype=np.int64),
            np.array(table["thresholds"], dtype=np.float32),
            np.array(table["values"], dtype=np.float32),
            float(table["bias"]),
        )


@cache
def forest(task: str) -> Forest:
    """The committed trees of a task."""
    table = json.loads(files("dateline.html").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return Forest.from_json(table[task])
