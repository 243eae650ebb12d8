"""Plain lines of JSON, read by `datasets`."""

import json
import math
from collections.abc import Iterator

from consumers_answers import Check, Run


def datasets_json(run: Run) -> Iterator[Check]:
    """The lines as predictions of their own key: the first figure for which there is something to measure is 1."""
    import datasets

    path = str(run.place / "test.jsonl")
    rows = datasets.load_dataset("json", data_files={"test": path}, split="test", cache_dir=str(run.logs / "json"))
    yield Check("key", "rows", len(rows), len(run.items))
    with open(path, encoding="utf-8") as file:
        keys = {line["id"]: line["key"] for line in map(json.loads, file)}
    figure, value = next((name, value) for name, value in run.ours(keys, "key").items() if not math.isnan(value))
    yield Check("key", f"{figure} is 1", value, 1.0)
