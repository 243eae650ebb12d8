"""The rows of one table in two editions: matched, compared value by value, counted, with examples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from dateline.compare.files import arrow_schema, data_files, unlike
from dateline.compare.matching import Matched, Side, by_key, by_row, paired
from dateline.compare.picks import Picker
from dateline.compare.renames import renames
from dateline.compare.result import ColumnDiff, Group, Rows, TableDiff
from dateline.compare.schemas import bare
from dateline.compare.source import Edition
from dateline.compare.values import changed_values, rows_of
from dateline_schema.tables import BY_NAME, Table

RECORD_KEY: Final = ("id",)
"""Key of the tables whose rows are records, which others may refer to."""

ABOUT: Final[Mapping[str, tuple[str, ...]]] = {"evidence": ("article_id", "field"), "rejects": ("raw_path", "rule")}
"""Of tables without a key: whose row it is, and what it is about."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A table of two editions, as far as their files differ."""

    name: str
    old: Side
    new: Side

    @property
    def contract(self) -> Table | None:
        """The table by the present contract; None where it has none of this name."""
        return BY_NAME.get(self.name)

    @property
    def shared(self) -> list[str]:
        """Columns that both have, of the same type but for what may be null."""
        types = {field.name: bare(field.type) for field in self.new.schema}
        return [field.name for field in self.old.schema if types.get(field.name) == bare(field.type)]

    @property
    def key(self) -> tuple[str, ...]:
        """Columns of the contract's key, else `id`; empty where a row has no identity."""
        both = set(self.old.schema.names) & set(self.new.schema.names)
        wanted = self.contract.key if self.contract else RECORD_KEY
        return next((key for key in (wanted, RECORD_KEY) if wanted and set(key) <= both), ())

    @property
    def about(self) -> tuple[str, ...]:
        """Columns that say whose a row is and what it is about, as far as both have them."""
        return tuple(name for name in ABOUT.get(self.name, ()) if name in self.shared)

    @property
    def subject(self) -> str | None:
        """The column that says whose detail a row is."""
        names = [*self.about, *([self.contract.subject] if self.contract else [])]
        return names[0] if names and names[0] != "id" and names[0] in {*self.key, *self.about} else None


def compare_table(name: str, old: Edition, new: Edition, limit: int) -> TableDiff:
    """What changed in the rows of a table; `limit` is the number of examples of each kind.

    Raises InputError where a file cannot be read, files of a table have several schemas, or a key stands twice.
    """
    before, after = data_files(old, name), data_files(new, name)
    left, right = unlike(before, after)
    key = BY_NAME[name].key if name in BY_NAME else ()
    old_rows, new_rows = (sum(file.entry.rows for file in files) for files in (before, after))
    same = TableDiff(name, key == RECORD_KEY, key, old_rows, new_rows)
    if not left and not right:
        return same
    schemas = arrow_schema(left or before[:1]), arrow_schema(right or after[:1])
    if schemas[0] is None or schemas[1] is None:  # a table that came or went as a whole, which the schema tells
        return replace(same, added=Rows(new_rows), removed=Rows(old_rows))
    pair = Pair(name, Side(left, schemas[0]), Side(right, schemas[1]))
    same = replace(same, record=pair.key == RECORD_KEY, key=pair.key)
    found = _keyed(pair, same, limit) if pair.key else _unkeyed(pair, same, limit)
    return replace(found, rewritten=found.same)


def _keyed(pair: Pair, found: TableDiff, limit: int) -> TableDiff:
    matched = by_key(pair.old, pair.new, pair.key)
    pick = Picker(pair.old, pair.new, pair.key, limit)
    hits = changed_values(pair.old, pair.new, matched.common, [name for name in pair.shared if name not in pair.key])
    changed = rows_of(matched.common, hits)
    again = renames(pair.name, pair.old, pair.new, matched) if found.record else ()
    moved = pick.moved(matched.common)
    return replace(
        found,
        added=pick.added(matched.fresh),
        removed=pick.removed(matched.gone),
        changed=changed.height,
        columns=_columns(pick, matched.common, hits),
        renamed=pick.renamed(again),
        renamed_count=len(again),
        moved=moved[1],
        moved_count=moved[0],
        subjects=_subjects(pair, (changed, matched.gone, matched.fresh)),
    )


def _unkeyed(pair: Pair, found: TableDiff, limit: int) -> TableDiff:
    """Rows without an identity: those that are on one side alone become pairs where they are about the same."""
    if not pair.shared:
        return replace(found, added=Rows(found.new_rows), removed=Rows(found.old_rows))
    whole = by_row(pair.old, pair.new, pair.shared, pair.about)
    rest = paired(whole, pair.about) if pair.about else replace(whole, common=whole.common.clear())
    pick = Picker(pair.old, pair.new, pair.about, limit)
    hits = changed_values(pair.old, pair.new, rest.common, pair.shared)
    moved = pick.moved(whole.common)
    return replace(
        found,
        added=pick.added(rest.fresh),
        removed=pick.removed(rest.gone),
        changed=rest.common.height,
        columns=_columns(pick, rest.common, hits),
        moved=moved[1],
        moved_count=moved[0],
        groups=_groups(pair, rest),
        subjects=_subjects(pair, (rest.common, rest.gone, rest.fresh)),
    )


def _columns(pick: Picker, common: pl.DataFrame, hits: Mapping[str, pl.Series]) -> tuple[ColumnDiff, ...]:
    return tuple(
        ColumnDiff(name, len(rows), pick.changes(name, common[rows])) for name, rows in hits.items() if len(rows)
    )


def _subjects(pair: Pair, frames: Sequence[pl.DataFrame]) -> int:
    """How many articles or documents the rows belong to."""
    if pair.subject is None:
        return 0
    return pl.concat([frame.select(pair.subject) for frame in frames]).n_unique()


def _groups(pair: Pair, found: Matched) -> tuple[Group, ...]:
    """Counts by what the rows are about."""
    if len(pair.about) < 2:
        return ()
    counts = [_counted(frame, pair.about[1]) for frame in (found.fresh, found.gone, found.common)]
    names = sorted({name for count in counts for name in count})
    return tuple(Group(name, *(count.get(name, 0) for count in counts)) for name in names)


def _counted(frame: pl.DataFrame, column: str) -> dict[str, int]:
    return {str(name): int(count) for name, count in frame.group_by(column).len().iter_rows()}
