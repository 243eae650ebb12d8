"""What a comparison found, as values. Counts are exact; examples are few, the first by key."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

Level = Literal["major", "minor", "patch"]
Verdict = Literal["major", "minor", "patch", "none"]

LEVELS: Final[tuple[Level, ...]] = ("major", "minor", "patch")
"""What a change can ask for, the most first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as an example: its key, and a title or name that a person knows it by."""

    id: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that came or went: how many, and a few of them."""

    count: int = 0
    examples: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A value that changed.

    Attributes:
        id, label: of its row.
        old, new: the values as texts, shortened to where they differ; None is null.
        note: for a list, what came, went or changed in it.
    """

    id: str
    label: str | None
    old: str | None
    new: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnDiff:
    """The values of one column that changed, in rows that both editions have."""

    name: str
    count: int
    examples: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Renamed:
    """A record whose id is gone while the same `by` has a new id."""

    old: str
    new: str
    by: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that stands in another split."""

    id: str
    old: str
    new: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of a detail table by what they are about: `date` of the evidence, a rule of the rejects."""

    name: str
    added: int
    removed: int
    changed: int


@dataclass(frozen=True, slots=True)
class TableDiff:
    """What changed in the rows of one table. `old_rows - removed.count + added.count == new_rows` always holds.

    Attributes:
        record: whether a row is a record with an id, and not a detail of one.
        key: columns that rows were matched by; empty where whole rows were matched.
        changed: rows of both editions of which a value changed; of rows without a key, pairs of one gone and one new
            that are about the same.
        columns: values that changed, by column.
        renamed, renamed_count: records that are gone under one id and new under another; `removed` and `added` count
            them too.
        moved, moved_count: rows of both editions that stand in another split.
        groups: for details, counts by what the rows are about.
        subjects: for details, how many articles or documents the changed rows belong to.
        rewritten: files differ, though no row does.
    """

    name: str
    record: bool
    key: tuple[str, ...]
    old_rows: int
    new_rows: int
    added: Rows = Rows()
    removed: Rows = Rows()
    changed: int = 0
    columns: tuple[ColumnDiff, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    renamed_count: int = 0
    moved: tuple[Moved, ...] = ()
    moved_count: int = 0
    groups: tuple[Group, ...] = ()
    subjects: int = 0
    rewritten: bool = False

    @property
    def same(self) -> bool:
        """Whether every row is as it was."""
        return not (self.added.count or self.removed.count or self.changed or self.moved_count)


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A table or column that came, went or is declared otherwise; `kind` is a key of `schemas.KINDS`."""

    table: str
    column: str | None
    kind: str
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True)
class MetadataChange:
    """A statement of the manifest that changed, such as `license`."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class InputsDiff:
    """Source documents that came, went or changed; counts are None where the manifests do not list the documents."""

    old: int
    new: int
    same: bool
    added: int | None = None
    removed: int | None = None
    changed: int | None = None
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileTravel:
    """A data file of the new edition that the old one does not have: its bytes, and those of its new chunks."""

    path: str
    size: int
    new_bytes: int


@dataclass(frozen=True, slots=True)
class Travel:
    """An estimate of what an upload of the new edition's data files moves to a Hub that holds the old one.

    Attributes:
        files: those that differ.
        size: bytes of all data files of the new edition.
        new_bytes: estimated bytes of chunks that the old edition does not hold.
    """

    files: tuple[FileTravel, ...]
    size: int
    new_bytes: int

    @property
    def share(self) -> float:
        """Part of the new edition's bytes that travels, 0 to 1."""
        return self.new_bytes / self.size if self.size else 0.0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the verdict is at least `level`: table, column (None for whole rows), how many, and a sentence."""

    level: Level
    table: str | None
    column: str | None
    count: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions: how it was named, and the version and tools that its manifest states."""

    label: str
    name: str
    version: str
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from the edition `old` to the edition `new`.

    Attributes:
        tables: one for each table that either has.
        only: the tables that the comparison was limited to; None: all.
        versions: tools of other versions.
        reasons: the highest level first.
    """

    old: Side
    new: Side
    tables: tuple[TableDiff, ...]
    schema: tuple[SchemaChange, ...]
    metadata: tuple[MetadataChange, ...]
    versions: tuple[MetadataChange, ...]
    inputs: InputsDiff
    travel: Travel
    reasons: tuple[Reason, ...]
    only: tuple[str, ...] | None = None

    @property
    def verdict(self) -> Verdict:
        """The least that the version must be raised by: `major`, `minor`, `patch`, or `none`."""
        found = {reason.level for reason in self.reasons}
        return next((level for level in LEVELS if level in found), "none")

    def to_json(self) -> dict[str, Any]:
        """For `--json`."""
        facts = asdict(self)
        facts["travel"]["share"] = round(self.travel.share, 6)
        return {"verdict": self.verdict, **facts}
