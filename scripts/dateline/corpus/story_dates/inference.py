"""Dates of undated articles from the dated ones of their stories, over the whole corpus."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.story_dates.columns import DAYS, INFERRED
from dateline.corpus.story_dates.known import Dated, known_of, together
from dateline.corpus.story_dates.rules import RULES, Found, infer

Row = dict[str, Any]

CITED = 12
"""Articles that one inference names, those first that came out nearest to the day: with all, a story of thousands of
articles would have millions of names.
"""

BATCH = 1 << 14
"""Rows that are Python objects at one time."""

USED = tuple(name for name in DAYS.names if name != "rule")
"""Columns of `DAYS` that an inference looks at or hands on."""

CALENDAR = (date.min + timedelta(days=60), date.max - timedelta(days=60))
"""Days that can be counted from; beyond them the calendar ends."""


def infer_dates(members: pa.Table, days: pa.Table, summary: pa.Table) -> pa.Table:
    """A row of `INFERRED` for each undated article of a story of which the dated ones tell something, by article.

    No inferred date feeds another: what is inferred from are days that `days` has as known, and those are read from
    the articles themselves. Rows may come in any order.

    Args:
        members: article_id, story_id; other columns do no harm.
        days: schema `DAYS`, a row an article.
        summary: schema `corpus.summary.SUMMARY`: `id`, `date` and `duplicate_of`.
    """
    stories = groupby(_rows(members, days, summary), itemgetter("story_id"))
    found = (one for _, story in stories for one in _story(list(story)))
    tables = [pa.Table.from_pylist(part, schema=INFERRED) for part in iter(lambda: list(islice(found, BATCH)), [])]
    return pa.concat_tables([INFERRED.empty_table(), *tables]).sort_by("article_id").combine_chunks()


def _rows(members: pa.Table, days: pa.Table, summary: pa.Table) -> Iterator[Row]:
    """What is known of each article of the stories that have open and known days, story by story, in order."""
    members = _undecided(members, days, summary).sort_by([("story_id", "ascending"), ("article_id", "ascending")])
    ids = members["article_id"].combine_chunks()
    places = pc.index_in(ids, days["article_id"].combine_chunks())
    roots = _roots(ids, summary)
    for start in range(0, len(ids), BATCH):
        rows = days.select(USED).take(places.slice(start, BATCH))
        for name, column in (("story_id", members["story_id"]), ("root", roots)):
            rows = rows.append_column(name, column.slice(start, BATCH))
        yield from rows.to_pylist()


def _undecided(members: pa.Table, days: pa.Table, summary: pa.Table) -> pa.Table:
    """Those members that have a known day or something to infer, of the stories that have both."""
    ids, stories = members["article_id"].combine_chunks(), members["story_id"].combine_chunks()
    kinds = days["kind"].combine_chunks().take(pc.index_in(ids, days["article_id"].combine_chunks()))
    dates = summary["date"].combine_chunks().take(pc.index_in(ids, summary["id"].combine_chunks()))
    known = pc.fill_null(pc.equal(kinds, "day"), False)
    undated = pc.fill_null(pc.and_(pc.is_null(dates), pc.is_in(kinds, pa.array(sorted(RULES)))), False)
    both = pc.and_(*(pc.is_in(stories, stories.filter(one)) for one in (known, undated)))
    return members.select(["article_id", "story_id"]).filter(pc.and_(both, pc.or_(known, undated)))


def _roots(ids: pa.Array, summary: pa.Table) -> pa.Array:
    """The article that each is a further scrape of, or itself."""
    first = summary["duplicate_of"].combine_chunks().take(pc.index_in(ids, summary["id"].combine_chunks()))
    return pc.coalesce(first, ids)


def _story(rows: Sequence[Row]) -> Iterator[Row]:
    """What one story tells of its undated articles."""
    known = [row for row in rows if row["kind"] == "day" and CALENDAR[0] < row["first"] < CALENDAR[1]]
    dated = together(known)
    for row in rows:
        if row["kind"] != "day" and (found := infer(known_of(row), dated)):
            yield _inferred(row, found)


def _inferred(row: Row, found: Found) -> Row:
    basis = "story" if found.first else None
    return {
        **{name: row[name] for name in ("article_id", "raw", "start", "end")},
        "date": found.day,
        "date_edtf": _edtf(found),
        "date_basis": basis,
        "reason": found.reason,
        "articles": _cited(found.by, found.day),
        "finding": found.finding,
        "rule": f"story.{found.rule}",
    }


def _edtf(found: Found) -> str | None:
    if found.first is None or found.last is None:
        return None
    return found.first.isoformat() if found.first == found.last else f"{found.first}/{found.last}"


def _cited(by: Iterable[Dated], day: date | None) -> list[str]:
    """The articles that an inference names, in order."""
    near = sorted(by, key=lambda one: (abs(one.day - day) if day else timedelta(0), one.day, one.articles))
    return sorted(islice(chain.from_iterable(one.articles for one in near), CITED))
