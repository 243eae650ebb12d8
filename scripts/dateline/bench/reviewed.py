"""What a person decided on items: the right answer in place of Dateline's, or that an item asks nothing sensible."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from dateline.bench.json_lines import read_json_lines
from dateline.bench.rows import Item, LeftOut, Made
from dateline.bench.task import Task
from dateline.errors import InputError

FILE_NAME = "reviewed.jsonl"
"""Where a dataset folder keeps what was reviewed."""

SHAPE = '{"id": ..., "key": {column: value}, "by": ..., "reason": ...}, or "drop": true in place of the key'


@dataclass(frozen=True, slots=True)
class Review:
    """One decision: the columns of the key that a person filled in, or None where the item goes."""

    line: int
    key: Mapping[str, Any] | None


@dataclass(frozen=True)
class Reviews:
    """Decisions by item id; `used` are those that an item was found for."""

    file: Path
    by_id: Mapping[str, Review]
    used: set[str] = field(default_factory=set)

    def applied(self, made: Made, task: Task) -> Made:
        """What was made, as a person decided on it. Raises InputError where the decision does not fit the item."""
        if not isinstance(made, Item) or (review := self.by_id.get(made.row["id"])) is None:
            return made
        self.used.add(made.row["id"])
        if review.key is None:
            return LeftOut("a person took it out")
        row = {**made.row, **_typed(review.key, task), "label": "gold"}
        if set(review.key) != set(task.items.keys) or not _fits(row, task):
            raise InputError(
                "is no answer to the item",
                file=self.file,
                field=f"line {review.line}: {made.row['id']}",
                expected=f"the columns {', '.join(task.items.keys)}, with values that fit its text",
            )
        return Item(made.split, row)

    def check_used(self, prefixes: tuple[str, ...]) -> None:
        """Raises InputError where a decision is on an item of these tasks that is no more."""
        for item, review in self.by_id.items():
            if item not in self.used and item.startswith(prefixes):
                remedy = "The article changed or left; review it again, or remove the line"
                raise InputError(
                    "decides on no item", file=self.file, field=f"line {review.line}", found=item, remedy=remedy
                )


def _fits(row: Mapping[str, Any], task: Task) -> bool:
    """Whether the columns take what was decided, and it is an answer to the item."""
    try:
        pa.Table.from_pylist([row], schema=task.items.table.schema)
    except (pa.ArrowException, TypeError):
        return False
    return task.scorer.sound(task.key(row), row)


def _typed(key: Mapping[str, Any], task: Task) -> dict[str, Any]:
    """Values as the columns hold them: JSON has no days."""
    days = {column.name for column in task.items.table.columns if column.type == pa.date32()}
    return {name: _day(value) if name in days else value for name, value in key.items()}


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):  # no day: the answer will not fit
        return None


def read_reviews(path: Path, *, asked: bool = True) -> Reviews:
    """The decisions in a file.

    Args:
        asked: whether the file must be there; where it need not, there are no decisions without it.

    Raises InputError where it cannot be read, or a line has another shape.
    """
    if not asked and not path.exists():
        return Reviews(path, {})
    found: dict[str, Review] = {}
    for number, line in read_json_lines(path):
        item, review = _review(path, number, line)
        if item in found:
            raise InputError("decides twice on an item", file=path, field=f"line {number}", found=item)
        found[item] = review
    return Reviews(path, found)


def _review(path: Path, number: int, line: Any) -> tuple[str, Review]:
    try:
        named = all(isinstance(line[name], str) and line[name].strip() for name in ("id", "by", "reason"))
        key = None if line.get("drop") is True else dict(line["key"])
    except (ValueError, KeyError, TypeError, AttributeError):  # no object, or one of another shape
        named, key = False, None
    if not named:
        raise InputError("is no review", file=path, field=f"line {number}", expected=SHAPE)
    return line["id"], Review(number, key)
