"""Rules about evidence: every value says where it comes from, and every gap says why."""

import polars as pl

from dateline_schema.fields import WITHHELD_FIELDS
from dateline_schema.frames import Frames
from dateline_schema.rules import Broken, Rule
from dateline_schema.vocabulary import WITHHELD

PROVEN: tuple[str, ...] = (
    "title",
    "subtitle",
    "date",
    "source",
    "agencies",
    "authors",
    "translator",
    "url",
    "language",
    "body",
    "story_id",
    "duplicate_of",
)
"""Columns of which every value needs evidence that was chosen."""

EXPLAINED: tuple[str, ...] = ("title", "date", "source", "url")
"""Columns of which every null needs a reason."""


def spans(frames: Frames) -> Broken:
    """`raw`, `start` and `end` are given together, and `raw` is as long as its span; a withheld text has its span."""
    given = [pl.col(name).is_not_null().cast(pl.Int8) for name in ("raw", "start", "end")]
    some = pl.sum_horizontal(given)
    length = pl.col("end") - pl.col("start")
    bare = withheld() & pl.col("raw").is_null() & (length >= 0)
    wrong = (some % 3 != 0) & ~bare.fill_null(False) | ((some == 3) & (length != pl.col("raw").str.len_chars()))
    shape = pl.format(
        "{}: {}:{} for {} code points",
        "field",
        *(pl.col(name).cast(pl.String).fill_null("null") for name in ("start", "end")),
        pl.col("raw").str.len_chars().cast(pl.String).fill_null("no"),
    )
    return frames["evidence"].filter(wrong).select(article="article_id", found=shape)


def reasons(frames: Frames) -> Broken:
    """A row without a value has a reason."""
    bare = frames["evidence"].filter(pl.col("value").is_null() & pl.col("reason").is_null())
    return bare.select(article="article_id", found=pl.format("{}: no value, no reason", "field"))


def proven(frames: Frames) -> Broken:
    """Every value has a row that was chosen."""
    rows = frames["evidence"].filter(pl.col("chosen") & (pl.col("value").is_not_null() | withheld()))
    held = pl.concat([_holding(frames["articles"], column) for column in PROVEN])
    known = rows.select(article="article_id", column="field").unique()
    without = held.join(known, on=["article", "column"], how="anti")
    return without.select("article", "column", found=pl.lit("a value without evidence"))


def withheld() -> pl.Expr:
    """Whether a row of evidence says that its text is withheld."""
    return pl.col("field").is_in(WITHHELD_FIELDS) & pl.col("reason").eq_missing(pl.lit(WITHHELD))


def _holding(articles: pl.DataFrame, column: str) -> pl.DataFrame:
    """The articles that have a value in the column; every article has a body, if only by its digest."""
    if column not in articles.columns:
        return articles.select(article="id", column=pl.lit(column))
    listed = isinstance(articles.schema[column], pl.List)
    has = pl.col(column).list.len() > 0 if listed else pl.col(column).is_not_null()
    return articles.filter(has).select(article="id", column=pl.lit(column))


def agrees(frames: Frames) -> Broken:
    """Every value is one that a chosen row gives; a date is given as its day or as its EDTF expression."""
    rows = frames["evidence"].filter(pl.col("chosen") & pl.col("value").is_not_null())
    given = rows.select("value", article="article_id", column="field")
    articles = frames["articles"]
    edtf = articles.select("id", "date_edtf").filter(pl.col("date_edtf").is_not_null())
    # a row that gives the expression gives the day that `date` takes from it: the rule date-edtf compares the two
    as_edtf = given.filter(pl.col("column") == "date").join(
        edtf, left_on=["article", "value"], right_on=["id", "date_edtf"], how="semi"
    )
    held = pl.concat([_values(articles, column) for column in PROVEN if column != "body"])
    known = given.select("article", "column").unique()
    proven_otherwise = held.join(known, on=["article", "column"], how="semi")
    lost = proven_otherwise.join(given, on=["article", "column", "value"], how="anti")
    lost = lost.join(as_edtf, on=["article", "column"], how="anti")
    return lost.select("article", "column", found=pl.format("{}, in no chosen row", "value"))


def _values(articles: pl.DataFrame, column: str) -> pl.DataFrame:
    """Each value of the column, as text."""
    frame = articles.select(article="id", column=pl.lit(column), value=column)
    if isinstance(articles.schema[column], pl.List):
        frame = frame.explode("value", keep_nulls=False)
    return frame.with_columns(pl.col("value").cast(pl.String)).drop_nulls("value")


def explained(frames: Frames) -> Broken:
    """Every null has a row with the reason."""
    rows = frames["evidence"].filter(pl.col("reason").is_not_null())
    articles = frames["articles"]
    empty = pl.concat(
        [articles.filter(pl.col(name).is_null()).select(article="id", column=pl.lit(name)) for name in EXPLAINED]
    )
    without = empty.join(rows.select(article="article_id", column="field"), on=["article", "column"], how="anti")
    return without.select("article", "column", found=pl.lit("null without a reason in evidence"))


def inferred(frames: Frames) -> Broken:
    """A date inferred from other articles names them."""
    by_story = frames["articles"].filter(pl.col("date_basis") == "story").select(article="id")
    rows = frames["evidence"].filter(
        (pl.col("field") == "date") & pl.col("chosen") & (pl.col("articles").list.len() > 0)
    )
    without = by_story.join(rows.select(article="article_id"), on="article", how="anti")
    return without.select("article", found=pl.lit("a date by story, no articles"))


RULES: tuple[Rule, ...] = (
    Rule("evidence-span", "evidence", "raw", "raw, start and end together, end - start == len(raw)", spans),
    Rule("evidence-reason", "evidence", "reason", "a value or a reason", reasons),
    Rule("evidence-proves", "articles", "", "a chosen row of evidence", proven, needs=("evidence",)),
    Rule("evidence-agrees", "articles", "", "the value of a chosen row of evidence", agrees, needs=("evidence",)),
    Rule("evidence-explains", "articles", "", "a row of evidence with the reason", explained, needs=("evidence",)),
    Rule("evidence-infers", "articles", "date_basis", "evidence that names articles", inferred, needs=("evidence",)),
)
