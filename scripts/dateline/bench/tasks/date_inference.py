"""`date-inference`: the day an article came out, from a text in which that day is hidden."""

import re
from collections.abc import Iterator
from datetime import date

import pyarrow as pa

from dateline.bench.corpus import Article, Corpus
from dateline.bench.masking.days import day_marks, states
from dateline.bench.masking.lines import addresses, credits_of, dateline
from dateline.bench.masking.spans import masked
from dateline.bench.rows import Label, LeftOut, Made, Row, task_table
from dateline.bench.scoring.days import DAYS
from dateline.bench.task import Asking, Part, Task
from dateline.timex import edtf, find_dates
from dateline_schema.fields import NOT_BLANK, Field

NAME = "date-inference"

DATE, DATELINE, URL, AGENCY = "[DATE]", "[DATELINE]", "[URL]", "[AGENCY]"
"""What stands in place of what is hidden."""

LABELS: dict[str, Label] = {
    "stated": "stated",
    "metadata": "stated",
    "url": "stated",
    "relative": "derived",
    "ruling": "gold",
}
"""How far a date can be trusted, by its basis; what is inferred from other articles (`story`) is asked of nobody."""

TABLE = task_table(
    NAME,
    "one row an article: its headline and text without the day it came out, and that day",
    (
        Field("title", "headline, its day and addresses hidden", pa.string(), nullable=True),
        Field(
            "text",
            "text of the article, its day, dateline, agency and addresses hidden",
            pa.string(),
            checks=(NOT_BLANK,),
        ),
        Field("source", "publisher", pa.string(), nullable=True),
        Field("language", "language of the text, as BCP 47", pa.string()),
    ),
    (
        Field("date", "day of publication", pa.date32()),
        Field(
            "date_start", "first day that it can be, by what is known; the day itself where that is known", pa.date32()
        ),
        Field("date_end", "last day that it can be", pa.date32()),
        Field("basis", "where the day comes from: " + ", ".join(LABELS), pa.string()),
    ),
)


def make(corpus: Corpus) -> Iterator[Made]:
    """An item for each article whose day is known from itself and can be hidden."""
    for article in corpus.articles():
        yield _made(corpus, article)


def _made(corpus: Corpus, article: Article) -> Made:
    day, basis, language = (article.row[name] for name in ("date", "date_basis", "language"))
    if day is None:
        return LeftOut("has no day")
    if basis not in LABELS:
        return LeftOut("has a day that was inferred from other articles")
    title, text = article.row["title"] and _title(article), _text(article)
    if any(states(part, day, language) for part in (title, text) if part):
        return LeftOut("states its day in a form that could not be hidden")
    start, end = _bounds(article.row["date_edtf"], day)
    return corpus.item(
        NAME, article, (), LABELS[basis],
        title=title, text=text, source=article.row["source"], language=language,
        date=day, date_start=start, date_end=end, basis=basis,
    )  # fmt: skip


def _bounds(known: str | None, day: date) -> tuple[date, date]:
    """First and last day that an article can be of."""
    bounds = edtf.bounds(known) if known else None
    return bounds if bounds and bounds[0] <= day <= bounds[1] else (day, day)


def _title(article: Article) -> str:
    return _without_day(masked(article.row["title"], addresses(article.row["title"]), URL), article)


def _text(article: Article) -> str:
    text = masked(article.body, addresses(article.body), URL)
    opening = dateline(text, article.row["language"])
    if opening:
        text = f"{DATELINE} {text[opening[1] :]}"
    text = masked(text, credits_of(text, article.row["agencies"]), AGENCY)
    return _without_day(text, article)


def _without_day(text: str, article: Article) -> str:
    return masked(text, day_marks(text, article.row["date"], article.row["language"]), DATE)


_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?:\s*/\s*\d{4}-\d{2}-\d{2})?(?!\d)")
_ANSWER = re.compile(r"(?i:answer|date)\s*(?:is)?\s*[:=]")


def read(completion: str, row: Row) -> str | None:
    """The day or interval that a completion names, as EDTF; None where it names none.

    What stands behind the last "Answer:" counts, where there is one and a day behind it; of several days the first.
    """
    parts = [completion[found.end() :] for found in _ANSWER.finditer(completion)]
    return next((answer for part in (*parts[::-1], completion) if (answer := _day_in(part, row["language"]))), None)


def _day_in(text: str, language: str | None) -> str | None:
    for found in _ISO.finditer(text):
        written = re.sub(r"\s", "", found[0])
        if edtf.is_valid(written):
            return written
    for line in text.split("\n"):
        for match in find_dates(line, language=language):
            if match.date or (match.edtf and "/" in match.edtf):
                return match.date.isoformat() if match.date else match.edtf
    return None


def _key(row: Row) -> str:
    return str(row["date"])[:10]


TASK = Task(
    name=NAME,
    meaning="On which day was this article published?",
    inputs="The headline, text, publisher and language of an article, with everything hidden that states its day.",
    answers=(
        "A day, or an interval where the text tells no more. The key is the day of publication, with the first and "
        "last day that it can be. The label is `stated` where the page, its metadata or its address states the day, "
        "`gold` where a person ruled it, `derived` where Dateline reckoned it from “yesterday (3 May 2021)”."
    ),
    masked=(
        f"In headline and text: every date that is the day of publication, with or without its year, in words or "
        f"figures, or as a day of the month alone beside a weekday or a word for day ({DATE}); the dateline with its "
        f"place ({DATELINE}); the credited agencies in the first and last 200 characters ({AGENCY}); addresses "
        f"({URL}). Other days stay, and so do months, years, and words such as “yesterday” or “on Wednesday”: they "
        "are the clues."
    ),
    left_out=(
        "Articles without a day; those whose day Dateline inferred from other articles, as such a key would grade "
        "Dateline by itself; those that still state their day after all of it was hidden. A day written out in words "
        "(“the third of May”) is not found, nor one of a calendar that Dateline does not read (Islamic, Hebrew)."
    ),
    answer_format='a day or an interval as EDTF: `"2021-05-03"` or `"2021-05-01/2021-05-04"`; null or no line abstains',
    items=Part(TABLE, make, keys=("date", "date_start", "date_end", "basis")),
    scorer=DAYS,
    key=_key,
    asking=Asking(
        template=(
            "{% if title %}{{title}}\n\n{% endif %}{{text}}\n\n{% if source %}Publisher: {{source}}\n{% endif %}"
            "On which day was this article published? Its own date is hidden; reason from what it tells. Answer with a "
            "day (YYYY-MM-DD), or with the first and last possible day (YYYY-MM-DD/YYYY-MM-DD).\nAnswer:"
        ),
        read=read,
        write=lambda row: f" {_key(row)}",
    ),
)  # fmt: skip
