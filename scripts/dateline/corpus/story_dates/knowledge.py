"""What is known of the day of each article of a bucket, from its columns, its evidence and its first paragraphs."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dateline.corpus.story_dates.columns import DAYS
from dateline.corpus.story_dates.spoken import LEAD_LENGTH, OFFSETS, Spoken, lead_days, spoken
from dateline.timex import find_dates
from dateline_schema.edtf import bounds

Row = dict[str, Any]

FEEDING = ("stated", "metadata", "url", "relative", "ruling")
"""Bases of a date that other dates may be inferred from: what was inferred is not among them."""

_TAKEN = ("id", "date", "date_edtf", "date_basis", "language")
_NOTHING: Row = {"kind": "nothing", "ahead": False, "choices": []}


def known_days(articles: pa.Table, evidence: pa.Table) -> pa.Table:
    """A row of `DAYS` for each article, in the order of the articles.

    Args:
        articles: columns of the table `articles`, `body` among them.
        evidence: rows of the table `evidence` of these articles; rows of others do no harm.
    """
    told = _told(articles, evidence)
    leads = pc.utf8_slice_codeunits(articles["body"], 0, LEAD_LENGTH).to_pylist()
    rows = articles.select(_TAKEN).to_pylist()
    known = [_known(row, body, told.get(row["id"], [])) for row, body in zip(rows, leads, strict=True)]
    return pa.Table.from_pylist(known, schema=DAYS)


def _told(articles: pa.Table, evidence: pa.Table) -> dict[str, list[Row]]:
    """The chosen rows of evidence on the dates of those articles that have none, the row on `date` first."""
    undated = articles.filter(pc.is_null(articles["date"]))["id"].combine_chunks()
    about = pc.is_in(evidence["field"], pa.array(["date", "date_edtf"]))
    wanted = pc.and_(pc.and_(about, evidence["chosen"]), pc.is_in(evidence["article_id"], undated))
    found: dict[str, list[Row]] = {}
    for row in sorted(evidence.filter(wanted).to_pylist(), key=lambda row: row["field"]):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _known(article: Row, body: str, told: Sequence[Row]) -> Row:
    """One row of `DAYS`."""
    if article["date_basis"] == "story" or any(row["rule"] == "ruling" for row in told):
        return {**_NOTHING, "article_id": article["id"]}  # a person who ruled that there is no date is not overruled
    lead = lead_days(body, article["language"])
    row = next((row for row in told if row["raw"] is not None), {})
    stood = {name: row.get(name) for name in ("raw", "start", "end", "rule")}
    found = _dated(article) or _undated(article, row, lead)
    told_of = {"article_id": article["id"], "anchor": [one.row for one in dict.fromkeys(lead)]}
    return {**_NOTHING, **stood, **found, **told_of} if found else {**_NOTHING, **_from_lead(lead), **told_of}


def _dated(article: Row) -> Row | None:
    day = article["date"]
    if day is None:
        return None
    span = bounds(article["date_edtf"] or day.isoformat()) or (day, day)
    return {"kind": "day" if span == (day, day) else "interval", "first": span[0], "last": span[1]}


def _undated(article: Row, row: Row, lead: Sequence[Spoken]) -> Row | None:
    """What the columns and the evidence tell, the most telling first."""
    form, language = article["date_edtf"], article["language"]
    if form is not None:
        return _without_year(form, row, language, lead) if form.startswith("XXXX") else _between(form, lead)
    return next((found for way in _WAYS if (found := way(row, language, lead))), None)


def _without_year(form: str, row: Row, language: str, lead: Sequence[Spoken]) -> Row:
    """`XXXX-11-27`, and the word that it was counted from."""
    event = next((one for one in (*spoken(row.get("raw") or "", language), *lead) if one.form == form), None)
    offset = event.offset if event else OFFSETS.get(str(row.get("rule")).removeprefix("relative."))
    return {"kind": "month-day", "month": int(form[5:7]), "day": int(form[8:10]), "offset": offset}


def _between(form: str, lead: Sequence[Spoken]) -> Row | None:
    """A month, a year or an interval, and a weekday that the lead names beside it."""
    span = bounds(form)
    if span is None:
        return None
    kind = {4: "year", 7: "month"}.get(len(form), "interval")
    return {"kind": kind, "first": _stored(span[0]), "last": _stored(span[1]), **_weekday(lead)}


def _stored(day: date) -> date | None:
    """An open end is no bound."""
    return None if day in (date.min, date.max) else day


def _weekday(found: Sequence[Spoken]) -> Row:
    first = next((one for one in found if one.weekday is not None), None)
    return {"weekday": first.weekday, "ahead": first.kind == "weekday-ahead"} if first else {}


def _by_weekday(row: Row, language: str, lead: Sequence[Spoken]) -> Row | None:
    """ "on Wednesday": read again from the evidence, or from the body where markup stands between the words."""
    rule = str(row.get("rule"))
    if not rule.startswith("relative.weekday"):
        return None
    found = _weekday([*spoken(row["raw"], language), *lead])
    # the evidence is cut out of the sentence in which it was still to come
    return {"kind": "weekday", **found, "ahead": rule.endswith("-ahead")} if found else None


def _by_choices(row: Row, language: str, _lead: Sequence[Spoken]) -> Row | None:
    """ "03/04/2014", where nothing told the day from the month."""
    found = find_dates(row.get("raw") or "", language=language)
    days = sorted(set(found[0].alternatives)) if len(found) == 1 else []
    return {"kind": "choices", "choices": days, "first": days[0], "last": days[-1]} if len(days) > 1 else None


_WAYS: tuple[Callable[[Row, str, Sequence[Spoken]], Row | None], ...] = (_by_weekday, _by_choices)


def _from_lead(lead: Sequence[Spoken]) -> Row:
    """What the first paragraphs tell where no evidence was kept of it, as of web pages; the first that they say."""
    for one in lead:
        if one.month is not None and (one.form is None or one.form.startswith("XXXX")):
            return {"kind": "month-day", "offset": one.offset, **_month_day(one.form)}
        if one.weekday is not None:
            return {"kind": "weekday", **_weekday([one])}
        if one.kind == "yesterday" and one.form is None:
            return {"kind": "yesterday", "offset": one.offset}
    return {}


def _month_day(form: str | None) -> Row:
    return {"month": int(form[5:7]), "day": int(form[8:10])} if form else {}
