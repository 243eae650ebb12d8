"""Predictions: a JSON line an item, `{"id": ..., "prediction": ...}`; first of all, if wanted, `{"system": ...}`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.bench.json_lines import read_json_lines
from dateline.bench.scoring.scorer import Answer
from dateline.errors import InputError

SHAPE = 'lines of JSON such as {"id": "headline-0123456789abcdef", "prediction": "..."}'


@dataclass(frozen=True, slots=True)
class Predictions:
    """Answers by the id of their item, and the name of what gave them, where the file says it."""

    answers: Mapping[str, Answer]
    system: str | None = None


def read_predictions(path: str | Path, known: Collection[str]) -> Predictions:
    """The answers in a file of JSON lines.

    Args:
        known: ids of the items that can be answered.

    Raises InputError where the file cannot be read, a line has another shape, answers no item, or answers one twice.
    """
    answers: dict[str, Answer] = {}
    system = None
    for number, line in read_json_lines(Path(path)):
        if not isinstance(line, dict):
            raise InputError("is no prediction", file=path, field=f"line {number}", expected=SHAPE)
        if "system" in line and "id" not in line:
            system = str(line["system"])
            continue
        item = line.get("id")
        if not isinstance(item, str) or "prediction" not in line:
            raise InputError("is no prediction", file=path, field=f"line {number}", expected=SHAPE)
        if item not in known:
            remedy = "Answer the items of this task and side alone: dateline bench export lists them"
            raise InputError("answers no item", file=path, field=f"line {number}", found=item, remedy=remedy)
        if item in answers:
            raise InputError("answers an item twice", file=path, field=f"line {number}", found=item)
        answers[item] = line["prediction"]
    return Predictions(answers, system)
