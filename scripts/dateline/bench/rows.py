"""What every row of a benchmark has: an id that stays, where it comes from, how far its label can be trusted."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import pyarrow as pa

from dateline_schema.checks import AtLeast, OneOf
from dateline_schema.fields import ARTICLE_ID, NOT_BLANK, Field
from dateline_schema.tables import ForeignKey, Table

Label = Literal["gold", "stated", "derived"]
"""How far a label can be trusted: a person reviewed it; the publisher says it; Dateline made it."""

LABELS: tuple[str, ...] = get_args(Label)

Row = Mapping[str, Any]

ID = Field("id", "stable id: an item keeps it when the corpus grows", pa.string(), checks=(NOT_BLANK,))

APART = "null where answers are kept apart"

ORIGIN: tuple[Field, ...] = (
    Field("article_id", f"article that it was made from; {APART}", pa.string(), True, (ARTICLE_ID,)),
    Field(
        "group_id",
        f"items that are not independent share it: one story, one text; {APART}",
        pa.string(),
        True,
        (ARTICLE_ID,),
    ),
    Field(
        "fold",
        "fold of a corpus too small for sides: train on the others, test on this one",
        pa.int64(),
        nullable=True,
        checks=(AtLeast(0),),
    ),
    Field("label", "where the label comes from: " + ", ".join(LABELS), pa.string(), checks=(OneOf(LABELS),)),
    Field("canary", "a mark to keep test data out of training data by", pa.string(), checks=(NOT_BLANK,)),
)
"""Columns that every table of a task ends with."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a table of a task, and the side that it is on (`train`, `validation` or `test`)."""

    split: str
    row: Row


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that no item was made of, and why, in words that are counted."""

    reason: str


Made = Item | LeftOut

OWN = frozenset(column.name for column in (ID, *ORIGIN))
"""Columns of every table of a task, which ask nothing."""

TRACES = ("article_id", "group_id")
"""Columns that answers can be read from: what an item was made of, what is about the same. They go with the keys."""


def task_table(name: str, meaning: str, inputs: tuple[Field, ...], keys: tuple[Field, ...] = ()) -> Table:
    """The table of a task: its id, what is given, what is asked for, and what every row has.

    Keys may be null: in an edition that keeps them apart, those of the test are.
    """
    columns = (ID, *inputs, *(replace(key, nullable=True) for key in keys), *ORIGIN)
    return Table(name, meaning, columns, "id", key=("id",), foreign_keys=(ForeignKey("article_id", "articles"),))


def item_id(task: str, article_id: str, *parts: object) -> str:
    """The id of an item: a digest of what it asks about, never of where in the corpus it stands."""
    asked = "\x1f".join([article_id, *map(str, parts)])
    return f"{task}-{hashlib.sha256(asked.encode()).hexdigest()[:16]}"
