"""What the dataset card says of the data, counted bucket by bucket."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dateline_schema.tables import BY_NAME


@dataclass(slots=True)
class Tally:
    """Counts over all rows added so far; tables of one bucket can be added in any order.

    Attributes:
        rows: rows by table.
        gaps: by table and column, the rows without a value: null, or an empty list.
        bases: articles by `date_basis`; those without one under the empty string.
        partial: articles of which something is known of the date, yet no day.
        languages, sources, agencies: articles by value; those without a source under the empty string.
        rejects: documents by stage and rule.
        first, last: earliest and latest `date`.
    """

    rows: Counter[str] = field(default_factory=Counter)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    bases: Counter[str] = field(default_factory=Counter)
    partial: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    rejects: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dt.date | None = None
    last: dt.date | None = None

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Count the rows of these tables, which keep the contract."""
        for name, table in tables.items():
            self.rows[name] += table.num_rows
            for column in BY_NAME[name].columns:
                self.gaps[name, column.name] += _without(table[column.name])
        if "articles" in tables:
            self._add_articles(tables["articles"])
        if "rejects" in tables:
            rejects = tables["rejects"]
            self.rejects.update(zip(rejects["stage"].to_pylist(), rejects["rule"].to_pylist(), strict=True))

    def _add_articles(self, articles: pa.Table) -> None:
        self.bases.update(_counts(articles["date_basis"]))
        undated = pc.and_(articles["date"].is_null(), articles["date_edtf"].is_valid())
        self.partial += pc.sum(undated).as_py() or 0
        self.languages.update(_counts(articles["language"]))
        self.sources.update(_counts(articles["source"]))
        self.agencies.update(_counts(pc.list_flatten(articles["agencies"])))
        days = pc.min_max(articles["date"]).as_py()
        self.first = _best(min, self.first, days["min"])
        self.last = _best(max, self.last, days["max"])


def ranked(counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """The most frequent values, then by name; the rest, if any, summed under `others`."""
    order = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    rest = sum(count for _, count in order[most:])
    return order[:most] + ([("others", rest)] if rest else [])


def _without(column: pa.ChunkedArray) -> int:
    if pa.types.is_list(column.type):
        return int(pc.sum(pc.equal(pc.list_value_length(column), 0)).as_py() or 0)
    return int(column.null_count)


def _counts(column: pa.ChunkedArray | pa.Array) -> dict[str, int]:
    return {entry["values"] or "": entry["counts"] for entry in pc.value_counts(column).to_pylist()}


def _best(choose: object, *days: dt.date | None) -> dt.date | None:
    known = [day for day in days if day is not None]
    return choose(known) if known and callable(choose) else None


def shares(counts: Iterable[int], of: int) -> list[str]:
    """Counts as shares of a whole, in percent with one decimal; an empty whole has no shares."""
    return [f"{100 * count / of:.1f}%" if of else "–" for count in counts]
