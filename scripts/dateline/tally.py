"""What the dataset card says of the data, counted bucket by bucket."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from dateline_schema.vocabulary import WITHHELD

READ, INFERRED, MISSING, PASSED = "read", "inferred", "missing", "passed over"
STATES = (READ, INFERRED, MISSING, WITHHELD, PASSED)
"""What a row of `evidence` is: a value read from the document, one inferred from other articles, none with the reason,
one that the edition leaves out, or a candidate that was not chosen."""

AUTHORITY, LOCAL = "authority", "local"
ORIGINS = (AUTHORITY, LOCAL)
"""Whether an actor's id is an authority's, the same in all articles, or that of one article's own actor."""


@dataclass(slots=True)
class Tally:
    """Counts over all rows added so far; tables of one bucket can be added in any order.

    Attributes:
        rows: rows by table.
        gaps: by table and column, the rows without a value: null, or an empty list.
        bases: articles by `date_basis`; those without one under the empty string.
        partial: articles of which something is known of the date, yet no day.
        years: dated articles by year.
        languages, sources, agencies: articles by value; those without a source under the empty string.
        evidence: rows of `evidence` by field and state, one of `STATES`.
        absences: rows of `evidence` without a value, by field and rule.
        actors: actors by kind and origin, one of `ORIGINS`.
        linked: actors with a Wikidata item.
        forms: mentions by form.
        rejects: documents by stage and rule.
        repeated: articles that reprint or repeat another; told: articles that are in a story.
        sides: articles by side of the splits, or by fold.
        first, last: earliest and latest `date`.
    """

    rows: Counter[str] = field(default_factory=Counter)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    bases: Counter[str] = field(default_factory=Counter)
    partial: int = 0
    years: Counter[int] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    evidence: Counter[tuple[str, str]] = field(default_factory=Counter)
    absences: Counter[tuple[str, str]] = field(default_factory=Counter)
    actors: Counter[tuple[str, str]] = field(default_factory=Counter)
    linked: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    rejects: Counter[tuple[str, str]] = field(default_factory=Counter)
    repeated: int = 0
    told: int = 0
    sides: Counter[str] = field(default_factory=Counter)
    first: dt.date | None = None
    last: dt.date | None = None

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Count the rows of these tables, which keep the contract of their edition."""
        for name, table in tables.items():
            self.rows[name] += table.num_rows
            for column in table.column_names:
                self.gaps[name, column] += _without(table[column])
        if "articles" in tables:
            self._add_articles(tables["articles"])
        if "evidence" in tables:
            self._add_evidence(tables["evidence"])
        if "actors" in tables:
            self._add_actors(tables["actors"])
        if "mentions" in tables:
            self.forms.update(_counts(tables["mentions"]["form"]))
        if "rejects" in tables:
            self.rejects.update(_pairs(tables["rejects"]["stage"], tables["rejects"]["rule"]))
        if "splits" in tables:
            self.sides.update(_counts(_sides(tables["splits"])))

    def _add_articles(self, articles: pa.Table) -> None:
        self.bases.update(_counts(articles["date_basis"]))
        undated = pc.and_(articles["date"].is_null(), articles["date_edtf"].is_valid())
        self.partial += pc.sum(undated).as_py() or 0
        years = pc.value_counts(pc.year(articles["date"].drop_null())).to_pylist()
        self.years.update({entry["values"]: entry["counts"] for entry in years})
        self.repeated += articles.num_rows - articles["duplicate_of"].null_count
        self.told += articles.num_rows - articles["story_id"].null_count
        self.languages.update(_counts(articles["language"]))
        self.sources.update(_counts(articles["source"]))
        self.agencies.update(_counts(pc.list_flatten(articles["agencies"])))
        days = pc.min_max(articles["date"]).as_py()
        self.first = _best(min, self.first, days["min"])
        self.last = _best(max, self.last, days["max"])

    def _add_evidence(self, evidence: pa.Table) -> None:
        states = _states(evidence)
        self.evidence.update(_pairs(evidence["field"], states))
        absent = evidence.filter(pc.equal(states, MISSING))
        self.absences.update(_pairs(absent["field"], absent["rule"]))

    def _add_actors(self, actors: pa.Table) -> None:
        # the contract's local ids have a dot, which no authority's id has
        local = pc.match_substring(actors["id"], ".")
        self.actors.update(_pairs(actors["kind"], pc.if_else(local, LOCAL, AUTHORITY)))
        self.linked += actors.num_rows - actors["wikidata"].null_count


def ranked(counts: Mapping[str, int], most: int) -> list[tuple[str, int]]:
    """The most frequent values, then by name; the rest, if any, summed under `others`."""
    order = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    rest = sum(count for _, count in order[most:])
    return order[:most] + ([("others", rest)] if rest else [])


def _sides(splits: pa.Table) -> pa.ChunkedArray:
    """The side of each article, the fold where there is none, and null where there is neither."""
    folds = pc.binary_join_element_wise("fold", pc.cast(splits["fold"], pa.string()), " ")
    return pc.coalesce(splits["split"], folds)


def _states(evidence: pa.Table) -> pa.ChunkedArray:
    """The state of each row of `evidence`."""
    no_value = evidence["value"].is_null()
    left_out = pc.and_(no_value, pc.fill_null(pc.equal(evidence["reason"], WITHHELD), False))
    inferred = pc.greater(pc.list_value_length(evidence["articles"]), 0)
    found = pc.if_else(inferred, INFERRED, READ)
    told = pc.if_else(left_out, WITHHELD, pc.if_else(no_value, MISSING, found))
    return pc.if_else(evidence["chosen"], told, PASSED)


def _without(column: pa.ChunkedArray) -> int:
    if pa.types.is_list(column.type):
        return int(pc.sum(pc.equal(pc.list_value_length(column), 0)).as_py() or 0)
    return int(column.null_count)


def _counts(column: pa.ChunkedArray | pa.Array) -> dict[str, int]:
    return {entry["values"] or "": entry["counts"] for entry in pc.value_counts(column).to_pylist()}


def _pairs(one: pa.ChunkedArray, other: pa.ChunkedArray) -> dict[tuple[str, str], int]:
    """How often two columns have each pair of values."""
    groups = pa.table({"one": one, "other": other}).group_by(["one", "other"]).aggregate([([], "count_all")])
    return {(row["one"], row["other"]): row["count_all"] for row in groups.to_pylist()}


def _best(choose: object, *days: dt.date | None) -> dt.date | None:
    known = [day for day in days if day is not None]
    return choose(known) if known and callable(choose) else None


def shares(counts: Iterable[int], of: int) -> list[str]:
    """Counts as shares of a whole, in percent with one decimal; an empty whole has no shares."""
    return [f"{100 * count / of:.1f}%" if of else "–" for count in counts]
