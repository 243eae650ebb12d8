"""Rules about dates and addresses."""

import polars as pl

from dateline_schema.edtf import bounds
from dateline_schema.fields import EDTF
from dateline_schema.frames import Frames
from dateline_schema.rules import Broken, Rule

WEEK = 7
"""Days that what is known of a date may span for one of them to stand in `date`."""

_BOUNDS = pl.List(pl.Date)


def _dated(frames: Frames) -> pl.DataFrame:
    return frames["articles"].select(
        "date", "date_edtf", "date_basis", "published_at", "url", "source_domain", article="id"
    )


def _bounds(text: str) -> list[object]:
    found = bounds(text)
    return [] if found is None else list(found)


def edtf(frames: Frames) -> Broken:
    """`date` is a day that `date_edtf` covers, which spans a week at most; a single known day stands in `date`."""
    frame = _dated(frames).filter(pl.col("date").is_not_null() | pl.col("date_edtf").is_not_null())
    # most rows state one day, and need no closer look
    rest = frame.filter(pl.col("date").cast(pl.String).ne_missing(pl.col("date_edtf")))
    spans = rest.with_columns(span=pl.col("date_edtf").map_elements(_bounds, return_dtype=_BOUNDS))
    first, last, date = pl.col("span").list.first(), pl.col("span").list.last(), pl.col("date")
    inside = (date >= first) & (date <= last) & ((last - first).dt.total_days() < WEEK)
    single = (first == last) & date.is_null()
    wrong = (date.is_not_null() & ~inside.fill_null(False)) | single.fill_null(False)
    return spans.filter(wrong).select("article", found=_pair("date", "date_edtf"))


def real_day(frames: Frames) -> Broken:
    """`date_edtf` names days that exist; without a year, days that exist in some year."""
    frame = _dated(frames).filter(pl.col("date_edtf").str.contains(EDTF.pattern))
    rest = frame.filter(pl.col("date").cast(pl.String).ne_missing(pl.col("date_edtf")))
    in_leap_year = pl.col("date_edtf").str.replace_all("XXXX", "2000", literal=True)
    none = in_leap_year.map_elements(_bounds, return_dtype=_BOUNDS).list.len() == 0
    return rest.filter(none).select("article", found="date_edtf")


def basis(frames: Frames) -> Broken:
    """`date_basis` is null exactly where nothing is known of the date."""
    known = pl.col("date").is_not_null() | pl.col("date_edtf").is_not_null()
    wrong = _dated(frames).filter(known != pl.col("date_basis").is_not_null())
    found = pl.format("{}, basis {}", _pair("date", "date_edtf"), _or_null("date_basis"))
    return wrong.select("article", found=found)


def published(frames: Frames) -> Broken:
    """`published_at` is within a day of `date`: the two may lie on two sides of midnight in two zones."""
    apart = (pl.col("published_at").dt.date() - pl.col("date")).dt.total_days().abs()
    return _dated(frames).filter(apart > 1).select("article", found=_pair("published_at", "date"))


def url_date(frames: Frames) -> Broken:
    """A day in the path of the address is within a day of `date`, or evidence records the conflict."""
    path = pl.col("url").str.extract(r"/([0-9]{4}/[0-9]{1,2}/[0-9]{1,2})(?:/|$)", 1)
    frame = _dated(frames).with_columns(path=path).filter(pl.col("path").is_not_null())
    day = pl.col("path").str.to_date("%Y/%m/%d", strict=False)
    apart = frame.filter((day - pl.col("date")).dt.total_days().abs() > 1)
    if "evidence" in frames and apart.height:
        rows = frames["evidence"].filter((pl.col("field") == "date") & ~pl.col("chosen"))
        apart = apart.join(rows.select(article="article_id"), on="article", how="anti")
    return apart.select("article", found=pl.format("{} in the address, date {}", "path", "date"))


def domain(frames: Frames) -> Broken:
    """The host of the address is the source's domain or below it."""
    host = pl.col("url").str.extract(r"^https?://(?:[^/?#@]*@)?([^/?#:]+)", 1).str.to_lowercase()
    frame = _dated(frames).with_columns(host=host).filter(pl.col("source_domain").is_not_null())
    outside = ~pl.format(".{}", "host").str.ends_with(pl.format(".{}", "source_domain"))
    return frame.filter(outside).select("article", found=pl.format("{} at {}", "source_domain", "host"))


def _or_null(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).fill_null("null")


def _pair(left: str, right: str) -> pl.Expr:
    return pl.format(f"{left} {{}}, {right} {{}}", _or_null(left), _or_null(right))


RULES: tuple[Rule, ...] = (
    Rule("date-edtf", "articles", "date", "a day that date_edtf covers, which spans a week at most", edtf),
    Rule("edtf-real", "articles", "date_edtf", "days that exist", real_day),
    Rule("date-basis", "articles", "date_basis", "null exactly where date and date_edtf are", basis),
    Rule("published-day", "articles", "published_at", "a moment within a day of date", published),
    Rule("url-date", "articles", "url", "a day within a day of date, or the conflict in evidence", url_date),
    Rule("url-domain", "articles", "source_domain", "the domain of the address", domain),
)
